"""The number types agree with one another, enclose the truth, and refuse what is undefined."""

import math
import pickle
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric.balls import Ball, Balls
from derivecheck.numeric.field import Field, NotConverged, OutOfDomain
from derivecheck.numeric.fields import Digits, Floats

FLOATS, DIGITS, BALLS = Floats(), Digits(80), Balls(50)
FIELDS: list[Field[Any]] = [FLOATS, DIGITS, BALLS]
POINTS: list[Field[Any]] = [FLOATS, DIGITS]

FUNCTIONS: dict[str, Callable[[Field[Any], Any], Any]] = {
    "log": lambda F, x: F.log(x),
    "exp": lambda F, x: F.exp(-x),
    "sqrt": lambda F, x: F.sqrt(x),
    "power": lambda F, x: F.power(x, x / 3),
    "erf": lambda F, x: F.erf(x),
    "gamma": lambda F, x: F.gamma(x),
    "loggamma": lambda F, x: F.loggamma(x),
    "digamma": lambda F, x: F.digamma(x),
    "trigamma": lambda F, x: F.polygamma(1, x),
    "upper_gamma": lambda F, x: F.upper_gamma(x, 1 + x),
    "sin": lambda F, x: F.sin(x),
    "cos": lambda F, x: F.cos(x),
    "tanh": lambda F, x: F.tanh(x),
    "abs": lambda F, x: F.abs(1 - x),
    "maximum": lambda F, x: F.maximum(x, 1 / x),
    "minimum": lambda F, x: F.minimum(x, 1 / x),
    "ring": lambda F, x: (1 - x) * (x + 2) / (3 * x) - x**3 + x**-2 - (-x),
    "constants": lambda F, x: F.pi * x + F.e - F.one + F.zero,
    "fractions": lambda F, x: Fraction(1, 3) * x - x / Fraction(7, 2) + (Fraction(2, 3) + x),
    "fractions on the left": lambda F, x: (Fraction(1, 3) - x) * (Fraction(5, 3) / x),
}


def exact(value: Any) -> Fraction:
    """An 80-digit mpmath number as a rational within 1e-75 of it (relative above 1)."""
    return Fraction(mpmath.nstr(value, 85, min_fixed=1, max_fixed=0))


@pytest.mark.parametrize("name", FUNCTIONS)
@given(x=st.fractions(Fraction(1, 50), 12, max_denominator=60))
@settings(max_examples=20, deadline=None)
def test_fields_agree_and_balls_enclose(name: str, x: Fraction) -> None:
    f = FUNCTIONS[name]
    ball, digits, double = (f(F, F.number(x)) for F in (BALLS, DIGITS, FLOATS))
    slack = DIGITS.rational(1, 10**70) * max(1, abs(digits))
    reference = BALLS.widen(BALLS.number(exact(digits)), BALLS.number(exact(slack)))
    assert not BALLS.disjoint(ball, reference)
    assert BALLS.radius(ball) <= 1e-45 * max(1.0, abs(float(digits)))
    assert double == pytest.approx(float(digits), rel=1e-11, abs=1e-11)


@pytest.mark.parametrize("F", FIELDS)
def test_literal_values(F: Field[Any]) -> None:
    half = F.rational(1, 2)
    assert F.midpoint_str(F.log(F.rational(2)), 12).startswith("0.69314718056"[:12])
    assert not F.disjoint(F.gamma(half) ** 2, F.pi)
    assert not F.disjoint(F.loggamma(F.rational(5)), F.log(F.rational(24)))
    assert not F.disjoint(F.polygamma(1, F.one), F.pi**2 / 6)
    assert not F.disjoint(F.upper_gamma(F.one, F.rational(3)), F.exp(F.rational(-3)))
    assert F.disjoint(F.pi, F.rational(355, 113))


@pytest.mark.parametrize("F", FIELDS)
@pytest.mark.parametrize(
    "undefined",
    [
        lambda F: F.log(F.zero),
        lambda F: F.log(F.rational(-1)),
        lambda F: F.sqrt(F.rational(-1, 9)),
        lambda F: F.one / F.zero,
        lambda F: 1 / F.zero,
        lambda F: F.zero**-1,
        lambda F: F.gamma(F.rational(-3)),
        lambda F: F.loggamma(F.rational(-1, 2)),
        lambda F: F.digamma(F.zero),
        lambda F: F.power(F.rational(-2), F.rational(1, 3)),
        lambda F: F.power(F.zero, F.rational(-1)),
        lambda F: F.upper_gamma(F.rational(-1), F.one),
        lambda F: F.total([F.infinity, -F.infinity]),
    ],
)
def test_undefined_is_refused(F: Field[Any], undefined: Callable[[Field[Any]], Any]) -> None:
    with pytest.raises(ArithmeticError):
        undefined(F)


@pytest.mark.parametrize("F", FIELDS)
def test_edges_of_domains(F: Field[Any]) -> None:
    assert F.is_zero(F.sqrt(F.zero))
    assert F.is_zero(F.power(F.zero, F.rational(1, 2)))
    assert F.certainly_less(F.rational(10**9), F.infinity)
    assert not F.disjoint(F.infinity + 1, F.infinity)
    assert F.disjoint(F.infinity, -F.infinity)
    assert F.show(F.infinity) in {"inf", "+inf"}


def test_a_wide_ball_is_refused_without_certainty() -> None:
    around_zero = BALLS.rational(1, 3) * 3 - 1
    assert not BALLS.is_zero(around_zero)
    for undefined in (BALLS.log, lambda x: BALLS.one / x):
        with pytest.raises(OutOfDomain) as caught:
            undefined(around_zero)
        assert not caught.value.certain
    with pytest.raises(OutOfDomain) as caught:
        BALLS.log(BALLS.rational(-1))
    assert caught.value.certain


def test_comparisons_are_true_only_when_certain() -> None:
    third = BALLS.rational(1, 3)
    nearly = third + Fraction(1, 10**70)
    assert not BALLS.certainly_less(third, nearly)
    assert not BALLS.disjoint(third, nearly)
    assert BALLS.certainly_less(third, third + Fraction(1, 10**49))
    assert FLOATS.disjoint(0.5, 0.5 + 1e-8)
    assert not FLOATS.disjoint(0.5, 0.5 + 1e-10)


def test_integer_powers_of_a_ball_around_zero() -> None:
    """Arb's own real power answers nan here."""
    x = BALLS.widen(BALLS.zero, BALLS.one)
    assert not BALLS.disjoint(x**2, BALLS.one)
    assert BALLS.disjoint(x**3, BALLS.rational(2))
    assert not BALLS.disjoint(x**0, BALLS.one)
    assert not BALLS.disjoint(BALLS.rational(-2) ** -3, BALLS.rational(-1, 8))


def test_precision_does_not_leak() -> None:
    before = flint.ctx.prec, mpmath.mp.prec
    narrow, wide = Balls(20), Balls(200)
    assert wide.radius(wide.log(wide.rational(3))) < 1e-200
    assert 1e-200 < narrow.radius(narrow.log(narrow.rational(3))) < 1e-20
    assert Digits(120).midpoint_str(Digits(120).pi, 100)[-5:] == "17068"
    with pytest.raises(ZeroDivisionError):
        wide.quad(lambda x: x / (1 // 0), wide.zero, wide.one)
    assert (flint.ctx.prec, mpmath.mp.prec) == before


def test_balls_refuse_floats_order_and_truth() -> None:
    x = BALLS.one
    with pytest.raises(TypeError):
        x + 0.5
    with pytest.raises(TypeError):
        x == x  # noqa: B015
    with pytest.raises(TypeError):
        bool(x)
    with pytest.raises(TypeError):
        hash(x)


def test_the_witness_does_not_load_what_it_checks() -> None:
    modules = ["classification", "coding", "dual", "gaussian", "line", "montecarlo", "routines"]
    loads = "; ".join(f"import derivecheck.numeric.{name}" for name in modules)
    code = f"{loads}; import sys; print('sympy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_fields_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Balls(33))) == Balls(33)
    assert pickle.loads(pickle.dumps(Digits(33))).digits == 33


INTEGRALS: dict[str, tuple[Callable[[Field[Any], Any], Any], Fraction, Fraction]] = {
    "log": (lambda F, x: F.log(x), Fraction(1), Fraction(2)),
    "sqrt": (lambda F, x: F.sqrt(1 + x), Fraction(0), Fraction(3)),
    "runge": (lambda F, x: 1 / (1 + x * x), Fraction(0), Fraction(1)),
    "power": (lambda F, x: F.power(x, F.rational(5, 2)), Fraction(1), Fraction(4)),
    "loggamma": (lambda F, x: F.loggamma(x), Fraction(1), Fraction(2)),
    "erf": (lambda F, x: F.erf(x), Fraction(0), Fraction(1)),
    "constant": (lambda F, x: F.pi, Fraction(0), Fraction(2)),
}
CLOSED: dict[str, Callable[[Field[Any]], Any]] = {
    "log": lambda F: 2 * F.log(F.rational(2)) - 1,
    "sqrt": lambda F: F.rational(14, 3),
    "runge": lambda F: F.pi / 4,
    "power": lambda F: F.rational(254, 7),
    "loggamma": lambda F: F.log(2 * F.pi) / 2 - 1,
    "erf": lambda F: F.erf(F.one) + (F.exp(-F.one) - 1) / F.sqrt(F.pi),
    "constant": lambda F: 2 * F.pi,
}


@pytest.mark.parametrize("name", INTEGRALS)
@pytest.mark.parametrize("F", [FLOATS, Digits(40), BALLS])
def test_quadrature_against_antiderivative(F: Field[Any], name: str) -> None:
    f, lo, hi = INTEGRALS[name]
    value = F.quad(lambda x: f(F, x), F.number(lo), F.number(hi))
    assert not F.disjoint(value, CLOSED[name](F))
    assert F.disjoint(value, CLOSED[name](F) + Fraction(1, 10**7))
    assert F.radius(value) < (1e-45 if F.rigorous else 1e-7)


def test_quadrature_obeys_the_branch_cut() -> None:
    """√x integrated across the cut's end at 0; forgetting the analytic flag gives 0.67389."""
    value = BALLS.quad(BALLS.sqrt, BALLS.zero, BALLS.one)
    assert not BALLS.disjoint(value, BALLS.rational(2, 3))
    assert BALLS.radius(value) < 1e-40


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from("*/^x"), st.fractions(Fraction(1, 9), 9, max_denominator=9)),
        max_size=5,
    )
)
def test_logarithms_of_products_of_exponentials_have_no_branch_cut(
    steps: list[tuple[str, Fraction]],
) -> None:
    F, asked = BALLS, []
    slope, constant = Fraction(1), F.zero  # log of the product is constant + slope·u

    def product(u: Ball) -> Ball:
        x = F.exp(u)
        for kind, c in steps:
            n, ball = c.numerator % 3, F.number(c)
            x = {"*": x * c, "/": x / ball, "^": x**n, "x": ball * (x * F.exp(2 * u))}[kind]
        return x

    for kind, c in steps:
        n, log_c = c.numerator % 3, F.log(F.number(c))
        slope = {"^": slope * n, "x": slope + 2}.get(kind, slope)
        constant = {"*": constant + log_c, "x": constant + log_c, "/": constant - log_c}.get(
            kind, constant * n
        )

    def integrand(u: Ball) -> Ball:
        asked.append(u)
        return F.log(product(u))

    value = F.quad(integrand, F.rational(-20), F.zero)
    assert not F.disjoint(value, 20 * constant - 200 * F.number(slope))
    assert F.radius(value) < 1e-30
    assert len(asked) < 100  # a polynomial to Arb; with the cut it takes thousands


def test_logarithms_of_what_is_not_positive_are_not_continued() -> None:
    for factor in (-2, BALLS.rational(-1, 3), BALLS.rational(0)):
        with pytest.raises(ArithmeticError):
            BALLS.quad(lambda u, c=factor: BALLS.log(c * BALLS.exp(u)), -BALLS.one, BALLS.zero)  # type: ignore[misc]


def test_quadrature_across_a_kink_stays_rigorous() -> None:
    value = BALLS.quad(lambda x: BALLS.abs(x - Fraction(1, 3)), BALLS.zero, BALLS.one)
    assert not BALLS.disjoint(value, BALLS.rational(5, 18))
    larger = BALLS.quad(lambda x: BALLS.maximum(x, 1 - x), BALLS.zero, BALLS.one)
    assert not BALLS.disjoint(larger, BALLS.rational(3, 4))


def test_quadrature_refuses_what_it_cannot_do() -> None:
    with pytest.raises(NotConverged):
        BALLS.quad(lambda x: 1 / x, BALLS.zero, BALLS.one)
    for F in POINTS:
        with pytest.raises(ArithmeticError):
            F.quad(lambda x, F=F: 1 / (x - F.rational(1, 3)), F.zero, F.one)  # type: ignore[misc]
    with pytest.raises(NotConverged):
        FLOATS.quad(lambda x: math.copysign(1.0, x - 1 / 3), 0.0, 1.0)
    with pytest.raises(TypeError):
        BALLS.quad(lambda x: x if BALLS.certainly_less(x, BALLS.one) else -x, BALLS.zero, BALLS.one)

    def nested(x: Ball) -> Ball:
        return BALLS.quad(lambda y: x * y, BALLS.zero, BALLS.one)

    with pytest.raises(NotImplementedError):
        BALLS.quad(nested, BALLS.zero, BALLS.one)
    assert not BALLS.disjoint(BALLS.quad(lambda x: x, BALLS.zero, BALLS.one), BALLS.rational(1, 2))


# --- what fades at both ends

REACH = 16
FADING: dict[str, Callable[[Field[Any], Any], Any]] = {
    "normal": lambda F, u: F.exp(-u * u / 2),
    "square": lambda F, u: u * u * F.exp(-u * u / 2),
    "log": lambda F, u: F.log(1 + F.exp(u)) * F.exp(-u * u / 2),
    "off centre": lambda F, u: F.exp(-(u - 3) * (u - 3) * 2),
    "small": lambda F, u: F.exp(-u * u / 2 - 30),
    "odd": lambda F, u: u * F.exp(-u * u / 2),
}
STAYING: dict[str, Callable[[Field[Any], Any], Any]] = {
    "one end": lambda F, u: F.exp(-(u + REACH)),
    "both ends": lambda F, u: 1 + u * u,
    "slowly": lambda F, u: 1 / (1 + u * u),
    "kink": lambda F, u: F.abs(u - Fraction(1, 3)) * F.exp(-u * u / 2),
}


def rules(f: Callable[[Field[Any], Any], Any], digits: int) -> tuple[Any, int, Any, int]:
    """The integral by the rule for what fades, by the one for all, and the values they take."""
    F, asked = Digits(digits), []

    def g(u: Any) -> Any:
        asked.append(u)
        return f(F, u)

    lo, hi = F.rational(-REACH), F.rational(REACH)
    quick = F.trapezoid(g, g, lo, hi)
    few = len(asked)
    return quick, few, F.quad(g, lo, F.zero) + F.quad(g, F.zero, hi), len(asked) - few


@pytest.mark.parametrize("name", FADING)
@pytest.mark.parametrize("digits", [15, 40])
def test_what_fades_is_integrated_to_all_digits(name: str, digits: int) -> None:
    quick, few, value, many = rules(FADING[name], digits)
    assert abs(quick - value) < 10.0**-digits * max(1, abs(value))
    assert 2 * few < many


@pytest.mark.parametrize("name", STAYING)
@pytest.mark.parametrize("digits", [15, 40])
def test_what_does_not_fade_is_seen_not_to_converge(name: str, digits: int) -> None:
    F = Digits(digits)

    def g(u: Any) -> Any:
        return STAYING[name](F, u)

    assert F.trapezoid(g, g, F.rational(-REACH), F.rational(REACH)) is None


@pytest.mark.parametrize("F", [FLOATS, BALLS], ids=repr)
def test_other_fields_have_no_use_for_the_trapezoidal_rule(F: Field[Any]) -> None:
    assert F.trapezoid(F.exp, F.exp, -F.one, F.one) is None
