"""Wheel and sdist, installed into environments with nothing else in them, and run there.

`PYTHONS="python3.12 python3.13"` in the environment adds other interpreters, for the sdist: the
wheel holds compiled functions for the Python that made it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project.test_packaging import ROOT, build, run, source

__all__ = ["source"]  # a fixture
PYTHONS = [sys.executable, *os.environ.get("PYTHONS", "").split()]
USED = "from derivecheck import closed_forms as cf; print(cf.kl_normal(0.0, 1.0, 3.0, 1.0))"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def installed(python: str, distribution: Path, folder: Path) -> Path:
    """The commands of an environment that holds this distribution and what it needs."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True, timeout=120)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input"]
    done = subprocess.run([*pip, str(distribution)], capture_output=True, text=True, timeout=600)
    if "No matching distribution" in done.stderr or "Connection" in done.stderr:
        pytest.skip(f"pip does not reach what derivecheck needs: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.mark.parametrize("python", PYTHONS)
def test_the_distributions_run_where_nothing_else_is(
    python: str, source: Path, tmp_path: Path
) -> None:
    elsewhere, dist = tmp_path / "elsewhere", tmp_path / "dist"
    elsewhere.mkdir()
    dist.mkdir()
    sdist, wheel = build(source, dist)
    made = {"sdist": sdist} | ({"wheel": wheel} if python == sys.executable else {})
    for kind, distribution in made.items():
        commands = installed(python, distribution, tmp_path / kind)
        assert run(str(commands / "python"), "-c", USED, cwd=elsewhere).stdout.strip() == "4.5"
        command = str(commands / "derivecheck")
        done = run(command, "verify", "js.symmetric", "N0-101", "--no-cache", cwd=elsewhere)
        assert done.returncode == 0, done.stderr
        assert "1 claims: 1 refuted; 1 derivations, 2 of 2 steps proved" in done.stdout
        lacking = run(command, "report", "-o", "out", cwd=elsewhere)
        assert lacking.returncode == 3
        assert "pip install 'derivecheck[report]'" in lacking.stderr


def test_the_wheel_holds_licence_and_citation(source: Path, tmp_path: Path) -> None:
    _, wheel = build(source, tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name).name: name for name in archive.namelist() if "/licenses/" in name}
        for file in ("LICENSE", "CITATION.cff"):
            assert archive.read(names[file]) == (ROOT / file).read_bytes()
