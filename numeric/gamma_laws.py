"""Gamma and beta laws, whose densities may be unbounded at an end of their support.

The charts are logarithmic, so that the ends are reached exponentially fast.  Main results: `Gamma`,
`Beta`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Bell, Law, Piece, Power, Support
from derivecheck.numeric.reach import decay, power_of, require_positive, to_float


def _small(field: Field[T]) -> Fraction:
    """The ε by which a logarithm slows a decay down.

    Charts of shapes below it end before the mass does.  Quadrature at points does not follow a
    longer chart with all its digits, and has no proof of what it misses: it refuses them.
    """
    return Fraction(1, 2**20 if field.rigorous else 256)


def _less(field: Field[T], shape: T) -> float:
    """The rate at which a density of this shape, times a logarithm, falls off in the chart."""
    small = _small(field)
    return max(to_float(field, shape) - small, float(small))


def _log_majorant(field: Field[T], coefficient: T) -> tuple[Power, T]:
    """A bound of coefficient·|log r| for r ≤ 1, from |log r| ≤ r^(-ε)/(eε)."""
    small = _small(field)
    return -small, coefficient / field.number(small) / field.e


@dataclass(frozen=True)
class Gamma(Law[T]):
    """Gamma law: density λ^a x^(a-1) exp(-λx) / Γ(a) on x > 0, given by a, λ > 0.

    The chart is x = exp(u)/λ.
    """

    shape: T
    rate: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        constant = self.shape * field.log(self.rate) - field.loggamma(self.shape)
        return lambda x: constant + (self.shape - 1) * field.log(x) - self.rate * x

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, None

    def _ends(self, field: Field[T]) -> tuple[T, T]:
        require_positive(field, self.shape, self.rate)
        shape = to_float(field, self.shape)
        low, high = -ceil(decay(field) / _less(field, self.shape)), ceil(shape + 1.5 * decay(field))
        return field.rational(low), field.rational(high)

    def pieces(self, field: Field[T]) -> list[Bell[T]]:
        low, high = self._ends(field)
        normaliser = field.loggamma(self.shape)

        def weight(u: T) -> T:
            return field.exp(self.shape * u - field.exp(u) - normaliser)

        log_rate = field.log(self.rate)

        def point(u: T) -> T:
            return field.exp(u - log_rate)

        def chart(x: T) -> T:
            return field.log(x * self.rate)

        left = Piece(low, field.zero, point, chart, weight)
        right = Piece(field.zero, field.log(high), point, chart, weight)

        def stretch(w: T) -> tuple[T, T]:
            shrunk = field.exp(-w)
            return w - shrunk, 1 + shrunk

        return [Bell(left, right, -field.log(-low), field.log(high) + 1, stretch)]

    def tail(self, field: Field[T], k: Power) -> T:
        """(Γ(a+k, L) + ε^(a+k)/(a+k)) / (Γ(a) λ^k), with γ(s, ε) ≤ ε^s/s below; a + k > 0."""
        low, high = self._ends(field)
        s = self.shape + field.number(k)
        if not field.certainly_positive(s):
            raise OutOfDomain(f"the moment of order {k} may be infinite", certain=False)
        both = field.upper_gamma(s, high) + field.exp(s * low) / s
        return both / field.gamma(self.shape) / power_of(field, self.rate, k)

    def log_bound(self, field: Field[T]) -> list[tuple[Power, T]]:
        """A majorant of log x."""
        k, c = _log_majorant(field, field.one)
        return [(k, c), (-k, c)]

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        constant = self.shape * field.log(self.rate) - field.loggamma(self.shape)
        k, c = _log_majorant(field, field.abs(self.shape - 1))
        return [(0, field.abs(constant)), (1, self.rate), (k, c), (-k, c)]


@dataclass(frozen=True)
class Beta(Law[T]):
    """Beta law: density x^(a-1) (1-x)^(b-1) / B(a, b) on 0 < x < 1, given by a, b > 0.

    The chart is x = 1/(1+exp(-u)); majorants are in powers of r = x(1-x).
    """

    a: T
    b: T

    def _log_beta(self, field: Field[T]) -> T:
        both = field.loggamma(self.a) + field.loggamma(self.b)
        return both - field.loggamma(self.a + self.b)

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        normaliser = self._log_beta(field)
        a, b = self.a - 1, self.b - 1
        return lambda x: a * field.log(x) + b * field.log(1 - x) - normaliser

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, field.one

    def _ends(self, field: Field[T]) -> tuple[int, int]:
        """How far the chart goes to the left and to the right."""
        require_positive(field, self.a, self.b)
        left, right = (ceil(decay(field) / _less(field, s)) for s in (self.a, self.b))
        nearest = field.one_minus(field.exp(field.rational(-right)))
        if field.is_zero(1 - nearest):  # a number type without more digits near 1
            right = min(right, ceil(0.8 * log(10) * field.digits))
        return left, right

    def pieces(self, field: Field[T]) -> list[Bell[T]]:
        """A point near 1 is given by its distance from 1, which then has all its digits."""
        (left, right), normaliser = self._ends(field), self._log_beta(field)

        def point(u: T) -> T:
            return field.exp(u - field.log(1 + field.exp(u)))

        def weight(u: T) -> T:
            log_rest = field.log(1 + field.exp(u))
            return field.exp(self.a * u - (self.a + self.b) * log_rest - normaliser)

        def point_near_one(u: T) -> T:
            return field.one_minus(point(-u))

        def weight_near_one(u: T) -> T:
            log_rest = field.log(1 + field.exp(-u))
            return field.exp(-self.b * u - (self.a + self.b) * log_rest - normaliser)

        def chart(x: T) -> T:
            return field.log(x / (1 - x))

        def stretch(w: T) -> tuple[T, T]:
            grown, shrunk = field.exp(w), field.exp(-w)
            return grown - shrunk, grown + shrunk

        lo, hi = field.rational(-left), field.rational(right)
        near_zero = Piece(lo, field.zero, point, chart, weight)
        near_one = Piece(field.zero, hi, point_near_one, chart, weight_near_one)
        return [Bell(near_zero, near_one, -field.log(1 - lo), field.log(1 + hi), stretch)]

    def tail(self, field: Field[T], k: Power) -> T:
        """2 (ε^(a+k)/(a+k) + δ^(b+k)/(b+k)) / B(a, b), ε and δ < ½ the ends; a+k, b+k > 0."""
        shapes = [self.a + field.number(k), self.b + field.number(k)]
        if not all(field.certainly_positive(s) for s in shapes):
            raise OutOfDomain(f"the moment of order {k} may be infinite", certain=False)
        pairs = zip(shapes, self._ends(field), strict=True)
        total = field.total(2 * field.exp(-s * reach) / s for s, reach in pairs)
        return total / field.exp(self._log_beta(field))

    def log_bound(self, field: Field[T]) -> list[tuple[Power, T]]:
        """A majorant of log x and of log(1-x)."""
        return [_log_majorant(field, field.one)]

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        exponents = field.abs(self.a - 1) + field.abs(self.b - 1)
        return [(0, field.abs(self._log_beta(field))), _log_majorant(field, exponents)]
