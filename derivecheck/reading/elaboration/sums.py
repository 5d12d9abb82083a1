"""Sums over indices and over the outcomes of variables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Expr, Integer, KroneckerDelta, Symbol, exp, log, oo

from derivecheck.language import Outcomes, PowerSeries
from derivecheck.language.measures import Space
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.elaborator import Elaborator
from derivecheck.reading.elaboration.frame import Bound, NotUnderstood
from derivecheck.reading.elaboration.laws import is_law, read_or_doubted
from derivecheck.reading.letters import calls, is_set, key_of, variable_of
from derivecheck.reading.symbols import bound_names
from derivecheck.terms.binders import total


class Sums(Elaborator):
    """Σ over what stands below it."""

    def big(self, tree: t.Big) -> Any:
        """The sum that a big operator is."""
        if tree.operator != "sum":
            return self.product(tree)
        return self.summed(tree, self.ranges(tree))

    def product(self, tree: t.Big) -> Expr:
        """A product of positive factors: the exponential of the sum of their logarithms."""
        logarithms = t.Prefix(tree.body.place, "ln", None, None, (t.bare(tree.body),))
        inside = self.summed(replace(tree, body=logarithms), self.ranges(tree))
        if not all(x.args[0].is_positive for x in inside.atoms(log)):
            raise NotUnderstood("a product of factors that may not be positive", tree)
        return exp(inside)

    def ranges(self, tree: t.Big) -> list[tuple[str, Any, Any, Any]]:
        """What a sum runs over: name, lowest, highest, and an index that is left out."""
        sub, sup = tree.sub, tree.sup
        if sub is None:
            return [(self.only_variable(tree), None, None, None)]
        parts = sub.items if isinstance(sub, t.Bracket) and sub.left == "{" else (sub,)
        found = []
        for part in parts:
            names = bound_names(part)
            if len(names) != 1 or self.frame.is_called(names[0]):
                raise NotUnderstood("this is no variable of a sum", part)
            lo = left_out = None
            if isinstance(part, t.Compare) and part.relation == "=":
                lo = self.meaning(part.right)
            elif isinstance(part, t.Compare) and part.relation == "!=":
                left_out = self.meaning(part.right)
            elif isinstance(part, t.Compare) and part.relation == "in":
                self.require_set(part.right, names[0])
            elif isinstance(part, t.Compare):
                raise NotUnderstood("a condition below a sum", part)
            hi = None if sup is None else self.limit(sup)
            if isinstance(part, t.Compare) and part.relation == "=" and hi is None:
                raise NotUnderstood("a sum without its end", tree)
            found.append((names[0], lo, hi, left_out))
        return found

    def require_set(self, tree: t.Tree, variable: str) -> None:
        """What a variable runs over is all of its values: 𝒳 of x, Ω, ℝ; another set may be a part.

        Σ over x in A is refused: A may be any event.
        """
        letter = (key_of(tree) or "").split()[-1:]
        whole = bool(letter) and letter[0] in (variable[:1].upper(), "Omega", "R")
        if not whole or not is_set(tree) or is_law(self.frame, tree):
            raise NotUnderstood("a range of no known meaning", tree)

    def limit(self, sup: t.Tree) -> Expr:
        """The end of a sum."""
        key = key_of(sup)
        if key is not None and key not in self.frame.env:
            if self.frame.reading.special == "two" and self.frame.is_size(key):
                return Integer(2)
            return Symbol(key, integer=True, positive=True)
        return self.meaning(sup)

    def require_one_variable(self, tree: t.Big, index: str) -> None:
        """In a sum over i laws have one variable with the index i: x_i and y_i are two values."""
        found = {
            variable_of(a)
            for c in calls(tree.body)
            if is_law(self.frame, c.letter)
            for a in map(t.bare, c.bracket.items)
            if isinstance(a, t.Scripted) and a.sub is not None and key_of(a.sub) == index
        }
        if len(found) > 1:
            raise NotUnderstood(f"two variables with the index {index} in one sum", tree)

    def declared_space(self, variable: str) -> Space | None:
        """Where a variable of a named law on outcomes or integers has its values."""
        declared = self.frame.declared(variable)
        law = declared and read_or_doubted(self.frame, declared, self.scalar)
        return law.space if law and law.space.variable().is_integer else None

    def only_variable(self, tree: t.Big) -> str:
        """The variable of a sum that names none: the one that its body leaves free."""
        names = {
            v
            for c in calls(tree.body)
            if is_law(self.frame, c.letter)
            for a in c.bracket.items
            if (v := variable_of(a)) is not None and v not in self.frame.env
        }
        if len(names) != 1:
            raise NotUnderstood("a sum that does not say what it runs over", tree)
        return names.pop()

    def summed(self, tree: t.Big, ranges: list[tuple[str, Any, Any, Any]]) -> Expr:
        if not ranges:
            return self.meaning(tree.body)
        (name, lo, hi, left_out), rest = ranges[0], ranges[1:]
        variable = name.lower() if len(name) == 1 else name
        self.require_one_variable(tree, name)
        space = None
        if lo is None and hi is None:
            space = self.declared_space(variable) or Outcomes(self.frame.size(variable))
        if space is not None and not isinstance(space, Outcomes):
            self.frame.assume("series", PowerSeries())
        low, high = (1 if lo is None else lo), hi
        if isinstance(space, Outcomes):
            low, high = 1, space.args[0]

        def body(x: Expr) -> Expr:
            bound = Bound(x, space, None if space else low, None if space else high)
            with self.frame.binding(**{name: bound, variable: bound}):
                value = self.summed(tree, rest)
            return value if left_out is None else (1 - KroneckerDelta(x, left_out)) * value

        if space is not None:
            return self.closed(lambda: space.functional(body), tree)
        if high == oo:
            self.frame.assume("series", PowerSeries())
        return self.closed(lambda: total(body, low, high), tree)
