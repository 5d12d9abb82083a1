"""Images of laws, channels, functions into (0, 1), tables with zeros."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Expr, Integer, Rational, Symbol, log

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import Channel, RealFunction
from derivecheck.language.functionals import CE, KL, E, H, Partial, Routine
from derivecheck.language.laws.finite import FiniteLaw, Labels, Table
from derivecheck.language.laws.line import Density, PushForward
from derivecheck.language.measures import StatementError, point
from derivecheck.language.statements import Statement, ZeroIffEqual, given, not_always
from derivecheck.terms.binders import total

PZ = Density("p_z")
PG = PushForward("p_g", PZ, "G")
P, Q = Density("p"), Density("q")
F = RealFunction("f")
D = RealFunction("D", sign="unit")
N, M = (Symbol(name, integer=True, positive=True) for name in "NM")
x = point("x")
theta = Symbol("theta", real=True)
moving = Density("r", theta)


def best(e: Expr) -> Expr:
    """The optimal discriminator."""
    return P.at(e) / (P.at(e) + Q.at(e))


def value(d: Callable[[Expr], Expr]) -> Expr:
    """The objective of the discriminator d."""
    return E(P, lambda e: log(d(e))) + E(Q, lambda e: log(1 - d(e)))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (given(PZ, PG, F).eq(E(PZ, lambda z: F(PG.generator(z))), E(PG, F)), Verdict.PROVED),
        (given(PZ, PG, F).eq(E(PZ, F), E(PG, F)), Verdict.REFUTED),
        (given(PZ, PG, F).eq(E(PG, lambda z: F(PG.generator(z))), E(PG, F)), Verdict.REFUTED),
        (given(PZ, PG).eq(H(PG), H(PZ)), Verdict.REFUTED),
        (given(P, Q, D).ge(value(best), value(D)), Verdict.PROVED),
        (given(P, Q, D).le(value(best), value(D)), Verdict.REFUTED),
        (ZeroIffEqual((P, Q), value(best) + log(4), P, Q), Verdict.PROVED),
        (ZeroIffEqual((P, Q), value(best) + log(2), P, Q), Verdict.REFUTED),
        (given(moving).eq(Partial(E(moving, lambda _: 3), theta), 0), Verdict.PROVED),
        (given(moving, F).eq(Partial(E(moving, F), theta), 0), Verdict.REFUTED),
        (not_always(given(P, Q).eq(KL(P, Q), KL(Q, P))), Verdict.PROVED),
        (not_always(given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))), Verdict.REFUTED),
        (given().every(given().rounds(log(2), "0.693"), given().lt(log(2), 1)), Verdict.PROVED),
        (given().every(given().rounds(log(2), "0.693"), given().gt(log(2), 1)), Verdict.REFUTED),
        (given(D).lt(log(D(x)), 0), Verdict.PROVED),
        (given(D).lt(D(x), Rational(1, 2)), Verdict.REFUTED),
        (given(RealFunction("D", sign="positive")).lt(log(D(x)), 0), Verdict.REFUTED),
        (given().eq(H(Table(1, 0, 0)), 0), Verdict.PROVED),
        (
            given().eq(CE(Table(1, 0), Table(Rational(1, 2), Rational(1, 2))), log(2)),
            Verdict.PROVED,
        ),
        (given().eq(KL(Table(1, 0), Table(Rational(1, 2), Rational(1, 2))), 0), Verdict.REFUTED),
    ],
)
def test_statements(statement: Statement, expected: Verdict) -> None:
    assert judge(statement).verdict is expected


def test_a_law_for_each_input() -> None:
    one, other = Channel("p", N, M), Channel("q", N, M)
    laws = given(one, other)

    def summed(log_ratio: Callable[[Expr, Expr], Expr]) -> Expr:
        return total(lambda i: total(lambda m: one.given(i).at(m) * log_ratio(i, m), 1, M), 1, N)

    divergences = total(lambda i: KL(one.given(i), other.given(i)), 1, N)
    double = summed(lambda i, m: log(one.given(i).at(m) / other.given(i).at(m)))
    assert judge(laws.eq(double, divergences)).verdict is Verdict.PROVED
    assert judge(laws.eq(double / N, divergences)).verdict is Verdict.REFUTED
    assert judge(laws.eq(summed(lambda i, m: Integer(1)), N)).verdict is Verdict.PROVED
    assert judge(laws.eq(summed(lambda i, m: Integer(1)), M)).verdict is Verdict.REFUTED
    assert judge(laws.ge(divergences, 0)).verdict is Verdict.PROVED
    assert judge(laws.le(divergences, 0)).verdict is Verdict.REFUTED


def test_losses_of_a_training_library() -> None:
    rows = ((Rational(-1, 2), Rational(-1, 4)), (Rational(-1), Rational(-1, 3)))
    loss = Routine("nll_loss", rows, (0, 1))
    assert judge(given().rounds(loss, "0.4167")).verdict is Verdict.PROVED
    assert judge(given().rounds(loss, "0.4166")).verdict is Verdict.REFUTED
    assert judge(given().eq(Routine("accepts_indices", 5, (1, 0, 4)), 1)).verdict is Verdict.PROVED
    assert judge(given().eq(Routine("accepts_indices", 4, (1, 0, 4)), 1)).verdict is Verdict.REFUTED


def test_the_image_needs_a_law_of_the_noise() -> None:
    with pytest.raises(StatementError, match="needs a density"):
        PushForward("p_g", F, "G")
    with pytest.raises(StatementError, match="undeclared"):
        given(PG).eq(E(PZ, F), 0)


def test_a_missing_term_is_not_the_whole_other_side() -> None:
    laws = FiniteLaw("p", N), FiniteLaw("q", N)
    p, q = laws
    products = total(lambda i: p.at(i) * q.at(i), 1, N)
    logs = -total(lambda i: p.at(i) * log(q.at(i)), 1, N)
    assert diagnose(given(*laws).eq(products, logs)) is None
    assert diagnose(given().eq(Integer(1), 0)) is None
    found = diagnose(given(*laws).eq(CE(p, q) + log(3), CE(p, q)))
    assert found is not None
    assert found[0] == "a term is missing"


def test_the_letter_of_a_law_is_no_scale() -> None:
    labels, law = Labels("y", N), FiniteLaw("q", N)
    products = total(lambda i: labels.at(i) * law.at(i), 1, N)
    logs = -total(lambda i: labels.at(i) * log(law.at(i)), 1, N)
    found = diagnose(given(labels, law).eq(-products, logs))
    assert found is not None
    assert found.name == "a logarithm too many"
