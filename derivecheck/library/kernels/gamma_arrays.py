"""The kernels of gamma laws on float arrays: those of `derivecheck.library.kernels.gamma_scalars`.

The text holds for NumPy, and with `np` as `jax.numpy` or `torch`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from derivecheck.library.kernels.arrays import _divergence, _log_gap, _series, ratio_gap
from derivecheck.library.kernels.constants import LOG_SERIES, STIRLING

Array = Any
_SLOPES = tuple(-(2 * k + 1) * c for k, c in enumerate(STIRLING))
_CURVES = tuple((2 * k + 1) * (2 * k + 2) * c for k, c in enumerate(STIRLING))
_TERMS = (19, 19, 13, 11, 10, 9, 8, 8, 7, 7)  # of the series in 1/(2x + 1) for x ≥ 1, 1, 2, …
_STEPS = 10  # to where the asymptotic series holds


def _cross(p: Array, q: Array, s: Array, t: Array, e: Array) -> Array:
    """q (s + e)/t - p, the share of s - t apart from that of q - p."""
    return q * (((s - t) + e) / t) + (q - p)


def cross_kl(p: Array, q: Array, s: Array, t: Array, e: Array) -> Array:
    """kl_term of p and q (s + e)/t for p, q, s, t > 0 and a small e."""
    d = _cross(p, q, s, t, e)
    return _divergence(p, np.where(d > -0.5 * p, p + d, q * (s / t)), d)


def cross_gap(p: Array, q: Array, s: Array, t: Array, e: Array) -> Array:
    """q (s + e)/t - p for p, q, s, t > 0 and a small e."""
    d = _cross(p, q, s, t, e)
    return np.where(d > -0.5 * p, d, q * (s / t) - p + e * (q / t))


def cross_ratio(p: Array, q: Array, s: Array, t: Array, e: Array) -> Array:
    """log(p t/(q (s + e))) for p, q, s, t > 0 and a small e."""
    d = _cross(p, q, s, t, e)
    far = (np.log(p) - np.log(q)) - (np.log(s) - np.log(t))
    return np.where((d > -0.5 * p) & (d < p), -np.log1p(np.clip(d / p, -0.5, 1.0)), far + 0.0 * e)


def stirling(x: Array) -> Array:
    """log Γ(x) - (x - ½) log x + x - ½ log 2π for x > 0."""
    r = np.where(x < 1.0, (x + 0.5) * (np.log1p(x) - np.log(x)) - 1.0, 0.0)
    for k in range(_STEPS):
        z = (1.0 / (2.0 * x + 1.0)) ** 2
        step = (x < _STEPS) & (x >= 1.0) if k == 0 else x < _STEPS
        r = r + np.where(step, 0.5 * z * _series(LOG_SERIES, z), 0.0)
        x = np.where(x < _STEPS, x + 1.0, x)
    return r + _series(STIRLING, 1.0 / x / x) / x


def stirling_slope(x: Array) -> Array:
    """ψ(x) - log x + 1/(2x) for x > 0: the derivative of `stirling`."""
    small = (np.log1p(x) - np.log(x)) - (x + 0.5) / (x + 1.0) / x
    r = np.where(x < 1.0, small, 0.0)
    for k in range(_STEPS):
        s = 1.0 / (2.0 * x + 1.0)
        z = s * s
        step = (x < _STEPS) & (x >= 1.0) if k == 0 else x < _STEPS
        change = 2.0 * s * (z / (1.0 - z) - 0.5 * z * _series(LOG_SERIES, z))
        r = r - np.where(step, change, 0.0)
        x = np.where(x < _STEPS, x + 1.0, x)
    w = 1.0 / x / x
    return r + w * _series(_SLOPES, w)


def stirling_curvature(x: Array) -> Array:
    """ψ'(x) - 1/x - 1/(2x²) for x > 0: the second derivative of `stirling`."""
    r = 0.0 * x
    for _ in range(_STEPS):
        c = 1.0 / (x + 1.0) / x
        r = r + np.where(x < _STEPS, 0.5 * c * c, 0.0)
        x = np.where(x < _STEPS, x + 1.0, x)
    w = 1.0 / x / x
    return r + w * _series(_CURVES, w) / x


def _series_gap(a: Array, b: Array) -> Array:
    r, power = 1.0 / a, 1.0 / b
    total = STIRLING[0] * r
    for k, c in enumerate(STIRLING[1:], 1):
        r = (r + 2.0 * k * power) / a
        power = power / b
        r = (r + (2.0 * k + 1.0) * power) / a
        power = power / b
        total = total + c * r
    return total


def _binet_gap(a: Array, b: Array, terms: int) -> Array:
    y, v = 2.0 * a + 1.0, 1.0 / (2.0 * b + 1.0)
    r, power, total = 1.0 / y, v, 0.0
    for k in range(1, terms + 1):
        r = (r + 2.0 * k * power) / y
        power = power * v
        total = total + r / (2.0 * k + 1.0)
        r = (r + (2.0 * k + 1.0) * power) / y
        power = power * v
    return total


def _series_rise(a: Array, b: Array) -> Array:
    power = 1.0 / a / a
    r = (1.0 / a / b + power) / b
    total = STIRLING[0] * r
    for k, c in enumerate(STIRLING[1:], 1):
        for _ in range(2):
            power = power / a
            r = (r + power) / b
        total = total + (2.0 * k + 1.0) * c * r
    return total


def _binet_rise(a: Array, b: Array, terms: int) -> Array:
    v, y = 1.0 / (2.0 * a + 1.0), 2.0 * b + 1.0
    r, power, total = v / y, v, 0.0
    for k in range(1, terms + 1):
        for _ in range(2):
            power = power * v
            r = (r + power) / y
        total = total + 8.0 * k / (2.0 * k + 1.0) * r
    return total


def _small_gap(a: Array, b: Array, d: Array) -> Array:
    """The step from x to x + 1 by log x and x log x, for |d| below b."""
    s, t = d / b, d / (b + 1.0)
    shares = _log_gap(t / (2.0 + t), t) + _log_gap(s / (2.0 + s), s)
    r = 0.5 * shares - (_divergence(a, b, -d) - _divergence(a + 1.0, b + 1.0, -d))
    return np.where(r < 0.0, 0.0, r)


def _steps(a: Array, b: Array) -> Iterator[tuple[Array, Array, Array, int]]:
    """a and b after each step of the recurrence, where it is taken, and how many terms it needs."""
    low = np.minimum(a, b)
    for k, terms in enumerate(_TERMS):
        taken = low < _STEPS
        yield a, b, taken & (low >= 1.0) if k == 0 else taken, terms
        a, b = np.where(taken, a + 1.0, a), np.where(taken, b + 1.0, b)
        low = np.where(taken, low + 1.0, low)
    yield a, b, low < 0.0, 0


def shape_gap(a: Array, b: Array, e: Array) -> Array:
    """ν(a + e) - ν(b) - (a + e - b) ν'(b) for a, b > 0, ν(x) = log Γ(x) - x log x + x; at least 0.

    ν = μ - ½ log: the second part is that of `ratio_gap`.
    """
    d = (a - b) + e
    far = 0.5 * ratio_gap(a, b) + (stirling(a) - stirling(b) - d * stirling_slope(b))
    t = d / b
    near = (t > -0.5) & (t < 1.0)
    t = np.clip(t, -0.5, 1.0)
    total = 0.5 * _log_gap(t / (2.0 + t), t)
    total = total + np.where(np.minimum(a, b) < 1.0, _small_gap(a, b, d), 0.0)
    high, low = a, b
    for high, low, step, terms in _steps(a, b):
        u = 2.0 * d / (2.0 * low + 1.0)
        total = total + np.where(step, u * u * _binet_gap(high, low, terms), 0.0)
    return np.where(near, total + (d / low) ** 2 * _series_gap(high, low), far)


def shape_rise(a: Array, b: Array, e: Array) -> Array:
    """ν'(a + e) - ν'(b) for a, b > 0, ν' = ψ - log."""
    d = (a - b) + e
    first, t = 0.5 * (d / a / b), d / b
    far = first + (stirling_slope(a) - stirling_slope(b))
    logs = np.log1p(d / (b + 1.0)) - np.log1p(np.clip(t, -0.5, 1.0))
    small = logs + 0.5 * (d / a / b + d / (a + 1.0) / (b + 1.0))
    total = first + np.where(np.minimum(a, b) < 1.0, small, 0.0)
    high, low = a, b
    for high, low, step, terms in _steps(a, b):
        total = total + np.where(step, d * _binet_rise(high, low, terms), 0.0)
    return np.where((t > -0.5) & (t < 1.0), total + d * _series_rise(high, low), far)
