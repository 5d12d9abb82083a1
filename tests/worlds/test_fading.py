"""A sum over cells stands for an integral only where the laws make the integrand vanish outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Integral,
    Max,
    Rational,
    Sum,
    Symbol,
    cos,
    exp,
    log,
    oo,
    pi,
    sqrt,
    symbols,
)

from derivecheck.findings.evidence import Outcome
from derivecheck.language.assumptions import Index, RealFunction
from derivecheck.language.functionals import KL, E, H, Partial
from derivecheck.language.laws.finite import CountableLaw
from derivecheck.language.laws.line import Density, Joint, PushForward
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.statements import Statement, given
from derivecheck.terms.binders import integral, total
from derivecheck.worlds.examine import examine
from derivecheck.worlds.fading import fades

x, z, a = symbols("x z a", real=True)
f, g, J = Density("f"), Density("g"), Joint("r")
h, D = RealFunction("h", sign="positive"), RealFunction("D", sign="unit")
k, w = RealFunction("k"), Density("w", a)
p, q = CountableLaw("p"), CountableLaw("q")
G = PushForward("p_g", Density("p_z"), "G")
GIVEN = (f, g, J, h, D, k, w, p, q, G, Density("p_z"))
i = Symbol("i", integer=True)

FADES: list[Expr] = [
    f.at(x) * log(f.at(x) / g.at(x)),
    f.at(x) ** 2 / g.at(x),
    sqrt(f.at(x) * g.at(x)),
    f.at(x) * log(f.at(x) / (f.at(x) + g.at(x))),
    f.at(x) * h(x),
    f.at(x) / (1 + h(x)),
    f.at(x) * log(1 - D(x)),
    f.at(x) / D(x),
    log(1 - D(x)),
    log(1 + f.at(x)),
    f.at(x) - 2 * g.at(x),
    f.at(x) * exp(k(x)),
    f.at(x) * cos(k(x)) + Abs(k(x)),
    Max(f.at(x), g.at(x)),
    J.at(x, z) * log(J.at(x, z) / J.of_x.at(x)),
    Partial(w.at(x), a) * log(f.at(x)),
    Integral(J.at(x, z) * log(D(z)), (z, -oo, oo)),
    G.at(x) * log(D(x)),
    f.at(x) * KL(J.z_given(x), J.of_z),
]
STAYS: list[Expr] = [
    Integer(1),
    a,
    1 / f.at(x),
    f.at(x) / g.at(x),
    f.at(x) / (f.at(x) + g.at(x)),
    log(f.at(x)),
    exp(k(x)),
    1 / (1 + h(x)),
    f.at(x) / g.at(x) ** 2,
    f.at(x) * exp(-log(f.at(x)) / f.at(x)),
    f.at(z) * log(g.at(z)),
    f.at(x) + 1,
    f.at(x) / (f.at(x) - f.at(x) ** 2 - g.at(x)),
    J.at(x, z) / J.of_x.at(x),
    log(D(x)),
    f.at(x) * Partial(f.at(x) * log(D(x)), f.at(x)) / f.at(x),
    h(x) ** k(x),
    f.at(D(x)),
]


@pytest.mark.parametrize("body", FADES)
def test_what_a_law_weighs_fades(body: Expr) -> None:
    assert fades(body, x, GIVEN)


@pytest.mark.parametrize("body", STAYS)
def test_what_no_law_weighs_does_not(body: Expr) -> None:
    assert not fades(body, x, GIVEN)


def test_conditions_do_not_fade_with_their_law() -> None:
    density = J.at(x, z) / J.of_x.at(x)
    assert fades(density, z, GIVEN)
    assert not fades(density, x, GIVEN)


def test_laws_on_the_integers_fade_as_well() -> None:
    assert fades(p.at(i) * log(q.at(i)), i, GIVEN)
    assert not fades(p.at(i) / q.at(i), i, GIVEN)


def outcome(statement: Statement) -> Outcome:
    return examine(statement, 30)[0][0].outcome


OPEN: list[Any] = [
    given().le(integral(lambda u: 1), 10),
    given().le(integral(lambda u: a), 3 * a),
    given(f).gt(integral(lambda u: 1 / f.at(u)), 100),
    given(f, g).le(integral(lambda u: f.at(u) / g.at(u)), 10**9),
    given(f).le(E(f, lambda u: 1 / f.at(u)), 10),
    given().le(Sum(Integer(1), (i, -oo, oo)), 10),
    given(p, q).le(total(lambda n: p.at(n) / q.at(n), -oo, oo), 10**9),
    given(p).eq(E(p, lambda n: 1 / p.at(n)), 3),
]


@pytest.mark.parametrize("statement", OPEN)
def test_integrals_that_need_not_converge_are_not_judged_on_cells(statement: Any) -> None:
    assert outcome(statement) is Outcome.UNABLE


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given(f, g).ge(integral(lambda u: f.at(u) ** 2 / g.at(u)), 1), Outcome.AGREES),
        (given(f, g).le(integral(lambda u: f.at(u) ** 2 / g.at(u)), 1), Outcome.REFUTES),
        (given(f).ge(H(f), 0), Outcome.REFUTES),
    ],
)
def test_integrals_of_laws_are(statement: Any, expected: Outcome) -> None:
    assert outcome(statement) is expected


d = Symbol("d", integer=True, positive=True)
j = Symbol("j", integer=True, positive=True)
X, Y = GaussianVector(1, d), GaussianVector(2, d)


def vectors(relation: str, lhs: Any, rhs: Any) -> Outcome:
    statement = getattr(given(X, Y, Index(j, d)), relation)(lhs, rhs)
    return outcome(statement)


def test_moments_of_a_normal_vector_are_those_of_isserlis() -> None:
    m, s = X.mean(j), X.covariance(j, j)
    fourth = X.expectation(lambda v: (v(j) - m) ** 4)
    assert vectors("eq", fourth, 3 * s**2) is Outcome.AGREES
    assert vectors("eq", fourth, s**2) is Outcome.REFUTES
    growth = X.expectation(lambda v: exp(2 * v(j)))
    assert vectors("eq", growth, exp(2 * m + 2 * s)) is Outcome.AGREES
    assert vectors("eq", growth, exp(2 * m + s)) is Outcome.REFUTES


def test_two_normal_vectors_are_independent() -> None:
    both = X.expectation(lambda u: Y.expectation(lambda v: (u(j) * v(j)) ** 2))
    squares = [v.covariance(j, j) + v.mean(j) ** 2 for v in (X, Y)]
    assert vectors("eq", both, squares[0] * squares[1]) is Outcome.AGREES
    assert vectors("eq", both, squares[0] * squares[0]) is Outcome.REFUTES


def test_derivatives_inside_a_mean_are_taken() -> None:
    slope = X.expectation(lambda v: Partial(a**2 * v(j) ** 4, a))
    m, s = X.mean(j), X.covariance(j, j)
    moment = m**4 + 6 * m**2 * s + 3 * s**2
    assert vectors("eq", slope, 2 * a * moment) is Outcome.AGREES
    assert vectors("eq", slope, a * moment) is Outcome.REFUTES


@pytest.mark.parametrize("g", [cos, lambda u: log(1 + u**2), Abs, lambda u: exp(u**2 / 100)])
def test_other_means_of_a_normal_vector_stay_open(g: Callable[[Any], Any]) -> None:
    mean = X.expectation(lambda v: g(v(j)))
    assert vectors("eq", mean, g(X.mean(j))) is Outcome.UNABLE


def test_an_integral_without_the_density_of_the_vector_stays_open() -> None:
    bare = integral(lambda u: X.component(j, u))
    square = integral(lambda u: X.weight(u) ** 2 * X.component(j, u))
    for e in (bare, square, integral(lambda u: X.weight(u) * log(X.weight(u)))):
        assert vectors("eq", e, 0) is Outcome.UNABLE


LINE: list[Any] = [
    given().le(Integral(exp(-(x**2)), (x, -oo, oo)), Rational(3, 2)),
    given().eq(Integral(1 / (1 + x**2), (x, -oo, oo)), 3),
    given().ge(Integral(exp(-Abs(x)), (x, -oo, oo)), pi),
]


@pytest.mark.parametrize("statement", LINE)
def test_integrals_of_the_line_are_never_sums_over_cells(statement: Any) -> None:
    assert outcome(statement) is not Outcome.AGREES


def test_an_integrand_that_is_0_has_a_value() -> None:
    none = E(f, lambda _: Integer(0))
    assert examine(given(f, g).eq(none, KL(f, g)))[0][0].outcome is Outcome.REFUTES
    assert examine(given(f, g).le(none, KL(f, g)))[0][0].outcome is Outcome.AGREES
    assert examine(given(f).eq(Integral(Integer(0), (x, -oo, oo)), 0))[0][0].outcome in (
        Outcome.AGREES,
        Outcome.PROVES,
    )
