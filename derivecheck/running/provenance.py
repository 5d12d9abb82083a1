"""Where a run comes from: versions, precision, limits, notes, and the commit of a checkout."""

from __future__ import annotations

import json
import platform
import subprocess
from importlib.metadata import version as version_of
from pathlib import Path

from derivecheck.running.environment import environment
from derivecheck.running.index import Index
from derivecheck.running.parallel import Limits

MEASURED = Path(__file__).parent.parent / "measured" / "mutation.json"
PACKAGES = ("sympy", "mpmath", "numpy", "python-flint")


def provenance(digits: int, limits: Limits, index: Index) -> dict[str, str]:
    """What a reader needs to make the run again, and what the notes are called."""
    computed = ", ".join(f"{name} {version_of(name)}" for name in PACKAGES)
    return {
        "computed_with": f"Python {platform.python_version()}, {computed}",
        "precision": f"{digits} decimal digits, and Arb balls of that precision",
        "limits": f"{limits.seconds:g} s and {limits.memory / 2**30:g} GiB a check",
        "randomness": "none: every instance is determined by its number",
        "mutation_score": mutation_score(),
        **{f"title:{note}": title for note, title in index.titles.items()},
        **{f"sha256:{note}": sha256 for note, sha256 in index.notes.items() if sha256},
        **checkout(Path(__file__).parent.parent),
    }


def mutation_score(path: Path = MEASURED) -> str:
    """The figures of the last measurement, and what it was made on; or that there is none."""
    if not path.is_file():
        return "not measured"
    result = json.loads(path.read_text("utf-8"))
    on = result["measured_on"]
    same = "this engine" if environment().startswith(on["engine"]) else f"engine {on['engine']}"
    return f"{'; '.join(result['summary'])} (measured on version {on['version']}, {same})"


def checkout(folder: Path) -> dict[str, str]:
    """The last commit of the package and its time, if it is in a git work tree and git is there.

    The links of the folder lead to other parts of the package.
    """
    linked = sorted(str(path.resolve()) for path in folder.iterdir() if path.is_symlink())
    command = ["git", "-C", str(folder), "log", "-1", "--format=%H %ct", "--", ".", *linked]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    commit, _, epoch = done.stdout.strip().partition(" ")
    return (
        {"commit": commit[:10], "source_date_epoch": epoch}
        if done.returncode == 0 and epoch
        else {}
    )
