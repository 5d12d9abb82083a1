"""Mistakes in public notes, as statements: the place, what stands there, what is right.

The notes and their licences are those of the corpus (`D02` and so on, and proofs by their short
names); no sentence of them is repeated.  The letters are those of the note where they are letters
of the vocabulary too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from sympy import Expr, Symbol, exp, log, oo, sqrt, symbols

from derivecheck.language import (
    CE,
    KL,
    Channel,
    Density,
    E,
    Family,
    FiniteLaw,
    H,
    Index,
    Interval,
    Joint,
    Mixture,
    Outcomes,
    PowerSeries,
    RealMap,
    given,
    point,
    total,
)
from derivecheck.language.statements import Given, Relation, Statement
from derivecheck.mistakes.slips import Slip


class Public(NamedTuple):
    """A mistake that somebody made and published; ``slips`` are the kinds that name it rightly."""

    place: str
    slips: tuple[Slip, ...]
    says: Statement
    right: Statement


def equation(
    place: str, slips: tuple[Slip, ...], on: Given, lhs: Expr, wrong: Expr, right: Expr
) -> Public:
    """An equation whose right side is wrong."""
    return Public(place, slips, on.eq(lhs, wrong), on.eq(lhs, right))


def bound(place: str, says: Relation, relation: str) -> Public:
    """A bound that goes the wrong way."""
    return Public(place, DIRECTION, says, replace(says, relation=relation))


SIGN, TERM, LETTER, INDEX = (Slip.SIGN,), (Slip.TERM,), (Slip.LETTER,), (Slip.INDEX,)
DIRECTION, LOGARITHM, BRACKET = (Slip.RELATION,), (Slip.LOG,), (Slip.BRACKET,)
OPERATOR, OPTIMUM, POWER = (Slip.OPERATOR,), (Slip.OPTIMUM,), (Slip.POWER, Slip.SCALE)
FACTOR, LOST = (Slip.FACTOR,), (Slip.LOST, Slip.LOG_FACTOR)
LAWS, FUNCTIONAL = (Slip.LAWS, Slip.CONDITIONAL), (Slip.FUNCTIONAL,)


N, M, K, T = symbols("N M K T", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
f1, f2 = Density("f"), Density("g")
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
W = Channel("w", N, M)
J, R = Joint("p"), Joint("r")
x, y, z = point("x"), point("y"), point("z")
q_z = Density("q", x)
t, a, c, theta = symbols("t a c theta", real=True)


def mean_log(law: FiniteLaw | Density, of: FiniteLaw | Density) -> Expr:
    """E_law log of(x)."""
    return E(law, lambda u: log(of.at(u)))


both = given(P, Q)
INFORMATION = (
    equation("D02:50", LAWS, both, H(Q), -mean_log(P, Q), -mean_log(Q, Q)),
    equation("D02:54", FUNCTIONAL, both, KL(P, Q), H(Q) - H(P), CE(P, Q) - H(P)),
    equation(
        "D02:74 (first step)",
        TERM,
        both,
        CE(P, Q),
        mean_log(P, P) - mean_log(P, Q),
        -mean_log(P, Q),
    ),
    equation(
        "D02:74 (last step)",
        TERM,
        both,
        mean_log(P, P) - mean_log(P, Q),
        -mean_log(P, Q),
        mean_log(P, P) - mean_log(P, Q),
    ),
    equation("D05:164", SIGN, given(P), H(P), mean_log(P, P), -mean_log(P, P)),
    bound(
        "D10:335",
        given(P, Q, Interval(t)).le(H(Mixture((t, P), (1 - t, Q))), t * H(P) + (1 - t) * H(Q)),
        ">=",
    ),
    equation(
        "ng-dent:82",
        SIGN,
        given(f1, f2),
        -mean_log(f1, f1) - mean_log(f2, f2),
        mean_log(f1, f1) + mean_log(f2, f2),
        -mean_log(f1, f1) - mean_log(f2, f2),
    ),
    equation("ng-dent:83", SIGN, given(f1), mean_log(f1, f1), H(f1), -H(f1)),
)

pi, p, q = symbols("pi p q", real=True)
coins = (Interval(pi), Interval(p), Interval(q))
ys, mus = Family("y", N, sign="unit"), Family("mu", N, sign="unit")
y_one = Symbol("y", real=True)


def coin(weight: Expr, bias: Expr, seen: Expr) -> Expr:
    """The probability that this coin was thrown and shows what was seen."""
    return weight * bias**seen * (1 - bias) ** (1 - seen)


def expected(weights: Callable[[Expr], Expr]) -> Expr:
    """The mean log-likelihood of both coins."""
    return total(
        lambda k: (
            weights(k) * log(coin(pi, p, ys[k])) + (1 - weights(k)) * log(coin(1 - pi, q, ys[k]))
        ),
        1,
        N,
    )


heads = coin(pi, p, y_one) / (coin(pi, p, y_one) + coin(1 - pi, q, y_one))
posterior = J.z_given(y)
MIXTURES = (
    equation(
        "D09:29",
        LOGARITHM,
        given(J, R),
        E(posterior, lambda u: log(R.at(y, u))),
        E(posterior, lambda u: R.at(y, u)),
        E(posterior, lambda u: log(R.at(y, u))),
    ),
    equation(
        "D09:142",
        INDEX,
        given(*coins, ys, Index(j, N), Interval(y_one)),
        coin(pi, p, ys[j]) / (coin(pi, p, ys[j]) + coin(1 - pi, q, ys[j])),
        coin(pi, p, ys[j]) / (coin(pi, p, y_one) + coin(1 - pi, q, y_one)),
        coin(pi, p, ys[j]) / (coin(pi, p, ys[j]) + coin(1 - pi, q, ys[j])),
    ),
    equation(
        "D09:144",
        LETTER,
        given(*coins, Interval(y_one)),
        heads,
        coin(pi, p, y_one) / (coin(pi, p, y_one) + (1 - pi) * q**y_one * (1 - p) ** (1 - y_one)),
        heads,
    ),
    equation(
        "D09:165",
        LAWS,
        given(J, R),
        E(posterior, lambda u: log(R.at(y, u))),
        E(posterior, lambda u: log(J.at(y, u))),
        E(posterior, lambda u: log(R.at(y, u))),
    ),
    equation(
        "D09:168",
        INDEX,
        given(*coins, ys, mus, Index(j, N)),
        expected(lambda k: mus[k]),
        expected(lambda k: mus[j]),
        expected(lambda k: mus[k]),
    ),
)

lam, m = symbols("lambda m", real=True)
mean = Symbol("M", positive=True)
ratio = mean / (mean + 1)


def geometric(r: Expr, first: int) -> Expr:
    """The sum of r^t from the first t on."""
    return total(lambda k: r**k, first, oo)


def ranged(place: str, on: Given, factor: Expr, r: Expr, value: Expr) -> Public:
    """A geometric series whose value is that of the series from 0 on."""
    says, right = (on.eq(factor * geometric(r, first), value) for first in (1, 0))
    return Public(place, INDEX, says, right)


unit = given(PowerSeries(), Interval(theta))
boltzmann = given(PowerSeries(), Interval(lam, -oo, 0), Interval(mean, 0, oo))
waiting = given(PowerSeries(), Interval(mean, 0, oo))
g, f = symbols("gamma f", real=True)
stationary = -a - 1 - lam * f - g
SERIES = (
    ranged("D10:73", unit, theta, 1 - theta, 1),
    ranged("D10:392", given(PowerSeries(), Interval(lam, -oo, 0)), 1, exp(lam), 1 / (1 - exp(lam))),
    ranged("D10:399", boltzmann, mean, exp(lam), mean / (1 - exp(lam))),
    ranged("D10:442 (first step)", waiting, 1, ratio, 1 / (1 - ratio)),
    ranged("D10:442 (last step)", waiting, 1, ratio, mean + 1),
    ranged("D10:448", waiting, 1 / (mean + 1), ratio, 1),
    equation(
        "D10:342",
        SIGN,
        given(),
        -stationary,
        a - (lam * f + g + 1),
        a + lam * f + g + 1,
    ),
)

score = RealMap("f", Outcomes(K), Outcomes(N))
b, d = symbols("b d", positive=True)
e1, e2 = symbols("a b", positive=True)


def scores(k: Expr) -> Expr:
    """Σ_i exp f(i, k)."""
    return total(lambda n: exp(score(n, k)), 1, K)


def contrast(scale: Expr) -> Expr:
    """Σ_k p_k (f(1, k) - log of the scaled sum)."""
    return total(lambda k: P.at(k) * (score(1, k) - log(scale * scores(k))), 1, N)


def split(scale: Expr) -> Expr:
    """The same in two sums."""
    log_sum = total(lambda k: P.at(k) * log(scale * scores(k)), 1, N)
    return total(lambda k: P.at(k) * score(1, k), 1, N) - log_sum


def ratio_in_log(scale: Expr) -> Expr:
    """Σ_k p_k log of exp f(1, k) over the scaled sum."""
    return total(lambda k: P.at(k) * log(exp(score(1, k)) / (scale * scores(k))), 1, N)


channel = given(P, W)


def pairs(h: Callable[[Expr, Expr], Expr]) -> Expr:
    """The sum over both variables of p_k w_k(n) h(k, n)."""
    return total(lambda k: total(lambda n: P.at(k) * W.given(k).at(n) * h(k, n), 1, M), 1, N)


def backward(k: Expr, n: Expr) -> Expr:
    """p(k | n)."""
    return P.at(k) * W.given(k).at(n) / total(lambda u: P.at(u) * W.given(u).at(n), 1, N)


V = Channel("v", M, N)
mutual = pairs(lambda k, n: log(backward(k, n) / P.at(k)))
BOUNDS = (
    equation(
        "D13:23",
        LAWS,
        given(J),
        J.at(x, z),
        J.z_given(x).at(z) * J.of_z.at(z),
        J.z_given(x).at(z) * J.of_x.at(x),
    ),
    Public(
        "D13:53",
        LOGARITHM,
        given(P, W, V).ge(mutual, pairs(lambda k, n: V.given(n).at(k)) + H(P)),
        given(P, W, V).ge(mutual, pairs(lambda k, n: log(V.given(n).at(k))) + H(P)),
    ),
    bound("D13:217", given().ge(log(e1 / (e1 + e2)), 0), "<="),
    equation("D13:253", LOST, given(P, score), contrast(1 / K), split(1), split(1 / K)),
    equation(
        "D13:360", LOST, given(P, score), contrast(1 / K), ratio_in_log(1), ratio_in_log(1 / K)
    ),
)

alphas = Family("alpha", T, sign="unit")
alpha, bar = Symbol("alpha", positive=True), Symbol("abar", real=True)
eps = Symbol("epsilon", real=True)
diffusion = given(Interval(alpha), Interval(bar, 0, alpha))


def posterior_mean(noise_share: Expr) -> Expr:
    """The mean of q(x_{t-1} | x_t, x_0) at x_0 from the noise."""
    start = (x - sqrt(noise_share) * eps) / sqrt(bar)
    before = bar / alpha
    of_start = sqrt(before) * (1 - alpha) / (1 - bar)
    return of_start * start + sqrt(alpha) * (1 - before) / (1 - bar) * x


A, B, C, D = symbols("a b c d", positive=True)
objective = E(q_z, lambda u: log(J.at(x, u) / q_z.at(u)))
split_objective = E(q_z, lambda u: log(J.at(x, u)) - log(q_z.at(u)))
DIFFUSION = (
    equation(
        "D14:51",
        INDEX,
        given(alphas, Index(i, T)),
        total(lambda k: log(alphas[k]), 1, T),
        total(lambda k: log(alphas[i]), 1, T),
        total(lambda k: log(alphas[k]), 1, T),
    ),
    equation(
        "D14:127",
        LAWS,
        given(J, R, q_z),
        log(J.of_x.at(x)),
        E(q_z, lambda u: log(R.at(x, u) / J.z_given(x).at(u))),
        E(q_z, lambda u: log(J.at(x, u) / J.z_given(x).at(u))),
    ),
    equation("D14:192", SIGN, given(J, q_z), -objective, split_objective, -split_objective),
    equation(
        "D14:195",
        BRACKET,
        given(),
        log(A / (B * D / C)),
        log(A / B) * (C / D),
        log(A / B * C / D),
    ),
    equation(
        "D14:300",
        LETTER,
        diffusion,
        (x - (1 - alpha) / sqrt(1 - bar) * eps) / sqrt(alpha),
        posterior_mean(1 - alpha),
        posterior_mean(1 - bar),
    ),
)

OF_NOTES: tuple[Public, ...] = (*INFORMATION, *MIXTURES, *SERIES, *BOUNDS, *DIFFUSION)
