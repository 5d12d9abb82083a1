r"""What a note declares to its reader, in a comment that nobody else sees.

    <!-- derivecheck
    law p(x, z), q_phi(z|x); number beta > 0
    log: base 2 in "Entropy"; ignore 177; expect wrong 265
    -->

In LaTeX the same stands after ``% derivecheck:``.  Declarations end at a semicolon or a line end.

>>> from derivecheck.reading.text import Text
>>> found = declarations(Text("n.md", "<!-- derivecheck\nlaw p(x)\nnumber a > 0\n-->"))
>>> [d.key for d in found.laws], found.numbers[0].key, found.problems
(['p'], 'a', ())
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula.parse import parse
from derivecheck.latex.formula.tokens import Unreadable, lex
from derivecheck.reading.regions import Problem
from derivecheck.reading.text import Text

BLOCK = re.compile(r"<!--\s*derivecheck\b(?P<body>.*?)-->", re.DOTALL)
LINE = re.compile(r"^[ \t]*%+\s*derivecheck:(?P<body>[^\n]*)", re.MULTILINE)
PIECE = re.compile(r"[^;\n]+")
WORDS = ("law", "number", "log", "ignore", "expect")
LETTER = re.compile(r"\s*\\?(?P<key>[A-Za-z]+(?:_[A-Za-z0-9]+)?)\s*(?P<rest>.*)", re.DOTALL)
RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
BASE = re.compile(r":?\s*base\s+(?P<base>\d+|e)(?:\s+in\s+\"(?P<section>[^\"]*)\")?\s*$")
BOUND = re.compile(r"^(?:(?P<relation>>=|<=|>|<)\s*(?P<value>\d+(?:\.\d+)?))?\s*$")


@dataclass(frozen=True)
class DeclaredLaw:
    """A law with the variables that it is called with."""

    key: str
    tree: t.Tree
    at: int


@dataclass(frozen=True)
class DeclaredNumber:
    """A letter that is a number, with a bound or without."""

    key: str
    relation: str
    value: str
    at: int


@dataclass(frozen=True)
class Declarations:
    """All that a note declares."""

    laws: tuple[DeclaredLaw, ...] = ()
    numbers: tuple[DeclaredNumber, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()  # section ("" for all) and base
    ignored: frozenset[int] = frozenset()  # lines
    expected: frozenset[int] = frozenset()  # lines that are known to be wrong
    problems: tuple[Problem, ...] = ()

    def base(self, section: str) -> str:
        """The base of the logarithm that is declared for a section; empty if none is."""
        fitting = [b for s, b in self.bases if s.strip("# ") in ("", section)]
        return fitting[-1] if fitting else ""


@dataclass
class _Found:
    laws: list[DeclaredLaw] = field(default_factory=list)
    numbers: list[DeclaredNumber] = field(default_factory=list)
    bases: list[tuple[str, str]] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)
    expected: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def declarations(text: Text) -> Declarations:
    """The declarations of a text, and what is wrong with them."""
    found = _Found()
    for at, piece in _pieces(text.text):
        word, _, rest = piece.replace(":", " :", 1).partition(" ")
        if word not in WORDS:
            near = get_close_matches(word, WORDS, 1)
            meant = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(WORDS)}"
            found.problems.append(Problem(at, f"unknown declaration {word!r}{meant}"))
        elif not _read(found, word, rest.strip(), at):
            found.problems.append(Problem(at, f"cannot be read: {piece.strip()!r}"))
    return Declarations(
        tuple(found.laws),
        tuple(found.numbers),
        tuple(found.bases),
        frozenset(found.ignored),
        frozenset(found.expected),
        tuple(found.problems),
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (BLOCK, LINE):
        for m in pattern.finditer(text):
            for piece in PIECE.finditer(m.group("body")):
                if piece.group().strip():
                    start = m.start("body") + piece.start()
                    start += len(piece.group()) - len(piece.group().lstrip())
                    yield start, piece.group().strip()


def _read(found: _Found, word: str, rest: str, at: int) -> bool:
    """Take in one declaration; False where it has the wrong form."""
    if word == "law":
        laws = [_law(part, at) for part in re.split(r",(?![^(]*\))", rest)]
        found.laws += [law for law in laws if law is not None]
        return bool(laws) and None not in laws
    if word == "number":
        numbers = [_number(part, at) for part in rest.split(",")]
        found.numbers += [n for n in numbers if n is not None]
        return bool(numbers) and None not in numbers
    if word == "log":
        m = BASE.match(rest)
        found.bases += [(m.group("section") or "", m.group("base"))] if m else []
        return m is not None
    if word == "expect" and not rest.startswith("wrong"):
        return False
    lines = _lines(rest)
    (found.ignored if word == "ignore" else found.expected).update(lines)
    return bool(lines)


def _law(part: str, at: int) -> DeclaredLaw | None:
    m = LETTER.match(part)
    if m is None:
        return None
    letter = re.sub(r"_([A-Za-z0-9]+)", lambda x: "_{" + _greek(x.group(1)) + "}", m.group("key"))
    try:
        tree, _ = parse(lex(letter + m.group("rest")))
    except Unreadable:
        return None
    return DeclaredLaw(m.group("key"), tree, at)


def _greek(name: str) -> str:
    return f"\\{name}" if len(name) > 2 else name


def _number(part: str, at: int) -> DeclaredNumber | None:
    m = LETTER.match(part)
    bound = BOUND.match(m.group("rest")) if m else None
    if m is None or bound is None:
        return None
    return DeclaredNumber(m.group("key"), bound["relation"] or "", bound["value"] or "", at)


def _lines(text: str) -> set[int]:
    found: set[int] = set()
    for m in RANGE.finditer(text):
        first, last = int(m.group(1)), int(m.group(2) or m.group(1))
        found.update(range(first, min(last, first + 100_000) + 1))
    return found
