"""Which results of earlier runs still hold: those of the same content, at the same digits."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from derivecheck import __version__
from derivecheck.findings.finding import DerivationRecord, Finding, Run
from derivecheck.findings.plain import NotPlain
from derivecheck.running.cache import Cache

Result = Finding | DerivationRecord


class Kept:
    """Results by id, from the ``contents`` of the items; without a cache there are none.

    The content of an item covers that of all it builds on, so that touching one derivation or claim
    makes anew only what uses it.  What has no content is not kept.
    """

    def __init__(self, contents: Mapping[str, str], digits: int, cache: Cache | None) -> None:
        self._contents, self._digits, self._cache = contents, digits, cache

    def get(self, id: str) -> Result | None:
        """What an earlier run found out about the item as it is now."""
        key = self.key(id) if self._cache else ""
        entry = self._cache.get(key) if self._cache and key else None
        return _read(entry) if entry else None

    def put(self, id: str, result: Result) -> Result:
        """Keep a result and return it."""
        if self._cache and (key := self.key(id)):
            self._cache.put(key, _run(result, self._digits).as_json())
        return result

    def key(self, id: str) -> str:
        """The name of the result among all that are kept; empty for what has no content."""
        content = self._contents[id]
        return sha256(f"{content} {self._digits}".encode()).hexdigest() if content else ""


def _run(result: Result, digits: int) -> Run:
    """An entry is a run of one item."""
    if isinstance(result, Finding):
        return Run(__version__, (result,), (), digits, 0.0)
    return Run(__version__, (), (result,), digits, 0.0)


def _read(entry: Mapping[str, Any]) -> Result | None:
    """The result of an entry; one of another shape is as good as missing."""
    try:
        run = Run.from_json(entry)
    except (NotPlain, KeyError, TypeError, AttributeError):
        return None
    results: list[Result] = [*run.findings, *run.derivations]
    return results[0] if len(results) == 1 else None
