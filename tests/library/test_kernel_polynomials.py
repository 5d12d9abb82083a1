"""The polynomials of the kernels are as near to their functions as stated: a proof.

Both functions have a power series with positive coefficients, so a partial sum and a bound of the
rest are exact.  The gap to the polynomial is again a polynomial; on each piece of the interval it
is expanded about the middle and bounded by balls.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import factorial
from typing import Any

import mpmath
import pytest
from flint import arb, fmpq, fmpq_poly, fmpz
from hypothesis import given
from hypothesis import strategies as st

from derivecheck.library.kernels.constants import (
    EXP_SERIES,
    HALF_LOG_2,
    LOG_SERIES,
    LOG_WIDTH,
    SPLITTER,
)

TERMS, PIECES = 40, 128
LOG_BOUND, EXP_BOUND = 2e-17, 1e-17


def rational(x: Any) -> Any:
    return fmpq(*Fraction(x).as_integer_ratio())


def greatest(gap: Any, low: Fraction, high: Fraction) -> Any:
    """An upper bound of |gap| on [low, high]."""
    radius = (high - low) / (2 * PIECES)
    middles = (low + (2 * k + 1) * radius for k in range(PIECES))
    return reduce(arb.max, (largest_about(gap, m, radius) for m in middles))


def largest_about(gap: Any, middle: Fraction, radius: Fraction) -> Any:
    """An upper bound of |gap| within the radius: the sum of the sizes of its Taylor terms."""
    around = gap(fmpq_poly([rational(middle), 1]))
    r = arb(rational(radius))
    return sum((abs(arb(c)) * r**k for k, c in enumerate(around.coeffs())), arb(0)).upper()


def log_error(coefficients: Any) -> Any:
    """An upper bound of z |P(z) - Σ 2zᵏ/(2k + 3)| on [0, 1/9]."""
    series = fmpq_poly([fmpq(2, 2 * k + 3) for k in range(TERMS)])
    gap = fmpq_poly([0, 1]) * (fmpq_poly([rational(c) for c in coefficients]) - series)
    z = arb(1) / 9
    rest = 2 * z ** (TERMS + 1) / (1 - z) / (2 * TERMS + 3)
    return greatest(gap, Fraction(0), Fraction(1, 9)) + rest


def exp_error(coefficients: Any) -> Any:
    """An upper bound of |Q(x) - Σ xᵏ/(k + 2)!| on [-1/2, 1/2]."""
    series = fmpq_poly([fmpq(1, fmpz(factorial(k + 2))) for k in range(TERMS)])
    gap = fmpq_poly([rational(c) for c in coefficients]) - series
    rest = arb(1) / fmpz(2) ** (TERMS - 1) / factorial(TERMS + 2)
    return greatest(gap, Fraction(-1, 2), Fraction(1, 2)) + rest


def changed(coefficients: tuple[float, ...], k: int) -> tuple[float, ...]:
    """The k-th coefficient with another 12th digit."""
    return tuple(c * (1 + 5e-12 * (j == k)) for j, c in enumerate(coefficients))


def test_error_of_the_logarithm_is_proved() -> None:
    assert log_error(LOG_SERIES) <= LOG_BOUND


def test_error_of_the_exponential_is_proved() -> None:
    assert exp_error(EXP_SERIES) <= EXP_BOUND


@pytest.mark.parametrize("k", range(3))
def test_a_coefficient_changed_in_its_12th_digit_is_seen(k: int) -> None:
    assert not log_error(changed(LOG_SERIES, k)) <= LOG_BOUND
    assert not exp_error(changed(EXP_SERIES, k)) <= EXP_BOUND


@given(st.fractions(min_value=0, max_value=Fraction(1, 9)))
def test_the_power_series_is_that_of_artanh(z: Fraction) -> None:
    """z Σ 2zᵏ/(2k + 3) = 2 (artanh(s)/s - 1) with s² = z, the function the kernels need."""
    with mpmath.workdps(60):
        s = mpmath.sqrt(mpmath.mpf(z.numerator) / z.denominator)
        total = mpmath.fsum(s ** (2 * k + 3) / (2 * k + 3) for k in range(TERMS))
        assert abs(mpmath.atanh(s) - s - total) <= mpmath.mpf(10) ** -38


def test_constants_are_the_nearest_floats() -> None:
    with mpmath.workdps(60):
        width = mpmath.sqrt(2 * mpmath.pi * mpmath.e)
        for bits, (high, rest) in LOG_WIDTH.items():
            digits = {64: 53, 32: 24}[bits]
            assert abs(high - width) <= mpmath.mpf(2) ** (2 - digits)
            assert rest == float(width - high)
            assert Fraction(high).numerator.bit_length() <= digits
            assert SPLITTER[bits] == 2 ** ((digits + 1) // 2) + 1
        assert float(mpmath.log(2) / 2) == HALF_LOG_2
