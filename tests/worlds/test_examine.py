"""Refutation by disjoint balls inside the domain, agreement by small ones, and nothing else."""

from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st
from sympy import Integer, Max, Rational, Symbol, exp, log, oo, pi, sqrt, symbols

from derivecheck.findings.evidence import Outcome
from derivecheck.language.assumptions import Family, Index, Interval
from derivecheck.language.functionals import CE, JS, KL, H
from derivecheck.language.laws.finite import FiniteLaw, Labels, Table
from derivecheck.language.laws.line import Density, Normal
from derivecheck.language.measures import StatementError
from derivecheck.language.statements import Optimum, Statement, ZeroIffEqual, given, not_always
from derivecheck.terms.binders import total
from derivecheck.worlds.examine import DOMAIN, examine, shrink
from derivecheck.worlds.instances import admits, make_world
from derivecheck.worlds.trials import Precision, fails, try_at

N = Symbol("N", integer=True, positive=True)
P, Q, R, Y = *(FiniteLaw(name, N) for name in "pqr"), Labels("y", N)
f, g = Density("f"), Density("g")
x, a, b, mu = symbols("x a b mu", real=True)
t, s = symbols("t s", positive=True)
half = Rational(1, 2)
GAPS = (x**4 - x**2) / (x**3 - x)  # x, but without a value at -1, 0 and 1


def outcome(statement: Statement) -> Outcome:
    return examine(statement, 30)[0][0].outcome


TRUE: list[Statement] = [
    given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)),
    given(P, Q).ge(KL(P, Q), 0),
    given(Y, Q).eq(CE(Y, Q), H(Y) + KL(Y, Q)),
    given(f, g).le(JS(f, g), log(2)),
    given().rounds(log(2), "0.693"),
    given().rounds(Rational(1, 8), "0.12"),
    given().maximum(x * (1 - x), x, half),
    given().minimum(t - log(t), t, 1, 0, oo),
    given().maximum(-(x**2), x, 0, -oo, oo),
    given().minimum(exp(x), x, 0, 0, oo),
    given(P, Q).zero_iff_equal(KL, P, Q),
    given(P, Q).every(given(P, Q).ge(KL(P, Q), 0), given(P).ge(H(P), 0)),
]
FALSE: list[Statement] = [
    given(P, Q).eq(CE(P, Q), H(Q) + KL(P, Q)),
    given(P, Q).gt(KL(P, Q), 0),
    given(P, Q).symmetric(KL, P, Q),
    given(P, Q, R).triangle(KL, P, Q, R),
    given(f).ge(H(f), 0),
    given(f, g).lt(JS(f, g), log(2) / 100),
    given().rounds(log(2), "0.694"),
    given().maximum(x * (1 - x), x, Rational(499, 1000)),
    given().minimum(x**2 + x / 10**9, x, 0, -oo, oo),
    given().maximum(-((x - 2) ** 2), x, 2),
    given().minimum(t - log(t), t, 2, 0, oo),
    given(P, Q).zero_iff_equal(CE, P, Q),
    given(P, Q).every(given(P, Q).ge(KL(P, Q), 0), given(P, Q).symmetric(KL, P, Q)),
]
OPEN: list[Statement] = [
    given().lt(log(2) + log(3), log(6)),
    given().le(Symbol("c"), 1),
    given(Normal(mu, 1)).eq(total(lambda k: k, 1, N) * Symbol("c"), 1),
    given(Interval(x, 0, 1), Interval(x, 2, 3)).eq(x, x),
]


@pytest.mark.parametrize("statement", TRUE)
def test_true_statements_agree(statement: Any) -> None:
    assert outcome(statement) is Outcome.AGREES


@pytest.mark.parametrize("statement", FALSE)
def test_false_statements_are_refuted_at_an_instance_of_the_assumptions(statement: Any) -> None:
    (evidence, *_), point = examine(statement, 30)
    assert evidence.outcome is Outcome.REFUTES
    assert point is not None
    strict = getattr(statement, "relation", "") in ("<", ">")
    assert point.lhs != point.rhs or strict


@pytest.mark.parametrize("statement", OPEN)
def test_what_balls_cannot_tell_stays_open(statement: Any) -> None:
    assert outcome(statement) is Outcome.UNABLE


@pytest.mark.parametrize("statement", [s for s in FALSE if not hasattr(s, "parts")])
@settings(max_examples=3)
@forall(seed=st.integers(0, 60))
def test_a_shrunk_counterexample_is_one(statement: Any, seed: int) -> None:
    precision = Precision(30)
    trial = try_at(statement, make_world(statement, seed, False), precision)
    if not trial.fails:
        return
    small = shrink(statement, trial, precision)
    assert small.world is not None
    assert admits(statement, small.world)
    assert try_at(statement, small.world, Precision(50)).fails
    assert len(str(small.world.describe())) <= len(str(trial.world and trial.world.describe()))


def test_shrinking_keeps_to_the_domain() -> None:
    c = Symbol("c", nonnegative=True)
    statement = given(Interval(x, 3, 5)).le(x + c, 3)
    point = examine(statement, 30)[1]
    assert point is not None
    values = dict(pair.split(" = ") for pair in point.point.split(", "))
    assert 3 < Rational(values["x"]) < 5
    assert Rational(values["c"]) >= 0


@pytest.mark.parametrize(
    ("relation", "x", "y", "expected"),
    [
        ("=", 1, 2, True),
        ("=", 1, 1, None),
        ("<", 1, 2, False),
        ("<", 2, 1, True),
        ("<", 1, 1, True),
        ("<=", 1, 1, False),
        (">=", 1, 2, True),
        (">", 2, 1, False),
    ],
)
def test_relations_of_exact_balls(relation: Any, x: Any, y: Any, expected: Any) -> None:
    balls = Precision(30).balls
    assert fails(relation, balls, balls.rational(x), balls.rational(y)) is expected


@pytest.mark.parametrize("relation", ["=", "<", "<=", ">", ">="])
def test_overlapping_balls_decide_nothing(relation: Any) -> None:
    balls = Precision(30).balls
    x = balls.widen(balls.one, balls.rational(1, 100))
    assert fails(relation, balls, x, balls.one) is None


def test_balls_that_are_too_wide_are_no_agreement() -> None:
    huge = 10**60 * (exp(x) * exp(-(x**2) * s) - exp(x) * exp(-(x**2) * s + t - t))
    tiny = given(Interval(x)).eq(10**60 * (log(2 + x) - log((2 + x) * s) + log(s)) + huge, 0)
    trial = try_at(tiny, make_world(tiny, 29, False), Precision(30))
    assert trial.fails is None
    assert "too wide" in trial.why


# --- points where a side has no value


def test_a_missing_value_counts_only_where_the_other_side_is_finite() -> None:
    (first, *rest), _ = examine(given().eq(GAPS, x), 30)
    assert (first.method, first.outcome) == (DOMAIN, Outcome.REFUTES)
    assert {e.outcome for e in rest} == {Outcome.AGREES}
    infinite = given(P, Y).eq(KL(P, Y), CE(P, Y) - H(P))
    assert outcome(infinite) is Outcome.AGREES


def test_nothing_times_a_logarithm_needs_the_exponents_below_it() -> None:
    (first, *_), point = examine(given().eq(1, x * log(exp(1 / x))), 30)
    assert (first.method, point and point.point) == (DOMAIN, "x = 0")
    assert outcome(given(P, Y).eq(KL(Y, P) + H(Y), CE(Y, P))) is Outcome.AGREES
    assert outcome(given().eq(x * log(1 + exp(x)) - x * log(1 + exp(x)), 0)) is Outcome.AGREES


def test_two_different_values_come_before_a_missing_one() -> None:
    (first, *_), point = examine(given().eq(GAPS, x + 1), 30)
    assert (first.method, first.outcome) == ("balls", Outcome.REFUTES)
    assert point is not None
    assert "undefined" not in (point.lhs, point.rhs)


def test_points_where_neither_side_has_a_value_say_nothing() -> None:
    assert outcome(given().eq(1 / x + 1, (1 + x) / x)) is Outcome.AGREES


# --- statements without variables


def test_only_certain_balls_prove_a_statement_without_variables() -> None:
    for certain in (given().le(1, 2), given().rounds(pi, "3.14")):
        assert examine(certain)[0][-1].outcome is Outcome.PROVES
    equal = examine(given().le(sqrt(2) * sqrt(3) + log(2), sqrt(6) + log(2)))[0]
    assert Outcome.PROVES not in [e.outcome for e in equal] or equal[0].bound == "0.0e+00"
    open_case = examine(given().eq(log(6), log(2) + log(3)))[0]
    assert {e.outcome for e in open_case} == {Outcome.AGREES}


def test_samples_of_an_objective_are_no_proof() -> None:
    bump = Max(0, Rational(1, 10**6) - (x - Rational(1, 3)) ** 2)
    statement = given().maximum(x * (1 - x) + 10**6 * bump, x, half)
    assert {e.outcome for e in examine(statement)[0]} == {Outcome.AGREES}


# --- not always


def test_one_counterexample_proves_that_a_statement_does_not_always_hold() -> None:
    outcomes = [e.outcome for e in examine(not_always(given(P, Q).symmetric(KL, P, Q)))[0]]
    assert outcomes == [Outcome.PROVES, Outcome.AGREES]
    assert outcome(not_always(given(P, Q).symmetric(JS, P, Q))) is Outcome.UNABLE
    assert outcome(not_always(given().eq(GAPS, x))) is Outcome.UNABLE


def test_equality_of_laws_is_tested_on_the_diagonal() -> None:
    square = total(lambda i: (P.at(i) - Q.at(i)) ** 2, 1, N)
    assert outcome(ZeroIffEqual((P, Q), square, P, Q)) is Outcome.AGREES
    assert outcome(ZeroIffEqual((P, Q), square + 1, P, Q)) is Outcome.REFUTES
    part = (P.at(Integer(1)) - Q.at(Integer(1))) ** 2 * 0
    assert outcome(ZeroIffEqual((P, Q), part, P, Q)) is Outcome.REFUTES


def test_an_optimum_has_one_of_two_kinds() -> None:
    with pytest.raises(StatementError):
        Optimum((), "best", x, x, Integer(0), Integer(1), Integer(0))


def test_a_bound_that_fails_only_for_laws_far_apart_is_refuted() -> None:
    far = given(P, Q).le(JS(P, Q), log(2) ** 2)
    assert examine(far, 30)[0][0].outcome is Outcome.REFUTES
    assert examine(given(P, Q).le(JS(P, Q), log(2)), 30)[0][0].outcome is Outcome.AGREES


def test_minus_infinity_is_a_value() -> None:
    apart = KL(Table(1, 0), Table(0, 1))
    assert examine(given().eq(apart, -oo), 30)[0][0].outcome is Outcome.REFUTES
    assert examine(given().eq(-apart, -oo), 30)[0][0].outcome is Outcome.AGREES


def test_a_single_outcome_is_tried() -> None:
    """A sum over all outcomes but the last is empty for one outcome only."""
    z, k = Family("z", N), Symbol("k", integer=True, positive=True)
    others = total(lambda i: exp(z[i]), 1, N - 1)
    evidence, point = examine(given(z, Index(k, N)).gt(exp(z[k]) / others, 0), 30)
    assert (evidence[0].method, evidence[0].outcome) == (DOMAIN, Outcome.REFUTES)
    assert point is not None
    assert "N = 1" in point.point
    assert outcome(given(z, Index(k, N)).gt(exp(z[k]) / (1 + others), 0)) is Outcome.AGREES
