"""The prover and the worlds never contradict each other, on random statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from derivecheck.evidence import Verdict
from derivecheck.statements import Relation, not_always
from derivecheck.verify import judge
from tests.random_statements import WORLDS, pairs, statements

EXAMPLES = {"scalars": 40, "outcomes": 25, "densities": 25, "normal laws": 10}
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


@settings(max_examples=10)
@forall(st.sampled_from(["scalars", "outcomes"]).flatmap(pairs))
def test_a_statement_and_that_it_fails_are_not_both_proved(pair: Any) -> None:
    for statement in pair:
        verdicts = {judge(s, DIGITS).verdict for s in (statement, not_always(statement))}
        assert verdicts != {Verdict.PROVED}
