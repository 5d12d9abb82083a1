"""The harness that measures how long a verification takes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from benchmarks import verify_speed
from benchmarks.verify_speed import Copy, Usage, Watch, median, watched
from derivecheck.findings.finding import Run
from tests.findings.test_export import RUN


def usage(run: Run, wall: float = 1.0) -> Usage:
    return Usage(wall, Watch(psutil.Process()), json.dumps(run.as_json()))


def test_what_an_edit_changes_is_there() -> None:
    text = (verify_speed.ROOT / verify_speed.DERIVATION).read_text("utf-8")
    assert text.count(verify_speed.TITLE) == 1
    assert (verify_speed.ROOT / verify_speed.NUMERIC).is_file()


def test_an_edit_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n", "utf-8")
    Copy(tmp_path).edit("a.py", lambda text: text.replace("1", "2"))
    assert (tmp_path / "a.py").read_text("utf-8") == "x = 2\n"
    with pytest.raises(ValueError, match=r"nothing to change in a\.py"):
        Copy(tmp_path).edit("a.py", lambda text: text.replace("1", "2"))


def test_checks_made_are_those_that_were_not_kept() -> None:
    total = len(RUN.findings) + len(RUN.derivations)
    assert usage(RUN).made == (total - RUN.cached, total)
    assert usage(replace(RUN, cached=total)).row("warm")[3] == f"0 of {total}"


def test_the_median_is_the_run_in_the_middle() -> None:
    walls = iter([5.0, 1.0, 4.0, 2.0, 3.0])
    assert median(lambda: usage(RUN, next(walls))).wall == 3.0


def test_a_process_and_those_below_it_are_watched() -> None:
    child = "import time; x = bytearray(2**26); time.sleep(1)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", program])
    with watched(process.pid) as watch:
        process.wait()
    assert len(watch.seconds) == 2
    assert 2**26 < watch.largest < watch.together
