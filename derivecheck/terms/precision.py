"""Correct digits of a formula at exact arguments, however many of them cancel on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import mpmath

MOST_BITS, MOST_FADING_BITS = 1 << 20, 1 << 17


def correct_digits(
    formula: Callable[[], Sequence[Any]], arguments: Iterable[Any], fading: float = 0
) -> list[Any]:
    """The numbers that a formula gives, correct to mpmath's working precision.

    The formula is evaluated with twice as many guard bits each time, until two results in a row
    agree.  The first number of guard bits is such that no difference of two arguments is lost, and
    no exponential of ``-fading`` next to 1; a number that is lost twice would not be missed.
    Raises ArithmeticError where no agreement is reached, as for a zero that is not seen to be one,
    or where too many digits would be needed.

    >>> with mpmath.workdps(15):
    ...     t = mpmath.mpf(10) ** -30
    ...     mpmath.nstr(correct_digits(lambda: [mpmath.log(1 + t) - t], [t])[0], 5)
    '-5.0e-61'
    >>> mpmath.nstr(correct_digits(lambda: [mpmath.log(1 + mpmath.exp(-99))], [], 99)[0], 5)
    '1.0112e-43'
    """
    wanted = mpmath.mp.prec
    guard = 32 + 2 * max((_width(x) for x in arguments), default=0)
    if 3 * fading > MOST_FADING_BITS:
        raise ArithmeticError(f"an exponential may be as small as exp(-{fading:.3g}): too small")
    guard += round(3 * fading)
    before: Sequence[Any] | None = None
    while guard <= MOST_BITS:
        with mpmath.workprec(wanted + guard):
            now = formula()
            if before is not None and all(map(_agree, before, now, [wanted] * len(now))):
                break
        before, guard = now, 2 * guard
    else:
        raise ArithmeticError("the digits do not settle: a zero, perhaps, in disguise")
    return [+x for x in now]


def _width(x: Any) -> int:
    """The number of binary places from the leading to the last bit of x or of 1."""
    x = mpmath.mpf(x)
    if not x or not mpmath.isfinite(x):
        return 0
    return int(abs(mpmath.mag(x)) + x.man.bit_length())


def _agree(x: Any, y: Any, bits: int) -> bool:
    if not (mpmath.isfinite(x) and mpmath.isfinite(y)):
        return bool(x == y or (mpmath.isnan(x) and mpmath.isnan(y)))
    return bool(abs(x - y) <= mpmath.ldexp(abs(y), -bits - 4))
