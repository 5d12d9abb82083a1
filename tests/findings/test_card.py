"""The card of a finding: formula against formula in plain text, with what was checked."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from derivecheck.findings.console import print_run, show_derivation, show_finding
from derivecheck.findings.details import details, totals
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Counterexample, Finding
from derivecheck.findings.github import to_github
from derivecheck.findings.junit import to_junit
from derivecheck.findings.log import of_run
from derivecheck.findings.markdown import to_markdown
from tests.support.report_run import DERIVATIONS, FINDINGS, GAUSSIAN, sample_run

LATEX = re.compile(r"\\[A-Za-z]+|\$")
PROVED = next(f for f in FINDINGS if f.verdict is Verdict.PROVED)


def shown(*findings: Finding) -> str:
    out = io.StringIO()
    console = Console(file=out, width=300)
    print_run(console, replace(sample_run(), findings=findings))
    for f in findings:
        show_finding(f, console)
    for d in DERIVATIONS:
        show_derivation(d, console)
    return out.getvalue()


def test_a_refuted_claim_shows_both_formulas_the_point_and_the_statement() -> None:
    card = dict(details(GAUSSIAN))
    assert card["the note"].startswith("KL(N(μ, σ²)‖N(0, 1)) = ln(σ₂/σ₁)")
    assert card["checked"].startswith("for all numbers x > 0: KL(N(μ, σ²)")
    assert card["at μ1 = 0, σ1 = 1"] == "left 0, right 1/2"
    assert card["should be"].endswith("(σ₁² + μ₁²)/(2σ₂²)")
    assert "provided" not in card


def test_letters_of_a_point_are_those_of_the_formulas() -> None:
    point = Counterexample("mu_1 = 1, sigma = 2, p = (1/2, 1/2)", "0.500000000000", "1.50000000000")
    card = dict(details(replace(GAUSSIAN, counterexample=point)))
    assert card["at μ₁ = 1, σ = 2, p = (1/2, 1/2)"] == "left 0.5, right 1.5"


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("if $\\sum_i y_i=1$", "It is right if $\\sum_i y_i=1$"),
        ("read $p$ as $P$", "It is right if one reads $p$ as $P$"),
        ("read: tosses are independent", "It is right if one reads: tosses are independent"),
        ("the weight is the density", "It is right when read like this: the weight is the density"),
        ("", ""),
    ],
)
def test_a_condition_is_an_english_sentence(condition: str, sentence: str) -> None:
    assert replace(GAUSSIAN, condition=condition).holds == sentence


def test_a_proof_with_an_open_condition_says_so_in_every_output() -> None:
    open_ = replace(PROVED, obligations=("$\\int p(x)\\,\\mathrm{d}x$ converges",))
    run = replace(sample_run(), findings=(open_,), derivations=())
    for text in (shown(open_), to_junit(of_run(run)), open_._repr_html_()):
        assert "PROVED, provided …" in text
    assert "∫ p(x) dx converges" in to_junit(of_run(run))
    for text in (to_markdown(of_run(run)), to_github(of_run(run)), totals(run)):
        assert "1 of them provided …" in text
    closed = replace(run, findings=(PROVED,))
    assert "provided" not in to_junit(of_run(closed)) + totals(closed)


def test_no_output_in_plain_text_shows_latex() -> None:
    run = sample_run()
    for text in (shown(*FINDINGS), to_junit(of_run(run)), to_github(of_run(run))):
        assert not LATEX.findall(text)
