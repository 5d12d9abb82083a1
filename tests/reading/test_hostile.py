"""Notes are data: whatever stands in them is read or refused, and nothing else happens."""

from __future__ import annotations

import pytest

from derivecheck.checking.reading import read_note
from derivecheck.reading.elaboration.statements import Refusal
from derivecheck.reading.text import Text

BOMB = "".join(
    rf"\newcommand{{\{a}}}{{{f'{chr(92)}{b}' * 10}}}" for a, b in zip("abcd", "bcde", strict=True)
)
CASES = {
    "braces": "$$" + "{" * 100_000 + "x" + "}" * 100_000 + " = y$$",
    "brackets": "$$" + "(" * 3_000 + "x" + ")" * 3_000 + " = y$$",
    "a long chain": "$$" + "= a" * 500 + "$$",
    "a long sum": "$$H(p) = " + "+".join(["p(x)"] * 500) + "$$",
    "many letters": " ".join(f"$p_{{{k}}} = q$" for k in range(300)),
    "logarithms": "$$" + r"\log " * 500 + " x = y$$",
    "fractions": "$$" + r"\frac{1}{" * 100 + "x" + "}" * 100 + " = y$$",
    "scripts": "$$p" + "_{x" * 200 + "}" * 200 + " = q$$",
    "a bomb of macros": BOMB + r" $\a\a = 1$",
    "dollars": "$ " * 20_000,
    "environments": r"\begin{align}" * 2_000,
    "control characters": "$$p\x00\x01 = q$$",
    "one long line": "x" * 500_000 + " $p = q$",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_anything_is_read_or_refused(source: str) -> None:
    note = read_note(Text("n.md", source))
    for step, found in zip(note.document.steps, note.meanings, strict=True):
        assert 1 <= step.line <= source.count("\n") + 1
        assert isinstance(found, Refusal) or found


def test_no_other_file_is_read() -> None:
    note = read_note(Text("n.tex", r"\input{/etc/passwd} \begin{document}$p = q$\end{document}"))
    assert [note.document.source(s.left) for s in note.document.steps] == ["p"]
