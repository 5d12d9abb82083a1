r"""Moments of the normal law: one integration, then differentiation by the parameters.

For X ~ N(μ, σ²) with density p the only integral that is carried out is ∫ p dx = 1.  It holds for
all μ and σ, so its derivatives by μ and by σ are 0:

    E(X - μ)/σ² = 0,        E(X - μ)²/σ³ - 1/σ = 0.

Main results
------------
* `normalisation`: E 1 = 1;   `centred`: E(X - μ) = 0;   `mean`: E X = μ
* `variance`: E(X - μ)² = σ²;   `second_moment`: E(X - c)² = σ² + (μ - c)²
* `every_power`: the recurrence of the moments, which licenses the rule `moments`
"""

from sympy import symbols

from derivecheck.language import E, Normal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import derivative_of, integration, lemma, linearity, recurrence

mu, c = symbols("mu c", real=True)
sigma = symbols("sigma", positive=True)
P = Normal(mu, sigma)
mass = E(P, lambda x: 1)

normalisation = derive(
    "gaussian_moments.normalisation",
    "A normal density has mass one",
    given(P),
    mass,
).eq(1, by=integration)

centred = derive(
    "gaussian_moments.centred",
    "A normal law is centred at its mean",
    given(P),
    E(P, lambda x: x - mu),
).eq(0, by=derivative_of(normalisation, mu, factor=sigma**2))

mean = (
    derive("gaussian_moments.mean", "Mean of a normal law", given(P), E(P, lambda x: x))
    .eq(
        E(P, lambda x: x - mu) + mu * mass,
        by=linearity,
    )
    .eq(mu * mass, by=lemma(centred))
    .eq(mu, by=lemma(normalisation, factor=mu))
)

variance = (
    derive(
        "gaussian_moments.variance",
        "Variance of a normal law",
        given(P),
        E(P, lambda x: (x - mu) ** 2),
    )
    .eq(
        sigma**2 * mass,
        by=derivative_of(normalisation, sigma, factor=sigma**3),
    )
    .eq(sigma**2, by=lemma(normalisation, factor=sigma**2))
)

second_moment = (
    derive(
        "gaussian_moments.second_moment",
        "Second moment of a normal law about any point",
        given(P),
        E(P, lambda x: (x - c) ** 2),
    )
    .eq(
        E(P, lambda x: (x - mu) ** 2)
        + 2 * (mu - c) * E(P, lambda x: x - mu)
        + (mu - c) ** 2 * mass,
        by=linearity,
    )
    .eq(
        E(P, lambda x: (x - mu) ** 2) + (mu - c) ** 2 * mass,
        by=lemma(centred, factor=2 * (mu - c)),
    )
    .eq(
        sigma**2 + (mu - c) ** 2 * mass,
        by=lemma(variance),
    )
    .eq(sigma**2 + (mu - c) ** 2, by=lemma(normalisation, factor=(mu - c) ** 2))
)

every_power = (
    derive(
        "gaussian_moments.every_power",
        "Every moment of a normal law, here the fourth",
        given(P),
        E(P, lambda x: (x - mu) ** 4),
    )
    .eq(
        3 * sigma**2 * E(P, lambda x: (x - mu) ** 2),
        by=recurrence,
    )
    .eq(3 * sigma**4, by=lemma(variance, factor=3 * sigma**2))
)

PAGE = (normalisation, centred, mean, variance, second_moment, every_power)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
