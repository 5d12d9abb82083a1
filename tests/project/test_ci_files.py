"""The pre-commit hook and the GitHub Action: valid by their own schemas, and they work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pre_commit.clientlib import load_manifest

from derivecheck.cli.commands import main

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "github-action"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- pre-commit


def hook_of(id: str) -> dict[str, str]:
    (hook,) = (h for h in load_manifest(ROOT / ".pre-commit-hooks.yaml") if h["id"] == id)
    return dict(hook)


@pytest.mark.parametrize("name", ["a/n.md", "n.tex", "n.ipynb", "n.Rmd", "n.qmd"])
def test_the_hook_of_notes_runs_check_on_notes(name: str, tmp_path: Path) -> None:
    hook = hook_of("derivecheck-notes")
    assert re.search(hook["files"], name)
    assert not re.search(hook["files"], name + ".py")
    program, *arguments = shlex.split(hook["entry"])
    assert program == "derivecheck"
    note = tmp_path / "n.md"
    note.write_text("$$\nKL(p\\|q) = H(q) - H(p)\n$$\n")
    done = CliRunner().invoke(main, [*arguments, "--fail-on", "suspicious", str(note)])
    assert (done.exit_code, "1 suspicious" in done.output) == (1, True)


def test_the_hook_runs_verify_on_files_of_claims_only() -> None:
    hook = hook_of("derivecheck")
    program, *arguments = shlex.split(hook["entry"])
    assert program == "derivecheck"
    assert re.search(hook["files"], "notes/entropy_claims.py")
    assert not re.search(hook["files"], "notes/entropy.py")
    assert not re.search(hook["files"], "notes/entropy_claims.pyc")
    done = CliRunner().invoke(main, [*arguments, "examples/none_claims.py"])
    assert (done.exit_code, "No such file" in done.stderr) == (2, True)


# --- the action


def valid(action: Path) -> bool:
    command = ("-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(action))
    return run(sys.executable, *command).returncode == 0


def test_the_action_obeys_the_schema_of_actions(tmp_path: Path) -> None:
    assert valid(ROOT / "action.yml")
    damaged = tmp_path / "action.yml"
    damaged.write_text((ROOT / "action.yml").read_text().replace("using: composite", "using: bash"))
    assert not valid(damaged)


def test_the_action_hands_every_input_to_the_script() -> None:
    text = (ROOT / "action.yml").read_text()
    used = set(re.findall(r"inputs\.([a-z-]+)", text))
    declared = set(re.findall(r"^  ([a-z-]+):$", text.split("outputs:")[0], re.MULTILINE))
    assert used == declared == {"files", "notes", "fail-on", "strict", "sarif", "python-version"}
    settings = set(re.findall(r"\$\{?([A-Z_]{4,7})\b", SCRIPT.read_text()))
    assert settings - {"PATH"} == {"FILES", "NOTES", "FAIL_ON", "SARIF", "STRICT"}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which derivecheck is the one under test."""
    program = tmp_path / "bin" / "derivecheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m derivecheck "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("files", "strict", "code"),
    [
        ("examples/*_claims.py", "true", 1),
        ("examples/*_claims.py", "false", 0),
        ("examples/none.py", "true", 2),
        ("--help", "true", 2),
        ("", "true", 2),
    ],
)
def test_the_script_of_the_action(
    tmp_path: Path, path: str, files: str, strict: str, code: int
) -> None:
    log = tmp_path / "log.sarif"
    settings = {"FILES": files, "STRICT": strict, "SARIF": str(log), "PATH": path}
    settings |= {"NOTES": "", "FAIL_ON": "wrong"}
    cache = {"DERIVECHECK_CACHE_DIR": str(tmp_path / "cache")}
    done = run("bash", str(SCRIPT), **settings, **cache)
    assert done.returncode == code, done.stderr
    assert [f.name for f in tmp_path.glob("log*")] == ["log.sarif"] * (code < 2)
    assert log.exists() == (code < 2)
    if code < 2:
        assert "::error file=examples/entropy.md,line=4,endLine=4" in done.stdout
        assert '"startLine": 4' in log.read_text("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(("fail_on", "code"), [("suspicious", 1), ("wrong", 0), ("maybe", 2)])
def test_the_action_checks_notes_beside_claims(
    tmp_path: Path, path: str, fail_on: str, code: int
) -> None:
    note, log = tmp_path / "n.md", tmp_path / "log.sarif"
    note.write_text("$$\nKL(p\\|q) = H(q) - H(p)\n$$\n")
    settings = {"FILES": "examples/entropy_claims.py", "STRICT": "false", "NOTES": str(note)}
    settings |= {"FAIL_ON": fail_on, "SARIF": str(log), "PATH": path}
    cache = {"DERIVECHECK_CACHE_DIR": str(tmp_path / "cache")}
    done = run("bash", str(SCRIPT), **settings, **cache)
    assert done.returncode == code, done.stderr
    assert log.exists() == (code < 2)
    if code < 2:
        runs = json.loads(log.read_text("utf-8"))["runs"]
        assert [r["automationDetails"]["id"] for r in runs] == [
            "derivecheck/verify/",
            "derivecheck/check/",
        ]
        assert [len(r["results"]) for r in runs] == [1, 1]
        assert f"::warning file={note},line=2" in done.stdout
