"""What the ledger of note N2 needs of the engine: images of laws, functions into (0, 1), zeros."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, log

from derivecheck.assumptions import RealFunction
from derivecheck.evidence import Verdict
from derivecheck.functionals import CE, KL, E, H
from derivecheck.laws import Density, PushForward, StatementError, Table, point
from derivecheck.statements import Statement, given
from derivecheck.verify import judge

PZ = Density("p_z")
PG = PushForward("p_g", PZ, "G")
P, Q = Density("p"), Density("q")
F = RealFunction("f")
D = RealFunction("D", sign="unit")
x = point("x")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given(PZ, PG, F).eq(E(PZ, lambda z: F(PG.generator(z))), E(PG, F)), Verdict.PROVED),
        (given(PZ, PG, F).eq(E(PZ, F), E(PG, F)), Verdict.REFUTED),
        (given(PZ, PG, F).eq(E(PG, lambda z: F(PG.generator(z))), E(PG, F)), Verdict.REFUTED),
        (given(PZ, PG).eq(H(PG), H(PZ)), Verdict.REFUTED),
        (given(D).lt(log(D(x)), 0), Verdict.PROVED),
        (given(D).lt(D(x), Rational(1, 2)), Verdict.REFUTED),
        (given(RealFunction("D", sign="positive")).lt(log(D(x)), 0), Verdict.REFUTED),
        (given().eq(H(Table(1, 0, 0)), 0), Verdict.PROVED),
        (given().eq(CE(Table(1, 0), Table(Rational(1, 2), Rational(1, 2))), log(2)), Verdict.PROVED),
        (given().eq(KL(Table(1, 0), Table(Rational(1, 2), Rational(1, 2))), 0), Verdict.REFUTED),
    ],
)
def test_statements(statement: Statement, expected: Verdict) -> None:
    assert judge(statement).verdict is expected


def test_the_image_needs_a_law_of_the_noise() -> None:
    with pytest.raises(StatementError, match="needs a density"):
        PushForward("p_g", F, "G")
    with pytest.raises(StatementError, match="undeclared"):
        given(PG).eq(E(PZ, F), 0)
