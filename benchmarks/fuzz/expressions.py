"""Values of elementary expressions, families, functions, sums and integrals at one instance.

Laws and heads are added by `benchmarks.fuzz.values`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from benchmarks.fuzz.instances import Instance
from benchmarks.fuzz.quadrature import Level, Unknown, exp, integrate

Env = dict[Any, Any]
KEPT = 10**6  # how far a difference must be above what its values are rounded by
MOST_TERMS = 4000


class Undefined(ArithmeticError):
    """An expression certainly has no value."""


class Expressions:
    """Expressions at one instance, to the digits of one level."""

    def __init__(self, level: Level, instance: Instance, changed: Env | None = None) -> None:
        self.level, self.instance = level, instance
        self.ctx = level.ctx
        self.changed = changed or {}  # symbols, entries and values that derivatives and At replace
        self.moved = any(isinstance(k, AppliedUndef) for k in self.changed)

    def value(self, expr: Any, env: Env | None = None) -> Any:
        """The number, infinite ones included; raises Unknown or Undefined."""
        x = self.go(sp.sympify(expr), env or {})
        if isinstance(x, complex) or self.ctx.isnan(x) or getattr(x, "imag", 0) != 0:
            raise Undefined(f"not a real number: {expr}")
        return x

    def go(self, e: Any, env: Env) -> Any:
        """The value of a node."""
        return self.rule(type(e))(self, e, env)

    def rule(self, kind: Any) -> Callable[[Any, Any, Env], Any]:
        """What a class of nodes means."""
        raise NotImplementedError

    # --- numbers

    def number(self, x: Any) -> Any:
        """An exact number in the context."""
        if isinstance(x, Fraction):
            return self.ctx.mpf(x.numerator) / x.denominator
        return self.ctx.mpf(x)

    def integer(self, e: Any, env: Env) -> int:
        """The value of an index or size."""
        x = self.go(e, env)
        if x != int(x):
            raise Unknown(f"{e} is no integer")
        return int(x)

    def symbol(self, e: Any, env: Env) -> Any:
        for table in (env, self.changed):
            if e in table:
                return table[e]
        if e not in self.instance.numbers:
            raise Unknown(f"no value for {e}")
        return self.number(self.instance.numbers[e])

    # --- arithmetic

    def add(self, e: Any, env: Env) -> Any:
        terms = [self.go(a, env) for a in e.args]
        if {self.ctx.inf, -self.ctx.inf} <= set(terms):
            raise Undefined("infinity minus infinity")
        total = terms[0]
        for t in terms[1:]:
            total = total + t
        return total

    def mul(self, e: Any, env: Env) -> Any:
        """A product; 0 log 0 = 0, whatever the order of the factors."""
        product, late = self.ctx.one, []
        for a in e.args:
            try:
                product = product * self.go(a, env)
            except (Undefined, ZeroDivisionError) as reason:
                late.append(reason)
            if product == 0:
                return product
            if self.ctx.isnan(product):
                return self.ctx.zero
        if late:
            raise late[0]
        return product

    def power(self, e: Any, env: Env) -> Any:
        base, exponent = self.go(e.base, env), self.go(e.exp, env)
        if base == 0 and exponent < 0:
            raise Undefined(f"division by zero: {e}")
        if base < 0 and exponent != int(exponent):
            raise Undefined(f"power of a negative number: {e}")
        if exponent == int(exponent) and abs(exponent) < 10**6:
            return base ** int(exponent)
        return base**exponent

    def log(self, e: Any, env: Env) -> Any:
        return self.log_of(self.go(e.args[0], env))

    def log_of(self, x: Any) -> Any:
        """The logarithm; -infinity at 0."""
        if x < 0:
            raise Undefined("logarithm of a negative number")
        return self.ctx.log(x) if x > 0 else -self.ctx.inf

    def plain(self, e: Any, env: Env) -> Any:
        """A function that mpmath has by the same name."""
        name = NAMES.get(type(e).__name__, type(e).__name__.lower())
        return getattr(self.ctx, name)(*(self.go(a, env) for a in e.args))

    # --- families and functions

    def entry(self, e: Any, env: Env) -> Any:
        return self.entry_at(str(e.base.name), tuple(self.integer(i, env) for i in e.indices))

    def entry_at(self, name: str, key: tuple[int, ...]) -> Any:
        """An entry of a family, law or sample."""
        if (name, key) in self.changed:
            return self.changed[name, key]
        return self.number(self.instance.entry(name, key))

    def applied(self, e: Any, env: Env) -> Any:
        if self.moved and e in self.changed:
            return self.changed[e]
        name = type(e).__name__
        if name not in self.instance.functions:
            raise Unknown(f"no function {name}")
        return self.instance.functions[name](self.ctx, *(self.go(a, env) for a in e.args))

    def derivative(self, e: Any, env: Env) -> Any:
        """The derivative of an undefined function."""
        variables = [v for v, n in e.variable_count for _ in range(int(n))]
        return self._difference(lambda env: self.go(e.expr, env), variables, env)

    def _difference(self, f: Callable[[Env], Any], variables: list[Any], env: Env) -> Any:
        if not variables:
            return f(env)
        *rest, v = variables

        def inner(x: Any) -> Any:
            return self._difference(f, rest, {**env, v: x})

        return self.slope(inner, self.go(v, env))

    def subs(self, e: Any, env: Env) -> Any:
        values = {v: self.go(p, env) for v, p in zip(e.variables, e.point, strict=True)}
        return self.go(e.expr, {**env, **values})

    def slope(self, f: Callable[[Any], Any], x: Any) -> Any:
        """The derivative by central differences of two steps; Unknown where no digit is left.

        The steps are smaller where there are more digits: two levels differ by what they miss.
        """
        if self.ctx.prec < 80:
            raise Unknown("a difference needs more digits")
        h = self.ctx.mpf(10) ** (-self.ctx.dps / 5) * (abs(x) or 1)
        after, before, later, earlier = (f(x + k * h) for k in (1, -1, 2, -2))
        found = (4 * (after - before) / (2 * h) - (later - earlier) / (4 * h)) / 3
        lost = self.ctx.eps * max(map(abs, (after, before, later, earlier))) / h
        if abs(found) < KEPT * lost:
            raise Unknown("a difference has lost its digits")
        return found

    # --- operators

    def sum(self, e: Any, env: Env) -> Any:
        (i, lo, hi), *more = e.limits[::-1]
        body = sp.Sum(e.function, *more[::-1]) if more else e.function
        return self.summed(lambda k: self.go(body, {**env, i: k}), lo, hi, env)

    def summed(self, f: Callable[[int], Any], lo: Any, hi: Any, env: Env) -> Any:
        """A sum over a range, the support of the laws on the integers, or 0, 1, 2, …"""
        if lo == -sp.oo:
            return self.total(f(k) for k in self.instance.support)
        first = self.integer(lo, env)
        if hi != sp.oo:
            return self.total(f(k) for k in range(first, self.integer(hi, env) + 1))
        return self._series(f, first)

    def total(self, terms: Iterator[Any]) -> Any:
        """A sum in which infinities may occur."""
        values = list(terms)
        if {self.ctx.inf, -self.ctx.inf} <= set(values):
            raise Undefined("infinity minus infinity")
        return self.ctx.fsum(values) if values else self.ctx.zero

    def _series(self, f: Callable[[int], Any], first: int) -> Any:
        total, small = self.ctx.zero, 0
        for k in range(first, first + MOST_TERMS):
            term = f(k)
            total += term
            small = small + 1 if abs(term) <= self.ctx.eps * abs(total) / 1000 else 0
            if small > 25 and total != 0:
                return total
        raise Unknown("a series does not settle")

    def integral(self, e: Any, env: Env) -> Any:
        (x, lo, hi), *more = e.limits[::-1]
        body = sp.Integral(e.function, *more[::-1]) if more else e.function
        vector = self._vector_of(body, x)
        if vector is not None:
            return self._over_vector(vector, lambda w: self.go(body, {**env, x: w}))
        a, b = self.go(lo, env), self.go(hi, env)
        marks = self.marks(body, env)
        return integrate(self.level, lambda v: self.go(body, {**env, x: v}), a, b, marks)

    def marks(self, e: Any, env: Env) -> set[Any]:
        """Where the integrand may be narrow or not smooth: centres of curves, values of symbols."""
        names = {type(f).__name__ for f in e.atoms(AppliedUndef)}
        found = {self.ctx.mpf(c) for n in names for c in self.instance.centres.get(n, ())}
        for s in e.free_symbols:
            value = self.changed.get(s, self.instance.numbers.get(s))
            if s.is_integer is None and s.is_positive is None and value is not None:
                found.add(self.number(value))
            elif s in env and not isinstance(env[s], (int, tuple)):
                found.add(env[s])
        return found

    def _vector_of(self, body: Any, x: Any) -> Any:
        """The random vector whose hidden point is integrated over."""
        for f in body.atoms(AppliedUndef):
            if f.args == (x,) and type(f).__name__ in self.instance.vectors:
                return self.instance.vectors[type(f).__name__]
        return None

    def _over_vector(self, vector: Any, f: Callable[[Any], Any]) -> Any:
        return self.ctx.fsum(w * f(point) for point, w in vector.nodes(self.ctx))


NAMES = {"Abs": "fabs"}  # of functions that mpmath calls something else
RULES: dict[Any, Callable[[Any, Any, Env], Any]] = {
    sp.Rational: lambda v, e, env: v.number(Fraction(int(e.p), int(e.q))),
    sp.core.numbers.Exp1: lambda v, e, env: +v.ctx.e,
    sp.core.numbers.Pi: lambda v, e, env: +v.ctx.pi,
    sp.core.numbers.EulerGamma: lambda v, e, env: +v.ctx.euler,
    sp.core.numbers.Infinity: lambda v, e, env: v.ctx.inf,
    sp.core.numbers.NegativeInfinity: lambda v, e, env: -v.ctx.inf,
    sp.Symbol: Expressions.symbol,
    sp.Add: Expressions.add,
    sp.Mul: Expressions.mul,
    sp.Pow: Expressions.power,
    sp.log: Expressions.log,
    sp.exp: lambda v, e, env: exp(v.ctx, v.go(e.args[0], env)),
    sp.Max: lambda v, e, env: max(v.go(a, env) for a in e.args),
    sp.Min: lambda v, e, env: min(v.go(a, env) for a in e.args),
    sp.sign: lambda v, e, env: v.ctx.sign(v.go(e.args[0], env)),
    sp.KroneckerDelta: lambda v, e, env: v.ctx.mpf(
        int(v.go(e.args[0], env) == v.go(e.args[1], env))
    ),
    sp.polygamma: lambda v, e, env: v.ctx.psi(int(v.go(e.args[0], env)), v.go(e.args[1], env)),
    sp.Function: Expressions.plain,
    sp.Indexed: Expressions.entry,
    AppliedUndef: Expressions.applied,
    sp.Derivative: Expressions.derivative,
    sp.Subs: Expressions.subs,
    sp.Sum: Expressions.sum,
    sp.Integral: Expressions.integral,
}
