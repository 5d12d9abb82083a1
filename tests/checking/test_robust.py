"""Verdicts do not depend on how letters are called, and what is printed is read as it was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.checking.ledgers import is_same
from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import Said
from derivecheck.checking.reading import read_note
from derivecheck.language import NotAlways
from derivecheck.language.statements import statement_tex
from derivecheck.reading.document import read_document
from derivecheck.reading.elaboration.statements import Refusal, meanings
from derivecheck.reading.text import Text, read_text

NOTES = next((n for f in Path(__file__).parents if (n := f / "shared/notes").is_dir()), None)
NOTE = r"""Let $p(x)$ and $q(x)$ be two laws.

$$
H(p) = -\sum_x p(x) \log p(x)
$$

Then

$$
KL(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)} = H(p, q) - H(p)
$$

and

$$
KL(p \| q) \ge 0
$$

while

$$
H(p, q) = H(p) - KL(p \| q)
$$
"""
VERDICTS = [Said.PROVED] * 4 + [Said.WRONG]


def renamed(note: str, names: dict[str, str]) -> str:
    """The note with its letters called otherwise, inside of formulas."""
    letter = re.compile(r"(?<![A-Za-z\\])([pqx])(?![A-Za-z])")

    def formula(m: re.Match[str]) -> str:
        return letter.sub(lambda one: names[one[1]], m.group())

    return re.sub(r"\$\$[^$]*\$\$|\$[^$]*\$", formula, note)


def verdicts(note: str) -> list[Said]:
    return [s.verdict for s in check_text(Text("n.md", note)).steps]


def test_the_note_is_what_it_is_taken_for() -> None:
    assert verdicts(NOTE) == VERDICTS
    assert renamed("$p(x)$ p $\\exp x$", {"p": "r", "q": "s", "x": "y"}) == "$r(y)$ p $\\exp y$"


@settings(max_examples=6, deadline=None)
@given(
    st.permutations(["p", "q", "P", "Q", "r"]).map(lambda names: names[:2]),
    st.sampled_from(["x", "y", "z", "u"]),
)
def test_letters_that_are_renamed_change_no_verdict(laws: list[str], point: str) -> None:
    first, second = laws
    if first.lower() == second.lower():
        second = "r" if first != "r" else "q"
    names = {"p": first, "q": second, "x": point}
    assert verdicts(renamed(NOTE, names)) == VERDICTS


@pytest.mark.parametrize("number", range(len(VERDICTS)))
def test_what_is_printed_is_read_as_the_same_statement(number: int) -> None:
    found = read_note(Text("n.md", NOTE)).meanings[number]
    assert not isinstance(found, Refusal)
    for meaning in found:
        printed = f"{NOTE}\nalso\n\n$$\n{statement_tex(meaning.statement)}\n$$\n"
        again = read_note(Text("n.md", printed)).meanings[len(VERDICTS)]
        assert not isinstance(again, Refusal), again.why
        assert meaning.statement in [m.statement for m in again], statement_tex(meaning.statement)


@pytest.mark.slow
@pytest.mark.skipif(NOTES is None, reason="the notes are not part of the project")
@pytest.mark.parametrize("file", ["003", "004"])
def test_what_is_printed_of_a_note_is_read_as_the_same_or_refused(file: str) -> None:
    assert NOTES is not None
    text = read_text(next(NOTES.glob(f"{file}_*.txt")))
    note = read_note(text)
    again = 0
    for found in note.meanings:
        if isinstance(found, Refusal):
            continue
        said = found[0].statement
        said = said.part if isinstance(said, NotAlways) else said
        printed = Text(text.name, f"{text.text}\n\nalso\n\n$$\n{statement_tex(said)}\n$$\n")
        document = read_document(printed)
        others = meanings(document, note.symbols, document.steps[-1])
        if not isinstance(others, Refusal):
            again += 1
            same = (said == m.statement or is_same(m.statement, said) for m in others)
            assert any(same), statement_tex(said)
    assert again >= 10
