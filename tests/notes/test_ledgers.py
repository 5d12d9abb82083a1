"""What holds for every ledger of the five notes: complete, in order, every claim decided.

Each check has a near miss beside it: a ledger with one fault of the kind, which it must find.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Rational, Symbol, log

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.language import JS, KL, FiniteLaw, H, Joint, Table, given, point, total
from derivecheck.reading.claim import Claim, Kind, Ledger, Reading, part
from derivecheck.running import catalogue
from tests.support import ledger_checks as checks
from tests.support.ledger_checks import finding, require_coverage, require_explained, require_order

LEDGERS = {ledger.note: ledger for _, ledger in catalogue.claims().values()}
CHECKED = [id for id, (claim, _) in catalogue.claims().items() if claim.says is not None]
every_ledger = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))

TWO_MEANINGS = {  # a letter or notation with two meanings: the claims that read it
    "N0": ("N0-8", "N0-35", "N0-66", "N0-79", "N0-91", "N0-97", "N0-98", "N0-116", "N0-117")
    + ("N0-118", "N0-124", "N0-129"),
    "N1": ("N1-5", "N1-78"),
    "N2": ("N2-13", "N2-15", "N2-43", "N2-54", "N2-63", "N2-105", "N2-108"),
    "N3": ("N3-9", "N3-10", "N3-29"),
    "N4": ("N4-23", "N4-26", "N4-38"),
}

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
SOUND = Claim("N9-1", (1, 1), "s", Kind.PROPERTY, "p", says=given(P).ge(H(P), 0))
LINES = ["因为熵最小，所以编码最短。但是这里还有一句。"]


def ledger_of(*claims: Claim) -> Ledger:
    return Ledger("N9", "f", "t", "t", claims)


@every_ledger
def test_claims_are_numbered_in_the_order_of_the_note(ledger: Ledger) -> None:
    require_order(ledger)


@pytest.mark.parametrize("id", ["N9-1", "N9-0", "N9-0a"])
def test_a_number_out_of_order_is_noticed(id: str) -> None:
    with pytest.raises(AssertionError):
        require_order(ledger_of(SOUND, replace(SOUND, id=id)))
    require_order(ledger_of(SOUND, replace(SOUND, id="N9-1a"), replace(SOUND, id="N9-3")))


@every_ledger
def test_what_the_note_asserts_is_cited_and_found(ledger: Ledger) -> None:
    require_coverage(ledger)


@every_ledger
def test_every_clause_is_quoted_where_a_line_says_several_things(ledger: Ledger) -> None:
    lines = checks.note_lines(ledger)
    assert checks.misquoted(ledger, lines) == []
    assert checks.unquoted(ledger, lines) == []


def test_a_clause_that_no_claim_quotes_is_noticed() -> None:
    one = replace(SOUND, quote="因为熵最小，所以编码最短")
    assert checks.unquoted(ledger_of(one), LINES) == [(1, "但是这里还有一句")]
    assert checks.misquoted(ledger_of(replace(SOUND, quote="因为熵最大")), LINES) != []
    both = (one, replace(SOUND, id="N9-2", quote="但是这里还有一句"))
    assert checks.unquoted(ledger_of(*both), LINES) == []


@every_ledger
def test_reasons_and_superlatives_have_a_statement_or_are_said_to_be_left(ledger: Ledger) -> None:
    assert checks.hasty(ledger) == []


@pytest.mark.parametrize("quote", ["因为熵最大，所以编码最长", "最小编码长度"])
def test_a_reason_or_a_least_without_a_statement_is_noticed(quote: str) -> None:
    only_equal = replace(SOUND, quote=quote, says=given(P).eq(H(P), H(P)))
    assert checks.hasty(ledger_of(only_equal)) == ["N9-1"]
    assert checks.hasty(ledger_of(replace(only_equal, covers=part("the reason is left")))) == []


@every_ledger
def test_nothing_but_a_definition_is_said_to_equal_itself(ledger: Ledger) -> None:
    assert checks.tautologies(ledger) == []


def test_an_equation_of_a_side_with_itself_is_noticed() -> None:
    joint, x, z = Joint("j"), point("x"), point("z")
    cancelled = given(joint).eq(
        joint.at(x, z) / joint.of_z.at(z), joint.at(x, z) / joint.of_z.at(z)
    )
    same = replace(SOUND, says=cancelled)
    assert [id for id, _ in checks.tautologies(ledger_of(same))] == ["N9-1"]
    assert checks.tautologies(ledger_of(replace(same, kind=Kind.DEFINITION))) == []
    kept = given(joint).eq(joint.x_given(z).at(x), joint.at(x, z) / joint.of_z.at(z))
    assert checks.tautologies(ledger_of(replace(SOUND, says=kept))) == []


@every_ledger
def test_only_definitions_are_proved_by_definition(ledger: Ledger) -> None:
    assert checks.idle(ledger) == []


@pytest.mark.parametrize("kind", [Kind.STEP, Kind.PROPERTY, Kind.PROSE])
def test_a_step_that_says_nothing_is_noticed(kind: Kind) -> None:
    written = given(P).eq(H(P), -total(lambda i: P.at(i) * log(P.at(i)), 1, N))
    assert checks.idle(ledger_of(replace(SOUND, says=written, kind=kind))) == ["N9-1"]
    assert checks.idle(ledger_of(replace(SOUND, says=written, kind=Kind.DEFINITION))) == []
    symmetric = given(P, Q).symmetric(JS, P, Q)
    assert checks.idle(ledger_of(replace(SOUND, says=symmetric, kind=kind))) == []


@every_ledger
def test_what_is_said_in_general_is_not_checked_at_one_point(ledger: Ledger) -> None:
    assert checks.only_at_a_point(ledger) == []


def test_a_property_of_a_table_is_noticed() -> None:
    one = replace(SOUND, says=given().ge(H(Table(Rational(1, 2), Rational(1, 2))), 0))
    assert checks.only_at_a_point(ledger_of(one)) == ["N9-1"]
    assert checks.only_at_a_point(ledger_of(replace(one, kind=Kind.NUMERIC))) == []
    assert checks.only_at_a_point(ledger_of(SOUND)) == []


def test_the_relative_entropy_of_a_note_has_one_unit() -> None:
    assert checks.in_other_units(LEDGERS["N0"]) == []
    nats = replace(SOUND, latex="RelativeEntropy(P,Q)", says=given(P, Q).ge(KL(P, Q), 0))
    bits = replace(nats, says=given(P, Q).ge(KL(P, Q) / log(2), 0))
    assert checks.in_other_units(ledger_of(nats)) == ["N9-1"]
    assert checks.in_other_units(ledger_of(bits)) == []


@every_ledger
def test_a_letter_with_two_meanings_is_at_least_a_matter_of_notation(ledger: Ledger) -> None:
    for id in TWO_MEANINGS[ledger.note]:
        found = finding(ledger, id)
        assert found.verdict in (Verdict.CONDITIONAL, Verdict.REFUTED), id
        assert found.severity is not Severity.NONE, id


def test_no_sentence_is_mended_where_another_claim_is_proved() -> None:
    assert checks.mended_elsewhere(list(LEDGERS.values())) == []


def test_a_reading_that_is_proved_elsewhere_as_it_stands_is_noticed() -> None:
    mended = Reading(given(P).ge(H(P), 0), "read ≥")
    wrong = replace(SOUND, id="N9-2", says=given(P).lt(H(P), 0), readings=(mended,))
    assert checks.mended_elsewhere([ledger_of(SOUND, wrong)]) == [("N9-2", "N9-1")]


@every_ledger
def test_the_same_phrase_has_the_same_verdict_or_a_reference(ledger: Ledger) -> None:
    assert checks.at_odds(ledger) == []


@pytest.mark.parametrize(("latex", "quote"), [("H \\ge 0", ""), ("", "熵非负")])
def test_a_phrase_with_two_verdicts_is_noticed(latex: str, quote: str) -> None:
    one = replace(SOUND, id="N9-3", latex=latex, quote=quote)
    other = replace(one, id="N9-4", covers=part("more is left"))
    assert checks.at_odds(ledger_of(one, other)) == [("N9-3", "N9-4")]
    assert checks.at_odds(ledger_of(one, replace(other, see_also=("N9-3",)))) == []


@every_ledger
def test_claims_that_are_referred_to_exist(ledger: Ledger) -> None:
    assert {r for c in ledger.claims for r in c.see_also} <= catalogue.claims().keys()


@pytest.mark.parametrize("id", CHECKED)
def test_every_claim_is_decided(id: str) -> None:
    require_explained(finding(catalogue.claims()[id][1], id))
