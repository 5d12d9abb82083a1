"""The command `check`: what it prints, how it ends, and what it does with bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from junitparser import JUnitXml

from derivecheck.cli.commands import main
from derivecheck.findings.export import EXPORTERS

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


def test_a_caret_stands_below_what_is_wrong(note: Path) -> None:
    rows = run(str(note)).output.splitlines()
    (caret,) = (k for k, row in enumerate(rows) if row.strip(" ^") == "" and row.strip())
    first, last = rows[caret].index("^"), rows[caret].rindex("^")
    assert rows[caret - 1][first - 2 : last + 2] == "H(q)"
    assert first == last


def test_both_sides_are_shown_with_their_values(note: Path) -> None:
    output = run(str(note)).output
    assert re.search(
        r"at (?:N = 2, )?p = .*: KL\(p‖q\) = 0\.\d+, but H\(q\) − H\(p\) = −?0\.\d+", output
    )
    assert "are laws (line" in output


@pytest.mark.parametrize("form", EXPORTERS)
def test_every_format_of_verify_serves_notes(note: Path, form: str) -> None:
    result = run(str(note), "--format", form)
    assert result.exit_code == 1
    assert "an entropy stands for a cross-entropy" in result.output
    assert "1 proved, 1 wrong" in result.output or form in ("sarif", "junit")
    assert "\\sum" not in result.output or form == "markdown"


def test_sarif_points_at_what_is_wrong(note: Path) -> None:
    (result,) = json.loads(run(str(note), "--format", "sarif").output)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("wrong-functional", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == note.as_uri()
    region, line = place["region"], note.read_text().split("\n")[7]
    assert (region["startLine"], region["endLine"]) == (8, 8)
    assert line[region["startColumn"] - 3 : region["endColumn"]] == "H(q)"
    (fix,) = result["fixes"]
    ((replacement,),) = [c["replacements"] for c in fix["artifactChanges"]]
    assert replacement["insertedContent"]["text"] == "p, "


def test_a_finding_keeps_its_fingerprint_where_lines_move(note: Path) -> None:
    def prints() -> list[str]:
        log = json.loads(run(str(note), "--format", "sarif").output)
        return [r["partialFingerprints"]["claim/v1"] for r in log["runs"][0]["results"]]

    first = prints()
    note.write_text("One more line.\n\n" + WRONG)
    assert prints() == first
    note.write_text(WRONG.replace("H(q) - H(p)", "H(p) - H(q)"))
    assert prints() != first


def test_junit_never_passes_what_is_not_established(note: Path) -> None:
    note.write_text(WRONG + "\n$$\nH(p) = \\aleph(p)\n$$\n")
    cases = JUnitXml.fromstring(run(str(note), "--format", "junit").output.encode())
    results = [[type(r).__name__ for r in case.result] for suite in cases for case in suite]
    assert results == [[], ["Failure"], ["Skipped"]]


def test_what_a_note_is_refused_for_is_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text("text\n$$ p\n")
    for form in ("sarif", "github", "markdown"):
        result = run(str(path), "--format", form)
        assert result.exit_code == 2
        assert "line 2: $$ is never closed" in result.output


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


def test_a_cache_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").touch()
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "n.md"
    path.write_text("No formula.\n")
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 0
    assert "results are not kept: cannot write" in result.stderr


def test_a_name_like_an_option_is_told_where_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-note.md").write_text(GOOD)
    for name, told in (("-note.md", True), ("-none.md", False)):
        monkeypatch.setattr("sys.argv", ["derivecheck", "check", name])
        result = CliRunner().invoke(main, ["check", name])
        assert result.exit_code == 2
        assert ("goes behind --" in result.stderr) == told


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
    assert "REFUTED\n    at " in result.output
    assert "balls: refutes" in result.output
    assert run("--explain", f"{note}:8").output == result.output


@pytest.mark.parametrize("place", ["8", "n.md", "n.md:eight", ":8"])
def test_explain_without_a_note_or_a_line_says_what_it_needs(place: str) -> None:
    result = run("--explain", place)
    assert result.exit_code == 2
    assert "--explain needs a line, as in NOTES.md:53" in result.stderr


def test_the_proof_of_a_line_is_traced(note: Path) -> None:
    output = run("--explain", f"{note}:4").output
    assert "normal form: proves" in output
    assert "30 digits: agrees" in output


def test_explain_of_a_line_without_a_step_names_the_nearest(note: Path) -> None:
    assert "the nearest are on 4, 8" in run(str(note), "--explain", "2").output


def test_symbols_are_shown_with_their_lines(note: Path) -> None:
    result = CliRunner().invoke(main, ["symbols", str(note)])
    assert result.exit_code == 0
    assert "q: law (lines 1, 8)" in result.output
