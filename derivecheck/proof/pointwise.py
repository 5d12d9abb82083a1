"""Point by point: functionals of laws with zeros, compared on every face of their values.

Sides of the form constant + sum or integral of a kernel K(p, q) over one range are compared as
kernels, at a point where some values vanish and the others are positive.  The tangent argument of
Gibbs may add multiples of the laws to the kernel and take their masses off the constant.  What
holds on every face holds of the sum or integral: for laws with zeros on outcomes and on the
integers, and for densities with supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sympy import Add, Expr, Mul, S, expand, expand_mul, oo

from derivecheck.language.measures import Outcomes
from derivecheck.language.statements import Relation, ZeroIff, ZeroIffEqual
from derivecheck.proof.concrete import gathered, sized
from derivecheck.proof.faces import INFINITE, Face, Faces, NoValue, without_clash
from derivecheck.proof.normal_form import is_zero
from derivecheck.proof.obligations import CONVERGES, Obligation
from derivecheck.proof.routines import opened
from derivecheck.proof.signs import SignProof, is_nonnegative, shifts
from derivecheck.terms.binders import OPERATORS, Binder, close_operator, open_operator

BOTH_INFINITE = S.NaN  # the gap between two kernels that are infinite with one sign


class Shown(NamedTuple):
    """What was shown, in words, and the conditions that it left open."""

    words: str
    conditions: tuple[Obligation, ...]


def relation_holds(relation: Relation, faces: Faces) -> Shown | None:
    """A relation that follows point by point; None if it does not."""
    upper, lower = map(opened, relation.exprs)
    if relation.relation.startswith("<"):
        upper, lower = lower, upper
    comparison = Comparison.of(upper, lower, faces)
    shift = comparison.decided_by(relation.relation)
    return None if shift is None else comparison.shown(shift)


def zero_set_holds(statement: ZeroIff | ZeroIffEqual, faces: Faces) -> Shown | None:
    """The value has the stated zero set; None if that does not follow point by point.

    The value or its negative is non-negative on every face, and 0 there exactly where the
    condition is.
    """
    value = opened(statement.value)
    for sides in ((value, S.Zero), (S.Zero, value)):
        comparison = Comparison.of(*sides, faces)
        shift = comparison.vanishing_by(statement) if comparison.is_over(statement) else None
        if shift is not None:
            return comparison.shown(shift)
    return None


class Side(NamedTuple):
    """A constant plus the functional of a kernel, which consists of ``parts``."""

    constant: Expr
    parts: tuple[Expr, ...]

    @property
    def kernel(self) -> Expr:
        """The whole kernel."""
        return Add(*self.parts)


@dataclass(frozen=True)
class Comparison:
    """Two sides over one range, upper and lower."""

    upper: Side
    lower: Side
    binder: Binder
    faces: Faces

    @classmethod
    def of(cls, upper: Expr, lower: Expr, faces: Faces) -> Comparison:
        """The sides opened; raises NoValue unless all their operators have one range."""
        sides = [_terms(e, faces) for e in (upper, lower)]
        operators = [o for terms in sides for _, o in terms if o != 1]
        ranges = {(o.func, *o.limits[0][1:]) for o in operators}
        if len(ranges) != 1 or any(len(o.limits) != 1 for o in operators):
            raise NoValue("not one sum or integral on each side")
        _, (binder,) = open_operator(operators[0])
        over, under = (_side(terms, binder) for terms in sides)
        return cls(over, under, binder, faces)

    def decided_by(self, relation: str) -> Expr | None:
        """What shows upper = lower, or upper >= lower, on every face; > by a positive constant."""
        for shift, rest in self._shifts():
            if relation == "=":
                holds = bool(is_zero(rest)) and self._is_equal(shift)
            else:
                signs = self._signs(shift, rest)
                holds = all(signs) and ("=" in relation or signs[0].strict)
            if holds:
                return shift
        return None

    def _shifts(self) -> Iterator[tuple[Expr, Expr]]:
        """What may be added to the gap of the kernels, and the constant that is left then."""
        constant = self.upper.constant - self.lower.constant
        kernel = self.faces.positive(self.upper.kernel - self.lower.kernel)
        return shifts(constant, kernel, self.binder, self.faces.facts)

    def gaps(self, shift: Expr) -> list[tuple[Face, Expr]]:
        """Upper kernel - lower kernel + shift on each face, which may be infinite."""
        faces = list(self.faces.of(self.upper.kernel, self.lower.kernel))
        uppers, lowers = (
            [self.faces.at(side.kernel, face) for face in faces]
            for side in (self.upper, self.lower)
        )
        for values in (uppers, lowers):
            without_clash(INFINITE & {v} for v in values)
        shifts = (self.faces.restricted(shift, face) for face in faces)
        return list(zip(faces, map(_gap, uppers, lowers, shifts), strict=True))

    def _is_equal(self, shift: Expr) -> bool:
        gaps = (gap for _, gap in self.gaps(shift) if gap is not BOTH_INFINITE)
        return all(gap not in INFINITE and is_zero(gap, self.faces.facts) for gap in gaps)

    def _signs(self, shift: Expr, rest: Expr) -> list[SignProof]:
        """Proofs that the constant, the first, and the gaps are not negative.

        Where both kernels are infinite so are the sides, and nothing is strict.
        """
        gaps = [gap for _, gap in self.gaps(shift)]
        proofs = [self._sign(e) for e in (rest, *gaps)]
        return [replace(p, strict=p.strict and BOTH_INFINITE not in gaps) for p in proofs]

    def _sign(self, gap: Expr) -> SignProof:
        if gap is BOTH_INFINITE or gap in INFINITE:
            return SignProof(gap, gap != -oo, strict=gap == oo)
        return is_nonnegative(gap, self.faces.facts)

    def vanishing_by(self, statement: ZeroIff | ZeroIffEqual) -> Expr | None:
        """What shows upper - lower >= 0, and on each face 0 exactly where the condition is."""
        condition = opened(statement.condition).xreplace({statement.variable: self.binder.var})
        for shift, rest in self._shifts():
            if is_zero(rest) and all(
                self._is_zero_where(gap, self.faces.at(condition, face))
                for face, gap in self.gaps(shift)
            ):
                return shift
        return None

    def shown(self, shift: Expr) -> Shown:
        """The kernel that was compared, in words."""
        kernel = self.faces.positive(self.upper.kernel - self.lower.kernel) + shift
        where = ", and where values vanish" if self.faces.positive_heads else ""
        return Shown(
            f"{close_operator(kernel, [self.binder])} at every point{where}", self.conditions
        )

    def _is_zero_where(self, gap: Expr, condition: Expr) -> bool:
        """Whether the gap is not negative, and 0 exactly where the condition is."""
        proof = self._sign(gap)
        if not proof or condition in INFINITE or proof.strict:
            return proof.strict and condition not in INFINITE and self._is_nonzero(condition)
        if not proof.zeros or condition == 0:
            return not proof.zeros and condition == 0
        return len(proof.zeros) == 1 and self._is_nonzero((proof.zeros[0] / condition).cancel())

    def _is_nonzero(self, expr: Expr) -> bool:
        signs = (is_nonnegative(sign * expr, self.faces.facts) for sign in (1, -1))
        return bool(expr.is_nonzero) or any(proof.strict for proof in signs)

    def is_over(self, statement: ZeroIff | ZeroIffEqual) -> bool:
        """Whether the range is the whole space of the statement."""
        space = statement.space
        whole = (1, space.args[0]) if isinstance(space, Outcomes) else (-oo, oo)
        return (self.binder.lo, self.binder.hi) == whole

    @property
    def conditions(self) -> tuple[Obligation, ...]:
        """The sums and integrals that must converge for their sum to be defined.

        None of them if all terms of a side are bounded below by multiples of the laws, which have
        finite masses, or all above: then the side has a value, be it infinite.
        """
        sides = () if self.binder.is_proper else (self.upper, self.lower)
        operators = (
            close_operator(part, [self.binder])
            for side in sides
            for part in side.parts
            if not any(all(self._is_bounded(p, sign) for p in side.parts) for sign in (1, -1))
        )
        return tuple(Obligation(CONVERGES, o) for o in dict.fromkeys(operators))

    def _is_bounded(self, part: Expr, sign: int) -> bool:
        """Whether a kernel (its negative) is bounded below by multiples of the laws."""
        alone = replace(self, upper=Side(S.Zero, (sign * part,)), lower=Side(S.Zero, ()))
        return any(all(alone._signs(shift, S.Zero)) for shift, _ in alone._shifts())


def _gap(upper: Expr, lower: Expr, shift: Expr) -> Expr:
    if upper in INFINITE:
        return BOTH_INFINITE if upper == lower else upper
    return -lower if lower in INFINITE else expand(upper - lower + shift)


def _terms(side: Expr, faces: Faces) -> list[tuple[Expr, Expr]]:
    """(coefficient, operator) of each term, the operator of a constant being 1."""
    expr = expand_mul(side, deep=False)
    if not expr.has(*OPERATORS):
        expr = gathered(expand_mul(side), list(sized([f for a in faces.given for f in a.facts])))
    terms = []
    for term in Add.make_args(expr):
        operators = [f for f in Mul.make_args(term) if isinstance(f, OPERATORS)]
        operator = operators[0] if operators else S.One
        coefficient = Mul(*[f for f in Mul.make_args(term) if f != operator])
        if coefficient.has(*OPERATORS) or faces.values(coefficient):
            raise NoValue(f"not a constant times a sum or integral: {term}")
        terms.append((coefficient, operator))
    return terms


def _side(terms: list[tuple[Expr, Expr]], binder: Binder) -> Side:
    constant = Add(*[c for c, o in terms if o == 1])
    parts = []
    for c, o in terms:
        if o != 1:
            body, (own,) = open_operator(o)
            parts.append(c * body.xreplace({own.var: binder.var}))
    if any(part.has(*OPERATORS) for part in parts):
        raise NoValue("sums or integrals inside one another")
    return Side(constant, tuple(parts))
