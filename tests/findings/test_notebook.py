"""Notebooks show formulas and small tables; the example notebook runs and shows what it says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from sympy import Symbol

from derivecheck.closed_forms import kl_normal
from derivecheck.derivations.gaussian_kl import univariate
from derivecheck.findings import markup as notebook
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Finding
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import CE, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import Given, Statement, given, not_always
from derivecheck.running import catalogue
from tests.support.report_run import FINDINGS, HOSTILE, poisoned, sample_run

EXAMPLE = Path(__file__).parents[2] / "examples" / "derivecheck.ipynb"
N, x = Symbol("N", integer=True, positive=True), Symbol("x", real=True)
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
LAWS = given(p, q)


class Tags(HTMLParser):
    """The tags and the text of some HTML; fails where tags do not match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def balanced(latex: str) -> bool:
    """Braces and environments are closed, and the dollars stand at both ends only."""
    inside = re.sub(r"\\[{}]", "", latex)
    return (
        latex.count("$") == 2
        and latex[0] == latex[-1] == "$"
        and inside.count("{") == inside.count("}")
        and re.findall(r"\\begin{(\w+)}", latex) == re.findall(r"\\end{(\w+)}", latex)
    )


# --- LaTeX

STATEMENTS: list[tuple[Statement, str]] = [
    (LAWS.eq(CE(p, q), H(p)), r"H(p,q) = H(p)"),
    (LAWS.le(H(p), CE(p, q)), r"H(p) \le H(p,q)"),
    (Given(()).rounds(x / 3, "0.33"), r"\frac{x}{3} \approx 0.33"),
    (Given(()).maximum(-(x**2), x, 0, -1, 1), r"arg\,max"),
    (LAWS.zero_iff_equal(KL, p, q), r"= 0 \iff p = q"),
    (LAWS.every(LAWS.eq(H(p), H(q)), LAWS.ge(H(p), 0)), r"\begin{gathered}H(p) = H(q) \\ H(p)"),
    (not_always(LAWS.eq(H(p), H(q))), r"\text{not always: } H(p) = H(q)"),
]


@pytest.mark.parametrize(("statement", "part"), STATEMENTS, ids=lambda s: type(s).__name__)
def test_every_kind_of_statement_is_a_formula(statement: Statement, part: str) -> None:
    latex = statement._repr_latex_()
    assert part in latex
    assert balanced(latex)


def test_every_statement_and_derivation_of_the_suite_is_a_formula() -> None:
    shown = [c.says for c, _ in catalogue.claims().values() if c.says is not None]
    assert all(balanced(s._repr_latex_()) for s in shown)
    assert all(balanced(d._repr_latex_()) for d in catalogue.derivations().values())


def test_a_derivation_shows_each_step_with_its_rule() -> None:
    latex = univariate._repr_latex_()
    assert latex.count(r" \\ ") == len(univariate.steps) - 1
    assert all(rf"\text{{{s.rule.name}}}" in latex for s in univariate.steps)


def test_a_closed_form_is_a_formula() -> None:
    assert balanced(kl_normal._repr_latex_())


# --- HTML


def table_of(finding: Finding) -> Tags:
    return Tags(finding._repr_html_())


def test_a_finding_says_verdict_counterexample_mistake_and_correction() -> None:
    refuted = next(f for f in FINDINGS if f.id == "N0-3")
    text = table_of(refuted).text
    assert refuted.counterexample is not None
    for part in ("REFUTED", refuted.latex, refuted.counterexample.lhs, refuted.diagnosis):
        assert part in text
    assert refuted.correction is not None
    assert refuted.correction.statement.latex in text


def test_an_environment_of_its_own_is_not_put_between_dollars() -> None:
    assert notebook.formula(r"\begin{align}a&=b\end{align}") == r"\begin{align}a&amp;=b\end{align}"
    assert notebook.formula("a<b") == r"$\displaystyle a&lt;b$"
    assert notebook.formula("a$b") == "<code>a$b</code>"


def test_hostile_text_stays_text() -> None:
    run, clean = poisoned(sample_run(), HOSTILE), sample_run()
    bad: list[Any] = [*run.findings, *run.derivations]
    good: list[Any] = [*clean.findings, *clean.derivations]
    for hostile, harmless in zip(bad, good, strict=True):
        shown = Tags(hostile._repr_html_())
        assert set(shown.seen) <= {"table", "tr", "td", "th", "b", "i", "br", "code"}
        assert "<script>" in shown.text
        assert "script" not in Tags(harmless._repr_html_()).text


def test_a_run_counts_its_verdicts() -> None:
    text = Tags(sample_run()._repr_html_()).text
    assert all(Verdict(v).words in text for v, n in sample_run().summary.items() if n)
    assert "derivations proved8 of 9" in text


def test_a_judgement_shows_the_point_at_which_a_statement_fails() -> None:
    judged = judge(LAWS.symmetric(KL, p, q))
    text = Tags(judged._repr_html_()).text
    assert judged.counterexample is not None
    assert "REFUTED" in text
    assert judged.counterexample.rhs in text


# --- the example


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What the cells of the example show, by type, in order."""
    tour = nbformat.read(EXAMPLE, as_version=4)
    folder = {"metadata": {"path": str(EXAMPLE.parent.parent)}}
    NotebookClient(tour, timeout=300, kernel_name="python3", resources=folder).execute()
    return [o["data"] for c in tour.cells for o in c.get("outputs", ()) if "data" in o]


def test_the_example_is_stored_without_outputs() -> None:
    tour = nbformat.read(EXAMPLE, as_version=4)
    nbformat.validate(tour)
    code = [c for c in tour.cells if c.cell_type == "code"]
    assert code
    assert all(c.outputs == [] and c.execution_count is None for c in code)


def test_the_example_shows_formulas_and_tables(outputs: list[dict[str, str]]) -> None:
    split, proved, symmetric, refuted, chain, record, form, values, finding = outputs
    assert r"H(p,q) = H(p) + D_{\mathrm{KL}}" in split["text/latex"].replace("  ", " ")
    assert "PROVED" in proved["text/html"]
    assert r"D_{\mathrm{KL}}(q\,\|\,p)" in symmetric["text/latex"]
    assert "REFUTED" in refuted["text/html"]
    assert "p = (1/4, 3/4)" in refuted["text/html"] or "frac" in refuted["text/html"]
    assert r"\begin{aligned}" in chain["text/latex"]
    assert record["text/html"].count("PROVED") == len(univariate.steps) + 1
    assert r"\sigma" in form["text/latex"]
    assert "4.5" in values["text/plain"]
    assert "REFUTED" in finding["text/html"]
