"""Weibull laws on x > 0, by shape and scale: powers of exponential laws."""

from __future__ import annotations

from sympy import Expr, log

from derivecheck.language.laws.gamma import Exponential
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.measures import Law


class Weibull(NamedLaw):
    """Density (k/λ) (x/λ)^(k-1) exp(-(x/λ)^k) on x > 0, by shape k and scale λ.

    >>> from sympy import Symbol
    >>> Weibull(1, 2).at(Symbol("x", positive=True))
    exp(-x/2)/2
    """

    tame = True
    parameters = positive = ("shape", "scale")
    title = "a Weibull"

    def log_at(self, x: Expr) -> Expr:
        shape, scale = self.args
        return log(shape / scale) + (shape - 1) * log(x / scale) - (x / scale) ** shape

    @property
    def power_of(self) -> tuple[Law, Expr, Expr]:
        """X = λ U^(1/k) for U with the standard exponential law."""
        shape, scale = self.args
        return Exponential(1), scale, 1 / shape
