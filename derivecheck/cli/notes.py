"""What the commands share that read notes: their texts, and their steps judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from derivecheck.checking.outcomes import CheckedNote
from derivecheck.cli.runs import tell_trouble, told
from derivecheck.cli.terminal import progress
from derivecheck.running import suite
from derivecheck.running.parallel import Workers, processes

if TYPE_CHECKING:
    from derivecheck.reading.text import Text


def note_files(paths: Iterable[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Each path with the notes that it stands for: itself, or those of the folder."""
    from derivecheck.reading.text import SUFFIXES

    for path in paths:
        if path.is_dir():
            yield path, sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
        else:
            yield path, [path]


def texts(paths: Iterable[Path]) -> tuple[list[Text], list[str]]:
    """The notes that can be read, and what is wrong with the others."""
    from derivecheck.reading.text import SUFFIXES, BadNote, read_text

    found, troubles = [], []
    for path, files in note_files(paths):
        if not files:
            troubles.append(f"{path}: no notes in this folder ({', '.join(sorted(SUFFIXES))})")
        for file in files:
            try:
                found.append(read_text(file))
            except BadNote as error:
                troubles.append(str(error))
    return found, troubles


def checked(
    context: click.Context,
    found: Iterable[Text],
    options: suite.Options,
    workers: Callable[[int], Workers] = processes,
) -> list[CheckedNote]:
    """The notes with a verdict for every step; what is kept of an unchanged note is taken."""
    made = [_checked(context, text, options, workers) for text in found]
    tell_trouble(options)
    return made


def _checked(
    context: click.Context, text: Text, options: suite.Options, workers: Callable[[int], Workers]
) -> CheckedNote:
    from derivecheck.running.kept_notes import keep, kept

    known = kept(options.cache, text) if options.cache else None
    if known is not None:
        return known
    from derivecheck.checking.notes import check_text
    from derivecheck.running.steps import Steps

    steps = Steps(options.jobs, options.limits, options.cache, workers)
    with told(), progress(context) as bar:
        task = bar.add_task(text.name, total=None)

        def run(items: list, task=task, bar=bar) -> list:  # type: ignore[no-untyped-def, type-arg]
            bar.update(task, total=len(items))
            return steps.run(items, lambda n: bar.advance(task, n))

        note = check_text(text, run)
    if options.cache:
        keep(options.cache, text, note)
    return note
