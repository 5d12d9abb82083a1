"""The same checks on the workers of a Dask cluster.

The limits hold there too: a worker runs each check in a process of its own (`processes`), which is
killed at the limit of time and cannot take more memory than its limit.  As many checks run at once
as the workers have threads.

Whoever reaches a Dask scheduler can run code on its workers: use one that you trust.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from distributed import Client, KilledWorker
from distributed.comm import connect

from derivecheck import __version__
from derivecheck.running.environment import sources
from derivecheck.running.parallel import (
    Limits,
    NotInstalled,
    NoWorkers,
    Stopped,
    Submit,
    Workers,
    outcome,
    processes,
)

CONNECT_SECONDS = 10
A = TypeVar("A")
R = TypeVar("R")


def cluster(address: str) -> Workers:
    """The workers of the Dask scheduler at an address such as ``tcp://127.0.0.1:8786``.

    Entering it raises NoWorkers where nobody answers, and NotInstalled where the cluster lacks
    derivecheck or has another version of it or of what it builds on.
    """

    @contextmanager
    def workers(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
        with _connected(address) as client:
            _require_same_everywhere(client, address)
            executor, here = client.get_executor(pure=False), sources()

            def submit(check: Callable[[Any], Any], item: Any) -> Future[Any]:
                return _told(executor.submit(limited, check, item, limits, preload, here))

            yield submit

    return workers


def limited(
    check: Callable[[A], R], item: A, limits: Limits, preload: tuple[str, ...], expected: str
) -> R | Stopped:
    """One check on a worker of the cluster, in a process that is killed at its limits."""
    require_same(expected)
    # By default a Dask worker is a daemon, which may have no children; these end before it does.
    multiprocessing.current_process().daemon = False
    with processes(1)(limits, preload) as submit:
        return outcome(submit(check, item), item, limits)


def require_same(expected: str) -> None:
    """Raise NotInstalled unless this process has the sources that the caller has."""
    if sources() != expected:
        raise NotInstalled(
            f"the cluster needs the same derivecheck ({__version__}) and libraries as this machine"
        )


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of a scheduler that has at least one worker."""
    _require_answer(address)
    with Client(address, timeout=CONNECT_SECONDS, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, CONNECT_SECONDS)
        except TimeoutError as error:
            raise NoWorkers(f"the Dask scheduler at {address} has no workers") from error
        yield client


def _require_answer(address: str) -> None:
    """Raise NoWorkers unless something at the address greets as Dask does.

    A client would wait without end for the greeting of what listens and says nothing, and one that
    found nobody leaves tasks behind that can block the program when it ends.
    """
    # A notebook has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        try:
            thread.submit(asyncio.run, _greeting(address)).result()
        except (OSError, ValueError, TimeoutError) as error:
            cause = str(error) or f"no greeting after {CONNECT_SECONDS} s"
            raise NoWorkers(f"no Dask scheduler answers at {address}: {cause}") from error


async def _greeting(address: str) -> None:
    connected = connect(address, timeout=CONNECT_SECONDS)
    comm = await asyncio.wait_for(connected, CONNECT_SECONDS + 1)
    await comm.close()


def _require_same_everywhere(client: Client, address: str) -> None:
    """The scheduler reads the functions that it hands on, so it needs the package too."""
    try:
        client.run_on_scheduler(require_same, sources())
        client.run(require_same, sources())
    except NotInstalled:
        raise
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
        raise NotInstalled(f"the cluster at {address} cannot run derivecheck: {cause}") from error


def _told(future: Future[Any]) -> Future[Any]:
    """The same result, with the loss of a worker as `Stopped` and that of the scheduler named."""
    told: Future[Any] = Future()

    def tell(done: Future[Any]) -> None:
        if done.cancelled():
            told.set_exception(NoWorkers("the Dask scheduler is gone"))
        elif isinstance(error := done.exception(), KilledWorker):
            told.set_result(Stopped("stopped: every worker of the cluster that ran it was lost"))
        elif error:
            told.set_exception(error)
        else:
            told.set_result(done.result())

    future.add_done_callback(tell)
    return told
