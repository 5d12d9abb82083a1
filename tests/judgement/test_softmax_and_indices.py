"""Softmax with its derivatives, indices that differ, signs of probabilities."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, exp, log

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import Different, Family, Index
from derivecheck.language.functionals import CE, KL, At, H, Partial, unfold
from derivecheck.language.laws.finite import FiniteLaw, Labels, Uniform
from derivecheck.language.statements import Statement, given
from derivecheck.language.typeset import tex
from derivecheck.proof.prove import prove
from derivecheck.proof.signs import is_nonnegative
from derivecheck.terms.binders import total
from derivecheck.worlds.examine import examine

N = Symbol("N", integer=True, positive=True)
i, j = (Symbol(name, integer=True, positive=True) for name in "ij")
Y, Z, P = Labels("y", N), Family("z", N), Family("p", N, sign="positive")
RANGES = (Index(i, N), Index(j, N))


def softmax(k: Expr) -> Expr:
    return exp(Z[k]) / total(lambda m: exp(Z[m]), 1, N)


def at_softmax(expr: Expr) -> Expr:
    return At(expr, P, softmax)


def verdict(statement: Statement) -> Verdict:
    return judge(statement).verdict


LOSS = CE(Y, P.measure)


def test_the_derivative_comes_before_the_values() -> None:
    outer = at_softmax(Partial(LOSS, P[j]))
    right = given(Y, Z, *RANGES).eq(outer, -Y.at(j) / softmax(j))
    assert verdict(right) is Verdict.PROVED
    wrong = given(Y, Z, *RANGES).eq(outer, -Y.at(j) / softmax(i))
    assert verdict(wrong) is Verdict.REFUTED


def test_the_chain_rule_through_a_family() -> None:
    paths = total(lambda k: at_softmax(Partial(LOSS, P[k])) * Partial(softmax(k), Z[i]), 1, N)
    whole = Partial(at_softmax(LOSS), Z[i])
    assert verdict(given(Y, Z, Index(i, N)).eq(whole, paths)) is Verdict.PROVED
    assert verdict(given(Y, Z, Index(i, N)).eq(whole, -paths)) is Verdict.REFUTED


def test_a_replaced_family_is_not_free() -> None:
    family = Family("p", 3, sign="positive")
    expr = At(family[1] + log(family[2]), family, lambda k: Z[k])
    assert not any(s.name.startswith("p") for s in expr.free_symbols)
    assert unfold(expr) == Z[1] + log(Z[2])
    assert tex(expr) == r"\left.\log p_{2} + p_{1}\right|_{p_{i}=z_{i}}"


@pytest.mark.parametrize("given_different", [True, False])
def test_indices_that_differ_have_no_delta(given_different: bool) -> None:
    more = (Different(i, j),) if given_different else ()
    path = given(Z, *RANGES, *more).eq(Partial(softmax(j), Z[i]), -softmax(i) * softmax(j))
    expected = Verdict.PROVED if given_different else Verdict.REFUTED
    assert verdict(path) is expected


def test_a_sum_without_one_index() -> None:
    rest = total(lambda k: Z[k], 1, N) - Z[i]
    others = Z[j] + total(lambda k: Z[k], 1, N) - Z[i] - Z[j]
    assert verdict(given(Z, *RANGES, Different(i, j)).eq(rest, others)) is Verdict.PROVED
    assert Integer(1) == unfold(At(P[1], P, lambda k: Integer(1)))


Q = FiniteLaw("q", N)
APART = (*RANGES, Different(i, j))
SIGNS = {
    "entropy": given(Q).ge(H(Q), 0),
    "probability": given(Q, Index(i, N)).le(Q.at(i), 1),
    "its logarithm": given(Q, Index(i, N)).le(log(Q.at(i)) * Q.at(i), 0),
    "softmax": given(Z, Index(i, N)).le(softmax(i), 1),
    "two terms": given(Z, *APART).le(exp(Z[i]) + exp(Z[j]), total(lambda k: exp(Z[k]), 1, N)),
    "odds": given(Z, *APART).le(exp(Z[j] - Z[i]), (1 - softmax(i)) / softmax(i)),
}
NOT_SIGNS = {
    "entropy": given(Q).le(H(Q), log(N) / 2),
    "probability": given(Q, Index(i, N)).le(Q.at(i), Rational(1, 2)),
    "its logarithm": given(Q, Index(i, N)).le(log(2 * Q.at(i)), 0),
    "not a law": given(P, Index(i, N)).le(P[i], 1),
    "softmax": given(Z, Index(i, N)).le(2 * softmax(i), 1),
    "two equal terms": given(P, *RANGES).le(P[i] + P[j], total(lambda k: P[k], 1, N)),
    "terms of either sign": given(Z, Index(i, N)).le(Z[i], total(lambda k: Z[k], 1, N)),
    "odds": given(Z, *APART).le(exp(Z[j]), (1 - softmax(i)) / softmax(i)),
}


@pytest.mark.parametrize("name", SIGNS)
def test_signs_of_probabilities_and_terms(name: str) -> None:
    assert prove(SIGNS[name])


@pytest.mark.parametrize("name", NOT_SIGNS)
def test_signs_that_are_not_so(name: str) -> None:
    assert not prove(NOT_SIGNS[name])
    assert examine(NOT_SIGNS[name], count=24)[1]


def test_where_a_probability_bound_is_attained() -> None:
    proof = is_nonnegative(1 - Q.at(i), Q.facts)
    assert proof.zeros == (1 - Q.at(i),)
    assert not proof.strict
    assert is_nonnegative(2 - Q.at(i), Q.facts).strict


R = FiniteLaw("r", N)
CONFUSED = {
    "an entropy stands for a cross-entropy": given(Q, R).eq(KL(Q, R), H(R) - H(Q)),
    "a cross-entropy stands for a divergence": given(Q, R).eq(CE(Q, R) - H(Q), CE(Q, R)),
    "a divergence stands for a cross-entropy": given(Q, R).eq(H(Q) + KL(Q, R), KL(Q, R)),
}


@pytest.mark.parametrize("name", CONFUSED)
def test_confused_heads_are_named(name: str) -> None:
    found = diagnose(CONFUSED[name])
    assert found is not None
    assert found[0] == name


def test_a_confusion_that_does_not_repair_is_not_named() -> None:
    assert diagnose(given(Q, R).eq(KL(Q, R), 3 * H(R) - 5 * H(Q) * H(R))) is None


def test_the_uniform_law_has_a_text() -> None:
    assert str(Uniform(N)) == "Uniform(N)"
    assert str(KL(Q, Uniform(N))) != str(KL(Q, R))
