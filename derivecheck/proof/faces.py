"""Laws with zeros, face by face: which values may vanish together, and what kernels are there.

A face of the laws is a set of values, such as q(x), that are 0 while all others are positive.  On a
face a kernel has a value by the conventions 0 log 0 = 0 and p log(p/0) = ∞, or none, as 1/q and
log p - log q where both vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Indexed,
    Max,
    Min,
    Mul,
    Pow,
    S,
    default_sort_key,
    exp,
    expand,
    fraction,
    log,
    oo,
    sift,
)
from sympy.core.function import AppliedUndef

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.assumptions import Dominated
from derivecheck.language.functionals import Expectation, unfold
from derivecheck.language.measures import Assumption, WithZeros
from derivecheck.terms.elementary import Expander, apply_head, arguments_of, factorised, head_of

MOST_VALUES = 6  # that may vanish in one kernel
INFINITE = frozenset({oo, -oo})
CONTINUOUS = (Add, Mul, exp, Abs, Max, Min)
Face = frozenset[Expr]


class Varying(Dummy):  # type: ignore[misc]
    """A finite number that depends on values that may vanish, such as a sum of them."""


class NoValue(Exception):
    """An expression has no value, or none that is known, where laws vanish."""


@dataclass(frozen=True)
class Faces:
    """The faces that the assumptions allow, and values on them."""

    given: tuple[Assumption, ...]

    @cached_property
    def positive_heads(self) -> dict[Any, Any]:
        """The heads of values that may vanish, and those of the positive law of the same name."""
        x = Dummy(integer=True)
        laws = [a for a in self.given if isinstance(a, WithZeros)]
        return {head_of(a.at(x)): head_of(a.positive.at(x)) for a in laws}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the prover may use where all laws are positive."""
        return tuple(f for a in self.interior for f in a.facts)

    @cached_property
    def interior(self) -> tuple[Assumption, ...]:
        """The assumptions with positive laws in place of those with zeros."""
        return tuple(a.positive if isinstance(a, WithZeros) else a for a in self.given)

    def values(self, *exprs: Expr) -> list[Expr]:
        """The values in expressions that may vanish."""
        atoms = set().union(*(e.atoms(Indexed, AppliedUndef) for e in exprs))
        return sorted((a for a in atoms if head_of(a) in self.positive_heads), key=default_sort_key)

    def positive(self, expr: Expr) -> Expr:
        """The expression where nothing vanishes."""
        return expr.xreplace({v: self._as_positive(v) for v in self.values(expr)})

    def _as_positive(self, value: Expr) -> Expr:
        head, arguments = self.positive_heads[head_of(value)], arguments_of(value)
        return head[arguments] if isinstance(value, Indexed) else head(*arguments)

    def of(self, *exprs: Expr) -> Iterator[Face]:
        """Every face of the values in the expressions, the interior first."""
        values = self.values(*exprs)
        if len(values) > MOST_VALUES:
            raise NoValue(f"{len(values)} values may vanish")
        sizes = range(len(values) + 1)
        faces = chain.from_iterable(combinations(values, k) for k in sizes)
        return (f for f in map(frozenset, faces) if self._is_allowed(f, values))

    def _is_allowed(self, face: Face, values: Sequence[Expr]) -> bool:
        """Whether no law is positive where one that dominates it vanishes."""
        x = Dummy(integer=True)
        for a in self.given if face else ():
            below, above = (law.at(x) for law in a.args) if isinstance(a, Dominated) else (x, x)
            for value in face:
                if head_of(value) == head_of(above):
                    dominated = apply_head(below, arguments_of(value))
                    free = head_of(below) in self.positive_heads and dominated not in values
                    if dominated not in face and not free:
                        return False
        return True

    @cached_property
    def expander(self) -> Expander:
        """Signs under the assumptions."""
        return Expander(f for f in self.facts if isinstance(f, Between))

    # --- values on a face

    def at(self, expr: Expr, face: Face) -> Expr:
        """The value of a kernel on a face, in terms of the positive values, or ±∞.

        It is the limit of the kernel as the values in the face go to 0 like one ε, for a weight
        that vanishes like a power of ε outdoes every logarithm.  Logarithms and denominators must
        be positive for all positive values, also for those that are 1.
        """
        if isinstance(expr, Add):
            return _added(self.at(term, face) for term in expr.args)
        if not self._varies(expr):
            return expr
        factors = Mul.make_args(expr)
        sums = [f for f in factors if isinstance(f, Add) and f.has(log)]
        if sums:
            others = Mul(*[f for f in factors if f != sums[0]])
            return _added(self.at(term * others, face) for term in sums[0].args)
        logs, rest = sift(factors, lambda f: f.has(log) and self._varies(f), binary=True)
        weight = self._without_pole(Mul(*rest), face)
        powers = [self._log_power(f, face) for f in logs]
        if weight == 0:
            return S.Zero
        if all(value.is_finite is not False for value in powers):
            return weight * Mul(*powers)
        return self._infinite(weight, powers)

    def _infinite(self, weight: Expr, powers: Sequence[Expr]) -> Expr:
        """A weight of known sign times one infinite logarithm."""
        for sign in (1, -1) if len(powers) == 1 and powers[0] in (oo, -oo) else ():
            if self._is_positive(sign * weight):
                return sign * powers[0]
        raise NoValue(f"{weight} times a logarithm that is infinite, or of 0/0")

    def _log_power(self, f: Expr, face: Face) -> Expr:
        """A power of the logarithm of a quotient of polynomials; not a number for log 0/0."""
        base, exponent = f.as_base_exp()
        if not (isinstance(base, log) and exponent.is_Integer and exponent.is_positive):
            raise NoValue(f"{f} where laws vanish")
        top, bottom = (self._leading(e, face) for e in fraction(factorised(base.args[0])))
        if top != 0 and bottom != 0:
            return log(top / bottom) ** exponent
        infinite = exponent == 1 and top != bottom
        return (oo if bottom == 0 else -oo) if infinite else S.ComplexInfinity

    def _leading(self, polynomial: Expr, face: Face) -> Expr:
        """A polynomial on a face: 0 or positive, and a power of ε near it."""
        value = expand(self._substituted(polynomial, face))
        variables = [*self.values(polynomial), *polynomial.atoms(Varying)]
        algebraic = not variables or polynomial.is_polynomial(*variables)
        known = value == 0 or self._is_positive(value)
        if not (algebraic and known and self._is_positive(self.positive(polynomial))):
            raise NoValue(f"log of {polynomial}")
        return value

    def _without_pole(self, weight: Expr, face: Face) -> Expr:
        """A weight without logarithms that is continuous; 0 if it vanishes on the face."""
        if not self._varies(weight) or isinstance(weight, Varying):
            return weight
        if head_of(weight) in self.positive_heads:
            return S.Zero if weight in face else self._as_positive(weight)
        if isinstance(weight, Pow):
            return self._power(weight, face)
        if not isinstance(weight, CONTINUOUS):
            raise NoValue(f"{weight} where laws vanish")
        return expand(weight.func(*[self._without_pole(a, face) for a in weight.args]))

    def _power(self, power: Expr, face: Face) -> Expr:
        """A power of what does not vanish, or a positive power of what does."""
        base, exponent = self._without_pole(power.base, face), power.exp
        whole = exponent.is_Integer and exponent.is_positive
        root = base == 0 and exponent.is_positive and self._is_positive(self.positive(power.base))
        if self._varies(exponent) or not (whole or root or self._is_positive(base)):
            raise NoValue(f"{power} where laws vanish")
        return base**exponent

    def _varies(self, expr: Expr) -> bool:
        return bool(self.values(expr) or expr.atoms(Varying))

    def _is_positive(self, expr: Expr) -> bool:
        return self.expander.is_positive(factorised(expr))

    def restricted(self, expr: Expr, face: Face) -> Expr:
        """An expression in positive values, those of a face put to 0."""
        return expr.xreplace({self._as_positive(v): S.Zero for v in face})

    def _substituted(self, expr: Expr, face: Face) -> Expr:
        zeros = dict.fromkeys(face, S.Zero)
        return expr.xreplace({v: zeros.get(v, self._as_positive(v)) for v in self.values(expr)})

    def loses_a_pole(self, expectation: Expectation) -> bool:
        """Whether 0 · (1/0), which is 0 in a mean, changes once p · (1/p) is cancelled."""
        x = expectation.law.space.variable()
        weight, f = expectation.law.at(x), unfold(expectation.integrand(x))
        f = f.xreplace({ell: Dummy() for ell in f.atoms(log)})
        bases = [p.base for p in f.atoms(Pow) if not p.exp.is_nonnegative]
        return any(
            expand(self._substituted(weight, face)) == 0
            and any(factorised(self._substituted(b, face)) == 0 for b in bases)
            for face in self.of(weight, *bases)
        )


def _added(values: Iterable[Expr]) -> Expr:
    """A sum in the extended reals."""
    terms = list(values)
    infinite = without_clash(INFINITE & {t} for t in terms)
    return next(iter(infinite), Add(*terms))


def without_clash(parts: Iterable[frozenset[Expr]]) -> frozenset[Expr]:
    """The infinite values of the terms of a sum; ∞ - ∞ is refused."""
    infinite: frozenset[Expr] = frozenset().union(*parts)
    if infinite == INFINITE:
        raise NoValue("infinity minus infinity where laws vanish")
    return infinite
