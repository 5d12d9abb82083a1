r"""Entropy, cross-entropy and relative entropy of normal laws.

For P = N(μ₁, σ₁²) and Q = N(μ₂, σ₂²), in nats,

    KL(P‖Q) = log(σ₂/σ₁) + (σ₁² + (μ₁ - μ₂)²)/(2σ₂²) - 1/2.

Main results
------------
* `univariate`, `entropy`, `cross_entropy`
* `standard`: Q = N(0, 1), the regulariser of a variational autoencoder
* `log_variance`, `standard_log_variance`: given by the logarithms of the variances

The multivariate law is in `derivecheck.derivations.gaussian_kl_multivariate`.

Source: D. Kingma and M. Welling, "Auto-Encoding Variational Bayes" (2014), appendix B.
"""

from sympy import E as e
from sympy import Expr, Rational, exp, log, pi, symbols

from derivecheck.derivation import derive
from derivecheck.functionals import CE, KL, E, H
from derivecheck.laws import Normal
from derivecheck.rules import algebra, definition, linearity, moments, special_case
from derivecheck.statements import given

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
        E(P, lambda x: log(P.at(x) / Q.at(x))),
        by=definition,
        latex=r"\mathbb{E}_{P}\left[\log\frac{p(X)}{q(X)}\right]",
    )
    .eq(
        E(P, lambda x: log(sigma2 / sigma1) - square(x, P) + square(x, Q)),
        by=algebra,
        latex=r"\mathbb{E}_{P}\left[\log\frac{\sigma_2}{\sigma_1}"
        r"-\frac{(X-\mu_1)^2}{2\sigma_1^2}+\frac{(X-\mu_2)^2}{2\sigma_2^2}\right]",
        because="the densities put in",
    )
    .eq(
        log(sigma2 / sigma1) * E(P, lambda x: 1)
        - E(P, lambda x: (x - mu1) ** 2) / (2 * sigma1**2)
        + E(P, lambda x: (x - mu2) ** 2) / (2 * sigma2**2),
        by=linearity,
        latex=r"\log\frac{\sigma_2}{\sigma_1}\,\mathbb{E}_P 1"
        r"-\frac{\mathbb{E}_P(X-\mu_1)^2}{2\sigma_1^2}+\frac{\mathbb{E}_P(X-\mu_2)^2}{2\sigma_2^2}",
    )
    .eq(
        log(sigma2 / sigma1) + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2) - half,
        by=moments,
        latex=r"\log\frac{\sigma_2}{\sigma_1}"
        r"+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}-\frac12",
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
        latex=r"\mathbb{E}\left[\tfrac12\log(2\pi\sigma^2)+\frac{(X-\mu)^2}{2\sigma^2}\right]",
        because="the density put in",
    )
    .eq(log(2 * pi * sigma**2) / 2 + half, by=moments)
    .eq(log(2 * pi * e * sigma**2) / 2, by=algebra, latex=r"\tfrac12\log(2\pi e\sigma^2)")
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
        latex=r"\mathbb{E}_P\left[\tfrac12\log(2\pi\sigma_2^2)"
        r"+\frac{(X-\mu_2)^2}{2\sigma_2^2}\right]",
        because="the density put in",
    )
    .eq(
        log(2 * pi * sigma2**2) / 2 + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2),
        by=moments,
        latex=r"\tfrac12\log(2\pi\sigma_2^2)+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}",
    )
)

standard = derive(
    "gaussian_kl.standard",
    "Relative entropy from the standard normal law",
    given(R),
    KL(R, Normal(0, 1)),
    closed_form="kl_normal_standard",
).eq(
    half * (mu**2 + sigma**2 - 1) - log(sigma),
    by=special_case(univariate, {mu1: mu, sigma1: sigma, mu2: 0, sigma2: 1}),
    latex=r"\tfrac12\left(\mu^2+\sigma^2-1\right)-\log\sigma",
)

log_variance = derive(
    "gaussian_kl.log_variance",
    "Relative entropy by log-variances",
    given(),
    KL(Normal(mu1, exp(l1 / 2)), Normal(mu2, exp(l2 / 2))),
    latex=r"D_{\mathrm{KL}}(\mathcal{N}(\mu_1,e^{l_1})\,\|\,\mathcal{N}(\mu_2,e^{l_2}))",
    closed_form="kl_log_variance",
).eq(
    half * (l2 - l1 + exp(l1 - l2) + (mu1 - mu2) ** 2 * exp(-l2) - 1),
    by=special_case(univariate, {sigma1: exp(l1 / 2), sigma2: exp(l2 / 2)}),
    latex=r"\tfrac12\left(l_2-l_1+e^{l_1-l_2}+(\mu_1-\mu_2)^2e^{-l_2}-1\right)",
)

standard_log_variance = derive(
    "gaussian_kl.standard_log_variance",
    "Relative entropy from the standard normal law by the log-variance",
    given(),
    KL(Normal(mu, exp(lam / 2)), Normal(0, 1)),
    latex=r"D_{\mathrm{KL}}(\mathcal{N}(\mu,e^{\lambda})\,\|\,\mathcal{N}(0,1))",
    closed_form="kl_standard_log_variance",
).eq(
    half * (mu**2 + exp(lam) - lam - 1),
    by=special_case(log_variance, {mu1: mu, l1: lam, mu2: 0, l2: 0}),
    latex=r"-\tfrac12\left(1+\lambda-\mu^2-e^{\lambda}\right)",
)

PAGE = (univariate, entropy, cross_entropy, standard, log_variance, standard_log_variance)

if __name__ == "__main__":
    from derivecheck.show import main

    main(PAGE)
