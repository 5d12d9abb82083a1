r"""Named mistakes in a statement: every single slip that could have led to it from a true one.

The rewrites that undo a slip are mostly those that make it (`derivecheck.mistakes.slips`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, combinations
from typing import Any, NamedTuple

from sympy import Add, Expr, Rational, S, log
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import Divergence, Functional, H, Partial, is_constant
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
from derivecheck.mistakes import slips_of_writing as writing
from derivecheck.mistakes.neighbours import left_out
from derivecheck.mistakes.slips import Given, Rewrite, Slip
from derivecheck.mistakes.slips_of_laws import (
    SLIPS_OF_LAWS,
    confused_functionals,
    slots,
)
from derivecheck.mistakes.slips_of_variables import conditions, other_marginals
from derivecheck.terms.binders import BinderError

FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
MAX_SUBSETS = 3
Rewriting = Callable[..., Iterator[Rewrite]]


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
WRITING: tuple[Rewriting, ...] = (
    writing.signs_of_exponents,
    writing.letters,
    writing.powers,
    writing.missing_powers,
    writing.brackets,
    writing.logs_of_means,
    writing.operators,
    writing.exponentials,
    writing.upside_down,
)
PLANTED: tuple[Rewriting, ...] = (*LIKELY, *SLIPS_OF_LAWS[2:], *WRITING, writing.dropped_factors)
UNDONE: tuple[Rewriting, ...] = (
    *PLANTED,
    *slips.UNDOINGS,
    writing.one_of_two,
    writing.missing_indices,
    writing.missing_exponentials,
    several_terms,
)
OF_BOTH_SIDES = (
    writing.letters,
    other_marginals,
    conditions,
)  # what stands on the other may be meant
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
    """The likely slips first; a bound is only turned round or scaled, as any larger one holds.

    Before all a condition that is left out: an equation that lacks one may assume independence.
    """
    is_bound = isinstance(says, Relation) and says.relation != "="
    for side in ("rhs", "lhs") if isinstance(says, Relation) and not is_bound else ():
        yield from _in_side(says, side, (conditions,))
    if isinstance(says, NotAlways):
        yield Mistake("it always holds", says.part, Slip.ALWAYS)
    yield from _of(says, OF_BOUNDS if is_bound else UNDONE)
    if isinstance(says, Relation) and not is_bound:
        yield from _beside(says)
        if isinstance(says.lhs, (H, Divergence)):  # the formula is that of another functional
            yield from _in_side(says, "lhs", (confused_functionals,))
        if _is_written_out(says.lhs) and not is_constant(says.rhs):
            yield from (m for m in _in_side(says, "lhs", UNDONE) if m.fixed.exprs[0] != says.rhs)
            yield from (m._replace(fixed=_turned(m.fixed)) for m in _beside(_turned(says)))


def _beside(says: Relation) -> Iterator[Mistake]:
    """What the right side lacks of the left one, and other laws in its divergences."""
    for slip, name, rhs in chain(left_out(says), slots(says.rhs, says.given)):
        yield from _written(says, "rhs", slip, name, rhs)


def _turned(says: Any) -> Relation:
    """An equation read from right to left."""
    return replace(says, lhs=says.rhs, rhs=says.lhs)


def _is_written_out(side: Expr) -> bool:
    """Whether a side is a formula in which there can be a slip, and not what it is a formula of."""
    return not side.is_Atom and not isinstance(side, (H, Divergence, AppliedUndef, Partial))


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
        both = {"others": says.exprs} if rewriting in OF_BOTH_SIDES else {}
        for slip, name, new in rewriting(e, says.given, **both):
            if new != e:
                yield from _written(says, side, slip, name, new)


def _written(says: Statement, side: str, slip: Slip, name: str, new: Expr) -> Iterator[Mistake]:
    """The statement with another side, if anybody could write it."""
    if new.has(S.ComplexInfinity, S.NaN):
        return
    try:
        yield Mistake(name, replace(says, **{side: new}), slip)
    except (StatementError, BinderError):
        return


def _of_decimal(says: Rounds) -> Iterator[Mistake]:
    """The last printed digit one up and one down, and the two units confused."""
    yield from _in_side(says, "value", (slips.whole_sign,))
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
