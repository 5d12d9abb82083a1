"""Infinite divergences, exact codes, and the empirical law of a sample."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol, log, oo

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import Index
from derivecheck.language.functionals import CE, JS, KL, H, Partial, Routine, unfold
from derivecheck.language.laws.finite import FiniteLaw, Table, Uniform
from derivecheck.language.laws.samples import Sample
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.statements import Statement, given
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import BinderError, differentiate, total

s, u = Symbol("s", positive=True), Symbol("u", positive=True)
N = Symbol("N", integer=True, positive=True)
i = Symbol("i", integer=True)
P = FiniteLaw("p", N)
LEFT = Table(u / (1 + u), 1 / (1 + u), 0, 0)
RIGHT = Table(0, 0, s / (1 + s), 1 / (1 + s))
half = Rational(1, 2)
DYADIC = (half, half**2, half**3, half**3)
WORDS = ((0,), (1, 0), (1, 1, 0), (1, 1, 1))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given().eq(KL(LEFT, RIGHT), oo), Verdict.PROVED),
        (given().eq(CE(LEFT, RIGHT), oo), Verdict.PROVED),
        (given().eq(KL(LEFT, RIGHT), 3), Verdict.REFUTED),
        (given().eq(KL(LEFT, LEFT), oo), Verdict.REFUTED),
        (given().eq(JS(LEFT, RIGHT), log(2)), Verdict.PROVED),
        (given().eq(JS(LEFT, LEFT), log(2)), Verdict.REFUTED),
        (given().eq(Partial(JS(LEFT, RIGHT), s), 0), Verdict.PROVED),
        (given().eq(Partial(KL(LEFT, RIGHT), s), 0), Verdict.REFUTED),
        (given().eq(Routine("huffman_length", DYADIC), H(Table(*DYADIC)) / log(2)), Verdict.PROVED),
        (given().eq(Routine("huffman_length", DYADIC), 2), Verdict.REFUTED),
        (given(P).eq(Routine("huffman_length", P), H(P) / log(2)), Verdict.REFUTED),
        (
            given(P, Index(i, N)).eq(Routine("huffman_word_length", P, i), -log(P.at(i)) / log(2)),
            Verdict.REFUTED,
        ),
        (given().eq(Routine("is_prefix_code", *WORDS), 1), Verdict.PROVED),
        (given().eq(Routine("is_prefix_code", *WORDS, (1, 1)), 1), Verdict.REFUTED),
    ],
)
def test_statements(statement: Statement, expected: Verdict) -> None:
    assert judge(statement).verdict is expected


def test_an_infinite_value_has_no_derivative() -> None:
    with pytest.raises(BinderError, match="infinite"):
        differentiate(oo, s)
    undefined = Partial(KL(LEFT, RIGHT), s)
    assert unfold(undefined) == undefined
    assert not prove(given().eq(undefined, 0))


def test_an_instance_shows_only_what_was_chosen() -> None:
    x = GaussianVector(1, 2)
    found = judge(given(x).eq(x.expectation(lambda v: v(Integer(1))), x.mean(Integer(2))))
    assert found.counterexample is not None
    assert "m1[1]" in found.counterexample.point
    assert not {"X1", "P1", "f1"} & {part[:2] for part in found.counterexample.point.split(", ")}


def test_a_uniform_law_takes_a_plain_number() -> None:
    assert judge(given().eq(H(Uniform(2)), log(2))).verdict is Verdict.PROVED
    assert judge(given().eq(H(Uniform(3)), log(2))).verdict is Verdict.REFUTED


n = Symbol("n", integer=True, positive=True)
Q = FiniteLaw("q", N)
X = Sample("x", n, N)
MEAN = total(lambda k: -log(Q.at(X[k])) / n, 1, n)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given(X).eq(total(X.law.at, 1, N), 1), Verdict.PROVED),
        (given(X).eq(total(X.law.at, 1, N), n), Verdict.REFUTED),
        (given(Q, X).eq(CE(X.law, Q), MEAN), Verdict.PROVED),
        (given(Q, X).eq(CE(X.law, Q), n * MEAN), Verdict.REFUTED),
        (given(P, Q, X).eq(CE(P, Q), MEAN), Verdict.REFUTED),
        (given(Q, X).eq(KL(X.law, Q), MEAN - H(X.law)), Verdict.PROVED),
    ],
)
def test_the_empirical_law_of_a_sample(statement: Statement, expected: Verdict) -> None:
    assert judge(statement).verdict is expected
