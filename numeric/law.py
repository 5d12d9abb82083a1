"""What a law on the real line must offer, so that its expectations can be integrated.

A law is integrated over `Piece`s, finite intervals of a chart x = x(u) that turn the density
into an analytic weight, and states a bound of what lies outside them: `Law.tail` bounds
E[r^k; outside], where r = |x| unless the law says otherwise.  A function f is integrated
rigorously with a `Majorant`, terms (k, c_k) with |f| ≤ Σ c_k r^k outside the pieces, so that the
neglected part is at most Σ c_k · tail(k).

A discrete law has `Atoms` for its pieces.

Main definitions: `Piece`, `Bell`, `Atoms`, `Law`, `Majorant`.  The named laws are in
`derivecheck.numeric.laws` and `derivecheck.numeric.counts`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Generic

from derivecheck.numeric.field import Field, T

Power = int | Fraction
Majorant = Sequence[tuple[Power, T]]
Support = tuple[T | None, T | None]


@dataclass(frozen=True)
class Piece(Generic[T]):
    """∫ f dP over one piece is ∫ f(point(u)) weight(u) du over [lo, hi]; chart inverts point."""

    lo: T
    hi: T
    point: Callable[[T], T]
    chart: Callable[[T], T]
    weight: Callable[[T], T]

    def scaled(self, factor: T) -> Piece[T]:
        """The same with a factor times the weight."""
        weight = self.weight
        return replace(self, weight=lambda u: factor * weight(u))


@dataclass(frozen=True)
class Bell(Generic[T]):
    """Two pieces that meet, and whose weights are one analytic function that fades at both ends.

    ``stretch`` gives u = u(w) and du/dw, increasing, such that the weight as a function of w and
    all its derivatives are negligible outside [lo, hi] at the field's digits.  What the left piece
    says is used where w < 0.
    """

    left: Piece[T]
    right: Piece[T]
    lo: T
    hi: T
    stretch: Callable[[T], tuple[T, T]]

    def scaled(self, factor: T) -> Bell[T]:
        """The same with a factor times the weights."""
        return replace(self, left=self.left.scaled(factor), right=self.right.scaled(factor))


@dataclass(frozen=True)
class Atoms(Generic[T]):
    """∫ f dP over finitely many points is Σ f(x) P(x)."""

    points: Sequence[T]
    weights: Sequence[T]

    def scaled(self, factor: T) -> Atoms[T]:
        """The same with a factor times the weights."""
        return replace(self, weights=[factor * w for w in self.weights])


@dataclass(frozen=True)
class Kinked(Generic[T]):
    """A function that is analytic except at kinks.

    `branch(x)` is the analytic function that it is between the kinks around x; None where it cannot
    be told on which side of a kink x lies.
    """

    function: Callable[[T], T]
    branch: Callable[[T], Callable[[T], T] | None]

    def __call__(self, x: T) -> T:
        return self.function(x)


def pointwise(operation: Callable[..., T], *functions: Callable[[T], T]) -> Callable[[T], T]:
    """x ↦ operation(f(x), g(x), …), with kinks where one of the functions has them."""

    def value(x: T) -> T:
        return operation(*(f(x) for f in functions))

    def branch(x: T) -> Callable[[T], T] | None:
        branches = [f.branch(x) if isinstance(f, Kinked) else f for f in functions]
        known = [b for b in branches if b is not None]
        return pointwise(operation, *known) if len(known) == len(branches) else None

    kinked = any(isinstance(f, Kinked) for f in functions)
    return Kinked(value, branch) if kinked else value


class Law(ABC, Generic[T]):
    """A probability law on ℝ with a density, or with probabilities of countably many points."""

    @abstractmethod
    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        """The function log p, inside the support."""

    def density(self, field: Field[T]) -> Callable[[T], T]:
        """The function p, inside the support."""
        log_density = self.log_density(field)
        return lambda x: field.exp(log_density(x))

    def kinks(self, field: Field[T]) -> list[T]:
        """Points of the support where the density is not analytic."""
        del field
        return []

    def support(self, field: Field[T]) -> Support[T]:
        """Ends of the support; None for an infinite end."""
        del field
        return None, None

    @abstractmethod
    def pieces(self, field: Field[T]) -> Sequence[Piece[T] | Bell[T] | Atoms[T]]:
        """Charts that hold all but a negligible part of the law at the field's digits."""

    @abstractmethod
    def tail(self, field: Field[T], k: Power) -> T:
        """An upper bound of E[r^k; outside the pieces]."""

    def log_bound(self, field: Field[T]) -> list[tuple[Power, T]] | None:
        """A majorant of the log of the distance to an end of the support, where there is one."""
        del field
        return None

    @abstractmethod
    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        """A majorant of log p."""
