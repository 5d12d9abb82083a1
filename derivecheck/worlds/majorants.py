r"""Polynomials in one variable x that bound an integrand far out, where quadrature stops.

`majorant_of` gives terms (k, c_k) with |e| <= Σ c_k |x|^k.  Derivatives are bounded through the
exact polynomial that an expression is: the coefficients over dual numbers carry their derivatives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from fractions import Fraction
from typing import Any, Protocol

from sympy import Abs, Add, Expr, Mul, Pow, Symbol, cos, exp, log, sin, tanh
from sympy import E as EULER
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import RealFunction
from derivecheck.language.functionals import Partial
from derivecheck.language.laws.line import Density
from derivecheck.numeric.field import Field
from derivecheck.numeric.law import Power
from derivecheck.worlds.arithmetic import Env

Polynomial = dict[Power, Any]
Bounds = dict[Expr, Polynomial]


class Values(Protocol):
    """What a bound asks of the evaluator of a world."""

    field: Any
    declared: Any
    world: Any

    def _go(self, e: Any, env: Env) -> Any: ...

    def line_law(self, law: Any, env: Env) -> Any: ...

    def quadratic(self, f: RealFunction) -> list[Any]: ...

    def differentiated(self, e: Expr, env: Env) -> tuple[Any, Expr, Env]: ...


def majorant_of(
    evaluator: Values, e: Expr, x: Symbol, env: Env, law: Any
) -> list[tuple[Power, Any]] | None:
    """Terms (k, c_k) with |e| <= Σ c_k r^k, or None where none is known; r as in the law."""
    known = bounds(law, x, evaluator.field)
    terms = Polynomials(evaluator, x, env, bound=True, known=known).of(e)
    return None if terms is None else sorted(terms.items())


def bounds(law: Any, x: Symbol, field: Field[Any]) -> Bounds:
    """What bounds x and the logarithms that are natural next to a law."""
    bound = law.log_bound(field)
    if bound is None:
        return {}
    logs = _collected(bound)
    if law.support(field)[1] is None:
        return {log(x): logs}
    one: Polynomial = {0: field.one}
    return {x: one, 1 - x: one, log(x): logs, log(1 - x): logs}


def _collected(terms: list[tuple[Power, Any]]) -> Polynomial:
    total: Polynomial = {}
    for k, c in terms:
        total[k] = total[k] + c if k in total else c
    return total


@dataclass(frozen=True)
class Polynomials:
    """The polynomial in x that an expression is, or with ``bound`` one that bounds it in |x|."""

    evaluator: Values
    x: Symbol
    env: Env
    bound: bool
    known: Bounds = dataclass_field(default_factory=dict)

    def of(self, e: Expr) -> Polynomial | None:
        """Coefficients by power, or None where none are known."""
        if e in self.known:
            return self.known[e]
        if e == self.x:
            return {1: self.evaluator.field.one}
        if not e.has(self.x):
            return {0: self._size(self.evaluator._go(e, self.env))}
        if isinstance(e, Add):
            return self._sum([self.of(a) for a in e.args])
        if isinstance(e, Mul):
            return self._product([self.of(a) for a in e.args])
        if isinstance(e, Pow) and e.exp.is_Integer and e.exp > 0 and e.base != EULER:
            return self._product([self.of(e.base)] * int(e.exp))
        if isinstance(e, Pow) and self.bound and e.base != EULER and not e.exp.has(self.x):
            return self._power(e)
        if isinstance(e, Partial):
            return self._derivative(e)
        if isinstance(e, AppliedUndef):
            return self._function(e)
        return self._transcendental(e) if self.bound else None

    def _power(self, e: Expr) -> Polynomial | None:
        """A positive rational power of what is at most c·x^k, x > 0; parameters are rational here.

        A negative power needs a bound from below: there is none here.
        """
        field, power = self.evaluator.field, self.evaluator.world.exact(e.exp)
        right = power.is_Rational and power.is_positive and log(self.x) in self.known
        inner = self.of(e.base) if right else None
        if inner is None or len(inner) != 1:
            return None
        ((k, c),) = inner.items()
        q = Fraction(int(power.p), int(power.q))
        return {k * q: field.power(c, field.number(q))}

    def _size(self, x: Any) -> Any:
        return self.evaluator.field.abs(x) if self.bound else x

    def _transcendental(self, e: Expr) -> Polynomial | None:
        if isinstance(e, log):
            return self._log(e.args[0])
        if isinstance(e, Abs):
            return self.of(e.args[0])
        return {0: self.evaluator.field.one} if isinstance(e, (sin, cos, tanh)) else None

    def _sum(self, parts: list[Polynomial | None]) -> Polynomial | None:
        total: Polynomial = {}
        for part in parts:
            if part is None:
                return None
            total = _collected([*total.items(), *part.items()])
        return total

    def _product(self, parts: list[Polynomial | None]) -> Polynomial | None:
        product: Polynomial = {0: self.evaluator.field.one}
        for part in parts:
            if part is None:
                return None
            grown = [{k + m: c * d for m, d in part.items()} for k, c in product.items()]
            product = self._sum([*grown]) or {}
        return product

    def _composed(self, outer: Polynomial, inner: Polynomial | None) -> Polynomial | None:
        """Σ c_k u^k for a polynomial u in x."""
        parts = [self._product([{0: c}, *[inner] * int(k)]) for k, c in outer.items()]
        return self._sum(parts)

    def _log(self, e: Expr) -> Polynomial | None:
        """|log| of a product of powers, exponentials, densities and constants."""
        field = self.evaluator.field
        if log(e) in self.known:
            return self.known[log(e)]
        if not e.has(self.x):
            return {0: field.abs(field.log(self.evaluator._go(e, self.env)))}
        if isinstance(e, Mul):
            return self._sum([self._log(a) for a in e.args])
        if isinstance(e, exp):
            return self.of(e.args[0])
        if isinstance(e, Pow) and not e.exp.has(self.x):
            return self._product([self.of(e.exp), self._log(e.base)])
        if isinstance(e, Add):
            return self._log_above(e)
        owner = self._owner(e)
        if not isinstance(owner, Density):
            return None
        law = self.evaluator.line_law(owner, self.env)
        return self._composed({int(k): c for k, c in law.log_majorant(field)}, self.of(e.args[0]))

    def _log_above(self, e: Expr) -> Polynomial | None:
        """|log(c + u)| <= |log c| + u / c for a number c > 0 and a polynomial u >= 0."""
        field, (number, rest) = self.evaluator.field, e.as_independent(self.x, as_Add=True)
        c = self.evaluator._go(number, self.env)
        exact = replace(self, bound=False, known={}).of(rest)
        if exact is None or not field.certainly_positive(c):
            return None
        right = log(self.x) in self.known  # the law lives on x > 0
        if not all(field.certainly_positive(a) and (right or k % 2 == 0) for k, a in exact.items()):
            return None
        return self._sum([{0: field.abs(field.log(c))}, self._product([{0: 1 / c}, self.of(rest)])])

    def _owner(self, e: Expr) -> Any:
        named = isinstance(e, AppliedUndef)
        return self.evaluator.declared.get(e.func.__name__) if named else None

    def _function(self, e: Expr) -> Polynomial | None:
        """An undefined function, which is a quadratic polynomial in the model of normal laws."""
        owner = self._owner(e)
        if not isinstance(owner, RealFunction) or owner.sign == "unit":
            return None
        values = self.evaluator.quadratic(owner)
        outer: Polynomial = {k: self._size(c) for k, c in enumerate(values)}
        return self._composed(outer, self.of(e.args[0]))

    def _derivative(self, e: Expr) -> Polynomial | None:
        """From the exact polynomial: by x power by power, by a parameter from the slopes."""
        expr, wrt = e.args
        if wrt == self.x:
            exact = Polynomials(self.evaluator, self.x, self.env, bound=False).of(expr)
            slopes = exact and {k - 1: k * c for k, c in exact.items() if k}
        else:
            inner, expr, env = self.evaluator.differentiated(e, self.env)
            exact = Polynomials(inner, self.x, env, bound=False).of(expr)
            slopes = exact and {k: inner.field.lift(c).slope for k, c in exact.items()}
        return None if slopes is None else {k: self._size(c) for k, c in slopes.items()}
