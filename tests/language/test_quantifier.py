"""For which objects a statement is asserted: every object is named, with what is assumed of it."""

from __future__ import annotations

import pytest
from sympy import Symbol, log, oo

from derivecheck.language import (
    KL,
    Density,
    Family,
    FiniteLaw,
    H,
    Index,
    Interval,
    Joint,
    Labels,
    Normal,
    RealFunction,
    Routine,
    Statement,
    given,
    not_always,
    point,
)
from derivecheck.language.quantifier import asserted_tex, quantifier
from derivecheck.latex.unicode import formula, prose
from derivecheck.notes.catalogue import LEDGERS

N = Symbol("N", integer=True, positive=True)
i = Symbol("i", integer=True, positive=True)
mu, t = (Symbol(s, real=True) for s in ("mu", "t"))
sigma = Symbol("sigma", positive=True)
P, Q, Y = FiniteLaw("p", N), FiniteLaw("q_2", N), Labels("y", N)
f, c, D = Density("f"), Density("c", point("x")), RealFunction("D", sign="unit")
Z = Family("z_1", N)
normal = Normal(mu, sigma)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given(P, Q).nonnegative(KL, P, Q), "for all positive laws p, q₂ on N outcomes"),
        (
            given(Y).ge(Y.at(i), 0),
            "for all laws y on N outcomes, zeros allowed, whole numbers i ≥ 1",
        ),
        (given(P, Index(i, N)).gt(P.at(i), 0), "for all positive laws p on N outcomes, 1 ≤ i ≤ N"),
        (given(f, c).eq(KL(f, f), 0), "for all positive densities f, c(·|x)"),
        (
            given(D).lt(log(D(t)), 0),
            "for all functions D with values between 0 and 1, real numbers t",
        ),
        (
            given(Z).eq(Z[1], Z[1]),
            "for all real numbers z_(1, 1), …, z_(1, N)",
        ),
        (given(normal).eq(H(normal), 0), "for all real numbers μ, numbers σ > 0"),
        (given(Interval(t)).gt(t, 0), "for all 0 < t < 1"),
        (given(Joint("r")).eq(KL(Joint("r").of_x, Joint("r").of_x), 0), "for all positive joint"),
        (given().eq(log(2), log(2)), ""),
        (given(P).eq(Routine("huffman_length", P), 1), "for all positive laws p on N outcomes"),
        (not_always(given(P, Q).symmetric(KL, P, Q)), "for positive laws p, q₂ on N outcomes"),
    ],
    ids=lambda x: "" if isinstance(x, Statement) else x,
)
def test_the_objects_are_named(statement: Statement, expected: str) -> None:
    said = prose(quantifier(statement))
    assert said == expected or (expected.endswith("joint") and said.startswith(expected))


def test_parts_about_different_objects_say_each_its_own() -> None:
    both = given().every(given(P).eq(KL(P, P), 0), given(f).eq(KL(f, f), 0))
    first, second = formula(asserted_tex(both)).split("\n")
    assert first.startswith("for all positive laws p on N outcomes: ")
    assert second.startswith("for all positive densities f: ")
    assert quantifier(both) == ""


def test_parts_about_the_same_objects_say_them_once() -> None:
    both = given(P).every(given(P).eq(KL(P, P), 0), given(P).lt(H(P), oo))
    assert quantifier(both) == "for all positive laws $p$ on $N$ outcomes"
    assert "for all" not in asserted_tex(both)


def test_no_statement_of_the_ledgers_shows_latex_in_plain_text() -> None:
    for ledger in LEDGERS:
        for claim in ledger.claims:
            if claim.says is not None:
                said = prose(quantifier(claim.says)) + formula(asserted_tex(claim.says))
                assert "\\" not in said, claim.id
                assert ", ," not in said, claim.id
