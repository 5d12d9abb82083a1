"""Beta laws on 0 < x < 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import (
    Expr,
    S,
    exp,
    gamma,
    log,
    loggamma,
)

from derivecheck.facts.exponential_families import FamilyMoments
from derivecheck.facts.facts import Fact
from derivecheck.language.laws.named import NamedLaw, UnitInterval
from derivecheck.language.measures import Space


@dataclass(frozen=True)
class BetaMoments(FamilyMoments):
    """v^(s-1) (1-v)^(t-1) on 0 < v < 1: T = (log v, log(1-v)), Z = Γ(s)Γ(t)/Γ(s+t), s, t > 0."""

    hi: Any = S.One

    @property
    def sentence(self) -> str:
        return "moments of the beta kernel v^(s-1) (1-v)^(t-1) and of its logs on (0, 1), s, t > 0"

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        return log(v), log(1 - v)

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return eta[0] + 1, eta[1] + 1

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        return gamma(eta[0] + 1) * gamma(eta[1] + 1) / gamma(eta[0] + eta[1] + 2)


def log_beta(a: Expr, b: Expr) -> Expr:
    """log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b).

    >>> from sympy import Integer
    >>> log_beta(Integer(1), Integer(2))
    -log(2)
    """
    return loggamma(a) + loggamma(b) - loggamma(a + b)


class Beta(NamedLaw):
    """Density x^(a-1) (1-x)^(b-1)/B(a, b) on 0 < x < 1.

    >>> from sympy import Rational
    >>> Beta(1, 2).at(Rational(1, 4))
    3/2
    """

    tame = True
    parameters = positive = ("a", "b")
    title = "a beta"

    @property
    def space(self) -> Space:
        return UnitInterval()

    def at(self, x: Expr) -> Expr:
        a, b = self.args
        return x ** (a - 1) * (1 - x) ** (b - 1) * exp(-log_beta(a, b))

    def log_at(self, x: Expr) -> Expr:
        a, b = self.args
        return (a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta(a, b)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (BetaMoments(),)
