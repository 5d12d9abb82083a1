"""The prover and the worlds never contradict each other, on random statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.statements import Relation, not_always
from derivecheck.proof.prove import Proof
from tests.support.random_statements import WORLDS, pairs, statements

EXAMPLES = {"scalars": 60, "outcomes": 40, "densities": 40, "normal laws": 4}
DIGITS = 25
WORLD = pytest.mark.parametrize("world", WORLDS)


@WORLD
def test_prover_and_worlds_never_contradict_each_other(world: str) -> None:
    @settings(max_examples=EXAMPLES[world])
    @forall(statements(world))
    def check(statement: Relation) -> None:
        assert judge(statement, DIGITS).verdict is not Verdict.INCONSISTENT

    check()


@WORLD
def test_the_true_one_of_a_pair_is_not_refuted_and_the_false_one_not_proved(world: str) -> None:
    @settings(max_examples=EXAMPLES[world])
    @forall(pairs(world))
    def check(pair: tuple[Relation, Relation]) -> None:
        true, false = (judge(s, DIGITS).verdict for s in pair)
        assert true not in (Verdict.REFUTED, Verdict.INCONSISTENT)
        assert false not in (Verdict.PROVED, Verdict.SUPPORTED, Verdict.INCONSISTENT)

    check()


@settings(max_examples=20)
@forall(pairs("outcomes"))
def test_a_prover_that_proves_what_is_false_is_contradicted(pair: Any) -> None:
    """The near-miss: a contradiction would be seen."""
    judged = judge(pair[1], DIGITS, prover=lambda _: Proof(True, "credulous"))
    assert judged.verdict is Verdict.INCONSISTENT


@settings(max_examples=20)
@forall(st.sampled_from(["scalars", "outcomes"]).flatmap(pairs))
def test_a_statement_and_that_it_fails_are_not_both_proved(pair: Any) -> None:
    for statement in pair:
        verdicts = {judge(s, DIGITS).verdict for s in (statement, not_always(statement))}
        assert verdicts != {Verdict.PROVED}
