"""The run of the mutation score: planned once, sampled by seed, kept, counted and printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from derivecheck.cli import commands as cli
from derivecheck.cli.mutants import Measured, as_json, percent, print_score, summary
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Run
from derivecheck.judgement.claims import blank_finding
from derivecheck.judgement.mutants import Fate, Naming, Record, Score
from derivecheck.mistakes.slips import Slip
from derivecheck.running import cache as cache_module
from derivecheck.running import catalogue, suite
from derivecheck.running import mutants as mutation
from derivecheck.running.cache import Cache
from derivecheck.running.own_files import Own, Source
from derivecheck.running.parallel import Limits, Stopped, Submit
from derivecheck.running.provenance import MEASURED, mutation_score


def planned(*ids: str) -> mutation.Planned:
    found = (m for id in ids for m in planted(id))
    return {m.id: m for m in found}


def planted(id: str) -> tuple[mutation.Planted, ...]:
    made = mutation.planted((), id)
    assert not isinstance(made, Stopped)
    return made


PLANNED = planned("N1-52", "divergence.gibbs")
CAUGHT = Record("x#1", Slip.SIGN, Fate.CAUGHT, "x = -x", Naming.RIGHT, same_class=True)
SURVIVED = Record("x#2", Slip.BASE, Fate.SURVIVED, "x <= 2")
MEASURED_ONE = Measured(Score((CAUGHT, SURVIVED)), {"N0-1": ("sign", Naming.RIGHT)}, 5, 3, 30)


def options(folder: Path | None = None) -> suite.Options:
    return suite.Options(30, 1, Limits(60), Cache(folder) if folder else None)


def test_every_statement_is_planted_once() -> None:
    assert {id.partition("#")[0] for id in PLANNED} >= {"N1-52/1", "N1-52/2", "divergence.gibbs/1"}
    assert len({m.content for m in PLANNED.values()}) == len(PLANNED)
    twice, stopped = mutation.plan(["divergence.gibbs", "divergence.gibbs"], options())
    assert (twice, stopped) == (planned("divergence.gibbs"), {})
    prose = next(i for i, (c, _) in catalogue.claims().items() if c.says is None)
    assert planned(prose) == {}


def test_a_sample_depends_on_its_seed_alone() -> None:
    first = mutation.sampled(PLANNED, 5, 1)
    assert len(first) == 5
    assert mutation.sampled(dict(reversed(PLANNED.items())), 5, 1) == first
    assert mutation.sampled(PLANNED, 5, 2) != first
    assert mutation.sampled(PLANNED, None, 1) == mutation.sampled(PLANNED, 10**6, 1) == PLANNED


def test_a_sample_of_the_ledgers_is_caught_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "STARTED", 4e9)  # sources may be edited meanwhile
    chosen = mutation.sampled(PLANNED, 8, 3)
    seen: list[str] = []
    score = mutation.measure(chosen, options(tmp_path), seen.append)
    assert score.caught in (None, 1.0)
    assert score.naming(Naming.UNPROVED) == 0
    assert set(seen) == set(chosen)
    monkeypatch.setattr(mutation.Work, "_fresh", _nothing_is_fresh)
    assert mutation.measure(chosen, options(tmp_path)) == score


def _nothing_is_fresh(
    work: mutation.Work, ids: list[str], options: suite.Options, own: Own
) -> object:
    assert ids == []
    return (_ for _ in ())


@contextmanager
def too_slow(limits: Limits, preload: tuple[str, ...]) -> Iterator[Submit]:
    """Workers that finish nothing within its limit."""

    def submit(check: Callable[[Any], Any], item: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(TimeoutError())
        return future

    yield submit


def test_a_mutant_that_is_stopped_is_undecided_and_counts_against_the_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(suite.Options, "workers", lambda self, checks: too_slow)
    chosen = mutation.sampled(PLANNED, 2, 1)
    score = mutation.measure(chosen, options())
    assert {t.fate for t in score.tested} == {Fate.UNDECIDED}
    assert score.caught == 0


def test_mistakes_are_planted_in_files_of_the_users_own(tmp_path: Path) -> None:
    own = tmp_path / "mine_claims.py"
    text = Path("examples/entropy_claims.py").read_text("utf-8")
    own.write_text(text.replace('NOTE = "entropy.md"', ""), "utf-8")
    (tmp_path / "entropy.md").touch()
    command = ["mutate", str(own), "--sample", "4", "--digits", "30", "--format", "json"]
    done = CliRunner().invoke(cli.main, [*command, "--no-cache"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert "4 of " in found["measured_on"]["mutants"]
    assert sum(sum(f[fate.value] for fate in Fate) for f in found["classes"].values()) == 4
    assert found["notes"] == {"own-2": {"named": "sign", "is": "right"}}


def test_an_own_item_in_which_nothing_can_be_planted_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = (Source("mine.py", Path("examples/entropy_claims.py").read_text("utf-8")),)
    monkeypatch.setattr(mutation, "mutants", lambda subject: 1 / 0)
    assert mutation.planted(own, "own-1") == Stopped("broken: ZeroDivisionError: division by zero")
    with pytest.raises(ZeroDivisionError):
        mutation.planted(own, "N1-52")


@pytest.mark.parametrize("most", [0, 2])
def test_mistakes_are_looked_for_behind_as_many_as_asked(most: int) -> None:
    command = ["mutate", "N1-52", "--sample", "6", "--seed", "3", "--digits", "30", "--name", most]
    done = CliRunner().invoke(cli.main, [*map(str, command), "--format", "json", "--no-cache"])
    assert done.exit_code == 0, done.output
    classes = json.loads(done.stdout)["classes"].values()
    assert sum(fates["caught"] for fates in classes) > 2
    looked_for = [n for fates in classes for name, n in fates["named"].items() if name != "untried"]
    assert sum(looked_for) == most


def test_a_refuted_claim_is_named_as_in_its_ledger() -> None:
    assert mutation.named_in_claim(30, (), "N0-101") == ("a factor ½ is missing", Naming.RIGHT)
    claim, ledger = catalogue.claims()["N0-102"]
    finding = blank_finding(claim, ledger, Verdict.REFUTED)
    assert mutation.proved(Run("0", (finding,), (), 30, 0.0)) == []
    done = replace(finding, verdict=Verdict.PROVED)
    assert mutation.proved(Run("0", (done,), (), 30, 0.0)) == ["N0-102"]


def test_every_survivor_is_printed_with_its_id() -> None:
    console = Console(width=200, no_color=True)
    with console.capture() as printed:
        print_score(MEASURED_ONE, console)
    assert "x#2  survived: base of the logarithm: x <= 2" in printed.get()
    assert "50.0 % of those" in printed.get()


def test_the_json_holds_what_is_printed() -> None:
    found = json.loads(json.dumps(as_json(MEASURED_ONE)))
    assert found["caught"] == 0.5
    assert found["classes"]["sign"]["named"]["right"] == 1
    assert [t["id"] for t in found["open"]] == ["x#2"]
    assert found["no_mistakes"] == found["not_named"] == []
    other = replace(CAUGHT, fate=Fate.TRUE, naming=Naming.UNTRIED)
    unnamed = replace(CAUGHT, naming=Naming.NONE)
    shown = as_json(replace(MEASURED_ONE, score=Score((other, unnamed))))
    assert (shown["no_mistakes"], shown["not_named"]) == ([asdict(other)], [asdict(unnamed)])
    assert found["measured_on"]["mutants"] == "2 of 5 mutants, sampled with seed 3"
    assert found["summary"] == summary(MEASURED_ONE)


def test_a_share_is_never_rounded_up() -> None:
    assert percent(0.9999) == "99.9 %"
    assert percent(1.0) == "100.0 %"
    assert percent(None) == "none"


def test_the_report_says_what_was_measured_or_that_nothing_was(tmp_path: Path) -> None:
    assert mutation_score(tmp_path / "none.json") == "not measured"
    path = tmp_path / "mutation.json"
    path.write_text(json.dumps(as_json(MEASURED_ONE)), "utf-8")
    assert "50.0 %" in mutation_score(path)
    assert "this engine" in mutation_score(path)
    other = {**as_json(MEASURED_ONE), "measured_on": {"version": "0", "engine": "ffff"}}
    path.write_text(json.dumps(other), "utf-8")
    assert "engine ffff" in mutation_score(path)
    assert mutation_score(MEASURED)
