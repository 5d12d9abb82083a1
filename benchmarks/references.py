"""Exact values, from the definitions, in many digits.

Each reference is written over a context ``m`` (mpmath, or Arb balls for long vectors) and exact
numbers of that context.  It returns readings: a law of floats has not quite the sum 1, so that a
formula means one thing on the numbers as they are and another on these divided by their sum.  A
reading is a number or a list of numbers; `of_terms` are the terms of a sum that may change sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flint
import numpy as np
from flint import arb
from mpmath import mp, mpf

from benchmarks.errors import Exact

Number = Any
Vector = list[Any]
Readings = list[Any]
LONG = 50_000  # entries: from here on balls, several times faster
BALL_BITS = 300


class Balls:
    """The functions of mpmath that references of long vectors use, over Arb balls."""

    mpf, log, exp, sqrt = map(staticmethod, (arb, arb.log, arb.exp, arb.sqrt))
    inf = arb("inf")

    @staticmethod
    def fsum(terms: Any) -> arb:
        """The sum."""
        return sum(terms, arb(0))


# --- finite laws


def law(m: Any, weights: Vector) -> Vector:
    """The weights divided by their sum."""
    sum_ = m.fsum(weights)
    return [w / sum_ for w in weights]


def relative(m: Any, p: Number, q: Number) -> Number:
    """p log(p/q): 0 for p = 0, ∞ for p > 0 = q."""
    if p == 0:
        return m.mpf(0)
    return m.inf if q == 0 else p * m.log(p / q)


def xlog(m: Any, p: Number, q: Number) -> Number:
    """p log q: 0 for p = 0, -∞ for p > 0 = q."""
    if p == 0:
        return m.mpf(0)
    return -m.inf if q == 0 else p * m.log(q)


def divergence(m: Any, p: Vector, q: Vector) -> Number:
    """Σ p log(p/q)."""
    return m.fsum(relative(m, a, b) for a, b in zip(p, q, strict=True))


def kl(m: Any, p: Vector, q: Vector) -> Readings:
    """Relative entropy."""
    return [divergence(m, law(m, p), law(m, q)), divergence(m, p, q)]


def half_way(m: Any, p: Vector, q: Vector) -> Number:
    """½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2."""
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return (divergence(m, p, middle) + divergence(m, q, middle)) / 2


def js(m: Any, p: Vector, q: Vector) -> Readings:
    """Jensen-Shannon divergence."""
    return [half_way(m, p, q), half_way(m, law(m, p), law(m, q))]


def generalised_kl(m: Any, p: Vector, q: Vector) -> Readings:
    """Σ p log(p/q) - p + q, the divergence of weights that have not the sum 1."""
    return [divergence(m, p, q) - m.fsum(p) + m.fsum(q)]


def js_of_weights(m: Any, p: Vector, q: Vector) -> Readings:
    """The divergence of weights from half their sum."""
    return [half_way(m, p, q)]


def js_distance(m: Any, p: Vector, q: Vector) -> Readings:
    """Its square root."""
    return [m.sqrt(abs(value)) for value in js(m, p, q)]


def entropy(m: Any, p: Vector) -> Readings:
    """-Σ p log p."""
    return [-m.fsum(xlog(m, a, a) for a in w) for w in (p, law(m, p))]


def cross_entropy(m: Any, p: Vector, q: Vector) -> Readings:
    """-Σ p log q."""
    both = (p, q), (law(m, p), law(m, q))
    return [-m.fsum(xlog(m, a, b) for a, b in zip(v, w, strict=True)) for v, w in both]


def jeffreys(m: Any, p: Vector, q: Vector) -> Readings:
    """KL(p‖q) + KL(q‖p)."""
    return [divergence(m, p, q) + divergence(m, q, p)]


def skewed_js(m: Any, p: Vector, q: Vector, w: Number) -> Readings:
    """w KL(p‖m) + (1 - w) KL(q‖m) with m = w p + (1 - w) q."""
    middle = [w * a + (1 - w) * b for a, b in zip(p, q, strict=True)]
    return [w * divergence(m, p, middle) + (1 - w) * divergence(m, q, middle)]


def total_variation(m: Any, p: Vector, q: Vector) -> Readings:
    """½ Σ |p - q|."""
    return [m.fsum(abs(a - b) for a, b in zip(p, q, strict=True)) / 2]


def chi_squared(m: Any, p: Vector, q: Vector) -> Readings:
    """Σ (p - q)²/q: 0 for p = q = 0, ∞ for p > 0 = q."""
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a + b != 0]
    return [m.fsum(m.inf if b == 0 else (a - b) ** 2 / b for a, b in pairs)]


def hellinger(m: Any, p: Vector, q: Vector) -> Readings:
    """√(½ Σ (√p - √q)²)."""
    roots = [(m.sqrt(a) - m.sqrt(b)) ** 2 for a, b in zip(p, q, strict=True)]
    return [m.sqrt(m.fsum(roots) / 2)]


def bhattacharyya(m: Any, p: Vector, q: Vector) -> Readings:
    """log of the mean mass over Σ √(p q)."""
    overlap = m.fsum(m.sqrt(a * b) for a, b in zip(p, q, strict=True))
    mean = (m.fsum(p) + m.fsum(q)) / 2
    return [m.inf if overlap == 0 else m.log(mean / overlap)]


def perplexity(m: Any, p: Vector) -> Readings:
    """exp(-Σ p log p)."""
    return [m.exp(entropy(m, p)[0])]


def information_content(m: Any, p: Number) -> Readings:
    """-log p."""
    return [m.inf if p == 0 else -m.log(p)]


def binary_entropy(m: Any, p: Number) -> Readings:
    """Entropy of a coin."""
    return [entropy(m, [p, 1 - p])[0]]


def kl_bernoulli(m: Any, p: Number, q: Number) -> Readings:
    """Relative entropy of two coins."""
    return [divergence(m, [p, 1 - p], [q, 1 - q])]


def optimal_discriminator(m: Any, a: Number, b: Number) -> Readings:
    """a/(a + b)."""
    return [a / (a + b)]


def gan_value(m: Any, p: Vector, q: Vector, d: Vector) -> Readings:
    """Σ p log D + Σ q log(1 - D), in terms."""
    true = [xlog(m, a, x) for a, x in zip(p, d, strict=True)]
    return [true + [xlog(m, b, 1 - x) for b, x in zip(q, d, strict=True)]]


def gan_value_at_optimum(m: Any, p: Vector, q: Vector) -> Readings:
    """The same at D = p/(p + q); an outcome of probability 0 under both adds 0."""
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a + b != 0]
    return [m.fsum(relative(m, a, a + b) + relative(m, b, a + b) for a, b in pairs)]


# --- normal laws


def kl_normal(m: Any, mu1: Number, s1: Number, mu2: Number, s2: Number) -> Readings:
    """KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²))."""
    return kl_normal_variance(m, mu1, s1**2, mu2, s2**2)


def kl_normal_variance(m: Any, mu1: Number, v1: Number, mu2: Number, v2: Number) -> Readings:
    """The same by variances."""
    return [m.log(v2 / v1) / 2 + (v1 + (mu1 - mu2) ** 2) / (2 * v2) - m.mpf(1) / 2]


def kl_log_variance(m: Any, mu1: Number, l1: Number, mu2: Number, l2: Number) -> Readings:
    """The same by logarithms of variances."""
    return kl_normal_variance(m, mu1, m.exp(l1), mu2, m.exp(l2))


def kl_normal_standard(m: Any, mu: Number, sigma: Number) -> Readings:
    """KL(N(μ, σ²) ‖ N(0, 1))."""
    return kl_normal(m, mu, sigma, m.mpf(0), m.mpf(1))


def kl_standard_log_variance(m: Any, mu: Number, log_variance: Number) -> Readings:
    """The same by the logarithm of the variance."""
    return kl_log_variance(m, mu, log_variance, m.mpf(0), m.mpf(0))


def entropy_normal(m: Any, sigma: Number) -> Readings:
    """½ log(2πe σ²)."""
    return [m.log(2 * m.pi * m.e * sigma**2) / 2]


def entropy_log_variance(m: Any, log_variance: Number) -> Readings:
    """The same by the logarithm of the variance, in terms."""
    return [[(m.log(2 * m.pi) + 1) / 2, log_variance / 2]]


def cross_entropy_normal(m: Any, mu1: Number, s1: Number, mu2: Number, s2: Number) -> Readings:
    """-E log N(x; μ₂, σ₂²) under N(μ₁, σ₁²), in terms."""
    square = [s1**2 / (2 * s2**2), (mu1 - mu2) ** 2 / (2 * s2**2)]
    return [[m.log(2 * m.pi) / 2, m.log(s2), *square]]


def nll_normal(m: Any, x: Number, mu: Number, sigma: Number) -> Readings:
    """-log N(x; μ, σ²), in terms."""
    return [[m.log(2 * m.pi) / 2, m.log(sigma), (x - mu) ** 2 / (2 * sigma**2)]]


def nll_log_variance(m: Any, x: Number, mu: Number, log_variance: Number) -> Readings:
    """The same by the logarithm of the variance, in terms."""
    return [[m.log(2 * m.pi) / 2, log_variance / 2, (x - mu) ** 2 / (2 * m.exp(log_variance))]]


def entropy_diagonal_normal(m: Any, sigma: Vector) -> Readings:
    """Σ ½ log(2πe σ²), in terms."""
    return [[entropy_normal(m, s)[0] for s in sigma]]


def wasserstein_normal(m: Any, mu1: Number, s1: Number, mu2: Number, s2: Number) -> Readings:
    """(μ₁ - μ₂)² + (σ₁ - σ₂)²."""
    return [(mu1 - mu2) ** 2 + (s1 - s2) ** 2]


def reconstruction_gaussian(
    m: Any, x: Number, mu: Number, sigma: Number, w: Number, b: Number, s: Number
) -> Readings:
    """E log N(x; wz + b, s²) under z ~ N(μ, σ²), in terms."""
    return [[-t for t in cross_entropy_normal(m, w * mu + b, abs(w * sigma), x, s)[0]]]


def elbo_gaussian(
    m: Any, x: Number, mu: Number, sigma: Number, w: Number, b: Number, s: Number
) -> Readings:
    """The same plus E log N(z; 0, 1) - E log N(z; μ, σ²), in terms."""
    prior = [mu**2 / 2, sigma**2 / 2, -m.mpf(1) / 2, -m.log(sigma)]
    return [reconstruction_gaussian(m, x, mu, sigma, w, b, s)[0] + [-t for t in prior]]


def kl_diagonal_normal(m: Any, mu1: Vector, s1: Vector, mu2: Vector, s2: Vector) -> Readings:
    """The sum over coordinates."""
    each = zip(mu1, s1, mu2, s2, strict=True)
    return [m.fsum(kl_normal(m, *coordinate)[0] for coordinate in each)]


def kl_multivariate_normal(
    m: Any, mean1: Vector, cov1: Vector, mean2: Vector, cov2: Vector
) -> Readings:
    """½ [tr(Σ₂⁻¹Σ₁) + (μ₁-μ₂)ᵀΣ₂⁻¹(μ₁-μ₂) - d + log det Σ₂ - log det Σ₁]."""
    a, b = m.matrix(cov1), m.matrix(cov2)
    inverse, shift = m.inverse(b), m.matrix(mean1) - m.matrix(mean2)
    product = inverse * a
    trace = m.fsum(product[i, i] for i in range(a.rows))
    square = (shift.T * inverse * shift)[0]
    logs = [log_diagonal(m, m.cholesky(x)) for x in (a, b)]
    return [(trace + square - a.rows) / 2 + logs[1] - logs[0]]


def by_covariances(m: Any, mean1: Vector, cov1: Vector, mean2: Vector, cov2: Vector) -> Any:
    """½ Σ₂⁻¹ (Σ₁ - Σ₂) Σ₁⁻¹ and ½ Σ₂⁻¹ (Σ₂ - Σ₁ - δδᵀ) Σ₂⁻¹ with δ = m₁ - m₂."""
    a, b = m.matrix(cov1), m.matrix(cov2)
    inverse, shift = m.inverse(b), m.matrix(mean1) - m.matrix(mean2)
    first, second = (a - b) * m.inverse(a), (b - a - shift * shift.T) * inverse
    return inverse * first / 2, inverse * second / 2


def kl_multivariate_by_mean1(
    m: Any, mean1: Vector, cov1: Vector, mean2: Vector, cov2: Vector
) -> Readings:
    """Σ₂⁻¹ (m₁ - m₂)."""
    return [entries(m.inverse(m.matrix(cov2)) * (m.matrix(mean1) - m.matrix(mean2)))]


def kl_multivariate_by_mean2(m: Any, *laws: Vector) -> Readings:
    """The opposite."""
    return [[-x for x in kl_multivariate_by_mean1(m, *laws)[0]]]


def by_factors(by_means: Callable[..., Readings]) -> Callable[..., Readings]:
    """A gradient by a mean in terms of factors."""

    def of_factors(m: Any, mean1: Vector, low1: Vector, mean2: Vector, low2: Vector) -> Readings:
        first, second = (((f := m.matrix(low)) * f.T).tolist() for low in (low1, low2))
        return by_means(m, mean1, first, mean2, second)

    return of_factors


def entries(matrix: Any) -> Vector:
    """Row by row."""
    return [x for row in matrix.tolist() for x in row]


def kl_multivariate_by_cov1(m: Any, *laws: Vector) -> Readings:
    """The gradient by the first covariance."""
    return [entries(by_covariances(m, *laws)[0])]


def kl_multivariate_by_cov2(m: Any, *laws: Vector) -> Readings:
    """The gradient by the second covariance."""
    return [entries(by_covariances(m, *laws)[1])]


def by_factor(m: Any, k: int, laws: Sequence[Vector]) -> Readings:
    """2 G L in the lower triangle, where G is the gradient by the covariance L Lᵀ."""
    factors = [m.matrix(laws[1]), m.matrix(laws[3])]
    first, second = ((f * f.T).tolist() for f in factors)
    slope = 2 * by_covariances(m, laws[0], first, laws[2], second)[k] * factors[k]
    return [
        [
            x if j <= i else m.mpf(0)
            for i, row in enumerate(slope.tolist())
            for j, x in enumerate(row)
        ]
    ]


def kl_multivariate_by_factor1(m: Any, *laws: Vector) -> Readings:
    """The gradient by the first factor."""
    return by_factor(m, 0, laws)


def kl_multivariate_by_factor2(m: Any, *laws: Vector) -> Readings:
    """The gradient by the second factor."""
    return by_factor(m, 1, laws)


def log_diagonal(m: Any, factor: Any) -> Number:
    """The logarithm of a product of diagonal entries."""
    return m.fsum(m.log(factor[i, i]) for i in range(factor.rows))


def kl_multivariate_cholesky(
    m: Any, mean1: Vector, factor1: Vector, mean2: Vector, factor2: Vector
) -> Readings:
    """The same by Cholesky factors."""
    covariances = [(f := m.matrix(factor)) * f.T for factor in (factor1, factor2)]
    return kl_multivariate_normal(m, mean1, covariances[0], mean2, covariances[1])


# --- softmax


def softmax(m: Any, logits: Vector, t: Number = 1) -> Readings:
    """exp(z_i/T) divided by their sum."""
    top = max(logits, key=float)
    return [law(m, [m.exp((z - top) / t) for z in logits])]


def logsumexp(m: Any, logits: Vector, t: Number = 1) -> Readings:
    """log Σ exp(z_i/T), in terms: the largest z_i/T and what the others add."""
    top = max(logits, key=float)
    return [[top / t, m.log(m.fsum(m.exp((z - top) / t) for z in logits))]]


def log_softmax(m: Any, logits: Vector, t: Number = 1) -> Readings:
    """z_i/T - log Σ exp(z_k/T)."""
    whole = m.fsum(logsumexp(m, logits, t)[0])
    return [[z / t - whole for z in logits]]


def nll(m: Any, logits: Vector, label: int, t: Number = 1) -> Readings:
    """-log p_y."""
    return [-log_softmax(m, logits, t)[0][label]]


def nll_gradient(m: Any, logits: Vector, label: int, t: Number = 1) -> Readings:
    """(p - e_y)/T."""
    return [[(p - (i == label)) / t for i, p in enumerate(softmax(m, logits, t)[0])]]


def weighted_nll(m: Any, logits: Vector, label: int, weights: Vector, t: Number = 1) -> Readings:
    """-w_y log p_y."""
    return [weights[label] * nll(m, logits, label, t)[0]]


def weighted_nll_gradient(
    m: Any, logits: Vector, label: int, weights: Vector, t: Number = 1
) -> Readings:
    """w_y (p - e_y)/T."""
    return [[weights[label] * x for x in nll_gradient(m, logits, label, t)[0]]]


def binary_cross_entropy_logits(m: Any, z: Number, y: Number, w: Number) -> Readings:
    """w y log(1 + exp(-z)) + (1 - y) log(1 + exp(z))."""
    return [w * y * m.log(1 + m.exp(-z)) + (1 - y) * m.log(1 + m.exp(z))]


def softmax_cross_entropy(m: Any, logits: Vector, labels: Vector, t: Number = 1) -> Readings:
    """-Σ y log p."""
    logs = log_softmax(m, logits, t)[0]
    return [-m.fsum(y * x for y, x in zip(w, logs, strict=True)) for w in (labels, law(m, labels))]


def softmax_cross_entropy_gradient(
    m: Any, logits: Vector, labels: Vector, t: Number = 1
) -> Readings:
    """(p Σy - y)/T."""
    p, total = softmax(m, logits, t)[0], m.fsum(labels)
    return [[(s * x - y) / t for x, y in zip(p, labels, strict=True)] for s in (1, total)]


def smooth(m: Any, label: int, epsilon: Number, classes: int) -> Vector:
    """(1 - ε) e_y + ε/K."""
    return [(1 - epsilon) * (i == label) + epsilon / classes for i in range(classes)]


def label_smoothing(m: Any, logits: Vector, label: int, epsilon: Number, t: Number = 1) -> Readings:
    """Cross-entropy with smoothed labels."""
    return softmax_cross_entropy(m, logits, smooth(m, label, epsilon, len(logits)), t)


def label_smoothing_gradient(
    m: Any, logits: Vector, label: int, epsilon: Number, t: Number = 1
) -> Readings:
    """(p - y)/T for smoothed labels."""
    return softmax_cross_entropy_gradient(m, logits, smooth(m, label, epsilon, len(logits)), t)


def two_laws(m: Any, a: Vector, b: Vector, t: Number) -> tuple[Vector, Vector]:
    """softmax(a/T) and softmax(b/T)."""
    return softmax(m, a, t)[0], softmax(m, b, t)[0]


def kl_logits(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """Relative entropy of softmax laws."""
    logs = zip(softmax(m, a, t)[0], log_softmax(m, a, t)[0], log_softmax(m, b, t)[0], strict=True)
    return [m.fsum(p * (x - y) for p, x, y in logs)]


def kl_logits_gradient(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """(q - p)/T, by the logits of q."""
    return [[(q - p) / t for p, q in zip(*two_laws(m, a, b, t), strict=True)]]


def pairs(m: Any, a: Vector, b: Vector, t: Number) -> list[tuple[Number, Number, Number]]:
    """p_i, q_i and log(q_i/p_i)."""
    logs = zip(log_softmax(m, a, t)[0], log_softmax(m, b, t)[0], strict=True)
    return [(m.exp(x), m.exp(y), y - x) for x, y in logs]


def below(logits: Vector) -> Vector:
    """z_i minus the largest."""
    top = max(logits, key=float)
    return [z - top for z in logits]


def kl_logits_by_p(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """p_i (log(p_i/q_i) - KL)/T."""
    known, whole = pairs(m, a, b, t), kl_logits(m, a, b, t)[0]
    return [[-p * (x + whole) / t for p, _, x in known]]


def second_order(m: Any, a: Vector, b: Vector, t: Number) -> tuple[Vector, Vector, Vector]:
    """-T² ∂KL/∂T in terms of second order, and the terms of KL."""
    known, lags = pairs(m, a, b, t), below(a)
    gaps = [q - p - p * x for p, q, x in known]
    whole = m.fsum(gaps)
    slopes = [t * x * (q - p) for p, q, x in known]
    moved = [z * g for z, g in zip(lags, gaps, strict=True)]
    moved += [-z * p * whole for z, (p, _, _) in zip(lags, known, strict=True)]
    return slopes, moved, gaps


def kl_logits_by_temperature(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """∂KL/∂T, in terms."""
    slopes, moved, _ = second_order(m, a, b, t)
    return [[-x / t**2 for x in slopes + moved]]


def distillation_by_teacher(m: Any, teacher: Vector, student: Vector, t: Number) -> Readings:
    """T² ∂KL/∂a_i, by the logits of the teacher."""
    return [[t**2 * g for g in kl_logits_by_p(m, teacher, student, t)[0]]]


def distillation_by_temperature(m: Any, teacher: Vector, student: Vector, t: Number) -> Readings:
    """2T KL + T² ∂KL/∂T, in terms."""
    slopes, moved, gaps = second_order(m, teacher, student, t)
    return [[-x for x in slopes + moved] + [2 * t * x for x in gaps]]


def to_middle(m: Any, a: Vector, b: Vector, t: Number) -> tuple[Vector, Vector]:
    """log(p_i/m_i) and log(q_i/m_i) with m = (p + q)/2, each without cancellation."""
    known = pairs(m, a, b, t)
    return (
        [-m.log((1 + m.exp(x)) / 2) for _, _, x in known],
        [-m.log((1 + m.exp(-x)) / 2) for _, _, x in known],
    )


def js_logits_by_p(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """½ p_i (log(p_i/m_i) - KL(p‖m))/T."""
    p, logs = softmax(m, a, t)[0], to_middle(m, a, b, t)[0]
    whole = m.fsum(x * k for x, k in zip(p, logs, strict=True))
    return [[x * (k - whole) / (2 * t) for x, k in zip(p, logs, strict=True)]]


def js_logits_by_q(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """½ q_i (log(q_i/m_i) - KL(q‖m))/T."""
    return js_logits_by_p(m, b, a, t)


def js_logits_by_temperature(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """∂JS/∂T, in terms of second order."""
    known, lags, (ks, ls) = pairs(m, a, b, t), below(a), to_middle(m, a, b, t)
    of_p = m.fsum(p * k for (p, _, _), k in zip(known, ks, strict=True))
    of_q = m.fsum(q * x for (_, q, _), x in zip(known, ls, strict=True))
    terms = []
    for (p, q, x), z, k, log_q in zip(known, lags, ks, ls, strict=True):
        terms += [z * (p * k + q * log_q), -z * p * of_p, -z * q * of_q]
        terms += [t * q * x * log_q, -t * q * x * of_q]
    return [[-x / (2 * t**2) for x in terms]]


def entropy_logits_by_logits(m: Any, a: Vector, t: Number = 1) -> Readings:
    """-p_i (log p_i + H)/T."""
    whole = entropy_logits(m, a, t)[0]
    logs = zip(softmax(m, a, t)[0], log_softmax(m, a, t)[0], strict=True)
    return [[-p * (x + whole) / t for p, x in logs]]


def entropy_logits_by_temperature(m: Any, a: Vector, t: Number = 1) -> Readings:
    """The variance of the logits, divided by T³."""
    p, lags = softmax(m, a, t)[0], below(a)
    mean = m.fsum(x * z for x, z in zip(p, lags, strict=True))
    return [m.fsum(x * (z - mean) ** 2 for x, z in zip(p, lags, strict=True)) / t**3]


def cross_entropy_logits_by_p(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """p_i (Σ p b - b_i)/T²."""
    p = softmax(m, a, t)[0]
    mean = m.fsum(x * z for x, z in zip(p, b, strict=True))
    return [[x * (mean - z) / t**2 for x, z in zip(p, b, strict=True)]]


def cross_entropy_logits_by_temperature(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """-Σ a_i G_i/T - Σ b_i H_i/T with the gradients G by a and H by b, in terms."""
    by_a, by_b = cross_entropy_logits_by_p(m, a, b, t)[0], kl_logits_gradient(m, a, b, t)[0]
    first = [-z * g / t for z, g in zip(below(a), by_a, strict=True)]
    return [first + [-z * g / t for z, g in zip(below(b), by_b, strict=True)]]


def js_logits(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """Jensen-Shannon divergence of softmax laws."""
    return [half_way(m, *two_laws(m, a, b, t))]


def entropy_logits(m: Any, a: Vector, t: Number = 1) -> Readings:
    """Entropy of a softmax law."""
    return [cross_entropy_logits(m, a, a, t)[0]]


def cross_entropy_logits(m: Any, a: Vector, b: Vector, t: Number = 1) -> Readings:
    """Cross-entropy of softmax laws."""
    both = zip(softmax(m, a, t)[0], log_softmax(m, b, t)[0], strict=True)
    return [-m.fsum(p * y for p, y in both)]


def distillation(m: Any, teacher: Vector, student: Vector, t: Number) -> Readings:
    """T² KL of softmax laws."""
    return [t**2 * kl_logits(m, teacher, student, t)[0]]


def distillation_gradient(m: Any, teacher: Vector, student: Vector, t: Number) -> Readings:
    """T (q - p), by the logits of the student."""
    return [[t**2 * g for g in kl_logits_gradient(m, teacher, student, t)[0]]]


# --- families


def entropy_exponential(m: Any, rate: Number) -> Readings:
    """1 - log λ, in terms."""
    return [[m.mpf(1), -m.log(rate)]]


def kl_exponential(m: Any, rate1: Number, rate2: Number) -> Readings:
    """log(λ₁/λ₂) + λ₂/λ₁ - 1."""
    return [m.log(rate1 / rate2) + rate2 / rate1 - 1]


def entropy_laplace(m: Any, scale: Number) -> Readings:
    """1 + log 2b, in terms."""
    return [[m.mpf(1), m.log(2 * scale)]]


def kl_laplace(m: Any, mu1: Number, b1: Number, mu2: Number, b2: Number) -> Readings:
    """log(b₂/b₁) + (|μ₁-μ₂| + b₁ exp(-|μ₁-μ₂|/b₁))/b₂ - 1."""
    gap = abs(mu1 - mu2)
    return [m.log(b2 / b1) + (gap + b1 * m.exp(-gap / b1)) / b2 - 1]


def kl_poisson(m: Any, rate1: Number, rate2: Number) -> Readings:
    """λ₁ log(λ₁/λ₂) + λ₂ - λ₁."""
    return [rate1 * m.log(rate1 / rate2) + rate2 - rate1]


def entropy_weibull(m: Any, shape: Number, scale: Number) -> Readings:
    """γ(1 - 1/k) + log(λ/k) + 1."""
    return [m.euler * (1 - 1 / shape) + m.log(scale / shape) + 1]


def kl_weibull(m: Any, k1: Number, l1: Number, k2: Number, l2: Number) -> Readings:
    """Relative entropy by shapes and scales."""
    logs = m.log(k1 / k2) + k2 * m.log(l2 / l1)
    return [logs + m.euler * (k2 / k1 - 1) + (l1 / l2) ** k2 * m.gamma(k2 / k1 + 1) - 1]


def entropy_gamma(m: Any, shape: Number, rate: Number) -> Readings:
    """Entropy by shape and rate, in terms."""
    mean_log = m.digamma(shape)
    return [[shape, -m.log(rate), m.loggamma(shape), mean_log, -shape * mean_log]]


def entropy_dirichlet(m: Any, alpha: Vector) -> Readings:
    """Entropy by concentrations, in terms."""
    whole = m.fsum(alpha)
    gammas = [m.loggamma(a) for a in alpha] + [-m.loggamma(whole)]
    means = [(1 - a) * x for a in alpha for x in (m.digamma(a), -m.digamma(whole))]
    return [[*gammas, *means]]


def entropy_beta(m: Any, a: Number, b: Number) -> Readings:
    """Entropy of a beta law, that of Dirichlet with two entries."""
    return entropy_dirichlet(m, [a, b])


def kl_gamma(m: Any, a1: Number, b1: Number, a2: Number, b2: Number) -> Readings:
    """Relative entropy by shapes and rates, in terms."""
    return [
        [
            a2 * m.log(b1 / b2),
            m.loggamma(a2),
            -m.loggamma(a1),
            (a1 - a2) * m.digamma(a1),
            (b2 - b1) * a1 / b1,
        ]
    ]


def kl_dirichlet(m: Any, alpha: Vector, beta: Vector) -> Readings:
    """Relative entropy by concentrations, in terms."""
    each = list(zip(alpha, beta, strict=True))
    whole, other = m.fsum(alpha), m.fsum(beta)
    gammas = [x for a, b in each for x in (m.loggamma(b), -m.loggamma(a))]
    means = [(a - b) * x for a, b in each for x in (m.digamma(a), -m.digamma(whole))]
    return [[m.loggamma(whole), -m.loggamma(other), *gammas, *means]]


def kl_beta(m: Any, a1: Number, b1: Number, a2: Number, b2: Number) -> Readings:
    """Relative entropy of beta laws, those of Dirichlet with two entries."""
    return kl_dirichlet(m, [a1, b1], [a2, b2])


# --- from arrays to exact numbers


def exact(
    reference: Callable[..., Readings], inputs: Sequence[Any], digits: int, measure: str
) -> list[Exact]:
    """The readings of a reference for samples of float arrays, one `Exact` for each reading.

    ``measure`` says in whose last place errors are counted: that of the "value", of the "norm"
    (the largest entry), of the "sum" of terms, of the sum of their absolute values ("terms"), or of
    the largest entry times the "condition" number of the last argument, a matrix.
    """
    with mp.workdps(digits):
        rows = [sample_readings(reference, sample) for sample in zip(*inputs, strict=True)]
        condition = np.linalg.cond(inputs[-1]).tolist() if measure == "condition" else []
        return [_exact([row[k] for row in rows], measure, condition) for k in range(len(rows[0]))]


def sample_readings(reference: Callable[..., Readings], sample: Sequence[Any]) -> list[Vector]:
    """The readings for one sample, each a list of mpmath numbers."""
    balls = max(np.size(x) for x in sample) >= LONG
    if balls:
        flint.ctx.prec = BALL_BITS
    m = Balls if balls else mp
    readings = reference(m, *(numbers(m, x) for x in sample))
    lists = [r if isinstance(r, list) else [r] for r in readings]
    return [[_of_ball(x) for x in r] for r in lists] if balls else lists


def numbers(m: Any, x: Any) -> Any:
    """Exact numbers for floats, plain integers for indices."""
    array = np.asarray(x)
    return array.tolist() if array.dtype.kind in "iu" else _exactly(m, array.tolist())


def _exactly(m: Any, x: Any) -> Any:
    return [_exactly(m, entry) for entry in x] if isinstance(x, list) else m.mpf(x)


def _of_ball(ball: arb) -> mpf:
    """The midpoint of a ball that is much smaller than an ulp."""
    if ball.is_finite() and ball.rel_accuracy_bits() < 100:
        raise ArithmeticError(f"too few bits: {ball}")
    return mpf(ball.mid().str(60, radius=False))


def _exact(rows: Sequence[Vector], measure: str, condition: Sequence[float]) -> Exact:
    if measure == "sum":
        return Exact.of([mp.fsum(r) for r in rows])
    if measure == "terms":
        return Exact.of([mp.fsum(r) for r in rows], [mp.fsum(r, absolute=True) for r in rows])
    values = [x for r in rows for x in r]
    if measure in ("norm", "condition"):
        factors = condition if measure == "condition" else [1.0] * len(rows)
        norms = [[c * max(map(abs, r))] * len(r) for r, c in zip(rows, factors, strict=True)]
        return Exact.of(values, [x for norm in norms for x in norm])
    return Exact.of(values)
