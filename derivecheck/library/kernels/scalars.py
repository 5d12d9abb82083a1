"""The kernels on Python floats: `math` only, and numba compiles the text as it stands.

Same names and order of arguments as `derivecheck.terms.kernels`.  Results are within 4 ulp of the
exact value, 6 for those of tilted laws; 0 and infinity are as IEEE 754 has them (no exception is
raised), and what lies outside the domain is nan.  No difference of nearly equal numbers is left
that is not exact.

>>> kl_term(0.5, 0.5 + 2**-40)  # p log(p/q) - p + q has no correct digit here
8.271806125520246e-25
>>> kl_term(0.5, 0.0), kl_term(0.0, 0.5), xlogy(0.0, 0.0)
(inf, 0.5, 0.0)
"""

from __future__ import annotations

import math

from derivecheck.library.kernels.constants import (
    EXP_SERIES,
    FLOOR,
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
_FLOOR = FLOOR[64]
_EXP_FLOOR = math.exp(_FLOOR)
_EXP_CEILING = math.exp(-_FLOOR)


def _log(x: float) -> float:
    if x > 0.0:
        return math.log(x)
    return -math.inf if x == 0.0 else math.nan


def _exp(x: float) -> float:
    return math.inf if x > _LARGEST_EXPONENT else math.exp(x)


def _two_diff(a: float, b: float) -> tuple[float, float]:
    """a - b as a rounded difference and its error (Knuth); equal infinities differ by 0."""
    if a == b:
        return 0.0, 0.0
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


def _quotient(h: float, rest: float, T: float) -> tuple[float, float]:
    """(h + rest)/T as a rounded number and the rest."""
    if T == 0.0:
        return math.nan, 0.0
    k = h / T
    ph, pl = _two_prod(k, T)
    r = (((h - ph) - pl) + rest) / T
    return k, r if math.isfinite(r) else 0.0


def _scaled_difference(a: float, b: float, T: float) -> tuple[float, float]:
    """(a - b)/T as a rounded number and the rest."""
    h, rest = _two_diff(a, b)
    k, r = _quotient(h, rest, T)
    return k, r


def _exp_sum(h: float, rest: float) -> float:
    """exp(h + rest) for a small rest."""
    e = _exp(h)
    c = e * rest
    return e + c if math.isfinite(c) else e


def _times_exp(w: float, h: float, rest: float) -> float:
    """w exp(h + rest) for a small rest, w multiplied in before the exponential leaves the range.

    0 for h = -infinity: there is no weight that makes up for it.
    """
    if h < _FLOOR:
        if h == -math.inf:
            return 0.0 if w == w else w
        return w * _exp_sum(h - _FLOOR, rest) * _EXP_FLOOR
    if h > -_FLOOR:
        return w * _EXP_CEILING * _exp_sum(h + _FLOOR, rest) if w != 0.0 else 0.0
    return w * _exp_sum(h, rest)


def _tilt(a: float, m: float, b: float, n: float, c: float, T: float) -> tuple[float, float]:
    """((b - n) - (a - m))/T - c as a rounded number and the rest."""
    h, f = _two_diff(a, m)
    k, g = _two_diff(b, n)
    d, e = _two_diff(k, h)
    x, r = _quotient(d, e + (g - f), T)
    y, e = _two_diff(x, c)
    rest = e + r
    if not math.isfinite(y + rest):
        return y, 0.0
    z = y + rest
    return z, (y - z) + rest


def _times_q(w: float, b: float, n: float, c: float, change: float, T: float) -> float:
    """w exp((b - n)/T - c), changed by a small share."""
    k, r = _scaled_difference(b, n, T)
    h, e = _two_diff(k, c)
    rest = (e + r) + change
    return _times_exp(w, h, rest if math.isfinite(rest) else 0.0)


def _times_p(w: float, a: float, m: float, change: float, T: float) -> float:
    """w exp((a - m)/T), changed by a small share."""
    k, r = _scaled_difference(a, m, T)
    return _times_exp(w, k, r + change if math.isfinite(change) else r)


def _log_share(x: float) -> float:
    """log(2 exp(x)/(1 + exp(x)))."""
    if x < -1.0:
        return x - math.log1p(0.5 * math.expm1(x))
    return -math.log1p(0.5 * math.expm1(-x))


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
    """log(a/b) for a, b ≥ 0, 0 for a = b."""
    if not (a >= 0.0 and b >= 0.0):
        return math.nan
    if a == b:
        return 0.0
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


def log_mean(p: float, q: float) -> float:
    """log((p + q)/(2p)) for p, q ≥ 0; infinity for p = 0."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    if p == q:
        return 0.0
    if p == 0.0:
        return math.inf
    x = 0.5 * ((q - p) / p)
    return math.log1p(x) if x < math.inf else _log(q) - _log(p) - _LOG_2


def above_gap(s: float, t: float) -> float:
    """s + log(1 + t) - t, at least 0."""
    r = s + log1pmx(t)
    return 0.0 if r < 0.0 else r


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


def ratio_gap(a: float, b: float) -> float:
    """a/b - 1 - log(a/b) for a ≥ 0, b > 0; infinity for a > 0 = b."""
    if not (a >= 0.0 and b > 0.0):
        return math.inf if a > 0.0 and b == 0.0 else math.nan
    u = (a - b) / b
    x = a / b
    return _divergence(1.0, x, u) if x >= _TINY else u - (_log(a) - _log(b))


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


def laplace_gap(x: float, b: float, r: float) -> float:
    """(b/r) (exp(-x/b) - 1 + x/b) for x ≥ 0, b, r > 0."""
    if not (x >= 0.0 and b > 0.0 and r > 0.0):
        return math.nan
    t = x / b
    if t < 1e-20:
        return 0.5 * t * (x / r)
    if t < 8.0:
        return b / r * expm1mx(-t)
    return x / r + b / r * math.expm1(-t)


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


def times_diff(w: float, a: float, b: float) -> float:
    """w (a - b), 0 for w = 0 or a = b."""
    if w != w or a != a or b != b:
        return math.nan
    return 0.0 if w == 0.0 or a == b else w * (a - b)


def exp_diff(a: float, b: float, T: float) -> float:
    """exp((a - b)/T) for T > 0."""
    k, r = _scaled_difference(a, b, T)
    return _exp_sum(k, r)


def times_exp(w: float, a: float, b: float, T: float) -> float:
    """w exp((a - b)/T) for T > 0."""
    k, r = _scaled_difference(a, b, T)
    return _times_exp(w, k, r)


def tilt(a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """((b - n) - (a - m))/T - c for T > 0."""
    x, rest = _tilt(a, m, b, n, c, T)
    return x + rest


def tilt_gap(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w p (exp(x) - 1 - x) with p = exp((a - m)/T) and x = ((b - n) - (a - m))/T - c.

    For x > 0 it is w p exp(x) (1 - (1 + x) exp(-x)), which cannot overflow too early.
    """
    x, rest = _tilt(a, m, b, n, c, T)
    y = min(x, 50.0) if x == x else x
    gap = expm1mx(y)  # of slope gap + y
    if gap == 0.0:
        return 0.0 if w == w else w
    if x > 0.0:
        return _times_q(w * (gap * _exp(-y)), b, n, c, rest * (y / gap), T)
    return _times_p(w * gap, a, m, rest * ((gap + y) / gap), T)


def tilt_diff(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w p (exp(x) - 1) with p = exp((a - m)/T) and x = ((b - n) - (a - m))/T - c."""
    x, rest = _tilt(a, m, b, n, c, T)
    if x == 0.0:
        return 0.0 if w == w else w
    gap = math.copysign(math.expm1(-abs(x)), x)
    change = rest * ((1.0 - abs(gap)) / gap)
    if x > 0.0:
        return _times_q(w * gap, b, n, c, change, T)
    return _times_p(w * gap, a, m, change, T)


def tilt_js(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w times js_term of p and p exp(x), p = exp((a - m)/T), x = ((b - n) - (a - m))/T - c."""
    x, _ = _tilt(a, m, b, n, c, T)
    y = -abs(x)
    share = w * _js(1.0, math.exp(y), -0.5 * math.expm1(y))
    return _times_q(share, b, n, c, 0.0, T) if x > 0.0 else _times_p(share, a, m, 0.0, T)


def tilt_share(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w q log(2q/(p + q)), p = exp((a - m)/T), q = exp((b - n)/T - c)."""
    x, _ = _tilt(a, m, b, n, c, T)
    return _times_q(w * _log_share(x), b, n, c, 0.0, T)


def tilt_middle(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w (q log(2q/(p + q)) - q + (p + q)/2), p = exp((a - m)/T), q = exp((b - n)/T - c)."""
    x, rest = _tilt(a, m, b, n, c, T)
    if x < _FLOOR:
        return _times_p(0.5 * w, a, m, 0.0, T)
    t = 0.5 * expm1(-x)
    gap = -log1pmx(t)
    if gap == 0.0:
        return 0.0 * w
    change = -rest * (t / (1.0 + t) * ((t + 0.5) / gap))
    return _times_q(w * gap, b, n, c, change, T)


def tilt_lag(w: float, a: float, m: float, b: float, n: float, c: float, T: float) -> float:
    """w (p log p log(2p/(p + q)) + q log q log(2q/(p + q))), p and q as in `tilt_share`.

    With the larger logarithm v it is 2 v js_term + |x| l log((p + q)/2l), l the smaller of p and q.
    """
    x, _ = _tilt(a, m, b, n, c, T)
    y = max(-abs(x), -800.0) if x == x else x
    k, r = _scaled_difference(a, m, T)
    h, s = _scaled_difference(b, n, T)
    h, e = _two_diff(h, c)
    first = 2.0 * max(k + r, h + (e + s) if math.isfinite(e + s) else h)
    z = math.exp(y)
    gap = _js(1.0, z, -0.5 * math.expm1(y))
    lag = y * (z * _log_share(y)) + (0.0 if gap == 0.0 and first == first else first * gap)
    return _times_q(w * lag, b, n, c, 0.0, T) if x > 0.0 else _times_p(w * lag, a, m, 0.0, T)


def _log1p_exp(x: float, rest: float) -> float:
    """log(1 + exp(x + rest)) for a small rest."""
    return x if x > -_FLOOR else math.log1p(_exp_sum(x, rest))


def share_gap(a: float, m: float, b: float, k: float, n: float, c: float, T: float) -> float:
    """log((1 + exp(x))/(1 + exp(y))), x = ((b - n) - (a - m))/T - c, y = (k - n)/T - c."""
    x, r = _tilt(a, m, b, n, c, T)
    y, s = _tilt(m, m, k, n, c, T)
    d, _ = _tilt(a, m, b, k, 0.0, T)
    if -1.0 < d < 1.0:
        return math.log1p(math.expm1(d) / (1.0 + _exp_sum(-y, -s)))
    return _log1p_exp(x, r) - _log1p_exp(y, s)


def mixed_kl_term(p: float, q: float, w: float) -> float:
    """kl_term of p and p + w (q - p) for p, q ≥ 0 and 0 ≤ w ≤ 1."""
    if not (p >= 0.0 and q >= 0.0 and 0.0 <= w <= 1.0):
        return math.nan
    return _divergence(p, (1.0 - w) * p + w * q, w * (q - p))


def skewed_js_term(p: float, q: float, w: float) -> float:
    """w p log(p/m) + (1 - w) q log(q/m) for p, q ≥ 0 and m = w p + (1 - w) q."""
    if not (p >= 0.0 and q >= 0.0 and 0.0 <= w <= 1.0):
        return math.nan
    first = w * mixed_kl_term(p, q, 1.0 - w) if w > 0.0 else 0.0
    return first + ((1.0 - w) * mixed_kl_term(q, p, w) if w < 1.0 else 0.0)


def log_mixture(p: float, q: float, w: float) -> float:
    """log((p + w (q - p))/p) for p, q ≥ 0 and 0 ≤ w ≤ 1; infinity for p = 0."""
    if not (p >= 0.0 and q >= 0.0 and 0.0 <= w <= 1.0):
        return math.nan
    if w * (q - p) == 0.0:
        return 0.0
    if p == 0.0:
        return math.inf
    x = w * ((q - p) / p)
    if -0.5 <= x < math.inf:
        return math.log1p(x)
    return _log((1.0 - w) + w * (q / p)) if x < 0.0 else _log(w * q) - _log(p)


def chi_term(p: float, q: float) -> float:
    """(p - q)²/q for p, q ≥ 0, 0 for p = q."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    if p == q:
        return 0.0
    return (p - q) / q * (p - q) if q > 0.0 else math.inf


def root_gap(p: float, q: float) -> float:
    """½ (√p - √q)² for p, q ≥ 0."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    if p == q:
        return 0.0
    root = (p - q) / (math.sqrt(p) + math.sqrt(q))
    return 0.5 * root * root


def root_share(p: float, q: float) -> float:
    """1 - √(q/p) for p, q ≥ 0, 0 for p = q."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    if p == q:
        return 0.0
    root = math.sqrt(p)
    return (p - q) / (root + math.sqrt(q)) / root if p > 0.0 else -math.inf


def root_product(p: float, q: float) -> float:
    """√p √q for p, q ≥ 0."""
    if not (p >= 0.0 and q >= 0.0):
        return math.nan
    return math.sqrt(p) * math.sqrt(q)


def softplus(w: float, x: float) -> float:
    """w log(1 + exp(x)), 0 for w = 0."""
    if w == 0.0 and x == x:
        return 0.0
    y = math.log1p(math.exp(-abs(x)))
    return w * (x + y if x > 0.0 else y)


def logistic(w: float, x: float) -> float:
    """w exp(x)/(1 + exp(x)), w multiplied in before the exponential leaves the range."""
    y = x if x < 0.0 else 0.0 if x == x else x
    return _times_exp(w, y, 0.0) / (1.0 + math.exp(-abs(x)))


def relative_gap(a: float, b: float) -> float:
    """(a - b)/b, 0 for a = b."""
    if b == 0.0:
        return math.copysign(math.inf, a) if a != 0.0 and a == a else a
    return (a - b) / b
