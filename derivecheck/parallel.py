"""Independent checks spread over worker processes that are really killed at their limits."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Event, current_thread, main_thread
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

POLL_SECONDS = 0.2
AHEAD = 8  # items that are scheduled for each worker, so that waiting stays cheap
A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True)
class Stopped:
    """A check that did not finish, and why."""

    reason: str


class BrokenCheck(RuntimeError):
    """A check raised an exception: a defect of ours, which ends the run."""


@dataclass(frozen=True)
class Limits:
    """What one check may use: seconds of wall time and bytes of memory."""

    seconds: float = 60.0
    memory: int = 4 * 2**30


@dataclass(frozen=True)
class Pool(Generic[A, R]):
    """Runs ``check`` on every item in ``jobs`` processes.

    A worker that exceeds its limits is killed and replaced, and its item becomes `Stopped`.  An
    exception of ``check`` itself is a defect of ours and raises `BrokenCheck`.
    """

    check: Callable[[A], R]
    jobs: int
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
        with ProcessPool(
            max_workers=self.jobs,
            context=self._context(),
            initializer=_limit_memory,
            initargs=[self.limits.memory],
        ) as pool:
            try:
                yield from self._collect(pool, items)
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise

    def _context(self) -> multiprocessing.context.BaseContext:
        """Workers forked from a clean server that has already imported SymPy."""
        if "forkserver" not in multiprocessing.get_all_start_methods():
            return multiprocessing.get_context("spawn")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(self.preload))
        return context

    def _collect(self, pool: ProcessPool, items: Sequence[A]) -> Iterator[tuple[int, R | Stopped]]:
        waiting = enumerate(items)
        futures = dict(self._schedule(pool, islice(waiting, AHEAD * self.jobs)))
        with _interrupts() as interrupted:
            while futures:
                done, _ = wait(futures, POLL_SECONDS, FIRST_COMPLETED)
                for future in done:
                    k = futures.pop(future)
                    yield k, self._result(items[k], future)
                futures.update(self._schedule(pool, islice(waiting, len(done))))
                if interrupted.is_set():
                    raise KeyboardInterrupt

    def _schedule(
        self, pool: ProcessPool, items: Iterable[tuple[int, A]]
    ) -> Iterator[tuple[Future[R], int]]:
        for k, item in items:
            yield pool.schedule(self.check, args=[item], timeout=self.limits.seconds), k

    def _result(self, item: A, future: Future[R]) -> R | Stopped:
        try:
            return future.result()
        except TimeoutError:
            return Stopped(f"stopped after the time limit of {self.limits.seconds:g} s")
        except (MemoryError, ProcessExpired) as error:
            return Stopped(f"stopped: {_cause(error, self.limits)}")
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
