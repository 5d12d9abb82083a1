"""Number types: exact constants and elementary functions, so that a formula is written once.

A `Field` is a number type seen from a formula: the constants, the elementary functions,
quadrature on a finite interval, and comparisons that answer True only when they are sure.
Arithmetic is the numbers' own ``+ - * / **``; Python integers and `fractions.Fraction` mix
with every number type, Python floats only with `Floats`.

Main results
------------
* `Floats`: IEEE double precision (`math`), about 1e-13, not rigorous.
* `Digits`: mpmath at any number of digits in a context of its own, not rigorous.
* `derivecheck.numeric.balls.Balls`: Arb enclosures, rigorous.
* `derivecheck.numeric.dual.DualField`: dual numbers over any of the three.

Every failure is an `ArithmeticError`: `OutOfDomain`, `NotConverged`, `ZeroDivisionError`,
`OverflowError`.  No function returns a nan.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Generic, Protocol, Self, TypeVar

import mpmath

__all__ = ["Digits", "Field", "Floats", "NotConverged", "Number", "OutOfDomain", "T"]


class Number(Protocol):
    """What a formula may do with a number: ring operations, division, integer powers."""

    def __add__(self, other: Any, /) -> Self: ...
    def __radd__(self, other: Any, /) -> Self: ...
    def __sub__(self, other: Any, /) -> Self: ...
    def __rsub__(self, other: Any, /) -> Self: ...
    def __mul__(self, other: Any, /) -> Self: ...
    def __rmul__(self, other: Any, /) -> Self: ...
    def __truediv__(self, other: Any, /) -> Self: ...
    def __rtruediv__(self, other: Any, /) -> Self: ...
    def __pow__(self, exponent: int, /) -> Any: ...
    def __neg__(self) -> Self: ...


T = TypeVar("T", bound=Number)


class OutOfDomain(ArithmeticError):
    """A function was asked for a value outside its domain.

    ``certain`` is False where an enclosure merely touches the outside: more digits may help.
    """

    def __init__(self, message: str, *, certain: bool = True) -> None:
        super().__init__(message)
        self.certain = certain


class NotConverged(ArithmeticError):
    """A quadrature did not reach the accuracy of its field."""


class Field(ABC, Generic[T]):
    """A number type with constants, elementary functions and quadrature.

    ``digits`` is the number of decimal digits that results aim at; ``rigorous`` says whether a
    number encloses the true value, so that `disjoint` and `certainly_less` are proofs.
    """

    digits: int
    rigorous: bool

    # constants

    @abstractmethod
    def rational(self, p: int, q: int = 1) -> T:
        """The rational p/q; q ≠ 0."""

    @property
    @abstractmethod
    def pi(self) -> T:
        """The circle constant."""

    @property
    @abstractmethod
    def infinity(self) -> T:
        """Positive infinity, the value of a divergence between laws that are not dominated."""

    @property
    def zero(self) -> T:
        """The exact zero."""
        return self.rational(0)

    @property
    def one(self) -> T:
        """The exact one."""
        return self.rational(1)

    @property
    def e(self) -> T:
        """Euler's number exp(1)."""
        return self.exp(self.one)

    def number(self, x: int | Fraction) -> T:
        """An exact rational as a number of this field."""
        return self.rational(x.numerator, x.denominator)

    def numbers(self, xs: Iterable[int | Fraction]) -> list[T]:
        """Exact rationals as numbers of this field."""
        return [self.number(x) for x in xs]

    # elementary functions

    @abstractmethod
    def log(self, x: T) -> T:
        """Natural logarithm; x > 0."""

    @abstractmethod
    def exp(self, x: T) -> T:
        """Exponential."""

    @abstractmethod
    def sqrt(self, x: T) -> T:
        """Square root; x ≥ 0."""

    @abstractmethod
    def power(self, x: T, y: T) -> T:
        """x to the power y for x > 0, and 0 to a positive power."""

    @abstractmethod
    def erf(self, x: T) -> T:
        """Error function 2/√π ∫₀ˣ exp(-t²) dt."""

    @abstractmethod
    def gamma(self, x: T) -> T:
        """Gamma function; x not a pole 0, -1, -2, …."""

    @abstractmethod
    def loggamma(self, x: T) -> T:
        """log Γ(x); x > 0."""

    @abstractmethod
    def polygamma(self, n: int, x: T) -> T:
        """The (n+1)-th derivative of log Γ; x > 0."""

    @abstractmethod
    def upper_gamma(self, s: T, x: T) -> T:
        """Upper incomplete gamma function ∫ₓ^∞ t^(s-1) exp(-t) dt; s, x > 0."""

    @abstractmethod
    def sin(self, x: T) -> T:
        """Sine."""

    @abstractmethod
    def cos(self, x: T) -> T:
        """Cosine."""

    @abstractmethod
    def tanh(self, x: T) -> T:
        """Hyperbolic tangent."""

    @abstractmethod
    def abs(self, x: T) -> T:
        """Absolute value."""

    @abstractmethod
    def maximum(self, x: T, y: T) -> T:
        """The larger of two numbers."""

    def minimum(self, x: T, y: T) -> T:
        """The smaller of two numbers."""
        return -self.maximum(-x, -y)

    def digamma(self, x: T) -> T:
        """ψ(x) = d/dx log Γ(x); x > 0."""
        return self.polygamma(0, x)

    def total(self, xs: Iterable[T]) -> T:
        """Sum of numbers; an undefined sum such as ∞ - ∞ is refused."""
        return self.defined(sum(xs, start=self.zero))

    # quadrature

    @abstractmethod
    def quad(self, f: Callable[[T], T], lo: T, hi: T) -> T:
        """∫ f over [lo, hi], both finite, f analytic inside."""

    def widen(self, x: T, radius: T) -> T:
        """x enclosed with an error of at most `radius` (a rigorous field only; else x)."""
        del radius
        return x

    # comparisons

    @abstractmethod
    def is_zero(self, x: T) -> bool:
        """Whether x is exactly zero."""

    @abstractmethod
    def defined(self, x: T) -> T:
        """x itself; an undefined value is refused with `OutOfDomain`."""

    @abstractmethod
    def radius(self, x: T) -> float:
        """A bound of |x - true value|: proved where the field is rigorous, else assumed."""

    @abstractmethod
    def certainly_less(self, x: T, y: T) -> bool:
        """True only if x < y whatever the error within the radii."""

    def disjoint(self, x: T, y: T) -> bool:
        """True only if x ≠ y whatever the error within the radii."""
        return self.certainly_less(x, y) or self.certainly_less(y, x)

    @abstractmethod
    def midpoint_str(self, x: T, digits: int = 17) -> str:
        """The value as a decimal string of `digits` significant digits."""

    def show(self, x: T, digits: int = 17) -> str:
        """A short decimal string, with its radius where the field is rigorous."""
        return self.midpoint_str(x, digits)


class _Points(Field[T]):
    """Fields whose numbers are points with an assumed error of 10^-digits, relative above 1."""

    rigorous = False

    def radius(self, x: Any) -> float:
        return 10.0**-self.digits * max(1.0, abs(float(x)))

    def certainly_less(self, x: Any, y: Any) -> bool:
        if math.isinf(x) or math.isinf(y):
            return bool(x < y)
        return bool(y - x > self.radius(x) + self.radius(y))

    def is_zero(self, x: Any) -> bool:
        return bool(x == 0)

    def defined(self, x: Any) -> Any:
        if x != x:
            raise OutOfDomain("undefined value, such as infinity minus infinity")
        return x

    def _positive(self, x: Any, name: str) -> Any:
        if not x > 0:
            raise OutOfDomain(f"{name} needs a positive argument, got {x}")
        return x

    def maximum(self, x: Any, y: Any) -> Any:
        return max(self.defined(x), self.defined(y))


class Floats(_Points[float]):
    """Double precision: `math`, with an assumed error of 1e-9.

    >>> F = Floats()
    >>> F.log(F.rational(1, 2))
    -0.6931471805599453
    """

    digits = 9

    def rational(self, p: int, q: int = 1) -> float:
        return p / q

    @property
    def pi(self) -> float:
        return math.pi

    @property
    def infinity(self) -> float:
        return math.inf

    def log(self, x: float) -> float:
        return math.log(self._positive(x, "log"))

    def exp(self, x: float) -> float:
        return math.exp(self.defined(x))

    def sqrt(self, x: float) -> float:
        return math.sqrt(x) if x == 0 else math.sqrt(self._positive(x, "sqrt"))

    def power(self, x: float, y: float) -> float:
        if x == 0 and y > 0:
            return 0.0
        return math.pow(self._positive(x, "power"), y)

    def erf(self, x: float) -> float:
        return math.erf(self.defined(x))

    def gamma(self, x: float) -> float:
        if x <= 0 and x == math.floor(x):
            raise OutOfDomain(f"gamma has a pole at {x}")
        return math.gamma(x)

    def loggamma(self, x: float) -> float:
        return math.lgamma(self._positive(x, "loggamma"))

    def polygamma(self, n: int, x: float) -> float:
        return float(mpmath.fp.psi(n, self._positive(x, "polygamma")))

    def upper_gamma(self, s: float, x: float) -> float:
        return float(mpmath.fp.gammainc(self._positive(s, "upper_gamma"), x))

    def sin(self, x: float) -> float:
        return math.sin(self.defined(x))

    def cos(self, x: float) -> float:
        return math.cos(self.defined(x))

    def tanh(self, x: float) -> float:
        return math.tanh(self.defined(x))

    def abs(self, x: float) -> float:
        return abs(x)

    def quad(self, f: Callable[[float], float], lo: float, hi: float) -> float:
        value, error = mpmath.fp.quad(f, [lo, hi], error=True)
        if not error <= 1e-9 * max(1.0, abs(value)):
            raise NotConverged(f"quadrature on [{lo}, {hi}]: estimated error {error}")
        return float(value)

    def midpoint_str(self, x: float, digits: int = 17) -> str:
        return f"{x:.{digits}g}"


class Digits(_Points[Any]):
    """mpmath at `digits` digits, in a context of its own: the global precision is untouched.

    Ten guard digits are carried; the assumed error is 10^-digits.

    >>> F = Digits(30)
    >>> F.midpoint_str(F.log(F.rational(2)), 30)
    '0.693147180559945309417232121458'
    """

    def __init__(self, digits: int) -> None:
        self.digits = digits
        self.context = mpmath.MPContext()
        self.context.dps = digits + 10

    def __reduce__(self) -> tuple[type[Digits], tuple[int]]:
        return Digits, (self.digits,)

    def __repr__(self) -> str:
        return f"Digits({self.digits})"

    def rational(self, p: int, q: int = 1) -> Any:
        return self.context.mpf(p) / q

    def radius(self, x: Any) -> float:
        return float(self.context.mpf(10) ** -self.digits * max(1, abs(x)))

    @property
    def pi(self) -> Any:
        return +self.context.pi

    @property
    def infinity(self) -> Any:
        return self.context.mpf("inf")

    def log(self, x: Any) -> Any:
        return self.context.log(self._positive(x, "log"))

    def exp(self, x: Any) -> Any:
        return self.context.exp(self.defined(x))

    def sqrt(self, x: Any) -> Any:
        return x if x == 0 else self.context.sqrt(self._positive(x, "sqrt"))

    def power(self, x: Any, y: Any) -> Any:
        if x == 0 and y > 0:
            return x
        return self.context.power(self._positive(x, "power"), y)

    def erf(self, x: Any) -> Any:
        return self.context.erf(self.defined(x))

    def gamma(self, x: Any) -> Any:
        if x <= 0 and x == self.context.floor(x):
            raise OutOfDomain(f"gamma has a pole at {x}")
        return self.context.gamma(x)

    def loggamma(self, x: Any) -> Any:
        return self.context.loggamma(self._positive(x, "loggamma"))

    def polygamma(self, n: int, x: Any) -> Any:
        return self.context.psi(n, self._positive(x, "polygamma"))

    def upper_gamma(self, s: Any, x: Any) -> Any:
        return self.context.gammainc(self._positive(s, "upper_gamma"), x)

    def sin(self, x: Any) -> Any:
        return self.context.sin(self.defined(x))

    def cos(self, x: Any) -> Any:
        return self.context.cos(self.defined(x))

    def tanh(self, x: Any) -> Any:
        return self.context.tanh(self.defined(x))

    def abs(self, x: Any) -> Any:
        return abs(x)

    def quad(self, f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        value, error = self.context.quad(f, [lo, hi], error=True, maxdegree=10)
        if not error <= self.radius(value):
            raise NotConverged(f"quadrature on [{lo}, {hi}]: estimated error {error}")
        return value

    def midpoint_str(self, x: Any, digits: int = 17) -> str:
        return str(self.context.nstr(x, digits))
