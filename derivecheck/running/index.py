"""What can be said of every claim and derivation without its mathematics.

Building the ledgers takes seconds.  Their index is made once for each state of the sources and
kept with the results, so that listing, choosing and finding what is kept need no SymPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    """A claim, or a derivation, which has no lines in a note."""

    title: str
    lines: tuple[int, int] | None = None
    rests_on: tuple[str, ...] = ()
    content: str = ""  # the digest of it and of all below it; empty where that cannot be told


@dataclass(frozen=True)
class Index:
    """The entries by id, derivations first, and the SHA-256 and the title of each note."""

    entries: Mapping[str, Entry]
    notes: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)  # of the notes

    @property
    def contents(self) -> dict[str, str]:
        """The digests by id."""
        return {id: entry.content for id, entry in self.entries.items()}

    def as_json(self) -> dict[str, Any]:
        """The index as one JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Index:
        """Read back what `as_json` wrote."""
        entries = {id: Entry(**_tuples(entry)) for id, entry in data["entries"].items()}
        return cls(entries, data["notes"], data["titles"])


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
