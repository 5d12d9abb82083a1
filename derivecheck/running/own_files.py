"""What is known of the user's own files without running them: their text, and what a worker told.

This loads no SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from derivecheck.findings.evidence import Evidence, Outcome
from derivecheck.findings.finding import Finding
from derivecheck.running.index import Entry
from derivecheck.running.kept import Result


class BadFile(ValueError):
    """A file that cannot be read as claims; the message names file, line and reason."""


@dataclass(frozen=True)
class Source:
    """A file by its path as the user named it, and its text."""

    path: str
    text: str

    def line_of(self, id: object) -> int:
        """The first line that holds a name in quotes, or 1."""
        lines = enumerate(self.text.splitlines(), 1)
        return next((n for n, line in lines if f'"{id}"' in line or f"'{id}'" in line), 1)


@dataclass(frozen=True)
class Described:
    """An item without its mathematics: its entry, and what is said of it while it is open."""

    id: str
    entry: Entry
    blank: Result


@dataclass(frozen=True)
class Own:
    """Files of the user's own, and what they hold, as a worker has told."""

    sources: tuple[Source, ...] = ()
    items: tuple[Described, ...] = ()

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries by id."""
        return {d.id: d.entry for d in self.items}

    @property
    def contents(self) -> dict[str, str]:
        """The digests by id."""
        return {d.id: d.entry.content for d in self.items}

    @property
    def blanks(self) -> dict[str, Result]:
        """What is said of items that are not checked, by id."""
        return {d.id: d.blank for d in self.items}


OURS_ONLY = Own()


def open_for(blank: Result, reason: str) -> Result:
    """What is said of an item that was stopped for a reason."""
    evidence = (Evidence("limits", Outcome.UNABLE, reason),)
    if isinstance(blank, Finding):
        return replace(blank, evidence=evidence, reason=reason)
    return replace(blank, obligations=(reason,))


def read(path: str) -> Source:
    """The text of a file; raises BadFile."""
    try:
        return Source(path, Path(path).read_text("utf-8"))
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8: {error.reason}") from error
