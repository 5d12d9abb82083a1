"""Spaces, measures on them, and what a statement may assume: the types below the laws.

* spaces: `Outcomes(N)` = {1, …, N} with symbolic or numeric N, `Integers` = ℤ, `Line` = ℝ;
* measures (positive functions on a space): `Pointwise`; laws are those of total mass one.

An `Assumption` has three faces, so that nothing is proved under one assumption and tested under
another: `facts` for the prover, the kind and parameters for the worlds
(`derivecheck.worlds.instances` gives every kind its exact instances), `sentence` for the report.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from sympy import Add, Basic, Dummy, Expr, Integer, Lambda, Symbol, latex, oo, simplify, sympify

from derivecheck.facts.facts import Fact
from derivecheck.terms.binders import integral, total


class StatementError(TypeError):
    """A statement is not well formed: a number where a law belongs, an undeclared name.

    >>> from derivecheck.language import given
    >>> given().eq(0.5, 1)
    Traceback (most recent call last):
        ...
    derivecheck.language.measures.StatementError: write decimals as fractions: 0.500000000000000
    """


class Point(Symbol):  # type: ignore[misc]
    """A free variable that stands for a point of the line, such as x in log p(x)."""

    __slots__ = ()


def point(name: str) -> Point:
    """A point of the line.

    >>> from derivecheck.language import Density
    >>> Density("p").at(point("x"))
    p(x)
    """
    return Point(name, real=True)


def letter(name: str) -> str:
    """A name as LaTeX: p_data becomes p_{data}."""
    return str(latex(Symbol(name)))


class Assumption(Basic):  # type: ignore[misc]
    """One thing a statement may assume.

    >>> from derivecheck.language import Interval
    >>> Interval(Symbol("t", real=True), 0, 1).sentence
    '$0<t<1$'
    """

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


class Named:
    """What is declared under a letter, its first argument, and declares no other name."""

    args: tuple[Any, ...]

    @property
    def name(self) -> str:
        """The letter."""
        return str(self.args[0].name)

    @property
    def names(self) -> frozenset[str]:
        """The letter alone."""
        return frozenset({self.name})


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
    """The outcomes 1, …, size; a numeric size is summed term by term.

    >>> Outcomes(3).functional(lambda i: i)
    6
    """

    def __new__(cls, size: Any) -> Outcomes:
        return super().__new__(cls, sympify(size))

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
    """The real line with Lebesgue measure.

    >>> from derivecheck.language import Density
    >>> Density("p").space == Line()
    True
    """

    def functional(self, f: Callable[[Expr], Any]) -> Expr:
        return integral(f)

    def variable(self) -> Expr:
        return Dummy("x", real=True)


# --- measures and laws


class Measure(Assumption):
    """A positive function on a space.

    >>> from derivecheck.language import Normal
    >>> isinstance(Normal(0, 1) * 2, Law), isinstance(Normal(0, 1) * 2, Measure)
    (False, True)
    """

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
    """A positive function that need not have total mass one, such as P/(P + Q).

    >>> from derivecheck.language import Density
    >>> p, q = Density("p"), Density("q")
    >>> (p / (p + q)).at(point("x"))
    p(x)/(p(x) + q(x))
    """

    @property
    def space(self) -> Space:
        return self.args[1]

    def at(self, x: Expr) -> Expr:
        return self.args[0](x)

    @property
    def sentence(self) -> str:
        return "a positive function"


class Law(Measure):
    """A measure of total mass one.

    >>> from derivecheck.language import Normal
    >>> isinstance(Normal(0, 1), Law)
    True
    """

    @property
    def needs(self) -> dict[str, Expr]:
        """The parameters, by their names, that a statement must know to be positive."""
        return {}

    tame: ClassVar[bool] = False
    """Whether the logarithm of every tame density of the space has a finite mean under it, and so
    have those of mixtures of them."""


class WithZeros:
    """A law whose values may be 0.

    What is 0 log 0 is 0, and p log(p/q) is ∞ where p > 0 = q.
    """

    @property
    def positive(self) -> Law:
        """The law of the same name all of whose values are positive."""
        raise NotImplementedError


def require_total_one(weights: list[Expr], where: str) -> None:
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
