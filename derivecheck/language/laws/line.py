"""Laws on the line: arbitrary, joint, marginal, conditional, pushed forward, normal.

Joints are primitive, marginals follow by integration and conditionals are quotients, so Bayes' rule
holds by construction.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Integer, Symbol, exp, log, pi, sqrt, sympify

from derivecheck.facts.facts import ChangeOfVariables, Fact, Normalised, Vanishing
from derivecheck.facts.moments import GaussianMoments
from derivecheck.language.measures import Assumption, Law, Named, StatementError, WithZeros, letter
from derivecheck.terms.binders import function
from derivecheck.terms.written import conditional


class Density(Named, Law):
    """An arbitrary density p(x; parameters) on the line with ∫p dx = 1.

    It is positive, or not negative if it may have ``zeros``: then it has a support.  A parameter
    that is a point makes it a conditional density q(z|x).

    >>> Density("p", Symbol("theta", real=True)).at(Symbol("x", real=True))
    p(x, theta)
    >>> Density("p", zeros=True)
    DensityWithZeros(p)
    """

    sign: ClassVar[str] = "positive"

    def __new__(cls, name: Any, *parameters: Any, zeros: bool = False) -> Density:
        kind = DensityWithZeros if zeros else cls
        return super().__new__(kind, Symbol(str(name)), *map(sympify, parameters))

    def at(self, x: Expr) -> Expr:
        return function(self.name, self.sign)(x, *self.args[1:])

    @property
    def facts(self) -> tuple[Fact, ...]:
        x = Symbol("x", real=True)
        dummies = tuple(Symbol(f"a_{k}", real=True) for k in range(len(self.args) - 1))
        value = function(self.name, self.sign)(x, *dummies)
        slopes = (Vanishing(value.diff(a), x, parameters=dummies) for a in dummies)
        return (Normalised(value, x), *slopes)

    @property
    def sentence(self) -> str:
        return f"${letter(self.name)}$ is a positive density"


class DensityWithZeros(WithZeros, Density):
    """A density that may be 0 outside its support."""

    sign = "nonnegative"

    @property
    def positive(self) -> Density:
        return Density(*self.args)

    @property
    def sentence(self) -> str:
        return f"${letter(self.name)}\\ge 0$ is a density"


class PushForward(Named, Law):
    """The law of G(z) for z of density p: the density p_G with E f(G(z)) = ∫ p_G(x) f(x) dx.

    >>> from sympy import Symbol
    >>> law = PushForward("p_g", Density("p_z"), "G")
    >>> law.at(Symbol("x", real=True)), law.generator(Symbol("z", real=True))
    (p_g(x), G(z))
    """

    def __new__(cls, name: Any, source: Any, generator: Any) -> PushForward:
        if not isinstance(source, Density):
            raise StatementError(f"the law of {generator}(z) needs a density of z, not {source}")
        return super().__new__(cls, Symbol(str(name)), source, Symbol(str(generator)))

    @property
    def source(self) -> Density:
        """The law of z."""
        return self.args[1]

    @property
    def map_name(self) -> str:
        """The letter of G."""
        return str(self.args[2].name)

    def at(self, x: Expr) -> Expr:
        return function(self.name, "nonnegative")(x)

    def generator(self, z: Expr) -> Expr:
        """G(z)."""
        return function(self.map_name, "real")(z)

    @property
    def facts(self) -> tuple[Fact, ...]:
        x = Symbol("x", real=True)
        moved = ChangeOfVariables(self.source.at(x), self.generator(x), self.at(x), x)
        return (Normalised(self.at(x), x), moved)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name, self.map_name})

    @property
    def sentence(self) -> str:
        g, z = self.map_name, self.source.name
        return f"${letter(self.name)}$ is the law of ${g}(z)$, $z\\sim {z}$"


class Joint(Named, Assumption):
    """An arbitrary positive joint density p(x, z) on the plane.

    >>> from derivecheck.language import point
    >>> x, z = point("x"), point("z")
    >>> Joint("p").at(x, z), Joint("p").of_x.at(x), Joint("p").z_given(x).at(z)
    (p(x, z), p_x(x), conditional(p(x, z), p_x(x)))
    """

    def __new__(cls, name: Any) -> Joint:
        return super().__new__(cls, Symbol(str(name)))

    def at(self, x: Expr, z: Expr) -> Expr:
        """The joint density."""
        return function(self.name, "positive")(x, z)

    def x_given(self, z: Expr) -> Conditional:
        """The law of x given z."""
        return Conditional(self, Integer(0), z)

    def z_given(self, x: Expr) -> Conditional:
        """The law of z given x."""
        return Conditional(self, Integer(1), x)

    @property
    def of_x(self) -> Marginal:
        """The marginal law of x."""
        return Marginal(self, Integer(0))

    @property
    def of_z(self) -> Marginal:
        """The marginal law of z."""
        return Marginal(self, Integer(1))

    @property
    def facts(self) -> tuple[Fact, ...]:
        x, z = (Symbol(s, real=True) for s in "xz")
        return (
            Normalised(self.at(x, z), z, mass=self.of_x.at(x)),
            Normalised(self.at(x, z), x, mass=self.of_z.at(z)),
            Normalised(self.of_x.at(x), x),
            Normalised(self.of_z.at(z), z),
        )

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name, f"{self.name}_x", f"{self.name}_z"})

    @property
    def sentence(self) -> str:
        return f"${self.name}(x,z)$ is a positive joint density"


class Marginal(Law):
    """The marginal of a joint density along its axis 0 (x) or 1 (z)."""

    @property
    def joint(self) -> Joint:
        """The joint density."""
        return self.args[0]

    def at(self, x: Expr) -> Expr:
        name = f"{self.joint.name}_{'xz'[int(self.args[1])]}"
        return function(name, "positive")(x)

    @property
    def sentence(self) -> str:
        return f"the marginal ${self.joint.name}({'xz'[int(self.args[1])]})$"


class Conditional(Law):
    """The law of one axis of a joint density given the value of the other."""

    def at(self, x: Expr) -> Expr:
        joint, axis, value = self.args
        if axis == 0:
            return conditional(joint.at(x, value), joint.of_z.at(value))
        return conditional(joint.at(value, x), joint.of_x.at(value))

    @property
    def sentence(self) -> str:
        return "a conditional density"


class Normal(Law):
    """N(μ, σ²) on the line, given by mean and standard deviation.

    >>> Normal(0, 1).log_at(Symbol("x", real=True))
    -x**2/2 - log(2*pi)/2
    """

    tame = True

    def __new__(cls, mu: Any, sigma: Any) -> Normal:
        mu, sigma = sympify(mu), sympify(sigma)
        if sigma.is_extended_positive is False:
            raise StatementError(f"standard deviation {sigma} is not positive")
        return super().__new__(cls, mu, sigma)

    @property
    def needs(self) -> dict[str, Expr]:
        return {"standard deviation": self.args[1]}

    def at(self, x: Expr) -> Expr:
        mu, sigma = self.args
        return exp(-((x - mu) ** 2) / (2 * sigma**2)) / sqrt(2 * pi * sigma**2)

    def log_at(self, x: Expr) -> Expr:
        """The logarithm of the density, written out."""
        mu, sigma = self.args
        return -((x - mu) ** 2) / (2 * sigma**2) - log(sigma) - log(2 * pi) / 2

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (GaussianMoments(),)

    @property
    def sentence(self) -> str:
        return "a normal law"
