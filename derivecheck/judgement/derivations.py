"""From a derivation to its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import DerivationRecord, StepRecord
from derivecheck.judgement.conditions import needs, obligations
from derivecheck.judgement.judge import SECONDS_OF_A_CLAIM, Judgement, judge
from derivecheck.judgement.printed import printed
from derivecheck.language.typeset import RELATION_TEX, tex
from derivecheck.latex.unicode import formula
from derivecheck.proof.derivation import Derivation, Lemma, Step
from derivecheck.proof.prove import Proof


def verify_derivation(item: Derivation | Lemma, digits: int = 50) -> DerivationRecord:
    """Every step of a derivation, and the first expression against the last."""
    start = perf_counter()
    record = _lemma(item, digits) if isinstance(item, Lemma) else _chain(item, digits)
    return replace(record, seconds=perf_counter() - start)


def _lemma(item: Lemma, digits: int) -> DerivationRecord:
    judgement, statement = (
        judge(item.statement, digits, seconds=SECONDS_OF_A_CLAIM),
        printed(item.statement),
    )
    step = StepRecord(
        1,
        "",
        statement.latex,
        statement.text,
        judgement.proof.method,
        judgement.proof.detail,
        judgement.evidence,
        _own(judgement.verdict),
    )
    return DerivationRecord(
        id=item.id,
        title=item.title,
        statement=statement,
        start="",
        steps=(step,),
        verdict=step.verdict,
        obligations=obligations(judgement.proof, item.statement.given),
        uses=item.uses,
        closed_form=item.closed_form,
    )


def _own(result: Verdict) -> Verdict:
    """A refuted step of ours is our defect: it never blames a note."""
    return Verdict.INCONSISTENT if result is Verdict.REFUTED else result


def _chain(item: Derivation, digits: int) -> DerivationRecord:
    judged = [
        judge(link, digits, step.rule.prove, seconds=SECONDS_OF_A_CLAIM)
        for step, link in zip(item.steps, item.links(), strict=True)
    ]
    pairs = enumerate(zip(item.steps, judged, strict=True), 1)
    steps = tuple(_step(item, number, step, judgement) for number, (step, judgement) in pairs)
    chain = _by_steps(judged)
    whole = judge(item.conclusion, digits, lambda _: chain, seconds=SECONDS_OF_A_CLAIM)
    verdicts = {s.verdict for s in steps} | {_own(whole.verdict)}
    uses = (*item.uses, *(u for s in item.steps for u in s.rule.uses))
    return DerivationRecord(
        id=item.id,
        title=item.title,
        statement=printed(item.conclusion),
        start=tex(item.start, item.given.assumptions),
        steps=steps,
        verdict=next(v for v in Verdict if v in verdicts),
        obligations=obligations(chain, item.given.assumptions),
        needs=needs(item.conclusion, chain),
        uses=tuple(dict.fromkeys(uses)),
        closed_form=item.closed_form,
    )


def _step(item: Derivation, number: int, step: Step, judgement: Judgement) -> StepRecord:
    latex = tex(step.after, item.given.assumptions)
    return StepRecord(
        number,
        RELATION_TEX[step.relation],
        latex,
        formula(latex),
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
