"""Partial derivatives of proved expressions by a number or by the entries of a family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import (
    Add,
    Expr,
    Indexed,
    IndexedBase,
    KroneckerDelta,
    Mul,
    Sum,
    Symbol,
    default_sort_key,
    expand_mul,
)
from sympy.core.function import AppliedUndef

from derivecheck.terms.binders import differentiate, substitute

ENTRY = Symbol("g", integer=True, positive=True)


def gradient(
    expr: Expr, letter: str, vector: bool, free: Iterable[Symbol] = ()
) -> tuple[Expr, tuple[Symbol, ...]]:
    """The partial derivative by a letter and its free indices, the new one last.

    >>> from derivecheck.terms.binders import total
    >>> p, N = IndexedBase("p", positive=True), Symbol("N", integer=True, positive=True)
    >>> gradient(total(lambda i: p[i] ** 3, 1, N), "p", vector=True)
    (3*p[g]**2, (g,))
    """
    if not vector:
        (wrt,) = [s for s in expr.free_symbols if isinstance(s, Symbol) and s.name == letter]
        return differentiate(expr, wrt), tuple(free)
    heads = {f.func for f in expr.atoms(AppliedUndef) if f.func.__name__ == letter}
    family = IndexedBase(letter, real=True)
    table = {h: lambda a: family[a] for h in heads}
    expr = substitute(expr, table) if table else expr
    base = next(e.base for e in expr.atoms(Indexed) if str(e.base) == letter)
    return picked(differentiate(expr, base[ENTRY])), (*free, ENTRY)


def picked(expr: Expr) -> Expr:
    """Sums over a Kronecker delta of a bound and a free index, each reduced to its one term."""
    return expr.replace(lambda e: isinstance(e, Sum), _one_term)


def _one_term(operator: Expr) -> Expr:
    terms = Add.make_args(operator.function)
    if not all(map(_has_delta_factor, terms)):  # expanding only then: it takes differences apart
        terms = Add.make_args(expand_mul(operator.function))
    return Add(*[_pick(term, list(operator.limits)) for term in terms])


def _has_delta_factor(term: Expr) -> bool:
    return any(isinstance(f, KroneckerDelta) for f in Mul.make_args(term))


def _pick(term: Expr, limits: list[Any]) -> Expr:
    variables = [limit[0] for limit in limits]
    deltas = term.atoms(KroneckerDelta) & set(Mul.make_args(term))
    for delta in sorted(deltas, key=default_sort_key):
        bound = [a for a in delta.args if a in variables]
        if len(bound) == 1:
            (other,) = set(delta.args) - set(bound)
            rest = (term / delta).xreplace({bound[0]: other})
            left = [limit for limit in limits if limit[0] != bound[0]]
            return _pick(rest, left) if left else rest
    return Sum(term, *limits)
