"""Independent checks spread over worker processes that are really killed at their limits.

What runs a check is a `Workers`: it takes the limits and the modules to load beforehand, and hands
out a function that submits one check and returns its `concurrent.futures.Future`, whose result is
that of the check or `Stopped`.  Here these are processes of this machine;
`derivecheck.cluster` has those of a Dask cluster.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Event, current_thread, main_thread
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

POLL_SECONDS = 0.2
AHEAD = 512  # items that are submitted at a time, so that waiting stays cheap
A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True)
class Stopped:
    """A check that did not finish, and why."""

    reason: str


class BrokenCheck(RuntimeError):
    """A check raised an exception: a defect of ours, which ends the run."""


class NoWorkers(RuntimeError):
    """Nobody is there to run the checks."""


class NotInstalled(NoWorkers):
    """Something that the workers need is missing; the message says what."""


@dataclass(frozen=True)
class Limits:
    """What one check may use: seconds of wall time and bytes of memory."""

    seconds: float = 60.0
    memory: int = 4 * 2**30


Submit = Callable[[Callable[[Any], Any], Any], "Future[Any]"]
Workers = Callable[[Limits, tuple[str, ...]], AbstractContextManager[Submit]]


@dataclass(frozen=True)
class Pool(Generic[A, R]):
    """Runs ``check`` on every item, within its limits, on whatever ``workers`` there are.

    An item that exceeds its limits becomes `Stopped`.  An exception of ``check`` itself is a defect
    of ours and raises `BrokenCheck`.
    """

    check: Callable[[A], R]
    workers: Workers
    limits: Limits
    preload: tuple[str, ...] = ()

    def run(self, items: Sequence[A], done: Callable[[A], None]) -> list[R | Stopped]:
        """All results in the order of the items; ``done`` is told of each item as it finishes."""
        results: dict[int, R | Stopped] = {}
        for k, result in self.stream(items):
            results[k] = result
            done(items[k])
        return [results[k] for k in range(len(items))]

    def stream(self, items: Sequence[A]) -> Iterator[tuple[int, R | Stopped]]:
        """Each result as it is there, with the place of its item; whoever stops early ends all."""
        waiting = enumerate(items)
        with self.workers(self.limits, self.preload) as submit, _interrupts() as interrupted:
            futures = {submit(self.check, item): k for k, item in islice(waiting, AHEAD)}
            while futures:
                done, _ = wait(futures, POLL_SECONDS, FIRST_COMPLETED)
                for future in done:
                    k = futures.pop(future)
                    yield k, outcome(future, items[k], self.limits)
                more = islice(waiting, len(done))
                futures.update((submit(self.check, item), k) for k, item in more)
                if interrupted.is_set():
                    raise KeyboardInterrupt


def processes(jobs: int) -> Workers:
    """``jobs`` processes of this machine, each killed and replaced at its limits."""

    @contextmanager
    def workers(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
        with ProcessPool(
            max_workers=jobs,
            context=_context(preload),
            initializer=_limit_memory,
            initargs=[limits.memory],
        ) as pool:
            try:
                yield lambda check, item: pool.schedule(check, args=[item], timeout=limits.seconds)
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise

    return workers


def _context(preload: tuple[str, ...]) -> multiprocessing.context.BaseContext:
    """Workers forked from a clean server that has already imported SymPy."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def outcome(future: Future[R | Stopped], item: object, limits: Limits) -> R | Stopped:
    """What came out of a check; BrokenCheck if it raised."""
    try:
        return future.result()
    except TimeoutError:
        return Stopped(f"stopped after the time limit of {limits.seconds:g} s")
    except (MemoryError, ProcessExpired) as error:
        return Stopped(f"stopped: {_cause(error, limits)}")
    except (BrokenCheck, NoWorkers):
        raise
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
        raise BrokenCheck(f"the check of {item} broke, a defect of ours: {cause}") from error


def _cause(error: MemoryError | ProcessExpired, limits: Limits) -> str:
    if isinstance(error, MemoryError):
        return f"more than {limits.memory / 2**30:g} GiB of memory"
    return f"the worker ended with exit code {error.exitcode}"


@contextmanager
def _interrupts() -> Iterator[Event]:
    """SIGINT sets the event instead of raising wherever the program happens to be.

    An exception raised inside a destructor or a lock would be lost, and with it the interrupt.
    """
    interrupted = Event()
    if current_thread() is not main_thread():
        yield interrupted
        return
    before = signal.signal(signal.SIGINT, lambda *_: interrupted.set())
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _limit_memory(limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def default_jobs() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
