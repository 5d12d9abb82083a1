r"""The places of an expression, and what another expression would make of the whole there.

Laws and measures are no places: what is inside them belongs to their declaration.

>>> from sympy import Symbol, log
>>> x = Symbol("x", positive=True)
>>> [place.put(x) for place in places(2 * log(x)) if place.node == log(x)]
[2*x]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sympy import Add, Expr, Function, Mul, Pow, log
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import Divergence, E, Expectation, H, Partial, is_constant
from derivecheck.terms.binders import OPERATORS, canonical_binders


@dataclass(frozen=True)
class Place:
    """One subexpression; ``linear`` if the whole is linear in it, up to a constant."""

    node: Expr
    put: Callable[[Expr], Expr]
    linear: bool = False


def places(e: Expr) -> Iterator[Place]:
    """Every subexpression, outermost first."""
    for place in _places(e):
        yield Place(place.node, partial(_whole, place.put), place.linear)


def _whole(put: Callable[[Expr], Expr], new: Expr) -> Expr:
    return canonical_binders(put(new))


def _places(e: Expr) -> Iterator[Place]:
    yield Place(e, lambda new: new, True)
    for k, rebuild in _parts(e):
        keeps = isinstance(e, (Expectation, *OPERATORS)) or _is_multiple(e)
        for place in _places(e.args[k]):
            put = partial(_inside, rebuild, place.put)
            yield Place(place.node, put, keeps and place.linear)


def _is_multiple(e: Expr) -> bool:
    """A term of a sum, or an expression times a number."""
    return isinstance(e, Add) or (
        isinstance(e, Mul) and sum(not is_constant(a) for a in e.args) < 2
    )


def _inside(rebuild: Callable[[Expr], Expr], put: Callable[[Expr], Expr], new: Expr) -> Expr:
    return rebuild(put(new))


def _parts(e: Expr) -> Iterator[tuple[int, Callable[[Expr], Expr]]]:
    """The numbers of the arguments that are places, and how each is replaced."""
    if isinstance(e, Expectation):
        law, slot, _ = e.args
        yield 2, lambda new: E(law, lambda x: new.xreplace({slot: x}))
    elif isinstance(e, (Partial, *OPERATORS)):
        yield 0, partial(_with, e, 0)
    elif isinstance(e, (Add, Mul, Pow)) and not _is_unit(e):
        for k, arg in enumerate(e.args):
            if not arg.is_Number:
                yield k, partial(_with, e, k)
    elif isinstance(e, Function) and not isinstance(e, AppliedUndef) and len(e.args) == 1:
        yield 0, partial(_with, e, 0)


def _with(e: Expr, k: int, new: Expr) -> Expr:
    return e.func(*e.args[:k], new, *e.args[k + 1 :])


def _is_unit(e: Expr) -> bool:
    """The factor 1/log 2 of a logarithm to the base 2."""
    return isinstance(e, Pow) and isinstance(e.base, log) and is_constant(e.base)


def has_logarithm(e: Expr) -> bool:
    """Whether a logarithm occurs, written out or in an entropy or divergence."""
    return any(not is_constant(a) for a in e.atoms(log)) or e.has(H, Divergence)
