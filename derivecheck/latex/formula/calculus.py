"""Integrals with their differentials, and derivatives written as fractions."""

from __future__ import annotations

from abc import abstractmethod

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula import vocabulary as v
from derivecheck.latex.formula.cursor import CLOSING, OPENING, Grammar
from derivecheck.latex.formula.tokens import Kind, Token


class Calculus(Grammar):
    """∫ f dx, ∂f/∂x, d/dx f, and fractions, which derivatives look like."""

    @abstractmethod
    def group(self) -> t.Tree:
        """A braced group."""

    @abstractmethod
    def term(self) -> t.Tree:
        """The term that belongs to a big operator."""

    def integral(self, first: int) -> t.Tree:
        sub, sup = self.limits()
        variables: list[t.Tree] = []
        self.integrals += 1
        self.open_group_of_differential()
        if self.at_differential():  # ∫ dx f(x)
            variables.append(self.differential())
            self.integrals -= 1
            return t.Integral(self.place(first), sub, sup, tuple(variables), self.term())
        body = self.sum() if self.differential_ahead() else self.product()
        if self.at_differential():
            variables.append(self.differential())
        else:
            self.warn("an integral without its differential", self.tokens[first])
        self.integrals -= 1
        return t.Integral(self.place(first), sub, sup, tuple(variables), body)

    def open_group_of_differential(self) -> None:
        """Take off the braces around an integrand that hold its differential as well."""
        while self.is_sign("{"):
            end = self.end_of_group()
            inner = self.tokens[self.at + 1 : end]
            if end < 0 or not _ends_with_differential(inner):
                return
            self.tokens[self.at : end + 1] = inner

    def end_of_group(self) -> int:
        """Where the group that starts here ends; -1 where it does not."""
        depth = 0
        for k in range(self.at, len(self.tokens)):
            depth += self.tokens[k].is_sign("{") - self.tokens[k].is_sign("}")
            if depth == 0:
                return k
        return -1

    def at_differential(self) -> bool:
        if not self.integrals:
            return False
        d, x = self.peek(), self.peek(1)
        if d is None or x is None or d.kind is not Kind.NAME or d.text != "d":
            return False
        if x.is_sign("{"):
            inner, beside = self.peek(2), self.peek(3)
            scripted = beside is not None and beside.is_sign("_", "}")
            return inner is not None and inner.kind is Kind.NAME and scripted
        return x.kind is Kind.NAME and x.text not in v.WORDS

    def differential(self) -> t.Tree:
        self.next()
        if self.is_sign("{"):
            return self.group()
        first, token = self.at, self.next()
        name: t.Tree = t.Name(self.place(first), token.text, token.font)
        sub = sup = None
        while self.is_sign("_", "^", "'"):
            sign = self.next().text
            if sign == "'":
                continue
            if sign == "_":
                sub = self.script()
            else:
                sup = self.script()
        return t.Scripted(self.place(first), name, sub, sup) if sub or sup else name

    def differential_ahead(self) -> bool:
        """Whether a differential stands on this level before the formula or bracket ends."""
        depth, at = 0, self.at
        try:
            while (token := self.peek()) is not None and depth >= 0:
                if depth == 0 and self.at_differential():
                    return True
                depth += token.is_sign("{", *OPENING) - token.is_sign("}", *CLOSING)
                self.at += 1
            return False
        finally:
            self.at = at

    def fraction(self, first: int) -> t.Tree:
        start = self.at
        by = self.derivative_ahead()
        if by is not None:
            return self.derivative(first, by)
        self.at = start
        above, below = self.argument(), self.argument()
        return t.Fraction_(self.place(first), above, below)

    def derivative_ahead(self) -> str | None:
        r"""∂ or d where both parts of the fraction start with it."""
        signs = []
        for _ in range(2):
            inner = self.peek(1) if self.is_sign("{") else self.peek()
            if inner is None:
                return None
            partial = inner.is_command(r"\partial")
            if not partial and not (inner.kind is Kind.NAME and inner.text == "d"):
                return None
            signs.append(inner.text)
            self.skipped_argument()
        return signs[0] if signs[0] == signs[1] else None

    def derivative(self, first: int, sign: str) -> t.Tree:
        """Read ∂f/∂x, or ∂/∂x with what it acts on."""
        end = self.at
        self.at = first + 1
        order, above = self.inner_of_derivative(sign)
        _, below = self.inner_of_derivative(sign)
        self.at = end
        variables = _variables(below)
        if len(variables) != order:
            raise self.stop("a derivative of higher order")
        body = above if above is not None else self.operated()
        for wrt in reversed(variables):
            body = t.Derivative(self.place(first), (wrt,), body)
        assert body is not None
        return body

    def operated(self) -> t.Tree | None:
        items = self.operand()
        return self.in_row(items) if items else None

    def inner_of_derivative(self, sign: str) -> tuple[int, t.Tree | None]:
        """The order, and what stands after the sign in a part of the fraction, if anything does."""
        grouped = self.is_sign("{")
        self.at += grouped
        token = self.next()
        if not grouped:
            return 1, None
        order = 1
        if self.is_sign("^"):
            self.next()
            power = self.script()
            if not isinstance(power, t.Number) or power.text not in ("2", "3"):
                raise self.stop("a derivative of higher order")
            order = int(power.text)
        if self.is_sign("}"):
            self.next()
            return order, None
        if token.text != sign:
            raise self.stop("two kinds of derivative in one")
        body = self.sum()
        if not self.is_sign("}"):
            raise self.stop("a derivative that is not clear")
        self.next()
        return order, body


def _variables(below: t.Tree | None) -> tuple[t.Tree, ...]:
    r"""The letters that ∂x, ∂x², ∂x ∂y in a denominator stand for."""
    if isinstance(below, t.Row):
        items = [x for x in below.items if not isinstance(x, t.Name) or x.text != "partial"]
        signs = len(below.items) - len(items)
        if not signs:
            return (below,)
        return tuple(items) if signs == len(items) - 1 else ()
    if isinstance(below, t.Scripted) and isinstance(below.sup, t.Number):
        letter = below.base
        if below.sub is not None:
            letter = t.Scripted(below.place, below.base, below.sub, None)
        return (letter,) * int(below.sup.text) if below.sup.text in ("2", "3") else ()
    if isinstance(below, t.Scripted) and below.sup is not None:
        plain = not isinstance(below.sup, t.Number)
        return (below,) if plain else ()
    return () if below is None else (below,)


def _ends_with_differential(tokens: list[Token]) -> bool:
    """Whether d and a letter with its scripts, perhaps in braces, come last."""
    starts = [k for k, x in enumerate(tokens) if x.kind is Kind.NAME and x.text == "d"]
    rest = tokens[starts[-1] + 1 :] if starts else []
    scripts = ("{", "}", "_", "^", ":", "'")
    plain = all(x.kind in (Kind.NAME, Kind.NUMBER) or x.is_sign(*scripts) for x in rest)
    letters = sum(x.kind is Kind.NAME for x in rest[:2])
    return bool(rest) and plain and letters == 1 and (len(rest) == 1 or len(rest) > 2)
