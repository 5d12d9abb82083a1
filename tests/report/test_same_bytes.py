"""Two cold runs, in other folders and with other hashes of strings, write the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, seed: str) -> dict[str, bytes]:
    """What a report of a file of claims consists of, but for the wall times."""
    folder.mkdir()
    for file in (ROOT / "examples").glob("entropy*"):
        shutil.copy(file, folder)
    command = ["-m", "derivecheck", "report", "entropy_claims.py", "-o", "out", "--no-cache"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr  # 3: no TeX here
    files = (path for path in (folder / "out").rglob("*") if path.is_file())
    found = {path.relative_to(folder / "out").as_posix(): path.read_bytes() for path in files}
    assert found.pop("times.json")
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_cold_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", "1"), written(tmp_path / "elsewhere", "77")
    assert {"report.tex", "report.html", "report.json"} < first.keys()
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
