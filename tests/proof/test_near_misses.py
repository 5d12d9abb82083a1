"""Every rule of proof beside an input that is almost right, which it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sympy import (
    Abs,
    Expr,
    Integral,
    KroneckerDelta,
    Max,
    Rational,
    Symbol,
    exp,
    log,
    oo,
    pi,
    sqrt,
    symbols,
    tanh,
)

from derivecheck.facts.facts import Between, Fact
from derivecheck.language import (
    CE,
    KL,
    CountableLaw,
    Density,
    Different,
    E,
    Exponential,
    Family,
    FiniteLaw,
    H,
    Index,
    Interval,
    Joint,
    Laplace,
    Mixture,
    Normal,
    Partial,
    Poisson,
    Relation,
    Statement,
    Uniform,
    Weibull,
    given,
    integral,
    point,
    total,
)
from derivecheck.proof import prove as proving
from derivecheck.proof import rules
from derivecheck.proof.antiderivatives import Antiderivative
from derivecheck.proof.prove import ALL_LAWS, Proof
from derivecheck.proof.rules import Rule
from derivecheck.proof.signs import Prover
from derivecheck.terms.budget import Stopped, limited

N = Symbol("N", integer=True, positive=True)
i, j = symbols("i j", integer=True)
x, y, u = symbols("x y u", real=True)
a, b, s, t = symbols("a b s t", positive=True)
P, Q, Z = FiniteLaw("p", N), FiniteLaw("q", N), Family("z", N)
F, G = Density("f"), Density("g")
HALF = Rational(1, 2)
SECONDS = 1  # of a search that must fail


def prove(statement: Statement) -> Proof:
    """A proof that is found soon."""
    with limited(SECONDS):
        return proving.prove(statement)


Case = tuple[tuple[Fact, ...], Expr, Expr]
LAWS = (*P.facts, *Q.facts)
COIN = FiniteLaw("p", 2)

SIGNS: dict[str, Case] = {  # facts, an expression >= 0, and one that may be negative
    "by_assumptions": ((), a / (1 + b), a / (1 - b)),
    "by_normalisation": (
        LAWS,
        total(lambda k: P.at(k) * log(P.at(k) / Q.at(k)), 1, N),
        total(lambda k: P.at(k) * log(P.at(k) / Q.at(k)), 1, N + 1),
    ),
    "by_parts": ((), a * (x - y) ** 2 + b, a * (x - y) ** 2 - b),
    "by_kernel": (
        (),
        total(lambda k: (Z[k] - x) ** 2, 1, N),
        total(lambda k: (Z[k] - x) ** 3, 1, N),
    ),
    "by_probability": (P.facts, -log(P.at(i)), -log(2 * P.at(i))),
    "by_outcomes": (
        COIN.facts,
        COIN.at(1) * log(2 * COIN.at(1)) + COIN.at(2) * log(2 * COIN.at(2)),
        COIN.at(1) * log(2 * COIN.at(1)) + COIN.at(2) * log(COIN.at(2)),
    ),
    "by_terms": (
        Index(i, N).facts,
        total(lambda k: exp(Z[k]), 1, N) - exp(Z[i]),
        total(lambda k: exp(Z[k]), 1, N) - 2 * exp(Z[i]),
    ),
    "by_denominator": ((), (a - b) ** 2 / (a * b), (a - b) ** 2 / (a - 2 * b)),
    "by_combined_logs": ((), x**2 * log(2 * a) - x**2 * log(a), x**2 * log(a) - x**2 * log(2 * a)),
    "by_minimum": ((), a - 1 - log(a), a - 1 - log(2 * a)),
    "by_growth": ((), exp(a) - 1 - a, exp(a) - 1 - 2 * a),
    "by_parameter": ((Between(u, 0, 1),), u - u**2, u - 2 * u**2),
}


def test_every_certificate_has_a_near_miss() -> None:
    assert set(SIGNS) == {name for name in vars(Prover) if name.startswith("by_")}


@pytest.mark.parametrize("name", SIGNS)
def test_a_certificate_refuses_what_may_be_negative(name: str) -> None:
    facts, right, wrong = SIGNS[name]
    assert getattr(Prover(facts), name)(Prover(facts).expander().unmask(right))
    with limited(SECONDS), suppress(Stopped):
        assert not getattr(Prover(facts), name)(wrong)
        assert not Prover(facts).prove(wrong)


# --- rules that justify steps

LINKS: dict[str, tuple[Relation, Relation]] = {
    "definition": (
        given(P, Q).eq(KL(P, Q), total(lambda k: P.at(k) * log(P.at(k) / Q.at(k)), 1, N)),
        given(P, Q).eq(KL(P, Q), total(lambda k: P.at(k) * log(Q.at(k) / P.at(k)), 1, N)),
    ),
    "algebra": (given().eq(log(a / b), log(a) - log(b)), given().eq(log(x**2), 2 * log(x))),
    "linearity": (
        given(Z).eq(total(lambda k: 2 * Z[k] + a, 1, N), 2 * total(lambda k: Z[k], 1, N) + a * N),
        given(Z).eq(total(lambda k: Z[k] + a, 1, N), total(lambda k: Z[k], 1, N) + a),
    ),
    "differentiation": (given().eq(Partial(a**2, a), 2 * a), given().eq(Partial(a**2, a), a)),
    "one_index": (
        given(Z, Index(i, N)).eq(total(lambda k: Z[k] * KroneckerDelta(k, i), 1, N), Z[i]),
        given(Z).eq(total(lambda k: Z[k] * KroneckerDelta(k, i), 1, N), Z[i]),
    ),
    "normalisation": (given(P).eq(total(P.at, 1, N), 1), given(P).eq(total(P.at, 2, N), 1)),
    "bayes": (
        given(Joint("J")).eq(
            integral(lambda z: Joint("J").at(point("x"), z)), Joint("J").of_x.at(point("x"))
        ),
        given(Joint("J")).eq(
            integral(lambda z: Joint("J").at(point("x"), z)), Joint("J").of_z.at(point("x"))
        ),
    ),
    "moments": (
        given(Normal(0, s)).eq(E(Normal(0, s), lambda v: v**4), 3 * s**4),
        given(Normal(0, s)).eq(E(Normal(0, s), lambda v: v**4), 3 * s**2),
    ),
    "sign": (given(P, Q).ge(KL(P, Q), 0), given(P, Q).gt(KL(P, Q), 0)),
    "factors": (given().eq(a + a, 2 * a), given().eq(a + a, a)),
    "distinct_indices": (
        given(Different(i, j)).eq(KroneckerDelta(i, j) * a, 0),
        given(Index(i, N), Index(j, N)).eq(KroneckerDelta(i, j) * a, 0),
    ),
    "integration": (
        given().eq(Integral(exp(-x), (x, 0, oo)), 1),
        given().eq(Integral(exp(-2 * x), (x, 0, oo)), 1),
    ),
    "recurrence": (
        given(Normal(0, s)).eq(E(Normal(0, s), lambda v: v**2), s**2),
        given(Normal(0, s)).eq(E(Normal(0, s), lambda v: v**2), s),
    ),
    "between_kinks": (
        given(Laplace(0, b)).eq(E(Laplace(0, b), Abs), b),
        given(Laplace(0, b)).eq(E(Laplace(0, b), Abs), 2 * b),
    ),
    "powers": (
        given(Weibull(a, b)).eq(E(Weibull(a, b), lambda v: v**a), b**a),
        given(Weibull(a, b)).eq(E(Weibull(a, b), lambda v: v**a), b),
    ),
}
PROVED_WITH_DERIVATIONS = {"stick_breaking"}  # tests/derivations: its links need a whole chain


def test_every_rule_has_a_near_miss() -> None:
    named = {name for name, value in vars(rules).items() if isinstance(value, Rule)}
    assert set(LINKS) | PROVED_WITH_DERIVATIONS == named


@pytest.mark.parametrize("name", LINKS)
def test_a_rule_refuses_the_link_beside_its_own(name: str) -> None:
    right, wrong = LINKS[name]
    assert getattr(rules, name).prove(right)
    with limited(SECONDS):
        assert not getattr(rules, name).prove(wrong)


# --- from all laws to some, and antiderivatives


M = Mixture((u, Normal(0, 1)), (1 - u, Normal(1, 1)))
GENERAL: list[tuple[Statement, Statement]] = [
    (given().ge(KL(Poisson(a), Poisson(b)), 0), given().gt(KL(Poisson(a), Poisson(b)), 0)),
    (
        given().ge(CE(Poisson(a), Poisson(b)), H(Poisson(a))),
        given().ge(CE(Poisson(a), Poisson(b)), H(Poisson(b))),
    ),
    (
        given(Interval(u, 0, 1)).ge(KL(M, Laplace(x, s)), 0),
        given(Interval(u, 0, 1)).ge(KL(M, Laplace(x, s)), 1),
    ),
]


@pytest.mark.parametrize(("right", "wrong"), GENERAL)
def test_what_holds_of_all_laws_holds_of_these_and_no_more(
    right: Statement, wrong: Statement
) -> None:
    assert prove(right).method == ALL_LAWS
    assert not prove(right).obligations
    assert not prove(wrong)


def test_what_only_these_laws_have_is_not_taken_from_all() -> None:
    """An entropy that may be infinite stays a condition, in terms of the law at hand."""
    mixed = given(F).ge(CE(F, Normal(0, 1)), H(F))
    proof = prove(mixed)
    assert proof
    assert len(proof.obligations) == 2
    integrals = " ".join(o.sentence for o in proof.obligations)
    assert "exp" in integrals
    assert "f(x_1)" in integrals


INTEGRALS: list[tuple[Expr, Any, Any, Expr | None]] = [
    (1 / (1 + x**2), -oo, oo, pi),
    (exp(x), 0, 1, exp(1) - 1),
    (1 / x**2, 1, oo, 1),
    (1 / x**2, -1, 1, None),  # a pole inside
    (1 / x, 1, oo, None),  # no limit at infinity
    (x, -oo, oo, None),
    (exp(-y * x), 0, oo, None),  # the sign of y is not known
    (1 / (x * sqrt(x)), 0, 1, None),
    (Max(x, 0), -1, 1, None),
]


@pytest.mark.parametrize(("f", "lo", "hi", "value"), INTEGRALS)
def test_an_antiderivative_needs_continuity_and_limits(
    f: Expr, lo: Any, hi: Any, value: Expr | None
) -> None:
    lo, hi = (Rational(e) if isinstance(e, int) else e for e in (lo, hi))
    found = Antiderivative().value(f, x, lo, hi)
    assert found is None if value is None else (found - value).simplify() == 0


# --- optima

OPTIMA: list[tuple[str, Callable[[], Statement], bool]] = [
    ("inside", lambda: given().minimum((x - 1) ** 2, x, 1, -oo, oo), True),
    ("elsewhere", lambda: given().minimum((x - 1) ** 2, x, 2, -oo, oo), False),
    ("the lower end", lambda: given().minimum(x**2, x, 0, 0, 1), True),
    ("the wrong end", lambda: given().minimum(x**2, x, 1, 0, 1), False),
    ("the upper end of a maximum", lambda: given().maximum(x**2, x, 1, 0, 1), True),
    ("one of two minimisers", lambda: given().minimum((x**2 - 1) ** 2, x, 1, -oo, oo), True),
    ("the other", lambda: given().minimum((x**2 - 1) ** 2, x, -1, -oo, oo), True),
    ("a maximum between two", lambda: given().minimum((x**2 - 1) ** 2, x, 0, -oo, oo), False),
    ("an infimum not attained", lambda: given().minimum(exp(x), x, 0, -oo, oo), False),
    ("at an infinite end", lambda: given().minimum(exp(-x), x, 0, 0, oo), False),
    ("falls far out", lambda: given().minimum(x**2 - exp(x) / 10**9, x, 0, -oo, oo), False),
    ("stationary, no optimum", lambda: given().minimum(x**3, x, 0, -1, 1), False),
    ("a kink", lambda: given().minimum(Abs(x), x, 0, -1, 1), True),
    ("outside the interval", lambda: given().minimum(x**2, x, 0, 1, 2), False),
    ("every point", lambda: given().minimum(x - x + 1, x, HALF, 0, 1), True),
    ("a pole inside", lambda: given().minimum(1 / x + x, x, 1, -1, 2), False),
]


@pytest.mark.parametrize(("make", "holds"), [c[1:] for c in OPTIMA], ids=[c[0] for c in OPTIMA])
def test_optima_at_the_edges(make: Callable[[], Statement], holds: bool) -> None:
    assert bool(prove(make())) is holds


def test_series_over_all_integers_are_not_those_over_some() -> None:
    p = CountableLaw("p", zeros=True)
    assert prove(given(p).eq(total(p.at, -oo, oo), 1))
    assert not prove(given(p).eq(total(p.at, 1, oo), 1))
    assert not prove(given(P).ge(KL(P, Uniform(N)), log(N)))
    assert not prove(given(G).ge(H(G), 0))
    assert not prove(given(Exponential(a)).ge(H(Exponential(a)), 0))


def test_a_maximum_that_cannot_be_compared_at_zero_ends_no_search() -> None:
    """log(1 + log(2 + tanh max(s, u))²) raised an error of SymPy's at t = 0."""
    bound = log(1 + log(2 + tanh(Max(s, u))) ** 2)
    assert not prove(given(Interval(u, 0, 1)).le(bound, Rational(7, 10)))
