"""A canonical order for the bound variables of one kernel."""

from collections.abc import Iterator
from itertools import permutations, product
from math import factorial, prod
from typing import Any

from sympy import Expr, Sum, default_sort_key

from derivecheck.terms.binders import Binder, bound_variable, height

MAX_ORDERS = 720


class UnsupportedStatement(NotImplementedError):
    """The normal form does not cover this expression."""


def connected_components(factors: list[Expr], binders: list[Binder]) -> Iterator[list[Binder]]:
    """Groups of binders linked by a factor that depends on both."""
    left = list(binders)
    while left:
        component = [left.pop(0)]
        for b in component:
            linked = [c for c in left if any(f.has(b.var) and f.has(c.var) for f in factors)]
            component += linked
            left = [c for c in left if c not in linked]
        yield component


def candidate_orders(kernel: Expr, binders: list[Binder]) -> Iterator[tuple[Binder, ...]]:
    """Integrals before sums, and each by its place in the kernel; ties in every order.

    Raises UnsupportedStatement if the ties leave more than MAX_ORDERS orders.
    """
    rank = refined_ranks(kernel, binders)
    ties = [[b for b in binders if rank[b] == r] for r in sorted(set(rank.values()))]
    if prod(factorial(len(tie)) for tie in ties) > MAX_ORDERS:
        raise UnsupportedStatement(f"too many symmetric bound variables: {kernel}")
    return (sum(choice, ()) for choice in product(*map(permutations, ties)))


def refined_ranks(kernel: Expr, binders: list[Binder]) -> dict[Binder, int]:
    """Ranks that do not depend on names: by range, then by place among the ranks so far."""
    ranges = {b: tuple(map(default_sort_key, (b.lo, b.hi))) for b in binders}
    base = height(kernel) + 1
    rank = _ranks({b: (b.operator is Sum, ranges[b]) for b in binders})
    while len(binders) > 1:
        names = {b.var: bound_variable(b, base + rank[b]) for b in binders}
        marked = {b: names | {b.var: bound_variable(b, base)} for b in binders}
        places = {b: default_sort_key(kernel.xreplace(marked[b])) for b in binders}
        finer = _ranks({b: (rank[b], places[b]) for b in binders})
        if finer == rank:
            break
        rank = finer
    return rank


def _ranks(keys: dict[Binder, Any]) -> dict[Binder, int]:
    ordered = sorted(keys.values())
    return {b: 1 + ordered.index(key) for b, key in keys.items()}
