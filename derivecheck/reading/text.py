"""The text of a note: where lines and sections are, and what of a file is text.

A notebook becomes one text of its Markdown cells, whose lines still know their cell.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat

LARGEST = 50_000_000  # bytes
SUFFIXES = frozenset({".md", ".markdown", ".qmd", ".rmd", ".tex", ".ipynb", ".txt", ".rst"})
INVALID = (nbformat.reader.NotJSONError, nbformat.ValidationError)
HEADING = re.compile(
    r"^[ \t>]*(?:(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]*)"
    r"|\\(?P<level>part|chapter|(?:sub)*section|paragraph)\*?\{(?P<name>[^\n}]*)\})",
    re.MULTILINE,
)


class BadNote(ValueError):
    """A file that is no note: the message says what it is and what to do."""


@dataclass(frozen=True)
class Text:
    """A text with its name and, for a notebook, the cell of every line."""

    name: str
    text: str = field(repr=False)
    cells: tuple[tuple[int, int], ...] = ()  # first line and number of each cell

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line(self, at: int) -> int:
        """The number of the line of a place."""
        return bisect_right(self.starts, at)

    def column(self, at: int) -> int:
        """The number of the column of a place, from 1."""
        return at - self.starts[self.line(at) - 1] + 1

    def label(self, line: int) -> str:
        """A line as it is shown: in a notebook, the cell and the line in it."""
        for first, cell in reversed(self.cells):
            if line >= first:
                return f"cell {cell}, line {line - first + 1}"
        return str(line)

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Where sections begin, and their titles."""
        return [
            (m.start(), (m.group("title") or m.group("name") or "").strip(" #"))
            for m in HEADING.finditer(self.text)
        ]

    def section_start(self, at: int) -> int:
        """Where the section of a place begins."""
        return max((start for start, _ in self.headings if start <= at), default=0)

    def section(self, at: int) -> str:
        """The title of the section of a place."""
        before = [title for start, title in self.headings if start <= at]
        return before[-1] if before else ""


def read_text(path: Path) -> Text:
    """The text of a file; raises BadNote where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadNote(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise BadNote(f"{path}: larger than {LARGEST // 10**6} MB; split the note")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadNote(f"{path}: UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8")
    if b"\0" in data[:4096]:
        raise BadNote(f"{path}: a binary file; give Markdown, LaTeX or a notebook")
    text = _decoded(path, data)
    return _notebook(path, text) if path.suffix == ".ipynb" else Text(str(path), text)


def _decoded(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadNote(
            f"{path}:{line}: not UTF-8 text ({error.reason}); convert it, "
            f"for example with: iconv -f GB18030 -t UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _notebook(path: Path, text: str) -> Text:
    try:
        cells = nbformat.reads(text, as_version=4).cells
    except (
        nbformat.reader.NotJSONError,
        nbformat.ValidationError,
        KeyError,
        AttributeError,
        ValueError,
    ) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0][:100]
        raise BadNote(f"{path}: not a notebook: {why}") from None
    parts, places, line = [], [], 1
    for number, cell in enumerate(cells, 1):
        if cell.cell_type == "markdown":
            places.append((line, number))
            parts.append(cell.source + "\n\n")
            line += parts[-1].count("\n")
    return Text(str(path), "".join(parts), tuple(places))
