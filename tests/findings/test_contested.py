"""What rests on something that does not hold is told in every output."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from derivecheck.findings.console import print_run
from derivecheck.findings.details import contested
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.export import EXPORTERS
from derivecheck.findings.finding import Run
from derivecheck.findings.log import of_run
from derivecheck.report.latex import render, render_appendix
from tests.support.report_run import DERIVATIONS, FINDINGS, derivation, sample_run

PROVED = next(f for f in FINDINGS if f.verdict is Verdict.PROVED)
REFUTED = next(f for f in FINDINGS if f.verdict is Verdict.REFUTED)


def chain(*, broken: bool) -> Run:
    """A claim that rests on a claim that rests on one that is refuted, or proved."""
    base = replace(REFUTED if broken else PROVED, id="N0-base", rests_on=())
    middle = replace(PROVED, id="N0-middle", rests_on=("N0-base",))
    top = replace(PROVED, id="N0-top", rests_on=("N0-middle",))
    return replace(sample_run(), findings=(base, middle, top), derivations=())


def test_it_reaches_what_rests_on_it_at_any_remove_and_not_itself() -> None:
    assert contested(chain(broken=True)) == {"N0-middle": ("N0-base",), "N0-top": ("N0-base",)}
    assert contested(chain(broken=False)) == {}


def test_a_derivation_that_is_not_proved_does_the_same() -> None:
    failed = derivation("a.b", good=False)
    above = derivation("a.c", uses=("a.b",))
    claim = replace(PROVED, id="N0-x", rests_on=("a.c",))
    run = replace(sample_run(), findings=(claim,), derivations=(failed, above))
    assert contested(run) == {"a.c": ("a.b",), "N0-x": ("a.b",)}


def test_a_circle_ends() -> None:
    ring = [replace(REFUTED, id=f"N0-{k}", rests_on=(f"N0-{(k + 1) % 3}",)) for k in range(3)]
    found = contested(replace(sample_run(), findings=tuple(ring), derivations=()))
    assert found["N0-0"] == ("N0-1", "N0-2")


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 6))), max_size=7))
def test_it_is_what_a_walk_finds(rows: list[tuple[bool, set[int]]]) -> None:
    claims = tuple(
        replace(
            REFUTED if bad else PROVED,
            id=f"N0-{k}",
            rests_on=tuple(f"N0-{j}" for j in sorted(below) if j < k),
        )
        for k, (bad, below) in enumerate(rows)
    )
    known = {c.id: c for c in claims}

    def walk(id: str) -> set[str]:
        below = known[id].rests_on
        fallen = {n for n in below if known[n].verdict is Verdict.REFUTED}
        return fallen.union(*map(walk, below))

    expected = {c.id: tuple(sorted(walk(c.id))) for c in claims if walk(c.id)}
    assert contested(replace(sample_run(), findings=claims, derivations=())) == expected


@pytest.mark.parametrize("broken", [True, False])
def test_every_output_says_so(broken: bool) -> None:
    run = chain(broken=broken)
    out = io.StringIO()
    print_run(Console(file=out, width=200), run)
    shown = [out.getvalue(), render(run) + render_appendix(run)]
    shown += [EXPORTERS[form](of_run(run)) for form in ("junit",)]
    for text in shown:
        assert ("contested" in text.lower()) is broken


def test_nothing_of_the_sample_is_contested_but_what_uses_the_open_derivation() -> None:
    open_ = {d.id for d in DERIVATIONS if d.verdict is not Verdict.PROVED}
    for names in contested(sample_run()).values():
        assert set(names) <= open_ | {f.id for f in FINDINGS if f.verdict is Verdict.REFUTED}
