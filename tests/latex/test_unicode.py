"""Formulas as one line of plain text: nothing is read otherwise than the formula."""

from __future__ import annotations

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from derivecheck.latex.unicode import formula, prose

SHOWN = [
    (r"\frac{D_{\mathrm{KL}}(q\,\|\,\frac{p + q}{2})}{2}", "D_KL(q ‖ (p + q)/2)/2"),
    (r"\log \frac{a}{b} c", "log(a/b) c"),
    (r"\frac{\log a}{b}", "(log a)/b"),
    (r"\frac{a}{b} \frac{c}{d}", "(a/b)(c/d)"),
    (r"\frac{a}{b} + \frac{c}{d}", "a/b + c/d"),
    (r"\frac{a + b}{c d}", "(a + b)/(c d)".replace("c d", "cd")),
    (r"\frac{a}{\frac{b}{c}}", "a/(b/c)"),
    (r"\frac{a}{\sigma \left(b + c\right)}", "a/(σ(b + c))"),
    (r"\left(\frac{a}{b}\right)^{2}", "(a/b)²"),
    (r"{\frac{a}{b}}^2", "(a/b)²"),
    (r"\mathrm{e}^{x^{2}}", "e^(x²)"),
    (r"\mathrm{e}^{- x}", "e⁻ˣ"),
    (r"x^{y_q}", "x^(y_q)"),
    (r"\frac{1}{2} \log 2 - \frac{1}{3}", "½ log 2 − ⅓"),
    (r"\sum_{i=1}^{N} p_{i} \log p_{i}", "∑ᵢ₌₁ᴺ pᵢ log pᵢ"),
    (r"\int p(x)\,\mathrm{d}x", "∫ p(x) dx"),
    (r"\mathbb{E}_{x\sim p}\left[- x\right]", "𝔼_(x∼p)[−x]"),
    (r"\left|x - z\right| + |y|", "|x − z| + |y|"),
    (r"q(\cdot\mid x)", "q(·|x)"),
    (r"0.25 x", "0.25x"),
    (r"a &= b \\ &= c", "a = b\n= c"),
    (r"\text{not always: } a = b", "not always: a = b"),
    (r"\sqrt{a b}", "√(ab)"),
    (r"\operatorname{log1p}\left(x\right)", "log1p(x)"),
    (r"p_{data}", "p_data"),
]


@pytest.mark.parametrize(("source", "expected"), SHOWN)
def test_a_formula_keeps_its_meaning_on_a_line(source: str, expected: str) -> None:
    assert formula(source) == expected


def test_what_means_different_things_looks_different() -> None:
    pairs = [
        (r"\frac{a}{b c}", r"\frac{a}{b} c"),
        (r"\log \frac{a}{b}", r"\frac{\log a}{b}"),
        (r"\left(a b\right)^{2}", r"a b^{2}"),
        (r"\mathrm{e}^{a} b", r"\mathrm{e}^{a b}"),
        (r"\frac{a}{b + c}", r"\frac{a}{b} + c"),
        (r"\sqrt{a} b", r"\sqrt{a b}"),
    ]
    assert all(formula(a) != formula(b) for a, b in pairs)


def test_a_sentence_keeps_its_words() -> None:
    assert prose(r"if $\sum_i y_i=1$, as said") == "if ∑ᵢ yᵢ = 1, as said"
    assert prose("costs 5$") == "costs 5$"


def test_what_the_gate_refuses_never_shows_its_source() -> None:
    assert formula(r"\input{x}").startswith("[a formula that is not shown")


@forall(st.text(alphabet=r"\frac{}^_ab(+)12$|[]\log ", max_size=30))
def test_any_text_gives_some_text(source: str) -> None:
    assert isinstance(formula(source), str)
    assert isinstance(prose(source), str)
