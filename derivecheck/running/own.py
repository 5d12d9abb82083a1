"""Claims and derivations in Python files of the user's own.

Reading such a file runs it, as pytest runs a file of tests: check only files that you trust.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from derivecheck.proof.derivation import Derivation, Lemma
from derivecheck.reading.claim import Claim, Ledger
from derivecheck.running.items import Item


class BadFile(ValueError):
    """A file that cannot be read as claims; the message names file, line and reason."""


@dataclass(frozen=True)
class Source:
    """A file by its path as the user named it, and its text."""

    path: str
    text: str


def read(path: str) -> Source:
    """The text of a file; raises BadFile."""
    try:
        return Source(path, Path(path).read_text("utf-8"))
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8: {error.reason}") from error


@lru_cache(maxsize=64)
def items(source: Source) -> tuple[tuple[str, Item], ...]:
    """Run a file; what its ``DERIVATIONS`` and ``CLAIMS`` hold, with ids, in that order.

    The lines of the claims are those of the file that ``NOTE`` names, a path from the folder of
    this file, or else those of this file.  Raises BadFile.
    """
    names = _run(source)
    if not {"CLAIMS", "DERIVATIONS"} & names.keys():
        raise BadFile(f"{source.path}: defines neither CLAIMS nor DERIVATIONS")
    derivations = _all(source, names, "DERIVATIONS", (Derivation, Lemma))
    claims: list[Claim] = _all(source, names, "CLAIMS", (Claim,))
    _require_lines(source, claims)
    here = PurePath(source.path)
    note = here.parent / str(names.get("NOTE", here.name))
    ledger = Ledger(here.stem, note.as_posix(), here.stem, here.stem, claims)
    return (*((d.id, d) for d in derivations), *((c.id, (c, ledger)) for c in claims))


def merged(sources: Iterable[Source], taken: Iterable[str] = ()) -> dict[str, Item]:
    """The items of several files by id; raises BadFile where an id is taken already."""
    used = set(taken)
    everything: dict[str, Item] = {}
    for source in sources:
        for id, item in items(source):
            if id in used:
                raise BadFile(f"{source.path}: the id {id} is taken")
            used.add(id)
            everything[id] = item
    return everything


def _run(source: Source) -> dict[str, Any]:
    """The names that the file defines."""
    module = ModuleType(f"derivecheck own {source.path}")
    module.__file__ = str(Path(source.path).absolute())
    sys.modules[module.__name__] = module  # dataclasses and digests look their module up
    try:
        exec(compile(source.text, source.path, "exec"), module.__dict__)
    except (Exception, SystemExit) as error:
        what = f"{type(error).__name__}: {getattr(error, 'msg', error)}"
        raise BadFile(f"{source.path}:{_line(source.path, error)}: {what}") from error
    return vars(module)


def _line(path: str, error: BaseException) -> int:
    """The last line of the file that had a part in an error."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 1 for f in reversed(frames) if f.filename == path), 1)


def _all(source: Source, names: dict[str, Any], name: str, kinds: tuple[type, ...]) -> list[Any]:
    """The list of that name, which must hold nothing else than these kinds."""
    listed = names.get(name, ())
    expected = " or ".join(kind.__name__ for kind in kinds)
    if not isinstance(listed, Sequence):
        raise BadFile(f"{source.path}: {name} is no list of {expected}")
    for k, item in enumerate(listed):
        if not isinstance(item, kinds):
            raise BadFile(f"{source.path}: {name}[{k}] is no {expected}: {type(item).__name__}")
    return list(listed)


def _require_lines(source: Source, claims: Iterable[Claim]) -> None:
    for claim in claims:
        first, last = claim.lines
        if not 1 <= first <= last:
            raise BadFile(f"{source.path}: claim {claim.id}: no such lines: {first} to {last}")
