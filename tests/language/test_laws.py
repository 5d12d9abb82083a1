"""Spaces, measures and laws: values, totals and what is refused."""

from typing import Any

import pytest
from sympy import Integer, KroneckerDelta, Rational, Sum, Symbol, exp, log, oo, pi, sqrt, symbols

from derivecheck.language.assumptions import Family, RealFunction
from derivecheck.language.functionals import H
from derivecheck.language.laws.finite import (
    FiniteLaw,
    Labels,
    Mixture,
    Table,
    Uniform,
    bernoulli,
    midpoint,
)
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.measures import Line, Outcomes, StatementError, point
from derivecheck.language.statements import given
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import total

N, K = symbols("N K", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
p, q = Density("f"), Density("g")
t = Symbol("t", positive=True)
z = Symbol("z", real=True)
half, third = Rational(1, 2), Rational(1, 3)


@pytest.mark.parametrize(
    "law", [P, Labels("y", N), Uniform(N), midpoint(P, Q), p, Density("f", z), midpoint(p, q)]
)
def test_total_mass_is_one_and_provably_so(law: Any) -> None:
    mass = law.space.functional(law.at)
    assert prove(given(P, Q, Labels("y", N), p, q, Density("f", z)).eq(mass, 1))
    assert not prove(given(P, Q, Labels("y", N), p, q, Density("f", z)).eq(mass, 2))


def test_without_the_assumption_the_mass_is_not_known() -> None:
    assert not prove(given(Family("p", N, sign="positive")).eq(total(P.at, 1, N), 1))


def test_marginals_and_conditionals_of_a_joint_obey_bayes() -> None:
    r, x, y = Joint("r"), point("x"), point("y")
    product = r.x_given(y).at(x) * r.of_z.at(y)
    assert prove(given(r).eq(product, r.z_given(x).at(y) * r.of_x.at(x)))
    assert not prove(given(r).eq(product, r.z_given(x).at(y) * r.of_z.at(y)))


def test_the_logarithm_of_a_normal_density_is_its_written_form() -> None:
    law = Normal(z, t)
    assert law.at(Integer(0)) == exp(-(z**2) / (2 * t**2)) / sqrt(2 * pi * t**2)
    x = point("x")
    assert prove(given(law).eq(log(law.at(x)), law.log_at(x)))
    assert not prove(given(law).eq(log(law.at(x)), law.log_at(x) + log(t)))


def test_a_table_at_a_symbolic_outcome_selects() -> None:
    i = Symbol("i", integer=True)
    assert bernoulli(t).at(Integer(2)) == 1 - t
    assert bernoulli(t).at(i).subs(i, 1) == t
    assert bernoulli(t).at(i).has(KroneckerDelta)


def test_spaces_sum_term_by_term_only_where_the_size_is_a_number() -> None:
    assert Outcomes(Integer(3)).functional(lambda k: k) == 6
    assert Outcomes(N).functional(P.at).has(Sum)
    assert p.space == Line()


@pytest.mark.parametrize(
    "build",
    [
        lambda: given().eq(H(Normal(0, z)), 0),
        lambda: Normal(0, -t),
        lambda: Mixture((half, P), (half, 3)),
        lambda: midpoint(P, p),
        lambda: midpoint(P, FiniteLaw("q", K)),
        lambda: Mixture((half, P), (third, Q)),
        lambda: Mixture((2, P), (-1, Q)),
        lambda: Table(half, third),
        lambda: Table(2, -1),
        lambda: P + p,
    ],
)
def test_what_is_no_law_is_refused(build: Any) -> None:
    with pytest.raises(StatementError):
        build()


def test_measures_are_combined_pointwise() -> None:
    i = Symbol("i", integer=True)
    assert (P / (P + Q)).at(i) == P.at(i) / (P.at(i) + Q.at(i))
    assert (P * 2).at(i) == 2 * P.at(i)


def test_every_assumption_says_what_it_is() -> None:
    f = RealFunction("f", sign="positive")
    for a in (P, Labels("y", N), p, Joint("r"), Normal(0, 1), Uniform(N), bernoulli(t), f):
        assert a.sentence
        assert a.func(*a.args) == a


def test_bounds_of_the_line_are_infinite() -> None:
    assert Line().functional(p.at).limits[0][1:] == (-oo, oo)
