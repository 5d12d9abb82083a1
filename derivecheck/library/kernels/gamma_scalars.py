"""The kernels of gamma laws on Python floats: Stirling's remainder without cancellation.

μ(x) = log Γ(x) - (x - ½) log x + x - ½ log 2π is the sum of g(x + k) over k = 0, 1, …, where with
s = 1/(2x + 1)

    g(x) = (x + ½) log(1 + 1/x) - 1 = artanh(s)/s - 1 = s²/3 + s⁴/5 + …,   g''(x) = ½/(x (x + 1))²,

and for large x its asymptotic series, which encloses it.  A difference of two values, or its
distance from a tangent, is taken term by term: that of x⁻ⁿ is a product of positive numbers.
"""

from __future__ import annotations

import math

from derivecheck.library.kernels.constants import LOG_SERIES, STIRLING
from derivecheck.library.kernels.scalars import (
    _divergence,
    _log,
    _log_gap,
    ratio_gap,
)

_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8, _L9 = LOG_SERIES
_S0, _S1, _S2, _S3, _S4, _S5, _S6, _S7, _S8 = STIRLING
_LARGE = 10.0


def _cross(p: float, q: float, s: float, t: float, e: float) -> float:
    """q (s + e)/t - p, the share of s - t apart from that of q - p."""
    return q * (((s - t) + e) / t) + (q - p)


def cross_kl(p: float, q: float, s: float, t: float, e: float) -> float:
    """kl_term of p and q (s + e)/t for p, q, s, t > 0 and a small e."""
    if not (p > 0.0 and q > 0.0 and s > 0.0 and t > 0.0 and e == e):
        return math.nan
    d = _cross(p, q, s, t, e)
    return _divergence(p, p + d if d > -0.5 * p else q * (s / t), d)


def cross_gap(p: float, q: float, s: float, t: float, e: float) -> float:
    """q (s + e)/t - p for p, q, s, t > 0 and a small e."""
    if not t > 0.0:
        return math.nan
    d = _cross(p, q, s, t, e)
    return d if d > -0.5 * p else q * (s / t) - p + e * (q / t)


def cross_ratio(p: float, q: float, s: float, t: float, e: float) -> float:
    """log(p t/(q (s + e))) for p, q, s, t > 0 and a small e."""
    if not (p > 0.0 and q > 0.0 and s > 0.0 and t > 0.0 and e == e):
        return math.nan
    d = _cross(p, q, s, t, e)
    if -0.5 * p < d < p:
        return -math.log1p(d / p)
    return (_log(p) - _log(q)) - (_log(s) - _log(t))


def _odd_series(z: float) -> float:
    """artanh(s)/s - 1 for z = s² up to 1/9."""
    r = z * (z * (z * (z * (z * _L9 + _L8) + _L7) + _L6) + _L5) + _L4
    return 0.5 * z * (z * (z * (z * (z * r + _L3) + _L2) + _L1) + _L0)


def stirling(x: float) -> float:
    """log Γ(x) - (x - ½) log x + x - ½ log 2π for x > 0."""
    if not x > 0.0:
        return math.nan
    r = 0.0
    while x < _LARGE:
        if x < 1.0:
            r = r + ((x + 0.5) * (math.log1p(x) - _log(x)) - 1.0)
        else:
            s = 1.0 / (2.0 * x + 1.0)
            r = r + _odd_series(s * s)
        x = x + 1.0
    w = 1.0 / x / x
    t = w * (w * (w * (w * _S8 + _S7) + _S6) + _S5) + _S4
    return r + (w * (w * (w * (w * t + _S3) + _S2) + _S1) + _S0) / x


def stirling_slope(x: float) -> float:
    """ψ(x) - log x + 1/(2x) for x > 0: the derivative of `stirling`."""
    if not x > 0.0:
        return math.nan
    r = 0.0
    while x < _LARGE:
        if x < 1.0:
            r = r + ((math.log1p(x) - _log(x)) - (x + 0.5) / (x + 1.0) / x)
        else:
            s = 1.0 / (2.0 * x + 1.0)
            z = s * s
            r = r - 2.0 * s * (z / (1.0 - z) - _odd_series(z))
        x = x + 1.0
    w = 1.0 / x / x
    t = w * (w * (w * (w * 17.0 * _S8 + 15.0 * _S7) + 13.0 * _S6) + 11.0 * _S5) + 9.0 * _S4
    return r - w * (w * (w * (w * (w * t + 7.0 * _S3) + 5.0 * _S2) + 3.0 * _S1) + _S0)


def stirling_curvature(x: float) -> float:
    """ψ'(x) - 1/x - 1/(2x²) for x > 0: the second derivative of `stirling`."""
    if not x > 0.0:
        return math.nan
    r = 0.0
    while x < _LARGE:
        c = 1.0 / (x + 1.0) / x
        r = r + 0.5 * c * c
        x = x + 1.0
    w = 1.0 / x / x
    t = w * (w * (w * (w * 306.0 * _S8 + 240.0 * _S7) + 182.0 * _S6) + 132.0 * _S5) + 90.0 * _S4
    s = w * (w * (w * (w * t + 56.0 * _S3) + 30.0 * _S2) + 12.0 * _S1) + 2.0 * _S0
    return r + w * s / x


def _coefficient(n: float) -> float:
    """That of x⁻ⁿ in the asymptotic series."""
    if n < 8.0:
        return (_S1 if n == 3.0 else _S2) if n < 6.0 else _S3
    if n < 12.0:
        return _S4 if n == 9.0 else _S5
    return (_S6 if n == 13.0 else _S7) if n < 16.0 else _S8


def _series_gap(a: float, b: float) -> float:
    """The same for the asymptotic series over (a - b)²/b², for a, b ≥ 10.

    R = (a⁻ⁿ - b⁻ⁿ + n (a - b) b⁻ⁿ⁻¹) b²/(a - b)² is 1/a for n = 1, then (R + (n + 1) b⁻ⁿ)/a.
    """
    r, power = 1.0 / a, 1.0 / b
    total = _S0 * r
    n = 1.0
    while n < 17.0:
        r = (r + (n + 1.0) * power) / a
        power = power / b
        r = (r + (n + 2.0) * power) / a
        power = power / b
        n = n + 2.0
        total = total + r * _coefficient(n)
    return total


def _binet_gap(a: float, b: float) -> float:
    """g(a) - g(b) - (a - b) g'(b) over 4 (a - b)²/(2b + 1)² for a, b ≥ 1.

    With y = 2a + 1 and v = 1/(2b + 1) the powers of s are those of 1/y and v.
    """
    y, v = 2.0 * a + 1.0, 1.0 / (2.0 * b + 1.0)
    r, power = 1.0 / y, v
    n, last = 1.0, 1.0
    total = 0.0
    while last > 1e-18 * total:
        r = (r + (n + 1.0) * power) / y
        power = power * v
        last = r / (n + 2.0)
        total = total + last
        r = (r + (n + 2.0) * power) / y
        power = power * v
        n = n + 2.0
    return total


def _binet_rise(a: float, b: float) -> float:
    """(g'(a) - g'(b))/(a - b) for a, b ≥ 1, by (a⁻ⁿ - b⁻ⁿ)/(b - a) = Σ a⁻ʲ b^-(n+1-j)."""
    v, y = 1.0 / (2.0 * a + 1.0), 2.0 * b + 1.0
    r, power = v / y, v
    n, last = 1.0, 1.0
    total = 0.0
    while last > 1e-18 * total:
        power = power * v
        r = (r + power) / y
        power = power * v
        r = (r + power) / y
        n = n + 2.0
        last = 4.0 * (n - 1.0) / n * r
        total = total + last
    return total


def _series_rise(a: float, b: float) -> float:
    """The same for the asymptotic series, for a, b ≥ 10."""
    power = 1.0 / a / a
    r, n = (1.0 / a / b + power) / b, 1.0
    total = _S0 * r
    while n < 17.0:
        power = power / a
        r = (r + power) / b
        power = power / a
        r = (r + power) / b
        n = n + 2.0
        total = total + n * r * _coefficient(n)
    return total


def _small_gap(a: float, b: float, d: float) -> float:
    """g(a) - g(b) - d g'(b) for d = a - b, by log x and x log x at x and x + 1."""
    c = b + 1.0
    shares = _log_gap(d / c) + _log_gap(d / b)
    return 0.5 * shares - (_divergence(a, b, -d) - _divergence(a + 1.0, c, -d))


def shape_gap(a: float, b: float, e: float) -> float:
    """ν(a + e) - ν(b) - (a + e - b) ν'(b) for a, b > 0, ν(x) = log Γ(x) - x log x + x; at least 0.

    ν = μ - ½ log: the second part is that of `ratio_gap`.
    """
    if not (a > 0.0 and b > 0.0 and e == e):
        return math.nan
    d = (a - b) + e  # once: it may be lost in a + 1 and b + 1
    if not -0.5 * b < d < b:
        return 0.5 * ratio_gap(a, b) + (stirling(a) - stirling(b) - d * stirling_slope(b))
    total = 0.5 * _log_gap(d / b)
    while min(a, b) < _LARGE:
        if min(a, b) < 1.0:
            total = total + max(_small_gap(a, b, d), 0.0)
        else:
            u = 2.0 * d / (2.0 * b + 1.0)
            total = total + u * u * _binet_gap(a, b)
        a, b = a + 1.0, b + 1.0
    u = d / b
    return total + u * u * _series_gap(a, b)


def shape_rise(a: float, b: float, e: float) -> float:
    """ν'(a + e) - ν'(b) for a, b > 0, ν' = ψ - log."""
    if not (a > 0.0 and b > 0.0 and e == e):
        return math.nan
    d = (a - b) + e
    total = 0.5 * (d / a / b)
    if not -0.5 * b < d < b:
        return total + (stirling_slope(a) - stirling_slope(b))
    while min(a, b) < _LARGE:
        if min(a, b) < 1.0:
            logs = math.log1p(d / (b + 1.0)) - math.log1p(d / b)
            total = total + logs + 0.5 * (d / a / b + d / (a + 1.0) / (b + 1.0))
        else:
            total = total + d * _binet_rise(a, b)
        a, b = a + 1.0, b + 1.0
    return total + d * _series_rise(a, b)
