"""Whole notes found again by their text: nothing of an unchanged note is read anew.

This loads no SymPy, so that a check in which nothing is new starts at once.
"""

from __future__ import annotations

from dataclasses import replace

from derivecheck.checking.outcomes import CheckedNote
from derivecheck.findings.plain import NotPlain, read, written
from derivecheck.reading.text import Text
from derivecheck.running.cache import Cache
from derivecheck.running.environment import ENGINE, folder_digest, joined

ROOMS = ("checking", "reading", "latex")


def kept(cache: Cache, text: Text) -> CheckedNote | None:
    """The note as an earlier run has checked it, or None."""
    entry = cache.get(_key(text))
    try:
        return None if entry is None else replace(read(entry, CheckedNote), name=text.name)
    except NotPlain:  # of another shape: as good as missing
        return None


def keep(cache: Cache, text: Text, note: CheckedNote) -> None:
    """Keep a note of which no step was stopped: those are tried again."""
    if not any("stopped" in step.why for step in note.steps):
        cache.put(_key(text), written(note))


def _key(text: Text) -> str:
    code = folder_digest(*(ENGINE / room for room in ROOMS))
    return joined([b"note", code, text.text.encode(), repr(text.cells).encode()]).hex()
