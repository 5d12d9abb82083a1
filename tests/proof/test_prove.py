"""What the prover proves, and the neighbours that it must not."""

from typing import Any

import pytest
from sympy import Rational, Symbol, exp, log, oo, symbols

from derivecheck.language.assumptions import Family, Index, Interval
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.line import Density, Normal
from derivecheck.language.statements import (
    Statement,
    ZeroIffEqual,
    given,
    not_always,
    substituted_law,
)
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import total

N, K = symbols("N K", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
f, g = Density("f"), Density("g")
x, mu = symbols("x mu", real=True)
s, t = symbols("s t", positive=True)
k = Symbol("k", integer=True, positive=True)
half = Rational(1, 2)
A = Normal(mu, s)
unit = Family("u", N, sign="unit")
squares = total(lambda i: (P.at(i) - Q.at(i)) ** 2, 1, N)
partly = total(lambda i: (P.at(i) - Q.at(i)) ** 2, 2, N)

P3, Q3 = FiniteLaw("p", 3), FiniteLaw("q", 3)
bernoulli_gap = s * log(s / (s + t)) + t * log(t / (s + t)) - s * log(x**2) - t * log(1 - x**2)

PAIRS: dict[str, tuple[Statement, Statement]] = {
    "equation": (
        given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)),
        given(P, Q).eq(CE(P, Q), H(Q) + KL(P, Q)),
    ),
    "equation of densities": (
        given(f, g).eq(CE(f, g), H(f) + KL(f, g)),
        given(f, g).eq(CE(f, g), H(f) + KL(g, f)),
    ),
    "moments": (
        given(A).eq(E(A, lambda x: x**2), mu**2 + s**2),
        given(A).eq(E(A, lambda x: x**2), s),
    ),
    "inequality": (given(P, Q).ge(KL(P, Q), 0), given(P, Q).ge(KL(P, Q), H(P))),
    "inequality the other way": (given(P, Q).le(H(P), CE(P, Q)), given(P, Q).le(CE(P, Q), H(P))),
    "strict inequality": (given().gt(s + t, s), given(P, Q).gt(KL(P, Q), 0)),
    "interval": (given(Interval(x)).gt(1 - x, 0), given().gt(1 - x, 0)),
    "family between 0 and 1": (
        given(unit).gt(total(lambda i: 1 - unit[i], 1, N), 0),
        given(Family("u", N, sign="positive")).gt(total(lambda i: 1 - unit[i], 1, N), 0),
    ),
    "three outcomes": (
        given(P3, Q3).eq(total(lambda i: P3.at(i) * log(P3.at(i) / Q3.at(i)), 1, 3), KL(P3, Q3)),
        given(P3, Q3).eq(total(lambda i: P3.at(i) * log(P3.at(i) / Q3.at(i)), 1, 2), KL(P3, Q3)),
    ),
    "the last of three outcomes": (
        given(P3).eq(s * (1 - P3.at(1) - P3.at(2)), s * P3.at(3)),
        given(P3).eq(s * (1 - P3.at(1)), s * P3.at(3)),
    ),
    "bound for three outcomes": (
        given(P3).le(H(P3), log(3)),
        given(P3).le(H(P3), log(Rational(29, 10))),
    ),
    "exponentials": (
        given(P, Q).ge(exp(CE(P, Q)), 2 * exp(H(P) - log(2))),
        given(P, Q).ge(exp(CE(P, Q)), 3 * exp(H(P) - log(2))),
    ),
    "rise from zero": (given().gt(s, log(1 + s)), given().gt(s, 2 * log(1 + s))),
    "square of a bounded quantity": (
        given(Interval(x)).ge(bernoulli_gap, 0),
        given(Interval(x)).ge(bernoulli_gap, s),
    ),
    "maximum": (given().maximum(x * (1 - x), x, half), given().maximum(x * (1 - x), x, half / 2)),
    "maximum outside": (
        given().maximum(-((x - 2) ** 2), x, 2, 0, 3),
        given().maximum(-((x - 2) ** 2), x, 2, 0, 1),
    ),
    "minimum on a half line": (
        given().minimum(t - log(t), t, 1, 0, oo),
        given().minimum(t - log(t), t, 2, 0, oo),
    ),
    "maximum of a weighted sum": (
        given().maximum(s * log(x) + t * log(1 - x), x, s / (s + t)),
        given().maximum(s * log(x) + t * log(1 - x), x, t / (s + t)),
    ),
    "zero set of what is never positive": (
        given(P, Q).zero_iff_equal(lambda p, q: -KL(p, q), P, Q),  # type: ignore[arg-type]
        given(P, Q).zero_iff_equal(lambda p, q: KL(p, q) - KL(q, p), P, Q),  # type: ignore[arg-type]
    ),
    "a factor that is a number": (
        given(P, Q).ge((1 - log(2)) * KL(P, Q), 0),
        given(P, Q).ge((1 - log(3)) * KL(P, Q), 0),
    ),
    "zero set": (given(P, Q).zero_iff_equal(KL, P, Q), given(P, Q).zero_iff_equal(CE, P, Q)),
    "zero set of a sum over all outcomes": (
        ZeroIffEqual((P, Q), squares, P, Q),
        ZeroIffEqual((P, Q), partly, P, Q),
    ),
    "zero set at one outcome": (
        ZeroIffEqual((P, Q), 2 * squares, P, Q),
        ZeroIffEqual((P, Q, Index(k, N)), (P.at(k) - Q.at(k)) ** 2, P, Q),
    ),
    "every part": (
        given(P, Q).every(given(P, Q).ge(KL(P, Q), 0), given(P, Q).symmetric(JS, P, Q)),
        given(P, Q).every(given(P, Q).ge(KL(P, Q), 0), given(P, Q).symmetric(KL, P, Q)),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_the_true_statement_is_proved(name: Any) -> None:
    assert prove(PAIRS[name][0])


@pytest.mark.parametrize("name", PAIRS)
def test_its_false_neighbour_is_not(name: Any) -> None:
    assert not prove(PAIRS[name][1])


@pytest.mark.parametrize(
    "statement",
    [
        given().rounds(log(2), "0.69"),
        not_always(given(P, Q).symmetric(KL, P, Q)),
        given().maximum(x, x, 1, 1, 0),
        given().eq(total(lambda i: total(lambda j: i, 1, i), 1, N), 0),
    ],
)
def test_what_the_prover_does_not_cover_is_not_proved(statement: Any) -> None:
    proof = prove(statement)
    assert not proof
    assert proof.detail


def test_a_failed_proof_shows_the_remainder() -> None:
    proof = prove(given(P, Q).eq(CE(P, Q) + log(2), H(P) + KL(P, Q)))
    assert proof.residual == log(2)


def test_a_proof_names_its_facts() -> None:
    assert prove(given(P).eq(E(P, lambda i: s), s)).facts == P.facts
    assert prove(given(P).eq(H(P), H(P))).facts == ()


def test_softmax_for_any_number_of_classes() -> None:
    z = Family("z", K)
    i, j = symbols("i j", integer=True, positive=True)
    partition = total(lambda m: exp(z[m]), 1, K)
    gradient = Partial(log(partition), z[j])
    assert prove(given(z, Index(j, K)).eq(gradient, exp(z[j]) / partition))
    assert not prove(given(z, Index(i, K), Index(j, K)).eq(gradient, exp(z[i]) / partition))


def test_a_law_is_replaced_in_heads_and_in_values() -> None:
    statement = ZeroIffEqual((P, Q), squares + KL(P, Q), P, Q)
    on_diagonal = substituted_law(statement.value, statement)
    assert on_diagonal.has(KL(P, P))
    assert "q" not in str(on_diagonal)
