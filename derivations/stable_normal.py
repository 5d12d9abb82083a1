r"""Relative entropy of normal laws in stable form.

A square is the kernel sq of its base, so that it neither over- nor underflows before the base does,
and every difference of a scale, of its square and of its logarithm lies inside a kernel.

Main results
------------
* `kl`, `kl_variance`, `kl_log_variance`: by standard deviations, variances and log-variances;
  `kl_standard`, `kl_standard_log_variance`: from N(0, 1)

Entropies and the evidence lower bound are in `derivecheck.derivations.stable_normal_entropy`.
"""

from sympy import Rational, exp, log, sqrt, symbols

from derivecheck.derivations import gaussian_kl as textbook
from derivecheck.derivations import gaussian_kl_cases as cases
from derivecheck.derivations.gaussian_kl import P, Q, R, mu, mu1, mu2, sigma, sigma1, sigma2
from derivecheck.language import KL, Normal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, lemma, special_case
from derivecheck.terms.kernels import expm1mx, expm1mx_diff, ratio_gap, scale_gap, sq, times_exp

half = Rational(1, 2)
lam, l1, l2 = cases.lam, cases.l1, cases.l2
v1, v2 = symbols("v1 v2", positive=True)

kl = (
    derive(
        "stable.kl_normal",
        "Relative entropy of two normal laws",
        given(P, Q),
        KL(P, Q),
        closed_form="kl_normal",
    )
    .eq(textbook.univariate.result, by=lemma(textbook.univariate))
    .eq(scale_gap(sigma1, sigma2) + sq((mu1 - mu2) / sigma2) / 2, by=algebra)
)

kl_variance = (
    derive(
        "stable.kl_normal_variance",
        "Relative entropy of two normal laws by variances",
        given(),
        KL(Normal(mu1, sqrt(v1)), Normal(mu2, sqrt(v2))),
        closed_form="kl_normal_variance",
    )
    .eq(
        log(v2 / v1) / 2 + (v1 + (mu1 - mu2) ** 2) / (2 * v2) - half,
        by=special_case(textbook.univariate, {sigma1: sqrt(v1), sigma2: sqrt(v2)}),
    )
    .eq(ratio_gap(v1, v2) / 2 + sq((mu1 - mu2) / sqrt(v2)) / 2, by=algebra)
)

kl_log_variance = (
    derive(
        "stable.kl_log_variance",
        "Relative entropy of two normal laws by log-variances",
        given(),
        KL(Normal(mu1, exp(l1 / 2)), Normal(mu2, exp(l2 / 2))),
        closed_form="kl_log_variance",
    )
    .eq(cases.log_variance.result, by=lemma(cases.log_variance))
    .eq(expm1mx_diff(l1, l2) / 2 + sq(times_exp(mu1 - mu2, 0, l2, 2)) / 2, by=algebra)
)

kl_standard = (
    derive(
        "stable.kl_normal_standard",
        "Relative entropy from the standard normal law",
        given(R),
        KL(R, Normal(0, 1)),
        closed_form="kl_normal_standard",
    )
    .eq(cases.standard.result, by=lemma(cases.standard))
    .eq(scale_gap(sigma, 1) + sq(mu) / 2, by=algebra)
)

kl_standard_log_variance = (
    derive(
        "stable.kl_standard_log_variance",
        "Relative entropy from the standard normal law by the log-variance",
        given(),
        KL(Normal(mu, exp(lam / 2)), Normal(0, 1)),
        closed_form="kl_standard_log_variance",
    )
    .eq(cases.standard_log_variance.result, by=lemma(cases.standard_log_variance))
    .eq(expm1mx(lam) / 2 + sq(mu) / 2, by=algebra)
)

PAGE = (kl, kl_variance, kl_log_variance, kl_standard, kl_standard_log_variance)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
