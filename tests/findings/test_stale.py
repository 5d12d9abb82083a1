"""A claim whose formula has left its lines is stale, and is told where the formula stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivecheck.findings.card import Result
from derivecheck.findings.log import of_run
from derivecheck.findings.stale import NOWHERE, is_stale, marked, stands
from tests.support.report_run import sample_run

NOTE = "# A\n\n$H(p) = 1$ and\n> $$\n> H(p,q)\n> = H(q)\n> $$\n\n$H(p) = 1$\n"


@pytest.mark.parametrize(
    ("latex", "lines", "now"),
    [
        ("H(p) = 1", (3, 3), None),
        ("H(p)=1", (9, 9), None),
        ("H(p)=1", (8, 8), (9, 9)),
        ("H(p)=1", (4, 5), (3, 3)),
        ("H(p,q) = H(q)", (5, 6), None),
        ("H(p,q) = H(q)", (1, 2), (5, 6)),
        ("H(p,q) = H(p)", (5, 6), NOWHERE),
        ("H(p)=1", (90, 99), (9, 9)),
        ("", (1, 1), None),
    ],
)
def test_where_a_formula_stands(
    latex: str, lines: tuple[int, int], now: tuple[int, int] | None
) -> None:
    assert stands(latex, lines, NOTE) == now


def test_a_stale_claim_is_listed_and_fails_whatever_its_verdict() -> None:
    run = sample_run()
    (first, *_) = [f for f in run.findings if f.latex and f.verdict.value == "PROVED"]
    moved = "\n" * 500 + first.latex
    found = marked(replace(run, findings=(first,)), {first.file: moved})
    (finding,) = found.findings
    assert is_stale(finding)
    assert finding.verdict is first.verdict
    (card,) = of_run(found).listed
    assert (card.rule, card.result, card.verdict) == ("stale", Result.FAILURE, "STALE")
    assert "stands on line 501 now" in card.message
    assert marked(run, {}) == run


def test_a_claim_that_is_where_it_was_is_not_stale() -> None:
    run = sample_run()
    (first, *_) = [f for f in run.findings if f.latex]
    here = "\n" * (first.lines[0] - 1) + first.latex
    assert marked(replace(run, findings=(first,)), {first.file: here}).findings == (first,)
