"""Named laws: given by their parameters, with a density written out; and the spaces they live on.

A law is one file beside this one: its density, the facts that give its moments, its words.

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., table 17.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Mul,
    exp,
    log,
    oo,
    sympify,
)

from derivecheck.facts.exponential_families import PowerMoments
from derivecheck.facts.facts import Fact
from derivecheck.language.measures import Law, Line, Space, StatementError
from derivecheck.terms.binders import integral, total


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


class NamedLaw(Law):
    """A law that is given by its parameters and has a density written out.

    >>> from derivecheck.language import Gamma
    >>> Gamma(1, -1)
    Traceback (most recent call last):
        ...
    derivecheck.language.measures.StatementError: rate -1 is not positive
    """

    parameters: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    title = ""

    def __new__(cls, *values: Any) -> NamedLaw:
        values = tuple(map(sympify, values))
        if len(values) != len(cls.parameters):
            raise StatementError(f"{cls.__name__} needs {', '.join(cls.parameters)}")
        for name, value in zip(cls.parameters, values, strict=True):
            if name in cls.positive and value.is_extended_positive is False:
                raise StatementError(f"{name} {value} is not positive")
        return super().__new__(cls, *values)

    @property
    def needs(self) -> dict[str, Expr]:
        named = zip(self.parameters, self.args, strict=True)
        return {name: value for name, value in named if name in self.positive}

    def log_at(self, x: Expr) -> Expr:
        """The logarithm of the density, written out."""
        raise NotImplementedError

    def at(self, x: Expr) -> Expr:
        return Mul(*map(_exponential, Add.make_args(self.log_at(x))))

    @property
    def power_of(self) -> tuple[Law, Expr, Expr] | None:
        """(law of U > 0, c, q) with X = c·U^q, q > 0, of a law that is declared by that.

        The worlds then need nothing more of it, and its moments follow from those of U if that has
        an exponential or a gamma law.
        """
        return None

    @property
    def space(self) -> Space:
        return Line() if self.power_of is None else HalfLine()

    @property
    def facts(self) -> tuple[Fact, ...]:
        return () if self.power_of is None else (PowerMoments(shape=1 / self.power_of[2]),)

    @property
    def sentence(self) -> str:
        return f"{self.title} law"

    @property
    def plural(self) -> str:
        """Several of them, in words."""
        return f"{self.title.split(maxsplit=1)[1]} laws"


def _exponential(term: Expr) -> Expr:
    """The exponential of a term of a log density: of c log b it is b^c."""
    c, logarithm = term.as_independent(log, as_Add=False)
    return logarithm.args[0] ** c if isinstance(logarithm, log) else exp(term)
