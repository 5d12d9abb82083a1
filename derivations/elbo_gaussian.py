r"""The evidence lower bound with normal laws, where its divergence has a closed form.

For a code q = N(μ, σ²) and the prior p(z) = N(0, 1), with r(z) = log p(x|z),

    ELBO = E_q r(z) - ½(μ² + σ² - 1) + log σ.

Main results
------------
* `gaussian`: any decoder;   `linear_gaussian`: p(x|z) = N(wz + b, s²)

Source: D. Kingma and M. Welling, "Auto-Encoding Variational Bayes" (2014), section 3.
"""

from collections.abc import Callable

from sympy import Expr, Rational, log, pi, symbols

from derivecheck.derivations.gaussian_kl_cases import standard
from derivecheck.language import KL, E, Normal, RealFunction, given, point
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import lemma, linearity, moments

x = point("x")
mu, w, b = symbols("mu w b", real=True)
sigma, s = symbols("sigma s", positive=True)
half = Rational(1, 2)
N1, N0 = Normal(mu, sigma), Normal(0, 1)
reconstruction = RealFunction("r")


def gaussian_elbo(log_p: Callable[[Expr], Expr]) -> Expr:
    """ELBO for q = N(μ, σ²) and p(z) = N(0, 1); log_p is z ↦ log p(x|z)."""
    return E(N1, lambda z: log_p(z) + N0.log_at(z) - N1.log_at(z))


kl = half * (mu**2 + sigma**2 - 1) - log(sigma)
KL_TEX = r"\tfrac12\left(\mu^2+\sigma^2-1\right)+\log\sigma"

gaussian = (
    derive(
        "elbo.gaussian",
        "The lower bound with a normal code",
        given(N1, reconstruction),
        gaussian_elbo(reconstruction),
    )
    .eq(
        E(N1, reconstruction) - KL(N1, N0),
        by=linearity,
    )
    .eq(
        E(N1, reconstruction) - kl,
        by=lemma(standard, factor=-1),
    )
)

linear_gaussian = (
    derive(
        "elbo.linear_gaussian",
        "The lower bound with a normal code and a linear normal decoder",
        given(N1),
        gaussian_elbo(lambda z: Normal(w * z + b, s).log_at(x)),
        closed_form="elbo_gaussian",
    )
    .eq(
        E(N1, lambda z: Normal(w * z + b, s).log_at(x)) - kl,
        by=moments,
    )
    .eq(
        -log(2 * pi * s**2) / 2 - ((x - w * mu - b) ** 2 + w**2 * sigma**2) / (2 * s**2) - kl,
        by=moments,
    )
)

PAGE = (gaussian, linear_gaussian)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
