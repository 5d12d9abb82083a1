"""Integrals over intervals, finite or not: right, wrong and divergent ones."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st
from sympy import Abs, Expr, Integral, Rational, Symbol, cos, exp, log, oo, pi, sin, sqrt, symbols

from derivecheck.findings.evidence import Outcome, Verdict
from derivecheck.judgement import judge
from derivecheck.language import (
    JS,
    KL,
    Beta,
    E,
    Exponential,
    Gamma,
    Interval,
    Laplace,
    Law,
    Normal,
    StatementError,
    Weibull,
    given,
)
from derivecheck.numeric.balls import Balls
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import integral
from derivecheck.worlds.arithmetic import NotEvaluable
from derivecheck.worlds.envelopes import Envelopes, NoEnvelope
from derivecheck.worlds.examine import examine
from derivecheck.worlds.trials import Precision, side
from derivecheck.worlds.world import World

x, c, mu, u = symbols("x c mu u", real=True)
a, b, s, t = symbols("a b s t", positive=True)
HALF = Rational(1, 2)


def value(e: Expr) -> str:
    """The value at one instance, confirmed at 25 digits."""
    world = World((), 0, True, line=True)
    return side(given().eq(e, 0).lhs, world, Precision(25)).text


def verdict_of(lhs: Expr, rhs: Expr) -> Verdict:
    return judge(given().eq(lhs, rhs), 15).verdict


RIGHT = [
    (Integral(exp(-(x**2)), (x, -oo, oo)), sqrt(pi)),
    (Integral(1 / (1 + x**2), (x, -oo, oo)), pi),
    (Integral(exp(-Abs(x)), (x, -oo, oo)), 2),
    (Integral(x**2 * exp(-x), (x, 0, oo)), 2),
    (Integral(exp(-a * x**2), (x, -oo, oo)), sqrt(pi / a)),
    (Integral(x**2, (x, 0, 1)), Rational(1, 3)),
    (Integral(sin(x), (x, 0, pi)), 2),
    (integral(lambda v: v**2 * Normal(0, 1).at(v), 0, oo), HALF),
    (integral(lambda v: v**3 * Exponential(a).at(v), 0, oo), 6 / a**3),
    (E(Normal(mu, s), lambda z: exp(c * z)), exp(c * mu + c**2 * s**2 / 2)),
    (E(Exponential(a), lambda z: exp(-b * z)), a / (a + b)),
    (E(Laplace(0, 1), lambda z: exp(z / 2)), Rational(4, 3)),
    (E(Gamma(a + 1, b), lambda z: 1 / z), b / a),
    (E(Weibull(2, 1), lambda z: 1 / z), sqrt(pi)),
    (E(Beta(2, 2), lambda z: 1 / (z * (1 - z))), 6),
]


@pytest.mark.parametrize(("lhs", "rhs"), RIGHT, ids=lambda e: str(e)[:40])
def test_a_right_value_is_proved_and_a_wrong_one_refuted(lhs: Expr, rhs: Expr) -> None:
    assert verdict_of(lhs, rhs) is Verdict.PROVED
    assert verdict_of(lhs, rhs + Rational(1, 10**4)) is Verdict.REFUTED


DIVERGENT = [
    Integral(x, (x, -oo, oo)),
    Integral(1 / x, (x, 1, oo)),
    Integral(1 / x, (x, 0, 1)),
    Integral(1 / x, (x, -1, 1)),
    Integral(1 / (1 + Abs(x)), (x, -oo, oo)),
    Integral(exp(x) / (1 + exp(x)), (x, -oo, oo)),
    Integral(cos(x), (x, 0, oo)),
    E(Exponential(1), lambda z: exp(2 * z)),
    E(Exponential(1), lambda z: exp(z)),
    E(Exponential(2), lambda z: 1 / z),
    E(Laplace(0, 1), lambda z: exp(z)),
    E(Normal(0, 1), lambda z: 1 / z),
    E(Normal(0, 1), lambda z: exp(z**2 / 2)),
    E(Beta(1, 2), lambda z: 1 / z),
    E(Gamma(HALF, 1), lambda z: 1 / sqrt(z)),
]


@pytest.mark.parametrize("lhs", DIVERGENT, ids=str)
def test_a_divergent_integral_has_no_value(lhs: Expr) -> None:
    with pytest.raises((NotEvaluable, ArithmeticError)):
        value(lhs)


@pytest.mark.parametrize("lhs", DIVERGENT[::3], ids=str)
def test_a_divergent_integral_never_gets_a_verdict(lhs: Expr) -> None:
    assert judge(given().eq(lhs, 0), 15, seconds=0.2).verdict is Verdict.UNDECIDED


def test_the_bound_of_a_reciprocal_is_no_bound_of_what_it_is_of() -> None:
    """1/x on (0, 1) is not bounded by 1: the mean of 1/(x(1-x)) was refuted by such a bound."""
    inverse = E(Beta(3, 2), lambda z: 1 / z)
    assert verdict_of(inverse, 2) is Verdict.PROVED
    with pytest.raises(NotEvaluable):
        value(E(Gamma(3, 1), lambda z: 1 / sin(z)))


@settings(max_examples=8, deadline=None)
@forall(st.integers(0, 4), st.integers(1, 3), st.integers(1, 4), st.booleans())
def test_values_are_those_of_another_quadrature(k: int, p: int, n: int, logarithm: bool) -> None:
    body = x**k * exp(-(x**p) / n) * (log(x) if logarithm else 1) / (1 + x)
    mine = value(Integral(body, (x, 0, oo)))
    with mpmath.workdps(20):
        theirs = mpmath.quad(
            lambda v: (
                v**k * mpmath.exp(-(v**p) / n) * (mpmath.log(v) if logarithm else 1) / (1 + v)
            ),
            [0, 1, 4, 16, 64, 400],
        )
    assert mpmath.almosteq(mpmath.mpf(mine), theirs, rel_eps=1e-9, abs_eps=1e-10)


def _envelopes(start: int) -> tuple[Envelopes, Symbol]:
    field, y = Balls(30), Symbol("y", positive=True)
    number = lambda e: field.rational(int(e.p), int(e.q))  # noqa: E731
    return Envelopes(field, y, field.rational(start), number), y


ENVELOPED = [
    lambda y: exp(-(y**2) + 3 * y) * y**3,
    lambda y: 1 / (1 + y**2 - y),
    lambda y: log(1 + y) * exp(-y) / (2 + sin(y)),
    lambda y: sqrt(1 + y**3) / (exp(y) - y),
    lambda y: exp(-1 / y) / y**2,
]


@pytest.mark.parametrize("f", ENVELOPED)
def test_an_envelope_lies_above(f: Callable[[Expr], Expr]) -> None:
    start = 20
    known, y = _envelopes(start)
    e = f(y)
    tail = known.field.total(map(known.tail, known.above(e)))
    with mpmath.workdps(20):
        own = mpmath.quad(lambda v: float(e.subs(y, float(v))), [start, 2 * start, 50 * start])
    assert float(known.field.midpoint_str(tail)) >= float(own)


VANISHING = [lambda y: 2 * sin(y), lambda y: 30 - y, lambda y: y * sin(y)]


@pytest.mark.parametrize("f", VANISHING)
def test_nothing_is_said_from_below_of_what_may_vanish(f: Callable[[Expr], Expr]) -> None:
    known, y = _envelopes(20)
    with pytest.raises(NoEnvelope):
        known.below(f(y) + 1)


PAIRS = [
    (Weibull(a, b), Weibull(s, t)),
    (Gamma(a, b), Weibull(s, t)),
    (Normal(mu, s), Laplace(c, t)),
    (Beta(a, b), Beta(s, t)),
]


@pytest.mark.parametrize(("p", "q"), PAIRS, ids=str)
def test_a_divergence_of_named_laws_is_not_negative(p: Law, q: Law) -> None:
    assert prove(given().ge(KL(p, q), 0))
    assert not prove(given().gt(KL(p, q), 0))
    assert not prove(given().ge(KL(p, q), KL(q, p)))


def test_equal_laws_are_always_tried() -> None:
    one, other = Normal(mu, s), Normal(c, t)
    for wrong in (given().gt(KL(one, other), 0), given().gt(JS(one, other), 0)):
        (evidence, *_), point = examine(wrong, 15)
        assert evidence.outcome is Outcome.REFUTES
        assert point is not None
        assert point.lhs == "0"


def test_a_scale_whose_sign_follows_from_an_interval() -> None:
    law = Normal(0, sqrt(1 - u))
    inside = given(Interval(u, 0, 1))
    assert judge(inside.eq(E(law, lambda z: z**2), 1 - u), 15).verdict is Verdict.PROVED
    assert judge(inside.eq(E(law, lambda z: z**2), 1 + u), 15).verdict is Verdict.REFUTED
    for known in (given(), given(Interval(u, 0, 2)), given(Interval(u, 0, oo))):
        with pytest.raises(StatementError, match="not known to be positive"):
            known.eq(E(law, lambda z: z**2), 1 - u)
