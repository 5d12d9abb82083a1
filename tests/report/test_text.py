"""Text as TeX: nothing keeps a special meaning, nothing vanishes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.latex.escape import (
    HAN,
    MONO,
    SYMBOLS,
    TEXT,
    TeX,
    bookmark,
    clean,
    escape,
    name,
    verbatim,
)
from derivecheck.report.text import display, inline, is_safe, number, prose

COMMANDS = re.compile(
    r"\\(?:text(?:backslash|asciicircum|asciitilde|less|greater|bar|quotedbl|asciigrave)\{\}"
    r"|[{}$&#%_]|zh(?=\{)|sym(?=\{)|mono(?=\{)|zb |mb |\\ )"
)


def without_commands(tex: str) -> str:
    return COMMANDS.sub("", tex.replace("\\ ", ""))


@given(st.text())
def test_no_special_character_survives(text: str) -> None:
    for setter in (escape, verbatim, name):
        rest = without_commands(setter(text))
        assert not set(rest) & set("\\$&#%_^~")
        assert rest.count("{") == rest.count("}")


@given(st.text())
def test_every_printed_character_has_a_font(text: str) -> None:
    printable = TEXT | SYMBOLS | HAN
    assert all(ord(c) in printable for c in without_commands(escape(text)))
    assert all(ord(c) in MONO | HAN for c in without_commands(verbatim(text)))


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_no_character_vanishes(text: str) -> None:
    for character in clean(text):
        shown = escape(character)
        assert character in shown or f"U+{ord(character):04X}" in shown or "\\text" in shown


@given(st.text())
def test_bookmarks_are_one_plain_line(text: str) -> None:
    assert not set(without_commands(bookmark(text))) & set("\\$&#%_^~\n\r")


def test_known_escapes() -> None:
    assert escape("a\\b") == r"a\textbackslash{}b"
    assert escape("^^5c") == r"\textasciicircum{}\textasciicircum{}5c"
    assert escape("--no ''x") == "-{}-no '{}'x"
    assert escape("e\u0301") == "é"
    assert escape("a\u202eb\x00") == "ab"
    assert escape("🚀") == "[U+1F680]"


def test_a_line_may_break_between_han_but_not_before_a_full_stop() -> None:
    assert escape("高斯。") == r"\zh{高\zb 斯。}"
    assert escape("（熵）") == r"\zh{（熵）}"


def test_long_words_may_break_and_short_ones_may_not() -> None:
    assert r"\mb" in escape("w" * 60)
    assert r"\mb" not in escape("differentiation")


def test_formulas_in_prose_pass_the_gate() -> None:
    assert prose("needs $\\sigma>0$, 5%") == r"needs \(\sigma >0\), 5\%"
    assert prose("costs 5$") == r"costs 5\$"
    assert prose("a $ $ b") == r"a \$ \$ b"
    assert r"\textbackslash{}" in prose("see $\\input{x}$")
    assert r"\input" not in prose("see $\\input{x}$")


def test_a_refused_formula_never_shows_its_source() -> None:
    shown = display(r"\write18{rm}")
    assert shown.startswith(r"\plainmath{")
    assert r"\write" not in shown
    assert not is_safe(r"\write18{rm}")
    assert display(r"\frac12").startswith(r"\fitmath{\frac{1}{2}}")
    assert isinstance(inline("x"), TeX)


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("4.5e-41", r"$4.5\cdot10^{-41}$"),
        ("4.5678E+3", r"$4.6\cdot10^{3}$"),
        ("1e-50", "$10^{-50}$"),
        ("2^-190", "$2^{-190}$"),
        ("0.5", "0.5"),
        ("}\\x", r"\}\textbackslash{}x"),
    ],
)
def test_numbers(text: str, tex: str) -> None:
    assert number(text) == tex
