"""Where the mathematics of a note stands, in every dialect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.reading.regions import regions
from derivecheck.reading.text import BadNote, Text, read_text


def found(source: str, name: str = "n.md") -> list[tuple[str, bool]]:
    text = Text(name, source)
    return [(r.source(text).strip(), r.display) for r in regions(text)[0]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a $p$ b", [("p", False)]),
        ("$$\np\n$$", [("p", True)]),
        ("we have $$p$$ here", [("p", False)]),
        ("熵$$p$$是", [("p", False)]),
        (r"\(p\) and \[q\]", [("p", False), ("q", False)]),
        ("\\[\nq\n\\]", [("q", True)]),
        ("$`p`$", [("p", False)]),
        ("```math\np\n```", [("p", True)]),
        ('<script type="math/tex">p</script>', [("p", False)]),
        ('<script type="math/tex; mode=display">p</script>', [("p", True)]),
        ("{{< katex >}}p{{< /katex >}}", [("p", True)]),
        ("{% math %}\np\n{% endmath %}", [("p", True)]),
        ("<div>\n\\begin{align}p\\end{align}\n</div>", [(r"\begin{align}p\end{align}", True)]),
        ("$ P(x) $", [("P(x)", False)]),
    ],
)
def test_dialects(source: str, expected: list[tuple[str, bool]]) -> None:
    assert found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "`$p$`",
        "```\n$p$\n```",
        "~~~python\n$$p$$\n~~~",
        "<!-- $p$ -->",
        "---\ntitle: $p$\n---\ntext",
        "from $5 to $10",
        r"\$5 and \$6",
        "one $ alone",
        "$a\n\nb$",
    ],
)
def test_what_is_no_mathematics(source: str) -> None:
    assert found(source) == []


def test_code_after_a_formula_in_ticks_is_still_code() -> None:
    assert found("$`p`$ and `$q$` and $r$") == [("p", False), ("r", False)]


def test_a_display_that_is_never_closed_is_told() -> None:
    _, problems = regions(Text("n.md", "text\n$$ p"))
    assert [p.message for p in problems] == ["$$ is never closed"]


def test_in_tex_only_the_body_is_read() -> None:
    source = r"\def\x{$a$}\begin{document}$p$ \begin{verbatim}$q$\end{verbatim}\end{document}"
    assert found(source, "n.tex") == [("p", False)]


def test_many_openings_without_an_end_take_no_longer_than_one() -> None:
    assert found("\\[ x " * 50_000) == []


@given(st.text(alphabet="$`\\[]() \npx{}<!->~", max_size=80))
def test_any_text_has_regions_in_order(source: str) -> None:
    last = 0
    for region in regions(Text("n.md", source))[0]:
        assert last <= region.outer_start <= region.start <= region.end <= region.outer_end
        last = region.outer_end


# --- files


def test_lines_of_a_notebook_know_their_cell(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "one\n$a$"},
        {"cell_type": "code", "metadata": {}, "source": "x", "outputs": [], "execution_count": 1},
        {"cell_type": "markdown", "metadata": {}, "source": "$b$"},
    ]
    path = tmp_path / "n.ipynb"
    path.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    )
    text = read_text(path)
    labels = [text.label(text.line(r.start)) for r in regions(text)[0]]
    assert labels == ["cell 1, line 2", "cell 3, line 1"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.md", b"\x00\x01", "a binary file"),
        ("a.md", "一\n熵".encode("gb18030"), "not UTF-8"),
        ("a.ipynb", b"{", "not a notebook"),
        ("a.ipynb", b"{}", "not a notebook"),
    ],
)
def test_a_file_that_is_no_note_is_named(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadNote, match=message) as error:
        read_text(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadNote, match="cannot be read"):
        read_text(tmp_path / "no.md")
