r"""The Dirichlet law, integrated over the simplex by breaking a stick.

The chart is x₁ = u₁, x₂ = (1-u₁) u₂, …, x_K = (1-u₁)…(1-u_{K-1}) with 0 < u_j < 1.  Its Jacobian
is Π (1-u_j)^(K-1-j), so the density ΠΓ(α_k)⁻¹ Γ(Σα) Π x_k^(α_k - 1) becomes a product over j of

    u^(α_j - 1) (1-u)^(β_j - 1) Γ(α_j + β_j)/(Γ(α_j) Γ(β_j)),   β_j = α_{j+1} + … + α_K,

and log x_k = log(1-u₁) + … + log(1-u_{k-1}) + log u_k.  By Fubini the integral of log x_k is a sum
of products of integrals over one variable, each done by quadrature, the masses included.

Main result: `Dirichlet`.

Source: J. Sethuraman, "A constructive definition of Dirichlet priors" (1994).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Generic

from derivecheck.numeric import line
from derivecheck.numeric.field import Field, T
from derivecheck.numeric.gamma_laws import Beta


@dataclass(frozen=True)
class Dirichlet(Generic[T]):
    """Density ΠΓ(α_k)⁻¹ Γ(Σα) Π x_k^(α_k - 1) with respect to dx₁ … dx_{K-1}, α_k > 0."""

    field: Field[T]
    alpha: Sequence[T]

    @cached_property
    def log_normaliser(self) -> T:
        """log B(α) = Σ log Γ(α_k) - log Γ(Σ α_k)."""
        f = self.field
        return f.total(map(f.loggamma, self.alpha)) - f.loggamma(f.total(self.alpha))

    @cached_property
    def moments(self) -> tuple[T, list[T]]:
        """The mass of the law, and E log x_k for k = 1, …, K."""
        f = self.field
        sticks = [_stick(f, self.alpha, j) for j in range(len(self.alpha) - 1)]
        masses = [mass for mass, _, _ in sticks]
        broken = [_with_factor(masses, j, right) for j, (_, _, right) in enumerate(sticks)]
        kept = [_with_factor(masses, j, left) for j, (_, left, _) in enumerate(sticks)]
        before = [f.total(broken[:k]) for k in range(len(self.alpha))]
        means = [b + a for b, a in zip(before, [*kept, f.zero], strict=True)]
        return prod(masses, start=f.one), means

    def mean(self, constant: T, slopes: Sequence[T]) -> T:
        """E[c + Σ s_k log x_k]."""
        mass, means = self.moments
        terms = (s * m for s, m in zip(slopes, means, strict=True))
        return self.field.total([constant * mass, *terms])

    def entropy(self) -> T:
        """Differential entropy -∫ p log p."""
        return self.cross_entropy(self)

    def cross_entropy(self, other: Dirichlet[T]) -> T:
        """Cross-entropy -∫ p log q."""
        return self.mean(other.log_normaliser, [1 - b for b in other.alpha])

    def kl(self, other: Dirichlet[T]) -> T:
        """Kullback-Leibler divergence ∫ p log(p/q)."""
        slopes = [a - b for a, b in zip(self.alpha, other.alpha, strict=True)]
        return self.mean(other.log_normaliser - self.log_normaliser, slopes)


def _with_factor(masses: Sequence[T], j: int, value: T) -> T:
    """The product of the masses with the one at j replaced."""
    return prod([*masses[:j], *masses[j + 1 :]], start=value)


def _stick(field: Field[T], alpha: Sequence[T], j: int) -> tuple[T, T, T]:
    """∫ 1, ∫ log u and ∫ log(1-u) for the j-th piece of the stick."""
    law = Beta(alpha[j], field.total(alpha[j + 1 :]))
    bound = law.log_bound(field)
    return (
        line.expectation(field, law, lambda u: field.one, [(0, field.one)]),
        line.expectation(field, law, field.log, bound),
        line.expectation(field, law, lambda u: field.log(1 - u), bound),
    )
