"""The command `check`: notes of one's own, step by step."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len
from rich.text import Text as Line

from derivecheck.checking.cards import log, rows
from derivecheck.checking.outcomes import CheckedNote, CheckedStep, Said, as_json
from derivecheck.cli.options import no_cache, run_options
from derivecheck.cli.terminal import DEFECT, FINDINGS, MISSING, USAGE, console, fail, progress
from derivecheck.findings.export import EXPORTERS
from derivecheck.latex.marks import underlined
from derivecheck.running import suite
from derivecheck.running.parallel import BrokenCheck, NotInstalled, NoWorkers

if TYPE_CHECKING:
    from rich.console import Console

    from derivecheck.reading.text import Text

STYLES = {
    Said.WRONG: "bold red",
    Said.SUSPICIOUS: "bold yellow",
    Said.CONDITIONAL: "bold blue",
    Said.UNDECIDED: "yellow",
    Said.NOT_UNDERSTOOD: "dim",
    Said.SUPPORTED: "magenta",
    Said.PROVED: "green",
    Said.DEFINITION: "dim",
    Said.SETTING: "dim",
}
POINTED = (Said.WRONG, Said.SUSPICIOUS, Said.CONDITIONAL, Said.NOT_UNDERSTOOD)
FAILS = {"wrong": (Said.WRONG,), "suspicious": (Said.WRONG, Said.SUSPICIOUS), "never": ()}


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", *EXPORTERS]),
    default="text",
    show_default=True,
    help="What is printed; SARIF has fixes in the notation of the note.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*FAILS]),
    default="wrong",
    show_default=True,
    help="Exit with 1 where a step is WRONG, or SUSPICIOUS as well.",
)
@click.option(
    "--explain",
    metavar="[FILE:]LINE",
    help="Show how the steps of one line were read: tree, readings, letters, statements, proofs.",
)
@click.option("-v", "--verbose", is_flag=True, help="Every step, also those that hold.")
@run_options
@no_cache
@click.pass_context
def check_command(
    context: click.Context,
    paths: tuple[Path, ...],
    form: str,
    fail_on: str,
    explain: str | None,
    verbose: bool,
    options: suite.Options,
) -> None:
    """Check notes: say of every step of every formula whether it holds.

    PATHS are Markdown, LaTeX or notebook files, or folders of them.

    \b
    derivecheck check NOTES.md
    derivecheck check docs --fail-on suspicious
    derivecheck check NOTES.md --format json
    derivecheck check --explain NOTES.md:53
    """
    line = 0
    if explain is not None:
        paths, line = _place(paths, explain)
    elif not paths:
        raise click.UsageError("name a note or a folder of notes")
    texts, troubles = _texts(paths)
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    if explain is not None:
        from derivecheck.checking.explain import explain as explained

        for text in texts:
            for row in explained(text, line):
                click.echo(row)
        sys.exit(USAGE if troubles else 0)
    notes = _checked(context, texts, options)
    if form == "json":
        click.echo(json.dumps(as_json(notes), indent=1, ensure_ascii=False).encode())
    elif form != "text":
        click.echo(EXPORTERS[form](log(notes, FAILS[fail_on], troubles)).encode())
    else:
        out = console(context)
        for note in notes:
            print_note(out, note, verbose)
    if troubles or any(n.problems for n in notes):
        sys.exit(USAGE)
    found = any(s.verdict in FAILS[fail_on] and not s.expected for n in notes for s in n.steps)
    sys.exit(FINDINGS if found else 0)


@click.command("symbols")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def symbols_command(paths: tuple[Path, ...]) -> None:
    """Show what each letter of a note is taken for, with the lines that made it so.

    What is uncertain can be declared in a comment of the note:

    \b
    <!-- derivecheck
    law p(x, z), q_phi(z|x); number beta > 0
    log: base 2 in "Entropy"; ignore 177; expect wrong 265
    -->
    """
    from derivecheck.checking.explain import symbol_table

    texts, troubles = _texts(paths)
    for text in texts:
        for row in symbol_table(text):
            click.echo(f"{text.name}: {row}" if len(texts) > 1 else row)
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    sys.exit(USAGE if troubles else 0)


def _place(paths: tuple[Path, ...], place: str) -> tuple[tuple[Path, ...], int]:
    """The notes and the line that `--explain` names: a line, or a file with one."""
    file, _, number = place.rpartition(":")
    if not number.isdecimal() or not (file or paths):
        raise click.UsageError(f"--explain needs a line, as in NOTES.md:53, and got {place!r}")
    return ((Path(file),) if file else paths), int(number)


def _texts(paths: tuple[Path, ...]) -> tuple[list[Text], list[str]]:
    """The notes that can be read, and what is wrong with the others."""
    from derivecheck.reading.text import SUFFIXES, BadNote, read_text

    texts, troubles = [], []
    for path in paths:
        files = [path]
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
            if not files:
                troubles.append(f"{path}: no notes in this folder ({', '.join(sorted(SUFFIXES))})")
        for file in files:
            try:
                texts.append(read_text(file))
            except BadNote as error:
                troubles.append(str(error))
    return texts, troubles


def _checked(
    context: click.Context, texts: list[Text], options: suite.Options
) -> list[CheckedNote]:
    from derivecheck.checking.notes import check_text
    from derivecheck.running.steps import Steps

    steps = Steps(options.jobs, options.limits, options.cache)
    notes = []
    for text in texts:
        with _told(), progress(context) as bar:
            task = bar.add_task(text.name, total=None)

            def run(items: list, task=task, bar=bar) -> list:  # type: ignore[no-untyped-def, type-arg]
                bar.update(task, total=len(items))
                return steps.run(items, lambda n: bar.advance(task, n))

            notes.append(check_text(text, run))
    return notes


@contextmanager
def _told() -> Iterator[None]:
    """The messages and exit codes of what stops workers."""
    try:
        yield
    except BrokenCheck as error:
        fail(str(error), DEFECT)
    except NotInstalled as error:
        fail(str(error), MISSING)
    except NoWorkers as error:
        fail(str(error), USAGE)


def print_note(out: Console, note: CheckedNote, verbose: bool = False) -> None:
    """What is wrong or open in a note, and its counts."""
    for line, message in note.problems:
        out.print(Line(f"{note.name}:{line}: {message}", style="red"))
    quiet = (Said.PROVED, Said.SUPPORTED, Said.DEFINITION, Said.SETTING)
    for step in note.steps:
        if verbose or step.verdict not in quiet:
            _print_step(out, note.name, step)
    out.print(note.summary)


def _print_step(out: Console, name: str, step: CheckedStep) -> None:
    head = Line(f"{name}:{step.label}   ")
    head.append(str(step.verdict), style=STYLES[step.verdict])
    out.print(head)
    for row, (first, last) in underlined(step.shown, step.mark):
        out.print(Line(f"   {row}"))
        if last > first and step.verdict in POINTED:
            caret = " " * cell_len(row[:first]) + "^" * cell_len(row[first:last])
            out.print(Line(f"   {caret}", style=STYLES[step.verdict]))
    for label, text in rows(step):
        out.print(Line(f"   {label}: {text}", style="dim" if label == "read" else ""))
