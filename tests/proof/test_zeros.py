"""Laws with zeros: closure, comparison point by point, and what neither may prove."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Dummy, Expr, Integer, Rational, S, Symbol, exp, log, oo
from sympy import E as EULER

from derivecheck.language import (
    CE,
    JS,
    KL,
    CountableLaw,
    Density,
    Dominated,
    E,
    FiniteLaw,
    H,
    Index,
    Interval,
    Law,
    Mixture,
    Partial,
    Uniform,
    given,
    midpoint,
    total,
)
from derivecheck.proof.closure import Limits, require_no_poles
from derivecheck.proof.faces import Faces, NoValue
from derivecheck.proof.prove import prove

N, M = (Symbol(name, integer=True, positive=True) for name in "NM")
k, j = (Symbol(name, integer=True, positive=True) for name in "kj")
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "pqr")
A = FiniteLaw("a", N)
P3, Q3 = (FiniteLaw(name, 3, zeros=True) for name in "pq")
f, g, h = Density("f", zeros=True), Density("g", zeros=True), Density("h")
c, d = CountableLaw("c", zeros=True), CountableLaw("d", zeros=True)
w, s = Symbol("w", real=True), Symbol("s", positive=True)
both, densities, counts = given(P, Q), given(f, g), given(c, d)


def value(p: Law, q: Law) -> Expr:
    """V(D*), where D* is 0 or 1 outside the common support."""
    return E(p, lambda x: log(p.at(x) / (p.at(x) + q.at(x)))) + E(
        q, lambda x: log(1 - p.at(x) / (p.at(x) + q.at(x)))
    )


def different(p: Law, q: Law) -> Any:
    return lambda x: p.at(x) - q.at(x)


def common(p: Law, q: Law) -> Any:
    return lambda x: p.at(x) * q.at(x)


def skewed(p: Law, q: Law, a: Expr, b: Expr) -> Expr:
    m = Mixture((w, p), (1 - w, q))
    return a * KL(p, m) + b * KL(q, m)


LAWS = {
    "Gibbs": (both.ge(KL(P, Q), 0), both.gt(KL(P, Q), 0)),
    "Gibbs with a margin": (both.gt(KL(P, Q) + s, 0), both.gt(KL(P, Q) + s, s)),
    "cross-entropy": (both.ge(CE(P, Q), H(P)), both.gt(CE(P, Q), H(P))),
    "cross-entropy the other way": (both.ge(CE(P, Q), H(P)), both.ge(H(P), CE(P, Q))),
    "entropy": (given(P).ge(H(P), 0), given(P).gt(H(P), 0)),
    "largest entropy": (given(P).le(H(P), log(N)), given(P).lt(H(P), log(N))),
    "largest entropy of three": (given(P3).le(H(P3), log(3)), given(P3).le(H(P3), 1)),
    "exponential of an infinite value": (
        both.ge(exp(CE(P, Q)), exp(H(P))),
        both.gt(exp(-KL(P, Q)), 0),
    ),
    "Jensen-Shannon": (both.ge(JS(P, Q), 0), both.gt(JS(P, Q), 0)),
    "at most log 2": (both.le(JS(P, Q), log(2)), both.lt(JS(P, Q), log(2))),
    "against the midpoint": (
        both.le(KL(P, midpoint(P, Q)), log(2)),
        both.le(KL(P, midpoint(P, Q)), log(2) / 2),
    ),
    "two sides that are infinite together": (
        both.eq(KL(P, Q), CE(P, Q) - H(P)),
        both.eq(CE(P, Q) - H(P) - KL(P, Q), 0),
    ),
    "finite under domination": (
        given(P, Q, Dominated(P, Q)).eq(CE(P, Q) - H(P) - KL(P, Q), 0),
        given(P, Q, Dominated(Q, P)).eq(CE(P, Q) - H(P) - KL(P, Q), 0),
    ),
    "infinite with both signs": (
        both.eq(KL(P, Q) + KL(Q, P), CE(P, Q) + CE(Q, P) - H(P) - H(Q)),
        both.eq(KL(P, Q) - KL(Q, P), CE(P, Q) - CE(Q, P) - H(P) + H(Q)),
    ),
    "value of the game": (both.eq(value(P, Q), 2 * JS(P, Q) - log(4)), both.eq(value(P, Q), 0)),
    "least value of the game": (both.ge(value(P, Q), -log(4)), both.gt(value(P, Q), -log(4))),
    "one side positive": (given(P, A).ge(KL(P, A), 0), given(P, A).ge(KL(P, A), KL(A, P))),
    "uniform": (
        given(P).eq(KL(P, Uniform(N)), log(N) - H(P)),
        given(P).eq(KL(Uniform(N), P), log(N) - H(P)),
    ),
    "an entry": (
        given(P, Index(k, N)).le(P.at(k), 1),
        given(P, Index(k, N)).lt(P.at(k), 1),
    ),
    "a mean of what is 0 where it has no weight": (
        both.eq(E(P, lambda i: Q.at(i) * P.at(i)), total(lambda i: P.at(i) ** 2 * Q.at(i), 1, N)),
        both.eq(E(P, lambda i: Q.at(i) / P.at(i)), 1),
    ),
    "a mean with its pole": (
        given(P).eq(E(P, lambda i: P.at(i) / P.at(i)), 1),
        given(P).eq(E(P, lambda i: 1 / P.at(i)), N),
    ),
    "a quotient": (
        given(P, A).ge(total(lambda i: (P.at(i) - A.at(i)) ** 2 / A.at(i), 1, N), 0),
        both.ge(total(lambda i: (P.at(i) - Q.at(i)) ** 2 / Q.at(i), 1, N), 0),
    ),
    "near one": (
        given(P, Index(k, N)).ge(1 + P.at(k), 1),
        given(P, Index(k, N)).ge(1 / (1 - P.at(k)), 1),
    ),
    "a skewed mean": (
        given(P, Q, Interval(w)).ge(skewed(P, Q, w, 1 - w), 0),
        given(P, Q, Interval(w)).ge(skewed(P, Q, w, w - 1), 0),
    ),
    "several laws": (
        given(P, Q, R).ge(KL(P, R) + KL(Q, R), 0),
        given(P, Q, R).ge(KL(P, R) - KL(Q, R), 0),
    ),
    "a derivative by an entry": (
        given(P, A, Index(k, N)).eq(Partial(CE(P, A), A.at(k)), -P.at(k) / A.at(k)),
        given(P, Index(k, N)).le(Partial(CE(P, P), P.at(k)), 0),
    ),
}
SPACES = {
    "Gibbs for densities": (densities.ge(KL(f, g), 0), densities.gt(KL(f, g), 0)),
    "Gibbs for counts": (counts.ge(KL(c, d), 0), counts.ge(KL(c, d), Rational(1, 10**9))),
    "Jensen-Shannon for densities": (
        densities.le(JS(f, g), log(2)),
        densities.le(JS(f, g), log(2) - Rational(1, 10**9)),
    ),
    "Jensen-Shannon for counts": (counts.le(JS(c, d), log(2)), counts.lt(JS(c, d), log(2))),
    "entropy": (given(c).ge(H(c), 0), given(f).ge(H(f), 0)),
    "no uniform law on the integers": (given(c).ge(H(c), 0), given(c).le(H(c), 10)),
    "value of the game": (densities.ge(value(f, g), -log(4)), densities.ge(value(f, g), -log(3))),
    "a mean with its pole": (
        densities.eq(E(f, lambda x: g.at(x) * f.at(x)), E(g, lambda x: f.at(x) ** 2)),
        densities.eq(E(f, lambda x: g.at(x) / f.at(x)), 1),
    ),
}
ZERO_SETS = {
    "Kullback-Leibler": (
        both.zero_iff_equal(KL, P, Q),
        both.zero_iff(KL(P, Q), P, common(P, Q)),
    ),
    "of three": (
        given(P3, Q3).zero_iff_equal(KL, P3, Q3),
        given(P3, Q3).zero_iff_equal(CE, P3, Q3),
    ),
    "cross-entropy": (
        both.zero_iff(CE(P, Q) - H(P), P, different(P, Q)),
        both.zero_iff(CE(P, Q) - H(Q), P, different(P, Q)),
    ),
    "Jensen-Shannon": (both.zero_iff_equal(JS, P, Q), both.zero_iff(JS(P, Q), P, common(P, Q))),
    "disjoint supports": (
        both.zero_iff(log(2) - JS(P, Q), P, common(P, Q)),
        both.zero_iff(log(2) - JS(P, Q), P, different(P, Q)),
    ),
    "disjoint supports of three": (
        given(P3, Q3).zero_iff(log(2) - JS(P3, Q3), P3, common(P3, Q3)),
        given(P3, Q3).zero_iff(log(3) - JS(P3, Q3), P3, common(P3, Q3)),
    ),
    "of the game": (
        both.zero_iff(value(P, Q), P, common(P, Q)),
        both.zero_iff(value(P, Q) + log(4), P, common(P, Q)),
    ),
    "one-hot": (
        given(P).zero_iff(H(P), P, lambda i: P.at(i) * (1 - P.at(i))),
        given(P).zero_iff(H(P), P, lambda i: P.at(i) - 1),
    ),
    "uniform": (
        given(P).zero_iff(log(N) - H(P), P, lambda i: P.at(i) - 1 / N),
        given(P).zero_iff(log(N) - H(P), P, lambda i: P.at(i) - 1 / (N + 1)),
    ),
    "one outcome": (
        both.zero_iff(total(lambda i: (P.at(i) - Q.at(i)) ** 2, 1, N), P, different(P, Q)),
        given(P, Q, Index(k, N)).zero_iff((P.at(k) - Q.at(k)) ** 2, P, different(P, Q)),
    ),
    "some outcomes": (
        both.zero_iff(total(lambda i: (P.at(i) - Q.at(i)) ** 2, 1, N), P, different(P, Q)),
        both.zero_iff(total(lambda i: (P.at(i) - Q.at(i)) ** 2, 2, N), P, different(P, Q)),
    ),
    "of one sign": (
        given(P, Q, Dominated(P, Q)).zero_iff(KL(P, Q) - JS(P, Q), P, different(P, Q)),
        given(P, Q, Dominated(P, Q)).zero_iff(KL(P, Q) - 4 * JS(P, Q), P, different(P, Q)),
    ),
    "densities": (densities.zero_iff_equal(KL, f, g), densities.zero_iff_equal(CE, f, g)),
    "densities of disjoint supports": (
        densities.zero_iff(log(2) - JS(f, g), f, common(f, g)),
        densities.zero_iff(log(2) - JS(f, g), f, lambda x: f.at(x)),
    ),
    "positive laws": (
        given(A, h).zero_iff(KL(A, Uniform(N)), A, lambda i: A.at(i) - 1 / N),
        given(A, h).zero_iff(KL(A, Uniform(N)), A, lambda i: A.at(i) - 1),
    ),
}
PAIRS: dict[str, Any] = {
    **{f"laws: {name}": pair for name, pair in LAWS.items()},
    **{f"spaces: {name}": pair for name, pair in SPACES.items()},
    **{f"zero sets: {name}": pair for name, pair in ZERO_SETS.items()},
}


@pytest.mark.parametrize("key", PAIRS)
def test_the_true_statement_is_proved(key: Any) -> None:
    assert prove(PAIRS[key][0])


@pytest.mark.parametrize("key", PAIRS)
def test_its_false_neighbour_is_not(key: Any) -> None:
    assert not prove(PAIRS[key][1])


def test_an_improper_sum_must_converge_unless_its_terms_are_bounded_on_one_side() -> None:
    assert prove(densities.eq(value(f, g), 2 * JS(f, g) - log(4))).obligations == ()
    assert prove(counts.ge(CE(c, d), H(c))).obligations == ()
    assert len(prove(counts.eq(KL(c, d), CE(c, d) - H(c))).obligations) == 2
    assert len(prove(densities.ge(CE(f, g), H(f))).obligations) == 2


# --- values on faces


i = Symbol("i", integer=True, positive=True)
p, q = P.at(i), Q.at(i)
FACES = Faces((P, Q, A))
VALUES = [
    (p * log(p / q), {p}, S.Zero),
    (p * log(p / q), {q}, oo),
    (p * log(p / q), {p, q}, S.Zero),
    (-p * log(q), {q}, oo),
    (p * log(p / (p + q)), {p, q}, S.Zero),
    (p * log(1 - p / (p + q)), {q}, -oo),
    (p * log(p) ** 3, {p}, S.Zero),
    ((p + q) * (log(p) - 1), {p}, -oo),
    ((p - q) * log(p), {p}, oo),
]
WITHOUT = [
    (1 / p, {p}),
    (p**2 / (p + q), {p, q}),
    (q * log(p / q), {p, q, A.at(i)}),
    (A.at(i) * log(p / q), {p, q}),
    (A.at(i) * (log(p) - log(q)), {p, q}),
    (log(1 - p), set()),
    (log(p - q), {p}),
    ((1 - A.at(i)) * log(p), {p}),
    (log(p) ** 2, {p}),
    (log(log(1 + p)), {p}),
    (Dummy() ** p, {p}),
]


@pytest.mark.parametrize(("kernel", "face", "expected"), VALUES)
def test_a_kernel_on_a_face(kernel: Any, face: Any, expected: Any) -> None:
    assert FACES.at(kernel, frozenset(face)) == expected


@pytest.mark.parametrize(("kernel", "face"), WITHOUT)
def test_a_kernel_without_a_value(kernel: Any, face: Any) -> None:
    if face <= {p, q}:
        with pytest.raises(NoValue):
            FACES.at(kernel, frozenset(face))
    else:
        assert FACES.at(kernel, frozenset(face & {p, q})) == 0


def test_the_faces_that_domination_leaves() -> None:
    free = set(FACES.of(p + q))
    assert free == {frozenset(x) for x in ((), (p,), (q,), (p, q))}
    assert set(Faces((P, Q, Dominated(P, Q))).of(p + q)) == free - {frozenset({q})}
    assert set(Faces((P, A, Dominated(A, P))).of(p + q)) == {frozenset()}


def test_a_pole_that_expansion_would_cancel() -> None:
    cancelled = total(lambda m: P.at(m) * (Q.at(m) / P.at(m) + A.at(m)), 1, N)
    with pytest.raises(NoValue):
        require_no_poles(given(P, Q, A).ge(cancelled, 0), FACES)
    require_no_poles(both.ge(total(lambda m: P.at(m) * log(1 / P.at(m)), 1, N), 0), FACES)


def test_limits_of_compound_expressions() -> None:
    mean = total(lambda m: P.at(m) * A.at(m), 1, N)
    entropies = total(lambda m: P.at(m) * log(P.at(m)), 1, N)
    limits = Limits(FACES)
    assert limits.of(log(mean)) == limits.of(1 / mean) == limits.of(entropies**2) == frozenset()
    assert limits.of(exp(-entropies) * s) == frozenset()
    assert limits.of(EULER - total(lambda m: P.at(m) * log(Q.at(m)), 1, N)) == {oo}
    for unknown in (
        log(total(lambda m: P.at(m) * Q.at(m), 1, N)),
        1 / entropies,
        total(lambda m: P.at(m) * log(Q.at(m)), 1, N) ** 2,
        total(P.at, 1, oo),
        w * exp(-total(lambda m: P.at(m) * log(Q.at(m)), 1, N)),
    ):
        with pytest.raises(NoValue):
            limits.of(unknown)
    assert limits.of(Integer(2)) == frozenset()
