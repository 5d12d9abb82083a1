r"""Plain text as TeX: every character ends up as itself, in a font that has it.

No character of the input reaches TeX with a special meaning. Han runs are wrapped in ``\zh`` with
``\zb`` where a line may break; symbols that the text fonts lack go to ``\sym``; what no font of
the report has is printed as its code point, so that nothing vanishes from the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

LONGEST_WORD = 24  # a longer run without a space gets break points
LONGEST_BOOKMARK = 120


class TeX(str):
    """A string that is TeX already and must not be escaped again."""

    __slots__ = ()


def _table(ranges: str) -> frozenset[int]:
    pairs = (r.split("-") for r in ranges.split())
    return frozenset(c for p in pairs for c in range(int(p[0], 16), int(p[-1], 16) + 1))


# Characters that TeX Gyre Pagella and Heros, DejaVu Sans (Mono) and WenQuanYi Micro Hei have.
TEXT = _table(
    "20-7E A0-137 139-148 14A-165 168-17E 391-3A1 3A3-3A9 3B1-3C9 2010-2011 2013-2014 2018-201A "
    "201C-201E 2020-2022 2026 2030 2039-203A 20AC 2122 2190-2193 2202 2211-2212 221A 221E 2248 "
    "2260 2264-2265"
)
SYMBOLS = _table(
    "2B0 2B2-2B3 2B7-2B8 2E1-2E3 307-308 3F1 3F5 1D2C 1D2E 1D30-1D31 1D33-1D3A 1D3C 1D3E-1D43 "
    "1D47-1D49 1D4D 1D4F-1D50 1D52 1D56-1D58 1D5B 1D5D-1D5F 1D62-1D6A 1D9C 1DA0 1DBB 1DBF 20D7 "
    "2A01-2A02 2AAF-2AB0 2C7C-2C7D "
    "300-304 3D0-3E1 400-45F 2016-2017 2032-2037 2070-2071 2074-208E 2090-209C 2102-2149 "
    "2150-2185 2190-2311 239B-23AE 2500-269C 26A0-26B8 270C-2727 2729-274B 2761-2794 27E6-27EB "
    "27F0-28FF 2A7D-2AA0 1D538-1D539 1D552-1D56B 1F600-1F623"
)
MONO = _table(
    "20-7E A0-1C3 300-304 38E-3A1 3A3-3CE 3D0-3E1 400-45F 2010-2023 2026 2032-2033 2070-2071 "
    "2074-208E 2090-209C 2153-215F 2190-2213 2215-222D 2241-2269 228D-22A5 2308-2315 239B-23AE "
    "2500-262F 2690-269C 26A0 270C-2727 2729-274B 27E6-27EB"
)
HAN = _table(
    "3001-3017 3041-3094 30A1-30F6 4E00-9FA5 AC00-D7A3 F900-FA2D FE33-FE44 FF01-FF5E 2460-24B5 "
    "24D0-24E9"
)
NO_BREAK_BEFORE = frozenset("、。〃〉》」』】〕〗！），．：；？］｝～·…”’")
NO_BREAK_AFTER = frozenset("〈《「『【〔〖（［｛“‘")

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
}


def clean(text: str) -> str:
    r"""Return the text in NFC, without control and format characters, white space as blanks.

    >>> clean("a\tb\u200b\x07c")
    'a bc'
    """
    normal = unicodedata.normalize("NFC", text)
    blank = re.sub(r"\s", " ", normal)
    return "".join(c for c in blank if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def escape(text: str) -> TeX:
    r"""Return plain text as TeX for the text fonts.

    >>> print(escape("50% of {熵}"))
    50\% of \{\zh{熵}\}
    """
    runs = groupby(clean(text), key=_font)
    return TeX("".join(SETTERS[font](list(run)) for font, run in runs))


def verbatim(text: str) -> TeX:
    r"""Return text for the monospace font, where a line may break after any character.

    >>> print(verbatim("a_b"))
    \mono{a\mb \_\mb b}
    """
    return TeX(rf"\mono{{{_breakable(clean(text), _mono_character, first=1)}}}")


def name(text: str) -> TeX:
    r"""Return an id for the text fonts, where a line may break after any character.

    >>> print(name("a_b"))
    a\mb \_\mb b
    """
    return TeX(_breakable(clean(text), _character, first=1))


def bookmark(text: str) -> TeX:
    r"""Return the start of a text for a PDF bookmark, where no font can be switched.

    >>> print(bookmark("N0-1 – 熵 100%"))
    N0-1 – 熵 100\%
    """
    return TeX("".join(SPECIAL.get(c, c) for c in clean(text)[:LONGEST_BOOKMARK]))


def code_point(character: str) -> str:
    """Return what stands for a character that no font of the report has.

    >>> code_point("🚀")
    '[U+1F680]'
    """
    return f"[U+{ord(character):04X}]"


def _font(character: str) -> str:
    code = ord(character)
    for font, table in (("text", TEXT), ("zh", HAN), ("sym", SYMBOLS)):
        if code in table:
            return font
    return "none"


def _text_run(run: list[str]) -> str:
    words = re.split("( +)", "".join(run))
    return "".join(_word(w) for w in words)


def _word(word: str) -> str:
    if len(word) > LONGEST_WORD and not word.isspace():
        return _breakable(word, _character, first=4)
    tex = "".join(SPECIAL.get(c, c) for c in word)
    return re.sub(r"(--|''|,,|\?'|!')", lambda m: "{}".join(m[0]), tex)


def _breakable(text: Iterable[str], setter: Callable[[str], str], first: int) -> str:
    pieces = [setter(c) for c in text]
    head, tail = "".join(pieces[:first]), pieces[first:]
    return head + "".join(rf"\mb {piece}" for piece in tail)


def _han_run(run: list[str]) -> str:
    pieces = [run[0]]
    for before, after in zip(run, run[1:], strict=False):
        if before not in NO_BREAK_AFTER and after not in NO_BREAK_BEFORE:
            pieces.append(r"\zb ")
        pieces.append(after)
    return rf"\zh{{{''.join(pieces)}}}"


def _character(character: str) -> str:
    return SETTERS[_font(character)]([character])


def _mono_character(character: str) -> str:
    if character == " ":
        return r"\ "
    if ord(character) in MONO:
        return SPECIAL.get(character, character)
    if ord(character) in HAN:
        return rf"\zh{{{character}}}"
    return code_point(character)


SETTERS: dict[str, Callable[[list[str]], str]] = {
    "text": _text_run,
    "zh": _han_run,
    "sym": lambda run: rf"\sym{{{''.join(run)}}}",
    "none": lambda run: "".join(code_point(c) for c in run),
}
