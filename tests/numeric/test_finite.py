"""Finite laws: literal values, identities on random rationals, edges, near misses."""

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import finite
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.numeric.fields import Digits, Floats

BALLS, DIGITS = Balls(50), Digits(80)
FIELDS: list[Field[Any]] = [Floats(), DIGITS, BALLS]
HALF, QUARTER, EIGHTH = Fraction(1, 2), Fraction(1, 4), Fraction(1, 8)


def laws(size: int, zeros: bool = False) -> st.SearchStrategy[list[Fraction]]:
    weights = st.lists(st.integers(0 if zeros else 1, 30), min_size=size, max_size=size)
    return weights.filter(any).map(lambda w: [Fraction(a, sum(w)) for a in w])


pairs = st.integers(2, 5).flatmap(lambda n: st.tuples(laws(n), laws(n)))
tables = laws(6).map(lambda p: [p[:3], p[3:]])


def same(F: Field[Any], x: Any, y: Any) -> bool:
    return not F.disjoint(x, y)


@pytest.mark.parametrize("F", FIELDS)
def test_literal_values(F: Field[Any]) -> None:
    p = F.numbers([HALF, QUARTER, EIGHTH, EIGHTH])
    q = F.numbers([QUARTER] * 4)
    assert same(F, finite.entropy(F, p, 2), F.rational(7, 4))
    assert same(F, finite.entropy(F, F.numbers([HALF, QUARTER, QUARTER])), F.log(F.rational(8)) / 2)
    assert same(F, finite.cross_entropy(F, p, q, 2), F.rational(2))
    assert same(F, finite.cross_entropy(F, q, p, 2), F.rational(9, 4))
    assert same(F, finite.kl(F, p, q, 2), F.rational(1, 4))
    assert same(F, finite.kl(F, q, p, 2), F.rational(1, 4))
    assert same(F, finite.information(F, F.rational(1, 1000), 10), F.rational(3))
    assert same(F, finite.total_variation(F, p, q), F.rational(1, 4))
    assert F.disjoint(finite.entropy(F, p), F.rational(7, 4))


@pytest.mark.parametrize("F", FIELDS)
def test_three_bases(F: Field[Any]) -> None:
    p = F.numbers([Fraction(1, 3), Fraction(2, 3)])
    nats = finite.entropy(F, p)
    assert same(F, nats, finite.entropy(F, p, 2) * F.log(F.rational(2)))
    assert same(F, nats, finite.entropy(F, p, 10) * F.log(F.rational(10)))


@pytest.mark.parametrize("F", FIELDS)
def test_zero_conventions(F: Field[Any]) -> None:
    sure, other = F.numbers([1, 0]), F.numbers([0, 1])
    assert F.is_zero(finite.entropy(F, sure))
    assert F.is_zero(finite.kl(F, sure, sure))
    assert same(F, finite.kl(F, sure, other), F.infinity)
    assert same(F, finite.cross_entropy(F, sure, other), F.infinity)
    assert same(F, finite.information(F, F.zero), F.infinity)
    assert same(F, finite.js(F, sure, other, 2), F.one)
    assert same(F, finite.expectation(F, sure, [F.one, F.infinity]), F.one)
    assert not F.disjoint(finite.kl(F, F.numbers([0, 1]), F.numbers([HALF, HALF]), 2), F.one)


@pytest.mark.parametrize("F", FIELDS)
def test_undefined_is_refused(F: Field[Any]) -> None:
    negative = F.numbers([Fraction(-1, 2), Fraction(3, 2)])
    with pytest.raises(OutOfDomain):
        finite.entropy(F, negative)
    with pytest.raises(OutOfDomain):
        finite.cross_entropy(F, negative, F.numbers([0, 1]))
    with pytest.raises(OutOfDomain):
        finite.conditional(F, [F.numbers([0, 0]), F.numbers([HALF, HALF])])
    with pytest.raises(ValueError, match="different lengths"):
        finite.kl(F, F.numbers([1]), F.numbers([HALF, HALF]))
    with pytest.raises(OutOfDomain):
        finite.sample_mean(F, [], [F.one])
    with pytest.raises(OutOfDomain):
        finite.empirical_law(F, [], 2)


@given(pairs)
@settings(max_examples=40, deadline=None)
def test_identities_hold_in_balls(pair: tuple[list[Fraction], list[Fraction]]) -> None:
    F = BALLS
    p, q = (F.numbers(law) for law in pair)
    m = finite.mixture(F, [p, q], F.numbers([HALF, HALF]))
    kl, js = finite.kl(F, p, q), finite.js(F, p, q)
    assert same(F, finite.cross_entropy(F, p, q), finite.entropy(F, p) + kl)
    mean_entropy = (finite.entropy(F, p) + finite.entropy(F, q)) / 2
    assert same(F, js, finite.entropy(F, m) - mean_entropy)
    assert same(F, js, finite.js(F, q, p))
    assert not F.certainly_less(kl, F.zero)
    assert not F.certainly_less(F.log(F.rational(2)), js)
    pinsker = 2 * finite.total_variation(F, p, q) ** 2
    assert not F.certainly_less(kl, pinsker)
    if pair[0] != pair[1]:
        assert F.certainly_less(F.zero, kl)
        assert F.disjoint(finite.cross_entropy(F, p, q), finite.entropy(F, p))
    assert F.radius(kl) < 1e-45


@given(pairs)
@settings(max_examples=30, deadline=None)
def test_balls_contain_mpmath_and_floats_agree(pair: tuple[list[Fraction], list[Fraction]]) -> None:
    for quantity in (finite.kl, finite.js, finite.cross_entropy, finite.total_variation):
        values = [quantity(F, *(F.numbers(law) for law in pair)) for F in FIELDS]
        reference = Fraction(mpmath.nstr(values[1], 85, min_fixed=1, max_fixed=0))
        assert same(
            BALLS, values[2], BALLS.widen(BALLS.number(reference), BALLS.rational(1, 10**75))
        )
        assert abs(values[0] - float(reference)) < 1e-12


def test_divergence_is_neither_symmetric_nor_triangular() -> None:
    F = BALLS
    p, q, r = (F.numbers([a, 1 - a]) for a in (HALF, Fraction(1, 10), Fraction(1, 4)))
    assert F.disjoint(finite.kl(F, p, q), finite.kl(F, q, p))
    detour = finite.kl(F, p, r) + finite.kl(F, r, q)
    assert F.certainly_less(detour, finite.kl(F, p, q))


@given(tables)
@settings(max_examples=30, deadline=None)
def test_joint_tables(table: list[list[Fraction]]) -> None:
    F = BALLS
    joint = [F.numbers(row) for row in table]
    x, y = finite.marginal(F, joint, 0), finite.marginal(F, joint, 1)
    both = finite.entropy(F, finite.flatten(joint))
    given_x = finite.conditional(F, joint, 0)
    assert same(F, both, finite.entropy(F, x) + finite.conditional_entropy(F, joint))
    information = finite.mutual_information(F, joint)
    assert same(F, information, finite.entropy(F, x) + finite.entropy(F, y) - both)
    transposed = finite.mutual_information(F, finite.transpose(joint))
    assert same(F, information, transposed)
    rows = [finite.entropy(F, row) for row in given_x]
    assert same(F, finite.conditional_entropy(F, joint), finite.expectation(F, x, rows))
    bayes = [[a * p for a in row] for row, p in zip(given_x, x, strict=True)]
    assert all(same(F, a, b) for a, b in zip(*map(finite.flatten, (bayes, joint)), strict=True))


@pytest.mark.parametrize("F", FIELDS)
def test_independence_has_no_information(F: Field[Any]) -> None:
    p, q = F.numbers([Fraction(1, 3), Fraction(2, 3)]), F.numbers([QUARTER, Fraction(3, 4)])
    assert same(F, finite.mutual_information(F, finite.outer(p, q)), F.zero)
    copied = [[p[0], F.zero], [F.zero, p[1]]]
    assert same(F, finite.mutual_information(F, copied), finite.entropy(F, p))
    assert same(F, finite.conditional_entropy(F, copied), F.zero)


@pytest.mark.parametrize("F", FIELDS)
def test_push_forward(F: Field[Any]) -> None:
    p = F.numbers([HALF, QUARTER, EIGHTH, EIGHTH])
    law = finite.push_forward(F, [-1, 0, 1, 2], p, abs)
    assert list(law) == [1, 0, 2]
    assert same(F, law[1], F.rational(5, 8))
    direct = finite.expectation(F, p, F.numbers([1, 0, 1, 2]))
    pushed = finite.expectation(F, list(law.values()), F.numbers(list(law)))
    assert same(F, direct, pushed)
    assert same(F, finite.variance(F, p, F.numbers([1, 0, 1, 2])), F.rational(23, 64))


@pytest.mark.parametrize("F", FIELDS)
def test_estimators_by_enumeration(F: Field[Any]) -> None:
    p, f = F.numbers([HALF, QUARTER, QUARTER]), F.numbers([0, 3, 10])
    mean, variance = finite.expectation(F, p, f), finite.variance(F, p, f)

    def average(sample: Any) -> Any:
        return finite.sample_mean(F, sample, f)

    def plug_in_entropy(sample: Any) -> Any:
        return finite.entropy(F, finite.empirical_law(F, sample, 3))

    assert same(F, finite.expectation_over_samples(F, p, 3, average), mean)
    second = finite.expectation_over_samples(F, p, 3, lambda s: (average(s) - mean) ** 2)
    assert same(F, second, variance / 3)
    assert F.disjoint(second, variance / 2)
    biased = finite.expectation_over_samples(F, p, 3, plug_in_entropy)
    assert F.certainly_less(biased, finite.entropy(F, p))
    assert same(F, F.total(finite.product_law(F, p, 3)), F.one)
    assert same(F, finite.entropy(F, finite.product_law(F, p, 3)), 3 * finite.entropy(F, p))


@pytest.mark.parametrize("F", FIELDS)
def test_empirical_cross_entropy_is_the_mean_negative_log_likelihood(F: Field[Any]) -> None:
    sample, q = [0, 2, 2, 1, 0, 0], F.numbers([HALF, QUARTER, QUARTER])
    empirical = finite.empirical_law(F, sample, 3)
    log_q = [-finite.information(F, a) for a in q]
    mean = -finite.sample_mean(F, sample, log_q)
    assert same(F, finite.cross_entropy(F, empirical, q), mean)
