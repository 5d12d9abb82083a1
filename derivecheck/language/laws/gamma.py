"""Exponential and gamma laws on x > 0, by shape and rate."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Expr,
    exp,
    gamma,
    log,
    loggamma,
)

from derivecheck.facts.exponential_families import FamilyMoments
from derivecheck.facts.facts import Fact
from derivecheck.language.laws.named import HalfLine, NamedLaw
from derivecheck.language.measures import Space


@dataclass(frozen=True)
class GammaMoments(FamilyMoments):
    """v^(s-1) exp(-a v) on v > 0: T = (log v, v), η = (s - 1, -a), Z = Γ(s)/a^s for s, a > 0."""

    @property
    def sentence(self) -> str:
        return "moments of the gamma kernel v^(s-1) exp(-a v) and of log v on v > 0, s > 0, a > 0"

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        return log(v), v

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return eta[0] + 1, -eta[1]

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        return gamma(eta[0] + 1) * (-eta[1]) ** (-eta[0] - 1)


class Exponential(NamedLaw):
    """Density λ exp(-λx) on x > 0.

    >>> from sympy import Symbol
    >>> Exponential(3).at(Symbol("x", positive=True))
    3*exp(-3*x)
    """

    tame = True
    parameters = positive = ("rate",)
    title = "an exponential"

    @property
    def space(self) -> Space:
        return HalfLine()

    def at(self, x: Expr) -> Expr:
        (rate,) = self.args
        return rate * exp(-rate * x)

    def log_at(self, x: Expr) -> Expr:
        (rate,) = self.args
        return log(rate) - rate * x

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (GammaMoments(),)


class Gamma(NamedLaw):
    """Density b^a x^(a-1) exp(-bx)/Γ(a) on x > 0, by shape a and rate b.

    >>> from sympy import Symbol
    >>> Gamma(1, 2).at(Symbol("x", positive=True))
    2*exp(-2*x)
    """

    tame = True
    parameters = positive = ("shape", "rate")
    title = "a gamma"

    @property
    def space(self) -> Space:
        return HalfLine()

    def at(self, x: Expr) -> Expr:
        shape, rate = self.args
        return rate**shape * x ** (shape - 1) * exp(-rate * x - loggamma(shape))

    def log_at(self, x: Expr) -> Expr:
        shape, rate = self.args
        return shape * log(rate) + (shape - 1) * log(x) - rate * x - loggamma(shape)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (GammaMoments(),)
