"""What the commands share that make a run: which ids, the run, its messages, its exit code."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from derivecheck.cli.terminal import (
    DEFECT,
    FINDINGS,
    INTERRUPTED,
    MISSING,
    NOTHING,
    USAGE,
    fail,
    progress,
)
from derivecheck.findings.details import QUIET
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Finding, Run
from derivecheck.running import suite
from derivecheck.running.own_files import OURS_ONLY, BadFile, Own
from derivecheck.running.parallel import BrokenCheck, NotInstalled, NoWorkers


def sources(run: Run, folder: Path = Path()) -> dict[str, str]:
    """The text of the notes that are found under a folder, by default the working directory."""
    files = {f.file: folder / f.file for f in run.findings}
    return {
        name: path.read_text("utf-8", "replace") for name, path in files.items() if path.is_file()
    }


def selected(ids: tuple[str, ...], note: str | None, options: suite.Options) -> list[str]:
    """The ids that are named; a message and exit code 2 for one that there is not."""
    try:
        with told():
            return suite.select(ids, note, options.index)
    except suite.UnknownId as error:
        fail(str(error), USAGE)


def own_and_ours(
    ids: tuple[str, ...], note: str | None, options: suite.Options
) -> tuple[Own, list[str]]:
    """The files of the user's own among the arguments, and all ids to check.

    Ids after a file that are in it choose among what it holds.
    """
    paths = tuple(dict.fromkeys(i for i in ids if i.endswith(".py")))
    if not paths:
        return OURS_ONLY, selected(ids, note, options)
    try:
        with told():
            own = suite.own(paths, options)
    except BadFile as error:
        fail(str(error), USAGE)
    named = [i for i in ids if i in own.entries]
    rest = tuple(i for i in ids if i not in paths and i not in own.entries)
    theirs = named or list(own.entries)
    return own, theirs + (selected(rest, note, options) if rest or note else [])


def made(
    context: click.Context,
    ids: list[str],
    options: suite.Options,
    own: Own = OURS_ONLY,
    last: Callable[[Finding], bool] = lambda _: False,
) -> Run:
    """The run, with its progress on standard error; it ends early with a finding that is last."""
    with working(context, "verifying", len(ids)) as advance:
        run = suite.run(ids, options, advance, own, last)
    tell_trouble(options)
    return run


def tell_trouble(options: suite.Options) -> None:
    """Say why results could not be kept, if so."""
    if options.cache and options.cache.trouble:
        click.echo(f"derivecheck: {options.cache.trouble}", err=True)


@contextmanager
def working(context: click.Context, what: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while checks are made."""
    with told(), progress(context) as bar:
        task = bar.add_task(what, total=total)
        yield lambda _: bar.advance(task)


@contextmanager
def told() -> Iterator[None]:
    """The messages and exit codes of what stops workers."""
    try:
        yield
    except BrokenCheck as error:
        fail(str(error), DEFECT)
    except NotInstalled as error:
        fail(str(error), MISSING)
    except NoWorkers as error:
        fail(str(error), USAGE)


def exit_code(run: Run, strict: bool, quiet: Container[str] = (), stopped: bool = False) -> int:
    """130 if interrupted, 4 if one of ours failed; with --strict 5 if nothing, 1 if findings.

    ``quiet`` are ids of findings that are known; a run that was stopped on purpose is no
    interrupted one.
    """
    if run.unfinished and not stopped:
        return INTERRUPTED
    if not run.derivations and all(f.verdict is Verdict.NOT_CHECKABLE for f in run.findings):
        click.echo("derivecheck: nothing was checked", err=True)
        return NOTHING if strict else 0
    broken = [d for d in run.derivations if d.verdict is not Verdict.PROVED]
    if broken or any(f.verdict is Verdict.INCONSISTENT for f in run.findings):
        return DEFECT
    found = any(f.verdict not in QUIET and f.id not in quiet for f in run.findings)
    return FINDINGS if strict and found else 0
