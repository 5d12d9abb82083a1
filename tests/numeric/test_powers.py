"""Powers of a law: densities and moments against SciPy, tails against what is left out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from derivecheck.numeric import gamma_laws, laws, line
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import OutOfDomain
from derivecheck.numeric.fields import Floats
from derivecheck.numeric.powers import PowerOf

F = Fraction
BALLS, FLOATS = Balls(40), Floats()
halves = st.fractions(min_value=F(1, 2), max_value=4, max_denominator=4)


def weibull(field: Any, shape: Fraction, scale: Fraction) -> PowerOf[Any]:
    return PowerOf(gamma_laws.Gamma(field.one, field.one), field.number(scale), 1 / shape)


@given(shape=halves, scale=halves, x=halves)
def test_the_density_is_that_of_a_weibull_law(
    shape: Fraction, scale: Fraction, x: Fraction
) -> None:
    density = weibull(FLOATS, shape, scale).density(FLOATS)(float(x))
    known = stats.weibull_min(float(shape), scale=float(scale))
    assert density == pytest.approx(known.pdf(float(x)), rel=1e-12)


@settings(max_examples=8, deadline=None)
@given(shape=halves, scale=halves)
def test_entropy_and_mean_are_enclosed(shape: Fraction, scale: Fraction) -> None:
    law, known = weibull(BALLS, shape, scale), stats.weibull_min(float(shape), scale=float(scale))
    entropy = line.entropy_density(BALLS, law)
    mean = line.expectation(BALLS, law, lambda x: x, [(1, BALLS.one)])
    assert BALLS.radius(entropy) < 1e-30
    assert float(BALLS.midpoint_str(entropy)) == pytest.approx(float(known.entropy()), abs=1e-9)
    assert float(BALLS.midpoint_str(mean)) == pytest.approx(float(known.mean()), rel=1e-9)


def test_the_mean_of_another_scale_is_another() -> None:
    law = weibull(BALLS, F(2), F(3))
    mean = line.expectation(BALLS, law, lambda x: x, [(1, BALLS.one)])
    assert float(BALLS.midpoint_str(mean)) != pytest.approx(stats.weibull_min(2, scale=2).mean())


def test_a_power_must_be_positive() -> None:
    backwards = PowerOf(gamma_laws.Gamma(BALLS.one, BALLS.one), BALLS.one, F(-1))
    with pytest.raises(OutOfDomain, match="positive"):
        backwards.pieces(BALLS)


def test_a_source_without_a_bound_of_its_logarithm_is_refused() -> None:
    with pytest.raises(OutOfDomain, match="logarithm"):
        PowerOf(laws.Normal(BALLS.zero, BALLS.one), BALLS.one, F(1)).log_bound(BALLS)
