"""Planted mistakes are caught and named, and a change that changes nothing is called equivalent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Rational, Symbol, log

from derivecheck.judgement.diagnose import amounts_to, leads_to
from derivecheck.judgement.mutants import (
    Fate,
    Mutant,
    Naming,
    Record,
    Score,
    Subject,
    follows,
    mutants,
    named,
    naming,
    put_to_test,
    subjects,
)
from derivecheck.language.functionals import CE, JS, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.line import Normal
from derivecheck.language.statements import Statement, given, not_always
from derivecheck.mistakes.slips import Slip
from derivecheck.proof.derivation import Lemma, derive
from derivecheck.proof.rules import linearity

N = Symbol("N", integer=True, positive=True)
mu = Symbol("mu", real=True)
sigma = Symbol("sigma", positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
SPLIT = given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))
BOUND = given(P, Q).le(JS(P, Q), log(2))
KL_STANDARD = given().eq(
    KL(Normal(mu, sigma), Normal(0, 1)), -log(sigma) - Rational(1, 2) + (sigma**2 + mu**2) / 2
)
STATEMENTS = {
    "split": SPLIT,
    "normal": KL_STANDARD,
    "Gibbs": given(P, Q).ge(KL(P, Q), 0),
    "asymmetry": not_always(given(P, Q).symmetric(KL, P, Q)),
    "decimal": given().rounds(-log(Rational(2, 5)), "0.916"),
}


def planted(changed: Statement, original: Statement = SPLIT, slip: Slip = Slip.SIGN) -> Record:
    return put_to_test(Mutant("x#1", slip, changed, original))


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_mutant_of_a_proved_statement_is_settled(name: str) -> None:
    made = mutants(Subject("x", STATEMENTS[name]))
    tested = [put_to_test(m) for m in made[:: 1 + len(made) // 12]]
    assert tested
    assert Score(tuple(tested)).open == []
    assert any(t.fate is Fate.CAUGHT for t in tested)


def test_a_change_that_changes_nothing_is_equivalent() -> None:
    assert planted(given(P, Q).eq(CE(P, Q), KL(P, Q) - (-H(P)))).fate is Fate.EQUIVALENT
    ratio = given(P, Q).eq(CE(P, Q), H(P) + CE(P, Q) - H(P))
    assert planted(ratio).fate is Fate.EQUIVALENT


def test_a_weaker_bound_is_true_all_the_same_and_a_sharper_one_is_caught() -> None:
    assert planted(given(P, Q).le(JS(P, Q), 2), BOUND).fate is Fate.TRUE
    assert planted(given(P, Q).le(JS(P, Q), 2 * log(2)), BOUND).fate is Fate.TRUE
    assert planted(given(P, Q).le(JS(P, Q), log(2) / 8), BOUND).fate is Fate.CAUGHT
    assert follows(given(P, Q).le(JS(P, Q), 2), BOUND)
    assert not follows(given(P, Q).le(JS(P, Q), log(2) / 8), BOUND)
    assert not follows(given(P, Q).ge(JS(P, Q), 2), BOUND)


def test_the_mistake_that_was_made_is_named() -> None:
    mutant = Mutant("x#1", Slip.SIGN, given(P, Q).eq(CE(P, Q), H(P) - KL(P, Q)), SPLIT)
    found = named(mutant, put_to_test(mutant))
    assert (found.fate, found.naming, found.same_class) == (Fate.CAUGHT, Naming.RIGHT, True)
    assert found.named == "sign"
    other = replace(mutant, slip=Slip.TERM)
    assert not named(other, put_to_test(other)).same_class
    symmetric = replace(mutant, statement=given(P, Q).eq(CE(P, Q), CE(Q, P)))
    assert named(symmetric, put_to_test(symmetric)).naming is Naming.NONE


def test_a_repair_is_compared_with_the_original() -> None:
    assert naming(SPLIT, SPLIT) is Naming.RIGHT
    assert naming(given(P, Q).eq(CE(P, Q), CE(P, P) + KL(P, Q)), SPLIT) is Naming.RIGHT
    assert naming(given(P, Q).ge(KL(P, Q), 0), SPLIT) is Naming.OTHER
    assert naming(given(P, Q).eq(CE(P, Q), H(P)), SPLIT) is Naming.UNPROVED
    assert not amounts_to(given(P, Q).ge(CE(P, Q), 0), given(P, Q).ge(H(P), 0), proved=True)


def test_a_repair_leads_to_a_correction_or_a_part_of_it() -> None:
    both = given(P, Q).every(SPLIT, BOUND)
    assert leads_to(SPLIT, both)
    assert leads_to(SPLIT, SPLIT)
    assert not leads_to(given(P, Q).ge(KL(P, Q), 0), both)


def test_the_score_leaves_out_what_is_true() -> None:
    one = Record("x#1", Slip.SIGN, Fate.CAUGHT, "", Naming.RIGHT, same_class=True)
    fates = (one, *(replace(one, fate=f) for f in (Fate.EQUIVALENT, Fate.TRUE, Fate.SURVIVED)))
    score = Score(fates)
    assert score.caught == 0.5
    assert score.naming(Naming.RIGHT) == score.same_class == 1
    assert score.table()[Slip.SIGN][Fate.SURVIVED] == 1
    assert [t.fate for t in score.open] == [Fate.SURVIVED]
    assert Score((fates[1],)).caught is None


def test_a_contradiction_and_an_open_mutant_count_against_the_score() -> None:
    one = Record("x#1", Slip.SIGN, Fate.CAUGHT, "")
    open_ones = [replace(one, fate=f) for f in (Fate.UNDECIDED, Fate.CONTRADICTED)]
    assert Score((one, one, *open_ones)).caught == 0.5


def test_the_mutants_differ_from_the_statement_and_from_each_other() -> None:
    made = mutants(Subject("x", SPLIT))
    assert len({m.statement for m in made}) == len({m.id for m in made}) == len(made)
    assert SPLIT not in {m.statement for m in made}


def test_the_subjects_of_claims_and_derivations() -> None:
    both = given(P, Q).every(SPLIT, given(P, Q).every(BOUND))
    assert [s.id for s in subjects("x", both)] == ["x/1", "x/2/1"]
    chain = derive("c", "c", given(P, Q), CE(P, Q)).eq(H(P) + KL(P, Q), by=linearity)
    assert [s.id for s in subjects("c", chain)] == ["c/1"]
    longer = chain.eq(CE(P, Q), by=linearity)
    assert [s.id for s in subjects("c", longer)] == ["c/1", "c/2", "c/result"]
    assert [s.id for s in subjects("l", Lemma("l", "l", SPLIT))] == ["l"]
