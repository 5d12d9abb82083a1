"""Identities for undefined densities, latent variables, normal and exponential laws."""

from sympy import (
    Abs,
    Expr,
    Function,
    Integer,
    gamma,
    log,
    pi,
    sqrt,
    symbols,
)
from sympy import exp as e_to

from derivecheck.facts.facts import (
    Between,
    Normalised,
)
from derivecheck.terms.binders import integral
from tests.support.identities import (
    MOMENTS,
    PQ_INTEGRAL,
    Identity,
    Law,
    P,
    Q,
    T,
    alpha,
    c,
    cross,
    half,
    js,
    kl,
    lam,
    mu,
    normal,
    nu,
    s,
    t,
    x,
)

zz = symbols("z", real=True)


def line(kernel: Law) -> Expr:
    return integral(kernel)


def half_line(kernel: Law) -> Expr:
    return integral(kernel, 0)


def value(discriminator: Law) -> Expr:
    """The GAN objective."""
    return line(lambda e: P(e) * log(discriminator(e)) + Q(e) * log(1 - discriminator(e)))


def optimal(e: Expr) -> Expr:
    return P(e) / (P(e) + Q(e))


D = Function("D", real=True)
GAN = [
    Identity("value at the optimum", value(optimal), 2 * js(P, Q, line) - log(4), PQ_INTEGRAL),
    Identity("with JS for 2 JS", value(optimal), js(P, Q, line) - log(2), PQ_INTEGRAL, False),
    Identity(
        "with log 2 for log 4", value(optimal), 2 * js(P, Q, line) - log(2), PQ_INTEGRAL, False
    ),
    Identity("unnormalised", value(optimal), 2 * js(P, Q, line) - log(4), PQ_INTEGRAL[:1], False),
    Identity(
        "log-odds form of the objective",
        value(D),
        line(lambda e: P(e) * log(D(e) / (1 - D(e))))
        + line(lambda e: (P(e) + Q(e)) * log(1 - D(e))),
        (Between(D(x)),),
    ),
    Identity(
        "certificate of the optimum",
        value(optimal) - value(D),
        line(
            lambda e: (
                (P(e) + Q(e))
                * (
                    optimal(e) * log(optimal(e) / D(e))
                    + (1 - optimal(e)) * log((1 - optimal(e)) / (1 - D(e)))
                )
            )
        ),
        (*PQ_INTEGRAL, Between(D(x))),
    ),
    Identity(
        "log 2 - JS",
        log(2) - js(P, Q, line),
        line(lambda e: P(e) * log(1 + Q(e) / P(e)) + Q(e) * log(1 + P(e) / Q(e))) / 2,
        PQ_INTEGRAL,
    ),
]

DIVERGENCES = [
    Identity("split of a log", kl(P, Q, line), cross(P, Q, line) - cross(P, P, line)),
    Identity("divergence is not symmetric", kl(P, Q, line), kl(Q, P, line), PQ_INTEGRAL, False),
    Identity(
        "linearity",
        line(lambda e: (P(e) + Q(e)) * log(P(e))),
        line(lambda e: P(e) * log(P(e))) + line(lambda e: Q(e) * log(P(e))),
    ),
    Identity(
        "triangular discrimination",
        line(lambda e: (P(e) - Q(e)) ** 2 / (P(e) + Q(e))),
        2 - 4 * line(lambda e: P(e) * Q(e) / (P(e) + Q(e))),
        PQ_INTEGRAL,
    ),
    Identity(
        "triangular discrimination, factor 2",
        line(lambda e: (P(e) - Q(e)) ** 2 / (P(e) + Q(e))),
        2 - 2 * line(lambda e: P(e) * Q(e) / (P(e) + Q(e))),
        PQ_INTEGRAL,
        False,
    ),
    Identity(
        "skewed divergence",
        kl(P, lambda e: (alpha * P(e) + Q(e)) / (1 + alpha), line),
        log(1 + alpha) + line(lambda e: P(e) * log(P(e) / (alpha * P(e) + Q(e)))),
        PQ_INTEGRAL,
    ),
    Identity(
        "skewed divergence is not linear",
        kl(P, lambda e: (alpha * P(e) + Q(e)) / (1 + alpha), line),
        kl(P, Q, line) / (1 + alpha),
        PQ_INTEGRAL,
        False,
    ),
]

J, PX, PZ, R = (Function(name, positive=True) for name in ("p", "p_x", "p_z", "q"))
BAYES = (
    Normalised(J(x, zz), zz, mass=PX(x)),
    Normalised(J(x, zz), x, mass=PZ(zz)),
    Normalised(PX(x), x),
    Normalised(PZ(zz), zz),
    Normalised(R(zz, x), zz),
)
ELBO = line(lambda e: R(e, x) * log(J(x, e) / R(e, x)))
MUTUAL = line(lambda f: line(lambda e: J(f, e) * log(J(f, e) / (PX(f) * PZ(e)))))


def posterior(e: Expr) -> Expr:
    return J(x, e) / PX(x)


def approximate(e: Expr) -> Expr:
    return R(e, x)


LATENT = [
    Identity("evidence gap", kl(approximate, posterior, line), log(PX(x)) - ELBO, BAYES),
    Identity("evidence gap without log p", kl(approximate, posterior, line), -ELBO, BAYES, False),
    Identity(
        "reconstruction and regulariser",
        ELBO,
        line(lambda e: R(e, x) * log(J(x, e) / PZ(e))) - kl(approximate, PZ, line),
        BAYES,
    ),
    Identity(
        "regulariser with the wrong sign",
        ELBO,
        line(lambda e: R(e, x) * log(J(x, e) / PZ(e))) + kl(approximate, PZ, line),
        BAYES,
        False,
    ),
    Identity(
        "tower",
        line(lambda f: PX(f) * line(lambda e: J(f, e) / PX(f) * log(PZ(e)))),
        -cross(PZ, PZ, line),
        BAYES,
    ),
    Identity(
        "mutual information by entropies",
        MUTUAL,
        cross(PX, PX, line)
        + cross(PZ, PZ, line)
        + line(lambda f: line(lambda e: J(f, e) * log(J(f, e)))),
        BAYES,
    ),
    Identity(
        "mutual information by the posterior",
        MUTUAL,
        line(lambda f: PX(f) * line(lambda e: J(f, e) / PX(f) * log(J(f, e) / PX(f) / PZ(e)))),
        BAYES,
    ),
    Identity("the posterior is normalised", line(posterior), Integer(1), BAYES),
    Identity("the other way it is not", line(lambda f: J(f, zz) / PX(f)), Integer(1), BAYES, False),
]

GAUSSIAN = [
    Identity("mean square", line(lambda e: normal(mu, s)(e) * e**2), mu**2 + s**2, MOMENTS),
    Identity(
        "its sign error", line(lambda e: normal(mu, s)(e) * e**2), mu**2 - s**2, MOMENTS, False
    ),
    Identity(
        "second moment about c",
        line(lambda e: normal(mu, s)(e) * (e - c) ** 2),
        s**2 + (mu - c) ** 2,
        MOMENTS,
    ),
    Identity("fourth moment", line(lambda e: normal(mu, s)(e) * (e - mu) ** 4), 3 * s**4, MOMENTS),
    Identity(
        "fourth moment, 2",
        line(lambda e: normal(mu, s)(e) * (e - mu) ** 4),
        2 * s**4,
        MOMENTS,
        False,
    ),
    Identity(
        "generating function",
        line(lambda e: normal(mu, s)(e) * e_to(T * e)),
        e_to(T * mu + T**2 * s**2 / 2),
        MOMENTS,
    ),
    Identity(
        "entropy",
        cross(normal(mu, s), normal(mu, s), line),
        log(2 * pi * e_to(1) * s**2) / 2,
        MOMENTS,
    ),
    Identity(
        "entropy without e",
        cross(normal(mu, s), normal(mu, s), line),
        log(2 * pi * s**2) / 2,
        MOMENTS,
        False,
    ),
    Identity(
        "divergence",
        kl(normal(mu, s), normal(nu, t), line),
        log(t / s) + (s**2 + (mu - nu) ** 2) / (2 * t**2) - half,
        MOMENTS,
    ),
    Identity(
        "divergence, 1/2 dropped",
        kl(normal(mu, s), normal(nu, t), line),
        log(t / s) + (s**2 + (mu - nu) ** 2) / t**2 - half,
        MOMENTS,
        False,
    ),
    Identity(
        "product of two normals",
        line(lambda e: normal(mu, s)(e) * normal(nu, s)(e)),
        e_to(-((mu - nu) ** 2) / (4 * s**2)) / (2 * s * sqrt(pi)),
        MOMENTS,
    ),
    Identity(
        "Bhattacharyya",
        line(lambda e: sqrt(normal(mu, s)(e) * normal(nu, t)(e))),
        sqrt(2 * s * t / (s**2 + t**2)) * e_to(-((mu - nu) ** 2) / (4 * (s**2 + t**2))),
        MOMENTS,
    ),
    Identity(
        "Bhattacharyya, exponent halved",
        line(lambda e: sqrt(normal(mu, s)(e) * normal(nu, t)(e))),
        sqrt(2 * s * t / (s**2 + t**2)) * e_to(-((mu - nu) ** 2) / (8 * (s**2 + t**2))),
        MOMENTS,
        False,
    ),
]


def exponential(rate: Expr) -> Law:
    return lambda e: rate * e_to(-rate * e)


HALF_LINE = [
    Identity(
        "divergence", kl(exponential(s), exponential(t), half_line), log(s / t) + t / s - 1, MOMENTS
    ),
    Identity("mean square", half_line(lambda e: exponential(lam)(e) * e**2), 2 / lam**2, MOMENTS),
    Identity(
        "entropy", cross(exponential(lam), exponential(lam), half_line), 1 - log(lam), MOMENTS
    ),
    Identity(
        "entropy, sign",
        cross(exponential(lam), exponential(lam), half_line),
        1 + log(lam),
        MOMENTS,
        False,
    ),
    Identity("gamma function", half_line(lambda e: e ** (t - 1) * e_to(-e)), gamma(t), MOMENTS),
    Identity(
        "Laplace deviation",
        line(lambda e: e_to(-Abs(e - mu) / s) / (2 * s) * Abs(e - mu)),
        s,
        MOMENTS,
    ),
    Identity("Laplace mean", line(lambda e: e_to(-Abs(e - mu) / s) / (2 * s) * e), mu, MOMENTS),
    Identity(
        "Laplace variance",
        line(lambda e: e_to(-Abs(e - mu) / s) / (2 * s) * (e - mu) ** 2),
        s**2,
        MOMENTS,
        False,
    ),
]
