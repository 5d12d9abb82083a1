r"""Tokens of printed LaTeX and the names of a statement: the ground of the second reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from sympy import Expr, IndexedBase, Symbol
from sympy.core.function import AppliedUndef

from derivecheck.language import Channel, Family, Joint, JointLaw, Sample
from derivecheck.language.functionals import Routine, Slot
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import Assumption, Named, Point, letter
from derivecheck.terms.binders import Bound
from tests.support.meaning import Function, Model, Value

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\s+|.")
SPACES = (r"\,", r"\!", r"\ ")
Meaning = Callable[[Model], Value]
Places = Callable[[Model], list[tuple[Value, float]]]
ReadLaw = tuple[Callable[[Model], Function], Places]


def always(value: Any) -> Callable[[Model], Any]:
    """The same in every model."""
    return lambda m: value


class Unread(ValueError):
    """Something in the printed form that the grammar has no rule for."""


@dataclass
class Vocabulary:
    """The names of a statement by how they are printed, each with what it names."""

    symbols: dict[str, tuple[str, bool]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    laws: dict[str, Assumption] = field(default_factory=dict)
    joints: dict[str, str] = field(default_factory=dict)
    variables: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    routines: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, exprs: Iterable[Expr], given: Iterable[Assumption]) -> Vocabulary:
        """All names in the expressions; two that are printed alike are an error."""
        own = cls()
        exprs, given = tuple(exprs), tuple(given)
        for e in exprs:
            for s in e.free_symbols:
                if isinstance(s, Symbol) and not isinstance(s, Bound | Slot):
                    own.symbols[letter(s.name)] = (s.name, bool(s.is_integer))
            own._put(own.families, {str(b.label) for b in e.atoms(IndexedBase)})
            own._put(own.functions, {f.func.__name__ for f in e.atoms(AppliedUndef)})
            own._put(own.routines, {r.name for r in e.atoms(Routine)})
        for a in given:
            if isinstance(a, Joint):
                own.joints[letter(a.name)] = a.name
                own.functions[letter(a.name)] = a.name
                own.variables[letter(a.name)] = (a.name, ("x", "z"))
            elif isinstance(a, Named):
                own.laws[letter(a.name)] = a
            if isinstance(a, JointLaw):
                own.variables[letter(a.name)] = (a.name, a.variables)
        inside = {a for e in exprs for a in e.atoms(Family, Channel, Sample)}
        for a in (*given, *inside):
            if isinstance(a, FiniteLaw | CountableLaw | Sample | Family | Channel):
                own._put(own.families, [a.name])
                own.laws[letter(a.name)] = a
            if isinstance(a, Density):
                own._put(own.functions, [a.name])
        return own

    def _put(self, table: dict[str, str], names: Iterable[str]) -> None:
        for name in names:
            if table.setdefault(letter(name), name) != name:
                raise Unread(f"{name} and {table[letter(name)]} are printed alike")


class Tokens:
    """The tokens of a text, the names that it may use, and the letters bound around it."""

    def __init__(self, text: str, words: Vocabulary, bound: frozenset[str] = frozenset()) -> None:
        self.tokens = [
            t for t in TOKEN.findall(text) if not t.isspace() and t not in (r"\,", r"\!")
        ]
        self.at, self.words, self.bound = 0, words, bound
        self.pointwise = False  # the name of a law stands for its value at a point

    def peek(self, ahead: int = 0) -> str:
        k = self.at + ahead
        return self.tokens[k] if k < len(self.tokens) else ""

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def expect(self, *tokens: str) -> None:
        for t in tokens:
            if self.peek() != t:
                rest = "".join(self.tokens[self.at : self.at + 8])
                raise Unread(f"{t!r} expected before {rest!r}")
            self.at += 1

    def accept(self, *tokens: str) -> bool:
        if all(self.peek(k) == t for k, t in enumerate(tokens)):
            self.at += len(tokens)
            return True
        return False

    def group(self) -> str:
        """The tokens of a braced group, as text."""
        self.expect("{")
        start, depth = self.at, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.peek(), 0)
            if not self.next():
                raise Unread("a group is not closed")
        return "".join(
            t + " " if t[0] == "\\" and t[-1].isalpha() else t
            for t in self.tokens[start : self.at - 1]
        ).strip()

    def expression(self) -> Meaning:
        """The meaning of the longest expression that starts here."""
        raise NotImplementedError

    def inside(self, text: str, *more: str) -> Meaning:
        """The meaning of a text that stands alone, with more bound letters."""
        other = type(self)(text, self.words, self.bound | set(more))
        other.pointwise = self.pointwise
        return other.alone()

    def alone(self) -> Meaning:
        """The meaning of all the tokens."""
        found = self.expression()
        if self.peek():
            raise Unread(f"left over: {''.join(self.tokens[self.at :])!r}")
        return found

    def sibling(self, start: int, end: int | None = None) -> Self:
        """Another reader of some of the same tokens."""
        other = type(self)("", self.words, self.bound)
        other.tokens, other.at = self.tokens[:end], start
        return other

    def scoped(self, name: str, rule: Callable[[], Meaning]) -> Meaning:
        before, self.bound = self.bound, self.bound | {name}
        try:
            return rule()
        finally:
            self.bound = before

    def letters(self) -> str:
        """A letter or command with what is written below it."""
        text = self.next()
        if self.peek() == "{" and text[0] == "\\":
            text += f"{{{self.group()}}}"
        if self.accept("_"):
            text += f"_{{{self.group()}}}"
        return text

    def order(self, text: str, count: int) -> list[int]:
        """Points come first after the bar; which argument each printed one is."""
        law = self.words.laws.get(text)
        if not isinstance(law, Density):
            return list(range(count))
        parameters = list(law.args[1:])
        shown = sorted(range(len(parameters)), key=lambda k: not isinstance(parameters[k], Point))
        return [0, *(1 + shown.index(k) for k in range(len(parameters)))]


def commas(text: str) -> list[str]:
    """The parts between the commas outside of brackets."""
    depth, parts = 0, [""]
    for c in text:
        depth += (c in "({[") - (c in ")}]")
        if c == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return [p.strip() for p in parts]
