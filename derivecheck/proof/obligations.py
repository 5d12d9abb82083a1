r"""Conditions under which what the prover does to a statement is allowed, read off the statement.

The normal form and the certificates of sign split, join and exchange sums and integrals,
differentiate under them, and cancel factors.  The statement itself says where that needs more than
its assumptions:

* `convergence`: two or more infinite sums or integrals that are added must each converge
  absolutely, else ∞ - ∞ has no value.  One alone needs nothing: it is split pointwise, and what is
  added to its kernel has a finite mass.  Nor does a bound whose terms are each bounded from below.
* `exchanges`: a derivative of an integral is taken under it, which needs domination.
* `undefined`: a denominator must not be 0 and the argument of a logarithm must be positive.

What the assumptions discharge is left out: moments of exponential families, masses of laws, signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sympy import (
    Add,
    Derivative,
    Expr,
    Function,
    Indexed,
    Integral,
    Lambda,
    Mul,
    Pow,
    S,
    default_sort_key,
    gamma,
    log,
    loggamma,
)
from sympy.core.function import AppliedUndef

from derivecheck.facts.facts import Between, Fact, InverseMatrices, Vanishing
from derivecheck.language.functionals import Expectation, Functional, Partial, unfold
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import Measure, Space
from derivecheck.language.statements import Every, Optimum, Relation, Statement
from derivecheck.proof.antiderivatives import CALCULUS
from derivecheck.proof.faces import Faces
from derivecheck.proof.normal_form import normal_form
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.proof.routines import opened
from derivecheck.proof.signs import is_nonnegative
from derivecheck.terms.binders import (
    OPERATORS,
    Binder,
    BinderError,
    binders_of,
    replace_free,
    unused,
)
from derivecheck.terms.budget import Stopped, limited
from derivecheck.terms.elementary import Expander, factorised, head_of
from derivecheck.terms.kernels import Kernel

CONVERGES, EXCHANGED = "converges absolutely", "may be differentiated under the integral"
NONZERO, POSITIVE, NOT_NEGATIVE = "is not 0", "is positive", "is not negative"
SECONDS = 1  # for the discharge of one condition


@dataclass(frozen=True)
class Obligation:
    """A side condition that was used and not discharged: ``term`` must be ``kind``."""

    kind: str
    term: Expr

    @property
    def sentence(self) -> str:
        """The condition in words."""
        return f"{self.term} {self.kind}"


@lru_cache(maxsize=256)
def conditions(statement: Statement) -> tuple[Obligation, ...]:
    """The conditions under which a proof of the statement holds, each once."""
    if isinstance(statement, Every):
        found = chain.from_iterable(map(conditions, statement.parts))
    else:
        found = chain(_convergence_of(statement), exchanged(statement), _undefined_in(statement))
    return tuple(dict.fromkeys(found))


def of_facts(statement: Statement, facts: Sequence[Fact]) -> Iterator[Obligation]:
    """What facts say that does not hold of every density: that ∫ ∂p = ∂ ∫ p."""
    for law in (a for a in statement.given if isinstance(a, Density)):
        for f in facts:
            if isinstance(f, Vanishing) and isinstance(f.kernel, Derivative) and f in law.facts:
                yield Obligation(EXCHANGED, law.space.functional(law.at))


# --- convergence


def _convergence_of(statement: Statement) -> Iterator[Obligation]:
    facts = (*statement.facts, *CALCULUS)
    if isinstance(statement, Optimum):
        yield from convergence((opened(statement.objective), S.Zero), facts)
    if not isinstance(statement, Relation):
        return
    sides = tuple(map(opened, statement.exprs))
    found = tuple(convergence(sides, facts))
    sign = {"<": -1, ">": 1}.get(statement.relation[0])
    if not (found and sign and _is_bounded_below(sign * (sides[0] - sides[1]), statement.facts)):
        yield from found


def convergence(sides: tuple[Expr, Expr], facts: Sequence[Fact]) -> Iterator[Obligation]:
    """The sums and integrals of lhs - rhs that must converge absolutely.

    None where only one is left, linearly, or one on each side, of proportional kernels.  One whose
    kernel is made of those of others is not listed.
    """
    difference = sides[0] - sides[1]
    operators = _improper(difference)
    if not operators or _is_single(difference) or _are_proportional(sides):
        return
    kept: list[dict[Expr, Expr]] = []
    for e in sorted(operators, key=lambda e: len(_pieces(e, tuple(facts)))):
        pieces = _pieces(e, tuple(facts))
        single = {piece for other in kept if len(other) == 1 for piece in other}
        if set(pieces) <= single or any(_same_up_to_a_factor(pieces, other) for other in kept):
            continue
        kept.append(pieces)
        if not _is_dominated(e, tuple(facts)):
            yield Obligation(CONVERGES, _without_factor(e))


def _without_factor(operator: Expr) -> Expr:
    """The operator without constant factors of its kernel, which say nothing of convergence."""
    if not isinstance(operator, OPERATORS) or len(operator.limits) > 1:
        return operator
    _, kernel = operator.function.as_independent(*operator.variables, as_Add=False)
    return operator.func(kernel, *operator.limits)


@lru_cache(maxsize=1024)
def _is_dominated(operator: Expr, facts: tuple[Fact, ...]) -> bool:
    """Whether the kernel lies between minus and plus the sum of the laws in it, of finite mass.

    Where a law vanishes this follows by continuity from where it is positive.
    """
    if not isinstance(operator, OPERATORS) or len(operator.limits) > 1:
        return False
    ((var, lo, hi),) = operator.limits
    values = operator.function.atoms(AppliedUndef, Indexed)
    masses = {a: [f.value(a, var, lo, hi) for f in facts] for a in values if a.is_nonnegative}
    laws: dict[Expr, Expr] = {}
    for a in sorted((a for a, m in masses.items() if 1 in m), key=default_sort_key):
        laws[a] = unused("m", operator.function, *laws.values(), positive=True)
    kernel, bound = replace_free(operator.function, laws), Add(*laws.values())
    return bool(laws) and all(_holds(bound - sign * kernel, facts) for sign in (1, -1))


def _holds(expr: Expr, facts: tuple[Fact, ...]) -> bool:
    """Whether a short search proves an expression to be non-negative."""
    try:
        with limited(SECONDS):
            return bool(is_nonnegative(expr, facts))
    except (UnsupportedStatement, BinderError, Stopped):
        return False


def _improper(expr: Expr) -> list[Expr]:
    """The outermost operators that are, or hold, an integral or an infinite sum, in order."""
    if isinstance(expr, OPERATORS):
        inside = [e for e in (expr, *expr.function.atoms(*OPERATORS)) if isinstance(e, OPERATORS)]
        proper = all(b.is_proper for e in inside for b in binders_of(e))
        return [] if proper else [expr]
    if not expr.has(*OPERATORS):
        return []
    return list(dict.fromkeys(chain.from_iterable(map(_improper, expr.args))))


def _is_single(difference: Expr) -> bool:
    """Whether the difference is a constant plus a multiple of one operator with one variable."""
    found = [t for t in Add.make_args(difference) if _improper(t)]
    if len(found) != 1:
        return False
    factors = [f for f in Mul.make_args(found[0]) if _improper(f)]
    (operator, *others) = factors
    simple = isinstance(operator, OPERATORS) and len(operator.limits) == 1
    return simple and not others and not operator.function.has(*OPERATORS)


def _are_proportional(sides: tuple[Expr, Expr]) -> bool:
    """Whether each side is a multiple of one operator, and their kernels are proportional."""
    if not all(_is_single(side) and len(Add.make_args(side)) == 1 for side in sides):
        return False
    one, other = (_pieces(side, ()) for side in sides)
    return _same_up_to_a_factor(one, other)


@lru_cache(maxsize=1024)
def _pieces(operator: Expr, facts: tuple[Fact, ...]) -> dict[Expr, Expr]:
    """The irreducible operators in its normal form that no fact evaluates, with coefficients."""
    try:
        form = normal_form(operator, facts).expr
    except (UnsupportedStatement, BinderError, Stopped):
        return {operator: S.One}
    pieces: dict[Expr, Expr] = {}
    for term in Add.make_args(form):
        factors = Mul.make_args(term)
        if piece := Mul(*[f for f in factors if _improper(f)]) if _improper(term) else None:
            pieces[piece] = pieces.get(piece, S.Zero) + term / piece
    return pieces


def _same_up_to_a_factor(one: dict[Expr, Expr], other: dict[Expr, Expr]) -> bool:
    if not one or set(one) != set(other):
        return not one and not other
    return len({(one[piece] / other[piece]).simplify() for piece in one}) == 1


def _is_bounded_below(gap: Expr, facts: tuple[Fact, ...]) -> bool:
    """Whether each integral of a gap, alone or with what is constant in it, is not negative."""
    terms = Add.make_args(gap)
    constant = Add(*[t for t in terms if not _improper(t)])
    if not all(_is_single(t) for t in terms if _improper(t)):
        return False
    improper = [t for t in terms if _improper(t)]
    forms = [(*_kernels(t), t, *([t + constant] if constant else [])) for t in improper]
    return all(any(_holds(form, facts) for form in same) for same in forms)


def _kernels(term: Expr) -> Iterator[Expr]:
    """The kernel of a multiple of a sum or integral: where it is not negative, neither is that."""
    number, operator = term.as_coeff_Mul()
    if isinstance(operator, OPERATORS):
        yield number * operator.function


# --- derivatives under an integral


def exchanged(statement: Statement) -> Iterator[Obligation]:
    """The integrals under which the derivatives of a statement are taken."""
    for head in chain.from_iterable(e.atoms(Partial) for e in statement.exprs):
        yield from exchanges(unfold(head.args[0]), head.args[1], statement.facts)
    if isinstance(statement, Optimum):
        yield from exchanges(opened(statement.objective), statement.variable, statement.facts)


def exchanges(expr: Expr, wrt: Expr, facts: Sequence[Fact]) -> Iterator[Obligation]:
    """The integrals and infinite sums under which a derivative by ``wrt`` is taken.

    Not those that moments of exponential families evaluate: these have all derivatives, and may be
    differentiated under the integral, wherever the moments exist.
    """
    families = tuple(f for f in (*facts, *CALCULUS) if f.is_smooth or isinstance(f, Between))
    for e in _improper(expr):
        if _depends(e, wrt) and _pieces(e, families):
            yield Obligation(EXCHANGED, e)


def _depends(e: Expr, wrt: Expr) -> bool:
    """Whether ``wrt``, or another entry of its family, occurs."""
    head = head_of(wrt)
    return bool(e.has(wrt) or (head is not None and any(head_of(a) == head for a in _values(e))))


def _values(e: Expr) -> set[Expr]:
    return set(e.find(lambda a: head_of(a) is not None))


# --- where values exist


class Need(NamedTuple):
    """What an expression needs to have a value, and what is known where it stands."""

    kind: str
    term: Expr
    known: tuple[Between, ...] = ()


def _undefined_in(statement: Statement) -> Iterator[Obligation]:
    facts = tuple(statement.facts)
    if isinstance(statement, Optimum):
        facts = (*facts, Between(statement.variable, statement.lo, statement.hi))
    needs = dict.fromkeys(chain.from_iterable(map(undefined, statement.exprs)))
    faces = Faces(statement.given)
    still = [n for n in needs if not _is_discharged(n, (*facts, *n.known), faces)]
    positive = {n.term for n in still if n.kind == POSITIVE}
    for n in still:
        if n.kind == POSITIVE or n.term not in positive:
            yield Obligation(n.kind, n.term)


def undefined(e: Expr, weights: tuple[Expr, ...] = ()) -> Iterator[Need]:
    """What must hold for an expression to have a value; 0 log 0 has one.

    A law answers for its own values, and single points of the line count for nothing.
    """
    if isinstance(e, (Measure, Lambda)) or not e.args:
        return
    if isinstance(e, Expectation):
        slot = e.args[1]
        binders = (Binder(Integral, slot, *ends) for ends in _line_of(e.law.space))
        yield from _under(tuple(binders), undefined(e.args[2], (e.law.at(slot),)))
    elif isinstance(e, OPERATORS):
        yield from _under(tuple(binders_of(e)), undefined(e.function))
    elif isinstance(e, Kernel):
        yield from undefined(e.definition())
    else:
        yield from _own_needs(e, weights)
        factors = e.args if isinstance(e, Mul) else ()
        for a in e.args if isinstance(e, Partial) or not isinstance(e, Functional) else ():
            yield from undefined(a, factors)


def _line_of(space: Space) -> Iterator[tuple[Expr, Expr]]:
    """The ends of a space with Lebesgue measure."""
    whole = space.functional(lambda x: Function("f")(x))
    if isinstance(whole, Integral):
        yield whole.limits[0][1:]


def _under(binders: tuple[Binder, ...], needs: Iterator[Need]) -> Iterator[Need]:
    """What is needed under binders: at almost every point of an interval, at every index."""
    over = [b.var for b in binders if b.operator is Integral]
    ranges = (b for b in binders if b.operator is Integral and (b.hi - b.lo).is_extended_positive)
    known = tuple(Between(b.var, b.lo, b.hi) for b in ranges)
    for n in needs:
        if not (n.kind == NONZERO and n.term.has(*over)):
            yield n._replace(known=(*n.known, *known))


def _own_needs(e: Expr, weights: tuple[Expr, ...]) -> Iterator[Need]:
    if isinstance(e, log):
        (argument,) = e.args
        if not any(_vanish_together(argument, w) for w in weights):
            yield Need(POSITIVE, argument)
    elif isinstance(e, (gamma, loggamma)):
        yield Need(POSITIVE, e.args[0])
    elif isinstance(e, Pow) and not (e.exp.is_integer and e.exp.is_nonnegative):
        if e.exp.is_integer:
            yield Need(NONZERO, e.base)
        else:
            yield Need(NOT_NEGATIVE if e.exp.is_nonnegative else POSITIVE, e.base)


def _vanish_together(argument: Expr, weight: Expr) -> bool:
    """Whether the argument of a logarithm is not negative, and its weight 0 where it is 0."""
    form = factorised(argument)
    return bool(form.is_nonnegative and weight.as_base_exp()[0] in Mul.make_args(form))


def _is_discharged(need: Need, facts: tuple[Fact, ...], faces: Faces) -> bool:
    """Whether the signs of what is assumed settle a condition; -log 0 = ∞ for laws with zeros."""
    expander = Expander(f for f in facts if isinstance(f, Between))
    term = faces.positive(need.term) if need.kind == POSITIVE else need.term
    for f in facts:
        term = f.almost_surely(term)
    shown = factorised(expander.mask(term))
    signs = (1, -1) if need.kind == NONZERO else (1,)
    if (need.kind == NONZERO and shown.is_nonzero) or _is_definite(term, facts):
        return True
    if any(expander.is_positive(s * shown) for s in signs):
        return True
    if need.kind == NOT_NEGATIVE:
        return bool(shown.is_nonnegative) or _holds(opened(term), facts)
    try:
        with limited(SECONDS):
            return any(is_nonnegative(s * opened(term), facts).strict for s in signs)
    except (UnsupportedStatement, BinderError, Stopped):
        return False


def _is_definite(term: Expr, facts: Sequence[Fact]) -> bool:
    """Whether a term is a diagonal entry or a leading minor of a positive definite matrix."""
    return any(
        f.definite and (f.is_diagonal(term) or any((term - m).expand() == 0 for m in f.minors))
        for f in facts
        if isinstance(f, InverseMatrices)
    )
