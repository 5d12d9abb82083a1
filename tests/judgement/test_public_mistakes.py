"""A sample of the mistakes that people published: `benchmarks/diagnosis.py` has them all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import log

from benchmarks.diagnosis import Wrong, examine, is_noise, outcome
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.language import CE, KL, FiniteLaw, H, given
from derivecheck.mistakes.mistakes import Mistake
from derivecheck.mistakes.slips import Slip
from tests.support.mistakes_of_later_threads import OF_LATER_THREADS
from tests.support.mistakes_of_notes import OF_NOTES, N, Public
from tests.support.mistakes_of_threads import OF_THREADS

ALL = {m.place: m for m in (*OF_NOTES, *OF_THREADS, *OF_LATER_THREADS)}
SAMPLE = (
    "D02:54",
    "D09:144",
    "D09:165",
    "D13:253",
    "D14:195",
    "D14:300",
    "rasbt/machine-learning-book#44",
    "udlbook/udlbook#184",
    "mml-book/mml-book.github.io#141",
    "probml/pml2-book#139",
    "cbueth/infomeasure#12",
    "nndl/nndl#576",
    "betanalpha/knitr_case_studies#36",
    "probml/pml2-book#490",
)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
on = given(P, Q)


def wrong(m: Public) -> Wrong:
    return Wrong("", m.place, m.says, (m.right,), m.slips)


@pytest.mark.parametrize("place", SAMPLE)
def test_a_public_mistake_is_named(place: str) -> None:
    assert examine(wrong(ALL[place]))["outcome"] == "right"


def test_what_is_right_is_not_refuted_and_has_another_outcome() -> None:
    m = ALL["D02:54"]
    assert judge(m.right, 25).verdict.value == "PROVED"
    assert examine(wrong(replace_says(m)))["outcome"] == "not refuted"


def replace_says(m: Public) -> Public:
    return m._replace(says=m.right)


def test_a_name_of_another_kind_is_not_right() -> None:
    m = ALL["D02:54"]
    found = diagnose(m.says)
    assert found is not None
    assert outcome(wrong(m), found) == "right"
    assert outcome(replace(wrong(m), slips=(Slip.BASE,)), found) == "another"


NOISE = [
    (on.gt(KL(P, Q), 1), on.ge(KL(P, Q), -1), Slip.SIGN),
    (on.eq(H(P), H(Q)), on.eq(H(P), H(P)), Slip.LAWS),
    (on.eq(KL(P, Q) + log(N), H(P)), on.eq(H(P), H(P) + log(2) * log(N)), Slip.TERM),
]
NO_NOISE = [
    (on.le(KL(P, Q), 0), on.ge(KL(P, Q), 0), Slip.RELATION),
    (on.eq(CE(P, Q), H(P)), on.eq(CE(P, Q), H(P) + KL(P, Q)), Slip.TERM),
]


@pytest.mark.parametrize(("claimed", "fixed", "slip"), NOISE)
def test_noise_is_told(claimed, fixed, slip) -> None:  # type: ignore[no-untyped-def]
    assert is_noise(claimed, Mistake("", fixed, slip))


@pytest.mark.parametrize(("claimed", "fixed", "slip"), NO_NOISE)
def test_a_repair_is_no_noise(claimed, fixed, slip) -> None:  # type: ignore[no-untyped-def]
    assert not is_noise(claimed, Mistake("", fixed, slip))
