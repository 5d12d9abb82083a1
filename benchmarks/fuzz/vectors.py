"""Normal random vectors for the instances of the fuzz, integrated by Gauss and Hermite's rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from random import Random
from typing import Any

F = Fraction
NODES = 16
Matrix = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class Vector:
    """X = m + L ω with ω standard normal and L lower triangular."""

    mean: tuple[Fraction, ...]
    factor: Matrix

    @classmethod
    def diagonal(cls, mean: Sequence[Fraction], scale: Sequence[Fraction]) -> Vector:
        """Independent coordinates."""
        n = len(mean)
        rows = tuple(tuple(scale[a] if a == b else F(0) for b in range(n)) for a in range(n))
        return cls(tuple(mean), rows)

    def nodes(self, ctx: Any) -> list[tuple[tuple[Any, ...], Any]]:
        """Points ω with weights."""
        rule = _hermite(ctx)
        points = product(rule, repeat=len(self.mean))
        return [(tuple(x for x, _ in p), ctx.fprod(w for _, w in p)) for p in points]

    def component(self, ctx: Any, a: Any, omega: Any) -> Any:
        """X_a(ω)."""
        row = self.factor[int(a) - 1]
        moved = sum(convert(ctx, v) * x for v, x in zip(row, omega, strict=True))
        return convert(ctx, self.mean[int(a) - 1]) + moved

    def weight(self, ctx: Any, omega: Any) -> Any:
        """f(ω), which is in the weights of the nodes."""
        return ctx.one

    @property
    def covariance(self) -> Matrix:
        """L Lᵀ."""
        rows = self.factor
        return tuple(
            tuple(sum((x * y for x, y in zip(a, b, strict=True)), F(0)) for b in rows) for a in rows
        )

    @property
    def determinant(self) -> Fraction:
        """|S|."""
        found = F(1)
        for k, row in enumerate(self.factor):
            found *= row[k] ** 2
        return found

    @property
    def tables(self) -> dict[str, Callable[..., Any]]:
        """m, S and P = S⁻¹ as functions of indices."""
        s, p = self.covariance, inverse(self.covariance)
        return {
            "m": lambda ctx, a: convert(ctx, self.mean[int(a) - 1]),
            "S": table_of(s),
            "P": table_of(p),
        }


def product_of(a: Matrix, b: Matrix) -> Matrix:
    """The product of two matrices."""
    columns = list(zip(*b, strict=True))
    return tuple(
        tuple(sum((x * y for x, y in zip(r, c, strict=True)), F(0)) for c in columns) for r in a
    )


def table_of(matrix: Matrix) -> Callable[..., Any]:
    """A matrix as a function of two indices."""
    return lambda ctx, a, b: convert(ctx, matrix[int(a) - 1][int(b) - 1])


def factor_tables(p: Vector, q: Vector) -> dict[str, Callable[..., Any]]:
    """L₁, L₂, R = L₂⁻¹, D = R (L₁ - L₂) and w = R (m₁ - m₂)."""
    r = inverse(q.factor)
    moved = [x - y for x, y in zip(p.mean, q.mean, strict=True)]
    gap = product_of(r, p.factor)
    gap = tuple(tuple(x - int(a == b) for b, x in enumerate(row)) for a, row in enumerate(gap))
    shift = [sum((x * y for x, y in zip(row, moved, strict=True)), F(0)) for row in r]
    return {
        "first": table_of(p.factor),
        "lower": table_of(q.factor),
        "inverse": table_of(r),
        "gap": table_of(gap),
        "shift": lambda ctx, a: convert(ctx, shift[int(a) - 1]),
    }


def convert(ctx: Any, x: Fraction) -> Any:
    """A fraction in a context."""
    return ctx.mpf(x.numerator) / x.denominator


def draw_vector(rng: Random, n: int) -> Vector:
    """A vector of dimension n."""
    far = rng.choice([1, 1, 1, 40])
    mean = tuple(F(far * rng.randint(-4, 4), 2) for _ in range(n))
    size = rng.choice([F(1), F(1), F(1, 10), F(1, 100), F(20)])
    rows = [
        [
            F(rng.randint(1, 6), 3) if a == b else F(rng.randint(-3, 3), 2) if b < a else F(0)
            for b in range(n)
        ]
        for a in range(n)
    ]
    return Vector(mean, tuple(tuple(size * x for x in row) for row in rows))


def inverse(matrix: Matrix) -> Matrix:
    """By elimination without pivots, which matrices that are definite or triangular allow."""
    n = len(matrix)
    rows = [[*row, *(F(int(a == b)) for b in range(n))] for a, row in enumerate(matrix)]
    for k in range(n):
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for a in range(n):
            if a != k:
                factor = rows[a][k]
                rows[a] = [x - factor * y for x, y in zip(rows[a], rows[k], strict=True)]
    return tuple(tuple(row[n:]) for row in rows)


@lru_cache(maxsize=8)
def _hermite(ctx: Any) -> list[tuple[Any, Any]]:
    """Roots of the Hermite polynomial He_n, and weights of mean one."""
    roots = _roots(ctx)
    weights = []
    for x in roots:
        before = _he(ctx, NODES - 1, x)
        weights.append(ctx.factorial(NODES) / (NODES * before) ** 2)
    return list(zip(roots, weights, strict=True))


def _he(ctx: Any, n: int, x: Any) -> Any:
    a, b = ctx.one, x
    for k in range(1, n):
        a, b = b, x * b - k * a
    return b if n else a


def _roots(ctx: Any) -> list[Any]:
    """By Newton's method from the roots that NumPy finds."""
    from numpy.polynomial.hermite_e import hermegauss

    found = []
    for start in hermegauss(NODES)[0]:
        x = ctx.mpf(float(start))
        for _ in range(6):
            x -= _he(ctx, NODES, x) / (NODES * _he(ctx, NODES - 1, x))
        found.append(x)
    return found
