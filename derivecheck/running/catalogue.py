"""Every claim of the ledgers and every derivation; importing this builds them all."""

from __future__ import annotations

from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.proof.derivation import Derivation, Lemma
from derivecheck.reading.claim import Claim, Ledger
from derivecheck.running.index import Entry, Index
from derivecheck.running.items import Item, contents


def claims() -> dict[str, tuple[Claim, Ledger]]:
    """Every claim by id, in the order of the notes."""
    return {c.id: (c, ledger) for ledger in LEDGERS for c in ledger.claims}


def derivations() -> dict[str, Derivation | Lemma]:
    """Every derivation by id, in the order in which they build on one another."""
    return {d.id: d for d in DERIVATIONS}


def everything() -> dict[str, Item]:
    """Every derivation and every claim by id."""
    return {**derivations(), **claims()}


def index(with_contents: bool) -> Index:
    """All of them without their mathematics, and with their digests if those are wanted."""
    items = everything()
    digests = contents(items) if with_contents else dict.fromkeys(items, "")
    entries = {id: _entry(item, digests[id]) for id, item in items.items()}
    return Index(
        entries,
        {ledger.note: ledger.sha256 for ledger in LEDGERS},
        {ledger.note: ledger.title for ledger in LEDGERS},
    )


def _entry(item: Item, content: str) -> Entry:
    if isinstance(item, tuple):
        claim, _ = item
        return Entry(claim.paraphrase, claim.lines, claim.rests_on, content)
    return Entry(item.title, content=content)
