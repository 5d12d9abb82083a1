"""Densities and functions of the line for the instances of the fuzz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from benchmarks.fuzz.quadrature import exp

# all numbers are binary fractions, which are exact in every context
CENTRES = [0.0, 0.0, 1.0, -1.5, 0.5, 4.0]
SCALES = [1.0, 0.5, 2.0, 1 / 16, 1 / 512, 12.0, 1.5]
EDGES = (-2.0, -1.0, 0.0, 2.0, 3.0)


@dataclass(frozen=True)
class Curve:
    """A density: a mixture of normal or of Laplace laws; parameters bend it smoothly."""

    parts: tuple[tuple[float, float, float], ...]  # weight, centre, scale
    laplace: bool

    @property
    def centres(self) -> tuple[float, ...]:
        """Where it is pointed or narrow."""
        return tuple(dict.fromkeys(c for _, c, _ in self.parts))

    def __call__(self, ctx: Any, x: Any, *parameters: Any) -> Any:
        bend = sum((ctx.tanh(a) for a in parameters), ctx.zero)
        stretch = exp(ctx, bend / 2)
        return sum(self._part(ctx, x - bend, stretch, part) for part in self.parts)

    def _part(self, ctx: Any, x: Any, stretch: Any, part: tuple[float, ...]) -> Any:
        weight, centre, scale = part[0], part[1], part[2] * stretch
        y = (x - centre) / scale
        if self.laplace:
            return weight * exp(ctx, -abs(y)) / (2 * scale)
        return weight * exp(ctx, -y * y / 2) / (scale * ctx.sqrt(2 * ctx.pi))


def draw_curve(rng: Random) -> Curve:
    """One or two parts, or three narrow ones far apart, which are like three outcomes."""
    if rng.random() < 0.3:
        heights = [rng.choice([1, 2, 4, 16, 64, 256]) for _ in range(3)]
        total = 2 ** (sum(heights) - 1).bit_length()
        heights[0] += total - sum(heights)
        places = zip(heights, (-2.0, 1.0, 4.0), strict=True)
        return Curve(tuple((h / total, c, 1 / 8) for h, c in places), False)
    if rng.random() < 0.6:
        return Curve(((1.0, rng.choice(CENTRES), rng.choice(SCALES)),), rng.random() < 0.3)
    w = rng.randint(1, 15) / 16
    first, second = ((rng.choice(CENTRES), rng.choice(SCALES)) for _ in range(2))
    return Curve(((w, *first), (1 - w, *second)), rng.random() < 0.3)


@dataclass(frozen=True)
class Steps:
    """A density that is constant between edges and 0 elsewhere; parameters move it."""

    edges: tuple[float, ...]
    heights: tuple[Fraction, ...]

    @property
    def centres(self) -> tuple[float, ...]:
        """Where it jumps."""
        return self.edges

    def __call__(self, ctx: Any, x: Any, *parameters: Any) -> Any:
        x = x - sum((ctx.tanh(a) for a in parameters), ctx.zero)
        for lo, hi, height in zip(self.edges, self.edges[1:], self.heights, strict=False):
            if lo < x < hi:
                return ctx.mpf(height.numerator) / height.denominator
        return ctx.zero


def draw_steps(rng: Random) -> Steps:
    """Masses that are multiples of 1/16, some of them 0."""
    masses = [rng.choice([0, 0, 1, 2, 3]) for _ in range(3)]
    masses.insert(rng.randrange(4), 16 - sum(masses))
    return steps(EDGES, [Fraction(m, 16) for m in masses])


def steps(edges: Sequence[float], masses: Sequence[Fraction]) -> Steps:
    """The density with these masses between the edges."""
    widths = [Fraction(b) - Fraction(a) for a, b in zip(edges, edges[1:], strict=False)]
    return Steps(tuple(edges), tuple(m / w for m, w in zip(masses, widths, strict=True)))


@dataclass(frozen=True)
class Bounded:
    """A smooth bounded function of the line."""

    sign: str
    numbers: tuple[float, ...]

    def __call__(self, ctx: Any, x: Any, *parameters: Any) -> Any:
        a, b, c = self.numbers
        bend = sum((ctx.tanh(p) for p in parameters), ctx.zero)
        t = a * ctx.tanh(x - b) + c + bend
        if self.sign == "real":
            return t
        return exp(ctx, t) if self.sign == "positive" else 1 / (1 + exp(ctx, -t))


def draw_bounded(rng: Random, sign: str) -> Bounded:
    """A bounded function; constant now and then."""
    numbers = [rng.randint(-8, 8) / rng.choice([1, 2, 4]) for _ in range(3)]
    return Bounded(sign, tuple(numbers if rng.random() < 0.8 else [0.0, 0.0, numbers[2]]))


@dataclass(frozen=True)
class Image:
    """The law of G(z): G affine, or with another slope left of 0."""

    source: Curve
    factor: float
    shift: float
    bend: float  # of the slope left of 0

    @classmethod
    def draw(cls, rng: Random, source: Any) -> Image:
        """A map for a density."""
        factor = rng.choice([1.0, -1.0, 2.0, 0.25, -5.0])
        return cls(source, factor, rng.choice(CENTRES), rng.choice([1.0, 1.0, 4.0, 0.5]))

    @property
    def centres(self) -> tuple[float, ...]:
        """Where those of the source and the bend go to."""
        return tuple(self._forward(c) for c in (0.0, *self.source.centres))

    @property
    def forward(self) -> Any:
        """G."""
        return lambda ctx, z: self._forward(z)

    def _forward(self, z: Any) -> Any:
        return self.factor * (z if z > 0 else self.bend * z) + self.shift

    def __call__(self, ctx: Any, x: Any) -> Any:
        y = (x - self.shift) / self.factor
        slope = 1.0 if y > 0 else self.bend
        return self.source(ctx, y / slope) / abs(self.factor * slope)


Factor = tuple[float, ...]  # masses of outcomes, or centre and scale of a normal law


@dataclass(frozen=True)
class Parts:
    """A joint law of several variables: a mixture of two products, so that they depend."""

    weight: float
    factors: tuple[tuple[Factor, Factor], ...]  # of each variable, in the two parts
    discrete: tuple[bool, ...]

    @classmethod
    def draw(cls, rng: Random, sizes: Sequence[int]) -> Parts:
        """Variables with so many outcomes; 0 is one on the line."""
        factors = tuple((_factor(rng, n), _factor(rng, n)) for n in sizes)
        return cls(rng.randint(1, 15) / 16, factors, tuple(n > 0 for n in sizes))

    def of(self, axes: Sequence[int]) -> Any:
        """The law of some of the variables."""
        return lambda ctx, *values: (
            self.weight * self._product(ctx, axes, values, 0)
            + (1 - self.weight) * self._product(ctx, axes, values, 1)
        )

    def _product(self, ctx: Any, axes: Sequence[int], values: Sequence[Any], part: int) -> Any:
        found = ctx.one
        for axis, x in zip(axes, values, strict=True):
            factor = self.factors[axis][part]
            if self.discrete[axis]:
                found *= ctx.mpf(factor[int(x) - 1])
            else:
                y = (x - factor[0]) / factor[1]
                found *= exp(ctx, -y * y / 2) / (factor[1] * ctx.sqrt(2 * ctx.pi))
        return found


def _factor(rng: Random, outcomes: int) -> Factor:
    if not outcomes:
        return rng.choice(CENTRES[:5]), rng.choice([1.0, 0.5, 1.5])
    weights = [rng.randint(1, 8) for _ in range(outcomes)]
    weights[0] += 64 - sum(weights)
    return tuple(w / 64 for w in weights)


@dataclass(frozen=True)
class Plane:
    """A joint density: a mixture of two products of normal laws, so that x and z depend."""

    weight: float
    centres: tuple[float, ...]  # x and z of the first part, then of the second
    scales: tuple[float, ...]

    @classmethod
    def draw(cls, rng: Random) -> Plane:
        """Two parts, alike now and then, which makes x and z independent."""
        centres = [rng.choice(CENTRES[:5]) for _ in range(4)]
        scales = [rng.choice([1.0, 0.5, 1.5, 1.0, 0.5, 1.5, 8.0]) for _ in range(4)]
        if rng.random() < 0.15:
            centres[2:], scales[2:] = centres[:2], scales[:2]
        return cls(rng.randint(1, 15) / 16, tuple(centres), tuple(scales))

    def bell(self, ctx: Any, x: Any, k: int) -> Any:
        """The normal density with centre and scale k."""
        y = (x - self.centres[k]) / self.scales[k]
        return exp(ctx, -y * y / 2) / (self.scales[k] * ctx.sqrt(2 * ctx.pi))

    def mixed(self, one: Any, other: Any) -> Any:
        """Weighted like the parts."""
        return self.weight * one + (1 - self.weight) * other

    def __call__(self, ctx: Any, x: Any, z: Any) -> Any:
        return self.mixed(
            self.bell(ctx, x, 0) * self.bell(ctx, z, 1), self.bell(ctx, x, 2) * self.bell(ctx, z, 3)
        )

    def of_x(self, ctx: Any, x: Any) -> Any:
        """The marginal of x."""
        return self.mixed(self.bell(ctx, x, 0), self.bell(ctx, x, 2))

    def of_z(self, ctx: Any, z: Any) -> Any:
        """The marginal of z."""
        return self.mixed(self.bell(ctx, z, 1), self.bell(ctx, z, 3))
