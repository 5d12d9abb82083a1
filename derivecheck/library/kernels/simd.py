"""The most used kernels in a form that LLVM vectorises; needs numba.

Same names and order of arguments as `derivecheck.terms.kernels`, and `log` and `exp`.  No loop, no
table, no branch: both sides of a choice are computed and one is taken.  On a common range the
results are those of `derivecheck.library.kernels.scalars` but for a few ulp; outside it they are
nan, so that a caller who finds a nan in a block computes that block again by the scalar kernels.  A
caller compiles with ``error_model="numpy"``; with ``fastmath={"contract"}`` a product and a sum
become one instruction.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

from derivecheck.library.kernels.constants import EXP_SERIES, LOG_2, LOG_SERIES

F = TypeVar("F", bound=Callable[..., object])

_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8, _L9 = LOG_SERIES
_E0, _E1, _E2, _E3, _E4, _E5, _E6, _E7, _E8, _E9, _E10, _E11 = EXP_SERIES
_LOG_2, _LOG_2_REST = LOG_2
_PER_LOG_2 = 1.4426950408889634
_ROOT_HALF = 0x3FE6A09E667F3BCD  # the bits of √½
_ROUNDER = 1.5 * 2.0**52  # x + _ROUNDER ends in the bits of the integer nearest to x
_ROUNDER_BITS = 0x4338000000000000
_LEAST, _LARGEST = 1e-140, 1e140  # of a number whose quotients and products are taken
_UNIT = 1023  # the exponent's bits of 1
_HALF = 1 << 51  # half a unit of the exponent
_FRACTION = (1 << 52) - 1  # all bits below the exponent
_TWO_UNITS = 2046 << 52  # the sum of the bits of a power of 2 and of its reciprocal
_SMALL, _LARGE = 1e-30, 1e30  # of a divisor


def _vectorisable(f: F) -> F:
    compiled: F = njit(forceinline=True, error_model="numpy", fastmath={"contract"})(f)
    return compiled


@_vectorisable
def _bits(x: float) -> Any:
    return np.float64(x).view(np.int64)


@_vectorisable
def _float(bits: int) -> Any:
    return np.int64(bits).view(np.float64)


@_vectorisable
def _power_of_2(k: int) -> float:
    return _float((k + _UNIT) << 52)


@_vectorisable
def _split(x: float) -> tuple[float, float]:
    """k and m with x = 2ᵏ m, √½ ≤ m < √2, for a normal x > 0."""
    bits = _bits(x)
    k = (bits - _ROOT_HALF) >> 52
    return _float(k + _ROUNDER_BITS) - _ROUNDER, _float(bits - (k << 52))


@_vectorisable
def _artanh(n: float, d: float) -> tuple[float, float]:
    """s = n/d and w with 2 artanh s = s (2 + w), for |s| ≤ 1/3."""
    s = n / d
    z = s * s
    r = z * (z * (z * (z * (z * _L9 + _L8) + _L7) + _L6) + _L5) + _L4
    return s, z * (z * (z * (z * (z * r + _L3) + _L2) + _L1) + _L0)


@_vectorisable
def _exp_gap(x: float) -> float:
    """exp(x) - 1 - x for |x| ≤ 1/2."""
    r = x * (x * (x * (x * (x * _E11 + _E10) + _E9) + _E8) + _E7) + _E6
    r = x * (x * (x * (x * (x * r + _E5) + _E4) + _E3) + _E2) + _E1
    return x * x * (x * r + _E0)


@_vectorisable
def _log_sum(k: float, log_m: float) -> float:
    """k log 2 + log m."""
    return k * _LOG_2 + (log_m + k * _LOG_2_REST)


@_vectorisable
def _exp_parts(x: float) -> tuple[float, int, float]:
    """k as a float and as an integer, and r = x - k log 2 with |r| ≤ (log 2)/2."""
    shifted = x * _PER_LOG_2 + _ROUNDER
    k = shifted - _ROUNDER
    return k, _bits(shifted) - _ROUNDER_BITS, (x - k * _LOG_2) - k * _LOG_2_REST


@_vectorisable
def _moderate(x: float) -> bool:
    return _LEAST < x < _LARGEST


@_vectorisable
def log(x: float) -> float:
    """log(x) for 1e-300 < x < 1e300."""
    k, m = _split(x)
    f = m - 1.0
    s, w = _artanh(f, m + 1.0)
    return _log_sum(k, f - s * (f - w)) if 1e-300 < x < 1e300 else math.nan


@_vectorisable
def log1p(t: float) -> float:
    """log(1 + t) for -1 < t < 1e300."""
    near = -0.5 < t < 1.0
    k, m = _split(1.0 + t)
    f = t if near else m - 1.0
    s, w = _artanh(f, 2.0 + f)
    r = _log_sum(0.0 if near else k, f - s * (f - w))
    return r if -1.0 < t < 1e300 else math.nan


@_vectorisable
def log1pmx(t: float) -> float:
    """log(1 + t) - t for -1 < t < 1e300."""
    near = -0.5 < t < 1.0
    k, m = _split(1.0 + t)
    f = t if near else m - 1.0
    s, w = _artanh(f, 2.0 + f)
    gap = s * (f - w)
    r = -gap if near else _log_sum(k, f - gap) - t
    return r if -1.0 < t < 1e300 else math.nan


@_vectorisable
def exp(x: float) -> float:
    """exp(x) for -708 < x < 709; 0 below -746."""
    _, k, r = _exp_parts(x)
    scale = _power_of_2(k)
    e = scale + scale * (r + _exp_gap(r))
    e = e if -708.0 < x < 709.0 else math.nan
    return 0.0 if x < -746.0 else e


@_vectorisable
def expm1mx(x: float) -> float:
    """exp(x) - 1 - x for |x| < 700."""
    near = -0.5 < x < 0.5
    _, k, r = _exp_parts(x)
    f = x if near else r
    gap, scale = _exp_gap(f), _power_of_2(k)
    r = gap if near else ((scale - 1.0) - x) + scale * (f + gap)
    return r if -700.0 < x < 700.0 else math.nan


@_vectorisable
def expm1(x: float) -> float:
    """exp(x) - 1 for |x| < 700."""
    near = -0.5 < x < 0.5
    _, k, r = _exp_parts(x)
    f = x if near else r
    gap, scale = _exp_gap(f), _power_of_2(k)
    r = f + gap if near else (scale - 1.0) + scale * (f + gap)
    return r if -700.0 < x < 700.0 else math.nan


@_vectorisable
def expm1mx_diff(a: float, b: float) -> float:
    """exp(a - b) - 1 - (a - b) for |a - b| < 700."""
    h = a - b
    t = h - a
    rest = (a - (h - t)) - (b + t)
    return expm1mx(h) + rest * expm1(h)


@_vectorisable
def sq(x: float) -> float:
    """x²."""
    return x * x


@_vectorisable
def xlogy(w: float, x: float) -> float:
    """w log x, 0 for w = 0, for 1e-300 < x < 1e300."""
    return 0.0 if w == 0.0 and x >= 0.0 else w * log(x)


@_vectorisable
def _quotient(a: float, b: float, near: bool, d: float, total: float) -> tuple[float, ...]:
    """k, s and w with log(b/a) = k log 2 + s (2 + w); where near, k = 0 and s = d/total.

    The power of 2 nearest to b/a is seen in the difference of the bits, so that one division is
    enough; then b/(2ᵏ a) is within 2/3 and 3/2, and the difference of these is exact.
    """
    k = 0 if near else (_bits(b) - _bits(a) + _HALF) >> 52
    scaled = _float(_bits(b) - (k << 52))
    s, w = _artanh(d if near else scaled - a, total if near else scaled + a)
    return _float(k + _ROUNDER_BITS) - _ROUNDER, s, w


@_vectorisable
def log_ratio(a: float, b: float) -> float:
    """log(a/b) for 1e-140 < a, b < 1e140."""
    d = a - b
    k, s, w = _quotient(b, a, -0.5 * b < d < b, d, a + b)
    r = _log_sum(k, s * (2.0 + w))
    r = r if _moderate(a) and _moderate(b) else math.nan
    return 0.0 if a == b else r


@_vectorisable
def _divergence(p: float, q: float, d: float, total: float) -> float:
    """p log(p/q) + d for d = q - p and total = p + q."""
    near = -0.5 * p < d < p
    k, s, w = _quotient(p, q, near, d, total)
    far = (d - p * (k * _LOG_2)) - p * (s * (2.0 + w) + k * _LOG_2_REST)
    return s * (d - p * w) if near else far


@_vectorisable
def kl_term(p: float, q: float) -> float:
    """p log(p/q) - p + q for 1e-140 < p, q < 1e140; q for p = 0."""
    r = _divergence(p, q, q - p, p + q)
    r = r if _moderate(p) and _moderate(q) else math.nan
    return q if p == 0.0 and q >= 0.0 else r


@_vectorisable
def js_term(p: float, q: float) -> float:
    """½[p log(2p/(p + q)) + q log(2q/(p + q))] for 1e-140 < p, q < 1e140."""
    h, low = max(p, q), min(p, q)
    g = 0.5 * (h - low)
    s, w = _artanh(g, h + (h - g))
    r = s * (g + h * w) + _divergence(low, low + g, g, low + (low + g))
    return 0.5 * r if _moderate(p) and _moderate(q) else math.nan


@_vectorisable
def scale_gap(s: float, r: float) -> float:
    """((s/r)² - 1)/2 - log(s/r) for 1e-140 < s, r < 1e140."""
    d = s - r
    u = d / r
    near = -0.5 * r < d < r
    k, t, w = _quotient(r, s, near, d, s + r)
    square = 0.5 * u * u
    far = (u - k * _LOG_2) - (t * (2.0 + w) + k * _LOG_2_REST)
    gap = t * (u - w) if near else far
    return gap + square if _moderate(s) and _moderate(r) else math.nan


@_vectorisable
def times_diff(w: float, a: float, b: float) -> float:
    """w (a - b) for what is finite, 0 for a = b."""
    r = w * (a - b)
    return (0.0 if r == r else w * 0.0) if a == b else r


@_vectorisable
def _reciprocal(T: float) -> float:
    """1/T for a power of 2, nan for another number: only then the quotients by T are exact."""
    bits = _bits(T)
    power = bits & _FRACTION == 0 and _SMALL < T < _LARGE
    return _float(_TWO_UNITS - bits) if power else math.nan


@_vectorisable
def exp_diff(a: float, b: float, T: float) -> float:
    """exp((a - b)/T) for a power of 2 as T and (a - b)/T as in `exp`."""
    h = a - b
    t = h - a
    rest = (a - (h - t)) - (b + t)
    factor = _reciprocal(T)
    e = exp(h * factor)
    return e + e * (rest * factor)
