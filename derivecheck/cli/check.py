"""The command `check`: notes of one's own, step by step."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text as Line

from derivecheck.checking.outcomes import CheckedNote, CheckedStep, Said, as_json
from derivecheck.cli.options import no_cache, run_options
from derivecheck.cli.terminal import DEFECT, FINDINGS, MISSING, USAGE, console, fail, progress
from derivecheck.findings.export import named
from derivecheck.latex.unicode import formula, prose
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
FAILS = {"wrong": (Said.WRONG,), "suspicious": (Said.WRONG, Said.SUSPICIOUS), "never": ()}


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--fail-on",
    type=click.Choice([*FAILS]),
    default="wrong",
    show_default=True,
    help="Exit with 1 where a step is WRONG, or SUSPICIOUS as well.",
)
@click.option(
    "--explain",
    type=click.IntRange(1),
    metavar="LINE",
    help="Show how the steps of one line were read: tree, readings, letters, statements.",
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
    explain: int | None,
    verbose: bool,
    options: suite.Options,
) -> None:
    """Check notes: say of every step of every formula whether it holds.

    PATHS are Markdown, LaTeX or notebook files, or folders of them.

    \b
    derivecheck check NOTES.md
    derivecheck check docs --fail-on suspicious
    derivecheck check NOTES.md --format json
    derivecheck check NOTES.md --explain 53
    """
    texts, troubles = _texts(paths)
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    if explain is not None:
        from derivecheck.checking.explain import explain as explained

        for text in texts:
            for row in explained(text, explain):
                click.echo(row)
        sys.exit(USAGE if troubles else 0)
    notes = _checked(context, texts, options)
    if form == "json":
        click.echo(json.dumps(as_json(notes), indent=1, ensure_ascii=False).encode())
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
    for row in formula(step.source).splitlines():
        out.print(Line(f"   {row}"))
    for label, text in _details(step):
        out.print(Line(f"   {label}: {text}", style="dim" if label == "read" else ""))


def _details(step: CheckedStep) -> Iterator[tuple[str, str]]:
    """What there is to say of a step, in order."""
    if step.why:
        yield "why", step.why
    if step.verdict in (Said.WRONG, Said.SUSPICIOUS, Said.CONDITIONAL):
        if step.left or step.right:
            where = f"at {named(step.point)}: " if step.point else ""
            yield "values", f"{where}left {step.left}, right {step.right}"
        if step.mistake:
            yield "mistake", prose(step.mistake)
        if step.correction:
            yield "correct (proved)", formula(step.correction)
    if step.reading and step.verdict is not Said.DEFINITION:
        yield "read", step.reading
