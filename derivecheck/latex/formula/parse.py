r"""From tokens to the tree of a formula: a tolerant parser by precedence.

Sum, product, row and atom are one method each; prefixes take what follows them.  What is wrong but
clear (a stray ``\cdot``, brackets that do not match) is read and noted as a warning.  Nesting has a
limit, beyond which a formula is refused.

>>> from derivecheck.latex.formula.tokens import lex
>>> tree, warnings = parse(lex(r"-\sum_x p(x) \log q(x)"))
>>> type(tree.items[0]).__name__, tree.signs, warnings
('Big', ('-',), ())
"""

from __future__ import annotations

from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula import vocabulary as v
from derivecheck.latex.formula.calculus import Calculus
from derivecheck.latex.formula.cursor import CLOSING, OPENING, PREFIXES, Warning_
from derivecheck.latex.formula.groups import Groups
from derivecheck.latex.formula.operators import STYLED_E, Operators
from derivecheck.latex.formula.tokens import Kind, Token


def parse(tokens: list[Token]) -> tuple[t.Tree, tuple[Warning_, ...]]:
    """The tree of one side of a relation, and the tolerances; raises Unreadable."""
    parser = _Parser([x for x in tokens if x.kind is not Kind.CELL])
    tree = parser.sum()
    parser.end_of_formula()
    return tree, tuple(parser.warnings)


class _Parser(Groups, Operators, Calculus):
    # --- sums and products

    def sum(self) -> t.Tree:
        first, items, signs = self.at, [], []
        while True:
            sign = "+"
            while self.is_sign("+", "-"):
                sign = "-" if (self.next().text == "-") != (sign == "-") else "+"
            if self.is_sign("+-", "-+"):
                raise self.stop("plus or minus")
            items.append(self.product())
            signs.append(sign)
            if not self.is_sign("+", "-"):
                break
        if signs == ["+"]:
            return items[0]
        return t.Sum(self.place(first), tuple(items), tuple(signs))

    def product(self) -> t.Tree:
        first, items, operators = self.at, [], []
        while self.is_sign("*"):
            self.warn("a stray multiplication sign", self.next())
        items.append(self.factor())
        while self.is_sign("*", "/"):
            operators.append(self.next().text)
            items.append(self.factor())
        if not operators:
            return items[0]
        return t.Product(self.place(first), tuple(items), tuple(operators))

    def factor(self) -> t.Tree:
        """A row, which may have a sign of its own after a multiplication sign."""
        first = self.at
        while self.is_sign("*"):
            self.warn("a stray multiplication sign", self.next())
        if self.is_sign("-", "+"):
            sign = self.next().text
            with self.deeper():
                body = self.factor()
            return t.Sum(self.place(first), (body,), (sign,))
        return self.row()

    def row(self) -> t.Tree:
        first, items = self.at, []
        while self.starts_atom():
            items.append(self.scripted(self.atom()))
        if not items:
            token = self.peek()
            what = f"{token.text!r}" if token else "the end"
            raise self.stop(f"{what} where a term is expected")
        return items[0] if len(items) == 1 else t.Row(self.place(first), tuple(items))

    def starts_atom(self) -> bool:
        token = self.peek()
        if token is None or token.kind in (Kind.RELATION, Kind.ROW, Kind.GAP, Kind.END):
            return False
        if token.kind is Kind.SIGN:
            if token.text in ("|", "||"):
                return self.bar_opens(token)
            return token.text in OPENING or token.text in ("{", "?")
        if token.kind is Kind.TEXT:
            return False
        if token.kind is Kind.COMMAND:
            return not token.is_command(r"\over", r"\choose", r"\setminus", r"\cup", r"\cap")
        return not self.at_differential()

    def bar_opens(self, token: Token) -> bool:
        """A bar where an atom may start opens unless it closes, separates or evaluates."""
        if self.is_sign("_", ahead=1) or (self.bars and self.bars[-1] == token.text):
            return False
        before = self.peek(-1) if self.at else None
        if self.at > 1 and self.is_sign("_", "^", ahead=-2):  # x_* | y
            before = self.peek(-2)
        starts = (
            before is None
            or before.kind is Kind.RELATION
            or before.text in PREFIXES
            or before.is_sign("+", "-", "*", "/", "{", "(", "[", r"\{", ",", ";")
        )
        nested = token.text == "||" and "||" not in self.bars
        return starts or (nested or not self.bars) and self.closes_later(token)

    def closes_later(self, token: Token) -> bool:
        """Whether there is a second bar of this kind ahead on the same level."""
        depth = 0
        for x in self.tokens[self.at + 1 :]:
            if x.is_sign(*OPENING, "{"):
                depth += 1
            elif x.is_sign(*CLOSING, "}"):
                depth -= 1
            if depth < 0:
                return False
            if depth == 0 and x.is_sign(token.text):
                return True
        return False

    # --- scripts

    def scripted(self, base: t.Tree) -> t.Tree:
        first = self.at
        sub = sup = None
        primes = 0
        while True:
            if self.is_sign("_") and sub is None:
                self.next()
                sub = self.script()
            elif self.is_sign("^") and sup is None:
                self.next()
                sup = self.script()
                if isinstance(sup, t.Constant) and sup.text == "'":
                    sup, primes = None, primes + 1
            elif self.is_sign("'"):
                self.next()
                primes += 1
            else:
                break
        if sub is not None or sup is not None or primes:
            place = base.place.to(self.place(first))
            base = t.Scripted(place, base, sub, sup, primes)
        return self.after(base)

    def after(self, base: t.Tree) -> t.Tree:
        """A factorial, a per cent sign, a bar of evaluation."""
        first = self.at
        if self.is_sign("%"):
            self.next()
            hundred = t.Number(self.place(first), "100")
            return t.Fraction_(base.place.to(self.place(first)), base, hundred)
        if self.is_sign("!"):
            self.next()
            return t.Prefix(base.place.to(self.place(first)), "factorial", None, None, (base,))
        if self.is_sign("|") and self.is_sign("_", ahead=1):
            self.at += 2
            sub = self.script()
            return t.Evaluated(base.place.to(self.place(first)), base, sub)
        return base

    # --- atoms

    def atom(self, alone: bool = False) -> t.Tree:
        """One atom; ``alone`` (a script of one token) lets it take nothing after it."""
        with self.deeper():
            return self.atom_here(alone)

    def atom_here(self, alone: bool) -> t.Tree:
        token = self.peek()
        if token is None:
            raise self.stop("the formula ends too early")
        if token.kind is Kind.NUMBER:
            self.next()
            return t.Number(self.place(self.at - 1), token.text)
        if token.kind is Kind.NAME:
            return self.name(alone)
        if token.kind is Kind.COMMAND:
            return self.command(alone)
        if token.kind is Kind.BEGIN:
            return self.environment()
        if token.is_sign("{"):
            return self.braced()
        if token.is_sign(*OPENING):
            return self.bracket()
        if token.is_sign("|", "||"):
            return self.between_bars()
        raise self.stop(f"{token.text!r} where a term is expected")

    def name(self, alone: bool) -> t.Tree:
        first, token = self.at, self.next()
        text = token.text
        if not alone:
            if text == "sqrt":
                return t.Root(self.place(first), self.argument(), None)
            if text in PREFIXES:
                return self.prefix(text, first)
            if text in v.OPTIMA and (self.starts_atom() or self.is_sign("_", "-")):
                return self.extremum(text, first)
            if text == "E" and token.font in STYLED_E and self.expects(token):
                return self.expectation(first)
        return t.Name(self.place(first), text, token.font)

    def command(self, alone: bool) -> t.Tree:
        first, token = self.at, self.next()
        match token.text:
            case r"\frac":
                return self.fraction(first)
            case r"\sqrt":
                degree = self.bracket() if self.is_sign("[") else None
                return t.Root(self.place(first), self.argument(), degree)
            case r"\binom":
                above, below = self.argument(), self.argument()
                return t.Binomial(self.place(first), above, below)
            case r"\sum" | r"\prod" if not alone:
                return self.big(token.text[1:], first)
            case r"\int" if not alone:
                return self.integral(first)
            case r"\nabla" if not alone:
                return self.gradient(first)
            case r"\infty":
                return t.Constant(self.place(first), "inf")
            case r"\dots":
                return t.Constant(self.place(first), "dots")
            case r"\partial" | r"\nabla":
                return t.Name(self.place(first), token.text[1:])
            case r"\underbrace" | r"\overbrace" | r"\boxed" | r"\cancel" | r"\underline":
                return self.decorated(first)
            case r"\emptyset" | r"\varnothing":
                return t.Constant(self.place(first), "empty")
        if token.text in v.ACCENTS:
            body = self.argument()
            if v.ACCENTS[token.text] == "vec" and isinstance(body, t.Name):
                return replace(body, font="bold")
            return _accented(self.place(first), v.ACCENTS[token.text], body)
        if self.is_sign("{") or not token.text[1:].isalpha() or token.text in v.OPERATORS:
            self.at -= 1
            raise self.stop(f"the command {token.text} is not known")
        self.warn(f"the command {token.text} is read as a letter", token)
        return t.Name(self.place(first), token.text)

    def decorated(self, first: int) -> t.Tree:
        """What stands over or under a brace, without the words on it."""
        body = self.argument()
        if self.is_sign("_", "^"):
            self.next()
            self.skipped_argument()
        return t.Bracket(self.place(first), "{", "}", (body,), ())


def _accented(place: t.Place, accent: str, body: t.Tree) -> t.Tree:
    """A letter with an accent; an index below the accent belongs to the letter with it."""
    if isinstance(body, t.Scripted) and body.sup is None and not body.primes:
        return replace(body, place=place, base=t.Accent(place, accent, body.base))
    return t.Accent(place, accent, body)
