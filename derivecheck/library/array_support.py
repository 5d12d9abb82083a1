"""What emitted array code calls besides kernels; the first axis of a vector is its index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

BLOCK = 8192  # entries: the temporaries of a block stay in the cache of a core


def total(term: Callable[..., Any], *arrays: Any) -> Any:
    """The sum of a term over the index; a single long vector goes block by block."""
    return totals(lambda *a: (term(*a),), *arrays)[0]


def totals(terms: Callable[..., tuple[Any, ...]], *arrays: Any) -> tuple[Any, ...]:
    """The sums of several terms."""
    size = len(arrays[0])
    if any(a.ndim > 1 for a in arrays) or size <= BLOCK:
        return tuple(summed(t) for t in terms(*arrays))
    blocks = [terms(*(a[k : k + BLOCK] for a in arrays)) for k in range(0, size, BLOCK)]
    return tuple(np.sum([np.sum(t) for t in block]) for block in zip(*blocks, strict=True))


def summed(term: Any) -> Any:
    """The sum of a vector, or of the rows of an array."""
    return np.sum(term) if term.ndim == 1 else pairwise(term)


def pairwise(rows: Any) -> Any:
    """The sum over the first axis by halves; NumPy's own adds one row after the other."""
    while (size := len(rows)) > 1:
        halves = rows[: size // 2] + rows[size // 2 : size - size % 2]
        if size % 2:
            halves[-1] += rows[-1]
        rows = halves
    return rows[0]


def total_of_pairs(term: Any) -> Any:
    """The sum over two indices."""
    return np.sum(term, axis=(0, 1))


def diagonal(matrix: Any) -> Any:
    """The entries with two equal indices."""
    return np.einsum("ii...->i...", matrix)


def top_of(array: Any) -> Any:
    """The index of the largest entry."""
    return np.argmax(array, axis=0)


def pick(array: Any, index: Any) -> Any:
    """The entry at an index, which may differ from vector to vector."""
    return np.take_along_axis(array, np.asarray(index)[None], axis=0)[0]


def one_hot(index: Any, like: Any) -> Any:
    """1 at the index, 0 elsewhere, as an array of the shape of ``like``."""
    places = np.arange(len(like)).reshape(-1, *[1] * (like.ndim - 1))
    return (places == index).astype(like.dtype)


def identity_of(like: Any) -> Any:
    """The identity matrix, with further axes of length 1 for those of ``like``."""
    unit = np.eye(len(like), dtype=like.dtype)
    return unit.reshape(*unit.shape, *[1] * (like.ndim - 1))
