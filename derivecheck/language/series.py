"""Power series: what a statement that sums over n = 0, 1, 2, … may use."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Dummy, Expr, Integer, S, exp

from derivecheck.facts.exponential_families import FamilyMoments
from derivecheck.facts.facts import Fact
from derivecheck.language.laws.poisson import PoissonMoments
from derivecheck.language.measures import Assumption

MOST = 8  # terms before the first, or too many, of a series


class FromAnyStart(FamilyMoments):
    """A family on n = 0, 1, 2, …, summed from a number near 0: the terms between are taken off."""

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if not (lo.is_Integer and abs(lo) <= MOST and var.is_integer):
            return None
        n = Dummy("n", integer=True, nonnegative=True)
        for shift in (0, 1):  # n/n! is 1/(n - 1)!
            value = self._from(kernel.xreplace({var: n + shift}), n, int(lo) - shift, hi)
            if value is not None:
                return value
        return None

    def _from(self, kernel: Expr, var: Expr, lo: int, hi: Expr) -> Expr | None:
        whole = super().value(kernel, var, S.Zero, hi)
        if whole is None:
            return None
        before = [kernel.xreplace({var: Integer(n)}) for n in range(lo)]
        after = [kernel.xreplace({var: Integer(n)}) for n in range(lo, 0)]
        value = whole - Add(*before) + Add(*after)
        return value if value.is_finite is not False else None


@dataclass(frozen=True)
class GeometricMoments(FromAnyStart):
    """r^n on n = 0, 1, 2, …: T = n, η = log r, Z = 1/(1 - r) for 0 < r < 1."""

    discrete: bool = True

    @property
    def sentence(self) -> str:
        return "moments of the geometric kernel r^n on n = 0, 1, 2, ..., 0 < r < 1"

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        return (v,)

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        ratio = exp(eta[0])
        return (-eta[0],) if isinstance(ratio, exp) else (1 - ratio,)

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        return 1 / (1 - exp(eta[0]))


@dataclass(frozen=True)
class ExponentialMoments(FromAnyStart, PoissonMoments):
    """The moments of the Poisson kernel, from any start."""

    discrete: bool = True


class PowerSeries(Assumption):
    """The sums of r^n for 0 < r < 1, of r^n/n! for r > 0, and those with powers of n.

    >>> PowerSeries().sentence
    'power series are summed where they converge'
    """

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (GeometricMoments(), ExponentialMoments())

    @property
    def sentence(self) -> str:
        return "power series are summed where they converge"
