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

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula import vocabulary as v
from derivecheck.latex.formula.tokens import Kind, Token, Unreadable

DEEPEST = 60  # nested brackets, groups and operators
OPENING = {"(": ")", "[": "]", r"\{": r"\}", "<|": "|>"}
CLOSING = frozenset(OPENING.values())
SEPARATORS = (",", ";", "|", "||", ":")
PREFIXES = v.FUNCTIONS - {"sqrt"}
STYLED_E = {"", "bb", "bold", "cal"}


@dataclass(frozen=True)
class Warning_:
    """A tolerance: what was read although it is not quite right, and where."""

    what: str
    place: t.Place


def parse(tokens: list[Token]) -> tuple[t.Tree, tuple[Warning_, ...]]:
    """The tree of one side of a relation, and the tolerances; raises Unreadable."""
    parser = _Parser([x for x in tokens if x.kind is not Kind.CELL])
    tree = parser.sum()
    parser.end_of_formula()
    return tree, tuple(parser.warnings)


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.warnings: list[Warning_] = []
        self.integrals = 0  # differentials that are still to come
        self.bars: list[str] = []  # what encloses: "(" for brackets, "|" and "||" for bars

    # --- tokens

    def peek(self, ahead: int = 0) -> Token | None:
        k = self.at + ahead
        return self.tokens[k] if k < len(self.tokens) else None

    def is_sign(self, *texts: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token is not None and token.is_sign(*texts)

    def is_command(self, *texts: str) -> bool:
        token = self.peek()
        return token is not None and token.is_command(*texts)

    def next(self) -> Token:
        token = self.peek()
        if token is None:
            raise self.stop("the formula ends too early")
        self.at += 1
        return token

    def stop(self, why: str) -> Unreadable:
        token = self.peek() or (self.tokens[-1] if self.tokens else None)
        return Unreadable(why, *((token.start, token.end) if token else (0, 0)))

    def warn(self, what: str, token: Token) -> None:
        self.warnings.append(Warning_(what, t.Place(token.start, token.end)))

    def place(self, first: int) -> t.Place:
        """From the token with this number to the last one that was read."""
        last = max(first, self.at - 1)
        if not self.tokens:
            return t.Place(0, 0)
        first = min(first, len(self.tokens) - 1)
        return t.Place(self.tokens[first].start, self.tokens[min(last, len(self.tokens) - 1)].end)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level further down, of which there are not many."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.stop(f"nested deeper than {DEEPEST}")
        yield
        self.depth -= 1

    def end_of_formula(self) -> None:
        token = self.peek()
        if token is not None:
            word = "words" if token.kind is Kind.TEXT else f"{token.text!r}"
            raise self.stop(f"{word} where the formula should go on or end")

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
        starts = (
            before is None
            or before.kind is Kind.RELATION
            or before.text in PREFIXES
            or before.is_sign("+", "-", "*", "/", "{", "(", "[", r"\{", ",", ";")
        )
        return starts or not self.bars and self.closes_later(token)

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

    def script(self) -> t.Tree:
        """A braced group, or a single token."""
        first, token = self.at, self.peek()
        if token is None:
            raise self.stop("a script is missing")
        if token.is_sign("{"):
            return self.group()
        if token.kind is Kind.NUMBER and len(token.text) > 1:  # x^10 is x^1 0
            head = replace(token, text=token.text[0], end=token.start + 1)
            rest = replace(token, text=token.text[1:], start=token.start + 1)
            self.tokens[self.at : self.at + 1] = [head, rest]
            token = head
        if token.is_sign("*", "+", "-", "'"):
            self.next()
            return t.Constant(self.place(first), token.text)
        return self.atom(alone=True)

    def group(self) -> t.Tree:
        """A braced group: an expression, a relation, or a list of them."""
        first = self.at
        self.next()
        bars, self.bars = self.bars, []
        integrals, self.integrals = self.integrals, 0
        with self.deeper():
            items, separators = self.listed(("}",))
        self.bars, self.integrals = bars, integrals
        if not self.is_sign("}"):
            raise self.stop("a group is not closed")
        self.next()
        if len(items) == 1:
            return items[0]
        return t.Bracket(self.place(first), "{", "}", items, separators)

    def listed(self, closers: tuple[str, ...]) -> tuple[tuple[t.Tree, ...], tuple[str, ...]]:
        """Parts up to one of the closing signs, and the signs between them."""
        items: list[t.Tree] = []
        separators: list[str] = []
        while True:
            items.append(self.relation(closers))
            self.skip_gaps()
            if not self.is_sign(*SEPARATORS) or self.is_sign(*closers):
                return tuple(items), tuple(separators)
            separators.append(self.next().text)

    def skip_gaps(self) -> None:
        while (token := self.peek()) is not None and token.kind in (Kind.GAP, Kind.ROW):
            self.at += 1

    def relation(self, closers: tuple[str, ...]) -> t.Tree:
        """A part of a list: empty, words, an expression, or relations between expressions."""
        self.skip_gaps()
        first, token = self.at, self.peek()
        if token is None or token.is_sign(*closers, *SEPARATORS[:2]):
            return t.Constant(self.place(first), "")
        if token.is_sign("*", "+", "-", "'") and self.closes_at(1, closers):
            self.next()
            return t.Constant(self.place(first), token.text)
        if token.is_sign(".") or token.kind is Kind.TEXT:
            return self.words()
        if token.kind is Kind.RELATION:  # x ∼ p written as ∼ p, ≠ i written alone
            left: t.Tree = t.Constant(self.place(first), "")
        else:
            left = self.over(self.sum())
        while (token := self.peek()) is not None and token.kind is Kind.RELATION:
            self.next()
            right = self.over(self.sum())
            left = t.Compare(left.place.to(right.place), left, token.text, right)
        if (token := self.peek()) is not None and token.kind is Kind.TEXT:
            self.warn("words inside a formula", token)
            self.words()
        return left

    def closes_at(self, ahead: int, closers: tuple[str, ...]) -> bool:
        return self.is_sign(*closers, *SEPARATORS[:2], ahead=ahead) or self.peek(ahead) is None

    def words(self) -> t.Tree:
        first, texts = self.at, []
        while (token := self.peek()) is not None and (
            token.kind is Kind.TEXT or token.is_sign(".")
        ):
            texts.append(self.next().text)
        if set(texts) == {"."}:
            return t.Constant(self.place(first), "dots")
        return t.Words(self.place(first), " ".join(texts))

    def over(self, above: t.Tree) -> t.Tree:
        r"""``a \over b`` and ``n \choose k``, which act on all of their group."""
        if not self.is_command(r"\over", r"\choose"):
            return above
        kind = t.Fraction_ if self.next().text == r"\over" else t.Binomial
        below = self.sum()
        return kind(above.place.to(below.place), above, below)

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

    def braced(self) -> t.Tree:
        """A group as a term; one that holds a sum keeps its braces, as brackets would."""
        first = self.at
        inner = self.group()
        if isinstance(inner, (t.Sum, t.Product, t.Row, t.Compare)):
            return t.Bracket(self.place(first), "{", "}", (inner,), ())
        return inner

    def bracket(self) -> t.Tree:
        first = self.at
        opening = self.next()
        self.bars.append("(")
        integrals, self.integrals = self.integrals, 0
        items, separators = self.listed(tuple(CLOSING))
        self.bars.pop()
        self.integrals = integrals
        closing = self.peek()
        if closing is None:
            self.warn("a bracket is not closed", opening)
            right = OPENING[opening.text]
        elif closing.is_sign(*CLOSING):
            right = self.next().text
            if right != OPENING[opening.text]:
                self.warn("brackets that do not match", closing)
        else:
            raise self.stop("a bracket is not closed here")
        return t.Bracket(self.place(first), opening.text, right, items, separators)

    def between_bars(self) -> t.Tree:
        first, bar = self.at, self.next().text
        self.bars.append(bar)
        body = self.sum()
        self.bars.pop()
        if not self.is_sign(bar):
            raise self.stop("a bar is not closed")
        self.next()
        return t.Bracket(self.place(first), bar, bar, (body,), ())

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

    def expects(self, token: Token) -> bool:
        """Whether E is an expectation and not a letter."""
        if self.is_sign("_"):
            return self.is_sign("{", ahead=1) or token.font == "bb" or self.is_sign("[", ahead=2)
        after = self.peek()
        opens = after is not None and after.is_sign("[", "(", r"\{")
        return opens or token.font == "bb" and self.starts_atom()

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
            return t.Accent(self.place(first), v.ACCENTS[token.text], body)
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

    def skipped_argument(self) -> None:
        """Pass over a group or a token without reading it."""
        depth = 0
        while True:
            token = self.next()
            depth += token.is_sign("{") - token.is_sign("}")
            if depth == 0:
                return

    def argument(self) -> t.Tree:
        """The argument of a command: a group or one token."""
        token = self.peek()
        if token is None:
            raise self.stop("an argument is missing")
        if token.is_sign("{"):
            bars, self.bars = self.bars, []
            body = self.group()
            self.bars = bars
            return body
        return self.script()

    def environment(self) -> t.Tree:
        """Cases and matrices: known to be there, not read."""
        first, depth, rows = self.at, 0, 1
        name = self.tokens[first].text
        while True:
            token = self.next()
            depth += (token.kind is Kind.BEGIN) - (token.kind is Kind.END)
            rows += depth == 1 and token.kind is Kind.ROW
            if depth == 0:
                return t.Table(self.place(first), name, rows)

    # --- prefixes

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
            return (self.scripted(self.atom()),)
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

    def in_row(self, items: tuple[t.Tree, ...]) -> t.Tree:
        if not items:
            raise self.stop("an argument is missing")
        return items[0] if len(items) == 1 else t.Row(items[0].place.to(items[-1].place), items)

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

    def limits(self) -> tuple[t.Tree | None, t.Tree | None]:
        sub = sup = None
        while self.is_sign("_", "^"):
            if self.next().text == "_":
                sub = self.script()
            else:
                sup = self.script()
        return sub, sup

    def expectation(self, first: int) -> t.Tree:
        sub, _ = self.limits() if self.is_sign("_") else (None, None)
        if self.is_sign("[", r"\{"):
            return t.Expect(self.place(first), sub, self.atom())
        if self.is_sign("("):
            body = self.atom()
            if self.is_sign("^"):  # E(x - m)^2 is the mean of the square
                self.warn("E(·)^k is read as the mean of the power", self.next())
                power = self.script()
                body = t.Scripted(body.place.to(power.place), body, None, power)
            return t.Expect(self.place(first), sub, body)
        return t.Expect(self.place(first), sub, self.term())

    def gradient(self, first: int) -> t.Tree:
        sub, sup = self.limits()
        if sup is not None:
            raise self.stop("a second derivative")
        return t.Gradient(self.place(first), sub, self.in_row(self.operand()))

    def operand(self) -> tuple[t.Tree, ...]:
        """What a derivative acts on: a bracket, or all that stands side by side."""
        if self.is_sign("[", "(", r"\{"):
            return (self.scripted(self.atom()),)
        items: list[t.Tree] = []
        while self.starts_atom():
            items.append(self.scripted(self.atom()))
        return tuple(items)

    def extremum(self, kind: str, first: int) -> t.Tree:
        sub, _ = self.limits()
        if sub is None and self.is_sign("(", r"\{") and kind in ("max", "min"):
            return t.Extremum(self.place(first), kind, None, self.atom())
        body = self.sum()
        return t.Extremum(self.place(first), kind, sub, body)

    # --- integrals and derivatives

    def integral(self, first: int) -> t.Tree:
        sub, sup = self.limits()
        variables: list[t.Tree] = []
        self.integrals += 1
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

    def at_differential(self) -> bool:
        if not self.integrals:
            return False
        d, x = self.peek(), self.peek(1)
        if d is None or x is None or d.kind is not Kind.NAME or d.text != "d":
            return False
        return x.kind is Kind.NAME and x.text not in v.WORDS

    def differential(self) -> t.Tree:
        self.next()
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
        above = self.inner_of_derivative(sign)
        below = self.inner_of_derivative(sign)
        self.at = end
        if below is None or isinstance(below, t.Scripted) and below.sup is not None:
            raise self.stop("a derivative of higher order")
        body = above if above is not None else self.operated()
        return t.Derivative(self.place(first), (below,), body)

    def operated(self) -> t.Tree | None:
        items = self.operand()
        return self.in_row(items) if items else None

    def inner_of_derivative(self, sign: str) -> t.Tree | None:
        """What stands after the sign in a part of the fraction; None if nothing does."""
        grouped = self.is_sign("{")
        self.at += grouped
        token = self.next()
        if not grouped:
            return None
        if self.is_sign("^"):
            raise self.stop("a derivative of higher order")
        if self.is_sign("}"):
            self.next()
            return None
        if token.text != sign:
            raise self.stop("two kinds of derivative in one")
        body = self.sum()
        if not self.is_sign("}"):
            raise self.stop("a derivative that is not clear")
        self.next()
        return body
