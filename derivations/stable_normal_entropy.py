r"""Entropies of normal laws and the evidence lower bound in stable form.

The entropy log(σ √(2πe)) is one kernel, since it is correct through its zero only if log σ and the
constant are added in more than double precision.

Main results
------------
* `entropy`, `entropy_log_variance`, `cross_entropy`
* `reconstruction`, `elbo`: the evidence lower bound of a linear normal decoder and its first term;
  its second term is minus `kl_standard` of `derivecheck.derivations.stable_normal`
"""

from sympy import exp

from derivecheck.derivations import elbo_gaussian as decoder
from derivecheck.derivations import gaussian_kl as textbook
from derivecheck.derivations.gaussian_kl import P, Q, R, half, mu, mu1, mu2, sigma, sigma1, sigma2
from derivecheck.derivations.gaussian_kl_cases import lam
from derivecheck.language import CE, E, H, Normal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, lemma, moments, special_case
from derivecheck.terms.kernels import log_width, scale_gap, sq

entropy = (
    derive(
        "stable.entropy_normal",
        "Entropy of a normal law",
        given(R),
        H(R),
        closed_form="entropy_normal",
    )
    .eq(textbook.entropy.result, by=lemma(textbook.entropy))
    .eq(log_width(sigma), by=algebra)
)

entropy_log_variance = derive(
    "stable.entropy_log_variance",
    "Entropy of a normal law by the log-variance",
    given(),
    H(Normal(mu, exp(lam / 2))),
    closed_form="entropy_log_variance",
).eq(
    lam / 2 + log_width(1),
    by=special_case(textbook.entropy, {sigma: exp(lam / 2)}),
)

cross_entropy = (
    derive(
        "stable.cross_entropy_normal",
        "Cross-entropy of two normal laws",
        given(P, Q),
        CE(P, Q),
        closed_form="cross_entropy_normal",
    )
    .eq(textbook.cross_entropy.result, by=lemma(textbook.cross_entropy))
    .eq(log_width(sigma2) - half + (sq(sigma1 / sigma2) + sq((mu1 - mu2) / sigma2)) / 2, by=algebra)
)

x, w, b, s = decoder.x, decoder.w, decoder.b, decoder.s
misfit = log_width(s) - half + (sq((x - w * mu - b) / s) + sq(w * sigma / s)) / 2

reconstruction = derive(
    "stable.reconstruction_gaussian",
    "Mean log-likelihood of a linear normal decoder",
    given(R),
    E(R, lambda z: Normal(w * z + b, s).log_at(x)),
    closed_form="reconstruction_gaussian",
).eq(-misfit, by=moments)

elbo = (
    derive(
        "stable.elbo_gaussian",
        "The lower bound with a normal code and a linear normal decoder",
        given(R),
        decoder.linear_gaussian.start,
        closed_form="elbo_gaussian",
    )
    .eq(decoder.linear_gaussian.result, by=lemma(decoder.linear_gaussian))
    .eq(-misfit - scale_gap(sigma, 1) - sq(mu) / 2, by=algebra)
)

PAGE = (entropy, entropy_log_variance, cross_entropy, reconstruction, elbo)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
