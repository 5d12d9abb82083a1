"""Closure: what holds for all positive laws on N outcomes, carried to laws with zeros.

Every tuple of laws is the limit of positive ones along the segment on which its zeros go to 0 like
one ε.  If both sides converge to their values in the extended reals, then =, <= and >= pass to the
limit.  A strict relation does not, nor does one between sums or integrals over an infinite space:
those are compared point by point (`derivecheck.proof.pointwise`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Add, Dummy, Expr, Mul, Pow, exp, expand_mul, log, oo

from derivecheck.facts.facts import Normalised
from derivecheck.language.functionals import Expectation, Partial
from derivecheck.language.statements import Relation, Statement
from derivecheck.proof.faces import INFINITE, Faces, NoValue, Varying, without_clash
from derivecheck.proof.routines import opened
from derivecheck.terms.binders import OPERATORS, open_operator
from derivecheck.terms.elementary import Expander


def require_means(statement: Statement, faces: Faces) -> None:
    """Raise NoValue if a mean would change where p · (1/p) is cancelled."""
    means = {m for e in statement.exprs for m in e.atoms(Expectation)}
    lost = next((m for m in means if faces.loses_a_pole(m)), None)
    if lost is not None:
        raise NoValue(f"the mean of a function with a pole where the law vanishes: {lost}")


def require_no_poles(statement: Statement, faces: Faces) -> None:
    """Raise NoValue if a quotient outside logarithms has a pole where laws vanish.

    Expansion would cancel it: (1/p + 1) p has no value at p = 0, but 1 + p has.
    """
    for e in map(opened, statement.exprs):
        outside = e.xreplace({ell: Dummy() for ell in e.atoms(log)})
        for power in outside.atoms(Pow):
            if not power.exp.is_nonnegative:
                Limits(faces).of(power)


def interior(relation: Relation, faces: Faces) -> Relation:
    """The same relation for positive laws."""
    sides = (faces.positive(opened(e)) for e in relation.exprs)
    return Relation(faces.interior, relation.relation, *sides)


def require_limits(relation: Relation, faces: Faces) -> None:
    """Raise NoValue unless both sides tend to their values as the zeros go to 0 like one ε.

    There must be no poles (`require_no_poles`).
    """
    slopes = (p for e in relation.exprs for p in e.atoms(Partial))
    if any(faces.values(opened(p.args[1])) for p in slopes):
        raise NoValue("a derivative by a value that may vanish")
    for e in relation.exprs:
        Limits(faces).of(opened(e))


@dataclass
class Limits:
    """Which infinite values an expression in laws on finitely many outcomes can tend to."""

    faces: Faces
    masks: dict[Expr, Expr] = field(default_factory=dict)

    def of(self, expr: Expr) -> frozenset[Expr]:
        """The infinite values, none if it is continuous and finite; raises NoValue if unknown."""
        if not self.faces.values(expr):
            return INFINITE & {expr}
        if isinstance(expr, Mul):
            expr = expand_mul(expr, deep=False)
        if isinstance(expr, Add):
            return without_clash(self.of(term) for term in expr.args)
        factors = Mul.make_args(expr)
        if isinstance(factors[-1], exp) and not self.faces.values(*factors[:-1]):
            return self._of_exponential(Mul(*factors[:-1]), factors[-1].args[0])
        sums = [f for f in factors if isinstance(f, OPERATORS) and self.faces.values(f)]
        if len(sums) == 1:
            return self.of(_proper_body(sums[0]) * Mul(*[f for f in factors if f != sums[0]]))
        kernel = self.masked(expr)
        values = (self.faces.at(kernel, face) for face in self.faces.of(kernel))
        return without_clash(INFINITE & {v} for v in values)

    def _of_exponential(self, coefficient: Expr, exponent: Expr) -> frozenset[Expr]:
        """exp ∞ = ∞ and exp(-∞) = 0."""
        if oo not in self.of(exponent):
            return frozenset()
        if not (coefficient.is_positive or coefficient.is_negative):
            raise NoValue(f"{coefficient} times an infinite exponential")
        return frozenset({coefficient * oo})

    def masked(self, expr: Expr) -> Expr:
        """Sums replaced by dummies of the same sign; those with values must be finite."""
        if isinstance(expr, OPERATORS):
            if expr not in self.masks:
                self.masks[expr] = self._mask(expr)
            return self.masks[expr]
        return expr.func(*map(self.masked, expr.args)) if expr.has(*OPERATORS) else expr

    def _mask(self, operator: Expr) -> Expr:
        if not self.faces.values(operator):
            return Expander().mask(operator)
        if self.of(operator):
            raise NoValue(f"a function of {operator}, which may be infinite")
        return Varying(**{"positive" if self._is_mean(operator) else "real": True})

    def _is_mean(self, operator: Expr) -> bool:
        """Whether it is the mean of a positive function under a law."""
        facts = [f for a in self.faces.given for f in a.facts if isinstance(f, Normalised)]
        for value in self.faces.values(operator.function):
            rest = operator.function / value
            masses = (f.value(value, *operator.limits[0]) for f in facts)
            if not self.faces.values(rest) and rest.is_positive and 1 in masses:
                return len(operator.limits) == 1
        return False


def _proper_body(operator: Expr) -> Expr:
    """The kernel of a finite sum."""
    body, binders = open_operator(operator)
    if not all(b.is_proper for b in binders):
        raise NoValue(f"an infinite sum or integral: {operator}")
    return body
