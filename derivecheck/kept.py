"""Which results of earlier runs still hold: those whose item is the same, and all below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from derivecheck import __version__
from derivecheck.cache import Cache
from derivecheck.claim import Claim, Ledger
from derivecheck.content import Digests, NoContent
from derivecheck.derivation import Derivation, Lemma
from derivecheck.finding import DerivationRecord, Finding, Run

Item = tuple[Claim, Ledger] | Derivation | Lemma
Result = Finding | DerivationRecord


class Kept:
    """Results by id; without a cache there are none.

    The key of a result is the content of its item, the digits, and the keys of all that the item
    builds on, so that touching one derivation or claim makes anew only what uses it.
    """

    def __init__(self, items: Mapping[str, Item], digits: int, cache: Cache | None) -> None:
        self._items, self._digits, self._cache = items, digits, cache
        self._digests = Digests()
        self._keys: dict[str, str] = {}

    def get(self, id: str) -> Result | None:
        """What an earlier run found out about the item as it is now."""
        key = self.key(id) if self._cache else ""
        entry = self._cache.get(key) if self._cache and key else None
        return _result(Run.from_json(entry)) if entry else None

    def put(self, id: str, result: Result) -> Result:
        """Keep a result and return it."""
        if self._cache and (key := self.key(id)):
            self._cache.put(key, _run(result, self._digits).as_json())
        return result

    def key(self, id: str) -> str:
        """Empty for an item whose content cannot be told from another's."""
        if id not in self._keys:
            self._keys[id] = ""  # an item that builds on itself has no key
            self._keys[id] = self._new_key(id)
        return self._keys[id]

    def _new_key(self, id: str) -> str:
        content, names = _content(self._items[id])
        below = {name: self.key(name) for name in names if name in self._items}
        if not all(below.values()):
            return ""
        try:
            return self._digests.of((content, self._digits, below)).hex()
        except NoContent:
            return ""


def _content(item: Item) -> tuple[Any, tuple[str, ...]]:
    """What a result depends on, and the ids that the item builds on."""
    if isinstance(item, tuple):
        claim, ledger = item
        place = {f.name: getattr(ledger, f.name) for f in fields(ledger) if f.name != "claims"}
        return (claim, place), claim.rests_on
    if isinstance(item, Lemma):
        return item, item.uses
    return item, (*item.uses, *(u for s in item.steps for u in s.rule.uses))


def _run(result: Result, digits: int) -> Run:
    """An entry is a run of one item."""
    if isinstance(result, Finding):
        return Run(__version__, (result,), (), digits, 0.0)
    return Run(__version__, (), (result,), digits, 0.0)


def _result(run: Run) -> Result:
    results: list[Result] = [*run.findings, *run.derivations]
    return results[0]
