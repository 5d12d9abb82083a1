"""The ledger of note N2: information, KL divergence, losses of a training library, GAN."""

from __future__ import annotations

import ast

import pytest
from sympy import Rational

from derivecheck.findings.evidence import ESTABLISHED, Severity, Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import Routine
from derivecheck.language.statements import given
from derivecheck.notes.n2 import LEDGER
from derivecheck.notes.n2_example import LOGARITHMS, SCORES, log_probability, printed, probability
from derivecheck.notes.n2_losses import CLASS, METHODS, TRAINING
from tests.support.ledger_checks import at_lines, note_lines


@pytest.mark.parametrize("line", [11, 135])
def test_wrong_sentences_and_formulas(line: int) -> None:
    assert [f.verdict for f in at_lines(LEDGER, line)] == [Verdict.REFUTED]


def test_the_added_log_4_is_a_term_too_many() -> None:
    wrong = [f for f in at_lines(LEDGER, 393) if f.verdict is Verdict.REFUTED]
    assert [f.diagnosis.endswith("(a term too many)") for f in wrong] == [True]
    assert [f.verdict for f in at_lines(LEDGER, 391, 393)] == [Verdict.REFUTED]


def test_the_loss_of_raw_scores_is_not_the_printed_one() -> None:
    (found,) = at_lines(LEDGER, 261, 265)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None
    assert found.counterexample.lhs.startswith("0.18956")
    assert [f.verdict for f in at_lines(LEDGER, 287, 291)] == [Verdict.PROVED]


def test_labels_need_not_be_one_hot() -> None:
    verdicts = [f.verdict for f in at_lines(LEDGER, 165)]
    assert verdicts == [Verdict.PROVED, Verdict.REFUTED]


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        ((137, 137), Severity.NOTATION),
        ((167, 169), Severity.NOTATION),
        ((356, 356), Severity.NOTATION),
        ((362, 364), Severity.NOTATION),
        ((428, 428), Severity.IMPRECISE),
    ],
)
def test_what_holds_under_a_reading(lines: tuple[int, int], severity: Severity) -> None:
    (found,) = at_lines(LEDGER, *lines)
    assert found.verdict is Verdict.CONDITIONAL
    assert found.severity is severity


@pytest.mark.parametrize(
    ("line", "severity"),
    [(65, Severity.CONVENTION), (82, Severity.NOTATION), (387, Severity.IMPRECISE)],
)
def test_the_first_of_two_claims_of_a_line(line: int, severity: Severity) -> None:
    first, second = at_lines(LEDGER, line)
    assert first.verdict is Verdict.CONDITIONAL
    assert first.severity is severity
    assert second.verdict in ESTABLISHED


def test_every_line_of_the_equations_of_the_game_is_right() -> None:
    equations = [f for line in (346, 375, 385, 391, 403, 407) for f in at_lines(LEDGER, line)]
    assert len(equations) == 11
    assert all(f.verdict is Verdict.PROVED for f in equations)


def test_the_program_does_not_run_as_it_is_printed() -> None:
    """The ledger has the indentation of the note's two blocks, which Python does not take."""
    lines = note_lines(LEDGER)[91:121]
    code = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "`"))]
    printed_lines = [(len(x) - len(x.lstrip()), int(x.endswith(":"))) for x in code]
    assert printed_lines == [*CLASS, *METHODS, *TRAINING]
    with pytest.raises(IndentationError):
        ast.parse("\n".join(code))
    methods = range(len(CLASS), len(CLASS) + len(METHODS))
    ast.parse("\n".join("    " * (k in methods) + line for k, line in enumerate(code)))


@pytest.mark.parametrize("text", ["-1.0942", "-1.0946"])
def test_a_printed_entry_off_by_more_than_the_scores_allow_is_refuted(text: str) -> None:
    texts = (*LOGARITHMS[1][:2], text)
    assert judge(printed(log_probability, SCORES[1], texts)).verdict is Verdict.REFUTED


def test_a_wrong_entry_of_the_softmax_is_refuted() -> None:
    texts = ("0.6602", "0.0570", "0.2830")
    assert judge(printed(probability, SCORES[0], texts)).verdict is Verdict.REFUTED


def test_a_wrong_mean_loss_is_refuted() -> None:
    other = Routine("cross_entropy", SCORES, (0, 1, 2))
    assert judge(given().rounds(other, "1.0128")).verdict is Verdict.REFUTED
    shifted = tuple(tuple(x + Rational(1, 3) for x in row) for row in SCORES)
    moved = Routine("cross_entropy", shifted, (0, 2, 1))
    assert judge(given().rounds(moved, "1.0128")).verdict is Verdict.PROVED
