"""Laws on the numbers 0, 1, 2, …, as laws whose integrals are sums.

Main result: `Poisson`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, e

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Atoms, Law, Power, Support
from derivecheck.numeric.reach import decay, require_positive, to_float

MOST_ATOMS = 20_000  # a bound on the work of one sum


@dataclass(frozen=True)
class Poisson(Law[T]):
    """Poisson law: probability λⁿ exp(-λ)/n! of n = 0, 1, 2, …, given by the rate λ > 0."""

    rate: T

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        log_rate = field.log(self.rate)
        return lambda n: n * log_rate - self.rate - field.loggamma(n + 1)

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, None

    def _last(self, field: Field[T]) -> int:
        """M ≥ e²λ, so that λ^M/M! ≤ (eλ/M)^M ≤ exp(-M) is far below the field's digits."""
        require_positive(field, self.rate)
        last = ceil(min(e * e * to_float(field, self.rate) + decay(field), 10.0 * MOST_ATOMS))
        if last > MOST_ATOMS:
            raise OutOfDomain(f"a rate that needs more than {MOST_ATOMS} atoms", certain=False)
        return last

    def pieces(self, field: Field[T]) -> list[Atoms[T]]:
        weights, weight = [], field.exp(-self.rate)
        for n in range(self._last(field) + 1):
            weights.append(weight)
            weight = weight * self.rate / (n + 1)
        return [Atoms([field.rational(n) for n in range(len(weights))], weights)]

    def tail(self, field: Field[T], k: Power) -> T:
        """The first term beyond M over 1 - r, where r bounds the ratio of successive terms."""
        first = field.rational(self._last(field) + 1)
        order = field.number(k)
        ratio = field.power((first + 1) / first, order) * self.rate / (first + 1)
        if k < 0 or not field.certainly_less(ratio, field.one):
            raise OutOfDomain(f"no bound of the moment of order {k}", certain=False)
        log_term = first * field.log(self.rate) - self.rate - field.loggamma(first + 1)
        return field.exp(log_term + order * field.log(first)) / (1 - ratio)

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        """From log n! ≤ n²."""
        return [(0, self.rate), (1, field.abs(field.log(self.rate))), (2, field.one)]
