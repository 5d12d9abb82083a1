"""Derivatives by dual numbers against closed forms and difference quotients."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import classification, finite, line
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.dual import DualField, derivative, gradient, hessian, jacobian
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.numeric.fields import Digits, Floats
from derivecheck.numeric.laws import Laplace, Normal

DIGITS, BALLS = Digits(50), Balls(50)
FIELDS: list[Field[Any]] = [Floats(), DIGITS, BALLS]

FORMULAS: dict[str, Any] = {
    "log": lambda K, x: K.log(1 + x * x),
    "exp": lambda K, x: K.exp(-x) / (x + 1),
    "sqrt": lambda K, x: K.sqrt(x) * x**3 - x**-2,
    "power": lambda K, x: K.power(x, x),
    "erf": lambda K, x: K.erf(x / 2),
    "gamma": lambda K, x: K.gamma(x),
    "loggamma": lambda K, x: K.loggamma(x) * K.digamma(x),
    "upper_gamma": lambda K, x: K.upper_gamma(K.rational(5, 3), x),
    "trigonometric": lambda K, x: K.sin(x) * K.cos(2 * x),
    "tanh": lambda K, x: 1 / K.tanh(x),
    "pieces": lambda K, x: K.abs(x - 100) + K.maximum(x, x / 3) * K.minimum(x, 7 + x),
}


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("name", FORMULAS)
@given(x=st.fractions(Fraction(1, 4), 5, max_denominator=30))
@settings(max_examples=6, deadline=None)
def test_derivatives_against_difference_quotients(name: str, order: int, x: Fraction) -> None:
    f = FORMULAS[name]
    exact = derivative(BALLS, f, x, order)
    high = Digits(100)
    with mpmath.workdps(15):
        steps = high.context.diff(lambda t: f(high, t), high.number(x), order)
    shown = Fraction(high.midpoint_str(steps, 40))
    assert not BALLS.disjoint(exact, BALLS.widen(BALLS.number(shown), BALLS.rational(1, 10**25)))
    assert BALLS.disjoint(exact, BALLS.number(shown) + Fraction(1, 10**20))


@pytest.mark.parametrize("F", FIELDS)
def test_literal_derivatives(F: Field[Any]) -> None:
    assert not F.disjoint(derivative(F, lambda K, x: x**5, 2, 3), F.rational(240))
    assert not F.disjoint(derivative(F, lambda K, x: 2 - 3 / x, 2), F.rational(3, 4))
    assert not F.disjoint(derivative(F, lambda K, x: K.pi + x**0, 2), F.zero)
    assert not F.disjoint(derivative(F, lambda K, x: x * x, 3, 0), F.rational(9))
    assert F.disjoint(derivative(F, lambda K, x: x**5, 2, 3), F.rational(241))


@pytest.mark.parametrize("F", FIELDS)
def test_nested_slopes_are_told_apart(F: Field[Any]) -> None:
    """d/dx [x · d/dy (x + y)] = 1; confusing the two ε gives 2."""

    def outer(K: Field[Any], x: Any) -> Any:
        return x * derivative(K, lambda J, y: x + y, K.one)

    assert not F.disjoint(derivative(F, outer, 1), F.one)


@pytest.mark.parametrize("F", FIELDS)
def test_softmax_cross_entropy_gradient(F: Field[Any]) -> None:
    z, y = F.numbers([Fraction(1, 3), 1, -2]), F.numbers([Fraction(1, 2), 0, Fraction(1, 2)])
    found = gradient(F, lambda K, x: classification.softmax_cross_entropy(K, y, x), z)
    for slope, p, target in zip(found, classification.softmax(F, z), y, strict=True):
        assert not F.disjoint(slope, p - target)
        assert F.disjoint(slope, p + target) or F.is_zero(target)


@pytest.mark.parametrize("F", FIELDS)
def test_softmax_jacobian_and_log_partition_hessian(F: Field[Any]) -> None:
    z = F.numbers([Fraction(1, 3), 1, -2])
    p = classification.softmax(F, z)
    rows = jacobian(F, classification.softmax, z)
    second = hessian(F, classification.log_sum_exp, z)
    for i in range(3):
        for j in range(3):
            expected = p[i] * (int(i == j) - p[j])
            assert not F.disjoint(rows[i][j], expected)
            assert not F.disjoint(second[i][j], expected)
            assert F.disjoint(rows[i][j], -expected)


def test_gradient_of_a_divergence_through_quadrature() -> None:
    def kl(K: Field[Any], t: Sequence[Any]) -> Any:
        return line.kl_density(K, Normal(t[0], t[1]), Normal(K.zero, K.one))

    mu, sigma = Fraction(1, 3), Fraction(7, 5)
    found = gradient(DIGITS, kl, [mu, sigma])
    for slope, expected in zip(found, [mu, sigma - 1 / sigma], strict=True):
        assert not DIGITS.disjoint(slope, DIGITS.number(expected))
    with pytest.raises(NotImplementedError):
        gradient(BALLS, kl, [mu, sigma])


@pytest.mark.parametrize("F", FIELDS)
def test_leibniz_rule(F: Field[Any]) -> None:
    """d/dt ∫_t^{t²} x t dx = (5t⁴ - 3t²)/2."""

    def f(K: Field[Any], t: Any) -> Any:
        return K.quad(lambda x: x * t, t, t * t)

    assert not F.disjoint(derivative(F, f, Fraction(3, 2)), F.rational(297, 32))


def test_kinks_and_edges_are_refused() -> None:
    dual = DualField(BALLS)
    with pytest.raises(OutOfDomain):
        dual.abs(dual.variable(BALLS.zero))
    with pytest.raises(OutOfDomain):
        dual.maximum(dual.variable(BALLS.one), dual.one)
    with pytest.raises(ArithmeticError):
        finite.entropy(dual, [dual.variable(BALLS.zero), 1 - dual.variable(BALLS.zero)])
    with pytest.raises(ArithmeticError):
        dual.sqrt(dual.variable(BALLS.zero))
    with pytest.raises(NotImplementedError):
        dual.upper_gamma(dual.variable(BALLS.one), dual.one)
    assert dual.is_zero(dual.abs(dual.zero))
    assert not dual.is_zero(dual.variable(BALLS.zero))


def test_values_and_slopes_are_both_compared() -> None:
    dual = DualField(BALLS)
    x = dual.variable(BALLS.one)
    assert dual.disjoint(x, dual.one)
    assert not dual.certainly_less(x, dual.one)
    assert not dual.disjoint(x, 1 + dual.variable(BALLS.zero))
    assert dual.show(x * 2) == "2.0000000000000000 + 2.0000000000000000 ε"
    assert not dual.disjoint(dual.lift(BALLS.one), dual.one)


def _kl_of_laplace_laws(K: Field[Any], mu: Any) -> Any:
    return line.kl_density(K, Laplace(mu, K.one), Laplace(K.zero, K.one))


def test_a_moving_kink_is_followed() -> None:
    """|μ| + exp(-|μ|) - 1; its second derivative shows the point mass at the kink of |x - μ|."""
    half = Fraction(1, 2)
    once = derivative(DIGITS, _kl_of_laplace_laws, half)
    twice = derivative(DIGITS, lambda K, mu: derivative(K, _kl_of_laplace_laws, mu), half)
    decay = DIGITS.exp(DIGITS.number(-half))
    assert abs(once - (1 - decay)) < 1e-40
    assert abs(twice - decay) < 1e-40


def test_kinks_that_meet_are_refused() -> None:
    with pytest.raises(OutOfDomain, match="different slopes"):
        derivative(DIGITS, _kl_of_laplace_laws, Fraction(0))
