"""What results depend on besides their items: the sources, Python and the libraries.

This loads no SymPy, so that a run in which nothing has changed starts at once.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

ENGINE = Path(__file__).parent
CONTENT = ("derivations", "notes")
LIBRARIES = ("sympy", "mpmath", "numpy", "scipy", "python-flint")


@cache
def folder_digest(*folders: Path) -> bytes:
    """The digest of the Python files directly in some folders."""
    files = sorted(path for folder in folders for path in folder.glob("*.py"))
    return joined(part for path in files for part in (path.name.encode(), path.read_bytes()))


@cache
def environment() -> str:
    """What every result depends on: the engine, the numeric core, Python and the libraries."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    said = f"Python {platform.python_version()} {' '.join(versions)}".encode()
    return joined((folder_digest(ENGINE, ENGINE / "numeric"), said)).hex()


def sources() -> str:
    """What all results together depend on: the environment, the derivations and the ledgers."""
    return f"{environment()}{folder_digest(*(ENGINE / name for name in CONTENT)).hex()}"


def changed_since(moment: float) -> bool:
    """Whether a source of the engine, the core, a derivation or a ledger is newer."""
    folders = (ENGINE, *(ENGINE / name for name in ("numeric", *CONTENT)))
    return any(path.stat().st_mtime > moment for f in folders for path in f.glob("*.py"))


def joined(parts: Iterable[bytes]) -> bytes:
    """One digest of several parts, each with its length so that no two lists run together."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
