"""Every instance satisfies the assumptions it was made for."""

from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st
from sympy import Rational, Symbol, log, oo, sqrt, symbols

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import (
    Different,
    Dominated,
    Family,
    Index,
    Interval,
    RealFunction,
    Unequal,
)
from derivecheck.language.functionals import KL, E, H, unfold
from derivecheck.language.laws.finite import FiniteLaw, Labels, bernoulli
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.laws.vectors import GaussianVector, IndependentNormals, TriangularFactors
from derivecheck.language.measures import Assumption, point
from derivecheck.language.statements import Relation, given
from derivecheck.worlds.instances import admits, make_world
from derivecheck.worlds.random_vectors import affine_map
from derivecheck.worlds.shape import shape
from derivecheck.worlds.world import NoWorld, World

N, K, n = symbols("N K n", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True, positive=True)
x, mu = symbols("x mu", real=True)
seeds = st.integers(0, 200)
F = Fraction


def world(seed: int, nice: bool, *assumptions: Assumption, expr: Any = 0) -> World:
    return make_world(given(*assumptions).eq(expr, 0), seed, nice)


@forall(seeds, st.booleans())
def test_finite_laws_are_positive_on_at_least_two_outcomes(seed: int, nice: bool) -> None:
    p = world(seed, nice, FiniteLaw("p", N)).families["p"]
    assert len(p) >= 2
    assert sum(p) == 1
    assert min(p) > 0


@forall(seeds, st.booleans())
def test_labels_are_nonnegative_and_sum_to_one(seed: int, nice: bool) -> None:
    y = world(seed, nice, Labels("y", N)).families["y"]
    assert sum(y) == 1
    assert min(y) >= 0


def test_one_hot_labels_and_equal_laws_and_different_laws_all_occur() -> None:
    worlds = [
        world(s, True, Labels("y", N), FiniteLaw("p", N), FiniteLaw("q", N)) for s in range(8)
    ]
    assert any(max(w.families["y"]) == 1 for w in worlds)
    assert any(w.families["p"] == w.families["q"] for w in worlds)
    assert any(w.families["p"] != w.families["q"] for w in worlds)


def test_laws_with_zeros_have_them_in_common_in_part_or_nowhere() -> None:
    p, q = (FiniteLaw(name, N, zeros=True) for name in "pq")
    pairs = []
    for s in range(24):
        w = world(s, s < 6, p, q)
        pairs.append((w.families["p"], w.families["q"]))
    supports = [tuple({k for k, v in enumerate(law) if v} for law in pair) for pair in pairs]
    sizes = [len(p) for p, _ in pairs]
    assert any(not p & q for p, q in supports)
    assert any(p == q and len(p) < n for (p, q), n in zip(supports, sizes, strict=True))
    assert any(p & q and p != q for p, q in supports)
    assert any(len(p) == len(q) == n for (p, q), n in zip(supports, sizes, strict=True))
    assert any(p == q and 0 in p for p, q in pairs)
    assert all(sum(p) == sum(q) == 1 for p, q in pairs)


@pytest.mark.parametrize("nice", [True, False])
def test_a_dominated_law_vanishes_where_the_other_does(nice: bool) -> None:
    p, q, r = (FiniteLaw(name, N, zeros=True) for name in "pqr")
    f, g = Density("f", zeros=True), Density("g", zeros=True)
    vanished = 0
    for s in range(12):
        w = world(s, nice, p, q, r, f, g, Dominated(p, q), Dominated(q, r), Dominated(f, g))
        chain = [w.families[name] for name in "pqr"]
        cells = [w.law_entries(name, ()) for name in "fg"]
        for below, above in ((chain[0], chain[1]), (chain[1], chain[2]), cells):
            assert all(y > 0 or x == 0 for x, y in zip(below, above, strict=True))
            assert sum(below) == sum(above) == 1
            vanished += 0 in above
    assert vanished > 6


def test_laws_that_must_differ_do() -> None:
    p, q = FiniteLaw("p", N), FiniteLaw("q", N)
    worlds = []
    for s in range(12):
        with suppress(NoWorld):
            worlds.append(world(s, True, p, q, Unequal(p, q)))
    assert len(worlds) >= 6
    assert all(w.families["p"] != w.families["q"] for w in worlds)


@pytest.mark.parametrize(
    ("sign", "holds"),
    [
        ("positive", lambda v: v > 0),
        ("nonnegative", lambda v: v >= 0),
        ("real", lambda v: True),
        ("unit", lambda v: 0 < v < 1),
    ],
)
@forall(seeds, st.booleans())
def test_families_keep_their_sign(sign: Any, holds: Any, seed: int, nice: bool) -> None:
    assert all(map(holds, world(seed, nice, Family("z", K, sign=sign)).families["z"]))


@pytest.mark.parametrize(
    "kind", [{"positive": True}, {"nonnegative": True}, {"negative": True}, {"nonzero": True}, {}]
)
@forall(seeds, st.booleans())
def test_symbols_keep_their_assumptions(kind: Any, seed: int, nice: bool) -> None:
    s = Symbol("s", real=True, **kind)
    value = world(seed, nice, expr=s).numbers[s]
    exact = Rational(value.numerator, value.denominator)
    assert all(getattr(exact, f"is_{name}") for name in kind)


@pytest.mark.parametrize(("lo", "hi"), [(0, 1), (-2, 3), (5, oo), (-oo, -1), (-oo, oo)])
@forall(seeds, st.booleans())
def test_intervals_are_open_and_may_be_infinite(lo: Any, hi: Any, seed: int, nice: bool) -> None:
    w = world(seed, nice, Interval(x, lo, hi), expr=x)
    assert lo < w.exact(x) < hi


@forall(seeds, st.booleans())
def test_intervals_of_one_symbol_are_intersected(seed: int, nice: bool) -> None:
    w = world(seed, nice, Interval(x, 0, oo), Interval(x, -oo, 1), expr=x)
    assert 0 < w.numbers[x] < 1


@forall(seeds, st.booleans())
def test_an_interval_may_end_at_another_symbol(seed: int, nice: bool) -> None:
    w = world(seed, nice, Interval(x, 0, 1 / K), expr=x)
    assert 0 < w.numbers[x] < F(1) / w.numbers[K]


@forall(seeds, st.booleans())
def test_indices_are_in_range_and_differ(seed: int, nice: bool) -> None:
    pairs = Different(i, j), Different(j, k), Different(i, k)
    try:
        w = world(seed, nice, *(Index(s, K) for s in (i, j, k)), *pairs)
    except NoWorld:
        return  # two outcomes are too few for three different indices
    values = [w.numbers[s] for s in (i, j, k)]
    assert len(set(values)) == 3
    assert all(1 <= v <= w.numbers[K] for v in values)


def test_three_indices_that_differ_do_have_instances() -> None:
    pairs = Different(i, j), Different(j, k), Different(i, k)
    w = world(1, True, *(Index(s, 3) for s in (i, j, k)), *pairs)
    assert {w.numbers[s] for s in (i, j, k)} == {1, 2, 3}
    with pytest.raises(NoWorld):
        world(1, True, *(Index(s, 2) for s in (i, j, k)), *pairs)


def test_contradictory_intervals_have_no_instance() -> None:
    with pytest.raises(NoWorld):
        world(0, True, Interval(x, 0, 1), Interval(x, 2, 3), expr=x)


@forall(seeds, st.booleans())
def test_the_moments_of_a_normal_vector_are_those_of_its_map(seed: int, nice: bool) -> None:
    v = GaussianVector(0, n)
    w = world(seed, nice, v)
    mean, low = affine_map(w, v)
    d = w.size(n)
    for a, b in product(range(1, d + 1), repeat=2):
        covariance = sum(low[a - 1][k] * low[b - 1][k] for k in range(d))
        assert w.entries["S0"][a, b][0] == covariance
        assert w.entries["m0"][a,][0] == mean[a - 1]
        row = [w.entries["P0"][a, c][0] * w.entries["S0"][c, b][0] for c in range(1, d + 1)]
        assert sum(row) == (a == b)
    assert w.numbers[v.determinant] > 0


@forall(seeds, st.booleans())
def test_independent_coordinates_are_uncorrelated(seed: int, nice: bool) -> None:
    mean, scale = Family("m", n), Family("s", n, sign="positive")
    w = world(seed, nice, mean, scale, IndependentNormals(0, mean, scale))
    m, low = affine_map(w, IndependentNormals(0, mean, scale))
    assert m == list(w.families["m"])
    for a, b in product(range(w.size(n)), repeat=2):
        assert low[a][b] == (w.families["s"][a] if a == b else 0)


@forall(seeds, st.booleans())
def test_triangular_factors_are_what_they_are_defined_to_be(seed: int, nice: bool) -> None:
    p, q = GaussianVector(1, n), GaussianVector(2, n)
    w = world(seed, nice, p, q, TriangularFactors(p, q))
    ks = range(1, w.size(n) + 1)

    def entry(name: str, *key: int) -> Fraction:
        return w.entries[name][key][0]

    def times(a: int, b: int) -> Fraction:
        """L₂ (I + D)."""
        return sum((entry("L2", a, k) * (entry("D", k, b) + (k == b)) for k in ks), F(0))

    for a, b in product(ks, repeat=2):
        assert entry("S1", a, b) == sum(times(a, k) * times(b, k) for k in ks)
        assert entry("S2", a, b) == sum(entry("L2", a, k) * entry("L2", b, k) for k in ks)
        assert entry("P2", a, b) == sum(entry("R2", k, a) * entry("R2", k, b) for k in ks)
        assert entry("D", a, b) == 0 or a >= b
        assert entry("L1", a, b) == times(a, b)
    for a in ks:
        assert entry("L1", a, a) == entry("L2", a, a) * (1 + entry("D", a, a))
        assert entry("m1", a) == entry("m2", a) + sum(entry("L2", a, k) * entry("w", k) for k in ks)
    growth = prod((1 + entry("D", k, k) for k in ks), start=F(1))
    assert w.numbers[p.determinant] == w.numbers[q.determinant] * growth**2


@forall(seeds, st.booleans())
def test_cell_probabilities_sum_to_one(seed: int, nice: bool) -> None:
    w = world(seed, nice, Density("q", point("x")))
    assert sum(w.law_entries("q", (0,))) == 1
    assert min(w.law_entries("q", (1,))) > 0


@forall(seeds)
def test_a_world_is_a_function_of_its_seed(seed: int) -> None:
    laws = FiniteLaw("p", N), Density("q"), Interval(x, 0, 1)
    one, two = (world(seed, False, *laws, expr=x) for _ in range(2))
    assert one == two


def test_admits_refuses_what_leaves_the_domain() -> None:
    positive = Symbol("s", positive=True)
    s: Relation = given(Interval(x, 0, 1)).eq(x, positive)
    w = make_world(s, 0, True)
    assert admits(s, w)
    assert not admits(s, w.with_number(x, F(1)))
    assert not admits(s, w.with_number(positive, F(-1)))


def test_admits_refuses_probabilities_below_zero() -> None:
    s = given().eq(H(bernoulli(x)), 0)
    w = World((), 0, True)
    assert admits(s, w.with_number(x, F(1, 2)))
    assert not admits(s, w.with_number(x, F(2)))


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (E(Density("p"), lambda x: x), True),
        (KL(Normal(mu, 1), Normal(0, 1)), True),
        (E(Density("p"), lambda x: RealFunction("f")(mu + x)), True),
        (E(Density("p"), lambda x: RealFunction("f")(x)), False),
        (KL(Density("p"), Density("q")), False),
        (E(Joint("r").of_x, lambda x: H(Joint("r").z_given(x))), False),
    ],
)
def test_the_line_is_needed_where_x_itself_occurs(expr: Any, expected: Any) -> None:
    laws = Density("p"), Density("q"), RealFunction("f"), Joint("r")
    assert shape(given(*laws).eq(expr, 0)).on_line is expected


def test_ground_statements_have_no_symbol_and_no_name() -> None:
    assert shape(given().le(1, 2)).ground
    assert not shape(given().le(x, 2)).ground
    assert shape(given(FiniteLaw("p", 2)).le(log(2), 2)).ground
    mean = unfold(E(Density("p"), lambda t: t**2))
    assert mean.is_number  # for SymPy, though it depends on p
    assert not shape(given(Density("p")).le(mean, 2)).ground
    assert not shape(given(FiniteLaw("p", 2)).ge(H(FiniteLaw("p", 2)), 0)).ground
    assert not shape(given().maximum(x * (1 - x), x, Rational(1, 2))).ground


def test_what_is_strict_fails_where_numbers_are_equal() -> None:
    a, b = symbols("a b", positive=True)
    mean, root = (a + b) / 2, sqrt(a * b)
    assert judge(given().gt(mean, root)).verdict is Verdict.REFUTED
    assert judge(given().ge(mean, root)).verdict is Verdict.PROVED
