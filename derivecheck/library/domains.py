"""What the arguments of closed forms must be, and the error that names the first that is not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

# Sums of rounded probabilities; a larger gap is a mistake and not a rounding error.
TOLERANCE = {"float64": 1e-6, "float32": 1e-3}


BLOCK = 65536  # entries: read once for two reductions
SHORT = 100  # entries


@dataclass(frozen=True)
class Domain:
    """A set of values: the axes of one value, its description, the range of its entries.

    ``explain`` is called where `contains` sees something odd, and raises ValueError if it is wrong.
    """

    axes: int
    sentence: str
    explain: Callable[[str, Any], None]
    low: float = -math.inf
    high: float = math.inf
    sums_to_1: bool = False

    def require(self, name: str, x: Any) -> None:
        """ValueError names the first entry outside; nan passes."""
        if not self.contains(x):
            self.explain(name, x)

    def contains(self, x: Any) -> bool:
        """Whether all entries of an array are numbers of the domain; its first axis is the index.

        A matrix is never known to be.
        """
        if self.axes == 2 or not x.size:
            return False
        if self.sums_to_1:
            low, sums = _least_and_sums(x)
            return bool(low >= 0 and np.all(np.abs(sums - 1) <= TOLERANCE[x.dtype.name]))
        least = self.low == -math.inf or float(x.min()) >= self.low
        return least and (self.high == math.inf or float(x.max()) <= self.high)

    def contains_all(self, entries: Sequence[float]) -> bool:
        """The same for a sequence of Python floats; False may also mean that one is nan."""
        if not self.low <= min(entries) or not max(entries) <= self.high:
            return False
        return not self.sums_to_1 or abs(sum(entries) - 1) <= TOLERANCE["float64"]


def _least_and_sums(x: Any) -> tuple[Any, Any]:
    """The smallest entry, nan if there is one, and the sums over the first axis."""
    if x.ndim > 1:
        short = len(x) <= SHORT  # NumPy's own sum is slow over a short axis
        return x.min(), np.einsum("i...->...", x) if short else np.sum(x, axis=0)
    blocks = [x[k : k + BLOCK] for k in range(0, x.size, BLOCK)]
    return np.min([b.min() for b in blocks]), np.sum([b.sum() for b in blocks])


def _all(condition: Callable[[Any], Any], words: str) -> Callable[[str, Any], None]:
    """Every entry must satisfy a condition, which a nan does too: nan in, nan out."""

    def require(name: str, x: Any) -> None:
        if not np.all(fine := condition(x)):
            where = tuple(int(k) for k in np.argwhere(~np.asarray(fine))[0])
            raise ValueError(f"{_entry(name, where)} = {np.asarray(x)[where]}: must be {words}")

    return require


def _entry(name: str, where: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(map(str, where))}]" if where else name


def _nothing(name: str, x: Any) -> None:
    """Every number will do."""


_nonnegative = _all(lambda x: ~(x < 0), "non-negative")


def _law(name: str, x: Any) -> None:
    """Entries along the first axis: non-negative with sum 1."""
    _nonnegative(name, x)
    sums, slack = np.sum(x, axis=0), TOLERANCE[x.dtype.name]
    fine = ~(np.abs(sums - 1) > slack)
    if not np.all(fine):
        where = tuple(int(k) for k in np.argwhere(~np.asarray(fine))[0])
        at = f" at {where}" if where else ""
        raise ValueError(f"{name} sums to {sums[where]}{at}: must be 1 within {slack:g}")


def _factor(name: str, x: Any) -> None:
    """Lower triangular with a positive diagonal."""
    _square(name, x)
    if np.any(np.triu(x, 1) != 0):
        raise ValueError(f"{name} must be lower triangular")
    _positive(f"diagonal of {name}", np.diagonal(x, axis1=-2, axis2=-1))


def _covariance(name: str, x: Any) -> None:
    """Symmetric; that it is positive definite is seen by its Cholesky factor."""
    _square(name, x)
    turned = np.swapaxes(x, -1, -2)
    if np.array_equal(x, turned):  # the usual case, at a third of the time
        return
    if not np.allclose(x, turned, rtol=1e-8, atol=0, equal_nan=True):
        raise ValueError(f"{name} must be symmetric")


def _square(name: str, x: Any) -> None:
    if x.shape[-1] != x.shape[-2]:
        raise ValueError(f"{name} must be square, not of shape {x.shape}")


_positive = _all(lambda x: ~(x <= 0), "positive")

_at_most_1 = _all(lambda x: ~((x < 0) | (x > 1)), "in [0, 1]")
TINY = math.ulp(0.0)  # the smallest positive number

DOMAINS = {
    "real": Domain(0, "a real number", _nothing),
    "positive": Domain(0, "a positive number", _positive, TINY),
    "nonnegative": Domain(0, "a number ≥ 0", _nonnegative, 0.0),
    "unit": Domain(0, "a number from 0 to 1", _at_most_1, 0.0, 1.0),
    "index": Domain(0, "an index, from 0", _nothing),
    "law": Domain(1, "numbers ≥ 0 with sum 1", _law, 0.0, sums_to_1=True),
    "vector": Domain(1, "real numbers", _nothing),
    "scales": Domain(1, "positive numbers", _positive, TINY),
    "weights": Domain(1, "numbers ≥ 0", _nonnegative, 0.0),
    "units": Domain(1, "numbers from 0 to 1", _at_most_1, 0.0, 1.0),
    "mean": Domain(1, "real numbers", _nothing),
    "covariance": Domain(2, "a symmetric positive definite matrix", _covariance),
    "factor": Domain(2, "a lower triangular matrix with positive diagonal", _factor),
}


def require_index(name: str, index: Any, size: int) -> None:
    """Every index must be an integer from 0 to size - 1."""
    if index.dtype.kind not in "iu":
        raise ValueError(f"{name} must be integers, not {index.dtype}")
    if index.size and (index.min() < 0 or index.max() >= size):
        _all(lambda k: (k >= 0) & (k < size), f"from 0 to {size - 1}")(name, index)
