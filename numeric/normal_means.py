r"""Exact means of polynomials times exponentials of linear forms in independent standard normals.

A formula that is evaluated over `NormalField` gives a number Σ p_k(z) exp(t_k·z) with polynomials
p_k and vectors t_k; `NormalField.mean` is its expectation under z ~ N(0, I), by

    E zⁿ = (n-1)!! for even n, 0 for odd n,      E zⁿ exp(t z) = exp(t²/2) E (z+t)ⁿ.

What is no such function (the cosine of z, 1/z) is refused with `NotImplementedError`.

Source: L. Isserlis, "On a formula for the product-moment coefficient of any order of a normal
frequency distribution in any number of variables" (1918).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod
from typing import Any, Generic

from derivecheck.numeric.field import Field, T

__all__ = ["NormalField", "Smooth"]

Powers = tuple[int, ...]
Polynomial = dict[Powers, T]
MOST_TERMS = 4096


@dataclass(frozen=True, eq=False, slots=True)
class Smooth(Generic[T]):
    """Σ p(z) exp(t·z): pairs of a slope t, None for 0, and the coefficients of p by powers."""

    field: NormalField[T]
    parts: tuple[tuple[Sequence[T] | None, Polynomial[T]], ...]

    def _lifted(self, other: Any) -> Any:
        if isinstance(other, int | Fraction):
            return self.field.number(other)
        return other if isinstance(other, Smooth) else NotImplemented

    def __add__(self, other: Any) -> Any:
        other = self._lifted(other)
        return other if other is NotImplemented else self.field.collected(*self.parts, *other.parts)

    __radd__ = __add__

    def __neg__(self) -> Smooth[T]:
        return self * -1

    def __sub__(self, other: Any) -> Any:
        return self + -1 * other if isinstance(other, Smooth | int | Fraction) else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        other = self._lifted(other)
        if other is NotImplemented:
            return other
        pairs = [(a, b) for a in self.parts for b in other.parts]
        return self.field.collected(*[(_sum(s, t), _product(p, q)) for (s, p), (t, q) in pairs])

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        other = self._lifted(other)
        if other is NotImplemented:
            return other
        return self * self.field.constant(1 / self.field.as_constant(other))

    def __rtruediv__(self, other: Any) -> Any:
        return self.field.constant(1 / self.field.as_constant(self)) * other

    def __pow__(self, exponent: int) -> Any:
        if not isinstance(exponent, int):
            return NotImplemented
        if exponent < 0:
            return self.field.one / self**-exponent
        half: Any = self ** (exponent // 2) if exponent > 1 else self.field.one
        return half * half * self if exponent % 2 else half * half


def _sum(s: Sequence[T] | None, t: Sequence[T] | None) -> Sequence[T] | None:
    if s is None or t is None:
        return t if s is None else s
    return [a + b for a, b in zip(s, t, strict=True)]


def _product(p: Polynomial[T], q: Polynomial[T]) -> Polynomial[T]:
    if len(p) * len(q) > MOST_TERMS:
        raise NotImplementedError("a polynomial with too many terms")
    return _collect(
        (tuple(map(sum, zip(j, k, strict=True))), a * b) for j, a in p.items() for k, b in q.items()
    )


def _collect(terms: Any) -> Polynomial[Any]:
    found: Polynomial[Any] = {}
    for k, c in terms:
        found[k] = found[k] + c if k in found else c
    return found


class NormalField(Field[Smooth[T]], Generic[T]):
    """Functions of d independent standard normal variables over ``base``.

    >>> from derivecheck.numeric.fields import Floats
    >>> ring = NormalField(Floats(), 1)
    >>> (z,) = ring.variables
    >>> ring.mean(z**4 + z), ring.mean(ring.exp(2 * z)) == Floats().exp(2.0)
    (3.0, True)
    """

    def __init__(self, base: Field[T], dimension: int) -> None:
        self.base = base
        self.dimension = dimension
        self.digits = base.digits
        self.rigorous = base.rigorous
        self.level: int = getattr(base, "level", 0)  # of dual numbers below

    def __repr__(self) -> str:
        return f"NormalField({self.base!r}, {self.dimension})"

    @property
    def _origin(self) -> Powers:
        return (0,) * self.dimension

    @property
    def variables(self) -> list[Smooth[T]]:
        """z_1, …, z_d."""
        unit = [tuple(int(j == k) for j in range(self.dimension)) for k in range(self.dimension)]
        return [Smooth(self, ((None, {powers: self.base.one}),)) for powers in unit]

    def constant(self, x: T) -> Smooth[T]:
        """A number of the field below."""
        return Smooth(self, ((None, {self._origin: x}),))

    def collected(self, *parts: tuple[Sequence[T] | None, Polynomial[T]]) -> Smooth[T]:
        """A sum, with what has no exponential in one polynomial."""
        plain = _collect(term for slope, p in parts if slope is None for term in p.items())
        kept = {k: c for k, c in plain.items() if not self.base.is_zero(c)}
        grown = [(t, p) for t, p in parts if t is not None and not self._vanishes(p)]
        if len(grown) > MOST_TERMS:
            raise NotImplementedError("too many exponentials")
        return Smooth(self, ((None, kept or {self._origin: self.base.zero}), *grown))

    def _vanishes(self, p: Polynomial[T]) -> bool:
        return all(map(self.base.is_zero, p.values()))

    def as_constant(self, x: Smooth[T]) -> T:
        """The number that does not depend on z."""
        ((slope, p), *more) = x.parts
        if more or slope is not None or set(p) - {self._origin}:
            raise NotImplementedError("no exact mean under a normal law")
        return p.get(self._origin, self.base.zero)

    def mean(self, x: Smooth[T]) -> T:
        """E of the function at z ~ N(0, I)."""
        return self.base.total(self._mean(slope, p) for slope, p in x.parts)

    def _mean(self, slope: Sequence[T] | None, p: Polynomial[T]) -> T:
        shift = [None] * self.dimension if slope is None else slope
        moments = (
            prod((self._moment(n, t) for n, t in zip(k, shift, strict=True)), start=c)
            for k, c in p.items()
        )
        total = self.base.total(moments)
        if slope is None:
            return total
        return total * self.base.exp(self.base.total(t * t for t in slope) / 2)

    def _moment(self, n: int, shift: T | None) -> T:
        """E (z + t)ⁿ."""
        if shift is None:
            return self.base.rational(_double_factorial(n))
        terms = (shift ** (n - k) * (comb(n, k) * _double_factorial(k)) for k in range(0, n + 1, 2))
        return self.base.total(terms)

    # constants and functions

    def rational(self, p: int, q: int = 1) -> Smooth[T]:
        return self.constant(self.base.rational(p, q))

    @property
    def pi(self) -> Smooth[T]:
        return self.constant(self.base.pi)

    @property
    def infinity(self) -> Smooth[T]:
        return self.constant(self.base.infinity)

    def exp(self, x: Smooth[T]) -> Smooth[T]:
        ((slope, p), *more) = x.parts
        if more or slope is not None or any(sum(k) > 1 for k in p):
            raise NotImplementedError("no exact mean of this exponential under a normal law")
        height = self.base.exp(p.get(self._origin, self.base.zero))
        if set(p) <= {self._origin}:
            return self.constant(height)
        units = [next(iter(z.parts[0][1])) for z in self.variables]
        slopes = [p.get(unit, self.base.zero) for unit in units]
        zero = (None, {self._origin: self.base.zero})
        return Smooth(self, (zero, (slopes, {self._origin: height})))

    def _of_constants(self, function: Callable[..., T], *xs: Smooth[T]) -> Smooth[T]:
        return self.constant(function(*map(self.as_constant, xs)))

    def log(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.log, x)

    def sqrt(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.sqrt, x)

    def power(self, x: Smooth[T], y: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.power, x, y)

    def erf(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.erf, x)

    def gamma(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.gamma, x)

    def loggamma(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.loggamma, x)

    def polygamma(self, n: int, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(lambda y: self.base.polygamma(n, y), x)

    def upper_gamma(self, s: Smooth[T], x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.upper_gamma, s, x)

    def sin(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.sin, x)

    def cos(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.cos, x)

    def tanh(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.tanh, x)

    def abs(self, x: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.abs, x)

    def maximum(self, x: Smooth[T], y: Smooth[T]) -> Smooth[T]:
        return self._of_constants(self.base.maximum, x, y)

    def quad(self, f: Callable[[Smooth[T]], Smooth[T]], lo: Smooth[T], hi: Smooth[T]) -> Smooth[T]:
        raise NotImplementedError("an integral inside the mean under a normal vector")

    # comparisons

    def is_zero(self, x: Smooth[T]) -> bool:
        return all(self._vanishes(p) for _, p in x.parts)

    def defined(self, x: Smooth[T]) -> Smooth[T]:
        return x

    def radius(self, x: Smooth[T]) -> float:
        return self.base.radius(self.as_constant(x))

    def certainly_less(self, x: Smooth[T], y: Smooth[T]) -> bool:
        return self.base.certainly_less(self.as_constant(x), self.as_constant(y))

    def midpoint_str(self, x: Smooth[T], digits: int = 17) -> str:
        return self.base.midpoint_str(self.as_constant(x), digits)


def _double_factorial(n: int) -> int:
    """E zⁿ of a standard normal z."""
    return 0 if n % 2 else prod(range(1, n, 2))
