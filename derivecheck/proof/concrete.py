"""Laws whose number of outcomes is a number: sums over the outcomes, and their terms.

Everything here is an identity: a sum over 1, …, n written out, its terms gathered to a sum, and
the last probability as what the others leave over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from sympy import Add, Derivative, Dummy, Expr, Indexed, IndexedBase, Subs, Sum, log, sift

from derivecheck.facts.facts import Fact, Normalised
from derivecheck.terms.binders import OPERATORS, open_operator, replace_free, total

MOST_TERMS = 12


class Sized(NamedTuple):
    """The entries of a law on the outcomes 1, …, size, and the fact that it sums to one."""

    base: IndexedBase
    size: int
    fact: Normalised


def sized(facts: Sequence[Fact]) -> Iterator[Sized]:
    """The laws on a few outcomes."""
    for f in facts:
        if not isinstance(f, Normalised) or not isinstance(f.law, Indexed):
            continue
        if (f.law.indices, f.lo, f.mass) == ((f.var,), 1, 1) and f.hi in range(2, MOST_TERMS + 1):
            yield Sized(f.law.base, int(f.hi), f)


def single_outcomes(facts: Sequence[Fact]) -> dict[Indexed, Fact]:
    """The probabilities of the only outcome of laws that have no other, which are 1."""
    alone = (f for f in facts if isinstance(f, Normalised) and isinstance(f.law, Indexed))
    return {
        f.law.base[1]: f
        for f in alone
        if (f.law.indices, f.lo, f.hi, f.mass) == ((f.var,), 1, 1, 1)
    }


def written_out(expr: Expr) -> Expr:
    """Every sum over a few integers term by term.

    >>> from sympy import IndexedBase
    >>> p = IndexedBase("p")
    >>> written_out(total(lambda i: 2 * p[i], 1, 3))
    2*p[1] + 2*p[2] + 2*p[3]
    """
    if not expr.has(Sum):
        return expr
    if not isinstance(expr, Sum):
        return expr.func(*[written_out(a) for a in expr.args])
    body, binders = open_operator(expr)
    if not all(b.hi - b.lo in range(MOST_TERMS) for b in binders):
        return expr
    for b in binders:
        body = Add(*[replace_free(body, {b.var: b.lo + k}) for k in range(int(b.hi - b.lo) + 1)])
    return written_out(body)


def without_last_entries(expr: Expr, laws: Sequence[Sized]) -> Expr:
    """The last probability of each law from the others, outside logarithms and operators."""
    masks = {e: Dummy() for e in expr.atoms(log, Derivative, Subs, *OPERATORS)}
    last = {p.base[p.size]: 1 - Add(*[p.base[k] for k in range(1, p.size)]) for p in laws}
    return expr.xreplace(masks).xreplace(last).xreplace({mask: e for e, mask in masks.items()})


def gathered(expr: Expr, laws: Sequence[Sized]) -> Expr:
    """The terms that are alike at every outcome as a sum over the outcomes.

    >>> from sympy import IndexedBase, Symbol
    >>> p, i = IndexedBase("p", positive=True), Symbol("i", integer=True)
    >>> laws = list(sized([Normalised(p[i], i, 1, 2)]))
    >>> gathered(log(2) + p[1] * log(p[1]) + p[2] * log(p[2]), laws)
    Sum(log(p[i_1])*p[i_1], (i_1, 1, 2)) + log(2)
    """
    for size in dict.fromkeys(p.size for p in laws):
        about = sift(Add.make_args(expr), _outcome)
        first, *others = (Add(*about.pop(k, ())) for k in range(1, size + 1))
        if first != 0 and all(_at(first, k) == e for k, e in enumerate(others, 2)):
            rest = Add(*(t for terms in about.values() for t in terms))
            return total(partial(_at, first), 1, size) + rest
    return expr


def _outcome(term: Expr) -> int:
    """The only outcome that a term is about, or 0."""
    indices = {i for a in term.atoms(Indexed) for i in a.indices}
    return int(indices.pop()) if len(indices) == 1 and min(indices).is_Integer else 0


def _at(e: Expr, k: Any) -> Expr:
    """A term of the first outcome at another one."""
    return e.xreplace({a: a.base[k] for a in e.atoms(Indexed)})
