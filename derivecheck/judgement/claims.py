"""From a claim to a finding."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from derivecheck.findings.evidence import Evidence, Outcome, Severity, Verdict, verdict
from derivecheck.findings.finding import Correction, Finding, StatementRecord
from derivecheck.judgement.conditions import needs, obligations
from derivecheck.judgement.diagnose import diagnose, leads_to
from derivecheck.judgement.judge import SECONDS_OF_A_CLAIM, Judgement, judge
from derivecheck.judgement.printed import printed
from derivecheck.language.statements import Relation, Statement
from derivecheck.latex import pen as writing
from derivecheck.reading.claim import Claim, Kind, Ledger


def verify_claim(claim: Claim, ledger: Ledger, digits: int = 50) -> Finding:
    """Everything that is found out about one claim."""
    start = perf_counter()
    finding = blank_finding(claim, ledger)
    if claim.says is not None:
        judgement = judge(claim.says, digits, seconds=SECONDS_OF_A_CLAIM)
        finding = replace(
            finding,
            verdict=verdict(judgement.evidence, scope=claim.covers.scope),
            evidence=judgement.evidence,
            counterexample=judgement.counterexample,
            obligations=obligations(judgement.proof, claim.says.given),
            reason=_why_open(judgement),
        )
        if judgement.verdict is Verdict.PROVED:
            finding = replace(finding, needs=needs(claim.says, judgement.proof))
            finding = _miswritten(finding, printed(claim.says), judgement)
        if judgement.verdict is Verdict.REFUTED:
            finding = _explain(finding, claim, claim.says, judgement, digits)
    return replace(finding, seconds=perf_counter() - start)


def _miswritten(finding: Finding, statement: StatementRecord, judgement: Judgement) -> Finding:
    """A formula that is right as it is meant, with a slip of the pen: right once that is mended."""
    slip = writing.slip(finding.latex)
    if slip is None:
        return finding
    evidence = (Evidence("writing", Outcome.REFUTES, slip.what),)
    return replace(
        finding,
        verdict=verdict(evidence, judgement.evidence),
        severity=Severity.NOTATION,
        evidence=evidence,
        diagnosis=slip.what,
        condition="with the slip of the pen mended",
        correction=Correction(statement, judgement.evidence, slip.what, slip.written),
    )


def blank_finding(
    claim: Claim,
    ledger: Ledger,
    result: Verdict = Verdict.NOT_CHECKABLE,
    evidence: tuple[Evidence, ...] = (),
    reason: str = "",
) -> Finding:
    """The finding of a claim before anything is known about it."""
    return Finding(
        id=claim.id,
        note=ledger.note,
        file=ledger.file,
        lines=claim.lines,
        section=claim.section,
        kind=Kind(claim.kind).value,
        paraphrase=claim.paraphrase,
        latex=claim.latex,
        statement=None if claim.says is None else printed(claim.says),
        covers=claim.covers,
        verdict=result,
        severity=Severity.NONE,
        evidence=evidence,
        rests_on=claim.rests_on,
        see_also=claim.see_also,
        reason=reason or claim.reason,
    )


def _why_open(judgement: Judgement) -> str:
    if judgement.verdict in (Verdict.PROVED, Verdict.REFUTED):
        return ""
    return "; ".join(e.detail for e in judgement.evidence if e.outcome is Outcome.UNABLE)


def _explain(
    finding: Finding, claim: Claim, says: Statement, judgement: Judgement, digits: int
) -> Finding:
    """A refuted claim: the condition under which it holds, or the mistake and the correction."""
    for reading in claim.readings:
        repaired = judge(reading.statement, digits, seconds=SECONDS_OF_A_CLAIM).evidence
        result = verdict(judgement.evidence, repaired)
        if result is Verdict.CONDITIONAL:
            return replace(
                finding,
                verdict=result,
                severity=reading.severity,
                condition=reading.condition,
                correction=Correction(printed(reading.statement), repaired, reading.condition),
            )
    diagnosis, correction = _repair(claim, says, digits)
    return replace(finding, severity=Severity.ERROR, diagnosis=diagnosis, correction=correction)


def _repair(claim: Claim, says: Statement, digits: int) -> tuple[str, Correction | None]:
    """The named mistake, and what should stand there instead; each is proved or not offered."""
    named = diagnose(says)
    for reading in claim.instead:
        judgement = judge(reading.statement, digits, seconds=SECONDS_OF_A_CLAIM)
        if judgement.verdict is Verdict.PROVED:
            correction = Correction(
                printed(reading.statement), judgement.evidence, reading.condition
            )
            same = named and leads_to(named.fixed, reading.statement)
            return _in_words(reading.condition, named.name if named and same else ""), correction
    if named and isinstance(named.fixed, Relation):
        judgement = judge(named.fixed, digits)
        if judgement.verdict is Verdict.PROVED:
            correction = Correction(printed(named.fixed), judgement.evidence, named.name)
            return named.name, correction
    return "", None


def _in_words(written: str, name: str) -> str:
    """What the ledger says of a mistake, and the name that the engine found for it by itself."""
    return written if name in written else f"{written} ({name})"
