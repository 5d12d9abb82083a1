"""True statements about exponential, gamma, beta, Laplace, Poisson and Dirichlet laws."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Expr, Symbol, digamma, exp, log, loggamma, oo, polygamma, symbols

from derivecheck.language.assumptions import Family, Index
from derivecheck.language.functionals import CE, KL, E, H, Partial
from derivecheck.language.laws.beta import Beta
from derivecheck.language.laws.dirichlet import Coordinate, Dirichlet
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.laplace import Laplace
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.statements import Statement, given
from derivecheck.terms.binders import total

a, b, c, s, t = symbols("a b c s t", positive=True)
mu, nu = symbols("mu nu", real=True)
K = Symbol("K", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
alpha = Family("alpha", K, "positive")


def mean(law: Any, statistic: Any, value: Expr) -> Statement:
    """The mean of a statistic."""
    return given(law).eq(E(law, statistic), value)


def log_beta(x: Expr, y: Expr) -> Expr:
    """log B(x, y)."""
    return loggamma(x) + loggamma(y) - loggamma(x + y)


rate, other = Exponential(a), Exponential(b)
gamma_law, beta_law, laplace, poisson = Gamma(a, b), Beta(a, b), Laplace(mu, b), Poisson(a)
NAMED: dict[str, Statement] = {
    "mean of an exponential law as an expectation": mean(rate, lambda x: x, 1 / a),
    "second moment of an exponential law": mean(rate, lambda x: x**2, 2 / a**2),
    "entropy of an exponential law": given(rate).eq(H(rate), 1 - log(a)),
    "relative entropy of exponential laws": given(rate, other).eq(
        KL(rate, other), log(a / b) + b / a - 1
    ),
    "relative entropy of exponential laws is not negative": given().ge(log(a / b) + b / a - 1, 0),
    "cross-entropy of exponential laws": given(rate, other).eq(CE(rate, other), b / a - log(b)),
    "an exponential law is a gamma law": given(rate, Gamma(1, a)).eq(H(rate), H(Gamma(1, a))),
    "mean of a gamma law": mean(gamma_law, lambda x: x, a / b),
    "second moment of a gamma law": mean(gamma_law, lambda x: x**2, a * (a + 1) / b**2),
    "mean logarithm of a gamma law": mean(gamma_law, lambda x: log(x), digamma(a) - log(b)),
    "entropy of a gamma law": given(gamma_law).eq(
        H(gamma_law), a - log(b) + loggamma(a) + (1 - a) * digamma(a)
    ),
    "relative entropy of gamma laws of one shape": given(gamma_law).eq(
        KL(gamma_law, Gamma(a, c)), a * (log(b / c) + c / b - 1)
    ),
    "mean logarithm of a beta law": mean(beta_law, lambda x: log(x), digamma(a) - digamma(a + b)),
    "entropy of a beta law": given(beta_law).eq(
        H(beta_law),
        log_beta(a, b) - (a - 1) * digamma(a) - (b - 1) * digamma(b) + (a + b - 2) * digamma(a + b),
    ),
    "entropy of the uniform law on the unit interval": given(Beta(1, 1)).eq(H(Beta(1, 1)), 0),
    "relative entropy to the uniform law on the unit interval": given(beta_law).eq(
        KL(beta_law, Beta(1, 1)), -H(beta_law)
    ),
    "mean distance of a Laplace law": mean(laplace, lambda x: Abs(x - mu), b),
    "entropy of a Laplace law": given(laplace).eq(H(laplace), 1 + log(2 * b)),
    "relative entropy of Laplace laws": given(laplace).eq(
        KL(laplace, Laplace(nu, c)),
        log(c / b) + Abs(mu - nu) / c + b / c * exp(-Abs(mu - nu) / b) - 1,
    ),
    "mean of a Poisson law": mean(poisson, lambda n: n, a),
    "second moment of a Poisson law": mean(poisson, lambda n: n**2, a + a**2),
    "relative entropy of Poisson laws": given(poisson).eq(
        KL(poisson, Poisson(b)), a * log(a / b) + b - a
    ),
    "generating function of a Poisson law": mean(poisson, lambda n: s**n, exp(a * (s - 1))),
    "slope of the entropy of an exponential law": given(rate).eq(Partial(H(rate), a), -1 / a),
    "best rate": given().maximum(log(t) - t * b, t, 1 / b, 0, oo),
    "mean logarithm under a Dirichlet law": given(alpha, Dirichlet(alpha), Index(k, K)).eq(
        E(Dirichlet(alpha), lambda x: log(Coordinate(k, x))),
        digamma(alpha[k]) - digamma(total(lambda m: alpha[m], 1, K)),
    ),
    "entropy of a Dirichlet law": given(alpha, Dirichlet(alpha)).eq(
        H(Dirichlet(alpha)),
        Dirichlet(alpha).log_normaliser
        - total(
            lambda m: (
                (alpha[m] - 1)
                * (polygamma(0, alpha[m]) - polygamma(0, total(lambda j: alpha[j], 1, K)))
            ),
            1,
            K,
        ),
    ),
}
