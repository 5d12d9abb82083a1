"""What holds for every ledger of the five notes: complete, in order, every claim decided."""

from __future__ import annotations

import pytest

from derivecheck.reading.claim import Ledger
from derivecheck.running import catalogue
from tests.support.ledger_checks import finding, require_coverage, require_explained, require_order

LEDGERS = {ledger.note: ledger for _, ledger in catalogue.claims().values()}
CHECKED = [id for id, (claim, _) in catalogue.claims().items() if claim.says is not None]
every_ledger = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))


@every_ledger
def test_claims_are_numbered_in_the_order_of_the_note(ledger: Ledger) -> None:
    require_order(ledger)


@every_ledger
def test_what_the_note_asserts_is_cited_and_found(ledger: Ledger) -> None:
    require_coverage(ledger)


@every_ledger
def test_claims_that_are_referred_to_exist(ledger: Ledger) -> None:
    assert {r for c in ledger.claims for r in c.see_also} <= catalogue.claims().keys()


@pytest.mark.parametrize("id", CHECKED)
def test_every_claim_is_decided(id: str) -> None:
    require_explained(finding(catalogue.claims()[id][1], id))
