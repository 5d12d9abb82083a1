"""A ledger's statement against the reader's."""

from __future__ import annotations

from pathlib import Path

import pytest
from sympy import Symbol, log

from derivecheck.checking.ledgers import compared, is_same
from derivecheck.checking.reading import read_note
from derivecheck.language import CE, KL, Density, FiniteLaw, H, given, not_always
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.reading.text import read_text

N, K = (Symbol(name, integer=True, positive=True) for name in "NK")
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
P, Q = FiniteLaw("P", K), FiniteLaw("Q", K)
NOTES = next((n for f in Path(__file__).parents if (n := f / "shared/notes").is_dir()), None)
LEAST = 70  # claims of the five ledgers that the reader confirms


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
def test_the_reader_confirms_the_ledgers() -> None:
    assert NOTES is not None
    found = [
        c
        for ledger in LEDGERS
        for c in compared(tuple(ledger.claims), read_note(read_text(NOTES / ledger.file)))
    ]
    assert len(found) >= 130
    assert sum(c.same for c in found) >= LEAST
