"""Claims: what a note says, where, in our words, as the note writes it, and as a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from derivecheck.findings.evidence import Covers, Scope, Severity
from derivecheck.language.statements import Statement

__all__ = [
    "Claim",
    "Covers",
    "Difference",
    "Kind",
    "Ledger",
    "Reading",
    "Scope",
    "Why",
    "part",
    "special_case",
]


class Kind(StrEnum):
    """What sort of thing a claim is."""

    DEFINITION = "definition"
    IDENTITY = "identity"
    STEP = "step"  # a line of a chain against the line before
    INEQUALITY = "inequality"
    NUMERIC = "numeric"
    PROPERTY = "property"
    API = "api"
    PROSE = "prose"


@dataclass(frozen=True)
class Reading:
    """The claim under a condition, a convention or as it was meant; counts only where proved."""

    statement: Statement
    condition: str  # "if $\\sum_i y_i=1$", "read $\\log_2^{N}$ as $\\log_2 N$"
    severity: Severity = Severity.IMPRECISE
    latex: str = ""  # the corrected formula


class Why(StrEnum):
    """Why a ledger states another thing than the formula of the line alone."""

    READING = "reading"  # the same signs are taken for something else
    CONDITION = "condition"  # the words around it say for what it holds
    SLIP = "slip"  # the line is not what its words say
    PART = "part of the line"  # the formula is one part of what is judged


@dataclass(frozen=True)
class Difference:
    """How the statement of a claim differs from what the reader reads in its line.

    >>> str(Difference(Why.CONDITION, "for the frequencies of the table").why)
    'condition'
    """

    why: Why
    text: str


@dataclass(frozen=True)
class Claim:
    """What a note says; ``says`` is None where it cannot be checked, with the ``reason``."""

    id: str
    lines: tuple[int, int]
    section: str
    kind: Kind
    paraphrase: str
    latex: str = ""
    says: Statement | None = None
    covers: Covers = Covers()  # how much of the line ``says`` covers
    reason: str = ""
    readings: tuple[Reading, ...] = ()
    instead: tuple[Reading, ...] = ()  # what should stand there, if it is proved
    rests_on: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    differs: Difference | None = None  # from what the reader reads in the line, where it does
    quote: str = ""  # the note's words, where a line says several things or gives a reason


def part(rest: str) -> Covers:
    """A statement that leaves ``rest`` of what the line says."""
    return Covers(Scope.PART, rest)


def special_case(rest: str) -> Covers:
    """A statement about some of what the line means; ``rest`` says which."""
    return Covers(Scope.SPECIAL_CASE, rest)


@dataclass(frozen=True)
class Ledger:
    """The claims of one note, in the order of the note."""

    note: str  # "N0"
    file: str
    title: str  # in English
    original_title: str
    claims: Sequence[Claim]
    sha256: str = ""  # of the note file that the ledger was written against
