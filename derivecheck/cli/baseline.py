"""The options ``--baseline`` and ``--write-baseline``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from derivecheck.cli.terminal import USAGE, fail
from derivecheck.findings import baseline as known
from derivecheck.findings.card import Card, Log

F = TypeVar("F", bound=Callable[..., None])


def baseline_options(f: F) -> F:
    """The two options."""
    f = click.option(
        "--write-baseline", is_flag=True, help="Write what is found now to the file of --baseline."
    )(f)
    return click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Findings that are known, by content: they are not shown and do not fail the run.",
    )(f)


def known_or_written(log: Log, path: Path | None, write: bool) -> list[Card]:
    """The cards of a log that a baseline holds; with ``write`` it is made of all of them."""
    if path is None:
        if write:
            raise click.UsageError("--write-baseline needs --baseline FILE")
        return []
    if write:
        path.write_text(known.written(log), "utf-8")
        click.echo(f"derivecheck: {len([*log.listed])} findings kept in {path}", err=True)
    try:
        baseline = known.read(path)
    except known.BadBaseline as error:
        fail(str(error), USAGE)
    if gone := baseline.gone(log.cards):
        hint = "--write-baseline takes them out"
        click.echo(f"derivecheck: {gone} findings of {path} are gone; {hint}", err=True)
    return [card for card in log.listed if baseline.holds(card)]
