"""Groups, brackets and lists: what stands between two signs that belong together."""

from __future__ import annotations

from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula.cursor import CLOSING, OPENING, SEPARATORS, Grammar
from derivecheck.latex.formula.tokens import Kind


class Groups(Grammar):
    """Scripts, braced groups, brackets, bars, arguments of commands, environments."""

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
        if token.is_sign("*") and self.is_sign("*", ahead=1) and self.closes_at(2, closers):
            self.at += 2
            return t.Constant(self.place(first), "**")
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
        inner = items[0] if len(items) == 1 else None
        if isinstance(inner, t.Bracket) and inner.left == "{" and len(inner.items) > 1:
            items, separators = inner.items, inner.separators  # a font around all of it
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
