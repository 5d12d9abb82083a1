"""A diagnosis is offered only if the corrected statement is proved."""

from dataclasses import replace
from itertools import count

import pytest
from sympy import Rational, Symbol, log, symbols

from derivecheck.judgement import diagnose as diagnosis
from derivecheck.judgement.diagnose import diagnose
from derivecheck.language.assumptions import Family, Index
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw, midpoint
from derivecheck.language.laws.line import Normal
from derivecheck.language.statements import Relation, Statement, given, not_always
from derivecheck.mistakes.mistakes import mistakes
from derivecheck.mistakes.slips import Slip
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import total

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
mu, nu = symbols("mu nu", real=True)
s, t = symbols("s t", positive=True)
j = Symbol("j", integer=True, positive=True)
z = Family("z", N)
A, B = Normal(mu, s), Normal(nu, t)
normal_kl = log(t / s) + (s**2 + (mu - nu) ** 2) / (2 * t**2) - Rational(1, 2)
squares = total(lambda i: z[i] ** 2, 1, N)

SLIPS: list[tuple[Relation, str]] = [
    (given(P, Q).eq(CE(P, Q), H(P) + KL(Q, P)), "swapped"),
    (given(P, Q).eq(CE(P, Q), KL(P, Q) - H(P)), "sign"),
    (given(P, Q).eq(H(P) - CE(P, Q), KL(P, Q)), "sign"),
    (given(P, Q).eq(JS(P, Q), KL(P, midpoint(P, Q)) + KL(Q, midpoint(P, Q))), "½"),
    (given(P, Q).eq(CE(P, Q), H(P)), "missing"),
    (given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q) + log(2)), "too many"),
    (given(P, Q).le(KL(P, Q), 0), "wrong way round"),
    (given(A).eq(E(A, lambda x: x**2), mu**2 + s), "^2"),
    (given(A, B).eq(KL(A, B), normal_kl + Rational(1, 2)), ""),
    (given(z, Index(j, N)).eq(Partial(squares, z[j]), z[j]), "2"),
]


@pytest.mark.parametrize(("says", "name"), SLIPS)
def test_the_slip_is_named_and_its_repair_is_proved(says: Relation, name: str) -> None:
    assert not prove(says)
    found = diagnose(says)
    assert found is not None
    assert name in found.name
    assert found.fixed != says
    assert prove(found.fixed)


def test_a_symmetry_has_no_repair_that_says_anything() -> None:
    assert diagnose(given(P, Q).symmetric(KL, P, Q)) is None


def test_what_no_single_slip_repairs_has_no_diagnosis() -> None:
    assert diagnose(given(P, Q).eq(CE(P, Q), H(P) ** 2 + log(H(Q)) * KL(P, Q) ** 3)) is None


def test_a_bound_is_turned_round_or_scaled_and_nothing_else() -> None:
    says = given(P, Q).le(CE(P, Q), H(P))
    found = list(mistakes(says))
    assert found[0].fixed == replace(says, relation=">=")
    others = found[1:]
    assert others
    assert all(m.fixed.exprs[0] == says.lhs and m.fixed.exprs[1].has(H) for m in others)
    assert {m.slip for m in others} <= {Slip.SIGN, Slip.FACTOR, Slip.BASE, Slip.LOG}


def test_candidates_are_well_formed_statements_about_the_same_objects() -> None:
    says = given(A).eq(Partial(s**2, s), s)
    for mistake in mistakes(says):
        assert mistake.fixed.given == says.given


def test_a_mistake_in_one_part_is_named() -> None:
    right, wrong = given(P, Q).ge(KL(P, Q), 0), given(P, Q).eq(CE(P, Q), H(P) - KL(P, Q))
    found = diagnose(given(P, Q).every(right, wrong))
    assert found is not None
    assert found.name == "sign"
    assert prove(found.fixed)
    assert diagnose(given(P, Q).every(wrong, wrong)) is None


def test_what_always_holds_is_named() -> None:
    holds = given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))
    found = diagnose(not_always(holds))
    assert found is not None
    assert (found.slip, found.fixed) == (Slip.ALWAYS, holds)
    assert diagnose(not_always(given(P, Q).symmetric(KL, P, Q))) is None


def test_a_wrong_digit_and_a_wrong_optimum_are_named() -> None:
    digit = diagnose(given().rounds(log(2), "0.694"))
    assert digit is not None
    assert digit.fixed == given().rounds(log(2), "0.693")
    x = Symbol("x", positive=True)
    optimum = diagnose(given().minimum(x * (1 - x), x, Rational(1, 2)))
    assert optimum is not None
    assert optimum.slip is Slip.OPTIMUM


def test_the_search_ends_with_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count()
    tried: list[Statement] = []

    def holds(fixed: Statement) -> bool:
        tried.append(fixed)
        return False

    monkeypatch.setattr(diagnosis, "thread_time", lambda: float(next(clock)))
    monkeypatch.setattr(diagnosis, "_may_hold", lambda *_: True)
    monkeypatch.setattr(diagnosis, "holds", holds)
    assert diagnose(given(P, Q).eq(CE(P, Q), H(P) - KL(P, Q))) is None
    assert 0 < len(tried) <= diagnosis.SECONDS


LOOSE = [
    given(P, Q).gt(KL(P, Q), 1),
    given(P, Q).le(KL(P, Q), -1),
    given(P, Q).ge(JS(P, Q), Rational(1, 2)),
    given(P, Q).eq(CE(P, Q), H(P) + 3),
    given(A).eq(H(A), 0),
    given().eq(log(1 + s), s),
]


@pytest.mark.parametrize("says", LOOSE)
def test_nothing_is_invented_to_make_a_statement_true(says: Relation) -> None:
    assert diagnose(says) is None


def test_a_bound_is_mended_where_it_becomes_sharp() -> None:
    for says, mended in (
        (given(P).le(H(P), log(N) / 2), given(P).le(H(P), log(N))),
        (given(P).ge(H(P), log(N)), given(P).le(H(P), log(N))),
        (given(P, Q).le(KL(P, Q), 0), given(P, Q).ge(KL(P, Q), 0)),
    ):
        found = diagnose(says)
        assert found is not None
        assert found.fixed == mended


def test_a_slip_in_a_formula_on_the_left_is_named() -> None:
    found = diagnose(given(P, Q).eq(H(P) - CE(P, Q) + log(N) * H(Q), log(N) * H(Q) + KL(P, Q)))
    assert found is not None
    assert found.slip is Slip.SIGN
