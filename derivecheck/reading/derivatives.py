"""Derivatives and gradients: by a number, by an entry of a family, by an output."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Symbol

from derivecheck.language import At, Partial
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaborator import Elaborator
from derivecheck.reading.frame import NotUnderstood
from derivecheck.reading.laws import is_law
from derivecheck.reading.letters import is_index, key_of
from derivecheck.reading.symbols import Kind


class Derivatives(Elaborator):
    """∂f/∂x, ∇f."""

    def derivative(self, tree: t.Derivative) -> Any:
        """The derivative by a number or by an entry."""
        if tree.body is None:
            raise NotUnderstood("a derivative of nothing", tree)
        wrt = t.bare(tree.variables[0])
        if isinstance(wrt, t.Scripted) and is_index(wrt.sub):
            return self.by_entry(wrt, tree.body, tree)
        return Partial(self.meaning(tree.body), self.parameter(wrt, tree))

    def gradient(self, tree: t.Gradient) -> Any:
        """The derivative by what stands below the sign."""
        if tree.sub is None:
            raise NotUnderstood("a gradient that does not say by what", tree)
        return Partial(self.meaning(tree.body), self.parameter(t.bare(tree.sub), tree))

    def parameter(self, wrt: t.Tree, tree: t.Tree) -> Symbol:
        """The letter by which something is differentiated: a number of its own."""
        key, symbols = key_of(wrt), self.frame.symbols
        if key is None or is_law(self.frame, wrt) or symbols.is_a(key, Kind.FUNCTION):
            raise NotUnderstood("a derivative by no number", tree)
        definition = symbols.definition(key, self.frame.start)
        if key in self.frame.env or definition and definition.start < self.frame.start:
            raise NotUnderstood(f"a derivative by {key}, which is defined", tree)
        return self.frame.parameter(key)

    def by_entry(self, wrt: t.Scripted, body: t.Tree, tree: t.Tree) -> Expr:
        """A derivative by z_i, or by an output p_j whose values are free meanwhile."""
        key, frame = key_of(wrt.base), self.frame
        if key is None or frame.reading.space != "outcomes":
            raise NotUnderstood("a derivative by an entry of no family", tree)
        if not is_law(frame, wrt.base):
            return Partial(self.meaning(body), self.meaning(wrt))
        name = frame.law_name(key)
        values = frame.valued(name) if frame.reading.valued else None
        if values is None:
            raise NotUnderstood(f"a derivative by an entry of the law {key}", tree)
        frame.free.add(name)
        value = Partial(self.meaning(body), self.meaning(wrt))
        family = frame.given[name, "free"]
        frame.free.discard(name)
        del frame.given[name, "free"]
        return At(value, family, values.args[0])
