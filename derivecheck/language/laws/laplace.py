"""Laplace laws on the line."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    S,
    exp,
    expand,
    integrate,
    log,
    oo,
    simplify,
)

from derivecheck.facts.facts import Fact
from derivecheck.facts.moments import Moments
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.measures import Line, Space
from derivecheck.terms.elementary import flat_factors


@dataclass(frozen=True)
class LaplaceMoments(Moments):
    """∫ exp(-a|v-m|) |v-c| dv = 2|m-c|/a + 2 exp(-a|m-c|)/a², and 2/a without |v-c|, a > 0."""

    @property
    def sentence(self) -> str:
        return "moments of the Laplace kernel exp(-a |v-m|) and of |v-c| on the line, a > 0"

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if var.is_integer or (lo, hi) != (-oo, oo):
            return None
        factors = flat_factors(kernel)
        exponents = [f.args[0] for f in factors if isinstance(f, exp)]
        distances = [f for f in factors if not isinstance(f, exp)]
        centres = [_centre(d, var) for d in distances]
        if len(distances) > 1 or None in centres:
            return None
        exponent = expand(Add(*exponents))
        kink = [u for u in exponent.atoms(Abs) if u.has(var)]
        if len(kink) != 1 or (m := _centre(kink[0], var)) is None:
            return None
        rate = -exponent.coeff(kink[0])
        constant = expand(exponent + rate * kink[0])
        if rate.has(var) or constant.has(var) or not self.is_positive(rate):
            return None
        return exp(constant) * distance_integral(rate, *[abs(m - c) for c in centres])


def _centre(distance: Expr, var: Expr) -> Expr | None:
    """c of |v - c| for real c."""
    if not isinstance(distance, Abs):
        return None
    slope = distance.args[0].diff(var)
    centre = expand(var - distance.args[0] * slope)
    return centre if slope in (1, -1) and centre.is_real and not centre.has(var) else None


def distance_integral(a: Expr, d: Expr | None = None) -> Expr:
    """The integral of exp(-a|v|) over the line, or of exp(-a|v|)·|v - d| for d >= 0."""
    return 2 / a if d is None else 2 * d / a + 2 * exp(-a * d) / a**2


def prove_distance_integral() -> tuple[Expr, ...]:
    """Residuals, each exactly 0, that prove `distance_integral` for a, d > 0 and for d = 0.

    Between the kinks 0 and d of exp(-a|v|)·|v - d| the integrals are elementary; v ↦ -v gives the
    same for -d, and v ↦ v - m for any two centres.
    """
    a, d, v = Dummy("a", positive=True), Dummy("d", positive=True), Dummy("v", real=True)
    pieces = [
        (exp(a * v) * (d - v), -oo, S.Zero),
        (exp(-a * v) * (d - v), S.Zero, d),
        (exp(-a * v) * (v - d), d, oo),
    ]
    apart = Add(*[integrate(f, (v, lo, hi)) for f, lo, hi in pieces])
    mass = 2 * integrate(exp(-a * v), (v, 0, oo))
    mean = 2 * integrate(v * exp(-a * v), (v, 0, oo))
    known = (distance_integral(a, d), distance_integral(a), distance_integral(a, S.Zero))
    return tuple(simplify(x - y) for x, y in zip((apart, mass, mean), known, strict=True))


class Laplace(NamedLaw):
    """Density exp(-|x-μ|/b)/2b on the line, by location μ and scale b.

    >>> from sympy import Symbol
    >>> Laplace(0, 1).at(Symbol("x", real=True))
    exp(-Abs(x))/2
    """

    tame = True
    parameters = ("location", "scale")
    positive = ("scale",)
    title = "a Laplace"

    @property
    def space(self) -> Space:
        return Line()

    def at(self, x: Expr) -> Expr:
        mu, b = self.args
        return exp(-Abs(x - mu) / b) / (2 * b)

    def log_at(self, x: Expr) -> Expr:
        mu, b = self.args
        return -Abs(x - mu) / b - log(2 * b)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (LaplaceMoments(),)
