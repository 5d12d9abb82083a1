r"""A run of the mutation score: what is planted, spread over worker processes, kept and counted.

The same run counts how often the mistake that was planted is named, and compares what is named
behind the refuted claims of the notes with what their ledgers say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from typing import Any

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
from derivecheck.running import catalogue, suite
from derivecheck.running.cache import Cache
from derivecheck.running.content import Digests, NoContent
from derivecheck.running.parallel import Pool, Stopped

Planned = dict[str, Mutant]


def plan(ids: Iterable[str]) -> Planned:
    """The mutants of all statements of these claims and derivations, by id, each content once."""
    digests, seen, planned = Digests(), set(), {}
    for id in ids:
        for subject in _subjects(id):
            for mutant in mutants(subject):
                key = _key(digests, mutant.statement) or mutant.id
                if key not in seen:
                    seen.add(key)
                    planned[mutant.id] = mutant
    return planned


def _subjects(id: str) -> Iterator[Subject]:
    if id in catalogue.derivations():
        yield from subjects(id, catalogue.derivations()[id])
    elif (statement := catalogue.claims()[id][0].says) is not None:
        yield from subjects(id, statement)


def _key(digests: Digests, content: Any) -> str:
    """Empty for what has no content that can be told from another's."""
    try:
        return digests.of(content).hex()
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
    check: Callable[[int, Any], Record]
    stopped: Callable[[Mutant, Stopped], Record]

    def records(
        self, planned: Planned, options: suite.Options, done: Callable[[str], None]
    ) -> dict[str, Record]:
        """One record a mutant: those of the cache first, the others as they come."""
        keys, cache = _keys(self.name, planned, options), options.cache
        found = {id: kept for id in planned if (kept := _kept(cache, keys[id]))}
        for id in found:
            done(id)
        missing = [id for id in planned if id not in found]
        with closing(self._fresh(missing, options)) as results:
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
        self, ids: list[str], options: suite.Options
    ) -> Generator[tuple[str, Record | Stopped]]:
        check = partial(self.check, options.digits)
        pool = Pool[str, Record](check, options.workers(len(ids)), options.limits, (__name__,))
        for k, result in pool.stream(ids) if ids else ():
            yield ids[k], result


def check(digits: int, id: str) -> Record:
    """What the examination says of one mutant; a check that breaks leaves it undecided."""
    mutant = _mutant(id)
    try:
        return put_to_test(mutant, digits)
    except Exception as error:
        return _stopped_check(mutant, Stopped(f"broken: {type(error).__name__}: {error}"))


def name(digits: int, id: str) -> Record:
    """The mistake that is named behind one caught mutant."""
    mutant = _mutant(id)
    record = Record(id, mutant.slip, Fate.CAUGHT, says(mutant.statement))
    try:
        return named(mutant, record, digits)
    except Exception as error:
        return replace(record, naming=Naming.NONE, named=f"broken: {type(error).__name__}: {error}")


def _stopped_check(mutant: Mutant, why: Stopped) -> Record:
    text = f"{says(mutant.statement)}: {why.reason}"
    return Record(mutant.id, mutant.slip, Fate.UNDECIDED, text)


def _stopped_name(mutant: Mutant, why: Stopped) -> Record:
    return Record(mutant.id, mutant.slip, Fate.CAUGHT, says(mutant.statement), Naming.NONE)


CHECKED = Work("checked", check, _stopped_check)
NAMED = Work("named", name, _stopped_name)


def measure(
    planned: Planned,
    options: suite.Options,
    done: Callable[[str], None] = lambda _: None,
    to_name: Planned | None = None,
) -> Score:
    """Every mutant checked, and the mistake named behind those that are caught (of ``to_name``)."""
    records = CHECKED.records(planned, options, done)
    chosen = planned if to_name is None else to_name
    caught = {id: m for id, m in chosen.items() if records[id].fate is Fate.CAUGHT}
    records |= NAMED.records(caught, options, done)
    return Score(tuple(records.values()))


def _mutant(id: str) -> Mutant:
    return _mutants(id.partition("#")[0])[id]


@lru_cache(maxsize=4)
def _mutants(subject: str) -> dict[str, Mutant]:
    own = (s for s in _subjects(subject.partition("/")[0]) if s.id == subject)
    return {m.id: m for s in own for m in mutants(s)}


def named_in_notes(
    run: Run, options: suite.Options, done: Callable[[str], None] = lambda _: None
) -> dict[str, tuple[str, Naming]]:
    """What is named behind each refuted claim; right is what the ledger says should stand there."""
    ids = [f.id for f in run.findings if f.verdict is Verdict.REFUTED]
    pool = Pool[str, tuple[str, Naming]](
        partial(named_in_claim, options.digits),
        options.workers(len(ids)),
        options.limits,
        (__name__,),
    )
    found = zip(ids, pool.run(ids, done), strict=True)
    return {id: ("", Naming.NONE) if isinstance(r, Stopped) else r for id, r in found}


def named_in_claim(digits: int, id: str) -> tuple[str, Naming]:
    """The mistake that is named in a refuted claim, and how it compares with the ledger."""
    claim, _ = catalogue.claims()[id]
    found = diagnose(claim.says) if claim.says else None
    if found is None:
        return "", Naming.NONE
    if naming(found.fixed, found.fixed, digits) is Naming.UNPROVED:
        return found.name, Naming.UNPROVED
    same = any(leads_to(found.fixed, reading.statement) for reading in claim.instead)
    return found.name, Naming.RIGHT if same else Naming.OTHER


def _keys(work: str, planned: Planned, options: suite.Options) -> dict[str, str]:
    digests = Digests()
    return {
        id: _key(digests, (work, m.id, m.slip, m.statement, m.original, options.digits))
        for id, m in planned.items()
    }


def _kept(cache: Cache | None, key: str) -> Record | None:
    entry = cache.get(key) if cache and key else None
    if entry is None:
        return None
    kinds = {"slip": Slip(entry["slip"]), "fate": Fate(entry["fate"])}
    return Record(**{**entry, **kinds, "naming": Naming(entry["naming"])})
