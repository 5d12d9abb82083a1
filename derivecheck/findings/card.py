"""The card of a claim or of a step of a note: what all formats say, in plain text, with its place.

A run (`derivecheck.findings.log`) and checked notes (`derivecheck.checking.cards`) are made into
a `Log` of cards; the exporters know nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from derivecheck.latex.unicode import prose


class Result(StrEnum):
    """What a test case says: what is not established is skipped, never passed."""

    PASSED = "passed"
    FAILURE = "failure"
    ERROR = "error"  # one of our own checks failed
    SKIPPED = "skipped"


class Level(StrEnum):
    """How SARIF grades what it lists; none where nothing is wrong so far."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


@dataclass(frozen=True)
class Region:
    """Lines of a file, and columns (from 1, in characters) where they are known."""

    line: int
    end_line: int
    column: int = 0
    end_column: int = 0


@dataclass(frozen=True)
class Fix:
    """A text that should stand in the place of a region."""

    region: Region
    text: str
    description: str


@dataclass(frozen=True)
class Card:
    """What is said of one claim or step; ``rule`` is empty where there is nothing to look at."""

    id: str
    group: str  # the note or the derivation
    file: str
    region: Region
    verdict: str  # as it is printed
    result: Result
    title: str  # what the line says; may hold $math$
    rows: tuple[tuple[str, str], ...] = ()  # labels and texts
    rule: str = ""
    level: Level = Level.NONE
    severity: str = ""
    fix: Fix | None = None
    seconds: float = 0.0
    source: str = ""  # what it was made of: with the verdict, its content
    key: str = ""  # by which it is known again; else its content

    @property
    def message(self) -> str:
        """The card as lines of text."""
        said = "\n".join(f"{label}: {text}" for label, text in self.rows)
        return f"{self.verdict}: {prose(self.title)}\n{said}".rstrip()

    @property
    def content(self) -> str:
        """A digest of what is said of what, wherever it stands."""
        return sha256("\0".join((self.rule, self.verdict, self.source)).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Trouble:
    """What of ours failed, or what could not be read."""

    id: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table of plain text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Log:
    """Everything that the formats show."""

    version: str
    category: str  # which command it is of
    totals: str  # in one line
    counts: tuple[tuple[str, int], ...]  # by verdict
    cards: tuple[Card, ...]
    troubles: tuple[Trouble, ...] = ()
    unfinished: tuple[str, ...] = ()
    more: tuple[Table, ...] = ()

    @property
    def listed(self) -> Iterator[Card]:
        """What a reader of the notes should look at."""
        return (card for card in self.cards if card.rule)
