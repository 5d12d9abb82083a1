"""Standard output and error of the commands, and their exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

FINDINGS, USAGE, MISSING, DEFECT, NOTHING = 1, 2, 3, 4, 5
INTERRUPTED, UNREAD = 130, 141  # as the shell has it for SIGINT and SIGPIPE


def fail(message: str, code: int) -> NoReturn:
    """End with a message on standard error."""
    click.echo(f"derivecheck: {message}", err=True)
    sys.exit(code)


class Commands(click.Group):
    """Commands that end with an exit code of their own at Ctrl-C and where output is not taken."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        with _exit_codes():  # help is printed here
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # an encoding may lack a letter of a note
                stream.reconfigure(errors="backslashreplace")
        with _exit_codes():
            return super().invoke(ctx)


@contextmanager
def _exit_codes() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        fail("interrupted", INTERRUPTED)
    except click.NoSuchOption as error:
        if any(Path(name).exists() for name in sys.argv[1:] if name.startswith("-")):
            hint = f"{error.message} A file whose name begins with - goes behind --."
            raise click.NoSuchOption(error.option_name, hint, ctx=error.ctx) from error
        raise
    except BrokenPipeError:
        _write_no_more()
        sys.exit(UNREAD)
    except OSError as error:
        _write_no_more()
        fail(f"cannot go on: {error}", USAGE)


def _write_no_more() -> None:
    """Python would write the rest at its end, and fail again."""
    with suppress(OSError, AttributeError):  # standard output that is no file, or is closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Output(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(context: click.Context, soft_wrap: bool = True) -> Console:
    """Standard output; with soft wrap a line of ours stays a line."""
    no_color = context.obj["no_color"] or None
    return _Output(no_color=no_color, highlight=False, soft_wrap=soft_wrap)


def progress(context: click.Context) -> Progress:
    """A bar on standard error, where that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    errors = Console(stderr=True, no_color=context.obj["no_color"] or None)
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)
