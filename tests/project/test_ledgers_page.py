"""The page on the ledgers says of every changed verdict why."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.ledgers import BEFORE, page, why


def found(id: str, verdict: str, **more: Any) -> dict[str, Any]:
    blank = {"condition": "", "diagnosis": "", "reason": "", "paraphrase": "p", "lines": [1, 1]}
    covers = {"scope": "whole", "rest": ""}
    return {"id": id, "verdict": verdict, "covers": covers, **blank, **more}


def test_changed_new_and_dropped_claims_are_listed_and_others_are_not() -> None:
    covers = {"scope": "part", "rest": "the reason is left"}
    now = [
        found("N0-1", "PROVED"),
        found("N0-2", "PROVED_IN_PART", covers=covers),
        found("N0-3a", "NOT_CHECKABLE", reason="an opinion"),
    ]
    text = page(now, {"N0-1": "PROVED", "N0-2": "PROVED", "N0-4": "REFUTED"})
    assert "| N0-2 | 1 | PROVED | PROVED IN PART | a part only: the reason is left |" in text
    assert "| N0-3a | 1 | not in the ledger | NOT CHECKABLE | an opinion |" in text
    assert "| N0-4 | | REFUTED | gone |  |" in text
    assert "| N0-1 |" not in text
    assert "| PROVED | 2 | 1 |" in text
    assert "1 cover the whole of the line, 1 cover a part" in text


def test_why_is_a_condition_first_and_never_breaks_the_table() -> None:
    told = found("N0-1", "CONDITIONAL", condition="if |x|<1", diagnosis="a slip", reason="r")
    assert why(told) == r"a slip; if \|x\|<1"


def test_the_verdicts_before_are_those_of_all_claims_of_that_day() -> None:
    before = json.loads(BEFORE.read_text(encoding="utf-8"))
    counts = [list(before.values()).count(v) for v in ("PROVED", "CONDITIONAL", "REFUTED")]
    assert (len(before), *counts) == (472, 348, 49, 25)
