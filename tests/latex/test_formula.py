"""Formulas as they are written: tokens, macros, rows and trees."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula.macros import common_macros, definitions, expand
from derivecheck.latex.formula.parse import parse
from derivecheck.latex.formula.rows import chains
from derivecheck.latex.formula.tokens import Kind, Token, Unreadable, lex


def tree(source: str) -> t.Tree:
    return parse(lex(source))[0]


def texts(source: str) -> list[str]:
    return [x.text for x in lex(source)]


# --- tokens


def test_every_token_knows_its_place() -> None:
    source = r"a + \frac{b_{12}}{\mathbf{c}} \ge 0"
    for token in lex(source):
        assert source[token.start : token.end]
        if token.kind is Kind.NAME and not token.font:
            assert source[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("KL(p||q)", ["KL", "(", "p", "||", "q", ")"]),
        (r"K L(q \|\| p)", ["KL", "(", "q", "||", "p", ")"]),
        (r"D_{\text{KL}}", ["D", "_", "{", "KL", "}"]),
        (r"\mathrm  {P}(x)", ["P", "(", "x", ")"]),
        ("0。2 * 50\\%", ["0.2", "*", "50", "%"]),
        (r"a \tag{3} \label{eq:x}", ["a"]),
        (r"\mathrm{\mathbf{x}_i}", ["{", "x", "_", "i", "}"]),
        (r"\left. x \right|_{y=0}", ["x", "|", "_", "{", "y", "=", "0", "}"]),
        ("x：=y，z", ["x", ":=", "y", ",", "z"]),
    ],
)
def test_dialects(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_words_that_join_are_no_names() -> None:
    kinds = {x.text: x.kind for x in lex(r"p \text{ if } q \text{softmax}")}
    assert kinds["if"] is Kind.TEXT
    assert kinds["softmax"] is Kind.NAME


def test_a_quotation_mark_of_markdown_is_no_relation() -> None:
    assert [x.text for x in lex("> $a\n> = b$", 3, 10)] == ["a", "=", "b"]
    assert [x.text for x in lex("$a\n> b$", 1, 6)] == ["a", ">", "b"]


# --- macros


def test_macros_with_arguments() -> None:
    found, stretches = definitions(r"\newcommand{\KLD}[2]{D(#1\|#2)} x")
    assert [x.text for x in expand(lex(r"\KLD{p}{q}"), found)] == ["D", "(", "p", "||", "q", ")"]
    assert stretches == [(0, 31)]


@pytest.mark.parametrize("source", [r"\newcommand{\x}{\x}", r"\def\x{\y}\def\y{\x}"])
def test_a_macro_that_calls_itself_is_refused(source: str) -> None:
    found, _ = definitions(source)
    with pytest.raises(Unreadable, match="calls itself"):
        expand(lex(r"\x"), found)


def test_a_macro_that_grows_is_refused() -> None:
    found, _ = definitions(
        r"\def\a{\b\b\b\b\b\b\b\b}\def\b{\c\c\c\c\c\c\c\c}\def\c{\d\d\d\d\d\d\d\d}"
    )
    more, _ = definitions(r"\def\d{\e\e\e\e\e\e\e\e}\def\e{\f\f\f\f\f\f\f\f}\def\f{x}")
    with pytest.raises(Unreadable, match="tokens"):
        expand(lex(r"\a"), {**found, **more})


def test_a_common_macro_yields_to_the_note() -> None:
    own, _ = definitions(r"\newcommand{\E}{e}")
    assert [x.text for x in expand(lex(r"\E"), {**common_macros(), **own})] == ["e"]


# --- rows


@pytest.mark.parametrize(
    ("source", "relations"),
    [
        (r"\begin{align} a &= b \\ &= c \end{align}", [("=", "=")]),
        (r"a = b \\ + c", [("=",)]),
        (r"a = b, c = d", [("=",), ("=",)]),
        (r"a = f(b, c)", [("=",)]),
        (r"a = \sum_{i=1}^n i", [("=",)]),
        (r"a \overset{\text{def}}{=} b", [("=",)]),
        (r"{\displaystyle a = b}.", [("=",)]),
        (r"a = \big( b \\ &= c", [("=", "=")]),
    ],
)
def test_chains(source: str, relations: list[tuple[str, ...]]) -> None:
    assert [c.relations for c in chains(lex(source))] == relations


def test_words_at_the_end_of_a_row_are_notes() -> None:
    (chain,) = chains(lex(r"a = b (离散)"))
    assert [x.text for x in chain.sides[1]] == ["b"]
    assert chain.notes == ["离散"]


# --- trees


def test_a_sum_takes_its_product_and_no_more() -> None:
    found = tree(r"\sum_x p(x) \log q(x) + c")
    assert isinstance(found, t.Sum)
    assert isinstance(found.items[0], t.Big)


def test_an_integral_runs_to_its_differential() -> None:
    found = tree(r"\int p(x) + q(x) dx + c")
    assert isinstance(found, t.Sum)
    integral = found.items[0]
    assert isinstance(integral, t.Integral)
    assert isinstance(integral.body, t.Sum)


def test_nested_integrals_each_take_one_differential() -> None:
    outer = tree(r"\int_X \int_Y p(x,y) dy dx")
    assert isinstance(outer, t.Integral)
    inner = outer.body
    assert isinstance(inner, t.Integral)
    assert [v.text for v in (*outer.variables, *inner.variables) if isinstance(v, t.Name)] == [
        "x",
        "y",
    ]


def test_a_logarithm_of_a_ratio() -> None:
    found = tree("log p(x)/q(x)")
    assert isinstance(found, t.Prefix)
    assert isinstance(found.items[0], t.Product)


def test_a_derivative_is_no_fraction() -> None:
    found = tree(r"\frac{\partial L}{\partial z_i}")
    assert isinstance(found, t.Derivative)
    assert isinstance(tree(r"\frac{d}{2}"), t.Fraction_)


def test_warnings_name_what_was_tolerated() -> None:
    _, warnings = parse(lex(r"-\cdot p \big( x ]"))
    assert [w.what for w in warnings] == [
        "a stray multiplication sign",
        "brackets that do not match",
    ]


@pytest.mark.parametrize("source", ["", "+", r"\frac{1}", r"\nosuch{x}", "a )", r"\sqrt"])
def test_what_cannot_be_read_names_its_place(source: str) -> None:
    with pytest.raises(Unreadable) as error:
        parse(lex(source))
    assert 0 <= error.value.start <= error.value.end <= max(1, len(source))


@pytest.mark.parametrize("opening", ["(", "{", "[", r"\sum ", r"\log ", "-", "x^{", r"\sqrt{"])
def test_depth_is_limited_not_recursed(opening: str) -> None:
    with pytest.raises(Unreadable):
        parse(lex(opening * 20_000))


@given(st.text(alphabet=r"abpqxz\{}[]()|^_&=+-*/,;: 0123log sumint'%$\n", max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    with suppress(Unreadable):
        for chain in chains(lex(source)):
            for side in chain.sides:
                found, _ = parse(list(side))
                assert all(part.place.end <= max(1, len(source)) for part in found.walk())


@given(
    st.lists(st.sampled_from(["p(x)", r"\log q(x)", "+", "-", r"\cdot", "2", "x_i"]), max_size=12)
)
def test_places_are_inside_the_source(parts: list[str]) -> None:
    source = " ".join(parts)
    try:
        found, _ = parse(lex(source))
    except Unreadable:
        return
    for part in found.walk():
        assert 0 <= part.place.start <= part.place.end <= len(source)


def test_tokens_are_values() -> None:
    assert Token(Kind.NAME, "p", 0, 1) == Token(Kind.NAME, "p", 0, 1)
