"""The math gate: every formula of the notes passes, nothing outside the allow-list does."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from derivecheck.latex import words as words
from derivecheck.latex.gate import LONGEST, UnsafeMath, parse
from derivecheck.latex.tex import lines, tex
from tests.support.report_run import FINDINGS

FENCES = {side: re.compile(rf"\\{side}(?![A-Za-z])") for side in ("left", "right")}
EMITTED = re.compile(r"\\([A-Za-z]+)")
ALLOWED = (
    {w[1:].rstrip("*") for w in words.SYMBOLS | words.ONE_ARGUMENT | words.TWO_ARGUMENTS}
    | {w[1:] for w in words.SIZES | words.DELIMITERS}
    | {v[1:] for v in words.ALPHABETS.values()}
    | {v[1:] for v in words.TEXT_ALPHABETS.values()}
    | {"left", "right", "middle", "begin", "end", "substack", "text", "zh", "zb", "sym", "mb"}
    | {"mathop", "limits", "relax"}
    | {"textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater"}
    | {"textbar", "textquotedbl", "textasciigrave"}
)


@pytest.mark.parametrize("formula", [f.latex for f in FINDINGS if f.latex])
def test_formulas_of_the_notes_pass(formula: str) -> None:
    assert tex(parse(formula))
    assert all(lines(parse(formula)))


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac \epsilon {K-1}", r"\frac{\epsilon }{K-1}"),
        (r"{1 \over 26}", r"{\frac{1}{26}}"),
        (r"\part \mathcal L", r"\partial \mathcal{L}"),
        (r"\Eta(X)", r"\mathrm{H}(X)"),
        (r"{\rm {JSD}}", r"{\mathrm{{JSD}}}"),
        (r"f'^2", r"f^{\prime 2}"),
        (r"x\notag\label{eq:1}", "x"),
        (r"\boldsymbol\mu", r"\symbf{\mu }"),
        (r"\text{ iff. }x", r"\text{ iff. }x"),
        (r"G固定", r"G\text{\zh{固\zb 定}}"),
        ("σ_1", r"\sigma _{1}"),
        (r"a &= b \\ &= c", r"\begin{aligned}[t]a&=b\\&=c\end{aligned}"),
        (r"\begin{align} a &= b \end{align}", r"\begin{aligned}[t]a&=b\end{aligned}"),
        (r"\begin{aligned}[x] \\ [y]\end{aligned}", None),
        (r"50\%*1", r"50\%*1"),
        (r"\operatorname {E}_{x}", r"\operatorname{E}_{x}"),
        (r"\mathrm{\mu}", r"\symup{\mu }"),
        (r"\sum\limits_{i}^n", r"\sum _{i}^{n}"),
        (r"a \neq b, a \not= b", r"a\neq b,a\neq b"),
    ],
)
def test_what_is_printed(source: str, printed: str | None) -> None:
    if printed is None:
        assert r"\begin{aligned}[t]\relax [x]" in tex(parse(source))
    else:
        assert tex(parse(source)) == printed


@pytest.mark.parametrize(
    ("source", "token"),
    [
        (r"\input{x}", r"\input"),
        (r"\write18{x}", r"\write"),
        (r"\def\x{y}", r"\def"),
        (r"\csname x\endcsname", r"\csname"),
        (r"\catcode`\%=1", r"\catcode"),
        (r"x^^5cinput", "^^"),
        (r"\unknownmacro", r"\unknownmacro"),
        (r"\begin{document}", r"\begin{document}"),
        (r"\begin{aligned} x", r"\begin{aligned}"),
        (r"\begin{aligned} x \end{cases}", r"\begin{aligned}"),
        (r"\begin{array}{p{9cm}} x \end{array}", "p{9cm}"),
        (r"x \end{aligned}", r"\end{aligned}"),
        ("{x", "end of formula"),
        ("x}", "}"),
        (r"\left( x", "end of formula"),
        (r"\left( x }", "}"),
        (r"\left( x & y \right)", "&"),
        (r"x \right)", r"\right"),
        (r"\left a", "a"),
        (r"\big x", "x"),
        ("x^2^3", "^"),
        ("x_1_2", "_"),
        ("x^", "^"),
        (r"\frac{1}", r"\frac"),
        (r"\sqrt[3", r"\sqrt"),
        (r"x\limits", r"\limits"),
        (r"\not\alpha", r"\not\alpha"),
        ("x $ y", "$"),
        ("x # y", "#"),
        ("x % y", "%"),
        (r"\text{$x$}", "$"),
        (r"\text{\input x}", r"\input"),
        (r"\text{x", r"\text"),
        (r"\begin{cases} a & b & c \end{cases}", "&"),
        (r"\begin{array}{l} a & b \end{array}", "&"),
        ("x\x00y", "U+0000"),
        ("🚀", "🚀"),
        ("{" * 100 + "}" * 100, "{"),
        ("\\", "\\"),
    ],
)
def test_what_is_refused_and_named(source: str, token: str) -> None:
    with pytest.raises(UnsafeMath) as refusal:
        parse(source)
    assert refusal.value.token == token


def test_length_is_limited() -> None:
    with pytest.raises(UnsafeMath):
        parse("x" * (LONGEST + 1))


PIECES = st.sampled_from(
    sorted(words.SYMBOLS | words.ONE_ARGUMENT | words.TWO_ARGUMENTS | words.SIZES)
    + sorted(words.ALIASES)
    + sorted(words.SWITCHES)
    + list("{}{}^_&'()[]|xy12+=,$#%~\\")
    + [r"\\", r"\left(", r"\right)", r"\middle|", r"\over", r"\text{a b}", "熵", "^^", r"\def"]
    + [r"\begin{aligned}", r"\end{aligned}", r"\begin{cases}", r"\end{cases}", r"\input"]
)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map(" ".join)))
@example(r"\left(\left.\right|")
def test_what_passes_is_balanced_and_on_the_list(source: str) -> None:
    try:
        tree = parse(source)
    except UnsafeMath:
        return
    for printed in (tex(tree), *lines(tree)):
        bare = re.sub(r"\\\\|\\[{}]", "", printed)
        assert bare.count("{") == bare.count("}")
        assert len(FENCES["left"].findall(bare)) == len(FENCES["right"].findall(bare))
        assert set(EMITTED.findall(printed)) <= ALLOWED
        assert "$" not in printed.replace(r"\$", "")
        assert "^^" not in printed


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_printing_is_stable(source: str) -> None:
    """What the gate prints passes the gate again, and is printed the same."""
    try:
        once = tex(parse(source))
    except UnsafeMath:
        return
    if r"\sym" not in once and r"\zh" not in once and r"\relax" not in once:
        assert tex(parse(once)) == once
