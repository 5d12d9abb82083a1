r"""Named mistakes in a statement: every single slip that could have led to it from a true one.

The rewrites that undo a slip are mostly those that make it (`derivecheck.mistakes.slips`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from sympy import Add, Expr, Rational, S, log

from derivecheck.language.functionals import Functional, is_constant
from derivecheck.language.measures import StatementError
from derivecheck.language.statements import (
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIffEqual,
)
from derivecheck.mistakes import slips
from derivecheck.mistakes.slips import Given, Rewrite, Slip
from derivecheck.mistakes.slips_of_laws import SLIPS_OF_LAWS, confused_functionals, slots
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import BinderError

FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
MAX_SUBSETS = 3
Rewriting = Callable[[Expr, Given], Iterator[Rewrite]]


class Mistake(NamedTuple):
    """What is wrong with a statement, and the statement without it."""

    name: str
    fixed: Statement
    slip: Slip


def several_terms(e: Expr, given: Given) -> Iterator[Rewrite]:
    """The sign or a factor of a few terms at once, or a few terms too many."""
    kinds = {
        S.NegativeOne: (Slip.SIGN, "sign"),
        Rational(1, 2): (Slip.FACTOR, "a factor ½ is missing"),
        S(2): (Slip.FACTOR, "a factor 2 is missing"),
        S.Zero: (Slip.TERM, "a term too many"),
    }
    terms = list(Add.make_args(e))
    for size in range(2, min(MAX_SUBSETS, len(terms) - 1) + 1):
        for subset in combinations(terms, size):
            for factor, (slip, name) in kinds.items():
                yield slip, name, Add(*[factor * t if t in subset else t for t in terms])


LIKELY: tuple[Rewriting, ...] = (*SLIPS_OF_LAWS[:2], *slips.SLIPS)
PLANTED: tuple[Rewriting, ...] = (*LIKELY, *SLIPS_OF_LAWS[2:])
UNDONE: tuple[Rewriting, ...] = (*PLANTED, *slips.UNDOINGS, several_terms)
OF_BOUNDS: tuple[Rewriting, ...] = (
    slips.whole,
    slips.bases,
    slips.signs,
    slips.factors_of_terms,
    slips.numbers,
    slips.means,
    slips.missing_logs,
)


def planted(statement: Statement) -> Iterator[Mistake]:
    """The slips that people make, made in a statement; ``fixed`` is what it becomes."""
    yield from _of(statement, PLANTED)


def mistakes(says: Statement) -> Iterator[Mistake]:
    """The likely slips first; a bound is only turned round or scaled, as any larger one holds."""
    is_bound = isinstance(says, Relation) and says.relation != "="
    if isinstance(says, NotAlways):
        yield Mistake("it always holds", says.part, Slip.ALWAYS)
    yield from _of(says, OF_BOUNDS if is_bound else UNDONE)
    if isinstance(says, Relation) and not is_bound:
        for name, rhs in _missing_terms(says):
            yield Mistake(name, replace(says, rhs=rhs), Slip.TERM)
        for slip, name, rhs in slots(says.rhs, says.given):
            yield Mistake(name, replace(says, rhs=rhs), slip)


def _of(says: Statement, rewritings: tuple[Rewriting, ...]) -> Iterator[Mistake]:
    if isinstance(says, Relation):
        if says.relation in FLIPPED:
            flipped = replace(says, relation=FLIPPED[says.relation])
            yield Mistake("the inequality is the wrong way round", flipped, Slip.RELATION)
        if says.relation == "=":
            yield from _in_side(says, "lhs", (slips.starts,))
        yield from _in_side(says, "rhs", rewritings)
        if is_constant(says.rhs):
            yield from _in_side(says, "lhs", rewritings)
    elif isinstance(says, Rounds):
        yield from _of_decimal(says)
    elif isinstance(says, Optimum):
        yield from _of_optimum(says, rewritings)
    elif isinstance(says, ZeroIffEqual):
        yield from _in_side(says, "value", rewritings)


def _in_side(says: Statement, side: str, rewritings: tuple[Rewriting, ...]) -> Iterator[Mistake]:
    """Rewrites of one expression of a statement that leave it well formed."""
    e = getattr(says, side)
    for rewriting in rewritings:
        for slip, name, new in rewriting(e, says.given):
            if new != e:
                try:
                    yield Mistake(name, replace(says, **{side: new}), slip)
                except (StatementError, BinderError):
                    continue  # nobody could write it


def _of_decimal(says: Rounds) -> Iterator[Mistake]:
    """The last printed digit one up and one down, and the two units confused."""
    places = len(says.printed.partition(".")[2])
    for step in (1, -1):
        value = says.decimal + step * 2 * says.tolerance
        text = f"{float(value):.{places}f}"
        yield Mistake("last printed digit", replace(says, printed=text), Slip.NUMBER)
    yield from _in_side(says, "value", (confused_functionals,))
    if says.value.has(log, Functional):
        units = {"e, not 2": says.value * log(2), "2, not e": says.value / log(2)}
        for name, value in units.items():
            fixed = replace(says, value=value)
            yield Mistake(f"the logarithm has base {name}", fixed, Slip.BASE)


def _of_optimum(says: Optimum, rewritings: tuple[Rewriting, ...]) -> Iterator[Mistake]:
    kind = "min" if says.kind == "max" else "max"
    yield Mistake("a maximum stands for a minimum", replace(says, kind=kind), Slip.OPTIMUM)
    yield Mistake("the optimum of the other event", replace(says, at=1 - says.at), Slip.OPTIMUM)
    yield from _in_side(says, "at", rewritings)


def _missing_terms(says: Relation) -> Iterator[tuple[str, Expr]]:
    """What the normal form leaves over, if it is one or two terms and no term that is written."""
    residual = prove(says).residual
    written = Add.make_args(says.rhs)
    if residual is None or any(-term in written for term in Add.make_args(residual)):
        return
    if says.rhs != 0 and len(Add.make_args(residual)) <= 2 and residual.count_ops() < 25:
        count = len(Add.make_args(residual))
        yield "a term is missing" if count == 1 else "two terms are missing", says.rhs + residual
