"""The whole suite: every claim of the ledgers and every derivation, selected, run and collected."""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from time import perf_counter

from derivecheck import __version__
from derivecheck.cache import Cache
from derivecheck.claim import Claim, Ledger
from derivecheck.derivation import Derivation, Lemma
from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.evidence import Evidence, Outcome, Verdict
from derivecheck.finding import DerivationRecord, Finding, Run
from derivecheck.kept import Item, Kept, Result
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.own import Source, merged
from derivecheck.parallel import Limits, NotInstalled, Pool, Stopped, Workers, processes
from derivecheck.provenance import provenance
from derivecheck.verify import (
    assumptions,
    blank_finding,
    verify_claim,
    verify_derivation,
)


class UnknownId(ValueError):
    """An id that names no claim, note or derivation; the message offers the nearest ones."""


@dataclass(frozen=True)
class Options:
    """How a run is made."""

    digits: int = 50
    jobs: int = 1
    limits: Limits = Limits()
    cache: Cache | None = None
    scheduler: str | None = None  # the address of a Dask scheduler

    def workers(self, checks: int) -> Workers:
        """Those of the cluster, or processes of this machine, no more than there are checks.

        Raises NotInstalled where a cluster is asked for and Dask is missing.
        """
        if self.scheduler is None:
            return processes(max(1, min(self.jobs, checks)))
        try:
            from derivecheck.cluster import cluster
        except ModuleNotFoundError as error:
            raise NotInstalled(
                f"--scheduler needs {error.name}: pip install 'derivecheck[dask]'"
            ) from error
        return cluster(self.scheduler)


def claims() -> dict[str, tuple[Claim, Ledger]]:
    """Every claim by id, in the order of the notes."""
    return {c.id: (c, ledger) for ledger in LEDGERS for c in ledger.claims}


def derivations() -> dict[str, Derivation | Lemma]:
    """Every derivation by id, in the order in which they build on one another."""
    return {d.id: d for d in DERIVATIONS}


def select(ids: Iterable[str] = (), note: str | None = None) -> list[str]:
    """The ids to check: those named, those of a note, or all; a bare note or file name is a group.

    Raises UnknownId.
    """
    known = [*derivations(), *claims()]
    chosen = [i for name in ids for i in _group(name, known)] or known
    if note is not None:
        _require_note(note)
        owned = [i for i in chosen if i.partition("-")[0] == note]
        rests = {r for i in owned for r in claims()[i][0].rests_on}
        chosen = [i for i in known if i in rests] + owned
    return list(dict.fromkeys(chosen))


def _group(name: str, known: list[str]) -> list[str]:
    members = [i for i in known if i == name or i.split("-")[0] == name or i.split(".")[0] == name]
    if not members:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"; nearest: {', '.join(near)}" if near else "; `derivecheck list` shows them all"
        raise UnknownId(f"unknown id {name}{hint}")
    return members


def _require_note(note: str) -> None:
    names = [ledger.note for ledger in LEDGERS]
    if note not in names:
        raise UnknownId(f"unknown note {note}; there are {', '.join(names)}")


def check(digits: int, id: str) -> Result:
    """One item, examined."""
    return _examined({**derivations(), **claims()}[id], digits)


def check_own(digits: int, own: tuple[Source, ...], id: str) -> Result:
    """One item, examined; a worker runs the user's files anew, from their text."""
    item = merged(own).get(id)
    return _examined(item, digits) if item else check(digits, id)


def _examined(item: Item, digits: int) -> Result:
    if isinstance(item, tuple):
        return verify_claim(*item, digits)
    return verify_derivation(item, digits)


def run(
    ids: list[str],
    options: Options,
    done: Callable[[str], None] = lambda _: None,
    own: tuple[Source, ...] = (),
) -> Run:
    """All items: those of the cache first, the others in worker processes.

    ``own`` are files of the user's, whose items may be among the ids.  An interrupt (Ctrl-C) ends
    the run early; what was not checked is then `Run.unfinished`.
    """
    start = perf_counter()
    items: dict[str, Item] = {**derivations(), **claims(), **merged(own)}
    kept = Kept(items, options.digits, options.cache)
    results = {id: result for id in ids if (result := kept.get(id))}
    cached = len(results)
    for id in results:
        done(id)
    with suppress(KeyboardInterrupt), closing(_checked(ids, results, options, own)) as fresh:
        for id, new in fresh:
            results[id] = (
                _stopped(items[id], new) if isinstance(new, Stopped) else kept.put(id, new)
            )
            done(id)
    found = [results[id] for id in ids if id in results]
    return Run(
        version=__version__,
        findings=tuple(r for r in found if isinstance(r, Finding)),
        derivations=tuple(r for r in found if isinstance(r, DerivationRecord)),
        digits=options.digits,
        seconds=perf_counter() - start,
        provenance=provenance(options.digits, options.limits, LEDGERS),
        cached=cached,
        unfinished=tuple(id for id in ids if id not in results),
    )


def _checked(
    ids: list[str], known: Container[str], options: Options, own: tuple[Source, ...]
) -> Generator[tuple[str, Result | Stopped]]:
    """The results that are not known yet, as they come."""
    missing = [id for id in ids if id not in known]
    if missing:
        pool = Pool[str, Result](
            partial(check_own, options.digits, own) if own else partial(check, options.digits),
            options.workers(len(missing)),
            options.limits,
            ("derivecheck.suite",),
        )
        for k, result in pool.stream(missing):
            yield missing[k], result


def _stopped(item: Item, why: Stopped) -> Result:
    """An item that was stopped is undecided, never passed."""
    evidence = (Evidence("limits", Outcome.UNABLE, why.reason),)
    if isinstance(item, tuple):
        return blank_finding(*item, Verdict.UNDECIDED, evidence, why.reason)
    given = item.statement.given if isinstance(item, Lemma) else item.given.assumptions
    return DerivationRecord(
        item.id,
        item.title,
        item.latex,
        "",
        (),
        Verdict.UNDECIDED,
        assumptions(given),
        (why.reason,),
    )
