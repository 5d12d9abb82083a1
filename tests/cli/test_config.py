"""Defaults of options stand in pyproject.toml, and what is unknown there is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from derivecheck.cli.commands import main
from derivecheck.cli.config import BadConfig, defaults


def written(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text)
    return folder


def test_a_key_is_a_default_of_every_command_that_has_the_option(tmp_path: Path) -> None:
    written(tmp_path, '[tool.derivecheck]\ndigits = 30\nformat = "json"\nfail-on = "never"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    found = defaults(main.commands, below)
    assert found["check"] == {"digits": 30, "form": "json", "fail_on": "never"}
    assert found["show"] == {"digits": 30}
    assert found["list"] == {}


def test_a_table_speaks_of_its_command_alone(tmp_path: Path) -> None:
    written(tmp_path, "[tool.derivecheck]\ndigits = 30\n[tool.derivecheck.show]\ndigits = 40\n")
    found = defaults(main.commands, tmp_path)
    assert (found["show"]["digits"], found["verify"]["digits"]) == (40, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.derivecheck]\ndigit = 3\n", "unknown key 'digit' in [tool.derivecheck]; did you"),
        ("[tool.derivecheck]\nxyzzy = 3\n", "unknown key 'xyzzy' in [tool.derivecheck]; known are"),
        ("[tool.derivecheck.chek]\n", "did you mean check?"),
        ("[tool.derivecheck.list]\nstrict = true\n", "unknown key 'strict' in [tool.derivecheck.l"),
        ("tool = [", "cannot be read"),
        ("tool.derivecheck = 3\n", "is no table"),
    ],
)
def test_what_is_unknown_is_told_with_the_nearest(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadConfig) as error:
        defaults(main.commands, written(tmp_path, text))
    assert said in str(error.value)
    assert "pyproject.toml" in str(error.value)


def test_a_file_without_the_table_changes_nothing(tmp_path: Path) -> None:
    assert not any(defaults(main.commands, written(tmp_path, "[tool.ruff]\nx = 1\n")).values())


def test_the_command_line_obeys_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    note = tmp_path / "n.md"
    note.write_text("$$\nKL(p\\|q) = H(q) - H(p)\n$$\n")
    run = ["check", "--no-cache", "n.md"]
    assert CliRunner().invoke(main, run).exit_code == 0
    written(tmp_path, '[tool.derivecheck.check]\nfail-on = "suspicious"\n')
    assert CliRunner().invoke(main, run).exit_code == 1
    assert CliRunner().invoke(main, [*run, "--fail-on", "wrong"]).exit_code == 0
    written(tmp_path, "[tool.derivecheck]\nfail-om = 1\n")
    done = CliRunner().invoke(main, run)
    assert done.exit_code == 2
    assert "did you mean fail-on?" in done.stderr
    written(tmp_path, '[tool.derivecheck]\njobs = "many"\n')
    done = CliRunner().invoke(main, run)
    assert done.exit_code == 2
    assert "--jobs" in done.stderr
