"""Arb enclosures: every number is a ball that certainly contains the true value.

Main results
------------
* `Ball`: a real or complex Arb ball with its own working precision, so that neither the
  caller nor another thread of thought sees a changed global precision.
* `Balls`: the field of balls; `Balls.quad` is rigorous numerical integration (F. Johansson,
  "Numerical integration in arbitrary-precision ball arithmetic", 2018).  While it runs, the
  integrand sees complex balls, and each carries the flag "must be analytic here", which the
  functions with a branch cut obey.  So one formula serves as value and as integrand.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NoReturn

from flint import acb, arb, ctx, fmpq

from derivecheck.numeric.field import Field, NotConverged, OutOfDomain

_integrating: ContextVar[bool] = ContextVar("_integrating", default=False)
_NOT_FINITE = acb("nan")
CALLS = 20  # of an integrand, times the digits squared: a bound on the work of one quadrature


def _at(bits: int, function: Callable[..., Any], *arguments: Any) -> Any:
    """A call at a working precision; the precision before it is restored."""
    before = ctx.prec
    if before == bits:
        return function(*arguments)
    ctx.prec = bits
    try:
        return function(*arguments)
    finally:
        ctx.prec = before


def _exact(x: int | Fraction) -> Any:
    return arb(x) if isinstance(x, int) else arb(fmpq(x.numerator, x.denominator))


def _quotient(x: Any, y: Any) -> Any:
    if isinstance(y, arb) and 0 in y:
        raise OutOfDomain(f"division by {y.str(5)}, which contains 0", certain=y.is_zero())
    return x / y


def _integer_power(x: Any, n: int) -> Any:
    """xⁿ by multiplication, so that a ball around 0 has powers."""
    if n < 0:
        return _quotient(arb(1), _integer_power(x, -n))
    half = _integer_power(x, n // 2) if n > 1 else arb(1)
    return half * half * x if n % 2 else half * half


class Ball:
    """A ball of real numbers (or complex ones, inside a quadrature) with its working precision.

    Balls mix with integers and fractions, never with floats.  They are not ordered: ask the
    field for `certainly_less`, `disjoint`, `is_zero`.
    """

    __slots__ = ("analytic", "bits", "value")

    def __init__(self, value: Any, bits: int, analytic: bool = False) -> None:
        if isinstance(value, arb) and value.is_nan():
            raise OutOfDomain("undefined value, such as infinity minus infinity", certain=False)
        self.value = value
        self.bits = bits
        self.analytic = analytic

    def _combine(self, other: Any, function: Callable[[Any, Any], Any]) -> Ball:
        if isinstance(other, Ball):
            bits, analytic = self.bits, self.analytic or other.analytic
            if ctx.prec == bits == other.bits:  # as in a quadrature, and in `Balls.working`
                return Ball(function(self.value, other.value), bits, analytic)
            bits = max(bits, other.bits)
            return Ball(_at(bits, function, self.value, other.value), bits, analytic)
        if not isinstance(other, int | Fraction):
            return NotImplemented
        result = _at(self.bits, lambda: function(self.value, _exact(other)))
        return Ball(result, self.bits, self.analytic)

    def __add__(self, other: Any) -> Ball:
        return self._combine(other, operator.add)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Ball:
        return self._combine(other, operator.sub)

    def __rsub__(self, other: Any) -> Ball:
        return self._combine(other, lambda x, y: y - x)

    def __mul__(self, other: Any) -> Ball:
        return self._combine(other, operator.mul)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Ball:
        return self._combine(other, _quotient)

    def __rtruediv__(self, other: Any) -> Ball:
        return self._combine(other, lambda x, y: _quotient(y, x))

    def __pow__(self, exponent: int) -> Ball:
        if not isinstance(exponent, int):
            return NotImplemented
        return Ball(_at(self.bits, _integer_power, self.value, exponent), self.bits, self.analytic)

    def __neg__(self) -> Ball:
        return Ball(_at(self.bits, operator.neg, self.value), self.bits, self.analytic)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("balls are not compared by ==: use disjoint, certainly_less or is_zero")

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> NoReturn:
        raise TypeError("a ball has no truth value: use is_zero")

    def __repr__(self) -> str:
        return f"Ball({self.value.str(17)})"


class Known(Ball):
    """A ball x in an integrand, with log x or 1 - x as it was before x was computed from it.

    They are the same analytic functions without the branch cut, or the digits, that x has lost.
    ``logarithm`` is that of x/factor, with a positive real ``factor``, so that the logarithms of
    products and quotients are known too, and computed only where they are asked for.
    """

    __slots__ = ("complement", "factor", "logarithm")

    def __init__(
        self,
        x: Ball,
        logarithm: Ball | None = None,
        complement: Ball | None = None,
        factor: Ball | None = None,
    ) -> None:
        super().__init__(x.value, x.bits, x.analytic)
        self.logarithm = logarithm
        self.complement = complement
        self.factor = factor

    def __rsub__(self, other: Any) -> Ball:
        if self.complement is not None and isinstance(other, int) and other == 1:
            return self.complement
        return super().__rsub__(other)

    def __mul__(self, other: Any) -> Ball:
        return self._known(super().__mul__(other), other, operator.add, operator.mul)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Ball:
        return self._known(super().__truediv__(other), other, operator.sub, operator.truediv)

    def __pow__(self, exponent: int) -> Ball:
        power = super().__pow__(exponent)
        if power is NotImplemented or self.logarithm is None:
            return power
        factor = None if self.factor is None else self.factor**exponent
        return Known(power, self.logarithm * exponent, factor=factor)

    def _known(self, result: Any, other: Any, join: Any, scale: Any) -> Any:
        """A product or quotient with its logarithm, where both have one."""
        if result is NotImplemented or self.logarithm is None:
            return result
        if isinstance(other, Known) and other.logarithm is not None:
            logarithm, other = join(self.logarithm, other.logarithm), other.factor
        elif _is_positive(other):
            logarithm = self.logarithm
        else:
            return result
        factor = self.factor
        if other is not None:
            factor = scale(Ball(arb(1), self.bits) if factor is None else factor, other)
        return Known(result, logarithm, factor=factor)


def _is_positive(x: Any) -> bool:
    """Whether a factor is certainly a positive real number."""
    x = x.value if isinstance(x, Ball) else x
    return bool(not isinstance(x, acb) and x > 0)


@lru_cache(maxsize=4096)
def _rational(bits: int, p: int, q: int) -> Ball:
    return Ball(_at(bits, _exact, Fraction(p, q)), bits)


def _complex_positive(x: Any) -> bool:
    return bool(x.real > 0)


@dataclass(frozen=True, repr=True)
class Balls(Field[Ball]):
    """Balls of `digits` decimal digits (20 guard bits are carried).

    >>> F = Balls(40)
    >>> F.show(F.log(F.rational(2)), 20)
    '[0.69314718055994530942 +/- 2.77e-21]'
    >>> F.disjoint(F.rational(1, 3), F.rational(1, 3) + F.rational(1, 10**39))
    True
    """

    digits: int = 60
    rigorous = True

    @cached_property
    def bits(self) -> int:
        """The working precision in bits."""
        return self.digits * 3322 // 1000 + 20

    def _ball(self, function: Callable[..., Any], *arguments: Any) -> Ball:
        return Ball(_at(self.bits, function, *arguments), self.bits)

    def _apply(self, name: str, x: Ball) -> Ball:
        result = _at(self.bits, getattr(type(x.value), name), x.value)
        return Ball(result, self.bits, x.analytic)

    def _cut(self, name: str, x: Ball) -> Ball:
        """A function with a branch cut: Arb checks the flag on complex balls."""
        if isinstance(x.value, arb):
            return self._apply(name, x)
        method = getattr(acb, name)
        result = _at(self.bits, lambda: method(x.value, analytic=x.analytic))
        return Ball(result, self.bits, x.analytic)

    def _positive(self, x: Ball, name: str) -> Ball:
        if isinstance(x.value, arb) and not x.value > 0:
            certain = bool(x.value <= 0)
            shown = x.value.str(5)
            raise OutOfDomain(f"{name} needs a positive argument, got {shown}", certain=certain)
        return x

    @contextmanager
    def working(self) -> Iterator[None]:
        before, ctx.prec = ctx.prec, self.bits
        try:
            yield
        finally:
            ctx.prec = before

    def rational(self, p: int, q: int = 1) -> Ball:
        return _rational(self.bits, p, q)

    def total(self, xs: Iterable[Ball]) -> Ball:
        terms = iter(xs)
        first = next(terms, None)
        return self.zero if first is None else sum(terms, start=first)

    @property
    def pi(self) -> Ball:
        return self._ball(arb.pi)

    @property
    def infinity(self) -> Ball:
        return self._ball(arb.pos_inf)

    def log(self, x: Ball) -> Ball:
        if isinstance(x, Known) and x.logarithm is not None:
            return x.logarithm if x.factor is None else x.logarithm + self.log(x.factor)
        return self._cut("log", self._positive(x, "log"))

    def exp(self, x: Ball) -> Ball:
        grown = self._apply("exp", x)
        return grown if isinstance(x.value, arb) else Known(grown, logarithm=x)

    def one_minus(self, y: Ball) -> Ball:
        return Known(1 - y, complement=y)

    def sqrt(self, x: Ball) -> Ball:
        return x if self.is_zero(x) else self._cut("sqrt", self._positive(x, "sqrt"))

    def power(self, x: Ball, y: Ball) -> Ball:
        if self.is_zero(x) and isinstance(y.value, arb) and y.value > 0:
            return x
        return self.exp(y * self.log(x))

    def erf(self, x: Ball) -> Ball:
        return self._apply("erf", x)

    def gamma(self, x: Ball) -> Ball:
        return self._apply("gamma", x)

    def loggamma(self, x: Ball) -> Ball:
        if isinstance(x.value, acb) and not _complex_positive(x.value):
            return Ball(_NOT_FINITE, self.bits, x.analytic)  # may meet the cut: not analytic
        return self._apply("lgamma", self._positive(x, "loggamma"))

    def polygamma(self, n: int, x: Ball) -> Ball:
        result = _at(self.bits, lambda: acb(self._positive(x, "polygamma").value).polygamma(n))
        real = result.real if isinstance(x.value, arb) else result
        return Ball(real, self.bits, x.analytic)

    def upper_gamma(self, s: Ball, x: Ball) -> Ball:
        order = self._real(self._positive(s, "upper_gamma"))
        start = self._real(self._positive(x, "upper_gamma"))
        return self._ball(lambda: start.gamma_upper(order))

    def sin(self, x: Ball) -> Ball:
        return self._apply("sin", x)

    def cos(self, x: Ball) -> Ball:
        return self._apply("cos", x)

    def tanh(self, x: Ball) -> Ball:
        return self._apply("tanh", x)

    def abs(self, x: Ball) -> Ball:
        return self._apply("__abs__", x) if isinstance(x.value, arb) else self._cut("real_abs", x)

    def maximum(self, x: Ball, y: Ball) -> Ball:
        analytic = x.analytic or y.analytic
        if isinstance(x.value, arb) and isinstance(y.value, arb):
            return self._ball(lambda: x.value.max(y.value))
        result = _at(self.bits, lambda: acb(x.value).real_max(acb(y.value), analytic=analytic))
        return Ball(result, self.bits, analytic)

    def quad(self, f: Callable[[Ball], Ball], lo: Ball, hi: Ball) -> Ball:
        if _integrating.get():
            raise NotImplementedError("an integral inside an integrand: integrate by hand first")
        failures: list[Exception] = []
        integrand = self._integrand(f, failures)
        token = _integrating.set(True)
        try:
            enclosure = _at(self.bits, acb.integral, integrand, lo.value, hi.value)
        finally:
            _integrating.reset(token)
        if failures:
            raise failures[0]
        if not enclosure.is_finite():
            raise OutOfDomain("the integrand is not bounded on the interval", certain=False)
        if 0 not in enclosure.imag:
            raise OutOfDomain("the integrand is not real on the interval", certain=False)
        return Ball(enclosure.real, self.bits)

    def _integrand(
        self, f: Callable[[Ball], Ball], failures: list[Exception]
    ) -> Callable[[Any, bool], Any]:
        """f for Arb, whose C code cannot be left by an exception: the first one is kept."""
        left = CALLS * self.digits**2

        def integrand(x: Any, analytic: bool) -> Any:
            nonlocal left
            if failures:
                return acb(0)
            left -= 1
            try:
                if left < 0:
                    raise NotConverged("an integrand that needs too many evaluations")
                return acb(f(Ball(x, self.bits, analytic)).value)
            except Exception as failure:
                failures.append(failure)
                return acb(0)

        return integrand

    def widen(self, x: Ball, radius: Ball) -> Ball:
        return self._ball(lambda: x.value + arb(0, radius.value.abs_upper()))

    def is_zero(self, x: Ball) -> bool:
        return bool(x.value.is_zero())

    def defined(self, x: Ball) -> Ball:
        return x

    def is_finite(self, x: Ball) -> bool:
        """Whether the ball is a bounded set."""
        return bool(self._real(x).is_finite())

    def radius(self, x: Ball) -> float:
        """The radius of the ball, rounded up to a float."""
        radius = self._real(x).rad()
        return max(float(radius) * (1 + 2**-50), 0.0 if radius.is_zero() else 5e-324)

    def _real(self, x: Ball) -> Any:
        if not isinstance(x.value, arb):
            raise TypeError("not defined for the argument of an integrand: split the interval")
        return x.value

    def certainly_less(self, x: Ball, y: Ball) -> bool:
        return bool(self._real(x) < self._real(y))

    def disjoint(self, x: Ball, y: Ball) -> bool:
        return not self._real(x).overlaps(self._real(y))

    def midpoint_str(self, x: Ball, digits: int = 17) -> str:
        mid = self._real(x).mid()
        return str(mid.str(digits, radius=False) if mid.is_finite() else float(mid))

    def show(self, x: Ball, digits: int = 17) -> str:
        return str(x.value.str(digits) if self._real(x).is_finite() else float(x.value))
