r"""Exact instances of a random vector with given mean and covariance.

X = m + L z with z uniform on {-1, 1}^d has mean m and covariance L Lᵀ exactly, all rational.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivecheck.assumptions import GaussianVector

if TYPE_CHECKING:
    from derivecheck.worlds import Key, World

F = Fraction


def put_vector(w: World, v: GaussianVector) -> None:
    """X = m + L z with z uniform on {-1, 1}^d: mean m and covariance L Lᵀ exactly."""
    d = w.size(v.dimension)
    mean = [w.draw_number("real", v.label, "m", a) for a in range(d)]
    low = [
        [
            w.draw_number("positive" if a == b else "real", v.label, "L", a, b) if b <= a else F(0)
            for b in range(d)
        ]
        for a in range(d)
    ]
    cov = [
        [sum((low[a][k] * low[b][k] for k in range(d)), F(0)) for b in range(d)] for a in range(d)
    ]
    inverse, determinant = _inverse(cov)
    w.numbers[v.determinant] = determinant
    tables: dict[str, dict[Key, Fraction]] = {letter: {} for letter in "mSPXf"}
    tables["m"] = {(a,): mean[a - 1] for a in range(1, d + 1)}
    for a in range(1, d + 1):
        for b in range(1, d + 1):
            tables["S"][a, b] = cov[a - 1][b - 1]
            tables["P"][a, b] = inverse[a - 1][b - 1]
        for cell in range(2**d):
            z = [1 if cell >> k & 1 else -1 for k in range(d)]
            shift = sum((low[a - 1][k] * z[k] for k in range(d)), F(0))
            tables["X"][a, cell] = mean[a - 1] + shift
    tables["f"] = {(cell,): F(1, 2**d) for cell in range(2**d)}
    for letter, table in tables.items():
        w.entries[f"{letter}{v.label}"] = {k: (x,) for k, x in table.items()}


def _inverse(matrix: list[list[Fraction]]) -> tuple[list[list[Fraction]], Fraction]:
    """Gauss-Jordan over the rationals; the pivots of a positive definite matrix are positive."""
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
