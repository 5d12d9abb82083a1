"""Small matrices and the multivariate normal law against closed forms and NumPy."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import gaussian as g
from derivecheck.numeric import line, linear
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.dual import gradient
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.numeric.fields import Digits, Floats
from derivecheck.numeric.laws import Normal

BALLS = Balls(50)
FIELDS: list[Field[Any]] = [Floats(), Digits(50), BALLS]
entries = st.fractions(-2, 2, max_denominator=6)
diagonals = st.fractions(Fraction(1, 3), 2, max_denominator=6)


@st.composite
def factors(draw: st.DrawFn, d: int) -> list[list[Fraction]]:
    """Lower triangular matrices with a positive diagonal."""
    return [
        [draw(entries if j < i else diagonals) if j <= i else Fraction(0) for j in range(d)]
        for i in range(d)
    ]


def numbers(F: Field[Any], rows: list[list[Fraction]]) -> list[list[Any]]:
    return [F.numbers(row) for row in rows]


def same(F: Field[Any], x: Any, y: Any) -> bool:
    return not F.disjoint(x, y)


def all_same(F: Field[Any], a: Any, b: Any) -> bool:
    pairs = zip(a, b, strict=True)
    return all(same(F, x, y) for r, s in pairs for x, y in zip(r, s, strict=True))


@given(st.integers(1, 4).flatmap(factors))
@settings(max_examples=15, deadline=None)
def test_matrices(rows: list[list[Fraction]]) -> None:
    F, d = BALLS, len(rows)
    lower = numbers(F, rows)
    a = linear.gram(F, lower)
    assert all_same(F, linear.cholesky(F, a), lower)
    assert all_same(F, linear.matmul(F, a, linear.inverse(F, a)), linear.identity(F, d))
    det = linear.determinant(F, lower)
    assert same(F, linear.determinant(F, a), det * det)
    floats = np.array([[float(x) for x in row] for row in rows])
    whole = float(np.linalg.det(floats @ floats.T))
    assert abs(float(F.midpoint_str(det)) ** 2 - whole) < 1e-9 * (1 + whole)
    assert same(F, linear.trace(F, a), F.total(x * x for row in lower for x in row))


@pytest.mark.parametrize("F", FIELDS)
def test_singular_and_indefinite_matrices_are_refused(F: Field[Any]) -> None:
    singular = numbers(F, [[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]])
    indefinite = numbers(F, [[Fraction(1), Fraction(2)], [Fraction(2), Fraction(1)]])
    with pytest.raises(ArithmeticError):
        linear.inverse(F, singular)
    with pytest.raises(OutOfDomain):
        linear.cholesky(F, indefinite)
    with pytest.raises(OutOfDomain):
        linear.cholesky(F, singular)
    assert same(F, linear.determinant(F, indefinite), F.rational(-3))


@given(st.integers(1, 3).flatmap(lambda d: st.tuples(factors(d), factors(d))), entries)
@settings(max_examples=12, deadline=None)
def test_divergence_against_closed_form(
    pair: tuple[list[list[Fraction]], list[list[Fraction]]], shift: Fraction
) -> None:
    F, d = BALLS, len(pair[0])
    mean = F.numbers([shift + i for i in range(d)])
    p = g.MultivariateNormal(mean, numbers(F, pair[0]))
    q = g.MultivariateNormal([F.zero] * d, numbers(F, pair[1]))
    sp, sq = p.covariance(F), q.covariance(F)
    log_ratio = F.log(linear.determinant(F, sq) / linear.determinant(F, sp))
    trace = linear.trace(F, linear.matmul(F, linear.inverse(F, sq), sp))
    quadratic = linear.dot(F, mean, linear.solve(F, sq, mean))
    found = g.kl_gaussian(F, p, q)
    assert same(F, found, (log_ratio - d + trace + quadratic) / 2)
    assert F.disjoint(found, (log_ratio - d + trace + quadratic) / 2 + Fraction(1, 10**30))
    assert same(F, g.cross_entropy_gaussian(F, p, q), g.entropy_gaussian(F, p) + found)
    entropy = (F.log(linear.determinant(F, sp)) + d * (1 + F.log(2 * F.pi))) / 2
    assert same(F, g.entropy_gaussian(F, p), entropy)


@pytest.mark.parametrize("F", FIELDS)
def test_one_dimension_agrees_with_quadrature(F: Field[Any]) -> None:
    mu, sigma, tau = (F.number(x) for x in (Fraction(1, 3), Fraction(7, 5), Fraction(3, 4)))
    found = g.kl_gaussian(
        F, g.MultivariateNormal([mu], [[sigma]]), g.MultivariateNormal([F.zero], [[tau]])
    )
    assert same(F, found, line.kl_density(F, Normal(mu, sigma), Normal(F.zero, tau)))


def square(x: Any) -> Any:
    return x * x


@pytest.mark.parametrize("F", FIELDS)
def test_degrees_that_the_rules_reach(F: Field[Any]) -> None:
    law = g.MultivariateNormal([F.zero], [[F.one]])
    for degree, moment, two, three in (
        (0, 1, True, True),
        (1, 0, True, True),
        (2, 1, True, True),
        (3, 0, True, True),
        (4, 3, False, True),
        (5, 0, True, True),
        (6, 15, False, False),
    ):
        for points, exact in ((2, two), (3, three)):
            found = g.polynomial_expectation(F, law, lambda x, n=degree: x[0] ** n, points=points)  # type: ignore[misc]
            assert same(F, found, F.rational(moment)) == exact
    with pytest.raises(ValueError, match="no rule"):
        g.hermite_rule(F, 4)


@pytest.mark.parametrize("F", FIELDS)
def test_mixed_moments_in_four_dimensions(F: Field[Any]) -> None:
    rows = [[Fraction(int(j <= i), 1 + i + j) for j in range(4)] for i in range(4)]
    mean = F.numbers([1, -2, Fraction(1, 2), 0])
    law = g.MultivariateNormal(mean, numbers(F, rows))
    s = law.covariance(F)
    third = g.polynomial_expectation(F, law, lambda x: x[0] * x[1] * x[2])
    m = mean
    expected = m[0] * m[1] * m[2] + m[0] * s[1][2] + m[1] * s[0][2] + m[2] * s[0][1]
    assert same(F, third, expected)
    covariance = g.polynomial_expectation(F, law, lambda x: (x[1] - m[1]) * (x[3] - m[3]))
    assert same(F, covariance, s[1][3])
    four = g.polynomial_expectation(F, law, lambda x: x[3] ** 4)
    assert F.disjoint(four, 3 * square(s[3][3]))
    assert same(
        F, g.polynomial_expectation(F, law, lambda x: x[3] ** 4, points=3), 3 * square(s[3][3])
    )


def test_gradient_in_the_mean() -> None:
    """∇_μ KL(N(μ, Σ) ‖ N(0, S)) = S⁻¹ μ."""
    F = BALLS
    p = numbers(F, [[Fraction(1), Fraction(0)], [Fraction(1, 2), Fraction(2)]])
    q = numbers(F, [[Fraction(3, 2), Fraction(0)], [Fraction(-1), Fraction(1)]])
    mu = F.numbers([Fraction(1, 3), -1])

    def kl(K: Any, mean: Any) -> Any:
        first = g.MultivariateNormal(list(mean), [[K.lift(x) for x in row] for row in p])
        second = g.MultivariateNormal([K.zero, K.zero], [[K.lift(x) for x in row] for row in q])
        return g.kl_gaussian(K, first, second)

    expected = linear.solve(F, linear.gram(F, q), mu)
    for slope, value in zip(gradient(F, kl, mu), expected, strict=True):
        assert same(F, slope, value)
        assert F.disjoint(slope, -value)
