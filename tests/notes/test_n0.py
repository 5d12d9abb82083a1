"""The ledger of note N0: complete, in order, and its verdicts computed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sympy import log

from derivecheck.findings.evidence import ESTABLISHED, Outcome, Severity, Verdict
from derivecheck.findings.finding import Finding
from derivecheck.judgement.claims import verify_claim
from derivecheck.judgement.judge import judge
from derivecheck.language.statements import Relation
from derivecheck.notes.n0 import LEDGER
from derivecheck.reading.claim import Claim

FOLDER = Path(
    os.environ.get("DERIVECHECK_NOTES", Path(__file__).resolve().parents[3] / "shared" / "notes")
)


def of_lines(first: int, last: int) -> Iterator[Claim]:
    return (c for c in LEDGER.claims if first <= c.lines[0] and c.lines[1] <= last)


def findings(first: int, last: int) -> list[Finding]:
    return [verify_claim(c, LEDGER) for c in of_lines(first, last)]


def flagged(found: list[Finding]) -> list[tuple[tuple[int, int], Verdict, Severity]]:
    quiet = (*ESTABLISHED, Verdict.NOT_CHECKABLE)
    return [(f.lines, f.verdict, f.severity) for f in found if f.verdict not in quiet]


def test_the_first_elbo_chain_is_wrong_inside_and_right_end_to_end() -> None:
    found = findings(165, 172)
    assert flagged(found) == [
        ((167, 167), Verdict.CONDITIONAL, Severity.NOTATION),
        ((168, 168), Verdict.REFUTED, Severity.ERROR),
        ((169, 170), Verdict.CONDITIONAL, Severity.IMPRECISE),
    ]
    ends = next(f for f in found if f.lines == (167, 171))
    assert ends.verdict is Verdict.PROVED


def test_the_gaussian_divergence_lacks_a_half_and_its_correction_is_proved() -> None:
    result = next(c for c in LEDGER.claims if c.lines == (200, 200))
    finding = verify_claim(result, LEDGER)
    assert finding.verdict is Verdict.REFUTED
    assert "½" in finding.diagnosis
    assert finding.correction is not None
    assert any(e.outcome is Outcome.PROVES for e in finding.correction.evidence)


def test_the_gan_chain_is_right_but_for_one_letter_and_the_definition_of_js() -> None:
    assert flagged(findings(207, 285)) == [
        ((230, 230), Verdict.CONDITIONAL, Severity.NOTATION),
        ((231, 231), Verdict.CONDITIONAL, Severity.NOTATION),
        ((232, 233), Verdict.CONDITIONAL, Severity.NOTATION),
        ((252, 252), Verdict.CONDITIONAL, Severity.NOTATION),
        ((252, 256), Verdict.CONDITIONAL, Severity.NOTATION),
        ((267, 267), Verdict.REFUTED, Severity.ERROR),
    ]


def test_reparameterisation() -> None:
    found = flagged(findings(107, 153))
    assert [lines for lines, v, _ in found if v is Verdict.REFUTED] == [
        (133, 133),
        (131, 133),
        (137, 138),
    ]
    assert [lines for lines, v, _ in found if v is Verdict.CONDITIONAL] == [
        (127, 127),
        (144, 144),
        (146, 146),
    ]


def test_the_bound_is_below_and_grows_with_the_likelihood() -> None:
    found = {f.paraphrase: f for f in findings(158, 158)}
    verdicts = [f.verdict for f in found.values()]
    assert verdicts == [Verdict.REFUTED, Verdict.PROVED, Verdict.REFUTED]


def test_what_is_refuted_has_a_counterexample_and_a_proved_correction() -> None:
    for finding in findings(1, 106):
        if finding.verdict in (Verdict.REFUTED, Verdict.CONDITIONAL):
            assert finding.counterexample is not None, finding.id
            assert finding.correction is not None, finding.id


def test_a_claim_that_holds_needs_no_reading() -> None:
    """Near miss: every reading that is offered differs from what the note says."""
    for claim in LEDGER.claims:
        for reading in (*claim.readings, *claim.instead):
            assert reading.statement != claim.says, claim.id


def test_a_lost_term_in_the_last_line_of_the_gan_chain_is_noticed() -> None:
    closing = next(c for c in LEDGER.claims if c.lines == (255, 255))
    says = closing.says
    assert isinstance(says, Relation)
    assert judge(replace(says, rhs=says.rhs + 2 * log(2))).verdict is Verdict.REFUTED


def test_corrected_formulas_are_written() -> None:
    for claim in LEDGER.claims:
        for reading in (*claim.readings, *claim.instead):
            assert reading.latex, claim.id
            assert not re.search(r"log_2\^|log\^", reading.latex), claim.id
