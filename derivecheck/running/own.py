"""Claims and derivations in Python files of the user's own.

Reading such a file runs it, as pytest runs a file of tests: check only files that you trust.  It is
run by worker processes alone, within their limits; what the others know of it is `Described`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any, NoReturn

from derivecheck.findings.evidence import Covers, Severity
from derivecheck.language.statements import Statement
from derivecheck.proof.derivation import Derivation, Lemma
from derivecheck.reading.claim import Claim, Ledger, Reading
from derivecheck.running.index import Entry
from derivecheck.running.items import Item, contents, stopped
from derivecheck.running.own_files import BadFile, Described, Source
from derivecheck.running.parallel import Stopped


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
    for claim in claims:
        _require_fields(source, claim)
    here = PurePath(source.path)
    note = here.parent / _note(source, names)
    ledger = Ledger(here.stem, note.as_posix(), here.stem, here.stem, claims)
    return (*((d.id, d) for d in derivations), *((c.id, (c, ledger)) for c in claims))


def merged(sources: Iterable[Source], taken: Iterable[str] = ()) -> dict[str, Item]:
    """The items of several files by id; raises BadFile where an id is taken already."""
    used, everything = set(taken), dict[str, Item]()
    for source in sources:
        for id, item in items(source):
            if id in used:
                raise BadFile(f"{source.path}:{source.line_of(id)}: the id {id} is taken")
            used.add(id)
            everything[id] = item
    return everything


def described(
    known: Mapping[str, str], sources: tuple[Source, ...]
) -> tuple[Described, ...] | BadFile:
    """What the files hold, beside items whose digests are ``known``; or why they cannot be read."""
    try:
        everything = merged(sources, known)
        for source in sources:
            _require_known(source, {*known, *everything})
            _require_note(source)
    except BadFile as error:
        return error
    digests = contents(everything, known)
    return tuple(
        Described(id, _entry(item, digests[id]), stopped(item, Stopped("not checked")))
        for id, item in everything.items()
    )


def _entry(item: Item, content: str) -> Entry:
    if isinstance(item, tuple):
        claim, _ = item
        return Entry(claim.paraphrase, claim.lines, claim.rests_on, content)
    return Entry(item.title, None, item.uses, content)


def _require_note(source: Source) -> None:
    """Raise BadFile where the note that the claims are about is not there."""
    ledgers = (item[1] for _, item in items(source) if isinstance(item, tuple))
    for file in dict.fromkeys(ledger.file for ledger in ledgers):
        if file != PurePath(source.path).as_posix() and not Path(file).is_file():
            where = f"{source.path}:{source.line_of(PurePath(file).name)}"
            raise BadFile(f"{where}: no such note: {file}")


def _require_known(source: Source, known: Container[str]) -> None:
    """Raise BadFile where an item rests on one that there is not."""
    for id, item in items(source):
        names = item[0].rests_on if isinstance(item, tuple) else item.uses
        for name in names:
            if name not in known:
                where = f"{source.path}:{source.line_of(id)}"
                raise BadFile(f"{where}: {id} rests on {name}, which there is not")


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


def _note(source: Source, names: Mapping[str, Any]) -> str:
    """The note that the claims are about: a file, named from the folder of this one."""
    name = names.get("NOTE", PurePath(source.path).name)
    if not isinstance(name, str):
        raise BadFile(f"{source.path}:{source.line_of(name)}: NOTE is no name of a file: {name!r}")
    return name


TEXTS = ("id", "section", "paraphrase", "latex", "reason")
OTHERS: dict[str, tuple[type, ...]] = {
    "kind": (str,),
    "says": (Statement, type(None)),
    "covers": (Covers,),
}
LISTS: dict[str, type] = {"readings": Reading, "instead": Reading, "rests_on": str, "see_also": str}


def _require_fields(source: Source, claim: Claim) -> None:
    """Raise BadFile for a claim with a field of a wrong type, naming the field."""

    def refuse(what: str) -> NoReturn:
        where = f"{source.path}:{source.line_of(claim.id)}"
        raise BadFile(f"{where}: claim {claim.id!r:.40}: {what}")

    for name in TEXTS:
        text = getattr(claim, name)
        if not isinstance(text, str) or not _is_text(text) or (name == "id" and not text.strip()):
            refuse(f"{name} is no text: {text!r:.60}")
    for name, kinds in OTHERS.items():
        if not isinstance(getattr(claim, name), kinds):
            refuse(f"{name} is no {kinds[0].__name__}: {getattr(claim, name)!r:.60}")
    for name, kind in LISTS.items():
        values = getattr(claim, name)
        if not isinstance(values, tuple) or not all(isinstance(v, kind) for v in values):
            refuse(f"{name} is no tuple of {kind.__name__}: {values!r:.60}")
    for reading in (*claim.readings, *claim.instead):
        if not _is_reading(reading):
            refuse("a reading needs a statement, a condition in words and a severity")
    if not _are_lines(claim.lines):
        refuse(f"no such lines: {claim.lines!r:.60}; they are two numbers, first and last")


def _is_text(text: str) -> bool:
    """Whether it can be written down: a lone surrogate cannot."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _is_reading(reading: Reading) -> bool:
    texts = (reading.condition, reading.latex)
    return (
        isinstance(reading.statement, Statement)
        and all(isinstance(t, str) and _is_text(t) for t in texts)
        and isinstance(reading.severity, Severity)
    )


def _are_lines(lines: Any) -> bool:
    return (
        isinstance(lines, tuple) and [*map(type, lines)] == [int, int] and 1 <= lines[0] <= lines[1]
    )
