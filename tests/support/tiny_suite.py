"""A suite of a few tiny items in place of the ledgers; also a program, for the signal test."""

from __future__ import annotations

import time
from typing import Any

from sympy import Rational, Symbol

from derivecheck.cli.commands import main
from derivecheck.judgement.claims import verify_claim
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.language.functionals import CE, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import given
from derivecheck.proof.derivation import Derivation, Lemma, derive
from derivecheck.proof.rules import linearity
from derivecheck.reading.claim import Claim, Kind, Ledger
from derivecheck.running import cache as cache_module
from derivecheck.running import catalogue, suite
from derivecheck.running.cache import Cache
from derivecheck.running.content import Digests
from derivecheck.running.environment import sources
from derivecheck.running.index import Entry, Index
from derivecheck.running.kept import Kept, Result

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
CHAIN = derive("ce.split", "Cross-entropy", given(P, Q), CE(P, Q)).eq(H(P) + KL(P, Q), by=linearity)
WRONG_CHAIN = derive("ce.wrong", "Wrong", given(P, Q), CE(P, Q)).eq(2 * KL(P, Q), by=linearity)


def claim(id: str, says: Any = None, **more: Any) -> Claim:
    """A claim on line 1 of its note."""
    return Claim(id, (1, 1), "entropy", Kind.IDENTITY, f"the claim {id}", "x", says, **more)


TRUE = claim("T0-1", given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)), rests_on=("ce.split",))
PROSE = claim("T0-2", reason="history")
FALSE = claim("T1-1", given(P, Q).eq(CE(P, Q), CE(Q, P)))
SLOW = claim("T2-1", given(P).eq(H(P), H(P) + Rational(1)))


def ledger(note: str, *claims: Claim) -> Ledger:
    """A note with these claims."""
    return Ledger(note, f"{note}.txt", note, note, claims)


LEDGERS = (ledger("T0", TRUE, PROSE), ledger("T1", FALSE))
WITH_SLOW = (*LEDGERS, ledger("T2", SLOW))


def check(digits: int, id: str) -> Result:
    """One item, examined; the slow one takes longer than any test."""
    if id == SLOW.id:
        time.sleep(600)
    for book in WITH_SLOW:
        for c in book.claims:
            if c.id == id:
                return verify_claim(c, book, digits)
    return verify_derivation({d.id: d for d in (CHAIN, WRONG_CHAIN)}[id], digits)


def install(
    ledgers: tuple[Ledger, ...] = LEDGERS,
    derivations: tuple[Derivation | Lemma, ...] = (CHAIN,),
    put: Any = setattr,
) -> None:
    """Put the tiny suite in place of the real one, with ``put`` in the way of setattr."""
    content = Digests().of((ledgers, derivations)).hex()
    put(catalogue, "LEDGERS", ledgers)
    put(catalogue, "DERIVATIONS", derivations)
    put(suite, "sources", lambda: content)
    put(suite.Options, "built_by_a_worker", lambda self, with_contents: suite.built(with_contents))
    put(suite, "check", check)


def keep(cache: Cache, *ids: str) -> None:
    """Leave what a run of these claims alone would leave, for the sources as they are."""
    index = Index({id: Entry(f"the claim {id}", (1, 1), (), id) for id in ids}, {"T0": ""})
    cache.put(suite.INDEX, {"sources": sources(), **index.as_json()})
    for id in ids:
        Kept(index.contents, 50, cache).put(id, check(50, id))


if __name__ == "__main__":
    from tests.support import tiny_suite  # the workers know `check` by the name of its module

    tiny_suite.install(WITH_SLOW)
    cache_module.STARTED = 4e9  # whoever edits a source while the tests run does not disturb them
    main()
