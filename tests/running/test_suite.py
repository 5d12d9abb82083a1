"""The suite as a whole: ids, references between ledgers and derivations, selection."""

from __future__ import annotations

import pytest

from derivecheck.notes.catalogue import LEDGERS
from derivecheck.running import catalogue, suite

CLAIMS = catalogue.claims()
DERIVATIONS = catalogue.derivations()


def test_the_five_notes_are_there_in_order() -> None:
    assert [ledger.note for ledger in LEDGERS] == ["N0", "N1", "N2", "N3", "N4"]
    assert all(len(ledger.sha256) == 64 for ledger in LEDGERS)


def test_no_id_is_used_twice() -> None:
    assert len(CLAIMS) == sum(len(ledger.claims) for ledger in LEDGERS)
    assert not set(CLAIMS) & set(DERIVATIONS)


def test_a_claim_is_checked_or_says_why_not() -> None:
    assert [i for i, (c, _) in CLAIMS.items() if (c.says is None) != bool(c.reason)] == []


def test_every_reference_leads_somewhere() -> None:
    for id, (claim, _) in CLAIMS.items():
        assert set(claim.see_also) <= set(CLAIMS) - {id}, id
        assert set(claim.rests_on) <= set(DERIVATIONS), id


def test_a_derivation_uses_only_what_comes_before_it() -> None:
    before: set[str] = set()
    for id, item in DERIVATIONS.items():
        rules = [step.rule for step in getattr(item, "steps", ())]
        used = {*item.uses, *(u for rule in rules for u in rule.uses)}
        assert used <= before, id
        before.add(id)


def test_selection_by_note_brings_what_its_claims_rest_on() -> None:
    chosen = suite.select(note="N4")
    assert {i.partition("-")[0] for i in chosen if i in CLAIMS} == {"N4"}
    rests = {r for i in chosen if i in CLAIMS for r in CLAIMS[i][0].rests_on}
    assert rests == {i for i in chosen if i in DERIVATIONS}


@pytest.mark.parametrize("name", ["gan", "N3", "N4-1", "gan.value_at_optimum"])
def test_a_name_selects_itself_or_its_group(name: str) -> None:
    chosen = suite.select([name])
    assert chosen
    assert all(i == name or i.split("-")[0] == name or i.split(".")[0] == name for i in chosen)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(suite.UnknownId, match=r"gan\.value_at_optimum"):
        suite.select(["gan.value_at_optimun"])
    with pytest.raises(suite.UnknownId, match="there are N0, N1"):
        suite.select(note="N9")
