"""Slips of the pen in formulas that are right as they are meant."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, log

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.judgement.claims import verify_claim
from derivecheck.language.functionals import H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import Statement, given
from derivecheck.latex.pen import slip
from derivecheck.reading.claim import Claim, Kind, Ledger

P = FiniteLaw("p", Symbol("N", integer=True, positive=True))


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        (r"H=-\int p(x)\log p(x)", r"H=-\int p(x)\log p(x)\,dx"),
        (r"\int p(x) = 1", r"\int p(x)\,dx= 1"),
        (r"\int_z{p(z)f(z)}=\int_z p(z)f(z)dz", r"\int_z{p(z)f(z)}\,dz=\int_z p(z)f(z)dz"),
        (r"\int p(x) + \int q(x)", r"\int p(x)\,dx + \int q(x)\,dx"),
        (r"\int p_{data}(x) + \log 4", r"\int p_{data}(x)\,dx+ \log 4"),
        (r"\int p(x) \\ &= 1", r"\int p(x)\,dx\\ &= 1"),
        (r"\log_2 0。2", r"\log_2 0.2"),
        (r"\left[-\cdot\frac{a}{b}\right]", r"\left[-\frac{a}{b}\right]"),
        (r"\left[\cdot\frac{a}{b} \cdot c\right]", r"\left[\frac{a}{b} \cdot c\right]"),
        (r"a = \cdot b", r"a =b"),
        (r"-a\cdot-b\cdot c\\", r"-a\cdot(-b\cdot c)\\"),
        (r"a \times - b + c", r"a \times(-b)+ c"),
        (r"H(x) = -\sum_i p(x_i)\log p(x_i)", r"H(X) = -\sum_i p(x_i)\log p(x_i)"),
    ],
)
def test_slips_are_found_and_mended(latex: str, written: str) -> None:
    found = slip(latex)
    assert found is not None
    assert found.written == written
    assert slip(found.written) is None


@pytest.mark.parametrize(
    "latex",
    [
        r"\int p(x) \log q(x) d x",
        r"\int p(x)\,\mathrm{d}x = 1",
        r"\int_{\mathbf{x}} p(\mathbf{x}) d\mathbf{x}",
        r"\int p(x)[\int q(y)dy]dx",
        r"\int q(z)[\log p(z)+1]dz + \log 4",
        r"\int p(x)\ln",
        r"\int p(x)[\log q(x)",
        r"\sum_i p_i \log p_i。",
        r"\intercal p(x)",
        r"p(\cdot) = q(\cdot \mid x)",
        r"\mathbb{E}[\cdot]",
        r"F[\cdot \mid x] - [\cdot, y]",
        r"a\times (-1)",
        r"a \cdot b - c",
        r"H(x) = -p(x)\log p(x) - (1-p(x))\log(1-p(x))",
        r"H(p) = -\sum_i p_i\log p_i",
        r"H(x) = -\sum_i p(x_i)\log p(x_i) = h(x)",
        r"\Eta(x) = 0",
        r"[\cdots x] + \cdots + y",
    ],
)
def test_formulas_without_a_slip_are_left_alone(latex: str) -> None:
    assert slip(latex) is None


def _verdict(latex: str, says: Statement) -> tuple[Verdict, Severity]:
    claim = Claim("N9-1", (1, 1), "s", Kind.IDENTITY, "p", latex, says)
    found = verify_claim(claim, Ledger("N9", "f", "t", "t", (claim,)))
    return found.verdict, found.severity


def test_a_slip_makes_a_right_claim_miswritten_and_leaves_a_wrong_one_wrong() -> None:
    right = given(P).ge(H(P), 0)
    wrong = given(P).eq(H(P), Rational(1, 2) * log(2))
    assert _verdict("0.2", right) == (Verdict.PROVED, Severity.NONE)
    assert _verdict("0。2", right) == (Verdict.CONDITIONAL, Severity.NOTATION)
    assert _verdict("0。2", wrong)[0] is Verdict.REFUTED
