"""The command `check`: notes of one's own, step by step."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn

import click
from rich.cells import cell_len
from rich.text import Text as Line

from derivecheck.checking.cards import cards, log, rows
from derivecheck.checking.outcomes import CLAIMLESS, CheckedNote, CheckedStep, Said, as_json
from derivecheck.cli.baseline import baseline_options, known_or_written
from derivecheck.cli.notes import checked, texts
from derivecheck.cli.options import no_cache, run_options
from derivecheck.cli.terminal import FINDINGS, USAGE, console
from derivecheck.cli.watch import changes
from derivecheck.findings.baseline import without
from derivecheck.findings.card import Card, Result
from derivecheck.findings.export import EXPORTERS
from derivecheck.latex.marks import underlined
from derivecheck.running import suite
from derivecheck.running.forks import forks

if TYPE_CHECKING:
    from rich.console import Console


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
OPEN = (*POINTED, Said.UNDECIDED)
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
@baseline_options
@click.option("--watch", is_flag=True, help="Check again whenever a note changes, until Ctrl-C.")
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
    baseline: Path | None,
    write_baseline: bool,
    watch: bool,
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
    found, troubles = texts(paths)
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    if explain is not None:
        from derivecheck.checking.explain import explain as explained

        for text in found:
            for row in explained(text, line):
                click.echo(row)
        sys.exit(USAGE if troubles else 0)
    show = _Shown(context, form, FAILS[fail_on], baseline, write_baseline, verbose)
    if watch:
        _watch(context, paths, options, show)
    sys.exit(show(checked(context, found, options), troubles))


@dataclass(frozen=True)
class _Shown:
    """How checked notes are printed, and the exit code that follows."""

    context: click.Context
    form: str
    fails: tuple[Said, ...]
    baseline: Path | None
    write_baseline: bool
    verbose: bool

    def __call__(self, notes: list[CheckedNote], troubles: list[str]) -> int:
        made = log(notes, self.fails, troubles)
        quiet = known_or_written(made, self.baseline, self.write_baseline)
        told_of = without(made, quiet)
        if self.form == "json":
            click.echo(json.dumps(as_json(notes), indent=1, ensure_ascii=False).encode())
        elif self.form == "text":
            _print_notes(console(self.context), notes, quiet, self.verbose)
        else:
            click.echo(EXPORTERS[self.form](told_of).encode())
        if made.troubles:
            return USAGE
        return FINDINGS if any(c.result is Result.FAILURE for c in told_of.cards) else 0


def _watch(
    context: click.Context, paths: tuple[Path, ...], options: suite.Options, show: _Shown
) -> NoReturn:
    """Check what changes, until Ctrl-C."""
    import derivecheck.checking.notes  # what the forks need  # noqa: F401

    for files in changes(paths):
        found, troubles = texts(files)
        for trouble in troubles:
            click.echo(f"derivecheck: {trouble}", err=True)
        start = perf_counter()
        show(checked(context, found, options, lambda _: forks), troubles)
        seconds = perf_counter() - start
        click.echo(f"derivecheck: {seconds:.2f} s; waiting for changes, Ctrl-C ends", err=True)
    raise AssertionError("a watch has no end")


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

    found, troubles = texts(paths)
    for text in found:
        for row in symbol_table(text):
            click.echo(f"{text.name}: {row}" if len(found) > 1 else row)
    for trouble in troubles:
        click.echo(f"derivecheck: {trouble}", err=True)
    sys.exit(USAGE if troubles else 0)


def _place(paths: tuple[Path, ...], place: str) -> tuple[tuple[Path, ...], int]:
    """The notes and the line that `--explain` names: a line, or a file with one."""
    file, _, number = place.rpartition(":")
    if not number.isdecimal() or not (file or paths):
        raise click.UsageError(f"--explain needs a line, as in NOTES.md:53, and got {place!r}")
    return ((Path(file),) if file else paths), int(number)


def _print_notes(out: Console, notes: list[CheckedNote], quiet: list[Card], verbose: bool) -> None:
    """What is wrong or open in the notes and not known, and their counts."""
    for note in notes:
        for line, message in note.problems:
            out.print(Line(f"{note.name}:{line}: {message}", style="red"))
        claims = (step for step in note.steps if step.verdict not in CLAIMLESS)
        known = {id(s) for s, card in zip(claims, cards(note), strict=True) if card in quiet}
        for step in note.steps:
            if verbose or step.verdict in OPEN and id(step) not in known:
                _print_step(out, note.name, step)
        out.print(note.summary + (f"; {len(known)} known, in the baseline" if known else ""))


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
