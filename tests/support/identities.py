"""Identities for symbolic size and parameters, true and false: scalars, sums, softmax."""

from collections.abc import Callable
from typing import NamedTuple

from sympy import (
    Expr,
    Function,
    IndexedBase,
    Integer,
    KroneckerDelta,
    Rational,
    cosh,
    exp,
    log,
    pi,
    sqrt,
    symbols,
    tanh,
)

from derivecheck.facts.facts import (
    Between,
    Fact,
    InRange,
    Normalised,
)
from derivecheck.facts.moments import GaussianMoments, HalfLineMoments
from derivecheck.terms.binders import differentiate, total


class Identity(NamedTuple):
    """lhs = rhs under the facts, which is what ``holds`` says."""

    name: str
    lhs: Expr
    rhs: Expr
    facts: tuple[Fact, ...] = ()
    holds: bool = True


Law = Callable[[Expr], Expr]

N, K, M, d, n = symbols("N K M d n", integer=True, positive=True)
i, j, k, a, b = symbols("i j k a b", integer=True)
x, mu, nu, c, theta, eta, v = symbols("x mu nu c theta eta v", real=True)
s, t, u, T, lam, alpha = symbols("s t u T lambda alpha", positive=True)
half, delta = Rational(1, 2), KroneckerDelta

pB, qB = (IndexedBase(name, positive=True) for name in "pq")
z, y = (IndexedBase(name, real=True) for name in "zy")
P, Q = (Function(name, positive=True) for name in "PQ")

PQ_SUM = (Normalised(pB[i], i, 1, N), Normalised(qB[i], i, 1, N))
PQ_INTEGRAL = (Normalised(P(x), x), Normalised(Q(x), x))
MOMENTS = (GaussianMoments(), HalfLineMoments())
CLASSES = tuple(InRange(index, 1, K) for index in (i, j, k))
TARGET = (Normalised(y[i], i, 1, K), *CLASSES)


def p(e: Expr) -> Expr:
    return pB[e]


def q(e: Expr) -> Expr:
    return qB[e]


def outcomes(kernel: Law) -> Expr:
    return total(kernel, 1, N)


def classes(kernel: Law) -> Expr:
    return total(kernel, 1, K)


def kl(f: Law, g: Law, over: Callable[[Law], Expr] = outcomes) -> Expr:
    return over(lambda e: f(e) * log(f(e) / g(e)))


def cross(f: Law, g: Law, over: Callable[[Law], Expr] = outcomes) -> Expr:
    return -over(lambda e: f(e) * log(g(e)))


def middle(f: Law, g: Law) -> Law:
    return lambda e: (f(e) + g(e)) / 2


def js(f: Law, g: Law, over: Callable[[Law], Expr] = outcomes) -> Expr:
    return (kl(f, middle(f, g), over) + kl(g, middle(f, g), over)) / 2


def sigmoid(e: Expr) -> Expr:
    return 1 / (1 + exp(-e))


def normal(mean: Expr, deviation: Expr) -> Law:
    return lambda e: exp(-((e - mean) ** 2) / (2 * deviation**2)) / (deviation * sqrt(2 * pi))


def softmax(e: Expr, logits: IndexedBase = z, scale: Expr | int = 1) -> Expr:
    return exp(logits[e] / scale) / classes(lambda m: exp(logits[m] / scale))


SCALARS = [
    Identity("quotient of scales", log(s / t), log(s) - log(t)),
    Identity("sum in a log", log(s + t), log(s) + log(t), holds=False),
    Identity("log of a square of a real", log(x**2), 2 * log(x), holds=False),
    Identity("log of a square of a positive", log(s**2), 2 * log(s)),
    Identity("root of a square of a real", sqrt(x**2), x, holds=False),
    Identity("root of a square of a positive", sqrt(s**2 * t), s * sqrt(t)),
    Identity("power of a power", (s**u) ** T, s ** (u * T)),
    Identity("power of a quotient", (s / (s + t)) ** alpha, s**alpha * (s + t) ** -alpha),
    Identity("power of a factorable sum", (s * t + s) ** alpha, s**alpha * (1 + t) ** alpha),
    Identity("exponential in a log", log(s * exp(x) / t), log(s) + x - log(t)),
    Identity("log sum exp of two", log(exp(mu) + exp(nu)), mu + log(1 + exp(nu - mu))),
    Identity("log sum exp is no sum", log(exp(mu) + exp(nu)), mu + nu, holds=False),
    Identity("log 4", log(4), 2 * log(2)),
    Identity("log 12", log(12), 2 * log(2) + log(3)),
    Identity("log of a rational", log(Rational(3, 10)), log(3) - log(2) - log(5)),
    Identity("log 1/N", log(1 / N), -log(N)),
    Identity("bits are not nats", -log(Rational(2, 5), 2), -log(Rational(2, 5)), holds=False),
    Identity("sigmoid slope", sigmoid(x).diff(x), sigmoid(x) * (1 - sigmoid(x))),
    Identity("sigmoid of -x", sigmoid(-x), 1 - sigmoid(x)),
    Identity("sigmoid by tanh", sigmoid(2 * x), (1 + tanh(x)) / 2),
    Identity("log sigmoid", -log(sigmoid(x)), log(1 + exp(-x))),
    Identity("log sigmoid slope", log(sigmoid(x)).diff(x), 1 - sigmoid(x)),
    Identity("log sigmoid slope, wrong", log(sigmoid(x)).diff(x), sigmoid(x), holds=False),
    Identity("sigmoid of a difference", sigmoid(mu - nu), exp(mu) / (exp(mu) + exp(nu))),
    Identity("softplus", log(1 + exp(x)) - x, log(1 + exp(-x))),
    Identity("log cosh", log(cosh(x)), x + log(1 + exp(-2 * x)) - log(2)),
    Identity("log cosh, no log 2", log(cosh(x)), x + log(1 + exp(-2 * x)), holds=False),
    Identity(
        "entropy of a normal", log(2 * pi * exp(1) * s**2) / 2, log(s) + half + log(2 * pi) / 2
    ),
    Identity(
        "entropy of a normal, s for s^2",
        log(2 * pi * exp(1) * s) / 2,
        log(s) + half + log(2 * pi) / 2,
        holds=False,
    ),
    Identity(
        "Bernoulli divergence",
        theta * log(theta / eta) + (1 - theta) * log((1 - theta) / (1 - eta)),
        theta * log(theta)
        + (1 - theta) * log(1 - theta)
        - theta * log(eta)
        - (1 - theta) * log(1 - eta),
        (Between(theta), Between(eta)),
    ),
    Identity(
        "Bernoulli divergence outside (0, 1)",
        log((1 - theta) / (1 - eta)),
        log(1 - theta) - log(1 - eta),
        holds=False,
    ),
]

SUMS = [
    Identity("cross-entropy = entropy + divergence", cross(p, q), cross(p, p) + kl(p, q), PQ_SUM),
    Identity("its sign error", cross(p, q), cross(p, p) - kl(p, q), PQ_SUM, False),
    Identity("uniform entropy", -outcomes(lambda e: log(1 / N) / N), log(N)),
    Identity("divergence from uniform", kl(p, lambda e: 1 / N), log(N) - cross(p, p), PQ_SUM),
    Identity("its sign error", kl(p, lambda e: 1 / N), cross(p, p) - log(N), PQ_SUM, False),
    Identity("without normalisation", kl(p, lambda e: 1 / N), log(N) - cross(p, p), (), False),
    Identity(
        "entropy of a product law",
        -outcomes(lambda e: outcomes(lambda f: p(e) * q(f) * log(p(e) * q(f)))),
        cross(p, p) + cross(q, q),
        PQ_SUM,
    ),
    Identity(
        "variance",
        outcomes(lambda e: p(e) * (z[e] - outcomes(lambda f: p(f) * z[f])) ** 2),
        outcomes(lambda e: p(e) * z[e] ** 2) - outcomes(lambda e: p(e) * z[e]) ** 2,
        PQ_SUM,
    ),
    Identity(
        "variance, sign error",
        outcomes(lambda e: p(e) * (z[e] - outcomes(lambda f: p(f) * z[f])) ** 2),
        outcomes(lambda e: p(e) * z[e] ** 2) + outcomes(lambda e: p(e) * z[e]) ** 2,
        PQ_SUM,
        False,
    ),
    Identity("a law sums to one", outcomes(p), Integer(1), PQ_SUM),
    Identity("a law short of its last outcome", total(p, 1, N - 1), Integer(1), PQ_SUM, False),
    Identity(
        "Gini", outcomes(lambda e: p(e) * (1 - p(e))), 1 - outcomes(lambda e: p(e) ** 2), PQ_SUM
    ),
    Identity("Gini, wrong", outcomes(lambda e: p(e) ** 2), outcomes(p) ** 2, PQ_SUM, False),
    Identity(
        "Jeffreys",
        kl(p, q) + kl(q, p),
        outcomes(lambda e: (p(e) - q(e)) * log(p(e) / q(e))),
        PQ_SUM,
    ),
    Identity(
        "Jeffreys, wrong sign",
        kl(p, q) + kl(q, p),
        outcomes(lambda e: (p(e) + q(e)) * log(p(e) / q(e))),
        PQ_SUM,
        False,
    ),
    Identity(
        "chi-square",
        outcomes(lambda e: (p(e) - q(e)) ** 2 / q(e)),
        outcomes(lambda e: p(e) ** 2 / q(e)) - 1,
        PQ_SUM,
    ),
    Identity(
        "Hellinger",
        outcomes(lambda e: (sqrt(p(e)) - sqrt(q(e))) ** 2) / 2,
        1 - outcomes(lambda e: sqrt(p(e) * q(e))),
        PQ_SUM,
    ),
    Identity(
        "Hellinger, factor 2",
        outcomes(lambda e: (sqrt(p(e)) - sqrt(q(e))) ** 2) / 2,
        1 - 2 * outcomes(lambda e: sqrt(p(e) * q(e))),
        PQ_SUM,
        False,
    ),
    Identity("Jensen-Shannon is symmetric", js(p, q), js(q, p), PQ_SUM),
    Identity(
        "Jensen-Shannon by entropies",
        js(p, q),
        cross(middle(p, q), middle(p, q)) - cross(p, p) / 2 - cross(q, q) / 2,
        PQ_SUM,
    ),
    Identity(
        "geometric mixture",
        kl(p, lambda e: p(e) ** alpha * q(e)),
        (alpha - 1) * cross(p, p) + cross(p, q),
        PQ_SUM,
    ),
    Identity(
        "the tangent certificate of Gibbs",
        kl(p, q),
        outcomes(lambda e: p(e) * (q(e) / p(e) - 1 - log(q(e) / p(e)))),
        PQ_SUM,
    ),
    Identity(
        "all others",
        outcomes(lambda e: (1 - delta(e, i)) * p(e)),
        1 - p(i),
        (*PQ_SUM, InRange(i, 1, N)),
    ),
    Identity(
        "all others, index not in range",
        outcomes(lambda e: (1 - delta(e, i)) * p(e)),
        1 - p(i),
        PQ_SUM,
        False,
    ),
]

CROSS_ENTROPY = -classes(lambda e: y[e] * log(softmax(e)))
DISTILLATION = -classes(lambda e: softmax(e, y, T) * log(softmax(e, z, T)))
SMOOTHED: Law = lambda e: (1 - alpha) * delta(e, i) + alpha / (K - 1) * (1 - delta(e, i))  # noqa: E731

SOFTMAX = [
    Identity(
        "Jacobian",
        differentiate(softmax(j), z[i]),
        softmax(j) * (delta(i, j) - softmax(i)),
        CLASSES,
    ),
    Identity(
        "its sign error",
        differentiate(softmax(j), z[i]),
        softmax(j) * (delta(i, j) + softmax(i)),
        CLASSES,
        False,
    ),
    Identity("gradient p - y", differentiate(CROSS_ENTROPY, z[i]), softmax(i) - y[i], TARGET),
    Identity(
        "gradient y - p", differentiate(CROSS_ENTROPY, z[i]), y[i] - softmax(i), TARGET, False
    ),
    Identity(
        "gradient for any y", differentiate(CROSS_ENTROPY, z[i]), softmax(i) - y[i], CLASSES, False
    ),
    Identity(
        "gradient out of range",
        differentiate(CROSS_ENTROPY, z[i]),
        softmax(i) - y[i],
        TARGET[:1],
        False,
    ),
    Identity(
        "Hessian",
        differentiate(differentiate(CROSS_ENTROPY, z[i]), z[k]),
        softmax(i) * (delta(i, k) - softmax(k)),
        TARGET,
    ),
    Identity(
        "the Hessian's quadratic form is a variance",
        outcomes(lambda e: outcomes(lambda f: z[e] * p(e) * (delta(e, f) - p(f)) * z[f])),
        outcomes(lambda e: p(e) * (z[e] - outcomes(lambda f: p(f) * z[f])) ** 2),
        PQ_SUM,
    ),
    Identity("shift", exp(z[j] + c) / classes(lambda e: exp(z[e] + c)), softmax(j)),
    Identity(
        "log sum exp shift",
        log(classes(lambda e: exp(z[e]))),
        c + log(classes(lambda e: exp(z[e] - c))),
    ),
    Identity(
        "log sum exp shift, dropped",
        log(classes(lambda e: exp(z[e]))),
        log(classes(lambda e: exp(z[e] - c))),
        (),
        False,
    ),
    Identity(
        "gradient of log sum exp",
        differentiate(log(classes(lambda e: exp(z[e]))), z[j]),
        softmax(j),
        CLASSES,
    ),
    Identity("smoothed labels sum to one", classes(SMOOTHED), Integer(1), CLASSES),
    Identity(
        "gradient under label smoothing",
        differentiate(-classes(lambda e: SMOOTHED(e) * log(softmax(e))), z[k]),
        softmax(k) - SMOOTHED(k),
        CLASSES,
    ),
    Identity(
        "distillation gradient",
        differentiate(DISTILLATION, z[i]),
        (softmax(i, z, T) - softmax(i, y, T)) / T,
        CLASSES,
    ),
    Identity(
        "distillation gradient without 1/T",
        differentiate(DISTILLATION, z[i]),
        softmax(i, z, T) - softmax(i, y, T),
        CLASSES,
        False,
    ),
]
