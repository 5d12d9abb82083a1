"""Dirichlet laws on the simplex of symbolic dimension."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    Indexed,
    IndexedBase,
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
    sympify,
)

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.assumptions import Family
from derivecheck.language.measures import Law, Space, StatementError
from derivecheck.terms.binders import integral, replace_free, total
from derivecheck.terms.elementary import Expander, flat_factors


class Simplex(Space):
    """x₁ + … + x_K = 1 with x_k > 0, and Lebesgue measure in x₁, …, x_{K-1}.

    An integral over it is written over one abstract variable ω, a point of the simplex, whose
    coordinates are the functions `Coordinate(k, ω)`.
    """

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return integral(f)

    def variable(self) -> Expr:
        return Dummy("x", real=True)


class Coordinate(Function):  # type: ignore[misc]
    """The coordinate x_k > 0 of a point x of the simplex.

    >>> from sympy import Symbol
    >>> Coordinate(1, Symbol("x", real=True)).is_positive
    True
    """

    nargs = 2
    is_positive = True


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

    @property
    def is_smooth(self) -> bool:
        return True

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
        slopes = [polygamma(0, replace_free(s, {k: i})) - polygamma(0, everything) for i in indices]
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


class Dirichlet(Law):
    """Density Γ(Σα)/ΠΓ(α_k) · Π x_k^(α_k - 1) on the simplex, by a positive family α₁, …, α_K.

    >>> from sympy import Symbol
    >>> K = Symbol("K", integer=True, positive=True)
    >>> Dirichlet(Family("alpha", K, sign="positive")).size
    K
    """

    tame = True

    def __new__(cls, concentrations: Any) -> Dirichlet:
        if not isinstance(concentrations, Family) or concentrations.sign != "positive":
            raise StatementError("a Dirichlet law needs a positive family of concentrations")
        return super().__new__(cls, concentrations)

    @property
    def concentrations(self) -> Family:
        """The family α."""
        return self.args[0]

    @property
    def size(self) -> Expr:
        """The number of coordinates."""
        return self.concentrations.size

    @property
    def space(self) -> Space:
        return Simplex(self.size)

    def each(self, f: Callable[[Expr], Any]) -> Expr:
        """The sum of f(k) over k = 1, …, K."""
        return total(f, 1, self.size)

    @property
    def log_normaliser(self) -> Expr:
        """log B(α) = Σ log Γ(α_k) - log Γ(Σ α_k)."""
        alpha = self.concentrations
        return self.each(lambda k: loggamma(alpha[k])) - loggamma(self.each(lambda k: alpha[k]))

    def at(self, x: Expr) -> Expr:
        return exp(self.log_at(x))

    def log_at(self, x: Expr) -> Expr:
        """The logarithm of the density, written out."""
        alpha = self.concentrations
        powers = self.each(lambda k: (alpha[k] - 1) * log(Coordinate(k, x)))
        return powers - self.log_normaliser

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (DirichletMoments(Coordinate, self.size),)

    sentence, plural = "a Dirichlet law", "Dirichlet laws"


def logs_of_coordinates(body: Expr, x: Expr) -> tuple[IndexedBase, Expr]:
    """The function of x as an affine function of L[k] = log x_k; StatementError if it is none."""
    logs = IndexedBase(Dummy("L"), real=True)

    def is_log(e: Expr) -> bool:
        return isinstance(e, log) and isinstance(e.args[0], Coordinate) and e.args[0].args[1] == x

    opened = body.replace(is_log, lambda e: logs[e.args[0].args[0]])
    if opened.has(x) or not _is_affine(opened, logs):
        raise StatementError(f"not affine in the logarithms of the coordinates: {body}")
    return logs, opened


def _is_affine(e: Expr, logs: IndexedBase) -> bool:
    if not e.has(logs) or isinstance(e, Indexed):
        return True
    if isinstance(e, Mul):
        e = Mul(*[f for f in e.args if f.has(logs)])
        return not isinstance(e, Mul) and _is_affine(e, logs)
    inside = e.args if isinstance(e, Add) else [e.function] if isinstance(e, Sum) else []
    return bool(inside) and all(_is_affine(a, logs) for a in inside)
