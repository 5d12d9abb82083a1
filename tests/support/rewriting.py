r"""Rewritings that keep a true statement true: new truths from old ones, without the prover.

Each rewriting takes a statement and a random generator and gives a statement that follows from it,
or None where it does not apply.  ``EQUIVALENT`` ones keep a false statement false as well, so they
may also be used inside "not always".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from sympy import Add, Basic, Rational, S, Symbol, exp, log, sqrt

from derivecheck.language.assumptions import Family, Interval
from derivecheck.language.functionals import KL, H, Routine
from derivecheck.language.laws.finite import FiniteLaw, Labels
from derivecheck.language.laws.line import Density
from derivecheck.language.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIffEqual,
    given,
    not_always,
)
from tests.support.rewriting_objects import (
    at_entry,
    at_normal_law,
    at_number_of_outcomes,
    at_other_law,
    at_other_parameter,
    at_two_outcomes,
    differentiated,
    fresh,
    renamed,
)

MIRROR = {"=": "=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}
Rewriting = Callable[[Any, Random], Statement | None]


def is_finite(s: Relation) -> bool:
    """Whether no side is infinite as it stands, so that terms may be moved across."""
    return not any(e.has(S.Infinity) for e in s.exprs)


# --- relations, by what is done to the two sides


def mirrored(s: Relation, rng: Random) -> Statement:
    """B = A, or B >= A for A <= B."""
    return replace(s, relation=MIRROR[s.relation], lhs=s.rhs, rhs=s.lhs)


def with_term(s: Relation, rng: Random) -> Statement:
    """The same term added to both sides: a number, a free symbol, or the entropy of a law."""
    laws = [a for a in s.given if isinstance(a, (FiniteLaw, Density))]
    terms = [Rational(rng.randint(-5, 5) or 1, 3), fresh(s, "c", real=True), *map(H, laws[:1])]
    term = rng.choice(terms)
    return replace(s, lhs=s.lhs + term, rhs=s.rhs + term)


def scaled(s: Relation, rng: Random) -> Statement:
    """Both sides times a positive number or a positive parameter."""
    factor = rng.choice([Rational(3, 2), sqrt(2), fresh(s, "c", positive=True), 1 / log(2)])
    return replace(s, lhs=factor * s.lhs, rhs=factor * s.rhs)


def negated(s: Relation, rng: Random) -> Statement:
    """-A = -B, or -A >= -B for A <= B."""
    return replace(s, relation=MIRROR[s.relation], lhs=-s.lhs, rhs=-s.rhs)


def against_zero(s: Relation, rng: Random) -> Statement | None:
    """A - B = 0."""
    return replace(s, lhs=s.lhs - s.rhs, rhs=S.Zero) if is_finite(s) else None


def moved(s: Relation, rng: Random) -> Statement | None:
    """One term of the right side on the left."""
    terms = Add.make_args(s.rhs)
    if not is_finite(s) or terms == (S.Zero,):
        return None
    term = rng.choice(sorted(terms, key=str))
    return replace(s, lhs=s.lhs - term, rhs=s.rhs - term)


def exponentiated(s: Relation, rng: Random) -> Statement | None:
    """Exp A = exp B: a strictly increasing function of both sides."""
    return replace(s, lhs=exp(s.lhs), rhs=exp(s.rhs)) if is_finite(s) else None


def squared(s: Relation, rng: Random) -> Statement | None:
    """A² = B²."""
    if s.relation != "=" or not is_finite(s):
        return None
    return replace(s, lhs=s.lhs**2, rhs=s.rhs**2)


def weakened(s: Relation, rng: Random) -> Statement | None:
    """A <= B + c² from A = B or A <= B, and A < B + c with c > 0."""
    if not is_finite(s):
        return None
    up = s if s.relation[0] in "=<" else replace(s, relation="<=", lhs=s.rhs, rhs=s.lhs)
    if rng.random() < 0.4:
        return replace(up, relation="<", rhs=up.rhs + fresh(s, "c", positive=True))
    laws = [a for a in s.given if isinstance(a, (FiniteLaw, Density)) and not _is_label(a)]
    pairs = [KL(p, q) for p in laws for q in laws if p != q and p.space == q.space]
    slack = rng.choice([fresh(s, "c", real=True) ** 2, *pairs[:1]])
    return replace(up, relation="<=", rhs=up.rhs + slack)


def _is_label(a: Basic) -> bool:
    return isinstance(a, Labels)


def unstrict(s: Relation, rng: Random) -> Statement | None:
    """A <= B from A < B or from A = B."""
    if s.relation in ("<=", ">="):
        return None
    return replace(s, relation=s.relation[0] + "=" if s.relation != "=" else rng.choice("<>") + "=")


def assuming_more(s: Relation, rng: Random) -> Statement:
    """The same next to another law of which nothing is said."""
    other = FiniteLaw("w", Symbol("W", integer=True, positive=True))
    return s.assuming(rng.choice([other, Density("w"), Family("w", 3)]))


EQUIVALENT: dict[str, Rewriting] = {
    "sides swapped": mirrored,
    "term added to both sides": with_term,
    "times a positive factor": scaled,
    "negated": negated,
    "against zero": against_zero,
    "term moved across": moved,
    "exponential of both sides": exponentiated,
    "laws renamed": renamed,
}
IMPLIED: dict[str, Rewriting] = {
    "squared": squared,
    "weakened": weakened,
    "strictness dropped": unstrict,
    "more assumed": assuming_more,
    "another parameter": at_other_parameter,
    "number of outcomes": at_number_of_outcomes,
    "law specialised": at_other_law,
    "a coin": at_two_outcomes,
    "a normal law": at_normal_law,
    "differentiated": differentiated,
    "differentiated by an entry": at_entry,
}


# --- the other kinds of statement


def shifted_optimum(s: Optimum, rng: Random) -> Statement:
    """A constant added to the objective."""
    return replace(s, objective=s.objective + fresh(s, "c", real=True))


def scaled_optimum(s: Optimum, rng: Random) -> Statement:
    """The objective times a positive number; a maximum of f is a minimum of -f."""
    if rng.random() < 0.5:
        return replace(s, objective=s.objective * fresh(s, "c", positive=True))
    return replace(s, kind="min" if s.kind == "max" else "max", objective=-s.objective)


def no_better_value(s: Optimum, rng: Random) -> Statement | None:
    """F(x) <= f(x*) at every x of the interval."""
    best = s.objective.xreplace({s.variable: s.at})
    if best.has(S.NaN, S.Infinity, S.ComplexInfinity):
        return None
    here = given(*s.given, Interval(s.variable, s.lo, s.hi))
    return here.le(s.objective, best) if s.kind == "max" else here.ge(s.objective, best)


def scaled_divergence(s: ZeroIffEqual, rng: Random) -> Statement:
    """The value times a positive parameter."""
    return replace(s, value=s.value * fresh(s, "c", positive=True))


def laws_exchanged(s: ZeroIffEqual, rng: Random) -> Statement:
    """P = q and q = p say the same."""
    return replace(s, p=s.q, q=s.p)


def between_decimals(s: Rounds, rng: Random) -> Statement:
    """|value - printed| <= half a unit of the last place, on the side that is chosen."""
    middle, half = (Rational(str(f)) for f in (s.decimal, s.tolerance))
    bounds = given(*s.given)
    return rng.choice([bounds.le(s.value, middle + half), bounds.ge(s.value, middle - half)])


def shifted_decimal(s: Rounds, rng: Random) -> Statement:
    """An integer added to the value and to the decimal."""
    step = rng.randint(1, 9)
    return replace(s, value=s.value + step, printed=str(Decimal(s.printed) + step))


OTHERS: dict[type[Statement], dict[str, Rewriting]] = {
    Optimum: {
        "constant in the objective": shifted_optimum,
        "objective scaled": scaled_optimum,
        "no better value": no_better_value,
    },
    ZeroIffEqual: {"times a positive factor": scaled_divergence, "laws exchanged": laws_exchanged},
    Rounds: {"between decimals": between_decimals, "decimal shifted": shifted_decimal},
}


def rewritings(statement: Statement) -> dict[str, Rewriting]:
    """The rewritings of one kind of statement, by name."""
    if isinstance(statement, Relation):
        return EQUIVALENT | IMPLIED
    if isinstance(statement, NotAlways) and isinstance(statement.part, Relation):
        return {name: _inside(rewrite) for name, rewrite in EQUIVALENT.items()}
    return OTHERS.get(type(statement), {})


def _inside(rewrite: Rewriting) -> Rewriting:
    def inside(s: NotAlways, rng: Random) -> Statement | None:
        part = rewrite(s.part, rng)
        return None if part is None else not_always(part)

    return inside


def rewritten(statement: Statement, name: str, seed: str) -> Statement | None:
    """What one rewriting makes of a statement (of "every", of one of its parts), if it applies."""
    rng = Random(f"{seed}: {name}")
    if isinstance(statement, Every):
        statement = rng.choice(statement.parts)
    rewrite = rewritings(statement).get(name)
    if rewrite is None or _is_exact_routine(statement):
        return None
    new = rewrite(statement, rng)
    return None if new == statement else new


def _is_exact_routine(statement: Statement) -> bool:
    """A number that an algorithm computes is no formula that can be rewritten."""
    return any(e.has(Routine) for e in statement.exprs)
