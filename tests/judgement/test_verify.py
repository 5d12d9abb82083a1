"""From a statement to a verdict, from a claim to a finding."""

from dataclasses import replace
from typing import Any

import pytest
from sympy import Rational, Symbol, exp, log, symbols

from derivecheck.findings.evidence import Covers, Outcome, Scope, Severity, Verdict
from derivecheck.judgement.claims import verify_claim
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import CE, JS, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.measures import StatementError
from derivecheck.language.statements import Statement, given, not_always
from derivecheck.proof.derivation import Lemma, derive
from derivecheck.proof.prove import Proof, prove
from derivecheck.proof.rules import algebra, definition, linearity, normalisation
from derivecheck.reading.claim import Claim, Kind, Ledger, Reading
from derivecheck.terms.budget import check

N = Symbol("N", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N) for name in "pqr")
x = Symbol("x", real=True)
a, b = symbols("a b", real=True)
right = given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))
wrong = given(P, Q).eq(CE(P, Q), H(P) + KL(Q, P))
GAPS = (x**4 - x**2) / (x**3 - x)

VERDICTS: list[tuple[Statement, Verdict]] = [
    (right, Verdict.PROVED),
    (wrong, Verdict.REFUTED),
    (given(P, Q).gt(KL(P, Q), 0), Verdict.REFUTED),
    (given().rounds(log(2), "0.693"), Verdict.PROVED),
    (given().rounds(log(2), "0.694"), Verdict.REFUTED),
    (given().lt(log(2), log(3)), Verdict.PROVED),
    (given().lt(exp(1), 2), Verdict.REFUTED),
    (not_always(given(P, Q).symmetric(KL, P, Q)), Verdict.PROVED),
    (not_always(given(P, Q).symmetric(JS, P, Q)), Verdict.REFUTED),
    (given(P, Q, R).metric(KL, P, Q, R), Verdict.REFUTED),
    (
        given(P, Q).every(given(P, Q).ge(KL(P, Q), 0), not_always(given(P, Q).symmetric(KL, P, Q))),
        Verdict.PROVED,
    ),
    (given().every(given().eq(exp(log(2)), 2), given().rounds(log(2), "0.69")), Verdict.PROVED),
    (given().every(given().le(1, 2), right, wrong), Verdict.REFUTED),
    (given().eq(GAPS, x), Verdict.PROVED),
    (given().eq(GAPS, x + 1), Verdict.REFUTED),
    (given().le(Symbol("c"), 1), Verdict.UNDECIDED),
]


@pytest.mark.parametrize(("statement", "verdict"), VERDICTS)
def test_verdicts(statement: Any, verdict: Any) -> None:
    assert judge(statement, 30).verdict is verdict


def test_a_wrong_proof_and_a_counterexample_are_inconsistent() -> None:
    judgement = judge(wrong, 30, lambda _: Proof(True, "wishful thinking"))
    assert judgement.verdict is Verdict.INCONSISTENT


def test_a_proof_alone_is_not_enough() -> None:
    nowhere = given().le(Symbol("c"), 1)
    assert (
        judge(nowhere, 30, lambda _: Proof(True, "wishful thinking")).verdict is Verdict.UNDECIDED
    )


def test_agreement_alone_is_only_support() -> None:
    assert judge(right, 30, lambda _: Proof(False, "none")).verdict is Verdict.SUPPORTED


def test_a_proof_covers_the_points_where_both_sides_have_values() -> None:
    judgement = judge(given().eq(GAPS, x), 30)
    assert [o.kind for o in judgement.proof.obligations] == ["is not 0"]
    assert judgement.counterexample is None
    unproved = judge(given().eq(GAPS, x), 30, lambda _: Proof(False, "none"))
    assert unproved.verdict is Verdict.REFUTED


def claim(says: Statement | None, **more: object) -> Claim:
    base = Claim("N0-1", (1, 2), "1", Kind.IDENTITY, "a claim", "x = y", says)
    return replace(base, **more)  # type: ignore[arg-type]


LEDGER = Ledger("N0", "notes.md", "Notes", "Notes", ())


def test_a_claim_without_a_statement_is_not_checkable() -> None:
    finding = verify_claim(claim(None, reason="history"), LEDGER)
    assert (finding.verdict, finding.reason) == (Verdict.NOT_CHECKABLE, "history")


def test_a_refuted_claim_shows_counterexample_diagnosis_and_correction() -> None:
    finding = verify_claim(claim(wrong), LEDGER, 30)
    assert (finding.verdict, finding.severity) == (Verdict.REFUTED, Severity.ERROR)
    assert finding.counterexample is not None
    assert "swapped" in finding.diagnosis
    assert finding.correction is not None
    assert Outcome.PROVES in {e.outcome for e in finding.correction.evidence}


def test_a_claim_that_holds_under_a_condition_is_conditional() -> None:
    reading = Reading(right, "with the arguments in this order", Severity.NOTATION)
    finding = verify_claim(claim(wrong, readings=(reading,)), LEDGER, 30)
    assert (finding.verdict, finding.severity) == (Verdict.CONDITIONAL, Severity.NOTATION)
    false_reading = Reading(given(P, Q).eq(CE(P, Q), H(P)), "never")
    finding = verify_claim(claim(wrong, readings=(false_reading,)), LEDGER, 30)
    assert finding.verdict is Verdict.REFUTED


def test_a_proof_of_a_part_proves_the_claim_in_part_and_a_counterexample_refutes_it() -> None:
    half = Covers(Scope.PART, "that it is positive")
    proved, refuted = (verify_claim(claim(s, covers=half), LEDGER, 30) for s in (right, wrong))
    assert (proved.verdict, proved.covers) == (Verdict.PROVED_IN_PART, half)
    assert refuted.verdict is Verdict.REFUTED
    assert verify_claim(claim(right), LEDGER, 30).verdict is Verdict.PROVED


def test_a_correction_that_is_not_proved_is_not_offered() -> None:
    hopeless = given(P, Q).eq(CE(P, Q), H(P) ** 2 + exp(KL(P, Q)))
    false = Reading(given(P, Q).eq(CE(P, Q), H(Q)), "wrong as well")
    finding = verify_claim(claim(hopeless, instead=(false,)), LEDGER, 30)
    assert finding.verdict is Verdict.REFUTED
    assert finding.correction is None or finding.diagnosis != "wrong as well"


def test_a_chain_is_judged_link_by_link() -> None:
    start = derive("demo.chain", "cross-entropy", given(P, Q), CE(P, Q))
    good = start.eq(H(P) + KL(P, Q), by=linearity)
    assert verify_derivation(good, 30).verdict is Verdict.PROVED
    detour = start.eq(H(Q), by=linearity).eq(H(P) + KL(P, Q), by=linearity)
    record = verify_derivation(detour, 30)
    assert [s.verdict for s in record.steps] == [Verdict.INCONSISTENT] * 2
    assert record.verdict is Verdict.INCONSISTENT


def test_a_chain_has_one_direction() -> None:
    start = derive("demo.chain", "up and down", given(P, Q), CE(P, Q)).ge(H(P), by=linearity)
    assert start.eq(H(P), by=algebra).ge(0, by=algebra).conclusion.relation == ">="
    with pytest.raises(StatementError):
        start.le(H(P) + 1, by=algebra)


@pytest.mark.parametrize(("rule", "proved"), [(normalisation, True), (algebra, False)])
def test_a_rule_uses_only_its_own_facts(rule: Any, proved: Any) -> None:
    chain = derive("demo.mass", "mass", given(P), P.space.functional(P.at)).eq(1, by=rule)
    verdict = verify_derivation(chain, 30).verdict
    assert (verdict is Verdict.PROVED) is proved


def test_definitions_unfold_and_nothing_more() -> None:
    link = given(P).eq(H(P), -P.space.functional(lambda i: P.at(i) * log(P.at(i))))
    assert definition.check(link)
    assert not definition.check(given(P).eq(P.space.functional(P.at), Rational(1)))


def test_a_false_lemma_of_ours_is_our_defect() -> None:
    lemma = Lemma("demo.lemma", "wrong", given(P, Q).symmetric(KL, P, Q))
    assert verify_derivation(lemma, 30).verdict is Verdict.INCONSISTENT
    assert prove(given(P, Q).symmetric(JS, P, Q))


@pytest.mark.parametrize("statement", [given().lt(log(2), log(3)), given(P, Q).gt(KL(P, Q), 0)])
def test_what_is_settled_is_searched_for_a_contradiction_only_shortly(statement: Statement) -> None:
    def search(_: Any) -> Proof:
        while True:
            check()

    judged = judge(statement, prover=search, seconds=20)
    assert judged.verdict in (Verdict.PROVED, Verdict.REFUTED)
    assert judged.proof.detail == "stopped after 1 s"
