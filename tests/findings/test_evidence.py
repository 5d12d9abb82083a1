"""The verdict is a total function of what the checks found, and never upgrades."""

from itertools import chain, combinations
from typing import Any

import pytest

from derivecheck.findings.evidence import Covers, Evidence, Outcome, Scope, Verdict, verdict

SETS = list(chain.from_iterable(combinations(Outcome, size) for size in range(len(Outcome) + 1)))
GOOD = [Evidence("a", Outcome.PROVES), Evidence("b", Outcome.AGREES)]


def of(*outcomes: Outcome) -> list[Evidence]:
    return [Evidence("check", o) for o in outcomes]


def expected(outcomes: set[Outcome]) -> Verdict:
    """The table of the verdicts, written the other way round: by the verdict."""
    proves, agrees, refutes, disproves = (
        o in outcomes for o in (Outcome.PROVES, Outcome.AGREES, Outcome.REFUTES, Outcome.DISPROVES)
    )
    clash = (proves and (refutes or disproves)) or (disproves and agrees and not refutes)
    return {
        clash: Verdict.INCONSISTENT,
        refutes and not proves: Verdict.REFUTED,
        proves and agrees and not refutes and not disproves: Verdict.PROVED,
        agrees and not proves and not refutes and not disproves: Verdict.SUPPORTED,
    }.get(True, Verdict.UNDECIDED)


@pytest.mark.parametrize("outcomes", SETS)
def test_every_set_of_outcomes_has_the_verdict_of_the_table(outcomes: Any) -> None:
    assert verdict(of(*outcomes)) is expected(set(outcomes))


@pytest.mark.parametrize("outcomes", SETS)
def test_order_and_repetition_do_not_matter(outcomes: Any) -> None:
    assert verdict(of(*reversed(outcomes), *outcomes)) is verdict(of(*outcomes))


@pytest.mark.parametrize("outcomes", SETS)
def test_a_repair_only_ever_turns_refuted_into_conditional(outcomes: Any) -> None:
    before, after = verdict(of(*outcomes)), verdict(of(*outcomes), GOOD)
    assert after is (Verdict.CONDITIONAL if before is Verdict.REFUTED else before)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PROVES])
def test_a_repair_that_is_not_proved_does_not_count(outcome: Any) -> None:
    assert verdict(of(Outcome.REFUTES), of(outcome)) is Verdict.REFUTED


@pytest.mark.parametrize("scope", [Scope.PART, Scope.SPECIAL_CASE])
@pytest.mark.parametrize("outcomes", SETS)
def test_a_part_changes_proved_and_nothing_else(outcomes: Any, scope: Scope) -> None:
    whole, part = verdict(of(*outcomes)), verdict(of(*outcomes), scope=scope)
    assert part is (Verdict.PROVED_IN_PART if whole is Verdict.PROVED else whole)


@pytest.mark.parametrize("scope", Scope)
def test_a_condition_proved_makes_conditional_whatever_the_scope(scope: Scope) -> None:
    assert verdict(of(Outcome.REFUTES), GOOD, scope) is Verdict.CONDITIONAL


def test_what_is_left_is_said_where_something_is_left_and_only_there() -> None:
    assert Covers(Scope.SPECIAL_CASE, "only N = 2").rest == "only N = 2"
    for scope, rest in ((Scope.PART, ""), (Scope.SPECIAL_CASE, " "), (Scope.WHOLE, "the reason")):
        with pytest.raises(ValueError, match="what is left"):
            Covers(scope, rest)
