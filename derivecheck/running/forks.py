"""Checks in forks of this process, one after the other, each killed at its limits.

A fork knows what this process has read already, so a check starts at once; forks are made while no
other thread runs here, which holds of a program that only waits for files to change.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from derivecheck.running.parallel import Limits, Stopped, Submit, confined


@contextmanager
def forks(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
    """Workers that make one fork a check; what it loads is what is loaded here."""

    def submit(check: Callable[[Any], Any], item: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(_forked(check, item, limits))
        except Exception as error:
            future.set_exception(error)
        return future

    yield submit


def _forked(check: Callable[[Any], Any], item: Any, limits: Limits) -> Any:
    """The result of a check in a fork; what it raises is raised here."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_send, args=[sender, check, item, limits, os.getpid()])
    process.start()
    sender.close()
    try:
        if not receiver.poll(limits.seconds):
            raise TimeoutError
        result = receiver.recv()
    except EOFError:
        process.join()
        return Stopped(f"stopped: the fork ended with exit code {process.exitcode}")
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(result, Exception):
        raise result
    return result


def _send(
    sender: Connection, check: Callable[[Any], Any], item: Any, limits: Limits, parent: int
) -> None:
    try:
        sender.send(confined(check, item, limits, parent))
    except Exception as error:
        sender.send(error)
