"""NumPy implementations of the loss functions of PyTorch, from their documentation.

Shapes: logits and (log-)probabilities are (C,) for one row or (n, C); class targets are integers
of shape () or (n,).  ``reduction`` is "none", "sum", "mean" or, for `kl_div`, also "batchmean";
"elementwise_mean" is the old name of "mean".  Double precision, natural logarithms.

Where the documented formula reads 0·∞, these functions give the limit 0; an undefined result is
refused with `ArithmeticError`.

Main results: `softmax`, `log_softmax`, `nll_loss`, `cross_entropy`, `kl_div`,
`binary_cross_entropy`, `binary_cross_entropy_with_logits`.

Source: PyTorch documentation, torch.nn.functional and torch.nn (version 2).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_CLAMP = -100.0


def _array(x: ArrayLike) -> Array:
    result = np.asarray(x, dtype=np.float64)
    if np.any(np.isnan(result)):
        raise ArithmeticError("nan in the input")
    return result


def log_softmax(input: ArrayLike, dim: int = -1) -> Array:
    """x - log Σ exp(x) along `dim`, shifted by the maximum."""
    x = _array(input)
    if not np.all(np.isfinite(x.max(axis=dim))):
        raise ArithmeticError("softmax needs a finite largest entry")
    shifted = x - x.max(axis=dim, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True)))


def softmax(input: ArrayLike, dim: int = -1) -> Array:
    """exp(x) / Σ exp(x) along `dim`.

    >>> softmax([1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0]).round(3).tolist()
    [0.024, 0.064, 0.175, 0.475, 0.024, 0.064, 0.175]
    """
    return np.exp(log_softmax(input, dim))


def _reduce(losses: Array, reduction: str, weight: Array | None = None) -> Array:
    if np.any(np.isnan(losses)) or (reduction != "none" and not losses.size):
        raise ArithmeticError("an undefined loss")
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.asarray(losses.sum())
    if reduction in ("mean", "elementwise_mean"):
        total = losses.size if weight is None else np.sum(weight)
        return np.asarray(losses.sum() / total)
    raise ValueError(f"unknown reduction {reduction!r}")


def _classes(target: Any, classes: int) -> NDArray[np.int64]:
    labels = np.asarray(target)
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError("class targets are integers")
    if labels.size and not (labels.min() >= 0 and labels.max() < classes):
        raise IndexError(f"a target is not in 0 … {classes - 1}")
    return labels.astype(np.int64)


def nll_loss(
    input: ArrayLike, target: Any, *, weight: ArrayLike | None = None, reduction: str = "mean"
) -> Array:
    """-w_y x_y for class targets y; the mean divides by Σ w_y.

    `input` is meant to hold log-probabilities; nothing is normalised here.
    """
    x = _array(input)
    labels = _classes(target, x.shape[-1])
    picked = np.take_along_axis(x, labels[..., None], axis=-1)[..., 0]
    w = np.ones(x.shape[-1]) if weight is None else _array(weight)
    return _reduce(-_product(w[labels], picked), reduction, w[labels])


def cross_entropy(
    input: ArrayLike, target: Any, *, label_smoothing: float = 0.0, reduction: str = "mean"
) -> Array:
    """-Σ y log softmax(x) from logits x, for class targets or class probabilities y.

    The targets are mixed with the uniform law: (1-ε) y + ε/C.  Integers are classes, floats
    are probabilities; the mean divides by the number of rows.
    """
    log_p = log_softmax(input)
    classes = log_p.shape[-1]
    y = np.asarray(target)
    if np.issubdtype(y.dtype, np.integer):
        y = np.eye(classes)[_classes(y, classes)]
    if y.shape != log_p.shape:
        raise ValueError(f"targets {y.shape} do not fit logits {log_p.shape}")
    smooth = (1.0 - label_smoothing) * y + label_smoothing / classes
    return _reduce(-_product(smooth, log_p).sum(axis=-1), reduction)


def _product(weight: Array, x: Array) -> Array:
    """weight·x with 0·∞ = 0."""
    return np.where(weight == 0.0, 0.0, weight * np.where(weight == 0.0, 0.0, x))


def _x_log_x(x: Array) -> Array:
    if np.any(x < 0.0):
        raise ArithmeticError("a negative probability")
    return x * np.log(np.where(x == 0.0, 1.0, x))


def kl_div(
    input: ArrayLike, target: ArrayLike, *, reduction: str = "mean", log_target: bool = False
) -> Array:
    """p (log p - x) elementwise, where x = log q is `input` and p (or its log) is `target`.

    The divergence of laws is reduction "sum" (one row) or "batchmean"; "mean" divides by the
    number of elements.  The arguments are in the order (log q, p) for KL(p‖q).
    """
    x, p = _array(input), _array(target)
    p_log_p = _product(np.exp(p), p) if log_target else _x_log_x(p)
    losses = p_log_p - _product(np.exp(p) if log_target else p, x)
    if reduction == "batchmean":
        return np.asarray(losses.sum() / losses.shape[0])
    return _reduce(losses, reduction)


def binary_cross_entropy(input: ArrayLike, target: ArrayLike, *, reduction: str = "mean") -> Array:
    """-y log p - (1-y) log(1-p) for probabilities p; each logarithm is clamped at -100."""
    p, y = _array(input), _array(target)
    if np.any((p < 0.0) | (p > 1.0)):
        raise ArithmeticError("a probability outside [0, 1]")
    with np.errstate(divide="ignore"):
        log_p, log_1p = np.maximum(np.log(p), _CLAMP), np.maximum(np.log1p(-p), _CLAMP)
    return _reduce(-y * log_p - (1.0 - y) * log_1p, reduction)


def binary_cross_entropy_with_logits(
    input: ArrayLike, target: ArrayLike, *, reduction: str = "mean"
) -> Array:
    """-y log σ(x) - (1-y) log(1-σ(x)) from logits x, by log σ(x) = -log(1 + exp(-x))."""
    x, y = _array(input), _array(target)
    losses = _product(y, np.logaddexp(0.0, -x)) + _product(1.0 - y, np.logaddexp(0.0, x))
    return _reduce(losses, reduction)
