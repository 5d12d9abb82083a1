"""Infinite logits and other edges: the values there are the limits.

A logit of -∞ rules a class out, as masks do.  What a function is worth there is its limit as all
infinite logits are ±M and M grows; equal ones stay equal.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck import closed_forms as cf
from derivecheck.library.closed_form import ClosedForm

inf = math.inf
BY_LOGITS = [f for f in cf.CLOSED_FORMS.values() if any(a.domain == "vector" for a in f.arguments)]
BY_LOGITS = [f for f in BY_LOGITS if f.name != "kl_diagonal_normal"]
FAR = (1e4, 2e4)
LOGITS = ([0.5, -inf, 1.0], [-inf, 0.0, -inf], [-inf, -inf, -inf], [1.0, 1.0, inf], [inf, 0.0, inf])
OTHERS = (*LOGITS, [0.25, -1.0, 2.0])
SECOND = {
    "weights": [1.0, 2.0, 0.5],
    "real": 0.5,
    "positive": 2.0,
    "index": 0,
    "unit": 0.25,
    "law": [0.25, 0.0, 0.75],
}


def arguments(form: ClosedForm, rows: list[Any]) -> list[Any]:
    logits = iter(rows)
    return [next(logits) if a.domain == "vector" else SECOND[a.domain] for a in form.arguments]


def moved(row: list[float], far: float) -> list[float]:
    return [math.copysign(far, x) if math.isinf(x) else x for x in row]


def limit(f: Callable[..., Any], form: ClosedForm, rows: list[list[float]]) -> Any:
    """The values at M and 2M; what still grows with M is infinite."""
    near, far = (np.asarray(f(*arguments(form, [moved(r, m) for r in rows]))) for m in FAR)
    return np.where(np.abs(far - near) > 1.0, np.copysign(inf, far), far)


def cases(form: ClosedForm) -> list[list[list[float]]]:
    count = sum(a.domain == "vector" for a in form.arguments)
    return [list(rows) for rows in itertools.product(LOGITS, *[OTHERS] * (count - 1))]


every_form = pytest.mark.parametrize("form", BY_LOGITS, ids=lambda f: f.name)


@every_form
@pytest.mark.parametrize("copies", [1, 100])
def test_infinite_logits_are_limits(form: ClosedForm, copies: int) -> None:
    for rows in cases(form):
        batch = [[row] * copies for row in rows]
        values = arguments(form, batch) if copies > 1 else arguments(form, rows)
        expected = limit(form, form, rows)
        np.testing.assert_allclose(
            form(*values), np.broadcast_to(expected, np.shape(form(*values))), atol=1e-300
        )


@every_form
@pytest.mark.parametrize("copies", [1, 100])
def test_gradients_at_infinite_logits_are_limits(form: ClosedForm, copies: int) -> None:
    for rows in cases(form):
        batch: list[Any] = [[row] * copies for row in rows] if copies > 1 else rows
        if not np.all(np.isfinite(limit(form, form, rows))) and form.name != "logsumexp":
            continue  # a divergence that is infinite has no gradient
        for by, slope in form.grad.items():
            expected = limit(slope, form, rows)
            found = slope(*arguments(form, batch))
            message = f"{form.name} by {by} at {rows}"
            expected = np.broadcast_to(expected, found.shape)
            np.testing.assert_allclose(found, expected, atol=1e-15, err_msg=message)


def test_the_examples() -> None:
    assert cf.softmax_cross_entropy([-inf, 0.0], [0.0, 1.0]) == 0
    assert cf.entropy_logits([0.0, 0.0, -inf]) == pytest.approx(math.log(2), rel=1e-15)
    assert cf.logsumexp([-inf, -inf]) == -inf
    assert cf.softmax([1.0, 1.0, inf]).tolist() == [0, 0, 1]
    assert cf.kl_logits([0.0, -inf], [0.0, 0.0]) == pytest.approx(math.log(2), rel=1e-15)
    assert cf.kl_logits([0.0, 0.0], [0.0, -inf]) == inf  # near miss: the other way round
    assert cf.label_smoothing([0.0, -inf], 0, 0.0) == 0
    assert cf.label_smoothing([0.0, -inf], 0, 0.1) == inf


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6), st.floats(-9e-7, 9e-7))
def test_a_divergence_is_never_negative_within_the_tolerance(
    weights: list[float], off: float
) -> None:
    p = np.array(weights) / math.fsum(weights)
    assert cf.kl(p, p * (1 + off)) >= 0
    assert cf.kl(np.tile(p, (100, 1)), np.tile(p * (1 + off), (100, 1))).min() >= 0


def test_an_excluded_outcome_of_both_laws_has_no_slope() -> None:
    p, q = [0.0, 0.25, 0.75], [0.0, 0.5, 0.5]
    for form in (cf.kl, cf.js):
        for slope in form.grad.values():
            assert slope(p, q)[0] == 0
    assert cf.kl.grad["p"]([0.0, 1.0], [0.5, 0.5])[0] == -inf  # near miss


@pytest.mark.parametrize("power", range(1, 15))
def test_slopes_of_js_near_equality(power: int) -> None:
    d = 0.25 * 2.0**-3 * 10.0**-power
    p, q = np.array([0.25, 0.75]), np.array([0.25 + d, 0.75 - d])
    expected = [-0.5 * math.log1p((b - a) / (2 * a)) for a, b in zip(p, q, strict=True)]
    np.testing.assert_allclose(cf.js.grad["p"](p, q), expected, rtol=1e-15)


def test_log_variances_that_are_far_below_0() -> None:
    assert cf.kl_log_variance(0.0, -1500.0, 0.0, -1499.0) == pytest.approx(math.exp(-1) / 2)
    assert cf.kl_log_variance(1.0, -1500.0, 0.0, -1499.0) == inf


def test_what_would_be_lost_is_refused() -> None:
    with pytest.raises(TypeError, match="p is complex: must be real"):
        cf.entropy(np.array([0.5 + 1j, 0.5]))
    with pytest.raises(TypeError, match="p is a masked array"):
        cf.entropy(np.ma.masked_array([0.5, 0.5], mask=[True, False]))
    assert cf.entropy(np.ma.masked_array([0.5, 0.5]).filled()) == pytest.approx(math.log(2))


def test_a_column_of_labels_is_refused() -> None:
    z = np.zeros((2, 3))
    with pytest.raises(ValueError, match=r"label of shape \(2, 1\): one index for each row"):
        cf.nll(z, np.zeros((2, 1), int))
    assert cf.nll(z, np.zeros(2, int)).shape == (2,)
    assert cf.nll(z[0], np.zeros((4, 1), int)).shape == (4, 1)  # one row, many labels


@pytest.mark.parametrize("name", ["kl_diagonal_normal", "softmax_cross_entropy", "gan_value"])
def test_batches_of_derivatives_that_do_not_use_every_vector(name: str) -> None:
    form, rng = cf.CLOSED_FORMS[name], np.random.default_rng(0)
    draws: dict[str, Callable[..., Any]] = {"vector": rng.normal}
    draws |= {"scales": lambda size: rng.uniform(0.5, 2, size)}
    draws |= {"units": lambda size: rng.uniform(0.1, 0.9, size), "positive": lambda size: 1.0}
    draws |= {"law": lambda size: rng.dirichlet(np.ones(16), 64)}
    values = [draws[a.domain](size=(64, 16)) for a in form.arguments]
    for slope in form.grad.values():
        row = slope(*(v[9] if np.ndim(v) else v for v in values))
        np.testing.assert_allclose(slope(*values)[9], row, rtol=1e-13, atol=1e-16)


def test_laws_of_several_dimensions_have_their_axes_last_and_keep_their_width() -> None:
    m, s = np.zeros((4, 2), np.float32), np.tile(np.eye(2, dtype=np.float32), (4, 1, 1))
    assert cf.kl_multivariate_normal(m, s, m + 1, s).dtype == np.float32
    assert cf.kl_multivariate_normal(m, s, m.astype(float) + 1, s).dtype == np.float64
    for slope in cf.kl_multivariate_normal.grad.values():
        assert slope(m, s, m + 1, s).dtype == np.float32
        with pytest.raises(ValueError, match="axis = 0: the last axes are those of a law"):
            slope(m, s, m, s, axis=0)
    with pytest.raises(ValueError, match="axis = 0"):
        cf.kl_multivariate_normal(m, s, m, s, axis=0)
    with pytest.raises(TypeError, match="mean1 is complex"):
        cf.kl_multivariate_normal(m + 1j, s, m, s)


@pytest.mark.parametrize("shape", [(0,), (3, 0), ()])
def test_the_short_way_refuses_what_the_long_one_does(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no entries|needs 1 axes"):
        cf.kl(np.ones(shape), np.ones(shape))
    with pytest.raises(ValueError, match="vectors of different lengths: p 2, q 3"):
        cf.kl(np.ones(2) / 2, np.ones(3) / 3)
    with pytest.raises(ValueError, match=r"p\[0\] = -1.0"):
        cf.entropy(np.array([-1.0, 2.0]))
    assert cf.softmax(np.zeros((2, 4))).tolist() == [[0.25] * 4] * 2
    assert math.isnan(cf.entropy(np.array([math.nan, 0.5])))
    assert cf.kl_normal(np.zeros(0), 1.0, 0.0, 1.0).shape == (0,)
