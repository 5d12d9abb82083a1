"""One claim or derivation: its examination and its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from derivecheck.findings.evidence import Evidence, Outcome, Verdict
from derivecheck.findings.finding import DerivationRecord
from derivecheck.judgement.claims import blank_finding, verify_claim
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.judgement.printed import printed
from derivecheck.proof.derivation import Derivation, Lemma
from derivecheck.reading.claim import Claim, Ledger
from derivecheck.running.content import Digests, NoContent
from derivecheck.running.kept import Result
from derivecheck.running.parallel import Stopped

Item = tuple[Claim, Ledger] | Derivation | Lemma


def examined(item: Item, digits: int) -> Result:
    """What is found out about one item."""
    if isinstance(item, tuple):
        return verify_claim(*item, digits)
    return verify_derivation(item, digits)


def examined_own(item: Item, digits: int) -> Result:
    """The same of a user's item: what raises costs only itself, and is never a pass."""
    try:
        return examined(item, digits)
    except (MemoryError, RecursionError):
        raise  # a limit, which the pool tells
    except Exception as error:
        return stopped(item, Stopped(f"the check broke: {type(error).__name__}: {error}"))


def stopped(item: Item, why: Stopped) -> Result:
    """An item that was stopped is undecided, never passed."""
    evidence = (Evidence("limits", Outcome.UNABLE, why.reason),)
    if isinstance(item, tuple):
        return blank_finding(*item, Verdict.UNDECIDED, evidence, why.reason)
    return DerivationRecord(
        item.id,
        item.title,
        printed(item.statement if isinstance(item, Lemma) else item.conclusion),
        "",
        (),
        Verdict.UNDECIDED,
        (why.reason,),
    )


# --- content


def contents(items: Mapping[str, Item], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The digest of every item and of all that it builds on, some of which may be ``known``.

    Empty for an item whose content cannot be told from another's, and for what builds on it.
    """
    digests, found = Digests(), dict(known or {})

    def content(id: str) -> str:
        if id not in found:
            found[id] = ""  # an item that builds on itself has no content
            thing, names = _content(items[id])
            below = {name: content(name) for name in names if name in items or name in found}
            found[id] = _digest(digests, (thing, below)) if all(below.values()) else ""
        return found[id]

    return {id: content(id) for id in items}


def _digest(digests: Digests, thing: Any) -> str:
    try:
        return digests.of(thing).hex()
    except NoContent:
        return ""


def _content(item: Item) -> tuple[Any, tuple[str, ...]]:
    """What a result depends on, and the ids that the item builds on."""
    if isinstance(item, tuple):
        claim, ledger = item
        place = {f.name: getattr(ledger, f.name) for f in fields(ledger) if f.name != "claims"}
        return (claim, place), claim.rests_on
    if isinstance(item, Lemma):
        return item, item.uses
    return item, (*item.uses, *(u for s in item.steps for u in s.rule.uses))
