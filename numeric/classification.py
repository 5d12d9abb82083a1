"""Softmax, its logarithm, temperature, label smoothing and the classification losses.

Logits and probabilities are sequences of numbers of one `Field`; nothing is shifted or clamped,
so that each function is its definition.  Vector-valued and exact: for the stable NumPy routines
with the conventions of PyTorch see `derivecheck.numeric.routines`.

Main results: `softmax`, `log_softmax`, `smooth_labels`, `spread_labels`, `nll`,
`softmax_cross_entropy`, `distillation_kl`, `sigmoid`, `binary_cross_entropy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivecheck.numeric.field import Field, T
from derivecheck.numeric.finite import cross_entropy, kl


def log_sum_exp(field: Field[T], z: Sequence[T]) -> T:
    """log Σ exp(z_j)."""
    return field.log(field.total(field.exp(x) for x in z))


def softmax(field: Field[T], z: Sequence[T], temperature: T | None = None) -> list[T]:
    """exp(z_i/τ) / Σ_j exp(z_j/τ), with τ = 1 unless given.

    >>> from derivecheck.numeric.fields import Floats
    >>> [round(p, 3) for p in softmax(Floats(), [1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0])]
    [0.024, 0.064, 0.175, 0.475, 0.024, 0.064, 0.175]
    """
    weights = [field.exp(x if temperature is None else x / temperature) for x in z]
    partition = field.total(weights)
    return [w / partition for w in weights]


def log_softmax(field: Field[T], z: Sequence[T], temperature: T | None = None) -> list[T]:
    """z_i/τ - log Σ_j exp(z_j/τ), with τ = 1 unless given."""
    scaled = [x if temperature is None else x / temperature for x in z]
    log_partition = log_sum_exp(field, scaled)
    return [x - log_partition for x in scaled]


def one_hot(field: Field[T], k: int, classes: int) -> list[T]:
    """The law that puts everything on class k."""
    if not 0 <= k < classes:
        raise ValueError(f"class {k} of {classes}")
    return [field.rational(int(i == k)) for i in range(classes)]


def smooth_labels(field: Field[T], y: Sequence[T], eps: T) -> list[T]:
    """(1-ε) y_i + ε/K: the mixture of y with the uniform law.

    Source: C. Szegedy et al., "Rethinking the Inception Architecture" (2016), section 7.
    """
    del field
    return [(1 - eps) * a + eps / len(y) for a in y]


def spread_labels(field: Field[T], k: int, classes: int, eps: T) -> list[T]:
    """1-ε on class k and ε/(K-1) on each other class."""
    hot = one_hot(field, k, classes)
    return [a * (1 - eps) + (1 - a) * eps / (classes - 1) for a in hot]


def nll(field: Field[T], log_q: Sequence[T], target: int) -> T:
    """Negative log-likelihood -log q(target), from log-probabilities."""
    del field
    return -log_q[target]


def mean_nll(field: Field[T], log_q: Sequence[Sequence[T]], targets: Sequence[int]) -> T:
    """(1/n) Σ -log q_i(target_i) over n rows."""
    losses = [nll(field, row, k) for row, k in zip(log_q, targets, strict=True)]
    return field.total(losses) / len(losses)


def accepts_indices(classes: int, targets: Sequence[Fraction]) -> bool:
    """Whether the cross-entropy loss takes these as class targets: integers 0, …, C-1.

    Source: PyTorch documentation, torch.nn.CrossEntropyLoss, shape of the target.

    >>> accepts_indices(5, [Fraction(1), Fraction(0), Fraction(4)])
    True
    >>> accepts_indices(3, [Fraction(3)]), accepts_indices(3, [Fraction(1, 2)])
    (False, False)
    """
    return all(k.denominator == 1 and 0 <= k < classes for k in targets)


def softmax_cross_entropy(field: Field[T], y: Sequence[T], z: Sequence[T]) -> T:
    """H(y, softmax z) = -Σ y_i log softmax(z)_i; y any weights."""
    terms = [a * x for a, x in zip(y, log_softmax(field, z), strict=True)]
    return -field.total(terms)


def distillation_kl(
    field: Field[T], teacher: Sequence[T], student: Sequence[T], temperature: T
) -> T:
    """KL(softmax(t/τ) ‖ softmax(s/τ)) of teacher and student logits (without the factor τ²).

    Source: G. Hinton et al., "Distilling the Knowledge in a Neural Network" (2015).
    """
    return kl(field, softmax(field, teacher, temperature), softmax(field, student, temperature))


def sigmoid(field: Field[T], z: T) -> T:
    """1 / (1 + exp(-z))."""
    return 1 / (1 + field.exp(-z))


def binary_cross_entropy(field: Field[T], y: T, p: T) -> T:
    """-y log p - (1-y) log(1-p)."""
    return cross_entropy(field, [y, 1 - y], [p, 1 - p])
