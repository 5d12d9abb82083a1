"""Workers are killed at their limits, and the run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import psutil
import pytest
from pebble import ProcessPool

from derivecheck.running.parallel import (
    BrokenCheck,
    Limits,
    NoWorkers,
    Pool,
    Stopped,
    default_jobs,
    processes,
)


def work(item: str) -> str:
    """Behave as the item says; a C loop that ignores signals, a memory hog, a crash, an answer."""
    if item.startswith("loop"):
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(each, signal.SIG_IGN)
        Path(item.partition(" ")[2] or os.devnull).write_text(str(os.getpid()), "utf-8")
        sum(range(10**13))
    if item == "memory":
        return str(len(bytearray(8 * 2**30)))
    if item == "hoard":
        return str(len([bytearray(2**22) for _ in range(2**11)]))
    if item == "deep":
        return work(item)
    if item == "crash":
        os._exit(5)
    if item == "fault":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGSEGV)
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


def test_a_worker_that_was_killed_is_gone_and_replaced(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "abc"]
    *stopped, last = run(*(f"loop {file}" for file in files), "d", seconds=1.5)
    assert all(isinstance(s, Stopped) for s in stopped)
    assert last == "D"
    for file in files:
        with pytest.raises(ProcessLookupError):
            os.kill(int(file.read_text("utf-8")), 0)


@pytest.mark.parametrize("eater", ["memory", "hoard"])
def test_who_eats_memory_is_stopped_and_the_rest_goes_on(eater: str) -> None:
    stopped, rest = run(eater, "a")
    assert stopped == Stopped("stopped: more than 1 GiB of memory")
    assert rest == "A"


def test_what_is_nested_too_deeply_is_stopped_and_the_rest_goes_on() -> None:
    assert run("deep", "a") == [Stopped("stopped: nested more deeply than Python allows"), "A"]


@pytest.mark.parametrize(("end", "code"), [("crash", 5), ("fault", -signal.SIGSEGV)])
def test_a_worker_that_dies_is_stopped_and_the_rest_goes_on(end: str, code: int) -> None:
    reason = f"stopped: the worker ended with exit code {int(code)}"
    assert run(end, "a") == [Stopped(reason), "A"]


def test_a_defect_of_ours_is_raised_not_swallowed() -> None:
    with pytest.raises(BrokenCheck, match="the check of defect broke.*ZeroDivisionError"):
        run("a", "defect")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_end_leaves_no_worker_and_the_handlers_as_they_were(
    tmp_path: Path, sent: signal.Signals
) -> None:
    before, file = signal.getsignal(sent), tmp_path / "loop"
    pool = Pool[str, str](work, processes(2), Limits(500.0, 2**30))
    results = pool.stream(["a", f"loop {file}"])
    assert next(results) == (0, "A")
    while not (file.is_file() and file.read_text("utf-8")):
        time.sleep(0.05)
    os.kill(os.getpid(), sent)
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert signal.getsignal(sent) is before
    with pytest.raises(ProcessLookupError):
        os.kill(int(file.read_text("utf-8")), 0)


def test_workers_that_cannot_be_started_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def schedule(*_: Any, **__: Any) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(ProcessPool, "schedule", schedule)
    with pytest.raises(NoWorkers, match="no worker process can be started"):
        run("a")


def test_there_is_at_least_one_core() -> None:
    assert default_jobs() >= 1


# --- a parent that is gone


ORPHANING = """
import os, sys, time
from derivecheck.running.parallel import Limits, Pool, processes

def busy(path):
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    while True:
        pass

if __name__ == "__main__":
    list(Pool(busy, processes(1), Limits(300.0)).stream([sys.argv[1]]))
"""


ROOT = Path(__file__).parents[2]
PATHS = {**os.environ, "PYTHONPATH": str(ROOT)}


def wait_for(happened: Callable[[], bool]) -> None:
    """Until it has happened; what never does meets the limit of the test."""
    while not happened():
        time.sleep(0.05)


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    script, told = tmp_path / "orphaning.py", tmp_path / "pid"
    script.write_text(ORPHANING)
    parent = subprocess.Popen([sys.executable, str(script), str(told)], cwd=ROOT, env=PATHS)
    try:
        wait_for(lambda: told.exists() and told.read_text() != "")
        worker = psutil.Process(int(told.read_text()))
    finally:
        parent.kill()
        parent.wait()
    wait_for(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)


def test_a_check_ends_itself_where_nobody_kills_it() -> None:
    code = (
        "from derivecheck.running.parallel import _limited\n"
        "_limited(lambda _: [0 for _ in iter(int, 1)], None, 0.3)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=PATHS, check=False)
    assert done.returncode == -signal.SIGALRM
