"""Twelve notes in as many styles, ten to twenty-five true steps and two mistakes in each.

They were written before the code had seen any of them.  No true line may be called WRONG.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedNote, Said
from derivecheck.reading.text import read_text

NOTES = Path(__file__).parent / "notes"
MISTAKES = {  # the lines with a mistake in them
    "bayesian_regression.md": {40, 60},
    "contrastive.md": {28, 46},
    "diffusion.md": {51, 55},
    "em_zh.md": {28, 60},
    "information.md": {16, 26},
    "information_zh.md": {20, 42},
    "linear_models.md": {31, 43},
    "logistic.md": {24, 39},
    "policy_gradient.tex": {26, 41},
    "score.md": {19, 52},
    "vae.tex": {19, 32},
    "variational_inference.md": {44, 59},
}
HALF = 0.5  # of the claims of each note, and more, are decided

pytestmark = pytest.mark.slow


def checked(name: str) -> CheckedNote:
    return check_text(read_text(NOTES / name))


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_no_true_line_is_wrong_and_no_false_one_holds(name: str) -> None:
    note = checked(name)
    for step in note.steps:
        if step.verdict is Said.WRONG:
            assert step.line in MISTAKES[name], (step.line, step.source, step.mistake)
    for line in MISTAKES[name]:
        here = [s.verdict for s in note.steps if s.line == line]
        assert not all(v in (Said.PROVED, Said.SUPPORTED) for v in here), line
    assert note.decided >= HALF * note.claims
