"""Formulas put together at random are read or refused, and never end in another exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.checking.reading import read_note
from derivecheck.reading.elaboration.statements import Meaning, Refusal
from derivecheck.reading.text import Text

ATOMS = st.sampled_from(
    [
        *("p(x)", "q(x)", "q(z|x)", "p(x, z)", "p_\\theta(x)", "H(p)", r"KL(p\|q)", "I(X;Z)"),
        *("x", "x_i", "p_i", "z^{(i)}", r"\sigma", r"\theta", "D^*", "D(G(z))", "2", "0.5", "N"),
        *(r"\mathcal{N}(\mu, \sigma^2)", r"\text{const}", "f(g(x, z))", "P(Z = 1)", "x^{T}"),
    ]
)
AROUND = st.sampled_from(
    [
        *(r"\sum_x {}", r"\sum_{{i=1}}^N {}", r"\sum_{{x \in X}} {}", r"\int {} dx", r"\log {}"),
        *(r"E_{{p(x)}}[{}]", r"\mathbb{{E}}_{{x\sim q}}[{}]", r"E[{}]", r"\nabla_\theta {}"),
        *(r"\frac{{\partial {}}}{{\partial z_i}}", r"\max_D {}", r"({})^2", r"\exp({})", "-{}"),
        *(r"\prod_i {}", r"({})'", r"{} \bigg|_{{i=j}}", r"\frac{{1}}{{m}}\sum_{{i=1}}^m {}"),
    ]
)
PAIRS = st.sampled_from(["{} + {}", "{} - {}", "{} {}", r"\frac{{{}}}{{{}}}", r"{} \cdot {}"])
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(AROUND, inner).map(lambda pair: pair[0].format(pair[1])),
        st.tuples(PAIRS, inner, inner).map(lambda three: three[0].format(*three[1:])),
    ),
    max_leaves=6,
)
RELATIONS = st.sampled_from(["=", r"\le", r"\ge", r"\sim", ":=", r"\neq", r"\Rightarrow", r"\to"])


@settings(max_examples=60, deadline=None)
@given(FORMULAS, RELATIONS, FORMULAS, st.sampled_from(["", "Let ", "If ", "Then "]))
def test_any_formula_has_meanings_or_a_reason(
    left: str, relation: str, right: str, lead: str
) -> None:
    source = f"Laws $p(x)$, $q(z|x)$.\n\n{lead}\n\n$$\n{left} {relation} {right}\n$$\n"
    note = read_note(Text("n.md", source))
    for step, found in zip(note.document.steps, note.meanings, strict=True):
        assert 1 <= step.line <= source.count("\n") + 1
        if isinstance(found, Refusal):
            assert found.why
            assert 0 <= found.start <= found.end <= len(source)
        else:
            assert found
            assert all(isinstance(m, Meaning) and m.reading.sentence for m in found)


LAWS = "Laws $p(x)$ and $q(x)$ with $P_1 \\sim N(\\mu, \\sigma^2)$.\n\n"


def refused(formula: str) -> bool:
    note = read_note(Text("n.md", f"{LAWS}$$\n{formula}\n$$\n"))
    return isinstance(note.meanings[-1], Refusal)


@pytest.mark.parametrize(
    ("good", "other"),
    [
        (r"H(p) = -\sum_{x \in X} p(x) \log p(x)", r"H(p) = -\sum_{x \in 2 X} p(x) \log p(x)"),
        (r"H(p) = -\sum_{x \in X} p(x) \log p(x)", r"H(p) = -\sum_{x \in q} p(x) \log p(x)"),
        (r"H(p) = -\int_X p(x) \log p(x) dx", r"H(p) = -\int_d p(x) \log p(x) dx"),
        (r"H(p) = -\int_{\mathbb{R}} p(x) \log p(x) dx", r"H(p) = -\int_{g} p(x) \log p(x) dx"),
        (
            r"KL(p\|q) = \sum_i p(x_i) \log \frac{p(x_i)}{q(x_i)}",
            r"KL(p\|q) = \sum_i p(x_i) \log \frac{p(x_i)}{q(y_i)}",
        ),
        (r"\int P_1(x) x^2 dx = \sigma^2 + \mu^2", r"\int P_1(x, x) x^2 dx = \sigma^2 + \mu^2"),
        (r"\int P_1(x) x^2 dx = \sigma^2 + \mu^2", r"\int P_1() x^2 dx = \sigma^2 + \mu^2"),
        (r"CrossEntropy(p, q) = CE(p, q)", r"Entropy(p, q) = CE(p, q)"),
        (r"H(q) = -\sum_x q(x) \log q(x)", r"H(q) = -\sum_q q(q) \log q(q)"),
        (r"y_i \bigg|_{i=j} = y_i", r"y_i \bigg|_{i=j^2} = y_i"),
    ],
)
def test_nothing_that_is_written_is_passed_over(good: str, other: str) -> None:
    assert not refused(good)
    assert refused(other)
