r"""Exact instances of a normal vector: X = m + L z with rational m and L, and z ~ N(0, I)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivecheck.language.laws.vectors import (
    GaussianVector,
    IndependentNormals,
    RandomVector,
    TriangularFactors,
)
from derivecheck.worlds.world import Key, World

__all__ = ["affine_map", "put_factors", "put_vector"]

F = Fraction
Matrix = list[list[Fraction]]


def put_vector(w: World, v: RandomVector) -> None:
    """The moments of X = m + L z: mean m and covariance L Lᵀ exactly."""
    if isinstance(v, GaussianVector):
        mean, low = affine_map(w, v)
        _put_moments(w, v, mean, _product(low, _transposed(low)))


def affine_map(w: World, v: RandomVector) -> tuple[list[Fraction], Matrix]:
    """m and L with X = m + L z."""
    return _mean(w, v), _lower(w, v)


def _put_moments(w: World, v: GaussianVector, mean: list[Fraction], covariance: Matrix) -> None:
    inverse, w.numbers[v.determinant] = _inverse(covariance)
    for a, m in enumerate(mean, 1):
        _put(w, f"m{v.label}", (a,), m)
    _put_matrix(w, f"S{v.label}", covariance)
    _put_matrix(w, f"P{v.label}", inverse)


def put_factors(w: World, factors: TriangularFactors) -> None:
    """L₁, L₂ and its inverse, D = L₂⁻¹(L₁ - L₂) and w = L₂⁻¹(m₁ - m₂)."""
    p, q = factors.vectors
    low = _lower(w, q)
    inverse, _ = _inverse(low)
    shift = [a - b for a, b in zip(_mean(w, p), _mean(w, q), strict=True)]
    first = _lower(w, p)
    gap = _product(inverse, first)
    for a, row in enumerate(gap):
        row[a] -= 1
        _put(w, "w", (a + 1,), _dot(inverse[a], shift))
    _put_matrix(w, "D", gap)
    _put_matrix(w, f"L{p.label}", first)
    _put_matrix(w, f"L{q.label}", low)
    _put_matrix(w, f"R{q.label}", inverse)


def _put(w: World, name: str, key: Key, value: Fraction) -> None:
    w.entries.setdefault(name, {})[key] = (value,)


def _put_matrix(w: World, name: str, matrix: Matrix) -> None:
    for a, row in enumerate(matrix, 1):
        for b, x in enumerate(row, 1):
            _put(w, name, (a, b), x)


def _mean(w: World, v: RandomVector) -> list[Fraction]:
    if isinstance(v, IndependentNormals):
        return list(w.families[v.args[1].name])
    return [w.draw_number("real", v.label, "m", a) for a in range(w.size(v.dimension))]


def _lower(w: World, v: RandomVector) -> Matrix:
    """The factor L of the covariance, the same whenever it is asked for."""
    d = w.size(v.dimension)
    if isinstance(v, IndependentNormals):
        scales = w.families[v.args[2].name]
        return [[scales[a] if a == b else F(0) for b in range(d)] for a in range(d)]
    return [
        [
            w.draw_number("positive" if a == b else "real", v.label, "L", a, b) if b <= a else F(0)
            for b in range(d)
        ]
        for a in range(d)
    ]


def _dot(x: Sequence[Fraction], y: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(x, y, strict=True)), F(0))


def _transposed(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix, strict=True)]


def _product(x: Matrix, y: Matrix) -> Matrix:
    return [[_dot(row, column) for column in _transposed(y)] for row in x]


def _inverse(matrix: Matrix) -> tuple[Matrix, Fraction]:
    """Gauss-Jordan over the rationals; no pivot of what is inverted here is 0."""
    d = len(matrix)
    rows = [[*row, *(F(int(i == j)) for j in range(d))] for i, row in enumerate(matrix)]
    determinant = F(1)
    for k in range(d):
        determinant *= rows[k][k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(d):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[d:] for row in rows], determinant
