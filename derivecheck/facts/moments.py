"""Moments of Gaussian and exponential kernels: two facts, and the proofs that license them."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from sympy import (
    Expr,
    Poly,
    S,
    Symbol,
    cancel,
    combsimp,
    diff,
    exp,
    expand,
    factorial,
    gamma,
    integrate,
    oo,
    pi,
    simplify,
    sqrt,
    symbols,
)

from derivecheck.facts.facts import Between, Fact
from derivecheck.terms.elementary import Expander, flat_factors


def gaussian_integral(k: int, a: Expr, b: Expr, c: Expr) -> Expr:
    """The integral of v^k exp(-a v^2 + b v + c) over the real line, a > 0, k = 0, 1, 2, ...

    With mean m = b/2a and variance s = 1/2a it is
    sqrt(pi/a) exp(c + b^2/4a) * sum_j k! / ((k-2j)! j! 2^j) m^(k-2j) s^j.

    >>> from sympy.abc import a, b
    >>> gaussian_integral(1, a, b, 0)
    sqrt(pi)*b*sqrt(1/a)*exp(b**2/(4*a))/(2*a)
    """
    mean, variance = b / (2 * a), 1 / (2 * a)
    moment = sum(
        (weight(k, j) * mean ** (k - 2 * j) * variance**j for j in range(k // 2 + 1)), S.Zero
    )
    return sqrt(pi / a) * exp(c + b**2 / (4 * a)) * moment


def weight(k: Expr | int, j: Expr | int) -> Expr:
    """The number of ways to pick j unordered disjoint pairs out of k: k! / ((k-2j)! j! 2^j)."""
    return factorial(k) / (factorial(k - 2 * j) * factorial(j) * S(2) ** j)


def half_line_integral(k: Expr, a: Expr, c: Expr) -> Expr:
    """The integral of v^k exp(-a v + c) over v > 0 (a > 0, k > -1): exp(c) Gamma(k+1) / a^(k+1)."""
    return exp(c) * gamma(k + 1) / a ** (k + 1)


@dataclass(frozen=True)
class Moments(Fact):
    """Moments of a kernel whose rate must be proved positive, with the help of ``intervals``."""

    intervals: tuple[Between, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_smooth(self) -> bool:
        return True  # in the interior of its domain, where every moment exists

    def beside(self, facts: tuple[Fact, ...]) -> Fact:
        return replace(self, intervals=tuple(f for f in facts if isinstance(f, Between)))

    def consulted(self, kernel: Expr) -> tuple[Fact, ...]:
        return tuple(i for i in self.intervals if i.parametrise(kernel) != kernel)

    def is_positive(self, rate: Expr) -> bool:
        """Positive as it stands, or over one denominator."""
        expander = Expander(self.intervals)
        return expander.is_positive(rate) or expander.is_positive(cancel(rate))


@dataclass(frozen=True)
class GaussianMoments(Moments):
    """Every moment of exp(-a v^2 + b v + c) over the real line, wherever a > 0 is proved."""

    @property
    def sentence(self) -> str:
        return "moments of the Gaussian kernel exp(-a v^2 + b v + c), a > 0"

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if var.is_integer or (lo, hi) != (-oo, oo):
            return None
        power, coefficients = polynomial_exponential(kernel, var)
        if len(coefficients) != 3 or not (power.is_Integer and power.is_nonnegative):
            return None
        a, b, c = -coefficients[0], coefficients[1], coefficients[2]
        return gaussian_integral(int(power), cancel(a), b, c) if self.is_positive(a) else None


@dataclass(frozen=True)
class HalfLineMoments(Moments):
    """Every moment of exp(-a v + c) over v > 0, wherever a > 0 and the power > -1 are proved."""

    @property
    def sentence(self) -> str:
        return "moments of the exponential kernel exp(-a v + c) on v > 0, a > 0"

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if var.is_integer or (lo, hi) != (0, oo):
            return None
        power, coefficients = polynomial_exponential(kernel, var)
        if len(coefficients) != 2 or not (power + 1).is_positive:
            return None
        a, c = -coefficients[0], coefficients[1]
        return half_line_integral(power, cancel(a), c) if self.is_positive(a) else None


def polynomial_exponential(kernel: Expr, var: Expr) -> tuple[Expr, list[Expr]]:
    """(k, coefficients of q, highest first) if the kernel is v^k exp(q(v)), else (0, [])."""
    power, exponent = S.Zero, S.Zero
    for f in flat_factors(kernel):
        if f.as_base_exp()[0] == var and not f.as_base_exp()[1].has(var):
            power += f.as_base_exp()[1]
        elif isinstance(f, exp):
            exponent += f.args[0]
        else:
            return S.Zero, []
    if not exponent.is_polynomial(var):
        return S.Zero, []
    return power, Poly(exponent, var).all_coeffs()


@lru_cache(maxsize=8)
def prove_gaussian_moments(max_power: int = 8) -> tuple[Expr, ...]:
    """Residuals, each exactly 0, that together prove ``gaussian_integral`` for every k.

    First the base case k = 0 by integration; then k = 1 .. ``max_power`` by differentiating under
    the integral, d/db; then the induction step for symbolic k, the recurrence
    2a I(k+1) = b I(k) + k I(k-1).  The integrals satisfy it because v^k exp(-a v^2 + b v + c)
    vanishes at both ends and its derivative is (k/v - 2a v + b) times itself; the closed forms
    satisfy it because weight(k+1, j) = weight(k, j) + k weight(k-1, j-1).
    """
    return (*base_case(), *by_differentiation(max_power), *induction_step())


def base_case() -> tuple[Expr, ...]:
    """I(0) by one honest integration, with symbolic a > 0, b, c."""
    a, (b, c, v) = Symbol("a", positive=True), symbols("b c v", real=True)
    integrated = integrate(exp(-a * v**2 + b * v + c), (v, -oo, oo))
    quotient = integrated / gaussian_integral(0, a, b, c)
    return (simplify(quotient) - 1,)


def by_differentiation(max_power: int) -> tuple[Expr, ...]:
    """I(k) - d/db I(k-1) for k = 1 .. max_power, divided by I(0)."""
    a, (b, c) = Symbol("a", positive=True), symbols("b c", real=True)
    scale = gaussian_integral(0, a, b, c)
    forms = [gaussian_integral(k, a, b, c) for k in range(max_power + 1)]
    steps = zip(forms, forms[1:], strict=False)
    return tuple(expand((later - diff(earlier, b)) / scale) for earlier, later in steps)


def induction_step() -> tuple[Expr, ...]:
    """The recurrence of the integrals and the recurrence of the weights, for symbolic k and j."""
    a, (b, c, v) = Symbol("a", positive=True), symbols("b c v", real=True)
    k, j = symbols("k j", integer=True, positive=True)
    kernel = exp(-a * v**2 + b * v + c)
    exact = diff(v**k * kernel, v) / (v**k * kernel)
    integrand = expand(exact - (k / v - 2 * a * v + b))
    weights = weight(k + 1, j) - weight(k, j) - k * weight(k - 1, j - 1)
    return (integrand, combsimp(weights / weight(k + 1, j)))
