"""Formulas of notes as Unicode: one line, no source of LaTeX, brackets around what is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.latex.plain import plain
from derivecheck.notes.catalogue import LEDGERS

FORMULAS = [
    (r"\frac12", "1/2"),
    (r"\frac{a+b}{c}", "(a + b)/c"),
    (r"\frac{a}{bc}", "a/(bc)"),
    (r"\frac{1}{\sqrt{2\pi\sigma^2}}", "1/√(2πσ²)"),
    (r"\log\frac{p}{q}", "log(p/q)"),
    (r"\log p(x)q(x)", "log p(x)q(x)"),
    (r"e^{-\frac{x^2}{2}}", "e^(−x²/2)"),
    (r"x_{1:T}^{10}", "x_(1:T)¹⁰"),
    (r"\sum_{i=1}^N p_i", "∑_(i=1)ᴺ p_i"),
    (r"\mathbb{E}_{x\sim p}[f(x)]", "E_(x∼p)[f(x)]"),
    (r"\max_D V(G,D)", "max_D V(G, D)"),
    (r"\operatorname{softmax}(z)_i", "softmax(z)_i"),
    (r"\left(\frac{a}{b}\right)^{n+1}", "(a/b)ⁿ⁺¹"),
    (r"\frac{\partial L}{\partial z_i}", "∂L/∂z_i"),
    (r"\begin{cases}1&i=j\\0&i\ne j\end{cases}", "{1 i = j; 0 i ≠ j"),
]


@pytest.mark.parametrize(("latex", "text"), FORMULAS)
def test_formulas(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_what_is_no_formula_stays_as_it_is_written() -> None:
    assert plain(r"\input{x}  y") == r"\input{x} y"


def test_no_formula_of_the_notes_is_shown_as_source() -> None:
    texts = [plain(c.latex) for ledger in LEDGERS for c in ledger.claims if c.latex]
    assert len(texts) > 250
    assert not [text for text in texts if "\\" in text or "\n" in text]


@given(st.text(alphabet="ab12+-=()[]{}^_ \\fracsqt,.|<>$&#%~'\"\n∑中", max_size=60))
def test_any_text_gives_one_line(latex: str) -> None:
    assert "\n" not in plain(latex)


letters = st.sampled_from("abcxyz")


@given(letters, letters, letters)
def test_a_fraction_of_products_keeps_its_brackets(a: str, b: str, c: str) -> None:
    assert plain(rf"\frac{{{a}}}{{{b}{c}}}") == f"{a}/({b}{c})"
    assert plain(rf"\frac{{{a}}}{{{b}}}{c}") == f"({a}/{b}){c}"
    assert plain(rf"\frac{{{a}}}{{{b}}}+{c}") == f"{a}/{b} + {c}"
