"""``check --watch``: the notes are checked again whenever one of them has changed.

The times of the files are asked a few times a second.  What an edit leaves as it was is found in
the cache by the content of its statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

from derivecheck.cli.notes import note_files

SECONDS = 0.2
Times = dict[Path, tuple[int, int]]


def changes(
    paths: tuple[Path, ...], pause: Callable[[], object] = lambda: sleep(SECONDS)
) -> Iterator[tuple[Path, ...]]:
    """First all notes, then those that are new or have changed, without end."""
    seen: Times = {}
    while True:
        now = times(paths)
        changed = tuple(file for file, time in now.items() if seen.get(file) != time)
        if changed:
            yield changed
        seen = now
        pause()


def times(paths: tuple[Path, ...]) -> Times:
    """When each note was changed, and its size; a file that goes away meanwhile counts as gone."""
    found: Times = {}
    for _, files in note_files(paths):
        for file in files:
            try:
                stat = file.stat()
            except OSError:
                continue
            found[file] = (stat.st_mtime_ns, stat.st_size)
    return found
