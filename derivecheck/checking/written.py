"""A step as its readers see it: the line as mathematics, the part spoken of, what its letters are.

Nothing here judges: what is shown is cut out of the note or printed from its table of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivecheck.findings.card import Region
from derivecheck.latex.marks import marked
from derivecheck.latex.unicode import formula
from derivecheck.reading.document import Document, Side, Step
from derivecheck.reading.symbols import Kind, Symbols
from derivecheck.reading.text import Text

SIGNS = {"<=": r"\le", ">=": r"\ge", "!=": r"\neq", "~~": r"\approx", "==": r"\equiv"}
MISSING = "…"
LONGEST = 48  # characters of a side that is named by itself
MOST_LINES = 4


@dataclass(frozen=True)
class Written:
    """A step in print: its source, the same as mathematics, and where a part of it stands."""

    source: str
    shown: str
    mark: tuple[int, int]  # characters of ``shown``
    region: Region
    sides: tuple[str, str]


def written(document: Document, step: Step, part: tuple[int, int], against: int = 1) -> Written:
    """A step with the part of the text that is spoken of, and the sides that were compared."""
    text = document.text
    sign = SIGNS.get(step.relation, step.relation)
    source = f"{_piece(text, step.left)} {sign} {_piece(text, step.right)}"
    where = _offset(step, part, len(_piece(text, step.left)), len(sign))
    shown, mark = marked(source, *where) if where else (formula(source), (0, 0))
    left, right = (_side(text, side) for side in (step.sides[-1 - against], step.right))
    return Written(" ".join(source.split()), shown, mark, region(text, *part), (left, right))


def region(text: Text, start: int, end: int) -> Region:
    """The lines and columns of a part of a text."""
    return Region(text.line(start), text.line(end), text.column(start), text.column(end))


def _piece(text: Text, side: Side) -> str:
    """The source of a side, as long as in the text."""
    return re.sub(r"\s", " ", text.text[side.start : side.end]) if side.end else MISSING


def _side(text: Text, side: Side) -> str:
    shown = formula(_piece(text, side))
    return shown if len(shown) <= LONGEST and "\n" not in shown else ""


def _offset(step: Step, part: tuple[int, int], left: int, sign: int) -> tuple[int, int] | None:
    """A part of the text as a stretch of the source of a step; None where it is in neither side."""
    for side, offset in ((step.left, 0), (step.right, left + sign + 2)):
        if side.start <= part[0] < part[1] <= side.end:
            start = offset + part[0] - side.start
            return start, start + part[1] - part[0]
    between = step.left.end <= part[0] < part[1] <= step.right.start
    return (left + 1, left + 1 + sign) if between and step.left.end else None


def letters(symbols: Symbols, keys: Iterable[str]) -> Iterator[str]:
    """What each letter is, with the lines that made it so."""
    for key in keys:
        kinds = [
            f"{kind} ({_lines(lines)})" for kind in Kind if (lines := symbols.lines(key, kind))
        ]
        if kinds:
            yield f"{key}: {', '.join(kinds)}"


def laws(symbols: Symbols, keys: Iterable[str]) -> str:
    """The laws among the letters of a step, with the lines that made them laws."""
    found = [key for key in keys if symbols.lines(key, Kind.LAW)]
    if not found:
        return ""
    lines = sorted({n for key in found for n in symbols.lines(key, Kind.LAW)})
    said = "is a law" if len(found) == 1 else "are laws"
    return f"{', '.join(found)} {said} ({_lines(lines)})"


def _lines(lines: Iterable[int]) -> str:
    numbers = list(lines)[:MOST_LINES]
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
