r"""Moments of exponential families: one idea, and a fact for each family.

The laws h(v) exp(η·T(v))/Z(η) of an exponential family have Z(η) = ∫ h exp(η·T) dv.  Differentiated
by η under the integral (in the interior of the domain of η, where every derivative exists), this
gives the integral of h exp(η·T) times any product of statistics T_k:

    ∫ T_j T_k … h exp(η·T) dv = ∂_j ∂_k … Z(η).

Each family states its range, log h, T, the domain of η and Z.  The values Z(η), and the first
derivatives, are proved in `derivecheck.derivations.moments_of_families`.

Source: F. Nielsen and V. Garcia, "Statistical exponential families: a digest with flash cards".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Mul,
    S,
    Sum,
    exp,
    expand,
    gamma,
    gammasimp,
    hyperexpand,
    integrate,
    log,
    loggamma,
    oo,
    polygamma,
    simplify,
    sympify,
)

from derivecheck.facts.facts import Between, Fact
from derivecheck.facts.moments import Moments
from derivecheck.terms.elementary import Expander, flat_factors
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
        statistics, exponent = self.statistics(var), S.Zero
        orders = [0] * len(statistics)
        for f in flat_factors(kernel):
            base, power = f.as_base_exp()
            if f in statistics:
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


@dataclass(frozen=True)
class DirichletMoments(Fact):
    """Π x_k^(s_k-1) on the simplex: T_k = log x_k, Z = Π Γ(s_k)/Γ(Σ s_k) for s_1, …, s_K > 0.

    ``coordinate`` is the function (k, ω) ↦ x_k(ω) of a point ω of the simplex.
    """

    coordinate: Any
    size: Expr
    intervals: tuple[Between, ...] = field(default=(), compare=False, repr=False)

    @property
    def sentence(self) -> str:
        return "moments of the Dirichlet kernel and of log x_k on the simplex, s_k > 0"

    def beside(self, facts: tuple[Fact, ...]) -> Fact:
        return replace(self, intervals=tuple(f for f in facts if isinstance(f, Between)))

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if var.is_integer or (lo, hi) != (-oo, oo):
            return None
        exponents, indices = S.Zero, []
        for f in flat_factors(kernel):
            if isinstance(f, exp):
                exponents += f.args[0]
            elif isinstance(f, log) and self._is_coordinate(f.args[0], var):
                indices.append(f.args[0].args[0])
            else:
                return None
        k = Dummy("k", integer=True, positive=True)
        s = self._concentration(exponents, k, var)
        if s is None or len(indices) > 1 or not Expander(self.intervals).is_positive(s):
            return None
        everything, normaliser = (Sum(e, (k, 1, self.size)) for e in (s, loggamma(s)))
        value = exp(normaliser - loggamma(everything))
        slopes = [polygamma(0, s.xreplace({k: i})) - polygamma(0, everything) for i in indices]
        return Mul(value, *slopes)

    def _is_coordinate(self, e: Expr, var: Expr) -> bool:
        return isinstance(e, self.coordinate) and e.args[1] == var and not e.args[0].has(var)

    def _concentration(self, exponent: Expr, k: Expr, var: Expr) -> Expr | None:
        """s_k, if the exponent is the sum of (s_k - 1) log x_k over k = 1, …, K."""
        s = S.One
        for term in Add.make_args(expand(exponent)):
            factor, operator = term.as_independent(Sum, as_Add=False)
            if not isinstance(operator, Sum) or operator.limits[0][1:] != (1, self.size):
                return None
            weight = operator.function.xreplace({operator.limits[0][0]: k}) * factor
            weight = sympify(weight) / log(self.coordinate(k, var))
            if len(operator.limits) > 1 or weight.has(var):
                return None
            s += weight
        return s


def prove_dirichlet_mass() -> tuple[Expr, ...]:
    """Residuals, each exactly 0, that prove Z = Π Γ(s_k)/Γ(Σ s_k) by induction on K.

    With x_1 = u and x_k = (1-u) y_k for k > 1, dx_1 … dx_{K-1} is (1-u)^(K-2) du dy_2 … dy_{K-1},
    so the integral over K coordinates is that over u times that over the K - 1 coordinates y.
    Checked are the beta integral, the power of 1-u (r is the sum of s_k over k > 1), and log Z
    (``others`` is the sum of log Γ(s_k) over k > 1).  For K = 2 there is no y, and Z is the beta
    integral.
    """
    s, r = Dummy("s", positive=True), Dummy("r", positive=True)
    u, others = Dummy("u", positive=True), Dummy("others", real=True)
    size = Dummy("K", integer=True, positive=True)
    kernel = u ** (s - 1) * (1 - u) ** (r - 1)
    integral = hyperexpand(integrate(kernel, (u, 0, 1), meijerg=True))
    beta_integral = gammasimp(integral / (gamma(s) * gamma(r) / gamma(s + r))) - 1
    power = expand((r - (size - 1)) + (size - 2) - (r - 1))
    step = loggamma(s) + loggamma(r) - loggamma(s + r) + (others - loggamma(r))
    return beta_integral, power, step - (loggamma(s) + others - loggamma(s + r))
