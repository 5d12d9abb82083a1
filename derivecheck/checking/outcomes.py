"""What is said of the steps of a note: plain text and numbers, to be kept and printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from derivecheck.findings.card import Fix, Region


class Said(StrEnum):
    """The verdict of a step, worst first."""

    WRONG = "WRONG"
    SUSPICIOUS = "SUSPICIOUS"
    CONDITIONAL = "CONDITIONAL"
    UNDECIDED = "UNDECIDED"
    NOT_UNDERSTOOD = "NOT UNDERSTOOD"
    SUPPORTED = "SUPPORTED"
    PROVED = "PROVED"
    DEFINITION = "DEFINITION"
    SETTING = "SETTING"


CLAIMLESS = (Said.DEFINITION, Said.SETTING)
DECIDED = (Said.WRONG, Said.CONDITIONAL, Said.PROVED, Said.SUPPORTED)


@dataclass(frozen=True)
class Judged:
    """What the judge found about the readings of one step."""

    verdict: str  # of the engine: PROVED, SUPPORTED, REFUTED, UNDECIDED, INCONSISTENT
    chosen: int  # which meaning this speaks of
    detail: str = ""
    point: str = ""  # where the sides differ
    left: str = ""
    right: str = ""
    mistake: str = ""
    side: str = ""  # which side the repair changes: left or right
    confirmed: bool = False  # the repair needs no neighbour to be believed
    correction: str = ""
    independence: bool = False  # the line holds where variables are independent
    missing: bool = False  # a side has no value at the point
    spaces: tuple[str, ...] = ()  # the kinds of world in which it fails


@dataclass(frozen=True)
class CheckedStep:
    """One step of a note and what is said of it."""

    line: int
    label: str  # the line as it is shown
    section: str
    source: str
    shown: str  # the source as mathematics in plain text
    mark: tuple[int, int]  # the characters of ``shown`` that are spoken of
    region: Region  # and where these stand in the note
    sides: tuple[str, str]  # as mathematics; empty where they are long
    relation: str
    verdict: Said
    statement: str = ""
    reading: str = ""
    letters: str = ""  # what is a law, and on which lines it was found to be one
    why: str = ""  # not understood, undecided or suspicious, and why
    point: str = ""
    left: str = ""
    right: str = ""
    mistake: str = ""
    correction: str = ""
    fix: Fix | None = None  # the correction in the notation of the note
    expected: bool = False  # the note itself says that the line is wrong


@dataclass(frozen=True)
class CheckedNote:
    """A note with all its steps."""

    name: str
    steps: tuple[CheckedStep, ...]
    problems: tuple[tuple[int, str], ...] = field(default=())  # line and message
    seconds: float = 0.0

    @property
    def counts(self) -> Counter[Said]:
        """How many steps have each verdict."""
        return Counter(s.verdict for s in self.steps)

    @property
    def claims(self) -> int:
        """How many steps claim something."""
        return sum(s.verdict not in CLAIMLESS for s in self.steps)

    @property
    def understood(self) -> int:
        """How many claims were understood."""
        return self.claims - self.counts[Said.NOT_UNDERSTOOD]

    @property
    def decided(self) -> int:
        """How many claims were decided."""
        return sum(s.verdict in DECIDED for s in self.steps)

    @property
    def summary(self) -> str:
        """The last line of a report."""
        counts = self.counts
        shown = [
            f"{counts[v]} {v.lower()}" for v in reversed(Said) if counts[v] and v not in CLAIMLESS
        ]
        text = f"{self.name}: {len(self.steps)} steps: {self.claims} claims; "
        return text + f"{self.understood} understood" + (f": {', '.join(shown)}" if shown else "")


def as_json(notes: Sequence[CheckedNote]) -> dict[str, Any]:
    """Notes as plain data."""
    return {
        "schema": "check-1",
        "notes": [
            {
                "file": n.name,
                "seconds": round(n.seconds, 3),
                "steps": [asdict(s) for s in n.steps],
                "problems": [{"line": line, "message": text} for line, text in n.problems],
                "counts": {str(k): v for k, v in sorted(n.counts.items())},
                "claims": n.claims,
                "understood": n.understood,
                "decided": n.decided,
            }
            for n in notes
        ],
    }
