r"""Spaces, measures and laws: the typed part of the vocabulary.

An `Assumption` has three faces, so that nothing is proved under one assumption and tested under
another: `facts` for the prover, the kind and parameters for the worlds (`derivecheck.worlds` gives
every kind its exact instances), and `sentence` for the report.

* spaces: `Outcomes(N)` = {1, …, N} with symbolic or numeric N, `Integers` = ℤ, `Line` = ℝ;
* measures (positive functions on a space): `Pointwise`; laws (of total mass one): `FiniteLaw`,
  `CountableLaw`, `Table`, `Uniform`, `Density`, `PushForward`, `Mixture`, `Joint` with `Marginal`
  and `Conditional`, `Normal`.

What else a statement may assume is in `derivecheck.assumptions`.
Joints are primitive, marginals follow by integration and conditionals are quotients, so Bayes' rule
holds by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    Function,
    IndexedBase,
    Integer,
    KroneckerDelta,
    Lambda,
    Rational,
    Symbol,
    exp,
    latex,
    log,
    oo,
    pi,
    simplify,
    sqrt,
    sympify,
)

from derivecheck.binders import integral, total
from derivecheck.facts import ChangeOfVariables, Fact, Normalised, Vanishing
from derivecheck.moments import GaussianMoments


class StatementError(TypeError):
    """A statement is not well formed: a number where a law belongs, an undeclared name."""


class Point(Symbol):  # type: ignore[misc]
    """A free variable that stands for a point of the line, such as x in log p(x)."""

    __slots__ = ()


def point(name: str) -> Point:
    """A point of the line."""
    return Point(name, real=True)


def letter(name: str) -> str:
    """A name as LaTeX: p_data becomes p_{data}."""
    return str(latex(Symbol(name)))


class Assumption(Basic):  # type: ignore[misc]
    """One thing a statement may assume."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the prover may use."""
        return ()

    @property
    def sentence(self) -> str:
        """What the report says."""
        raise NotImplementedError

    @property
    def names(self) -> frozenset[str]:
        """The undefined functions and indexed families it declares."""
        return frozenset()


# --- spaces


class Space(Basic):  # type: ignore[misc]
    """Where a law lives."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        """The sum or integral of f over the space."""
        raise NotImplementedError

    def variable(self) -> Expr:
        """A fresh variable of the space."""
        raise NotImplementedError


class Outcomes(Space):
    """The outcomes 1, …, size; a numeric size is summed term by term."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        (size,) = self.args
        if size.is_Integer:
            return Add(*[sympify(f(Integer(k))) for k in range(1, int(size) + 1)])
        return total(f, 1, size)

    def variable(self) -> Expr:
        return Dummy("i", integer=True, positive=True)


class Integers(Space):
    """All integers; a law on them has a sum over its support, an arbitrary set of integers."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return total(f, -oo, oo)

    def variable(self) -> Expr:
        return Dummy("i", integer=True)


class Line(Space):
    """The real line with Lebesgue measure."""

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return integral(f)

    def variable(self) -> Expr:
        return Dummy("x", real=True)


# --- measures and laws


class Measure(Assumption):
    """A positive function on a space."""

    @property
    def space(self) -> Space:
        """Where it lives."""
        return Line()

    def at(self, x: Expr) -> Expr:
        """Its value at a point of the space."""
        raise NotImplementedError

    def __add__(self, other: Any) -> Pointwise:
        return _pointwise(lambda x: self.at(x) + _value(other, x), self, other)

    def __radd__(self, other: Any) -> Pointwise:
        return self + other

    def __mul__(self, other: Any) -> Pointwise:
        return _pointwise(lambda x: self.at(x) * _value(other, x), self, other)

    def __rmul__(self, other: Any) -> Pointwise:
        return self * other

    def __truediv__(self, other: Any) -> Pointwise:
        return _pointwise(lambda x: self.at(x) / _value(other, x), self, other)


def _value(measure: Any, x: Expr) -> Expr:
    return measure.at(x) if isinstance(measure, Measure) else sympify(measure)


def _pointwise(f: Callable[[Expr], Expr], *parts: Any) -> Pointwise:
    measures = [p for p in parts if isinstance(p, Measure)]
    require_same_space(*measures)
    x = Symbol("_", **measures[0].space.variable().assumptions0)
    return Pointwise(Lambda(x, f(x)), measures[0].space)


class Pointwise(Measure):
    """A positive function that need not have total mass one, such as P/(P + Q)."""

    @property
    def space(self) -> Space:
        return self.args[1]

    def at(self, x: Expr) -> Expr:
        return self.args[0](x)

    @property
    def sentence(self) -> str:
        return "a positive function"


class Law(Measure):
    """A measure of total mass one."""


class FiniteLaw(Law):
    """An arbitrary law p₁, …, p_N with p_i > 0 and Σp_i = 1 on N outcomes, N symbolic.

    >>> from sympy import Symbol
    >>> FiniteLaw("p", Symbol("N", integer=True, positive=True)).at(Integer(2))
    p[2]
    """

    def __new__(cls, name: Any, size: Any) -> FiniteLaw:
        return super().__new__(cls, Symbol(str(name)), sympify(size))

    @property
    def name(self) -> str:
        """The letter of the law."""
        return str(self.args[0])

    @property
    def size(self) -> Expr:
        """The number of outcomes."""
        return self.args[1]

    @property
    def space(self) -> Space:
        return Outcomes(self.size)

    def at(self, x: Expr) -> Expr:
        return IndexedBase(self.name, positive=True)[x]

    @property
    def facts(self) -> tuple[Fact, ...]:
        i = Symbol("i", integer=True)
        return (Normalised(self.at(i), i, 1, self.size),)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    @property
    def sentence(self) -> str:
        return f"${self.name}_i>0$, $\\sum_i {self.name}_i=1$"


class Labels(FiniteLaw):
    """A law of labels: y_i >= 0 and Σy_i = 1, one-hot labels included."""

    def at(self, x: Expr) -> Expr:
        return IndexedBase(self.name, nonnegative=True)[x]

    @property
    def sentence(self) -> str:
        return f"${self.name}_i\\ge 0$, $\\sum_i {self.name}_i=1$"


class CountableLaw(Law):
    """An arbitrary law on the integers; the laws of one statement share their support.

    >>> CountableLaw("p").space.functional(CountableLaw("p").at)
    Sum(p[i_1], (i_1, -oo, oo))
    """

    def __new__(cls, name: Any) -> CountableLaw:
        return super().__new__(cls, Symbol(str(name)))

    @property
    def name(self) -> str:
        """The letter of the law."""
        return str(self.args[0])

    @property
    def space(self) -> Space:
        return Integers()

    def at(self, x: Expr) -> Expr:
        return IndexedBase(self.name, positive=True)[x]

    @property
    def facts(self) -> tuple[Fact, ...]:
        i = Symbol("i", integer=True)
        return (Normalised(self.at(i), i, -oo, oo),)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    @property
    def sentence(self) -> str:
        return f"${self.name}_i>0$ on the support, $\\sum_i {self.name}_i=1$"


class Table(Law):
    """A law given by its probabilities, e.g. Bernoulli(t) = Table(t, 1 - t)."""

    def __new__(cls, *probabilities: Any) -> Table:
        values = [sympify(p) for p in probabilities]
        _require_total_one(values, "a table")
        return super().__new__(cls, *values)

    @property
    def space(self) -> Space:
        return Outcomes(Integer(len(self.args)))

    def at(self, x: Expr) -> Expr:
        if x.is_Integer:
            return self.args[int(x) - 1]
        return Add(*[KroneckerDelta(x, k + 1) * p for k, p in enumerate(self.args)])

    @property
    def sentence(self) -> str:
        return "a law given by its probabilities"


def bernoulli(t: Any) -> Table:
    """The law of a coin with P(1) = t."""
    t = sympify(t)
    return Table(t, 1 - t)


class Uniform(Law):
    """The uniform law on N outcomes."""

    def __new__(cls, size: Any) -> Uniform:
        return super().__new__(cls, sympify(size))

    def _sympystr(self, printer: Any) -> str:
        """SymPy prints a class of this name as an interval."""
        return f"Uniform({printer.doprint(self.args[0])})"

    @property
    def space(self) -> Space:
        return Outcomes(self.args[0])

    def at(self, x: Expr) -> Expr:
        return 1 / self.args[0]

    @property
    def sentence(self) -> str:
        return "the uniform law"


class Density(Law):
    """An arbitrary positive density p(x; parameters) on the line with ∫p dx = 1.

    A parameter that is a point makes it a conditional density q(z|x).
    """

    def __new__(cls, name: Any, *parameters: Any) -> Density:
        return super().__new__(cls, Symbol(str(name)), *map(sympify, parameters))

    @property
    def name(self) -> str:
        """The letter of the density."""
        return str(self.args[0])

    def at(self, x: Expr) -> Expr:
        return Function(self.name, positive=True)(x, *self.args[1:])

    @property
    def facts(self) -> tuple[Fact, ...]:
        x = Symbol("x", real=True)
        dummies = tuple(Symbol(f"a_{k}", real=True) for k in range(len(self.args) - 1))
        value = Function(self.name, positive=True)(x, *dummies)
        slopes = (Vanishing(value.diff(a), x, parameters=dummies) for a in dummies)
        return (Normalised(value, x), *slopes)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    @property
    def sentence(self) -> str:
        return f"${letter(self.name)}$ is a positive density"


class PushForward(Law):
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
    def name(self) -> str:
        """The letter of the density of G(z)."""
        return str(self.args[0])

    @property
    def source(self) -> Density:
        """The law of z."""
        return self.args[1]

    @property
    def map_name(self) -> str:
        """The letter of G."""
        return str(self.args[2])

    def at(self, x: Expr) -> Expr:
        return Function(self.name, nonnegative=True)(x)

    def generator(self, z: Expr) -> Expr:
        """G(z)."""
        return Function(self.map_name, real=True)(z)

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


class Mixture(Law):
    """The law Σ w_k P_k; the weights are positive and sum to one."""

    def __new__(cls, *terms: Any) -> Mixture:
        for _, law in terms:
            require_law(law, "a mixture")
        require_same_space(*(law for _, law in terms))
        _require_total_one([sympify(w) for w, _ in terms], "a mixture")
        return super().__new__(cls, *[Basic.__new__(Basic, sympify(w), law) for w, law in terms])

    @property
    def terms(self) -> list[tuple[Expr, Law]]:
        """The weights and the laws."""
        return [t.args for t in self.args]

    @classmethod
    def rebuild(cls, *args: Any) -> Mixture:
        return cls(*[a.args for a in args])

    @property
    def func(self) -> Any:
        return Mixture.rebuild

    @property
    def space(self) -> Space:
        return self.terms[0][1].space

    def at(self, x: Expr) -> Expr:
        return Add(*[w * law.at(x) for w, law in self.terms])

    @property
    def sentence(self) -> str:
        return "a mixture"


def midpoint(p: Law, q: Law) -> Mixture:
    """The law (P + Q)/2."""
    return Mixture((Rational(1, 2), p), (Rational(1, 2), q))


class Joint(Assumption):
    """An arbitrary positive joint density p(x, z) on the plane."""

    def __new__(cls, name: Any) -> Joint:
        return super().__new__(cls, Symbol(str(name)))

    @property
    def name(self) -> str:
        """The letter of the joint density."""
        return str(self.args[0])

    def at(self, x: Expr, z: Expr) -> Expr:
        """The joint density."""
        return Function(self.name, positive=True)(x, z)

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
        return Function(name, positive=True)(x)

    @property
    def sentence(self) -> str:
        return f"the marginal ${self.joint.name}({'xz'[int(self.args[1])]})$"


class Conditional(Law):
    """The law of one axis of a joint density given the value of the other."""

    def at(self, x: Expr) -> Expr:
        joint, axis, value = self.args
        if axis == 0:
            return joint.at(x, value) / joint.of_z.at(value)
        return joint.at(value, x) / joint.of_x.at(value)

    @property
    def sentence(self) -> str:
        return "a conditional density"


class Normal(Law):
    """N(μ, σ²) on the line, given by mean and standard deviation."""

    def __new__(cls, mu: Any, sigma: Any) -> Normal:
        mu, sigma = sympify(mu), sympify(sigma)
        if not sigma.is_positive:
            raise StatementError(f"standard deviation {sigma} is not known to be positive")
        return super().__new__(cls, mu, sigma)

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


def _require_total_one(weights: list[Expr], where: str) -> None:
    """Raise StatementError unless the weights sum to one and none is known to be negative."""
    if any(w.is_negative for w in weights) or simplify(Add(*weights) - 1) != 0:
        raise StatementError(f"{where} needs weights that sum to one, not {weights}")


def require_law(law: Any, where: str) -> None:
    """Raise StatementError unless a law is given."""
    if not isinstance(law, Law):
        raise StatementError(f"{where} needs a law, not {type(law).__name__} {law}")


def require_measure(measure: Any, where: str) -> None:
    """Raise StatementError unless a measure is given."""
    if not isinstance(measure, Measure):
        raise StatementError(
            f"{where} needs a law or measure, not {type(measure).__name__} {measure}"
        )


def require_same_space(*measures: Measure) -> None:
    """Raise StatementError if two laws live on different spaces."""
    if len({m.space for m in measures}) > 1:
        raise StatementError(f"laws on different spaces: {', '.join(map(str, measures))}")
