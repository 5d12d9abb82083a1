"""Means under normal vectors: against quadrature, and refusals of what has no exact mean."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.numeric import line
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.dual import DualField
from derivecheck.numeric.fields import Digits
from derivecheck.numeric.laws import Normal
from derivecheck.numeric.normal_means import MOST_TERMS, NormalField

B, D = Balls(30), Digits(25)
small = st.fractions(-2, 2, max_denominator=7)


@given(st.integers(0, 8), small, small)
def test_powers_and_exponentials_have_the_mean_that_quadrature_finds(
    n: int, slope: Fraction, shift: Fraction
) -> None:
    ring = NormalField(D, 1)
    (z,) = ring.variables
    exact = ring.mean(((z + shift) ** n + 1) * ring.exp(slope * z + shift))
    law = Normal(D.zero, D.one)
    found = line.expectation(D, law, lambda x: ((x + shift) ** n + 1) * D.exp(slope * x + shift))
    assert abs(exact - found) < D.context.mpf(10) ** -20 * max(1, abs(found))


@given(st.lists(small, min_size=4, max_size=4))
def test_four_components_have_the_mean_of_isserlis(c: list[Fraction]) -> None:
    """E X₁X₂X₃X₄ = S₁₂S₃₄ + S₁₃S₂₄ + S₁₄S₂₃ for X_k = z₁ + c_k z₂."""
    ring = NormalField(B, 2)
    z = ring.variables
    x = [z[0] + t * z[1] for t in c]
    s = [[1 + a * b for b in c] for a in c]
    expected = s[0][1] * s[2][3] + s[0][2] * s[1][3] + s[0][3] * s[1][2]
    difference = ring.mean(x[0] * x[1] * x[2] * x[3]) - expected
    assert B.is_zero(difference) or B.radius(difference) < 1e-25
    assert not B.disjoint(difference, B.zero)


def test_exponentials_multiply_and_cancel() -> None:
    ring = NormalField(B, 1)
    (z,) = ring.variables
    one = ring.mean(ring.exp(2 * z) * ring.exp(-2 * z + 1))
    assert not B.disjoint(one, B.e)
    assert B.disjoint(ring.mean(ring.exp(2 * z) * ring.exp(-2 * z)), B.e)


def test_the_mean_is_differentiated_with_the_parameters() -> None:
    dual = DualField(B)
    ring = NormalField(dual, 1)
    (z,) = ring.variables
    a = ring.constant(dual.variable(B.rational(2)))
    slope = ring.mean((a * z + a) ** 2).slope  # of 2a²
    assert not B.disjoint(slope, B.rational(8))
    inner = DualField(ring)
    at = inner.variable(z)
    assert not B.disjoint(ring.mean((at**4).slope * z).value, B.rational(12))


REFUSED: dict[str, Callable[[Any, Any], Any]] = {
    "cosine": lambda ring, z: ring.cos(z),
    "logarithm": lambda ring, z: ring.log(1 + z * z),
    "quotient": lambda ring, z: 1 / z,
    "negative power": lambda ring, z: z**-2,
    "exponential of a square": lambda ring, z: ring.exp(z * z),
    "exponential of an exponential": lambda ring, z: ring.exp(ring.exp(z)),
    "largest": lambda ring, z: ring.maximum(z, ring.one),
    "comparison": lambda ring, z: ring.certainly_less(z, ring.one),
    "integral": lambda ring, z: ring.quad(lambda x: x, ring.zero, ring.one),
    "many terms": lambda ring, z: (sum(ring.variables, start=ring.one) ** 12) ** 4,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_exact_mean_is_refused(name: str) -> None:
    ring = NormalField(B, 4)
    with pytest.raises(NotImplementedError):
        REFUSED[name](ring, ring.variables[0])
    assert MOST_TERMS < 10_000


def test_functions_of_constants_are_constants() -> None:
    ring = NormalField(B, 1)
    (z,) = ring.variables
    two = ring.rational(2)
    assert not B.disjoint(ring.mean(ring.log(two) * z * z), B.log(B.rational(2)))
    assert ring.is_zero(z - z)
    assert not ring.is_zero(z)
