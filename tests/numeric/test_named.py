"""Numeric named laws from their densities: against SciPy, against quadrature, in balls."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats
from sympy import Matrix, expand_power_base, gamma, loggamma, polygamma, prod, simplify, symbols

from derivecheck.numeric import counts, gamma_laws, laws, line, simplex
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.dual import DualField
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.numeric.fields import Digits
from derivecheck.numeric.law import Kinked, pointwise
from derivecheck.terms.special import reduced

F = Fraction
BALLS, DIGITS = Balls(30), Digits(30)
FIELDS = [BALLS, DIGITS]
shapes = st.fractions(min_value=F(1, 12), max_value=6, max_denominator=12)


def value(field: Field[Any], x: Any) -> float:
    return float(field.midpoint_str(x, 17))


Frozen = Callable[[float, float], Any]
CASES: dict[str, tuple[Callable[[Any, Any], Any], Frozen]] = {
    "gamma": (gamma_laws.Gamma, lambda a, b: stats.gamma(a, scale=1 / b)),
    "beta": (gamma_laws.Beta, stats.beta),
    "Laplace": (laws.Laplace, lambda m, b: stats.laplace(m, b)),
    "Poisson": (lambda a, b: counts.Poisson(a * b), lambda a, b: stats.poisson(a * b)),
}


@pytest.mark.parametrize("field", FIELDS, ids=repr)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("point", [(F(2), F(3)), (F(1, 3), F(5, 2)), (F(7, 2), F(1, 4))])
def test_entropy_is_that_of_scipy(
    name: str, field: Field[Any], point: tuple[Fraction, Fraction]
) -> None:
    law, frozen = CASES[name]
    entropy = value(field, line.entropy_density(field, law(*field.numbers(point))))
    assert entropy == pytest.approx(float(frozen(*map(float, point)).entropy()), rel=1e-6)


@pytest.mark.parametrize("name", ["gamma", "beta", "Laplace"])
@settings(max_examples=6, deadline=None)
@given(a=shapes, b=shapes, c=shapes, d=shapes)
def test_divergence_is_the_same_in_balls_and_digits(
    name: str, a: Fraction, b: Fraction, c: Fraction, d: Fraction
) -> None:
    law, _ = CASES[name]
    found = [line.kl_density(f, law(*f.numbers((a, b))), law(*f.numbers((c, d)))) for f in FIELDS]
    assert BALLS.radius(found[0]) < 1e-24
    assert abs(F(BALLS.midpoint_str(found[0], 25)) - F(str(found[1]))) < F(1, 10**20)


def test_divergence_of_beta_laws_is_the_integral_over_the_unit_interval() -> None:
    p, q = stats.beta(2.5, 1.5), stats.beta(1.25, 3.0)
    by_hand, _ = integrate.quad(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), 0, 1)
    own = line.kl_density(
        BALLS,
        gamma_laws.Beta(*BALLS.numbers((F(5, 2), F(3, 2)))),
        gamma_laws.Beta(*BALLS.numbers((F(5, 4), F(3)))),
    )
    assert value(BALLS, own) == pytest.approx(by_hand, rel=1e-8)


@pytest.mark.parametrize("rate", [F(1, 20), F(3), F(40)])
def test_the_mass_and_mean_of_a_poisson_law_are_enclosed(rate: Fraction) -> None:
    law = counts.Poisson(BALLS.number(rate))
    mass = line.expectation(BALLS, law, lambda n: BALLS.one, [(0, BALLS.one)])
    mean = line.expectation(BALLS, law, lambda n: n, [(1, BALLS.one)])
    assert not BALLS.disjoint(mass, BALLS.one)
    assert not BALLS.disjoint(mean, BALLS.number(rate))
    assert max(BALLS.radius(mass), BALLS.radius(mean)) < 1e-24


@pytest.mark.parametrize("order", [0, 1, 2])
def test_the_tail_of_a_poisson_law_is_a_bound(order: int) -> None:
    law = counts.Poisson(BALLS.rational(2))
    last = len(law.pieces(BALLS)[0].points)
    weights = stats.poisson(2.0).logpmf(np.arange(last, last + 50))
    beyond = sum(np.exp(weights) * np.arange(last, last + 50) ** float(order))
    assert beyond <= value(BALLS, law.tail(BALLS, order)) < 2 * beyond


def test_poisson_moments_of_negative_order_are_refused() -> None:
    with pytest.raises(OutOfDomain):
        counts.Poisson(BALLS.one).tail(BALLS, -1)


@pytest.mark.parametrize("law", [gamma_laws.Beta, gamma_laws.Gamma])
def test_an_infinite_moment_is_no_certain_lack_of_a_value(law: Any) -> None:
    with pytest.raises(OutOfDomain) as refused:
        law(BALLS.rational(1, 4), BALLS.one).tail(BALLS, F(-1, 2))
    assert not refused.value.certain


# --- kinks


def mean_distance(field: Field[Any], own: Any, scale: Any, other: Any) -> Any:
    """E|x - c| under a Laplace law."""
    law, to_other = laws.Laplace(own, scale), laws.distance(field, other)
    majorant = [(0, field.abs(other)), (1, field.one)]
    return line.expectation(field, law, to_other, majorant, kinks=[own, other])


@settings(max_examples=10, deadline=None)
@given(gap=st.fractions(min_value=-2, max_value=2, max_denominator=9), scale=shapes)
def test_the_distance_from_two_kinks_is_enclosed(gap: Fraction, scale: Fraction) -> None:
    f, third = BALLS, F(1, 3)
    own, other, b = f.numbers((third, third + gap, scale))
    found = mean_distance(f, own, b, other)
    assert not f.disjoint(found, f.abs(f.number(gap)) + b * f.exp(-f.abs(f.number(gap)) / b))
    assert f.radius(found) < 1e-22


@pytest.mark.parametrize("gap", [F(0), F(1, 10**32), F(-1, 10**32)])
def test_kinks_whose_order_is_unknown_are_enclosed_together(gap: Fraction) -> None:
    f = BALLS
    blurred = f.widen(f.number(F(1, 3) + gap), f.rational(1, 10**31))
    found = mean_distance(f, f.rational(1, 3), f.one, blurred)
    assert not f.disjoint(found, f.abs(f.number(gap)) + f.exp(-f.abs(f.number(gap))))
    assert f.radius(found) < 1e-22


def test_equal_kinks_are_one_kink_at_many_digits() -> None:
    third = DIGITS.rational(1, 3)
    assert abs(mean_distance(DIGITS, third, DIGITS.one, third) - 1) < 1e-28


def test_a_branch_is_told_only_away_from_the_kink() -> None:
    to_zero = laws.distance(BALLS, BALLS.zero)
    near = BALLS.widen(BALLS.zero, BALLS.rational(1, 10))
    assert to_zero.branch(near) is None
    assert pointwise(lambda x: -x, to_zero).branch(near) is None  # type: ignore[attr-defined]
    left = to_zero.branch(BALLS.rational(-2))
    assert left is not None
    assert value(BALLS, left(BALLS.rational(-3))) == 3
    assert not isinstance(pointwise(lambda x: -x, BALLS.exp), Kinked)


# --- numbers near 1, and logarithms of exponentials


@pytest.mark.parametrize("field", FIELDS, ids=repr)
def test_one_minus_keeps_the_digits_of_a_small_number(field: Field[Any]) -> None:
    tiny = field.rational(1, 3 * 10**60)
    kept = (1 - field.one_minus(tiny)) * 3 * 10**60
    lost = (1 - (1 - tiny)) * 3 * 10**60
    assert value(field, kept) == pytest.approx(1, rel=1e-25)
    assert value(field, lost) != pytest.approx(1, rel=1e-3)


def test_one_minus_of_a_dual_number_has_the_slope_of_minus_one() -> None:
    dual = DualField(DIGITS)
    x = dual.one_minus(dual.variable(DIGITS.rational(1, 10**60)))
    assert x.slope == -1
    assert abs((1 - x).value * 10**60 - 1) < 1e-25


@settings(max_examples=20, deadline=None)
@given(t=st.fractions(min_value=-3, max_value=3, max_denominator=50))
def test_a_known_ball_is_the_ball_it_stands_for(t: Fraction) -> None:
    y = BALLS.number(t)
    assert not BALLS.disjoint(BALLS.one_minus(y), 1 - y)
    assert not BALLS.disjoint(1 - BALLS.one_minus(y), y)
    assert not BALLS.disjoint(2 - BALLS.one_minus(y), 1 + y)


def test_the_logarithm_of_an_exponential_is_integrated_without_its_branch_cut() -> None:
    def identity(u: Any) -> Any:
        return BALLS.log(BALLS.exp(40 * u))

    found = BALLS.quad(identity, BALLS.rational(-1), BALLS.rational(2))
    assert not BALLS.disjoint(found, BALLS.rational(60))
    assert BALLS.radius(found) < 1e-25


# --- Dirichlet


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_broken_stick_makes_a_product_of_beta_densities(size: int) -> None:
    alpha = symbols(f"a1:{size + 1}", positive=True)
    u = symbols(f"u1:{size}", positive=True)
    left = [prod(1 - v for v in u[:j]) for j in range(size)]
    x = [*(left[j] * u[j] for j in range(size - 1)), left[size - 1]]
    jacobian = Matrix(x[:-1]).jacobian(u).det()
    power = prod(t ** (a - 1) for t, a in zip(x, alpha, strict=True))
    rest = [sum(alpha[j + 1 :]) for j in range(size - 1)]
    sticks = [v ** (alpha[j] - 1) * (1 - v) ** (rest[j] - 1) for j, v in enumerate(u)]
    at = {v: F(1, 3 + j) for j, v in enumerate(u)} | {a: 2 + j for j, a in enumerate(alpha)}
    quotient = (power * jacobian / prod(sticks)).subs(at)
    assert simplify(expand_power_base(quotient)) == 1
    betas = prod(
        gamma(alpha[j]) * gamma(rest[j]) / gamma(alpha[j] + rest[j]) for j in range(size - 1)
    )
    whole = prod(map(gamma, alpha)) / gamma(sum(alpha))
    assert simplify(betas / whole) == 1


@pytest.mark.parametrize("field", FIELDS, ids=repr)
@pytest.mark.parametrize("alpha", [(F(2), F(1, 2)), (F(1, 3), F(2), F(5, 2)), (F(1),) * 4])
def test_entropy_of_a_dirichlet_law_is_that_of_scipy(
    field: Field[Any], alpha: tuple[Fraction, ...]
) -> None:
    own = simplex.Dirichlet(field, field.numbers(alpha)).entropy()
    assert value(field, own) == pytest.approx(
        float(stats.dirichlet([float(a) for a in alpha]).entropy()), rel=1e-10
    )


def test_divergence_of_dirichlet_laws_is_the_integral_over_the_triangle() -> None:
    alpha, beta = (F(2), F(3), F(5, 2)), (F(3), F(3, 2), F(2))

    def log_density(point: list[float], powers: tuple[Fraction, ...]) -> float:
        constant = math.lgamma(float(sum(powers))) - sum(math.lgamma(float(t)) for t in powers)
        return constant + sum(
            float(t - 1) * math.log(x) for t, x in zip(powers, point, strict=True)
        )

    def integrand(y: float, x: float) -> float:
        point = [x, y, 1 - x - y]
        own = log_density(point, alpha)
        return math.exp(own) * (own - log_density(point, beta))

    by_hand, _ = integrate.dblquad(integrand, 0, 1, 0, lambda x: 1 - x, epsabs=1e-8)
    f = BALLS
    one, other = (simplex.Dirichlet(f, f.numbers(ts)) for ts in (alpha, beta))
    assert value(f, one.kl(other)) == pytest.approx(by_hand, abs=1e-7)
    mass, means = one.moments
    assert not f.disjoint(mass, f.one)
    assert len(means) == 3


# --- gamma functions in one form

s, t = symbols("s t", positive=True)


@settings(max_examples=15, deadline=None)
@given(steps=st.integers(0, 4), at=shapes)
def test_reduced_gamma_functions_have_their_old_values(steps: int, at: Fraction) -> None:
    for e in (gamma(s + steps), loggamma(s + steps), polygamma(1, s + steps)):
        gap = (e - reduced(e)).subs(s, at).evalf(30)
        assert abs(gap) < 1e-25


def test_arguments_are_reduced_only_where_they_stay_positive() -> None:
    assert reduced(gamma(s - 1)) == gamma(s - 1)
    assert reduced(loggamma(s - t + 1)) == loggamma(s - t + 1)
    assert reduced(loggamma(s + t + 1)) != loggamma(s + t + 1)
