"""From a claim to a finding, from a derivation to a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, TypeVar

from sympy import Integral

from derivecheck import writing
from derivecheck.claim import Claim, Kind, Ledger
from derivecheck.conditions import needed
from derivecheck.derivation import Derivation, Lemma, Step
from derivecheck.diagnose import diagnose, leads_to
from derivecheck.evidence import Evidence, Outcome, Severity, Verdict, verdict
from derivecheck.examine import DOMAIN, examine, instance
from derivecheck.finding import Correction, Counterexample, DerivationRecord, Finding, StepRecord
from derivecheck.laws import Assumption
from derivecheck.moments import GaussianMoments
from derivecheck.normal_form import Obligation, normal_form
from derivecheck.prove import Proof, prove
from derivecheck.statements import Every, NotAlways, Relation, Statement
from derivecheck.typeset import tex

READABLE = 150
UNDEFINED_SOMEWHERE = "is defined"  # what is left open of a side that has no value somewhere
RELATION_TEX = {"=": "=", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}
T = TypeVar("T")


@dataclass(frozen=True)
class Judgement:
    """All evidence about one statement."""

    evidence: tuple[Evidence, ...]
    counterexample: Counterexample | None
    proof: Proof

    @property
    def verdict(self) -> Verdict:
        """What follows from it."""
        return verdict(self.evidence)

    def _repr_html_(self) -> str:
        from derivecheck import notebook

        return notebook.judgement(self)


def timed(f: Callable[[], T]) -> tuple[T, float]:
    """The result of a call and the seconds it took."""
    start = perf_counter()
    return f(), perf_counter() - start


def judge(
    statement: Statement,
    digits: int = 50,
    prover: Callable[[Any], Proof] = prove,
    shrunk: bool = True,
) -> Judgement:
    """Refute first, prove second; both always run, so that they can contradict each other."""
    if isinstance(statement, Every):
        return _judge_parts([judge(part, digits, prover, shrunk) for part in statement.parts])
    (found, point), seconds = timed(lambda: examine(statement, digits, shrunk=shrunk))
    found = tuple(replace(e, seconds=seconds) for e in found)
    if isinstance(statement, NotAlways) and found[0].outcome is Outcome.UNABLE:
        return _judge_never(statement, digits, found)
    proof, seconds = timed(lambda: prover(statement))
    if proof and found[0].method == DOMAIN and isinstance(statement, Relation):
        found, point, proof = found[1:], None, _where_defined(statement, proof)
    evidence = (*found, *_as_evidence(statement, proof, found, seconds))
    return Judgement(evidence, point, proof)


def _judge_never(statement: NotAlways, digits: int, found: tuple[Evidence, ...]) -> Judgement:
    """That a statement fails somewhere is refuted by its proof; shown at one of its instances."""
    part = judge(statement.part, digits)
    if part.verdict is not Verdict.PROVED:
        return Judgement(found, None, part.proof)
    always = Evidence(part.proof.method, Outcome.REFUTES, f"it always holds: {part.proof.detail}")
    return Judgement((always,), instance(statement.part, digits), part.proof)


def _judge_parts(judged: Sequence[Judgement]) -> Judgement:
    """The worst of several judgements, or all of them where every part is proved."""
    worst = min(judged, key=lambda j: list(Verdict).index(j.verdict))
    if worst.verdict is not Verdict.PROVED:
        return worst
    proofs = [j.proof for j in judged]
    facts = tuple(f for p in proofs for f in p.facts)
    conditions = tuple(o for p in proofs for o in p.obligations)
    proof = Proof(True, "every part", f"{len(proofs)} parts proved", None, facts, conditions)
    return Judgement(tuple(e for j in judged for e in j.evidence), None, proof)


def _where_defined(statement: Relation, proof: Proof) -> Proof:
    """A proof by identities covers the points where both sides have values."""
    conditions = (Obligation(UNDEFINED_SOMEWHERE, e) for e in statement.exprs if not e.is_number)
    return replace(proof, obligations=(*proof.obligations, *conditions))


def _as_evidence(
    statement: Statement, proof: Proof, found: tuple[Evidence, ...], seconds: float
) -> tuple[Evidence, ...]:
    """What the prover found, unless the instances have proved the statement already."""
    if proof:
        return (Evidence(proof.method, Outcome.PROVES, proof.detail, seconds),)
    if isinstance(statement, NotAlways) or any(e.outcome is Outcome.PROVES for e in found):
        return ()
    return (Evidence(proof.method, Outcome.UNABLE, proof.detail, seconds),)


# --- claims


def verify_claim(claim: Claim, ledger: Ledger, digits: int = 50) -> Finding:
    """Everything that is found out about one claim."""
    start = perf_counter()
    finding = blank_finding(claim, ledger)
    if claim.says is not None:
        judgement = judge(claim.says, digits)
        finding = replace(
            finding,
            verdict=judgement.verdict,
            evidence=judgement.evidence,
            counterexample=judgement.counterexample,
            assumptions=assumptions(claim.says.given),
            obligations=obligations(judgement.proof, claim.says.given),
            reason=_why_open(judgement),
        )
        if judgement.verdict is Verdict.PROVED:
            finding = replace(finding, needs=_needs(claim.says, judgement.proof))
            finding = _miswritten(finding, judgement)
        if judgement.verdict is Verdict.REFUTED:
            finding = _explain(finding, claim, claim.says, judgement, digits)
    return replace(finding, seconds=perf_counter() - start)


def _miswritten(finding: Finding, judgement: Judgement) -> Finding:
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
        correction=Correction(slip.written, judgement.evidence, slip.what),
    )


def _needs(statement: Statement, proof: Proof) -> tuple[str, ...]:
    """The conditions without which a proved statement fails; only a proof that used facts can."""
    return tuple(n.sentence for n in needed(statement)) if proof.facts else ()


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
        repaired = judge(reading.statement, digits).evidence
        result = verdict(judgement.evidence, repaired)
        if result is Verdict.CONDITIONAL:
            latex = reading.latex or claim.latex
            return replace(
                finding,
                verdict=result,
                severity=reading.severity,
                condition=reading.condition,
                correction=Correction(latex, repaired, reading.condition),
            )
    diagnosis, correction = _repair(claim, says, digits)
    return replace(finding, severity=Severity.ERROR, diagnosis=diagnosis, correction=correction)


def _repair(claim: Claim, says: Statement, digits: int) -> tuple[str, Correction | None]:
    """The named mistake, and what should stand there instead; each is proved or not offered."""
    named = diagnose(says)
    for reading in claim.instead:
        judgement = judge(reading.statement, digits)
        if judgement.verdict is Verdict.PROVED:
            correction = Correction(reading.latex, judgement.evidence, reading.condition)
            same = named and leads_to(named.fixed, reading.statement)
            return (named.name if named and same else reading.condition), correction
    if named and isinstance(named.fixed, Relation):
        judgement = judge(named.fixed, digits)
        if judgement.verdict is Verdict.PROVED:
            correction = Correction(relation_tex(named.fixed), judgement.evidence, named.name)
            return named.name, correction
    return "", None


def relation_tex(relation: Relation) -> str:
    """A relation as LaTeX."""
    return f"{tex(relation.lhs)} {RELATION_TEX[relation.relation]} {tex(relation.rhs)}"


def assumptions(given: tuple[Assumption, ...]) -> tuple[str, ...]:
    """The sentences of the assumptions, each once."""
    return tuple(dict.fromkeys(a.sentence for a in given))


def obligations(proof: Proof, given: tuple[Assumption, ...]) -> tuple[str, ...]:
    """The side conditions that a proof used and that stay open, each once.

    An integral is discharged if moments and masses that the assumptions give make up all of it.
    """
    facts = (*(f for a in given for f in a.facts), GaussianMoments())
    terms = dict.fromkeys(proof.obligations)
    still = [o for o in terms if normal_form(o.term, facts).expr.has(Integral)]
    return tuple(dict.fromkeys(_condition(o) for o in still))


def _condition(o: Obligation) -> str:
    """A side condition in words; an integral that fills a line is named, not printed."""
    text = tex(o.term)
    if len(text) < READABLE:
        return f"${text}$ {o.kind}"
    return f"every integral of the two sides {o.kind}"


# --- derivations


def verify_derivation(item: Derivation | Lemma, digits: int = 50) -> DerivationRecord:
    """Every step of a derivation, and the first expression against the last."""
    start = perf_counter()
    record = _lemma(item, digits) if isinstance(item, Lemma) else _chain(item, digits)
    return replace(record, seconds=perf_counter() - start)


def _lemma(item: Lemma, digits: int) -> DerivationRecord:
    judgement = judge(item.statement, digits)
    step = StepRecord(
        1,
        "",
        item.latex,
        judgement.proof.method,
        judgement.proof.detail,
        judgement.evidence,
        _own(judgement.verdict),
    )
    return DerivationRecord(
        id=item.id,
        title=item.title,
        statement=item.latex,
        start="",
        steps=(step,),
        verdict=step.verdict,
        assumptions=assumptions(item.statement.given),
        obligations=obligations(judgement.proof, item.statement.given),
        uses=item.uses,
        closed_form=item.closed_form,
    )


def _own(result: Verdict) -> Verdict:
    """A refuted step of ours is our defect: it never blames a note."""
    return Verdict.INCONSISTENT if result is Verdict.REFUTED else result


def _chain(item: Derivation, digits: int) -> DerivationRecord:
    judged = [
        judge(link, digits, step.rule.check)
        for step, link in zip(item.steps, item.links(), strict=True)
    ]
    pairs = enumerate(zip(item.steps, judged, strict=True), 1)
    steps = tuple(_step(number, step, judgement) for number, (step, judgement) in pairs)
    chain = _by_steps(judged)
    whole = judge(item.conclusion, digits, lambda _: chain)
    verdicts = {s.verdict for s in steps} | {_own(whole.verdict)}
    start = item.latex or tex(item.start)
    uses = (*item.uses, *(u for s in item.steps for u in s.rule.uses))
    return DerivationRecord(
        id=item.id,
        title=item.title,
        statement=f"{start} {RELATION_TEX[item.conclusion.relation]} {steps[-1].latex}",
        start=start,
        steps=steps,
        verdict=next(v for v in Verdict if v in verdicts),
        assumptions=assumptions(item.given.assumptions),
        obligations=obligations(chain, item.given.assumptions),
        needs=_needs(item.conclusion, chain),
        uses=tuple(dict.fromkeys(uses)),
        closed_form=item.closed_form,
    )


def _step(number: int, step: Step, judgement: Judgement) -> StepRecord:
    return StepRecord(
        number,
        RELATION_TEX[step.relation],
        step.latex or tex(step.after),
        step.rule.name,
        step.because or step.rule.sentence,
        judgement.evidence,
        _own(judgement.verdict),
    )


def _by_steps(judged: Sequence[Judgement]) -> Proof:
    """End to end a chain is proved by its steps; the instances must still agree with it."""
    proofs = [j.proof for j in judged]
    facts = tuple(f for p in proofs for f in p.facts)
    conditions = tuple(o for p in proofs for o in p.obligations)
    return Proof(all(proofs), "chain", "every step is proved", None, facts, conditions)
