"""What is known of single entries: probabilities are at most one, indices may be distinct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sympy import Dummy, Expr, Indexed, Symbol, log

from derivecheck.facts.facts import Distinct, Fact, InRange, Normalised
from derivecheck.proof.minima import positive_atoms


class Bounded(NamedTuple):
    """An expression with each probability p as 1/(1 + v) and log p as -s, where s, v >= 0."""

    expr: Expr
    meaning: dict[Expr, Expr]  # what vanishes with s or v
    facts: tuple[Fact, ...]


def probabilities(facts: Sequence[Fact], expr: Expr) -> dict[Expr, Fact]:
    """The entries of positive laws on outcomes in the expression, which are at most one."""
    return {
        atom: fact
        for atom in positive_atoms(expr)
        for fact in facts
        if isinstance(fact, Normalised)
        and isinstance(atom, Indexed)
        and isinstance(fact.law, Indexed)
        and (fact.law.base, fact.mass) == (atom.base, 1)
    }


def bounded(facts: Sequence[Fact], expr: Expr) -> Bounded:
    """The expression, its logarithms split, in terms of quantities that are not negative."""
    known = probabilities(facts, expr)
    logs = {p: Dummy("s", nonnegative=True) for p in known}
    odds = {p: Dummy("v", nonnegative=True) for p in known}
    without_logs = expr.xreplace({log(p): -s for p, s in logs.items()})
    form = without_logs.xreplace({p: 1 / (1 + v) for p, v in odds.items()})
    meaning = {dummy: 1 - p for table in (logs, odds) for p, dummy in table.items()}
    return Bounded(form, meaning, tuple(dict.fromkeys(known.values())))


def distinct_indices(
    facts: Sequence[Fact], lo: Expr, hi: Expr
) -> Iterator[tuple[tuple[Expr, ...], tuple[Fact, ...]]]:
    """Sets of pairwise different indices in lo..hi, with the facts that say so, largest first."""
    ranges = {
        f.index: f
        for f in facts
        if isinstance(f, InRange) and isinstance(f.index, Symbol) and f.contains(f.index, lo, hi)
    }
    different = {f.delta: f for f in facts if isinstance(f, Distinct)}
    for size in range(len(ranges), 0, -1):
        for chosen in combinations(ranges, size):
            deltas = [Distinct(a, b).delta for a, b in combinations(chosen, 2)]
            if all(d in different for d in deltas):
                yield chosen, (*(ranges[a] for a in chosen), *(different[d] for d in deltas))
