"""Heads keep their arguments, and unfold to their definitions."""

from typing import Any

import pytest
from sympy import Integral, Rational, Sum, Symbol, log, symbols

from derivecheck.language.assumptions import Family
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial, unfold
from derivecheck.language.laws.finite import FiniteLaw, Table, midpoint
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import StatementError
from derivecheck.terms.binders import total

N, K = symbols("N K", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
p, q = Density("p"), Density("q")
x = Symbol("x", real=True)


def test_definitions() -> None:
    assert unfold(H(P)) == -total(lambda i: P.at(i) * log(P.at(i)), 1, N)
    assert unfold(CE(P, Q)) == -total(lambda i: P.at(i) * log(Q.at(i)), 1, N)
    assert unfold(KL(P, Q)) == total(lambda i: P.at(i) * log(P.at(i) / Q.at(i)), 1, N)
    m = midpoint(P, Q)
    assert unfold(JS(P, Q)) == (unfold(KL(P, m)) + unfold(KL(Q, m))) / 2
    assert unfold(E(p, lambda x: x)).func is Integral
    assert unfold(E(P, lambda i: i)).func is Sum


def test_heads_stay_closed_and_tell_their_arguments_apart() -> None:
    assert KL(P, Q).args == (P, Q)
    assert KL(P, Q) != KL(Q, P)
    assert unfold(KL(P, Q)) != unfold(KL(Q, P))


def test_unfolding_reaches_inside_expressions_and_expectations() -> None:
    assert unfold(2 + E(p, lambda x: KL(P, Q) * x)).has(Sum)
    assert not unfold(1 + H(P)).has(H)


def test_nested_means_do_not_capture_each_other() -> None:
    inner = E(p, lambda x: E(q, lambda y: x - y))
    assert unfold(inner) == unfold(E(p, lambda u: E(q, lambda v: u - v)))
    assert unfold(inner) != unfold(E(p, lambda x: E(q, lambda y: y - x)))


def test_partial_derivatives_of_sums_select_one_term() -> None:
    z, j = Family("z", K), Symbol("j", integer=True, positive=True)
    assert unfold(Partial(z[j] ** 2, z[j])) == 2 * z[j]
    assert unfold(Partial(x**3, x)) == 3 * x**2


def test_tables_unfold_to_numbers() -> None:
    half = Rational(1, 2)
    assert unfold(H(Table(half, half))) == log(2)


@pytest.mark.parametrize("head", [CE, KL, JS])
@pytest.mark.parametrize(
    "arguments", [(P, 2), (2, P), (P, p), (P, FiniteLaw("q", K)), (P, log(2)), (P + Q, P)]
)
def test_a_number_or_another_space_is_refused(head: Any, arguments: Any) -> None:
    with pytest.raises(StatementError):
        head(*arguments)


@pytest.mark.parametrize("build", [lambda: H(2), lambda: H(P + Q), lambda: E(x, lambda y: y)])
def test_entropy_and_mean_need_a_law(build: Any) -> None:
    with pytest.raises(StatementError):
        build()
