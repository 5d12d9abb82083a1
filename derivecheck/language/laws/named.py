r"""Named laws beyond the normal: their spaces, densities, and moments for the prover.

* on x > 0: `Exponential`, `Gamma`; on 0 < x < 1: `Beta`; on the line: `Laplace`;
* on n = 0, 1, 2, …: `Poisson`; on the simplex of symbolic dimension: `Dirichlet`.

Gamma laws are given by shape and rate.  All but the Laplace law with free μ are exponential
families; what the prover knows of them is in `derivecheck.facts.exponential_families`.

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., table 17.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Function,
    Indexed,
    IndexedBase,
    Mul,
    Sum,
    exp,
    factorial,
    log,
    loggamma,
    oo,
    sympify,
)

from derivecheck.facts.exponential_families import (
    BetaMoments,
    DirichletMoments,
    GammaMoments,
    LaplaceMoments,
    PoissonMoments,
)
from derivecheck.facts.facts import Fact
from derivecheck.language.assumptions import Family
from derivecheck.language.measures import Law, Line, Space, StatementError
from derivecheck.terms.binders import integral, total

# --- spaces


class HalfLine(Space):
    """x > 0 with Lebesgue measure."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return integral(f, 0, oo)

    def variable(self) -> Expr:
        return Dummy("x", positive=True)


class UnitInterval(Space):
    """0 < x < 1 with Lebesgue measure."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return integral(f, 0, 1)

    def variable(self) -> Expr:
        return Dummy("x", positive=True)


class Naturals(Space):
    """The numbers 0, 1, 2, …"""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return total(f, 0, oo)

    def variable(self) -> Expr:
        return Dummy("n", integer=True, nonnegative=True)


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
    """The coordinate x_k > 0 of a point x of the simplex."""

    nargs = 2
    is_positive = True


# --- laws


class NamedLaw(Law):
    """A law that is given by its parameters and has a density written out."""

    parameters: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    title = ""

    def __new__(cls, *values: Any) -> NamedLaw:
        values = tuple(map(sympify, values))
        if len(values) != len(cls.parameters):
            raise StatementError(f"{cls.__name__} needs {', '.join(cls.parameters)}")
        for name, value in zip(cls.parameters, values, strict=True):
            if name in cls.positive and not value.is_positive:
                raise StatementError(f"{name} {value} is not known to be positive")
        return super().__new__(cls, *values)

    def log_at(self, x: Expr) -> Expr:
        """The logarithm of the density, written out."""
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        return f"{self.title} law"

    @property
    def plural(self) -> str:
        """Several of them, in words."""
        return f"{self.title.split(maxsplit=1)[1]} laws"


class Exponential(NamedLaw):
    """Density λ exp(-λx) on x > 0."""

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


def log_beta(a: Expr, b: Expr) -> Expr:
    """log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b)."""
    return loggamma(a) + loggamma(b) - loggamma(a + b)


class Beta(NamedLaw):
    """Density x^(a-1) (1-x)^(b-1)/B(a, b) on 0 < x < 1."""

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


class Laplace(NamedLaw):
    """Density exp(-|x-μ|/b)/2b on the line, by location μ and scale b."""

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


class Poisson(NamedLaw):
    """Probabilities λⁿ exp(-λ)/n! of n = 0, 1, 2, …"""

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


class Dirichlet(Law):
    """Density Γ(Σα)/ΠΓ(α_k) · Π x_k^(α_k - 1) on the simplex, by a positive family α₁, …, α_K."""

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
