"""Monte Carlo in double precision with standard errors, and two estimators of a gradient.

Everything is drawn from a `numpy.random.Generator` that the caller seeds.  Samples lie along the
first axis.

Main results
------------
* `Estimate`: mean and standard error; `Estimate.covers` compares a value with them.
* `expectation`: (1/m) Σ f(x⁽ⁱ⁾).
* `score_function_gradient`: ∇_θ E_θ f = E_θ[f ∇_θ log p_θ]
  (R. Williams, "Simple Statistical Gradient-Following Algorithms", 1992).
* `pathwise_gradient`: ∇_θ E f(g_θ(ε)) = E[f'(g_θ(ε)) ∂g_θ(ε)/∂θ]
  (D. Kingma and M. Welling, "Auto-Encoding Variational Bayes", 2014).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sampler = Callable[[np.random.Generator, int], Array]
Map = Callable[[Array], Array]


@dataclass(frozen=True)
class Estimate:
    """A sample mean with its standard error s/√m, componentwise."""

    mean: Array
    standard_error: Array
    size: int

    def covers(self, value: Array | float, sigmas: float = 5.0) -> bool:
        """Whether every component is within `sigmas` standard errors (and rounding) of value."""
        slack = sigmas * self.standard_error + 1e-12 * (1.0 + np.abs(value))
        return bool(np.all(np.abs(self.mean - value) <= slack))


def estimate(samples: Array) -> Estimate:
    """Mean over the first axis of at least two samples."""
    size = samples.shape[0]
    if size < 2:
        raise ValueError("a standard error needs at least two samples")
    if not np.all(np.isfinite(samples)):
        raise ArithmeticError("a sample is not finite")
    error = samples.std(axis=0, ddof=1) / np.sqrt(size)
    return Estimate(np.asarray(samples.mean(axis=0)), np.asarray(error), size)


def expectation(rng: np.random.Generator, sample: Sampler, f: Map, size: int) -> Estimate:
    """E f(X) from `size` draws of `sample(rng, size)`.

    >>> rng = np.random.default_rng(1)
    >>> expectation(rng, lambda r, m: r.normal(size=m), np.square, 10_000).covers(1.0)
    True
    """
    return estimate(f(sample(rng, size)))


def score_function_gradient(
    rng: np.random.Generator,
    sample: Sampler,
    score: Map,
    f: Map,
    size: int,
    *,
    baseline: float = 0.0,
) -> Estimate:
    """Mean of (f(x) - baseline)·score(x); score(x) has shape (size, number of parameters)."""
    x = sample(rng, size)
    return estimate((f(x) - baseline)[:, None] * score(x))


def pathwise_gradient(
    rng: np.random.Generator,
    noise: Sampler,
    path: Map,
    path_gradient: Map,
    f_derivative: Map,
    size: int,
) -> Estimate:
    """Mean of f'(g(ε))·∂g(ε)/∂θ; path_gradient(ε) has shape (size, number of parameters)."""
    epsilon = noise(rng, size)
    return estimate(f_derivative(path(epsilon))[:, None] * path_gradient(epsilon))


def normal_score(mu: float, sigma: float) -> Map:
    """x ↦ (∂/∂μ, ∂/∂σ) log N(x; μ, σ²) = ((x-μ)/σ², ((x-μ)²/σ² - 1)/σ)."""

    def score(x: Array) -> Array:
        z = (x - mu) / sigma
        return np.stack([z / sigma, (z * z - 1.0) / sigma], axis=1)

    return score


def normal_path_gradient(epsilon: Array) -> Array:
    """(∂/∂μ, ∂/∂σ) (μ + σε) = (1, ε)."""
    return np.stack([np.ones_like(epsilon), epsilon], axis=1)


def categorical_score(p: Array) -> Map:
    """k ↦ ∇_z log softmax(z)_k = e_k - p, for p = softmax(z)."""
    return lambda k: np.eye(len(p))[k.astype(int)] - p
