r"""What is wrong with the writing of a formula that is right as it is meant.

>>> slip(r"H=\int_X{P(x)I(x)}=-\int_X{P(x)\log P(x)dx}").written
'H=\\int_X{P(x)I(x)}\\,dx=-\\int_X{P(x)\\log P(x)dx}'
>>> slip(r"H=-\int P(x)\log P(x)dx") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

INTEGRAL = re.compile(r"\\int(?![a-zA-Z])")
SUBSCRIPT = re.compile(r"_\s*\{[^{}]*\}|\\(text|operatorname)\s*\{[^{}]*\}")
UPRIGHT_D = re.compile(r"\\(mathrm|text)\s*\{\s*d\s*\}|\\(mathrm|rm)\s+d\b")
DIFFERENTIAL = re.compile(r"(?<![A-Za-z\\])d\s*[A-Za-z\\{]")
ARGUMENT = re.compile(r"\(\s*([a-z])\s*\)")
ROW_END = (r"\\", r"\end")
STRAY_DOT = re.compile(
    r"(?<=[\[=+-])\s*\\cdot(?![a-zA-Z])\s*(?=\\(?:frac|exp|log|sum|left)(?![a-zA-Z])|[\w(])"
)
TWO_SIGNS = re.compile(r"(\\(?:cdot|times))\s*-\s*((?:(?!\\\\|\\end|\\right)[^=+\-&()\[\]])+)")
ENTROPY_OF_VALUE = re.compile(r"(?<![A-Za-z\\])(H\s*\(\s*)([a-z])(\s*\)\s*=)(.*)", re.DOTALL)
DECIMAL_STOP = re.compile(r"(?<=\d)。(?=\d)")


@dataclass(frozen=True)
class Slip:
    """What is wrong with a formula as written, and how it should be written."""

    what: str
    written: str


def slip(latex: str) -> Slip | None:
    """The slips of the pen in a formula, if there are any."""
    written, what = DECIMAL_STOP.sub(".", latex), []
    if written != latex:
        what.append("a full stop 。 for the decimal point")
    written, dots = STRAY_DOT.subn("", written)
    if dots:
        what.append("a dot with no factor before it")
    written, signs = TWO_SIGNS.subn(lambda m: f"{m[1]}(-{m[2].rstrip()})", written)
    if signs:
        what.append("two signs side by side without brackets")
    if mended := _entropy_of_variable(written):
        what.append("the entropy of a variable is written as that of its value")
        written = mended
    start = 0
    while found := INTEGRAL.search(written, start):
        start, end = found.end(), _end_of_integrand(written, found.end())
        variable = _missing_differential(written[start:end])
        if variable:
            what.append(f"an integral without ${variable}$")
            written = rf"{written[:end].rstrip()}\,{variable}{written[end:]}"
    return Slip("; ".join(dict.fromkeys(what)), written) if what else None


def _entropy_of_variable(latex: str) -> str | None:
    """H(X) for H(x) where the other side has values p(x_i) and no x; None where it is not so."""
    head = ENTROPY_OF_VALUE.search(latex)
    if head is None:
        return None
    letter, other_side = head[2], head[4]
    indexed = re.search(rf"[A-Za-z]\s*\(\s*{letter}_", other_side)
    free = re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z_])", other_side)
    if free or not indexed:
        return None
    return f"{latex[: head.start(2)]}{letter.upper()}{latex[head.end(2) :]}"


def _end_of_integrand(latex: str, start: int) -> int:
    """Where the relation, the group, the row or the sum that the integral stands in goes on."""
    depth, following = 0, INTEGRAL.search(latex, start)
    for k in range(start, len(latex)):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(latex[k], 0)
        if depth < 0 or depth == 0 and (latex[k] in "=&" or latex.startswith(ROW_END, k)):
            return k
        if following and k == following.start():
            return start + len(latex[start:k].rstrip(" +-"))
        if depth == 0 and latex[k] in "+-" and not ARGUMENT.search(latex, k):
            return k
    return len(latex)


def _missing_differential(integrand: str) -> str:
    """The differential that the integrand lacks; "" where it has one or may be unfinished."""
    text = SUBSCRIPT.sub("", UPRIGHT_D.sub("d", integrand))
    argument = ARGUMENT.findall(text)
    balanced = all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))
    finished = balanced and not re.search(r"\\[A-Za-z]+\s*$", text)
    if DIFFERENTIAL.search(text) or not argument or not finished:
        return ""
    return f"d{argument[-1]}"
