"""Prefix codes on exact rationals: Huffman and Shannon code lengths, Kraft's sum, block codes.

Main results: `huffman_lengths`, `shannon_lengths`, `canonical_code`, `kraft_sum`,
`expected_length`, `block_weights`.  Everything is exact (`fractions.Fraction`), so that "the mean
length equals the entropy" can be decided and not only observed.

Sources: D. Huffman, "A Method for the Construction of Minimum-Redundancy Codes" (1952);
T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., chapter 5.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod

Weight = int | Fraction


def _check(weights: Sequence[Weight]) -> None:
    if not weights or any(w < 0 for w in weights):
        raise ValueError("a code needs at least one symbol and no negative weight")


def huffman_lengths(weights: Sequence[Weight]) -> list[int]:
    """Word lengths of a binary Huffman code; a lone symbol has the empty word.

    Ties are broken by the order of the symbols.

    >>> huffman_lengths([Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)])
    [1, 2, 3, 3]
    """
    _check(weights)
    lengths = [0] * len(weights)
    heap: list[tuple[Fraction, int, tuple[int, ...]]]
    heap = [(Fraction(w), i, (i,)) for i, w in enumerate(weights)]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, _, left = heapq.heappop(heap)
        b, order, right = heapq.heappop(heap)
        for symbol in left + right:
            lengths[symbol] += 1
        heapq.heappush(heap, (a + b, order + len(weights), left + right))
    return lengths


def shannon_lengths(weights: Sequence[Weight]) -> list[int]:
    """⌈-log₂ p⌉ for every symbol, decided exactly; every p > 0."""
    _check(weights)
    if any(w == 0 for w in weights):
        raise ValueError("the Shannon code has no word for a symbol of probability zero")
    return [_ceil_log2(1 / Fraction(w)) for w in weights]


def _ceil_log2(x: Fraction) -> int:
    length = 0
    while 2**length < x:
        length += 1
    return length


def canonical_code(lengths: Sequence[int]) -> list[str]:
    """The binary prefix code with the given word lengths; they must satisfy Kraft's inequality.

    >>> canonical_code([1, 2, 3, 3])
    ['0', '10', '110', '111']
    """
    if kraft_sum(lengths) > 1:
        raise ValueError("no prefix code has these lengths: Kraft's sum exceeds 1")
    words, used = [""] * len(lengths), Fraction(0)
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        words[i] = format(int(used * 2 ** lengths[i]), f"0{lengths[i]}b") if lengths[i] else ""
        used += Fraction(1, 2 ** lengths[i])
    return words


def is_prefix_free(words: Sequence[str]) -> bool:
    """Whether no word is the beginning of another."""
    ordered = sorted(words)
    return not any(b.startswith(a) for a, b in zip(ordered, ordered[1:], strict=False))


def kraft_sum(lengths: Sequence[int]) -> Fraction:
    """Kraft's sum Σ 2^-l."""
    return sum((Fraction(1, 2**length) for length in lengths), Fraction(0))


def expected_length(weights: Sequence[Weight], lengths: Sequence[int]) -> Fraction:
    """Mean word length Σ p l."""
    return sum((Fraction(w) * n for w, n in zip(weights, lengths, strict=True)), Fraction(0))


def block_weights(weights: Sequence[Weight], n: int) -> list[Fraction]:
    """Probabilities of the blocks of n independent symbols, in lexicographic order."""
    return [prod(map(Fraction, block), start=Fraction(1)) for block in product(weights, repeat=n)]
