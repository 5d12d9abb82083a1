"""Hypothesis strategies for statements: random expressions over laws, with random relations.

`statements` are mostly false.  `pairs` come as a true equation, made from a random expression by a
step that keeps its value, and the false one that differs from it by a positive number.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol, exp, log, sqrt, symbols

from derivecheck.language.functionals import CE, JS, KL, E, H
from derivecheck.language.laws.finite import FiniteLaw, midpoint
from derivecheck.language.laws.line import Density, Normal
from derivecheck.language.measures import Law
from derivecheck.language.statements import RELATIONS, Relation, given
from derivecheck.terms.binders import integral, total

N = Symbol("N", integer=True, positive=True)
s, t, u, v = symbols("s t u v", positive=True)
x, mu, nu = symbols("x mu nu", real=True)
P, Q, f, g = FiniteLaw("p", N), FiniteLaw("q", N), Density("f"), Density("g")
A, B = Normal(mu, s), Normal(nu, t)
NUMBERS = [Integer(1), Integer(2), Rational(1, 2), Rational(2, 3)]
BINARY = [operator.add, operator.mul, operator.truediv]
Strategy = st.SearchStrategy[Any]


def _joined(children: Strategy, operations: list[Callable[..., Any]]) -> Strategy:
    return st.tuples(st.sampled_from(operations), children, children).map(
        lambda parts: parts[0](parts[1], parts[2])
    )


def positive(*atoms: Expr) -> Strategy:
    """Positive expressions of these atoms."""
    leaves = st.sampled_from([*atoms, *NUMBERS])
    return st.recursive(leaves, lambda c: st.one_of(_joined(c, BINARY), c.map(sqrt)), max_leaves=4)


def real(*atoms: Expr) -> Strategy:
    """Real expressions: logarithms, differences and products of positive ones."""
    ground = positive(*atoms)
    leaves = st.one_of(ground, ground.map(log), ground.map(operator.neg))
    return st.recursive(leaves, lambda c: _joined(c, [operator.add, operator.mul]), max_leaves=3)


def summed(kernel: Expr) -> Expr:
    """The sum over the outcomes of a kernel in u = p_i and v = q_i."""
    return total(lambda i: kernel.xreplace({u: P.at(i), v: Q.at(i)}), 1, N)


def integrated(kernel: Expr) -> Expr:
    """The integral of f times a kernel in u = f(x) and v = g(x)."""
    return integral(lambda z: f.at(z) * kernel.xreplace({u: f.at(z), v: g.at(z)}))


def heads(p: Law, q: Law) -> list[Expr]:
    """The functionals of two laws."""
    return [H(p), H(q), CE(p, q), KL(p, q), KL(q, p), JS(p, q)]


SCALARS = st.one_of(real(s, t), st.sampled_from([x, x**2, exp(x), exp(-x), log(1 + exp(x))]))
OUTCOMES = st.one_of(st.sampled_from(heads(P, Q)), real(u, v).map(summed), real(s))
DENSITIES = st.one_of(st.sampled_from(heads(f, g)), real(u, v).map(integrated), real(s))
POLYNOMIALS = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3)
NORMALS = st.one_of(
    st.sampled_from([H(A), H(B), CE(A, B), KL(A, B)]),
    POLYNOMIALS.map(lambda cs: E(A, lambda z: sum(c * z**k for k, c in enumerate(cs, 1)))),
    real(s, t),
)
WORLDS: dict[str, tuple[tuple[Any, ...], Strategy]] = {
    "scalars": ((), SCALARS),
    "outcomes": ((P, Q), OUTCOMES),
    "densities": ((f, g), DENSITIES),
    "normal laws": ((A, B), NORMALS),
}


def sides(world: str) -> Strategy:
    """Sums of one or two terms of a world, with small coefficients."""
    _, terms = WORLDS[world]
    term = st.tuples(st.sampled_from([*NUMBERS, Integer(-1)]), terms).map(lambda ct: ct[0] * ct[1])
    return st.lists(term, min_size=1, max_size=2).map(sum)


@st.composite
def statements(draw: Any, world: str) -> Relation:
    """Two random sides and a random relation; about normal laws, where signs are slow, "="."""
    lhs, rhs = draw(sides(world)), draw(sides(world))
    relation = "=" if world == "normal laws" else draw(st.sampled_from(RELATIONS))
    return Relation(WORLDS[world][0], relation, lhs, rhs)


# --- steps that keep the value

STEPS: dict[str, list[Callable[[Expr], Expr]]] = {
    "scalars": [
        lambda e: e + log(s * t) - log(s) - log(t),
        lambda e: e + (x - 1) ** 2 - x**2 + 2 * x - 1,
        lambda e: e * s / s + exp(x + 1) - exp(1) * exp(x),
        lambda e: 3 * e + 2 - 2 * (e + 1),
    ],
    "outcomes": [
        lambda e: e + s * (summed(u) - 1),
        lambda e: e + CE(P, Q) - H(P) - KL(P, Q),
        lambda e: e + JS(P, Q) - H(midpoint(P, Q)) + (H(P) + H(Q)) / 2,
        lambda e: e + summed(u * log(u / v)) - KL(P, Q),
    ],
    "densities": [
        lambda e: e + s * (integral(f.at) - 1),
        lambda e: e + CE(f, g) - H(f) - KL(f, g),
        lambda e: e + JS(f, g) - JS(g, f),
        lambda e: e + E(f, lambda z: log(f.at(z))) + H(f),
    ],
    "normal laws": [
        lambda e: e + E(A, lambda z: z) - mu,
        lambda e: e + CE(A, B) - H(A) - KL(A, B),
        lambda e: e + E(A, lambda z: (z - mu) ** 2) - s**2,
        lambda e: e + KL(A, Normal(mu + 1, s)) - 1 / (2 * s**2),
    ],
}


@st.composite
def pairs(draw: Any, world: str) -> tuple[Relation, Relation]:
    """A true equation and a false one, a positive number apart."""
    assumptions, before = given(*WORLDS[world][0]), draw(sides(world))
    after = before
    for step in draw(st.lists(st.sampled_from(STEPS[world]), min_size=1, max_size=2)):
        after = step(after)
    gap = draw(st.sampled_from([Rational(1, 100), Rational(1, 2), log(2), s]))
    lhs, rhs = (before, after) if draw(st.booleans()) else (after, before)
    return assumptions.eq(lhs, rhs), assumptions.eq(lhs, rhs + gap)
