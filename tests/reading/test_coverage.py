"""Both coverage lists: lines that no claim cites, formulas that are not where a claim says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from derivecheck.reading.claim import Claim, Kind, Ledger
from derivecheck.reading.coverage import MissingNote, asserting_lines, coverage

NOTE = """# 1. Entropy
Entropy is never negative.
$$
H(X) = -\\sum_i p_i \\log p_i
$$
A fair coin has 1 bit, see [section 2](#12-more).
"""


def ledger(*claims: tuple[int, int, str]) -> Ledger:
    """A ledger with claims on these lines."""
    made = [
        Claim(f"X-{k}", (first, last), "", Kind.PROSE, "", latex, reason="a test")
        for k, (first, last, latex) in enumerate(claims, 1)
    ]
    return Ledger("X", "x.md", "x", "x", made)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.md").write_text(NOTE, encoding="utf-8")
    return tmp_path


def test_a_complete_ledger_leaves_both_lists_empty(folder: Path) -> None:
    found = coverage(ledger((3, 5, r"H(X)=-\sum_i p_i\log p_i"), (6, 6, "")), folder)
    assert found.complete
    assert found.lines == 6
    assert len(found.sha256) == 64


def test_a_line_that_no_claim_cites_is_listed(folder: Path) -> None:
    found = coverage(ledger((3, 5, "")), folder)
    assert [number for number, _ in found.uncited] == [6]


def test_a_formula_that_the_line_does_not_hold_is_listed(folder: Path) -> None:
    found = coverage(ledger((3, 5, r"H(X) = \sum_i p_i \log p_i"), (6, 6, "")), folder)
    assert [id for id, _ in found.unfound] == ["X-1"]


def test_a_claim_beyond_the_end_is_listed(folder: Path) -> None:
    found = coverage(ledger((3, 6, ""), (7, 7, "")), folder)
    assert found.unfound == (("X-2", "lines 7-7 of 6"),)


def test_a_changed_note_is_told_from_the_one_of_the_ledger(folder: Path) -> None:
    first = coverage(ledger(), folder)
    pinned = replace(ledger(), sha256=first.sha256)
    assert not coverage(pinned, folder).changed
    (folder / "x.md").write_text(NOTE + "more\n", encoding="utf-8")
    assert coverage(pinned, folder).changed


def test_a_missing_note_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingNote, match=r"x\.md: no such file"):
        coverage(ledger(), tmp_path)


def test_a_note_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MissingNote, match="not UTF-8"):
        coverage(ledger(), tmp_path)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("plain words", []),
        ("inline $x$ here", [1]),
        ("1. a numbered point", []),
        ("2. a numbered point with 3 things", [1]),
        ("- [4.1. Properties](#41-properties)", []),
        ("## 2.3. Examples", []),
        ("![figure](a1b2c3.png)", []),
        ("<font size=6>", []),
        ("see https://example.org/149186719", []),
        ("$$\n\\begin{align}\nx&=1\\\\\n\\end{align}\n$$", [3]),
        ("```\nx = 1\n```", [2]),
        ("---\ndate: 2024\n---\n5 cats", [4]),
        ("text\n---\n5 cats\n---", [3]),
    ],
)
def test_what_counts_as_an_assertion(text: str, lines: list[int]) -> None:
    assert asserting_lines(text) == lines
