"""A ledger's statement against the reader's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sympy import Symbol, log

from derivecheck.checking.ledgers import compared, is_same
from derivecheck.checking.reading import read_note
from derivecheck.language import CE, KL, Density, FiniteLaw, H, given, not_always
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.reading.claim import Claim, Kind, Ledger
from derivecheck.reading.text import Text, read_text

N, K = (Symbol(name, integer=True, positive=True) for name in "NK")
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
P, Q = FiniteLaw("P", K), FiniteLaw("Q", K)
NOTES = next((n for f in Path(__file__).parents if (n := f / "shared/notes").is_dir()), None)
LEAST = 0.5  # of the claims of a ledger whose formula is understood, at least


def test_letters_may_differ() -> None:
    assert is_same(
        given(p, q).eq(KL(p, q), CE(p, q) - H(p)), given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P))
    )
    assert is_same(given(p, q).ge(KL(p, q), 0), given(P, Q).ge(KL(Q, P), 0))


def test_a_bound_may_be_written_from_either_side() -> None:
    assert is_same(given(p, q).ge(KL(p, q), 0), given(P, Q).le(0, KL(P, Q)))
    assert not is_same(given(p, q).ge(KL(p, q), 0), given(P, Q).ge(0, KL(P, Q)))


def test_bits_and_nats_are_one() -> None:
    unit = log(2)
    assert is_same(given(p).eq(H(p), CE(p, p)), given(P).eq(H(P) / unit, CE(P, P) / unit))
    assert not is_same(given(p).eq(H(p), CE(p, p)), given(P).eq(H(P), CE(P, P) / unit))


@pytest.mark.parametrize(
    "other",
    [
        given(P, Q).eq(KL(P, Q), CE(P, Q) - H(Q)),
        given(P, Q).eq(CE(P, Q) - H(P), KL(P, Q) + H(P) - H(Q)),
        given(P, Q).ge(KL(P, Q), CE(P, Q) - H(P)),
        not_always(given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P))),
        given(Density("P"), Density("Q")).eq(KL(Density("P"), Density("Q")), H(Density("P"))),
    ],
)
def test_what_says_something_else_is_not_the_same(other: object) -> None:
    assert not is_same(given(p, q).eq(KL(p, q), CE(p, q) - H(p)), other)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.skipif(NOTES is None, reason="the notes are not part of the project")
@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.note)
def test_a_claim_says_why_it_is_not_what_the_reader_reads(ledger: Ledger) -> None:
    assert NOTES is not None
    note = read_note(read_text(NOTES / ledger.file))
    found = {c.id: c.same for c in compared(tuple(ledger.claims), note)}
    said = {c.id for c in ledger.claims if c.differs is not None}
    assert said == {id for id, same in found.items() if not same}
    assert sum(found.values()) >= LEAST * len(found)


def test_only_the_step_that_is_written_is_compared() -> None:
    note = read_note(Text("n.md", "Laws $p(x)$. $H(p) \\ge 0$ and $H(p) = CE(p, p)$."))
    claim = partial(Claim, lines=(1, 1), section="", kind=Kind.IDENTITY, paraphrase="")
    said = given(p).eq(H(p), CE(p, p))
    claims = (
        claim(id="a", latex="H(p) = CE(p, p)", says=said),
        claim(id="b", latex=r"H(p) \ge 0", says=said),
        claim(id="c", latex="H(p)", says=said),
    )
    assert [(c.id, c.same) for c in compared(claims, note)] == [("a", True), ("b", False)]
