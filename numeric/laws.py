"""The named laws on the real line, as densities with their charts and tails.

Main results: `Normal`, `Laplace`, `Exponential`, `Uniform`, `Mixture`, `Gamma` and `Beta` (of
`derivecheck.numeric.gamma_laws`), and `Cells`, the piecewise constant densities on unit cells,
whose integrals are finite sums.  Parameters are numbers of the field that is used; scales, rates
and shapes are positive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Atoms, Bell, Kinked, Law, Piece, Power, Support, pointwise
from derivecheck.numeric.reach import decay, power_of, require_positive


def distance(field: Field[T], center: T) -> Kinked[T]:
    """The function |x - c|."""

    def branch(x: T) -> Callable[[T], T] | None:
        if field.certainly_less(center, x):
            return lambda y: y - center
        return (lambda y: center - y) if field.certainly_less(x, center) else None

    return Kinked(lambda x: field.abs(x - center), branch)


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
        require_positive(field, self.sigma)
        return field.rational(ceil(sqrt(2 * decay(field))))

    def pieces(self, field: Field[T]) -> list[Bell[T]]:
        reach, height = self._reach(field), 1 / field.sqrt(2 * field.pi)

        def point(z: T) -> T:
            return self.mu + self.sigma * z

        def chart(x: T) -> T:
            return (x - self.mu) / self.sigma

        def weight(z: T) -> T:
            return height * field.exp(-(z * z) / 2)

        left = Piece(-reach, field.zero, point, chart, weight)
        right = Piece(field.zero, reach, point, chart, weight)
        return [Bell(left, right, -reach, reach, lambda w: (w, field.one))]

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
        require_positive(field, self.b)
        return field.rational(ceil(decay(field)))

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
        require_positive(field, self.rate)
        return field.rational(ceil(decay(field)))

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
        return gamma / power_of(field, self.rate, k)

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        return [(0, field.abs(field.log(self.rate))), (1, self.rate)]


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
        require_positive(field, self.hi - self.lo)

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
    """The mixture Σ w_i P_i of laws with one support, with weights w_i > 0 of sum 1.

    The densities are formulas that hold inside the support, so others are refused.
    """

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

    def support(self, field: Field[T]) -> Support[T]:
        first, *others = (law.support(field) for law in self.components)
        for end, *more in zip(first, *others, strict=True):
            for x in more:
                both = end is not None and x is not None
                if not (field.is_zero(end - x) if both else end is x):
                    raise OutOfDomain("a mixture of laws with different supports", certain=False)
        return first

    def pieces(self, field: Field[T]) -> list[Piece[T] | Bell[T] | Atoms[T]]:
        require_positive(field, *self.weights)
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
