"""Softmax, labels and losses over every field."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.numeric import classification as c
from derivecheck.numeric import finite
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import Field
from derivecheck.numeric.fields import Digits, Floats

BALLS = Balls(50)
FIELDS: list[Field[Any]] = [Floats(), Digits(50), BALLS]
logits = st.lists(st.fractions(-20, 20, max_denominator=50), min_size=2, max_size=6)


def same(F: Field[Any], x: Any, y: Any) -> bool:
    return not F.disjoint(x, y)


@given(logits, st.fractions(-5, 5, max_denominator=20))
@settings(max_examples=30, deadline=None)
def test_softmax_is_a_law_invariant_under_shift(z: list[Fraction], shift: Fraction) -> None:
    p = c.softmax(BALLS, BALLS.numbers(z))
    shifted = c.softmax(BALLS, BALLS.numbers([a + shift for a in z]))
    assert same(BALLS, BALLS.total(p), BALLS.one)
    assert all(BALLS.certainly_positive(a) for a in p)
    assert all(same(BALLS, a, b) for a, b in zip(p, shifted, strict=True))
    scaled = c.softmax(BALLS, BALLS.numbers([2 * a for a in z]))
    assert len(set(z)) == 1 or any(BALLS.disjoint(a, b) for a, b in zip(p, scaled, strict=True))


@pytest.mark.parametrize("F", FIELDS)
def test_literal_values(F: Field[Any]) -> None:
    z = [F.log(F.rational(k)) for k in (1, 2, 5)]
    assert all(
        same(F, p, F.number(q))
        for p, q in zip(
            c.softmax(F, z), [Fraction(1, 8), Fraction(1, 4), Fraction(5, 8)], strict=True
        )
    )
    assert same(F, c.log_softmax(F, z)[1], -F.log(F.rational(4)))
    squared = c.softmax(F, z, F.rational(1, 2))
    assert same(F, squared[2], F.rational(25, 30))
    assert same(F, c.log_softmax(F, z, F.rational(1, 2))[2], F.log(F.rational(5, 6)))
    assert same(F, c.sigmoid(F, F.log(F.rational(3))), F.rational(3, 4))
    half = F.rational(1, 2)
    assert same(F, c.binary_cross_entropy(F, F.one, half), F.log(F.rational(2)))
    assert F.disjoint(c.softmax(F, z)[0], F.rational(1, 7))


@pytest.mark.parametrize("F", FIELDS)
def test_losses_agree_on_a_one_hot_label(F: Field[Any]) -> None:
    z = F.numbers([Fraction(1, 3), -1, 2])
    y, log_p = c.one_hot(F, 2, 3), c.log_softmax(F, z)
    loss = c.softmax_cross_entropy(F, y, z)
    assert same(F, loss, c.nll(F, log_p, 2))
    assert same(F, loss, finite.cross_entropy(F, y, c.softmax(F, z)))
    assert same(F, c.mean_nll(F, [log_p, log_p], [2, 0]), -(log_p[2] + log_p[0]) / 2)
    assert F.disjoint(loss, c.nll(F, z, 2))


@pytest.mark.parametrize("F", FIELDS)
def test_two_conventions_of_label_smoothing(F: Field[Any]) -> None:
    eps = F.rational(1, 10)
    mixed, spread = c.smooth_labels(F, c.one_hot(F, 1, 4), eps), c.spread_labels(F, 1, 4, eps)
    assert same(F, F.total(mixed), F.one)
    assert same(F, F.total(spread), F.one)
    assert same(F, mixed[1], F.rational(37, 40))
    assert same(F, spread[1], F.rational(9, 10))
    assert same(F, spread[0], F.rational(1, 30))
    assert F.disjoint(mixed[0], spread[0])
    with pytest.raises(ValueError, match="class 4 of 4"):
        c.one_hot(F, 4, 4)


@pytest.mark.parametrize("F", FIELDS)
def test_distillation(F: Field[Any]) -> None:
    t, s, two = F.numbers([1, 2, 3]), F.numbers([3, 0, 1]), F.rational(2)
    direct = finite.kl(F, c.softmax(F, [a / 2 for a in t]), c.softmax(F, [a / 2 for a in s]))
    assert same(F, c.distillation_kl(F, t, s, two), direct)
    assert same(F, c.distillation_kl(F, t, t, two), F.zero)
    assert F.disjoint(direct, c.distillation_kl(F, t, s, F.one))
