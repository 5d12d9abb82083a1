"""Densities on the line: mass, moments and divergences against closed forms."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import finite, line
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import Field, NotConverged, OutOfDomain
from derivecheck.numeric.fields import Digits, Floats
from derivecheck.numeric.gamma_laws import Beta, Gamma
from derivecheck.numeric.law import Bell, Law, Piece
from derivecheck.numeric.laws import Cells, Exponential, Laplace, Mixture, Normal, Uniform, distance

BALLS, DIGITS = Balls(50), Digits(40)
FIELDS: list[Field[Any]] = [Floats(), DIGITS, BALLS]
SHORT: list[Field[Any]] = [Floats(), Digits(25), Balls(25)]
A, B = Fraction(1, 3), Fraction(7, 5)

LAWS: dict[str, Callable[[Field[Any]], Law[Any]]] = {
    "normal": lambda F: Normal(F.number(A), F.number(B)),
    "laplace": lambda F: Laplace(F.number(A), F.number(B)),
    "exponential": lambda F: Exponential(F.number(B)),
    "gamma": lambda F: Gamma(F.rational(5, 2), F.number(B)),
    "beta": lambda F: Beta(F.rational(2), F.rational(3)),
    "uniform": lambda F: Uniform(F.number(A), F.number(B)),
    "cells": lambda F: Cells(F.numbers([Fraction(1, 2), 0, Fraction(1, 2)])),
    "mixture": lambda F: Mixture(
        F.numbers([A, 1 - A]),
        [Normal(F.number(A), F.one), Normal(F.rational(-1), F.number(B))],
    ),
}
MEAN_AND_SQUARE: dict[str, tuple[Fraction, Fraction]] = {
    "normal": (A, A**2 + B**2),
    "laplace": (A, A**2 + 2 * B**2),
    "exponential": (1 / B, 2 / B**2),
    "gamma": (Fraction(5, 2) / B, Fraction(35, 4) / B**2),
    "beta": (Fraction(2, 5), Fraction(1, 5)),
    "uniform": ((A + B) / 2, (A**2 + A * B + B**2) / 3),
    "cells": (Fraction(3, 2), Fraction(10, 3)),
    "mixture": (A * A - (1 - A), A * (A**2 + 1) + (1 - A) * (1 + B**2)),
}


def same(F: Field[Any], x: Any, y: Any) -> bool:
    return not F.disjoint(x, y)


def log(F: Field[Any], x: Fraction) -> Any:
    return F.log(F.number(x))


@pytest.mark.parametrize("F", FIELDS)
@pytest.mark.parametrize("name", LAWS)
def test_mass_and_moments(F: Field[Any], name: str) -> None:
    law, (mean, square) = LAWS[name](F), MEAN_AND_SQUARE[name]
    mass = line.expectation(F, law, lambda x: F.one, [(0, F.one)])
    first = line.expectation(F, law, lambda x: x, [(1, F.one)])
    second = line.expectation(F, law, lambda x: x * x, [(2, F.one)])
    assert same(F, mass, F.one)
    assert same(F, first, F.number(mean))
    assert same(F, second, F.number(square))
    assert F.disjoint(second, F.number(square + Fraction(1, 10**6)))
    if F.rigorous:
        assert F.radius(mass) + F.radius(first) + F.radius(second) < 1e-40


CLOSED: dict[str, Callable[[Field[Any]], Any]] = {
    "normal": lambda F: log(F, B) + F.log(2 * F.pi) / 2 + Fraction(1, 2),
    "laplace": lambda F: log(F, 2 * B) + 1,
    "exponential": lambda F: 1 - log(F, B),
    "gamma": lambda F: (
        Fraction(5, 2)
        - log(F, B)
        + F.loggamma(F.rational(5, 2))
        - F.digamma(F.rational(5, 2)) * Fraction(3, 2)
    ),
    "beta": lambda F: Fraction(9, 4) - log(F, Fraction(12)),
    "uniform": lambda F: log(F, B - A),
    "cells": lambda F: log(F, Fraction(2)),
}


@pytest.mark.parametrize("F", FIELDS)
@pytest.mark.parametrize("name", CLOSED)
def test_entropy_against_closed_form(F: Field[Any], name: str) -> None:
    law = LAWS[name](F)
    found = line.entropy_density(F, law)
    assert same(F, found, CLOSED[name](F))
    assert F.disjoint(found, CLOSED[name](F) + Fraction(1, 10**6))
    assert same(F, line.cross_entropy_density(F, law, law), found)
    assert same(F, line.kl_density(F, law, law), F.zero)


rationals = st.fractions(Fraction(1, 4), 4, max_denominator=12)


@given(st.fractions(-3, 3, max_denominator=9), rationals, rationals)
@settings(max_examples=12, deadline=None)
def test_normal_divergence_against_closed_form(m: Fraction, s: Fraction, t: Fraction) -> None:
    F = BALLS
    p, q = Normal(F.number(m), F.number(s)), Normal(F.zero, F.number(t))
    found = line.kl_density(F, p, q)
    closed = log(F, t / s) + F.number((s**2 + m**2) / (2 * t**2) - Fraction(1, 2))
    assert same(F, found, closed)
    assert F.radius(found) < 1e-40
    assert F.disjoint(found, log(F, t / s) + F.number(s**2 + m**2 - Fraction(1, 2))) or (
        2 * t**2 == 1
    )
    cross = line.cross_entropy_density(F, p, q)
    assert same(F, cross, line.entropy_density(F, p) + found)


@pytest.mark.parametrize("F", FIELDS)
def test_other_divergences_against_closed_forms(F: Field[Any]) -> None:
    exponential = line.kl_density(F, Exponential(F.number(A)), Exponential(F.number(B)))
    assert same(F, exponential, log(F, A / B) + F.number(B / A - 1))
    laplace = line.kl_density(F, Laplace(F.number(A), F.one), Laplace(F.zero, F.one))
    assert same(F, laplace, F.exp(-F.number(A)) + F.number(A) - 1)
    inner, outer = Uniform(F.rational(1, 2), F.one), Uniform(F.zero, F.rational(4))
    assert same(F, line.kl_density(F, inner, outer), F.log(F.rational(8)))
    assert same(F, line.kl_density(F, outer, inner), F.infinity)
    assert same(F, line.cross_entropy_density(F, outer, inner), F.infinity)
    normal = Normal(F.zero, F.one)
    assert same(F, line.kl_density(F, normal, Exponential(F.one)), F.infinity)
    one_sided = line.kl_density(F, Exponential(F.one), normal)
    assert same(F, one_sided, F.log(2 * F.pi) / 2)


@pytest.mark.parametrize("F", SHORT)
def test_jensen_shannon(F: Field[Any]) -> None:
    p, q = Normal(F.zero, F.one), Normal(F.rational(2), F.one)
    found = line.js_density(F, p, q)
    mixed = Mixture(F.numbers([Fraction(1, 2), Fraction(1, 2)]), [p, q])
    halves = (line.kl_density(F, p, mixed) + line.kl_density(F, q, mixed)) / 2
    assert same(F, found, halves)
    assert same(F, found, line.js_density(F, q, p))
    assert F.certainly_less(F.zero, found)
    assert F.certainly_less(found, F.log(F.rational(2)))
    assert F.midpoint_str(found, 12)[:11] == "0.336830820"


@pytest.mark.parametrize("F", SHORT)
def test_value_of_the_game_at_the_optimal_discriminator(F: Field[Any]) -> None:
    """E_p log D + E_q log(1-D) = 2 JS - log 4 at D = p/(p+q), and less elsewhere."""
    p, q = Normal(F.zero, F.one), Normal(F.one, F.rational(3, 2))
    log_p, log_q = p.log_density(F), q.log_density(F)
    majorant = [(0, F.one), *p.log_majorant(F), *q.log_majorant(F)]

    def value(bias: Any) -> Any:
        real = line.expectation(
            F, p, lambda x: -F.log(1 + F.exp(log_q(x) - log_p(x) + bias)), majorant
        )
        fake = line.expectation(
            F, q, lambda x: -F.log(1 + F.exp(log_p(x) - log_q(x) - bias)), majorant
        )
        return real + fake

    best = 2 * line.js_density(F, p, q) - F.log(F.rational(4))
    assert same(F, value(F.zero), best)
    assert F.certainly_less(value(F.rational(1, 5)), best)


@pytest.mark.parametrize("F", FIELDS)
def test_cells_are_finite_laws(F: Field[Any]) -> None:
    p = F.numbers([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)])
    q = F.numbers([Fraction(1, 3), Fraction(2, 3), 0])
    assert same(F, line.kl_density(F, Cells(q), Cells(p)), finite.kl(F, q, p))
    assert same(F, line.kl_density(F, Cells(p), Cells(q)), F.infinity)
    assert same(F, line.js_density(F, Cells(p), Cells(q)), finite.js(F, p, q))
    with pytest.raises(ValueError, match="piecewise constant"):
        Cells(p).density(F)


@pytest.mark.parametrize("F", FIELDS)
def test_finite_interval_with_breaks_and_tail(F: Field[Any]) -> None:
    """∫_0^∞ |sin| exp(-x) over one period and its tail: the whole is coth(π/2)/2."""

    def f(x: Any) -> Any:
        return F.abs(F.sin(x)) * F.exp(-x)

    whole = (1 / F.tanh(F.pi / 2)) / 2
    breaks = [F.pi * k for k in (1, 2, 3)]
    found = line.integrate(F, f, F.zero, 4 * F.pi, breaks=breaks, tail=F.exp(-4 * F.pi))
    assert same(F, found, whole) == F.rigorous
    assert F.disjoint(line.integrate(F, f, F.zero, 4 * F.pi, breaks=breaks), whole)


def test_a_majorant_is_required_and_used() -> None:
    F = BALLS
    law = Normal(F.zero, F.one)
    with pytest.raises(ValueError, match="majorant"):
        line.expectation(F, law, lambda x: x)
    with pytest.raises(ValueError, match="natural powers"):
        line.expectation(F, law, lambda x: x, [(Fraction(1, 2), F.one)])
    with pytest.raises(OutOfDomain):
        line.expectation(F, Exponential(F.one), lambda x: x, [(-1, F.one)])
    tight = line.expectation(F, law, lambda x: x**4, [(4, F.one)])
    loose = line.expectation(F, law, lambda x: x**4, [(4, F.rational(10**30))])
    assert same(F, tight, F.rational(3))
    assert F.radius(tight) < 1e-45 < 1e-40 < F.radius(loose) < 1e-20


def parts(law: Law[Any], F: Field[Any]) -> list[Piece[Any]]:
    """The pieces of a law, a bell as its two."""
    bells = [[p.left, p.right] if isinstance(p, Bell) else [p] for p in law.pieces(F)]
    return [p for pieces in bells for p in pieces if isinstance(p, Piece)]


@pytest.mark.parametrize("name", ["normal", "laplace", "exponential", "gamma"])
def test_tails_bound_the_mass_outside_the_pieces(name: str) -> None:
    """The pieces at 5 digits miss a tail that 50 digits can see, and the bound covers it."""
    coarse, fine = Balls(5), BALLS
    law, rough = LAWS[name](fine), LAWS[name](coarse)
    ends = [
        (far, fine.number(Fraction(coarse.midpoint_str(inner, 8))), outer)
        for near, far in zip(parts(rough, coarse), parts(law, fine), strict=True)
        for inner, outer in ((near.lo, far.lo), (near.hi, far.hi))
    ]
    assert ends
    for k in (0, 2):
        missed = fine.zero
        for piece, inner, outer in ends:

            def integrand(u: Any, piece: Piece[Any] = piece, k: int = k) -> Any:
                return piece.point(u) ** k * piece.weight(u)

            missed = missed + fine.abs(fine.quad(integrand, inner, outer))
        assert fine.certainly_positive(missed)
        assert not fine.certainly_less(rough.tail(coarse, k), missed)


def test_a_heavy_edge_is_not_silently_cut() -> None:
    """Beta(1/2000, 1) keeps 4e-7 of its mass below the end of its chart at 30 digits."""
    points: list[Field[Any]] = [Floats(), Digits(30)]
    for P in points:
        with pytest.raises(NotConverged):
            line.expectation(P, Beta(P.rational(1, 2000), P.one), lambda x: x)
    F = Balls(30)
    mean = line.expectation(F, Beta(F.rational(1, 2000), F.one), lambda x: x, [(0, F.one)])
    assert same(F, mean, F.rational(1, 2001))
    assert F.radius(mean) < 1e-20  # their charts are longer, with a proof of what they miss


@pytest.mark.parametrize("F", [Digits(30), Balls(30)], ids=repr)
def test_a_light_edge_is_reached(F: Field[Any]) -> None:
    """Beta(1/20, 1/20) has half of its mass within 1e-6 of the ends."""
    law, one = Beta(F.rational(1, 20), F.rational(1, 20)), [(0, F.one)]
    assert same(F, line.expectation(F, law, lambda x: x, one), F.rational(1, 2))
    assert same(F, line.expectation(F, law, lambda x: 1 - x, one), F.rational(1, 2))


@pytest.mark.parametrize("F", FIELDS)
def test_parameters_outside_their_domain_are_refused(F: Field[Any]) -> None:
    minus, one = F.rational(-1), F.one
    for law in (
        Normal(one, minus),
        Laplace(one, minus),
        Exponential(minus),
        Gamma(minus, one),
        Gamma(one, minus),
        Beta(one, minus),
        Uniform(one, minus),
        Mixture([minus, F.rational(2)], [Normal(one, one), Normal(one, one)]),
    ):
        with pytest.raises(OutOfDomain):
            line.expectation(F, law, lambda x: x, [(1, one)])


def test_ends_that_a_ball_cannot_tell_apart_are_refused() -> None:
    third = BALLS.rational(1, 3)
    p, q = Uniform(third, BALLS.one), Uniform(BALLS.rational(2, 6), BALLS.rational(2))
    with pytest.raises(OutOfDomain) as caught:
        line.kl_density(BALLS, p, q)
    assert not caught.value.certain
    with pytest.raises(ValueError, match="different supports"):
        line.js_density(BALLS, p, Uniform(BALLS.zero, BALLS.one))


# --- the rule for what fades at both ends

BELLS = ("normal", "mixture", "gamma", "beta")


class Watched(Digits):
    """Decimals that note what the rule for what fades gave."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.faded: list[Any] = []

    def trapezoid(self, *sides_and_ends: Any) -> Any:
        self.faded.append(super().trapezoid(*sides_and_ends))
        return self.faded[-1]


FUNCTIONS: dict[str, tuple[Callable[[Field[Any]], Callable[[Any], Any]], Callable[..., Any]]] = {
    "square": (lambda F: lambda x: x * x, lambda F: [(2, F.one)]),
    "bounded": (lambda F: lambda x: 1 / (1 + x * x), lambda F: [(0, F.one)]),
    "soft": (lambda F: lambda x: F.log(1 + F.exp(-x * x)), lambda F: [(0, F.one)]),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("name", LAWS)
def test_bells_take_the_rule_for_what_fades_and_agree_with_balls(name: str, function: str) -> None:
    F, B = Watched(25), Balls(30)
    f, majorant = FUNCTIONS[function]
    mean = line.expectation(F, LAWS[name](F), f(F))
    assert bool(F.faded) is (name in BELLS)
    assert None not in F.faded
    ball = line.expectation(B, LAWS[name](B), f(B), majorant(B))
    assert abs(mean - F.context.mpf(B.midpoint_str(ball, 40))) < 1e-25


@settings(max_examples=20)
@given(st.fractions(Fraction(1, 9), 30, max_denominator=9), st.fractions(Fraction(1, 9), 30))
def test_masses_of_bells_for_all_shapes(a: Fraction, b: Fraction) -> None:
    F = Digits(30)
    for law in (Gamma(F.number(a), F.number(b)), Beta(F.number(a), F.number(b))):
        assert same(F, line.expectation(F, law, lambda x: F.one), F.one)


@pytest.mark.parametrize(("kink", "fades"), [(Fraction(0), False), (Fraction(1000), True)])
def test_halves_at_a_kink_do_not_fade(kink: Fraction, fades: bool) -> None:
    F, B = Watched(25), Balls(25)
    c, d = F.number(kink), B.number(kink)
    mean = line.expectation(F, LAWS["normal"](F), distance(F, c), kinks=[c])
    assert bool(F.faded) is fades
    far = [(0, d), (1, B.one)]
    ball = line.expectation(B, LAWS["normal"](B), distance(B, d), far, kinks=[d])
    assert abs(float(mean) - float(B.midpoint_str(ball))) < 1e-12
