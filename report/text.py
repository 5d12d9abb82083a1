"""What a finding says, as TeX: prose with formulas in it, displays, sources, numbers."""

from __future__ import annotations

import re

from derivecheck.latex import tex as mathtex
from derivecheck.latex.escape import TeX, escape
from derivecheck.latex.gate import UnsafeMath, parse
from derivecheck.latex.unicode import formula as in_words

MATH = re.compile(r"\$([^$]*[^$\s][^$]*)\$")
DECIMAL = re.compile(r"(-?)(\d(?:\.\d+)?)[eE]([+-]?\d{1,5})")
WIDEST = 10  # characters of a bound that is not a number
ARTICLE = re.compile("a (?!and |is |or |times )[a-z]{3}")  # no letter of a formula
LETTERS = re.compile("([\U0001d400-\U0001d7ff]+)")  # mathematical letters: the math font has them
LATIN = {"θ": r"\theta", "φ": r"\varphi", "σ": r"\sigma", "μ": r"\mu", "ε": r"\varepsilon"}
INDEXED = re.compile(
    rf"(?<![\w\\.])(?:([A-Za-z{''.join(LATIN)}])_([A-Za-z]+|[{''.join(LATIN)}\d])|([σμ])(\d))(²?)(?!\w|\.\w)"
)
POWER = re.compile(r"(-?)(\d{1,3})\^\(?(-?\d{1,5})\)?")


def prose(text: str) -> TeX:
    r"""Return a sentence whose ``$...$`` segments are formulas.

    >>> print(prose("50% of $\\frac12$, $10%$"))
    50\% of \(\frac{1}{2}\), 10\%
    """
    if text.count("$") % 2:
        return escape(text)
    pieces = MATH.split(with_indices(text))
    shown = [escape(p) if i % 2 == 0 else inline(p) for i, p in enumerate(pieces)]
    return TeX("".join(shown))


def with_indices(text: str) -> str:
    r"""Return a sentence in which letters with an index are formulas, as they are elsewhere.

    >>> with_indices("f_θ of σ1² is $x_i$, gaussian_kl and p_data are not")
    '$f_{\\theta}$ of $\\sigma_{1}^{2}$ is $x_i$, gaussian_kl and $p_{data}$ are not'
    """

    def formula(m: re.Match[str]) -> str:
        letter, below = (LATIN.get(x, x) for x in (m[1] or m[3], m[2] or m[4]))
        return f"${letter}_{{{below}}}{'^{2}' if m[5] else ''}$"

    pieces = MATH.split(text)
    shown = [INDEXED.sub(formula, p) if i % 2 == 0 else f"${p}$" for i, p in enumerate(pieces)]
    return "".join(shown)


def inline(source: str) -> TeX:
    """Return a formula inside a line; one that the gate refuses is printed as plain text."""
    try:
        return TeX(rf"\({mathtex.tex(parse(source))}\)")
    except UnsafeMath:
        return plain(source)


def plain(source: str) -> TeX:
    r"""Return a formula as a line of text, where it may break; never as source of LaTeX.

    >>> print(plain(r"\mathbb{E}[x] \\ \frac12"))
    $𝔼$[x];  ½
    """
    pieces = LETTERS.split(";  ".join(in_words(source).split("\n")))
    shown = [f"${p}$" if k % 2 else escape(p) for k, p in enumerate(pieces)]
    return TeX("".join(shown))


def display(source: str, relation: str = "") -> TeX:
    r"""Return a formula on lines of its own, fitted to the width it finds.

    `relation` (``=``, ``\le``) is set before the formula.
    """
    try:
        formula = parse(source)
        before = mathtex.tex(parse(relation)) if relation else TeX("")
    except UnsafeMath:
        return TeX(rf"\plainmath{{{plain(f'{relation} {source}'.strip())}}}")
    first, *rest = mathtex.lines(formula)
    before = TeX(f"{{}}{before}") if before else before
    rows = "".join(rf"\mrow{{{line}}}" for line in (before + first, *rest))
    return TeX(rf"\fitmath{{{before}{mathtex.tex(formula)}}}{{{rows}}}{{{plain(source)}}}")


def is_safe(source: str) -> bool:
    """Return whether the gate lets a formula through."""
    try:
        parse(source)
    except UnsafeMath:
        return False
    return True


def number(text: str) -> TeX:
    r"""Return an error bound in the way of print, two figures; anything else as short plain text.

    >>> print(number("4.5123e-41"))
    $4.5\cdot10^{-41}$
    >>> print(number("2^-190"))
    $2^{-190}$
    >>> print(number("not a number"))
    not a num…
    """
    plain = text.strip()
    if m := DECIMAL.fullmatch(plain):
        figures = f"{float(m[2]):.2g}"
        mantissa = "" if figures == "1" else rf"{figures}\cdot"
        return TeX(f"${m[1]}{mantissa}10^{{{int(m[3])}}}$")
    if m := POWER.fullmatch(plain):
        return TeX(f"${m[1]}{m[2]}^{{{m[3]}}}$")
    return escape(plain if len(plain) <= WIDEST else f"{plain[: WIDEST - 1]}…")


def sentence(text: str) -> str:
    """Return a text that begins and ends as a sentence does.

    >>> sentence("wrong sign"), sentence("p is wrong?"), sentence("a term is missing")
    ('Wrong sign.', 'p is wrong?', 'A term is missing.')
    """
    begins = text[:2].isalpha() or ARTICLE.match(text)
    return ended(text[:1].upper() + text[1:] if begins else text)


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.rstrip().endswith(tuple(".!?。！？")) else f"{text}."
