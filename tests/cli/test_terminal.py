"""What becomes of output that is not read, cannot be written, or holds letters that are lacking."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from derivecheck.running import cache as cache_module
from derivecheck.running.cache import Cache
from tests.support import tiny_suite

ROOT = Path(__file__).parents[2]
COMMANDS = ("list", "verify", "verify --format json", "show T1-1", "--help")


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is in the cache, so that the program ends at once."""
    monkeypatch.setattr(cache_module, "STARTED", 4e9)
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path))
    tiny_suite.keep(Cache(tmp_path), "T1-1")


def start(command: str, stdout: int, **environment: str) -> subprocess.Popen[bytes]:
    """The program itself."""
    return subprocess.Popen(
        [sys.executable, "-m", "derivecheck", *command.split()],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_nobody_reads_ends_the_program_in_silence(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start(command, writer)
    os.close(writer)
    _, err = process.communicate(timeout=240)
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_cannot_be_written_is_told(command: str) -> None:
    with open("/dev/full", "wb") as full:
        process = start(command, full.fileno())
    _, err = process.communicate(timeout=240)
    assert process.returncode == 2
    assert b"No space left on device" in err
    assert b"Traceback" not in err


def test_letters_that_the_terminal_lacks_are_escaped() -> None:
    out, err = start("list", subprocess.PIPE, PYTHONIOENCODING="ascii").communicate(timeout=240)
    assert out.split() == [b"T1-1", rb"1\u20131", b"the", b"claim", b"T1-1"]
    assert not err


def test_formats_are_utf_8_whatever_the_terminal_is() -> None:
    command, latin = "verify --format json", {"PYTHONIOENCODING": "latin-1"}
    out, _ = start(command, subprocess.PIPE, **latin).communicate(timeout=240)
    assert json.loads(out.decode())["findings"][0]["id"] == "T1-1"
