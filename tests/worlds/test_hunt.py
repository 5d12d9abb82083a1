"""False bounds that hold at ordinary instances are caught; true ones never are."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st
from sympy import Abs, Max, Rational, Symbol, exp, log, oo, sqrt, symbols

from derivecheck.findings.evidence import Outcome
from derivecheck.language.assumptions import Family, Interval, RealFunction
from derivecheck.language.functionals import CE, JS, KL, E, H
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw, Labels, Table, bernoulli
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.laws.weibull import Weibull
from derivecheck.language.statements import Relation, Statement, given
from derivecheck.terms.binders import total
from derivecheck.worlds.examine import examine
from derivecheck.worlds.hunt import _factors, _moved, coordinates, gap_at, hunt
from derivecheck.worlds.instances import admits, make_world
from derivecheck.worlds.looks import LOOKS, Look, Shape
from derivecheck.worlds.world import NoWorld

N = Symbol("N", integer=True, positive=True)
P, Q, R, Y = *(FiniteLaw(name, N) for name in "pqr"), Labels("y", N)
f, g, J = Density("f"), Density("g"), Joint("r")
x, a, b = symbols("x a b", real=True)
s, t = symbols("s t", positive=True)
z, c = Family("z", N), Family("c", N, sign="positive")
h, V = RealFunction("h"), GaussianVector(1, 2)

FALSE: list[Any] = [
    given(P).le(H(P), 3),
    given().ge(H(Normal(0, s)), 0),
    given(P).le(H(P) ** 2, log(N)),
    given(f).le(H(f), log(3)),
    given(f).ge(H(f), -5),
    given(P, Q).le(KL(P, Q), 20),
    given(P, Q).le(KL(P, Q), 300),
    given().ge(s**2, s / 100),
    given().le(s, 10**9),
    given().ge(exp(-s), Rational(1, 10**12)),
    given(Interval(x, -oo, oo)).ge(1 / (1 + exp(x)), Rational(1, 10**9)),
    given(Interval(t)).le(-log(t), 50),
    given().ge(H(Weibull(1, t)), -3),
    given().le(KL(Normal(x, s), Normal(a, t)), 10**6),
    given(V).le(V.mean(1), 20),
    given(Interval(x), Interval(s, 0, oo), Interval(t)).le((x - s) * exp(-(t**3)), Rational(3, 4)),
    given(Interval(x, 5, oo)).ge(log(x), log(5) + Rational(1, 10**4)),
    given().minimum(x**2 - exp(x) / 10**9 + x / 10**9, x, 0, -oo, oo),
    given().eq(Max(x, -(10**5)), x),
    given(P, Q).le(CE(P, Q), H(P) + 30 * JS(P, Q)),
    given(z).le(total(lambda i: z[i] ** 2, 1, N), 10**4),
    given(c).ge(total(lambda i: c[i], 1, N), Rational(1, 100)),
    given(f, h).le(E(f, lambda u: h(u) ** 2), 10**5),
    given(P, Q).le(KL(P, Q), 12 * KL(Q, P)),
]
TRUE: list[Any] = [
    given(P, Q).ge(KL(P, Q), 0),
    given(P, Q).le(JS(P, Q), log(2)),
    given(P).le(H(P), log(N)),
    given(P, Q).ge(CE(P, Q), H(P)),
    given(f, g).ge(KL(f, g), 0),
    given(Y, Q).ge(CE(Y, Q), 0),
    given().ge(exp(x), 1 + x),
    given().le(sqrt(s * t), (s + t) / 2),
    given(z).ge(total(lambda i: z[i] ** 2, 1, N) * N, total(lambda i: z[i], 1, N) ** 2),
    given(J).ge(E(J.of_x, lambda u: KL(J.z_given(u), J.of_z)), 0),
    given(Interval(t)).le(H(bernoulli(t)), log(2)),
    given().minimum(t - log(t), t, 1, 0, oo),
    given().ge(KL(Normal(a, s), Normal(b, t)), 0),
    given().ge(Abs(a) + Abs(b), Abs(a + b)),
]


@pytest.mark.parametrize("statement", FALSE)
def test_bounds_that_fail_far_out_are_refuted(statement: Any) -> None:
    evidence, point = examine(statement, 30)
    assert evidence[0].outcome is Outcome.REFUTES
    assert point is not None
    assert point.lhs != point.rhs


@pytest.mark.parametrize("statement", TRUE)
def test_true_bounds_are_not(statement: Any) -> None:
    evidence, _ = examine(statement, 30)
    assert evidence[0].outcome is Outcome.AGREES
    assert hunt(statement).catch is None
    assert evidence[0].instances > 5


def test_the_evidence_says_at_how_many_points() -> None:
    (balls, *_), _ = examine(given(P, Q).ge(KL(P, Q), 0), 30)
    hunted = hunt(given(P, Q).ge(KL(P, Q), 0)).tried
    assert f"{25 + hunted} exact instances, {hunted} of them chosen" in balls.detail
    assert balls.instances == 25 + hunted


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("statement", [*TRUE, *FALSE])
def test_extreme_instances_satisfy_the_assumptions(statement: Any, look: Look) -> None:
    if not isinstance(statement, Relation):
        return
    try:
        world = make_world(statement, 7, False, [look.size], look)
    except NoWorld:
        return
    assert admits(statement, world)
    for name, values in world.families.items():
        assert name in "zc" or (sum(values) == 1 and min(values) >= (0 if name == "y" else 1e-300))
        assert name != "c" or min(values) > 0


def test_the_looks_differ_as_they_say() -> None:
    look = {shape: next(k for k in LOOKS if k.shape is shape) for shape in Shape}
    assert len(set(look[Shape.UNIFORM].law(3, 1, False))) == 1
    assert look[Shape.EQUAL].law(3, 0, False) == look[Shape.EQUAL].law(3, 1, False)
    near = [look[Shape.NEAR].law(3, k, False) for k in range(2)]
    assert 0 < max(abs(p - q) for p, q in zip(*near, strict=True)) < Fraction(1, 100)
    atoms = [look[Shape.ATOMS].law(3, k, False) for k in range(2)]
    assert atoms[0].index(max(atoms[0])) != atoms[1].index(max(atoms[1]))
    assert max(look[Shape.ATOMS].law(3, 0, True)) == 1
    widths = [k.width for k in LOOKS]
    assert max(widths) / min(widths) >= 10**6
    assert {k.size for k in LOOKS} >= {2, 3, 50}


MOVED: list[Callable[[], Statement]] = [
    lambda: given(P, Q, z, c).ge(KL(P, Q), total(lambda i: z[i] * c[i], 1, N)),
    lambda: given(f, g, h, Interval(t)).ge(E(f, lambda u: h(u) * log(g.at(u))), t),
    lambda: given(Interval(x, 2, 5), Interval(a, 1, oo), Interval(b, -oo, 0)).ge(x * a * b * s, 1),
    lambda: given(J).ge(H(J.of_x), 1),
    lambda: given(f).ge(E(f, lambda u: u), 1),
]


@pytest.mark.parametrize("make", MOVED)
@settings(max_examples=5)
@forall(seed=st.integers(0, 50), order=st.sampled_from([1, 4, 64]))
def test_every_neighbour_of_an_instance_is_one(make: Any, seed: int, order: int) -> None:
    statement = make()
    world = make_world(statement, seed, False)
    assert gap_at(statement, world) is not None
    found = coordinates(statement, world)
    assert found
    for coordinate in found:
        for factor in _factors(coordinate, order):
            nearby = _moved(statement, world, coordinate, factor)
            if not admits(statement, nearby):
                continue
            assert nearby.key != world.key
            laws = [nearby.families[n] for n in "pq" if n in nearby.families]
            laws += [v for n in "fgr" for v in nearby.chosen.get(n, {}).values()]
            assert all(sum(p) == 1 and min(p) > 0 for p in laws)


def test_equations_are_tried_at_more_outcomes_and_where_they_may_have_kinks() -> None:
    assert hunt(given().eq(Max(x, -(10**5)), x)).catch is not None
    few = (N - 1) * (N - 2) * (N - 3) * (N - 4)
    caught = hunt(given().eq(few, 0)).catch
    assert caught is not None
    assert caught.numbers[N] > 4
    assert hunt(given().eq(s + t, t + s)).tried == 0


def test_a_table_keeps_its_weights() -> None:
    table = given(Interval(t, 0, Rational(1, 2)))
    entropy = H(Table(t, t, 1 - 2 * t))
    assert hunt(table.ge(entropy, 0)).catch is None
    assert hunt(table.ge(entropy, Rational(1, 1000))).catch is not None


WORK: list[Any] = [
    given().eq(total(lambda i: i, 1, 10**9), 5 * 10**17 + 5 * 10**8),
    given().ge(exp(exp(exp(exp(x)))), 0),
    given().ge(s ** (s ** (s**s)), 0),
    given().ge(H(Poisson(t)), -1),
]


@pytest.mark.parametrize("statement", WORK)
def test_the_work_of_an_evaluation_is_bounded(statement: Any) -> None:
    """Each would take hours without a bound; what is too much is no agreement."""
    (evidence, *_), point = examine(statement, 30)
    assert point is None
    assert evidence.outcome is Outcome.AGREES or evidence.detail


def test_what_is_caught_is_made_small() -> None:
    few = examine(given(P).le(H(P), 2), 30)[1]
    assert few is not None
    assert few.point == "N = 8, p = (1/8 (8 times))"
    many = examine(given(P).le(H(P), 3), 30)[1]
    assert many is not None
    assert many.point == "N = 24, p = (1/24 (24 times))"
    number = examine(given().ge(s**2, s / 100), 30)[1]
    assert number is not None
    assert number.point == "s = 1/1000"


ON_INTEGERS = [
    lambda r: given(r).le(H(r), log(3)),  # on more than three
    lambda r: given(r).gt(H(r), 0),  # on one
]


@pytest.mark.parametrize("make", ON_INTEGERS)
@pytest.mark.parametrize("zeros", [False, True])
def test_laws_on_the_integers_have_supports_of_many_sizes(
    make: Callable[[CountableLaw], Statement], zeros: bool
) -> None:
    (evidence, *_), _ = examine(make(CountableLaw("r", zeros=zeros)), 20)
    assert evidence.outcome is Outcome.REFUTES
