"""The options that every command takes which makes a run."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from derivecheck.running import suite
from derivecheck.running.cache import Cache, default_folder
from derivecheck.running.parallel import Limits, default_jobs


def _number(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """A value that is no NaN, which a range lets pass."""
    if math.isnan(value):
        raise click.BadParameter("not a number", context, parameter)
    return value


OPTIONS = (
    click.option(
        "--digits",
        type=click.IntRange(15, 1000),
        default=50,
        show_default=True,
        help="Decimal digits of the numeric checks.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=default_jobs,
        show_default="number of cores",
        help="Worker processes.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(0, 86400, min_open=True),
        callback=_number,
        default=120.0,
        show_default=True,
        metavar="S",
        help="Seconds after which a check is killed; it is then UNDECIDED.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Send the checks to this Dask scheduler, such as tcp://127.0.0.1:8786, "
        "in place of --jobs; it must be one that you trust.",
    ),
)
no_cache = click.option("--no-cache", is_flag=True, help="Check everything anew, keep nothing.")


def run_options(f: Callable[..., None]) -> Callable[..., None]:
    """The options that every run takes, handed on as one ``options``."""

    @wraps(f)
    def command(
        digits: int,
        jobs: int,
        time_limit: float,
        scheduler: str | None,
        no_cache: bool = True,  # a command that keeps nothing has no such option
        **more: Any,
    ) -> None:
        cache = None if no_cache else Cache(default_folder())
        f(options=suite.Options(digits, jobs, Limits(time_limit), cache, scheduler), **more)

    for option in reversed(OPTIONS):
        command = option(command)
    return command
