"""Steps of notes judged in worker processes, and found again by the content of their statements.

An edited line changes the statements of that line and of those that rest on what it says; all
others are found in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from derivecheck.checking.notes import Item, judge_item
from derivecheck.checking.outcomes import Judged
from derivecheck.checking.reading import read_note
from derivecheck.findings.plain import NotPlain, read, written
from derivecheck.reading.elaboration.statements import Refusal
from derivecheck.reading.roles import Role
from derivecheck.running.cache import Cache
from derivecheck.running.content import Digests, NoContent
from derivecheck.running.environment import ENGINE, folder_digest, joined
from derivecheck.running.parallel import Limits, Pool, Stopped, Workers, processes

PRELOAD = ("derivecheck.checking.notes",)


@dataclass(frozen=True)
class Steps:
    """How steps are judged: where, within which limits, and what is kept."""

    jobs: int
    limits: Limits
    cache: Cache | None = None
    workers: Callable[[int], Workers] = processes

    def run(self, items: list[Item], done: Callable[[int], None] = lambda _: None) -> list[Judged]:
        """All judgements in the order of the items; ``done`` is told how many came."""
        keys = _keys(items) if self.cache else [""] * len(items)
        found = [self._kept(key) for key in keys]
        missing = [k for k, judgement in enumerate(found) if judgement is None]
        done(len(items) - len(missing))
        for k, result in self._judged([items[k] for k in missing]):
            number = missing[k]
            found[number] = result
            self._keep(keys[number], result)
            done(1)
        return [j for j in found if j is not None]

    def _judged(self, items: list[Item]) -> Iterator[tuple[int, Judged]]:
        if not items:
            return
        pool: Pool[Item, Judged] = Pool(judge_item, self.workers(self.jobs), self.limits, PRELOAD)
        for k, result in pool.stream(items):
            stopped = isinstance(result, Stopped)
            yield k, Judged("UNDECIDED", 0, result.reason) if stopped else result  # type: ignore[union-attr, misc]

    def _kept(self, key: str) -> Judged | None:
        entry = self.cache.get(key) if self.cache and key else None
        with suppress(NotPlain):  # of another shape: as good as missing
            return None if entry is None else read(entry, Judged)
        return None

    def _keep(self, key: str, result: Judged) -> None:
        """What was stopped is tried again by the next run."""
        if self.cache and key and "stopped" not in result.detail:
            self.cache.put(key, written(result))


def _keys(items: Iterable[Item]) -> list[str]:
    """The content of each item; empty where it cannot be told from another's."""
    digests, code = Digests(), folder_digest(ENGINE / "checking")
    return [_key(digests, code, item) for item in items]


def _key(digests: Digests, code: bytes, item: Item) -> str:
    text, number = item
    note = read_note(text)
    meanings = note.meanings[number]
    if isinstance(meanings, Refusal):
        return ""
    alarm = note.document.steps[number].role is Role.CLAIM
    try:
        parts = [digests.of(m.statement) + m.reading.space.encode() for m in meanings]
    except NoContent:
        return ""
    return joined([code, str(alarm).encode(), *parts]).hex()
