"""The named laws on the real line, as densities with their charts and tails.

Main results: `Normal`, `Laplace`, `Exponential`, `Gamma`, `Beta`, `Uniform`, `Mixture`, and
`Cells`, the piecewise constant densities on unit cells, whose integrals are finite sums.
Parameters are numbers of the field that is used; scales, rates and shapes are positive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, comb, log, sqrt

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Atoms, Kinked, Law, Piece, Power, Support, pointwise


def _decay(field: Field[T]) -> float:
    """Nepers of decay after which the rest is far below the field's digits."""
    return log(10) * (field.digits + 20)


def _require_positive(field: Field[T], *parameters: T) -> None:
    if not all(field.certainly_positive(x) for x in parameters):
        raise OutOfDomain("scales, rates, shapes and weights must be positive", certain=False)


def distance(field: Field[T], center: T) -> Kinked[T]:
    """The function |x - c|."""

    def branch(x: T) -> Callable[[T], T] | None:
        if field.certainly_less(center, x):
            return lambda y: y - center
        return (lambda y: center - y) if field.certainly_less(x, center) else None

    return Kinked(lambda x: field.abs(x - center), branch)


def _float(field: Field[T], x: T) -> float:
    return float(field.midpoint_str(x))


def _power(field: Field[T], x: T, k: Power) -> T:
    return field.power(x, field.number(k)) if k else field.one


def _binomial_tail(field: Field[T], k: Power, center: T, scale: T, tail: Callable[[int], T]) -> T:
    """E[(|c| + s|z|)^k; outside] from the tails of |z|^j; k a natural number."""
    if k != int(k) or k < 0:
        raise ValueError(f"a majorant on the whole line needs natural powers of |x|, got {k}")
    if k == 0:
        return tail(0)
    n, c = int(k), field.abs(center)
    return field.total(c ** (n - j) * scale**j * tail(j) * comb(n, j) for j in range(n + 1))


@dataclass(frozen=True)
class Normal(Law[T]):
    """Normal law N(μ, σ²): density exp(-(x-μ)²/2σ²) / (σ√2π), given by μ and σ > 0."""

    mu: T
    sigma: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        height = field.log(self.sigma * field.sqrt(2 * field.pi))
        precision = 1 / (2 * self.sigma * self.sigma)
        return lambda x: -height - precision * (x - self.mu) ** 2

    def _reach(self, field: Field[T]) -> T:
        _require_positive(field, self.sigma)
        return field.rational(ceil(sqrt(2 * _decay(field))))

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        reach, height = self._reach(field), 1 / field.sqrt(2 * field.pi)

        def point(z: T) -> T:
            return self.mu + self.sigma * z

        def chart(x: T) -> T:
            return (x - self.mu) / self.sigma

        def weight(z: T) -> T:
            return height * field.exp(-(z * z) / 2)

        return [
            Piece(-reach, field.zero, point, chart, weight),
            Piece(field.zero, reach, point, chart, weight),
        ]

    def tail(self, field: Field[T], k: Power) -> T:
        """From E[|z|^j; |z| > L] = 2^(j/2) Γ((j+1)/2, L²/2) / √π for a standard normal z."""
        reach = self._reach(field)

        def standard(j: int) -> T:
            gamma = field.upper_gamma(field.rational(j + 1, 2), reach * reach / 2)
            return field.sqrt(field.rational(2**j)) * gamma / field.sqrt(field.pi)

        return _binomial_tail(field, k, self.mu, self.sigma, standard)

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        variance, mu = self.sigma * self.sigma, field.abs(self.mu)
        height = field.abs(field.log(self.sigma * field.sqrt(2 * field.pi)))
        return [(0, height + mu * mu / variance / 2), (1, mu / variance), (2, 1 / variance / 2)]


@dataclass(frozen=True)
class Laplace(Law[T]):
    """Laplace law: density exp(-|x-μ|/b) / 2b, given by μ and b > 0."""

    mu: T
    b: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        height, rate = field.log(2 * self.b), 1 / self.b
        return pointwise(lambda distance: -height - rate * distance, distance(field, self.mu))

    def kinks(self, field: Field[T]) -> list[T]:
        del field
        return [self.mu]

    def _reach(self, field: Field[T]) -> T:
        _require_positive(field, self.b)
        return field.rational(ceil(_decay(field)))

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        return [self._side(field, -self.b), self._side(field, self.b)]

    def _side(self, field: Field[T], scale: T) -> Piece[T]:
        return Piece(
            field.zero,
            self._reach(field),
            lambda z: self.mu + scale * z,
            lambda x: (x - self.mu) / scale,
            lambda z: field.exp(-z) / 2,
        )

    def tail(self, field: Field[T], k: Power) -> T:
        """From E[|z|^j; |z| > L] = Γ(j+1, L) for the standard law."""
        reach = self._reach(field)
        return _binomial_tail(
            field,
            k,
            self.mu,
            self.b,
            lambda j: field.upper_gamma(field.rational(j + 1), reach),
        )

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        height = field.abs(field.log(2 * self.b))
        return [(0, height + field.abs(self.mu) / self.b), (1, 1 / self.b)]


@dataclass(frozen=True)
class Exponential(Law[T]):
    """Exponential law: density λ exp(-λx) on x > 0, given by the rate λ > 0."""

    rate: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        log_rate = field.log(self.rate)
        return lambda x: log_rate - self.rate * x

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, None

    def _reach(self, field: Field[T]) -> T:
        _require_positive(field, self.rate)
        return field.rational(ceil(_decay(field)))

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        return [
            Piece(
                field.zero,
                self._reach(field),
                lambda z: z / self.rate,
                lambda x: x * self.rate,
                lambda z: field.exp(-z),
            )
        ]

    def tail(self, field: Field[T], k: Power) -> T:
        """E[x^k; λx > L] = Γ(k+1, L) / λ^k."""
        gamma = field.upper_gamma(field.number(k + 1), self._reach(field))
        return gamma / _power(field, self.rate, k)

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        return [(0, field.abs(field.log(self.rate))), (1, self.rate)]


SMALL = Fraction(1, 256)


def _less(shape: float) -> float:
    """The rate at which a density of this shape, times a logarithm, falls off in the chart."""
    return max(shape - SMALL, float(SMALL))


def _log_majorant(field: Field[T], coefficient: T) -> tuple[Power, T]:
    """A bound of coefficient·|log r| for r ≤ 1, from |log r| ≤ r^(-ε)/(eε) with ε = 1/256."""
    return -SMALL, coefficient / field.number(SMALL) / field.e


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
        _require_positive(field, self.shape, self.rate)
        shape = _float(field, self.shape)
        low, high = -ceil(_decay(field) / _less(shape)), ceil(shape + 1.5 * _decay(field))
        return field.rational(low), field.rational(high)

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        low, high = self._ends(field)
        normaliser = field.loggamma(self.shape)

        def weight(u: T) -> T:
            return field.exp(self.shape * u - field.exp(u) - normaliser)

        log_rate = field.log(self.rate)

        def point(u: T) -> T:
            return field.exp(u - log_rate)

        def chart(x: T) -> T:
            return field.log(x * self.rate)

        return [
            Piece(low, field.zero, point, chart, weight),
            Piece(field.zero, field.log(high), point, chart, weight),
        ]

    def tail(self, field: Field[T], k: Power) -> T:
        """(Γ(a+k, L) + ε^(a+k)/(a+k)) / (Γ(a) λ^k), with γ(s, ε) ≤ ε^s/s below; a + k > 0."""
        low, high = self._ends(field)
        s = self.shape + field.number(k)
        if not field.certainly_positive(s):
            raise OutOfDomain(f"the moment of order {k} may be infinite", certain=False)
        both = field.upper_gamma(s, high) + field.exp(s * low) / s
        return both / field.gamma(self.shape) / _power(field, self.rate, k)

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
        _require_positive(field, self.a, self.b)
        left, right = (ceil(_decay(field) / _less(_float(field, s))) for s in (self.a, self.b))
        nearest = field.one_minus(field.exp(field.rational(-right)))
        if field.is_zero(1 - nearest):  # a number type without more digits near 1
            right = min(right, ceil(0.8 * log(10) * field.digits))
        return left, right

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
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

        return [
            Piece(field.rational(-left), field.zero, point, chart, weight),
            Piece(field.zero, field.rational(right), point_near_one, chart, weight_near_one),
        ]

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


@dataclass(frozen=True)
class Uniform(Law[T]):
    """Uniform law on [lo, hi], lo < hi."""

    lo: T
    hi: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        height = -field.log(self.hi - self.lo)
        return lambda x: height

    def support(self, field: Field[T]) -> Support[T]:
        del field
        return self.lo, self.hi

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        _require_positive(field, self.hi - self.lo)

        def point(u: T) -> T:
            return self.lo + (self.hi - self.lo) * u

        def chart(x: T) -> T:
            return (x - self.lo) / (self.hi - self.lo)

        return [Piece(field.zero, field.one, point, chart, lambda u: field.one)]

    def tail(self, field: Field[T], k: Power) -> T:
        del k
        return field.zero

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        return [(0, field.abs(field.log(self.hi - self.lo)))]


@dataclass(frozen=True)
class Cells(Law[T]):
    """The density that is h_i on the unit cell [i, i+1), i = 0 … n-1, and 0 elsewhere.

    Its divergences are those of the finite law h; see `derivecheck.numeric.line`.
    """

    heights: Sequence[T]

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        raise ValueError("a piecewise constant density has no analytic formula; use its heights")

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, field.rational(len(self.heights))

    def pieces(self, field: Field[T]) -> list[Piece[T]]:
        return [self._cell(field, i) for i, h in enumerate(self.heights) if not field.is_zero(h)]

    def _cell(self, field: Field[T], i: int) -> Piece[T]:
        height = self.heights[i]
        lo, hi = field.rational(i), field.rational(i + 1)
        return Piece(lo, hi, lambda x: x, lambda x: x, lambda x: height)

    def tail(self, field: Field[T], k: Power) -> T:
        del k
        return field.zero

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        logs = (field.abs(field.log(h)) for h in self.heights if not field.is_zero(h))
        return [(0, field.total(logs))]


@dataclass(frozen=True)
class Mixture(Law[T]):
    """The mixture Σ w_i P_i of laws on the whole line, with weights w_i > 0 of sum 1."""

    weights: Sequence[T]
    components: Sequence[Law[T]]

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        density = self.density(field)
        return lambda x: field.log(density(x))

    def density(self, field: Field[T]) -> Callable[[T], T]:
        densities = [law.density(field) for law in self.components]

        def mix(x: T) -> T:
            return field.total(w * p(x) for w, p in zip(self.weights, densities, strict=True))

        return mix

    def kinks(self, field: Field[T]) -> list[T]:
        return [x for law in self.components for x in law.kinks(field)]

    def pieces(self, field: Field[T]) -> list[Piece[T] | Atoms[T]]:
        _require_positive(field, *self.weights)
        return [
            piece.scaled(w)
            for w, law in zip(self.weights, self.components, strict=True)
            for piece in law.pieces(field)
        ]

    def tail(self, field: Field[T], k: Power) -> T:
        pairs = zip(self.weights, self.components, strict=True)
        return field.total(w * law.tail(field, k) for w, law in pairs)

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        """log w_1 p_1 ≤ log Σ w_i p_i ≤ max log p_i, so |log w_1| and all the bounds suffice."""
        first: tuple[Power, T] = (0, field.abs(field.log(self.weights[0])))
        return [first, *(term for law in self.components for term in law.log_majorant(field))]
