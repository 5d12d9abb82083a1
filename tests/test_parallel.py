"""Workers are killed at their limits, and the run goes on."""

from __future__ import annotations

import os
import signal

import pytest

from derivecheck.parallel import BrokenCheck, Limits, Pool, Stopped, default_jobs, processes


def work(item: str) -> str:
    """Behave as the item says; a C loop that ignores signals, a memory hog, a crash, an answer."""
    if item == "loop":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sum(range(10**13))
    if item == "memory":
        return str(len(bytearray(8 * 2**30)))
    if item == "crash":
        os._exit(5)
    if item == "defect":
        raise ZeroDivisionError("a defect of ours")
    return item.upper()


def run(*items: str, seconds: float = 20.0) -> list[str | Stopped]:
    """Two workers with one gibibyte each."""
    finished: list[str] = []
    limits = Limits(seconds, 2**30)
    results = Pool[str, str](work, processes(2), limits).run(items, finished.append)
    assert sorted(finished) == sorted(items)
    return results


def test_results_come_in_the_order_of_the_items() -> None:
    assert run("a", "b", "c") == ["A", "B", "C"]


def test_a_loop_in_c_that_ignores_signals_is_killed_and_the_rest_goes_on() -> None:
    stopped, *rest = run("loop", "a", "b", seconds=1.5)
    assert isinstance(stopped, Stopped)
    assert "time limit of 1.5 s" in stopped.reason
    assert rest == ["A", "B"]


def test_a_memory_hog_is_stopped_and_the_rest_goes_on() -> None:
    stopped, rest = run("memory", "a")
    assert stopped == Stopped("stopped: more than 1 GiB of memory")
    assert rest == "A"


def test_a_worker_that_dies_is_stopped_and_the_rest_goes_on() -> None:
    assert run("crash", "a") == [Stopped("stopped: the worker ended with exit code 5"), "A"]


def test_a_defect_of_ours_is_raised_not_swallowed() -> None:
    with pytest.raises(BrokenCheck, match="the check of defect broke.*ZeroDivisionError"):
        run("a", "defect")


def test_there_is_at_least_one_core() -> None:
    assert default_jobs() >= 1
