"""The ledger of note N4: the softmax gradient path by path, code lengths, label smoothing."""

from __future__ import annotations

import pytest

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.judgement.judge import judge
from derivecheck.notes import n4_paths as paths
from derivecheck.notes.n4 import LEDGER
from derivecheck.proof.prove import prove
from tests.support.ledger_checks import at_lines, finding


@pytest.mark.parametrize("line", [52, 53, 54, 55, 56, 59, 66, 67, 68, 69, 72, 73, 81, 82, 83])
def test_lines_of_the_chains_that_are_right(line: int) -> None:
    (found,) = at_lines(LEDGER, line)
    assert found.verdict is Verdict.PROVED


@pytest.mark.parametrize("line", [57, 58, 65, 70, 71, 80])
def test_lines_of_the_chains_that_are_miswritten(line: int) -> None:
    found = [f for f in at_lines(LEDGER, line) if f.verdict is not Verdict.PROVED]
    assert [(f.verdict, f.severity) for f in found] == [(Verdict.CONDITIONAL, Severity.NOTATION)]


def test_the_gradient_needs_labels_that_sum_to_one() -> None:
    assert any(r"\sum_i y_i=1" in n for n in finding(LEDGER, "N4-41").needs)
    assert not any(r"\sum_i y_i=1" in n for n in finding(LEDGER, "N4-40").needs)


def test_redundancy_is_taken_for_the_whole_length() -> None:
    (found,) = at_lines(LEDGER, 27)
    assert found.verdict is Verdict.REFUTED
    assert "divergence" in found.diagnosis


def test_near_misses_of_the_paths_are_refuted() -> None:
    sign = paths.apart.eq(paths.path(paths.j), -paths.APART[-1])
    index = paths.apart.eq(paths.path(paths.j), paths.y(paths.i) * paths.p(paths.j))
    whole = paths.one.eq(paths.gradient, paths.y(paths.i) - paths.p(paths.i))
    mixed = paths.two.eq(paths.path(paths.j), paths.APART[-1])
    for wrong in (sign, index, whole, mixed):
        assert judge(wrong, digits=30).verdict is Verdict.REFUTED
        assert not prove(wrong)
