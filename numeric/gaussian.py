"""The multivariate normal law: density, and exact expectations of polynomials.

Expectations use the tensor product of a Gauss-Hermite rule in z after x = μ + Lz, Σ = LLᵀ.
The two-point rule (z = ±1, weights ½) is exact for polynomials of degree at most 3 in each z_i,
the three-point rule (0, ±√3; weights ⅔, ⅙) for degree at most 5; a polynomial of total degree
at most 3 (5) in x has that degree.  Beyond it the rule is wrong, not approximate: E z⁴ = 3, the
two-point rule says 1.  Log densities are quadratic, so entropies and divergences are exact.

Main results: `MultivariateNormal`, `polynomial_expectation`, `kl_gaussian`,
`entropy_gaussian`, `cross_entropy_gaussian`.

Source: P. Davis and P. Rabinowitz, "Methods of Numerical Integration", 2nd ed., section 3.6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic

from derivecheck.numeric.field import Field, T
from derivecheck.numeric.linear import Matrix, determinant, dot, gram, matvec, solve


@dataclass(frozen=True)
class MultivariateNormal(Generic[T]):
    """N(μ, LLᵀ) on ℝᵈ, given by the mean μ and a matrix L with det L ≠ 0."""

    mean: Sequence[T]
    factor: Matrix[T]

    def covariance(self, field: Field[T]) -> list[list[T]]:
        """Σ = LLᵀ."""
        return gram(field, self.factor)

    def log_density(self, field: Field[T]) -> Callable[[Sequence[T]], T]:
        """x ↦ -½ (x-μ)ᵀ Σ⁻¹ (x-μ) - ½ log det Σ - (d/2) log 2π."""
        covariance = self.covariance(field)
        log_det = field.log(determinant(field, covariance))
        constant = (log_det + len(self.mean) * field.log(2 * field.pi)) / 2

        def log_p(x: Sequence[T]) -> T:
            y = [a - m for a, m in zip(x, self.mean, strict=True)]
            return -constant - dot(field, y, solve(field, covariance, y)) / 2

        return log_p

    def point(self, field: Field[T], z: Sequence[T]) -> list[T]:
        """x = μ + L z."""
        return [m + a for m, a in zip(self.mean, matvec(field, self.factor, z), strict=True)]


def hermite_rule(field: Field[T], points: int) -> list[tuple[T, T]]:
    """Nodes and weights for E f(z), z ~ N(0, 1), exact up to degree 2·points - 1; 2 or 3 points."""
    if points == 2:
        return [(-field.one, field.rational(1, 2)), (field.one, field.rational(1, 2))]
    if points == 3:
        root, sixth = field.sqrt(field.rational(3)), field.rational(1, 6)
        return [(-root, sixth), (field.zero, field.rational(2, 3)), (root, sixth)]
    raise ValueError(f"no rule with {points} points")


def polynomial_expectation(
    field: Field[T],
    law: MultivariateNormal[T],
    f: Callable[[Sequence[T]], T],
    *,
    points: int = 2,
) -> T:
    """E f(X) for a polynomial f of degree at most 2·points - 1 in each coordinate of z.

    >>> from derivecheck.numeric.fields import Floats
    >>> law = MultivariateNormal([1.0], [[2.0]])
    >>> polynomial_expectation(Floats(), law, lambda x: x[0] ** 2)
    5.0
    """
    terms = []
    for nodes in product(hermite_rule(field, points), repeat=len(law.mean)):
        value = f(law.point(field, [z for z, _ in nodes]))
        for _, weight in nodes:
            value = value * weight
        terms.append(value)
    return field.total(terms)


def cross_entropy_gaussian(
    field: Field[T], p: MultivariateNormal[T], q: MultivariateNormal[T]
) -> T:
    """-E_p log q, in nats."""
    return -polynomial_expectation(field, p, q.log_density(field))


def entropy_gaussian(field: Field[T], p: MultivariateNormal[T]) -> T:
    """Differential entropy -E_p log p, in nats."""
    return cross_entropy_gaussian(field, p, p)


def kl_gaussian(field: Field[T], p: MultivariateNormal[T], q: MultivariateNormal[T]) -> T:
    """KL(p‖q) = E_p (log p - log q), in nats."""
    log_p, log_q = p.log_density(field), q.log_density(field)
    return polynomial_expectation(field, p, lambda x: log_p(x) - log_q(x))
