"""Forward-mode dual numbers over any field: exact derivatives of a formula from its definition.

A dual number a + b·ε with ε² = 0 carries a value a and a slope b; nesting the fields gives
second and higher orders.  A formula that takes its field as an argument is differentiated by
calling it with `DualField(field)`; numbers of the field below count as constants.

Main results
------------
* `DualField`: dual numbers as a `derivecheck.numeric.field.Field`.
* `derivative`, `gradient`, `jacobian`, `hessian` of f(field, x).

Source: A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic

from derivecheck.numeric.field import Field, OutOfDomain, T


@dataclass(frozen=True, eq=False, slots=True)
class Dual(Generic[T]):
    """value + slope·ε.  ``level`` counts the nesting, so that nested ε are told apart."""

    value: T
    slope: T
    level: int

    def _is_constant(self, other: Any) -> bool:
        return not (isinstance(other, Dual) and other.level == self.level)

    def _below(self, other: Any) -> bool:
        """Whether `other` is nested deeper, so that self is a constant to it."""
        return isinstance(other, Dual) and other.level > self.level

    def __add__(self, other: Any) -> Dual[T]:
        if self._below(other):
            return other + self
        if self._is_constant(other):
            return Dual(self.value + other, self.slope, self.level)
        return Dual(self.value + other.value, self.slope + other.slope, self.level)

    __radd__ = __add__

    def __neg__(self) -> Dual[T]:
        return Dual(-self.value, -self.slope, self.level)

    def __sub__(self, other: Any) -> Dual[T]:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Dual[T]:
        if self._is_constant(other):
            return Dual(other - self.value, -self.slope, self.level)
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Dual[T]:
        if self._below(other):
            return other * self
        if self._is_constant(other):
            return Dual(self.value * other, self.slope * other, self.level)
        slope = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, slope, self.level)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Dual[T]:
        if self._below(other):
            return other.__rtruediv__(self)
        if self._is_constant(other):
            return Dual(self.value / other, self.slope / other, self.level)
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - quotient * other.slope) / other.value, self.level)

    def __rtruediv__(self, other: Any) -> Dual[T]:
        quotient = other / self.value
        return Dual(quotient, -quotient * self.slope / self.value, self.level)

    def __pow__(self, exponent: int) -> Dual[T]:
        if not isinstance(exponent, int):
            return NotImplemented
        value = self.value**exponent
        if exponent == 0:
            return Dual(value, 0 * self.slope, self.level)
        slope = self.slope * (self.value ** (exponent - 1) * exponent)
        return Dual(value, slope, self.level)


class DualField(Field[Dual[T]], Generic[T]):
    """Dual numbers over `base`.

    >>> from derivecheck.numeric.fields import Floats
    >>> D = DualField(Floats())
    >>> D.log(D.variable(2.0)).slope
    0.5
    """

    def __init__(self, base: Field[T]) -> None:
        self.base = base
        self.level: int = getattr(base, "level", 0) + 1
        self.digits = base.digits
        self.rigorous = base.rigorous

    def __repr__(self) -> str:
        return f"DualField({self.base!r})"

    def constant(self, x: T) -> Dual[T]:
        """x + 0·ε."""
        return Dual(x, self.base.zero, self.level)

    def variable(self, x: T) -> Dual[T]:
        """x + ε."""
        return Dual(x, self.base.one, self.level)

    def lift(self, x: Any) -> Dual[T]:
        """x itself, or a number of the base field as a constant."""
        here = isinstance(x, Dual) and x.level == self.level
        return x if here else self.constant(x)

    def _chain(self, x: Dual[T], value: T, derivative: T) -> Dual[T]:
        return Dual(value, derivative * x.slope, self.level)

    def rational(self, p: int, q: int = 1) -> Dual[T]:
        return self.constant(self.base.rational(p, q))

    @property
    def pi(self) -> Dual[T]:
        return self.constant(self.base.pi)

    @property
    def infinity(self) -> Dual[T]:
        return self.constant(self.base.infinity)

    def log(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return self._chain(x, self.base.log(x.value), 1 / x.value)

    def exp(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        value = self.base.exp(x.value)
        return self._chain(x, value, value)

    def sqrt(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        if self.is_zero(x):
            return x
        value = self.base.sqrt(x.value)
        return self._chain(x, value, 1 / (2 * value))

    def power(self, x: Dual[T], y: Dual[T]) -> Dual[T]:
        x, y = self.lift(x), self.lift(y)
        if self.is_zero(x):
            return self.constant(self.base.power(x.value, y.value))
        return self.exp(y * self.log(x))

    def erf(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        slope = 2 * self.base.exp(-(x.value * x.value)) / self.base.sqrt(self.base.pi)
        return self._chain(x, self.base.erf(x.value), slope)

    def gamma(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        value = self.base.gamma(x.value)
        return self._chain(x, value, value * self.base.digamma(x.value))

    def loggamma(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return self._chain(x, self.base.loggamma(x.value), self.base.digamma(x.value))

    def polygamma(self, n: int, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return self._chain(x, self.base.polygamma(n, x.value), self.base.polygamma(n + 1, x.value))

    def upper_gamma(self, s: Dual[T], x: Dual[T]) -> Dual[T]:
        """Γ(s, x) with ∂/∂x = -x^(s-1) exp(-x); s must be a constant."""
        s, x = self.lift(s), self.lift(x)
        if not self.base.is_zero(s.slope):
            raise NotImplementedError("derivative of the incomplete gamma function in its order")
        slope = -self.base.power(x.value, s.value - 1) * self.base.exp(-x.value)
        return self._chain(x, self.base.upper_gamma(s.value, x.value), slope)

    def sin(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return self._chain(x, self.base.sin(x.value), self.base.cos(x.value))

    def cos(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return self._chain(x, self.base.cos(x.value), -self.base.sin(x.value))

    def tanh(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        value = self.base.tanh(x.value)
        return self._chain(x, value, 1 - value * value)

    def abs(self, x: Dual[T]) -> Dual[T]:
        """|x|; refused where the sign of x is not certain, unless x is the constant 0."""
        return x if self.is_zero(x) else self.maximum(x, -x)

    def maximum(self, x: Dual[T], y: Dual[T]) -> Dual[T]:
        """The larger of two numbers; refused at a tie, where there is no derivative."""
        x, y = self.lift(x), self.lift(y)
        if self.certainly_positive(y - x):
            return y
        if self.certainly_positive(x - y):
            return x
        raise OutOfDomain("no derivative of the maximum at a tie", certain=False)

    def one_minus(self, y: Dual[T]) -> Dual[T]:
        return Dual(self.base.one_minus(y.value), -y.slope, self.level)

    def total(self, xs: Any) -> Dual[T]:
        return self.defined(sum(map(self.lift, xs), start=self.zero))

    def quad(self, f: Callable[[Dual[T]], Dual[T]], lo: Dual[T], hi: Dual[T]) -> Dual[T]:
        """∫ f with the derivative under the integral sign and at the ends (Leibniz's rule)."""
        lo, hi = self.lift(lo), self.lift(hi)

        def at(u: T) -> Dual[T]:
            return self.lift(f(self.constant(u)))

        value = self.base.quad(lambda u: at(u).value, lo.value, hi.value)
        slope = self.base.quad(lambda u: at(u).slope, lo.value, hi.value)
        for end, sign in ((hi, 1), (lo, -1)):
            if not self.base.is_zero(end.slope):
                slope = slope + sign * at(end.value).value * end.slope
        return Dual(value, slope, self.level)

    def trapezoid(
        self,
        left: Callable[[Dual[T]], Dual[T]],
        right: Callable[[Dual[T]], Dual[T]],
        lo: Dual[T],
        hi: Dual[T],
    ) -> Dual[T] | None:
        """∫ f with the derivative under the integral sign; at the ends there is nothing."""

        def part(name: str) -> T | None:
            def of(f: Callable[[Dual[T]], Dual[T]]) -> Callable[[T], T]:
                return lambda u: getattr(self.lift(f(self.constant(u))), name)

            return self.base.trapezoid(
                of(left), of(right), self.lift(lo).value, self.lift(hi).value
            )

        value, slope = part("value"), part("slope")
        return None if value is None or slope is None else Dual(value, slope, self.level)

    def widen(self, x: Dual[T], radius: Dual[T]) -> Dual[T]:
        """x for points; refused over balls: a bound of a tail does not bound its derivative."""
        if self.rigorous:
            raise NotImplementedError("bound the tail of the derivative, then widen both parts")
        return self.lift(x)

    def hull(self, x: Dual[T], y: Dual[T]) -> Dual[T]:
        """One number for two that cannot be told apart; refused where they may move apart."""
        x, y = self.lift(x), self.lift(y)
        if not self.base.is_zero(x.slope - y.slope):
            raise OutOfDomain("two numbers meet with different slopes", certain=False)
        return Dual(self.base.hull(x.value, y.value), x.slope, self.level)

    def is_zero(self, x: Dual[T]) -> bool:
        x = self.lift(x)
        return self.base.is_zero(x.value) and self.base.is_zero(x.slope)

    def defined(self, x: Dual[T]) -> Dual[T]:
        x = self.lift(x)
        return Dual(self.base.defined(x.value), self.base.defined(x.slope), self.level)

    def radius(self, x: Dual[T]) -> float:
        x = self.lift(x)
        return max(self.base.radius(x.value), self.base.radius(x.slope))

    def certainly_less(self, x: Dual[T], y: Dual[T]) -> bool:
        """Compares the values."""
        return self.base.certainly_less(self.lift(x).value, self.lift(y).value)

    def certainly_positive(self, x: Dual[T]) -> bool:
        """Whether the value is positive."""
        return self.base.certainly_positive(self.lift(x).value)

    def disjoint(self, x: Dual[T], y: Dual[T]) -> bool:
        """Whether values or slopes certainly differ."""
        x, y = self.lift(x), self.lift(y)
        return self.base.disjoint(x.value, y.value) or self.base.disjoint(x.slope, y.slope)

    def midpoint_str(self, x: Dual[T], digits: int = 17) -> str:
        """The value's decimal string."""
        return self.base.midpoint_str(self.lift(x).value, digits)

    def show(self, x: Dual[T], digits: int = 17) -> str:
        x = self.lift(x)
        return f"{self.base.show(x.value, digits)} + {self.base.show(x.slope, digits)} ε"


Formula = Callable[[Any, Sequence[Any]], Any]


def jacobian(
    field: Field[T],
    f: Callable[[Any, Sequence[Any]], Sequence[Any]],
    x: Sequence[T | int | Fraction],
) -> list[list[T]]:
    """The matrix ∂f_i/∂x_j of f(field, x) at x."""
    dual = DualField(field)
    columns = []
    for j in range(len(x)):
        at = [
            Dual(_number(field, a), field.rational(int(i == j)), dual.level)
            for i, a in enumerate(x)
        ]
        columns.append([dual.lift(y).slope for y in f(dual, at)])
    return [list(row) for row in zip(*columns, strict=True)]


def _number(field: Field[T], x: Any) -> T:
    return field.number(x) if isinstance(x, int | Fraction) else x


def gradient(field: Field[T], f: Formula, x: Sequence[T | int | Fraction]) -> list[T]:
    """The vector ∂f/∂x_j of f(field, x) at x.

    >>> from derivecheck.numeric.fields import Floats
    >>> gradient(Floats(), lambda F, x: x[0] * x[0] * x[1], [3.0, 5.0])
    [30.0, 9.0]
    """
    return jacobian(field, lambda dual, at: [f(dual, at)], x)[0]


def derivative(
    field: Field[T], f: Callable[[Any, Any], Any], x: T | int | Fraction, order: int = 1
) -> T:
    """The derivative of the given order of f(field, x) at the number x.

    >>> from derivecheck.numeric.fields import Floats
    >>> derivative(Floats(), lambda F, x: x**3, 2.0, order=2)
    12.0
    """
    if order == 0:
        value: T = f(field, _number(field, x))
        return value
    return gradient(field, lambda dual, at: derivative(dual, f, at[0], order - 1), [x])[0]


def hessian(field: Field[T], f: Formula, x: Sequence[T | int | Fraction]) -> list[list[T]]:
    """The matrix ∂²f/∂x_i∂x_j of f(field, x) at x."""
    return jacobian(field, lambda dual, at: gradient(dual, f, at), x)
