r"""Entropy, cross-entropy and relative entropy of normal laws.

For P = N(μ₁, σ₁²) and Q = N(μ₂, σ₂²), in nats,

    KL(P‖Q) = log(σ₂/σ₁) + (σ₁² + (μ₁ - μ₂)²)/(2σ₂²) - 1/2.

Main results
------------
* `univariate`, `entropy`, `cross_entropy`

Special cases are in `derivecheck.derivations.gaussian_kl_cases`, the multivariate law in
`derivecheck.derivations.gaussian_kl_multivariate`.

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., section 8.1.
"""

from sympy import E as e
from sympy import Expr, Rational, log, pi, symbols

from derivecheck.language import CE, KL, E, H, Normal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, definition, linearity, moments

mu, mu1, mu2, lam, l1, l2 = symbols("mu mu1 mu2 lambda l1 l2", real=True)
sigma, sigma1, sigma2 = symbols("sigma sigma1 sigma2", positive=True)
half = Rational(1, 2)
P, Q = Normal(mu1, sigma1), Normal(mu2, sigma2)


def square(x: Expr, law: Normal) -> Expr:
    """(x - μ)²/2σ², the exponent of a normal density."""
    m, s = law.args
    return (x - m) ** 2 / (2 * s**2)


univariate = (
    derive(
        "gaussian_kl.univariate",
        "Relative entropy of two normal laws",
        given(P, Q),
        KL(P, Q),
        closed_form="kl_normal",
    )
    .eq(
        E(P, lambda x: P.log_at(x) - Q.log_at(x)),
        by=definition,
    )
    .eq(
        E(P, lambda x: log(sigma2 / sigma1) - square(x, P) + square(x, Q)),
        by=algebra,
        because="the densities put in",
    )
    .eq(
        log(sigma2 / sigma1) * E(P, lambda x: 1)
        - E(P, lambda x: (x - mu1) ** 2) / (2 * sigma1**2)
        + E(P, lambda x: (x - mu2) ** 2) / (2 * sigma2**2),
        by=linearity,
    )
    .eq(
        log(sigma2 / sigma1) + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2) - half,
        by=moments,
    )
)

R = Normal(mu, sigma)
entropy = (
    derive(
        "gaussian_kl.entropy",
        "Entropy of a normal law",
        given(R),
        H(R),
        closed_form="entropy_normal",
    )
    .eq(
        E(R, lambda x: log(2 * pi * sigma**2) / 2 + square(x, R)),
        by=algebra,
        because="the density put in",
    )
    .eq(log(2 * pi * sigma**2) / 2 + half, by=moments)
    .eq(log(2 * pi * e * sigma**2) / 2, by=algebra)
)

cross_entropy = (
    derive(
        "gaussian_kl.cross_entropy",
        "Cross-entropy of two normal laws",
        given(P, Q),
        CE(P, Q),
        closed_form="cross_entropy_normal",
    )
    .eq(
        E(P, lambda x: log(2 * pi * sigma2**2) / 2 + square(x, Q)),
        by=algebra,
        because="the density put in",
    )
    .eq(
        log(2 * pi * sigma2**2) / 2 + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2),
        by=moments,
    )
)

PAGE = (univariate, entropy, cross_entropy)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
