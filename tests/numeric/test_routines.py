"""The NumPy loss functions: printed digits of the notes, definitions over balls, edges."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import classification, finite
from derivecheck.numeric import routines as r
from derivecheck.numeric.balls import Balls

BALLS = Balls(50)
SCORES = [[-0.1342, -2.5835, -0.9810], [0.1867, -1.4513, -0.3225], [0.6272, -0.1120, 0.3048]]
TARGET = [0, 2, 1]
reals = st.floats(-30, 30)


def close(found: Any, expected: Any) -> bool:
    return bool(np.allclose(found, expected, rtol=1e-12, atol=1e-13))


def test_printed_softmax_table() -> None:
    printed = [[0.6600, 0.0570, 0.2830], [0.5570, 0.1083, 0.3347], [0.4542, 0.2169, 0.3290]]
    assert np.abs(r.softmax(SCORES, dim=1) - printed).max() < 1e-4
    assert np.abs(r.softmax(SCORES, dim=0) - printed).max() > 0.1
    seven = r.softmax([1, 2, 3, 4, 1, 2, 3])
    assert seven.round(3).tolist() == [0.024, 0.064, 0.175, 0.475, 0.024, 0.064, 0.175]


def test_printed_log_table_and_loss() -> None:
    printed = [
        [-0.4155, -2.8648, -1.2623],
        [-0.5852, -2.2232, -1.0945],
        [-0.7893, -1.5285, -1.1117],
    ]
    logs = r.log_softmax(SCORES, dim=1)
    rounding = 0.5e-4 + 1e-4  # of the printed logarithm, and of the printed scores: x, log Σ exp
    assert np.abs(logs - printed).max() < rounding
    assert np.abs(r.softmax(SCORES, dim=1) - printed).max() > 1
    assert abs(r.nll_loss(logs, TARGET) - 1.0128) < 1e-4
    assert abs(r.cross_entropy(SCORES, TARGET) - 1.0128) < 1e-4
    assert close(r.nll_loss(logs, TARGET), r.cross_entropy(SCORES, TARGET))


def test_nll_loss_of_raw_scores_is_another_number() -> None:
    """(0.1342 + 0.3225 + 0.1120)/3 = 0.18957, not the cross-entropy of the same scores."""
    assert close(r.nll_loss(SCORES, TARGET), 0.5687 / 3)
    assert abs(r.nll_loss(SCORES, TARGET) - 1.0128) > 0.8


@given(st.lists(reals, min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_softmax_and_losses_against_balls(z: list[float]) -> None:
    F = BALLS
    exact = F.numbers([Fraction(x) for x in z])
    logs = classification.log_softmax(F, exact)
    assert close(r.log_softmax(z), [float(F.midpoint_str(x)) for x in logs])
    assert close(r.cross_entropy(z, 1), float(F.midpoint_str(-logs[1])))
    y = [Fraction(k + 1, sum(range(len(z) + 1))) for k in range(len(z))]
    loss = classification.softmax_cross_entropy(F, F.numbers(y), exact)
    found = r.cross_entropy(z, [float(a) for a in y])
    assert close(found, float(F.midpoint_str(loss)))
    eps = Fraction(1, 10)
    smooth = classification.smooth_labels(F, classification.one_hot(F, 1, len(z)), F.number(eps))
    loss = classification.softmax_cross_entropy(F, smooth, exact)
    found = r.cross_entropy(z, 1, label_smoothing=0.1)
    assert close(found, float(F.midpoint_str(loss)))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_kl_div_against_balls(weights: list[tuple[int, int]]) -> None:
    F = BALLS
    p, q = ([Fraction(a, sum(w)) for a in w] for w in zip(*weights, strict=True))
    exact = float(F.midpoint_str(finite.kl(F, F.numbers(p), F.numbers(q))))
    log_q, law = np.log([float(a) for a in q]), np.array([float(a) for a in p])
    assert close(r.kl_div(log_q, law, reduction="sum"), exact)
    assert close(r.kl_div(log_q, np.log(law), reduction="sum", log_target=True), exact)
    assert close(r.kl_div([log_q], [law], reduction="batchmean"), exact)
    assert close(r.kl_div(log_q, law) * len(p), exact)
    assert close(r.kl_div(log_q, law, reduction="elementwise_mean"), r.kl_div(log_q, law))


def test_reductions_of_kl_div_differ() -> None:
    p = np.array([[0.5, 0.5], [0.9, 0.1]])
    log_q = np.log([[0.25, 0.75], [0.5, 0.5]])
    rows = r.kl_div(log_q, p, reduction="none").sum(axis=1)
    assert close(r.kl_div(log_q, p, reduction="sum"), rows.sum())
    assert close(r.kl_div(log_q, p, reduction="batchmean"), rows.mean())
    assert close(r.kl_div(log_q, p), rows.sum() / 4)
    swapped = r.kl_div(np.log(p), np.exp(log_q), reduction="sum")
    assert not close(swapped, rows.sum())


def test_other_reductions_and_weights() -> None:
    logs = r.log_softmax(SCORES)
    each = r.nll_loss(logs, TARGET, reduction="none")
    assert close(each.round(4), [0.4155, 1.0944, 1.5285])
    assert close(r.nll_loss(logs, TARGET, reduction="sum"), each.sum())
    weight = np.array([1.0, 2.0, 3.0])
    expected = (each * weight[TARGET]).sum() / weight[TARGET].sum()
    assert close(r.nll_loss(logs, TARGET, weight=weight), expected)
    probabilities = np.eye(3)[TARGET]
    assert close(r.cross_entropy(SCORES, probabilities), r.cross_entropy(SCORES, TARGET))
    assert close(r.cross_entropy(SCORES, TARGET, reduction="none"), each)
    with pytest.raises(ValueError, match="unknown reduction"):
        r.nll_loss(logs, TARGET, reduction="batchmean")


def test_binary_cross_entropy() -> None:
    p, y = np.array([0.9, 0.2, 0.5]), np.array([1.0, 0.0, 0.25])
    expected = -(np.log(0.9) + np.log(0.8) + np.log(0.5)) / 3
    assert close(r.binary_cross_entropy(p, y), expected)
    assert close(r.binary_cross_entropy_with_logits(np.log(p / (1 - p)), y), expected)
    assert close(r.binary_cross_entropy([0.0], [1.0]), 100.0)
    assert close(r.binary_cross_entropy([0.0], [0.0]), 0.0)
    huge = r.binary_cross_entropy_with_logits([1000.0, -1000.0], [0.0, 1.0], reduction="none")
    assert close(huge, [1000.0, 1000.0])
    two = r.cross_entropy([0.0, 1.7], [0.3, 0.7])
    assert close(two, r.binary_cross_entropy_with_logits([1.7], [0.7]))


def test_limits_at_zero() -> None:
    assert close(r.kl_div([-np.inf, 0.0], [0.0, 1.0], reduction="sum"), 0.0)
    assert r.kl_div([-np.inf, 0.0], [0.5, 0.5], reduction="sum") == np.inf
    assert close(r.kl_div([-np.inf, 0.0], [-np.inf, 0.0], reduction="sum", log_target=True), 0.0)
    assert close(r.cross_entropy([-np.inf, 0.0], [0.0, 1.0]), 0.0)
    assert close(r.softmax([1000.0, 0.0]), [1.0, 0.0])


@pytest.mark.parametrize(
    ("undefined", "error"),
    [
        (lambda: r.softmax([np.nan, 0.0]), ArithmeticError),
        (lambda: r.softmax([-np.inf, -np.inf]), ArithmeticError),
        (lambda: r.softmax([np.inf, 0.0]), ArithmeticError),
        (lambda: r.kl_div([0.0, 0.0], [-0.5, 1.5]), ArithmeticError),
        (lambda: r.binary_cross_entropy([1.5], [1.0]), ArithmeticError),
        (lambda: r.cross_entropy(np.zeros((0, 3)), np.zeros((0, 3))), ArithmeticError),
        (lambda: r.nll_loss(SCORES, [0, 3, 1]), IndexError),
        (lambda: r.nll_loss(SCORES, [0, -1, 1]), IndexError),
        (lambda: r.nll_loss(SCORES, [0.0, 1.0, 1.0]), TypeError),
        (lambda: r.cross_entropy(SCORES, [0.5, 0.5, 0.0]), ValueError),
    ],
)
def test_undefined_is_refused(undefined: Callable[[], Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        undefined()
