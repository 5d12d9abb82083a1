"""Public notes, where they are at hand: no alarm on what is true, known mistakes are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedNote, Said
from derivecheck.reading.text import read_text

CORPUS = next((n for f in Path(__file__).parents if (n := f / "shared/corpus").is_dir()), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CORPUS is None, reason="the corpus is not part of the project"),
]


def checked(name: str) -> CheckedNote:
    assert CORPUS is not None
    return check_text(read_text(CORPUS / name))


@pytest.mark.parametrize(
    ("name", "least"),
    [("kl-ent", 6), ("kl-nonneg2", 9), ("dmi-jce", 7), ("norm-dent", 8), ("entcross-conv", 10)],
)
def test_true_proofs_raise_no_alarm(name: str, least: int) -> None:
    note = checked(f"statproofbook/{name}.md")
    assert not note.counts[Said.WRONG]
    assert note.decided >= least


def test_the_known_mistakes_of_a_note_are_found() -> None:
    note = checked("notes/D02_infotheory.md")
    wrong = {(s.line, s.mistake) for s in note.steps if s.verdict is Said.WRONG}
    assert wrong == {
        (50, "$p$ stands for $q$"),
        (54, "an entropy stands for a cross-entropy"),
    }
