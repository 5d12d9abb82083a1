"""Every kind of mistake has an example that is judged, and a part of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from derivecheck.cli.commands import main
from derivecheck.findings.explanations import WHY
from derivecheck.findings.rules import MISTAKES, RULES, rule_of_mistake
from derivecheck.judgement.explained import example, page
from derivecheck.mistakes.examples import EXAMPLES

PAGE = Path(__file__).parents[2] / "docs" / "mistakes.md"


def test_every_rule_says_why_and_every_mistake_has_an_example() -> None:
    assert WHY.keys() == RULES.keys()
    assert EXAMPLES.keys() == MISTAKES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_example_is_wrong_in_the_way_that_the_rule_says(rule: str) -> None:
    found = example(rule)
    assert found is not None
    assert found.verdict == "REFUTED"
    assert rule_of_mistake(found.mistake) == rule
    assert found.fixed


@pytest.mark.slow
def test_the_page_is_what_comes_out() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_the_page_has_a_heading_for_every_rule() -> None:
    headings = [row[3:] for row in PAGE.read_text("utf-8").splitlines() if row.startswith("## ")]
    assert headings == list(RULES)


def test_the_command_explains_a_rule_and_names_the_nearest() -> None:
    done = CliRunner().invoke(main, ["explain", "wrong-functional"])
    assert done.exit_code == 0
    assert "REFUTED" in done.output
    assert "correct (proved): " in done.output
    done = CliRunner().invoke(main, ["explain", "sing"])
    assert (done.exit_code, "did you mean sign?" in done.stderr) == (2, True)
    listed = CliRunner().invoke(main, ["explain"]).output
    assert all(rule in listed for rule in RULES)
