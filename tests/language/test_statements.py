"""Statements that are not well formed are refused when they are built."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from sympy import Float, Function, IndexedBase, Rational, Symbol, log, symbols

from derivecheck.language.assumptions import Family, Index, Interval, RealFunction
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw, Labels
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.measures import StatementError
from derivecheck.language.statements import Every, NotAlways, Relation, Rounds, given, not_always
from derivecheck.terms.binders import BinderError, Bound

N, K = symbols("N K", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N) for name in "pqr")
x = Symbol("x", real=True)
NUMBER: Any = 2


@pytest.mark.parametrize(
    "build",
    [
        lambda: given(P).eq(CE(P, Q), H(P)),
        lambda: given(P).ge(IndexedBase("w")[1], 0),
        lambda: given().eq(Function("g")(x), 0),
        lambda: given(P).eq(E(P, lambda i: RealFunction("h")(x)), 0),
        lambda: given(P).every(given().eq(H(P), 0)),
    ],
)
def test_undeclared_names_are_refused(build: Any) -> None:
    with pytest.raises(StatementError, match="undeclared"):
        build()


@pytest.mark.parametrize(
    "build",
    [
        lambda: given(P).eq(H(P), Float("0.5")),
        lambda: given(P).eq(H(P), 0.5),
        lambda: given(NUMBER),
        lambda: given(P).eq(H(P), P),
        lambda: given(P).eq(H(P), Bound("i_1", integer=True)),
        lambda: Relation((P,), "==", H(P), H(P)),
        lambda: given().every(),
        lambda: given().rounds(log(2), "NaN"),
        lambda: given().rounds(log(2), "two"),
        lambda: given().rounds(log(2), "Infinity"),
        lambda: given(P, Q).zero_iff_equal(KL, P, NUMBER),
        lambda: given().maximum(x, x, x / 2),
        lambda: given().maximum(x, x, 1, 0, x),
        lambda: given().maximum(x, x**2, 1),
    ],
)
def test_malformed_statements_are_refused(build: Any) -> None:
    with pytest.raises(StatementError):
        build()


@pytest.mark.parametrize(
    "assumptions",
    [
        (P, FiniteLaw("p", K)),
        (P, Labels("p", N)),
        (P, Density("p")),
        (P, Family("p", N)),
        (Density("p"), RealFunction("p")),
        (Joint("p"), Density("p_x")),
        (RealFunction("f"), RealFunction("f", sign="positive")),
    ],
)
def test_a_name_has_one_meaning(assumptions: Any) -> None:
    with pytest.raises(StatementError, match="two different things"):
        given(*assumptions).eq(1, 1)


def test_one_density_may_be_taken_at_several_parameters() -> None:
    a, b = symbols("a b", real=True)
    assert given(Density("p", a), Density("p", b), Density("p")).eq(1, 1)


def test_a_derivative_is_by_a_variable() -> None:
    with pytest.raises(BinderError):
        given().eq(Partial(x**2, x**2), 1)


def test_relations_keep_what_was_written() -> None:
    s = given(P, Q).le(H(P), CE(P, Q))
    assert (s.relation, s.lhs, s.rhs, s.given) == ("<=", H(P), CE(P, Q), (P, Q))


def test_equality_of_statements_is_structural() -> None:
    assert given(P, Q).eq(H(P), 0) == given(P, Q).eq(H(P), 0)
    assert given(P, Q).eq(CE(P, Q), 0) != given(P, Q).eq(CE(Q, P), 0)


def test_assuming_reaches_the_parts() -> None:
    s = given(P).every(given(P).ge(H(P), 0)).assuming(Interval(x))
    assert isinstance(s, Every)
    assert all(Interval(x) in part.given for part in (s, *s.parts))


def test_a_printed_decimal_has_a_tolerance_of_half_a_unit() -> None:
    s = given().rounds(log(2), "0.69")
    assert (s.decimal, s.tolerance) == (Fraction(69, 100), Fraction(1, 200))
    assert Rounds((), log(2), "693e-3").tolerance == Fraction(1, 2000)


def test_a_metric_is_four_properties() -> None:
    s = given(P, Q, R).metric(JS, P, Q, R)
    assert [type(part).__name__ for part in s.parts] == [
        "Relation",
        "Relation",
        "ZeroIffEqual",
        "Relation",
    ]
    assert isinstance(not_always(s), NotAlways)


def test_facts_come_from_the_assumptions_once() -> None:
    i = Symbol("i", integer=True, positive=True)
    assert len(given(P, P, Index(i, N)).eq(H(P), 0).facts) == 2
    assert given().eq(Rational(1, 2), 0).facts == ()


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        (lambda: given(FiniteLaw("p", Symbol("n"))), "integer=True, positive=True"),
        (lambda: given(FiniteLaw("p", Symbol("n", integer=True))), "integer=True, positive=True"),
        (lambda: given(FiniteLaw("p", Rational(5, 2))), "integer=True, positive=True"),
        (lambda: given(FiniteLaw("p", -1)), "integer=True, positive=True"),
        (lambda: Interval("x", 0, 1), 'Symbol("x", real=True)'),
    ],
)
def test_what_a_newcomer_writes_is_refused_with_its_cure(
    said: Callable[[], object], cure: str
) -> None:
    with pytest.raises(StatementError) as told:
        said()
    assert cure in str(told.value)


def test_sizes_that_are_whole_numbers_pass() -> None:
    n = Symbol("n", integer=True, positive=True)
    for size in (1, 3, n, n + 1, 2 * n):
        given(FiniteLaw("p", size))
