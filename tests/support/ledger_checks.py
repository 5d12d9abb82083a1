"""What every ledger of a note has to satisfy."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.findings.finding import Finding
from derivecheck.judgement.claims import verify_claim
from derivecheck.reading.claim import Claim, Ledger
from derivecheck.reading.coverage import coverage

FOLDER = Path(os.environ.get("DERIVECHECK_NOTES", "../shared/notes"))
FOUND: dict[str, Finding] = {}
SETTLED = {Verdict.PROVED, Verdict.NOT_CHECKABLE, Verdict.REFUTED, Verdict.CONDITIONAL}


def claim(ledger: Ledger, id: str) -> Claim:
    """The claim with this id."""
    return next(c for c in ledger.claims if c.id == id)


def finding(ledger: Ledger, id: str) -> Finding:
    """What comes out of the claim with this id; kept, since several tests ask for the same."""
    if id not in FOUND:
        FOUND[id] = verify_claim(claim(ledger, id), ledger, digits=30)
    return FOUND[id]


def at_lines(ledger: Ledger, *lines: int) -> list[Finding]:
    """What comes out of the claims about exactly these lines."""
    span = (lines[0], lines[-1])
    return [finding(ledger, c.id) for c in ledger.claims if c.lines == span]


def require_order(ledger: Ledger) -> None:
    """Ids count up from 1, claims follow the note, and a claim says something or has a reason."""
    expected = [f"{ledger.note}-{k}" for k in range(1, len(ledger.claims) + 1)]
    assert [c.id for c in ledger.claims] == expected
    assert all(1 <= c.lines[0] <= c.lines[1] for c in ledger.claims)
    back = [(a.id, b.id) for a, b in pairwise(ledger.claims) if b.lines[1] < a.lines[0]]
    assert not back, "a claim whose lines lie wholly before those of the claim that it follows"
    assert all((c.says is None) == bool(c.reason) for c in ledger.claims)


def require_coverage(ledger: Ledger) -> None:
    """Every line of the note that asserts something is cited, every formula is where it is said."""
    if not (FOLDER / ledger.file).exists():
        pytest.skip(f"the notes are not in {FOLDER}; set DERIVECHECK_NOTES")
    found = coverage(ledger, FOLDER)
    assert found.uncited == ()
    assert found.unfound == ()


def require_explained(found: Finding) -> None:
    """What is not proved as written has a reason that counts."""
    assert found.verdict in SETTLED, f"{found.id}: {found.verdict}: {found.reason}"
    if found.verdict is Verdict.REFUTED:
        assert found.counterexample, found.id
        assert found.correction, found.id
        assert found.severity is Severity.ERROR
    if found.verdict is Verdict.CONDITIONAL:
        assert found.condition, found.id
        assert found.correction, found.id
        assert found.severity not in (Severity.ERROR, Severity.NONE)
