r"""Moments of exponential families: one idea, and a fact for each family.

The laws h(v) exp(η·T(v))/Z(η) of an exponential family have Z(η) = ∫ h exp(η·T) dv.  Differentiated
by η under the integral (in the interior of the domain of η, where every derivative exists), this
gives the integral of h exp(η·T) times any product of statistics T_k:

    ∫ T_j T_k … h exp(η·T) dv = ∂_j ∂_k … Z(η).

Each family states its range, log h, T, the domain of η and Z.  The values Z(η), and the first
derivatives, are proved in `derivecheck.derivations.moments_of_families`.  The families of the laws
are beside them; here is that of the powers of a gamma variable, which serves several.

Source: F. Nielsen and V. Garcia, "Statistical exponential families: a digest with flash cards".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Pow,
    S,
    Symbol,
    exp,
    expand,
    gamma,
    gammasimp,
    integrate,
    log,
    oo,
)

from derivecheck.facts.moments import Moments
from derivecheck.terms.elementary import flat_factors
from derivecheck.terms.special import reduced

Exponent = tuple[Expr, list[int]]


@dataclass(frozen=True)
class FamilyMoments(Moments):
    """Every moment of the statistics of one exponential family, wherever η is in its domain."""

    lo: Any = S.Zero
    hi: Any = oo
    discrete: bool = False

    def log_base(self, v: Expr) -> Expr:
        """The logarithm of h at v."""
        del v
        return S.Zero

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        """T at v."""
        raise NotImplementedError

    def factors(self, v: Expr) -> tuple[Expr, ...]:
        """Those of the statistics that are counted where they are factors of a kernel."""
        return self.statistics(v)

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        """What must be positive."""
        raise NotImplementedError

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        """Z(η)."""
        raise NotImplementedError

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if (lo, hi) != (self.lo, self.hi) or bool(var.is_integer) is not self.discrete:
            return None
        found = self._exponent(reduced(kernel), var)
        if found is None:
            return None
        exponent, orders = found
        parts = self._natural(exponent, var)
        if parts is None or not all(map(self.is_positive, self.domain(parts[0]))):
            return None
        eta, constant = parts
        return exp(constant) * self.derivative(eta, orders)

    def _exponent(self, kernel: Expr, var: Expr) -> Exponent | None:
        """The logarithm of the exponential part of a kernel, and the powers of the statistics."""
        statistics, counted, exponent = self.statistics(var), self.factors(var), S.Zero
        orders = [0] * len(statistics)
        for f in flat_factors(kernel):
            base, power = f.as_base_exp()
            if f in counted:
                orders[statistics.index(f)] += 1
            elif isinstance(f, exp):
                exponent += f.args[0]
            elif not (base.has(var) and power.has(var)):
                exponent += power * log(base)
            else:
                return None
        return exponent, orders

    def _natural(self, exponent: Expr, var: Expr) -> tuple[tuple[Expr, ...], Expr] | None:
        """(η, c) with exponent = log h + η·T + c, or None if it is not of this form."""
        symbols = {t: Dummy(real=True) for t in self.statistics(var)}
        opened = expand(expand(exponent - self.log_base(var)).xreplace(symbols))
        eta = tuple(opened.diff(t) for t in symbols.values())
        constant = opened.xreplace(dict.fromkeys(symbols.values(), S.Zero))
        if any(e.has(var, *symbols.values()) for e in eta) or constant.has(var):
            return None
        return eta, constant

    def derivative(self, eta: tuple[Expr, ...], orders: list[int]) -> Expr:
        """The derivative of Z of these orders, at η."""
        symbols = tuple(Dummy(real=True) for _ in eta)
        z = self.partition(symbols)
        for symbol, order in zip(symbols, orders, strict=True):
            z = z.diff(symbol, order) if order else z
        return z.xreplace(dict(zip(symbols, eta, strict=True)))


@dataclass(frozen=True)
class PowerMoments(FamilyMoments):
    """v^(s-1) exp(-a v^k) on v > 0, k > 0: T = (log v, v^k), Z = Γ(s/k)/(k a^(s/k)), s, a > 0.

    Without a ``shape`` k is the one power of v in the exponents of the kernel.
    """

    shape: Any = S.One

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if self.shape is not None:
            return super().value(kernel, var, lo, hi)
        exponents = Add(*(expand(f.args[0]) for f in kernel.atoms(exp)))
        powers = {e.as_base_exp() for e in exponents.atoms(Symbol, Pow) if e.has(var)}
        powers -= {(var, S.One)} if len(powers) > 1 else set()
        (base, k), *more = powers or {(var, S.One)}
        if more or base != var:
            return None
        return replace(self, shape=k).value(kernel, var, lo, hi)

    @property
    def sentence(self) -> str:
        return "moments of the kernel v^(s-1) exp(-a v^k) and of log v on v > 0, s, a, k > 0"

    def statistics(self, v: Expr) -> tuple[Expr, ...]:
        return log(v), v**self.shape

    def factors(self, v: Expr) -> tuple[Expr, ...]:
        return (log(v),)  # a factor v^k is part of v^(s-1)

    def domain(self, eta: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return eta[0] + 1, -eta[1], self.shape

    def partition(self, eta: tuple[Expr, ...]) -> Expr:
        order = (eta[0] + 1) / self.shape
        return gamma(order) / self.shape * (-eta[1]) ** (-order)


def prove_power_integral() -> tuple[Expr, ...]:
    """Residuals, each exactly 0, that prove Z of `PowerMoments` for s, a, k > 0 by integration."""
    s, a, k, v = (Dummy(name, positive=True) for name in "sakv")
    value = integrate(v ** (s - 1) * exp(-a * v**k), (v, 0, oo), meijerg=True)
    return (gammasimp(value / PowerMoments(shape=k).partition((s - 1, -a))) - 1,)
