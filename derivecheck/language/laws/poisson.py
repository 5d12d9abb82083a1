"""Poisson laws on n = 0, 1, 2, …."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Expr,
    exp,
    factorial,
    log,
    loggamma,
)

from derivecheck.facts.exponential_families import FamilyMoments
from derivecheck.facts.facts import Fact
from derivecheck.language.laws.named import NamedLaw, Naturals
from derivecheck.language.measures import Space


@dataclass(frozen=True)
class PoissonMoments(FamilyMoments):
    """λ^n/n! on n = 0, 1, 2, …: T = n, η = log λ, Z = exp(λ) for λ > 0."""

    discrete: bool = True

    @property
    def sentence(self) -> str:
        return "moments of the Poisson kernel r^n/n! on n = 0, 1, 2, ..., r > 0"

    def log_base(self, v: Expr) -> Expr:
        return -loggamma(v + 1)

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        return (v,)

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return (exp(eta[0]),)

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        return exp(exp(eta[0]))


class Poisson(NamedLaw):
    """Probabilities λⁿ exp(-λ)/n! of n = 0, 1, 2, …

    >>> from sympy import Integer
    >>> Poisson(2).at(Integer(3))
    4*exp(-2)/3
    """

    tame = True
    parameters = positive = ("rate",)
    title = "a Poisson"

    @property
    def space(self) -> Space:
        return Naturals()

    def at(self, x: Expr) -> Expr:
        (rate,) = self.args
        return rate**x * exp(-rate) / factorial(x)

    def log_at(self, x: Expr) -> Expr:
        (rate,) = self.args
        return x * log(rate) - rate - loggamma(x + 1)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (PoissonMoments(),)
