"""A result is found again exactly as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sympy import Dummy, Function, IndexedBase, Integer, Lambda, Rational, Symbol, symbols
from sympy.core.function import UndefinedFunction

from derivecheck.findings.finding import Run
from derivecheck.language.functionals import CE, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import point
from derivecheck.language.statements import given
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import Rule, algebra, lemma, linearity, moments
from derivecheck.reading.claim import Ledger
from derivecheck.running import cache as cache_module
from derivecheck.running import environment, suite
from derivecheck.running.cache import MONTH, PREFIX, Cache, default_folder
from derivecheck.running.content import Digests, NoContent
from derivecheck.running.items import Item, contents
from derivecheck.running.kept import Kept
from derivecheck.running.parallel import Limits
from tests.support import tiny_suite
from tests.support.tiny_suite import CHAIN, FALSE, LEDGERS, PROSE, TRUE, N, P, Q

ROOT = Path(__file__).parents[2]
FUTURE = 4e9


@pytest.fixture(autouse=True)
def _sources_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a source while the tests run does not disturb them."""
    monkeypatch.setattr(cache_module, "STARTED", FUTURE)


def digest(thing: Any) -> bytes:
    """The content in a fresh walk."""
    return Digests().of(thing)


# --- content

x, y = symbols("x y")
DIFFERENT = [
    (x, Symbol("x", real=True)),
    (x, point("x")),
    (Function("f")(x), Function("f", real=True)(x)),
    (Function("f", real=True)(x), Function("f", positive=True)(x)),
    (IndexedBase("p")[x], IndexedBase("p", positive=True)[x]),
    (x - y, y - x),
    (x**y, y**x),
    (CE(P, Q), CE(Q, P)),
    (CE(P, Q), KL(P, Q)),
    (Integer(1), Rational(1, 2)),
    (1, True),
    (1, "1"),
    (("ab", "c"), ("a", "bc")),
    (((1,), 2), (1, (2,))),
    (FiniteLaw("p", N), FiniteLaw("p", N + 1)),
    (Density("q"), Density("q", x)),
    (given(P, Q).le(CE(P, Q), H(P)), given(P, Q).lt(CE(P, Q), H(P))),
    (given(P).eq(H(P), 0), given(P, Q).eq(H(P), 0)),
    (TRUE, replace(TRUE, lines=(1, 2))),
    (algebra, linearity),
    (lemma(CHAIN), lemma(CHAIN, 2)),
    (lambda e: e + 1, lambda e: e + 2),
    (lambda e, k=1: e + k, lambda e, k=2: e + k),
]


@pytest.mark.parametrize("pair", DIFFERENT, ids=map(str, range(len(DIFFERENT))))
def test_what_differs_has_another_digest(pair: tuple[Any, Any]) -> None:
    assert digest(pair[0]) != digest(pair[1])


def test_the_order_of_terms_is_no_content() -> None:
    parts = (x, y, CE(P, Q), Function("f", real=True)(x))
    assert digest(sum(parts)) == digest(sum(reversed(parts)))
    assert digest({"a": x, "b": y}) == digest({"b": y, "a": x})


def closing_over(value: Any) -> Callable[[], Any]:
    return lambda: value


def test_a_function_counts_with_what_it_closes_over() -> None:
    assert digest(closing_over(x)) == digest(closing_over(x))
    assert digest(closing_over(x)) != digest(closing_over(y))


def test_a_function_that_closes_over_itself_has_a_content() -> None:
    def countdown(n: int) -> int:
        return countdown(n - 1) if n else 0

    assert digest(countdown) == digest(countdown)


@pytest.mark.parametrize(
    "thing", [Dummy("x"), Dummy("x") + 1, Lambda(Dummy("x"), 1), object(), len]
)
def test_what_cannot_be_told_from_another_has_no_content(thing: Any) -> None:
    with pytest.raises(NoContent):
        digest(thing)


PROGRAM = """
from sympy import Dummy, Symbol
from derivecheck.terms.binders import freshen
from derivecheck.running.content import Digests
from derivecheck.language.functionals import CE, H, KL, unfold
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import given
N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
statement = given(P, Q).eq(CE(P, Q), unfold(H(P) + KL(P, Q)))
[Dummy() for _ in range({dummies})], freshen(statement.rhs)
print(Digests().of(statement).hex())
"""


def printed(program: str, seed: int) -> str:
    """What a program prints under a hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", program]
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True)


def test_the_digest_is_the_same_in_every_process() -> None:
    assert printed(PROGRAM.format(dummies=1), 1) == printed(PROGRAM.format(dummies=2), 2)


KEYS = """
from derivecheck.running import catalogue
contents = catalogue.index(with_contents=True).contents
print(*(f"{id} {content}" for id, content in contents.items()), sep="\\n")
"""


@pytest.mark.slow
def test_the_keys_of_the_whole_suite_are_the_same_in_every_process() -> None:
    """An order that comes from a set would show here, wherever a statement is built."""
    first, second = (printed(KEYS, seed).splitlines() for seed in (3, 4))
    assert first == second
    assert all(len(line.split()) == 2 for line in first)


# --- the environment


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the engine in which a test may change a file."""
    copy = tmp_path / "engine"
    shutil.copytree(environment.ENGINE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(environment, "ENGINE", copy)
    forget()
    yield copy
    monkeypatch.undo()
    forget()


def forget() -> None:
    environment.folder_digest.cache_clear()
    environment.environment.cache_clear()


@pytest.mark.parametrize("file", ["proof/prove.py", "numeric/balls.py", "language/laws/planted.py"])
def test_a_touched_engine_is_another_environment(
    engine: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = environment.environment()
    with (engine / file).open("a") as source:
        source.write("# touched\n")
    forget()
    assert environment.environment() != before


def test_a_touched_derivation_is_the_same_environment(engine: Path) -> None:
    before = environment.environment()
    (engine / "derivations" / "planted.py").touch()
    forget()
    assert environment.environment() == before


def test_another_library_is_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    before = environment.environment()
    monkeypatch.setattr(environment, "version", lambda name: "1" if name == "sympy" else "2")
    forget()
    assert environment.environment() != before
    forget()


# --- entries


def test_an_entry_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path).put("key", {"熵": [1, None]})
    assert Cache(tmp_path).get("key") == {"熵": [1, None]}
    assert Cache(tmp_path).get("other") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"PROVED", b"REFUTE"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\xff\xfe" + data,
    ],
)
def test_a_damaged_entry_is_missing_and_is_written_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    cache = Cache(tmp_path)
    cache.put("key", {"verdict": "PROVED"})
    file = cache.folder / "key"
    file.write_bytes(damage(file.read_bytes()))
    assert cache.get("key") is None
    cache.put("key", {"verdict": "PROVED"})
    assert cache.get("key") == {"verdict": "PROVED"}


def hammer(root: str) -> int:
    """Write and read one key again and again; the number of entries that were not whole."""
    cache_module.STARTED = FUTURE
    cache = Cache(Path(root))
    bad = 0
    for k in range(100):
        cache.put("key", {"text": f"{os.getpid()} {k} " + "x" * 50_000})
        bad += cache.get("key") is None
    return bad


def test_processes_at_once_never_see_half_an_entry(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(hammer, [str(tmp_path)] * 2)) == [0, 0]
    assert [p.name for p in Cache(tmp_path).folder.iterdir()] == ["key"]


def test_a_folder_that_cannot_be_made_is_told_once_and_does_not_stop_the_run(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.put("key", {})
    assert cache.get("key") is None
    assert "cannot write" in cache.trouble


def test_old_environments_go_away_and_nothing_else(tmp_path: Path) -> None:
    names = [f"{PREFIX}old", f"{PREFIX}recent", "mine"]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry").touch()
    then = time.time() - MONTH - 60
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (then, then))
    current = Cache(tmp_path).folder.name
    assert {p.name for p in tmp_path.iterdir()} == {names[1], names[2], current}


@pytest.mark.parametrize("file", ["proof/prove.py", "numeric/balls.py", "notes/n0.py"])
def test_nothing_is_kept_once_a_source_has_changed(
    tmp_path: Path, engine: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    monkeypatch.setattr(cache_module, "STARTED", time.time() + 1)
    cache.put("before", {})
    os.utime(engine / file, (FUTURE, FUTURE))
    cache.put("after", {})
    assert cache.get("before") == {}
    assert cache.get("after") is None


def test_the_folder_can_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", "/somewhere")
    assert default_folder() == Path("/somewhere")
    monkeypatch.delenv("DERIVECHECK_CACHE_DIR")
    assert default_folder().name == "derivecheck"


# --- keys: what a result depends on

UPPER = derive("ce.upper", "", given(P, Q), CE(P, Q)).eq(H(P) + KL(P, Q), by=lemma(CHAIN))


def items(*ledgers: Ledger, chains: tuple[Derivation, ...] = (CHAIN, UPPER)) -> dict[str, Item]:
    """A suite by id."""
    named: dict[str, Item] = {d.id: d for d in chains}
    return named | {c.id: (c, book) for book in ledgers for c in book.claims}


def keys(named: dict[str, Item], digits: int = 50) -> dict[str, str]:
    kept = Kept(contents(named), digits, None)
    return {id: kept.key(id) for id in named}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {id for id in before if before[id] != after[id]}


BEFORE = keys(items(*LEDGERS))


def test_a_touched_claim_is_made_again_alone() -> None:
    touched = replace(LEDGERS[0], claims=(replace(TRUE, paraphrase="other"), PROSE))
    assert changed(BEFORE, keys(items(touched, LEDGERS[1]))) == {"T0-1"}


def test_a_touched_derivation_is_made_again_with_all_that_builds_on_it() -> None:
    chains = (replace(CHAIN, title="other"), UPPER)
    assert changed(BEFORE, keys(items(*LEDGERS, chains=chains))) == {"ce.split", "ce.upper", "T0-1"}


def test_a_touched_derivation_on_top_is_made_again_alone() -> None:
    chains = (CHAIN, replace(UPPER, title="other"))
    assert changed(BEFORE, keys(items(*LEDGERS, chains=chains))) == {"ce.upper"}


def test_another_rule_of_the_same_name_is_another_key() -> None:
    lax = Rule(linearity.name, linearity.sentence, moments.check)
    chain = derive("ce.split", CHAIN.title, CHAIN.given, CHAIN.start).eq(CHAIN.result, by=lax)
    assert "ce.split" in changed(BEFORE, keys(items(*LEDGERS, chains=(chain, UPPER))))


def test_other_digits_are_other_keys() -> None:
    assert changed(BEFORE, keys(items(*LEDGERS), 51)) == BEFORE.keys()


def test_what_builds_on_itself_or_on_a_dummy_has_no_key() -> None:
    looped = (replace(CHAIN, uses=("ce.upper",)), UPPER)
    assert keys(items(*LEDGERS, chains=looped))["ce.split"] == ""
    dummy = replace(CHAIN, start=CHAIN.start + Dummy())
    found = keys(items(*LEDGERS, chains=(dummy, UPPER)))
    assert {id for id, key in found.items() if not key} == {"ce.split", "ce.upper", "T0-1"}


def test_undefined_functions_are_told_apart_by_their_assumptions() -> None:
    assert isinstance(Function("f"), UndefinedFunction)
    assert digest(Function("f")) != digest(Function("f", positive=True))


# --- runs


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_suite.install(put=monkeypatch.setattr)


def run(cache: Cache | None, seconds: float = 60.0) -> Run:
    options = suite.Options(30, 1, Limits(seconds), cache)
    return suite.run(suite.select(), options)


def timeless(result: Run) -> Run:
    return replace(result, seconds=0.0, cached=0)


def test_a_warm_run_says_what_the_cold_one_said(tiny: None, tmp_path: Path) -> None:
    cold, warm = run(Cache(tmp_path)), run(Cache(tmp_path))
    assert (cold.cached, warm.cached) == (0, 4)
    assert timeless(warm) == timeless(cold)


def test_only_a_touched_claim_is_checked_again(
    tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(Cache(tmp_path))
    same = (LEDGERS[0], tiny_suite.ledger("T1", replace(FALSE)))
    tiny_suite.install(same, put=monkeypatch.setattr)
    assert run(Cache(tmp_path)).cached == 4
    touched = (LEDGERS[0], tiny_suite.ledger("T1", replace(FALSE, section="other")))
    tiny_suite.install(touched, put=monkeypatch.setattr)
    assert run(Cache(tmp_path)).cached == 3


def test_a_stopped_check_is_not_kept(
    tiny: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_suite.install(tiny_suite.WITH_SLOW[2:], (), monkeypatch.setattr)
    (stopped,) = run(Cache(tmp_path), 1.0).findings
    assert "time limit" in stopped.reason
    assert [p.name for p in Cache(tmp_path).folder.iterdir()] == ["index"]
