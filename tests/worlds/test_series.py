"""Series over n = lo, lo + 1, …: values with a bound of the rest, proofs, and refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given as vary
from hypothesis import settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol, exp, factorial, log, oo, summation

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement import judge
from derivecheck.judgement.diagnose import diagnose
from derivecheck.language import Interval, PowerSeries, Statement, given, total
from derivecheck.numeric.balls import Balls
from derivecheck.worlds.arithmetic import NotEvaluable
from derivecheck.worlds.evaluate import Evaluator
from derivecheck.worlds.instances import make_world

r, s = Symbol("r", positive=True), Symbol("s", positive=True)
k, rate = Symbol("k", integer=True), Symbol("a", negative=True)
where = given(Interval(r, 0, 1), PowerSeries())


def series(f: Callable[[Expr], Expr], lo: int = 0) -> Expr:
    return total(f, lo, oo)


def verdict(statement: Statement) -> Verdict:
    return judge(statement, 30, seconds=3.0).verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (series(lambda n: r**n), 1 / (1 - r)),
        (series(lambda n: r**n, 1), r / (1 - r)),
        (series(lambda n: r**n * n, 1), r / (1 - r) ** 2),
        (series(lambda n: r ** (n - 1), -1), 1 / r**2 / (1 - r)),
        (series(lambda n: exp(rate * n), 1), exp(rate) / (1 - exp(rate))),
        (series(lambda n: (s / (s + 1)) ** n), s + 1),
        (series(lambda n: s**n / factorial(n)), exp(s)),
        (series(lambda n: n * s**n / factorial(n), 1), s * exp(s)),
    ],
)
def test_series_are_proved(left: Expr, right: Expr) -> None:
    assert verdict(where.eq(left, right)) is Verdict.PROVED


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (series(lambda n: r**n, 1), 1 / (1 - r)),
        (series(lambda n: r**n * n), 1 / (1 - r) ** 2),
        (series(lambda n: s**n / factorial(n), 1), exp(s)),
    ],
)
def test_near_misses_are_refuted(left: Expr, right: Expr) -> None:
    assert verdict(where.eq(left, right)) is Verdict.REFUTED


def test_what_need_not_converge_is_not_judged() -> None:
    assert verdict(where.eq(series(lambda n: s**n), 1 / (1 - s))) is Verdict.UNDECIDED
    assert verdict(where.eq(series(lambda n: 1 / (n + 1)), 1)) is Verdict.UNDECIDED


def test_a_series_that_starts_too_late_is_named() -> None:
    found = diagnose(where.eq(series(lambda n: r**n, 1), 1 / (1 - r)))
    assert found is not None
    assert found.name == "the series starts one term too early or too late"
    assert found.fixed == where.eq(series(lambda n: r**n), 1 / (1 - r))


@settings(max_examples=20, deadline=None)
@vary(st.integers(1, 30), st.integers(0, 3), st.integers(0, 3))
def test_the_ball_holds_the_value(p: int, power: int, first: int) -> None:
    x = Rational(p, 31)
    field = Balls(40)
    world = make_world(where.eq(0, 0), seed=0, nice=True)
    value = Evaluator(field, world).value(series(lambda n: x**n * n**power, first))
    exact = summation(x**k * k**power, (k, first, oo))
    assert not field.disjoint(value, field.rational(int(exact.p), int(exact.q)))
    assert field.radius(value) < 1e-25


def test_logarithms_of_factorials_are_bounded() -> None:
    field = Balls(30)
    world = make_world(where.eq(0, 0), seed=0, nice=True)
    ev = Evaluator(field, world)
    value = ev.value(series(lambda n: log(factorial(n)) / factorial(n)))
    assert field.certainly_less(field.rational(6, 10), value)  # log 2/2 + log 6/6 + …
    with pytest.raises(NotEvaluable):
        ev.value(series(lambda n: factorial(n) / Integer(3) ** n))
