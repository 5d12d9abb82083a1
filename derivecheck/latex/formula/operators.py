"""Functions, big operators, means and extrema: prefixes that take what follows them."""

from __future__ import annotations

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula import vocabulary as v
from derivecheck.latex.formula.cursor import OPENING, PREFIXES, Grammar
from derivecheck.latex.formula.tokens import Kind, Token

STYLED_E = {"", "bb", "bold", "cal"}


class Operators(Grammar):
    """log x, Σ, E[·], ∇, max."""

    def run(self) -> tuple[t.Tree, ...]:
        """What stands side by side after a prefix; a bracket at the start ends it."""
        items: list[t.Tree] = []
        if self.is_sign("-"):  # log -x
            first = self.at
            self.next()
            with self.deeper():
                inner = self.run()
            return (t.Sum(self.place(first), (self.in_row(inner),), ("-",)),)
        if self.is_sign(*OPENING):
            return self.opened()
        while self.starts_atom() and not (items and self.starts_prefix()):
            items.append(self.scripted(self.atom()))
            if self.is_sign("/") and not self.is_sign(*OPENING, ahead=1):
                items = [self.divided(items)]
        return tuple(items)

    def divided(self, items: list[t.Tree]) -> t.Tree:
        """log p(x)/q(x) is the logarithm of the ratio."""
        above = self.in_row(tuple(items))
        self.next()
        below = [self.scripted(self.atom())]
        if self.is_sign(*OPENING):
            below.append(self.scripted(self.atom()))
        under = self.in_row(tuple(below))
        return t.Product(above.place.to(under.place), (above, under), ("/",))

    def starts_prefix(self) -> bool:
        """Whether another function, operator or square bracket starts here."""
        token = self.peek()
        if token is None:
            return False
        if token.kind is Kind.NAME:
            known = token.text in PREFIXES or token.text in v.OPTIMA
            return known or token.text == "E" and token.font == "bb"
        return token.is_command(r"\sum", r"\prod", r"\int", r"\nabla") or token.is_sign("[", r"\{")

    def prefix(self, name: str, first: int) -> t.Tree:
        sub = sup = None
        while self.is_sign("_", "^"):
            if self.next().text == "_":
                sub = self.script()
            else:
                sup = self.script()
        items = () if sup is not None and self.is_sign("-", "+") else self.run()
        return t.Prefix(self.place(first), name, sub, sup, items)

    def term(self) -> t.Tree:
        """The term that belongs to a big operator: a product, with a sign of its own."""
        return self.factor() if self.is_sign("-", "+") else self.product()

    def big(self, operator: str, first: int) -> t.Tree:
        sub, sup = self.limits()
        return t.Big(self.place(first), operator, sub, sup, self.term())

    def expects(self, token: Token) -> bool:
        """Whether E is an expectation and not a letter."""
        if self.is_sign("_"):
            return self.is_sign("{", ahead=1) or token.font == "bb" or self.is_sign("[", ahead=2)
        after = self.peek()
        opens = after is not None and after.is_sign("[", "(", r"\{")
        return opens or token.font == "bb" and self.starts_atom()

    def expectation(self, first: int) -> t.Tree:
        plain = self.is_sign("(") and self.tokens[first].font == ""
        sub, _ = self.limits() if self.is_sign("_") else (None, None)
        if self.is_sign("[", r"\{"):
            return t.Expect(self.place(first), sub, self.atom())
        if self.is_sign("("):
            body = self.atom()
            if self.is_sign("^"):  # E(x - m)^2 is the mean of the square
                self.warn("E(·)^k is read as the mean of the power", self.next())
                power = self.script()
                body = t.Scripted(body.place.to(power.place), body, None, power)
                plain = False
            return t.Expect(self.place(first), sub, body, plain)
        return t.Expect(self.place(first), sub, self.term())

    def gradient(self, first: int) -> t.Tree:
        sub, sup = self.limits()
        if sup is not None:
            raise self.stop("a second derivative")
        return t.Gradient(self.place(first), sub, self.in_row(self.operand()))

    def extremum(self, kind: str, first: int) -> t.Tree:
        sub, _ = self.limits()
        if sub is None and self.is_sign("(", r"\{") and kind in ("max", "min"):
            return t.Extremum(self.place(first), kind, None, self.atom())
        body = self.sum()
        return t.Extremum(self.place(first), kind, sub, body)
