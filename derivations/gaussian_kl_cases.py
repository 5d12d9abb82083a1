r"""Relative entropy of normal laws as variational autoencoders use it.

Main results
------------
* `standard`: KL(N(μ, σ²)‖N(0, 1)) = ½(μ² + σ² - 1) - log σ
* `log_variance`, `standard_log_variance`: given by the logarithms of the variances

Source: D. Kingma and M. Welling, "Auto-Encoding Variational Bayes" (2014), appendix B.
"""

from sympy import exp, log, symbols

from derivecheck.derivations.gaussian_kl import (
    R,
    half,
    mu,
    mu1,
    mu2,
    sigma,
    sigma1,
    sigma2,
    univariate,
)
from derivecheck.language import KL, Normal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import special_case

lam, l1, l2 = symbols("lambda l1 l2", real=True)

standard = derive(
    "gaussian_kl.standard",
    "Relative entropy from the standard normal law",
    given(R),
    KL(R, Normal(0, 1)),
    closed_form="kl_normal_standard",
).eq(
    half * (mu**2 + sigma**2 - 1) - log(sigma),
    by=special_case(univariate, {mu1: mu, sigma1: sigma, mu2: 0, sigma2: 1}),
)

log_variance = derive(
    "gaussian_kl.log_variance",
    "Relative entropy by log-variances",
    given(),
    KL(Normal(mu1, exp(l1 / 2)), Normal(mu2, exp(l2 / 2))),
    closed_form="kl_log_variance",
).eq(
    half * (l2 - l1 + exp(l1 - l2) + (mu1 - mu2) ** 2 * exp(-l2) - 1),
    by=special_case(univariate, {sigma1: exp(l1 / 2), sigma2: exp(l2 / 2)}),
)

standard_log_variance = derive(
    "gaussian_kl.standard_log_variance",
    "Relative entropy from the standard normal law by the log-variance",
    given(),
    KL(Normal(mu, exp(lam / 2)), Normal(0, 1)),
    closed_form="kl_standard_log_variance",
).eq(
    half * (mu**2 + exp(lam) - lam - 1),
    by=special_case(log_variance, {mu1: mu, l1: lam, mu2: 0, l2: 0}),
)

PAGE = (standard, log_variance, standard_log_variance)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
