"""Each slip makes the mistake that it is named for, and nothing where it cannot be made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st
from sympy import Add, Expr, Function, Rational, S, Sum, Symbol, exp, log, sqrt, symbols

from derivecheck.language.assumptions import Family, Index, Interval
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial, Routine
from derivecheck.language.laws.finite import FiniteLaw, midpoint
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import Outcomes, point
from derivecheck.language.statements import Statement, given, not_always
from derivecheck.mistakes import slips
from derivecheck.mistakes import slips_of_laws as of_laws
from derivecheck.mistakes import slips_of_variables as of_variables
from derivecheck.mistakes import slips_of_writing as writing
from derivecheck.mistakes.mistakes import mistakes, planted
from derivecheck.mistakes.places import places
from derivecheck.mistakes.slips import Slip
from derivecheck.terms.binders import total
from derivecheck.terms.kernels import open_kernels

N = Symbol("N", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
a, b, c = symbols("a b c", real=True)
s, t = symbols("s t", positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
f, g = Density("f"), Density("g")
z = Family("z", N)
J = Joint("p")
x, y = point("x"), point("y")
V = GaussianVector("1", N)
SUM = total(lambda k: z[k], 1, N)
PAIR = JointLaw("p", ("x", Outcomes(N)), ("y", Outcomes(N)))
IN_TWO = (z, Index(i, N), Index(j, N))
real_z = Symbol("z", real=True)


def made(rewriting: Any, e: Expr, *declared: Any) -> set[Expr]:
    return {new for _, _, new in rewriting(e, declared) if new != e}


MADE: list[tuple[Any, Expr, tuple[Any, ...], Iterable[Expr]]] = [
    (slips.signs, a + b, (), [a - b, b - a]),
    (slips.signs, log(1 - s) * a, (), [log(1 + s) * a, log(-1 - s) * a]),
    (slips.whole, a, (), [-a, 2 * a, a / 2]),
    (slips.factors_of_terms, a + b, (), [2 * a + b, a / 2 + b, a + 2 * b, a + b / 2]),
    (slips.dropped_terms, a + (1 + s) ** 3, (), [a, (1 + s) ** 3, a + 1, a + s**3]),
    (slips.bases, a + log(s), (), [log(s) / log(2) + a, (a + log(s)) * log(2)]),
    (slips.bases, H(P), (P,), [H(P) / log(2), H(P) * log(2)]),
    (slips.logs_dropped, a * log(s) + log(2), (), [a * s + log(2), a * log(s) + 2]),
    (slips.missing_logs, a * s, (), [a * log(s)]),
    (slips.factors_in_logs, log(2 * s), (), [log(s), log(2)]),
    (slips.scales, log(s) + s**2, (), [log(s) + s, log(s**2) + s**2, log(s) + s**4]),
    (slips.scales, KL(Normal(0, s), Normal(a, t)), (), [KL(Normal(0, s**2), Normal(a, t))]),
    (slips.scales, E(Normal(a, s**2), lambda u: u), (), [E(Normal(a, s), lambda u: u)]),
    (slips.inverses, a / s, (), [a * s]),
    (slips.inverses, exp(-a), (), [exp(a)]),
    (slips.inverses, V.precision(i, j) * a, (V,), [V.covariance(i, j) * a]),
    (slips.missing_inverses, a * s, (), [a / s]),
    (slips.means, a + SUM, (z,), [a + SUM / N, a + N * SUM, (a + SUM) / N]),
    (slips.indices, z[i], (z, Index(i, N), Index(j, N)), [z[j]]),
    (
        slips.indices,
        total(lambda k: z[k] * z[i], 1, N),
        (z, Index(i, N)),
        [total(lambda k: z[k] ** 2, 1, N), total(lambda k: z[i] ** 2, 1, N)],
    ),
    (slips.indices, SUM, (z,), [total(lambda k: z[k], 1, N - 1), total(lambda k: z[k], 2, N)]),
    (slips.indices, total(lambda k: z[k], 1, N - 1), (z,), [SUM]),
    (slips.indices, total(lambda k: z[k], 2, N), (z,), [SUM]),
    (slips.numbers, Rational(7, 4), (), [Rational(8, 4), Rational(6, 4)]),
    (of_laws.swapped_arguments, 2 * KL(P, Q), (P, Q), [2 * KL(Q, P)]),
    (of_laws.confused_functionals, CE(P, Q), (P, Q), [KL(P, Q), H(P), H(Q)]),
    (of_laws.confused_functionals, a * KL(P, Q), (P, Q), [a * CE(P, Q), a * JS(P, Q)]),
    (of_laws.confused_functionals, H(P), (P, Q), [CE(P, Q), CE(Q, P)]),
    (of_laws.wrong_laws, E(f, lambda u: u), (f, g), [E(g, lambda u: u)]),
    (of_laws.wrong_laws, KL(P, midpoint(P, Q)), (P, Q), [KL(Q, midpoint(P, Q))]),
    (of_laws.wrong_laws, KL(f, J.of_z), (f, J), [KL(J.of_z, J.of_z), KL(f, J.of_x)]),
    (of_laws.wrong_laws, KL(g, J.of_z), (J, Density("g", x)), [KL(g, J.z_given(x))]),
    (of_laws.wrong_values, a * P.at(i), (P, Q), [a * Q.at(i)]),
    (of_laws.wrong_values, E(f, lambda u: log(f.at(u))), (f, g), [E(f, lambda u: log(g.at(u)))]),
    (of_laws.wrong_laws, H(J.z_given(x)), (J,), [H(J.of_z), H(J.x_given(x))]),
    (of_laws.exchanged_laws, H(P) - log(P.at(i)), (P, Q), [H(Q) - log(Q.at(i))]),
    (of_laws.exchanged_laws, f.at(x) / g.at(x), (f, g), [g.at(x) / f.at(x)]),
    (of_laws.conditioned, log(J.at(x, y)), (J,), [log(J.at(x, y) / J.of_x.at(x))]),
    (
        of_laws.conditioned,
        J.x_given(y).at(x),
        (J,),
        [J.at(x, y), J.at(x, y) / J.of_x.at(x), J.of_x.at(x)],
    ),
    (
        of_laws.conditioned,
        J.of_x.at(x) * y,
        (J,),
        [y * J.at(x, y) / J.of_z.at(y)],
    ),
    (of_laws.slots, KL(P, Q), (P, Q), [KL(P, midpoint(P, Q)), KL(midpoint(P, Q), Q)]),
    (of_laws.wrong_joints, log(J.at(x, y)), (J, Joint("r")), [log(Joint("r").at(x, y))]),
    (of_laws.wrong_joints, J.of_x.at(x), (J, Joint("r")), [Joint("r").of_x.at(x)]),
    (of_laws.wrong_laws, H(PAIR.law("x")), (PAIR,), [H(PAIR.law("y"))]),
    (
        of_variables.other_marginals,
        PAIR.law("x", y=j).at(i) * PAIR.at(x=i),
        (PAIR,),
        [
            PAIR.law("y", x=i).at(j) * PAIR.at(x=i),
            PAIR.law("x", y=j).at(i) * PAIR.at(y=j),
            PAIR.law("y", x=i).at(j) * PAIR.at(y=j),
            PAIR.at(x=i, y=j) * PAIR.at(x=i),
        ],
    ),
    (
        of_variables.conditions,
        H(PAIR.law("x", y=j)) * PAIR.law("x", y=j).at(i),
        (PAIR,),
        [H(PAIR.law("x")) * PAIR.law("x", y=j).at(i), H(PAIR.law("x", y=j)) * PAIR.at(x=i)],
    ),
    (slips.missing_logs, s * s / t, (), [s * log(s / t), log(s * s / t)]),
    (writing.letters, a + b * exp(a), (), [b + b * exp(a), a + b * exp(b), b + a * exp(b)]),
    (writing.letters, a**2, (Interval(c),), [c**2]),
    (writing.powers, sqrt(s) + a**2, (), [s + a**2, sqrt(s) + a]),
    (writing.missing_powers, a + s, (), [a**2 + s, a + s**2, a + sqrt(s), (a + s) ** 2]),
    (writing.brackets, 3 * t * log(s), (), [3 * log(s * t)]),
    (writing.brackets, log(s * t), (), [s * log(t), t * log(s)]),
    (writing.brackets, log(s + t), (), [log(s) + t, log(t) + s]),
    (writing.brackets, (a - b) ** 2, (), [a - b**2, a**2 - b]),
    (writing.brackets, a - b**2, (), [(a - b) ** 2]),
    (writing.brackets, log(s) ** 2, (), [2 * log(s)]),
    (writing.brackets, 2 * log(s), (), [log(s) ** 2]),
    (writing.logs_of_means, log(E(f, g.at)), (f, g), [E(f, lambda u: log(g.at(u)))]),
    (writing.logs_of_means, E(f, lambda u: log(g.at(u))), (f, g), [log(E(f, g.at))]),
    (writing.operators, a - b, (), [a * b, -a * b]),
    (writing.operators, 2 * a * b, (), [2 * a + 2 * b, 2 * a - 2 * b, 2 * b - 2 * a]),
    (writing.dropped_factors, c + 2 * a * b, (), [c + 2 * a, c + 2 * b]),
    (writing.one_of_two, exp(2 * z[i]), IN_TWO, [exp(z[i]) * exp(z[j])]),
    (writing.one_of_two, z[j] ** 2, IN_TWO, [z[i] * z[j]]),
    (writing.missing_indices, a * real_z, (z, Index(i, N)), [a * z[i]]),
    (writing.signs_of_exponents, a * exp(b**2), (), [a * exp(-(b**2))]),
    (writing.exponentials, a + exp(b * c), (), [a + b * c]),
    (writing.missing_exponentials, exp(a) / b, (), [exp(a) / exp(b)]),
    (writing.upside_down, 3 * a * b / s, (), [3 * s * b / a, 3 * s * a / b]),
    (
        of_laws.conditioned,
        J.z_given(x).at(y) * J.of_z.at(y) / J.of_x.at(x),
        (J,),
        [J.x_given(y).at(x) * J.of_z.at(y) / J.of_x.at(x)],
    ),
]
NOT_MADE: list[tuple[Any, Expr, tuple[Any, ...]]] = [
    (slips.signs, a * b, ()),
    (slips.factors_of_terms, exp(a + b), ()),
    (slips.dropped_terms, a * b, ()),
    (slips.bases, a * s, ()),
    (slips.logs_dropped, exp(s) / log(2), ()),
    (slips.missing_logs, S.One, ()),
    (slips.factors_in_logs, log(s), ()),
    (slips.scales, a**2 + z[i], (z,)),
    (slips.inverses, a * s, ()),
    (slips.inverses, V.mean(i), (V,)),
    (slips.missing_inverses, a, ()),
    (slips.means, a + z[i], (z,)),
    (slips.indices, z[i], (z, Index(i, N))),
    (slips.indices, total(lambda k: z[k] ** 2, 1, 3), (z,)),
    (slips.numbers, log(S(3)), ()),
    (slips.numbers, S.Zero, ()),
    (of_laws.swapped_arguments, H(P), (P, Q)),
    (of_laws.swapped_arguments, KL(f, f / g), (f, g)),
    (of_laws.confused_functionals, E(f, lambda u: u), (f, g)),
    (of_laws.wrong_laws, E(f, lambda u: u), (f, P)),
    (of_laws.exchanged_laws, H(P), (P, f)),
    (of_laws.wrong_values, P.at(i), (P, FiniteLaw("q", N + 1), f)),
    (of_laws.wrong_values, z[i] + f.at(x), (z, P, f)),
    (of_laws.conditioned, f.at(x), (f, J)),
    (of_laws.slots, H(P), (P, Q)),
    (of_laws.slots, KL(P, Q), (P,)),
    (of_laws.wrong_joints, J.at(x, y), (J,)),
    (of_laws.wrong_joints, f.at(x), (f, J, Joint("r"))),
    (of_laws.wrong_laws, H(PAIR.law("x", y=i)), (PAIR,)),
    (writing.letters, a * N, ()),
    (writing.letters, z[i] * x, (z, Index(i, N), J)),
    (writing.powers, a**3, ()),
    (writing.missing_powers, exp(N), ()),
    (writing.brackets, a + b, ()),
    (writing.brackets, log(s), ()),
    (writing.brackets, 3 * log(s), ()),
    (writing.logs_of_means, log(E(f, lambda u: u) + 1), (f,)),
    (writing.operators, a + b + c, ()),
    (writing.operators, 2 * a, ()),
    (writing.dropped_factors, 2 * a, ()),
    (writing.one_of_two, exp(3 * z[i]), IN_TWO),
    (writing.one_of_two, z[i] ** 2, (z, Index(i, N))),
    (writing.missing_indices, a, (z, Index(i, N))),
    (writing.missing_indices, real_z, (z,)),
    (writing.signs_of_exponents, a * b, ()),
    (writing.exponentials, a * b, ()),
    (writing.missing_exponentials, a * b, ()),
    (writing.missing_exponentials, exp(i), ()),
    (writing.upside_down, a * b + 1 / s, ()),
]


@pytest.mark.parametrize(("rewriting", "e", "declared", "expected"), MADE)
def test_the_slip_is_made(
    rewriting: Any, e: Expr, declared: tuple[Any, ...], expected: Iterable[Expr]
) -> None:
    found = set(map(open_kernels, made(rewriting, e, *declared)))
    assert set(map(open_kernels, expected)) <= found


@pytest.mark.parametrize(("rewriting", "e", "declared"), NOT_MADE)
def test_the_slip_is_not_made(rewriting: Any, e: Expr, declared: tuple[Any, ...]) -> None:
    assert made(rewriting, e, *declared) == set()


OF_STATEMENTS: list[tuple[Statement, Slip, Statement]] = [
    (given(P, Q).ge(KL(P, Q), 0), Slip.RELATION, given(P, Q).le(KL(P, Q), 0)),
    (given(P, Q).lt(a, b), Slip.RELATION, given(P, Q).gt(a, b)),
    (given().rounds(log(2), "0.693"), Slip.NUMBER, given().rounds(log(2), "0.694")),
    (given().rounds(log(2), "0.693"), Slip.NUMBER, given().rounds(log(2), "0.692")),
    (given().rounds(log(3), "1.1"), Slip.BASE, given().rounds(log(3) / log(2), "1.1")),
    (
        given().maximum(s * (1 - s), s, Rational(1, 3)),
        Slip.OPTIMUM,
        given().minimum(s * (1 - s), s, Rational(1, 3)),
    ),
    (
        given().maximum(s * (1 - s), s, Rational(1, 3)),
        Slip.OPTIMUM,
        given().maximum(s * (1 - s), s, Rational(2, 3)),
    ),
    (
        given(P, Q).zero_iff_equal(KL, P, Q),
        Slip.FUNCTIONAL,
        given(P, Q).zero_iff_equal(CE, P, Q),
    ),
    (
        given().rounds(Routine("softmax", (0, 1), 1), "0.27"),
        Slip.FUNCTIONAL,
        given().rounds(Routine("log_softmax", (0, 1), 1), "0.27"),
    ),
    (given(P, Q).eq(KL(P, Q) + 1, 1), Slip.LAWS, given(P, Q).eq(KL(Q, P) + 1, 1)),
]


@pytest.mark.parametrize(("statement", "slip", "expected"), OF_STATEMENTS)
def test_the_slip_is_made_in_a_statement(
    statement: Statement, slip: Slip, expected: Statement
) -> None:
    assert any(m.fixed == expected and m.slip is slip for m in planted(statement))


def test_what_a_statement_does_not_reach() -> None:
    kinds = {m.slip for m in planted(given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)))}
    assert not kinds & {Slip.RELATION, Slip.NUMBER, Slip.OPTIMUM, Slip.SCALE, Slip.INDEX}
    assert list(planted(not_always(given(P, Q).symmetric(KL, P, Q)))) == []
    digits = {m.slip for m in planted(given().rounds(Rational(1, 3), "0.33"))}
    assert digits == {Slip.NUMBER, Slip.SIGN}


def test_only_well_formed_statements_are_made() -> None:
    says = given(f).eq(Partial(s**2, s), 2 * s)
    assert {m.fixed.given for m in planted(says)} == {says.given}
    negative = given().eq(E(Normal(a, s), lambda u: u), a)
    assert all(isinstance(m.fixed, Statement) for m in planted(negative))


UNDONE = {
    "terms": given().eq(a + b + c, a - log(s) + b * t),
    "laws": given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)),
    "sums": given(z, Index(i, N)).eq(a, SUM / N + z[i]),
    "normal": given().eq(a, E(Normal(a, s), lambda u: u**2) + s**2),
    "joint": given(J).eq(a, x * log(J.z_given(x).at(y))),
}
NOT_BACK = {Slip.TERM, Slip.LOG_FACTOR, Slip.LOST, Slip.OPERATOR, Slip.LAWS, Slip.LETTER}


@pytest.mark.parametrize("name", UNDONE)
def test_every_slip_is_undone_by_a_named_mistake(name: str) -> None:
    original = UNDONE[name]
    for mutant in planted(original):
        if mutant.slip not in NOT_BACK:
            repairs = [m.fixed for m in mistakes(mutant.fixed)]
            assert original in repairs, (mutant.slip, mutant.fixed)


def test_a_place_is_replaced_once() -> None:
    e = log(s) + a * log(s)
    assert {p.put(t) for p in places(e) if p.node == log(s)} == {t + a * log(s), log(s) + a * t}


def test_the_names_of_bound_variables_stay_canonical() -> None:
    nested = total(lambda k: z[k] + total(lambda m: z[m], 1, N), 1, N)
    (inner,) = nested.function.atoms(Sum)
    dropped = {p.put(S.Zero) for p in places(nested) if p.node == inner}
    assert dropped == {total(lambda k: z[k], 1, N)}
    mean = E(f, lambda u: u + E(g, lambda v: v))
    without = {p.put(S.Zero) for p in places(mean) if p.node == E(g, lambda v: v)}
    assert without == {E(f, lambda u: u)}


def test_a_place_is_linear_where_the_whole_is() -> None:
    h = Function("h")
    e = 2 * E(f, lambda u: a + exp(b * c)) + log(t + s)
    linear = {p.node for p in places(e) if p.linear}
    assert {e, a + exp(b * c), a} <= linear
    assert not linear & {b * c, t + s, s}
    assert {p.node for p in places(h(a + b))} == {h(a + b)}


@cases(st.lists(st.sampled_from([a, b, c, a * b, exp(a)]), min_size=2, max_size=4, unique=True))
def test_a_sign_changes_one_term(terms: list[Expr]) -> None:
    e = Add(*terms)
    changed = {new for _, _, new in slips.signs(e, ())}
    assert {e - 2 * term for term in terms} <= changed
