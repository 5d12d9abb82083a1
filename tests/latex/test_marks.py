"""A mark stands below the part of a formula that it is asked for, or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.latex.marks import marked, underlined
from derivecheck.latex.unicode import formula

SOURCE = r"H(p, q) = -\sum_{x} p(x) \log \frac{p(x)}{2 q(x)}"


@pytest.mark.parametrize(
    ("part", "shown"),
    [("p, q", "p, q"), (r"\sum_{x}", "∑ₓ"), (r"\frac{p(x)}{2 q(x)}", "(p(x)/(2q(x)))"), ("2", "2")],
)
def test_the_part_is_marked(part: str, shown: str) -> None:
    start = SOURCE.index(part)
    text, (first, last) = marked(SOURCE, start, start + len(part))
    assert text == formula(SOURCE)
    assert text[first:last] == shown or shown[1:-1] == text[first:last]


def test_what_cannot_be_told_is_not_marked() -> None:
    start = SOURCE.index("{p(x)}")  # not a part: a brace with its neighbour
    assert marked(SOURCE, start, start + 3) == (formula(SOURCE), (0, 0))


@given(st.data())
def test_no_stretch_of_a_formula_breaks_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOURCE)))
    end = data.draw(st.integers(start, len(SOURCE)))
    text, (first, last) = marked(SOURCE, start, end)
    assert text == formula(SOURCE)
    assert 0 <= first <= last <= len(text)


def test_the_rows_of_a_text_share_a_mark() -> None:
    assert underlined("ab\ncd", (1, 4)) == [("ab", (1, 2)), ("cd", (0, 1))]
