"""A claims file made for a note is one that verify reads, and says of nothing that it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from derivecheck.cli.commands import main

NOTE = r"""# Entropy

$$H(p,q) = H(p) + D(p\|q)$$

and $D(p\|q) \ge 0$, "as 'they' say" \n{x}.
"""


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text(NOTE, encoding="utf-8")


def test_the_stub_is_read_and_passes_nothing() -> None:
    done = CliRunner().invoke(main, ["new", "note.md"])
    assert (done.exit_code, done.stdout) == (0, "note_claims.py: 2 claims to state\n")
    run = CliRunner().invoke(main, ["verify", "note_claims.py", "--format", "json", "--jobs", "1"])
    found = json.loads(run.stdout)["findings"]
    assert [(f["lines"], f["verdict"]) for f in found] == [
        ([3, 3], "NOT_CHECKABLE"),
        ([5, 5], "NOT_CHECKABLE"),
    ]
    assert found[0]["latex"] == r"H(p,q) = H(p) + D(p\|q)"
    assert {f["reason"] for f in found} == {"not stated yet"}


def test_a_file_that_is_there_stays() -> None:
    Path("note_claims.py").write_text("mine")
    done = CliRunner().invoke(main, ["new", "note.md"])
    assert done.exit_code == 2
    assert "note_claims.py is there already" in done.stderr
    assert Path("note_claims.py").read_text() == "mine"


def test_what_is_no_note_is_told() -> None:
    Path("bytes.md").write_bytes(b"\0\1")
    done = CliRunner().invoke(main, ["new", "bytes.md"])
    assert done.exit_code == 2
    assert "binary file" in done.stderr
