"""Every law on the line has a witness, and a user can declare one, but exchange none."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Expr, Rational, Symbol, exp, log, pi, sqrt

from derivecheck.facts.facts import Fact
from derivecheck.facts.moments import GaussianMoments
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement import judge
from derivecheck.language import E, H, NamedLaw, given
from derivecheck.language.laws.line import Normal
from derivecheck.numeric import laws
from derivecheck.worlds.witnesses import WITNESSES, declare

s = Symbol("s", positive=True)


class Centred(NamedLaw):
    """A normal law with mean 0, by its scale."""

    parameters = positive = ("scale",)
    title = "a centred normal"

    def log_at(self, x: Expr) -> Expr:
        (scale,) = self.args
        return -(x**2) / (2 * scale**2) - log(scale * sqrt(2 * pi))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (GaussianMoments(),)


class Undeclared(Centred):
    """The same, of which the worlds know nothing."""


def _centred(field: Any, scale: Any) -> laws.Normal[Any]:
    return laws.Normal(field.zero, scale)


@pytest.fixture
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WITNESSES, Centred, _centred)


@pytest.mark.usefixtures("_declared")
def test_a_declared_witness_serves() -> None:
    law = Centred(s)
    right, wrong = log(s * sqrt(2 * pi)) + Rational(1, 2), log(s)
    assert judge(given(law).eq(H(law), right)).verdict is Verdict.PROVED
    assert judge(given(law).eq(H(law), wrong)).verdict is Verdict.REFUTED
    assert judge(given(law).eq(E(law, lambda x: x**2), s**2)).verdict is Verdict.PROVED
    assert judge(given(law).eq(E(law, lambda x: x**2), s)).verdict is Verdict.REFUTED


def test_without_a_witness_a_statement_is_open() -> None:
    law = Undeclared(s)
    assert judge(given(law).eq(H(law), log(s * sqrt(2 * pi * exp(1))))).verdict is Verdict.UNDECIDED


def test_a_witness_is_declared_once() -> None:
    with pytest.raises(ValueError, match="Normal has a witness already"):
        declare(Normal, _centred)
    assert WITNESSES[Normal] is not _centred
