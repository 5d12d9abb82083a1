"""What occurs in a statement: relations and kinds, heads, laws, assumptions, binders, kernels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from benchmarks.fuzz.instances import all_given, expressions
from derivecheck.language import Every, Measure, NotAlways, Relation, Statement
from derivecheck.language.functionals import Functional
from derivecheck.language.measures import Assumption
from derivecheck.terms.binders import Bound
from derivecheck.terms.kernels import Kernel

GROUPS = ("relation or kind", "head", "law or assumption", "binder", "kernel")


def features(statement: Statement) -> dict[str, set[str]]:
    """The names of what occurs, by group."""
    found: dict[str, set[str]] = {group: set() for group in GROUPS}
    for group, name in (*_of_kinds(statement), *_of_assumptions(statement)):
        found[group].add(name)
    for e in expressions(statement):
        for group, name in _of_expression(e):
            found[group].add(name)
    return found


def _of_kinds(statement: Statement) -> Iterator[tuple[str, str]]:
    """The relation or the kind, and those of the parts."""
    kind = GROUPS[0]
    yield kind, statement.relation if isinstance(statement, Relation) else type(statement).__name__
    parts = statement.parts if isinstance(statement, Every) else ()
    for part in (statement.part,) if isinstance(statement, NotAlways) else parts:
        yield from _of_kinds(part)


def _of_assumptions(statement: Statement) -> Iterator[tuple[str, str]]:
    for a in all_given(statement):
        for part in sp.preorder_traversal(a):
            if isinstance(part, Assumption):
                yield GROUPS[2], type(part).__name__


def _of_expression(expr: Any) -> Iterator[tuple[str, str]]:
    for e in sp.preorder_traversal(expr):
        name = type(e).__name__
        if isinstance(e, Functional):
            yield GROUPS[1], name
        elif isinstance(e, (Measure, Assumption)):
            yield GROUPS[2], name
        elif isinstance(e, Kernel):
            yield GROUPS[4], name
        elif isinstance(e, (sp.Sum, sp.Integral)):
            yield GROUPS[3], _range(e)
            if e.function.has(sp.Sum, sp.Integral):
                yield GROUPS[3], f"{name} of a sum or integral"


def _range(e: Any) -> str:
    """Sum or Integral, and over what."""
    variable, lo, hi = e.limits[0]
    name = type(e).__name__
    if not isinstance(variable, Bound):
        return f"{name} in SymPy's spelling"
    ends = sum(bool(end.is_infinite) for end in (lo, hi))
    return f"{name}, {('finite', 'with one infinite end', 'with two infinite ends')[ends]}"
