"""What a number type must offer, so that a formula is written once.

A `Field` is a number type seen from a formula: the constants, the elementary functions,
quadrature on a finite interval, and comparisons that answer True only when they are sure.
Arithmetic is the numbers' own ``+ - * / **``; Python integers and `fractions.Fraction` mix
with every number type, Python floats only with double precision.

Main definitions: `Number`, `Field`, `OutOfDomain`, `NotConverged`.  The fields themselves are in
`derivecheck.numeric.fields` and `derivecheck.numeric.dual`.

Every failure is an `ArithmeticError`: `OutOfDomain`, `NotConverged`, `ZeroDivisionError`,
`OverflowError`.  No function returns a nan.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import Any, Generic, Protocol, Self, TypeVar


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

    def working(self) -> AbstractContextManager[None]:
        """Many operations in a row: what each of them would set up is set up once."""
        return nullcontext()

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

    def one_minus(self, y: T) -> T:
        """x = 1 - y, made such that 1 - x has all the digits of a small y."""
        return 1 - y

    def total(self, xs: Iterable[T]) -> T:
        """Sum of numbers; an undefined sum such as ∞ - ∞ is refused."""
        return self.defined(sum(xs, start=self.zero))

    # quadrature

    @abstractmethod
    def quad(self, f: Callable[[T], T], lo: T, hi: T) -> T:
        """∫ f over [lo, hi], both finite, f analytic inside."""

    def trapezoid(self, left: Callable[[T], T], right: Callable[[T], T], lo: T, hi: T) -> T | None:
        """∫ f by the trapezoidal rule, or None where this field has no use for it.

        f is ``left`` below 0 and ``right`` above, analytic, and negligible outside [lo, hi] with
        all its derivatives.
        """
        del left, right, lo, hi
        return None

    def widen(self, x: T, radius: T) -> T:
        """x enclosed with an error of at most `radius` (a rigorous field only; else x)."""
        del radius
        return x

    def hull(self, x: T, y: T) -> T:
        """An enclosure of both x and y (a rigorous field); else x, which differs by an error."""
        return self.widen(x, self.abs(x - y))

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

    def certainly_positive(self, x: T) -> bool:
        """True only if x > 0."""
        return self.certainly_less(self.zero, x)

    def disjoint(self, x: T, y: T) -> bool:
        """True only if x ≠ y whatever the error within the radii."""
        return self.certainly_less(x, y) or self.certainly_less(y, x)

    @abstractmethod
    def midpoint_str(self, x: T, digits: int = 17) -> str:
        """The value as a decimal string of `digits` significant digits."""

    def show(self, x: T, digits: int = 17) -> str:
        """A short decimal string, with its radius where the field is rigorous."""
        return self.midpoint_str(x, digits)
