"""The ledger of note N3: entropy, divergence and which of them to use."""

from __future__ import annotations

import pytest

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.notes.n3 import LEDGER
from tests.support.ledger_checks import at_lines


def test_the_divergence_is_no_difference_of_two_entropies() -> None:
    (found,) = at_lines(LEDGER, 59, 60)
    assert found.verdict is Verdict.REFUTED
    assert "an entropy stands for a cross-entropy" in found.diagnosis


@pytest.mark.parametrize("line", [22, 98])
def test_advice_is_not_judged_and_the_same_on_both_lines(line: int) -> None:
    verdicts = [f.verdict for f in at_lines(LEDGER, line)]
    assert verdicts == [Verdict.PROVED_IN_PART, Verdict.NOT_CHECKABLE]


@pytest.mark.parametrize("line", [48, 97])
def test_similarity_is_a_matter_of_words(line: int) -> None:
    found = [f for f in at_lines(LEDGER, line) if f.verdict is Verdict.CONDITIONAL]
    assert [f.severity for f in found] == [Severity.NOTATION]


@pytest.mark.parametrize("lines", [(29, 31), (35, 37), (62, 62), (64, 64), (85, 89)])
def test_definitions_and_properties_that_are_right(lines: tuple[int, int]) -> None:
    found = at_lines(LEDGER, *lines)
    assert {f.verdict for f in found} == {Verdict.PROVED}
