"""Closed forms where a formula that looks stable still loses its digits, next to that formula.

The exact values are those of `benchmarks.references`, computed from the definitions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

from benchmarks import references
from benchmarks.errors import summary
from benchmarks.references import exact
from derivecheck import closed_forms as cf


class Case(NamedTuple):
    """A function at one point, its exact value, and the formula that fails there."""

    function: Callable[..., Any]
    point: tuple[Any, ...]
    reference: Callable[..., Any]
    measure: str
    naive: Callable[..., Any]


def shares(z: Any, T: float) -> tuple[Any, Any]:
    """softmax and its logarithm relative to the largest logit."""
    top = z.argmax()
    w = np.exp((z - z[top]) / T)
    rest = np.delete(w, top).sum()
    return w / (1 + rest), (z - z[top]) / T - np.log1p(rest)


def mean_gap(z: Any, T: float) -> float:
    """Entropy without cancellation, its terms rounded before they are made larger."""
    p, logs = shares(z, T)
    return float(-np.sum(p * logs))


def cross(a: Any, b: Any, T: float) -> float:
    return float(-np.sum(shares(a, T)[0] * shares(b, T)[1]))


def shifted_cumulant(a: Any, b: Any, T: float) -> float:
    """log E exp(x - Ex), where x - Ex is taken relative to the mean and not to the top class."""
    p = shares(a, T)[0]
    x = (b - a) / T
    x = x - np.sum(p * x)
    return float(np.log1p(np.sum(p * (np.expm1(x) - x))))


def difference(a: Any, b: Any, T: float) -> Any:
    return (shares(b, T)[0] - shares(a, T)[0]) / T


def js_slope(a: Any, b: Any, T: float) -> Any:
    (p, _), (q, _) = shares(a, T), shares(b, T)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.where(q > 0, np.log(2 * q / (p + q)), 0.0)
    return q * (log - np.sum(q * log)) / (2 * T)


def kl_slope_by_temperature(a: Any, b: Any, T: float) -> Any:
    """From the two gradients: what is of first order cancels."""
    by_a = cf.kl_logits.grad["logits_p"](a, b, T)
    by_b = cf.kl_logits.grad["logits_q"](a, b, T)
    return -np.sum((a - a.max()) * by_a + (b - b.max()) * by_b) / T


def laplace(mu1: float, b1: float, mu2: float, b2: float) -> float:
    t = abs(mu1 - mu2) / b1
    return (b2 * math.log(b2 / b1) - b2 + b1) / b2 + b1 * (math.expm1(-t) + t) / b2


FAINT = np.array([0.0, -183.5, -184.25, -190.0]), 0.25  # exp(-734), with a dozen bits
FAINT_TOO = np.array([0.0, -184.0, -183.25, -181.0])
DIM = np.array([0.0, -5816.0, -5820.0, -6000.0]), np.array([0.0, -5816.1, -5820.5, -6000.0]), 8.0
LARGE = np.array([900.0, 820.0, -700.0]), np.array([900.0001, 820.0002, -700.0001]), 1.7
CLOSE = np.array([0.3, -1.2, 0.7]), np.array([0.3 + 1e-9, -1.2 + 2e-9, 0.7 - 1e-9]), 1.7
APART = np.array([40.0, 0.0, 1.0]), np.array([0.0, 40.0, 2.0]), 1.1

CASES = {
    "entropy_logits": Case(cf.entropy_logits, FAINT, references.entropy_logits, "value", mean_gap),
    "cross_entropy_logits": Case(
        cf.cross_entropy_logits,
        (FAINT[0], FAINT_TOO, 0.25),
        references.cross_entropy_logits,
        "value",
        cross,
    ),
    "kl_logits": Case(
        cf.kl_logits, (FAINT[0], FAINT_TOO, 0.25), references.kl_logits, "value", shifted_cumulant
    ),
    "distillation": Case(
        cf.distillation,
        DIM,
        references.distillation,
        "value",
        lambda a, b, T: T**2 * shifted_cumulant(a, b, T),
    ),
    "kl_logits by logits_q": Case(
        cf.kl_logits.grad["logits_q"], LARGE, references.kl_logits_gradient, "norm", difference
    ),
    "distillation by student": Case(
        cf.distillation.grad["student"],
        LARGE,
        references.distillation_gradient,
        "norm",
        lambda a, b, T: T**2 * difference(a, b, T),
    ),
    "kl_logits by temperature": Case(
        cf.kl_logits.grad["temperature"],
        CLOSE,
        references.kl_logits_by_temperature,
        "terms",
        kl_slope_by_temperature,
    ),
    "js_logits by logits_q": Case(
        cf.js_logits.grad["logits_q"], APART, references.js_logits_by_q, "norm", js_slope
    ),
    "kl_laplace": Case(
        cf.kl_laplace, (0.0, 3e-320, 2e-320, 7e-320), references.kl_laplace, "value", laplace
    ),
}


def error(found: Any, case: Case) -> float:
    """Units in the last place; infinity where only one is finite."""
    rows = tuple(np.asarray(x)[None] for x in case.point)
    result = summary(found, exact(case.reference, rows, 800, case.measure)[:1])
    return math.inf if result.bad else result.ulp


@pytest.mark.parametrize("name", CASES)
def test_five_ulp_by_plain_python_and_by_arrays(name: str) -> None:
    case = CASES[name]
    assert error(case.function(*case.point), case) <= 5
    batch = [np.stack([np.asarray(x)] * 2) for x in case.point]
    assert error(np.asarray(case.function(*batch))[1], case) <= 5


@pytest.mark.parametrize("name", CASES)
def test_the_other_formula_has_lost_its_digits(name: str) -> None:
    case = CASES[name]
    with np.errstate(all="ignore"):
        assert error(case.naive(*case.point), case) > 8
