"""``derivecheck report NOTES.md``: the errata of notes that are read."""

from __future__ import annotations

from pathlib import Path

import click

from derivecheck.checking.errata import errata, to_html, to_markdown, to_text
from derivecheck.cli.notes import checked, texts
from derivecheck.cli.terminal import USAGE
from derivecheck.running import suite

WRITERS = {"txt": to_text, "md": to_markdown, "html": to_html}


def report_notes(
    context: click.Context, files: tuple[str, ...], output: Path, options: suite.Options
) -> int:
    """Write the errata of each note as text, Markdown and a page; the exit code."""
    found, troubles = texts(map(Path, files))
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    taken: set[str] = set()
    for note in checked(context, found, options):
        listed, name = errata(note), _name(note.name, taken)
        for suffix, write in WRITERS.items():
            (output / f"{name}.errata.{suffix}").write_text(write(listed), "utf-8")
        click.echo(f"{output / name}.errata.html: {note.summary}")
    return USAGE if troubles else 0


def _name(note: str, taken: set[str]) -> str:
    """The name of a note without its ending; with a number where another has it."""
    stem = Path(note).stem
    names = (stem, *(f"{stem}-{k}" for k in range(2, len(taken) + 3)))
    name = next(n for n in names if n not in taken)
    taken.add(name)
    return name
