"""The named algorithms of the vocabulary, written once more for the fuzz."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Any

Numbers = Sequence[Any]


def huffman_lengths(p: Numbers) -> list[int]:
    """Word lengths of a Huffman code; a single symbol has the empty word."""
    heap = [(x, k, [k]) for k, x in enumerate(p)]
    heapq.heapify(heap)
    lengths = [0] * len(p)
    while len(heap) > 1:
        (x, _, a), (y, k, b) = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in a + b:
            lengths[symbol] += 1
        heapq.heappush(heap, (x + y, len(p) + k, a + b))
    return lengths


def log_sum_exp(ctx: Any, z: Numbers) -> Any:
    top = max(z)
    return top + ctx.log(ctx.fsum(ctx.exp(x - top) for x in z))


def nll(ctx: Any, rows: Sequence[Numbers], targets: Numbers) -> Any:
    """The mean of minus the entry at the target, which counts from 0."""
    return -ctx.fsum(r[int(t)] for r, t in zip(rows, targets, strict=True)) / len(rows)


def log_softmax(ctx: Any, z: Numbers) -> list[Any]:
    return [x - log_sum_exp(ctx, z) for x in z]


def is_prefix_code(ctx: Any, *words: Numbers) -> int:
    texts = ["".join(str(int(x)) for x in w) for w in words]
    return int(
        not any(a.startswith(b) for i, a in enumerate(texts) for j, b in enumerate(texts) if i != j)
    )


ROUTINES: dict[str, Callable[..., Any]] = {
    "huffman_length": lambda ctx, p: ctx.fsum(
        x * n for x, n in zip(p, huffman_lengths(p), strict=True)
    ),
    "huffman_word_length": lambda ctx, p, i: huffman_lengths(p)[int(i) - 1],
    "accepts_indices": lambda ctx, n, targets: int(all(0 <= t < n for t in targets)),
    "is_prefix_code": is_prefix_code,
    "nll_loss": nll,
    "cross_entropy": lambda ctx, rows, t: nll(ctx, [log_softmax(ctx, r) for r in rows], t),
    "softmax": lambda ctx, z, i: ctx.exp(log_softmax(ctx, z)[int(i) - 1]),
    "log_softmax": lambda ctx, z, i: log_softmax(ctx, z)[int(i) - 1],
}
