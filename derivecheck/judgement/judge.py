"""From a statement to its evidence: refute first, prove second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, TypeVar

from derivecheck.findings.evidence import Evidence, Outcome, Verdict, verdict
from derivecheck.findings.finding import Counterexample, point_cell
from derivecheck.findings.markup import checks_cell, table, verdict_cell
from derivecheck.language.statements import Every, NotAlways, Relation, Statement, require_statement
from derivecheck.proof.obligations import NONZERO, NOT_NEGATIVE, POSITIVE, Obligation
from derivecheck.proof.prove import Proof, prove
from derivecheck.terms.budget import Stopped, limited
from derivecheck.worlds.examine import DOMAIN, examine
from derivecheck.worlds.ties import ties

UNDEFINED_SOMEWHERE = "is defined"  # what is left open of a side that has no value somewhere
UNDEFINED = (UNDEFINED_SOMEWHERE, NONZERO, POSITIVE, NOT_NEGATIVE)  # all that is said of values
SECONDS = 9.0  # of a judgement
SECONDS_OF_A_CLAIM = 25.0  # of what is written by hand: a slow machine changes no verdict
SECONDS_OF_INSTANCES, SECONDS_ONCE_SETTLED = 4.0, 1.0  # of these for instances; for a search then
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
        """The verdict with its counterexample and its evidence, in a notebook."""
        rows = [
            (verdict_cell(self.verdict), ""),
            ("counterexample", point_cell(self.counterexample)),
            ("checks", checks_cell(self.evidence)),
        ]
        return table(row for k, row in enumerate(rows) if k == 0 or row[1])


def timed(f: Callable[[], T]) -> tuple[T, float]:
    """The result of a call and the seconds it took."""
    start = perf_counter()
    return f(), perf_counter() - start


def judge(
    statement: Statement,
    digits: int = 50,
    prover: Callable[[Any], Proof] = prove,
    shrunk: bool = True,
    seconds: float = SECONDS,
) -> Judgement:
    """Refute first, prove second; both always run, so that they can contradict each other.

    ``seconds`` are what may be computed, for each part of a statement.  After a certified
    refutation, or a proof by balls, the search for a proof is short: it can only show a
    contradiction.
    """
    require_statement(statement)
    if isinstance(statement, Every):
        parts = (judge(part, digits, prover, shrunk, seconds) for part in statement.parts)
        return _judge_parts(list(parts))
    with limited(seconds):
        return _judge(statement, digits, prover, shrunk)


def _judge(
    statement: Statement, digits: int, prover: Callable[[Any], Proof], shrunk: bool
) -> Judgement:
    with limited(SECONDS_OF_INSTANCES):
        (found, point), took = timed(lambda: examine(statement, digits, shrunk=shrunk))
    found = tuple(replace(e, seconds=took) for e in found)
    if isinstance(statement, NotAlways) and found[0].outcome is Outcome.UNABLE:
        return _judge_never(statement, digits, found)
    refuted = found[0].outcome is Outcome.REFUTES and found[0].method != DOMAIN
    settled = refuted or any(e.outcome is Outcome.PROVES for e in found)
    with limited(SECONDS_ONCE_SETTLED if settled else None):
        proof, took = timed(lambda: _attempt(statement, prover))
    if proof and found[0].method == DOMAIN and isinstance(statement, Relation):
        found, point, proof = found[1:], None, _where_defined(statement, proof)
    if not (proof or refuted) and (equal := _equal_sides(statement, digits)):
        return equal
    evidence = (*found, *_as_evidence(statement, proof, found, took))
    return Judgement(evidence, point, proof)


def _attempt(statement: Statement, prover: Callable[[Any], Proof]) -> Proof:
    """What a prover finds in the time that is left."""
    try:
        return prover(statement)
    except Stopped as reason:
        return Proof(False, "time", str(reason))


def _equal_sides(statement: Statement, digits: int) -> Judgement | None:
    """A strict bound fails where its sides are proved equal: everywhere, or at an instance."""
    if not isinstance(statement, Relation) or statement.relation not in ("<", ">"):
        return None
    equation = replace(statement, relation="=")
    proof = prove(equation)
    if proof and examine(equation, digits, 1)[0][0].outcome is Outcome.AGREES:
        return _equal(proof, "the two sides are equal")
    for instance, point in ties(statement, digits):
        if proof := prove(instance):
            return _equal(proof, f"the two sides are equal at {point.point}", point)
    return None


def _equal(proof: Proof, detail: str, point: Counterexample | None = None) -> Judgement:
    """A strict bound refuted by a proof that its sides are equal."""
    evidence = Evidence(proof.method, Outcome.REFUTES, detail)
    return Judgement((evidence,), point, Proof(False, proof.method, detail))


def _judge_never(statement: NotAlways, digits: int, found: tuple[Evidence, ...]) -> Judgement:
    """That a statement fails somewhere is refuted by its proof: no one instance shows it."""
    part = judge(statement.part, digits)
    if part.verdict is not Verdict.PROVED:
        return Judgement(found, None, part.proof)
    always = Evidence(part.proof.method, Outcome.REFUTES, f"it always holds: {part.proof.detail}")
    return Judgement((always,), None, part.proof)


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
    if any(o.kind in UNDEFINED for o in proof.obligations):
        return proof
    conditions = (Obligation(UNDEFINED_SOMEWHERE, e) for e in statement.exprs if not e.is_number)
    return replace(proof, obligations=(*proof.obligations, *conditions))


def _as_evidence(
    statement: Statement, proof: Proof, found: tuple[Evidence, ...], seconds: float
) -> tuple[Evidence, ...]:
    """What the prover found, unless the instances have proved the statement already.

    Where the instances agree and the prover is left with a number that is not 0, one is wrong.
    """
    if proof:
        return (Evidence(proof.method, Outcome.PROVES, proof.detail, seconds),)
    if _is_disproof(proof) and not any(e.outcome is Outcome.REFUTES for e in found):
        return (Evidence(proof.method, Outcome.DISPROVES, proof.detail, seconds),)
    if isinstance(statement, NotAlways) or any(e.outcome is Outcome.PROVES for e in found):
        return ()
    return (Evidence(proof.method, Outcome.UNABLE, proof.detail, seconds),)


def _is_disproof(proof: Proof) -> bool:
    """Whether the two sides of an equation differ by a number, so that it holds nowhere."""
    rest = proof.residual
    return rest is not None and bool(rest.is_Rational) and rest != 0
