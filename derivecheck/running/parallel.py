"""Independent checks spread over worker processes that are really killed at their limits.

What runs a check is a `Workers`: it takes the limits and the modules to load beforehand, and hands
out a function that submits one check and returns its `concurrent.futures.Future`, whose result is
that of the check or `Stopped`.  Here these are processes of this machine;
`derivecheck.running.cluster` has those of a Dask cluster.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from threading import Event, Thread, current_thread, main_thread
from time import sleep
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessExpired

POLL_SECONDS = 0.2
GRACE = 5.0  # seconds after its limit at which a check ends itself, if it has not been killed
SYMPY_CACHE = "50000"  # results that SymPy keeps in a worker; its own default is 1,000
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
        with _interrupts() as interrupted, self.workers(self.limits, self.preload) as submit:
            try:
                yield from self._stream(items, submit, interrupted)
            except NoWorkers:  # who is told to end may lose its workers to the same signal
                if interrupted.is_set():
                    raise KeyboardInterrupt from None
                raise

    def _stream(
        self, items: Sequence[A], submit: Submit, interrupted: Event
    ) -> Iterator[tuple[int, R | Stopped]]:
        waiting = enumerate(items)
        futures = {submit(self.check, item): k for k, item in islice(waiting, AHEAD)}
        while futures:
            if interrupted.is_set():
                raise KeyboardInterrupt
            done, _ = wait(futures, POLL_SECONDS, FIRST_COMPLETED)
            for future in done:
                k = futures.pop(future)
                yield k, outcome(future, items[k], self.limits)
            more = islice(waiting, len(done))
            futures.update((submit(self.check, item), k) for k, item in more)


def processes(jobs: int) -> Workers:
    """``jobs`` processes of this machine, each killed and replaced at its limits."""
    from pebble import ProcessPool  # takes longer to load than help takes to print

    @contextmanager
    def workers(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
        with ProcessPool(
            max_workers=jobs,
            context=_context(preload),
            initializer=_prepare,
            initargs=[limits.memory, os.getpid()],
        ) as pool:

            def submit(check: Callable[[Any], Any], item: Any) -> Future[Any]:
                try:
                    own_limit = limits.seconds + GRACE
                    args = [check, item, own_limit]
                    return pool.schedule(_limited, args=args, timeout=limits.seconds)
                except BrokenProcessPool as error:
                    raise NoWorkers("no worker process can be started") from error

            try:
                yield submit
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise

    return workers


def _context(preload: tuple[str, ...]) -> multiprocessing.context.BaseContext:
    """Workers forked from a clean server that has already imported SymPy.

    Ctrl-C reaches every process of a terminal; to the server, and all that it forks, it means
    nothing from the start, so that they end when this process tells them to.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    os.environ.setdefault("SYMPY_CACHE_SIZE", SYMPY_CACHE)
    context.set_forkserver_preload(list(preload))
    resource_tracker.ensure_running()  # which would unblock the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def outcome(future: Future[R | Stopped], item: object, limits: Limits) -> R | Stopped:
    """What came out of a check; BrokenCheck if it raised."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return Stopped(f"stopped after the time limit of {limits.seconds:g} s")
    except (MemoryError, RecursionError, ProcessExpired) as error:
        return Stopped(f"stopped: {_cause(error, limits)}")
    except (BrokenCheck, NoWorkers):
        raise
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
        raise BrokenCheck(f"the check of {item} broke, a defect of ours: {cause}") from error


def _cause(error: MemoryError | RecursionError | ProcessExpired, limits: Limits) -> str:
    if isinstance(error, RecursionError):
        return "nested more deeply than Python allows"
    if isinstance(error, MemoryError):
        return f"more than {limits.memory / 2**30:g} GiB of memory"
    return f"the worker ended with exit code {error.exitcode}"


@contextmanager
def _interrupts() -> Iterator[Event]:
    """SIGINT, SIGTERM and SIGHUP set the event instead of raising wherever the program is.

    An exception raised inside a destructor or a lock would be lost, and with it the interrupt.
    """
    interrupted = Event()
    if current_thread() is not main_thread():
        yield interrupted
        return
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {s: signal.signal(s, lambda *_: interrupted.set()) for s in signals}
    try:
        yield interrupted
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)


def _prepare(memory: int, parent: int) -> None:
    """What a worker sets up for itself.

    What a check prints goes to standard error: standard output is for results alone.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.dup2(2, 1)
    Thread(target=_end_with, args=[parent], daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process once the one that wants its results is gone, killed or not."""
    while _is_alive(parent):
        sleep(POLL_SECONDS)
    os._exit(1)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _limited(check: Callable[[A], R], item: A, seconds: float) -> R:
    """A check that the kernel ends should nobody else do so: no Python code is needed for that."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return check(item)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def confined(check: Callable[[A], R], item: A, limits: Limits, parent: int) -> R:
    """A check in a process of its own, with the limits of a worker."""
    _prepare(limits.memory, parent)
    return _limited(check, item, limits.seconds + GRACE)


def default_jobs() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
