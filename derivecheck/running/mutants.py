r"""A run of the mutation score: what is planted, spread over worker processes, kept and counted.

The same run counts how often the mistake that was planted is named, and compares what is named
behind the refuted claims of the notes with what their ledgers say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from hashlib import sha256
from typing import TypeVar

from derivecheck.findings.evidence import ESTABLISHED, Verdict
from derivecheck.findings.finding import Run
from derivecheck.judgement.diagnose import diagnose, leads_to
from derivecheck.judgement.mutants import (
    Fate,
    Mutant,
    Naming,
    Record,
    Score,
    Subject,
    mutants,
    named,
    naming,
    put_to_test,
    says,
    subjects,
)
from derivecheck.mistakes.slips import Slip
from derivecheck.running import suite
from derivecheck.running.cache import Cache
from derivecheck.running.content import Digests, NoContent
from derivecheck.running.items import Item
from derivecheck.running.own import merged
from derivecheck.running.own_files import OURS_ONLY, Own, Source
from derivecheck.running.parallel import Pool, Stopped

R = TypeVar("R")


@dataclass(frozen=True)
class Planted:
    """A mutant without its mathematics: what a record of it says, and its digest."""

    id: str
    slip: Slip
    says: str
    content: str  # of its two statements; empty where it cannot be told from another's


Planned = dict[str, Planted]


def plan(
    ids: Sequence[str],
    options: suite.Options,
    own: Own = OURS_ONLY,
    done: Callable[[str], None] = lambda _: None,
) -> tuple[Planned, dict[str, str]]:
    """The mutants of all statements of these claims and derivations, by id, each content once.

    Workers plant them and run the ``own`` files for that.  Beside them: the items in which nothing
    could be planted, with the reason.
    """
    made = _spread(partial(planted, own.sources), ids, options, own).run(ids, done) if ids else []
    first: dict[str, Planted] = {}
    for each in (m for found in made if not isinstance(found, Stopped) for m in found):
        first.setdefault(each.content or each.id, each)
    stopped = {id: m.reason for id, m in zip(ids, made, strict=True) if isinstance(m, Stopped)}
    return {each.id: each for each in first.values()}, stopped


def planted(own: tuple[Source, ...], id: str) -> tuple[Planted, ...] | Stopped:
    """The mutants of one claim or derivation; what raises in a user's own costs only itself."""
    digests = Digests()
    try:
        return tuple(
            Planted(m.id, m.slip, says(m.statement), _content(digests, m))
            for subject in _subjects(own, id)
            for m in mutants(subject)
        )
    except (MemoryError, RecursionError):
        raise  # a limit, which the pool tells
    except Exception as error:
        if id not in merged(own):
            raise
        return Stopped(f"broken: {type(error).__name__}: {error}")


def _spread(
    check: Callable[[str], R], ids: Sequence[str], options: suite.Options, own: Own
) -> Pool[str, R]:
    """Workers for checks of items or mutants by id."""
    ours = {id.partition("#")[0].partition("/")[0] for id in ids} - own.entries.keys()
    preload = (__name__, *suite.CATALOGUE) if ours else (__name__,)
    return Pool(check, options.workers(len(ids)), options.limits, preload)


def _subjects(own: tuple[Source, ...], id: str) -> Iterator[Subject]:
    item = _item(own, id)
    if not isinstance(item, tuple):
        yield from subjects(id, item)
    elif (statement := item[0].says) is not None:
        yield from subjects(id, statement)


def _item(own: tuple[Source, ...], id: str) -> Item:
    """A claim or derivation of the user's files, or of ours."""
    if id in (theirs := merged(own)):
        return theirs[id]
    from derivecheck.running import catalogue

    return catalogue.everything()[id]


def _content(digests: Digests, mutant: Mutant) -> str:
    try:
        return digests.of((mutant.statement, mutant.original)).hex()
    except NoContent:
        return ""


def proved(run: Run) -> list[str]:
    """The ids of what a run has proved."""
    derived = [d.id for d in run.derivations if d.verdict is Verdict.PROVED]
    return [*derived, *(f.id for f in run.findings if f.verdict in ESTABLISHED)]


def sampled(planned: Planned, count: int | None, seed: int) -> Planned:
    """A sample of this size, always the same for one seed; without a size all."""
    if count is None or count >= len(planned):
        return planned
    chosen = set(random.Random(seed).sample(sorted(planned), count))
    return {id: mutant for id, mutant in planned.items() if id in chosen}


@dataclass(frozen=True)
class Work:
    """One kind of work on mutants, spread over worker processes and kept."""

    name: str
    check: Callable[[int, tuple[Source, ...], str], Record]
    stopped: Callable[[Planted, Stopped], Record]

    def records(
        self,
        planned: Planned,
        options: suite.Options,
        own: Own,
        done: Callable[[str], None],
    ) -> dict[str, Record]:
        """One record a mutant: those of the cache first, the others as they come."""
        cache = options.cache
        keys = {id: _key(self.name, m, options.digits) for id, m in planned.items()}
        found = {id: kept for id in planned if (kept := _kept(cache, keys[id]))}
        for id in found:
            done(id)
        missing = [id for id in planned if id not in found]
        with closing(self._fresh(missing, options, own)) as results:
            for id, result in results:
                if isinstance(result, Stopped):
                    found[id] = self.stopped(planned[id], result)
                else:
                    found[id] = result
                    if cache and keys[id]:
                        cache.put(keys[id], asdict(result))
                done(id)
        return {id: found[id] for id in planned}

    def _fresh(
        self, ids: list[str], options: suite.Options, own: Own
    ) -> Generator[tuple[str, Record | Stopped]]:
        pool = _spread(partial(self.check, options.digits, own.sources), ids, options, own)
        for k, result in pool.stream(ids) if ids else ():
            yield ids[k], result


def check(digits: int, own: tuple[Source, ...], id: str) -> Record:
    """What the examination says of one mutant; a check that breaks leaves it undecided."""
    mutant = _mutant(own, id)
    try:
        return put_to_test(mutant, digits)
    except Exception as error:
        text = f"{says(mutant.statement)}: broken: {type(error).__name__}: {error}"
        return Record(id, mutant.slip, Fate.UNDECIDED, text)


def name(digits: int, own: tuple[Source, ...], id: str) -> Record:
    """The mistake that is named behind one caught mutant."""
    mutant = _mutant(own, id)
    record = Record(id, mutant.slip, Fate.CAUGHT, says(mutant.statement))
    try:
        return named(mutant, record, digits)
    except Exception as error:
        return replace(record, naming=Naming.NONE, named=f"broken: {type(error).__name__}: {error}")


def _stopped_check(mutant: Planted, why: Stopped) -> Record:
    return Record(mutant.id, mutant.slip, Fate.UNDECIDED, f"{mutant.says}: {why.reason}")


def _stopped_name(mutant: Planted, why: Stopped) -> Record:
    return Record(mutant.id, mutant.slip, Fate.CAUGHT, mutant.says, Naming.NONE)


CHECKED = Work("checked", check, _stopped_check)
NAMED = Work("named", name, _stopped_name)


def measure(
    planned: Planned,
    options: suite.Options,
    done: Callable[[str], None] = lambda _: None,
    to_name: Planned | None = None,
    own: Own = OURS_ONLY,
) -> Score:
    """Every mutant checked, and the mistake named behind those that are caught (of ``to_name``)."""
    records = CHECKED.records(planned, options, own, done)
    chosen = planned if to_name is None else to_name
    caught = {id: m for id, m in chosen.items() if records[id].fate is Fate.CAUGHT}
    records |= NAMED.records(caught, options, own, done)
    return Score(tuple(records.values()))


def _mutant(own: tuple[Source, ...], id: str) -> Mutant:
    return _mutants(own, id.partition("#")[0])[id]


@lru_cache(maxsize=4)
def _mutants(own: tuple[Source, ...], subject: str) -> dict[str, Mutant]:
    found = (s for s in _subjects(own, subject.partition("/")[0]) if s.id == subject)
    return {m.id: m for s in found for m in mutants(s)}


def named_in_notes(
    run: Run,
    options: suite.Options,
    own: Own = OURS_ONLY,
    done: Callable[[str], None] = lambda _: None,
) -> dict[str, tuple[str, Naming]]:
    """What is named behind each refuted claim; right is what the ledger says should stand there."""
    ids = [f.id for f in run.findings if f.verdict is Verdict.REFUTED]
    check = partial(named_in_claim, options.digits, own.sources)
    found = _spread(check, ids, options, own).run(ids, done)
    return {
        id: ("", Naming.NONE) if isinstance(r, Stopped) else r
        for id, r in zip(ids, found, strict=True)
    }


def named_in_claim(digits: int, own: tuple[Source, ...], id: str) -> tuple[str, Naming]:
    """The mistake that is named in a refuted claim, and how it compares with the ledger."""
    item = _item(own, id)
    claim = item[0] if isinstance(item, tuple) else None
    found = diagnose(claim.says) if claim and claim.says else None
    if claim is None or found is None:
        return "", Naming.NONE
    if naming(found.fixed, found.fixed, digits) is Naming.UNPROVED:
        return found.name, Naming.UNPROVED
    same = any(leads_to(found.fixed, reading.statement) for reading in claim.instead)
    return found.name, Naming.RIGHT if same else Naming.OTHER


def _key(work: str, mutant: Planted, digits: int) -> str:
    """The name of a record among all that are kept; empty for what has no content."""
    told = f"{work} {mutant.id} {mutant.slip} {mutant.content} {digits}".encode()
    return sha256(told).hexdigest() if mutant.content else ""


def _kept(cache: Cache | None, key: str) -> Record | None:
    entry = cache.get(key) if cache and key else None
    if entry is None:
        return None
    kinds = {"slip": Slip(entry["slip"]), "fate": Fate(entry["fate"])}
    return Record(**{**entry, **kinds, "naming": Naming(entry["naming"])})
