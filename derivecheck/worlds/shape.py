"""What a statement leaves open, asked once: its numbers, its sizes, and which model it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sympy import Basic, Expr, Symbol
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import Family, Index, RealFunction
from derivecheck.language.functionals import Slot, is_constant
from derivecheck.language.laws.dirichlet import Dirichlet
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw, Mixture, Table
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.measures import Assumption, Point
from derivecheck.language.statements import Optimum, Relation, Rounds, Statement
from derivecheck.terms.binders import Bound


@dataclass(frozen=True)
class Shape:
    """What the worlds ask of one statement; each answer is found once."""

    statement: Statement

    @cached_property
    def exprs(self) -> tuple[Expr, ...]:
        """All expressions in it, those of its parts included."""
        return tuple(e for leaf in self.statement.leaves for e in leaf.exprs)

    @cached_property
    def optima(self) -> tuple[Optimum, ...]:
        """The optima in it, whose variables are bound."""
        return tuple(leaf for leaf in self.statement.leaves if isinstance(leaf, Optimum))

    @cached_property
    def symbols(self) -> frozenset[Symbol]:
        """The free numbers."""
        given, bound = self.statement.given, {o.variable for o in self.optima}
        letters = {n for a in given for n in a.names}
        found = {s for b in (*self.exprs, *given) for s in _numbers(b) if s not in bound}
        return frozenset(s for s in found if s.name not in letters and self._is_number(s))

    @cached_property
    def sizes(self) -> tuple[Symbol, ...]:
        """The integer symbols that are not indices, such as N."""
        indices = {a.args[0] for a in self.statement.given if isinstance(a, Index)}
        return tuple(sorted((s for s in self.symbols - indices if s.is_integer), key=str))

    @cached_property
    def on_line(self) -> bool:
        """Whether x itself occurs, or a named law: then cells will not do."""
        basics = (e for e in self.exprs if isinstance(e, Basic))
        return any(e.atoms(Normal, NamedLaw, Dirichlet) or _has_bare_variable(e) for e in basics)

    @cached_property
    def on_integers(self) -> bool:
        """Whether it speaks of laws on the integers, and of no cells of the line."""
        leaves = {a for leaf in self.statement.leaves for a in leaf.given}
        cells = any(isinstance(a, (Density, Joint, JointLaw)) for a in leaves)
        return not cells and any(isinstance(a, CountableLaw) for a in leaves)

    @cached_property
    def weights(self) -> frozenset[Expr]:
        """The probabilities of tables and the weights of mixtures."""
        tables = [t for e in self.exprs for t in e.atoms(Table, Mixture)]
        lists = [t.args if isinstance(t, Table) else [w for w, _ in t.terms] for t in tables]
        return frozenset(weight for weights in lists for weight in weights)

    @cached_property
    def ground(self) -> bool:
        """Whether nothing in it varies, so that one evaluation in balls decides it."""
        if not isinstance(self.statement, (Relation, Rounds)):
            return False
        varies = self.symbols or any(a.names for a in self.statement.given)
        return not varies or all(map(is_constant, self.statement.exprs))

    def _is_number(self, s: Symbol) -> bool:
        """A name of an assumption (the letter of a law) is no number."""
        kinds = (FiniteLaw, Density, Joint, Family, RealFunction)
        named = (a.name for a in self.statement.given if isinstance(a, kinds))
        return s.is_real is True and s.name not in named


@lru_cache(maxsize=256)
def shape(statement: Statement) -> Shape:
    """The shape of a statement, kept while it is examined."""
    return Shape(statement)


def _numbers(basic: Basic) -> Iterator[Symbol]:
    return (s for s in basic.free_symbols if type(s) is Symbol or isinstance(s, Point))


def _has_bare_variable(expr: Basic) -> bool:
    if isinstance(expr, (Bound, Slot, Point)):
        return expr.is_integer is not True
    if isinstance(expr, AppliedUndef):
        return any(not a.is_Symbol and _has_bare_variable(a) for a in expr.args)
    if isinstance(expr, Assumption):
        return False
    args = expr.args
    if expr.func.__name__ == "Expectation":
        args = (expr.args[2],)
    elif expr.func.__name__ in ("Sum", "Integral"):
        args = (expr.args[0],)
    elif expr.func.__name__ == "Indexed":
        return False
    return any(_has_bare_variable(a) for a in args)
