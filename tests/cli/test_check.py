"""The command `check`: what it prints, how it ends, and what it does with bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from derivecheck.cli.commands import main

GOOD = "Laws $p(x)$, $q(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n"
WRONG = GOOD + "\n$$\nKL(p\\|q) = H(q) - H(p)\n$$\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--no-color", "check", "--no-cache", *arguments])


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "n.md"
    path.write_text(WRONG)
    return path


def test_a_wrong_line_is_shown_with_its_correction_and_fails(note: Path) -> None:
    result = run(str(note))
    assert result.exit_code == 1
    assert f"{note}:8   WRONG" in result.output
    assert "an entropy stands for a cross-entropy" in result.output
    assert result.output.splitlines()[-1].endswith("2 understood: 1 proved, 1 wrong")


def test_fail_on_never(note: Path) -> None:
    assert run(str(note), "--fail-on", "never").exit_code == 0


def test_json(note: Path) -> None:
    result = run(str(note), "--format", "json", "--fail-on", "never")
    data = json.loads(result.output)
    assert data["notes"][0]["counts"] == {"PROVED": 1, "WRONG": 1}


def test_a_note_that_holds_ends_with_0_and_a_suspicion_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text(GOOD)
    assert run(str(path)).exit_code == 0
    path.write_text("$$\nKL(p\\|q) = H(q) - H(p)\n$$\n")
    assert run(str(path)).exit_code == 0
    assert run(str(path), "--fail-on", "suspicious").exit_code == 1


def test_the_other_files_are_still_checked(note: Path) -> None:
    bad = note.with_name("bad.md")
    bad.write_bytes(b"\x00")
    result = run(str(bad), str(note))
    assert result.exit_code == 2
    assert "a binary file" in result.stderr
    assert "1 proved, 1 wrong" in result.output


def test_a_folder_without_notes_is_told(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert "no notes in this folder" in result.stderr


def test_an_unclosed_display_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text("text\n$$ p\n")
    result = run(str(path))
    assert result.exit_code == 2
    assert f"{path}:2: $$ is never closed" in result.output


def test_explain_shows_the_tree_the_readings_and_the_letters(note: Path) -> None:
    result = run(str(note), "--explain", "8")
    assert result.exit_code == 0
    assert "Bracket" in result.output
    assert "reading 1: log base e; laws on outcomes" in result.output
    assert "p: law (lines 1, 4" in result.output
    assert "REFUTED at" in result.output


def test_explain_of_a_line_without_a_step_names_the_nearest(note: Path) -> None:
    assert "the nearest are on 4, 8" in run(str(note), "--explain", "2").output


def test_symbols_are_shown_with_their_lines(note: Path) -> None:
    result = CliRunner().invoke(main, ["symbols", str(note)])
    assert result.exit_code == 0
    assert "q: law (lines 1, 8)" in result.output
