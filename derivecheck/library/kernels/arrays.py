"""The kernels on float arrays, with broadcasting.

Same names and order of arguments as `derivecheck.terms.kernels`.  Results are within 4 ulp of the
exact value, 6 for those of tilted laws and in float32.  The text holds for NumPy, and with `np` as
`jax.numpy` or `torch`: every function is a composition of elementwise ones.  An interval of the
argument is told from the rest by clipping, where what is clipped off contributes a term that is
exactly 0 inside; `where` on a random mask would be many times slower.  Call them within
``np.errstate(all="ignore")``: what is computed in vain for a special argument may divide by 0.

>>> with np.errstate(all="ignore"):
...     kl_term(np.array([0.5, 0.5]), np.array([0.5 + 2**-40, 0.0]))
array([8.27180613e-25,            inf])
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derivecheck.library.kernels.constants import (
    EXP_SERIES,
    FLOOR,
    HALF_LOG_2,
    LOG_SERIES,
    LOG_WIDTH,
    SPLITTER,
)

Array = Any


def _series(coefficients: tuple[float, ...], z: Array) -> Array:
    r = coefficients[-1] * z + coefficients[-2]
    for c in coefficients[-3::-1]:
        r = r * z + c
    return r


def _two_diff(a: Array, b: Array) -> tuple[Array, Array]:
    """a - b as a rounded difference and its error (Knuth); equal infinities differ by 0."""
    h = np.where(a == b, 0.0, a - b)
    t = h - a
    return h, (a - (h - t)) - (b + t)


def _two_prod(a: Array, b: Array) -> tuple[Array, Array]:
    """a b as a rounded product and its error (Dekker)."""
    h = a * b
    splitter, b = SPLITTER[np.finfo(h.dtype).bits], np.asarray(b, dtype=h.dtype)
    s, t = splitter * a, splitter * b
    a1, b1 = s - (s - a), t - (t - b)
    a2, b2 = a - a1, b - b1
    return h, ((a1 * b1 - h) + a1 * b2 + a2 * b1) + a2 * b2


def _finite(x: Array) -> Array:
    """A correction, or 0 where it has no finite value."""
    return np.where(np.isfinite(x), x, 0.0)


def _log_gap(s: Array, t: Array, p: Array = 1.0) -> Array:
    """p (t - log(1 + t)) by s = t/(2 + t), -1/3 ≤ s ≤ 1/3, and p t: log(1 + t) = 2 artanh s."""
    z = s * s
    return s * (t - p * (z * _series(LOG_SERIES, z)))


def _divergence(p: Array, q: Array, d: Array, rounded: bool = True) -> Array:
    """p log(p/q) + d for p, q ≥ 0 and d = q - p, where p and q may be rounded more than d."""
    double, half = 2.0 * p, 0.5 * p
    nearest = np.maximum(np.minimum(q, double), half)
    gap = np.maximum(np.minimum(d, p), -half) if rounded else nearest - p
    x = q / nearest
    outer = (q - nearest) - p * np.log(np.clip(x, 0.0, 1e30))
    vanishing = d - p * (np.log(q) - np.log(p))
    near = _log_gap(gap / (double + gap), gap, p) + outer
    return np.where(p == 0.0, q, np.where(x >= np.finfo(x.dtype).tiny, near, vanishing))


def _js(h: Array, low: Array, g: Array) -> Array:
    """js_term of h ≥ low ≥ 0 with g = (h - low)/2."""
    near = np.minimum(g, low)
    m = low + near
    outer = (g - near) - low * np.log1p(np.clip((g - near) / m, 0.0, 1e30))
    below = _log_gap(g / (h + (h - g)), g, -h)
    r = 0.5 * (below + (_log_gap(near / (low + m), near, low) + outer))
    return np.where(low == 0.0, HALF_LOG_2 * h, r)


def _quotient(h: Array, rest: Array, T: Array) -> tuple[Array, Array]:
    """(h + rest)/T as a rounded number and the rest."""
    k = h / T
    ph, pl = _two_prod(k, T)
    return k, _finite((((h - ph) - pl) + rest) / T)


def _scaled_difference(a: Array, b: Array, T: Array) -> tuple[Array, Array]:
    """(a - b)/T as a rounded number and the rest."""
    h, rest = _two_diff(a, b)
    return _quotient(h, rest, T)


def _exp_sum(h: Array, rest: Array) -> Array:
    """exp(h + rest) for a small rest."""
    e = np.exp(h)
    return e + _finite(e * rest)


def _times_exp(w: Array, h: Array, rest: Array) -> Array:
    """w exp(h + rest) for a small rest, w multiplied in before the exponential leaves the range.

    0 for h = -infinity: there is no weight that makes up for it.
    """
    floor = FLOOR[np.finfo(h.dtype).bits]
    middle = np.clip(h, floor, -floor)
    r = w * _exp_sum(middle, rest) * np.exp(h - middle)
    return np.where(((h == -np.inf) & (w == w)) | ((w == 0.0) & (h == h)), 0.0, r)


def _tilt(a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> tuple[Array, Array]:
    """((b - n) - (a - m))/T - c as a rounded number and the rest."""
    h, f = _two_diff(a, m)
    k, g = _two_diff(b, n)
    d, e = _two_diff(k, h)
    x, r = _quotient(d, e + (g - f), T)
    y, e = _two_diff(x, c)
    rest = _finite(e + r)
    z = y + rest
    return z, _finite((y - z) + rest)


def _log_q(b: Array, n: Array, c: Array, T: Array) -> tuple[Array, Array]:
    """(b - n)/T - c as a rounded number and the rest."""
    k, r = _scaled_difference(b, n, T)
    h, e = _two_diff(k, c)
    return h, _finite(e + r)


def _larger(
    w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, x: Array, change: Array, T: Array
) -> Array:
    """w times the larger of exp((a - m)/T) and exp((b - n)/T - c), changed by a small share."""
    k, r = _scaled_difference(a, m, T)
    h, e = _log_q(b, n, c, T)
    rest = np.where(x > 0.0, e, r) + _finite(change)
    return _times_exp(w, np.where(x > 0.0, h, k), rest)


def _product(w: Array, gap: Array) -> Array:
    """w gap, 0 for a gap of 0 whatever the weight."""
    return np.where((gap == 0.0) & (w == w), 0.0, w * gap)


def _log_share(x: Array) -> Array:
    """log(2 exp(x)/(1 + exp(x)))."""
    y = np.clip(x, -np.inf, -1.0)
    below = y - np.log1p(0.5 * np.expm1(y))
    return np.where(x < -1.0, below, -np.log1p(0.5 * np.expm1(-np.clip(x, -1.0, np.inf))))


def log1p(t: Array) -> Array:
    """log(1 + t)."""
    return np.log1p(t)


def expm1(x: Array) -> Array:
    """exp(x) - 1."""
    return np.expm1(x)


def log1pmx(t: Array) -> Array:
    """log(1 + t) - t, at most 0."""
    c = np.clip(t, -0.5, 1.0)
    outer = np.log1p((np.clip(t, -2.0, 1e30) - c) / (1.0 + c)) - (t - c)
    return outer - _log_gap(c / (2.0 + c), c)


def expm1mx(x: Array) -> Array:
    """exp(x) - 1 - x, at least 0: beyond ±1/2 by exp(c + y) = exp(c) + exp(c) (exp(y) - 1)."""
    c = np.clip(x, -0.5, 0.5)
    y = x - c
    outer = np.exp(c) * np.expm1(y) - np.clip(y, -np.inf, 1e30)
    return c * c * _series(EXP_SERIES, c) + outer


def sq(x: Array) -> Array:
    """x²."""
    return x * x


def xlogy(w: Array, x: Array) -> Array:
    """w log x, 0 for w = 0."""
    log_x = np.log(x)
    return w * np.where(w == 0.0, np.where(x >= 0.0, 0.0, log_x), log_x)


def xlog1py(w: Array, t: Array) -> Array:
    """w log(1 + t), 0 for w = 0."""
    log_x = np.log1p(t)
    return w * np.where(w == 0.0, np.where(t >= -1.0, 0.0, log_x), log_x)


def log_ratio(a: Array, b: Array) -> Array:
    """log(a/b) for a, b ≥ 0, 0 for a = b."""
    x = a / b
    beyond = np.log(np.clip(x, 0.0, np.inf) / np.clip(x, 0.5, 2.0))  # XLA rewrites (a/b)/c
    near = np.log1p(np.clip((a - b) / b, -0.5, 1.0)) + beyond
    tiny = np.finfo(x.dtype).tiny
    r = np.where((x > tiny) & (x < 1.0 / tiny), near, np.log(a) - np.log(b))
    return np.where(a == b, 0.0, r)


def kl_term(p: Array, q: Array) -> Array:
    """p log(p/q) - p + q for p, q ≥ 0: q for p = 0, infinity for p > 0 = q."""
    return _divergence(p, q, q - p, rounded=False)


def kl_term_rest(p: Array, q: Array) -> Array:
    """kl_term of 1 - p and 1 - q for 0 ≤ p, q ≤ 1."""
    return _divergence(1.0 - p, 1.0 - q, p - q)


def js_term(p: Array, q: Array) -> Array:
    """½[p log(2p/(p + q)) + q log(2q/(p + q))] for p, q ≥ 0."""
    h, low = np.maximum(p, q), np.minimum(p, q)
    return _js(h, low, 0.5 * (h - low))


def log_mean(p: Array, q: Array) -> Array:
    """log((p + q)/(2p)) for p, q ≥ 0; infinity for p = 0."""
    x = 0.5 * ((q - p) / p)
    r = np.where(x < np.inf, np.log1p(x), np.log(q) - np.log(p) - 2.0 * HALF_LOG_2)
    return np.where(p == q, 0.0, r)


def above_gap(s: Array, t: Array) -> Array:
    """s + log(1 + t) - t, at least 0."""
    r = s + log1pmx(t)
    return np.where(r < 0.0, 0.0, r)


def gan_term(p: Array, q: Array) -> Array:
    """p log(1 + q/p) for p, q ≥ 0, 0 for p = 0."""
    x = q / p
    r = p * np.where(x == np.inf, np.log(q) - np.log(p), np.log1p(x))
    return np.where(p == 0.0, 0.0 * q, np.where(x < 1e-20, q, r))


def scale_gap(s: Array, r: Array) -> Array:
    """((s/r)² - 1)/2 - log(s/r) for s ≥ 0, r > 0; infinity for s > 0 = r."""
    x = s / r
    u = (s - r) / r
    c = np.clip(u, -0.5, 1.0)
    square = 0.5 * u * u
    log_x = np.log(np.clip(x, -1.0, 1e30) / np.clip(x, 0.5, 2.0))
    near = (_log_gap(c / (2.0 + c), c) + square) + ((u - c) - log_x)
    log_r = np.log(r * np.ones_like(x))
    return np.where(x < np.finfo(x.dtype).tiny, (square + u) - (np.log(s) - log_r), near)


def ratio_gap(a: Array, b: Array) -> Array:
    """a/b - 1 - log(a/b) for a ≥ 0, b > 0; infinity for a > 0 = b."""
    u, x = (a - b) / b, a / b
    near = _divergence(np.ones_like(x), x, u)
    return np.where(x < np.finfo(x.dtype).tiny, u - (np.log(a) - np.log(b)), near)


def laplace_gap(x: Array, b: Array, r: Array) -> Array:
    """(b/r) (exp(-x/b) - 1 + x/b) for x ≥ 0, b, r > 0."""
    t = x / b
    near = b / r * expm1mx(-np.clip(t, 0.0, 8.0))
    near = np.where(t < 1e-20, 0.5 * t * (x / r), near)
    return np.where(t < 8.0, near, x / r + b / r * np.expm1(-t))


def expm1mx_diff(a: Array, b: Array) -> Array:
    """exp(a - b) - 1 - (a - b)."""
    h, rest = _two_diff(a, b)
    return expm1mx(h) + _finite(rest * np.expm1(h))


def log_width(s: Array) -> Array:
    """log(s √(2πe)) for s ≥ 0."""
    c = np.clip(s, 0.125, 1e15)
    width, width_rest = LOG_WIDTH[np.finfo(c.dtype).bits]
    h, rest = _two_prod(c, width)
    return np.log1p((h - 1.0) + (rest + c * width_rest)) + np.log(s / c)


def times_diff(w: Array, a: Array, b: Array) -> Array:
    """w (a - b), 0 for w = 0 or a = b."""
    none = ((w == 0.0) & (a == a) & (b == b)) | ((a == b) & (w == w))
    return np.where(none, 0.0, w * (a - b))


def exp_diff(a: Array, b: Array, T: Array) -> Array:
    """exp((a - b)/T) for T > 0."""
    k, r = _scaled_difference(a, b, T)
    return _exp_sum(k, r)


def times_exp(w: Array, a: Array, b: Array, T: Array) -> Array:
    """w exp((a - b)/T) for T > 0."""
    k, r = _scaled_difference(a, b, T)
    return _times_exp(w, k, r)


def tilt(a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """((b - n) - (a - m))/T - c for T > 0."""
    x, rest = _tilt(a, m, b, n, c, T)
    return x + rest


def tilt_gap(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w p (exp(x) - 1 - x) with p = exp((a - m)/T) and x = ((b - n) - (a - m))/T - c.

    For x > 0 it is w p exp(x) (1 - (1 + x) exp(-x)), which cannot overflow too early.
    """
    x, rest = _tilt(a, m, b, n, c, T)
    y = np.clip(x, -np.inf, 50.0)
    gap = expm1mx(y)  # of slope gap + y
    large = _product(w, gap * np.exp(-np.clip(y, 0.0, 50.0)))
    change = rest * ((np.where(x > 0.0, 0.0, gap) + y) / gap)
    return _larger(large, a, m, b, n, c, x, change, T)


def tilt_diff(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w p (exp(x) - 1) with p = exp((a - m)/T) and x = ((b - n) - (a - m))/T - c."""
    x, rest = _tilt(a, m, b, n, c, T)
    gap = np.expm1(-np.abs(x)) * -np.sign(x)
    return _larger(_product(w, gap), a, m, b, n, c, x, rest * ((1.0 - np.abs(gap)) / gap), T)


def tilt_js(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w times js_term of p and p exp(x), p = exp((a - m)/T), x = ((b - n) - (a - m))/T - c."""
    x, _ = _tilt(a, m, b, n, c, T)
    y = -np.abs(x)
    share = w * _js(1.0, np.exp(y), -0.5 * np.expm1(y))
    return _larger(share, a, m, b, n, c, x, 0.0 * y, T)


def tilt_share(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w q log(2q/(p + q)), p = exp((a - m)/T), q = exp((b - n)/T - c)."""
    x, _ = _tilt(a, m, b, n, c, T)
    h, e = _log_q(b, n, c, T)
    return _times_exp(w * _log_share(x), h, e)


def tilt_middle(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w (q log(2q/(p + q)) - q + (p + q)/2), p = exp((a - m)/T), q = exp((b - n)/T - c)."""
    x, rest = _tilt(a, m, b, n, c, T)
    floor = FLOOR[np.finfo(x.dtype).bits]
    h, r = _scaled_difference(a, m, T)
    far = _times_exp(0.5 * w, h, r)
    h, e = _log_q(b, n, c, T)
    t = 0.5 * np.expm1(-np.clip(x, floor, np.inf))
    gap = -log1pmx(t)
    change = -rest * (t / (1.0 + t) * ((t + 0.5) / gap))
    return np.where(x < floor, far, _times_exp(w * gap, h, e + _finite(change)))


def tilt_lag(w: Array, a: Array, m: Array, b: Array, n: Array, c: Array, T: Array) -> Array:
    """w (p log p log(2p/(p + q)) + q log q log(2q/(p + q))), p and q as in `tilt_share`.

    With the larger logarithm v it is 2 v js_term + |x| l log((p + q)/2l), l the smaller of p and q.
    """
    x, _ = _tilt(a, m, b, n, c, T)
    y = np.clip(-np.abs(x), -800.0, 0.0)
    k, r = _scaled_difference(a, m, T)
    h, e = _log_q(b, n, c, T)
    first = 2.0 * np.maximum(k + r, h + e)
    e = np.exp(y)
    lag = _product(first, _js(1.0, e, -0.5 * np.expm1(y))) + y * (e * _log_share(y))
    return _larger(w * lag, a, m, b, n, c, x, 0.0 * y, T)


def _log1p_exp(x: Array, rest: Array) -> Array:
    """log(1 + exp(x + rest)) for a small rest."""
    top = -FLOOR[np.finfo(x.dtype).bits]
    return np.log1p(_exp_sum(np.clip(x, -np.inf, top), rest)) + np.clip(x - top, 0.0, np.inf)


def share_gap(a: Array, m: Array, b: Array, k: Array, n: Array, c: Array, T: Array) -> Array:
    """log((1 + exp(x))/(1 + exp(y))), x = ((b - n) - (a - m))/T - c, y = (k - n)/T - c."""
    x, r = _tilt(a, m, b, n, c, T)
    y, s = _tilt(m, m, k, n, c, T)
    d, _ = _tilt(a, m, b, k, 0.0, T)
    near = np.log1p(np.expm1(np.clip(d, -1.0, 1.0)) / (1.0 + _exp_sum(-y, -s)))
    return np.where(np.abs(d) < 1.0, near, _log1p_exp(x, r) - _log1p_exp(y, s))


def mixed_kl_term(p: Array, q: Array, w: Array) -> Array:
    """kl_term of p and p + w (q - p) for p, q ≥ 0 and 0 ≤ w ≤ 1."""
    d = w * (q - p)
    return _divergence(p, (1.0 - w) * p + w * q, d)


def skewed_js_term(p: Array, q: Array, w: Array) -> Array:
    """w p log(p/m) + (1 - w) q log(q/m) for p, q ≥ 0 and m = w p + (1 - w) q."""
    known = (p == p) & (q == q)
    first = np.where((w == 0.0) & known, 0.0, w * mixed_kl_term(p, q, 1.0 - w))
    rest = 1.0 - w
    return first + np.where((rest == 0.0) & known, 0.0, rest * mixed_kl_term(q, p, w))


def log_mixture(p: Array, q: Array, w: Array) -> Array:
    """log((p + w (q - p))/p) for p, q ≥ 0 and 0 ≤ w ≤ 1; infinity for p = 0."""
    x = w * ((q - p) / p)
    near = np.where(x < -0.5, np.log((1.0 - w) + w * (q / p)), np.log1p(x))
    r = np.where(x < np.inf, near, np.log(w * q) - np.log(p))
    return np.where((w * (q - p)) == 0.0, 0.0, r)


def chi_term(p: Array, q: Array) -> Array:
    """(p - q)²/q for p, q ≥ 0, 0 for p = q."""
    return np.where(p == q, 0.0, (p - q) / q * (p - q))


def root_gap(p: Array, q: Array) -> Array:
    """½ (√p - √q)² for p, q ≥ 0."""
    root = (p - q) / (np.sqrt(p) + np.sqrt(q))
    return np.where(p == q, 0.0, 0.5 * root * root)


def root_share(p: Array, q: Array) -> Array:
    """1 - √(q/p) for p, q ≥ 0, 0 for p = q."""
    root = np.sqrt(p)
    return np.where(p == q, 0.0, (p - q) / (root + np.sqrt(q)) / root)


def root_product(p: Array, q: Array) -> Array:
    """√p √q for p, q ≥ 0."""
    return np.sqrt(p) * np.sqrt(q)


def softplus(w: Array, x: Array) -> Array:
    """w log(1 + exp(x)), 0 for w = 0."""
    r = w * (np.clip(x, 0.0, np.inf) + np.log1p(np.exp(-np.abs(x))))
    return np.where((w == 0.0) & (x == x), 0.0, r)


def logistic(w: Array, x: Array) -> Array:
    """w exp(x)/(1 + exp(x)), w multiplied in before the exponential leaves the range."""
    y = np.clip(x, -np.inf, 0.0)
    return _times_exp(w, y, 0.0 * w) / (1.0 + np.exp(-np.abs(x)))


def relative_gap(a: Array, b: Array) -> Array:
    """(a - b)/b, 0 for a = b."""
    return np.where(a == b, 0.0, (a - b) / b)
