"""The prover's specifications of routines against the witness, which computes them another way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import Routine
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import given
from derivecheck.numeric import classification, coding, programs
from derivecheck.proof.routines import SPECIFICATIONS, opened

half = Rational(1, 2)
DYADIC = (half, half**2, half**3, half**3)
weights = st.lists(st.integers(1, 30), min_size=1, max_size=7)
lines = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=6)
words = st.lists(st.lists(st.integers(0, 1), max_size=4), min_size=1, max_size=4)


def law(counts: list[int]) -> list[Fraction]:
    return [Fraction(c, sum(counts)) for c in counts]


@drawn(weights)
def test_the_least_mean_length_is_that_of_huffman(counts: list[int]) -> None:
    p = law(counts)
    expected = coding.expected_length(p, coding.huffman_lengths(p))
    assert SPECIFICATIONS["huffman_length"](p) == expected


@drawn(weights, st.integers(1, 7))
def test_a_word_length_is_that_of_huffman_or_not_specified(counts: list[int], i: int) -> None:
    p = law(counts)
    found = SPECIFICATIONS["huffman_word_length"](p, Fraction(i))
    assert found is None or found == coding.huffman_lengths(p)[i - 1]


def test_a_word_length_that_codes_disagree_on_is_not_specified() -> None:
    third = Fraction(1, 3)
    assert SPECIFICATIONS["huffman_word_length"]([third] * 3, Fraction(1)) is None
    assert SPECIFICATIONS["huffman_word_length"](law([2, 1, 1]), Fraction(1)) == 1


@pytest.mark.parametrize("p", [[], [Fraction(1), Fraction(1)], [Fraction(0), Fraction(1)]])
def test_what_is_no_law_has_no_length(p: list[Fraction]) -> None:
    assert SPECIFICATIONS["huffman_length"](p) is None


@drawn(words)
def test_prefix_codes(code: list[list[int]]) -> None:
    texts = ["".join(map(str, word)) for word in code]
    found = SPECIFICATIONS["is_prefix_code"](*[[Fraction(x) for x in word] for word in code])
    assert found == coding.is_prefix_free(texts)


@drawn(st.integers(1, 5), st.lists(st.fractions(-1, 6, max_denominator=2), max_size=4))
def test_indices(classes: int, targets: list[Fraction]) -> None:
    found = SPECIFICATIONS["accepts_indices"](Fraction(classes), targets)
    assert found == classification.accepts_indices(classes, targets)


@drawn(lines)
def test_indentation_is_as_python_asks(program: list[tuple[int, int]]) -> None:
    found = SPECIFICATIONS["is_indented"](*[list(map(Fraction, line)) for line in program])
    assert found == programs.is_indented(program)


def test_a_program_at_no_whole_depth_has_no_specification() -> None:
    assert SPECIFICATIONS["is_indented"]([Fraction(1, 2), Fraction(0)]) is None


def test_routines_open_on_exact_data_only() -> None:
    assert opened(Routine("huffman_word_length", DYADIC, 4)) == Integer(3)
    symbolic = Routine("huffman_length", FiniteLaw("p", Symbol("N", integer=True, positive=True)))
    assert opened(symbolic) == symbolic


@pytest.mark.parametrize("length", [Rational(7, 4), Rational(11, 4)])
def test_a_mistake_in_the_witness_proves_nothing(
    length: Rational, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = coding.expected_length
    monkeypatch.setattr(coding, "expected_length", lambda p, lengths: right(p, lengths) + 1)
    found = judge(given().eq(Routine("huffman_length", DYADIC), length))
    assert found.verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize("length", [Rational(7, 4), Rational(11, 4)])
def test_a_mistake_in_the_specification_proves_nothing(
    length: Rational, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SPECIFICATIONS, "huffman_length", lambda p: Fraction(11, 4))
    found = judge(given().eq(Routine("huffman_length", DYADIC[::-1]), length))
    assert found.verdict is Verdict.INCONSISTENT


def test_both_right() -> None:
    data = (half, half**2, half**2)  # results of the statements above are remembered
    right, wrong = (given().eq(Routine("huffman_length", data), n) for n in (3 * half, 2))
    assert judge(right).verdict is Verdict.PROVED
    assert judge(wrong).verdict is Verdict.REFUTED
