"""Derivatives and gradients: by a number, by an entry of a family, by an output."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Symbol

from derivecheck.language import At, Family, Partial, RealFunction, point
from derivecheck.language.measures import Point
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.elaborator import Elaborator
from derivecheck.reading.elaboration.frame import Bound, NotUnderstood
from derivecheck.reading.elaboration.laws import call_in, is_law
from derivecheck.reading.letters import is_index, key_of
from derivecheck.reading.symbols import Kind

ARGUMENT = Symbol("t", real=True)  # of functions that are written without it


def is_one(sub: t.Tree | None) -> bool:
    """Whether a subscript is the number 1."""
    return isinstance(sub, t.Number) and sub.text == "1"


class Derivatives(Elaborator):
    """∂f/∂x, ∇f."""

    def derivative(self, tree: t.Derivative) -> Any:
        """The derivative by a number or by an entry."""
        if tree.body is None:
            raise NotUnderstood("a derivative of nothing", tree)
        wrt = t.bare(tree.variables[0])
        if isinstance(wrt, t.Scripted) and (is_index(wrt.sub) or self.is_entry(wrt)):
            return self.by_entry(wrt, tree.body, tree)
        key = key_of(wrt)
        if key is not None and self.is_defined(key):
            return self.by_defined(key, wrt, tree.body, tree)
        return self.slope_by(self.parameter(wrt, tree), tree.body, tree)

    def slope_by(self, letter: Symbol, body: t.Tree, tree: t.Tree) -> Expr:
        """A derivative by a letter that is one thing in what is differentiated."""
        inner = self.meaning(body)
        others = [s for s in inner.free_symbols if s.name == letter.name and s != letter]
        if len(others) == 1 and isinstance(others[0], Point) and letter not in inner.free_symbols:
            return Partial(inner, others[0])
        if others:
            raise NotUnderstood(f"{letter} is two things in a derivative", tree)
        return Partial(inner, letter)

    def is_defined(self, key: str) -> bool:
        """Whether a letter was given a value before that does not bind it now."""
        definition = self.frame.symbols.definition(key, self.frame.start)
        before = definition is not None and definition.start < self.frame.start
        return before and not (definition and definition.parameters) and key not in self.frame.env

    def by_defined(self, key: str, wrt: t.Tree, body: t.Tree, tree: t.Tree) -> Expr:
        """A derivative by a letter that has a value: free while it is taken, then that value."""
        symbols = self.frame.symbols
        positive = "positive" in symbols.signs.get(key, ())
        unit = key in symbols.unit
        free = Family(key, 1, sign="unit" if unit else "positive" if positive else "real")
        value = self.meaning(wrt)
        with self.frame.binding(**{key: Bound(free[1], None)}):
            inner = self.meaning(body)
        if not inner.has(free[1]) or inner.free_symbols & value.free_symbols - free[1].free_symbols:
            raise NotUnderstood(f"what depends on {key} does not show it alone", tree)
        return At(Partial(inner, free[1]), free, lambda _: value)

    def is_entry(self, tree: t.Scripted) -> bool:
        """Whether φ_b is an entry, since sums of the note run over b; φ_1 is the first of them."""
        sub, key = tree.sub, key_of(tree.base)
        letter = isinstance(sub, t.Name) and len(sub.text) == 1 and sub.text.islower()
        if not letter and not is_one(sub):
            return False
        symbols = self.frame.symbols
        others = symbols.subscripts.get(str(key), ())
        summed = any(symbols.is_a(x, Kind.INDEX) for x in others) and tree.sup is None
        free = not symbols.evidence.get(key_of(tree) or "")
        return summed and free and not is_law(self.frame, tree.base)

    def primed_bracket(self, body: t.Tree, primes: int) -> Expr:
        """(uv)' and u' of functions of one number: derivatives by that number."""
        value = self.meaning(body)
        for _ in range(primes):
            value = Partial(value, ARGUMENT)
        return value

    def differentiable(self, key: str, tree: t.Tree) -> Expr:
        """u or u', where the step takes the derivative of a bracket with u."""
        name = key.rstrip("'")
        if self.frame.reading.space != "line":
            raise NotUnderstood("functions of a number among laws on outcomes", tree)
        known = RealFunction(name, ARGUMENT)
        value = self.frame.assume((name, "differentiable"), known)(point("x"))
        for _ in range(len(key) - len(name)):
            value = Partial(value, ARGUMENT)
        return value

    def gradient(self, tree: t.Gradient) -> Any:
        """The derivative by what stands below the sign."""
        return self.slope_by(self.parameter(t.bare(varied(tree)), tree), tree.body, tree)

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


def varied(tree: t.Gradient) -> t.Tree:
    """What a gradient is taken by: what stands below its sign, or the one argument of f(x)."""
    if tree.sub is not None:
        return tree.sub
    call = call_in(tree.body)
    if call is None or len(call.bracket.items) != 1:
        raise NotUnderstood("a gradient that does not say by what", tree)
    return t.bare(call.bracket.items[0])
