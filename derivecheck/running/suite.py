"""The whole suite: every claim of the ledgers and every derivation, selected, run and collected.

What has a result already is not built: without new work a run needs the index alone, no SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, partial
from time import perf_counter

from derivecheck import __version__
from derivecheck.findings.finding import DerivationRecord, Finding, Run
from derivecheck.running.cache import Cache
from derivecheck.running.environment import sources
from derivecheck.running.index import Index
from derivecheck.running.kept import Kept, Result
from derivecheck.running.own_files import OURS_ONLY, BadFile, Described, Own, Source, open_for, read
from derivecheck.running.parallel import (
    BrokenCheck,
    Limits,
    NotInstalled,
    Pool,
    Stopped,
    Workers,
    processes,
)
from derivecheck.running.provenance import provenance

INDEX = "index"  # its name among what is kept
READING = 60.0  # seconds for files of the user's own
BUILDING = 600.0  # seconds for the ledgers, which take five on a machine that is not busy
CATALOGUE = ("derivecheck.running.catalogue",)


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

    @cached_property
    def index(self) -> Index:
        """Every claim and derivation; where it is not kept, a worker builds it.

        Workers need the ledgers anyhow, and this process can do without them.
        """
        return index(self.cache, self.built_by_a_worker)

    def built_by_a_worker(self, with_contents: bool) -> Index:
        """The index from one of the workers; raises BrokenCheck where it is stopped."""
        pool = Pool[bool, Index](built, self.workers(1), Limits(BUILDING), CATALOGUE)
        ((_, made),) = pool.stream([with_contents])
        if isinstance(made, Stopped):
            raise BrokenCheck(f"the ledgers could not be built: {made.reason}")
        return made

    def workers(self, checks: int) -> Workers:
        """Those of the cluster, or processes of this machine, no more than there are checks.

        Raises NotInstalled where a cluster is asked for and Dask is missing.
        """
        if self.scheduler is None:
            return processes(max(1, min(self.jobs, checks)))
        try:
            from derivecheck.running.cluster import cluster
        except ModuleNotFoundError as error:
            raise NotInstalled(
                f"--scheduler needs {error.name}: pip install 'derivecheck[dask]'"
            ) from error
        return cluster(self.scheduler)


def built(with_contents: bool) -> Index:
    """The index, built from the ledgers."""
    from derivecheck.running import catalogue

    return catalogue.index(with_contents)


def index(cache: Cache | None, build: Callable[[bool], Index] = built) -> Index:
    """Every claim and derivation as the sources have it now; built where none is kept."""
    entry = cache.get(INDEX) if cache else None
    with suppress(KeyError, TypeError, AttributeError):  # of another shape: as good as missing
        if entry and entry["sources"] == sources():
            return Index.from_json(entry)
    made = build(cache is not None)
    if cache:
        cache.put(INDEX, {"sources": sources(), **made.as_json()})
    return made


def select(
    ids: Iterable[str] = (), note: str | None = None, among: Index | None = None
) -> list[str]:
    """The ids to check: those named, those of a note, or all; a bare note or file name is a group.

    Raises UnknownId.
    """
    among = among or index(None)
    known = list(among.entries)
    chosen = [i for name in ids for i in _group(name, known)] or known
    if note is not None:
        _require_note(note, among)
        owned = [i for i in chosen if i.partition("-")[0] == note]
        if not owned:
            raise UnknownId(f"none of what is named is a claim of the note {note}")
        rests = {r for i in owned for r in among.entries[i].rests_on}
        chosen = [i for i in known if i in rests] + owned
    return list(dict.fromkeys(chosen))


def _group(name: str, known: list[str]) -> list[str]:
    members = [i for i in known if i == name or i.split("-")[0] == name or i.split(".")[0] == name]
    if not members:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"; nearest: {', '.join(near)}" if near else "; `derivecheck list` shows them all"
        raise UnknownId(f"unknown id {name}{hint}")
    return members


def _require_note(note: str, among: Index) -> None:
    if note not in among.notes:
        raise UnknownId(f"unknown note {note}; there are {', '.join(among.notes)}")


def check(digits: int, id: str) -> Result:
    """One item, examined."""
    from derivecheck.running import catalogue, items

    return items.examined(catalogue.everything()[id], digits)


def check_own(digits: int, own: tuple[Source, ...], id: str) -> Result:
    """One item, examined; a worker runs the user's files anew, from their text."""
    from derivecheck.running import items
    from derivecheck.running.own import merged

    item = merged(own).get(id)
    return items.examined_own(item, digits) if item else check(digits, id)


def own(paths: tuple[str, ...], options: Options) -> Own:
    """The files of the user's own, read by a worker; raises BadFile."""
    sources = tuple(map(read, paths))
    pool = Pool[tuple[Source, ...], tuple[Described, ...] | BadFile](
        partial(described, dict(options.index.contents)),
        processes(1),
        Limits(min(options.limits.seconds, READING), options.limits.memory),
        ("derivecheck.running.items",),
    )
    ((_, told),) = pool.stream([sources])
    if isinstance(told, Stopped):
        raise BadFile(f"{', '.join(s.path for s in sources)}: reading it was {told.reason}")
    if isinstance(told, BadFile):
        raise told
    return Own(sources, told)


def described(
    known: Mapping[str, str], sources: tuple[Source, ...]
) -> tuple[Described, ...] | BadFile:
    """What the user's files hold; a worker runs them."""
    from derivecheck.running.own import described

    return described(known, sources)


def run(
    ids: list[str],
    options: Options,
    done: Callable[[str], None] = lambda _: None,
    own: Own = OURS_ONLY,
    last: Callable[[Finding], bool] = lambda _: False,
) -> Run:
    """All items: those of the cache first, the others in worker processes.

    ``own`` are the user's files, whose items may be among the ids.  An interrupt (Ctrl-C) ends
    the run early, and so does a finding that is ``last``; what was not checked is then
    `Run.unfinished`.
    """
    start = perf_counter()
    kept = Kept(options.index.contents | own.contents, options.digits, options.cache)
    results = {id: result for id in ids if (result := kept.get(id))}
    cached = len(results)
    for id in results:
        done(id)
    todo = [] if any(_is_last(r, last) for r in results.values()) else ids
    with suppress(KeyboardInterrupt), closing(_checked(todo, results, options, own)) as fresh:
        for id, new in fresh:
            results[id] = _stopped(id, own, new) if isinstance(new, Stopped) else kept.put(id, new)
            done(id)
            if _is_last(results[id], last):
                break
    found = [results[id] for id in ids if id in results]
    return Run(
        version=__version__,
        findings=tuple(r for r in found if isinstance(r, Finding)),
        derivations=tuple(r for r in found if isinstance(r, DerivationRecord)),
        digits=options.digits,
        seconds=perf_counter() - start,
        provenance=provenance(options.digits, options.limits, options.index),
        cached=cached,
        unfinished=tuple(id for id in ids if id not in results),
    )


def _is_last(result: Result, last: Callable[[Finding], bool]) -> bool:
    return isinstance(result, Finding) and last(result)


def _checked(
    ids: list[str], known: Container[str], options: Options, own: Own
) -> Generator[tuple[str, Result | Stopped]]:
    """The results that are not known yet, as they come."""
    missing = [id for id in ids if id not in known]
    if missing:
        ours = any(id in options.index.entries for id in missing)
        pool = Pool[str, Result](
            partial(check_own, options.digits, own.sources)
            if own.sources
            else partial(check, options.digits),
            options.workers(len(missing)),
            options.limits,
            CATALOGUE if ours else ("derivecheck.running.items",),
        )
        for k, result in pool.stream(missing):
            yield missing[k], result


def _stopped(id: str, own: Own, why: Stopped) -> Result:
    """What is said of an item that was stopped."""
    if id in own.blanks:
        return open_for(own.blanks[id], why.reason)
    from derivecheck.running import catalogue, items

    return items.stopped(catalogue.everything()[id], why)
