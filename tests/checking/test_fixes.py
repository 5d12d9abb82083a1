"""A fix is an edit of the note that makes the line the correction, and changes nothing else."""

from __future__ import annotations

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedStep, Said
from derivecheck.checking.reading import read_note
from derivecheck.findings.card import Region
from derivecheck.reading.text import Text

HEAD = "Laws $p(x)$, $q(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n\n"


def checked(formula: str) -> tuple[Text, CheckedStep]:
    """The last step of a note that ends with a formula."""
    text = Text("n.md", f"{HEAD}Then\n\n$$\n{formula}\n$$\n")
    return text, check_text(text).steps[-1]


def applied(text: Text, step: CheckedStep) -> Text:
    """The note after the fix, made from the region alone."""
    assert step.fix is not None
    region = step.fix.region
    start, end = (text.starts[n - 1] + c - 1 for n, c in _corners(region))
    return Text("n.md", text.text[:start] + step.fix.text + text.text[end:])


def _corners(region: Region) -> tuple[tuple[int, int], tuple[int, int]]:
    return (region.line, region.column), (region.end_line, region.end_column)


@pytest.mark.parametrize(
    ("wrong", "right", "marked"),
    [
        (r"KL(p\|q) = H(q) - H(p)", r"KL(p\|q) = H(p, q) - H(p)", "q"),
        (r"KL(p\|q) \le 0", r"KL(p\|q) \ge  0", "≤"),
        (r"H(p,q) = \sum_x p(x)\log q(x)", r"H(p,q) = -\sum_x p(x)\log q(x)", "∑"),
        (r"H(p,q) = -\sum_x q(x)\log q(x)", r"H(p,q) = -\sum_x p(x)\log q(x)", "q"),
        (r"H(p,q) = H(p) - KL(p\|q)", r"H(p,q) = H(p) + KL(p\|q)", "−"),
    ],
)
def test_the_fix_is_a_small_edit_in_the_notation_of_the_note(
    wrong: str, right: str, marked: str
) -> None:
    text, step = checked(wrong)
    assert step.verdict is Said.WRONG
    edited = applied(text, step)
    assert edited.text == text.text.replace(wrong, right)
    assert " ".join(step.correction.split()) == " ".join(right.split())
    first, last = step.mark
    assert step.shown[first:last] == marked
    again = check_text(edited).steps[-1]
    assert again.verdict is Said.PROVED


def test_no_fix_that_would_change_what_a_verified_line_says() -> None:
    """The middle of the chain is wrong, and the step after it, which holds, starts from it."""
    formula = r"KL(p\|q) = H(q) - H(p) = H(q) + \sum_x p(x)\log p(x)"
    text = Text("n.md", f"{HEAD}Then\n\n$$\n{formula}\n$$\n")
    wrong, holds = check_text(text).steps[-2:]
    assert holds.verdict is Said.PROVED
    assert wrong.verdict is Said.WRONG
    assert wrong.fix is None
    assert wrong.correction


def test_no_fix_in_a_notebook_whose_places_are_those_of_cells() -> None:
    text = Text("n.ipynb", f"{HEAD}Then\n\n$$\nKL(p\\|q) \\le 0\n$$\n", ((1, 1),))
    step = check_text(text).steps[-1]
    assert (step.verdict, step.fix) == (Said.WRONG, None)


def test_a_fix_in_an_alignment_keeps_its_rows() -> None:
    first = r"H(p, q) &= -\sum_x p(x) \log q(x) \\"
    rows = f"\\begin{{align}}\n{first}\n&= H(p) - KL(p \\| q)\n\\end{{align}}"
    text, step = checked(rows)
    edited = applied(text, step)
    assert edited.text == text.text.replace("H(p) - KL", "H(p) + KL")
    assert step.correction == r"-\sum_x p(x) \log q(x) = H(p) + KL(p \| q)"
    assert len(read_note(edited).document.steps) == len(read_note(text).document.steps)
