"""The command line: exit codes, messages for bad input, clean output, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result

from derivecheck.cli import commands as cli
from derivecheck.findings.evidence import Covers, Scope
from derivecheck.findings.export import EXPORTERS
from derivecheck.findings.finding import Run
from derivecheck.findings.log import of_run
from derivecheck.judgement.claims import verify_claim
from derivecheck.running import cache as cache_module
from derivecheck.running import suite
from derivecheck.running.cache import Cache
from derivecheck.running.parallel import Limits, Stopped
from tests.support import tiny_suite
from tests.support.tiny_suite import CHAIN, LEDGERS, WRONG_CHAIN

ROOT = Path(__file__).parents[2]
RESULTS = "[0-9a-f]" * 64


class Serial:
    """Stands in for the pool: the same stream, in this process."""

    def __init__(
        self, check: Callable[[str], Any], jobs: int, limits: Limits, preload: Any
    ) -> None:
        self.check = check

    def stream(self, items: Sequence[str]) -> Iterator[tuple[int, Any]]:
        for k, item in enumerate(items):
            yield k, self.check(item)

    @classmethod
    def __class_getitem__(cls, _: Any) -> type[Serial]:
        return cls


class Interrupted(Serial):
    """One result, then Ctrl-C."""

    def stream(self, items: Sequence[str]) -> Iterator[tuple[int, Any]]:
        yield 0, self.check(items[0])
        raise KeyboardInterrupt


class OutOfTime(Serial):
    """Every check is stopped at its limit."""

    def stream(self, items: Sequence[str]) -> Iterator[tuple[int, Any]]:
        yield from ((k, Stopped("stopped after the time limit")) for k in range(len(items)))


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tiny_suite.install(put=monkeypatch.setattr)
    monkeypatch.setattr(suite, "Pool", Serial)
    monkeypatch.setattr(cache_module, "STARTED", 4e9)
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def derivecheck(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments, prog_name="derivecheck")


# --- exit codes


def test_verify_ends_with_0_and_the_counts() -> None:
    done = derivecheck("verify")
    assert done.exit_code == 0
    *_, last = done.stdout.splitlines()
    assert last.startswith("3 claims: 1 refuted, 1 not checkable, 1 proved; 1 derivations, 1 of 1")


def test_strict_ends_with_1_only_where_something_is_found() -> None:
    assert derivecheck("verify", "--strict").exit_code == 1
    assert derivecheck("verify", "--strict", "--note", "T0").exit_code == 0


def test_a_claim_that_is_proved_in_part_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    covers = Covers(Scope.PART, "the reason is not checked")
    part = replace(tiny_suite.TRUE, covers=covers)
    tiny_suite.install((tiny_suite.ledger("T0", part),), (CHAIN,), monkeypatch.setattr)
    monkeypatch.setattr(suite, "check", lambda digits, id: verify_claim(part, LEDGERS[0], digits))
    done = derivecheck("verify", "T0-1", "--strict")
    assert done.exit_code == 1
    assert "PROVED IN PART" in done.stdout
    assert "a part only: the reason is not checked" in done.stdout
    assert "1 claims: 1 proved in part;" in done.stdout


def test_a_broken_derivation_ends_with_4_even_under_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_suite.install(LEDGERS, (CHAIN, WRONG_CHAIN), monkeypatch.setattr)
    for command in (("verify",), ("verify", "--strict"), ("show", "ce.wrong")):
        done = derivecheck(*command)
        assert done.exit_code == 4
    assert derivecheck("show", "ce.split").exit_code == 0
    assert "ce.wrong  INCONSISTENT step 1 (linearity)" in derivecheck("verify").stdout


def test_a_stopped_derivation_ends_with_4(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "Pool", OutOfTime)
    done = derivecheck("verify", "ce.split")
    assert done.exit_code == 4
    assert "time limit" in done.stdout


def test_show_prints_a_claim() -> None:
    done = derivecheck("show", "T1-1")
    assert done.exit_code == 0
    assert "the claim T1-1" in done.stdout
    assert "REFUTED" in done.stdout


def test_list_shows_everything_and_checks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "Pool", None)
    done = derivecheck("list")
    assert done.exit_code == 0
    assert all(id in done.stdout for id in ("ce.split", "T0-1", "T0-2", "T1-1"))


# --- bad input

BAD = [
    (("verify", "T0-9"), "nearest: T0-"),
    (("verify", "ce.splitt"), "nearest: ce.split"),
    (("show", "T0-9"), "nearest: T0-"),
    (("verify", "zzzz"), "derivecheck list"),
    (("verify", "--note", "T9"), "there are T0, T1"),
    (("verify", "--digits", "0"), "--digits"),
    (("verify", "--digits", "14"), "--digits"),
    (("verify", "--digits", "1000000"), "--digits"),
    (("verify", "--time-limit", "0"), "--time-limit"),
    (("verify", "--time-limit", "-1"), "--time-limit"),
    (("verify", "--time-limit", "soon"), "--time-limit"),
    (("verify", "--time-limit", "nan"), "--time-limit"),
    (("verify", "--time-limit", "inf"), "--time-limit"),
    (("verify", "T0-1", "--note", "T1"), "claim of the note T1"),
    (("verify", "--jobs", "0"), "--jobs"),
    (("verify", "--format", "pdf"), "--format"),
    (("show",), "Missing argument"),
    (("report", "--engine", "word"), "--engine"),
    (("reprot",), "No such command"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda x: " ".join(x))
def test_bad_input_ends_with_2_and_says_why(arguments: tuple[str, ...], message: str) -> None:
    done = derivecheck(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.output


def test_the_smallest_digits_are_taken() -> None:
    assert derivecheck("verify", "T0-1", "--digits", "15").exit_code == 0


def test_an_output_folder_that_cannot_be_written_is_told_before_the_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suite, "Pool", None)
    (tmp_path / "file").touch()
    done = derivecheck("report", "-o", str(tmp_path / "file" / "out"))
    assert done.exit_code == 2
    assert "cannot write to" in done.stderr
    assert {p.name for p in tmp_path.iterdir()} <= {"cache", "file"}


def test_a_missing_engine_ends_with_3_and_leaves_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = derivecheck("report", "-o", str(tmp_path / "out"))
    assert done.exit_code == 3, done.output
    assert (tmp_path / "out" / "report.tex").is_file()
    assert (tmp_path / "out" / "report.json").is_file()
    assert not (tmp_path / "out" / "report.pdf").exists()


# --- output


@pytest.mark.parametrize("form", EXPORTERS)
def test_the_format_is_the_only_thing_on_standard_output(form: str) -> None:
    run = suite.run(suite.select(), suite.Options())
    done = derivecheck("verify", "--format", form)
    assert done.exit_code == 0
    first = EXPORTERS[form](of_run(run)).split("\n", 1)[0]
    assert done.stdout.split("\n", 1)[0] == first


def test_json_on_standard_output_is_the_run() -> None:
    data = json.loads(derivecheck("verify", "--format", "json").stdout)
    assert [f["id"] for f in data["findings"]] == ["T0-1", "T0-2", "T1-1"]
    assert Run.from_json(data).summary["REFUTED"] == 1


def test_sarif_of_a_note_that_is_not_utf_8_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "T1.txt").write_bytes(b"\xffx\n")
    log = json.loads(derivecheck("verify", "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "T1.txt"


@pytest.mark.parametrize("command", ["", "verify", "show", "report", "mutate", "notes", "list"])
def test_help_explains_and_shows_examples(command: str) -> None:
    done = derivecheck(*command.split(), "--help")
    assert done.exit_code == 0
    assert command in ("list", "notes") or f"derivecheck {command}" in done.stdout
    assert not done.stderr


def test_help_names_the_exit_codes() -> None:
    assert "Exit codes: 0 done, 1 findings" in derivecheck("--help").stdout


# --- cache


def test_the_second_run_comes_from_the_cache_and_says_so() -> None:
    assert "from the cache" not in derivecheck("verify").stdout
    assert "4 from the cache" in derivecheck("verify").stdout
    assert "from the cache" not in derivecheck("verify", "--no-cache").stdout


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    derivecheck("verify", "--no-cache")
    derivecheck("show", "T0-1", "--no-cache")
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_told_and_the_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cache").touch()
    done = derivecheck("verify")
    assert done.exit_code == 0
    assert "cannot write" in done.stderr
    assert done.stdout.splitlines()[-1].startswith("3 claims")


def test_prose_alone_checks_nothing() -> None:
    assert derivecheck("verify", "T0-2").exit_code == 0
    done = derivecheck("verify", "T0-2", "--strict")
    assert (done.exit_code, "nothing was checked" in done.stderr) == (5, True)
    assert derivecheck("verify", "T0-1", "T0-2", "--strict").exit_code == 0


# --- Ctrl-C


def test_an_interrupted_run_prints_what_is_finished_and_ends_with_130(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(suite, "Pool", Interrupted)
        done = derivecheck("verify", "T1-1", "T0-1")
    assert done.exit_code == 130
    *_, last = done.stdout.splitlines()
    assert "REFUTED" in done.stdout
    assert last.endswith("interrupted: 1 not checked")
    assert "1 from the cache" in derivecheck("verify", "T1-1", "T0-1").stdout


def test_an_interrupted_report_is_not_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suite, "Pool", Interrupted)
    done = derivecheck("report", "-o", str(tmp_path / "out"))
    assert done.exit_code == 130
    assert "interrupted" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_ctrl_c_before_the_run_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(suite, "index", interrupt)
    done = derivecheck("list")
    assert done.exit_code == 130
    assert "interrupted" in done.stderr


# --- as a program, in processes of its own


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The program with the tiny suite and a claim that takes very long."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.tiny_suite", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_signal_ends_the_run_and_what_was_finished_is_kept_and_printed(tmp_path: Path) -> None:
    process = start("verify", "T1-1", "T2-1", "--jobs", "2", "--time-limit", "500")
    folder = Cache(tmp_path / "cache").folder
    deadline = time.monotonic() + 120
    while not any(folder.glob(RESULTS)) and time.monotonic() < deadline:
        time.sleep(0.1)
        assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert len(list(folder.glob(RESULTS))) == 1
    assert {p.name for p in folder.iterdir()} - {p.name for p in folder.glob(RESULTS)} == {"index"}
    assert process.returncode == 130, err
    assert "T1-1" in out
    assert out.splitlines()[-1].endswith("interrupted: 1 not checked")
    assert "Traceback" not in err


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_processes_while_they_start_ends_the_run_in_silence(
    sent: signal.Signals,
) -> None:
    """What a terminal does at Ctrl-C; the workers are importing at this moment."""
    process = start("verify", "T0-1", "--no-cache")
    while not psutil.Process(process.pid).children():
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, sent)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "interrupted" in out + err


def test_no_colour_and_no_progress_reach_a_pipe() -> None:
    process = start("verify", "T0-1", "T1-1", NO_COLOR="1", TERM="xterm-256color")
    out, _ = process.communicate(timeout=240)
    assert process.returncode == 0
    assert "\x1b" not in out
    assert "verifying" not in out


def test_an_unknown_id_ends_the_program_with_2() -> None:
    process = start("verify", "T1-9")
    out, err = process.communicate(timeout=240)
    assert (process.returncode, out) == (2, "")
    assert "nearest: T1-1" in err
