"""The coefficients of `derivecheck.library.kernels.constants`, computed anew.

Run: python benchmarks/polynomials.py

A polynomial through the values at the zeros of a Chebyshev polynomial is nearly the best one; its
errors are proved in `tests/library/test_kernel_polynomials.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
from mpmath import mpf

from derivecheck.library.kernels.constants import EXP_SERIES, LOG_SERIES

GUARD_DIGITS = 60


def interpolant(f: Callable[[Any], Any], low: Any, high: Any, terms: int) -> tuple[float, ...]:
    """Rounded coefficients of the polynomial that equals f at Chebyshev's points of an interval."""
    angles = [mpmath.pi * (2 * k + 1) / (2 * terms) for k in range(terms)]
    points = [(low + high) / 2 + (high - low) / 2 * mpmath.cos(a) for a in angles]
    powers = mpmath.matrix([[x**j for j in range(terms)] for x in points])
    return tuple(map(float, mpmath.lu_solve(powers, mpmath.matrix([f(x) for x in points]))))


def log_part(z: Any) -> Any:
    """2 (artanh(s)/s - 1)/s² for z = s²."""
    s = mpmath.sqrt(z)
    return 2 * (mpmath.atanh(s) / s - 1) / z


def exp_part(x: Any) -> Any:
    """(exp(x) - 1 - x)/x²."""
    return (mpmath.exp(x) - 1 - x) / x**2


def main() -> None:
    with mpmath.workdps(GUARD_DIGITS):
        log_series = interpolant(log_part, mpf(0), mpf(1) / 9, len(LOG_SERIES))
        exp_series = interpolant(exp_part, mpf(-1) / 2, mpf(1) / 2, len(EXP_SERIES))
    for name, found, kept in (
        ("LOG_SERIES", log_series, LOG_SERIES),
        ("EXP_SERIES", exp_series, EXP_SERIES),
    ):
        print(name, "as kept" if found == kept else "differs from what is kept")
        print(*map(repr, found), sep=",\n")


if __name__ == "__main__":
    main()
