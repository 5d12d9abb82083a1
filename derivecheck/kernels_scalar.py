"""The kernels on Python floats: `math` only, and numba compiles the text as it stands.

Same names and order of arguments as `derivecheck.kernels`.  Results are within 4 ulp of the exact
value, 6 for `tilt_gap` and `tilt_js`; 0 and infinity are as IEEE 754 has them (no exception is
raised), and what lies outside the domain is nan.  No difference of nearly equal numbers is left
that is not exact.

>>> kl_term(0.5, 0.5 + 2**-40)  # p log(p/q) - p + q has no correct digit here
8.271806125520246e-25
>>> kl_term(0.5, 0.0), kl_term(0.0, 0.5), xlogy(0.0, 0.0)
(inf, 0.5, 0.0)
"""

from __future__ import annotations

import math

from derivecheck.kernel_constants import (
    EXP_SERIES,
    HALF_LOG_2,
    LOG_SERIES,
    LOG_WIDTH,
    SPLITTER,
)

_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8, _L9 = LOG_SERIES
_E0, _E1, _E2, _E3, _E4, _E5, _E6, _E7, _E8, _E9, _E10, _E11 = EXP_SERIES
_SPLITTER = SPLITTER[64]
_WIDTH, _WIDTH_REST = LOG_WIDTH[64]
_TINY = 2.0**-1022
_HUGE = 1e300
_LOG_2 = 2.0 * HALF_LOG_2
_LARGEST_EXPONENT = 709.782712893384


def _log(x: float) -> float:
    if x > 0.0:
        return math.log(x)
    return -math.inf if x == 0.0 else math.nan


def _exp(x: float) -> float:
    return math.inf if x > _LARGEST_EXPONENT else math.exp(x)


def _two_diff(a: float, b: float) -> tuple[float, float]:
    """a - b as a rounded difference and its error (Knuth)."""
    h = a - b
    t = h - a
    return h, (a - (h - t)) - (b + t)


def _two_prod(a: float, b: float) -> tuple[float, float]:
    """a b as a rounded product and its error (Dekker)."""
    h = a * b
    s, t = _SPLITTER * a, _SPLITTER * b
    a1, b1 = s - (s - a), t - (t - b)
    a2, b2 = a - a1, b - b1
    return h, ((a1 * b1 - h) + a1 * b2 + a2 * b1) + a2 * b2


def _log_gap(t: float) -> float:
    """t - log(1 + t) for -1/2 ≤ t ≤ 1, by s = t/(2 + t): log(1 + t) = 2 artanh s, t - 2s = t s."""
    s = t / (2.0 + t)
    z = s * s
    r = z * (z * (z * (z * (z * _L9 + _L8) + _L7) + _L6) + _L5) + _L4
    r = z * (z * (z * (z * r + _L3) + _L2) + _L1) + _L0
    return s * (t - z * r)


def _exp_gap(x: float) -> float:
    """exp(x) - 1 - x for |x| ≤ 1/2."""
    r = x * (x * (x * (x * (x * _E11 + _E10) + _E9) + _E8) + _E7) + _E6
    r = x * (x * (x * (x * (x * r + _E5) + _E4) + _E3) + _E2) + _E1
    return x * x * (x * r + _E0)


def _log_quotient(a: float, b: float) -> float:
    """log(a/b) for a ≥ 0, b > 0 with a/b not close to 1."""
    x = a / b
    if _TINY < x < math.inf:
        return math.log(x)
    return _log(a) - _log(b)


def _divergence(p: float, q: float, d: float) -> float:
    """p log(p/q) + d for p, q ≥ 0 and d = q - p.

    Beyond q = 2p or p/2 what it is there, and what is added from there on.
    """
    if p == 0.0:
        return q
    if -0.5 * p <= d <= p:
        return p * _log_gap(d / p)
    if d > 0.0:
        y = q - 2.0 * p
        return p * (1.0 - _LOG_2) + (y - p * math.log1p(min(0.5 * (y / p), _HUGE)))
    x = 2.0 * (q / p)
    if x < _TINY:
        return d - p * (_log(q) - _log(p))
    return p * (_LOG_2 - 0.5) + ((q - 0.5 * p) - p * _log(x))


def _js(h: float, low: float, g: float) -> float:
    """js_term of h ≥ low ≥ 0 with g = (h - low)/2."""
    if low == 0.0:
        return HALF_LOG_2 * h
    return 0.5 * (h * _log_gap(-g / h) + _divergence(low, low + g, g))


def _scaled_difference(a: float, b: float, T: float) -> tuple[float, float]:
    """(a - b)/T as a rounded number and the rest."""
    if T == 0.0:
        return math.nan, 0.0
    h, rest = _two_diff(a, b)
    k = h / T
    ph, pl = _two_prod(k, T)
    r = (((h - ph) - pl) + rest) / T
    return k, r if math.isfinite(r) else 0.0


def _exp_sum(h: float, rest: float) -> float:
    """exp(h + rest) for a small rest."""
    e = _exp(h)
    c = e * rest
    return e + c if math.isfinite(c) else e


def _tilt(a: float, b: float, c: float, d: float, T: float) -> tuple[float, float]:
    """(b - a)/T - c - d as a rounded number and the rest."""
    k, r = _scaled_difference(b, a, T)
    y, e = _two_diff(k, c)
    z, f = _two_diff(y, d)
    rest = (e + f) + r
    x = z + rest
    return x, (z - x) + rest


def _larger(a: float, m: float, x: float, rest: float, T: float) -> float:
    """The larger of exp((a - m)/T) and exp((a - m)/T + x + rest)."""
    k, r = _scaled_difference(a, m, T)
    if x <= 0.0:
        return _exp_sum(k, r)
    s, e = _two_diff(k, -x)
    return _exp_sum(s, (e + r) + rest)


def log1p(t: float) -> float:
    """log(1 + t)."""
    if t > -1.0:
        return math.log1p(t)
    return -math.inf if t == -1.0 else math.nan


def expm1(x: float) -> float:
    """exp(x) - 1."""
    return math.inf if x > _LARGEST_EXPONENT else math.expm1(x)


def log1pmx(t: float) -> float:
    """log(1 + t) - t, at most 0."""
    if -0.5 <= t <= 1.0:
        return -_log_gap(t)
    return -math.inf if t == math.inf else log1p(t) - t


def expm1mx(x: float) -> float:
    """exp(x) - 1 - x, at least 0."""
    if -0.5 <= x <= 0.5:
        return _exp_gap(x)
    return math.inf if x > _LARGEST_EXPONENT else math.expm1(x) - x


def sq(x: float) -> float:
    """x²."""
    return x * x


def xlogy(w: float, x: float) -> float:
    """w log x, 0 for w = 0."""
    return 0.0 if w == 0.0 and x >= 0.0 else w * _log(x)


def xlog1py(w: float, t: float) -> float:
    """w log(1 + t), 0 for w = 0."""
    return 0.0 if w == 0.0 and t >= -1.0 else w * log1p(t)


def log_ratio(a: float, b: float) -> float:
    """log(a/b) for a, b ≥ 0, not both 0."""
    if not (a >= 0.0 and b >= 0.0) or (a == 0.0 and b == 0.0):
        return math.nan
    d = a - b
    if -0.5 * b < d < b:
        return math.log1p(d / b)
    return math.inf if b == 0.0 else _log_quotient(a, b)


def kl_term(p: float, q: float) -> float:
    """p log(p/q) - p + q for p, q ≥ 0: q for p = 0, infinity for p > 0 = q."""
    return _divergence(p, q, q - p) if p >= 0.0 and q >= 0.0 else math.nan


def kl_term_rest(p: float, q: float) -> float:
    """kl_term of 1 - p and 1 - q for 0 ≤ p, q ≤ 1."""
    inside = 0.0 <= p <= 1.0 and 0.0 <= q <= 1.0
    return _divergence(1.0 - p, 1.0 - q, p - q) if inside else math.nan


def js_term(p: float, q: float) -> float:
    """½[p log(2p/(p + q)) + q log(2q/(p + q))] for p, q ≥ 0."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    h, low = max(p, q), min(p, q)
    return _js(h, low, 0.5 * (h - low))


def gan_term(p: float, q: float) -> float:
    """p log(1 + q/p) for p, q ≥ 0, 0 for p = 0."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    if p == 0.0:
        return 0.0 * q
    x = q / p
    if x < 1e-20:
        return q
    return p * (math.log1p(x) if x < math.inf else _log_quotient(q, p))


def scale_gap(s: float, r: float) -> float:
    """((s/r)² - 1)/2 - log(s/r) for s ≥ 0, r > 0; infinity for s > 0 = r."""
    if not (s >= 0.0 and r > 0.0):
        return math.inf if s > 0.0 and r == 0.0 else math.nan
    u = (s - r) / r
    square = 0.5 * u * u
    if -0.5 <= u <= 1.0:
        return _log_gap(u) + square
    if u > 0.0:
        return square + (u - math.log1p(min(u, _HUGE)))
    return (square + u) - _log_quotient(s, r)


def expm1mx_diff(a: float, b: float) -> float:
    """exp(a - b) - 1 - (a - b)."""
    h, rest = _two_diff(a, b)
    c = rest * expm1(h)
    return expm1mx(h) + (c if math.isfinite(c) else 0.0)


def log_width(s: float) -> float:
    """log(s √(2πe)) for s ≥ 0."""
    if not s >= 0.0:
        return math.nan
    c = min(max(s, 0.125), 1e15)
    h, rest = _two_prod(c, _WIDTH)
    near = math.log1p((h - 1.0) + (rest + c * _WIDTH_REST))
    return near + _log(s / c)


def exp_diff(a: float, b: float, T: float) -> float:
    """exp((a - b)/T) for T > 0."""
    k, r = _scaled_difference(a, b, T)
    return _exp_sum(k, r)


def tilt(a: float, b: float, c: float, T: float) -> float:
    """(b - a)/T - c for T > 0."""
    k, r = _scaled_difference(b, a, T)
    return (k - c) + r


def tilt_gap(a: float, m: float, b: float, c: float, d: float, T: float) -> float:
    """exp((a - m)/T) (exp(x) - 1 - x) with x = (b - a)/T - c - d.

    For x > 0 it is exp((a - m)/T + x) (1 - (1 + x) exp(-x)), which cannot overflow too early.
    """
    x, rest = _tilt(a, b, c, d, T)
    y = min(x, 50.0) if x == x else x
    return _larger(a, m, x, rest, T) * (expm1mx(y) * _exp(-max(y, 0.0)))


def tilt_diff(a: float, m: float, b: float, c: float, d: float, T: float) -> float:
    """exp((a - m)/T) (exp(x) - 1) with x = (b - a)/T - c - d."""
    x, rest = _tilt(a, b, c, d, T)
    return _larger(a, m, x, rest, T) * math.copysign(math.expm1(-abs(x)), x)


def tilt_js(a: float, m: float, b: float, c: float, d: float, T: float) -> float:
    """js_term of exp((a - m)/T) and exp((a - m)/T + x) with x = (b - a)/T - c - d."""
    x, rest = _tilt(a, b, c, d, T)
    y = -abs(x)
    return _larger(a, m, x, rest, T) * _js(1.0, math.exp(y), -0.5 * math.expm1(y))


def relative_gap(a: float, b: float) -> float:
    """(a - b)/b, nan for b = 0."""
    return (a - b) / b if b != 0.0 else math.nan
