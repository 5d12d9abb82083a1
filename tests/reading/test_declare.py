"""What a note declares to its reader."""

from __future__ import annotations

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.reading.declare import declarations
from derivecheck.reading.text import Text


def declared(block: str) -> str:
    return f"<!-- derivecheck\n{block}\n-->\n"


def verdicts(source: str) -> list[str]:
    return [str(s.verdict) for s in check_text(Text("n.md", source)).steps]


def problems(source: str) -> list[tuple[int, str]]:
    return list(check_text(Text("n.md", source)).problems)


def test_a_number_that_is_declared_is_understood() -> None:
    assert verdicts("$$H(p) + w = H(p)$$") == ["NOT UNDERSTOOD"]
    assert verdicts(declared("number w > 0") + "$$H(p) + w > H(p)$$") == ["PROVED"]


def test_a_base_is_declared_for_a_section() -> None:
    line = "$$\nH(p) = -\\sum_x p(x) \\log_2 p(x)\n$$\n"
    assert verdicts(declared('log: base e in "One"') + "# One\n" + line)[-1] != "PROVED"
    assert verdicts(declared('log: base e in "One"') + "# Two\n" + line)[-1] == "PROVED"


def test_lines_are_ignored_and_wrong_lines_expected() -> None:
    line = "$$\nKL(p\\|q) = H(p)\n$$\n"
    assert verdicts(declared("ignore 5") + line) == ["SETTING"]
    assert problems(declared("expect wrong 5") + line) == [
        (5, "line 5 is expected to be wrong, and is not")
    ]


def test_in_latex_the_declaration_is_a_comment() -> None:
    found = declarations(Text("n.tex", "% derivecheck: number beta > 0\n"))
    assert [(n.key, n.relation, n.value) for n in found.numbers] == [("beta", ">", "0")]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("lwa p(x)", "did you mean law?"),
        ("matrix A", "known are law, number"),
        ("number w >", "cannot be read"),
        ("log: bits", "cannot be read"),
        ("ignore me", "cannot be read"),
        ("expect right 3", "cannot be read"),
    ],
)
def test_what_cannot_be_declared_is_told_with_its_line(block: str, message: str) -> None:
    ((line, found),) = problems("text\n" + declared(block))
    assert line == 3
    assert message in found


def test_a_declaration_that_the_text_contradicts_names_both_places() -> None:
    ((line, found),) = problems(declared("number q") + "$$E_{x\\sim q}[x] = 1$$")
    assert line == 2
    assert "line 4 uses it as a law" in found
