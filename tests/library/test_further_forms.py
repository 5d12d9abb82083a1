"""Further divergences and losses: their definitions, their edges, their neighbours."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck import closed_forms as cf

inf = math.inf
DIVERGENCES = (
    cf.jeffreys,
    cf.skewed_js,
    cf.total_variation,
    cf.chi_squared,
    cf.hellinger,
    cf.bhattacharyya,
)


def call(form: Any, p: Any, q: Any) -> Any:
    return form(p, q, 0.25) if form is cf.skewed_js else form(p, q)


def laws(seed: int, size: int = 5) -> tuple[Any, Any]:
    return tuple(np.random.default_rng(seed).dirichlet(np.ones(size), 2))


def test_definitions() -> None:
    p, q = laws(0)
    m = 0.25 * p + 0.75 * q
    assert cf.jeffreys(p, q) == pytest.approx(cf.kl(p, q) + cf.kl(q, p), rel=1e-14)
    skewed = 0.25 * cf.kl(p, m) + 0.75 * cf.kl(q, m)
    assert cf.skewed_js(p, q, 0.25) == pytest.approx(skewed, rel=1e-13)
    assert cf.skewed_js(p, q, 0.5) == pytest.approx(cf.js(p, q), rel=1e-14)
    assert cf.total_variation(p, q) == pytest.approx(np.abs(p - q).sum() / 2, rel=1e-14)
    assert cf.chi_squared(p, q) == pytest.approx(np.sum(p * p / q) - 1, rel=1e-12)
    overlap = np.sum(np.sqrt(p * q))
    assert cf.hellinger(p, q) == pytest.approx(math.sqrt(1 - overlap), rel=1e-12)
    assert cf.bhattacharyya(p, q) == pytest.approx(-math.log(overlap), rel=1e-12)
    assert cf.perplexity(p) == pytest.approx(math.exp(cf.entropy(p)), rel=1e-14)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 15))
def test_no_divergence_is_negative_near_equality(seed: int, power: int) -> None:
    p, noise = laws(seed)
    q = p * (1 + 10.0**-power * (noise - 0.2))
    q /= q.sum()
    for form in DIVERGENCES:
        assert call(form, p, q) >= 0
        assert call(form, p, p) == 0
        assert np.all(call(form, np.tile(p, (40, 1)), np.tile(q, (40, 1))) >= 0)


def test_where_laws_nearly_agree_all_are_half_a_square() -> None:
    """To second order each is a multiple of χ²; the textbook forms have no digit left there."""
    p = np.array([0.25, 0.25, 0.5])
    q = p + np.array([1.0, -1.0, 0.0]) * 2.0**-40
    square = np.sum((p - q) ** 2 / p)
    shares = {"jeffreys": 1, "skewed_js": 0.25 * 0.75 / 2, "chi_squared": 1, "bhattacharyya": 1 / 8}
    for name, share in shares.items():
        form = cf.CLOSED_FORMS[name]
        assert call(form, p, q) == pytest.approx(share * square, rel=1e-11, abs=0)
    assert cf.hellinger(p, q) ** 2 == pytest.approx(square / 8, rel=1e-11, abs=0)
    assert -math.log(np.sum(np.sqrt(p * q))) != pytest.approx(square / 8, rel=0.5, abs=0)


def test_zeros() -> None:
    p, q = [0.0, 0.25, 0.75], [0.0, 0.5, 0.5]
    for form in DIVERGENCES:
        assert call(form, p, q) == pytest.approx(call(form, p[1:], q[1:]), rel=1e-14)
    apart = [1.0, 0.0], [0.0, 1.0]
    assert cf.jeffreys(*apart) == cf.chi_squared(*apart) == cf.bhattacharyya(*apart) == inf
    assert cf.total_variation(*apart) == cf.hellinger(*apart) == 1
    assert cf.skewed_js(*apart, 0.5) == pytest.approx(math.log(2))
    assert cf.skewed_js([0.5, 0.5], [0.0, 1.0], 0.0) == 0
    assert cf.chi_squared([0.0, 1.0], [0.5, 0.5]) == pytest.approx(1)
    assert cf.perplexity([1.0, 0.0]) == 1


def test_far_apart_the_overlap_counts() -> None:
    p, q = [1e-200, 1 - 1e-16], [1.0, 1e-220]
    assert cf.bhattacharyya(p, q) == pytest.approx(100 * math.log(10), rel=1e-12)


@pytest.mark.parametrize("z", [-800.0, -40.0, -1e-12, 0.0, 3.0, 800.0, inf, -inf])
def test_binary_loss(z: float) -> None:
    own = max(z, 0.0) + math.log1p(math.exp(-abs(z)))
    other = max(-z, 0.0) + math.log1p(math.exp(-abs(z)))
    assert cf.binary_cross_entropy_logits(z, 0.0) == own
    assert cf.binary_cross_entropy_logits(z, 1.0, 3.0) == 3 * other
    assert cf.binary_cross_entropy_logits(np.full(50, z), 1.0)[7] == other
    slope = cf.binary_cross_entropy_logits.grad["logit"]
    assert -1 <= slope(z, 1.0) <= 0 <= slope(z, 0.0) <= 1
    assert cf.binary_cross_entropy_logits.grad["label"](z, 0.5) == -z


def test_binary_loss_by_two_classes() -> None:
    z = np.linspace(-30, 30, 61)
    pairs = np.stack([np.zeros_like(z), z], -1)
    labels = np.ones(61, int)
    np.testing.assert_allclose(
        cf.binary_cross_entropy_logits(z, 1.0), cf.nll(pairs, labels), rtol=1e-15
    )
    with pytest.raises(ValueError, match="label = 1.5: must be in"):
        cf.binary_cross_entropy_logits(0.0, 1.5)
    with pytest.raises(ValueError, match="positive_weight = -1.0: must be non-negative"):
        cf.binary_cross_entropy_logits(0.0, 1.0, -1.0)


def test_weighted_loss() -> None:
    rng = np.random.default_rng(0)
    z, y, w = rng.normal(size=(40, 5)), rng.integers(0, 5, 40), rng.uniform(0, 2, 5)
    np.testing.assert_allclose(cf.weighted_nll(z, y, w), w[y] * cf.nll(z, y), rtol=1e-15)
    found = cf.weighted_nll.grad["logits"](z, y, w)
    np.testing.assert_allclose(found, w[y][:, None] * cf.nll.grad["logits"](z, y), rtol=1e-14)
    by_weights = cf.weighted_nll.grad["class_weights"](z, y, w)
    np.testing.assert_allclose(by_weights[np.arange(40), y], cf.nll(z, y), rtol=1e-14)
    with pytest.raises(ValueError, match=r"class_weights\[0\] = -1.0: must be non-negative"):
        cf.weighted_nll([0.0, 1.0], 0, [-1.0, 1.0])


def test_normal_losses_and_distances() -> None:
    assert cf.nll_normal(1.0, 3.0, 2.0) == pytest.approx(0.5 + math.log(2 * math.sqrt(2 * math.pi)))
    assert cf.nll_log_variance(1.0, 3.0, math.log(4)) == pytest.approx(cf.nll_normal(1.0, 3.0, 2.0))
    widths = [1e-3, 2.0, 5.0]
    assert cf.entropy_diagonal_normal(widths) == pytest.approx(sum(map(cf.entropy_normal, widths)))
    assert cf.wasserstein_normal(1.0, 2.0, 4.0, 6.0) == 25


@pytest.mark.parametrize("scale", [1e-150, 1e150])
def test_gradients_of_normal_laws_stay_in_range(scale: float) -> None:
    """Near miss: the square of the scale, or its cube, is 0 or infinite."""
    at = (0.0, 1.0 * scale, scale, 2.0 * scale)
    unit = (0.0, 1.0, 1.0, 2.0)
    for name, slope in cf.kl_normal.grad.items():
        assert slope(*at) * scale == pytest.approx(slope(*unit), rel=1e-14), name
    slopes = cf.optimal_discriminator.grad
    assert slopes["a"](scale, 3 * scale) * scale == pytest.approx(3 / 16)
    assert slopes["b"](1.2e63, 5.7e-52) == pytest.approx(-1 / 1.2e63)
