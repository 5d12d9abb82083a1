"""Our own expressions as LaTeX, in the field's notation."""

import re
from typing import Any

import pytest
from sympy import Rational, Symbol, exp, log, symbols

from derivecheck.language.assumptions import Family
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw, midpoint
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.measures import point
from derivecheck.language.typeset import tex
from derivecheck.terms.binders import integral, total
from derivecheck.terms.kernels import kl_term, sq

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
f, g = Density("f"), Density("g")
mu, x = symbols("mu x", real=True)
s = Symbol("sigma", positive=True)
z, j = Family("z", N), Symbol("j", integer=True, positive=True)
X = point("x")


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (H(P), "H(p)"),
        (CE(P, Q), "H(p,q)"),
        (KL(P, Q), r"D_{\mathrm{KL}}(p\,\|\,q)"),
        (JS(P, Q), r"\mathrm{JS}(p,q)"),
        (H(P) ** 2, r"H(p)^{2}"),
        (KL(P, midpoint(P, Q)), r"\frac{p + q}{2}"),
        (H(Normal(mu, s)), r"\mathcal{N}(\mu,\sigma^{2})"),
        (E(f, lambda x: x**2), r"\mathbb{E}_{x\sim f}\left[x^{2}\right]"),
        (total(lambda i: P.at(i), 1, N), r"\sum_{i=1}^{N} p_{i}"),
        (integral(lambda x: f.at(x)), r"\int f(x)\,\mathrm{d}x"),
        (Partial(z[j] ** 2, z[j]), r"\frac{\partial}{\partial z_{j}}"),
        (KL(Joint("r").z_given(X), Joint("r").of_z), r"r(z\mid x)\,\|\,r(z)"),
        (log(x + 1), r"\log \left(x + 1\right)"),
        (kl_term(s, x + 1), r"\operatorname{kl\_term}\left(\sigma, x + 1\right)"),
        (sq((x - mu) / s), r"\left(\frac{x - \mu}{\sigma}\right)^{2}"),
        (Rational(1, 2) * log(2), r"\frac{1}{2} \log 2"),
    ],
)
def test_notation(expr: Any, expected: str) -> None:
    assert expected in tex(expr)


def test_bound_variables_avoid_the_names_that_are_taken() -> None:
    i = Symbol("i", integer=True)
    assert r"\sum_{j=1}" in tex(total(lambda k: P.at(k) * i, 1, N))
    nested = tex(total(lambda k: total(lambda m: P.at(k) * Q.at(m), 1, N), 1, N))
    assert {"i", "j"} <= set(re.findall(r"\\sum_\{(\w)=1\}", nested))
    assert "x_1" not in tex(E(f, lambda u: E(g, lambda v: u * v)))


def test_different_expressions_are_printed_differently() -> None:
    pairs = [(KL(P, Q), KL(Q, P)), (CE(P, Q), KL(P, Q)), (H(P), H(Q)), (exp(x), exp(-x))]
    assert all(tex(a) != tex(b) for a, b in pairs)


@pytest.mark.parametrize(
    "expr", [H(P), KL(f, midpoint(f, g)), E(f, lambda x: log(g.at(x))), Partial(H(P), P.at(j))]
)
def test_braces_balance_and_nothing_of_ours_shows(expr: Any) -> None:
    text = tex(expr)
    assert text.count("{") == text.count("}")
    assert text.count(r"\left") == text.count(r"\right")
    assert not re.search(r"@|Dummy|Slot|FiniteLaw|Density", text)
