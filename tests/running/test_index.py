"""The index stands for the ledgers exactly as long as no source has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from derivecheck.cli import commands as cli
from derivecheck.running import cache as cache_module
from derivecheck.running import catalogue, suite
from derivecheck.running.cache import Cache
from derivecheck.running.parallel import Stopped
from tests.support import tiny_suite
from tests.support.tiny_suite import LEDGERS

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _sources_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a source while the tests run does not disturb them."""
    monkeypatch.setattr(cache_module, "STARTED", 4e9)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_suite.install(put=monkeypatch.setattr)


def test_it_holds_what_the_ledgers_say(tiny: None) -> None:
    index = catalogue.index(with_contents=True)
    assert list(index.entries) == ["ce.split", "T0-1", "T0-2", "T1-1"]
    assert index.entries["T0-1"].rests_on == ("ce.split",)
    assert index.entries["T0-1"].lines == (1, 1)
    assert index.entries["ce.split"].lines is None
    assert all(len(content) == 64 for content in index.contents.values())
    assert list(index.notes) == ["T0", "T1"]


def test_it_comes_back_from_the_cache(tiny: None, tmp_path: Path) -> None:
    made = suite.index(Cache(tmp_path))
    assert made == catalogue.index(with_contents=True)
    assert suite.index(Cache(tmp_path)) == made


def test_what_is_kept_is_read_and_nothing_is_built(
    tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = suite.index(Cache(tmp_path))
    monkeypatch.setattr(catalogue, "index", None)
    assert suite.index(Cache(tmp_path)) == made


def test_another_state_of_the_sources_makes_it_anew(
    tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.index(Cache(tmp_path))
    tiny_suite.install(LEDGERS[1:], put=monkeypatch.setattr)
    assert list(suite.index(Cache(tmp_path)).notes) == ["T1"]


def test_a_damaged_one_is_made_anew(tiny: None, tmp_path: Path) -> None:
    made = suite.index(Cache(tmp_path))
    file = Cache(tmp_path).folder / suite.INDEX
    file.write_bytes(file.read_bytes().replace(b"T1-1", b"T1-9"))
    assert suite.index(Cache(tmp_path)) == made


def test_without_a_cache_nothing_has_a_content(tiny: None) -> None:
    assert set(suite.index(None).contents.values()) == {""}


class Stuck:
    """A pool in which nothing ends within its limits."""

    def __init__(self, *_: Any) -> None:
        pass

    def stream(self, items: Sequence[Any]) -> Iterator[tuple[int, Stopped]]:
        yield from ((k, Stopped("stopped after the time limit")) for k in range(len(items)))

    @classmethod
    def __class_getitem__(cls, _: Any) -> type[Stuck]:
        return cls


def test_ledgers_that_cannot_be_built_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "Pool", Stuck)
    done = CliRunner().invoke(cli.main, ["verify", "N4-1", "--no-cache"])
    assert done.exit_code == 4
    assert "the ledgers could not be built: stopped after the time limit" in done.stderr


# --- what starts at once

STARTED = """
import sys
from click.testing import CliRunner
from derivecheck.cli.commands import main
done = CliRunner().invoke(main, sys.argv[1:])
print(done.exit_code, *sorted({"sympy", "matplotlib", "numpy"} & sys.modules.keys()))
print(done.output)
"""


def started(cache: Path, *arguments: str) -> tuple[str, str]:
    """The exit code with the heavy modules that a command loads, and what it prints."""
    environment = {**os.environ, "DERIVECHECK_CACHE_DIR": str(cache)}
    command = [sys.executable, "-c", STARTED, *arguments]
    said = subprocess.check_output(command, cwd=ROOT, env=environment, text=True)
    head, _, rest = said.partition("\n")
    return head, rest


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A cache that holds the results of one claim, the whole of its suite."""
    tiny_suite.keep(Cache(tmp_path), "T1-1")
    return tmp_path


@pytest.mark.parametrize("command", ["list", "verify", "verify T1-1 --format json", "show T1-1"])
def test_what_is_kept_is_shown_without_sympy(kept: Path, command: str) -> None:
    head, said = started(kept, *command.split())
    assert head == "0"
    assert "T1-1" in said


def test_what_is_not_kept_is_built_from_the_ledgers(kept: Path) -> None:
    (Cache(kept).folder / suite.INDEX).unlink()
    assert started(kept, "verify", "T1-1")[1].startswith("derivecheck: unknown id T1-1")
    assert started(kept, "verify", "N4-4")[0] == "0"


def test_help_needs_neither_sympy_nor_matplotlib(tmp_path: Path) -> None:
    head, said = started(tmp_path, "--help")
    assert head == "0"
    assert "Exit codes" in said
