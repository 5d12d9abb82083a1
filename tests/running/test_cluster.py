"""A Dask cluster gives the findings that processes give, and holds the same limits."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import derivecheck
from derivecheck.cli import commands as cli
from derivecheck.findings.finding import Run
from derivecheck.running import suite
from derivecheck.running.environment import sources
from derivecheck.running.own import described
from derivecheck.running.own_files import Own, Source
from derivecheck.running.parallel import (
    BrokenCheck,
    Limits,
    NotInstalled,
    NoWorkers,
    Pool,
    Stopped,
    Submit,
    processes,
)
from tests.running.test_own import GOOD
from tests.running.test_parallel import work
from tests.support import tiny_suite

distributed = pytest.importorskip("distributed", reason="the extra derivecheck[dask] is missing")

from derivecheck.running import cluster as module  # noqa: E402
from derivecheck.running.cluster import cluster, require_same  # noqa: E402

# Sockets and tasks of a Dask client that has just failed to connect are closed when they are found.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SCHEMA = Path(derivecheck.__file__).with_name("schema") / "findings-2.json"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of one worker process of two threads, on loopback."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, host="127.0.0.1", dashboard_address=":0"
    ) as local:
        yield local.scheduler_address


@contextmanager
def here(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
    """Workers that are this process; no limit holds."""

    def submit(check: Any, item: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(check(item))
        return future

    yield submit


def run(address: str, *items: str, seconds: float = 60.0) -> list[str | Stopped]:
    """Two checks at a time, of one gibibyte each."""
    finished: list[str] = []
    pool = Pool[str, str](work, cluster(address), Limits(seconds, 2**30))
    results = pool.run(items, finished.append)
    assert sorted(finished) == sorted(items)
    return results


# --- the same findings


def timeless(data: Any) -> Any:
    """The same JSON without the times that were measured."""
    if isinstance(data, dict):
        return {k: timeless(v) for k, v in data.items() if k != "seconds"}
    return [timeless(x) for x in data] if isinstance(data, list) else data


def findings(
    monkeypatch: pytest.MonkeyPatch, workers: Any, *ids: str, seconds: float = 60.0
) -> dict[str, Any]:
    with monkeypatch.context() as patch:
        tiny_suite.install(tiny_suite.WITH_SLOW, put=patch.setattr)
        patch.setattr(suite.Options, "workers", lambda self, checks: workers)
        run = suite.run(suite.select(ids), suite.Options(limits=Limits(seconds)))
        return dict(json.loads(json.dumps(run.as_json())))


def test_the_findings_are_the_same_whatever_the_workers(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    ids = ("T0", "T1", "ce.split")
    found = [findings(monkeypatch, w, *ids) for w in (here, processes(2), cluster(address))]
    assert [f["verdict"] for f in found[0]["findings"]] == ["PROVED", "NOT_CHECKABLE", "REFUTED"]
    assert timeless(found[0]) == timeless(found[1]) == timeless(found[2])


def test_a_check_that_is_stopped_is_the_same_too(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    each = (processes(2), cluster(address))
    local, remote = (findings(monkeypatch, w, "T2-1", seconds=2.0) for w in each)
    assert timeless(local) == timeless(remote)
    (stopped,) = remote["findings"]
    assert stopped["verdict"] == "UNDECIDED"
    assert stopped["reason"] == "stopped after the time limit of 2 s"


def test_a_file_of_the_user_is_sent_as_text(address: str) -> None:
    source = Source("nowhere/on/the/worker.py", GOOD)
    told = described({}, (source,))
    assert isinstance(told, tuple)
    own = Own((source,), told)
    run = suite.run(["u-1"], suite.Options(scheduler=address), own=own)
    assert [(f.id, f.file, f.verdict) for f in run.findings] == [("u-1", source.path, "PROVED")]


# --- the same limits


def test_results_come_in_the_order_of_the_items(address: str) -> None:
    assert run(address, "a", "b", "c") == ["A", "B", "C"]


def test_limits_hold_on_a_worker_of_the_cluster(address: str) -> None:
    loop, memory, crash, rest = run(address, "loop", "memory", "crash", "a", seconds=5.0)
    assert loop == Stopped("stopped after the time limit of 5 s")
    assert memory == Stopped("stopped: more than 1 GiB of memory")
    assert crash == Stopped("stopped: the worker ended with exit code 5")
    assert rest == "A"


def test_a_defect_of_ours_is_raised_not_swallowed(address: str) -> None:
    with pytest.raises(BrokenCheck, match="^the check of defect broke.*ZeroDivisionError"):
        run(address, "a", "defect")


def failed(error: BaseException | None) -> Future[Any]:
    """A future of the cluster that has come to an error, or was cancelled."""
    future: Future[Any] = Future()
    future.set_exception(error) if error else future.cancel()
    return module._told(future)


def test_a_worker_that_is_lost_stops_its_check_and_no_more() -> None:
    lost = distributed.KilledWorker("key", "tcp://127.0.0.1:1", 3)
    result = failed(lost).result(timeout=1)
    assert result == Stopped("stopped: every worker of the cluster that ran it was lost")


def test_a_scheduler_that_is_lost_ends_the_run() -> None:
    with pytest.raises(NoWorkers, match="scheduler is gone"):
        failed(None).result(timeout=1)


# --- who may not take part


def test_other_sources_are_refused() -> None:
    require_same(sources())
    with pytest.raises(NotInstalled, match="same derivecheck"):
        require_same(sources()[::-1])


def test_a_cluster_with_other_sources_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(module, "sources", lambda: "older")
    with pytest.raises(NotInstalled, match="same derivecheck"):
        run(address, "a")


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    with (
        distributed.LocalCluster(
            n_workers=0, protocol="tcp://", dashboard_address=":0", processes=False
        ) as empty,
        pytest.raises(NoWorkers, match="has no workers"),
    ):
        run(empty.scheduler_address, "a")


# --- the command line


@pytest.fixture
def _tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tiny_suite.install(put=monkeypatch.setattr)
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(module, "CONNECT_SECONDS", 2)


@pytest.mark.usefixtures("_tiny")
def test_verify_takes_a_scheduler(address: str) -> None:
    command = ["verify", "--scheduler", address, "--format", "json"]
    done = CliRunner().invoke(cli.main, command)
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(data)
    assert Run.from_json(data).summary["REFUTED"] == 1


@pytest.mark.usefixtures("_tiny")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere://x", "127.0.0.1"])
@pytest.mark.parametrize("command", ["verify", "mutate"])
def test_an_address_where_nobody_answers_ends_with_2(command: str, address: str) -> None:
    done = CliRunner().invoke(cli.main, [command, "T0-1", "--scheduler", address])
    assert done.exit_code == 2, done.output
    assert f"no Dask scheduler answers at {address}" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.usefixtures("_tiny")
def test_what_listens_and_says_nothing_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        done = CliRunner().invoke(cli.main, ["verify", "T0-1", "--scheduler", address])
    assert done.exit_code == 2, done.output
    assert f"no Dask scheduler answers at {address}: no greeting after 2 s" in done.stderr


@pytest.mark.usefixtures("_tiny")
def test_without_dask_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "derivecheck.running.cluster")
    done = CliRunner().invoke(cli.main, ["verify", "--scheduler", "tcp://127.0.0.1:1"])
    assert done.exit_code == 3
    assert "pip install 'derivecheck[dask]'" in done.stderr
