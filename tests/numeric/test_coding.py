"""Prefix codes: optimal lengths against exhaustive search, Kraft's inequality, block codes."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import coding, finite
from derivecheck.numeric.balls import Balls

weights = st.lists(st.integers(1, 20), min_size=2, max_size=5).map(
    lambda w: [Fraction(a, sum(w)) for a in w]
)


@given(weights)
@settings(max_examples=25, deadline=None)
def test_no_prefix_code_is_shorter(p: list[Fraction]) -> None:
    best = min(
        coding.expected_length(p, lengths)
        for lengths in product(range(1, 5), repeat=len(p))
        if coding.kraft_sum(lengths) <= 1
    )
    lengths = coding.huffman_lengths(p)
    assert coding.expected_length(p, lengths) == best
    assert coding.kraft_sum(lengths) == 1
    assert coding.is_prefix_free(coding.canonical_code(lengths))


@given(weights)
@settings(max_examples=25, deadline=None)
def test_source_coding_bounds(p: list[Fraction]) -> None:
    F = Balls(50)
    entropy = finite.entropy(F, F.numbers(p), 2)
    for lengths in (coding.huffman_lengths(p), coding.shannon_lengths(p)):
        mean = F.number(coding.expected_length(p, lengths))
        assert not F.certainly_less(mean, entropy)
        assert F.certainly_less(mean, entropy + 1)
    assert coding.kraft_sum(coding.shannon_lengths(p)) <= 1


def test_dyadic_law_reaches_its_entropy() -> None:
    p = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)]
    assert coding.huffman_lengths(p) == coding.shannon_lengths(p) == [1, 2, 3, 3]
    assert coding.canonical_code([1, 2, 3, 3]) == ["0", "10", "110", "111"]
    assert coding.expected_length(p, [1, 2, 3, 3]) == Fraction(7, 4)


def test_blocks_approach_the_entropy() -> None:
    p = [Fraction(9, 10), Fraction(1, 10)]
    rates = []
    for n in (1, 2, 3):
        block = coding.block_weights(p, n)
        assert sum(block) == 1
        rates.append(coding.expected_length(block, coding.huffman_lengths(block)) / n)
    assert rates == [1, Fraction(129, 200), Fraction(1598, 3000)]


def test_edges() -> None:
    assert coding.huffman_lengths([1]) == [0]
    assert coding.canonical_code([0]) == [""]
    assert coding.shannon_lengths([1]) == [0]
    assert coding.huffman_lengths([Fraction(1, 26)] * 26).count(4) == 6
    assert not coding.is_prefix_free(["0", "01"])
    with pytest.raises(ValueError, match="Kraft"):
        coding.canonical_code([1, 1, 2])
    with pytest.raises(ValueError, match="at least one symbol"):
        coding.huffman_lengths([])
    with pytest.raises(ValueError, match="negative"):
        coding.huffman_lengths([Fraction(3, 2), Fraction(-1, 2)])
    with pytest.raises(ValueError, match="probability zero"):
        coding.shannon_lengths([1, 0])
