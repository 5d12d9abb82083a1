r"""Series over n = 0, 1, 2, …: finitely many terms, and a bound of all that follow.

Every part of a term is bounded by c ρⁿ (n+1)^k / (n!)^m with n.  The bound of the next term over
that of this one falls with n, so where it is below 1 a geometric series bounds the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log
from typing import Any, Protocol

from sympy import Add, Expr, Mul, Pow, Symbol, exp, factorial, gamma
from sympy import log as log_of

from derivecheck.numeric.dual import DualField
from derivecheck.numeric.field import Field
from derivecheck.numeric.reach import decay, to_float

FIRST, MOST = 32, 20_000  # terms


class NoBound(Exception):
    """The terms of a series have no bound that is known."""


class Values(Protocol):
    """What a bound asks of the evaluator of a world."""

    field: Any

    def _go(self, e: Any, env: Any) -> Any: ...


@dataclass(frozen=True)
class Growth:
    """c ρⁿ (n+1)^k / (n!)^m at n = 0, 1, 2, …"""

    c: Any
    rho: Any
    k: int = 0
    m: int = 0

    def __mul__(self, other: Growth) -> Growth:
        return Growth(self.c * other.c, self.rho * other.rho, self.k + other.k, self.m + other.m)

    def plus(self, other: Growth, field: Field[Any]) -> Growth:
        """A bound of the sum."""
        rho = field.maximum(self.rho, other.rho)
        return Growth(self.c + other.c, rho, max(self.k, other.k), min(self.m, other.m))

    def ratio(self, field: Field[Any], n: int) -> Any:
        """The bound at n + 1 over that at n; where m ≥ 0 it falls with n."""
        step = (field.rational(n + 2) / field.rational(n + 1)) ** self.k
        return self.rho * step / field.rational(n + 1) ** self.m

    def log_at(self, field: Field[Any], n: int) -> float:
        """About the logarithm of the bound at n."""
        c, rho = (max(to_float(field, x), 1e-300) for x in (self.c, self.rho))
        return log(c) + n * log(rho) + self.k * log(n + 1) - self.m * lgamma(n + 1)

    def at(self, field: Field[Any], n: int) -> Any:
        """The bound at n."""
        power = self.rho**n * field.rational(n + 1) ** self.k
        return self.c * power / field.gamma(field.rational(n + 1)) ** self.m


def terms_and_rest(values: Values, body: Expr, n: Symbol, env: Any) -> tuple[int, Any]:
    """How many terms are enough, and a bound of the rest; raises NoBound."""
    field = values.field
    if isinstance(field, DualField):
        raise NoBound("a derivative of a series")
    growth = Growths(values, n, env).of(body)
    count = FIRST
    while growth.log_at(field, count) > -decay(field) or growth.m < 0:
        count *= 2
        if count > MOST or growth.m < 0:
            raise NoBound("no fast convergence")
    ratio = growth.ratio(field, count)
    if not field.certainly_less(ratio, field.one):
        raise NoBound("no convergence")
    return count, growth.at(field, count) / (1 - ratio)


@dataclass(frozen=True)
class Growths:
    """Bounds of expressions in n."""

    values: Values
    n: Symbol
    env: Any

    def of(self, e: Expr) -> Growth:
        """A bound of |e|; raises NoBound where none is known."""
        field = self.values.field
        if not e.has(self.n):
            return Growth(field.abs(self.value(e)), field.one)
        if e == self.n:
            return Growth(field.one, field.one, 1)
        if isinstance(e, Mul):
            found = Growth(field.one, field.one)
            for a in e.args:
                found = found * self.of(a)
            return found
        if isinstance(e, Add):
            first, *rest = map(self.of, e.args)
            for g in rest:
                first = first.plus(g, field)
            return first
        if isinstance(e, exp):
            return self.exponential(e.args[0])
        if isinstance(e, Pow):
            return self.power(*e.args)
        if isinstance(e, log_of):
            return self.logarithm(e.args[0])
        raise NoBound(f"no bound of {e}")

    def value(self, e: Expr) -> Any:
        """The value of what does not depend on n."""
        return self.values._go(e, self.env)

    def line(self, e: Expr) -> tuple[Expr, Expr]:
        """(a, b) of a n + b."""
        slope = e.diff(self.n)
        rest = (e - slope * self.n).expand()
        if slope.has(self.n) or rest.has(self.n):
            raise NoBound(f"{e} is not linear")
        return slope, rest

    def exponential(self, exponent: Expr) -> Growth:
        """exp(a n + b)."""
        a, b = self.line(exponent)
        return Growth(self.value(exp(b)), self.value(exp(a)))

    def power(self, base: Expr, exponent: Expr) -> Growth:
        """c^(a n + b) for c > 0, a power of what is bounded, 1/(n + b)!, 1/(n + b)."""
        field = self.values.field
        if not base.has(self.n):
            a, b = self.line(exponent)
            size = self.value(base)
            if not field.certainly_positive(size):
                if not (a.is_Integer and b.is_Integer and a >= 0 and b >= 0):
                    raise NoBound(f"{base} may be negative")
                size = field.abs(size)
                return Growth(size ** int(b), size ** int(a))
            return Growth(self.value(base**b), self.value(base**a))
        if exponent.is_Integer and exponent > 0:
            found = inner = self.of(base)
            for _ in range(int(exponent) - 1):
                found = found * inner
            return found
        if exponent.is_Integer:
            inner = self.inverse(base)
            found = inner
            for _ in range(-int(exponent) - 1):
                found = found * inner
            return found
        raise NoBound(f"no bound of {base**exponent}")

    def inverse(self, e: Expr) -> Growth:
        """1/(n + b)! for integers b, 1/(n + b) for b ≥ 1."""
        one = self.values.field.one
        shift = self.shift(e)
        if shift is not None:
            return Growth(one, one, max(0, -shift), 1)
        a, b = self.line(e)
        if a == 1 and (b - 1).is_nonnegative:
            return Growth(one, one)
        raise NoBound(f"1/({e}) has no bound")

    def shift(self, e: Expr) -> int | None:
        """b where an expression is (n + b)!."""
        argument = e.args[0] if isinstance(e, (factorial, gamma)) else None
        if argument is None:
            return None
        b = argument - self.n - (1 if isinstance(e, gamma) else 0)
        return int(b) if b.is_Integer else None

    def logarithm(self, e: Expr) -> Growth:
        """|log| of products of what has a linear or quadratic logarithm."""
        field = self.values.field
        if isinstance(e, Mul):
            first, *rest = map(self.logarithm, e.args)
            for g in rest:
                first = first.plus(g, field)
            return first
        if not e.has(self.n):
            return Growth(field.abs(self.value(log_of(e))), field.one)
        if isinstance(e, exp):
            return self.of(e.args[0])
        shift = self.shift(e)
        if shift is not None and shift >= 0:  # log (n + b)! ≤ (n + b)²
            return Growth(field.rational((shift + 1) ** 2), field.one, 2)
        if isinstance(e, Pow):
            return self.of(e.exp) * self.logarithm(e.base)
        a, b = self.line(e)
        if a == 1 and b.is_Integer and b >= 1:  # log (n + b) ≤ n + b
            return Growth(field.rational(int(b)), field.one, 1)
        raise NoBound(f"no bound of the logarithm of {e}")
