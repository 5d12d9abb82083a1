"""A place in the tokens of a formula, and the levels of its grammar that parts call on.

`Grammar` names what the classes of the parser know of one another: each level reads one tree and
moves the place on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula import vocabulary as v
from derivecheck.latex.formula.tokens import Kind, Token, Unreadable

DEEPEST = 60  # nested brackets, groups and operators
OPENING = {"(": ")", "[": "]", r"\{": r"\}", "<|": "|>"}
CLOSING = frozenset(OPENING.values())
SEPARATORS = (",", ";", "|", "||", ":")
PREFIXES = v.FUNCTIONS - {"sqrt"}


@dataclass(frozen=True)
class Warning_:
    """A tolerance: what was read although it is not quite right, and where."""

    what: str
    place: t.Place


class Cursor:
    """A place in the tokens, with what encloses it."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.warnings: list[Warning_] = []
        self.integrals = 0  # differentials that are still to come
        self.bars: list[str] = []  # what encloses: "(" for brackets, "|" and "||" for bars

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


class Grammar(Cursor, ABC):
    """The levels of a formula, from the loosest to the tightest."""

    @abstractmethod
    def sum(self) -> t.Tree:
        """Terms with their signs."""

    @abstractmethod
    def product(self) -> t.Tree:
        """Factors with signs between them."""

    @abstractmethod
    def factor(self) -> t.Tree:
        """A row, which may have a sign of its own after a multiplication sign."""

    @abstractmethod
    def atom(self, alone: bool = False) -> t.Tree:
        """One atom; ``alone`` (a script of one token) lets it take nothing after it."""

    @abstractmethod
    def scripted(self, base: t.Tree) -> t.Tree:
        """A base with what stands below and above it."""

    @abstractmethod
    def script(self) -> t.Tree:
        """A braced group, or a single token."""

    @abstractmethod
    def starts_atom(self) -> bool:
        """Whether an atom starts here."""

    @abstractmethod
    def argument(self) -> t.Tree:
        """The argument of a command: a group or one token."""

    @abstractmethod
    def skipped_argument(self) -> None:
        """Pass over a group or a token without reading it."""

    @abstractmethod
    def at_differential(self) -> bool:
        """Whether the differential of an open integral stands here."""

    def in_row(self, items: tuple[t.Tree, ...]) -> t.Tree:
        """Trees side by side as one."""
        if not items:
            raise self.stop("an argument is missing")
        return items[0] if len(items) == 1 else t.Row(items[0].place.to(items[-1].place), items)

    def limits(self) -> tuple[t.Tree | None, t.Tree | None]:
        """What stands below and above an operator, in either order."""
        sub = sup = None
        while self.is_sign("_", "^"):
            if self.next().text == "_":
                sub = self.script()
            else:
                sup = self.script()
        return sub, sup

    def operand(self) -> tuple[t.Tree, ...]:
        """What a derivative acts on: a bracket, or all that stands side by side."""
        if self.is_sign("[", "(", r"\{"):
            return self.opened()
        items: list[t.Tree] = []
        while self.starts_atom():
            items.append(self.scripted(self.atom()))
        return tuple(items)

    def opened(self) -> tuple[t.Tree, ...]:
        """A bracket; one that is transposed, (a - b)^T (a - b), with what it multiplies."""
        items = [self.scripted(self.atom())]
        while t.is_transpose(items[-1]) and self.starts_atom():
            items.append(self.scripted(self.atom()))
        return tuple(items)
