"""Planted mistakes are caught, and a change that changes nothing is called equivalent."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, log

from derivecheck.functionals import CE, KL, H
from derivecheck.laws import FiniteLaw, Normal
from derivecheck.mutate import Fate, Mutant, Outcomes, fate, mutants
from derivecheck.statements import Statement, given, not_always

N = Symbol("N", integer=True, positive=True)
mu = Symbol("mu", real=True)
sigma = Symbol("sigma", positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
SPLIT = given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))
KL_STANDARD = given().eq(
    KL(Normal(mu, sigma), Normal(0, 1)), -log(sigma) - Rational(1, 2) + (sigma**2 + mu**2) / 2
)


@pytest.mark.parametrize(
    "statement",
    [
        SPLIT,
        KL_STANDARD,
        given(P, Q).ge(KL(P, Q), 0),
        not_always(given(P, Q).symmetric(KL, P, Q)),
        given().rounds(-log(Rational(2, 5)), "0.916"),
    ],
    ids=["split", "normal", "Gibbs", "asymmetry", "decimal"],
)
def test_every_mutant_of_a_proved_statement_is_caught(statement: Statement) -> None:
    fates = {m: fate(m) for m in mutants("x", statement)}
    assert fates
    assert {m.slip for m, f in fates.items() if f is not Fate.CAUGHT} == set()


def test_a_change_that_changes_nothing_is_equivalent() -> None:
    assert fate(Mutant("x", "none", given(P, Q).eq(CE(P, Q), KL(P, Q) + H(P)))) is Fate.EQUIVALENT


def test_the_score_leaves_equivalent_mutants_out() -> None:
    m = Mutant("x", "sign", SPLIT)
    fates = ((m, Fate.CAUGHT), (m, Fate.EQUIVALENT), (m, Fate.SURVIVED))
    assert Outcomes(fates).score == 0.5
    assert Outcomes(((m, Fate.EQUIVALENT),)).score is None
    assert Outcomes(fates).table()["sign"][Fate.SURVIVED] == 1


def test_the_mutants_differ_from_the_statement_and_from_each_other() -> None:
    made = [m.statement for m in mutants("x", SPLIT)]
    assert len(set(made)) == len(made)
    assert SPLIT not in made
