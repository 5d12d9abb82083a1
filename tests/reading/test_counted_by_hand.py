"""Formulas of six public notes, counted by hand from the files: every dialect, none missed.

The counts were made by reading the files line by line, before the scan was run on them.  A `$$`
counts where it opens a formula, also inside a sentence; `\\[3\\]` in a notebook is a citation.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from derivecheck.reading.regions import regions
from derivecheck.reading.text import Text, read_text

CORPUS = next(
    (n for f in Path(__file__).parents if (n := f / "shared/corpus/notes").is_dir()), None
)
COUNTED = {
    "D01_ddpm_post.md": {"$": 12, "```": 24},
    "D02_infotheory.md": {"$": 9, "$$": 11},
    "D03_kl_blueprint.tex": {"$": 195, "$$": 3, "environment": 9},
    "D07_gp_nb.ipynb": {"$": 84, "$$": 9},
    "D09_emzh.md": {"$": 43, "$$": 18},
    "D14_ddpm_qmd.qmd": {"$": 60, "$$": 17},
}


def counted(text: Text) -> dict[str, int]:
    """How many formulas each opening delimiter has."""
    openings = (text.text[r.outer_start : r.start].strip() for r in regions(text)[0])
    return dict(Counter("```" if o[:3] == "```" else o or "environment" for o in openings))


@pytest.mark.skipif(CORPUS is None, reason="the public notes are not part of the project")
@pytest.mark.parametrize("name", COUNTED)
def test_the_count_by_hand_comes_out(name: str) -> None:
    assert CORPUS is not None
    text = read_text(CORPUS / name)
    assert counted(text) == COUNTED[name]
    assert regions(text)[1] == ()


def test_a_citation_is_no_formula() -> None:
    assert counted(Text("n.md", r"As in \[3\] and \[1, 2\], \[x = 1\] holds.")) == {r"\[": 1}
    assert counted(Text("n.tex", r"\[1\]")) == {r"\[": 1}
