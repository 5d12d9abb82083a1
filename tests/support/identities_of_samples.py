"""Identities for normal laws of symbolic dimension, estimators and likelihood."""

from sympy import (
    Derivative,
    Expr,
    Function,
    IndexedBase,
    Integer,
    log,
    pi,
    symbols,
)
from sympy import exp as e_to

from derivecheck.facts.facts import (
    Iid,
    InRange,
    InverseMatrices,
    Moment,
    Normalised,
    Symmetric,
    Vanishing,
)
from derivecheck.terms.binders import differentiate, total
from tests.support.identities import (
    Identity,
    Law,
    M,
    P,
    Q,
    a,
    b,
    c,
    cross,
    d,
    delta,
    i,
    mu,
    n,
    theta,
    v,
    x,
)
from tests.support.identities_of_densities import line

S1, P1, S2, P2, A, X, m1, m2, m = (
    Function(name, real=True) for name in ("S1", "P1", "S2", "P2", "A", "X", "m1", "m2", "m")
)
DENSITY = P(x)
logdet1, logdet2 = symbols("logdet1 logdet2", real=True)
MULTIVARIATE = (
    Normalised(DENSITY, x),
    Moment(DENSITY, x, X(a, x), m1(a), parameters=(a,)),
    Moment(DENSITY, x, X(a, x) * X(b, x), S1(a, b) + m1(a) * m1(b), parameters=(a, b)),
    InverseMatrices(P1, S1, 0, d - 1),
    InverseMatrices(P2, S2, 0, d - 1),
    Symmetric(A),
)


def components(kernel: object) -> Expr:
    """Sum over pairs of components, 0 .. d-1 each."""
    return total(lambda e: total(lambda f: kernel(e, f), 0, d - 1), 0, d - 1)  # type: ignore[operator]


def quadratic(matrix: Expr, centre: Expr, point: Law) -> Expr:
    return components(
        lambda e, f: (X(e, point) - centre(e)) * matrix(e, f) * (X(f, point) - centre(f))
    )


def log_normal(precision: Expr, centre: Expr, logdet: Expr) -> Law:
    """The log density, with the log determinant of the covariance as an atom."""
    return lambda e: -(d * log(2 * pi) + logdet + quadratic(precision, centre, e)) / 2


def mean(kernel: Law) -> Expr:
    return line(lambda e: P(e) * kernel(e))


TRACE = components(lambda e, f: P2(e, f) * S1(f, e))
SHIFT = components(lambda e, f: (m2(e) - m1(e)) * P2(e, f) * (m2(f) - m1(f)))
LOG_RATIO = mean(lambda e: log_normal(P1, m1, logdet1)(e) - log_normal(P2, m2, logdet2)(e))
DIMENSION = [
    Identity(
        "mean of a quadratic form",
        mean(lambda e: quadratic(A, m, e)),
        components(lambda e, f: A(e, f) * (S1(e, f) + (m1(e) - m(e)) * (m1(f) - m(f)))),
        MULTIVARIATE,
    ),
    Identity("divergence", LOG_RATIO, (logdet2 - logdet1 - d + TRACE + SHIFT) / 2, MULTIVARIATE),
    Identity(
        "divergence without d",
        LOG_RATIO,
        (logdet2 - logdet1 + TRACE + SHIFT) / 2,
        MULTIVARIATE,
        False,
    ),
    Identity(
        "divergence with the ratio inverted",
        LOG_RATIO,
        (logdet1 - logdet2 - d + TRACE + SHIFT) / 2,
        MULTIVARIATE,
        False,
    ),
    Identity(
        "entropy",
        mean(lambda e: -log_normal(P1, m1, logdet1)(e)),
        (d * log(2 * pi * e_to(1)) + logdet1) / 2,
        MULTIVARIATE,
    ),
]

f, g, F = (Function(name, real=True) for name in "fgF")
score = Derivative(P(x, theta), theta)
SCORE = (Vanishing(score, x), Vanishing(Derivative(P(x, theta), (theta, 2)), x))
SAMPLE = (Iid(P(x), x, F(i, x), i, mu, v), Normalised(P(x), x))
ESTIMATE: Law = lambda e: total(lambda r: F(r, e), 1, n) / n  # noqa: E731


def weighted(kernel: Law) -> Expr:
    return line(lambda e: P(e, theta) * kernel(e))


def log_slope(e: Expr, order: int = 1) -> Expr:
    return log(P(e, theta)).diff(theta, order)


ESTIMATORS = [
    Identity(
        "score-function gradient",
        differentiate(weighted(lambda e: f(e, theta)), theta),
        weighted(lambda e: f(e, theta) * log_slope(e) + f(e, theta).diff(theta)),
    ),
    Identity(
        "score-function gradient without the second term",
        differentiate(weighted(lambda e: f(e, theta)), theta),
        weighted(lambda e: f(e, theta) * log_slope(e)),
        (),
        False,
    ),
    Identity("mean score", weighted(log_slope), Integer(0), SCORE),
    Identity("mean score, not assumed", weighted(log_slope), Integer(0), (), False),
    Identity(
        "Fisher information",
        weighted(lambda e: log_slope(e) ** 2),
        -weighted(lambda e: log_slope(e, 2)),
        SCORE,
    ),
    Identity(
        "baseline",
        weighted(lambda e: (f(e) - c) * log_slope(e)),
        weighted(lambda e: f(e) * log_slope(e)),
        SCORE,
    ),
    Identity("Monte Carlo mean", mean(ESTIMATE), mu, SAMPLE),
    Identity("Monte Carlo variance", mean(lambda e: (ESTIMATE(e) - mu) ** 2), v / n, SAMPLE),
    Identity(
        "Monte Carlo variance, 1/n^2",
        mean(lambda e: (ESTIMATE(e) - mu) ** 2),
        v / n**2,
        SAMPLE,
        False,
    ),
]

SAMPLES = IndexedBase("X", integer=True)
IN_ALPHABET = (InRange(SAMPLES[i], 1, M),)
LOG_LIKELIHOOD = total(lambda r: log(Q(SAMPLES[r], theta)), 1, n)


def empirical(e: Expr) -> Expr:
    return total(lambda r: delta(e, SAMPLES[r]), 1, n) / n


def alphabet(kernel: Law) -> Expr:
    return total(kernel, 1, M)


EMPIRICAL_CE = cross(empirical, lambda e: Q(e, theta), alphabet)
LIKELIHOOD = [
    Identity("the empirical law sums to one", alphabet(empirical), Integer(1), IN_ALPHABET),
    Identity("samples outside the alphabet", alphabet(empirical), Integer(1), (), False),
    Identity(
        "cross-entropy is -log likelihood / n", EMPIRICAL_CE, -LOG_LIKELIHOOD / n, IN_ALPHABET
    ),
    Identity("its sign error", EMPIRICAL_CE, LOG_LIKELIHOOD / n, IN_ALPHABET, False),
    Identity(
        "gradients agree",
        differentiate(n * EMPIRICAL_CE, theta),
        -differentiate(LOG_LIKELIHOOD, theta),
        IN_ALPHABET,
    ),
]
