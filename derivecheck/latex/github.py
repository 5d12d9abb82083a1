r"""Formulas for Markdown as GitHub shows it: mathematics between $` and `$.

Between these marks Markdown changes nothing, and no bar is left that would end the cell of a table.
What is printed is the parsed formula, in commands that MathJax and KaTeX both know.
"""

from __future__ import annotations

import re

from derivecheck.latex.gate import UnsafeMath, parse
from derivecheck.latex.tex import tex
from derivecheck.latex.unicode import formula

NAMES = {  # of unicode-math and of the report -> of MathJax and KaTeX
    r"\symbfup": r"\mathbf",
    r"\symbf": r"\boldsymbol",
    r"\symup": r"\mathrm",
    r"\symit": r"\mathit",
    r"\symsf": r"\mathsf",
    r"\symtt": r"\mathtt",
    r"\mdlgwhtsquare": r"\square",
    r"\mdlgblksquare": r"\blacksquare",
    r"\smallsetminus": r"\setminus",
    r"\coloneq": r"\mathrel{:=}",
    r"\zh": "",
    r"\sym": "",
    r"\zb": "",
    r"\mb": "",
    r"\|": r"\Vert",
    "|": r"\vert",
    r"\textbackslash": r"\backslash",
}
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)|\|", re.DOTALL)


def mathematics(source: str) -> str:
    r"""Return a formula as mathematics for GitHub; one that the gate refuses, as plain code.

    >>> print(mathematics(r"D_{\mathrm{KL}}(p\|q)=\bm{x}|y"))
    $`D_{\mathrm{KL}}(p\Vert q)=\boldsymbol{x}\vert y`$
    >>> print(mathematics("50% | 25%"))
    `50% ¦ 25%`
    """
    try:
        shown = tex(parse(source))
    except UnsafeMath:
        plain = " ".join(formula(source).split()).replace("`", "'").replace("|", "¦")
        return f"`{plain}`"
    return f"$`{COMMAND.sub(_renamed, shown).strip()}`$"


def _renamed(match: re.Match[str]) -> str:
    known = NAMES.get(match[0], match[0])
    touches = known[-1:].isalpha() and match.string[match.end() : match.end() + 1].isalpha()
    return f"{known} " if touches else known
