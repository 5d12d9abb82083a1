"""Small matrices over any field: determinant, solution by Cramer's rule, Cholesky factor.

A matrix is a sequence of rows.  Determinants expand along the first row, which needs no division
and no pivot and is meant for d ≤ 5.

Main results: `determinant`, `solve`, `inverse`, `cholesky`, `matmul`, `transpose`, `trace`,
`gram` (the SPD matrix LLᵀ).
"""

from __future__ import annotations

from collections.abc import Sequence

from derivecheck.numeric.field import Field, OutOfDomain, T

Matrix = Sequence[Sequence[T]]
Vector = Sequence[T]


def identity(field: Field[T], d: int) -> list[list[T]]:
    """The d × d unit matrix."""
    return [[field.rational(int(i == j)) for j in range(d)] for i in range(d)]


def transpose(a: Matrix[T]) -> list[list[T]]:
    """Aᵀ."""
    return [list(column) for column in zip(*a, strict=True)]


def dot(field: Field[T], x: Vector[T], y: Vector[T]) -> T:
    """xᵀy."""
    return field.total(a * b for a, b in zip(x, y, strict=True))


def matvec(field: Field[T], a: Matrix[T], x: Vector[T]) -> list[T]:
    """A x."""
    return [dot(field, row, x) for row in a]


def matmul(field: Field[T], a: Matrix[T], b: Matrix[T]) -> list[list[T]]:
    """A B."""
    columns = transpose(b)
    return [[dot(field, row, column) for column in columns] for row in a]


def trace(field: Field[T], a: Matrix[T]) -> T:
    """tr A."""
    return field.total(a[i][i] for i in range(len(a)))


def gram(field: Field[T], factor: Matrix[T]) -> list[list[T]]:
    """The positive semidefinite matrix LLᵀ; definite where det L ≠ 0."""
    return matmul(field, factor, transpose(factor))


def determinant(field: Field[T], a: Matrix[T]) -> T:
    """det A, expanded along the first row.

    >>> from derivecheck.numeric.fields import Floats
    >>> determinant(Floats(), [[2.0, 1.0], [4.0, 5.0]])
    6.0
    """
    if not a:
        return field.one
    minors = ([[*row[:j], *row[j + 1 :]] for row in a[1:]] for j in range(len(a)))
    return field.total(
        (-1) ** j * a[0][j] * determinant(field, minor) for j, minor in enumerate(minors)
    )


def solve(field: Field[T], a: Matrix[T], b: Vector[T]) -> list[T]:
    """The solution of A x = b, by Cramer's rule; det A ≠ 0."""
    whole = determinant(field, a)

    def replaced(j: int) -> list[list[T]]:
        return [[*row[:j], y, *row[j + 1 :]] for row, y in zip(a, b, strict=True)]

    return [determinant(field, replaced(j)) / whole for j in range(len(b))]


def inverse(field: Field[T], a: Matrix[T]) -> list[list[T]]:
    """A⁻¹; det A ≠ 0."""
    return transpose([solve(field, a, unit) for unit in identity(field, len(a))])


def cholesky(field: Field[T], a: Matrix[T]) -> list[list[T]]:
    """The lower triangular L with LLᵀ = A; `OutOfDomain` unless A is positive definite."""
    lower: list[list[T]] = []
    for i, row in enumerate(a):
        new: list[T] = []
        for j in range(i):
            new.append((row[j] - dot(field, new, lower[j][:j])) / lower[j][j])
        pivot = row[i] - dot(field, new, new)
        if not field.certainly_positive(pivot):
            raise OutOfDomain("the matrix is not certainly positive definite", certain=False)
        lower.append([*new, field.sqrt(pivot)])
    return [[*row, *[field.zero] * (len(a) - len(row))] for row in lower]
