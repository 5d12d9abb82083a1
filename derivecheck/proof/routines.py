"""What the prover knows of routines: specifications, decided by search over all that is allowed.

A routine names an algorithm of the numeric core, which is the witness.  The prover never runs it:
it has for a few routines a specification of its own, and for the others nothing.

>>> from sympy import Rational
>>> from derivecheck.language.functionals import Routine
>>> half, quarter = Rational(1, 2), Rational(1, 4)
>>> opened(Routine("huffman_length", (half, quarter, quarter)))
3/2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from sympy import Expr, Rational, Tuple

from derivecheck.language.functionals import Routine, unfold

MOST_SYMBOLS = 10  # of a code: lengths are found by trying all


def opened(expr: Any) -> Expr:
    """Every head and kernel replaced by its definition, routines by what is specified of them."""
    value = unfold(expr)
    known = {r: result for r in value.atoms(Routine) if (result := _specified(r)) is not None}
    return value.xreplace(known)  # a routine on exact data holds no variable that could be bound


def _specified(routine: Routine) -> Expr | None:
    """The result on exact data; None where it is not specified."""
    data = _exact(routine.args[1:])
    if routine.name not in SPECIFICATIONS or data is None:
        return None
    result = SPECIFICATIONS[routine.name](*data)
    return None if result is None else Rational(result.numerator, result.denominator)


def _exact(data: Any) -> Any:
    """Nested tuples of rationals as lists of fractions; None where something else occurs."""
    if isinstance(data, (tuple, Tuple)):
        parts = [_exact(x) for x in data]
        return None if None in parts else parts
    return Fraction(int(data.p), int(data.q)) if data.is_Rational else None


# --- codes


def _least_cost(p: Sequence[Fraction]) -> Fraction | None:
    """The least mean length Σ p l of a binary prefix code: least over Kraft's Σ 2^-l <= 1."""
    return _cost(p, _best(p)[0]) if _is_law(p) else None


def _word_length(p: Sequence[Fraction], i: Fraction) -> Fraction | None:
    """The length of the word of symbol i, if all codes of least mean length agree on it."""
    if not _is_law(p) or i not in range(1, len(p) + 1):
        return None
    symbol = p[int(i) - 1]
    lengths = {
        n for best in _best(p) for x, n in zip(_by_size(p), best, strict=True) if x == symbol
    }
    return Fraction(lengths.pop()) if len(lengths) == 1 else None


def _is_law(p: Sequence[Fraction]) -> bool:
    return 0 < len(p) <= MOST_SYMBOLS and min(p) > 0 and sum(p) == 1


def _by_size(p: Sequence[Fraction]) -> list[Fraction]:
    return sorted(p, reverse=True)


def _cost(p: Sequence[Fraction], lengths: Sequence[int]) -> Fraction:
    return sum((x * n for x, n in zip(_by_size(p), lengths, strict=True)), Fraction(0))


def _best(p: Sequence[Fraction]) -> list[tuple[int, ...]]:
    """The lengths of all codes of least cost, for the symbols by falling probability.

    In one of them lengths rise as probabilities fall, and Kraft's sum is 1: else a word could be
    cut.
    """
    all_lengths = list(_full(len(p), Fraction(1), 0))
    least = min(_cost(p, lengths) for lengths in all_lengths)
    return [lengths for lengths in all_lengths if _cost(p, lengths) == least]


def _full(count: int, room: Fraction, least: int) -> Iterator[tuple[int, ...]]:
    """Rising lengths of ``count`` words that fill ``room`` exactly, none below ``least``."""
    if count == 0 and room == 0:
        yield ()
    if count == 0 or room == 0:
        return
    length = least
    while Fraction(1, 2**length) > room:
        length += 1
    while Fraction(count, 2**length) >= room:
        for rest in _full(count - 1, room - Fraction(1, 2**length), length):
            yield (length, *rest)
        length += 1


def _is_prefix_code(*words: Sequence[Fraction]) -> Fraction:
    """Whether no word is the beginning of another."""
    pairs = ((a, b) for k, a in enumerate(words) for m, b in enumerate(words) if k != m)
    return Fraction(not any(list(b[: len(a)]) == list(a) for a, b in pairs))


def _accepts_indices(classes: Fraction, targets: Sequence[Fraction]) -> Fraction:
    """Whether every target is one of the integers 0, …, C - 1."""
    return Fraction(set(targets) <= {Fraction(k) for k in range(int(classes))})


def _is_indented(*lines: Sequence[Fraction]) -> Fraction | None:
    """Whether each line is as deep as Python's rule asks, of lines that stand at whole depths.

    After the head of a block a line is deeper; after any other it is as deep as the last line or
    as a head that encloses it; the first is not indented and the last is no head.
    """
    enclosing, expected = [Fraction(0)], False
    for line in lines:
        if len(line) != 2 or line[0] < 0 or line[0].denominator != 1:
            return None
        depth, opens = line
        if expected and depth <= enclosing[-1]:
            return Fraction(0)
        if expected:
            enclosing.append(depth)
        elif depth not in enclosing:
            return Fraction(0)
        enclosing = enclosing[: enclosing.index(depth) + 1]
        expected = opens != 0
    return Fraction(not expected)


SPECIFICATIONS: dict[str, Callable[..., Fraction | None]] = {
    "huffman_length": _least_cost,
    "huffman_word_length": _word_length,
    "accepts_indices": _accepts_indices,
    "is_prefix_code": _is_prefix_code,
    "is_indented": _is_indented,
}
