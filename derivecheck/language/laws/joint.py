r"""A law of several named variables, with every marginal and every conditional.

Each variable has a space of its own, outcomes or the line.  The joint law is primitive, marginals
follow by summation and conditionals are quotients, so that Bayes' rule holds by construction.

>>> from derivecheck.language.measures import Line
>>> x, y = Symbol("x", real=True), Symbol("y", real=True)
>>> p = JointLaw("p", ("x", Line()), ("y", Line()))
>>> p.at(x=x, y=y), p.law("y", x=x).at(y)
(p(x, y), conditional(p(x, y), p_x(x)))
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from sympy import Expr, Integer, Symbol, Tuple, oo, sympify

from derivecheck.facts.facts import Fact, Normalised
from derivecheck.language.measures import (
    Assumption,
    Law,
    Named,
    Outcomes,
    Space,
    StatementError,
    letter,
)
from derivecheck.terms.binders import function
from derivecheck.terms.written import conditional

MOST = 4  # variables; there are 2^n marginals


class JointLaw(Named, Assumption):
    """An arbitrary positive law of the variables that are named, each on its space.

    >>> from derivecheck.language import Line, Outcomes, point
    >>> N, x = Symbol("N", integer=True, positive=True), point("x")
    >>> p = JointLaw("p", ("x", Line()), ("y", Outcomes(N)))
    >>> p.at(x=x, y=2), p.at(x=x), p.law("y", x=x).at(2)
    (p(x, 2), p_x(x), conditional(p(x, 2), p_x(x)))
    """

    def __new__(cls, name: Any, *axes: Any) -> JointLaw:
        pairs = [Tuple(Symbol(str(axis[0])), axis[1]) for axis in axes]
        if not 1 <= len(pairs) <= MOST or len({a for a, _ in pairs}) < len(pairs):
            raise StatementError(f"{name} needs 1 to {MOST} different variables")
        return super().__new__(cls, Symbol(str(name)), *pairs)

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables."""
        return tuple(str(a.args[0].name) for a in self.args[1:])

    def space(self, variable: str) -> Space:
        """Where a variable lives."""
        for a in self.args[1:]:
            if a.args[0].name == variable:
                return a.args[1]
        raise StatementError(f"{self.name} is no law of {variable}")

    def marginal_name(self, variables: tuple[str, ...]) -> str:
        """The name of the law of some of the variables."""
        if len(variables) == len(self.variables):
            return self.name
        return f"{self.name}_{''.join(variables)}"

    def at(self, **values: Any) -> Expr:
        """The marginal law of the variables that are given, at these values."""
        chosen = tuple(v for v in self.variables if v in values)
        if len(chosen) < len(values):
            raise StatementError(f"{self.name} is no law of {', '.join(values)}")
        if not chosen:
            return Integer(1)
        head = function(self.marginal_name(chosen), "positive")
        return head(*(sympify(values[v]) for v in chosen))

    def law(self, variable: str, **given: Any) -> Slice:
        """The law of one variable where others have the values that are given."""
        known = [Tuple(Symbol(v), sympify(given[v])) for v in self.variables if v in given]
        if len(known) < len(given) or variable in given:
            raise StatementError(f"{self.name} is no law of {variable} given {', '.join(given)}")
        self.space(variable)
        return Slice(self, Symbol(variable), *known)

    @property
    def free_symbols(self) -> set[Symbol]:
        """Its own name and those in its spaces; what a variable is called is no symbol."""
        return set().union(
            self.args[0].free_symbols, *(a.args[1].free_symbols for a in self.args[1:])
        )

    @property
    def names(self) -> frozenset[str]:
        """The joint law and its marginals."""
        return frozenset(self.marginal_name(s) for s in self.subsets)

    @property
    def subsets(self) -> list[tuple[str, ...]]:
        """Every choice of at least one of the variables."""
        n = len(self.variables)
        return [s for k in range(1, n + 1) for s in combinations(self.variables, k)]

    @property
    def facts(self) -> tuple[Fact, ...]:
        points = {v: _point(v, self.space(v)) for v in self.variables}
        found = []
        for subset in self.subsets:
            values = {v: points[v] for v in subset}
            for v in subset:
                rest = {k: x for k, x in values.items() if k != v}
                lo, hi = _range(self.space(v))
                found.append(Normalised(self.at(**values), points[v], lo, hi, self.at(**rest)))
        return tuple(found)

    @property
    def sentence(self) -> str:
        return f"${letter(self.name)}({', '.join(self.variables)})>0$ is a law"


def _point(name: str, space: Space) -> Symbol:
    return Symbol(name, integer=True) if isinstance(space, Outcomes) else Symbol(name, real=True)


def _range(space: Space) -> tuple[Expr, Expr]:
    return (Integer(1), space.args[0]) if isinstance(space, Outcomes) else (-oo, oo)


class Slice(Law):
    """The law of one variable of a joint law, given values of others; the rest is summed out."""

    @property
    def joint(self) -> JointLaw:
        """The joint law."""
        return self.args[0]

    @property
    def free_symbols(self) -> set[Symbol]:
        """Those of the joint law and of the values that are given."""
        return set().union(self.joint.free_symbols, *(x.free_symbols for x in self.given.values()))

    @property
    def variable(self) -> str:
        """The variable of which it is the law."""
        return str(self.args[1].name)

    @property
    def given(self) -> dict[str, Expr]:
        """The values of the others."""
        return {str(a.args[0].name): a.args[1] for a in self.args[2:]}

    @property
    def space(self) -> Space:
        return self.joint.space(self.variable)

    def at(self, x: Any) -> Expr:
        known = self.given
        whole = self.joint.at(**{self.variable: x}, **known)
        return conditional(whole, self.joint.at(**known)) if known else whole

    @property
    def sentence(self) -> str:
        return f"the law of {self.variable}"


def spread(law: JointLaw, variables: tuple[str, ...], f: Any, **given: Any) -> Expr:
    """The sum or integral of f over several variables of a joint law, by name."""
    if not variables:
        return sympify(f(given))
    first, rest = variables[0], variables[1:]
    return law.space(first).functional(lambda x: spread(law, rest, f, **given, **{first: x}))
