"""The number types: double precision, mpmath at any number of digits, rigorous Arb balls.

Main results
------------
* `Floats`: IEEE double precision (`math`), errors below 1e-9 assumed.
* `Digits`: mpmath in a context of its own, errors below 10^-digits assumed.
* `Balls`: Arb enclosures, rigorous (`derivecheck.numeric.balls`).

`Field`, `Number` and the errors are `derivecheck.numeric.field`'s.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import mpmath

from derivecheck.numeric.field import Field, NotConverged, OutOfDomain, T

HALVINGS, SAFETY = 4, 1e-3  # of the trapezoidal rule


class _Points(Field[T]):
    """Fields whose numbers are points with an assumed error of 10^-digits, relative above 1."""

    rigorous = False

    def radius(self, x: Any) -> float:
        return 10.0**-self.digits * max(1.0, abs(float(x)))

    def certainly_less(self, x: Any, y: Any) -> bool:
        if math.isinf(x) or math.isinf(y):
            return bool(x < y)
        return bool(y - x > self.radius(x) + self.radius(y))

    def certainly_positive(self, x: Any) -> bool:
        """Whether x > 0, taking x as exact: a small number is not a doubtful one."""
        return bool(x > 0)

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

    def __repr__(self) -> str:
        return "Floats()"

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


def _admit_fractions_on_the_left(context: Any) -> None:
    """mpmath subtracts and divides a fraction on the right only; this context's own number
    class, which no other context shares, learns the other side.
    """

    def exact(x: Fraction | int) -> Any:
        return context.mpf(x.numerator) / x.denominator

    context.mpf.__rsub__ = lambda x, y: exact(y) - x
    context.mpf.__rtruediv__ = lambda x, y: exact(y) / x


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
        _admit_fractions_on_the_left(self.context)
        self._rational = lru_cache(maxsize=4096)(lambda p, q: self.context.mpf(p) / q)

    def __reduce__(self) -> tuple[type[Digits], tuple[int]]:
        return Digits, (self.digits,)

    def __repr__(self) -> str:
        return f"Digits({self.digits})"

    def rational(self, p: int, q: int = 1) -> Any:
        return self._rational(p, q)

    def radius(self, x: Any) -> float:
        return float(self.context.mpf(10) ** -self.digits * max(1, abs(x)))

    def one_minus(self, y: Any) -> Any:
        return self.context.fsub(1, y, exact=True)

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

    def trapezoid(
        self, left: Callable[[Any], Any], right: Callable[[Any], Any], lo: Any, hi: Any
    ) -> Any | None:
        """The step is halved until the error is small, else None.

        The error falls like exp(-c/step): that of one step is about the square of the one before,
        which the difference of the two shows.  Source: L. N. Trefethen and J. A. C. Weideman, "The
        exponentially convergent trapezoidal rule", 2014.
        """
        step = (hi - lo) / (2 * self.digits)

        def total(shift: float) -> Any:
            first, last = math.ceil(lo / step - shift), math.floor(hi / step - shift)
            nodes = (k + shift for k in range(first, last + 1))
            return step * self.context.fsum((left if k < 0 else right)(k * step) for k in nodes)

        value = total(0)
        for _ in range(HALVINGS):
            before, value = value, (value + total(0.5)) / 2
            step = step / 2
            change, allowed = abs(value - before), self.radius(value)
            if change <= allowed or change**2 <= allowed * min(1, abs(value)) * SAFETY:
                return value
        return None

    def midpoint_str(self, x: Any, digits: int = 17) -> str:
        return str(self.context.nstr(x, digits))
