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

ENGINE = Path(__file__).parent.parent
CONTENT = ("derivations", "notes")
# What a verdict rests on: all that `derivecheck.judgement` reaches by imports, but for the pages of
# a notebook (tests/running/test_environment.py walks them): an edit elsewhere re-proves nothing.
ROOMS = ("judgement", "mistakes", "proof", "worlds", "language", "facts", "terms", "numeric")
PRINTER = tuple(
    f"latex/{name}.py" for name in ("chars", "escape", "gate", "nodes", "unicode", "words")
)  # statements are kept as they are printed
MODULES = (
    "reading/claim.py",
    "findings/evidence.py",
    "findings/finding.py",
    "findings/plain.py",
    "latex/pen.py",
    *PRINTER,
)
LIBRARIES = ("sympy", "mpmath", "numpy", "scipy", "python-flint")


@cache
def folder_digest(*folders: Path) -> bytes:
    """The digest of the Python files in some folders and below them."""
    return joined(
        part
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        for part in (str(path.relative_to(folder)).encode(), path.read_bytes())
    )


def engine_files() -> list[Path]:
    """The sources that a verdict rests on besides the derivations and the ledgers."""
    rooms = (path for room in ROOMS for path in sorted((ENGINE / room).rglob("*.py")))
    return [*rooms, *(ENGINE / module for module in MODULES)]


@cache
def environment() -> str:
    """What every result depends on: the engine, the numeric core, Python and the libraries."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    said = f"Python {platform.python_version()} {' '.join(versions)}".encode()
    named = ((str(path.relative_to(ENGINE)), path) for path in engine_files())
    parts = (part for name, path in named for part in (name.encode(), path.read_bytes()))
    return joined((joined(parts), said)).hex()


def sources() -> str:
    """What all results together depend on: the environment, the derivations and the ledgers."""
    return f"{environment()}{folder_digest(*(ENGINE / name for name in CONTENT)).hex()}"


def changed_since(moment: float) -> bool:
    """Whether a source that a verdict rests on, a derivation or a ledger is newer."""
    content = (path for name in CONTENT for path in (ENGINE / name).rglob("*.py"))
    return any(path.stat().st_mtime > moment for path in (*engine_files(), *content))


def joined(parts: Iterable[bytes]) -> bytes:
    """One digest of several parts, each with its length so that no two lists run together."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
