"""Monte Carlo estimates cover the exact values, and not wrong ones."""

from typing import Any

import numpy as np
import pytest

from derivecheck.numeric import montecarlo as mc
from derivecheck.numeric.dual import gradient
from derivecheck.numeric.fields import Floats

SIZE = 40_000
MU, SIGMA = 0.7, 1.3


def rng() -> np.random.Generator:
    return np.random.default_rng(20240607)


def normal(generator: np.random.Generator, size: int) -> mc.Array:
    return generator.normal(MU, SIGMA, size)


def standard(generator: np.random.Generator, size: int) -> mc.Array:
    return generator.normal(size=size)


def test_expectation_and_its_error() -> None:
    found = mc.expectation(rng(), normal, np.square, SIZE)
    assert found.covers(MU**2 + SIGMA**2)
    assert not found.covers(MU**2)
    again = mc.expectation(rng(), normal, np.square, SIZE)
    assert again.mean == found.mean
    assert found.size == SIZE
    exact_error = np.sqrt((4 * MU**2 * SIGMA**2 + 2 * SIGMA**4) / SIZE)
    assert found.standard_error == pytest.approx(exact_error, rel=0.05)


def test_two_estimators_of_one_gradient() -> None:
    """∇ E x² = (2μ, 2σ), by the score function and by the path; swapped values are not covered."""
    exact, swapped = np.array([2 * MU, 2 * SIGMA]), np.array([2 * SIGMA, 2 * MU])
    score = mc.score_function_gradient(
        rng(), normal, mc.normal_score(MU, SIGMA), np.square, SIZE, baseline=1.0
    )
    path = mc.pathwise_gradient(
        rng(),
        standard,
        lambda e: MU + SIGMA * e,
        mc.normal_path_gradient,
        lambda z: 2 * z,
        SIZE,
    )
    for found in (score, path):
        assert found.covers(exact)
        assert not found.covers(swapped)
    assert np.all(path.standard_error < score.standard_error)


def test_score_has_mean_zero_and_matches_dual_numbers() -> None:
    score = mc.normal_score(MU, SIGMA)
    assert mc.expectation(rng(), normal, score, SIZE).covers(0.0)

    def log_density(F: Any, t: Any) -> Any:
        z = (0.4 - t[0]) / t[1]
        return -(z * z) / 2 - F.log(t[1])

    slopes = gradient(Floats(), log_density, [MU, SIGMA])
    assert score(np.array([0.4]))[0] == pytest.approx(slopes, rel=1e-12)


def test_categorical_score() -> None:
    """∇_z E_p f = p (f - E f) for p = softmax(z)."""
    p, f = np.array([0.5, 0.3, 0.2]), np.array([1.0, -2.0, 5.0])

    def draw(generator: np.random.Generator, size: int) -> mc.Array:
        return generator.choice(3, size=size, p=p).astype(float)

    found = mc.score_function_gradient(
        rng(), draw, mc.categorical_score(p), lambda k: f[k.astype(int)], SIZE
    )
    assert found.covers(p * (f - p @ f))
    assert not found.covers(f - p @ f)


def test_useless_samples_are_refused() -> None:
    with pytest.raises(ValueError, match="two samples"):
        mc.estimate(np.array([1.0]))
    with pytest.raises(ArithmeticError):
        mc.estimate(np.array([1.0, np.inf]))
