"""The ledger of note N1: information, codes, cross-entropy, KL and JS divergence."""

from __future__ import annotations

import pytest
from sympy import Rational, log

from derivecheck.findings.evidence import ESTABLISHED, Severity, Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import JS, KL
from derivecheck.language.statements import given
from derivecheck.notes import n1_js, n1_kl
from derivecheck.notes.n1 import LEDGER
from derivecheck.worlds.examine import examine
from tests.support.ledger_checks import at_lines, finding


def test_the_worked_cross_entropy_has_the_wrong_base() -> None:
    found = [f for f in at_lines(LEDGER, 147) if f.verdict is Verdict.REFUTED]
    assert [f.diagnosis for f in found] == ["the logarithm has base e, not 2"]
    assert found[0].counterexample is not None
    assert found[0].counterexample.lhs.startswith("1.3219")


def test_only_one_of_the_two_gradients_vanishes() -> None:
    assert [f.verdict for f in at_lines(LEDGER, 219)] == [Verdict.PROVED, Verdict.REFUTED]


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        ((56, 57), Severity.NOTATION),
        ((73, 74), Severity.NOTATION),
        ((79, 81), Severity.IMPRECISE),
        ((81, 81), Severity.IMPRECISE),
        ((160, 160), Severity.IMPRECISE),
        ((185, 185), Severity.NOTATION),
        ((198, 198), Severity.IMPRECISE),
    ],
)
def test_what_needs_a_condition_or_a_reading(lines: tuple[int, int], severity: Severity) -> None:
    found = [f for f in at_lines(LEDGER, *lines) if f.verdict is Verdict.CONDITIONAL]
    assert [f.severity for f in found] == [severity]


@pytest.mark.parametrize(
    "lines",
    [(58, 60), (88, 88), (90, 90), (105, 105), (117, 120), (123, 123), (127, 127), (136, 136)]
    + [(152, 152), (169, 169), (173, 174), (180, 181), (193, 195), (204, 204), (208, 209)],
)
def test_definitions_numbers_and_properties_that_are_right(lines: tuple[int, int]) -> None:
    inside = [
        c.id for c in LEDGER.claims if lines[0] <= c.lines[0] and c.lines[1] <= lines[1] and c.says
    ]
    assert inside
    assert {finding(LEDGER, id).verdict for id in inside} <= ESTABLISHED


def test_reasons_that_do_not_suffice_are_told_from_what_they_are_given_for() -> None:
    """Two outcomes, or n bits, bound the entropy; that it is as large takes equal chances."""
    verdicts = {id: finding(LEDGER, id).verdict for id in ("N1-28", "N1-31", "N1-31a")}
    assert verdicts == {
        "N1-28": Verdict.CONDITIONAL,
        "N1-31": Verdict.PROVED,
        "N1-31a": Verdict.CONDITIONAL,
    }


def test_near_misses_are_refuted() -> None:
    X, Y = n1_kl.X, n1_kl.Y
    mean = X.expectation(lambda v: X.log_density(v) - Y.log_density(v))
    wrong = n1_kl.gaussian_kl() - Rational(1, 2) * log(Y.determinant / X.determinant)
    assert judge(given(X, Y).eq(mean, wrong)).verdict is Verdict.REFUTED
    assert judge(given(X, Y).eq(mean, 2 * n1_kl.gaussian_kl())).verdict is Verdict.REFUTED
    p, q = n1_js.P, n1_js.Q
    assert examine(given(p, q).le(JS(p, q), Rational(1, 16)))[1]
    assert examine(given(p, q).le(KL(p, q), 1))[1]
