"""The ways to compute a closed form give the same: plain Python, whole arrays, blocks, compiled."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from derivecheck import closed_forms as cf
from derivecheck.library.calls import SHORT
from derivecheck.library.closed_form import ClosedForm

FORMS = [f for f in cf.CLOSED_FORMS.values() if all(a.axes < 2 for a in f.arguments)]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
few = settings(max_examples=25, deadline=None)


def drawn(domain: str, rng: np.random.Generator, shape: tuple[int, ...], size: int) -> Any:
    """Values of a domain, the entries of vectors last."""
    draws: dict[str, Callable[[], Any]] = {
        "real": lambda: rng.normal(size=shape),
        "positive": lambda: rng.uniform(0.5, 2.0, shape),
        "unit": lambda: rng.uniform(0.1, 0.9, shape),
        "index": lambda: rng.integers(0, size, shape),
        "law": lambda: rng.dirichlet(np.ones(size), shape),
        "vector": lambda: rng.normal(size=(*shape, size)),
        "scales": lambda: rng.uniform(0.5, 2.0, (*shape, size)),
        "units": lambda: rng.uniform(0.1, 0.9, (*shape, size)),
        "weights": lambda: rng.uniform(0.5, 2.0, (*shape, size)),
        "nonnegative": lambda: rng.uniform(0.5, 2.0, shape),
    }
    return draws[domain]()


def points(form: ClosedForm, shape: tuple[int, ...], size: int = 5, seed: int = 0) -> list[Any]:
    rng = np.random.default_rng(seed)
    return [drawn(a.domain, rng, shape, size) for a in form.arguments]


def in_python(x: Any) -> Any:
    return x.tolist() if isinstance(x, np.ndarray) else x.item()


def on_whole_arrays(form: ClosedForm, values: list[Any], axis: int = -1) -> Any:
    """The array code itself, without blocks."""
    arrays = form._value._as_arrays(values, axis)
    with np.errstate(all="ignore"):
        result = form._value.on_arrays(*arrays)
    return np.moveaxis(result, 0, -1) if form._value.entries == 1 else result


# --- single values


@every_form
def test_numbers_and_lists_are_as_arrays(form: ClosedForm) -> None:
    values = points(form, ())
    expected = on_whole_arrays(form, values)
    for spelled in (values, [in_python(x) for x in values]):
        np.testing.assert_allclose(form(*spelled), expected, rtol=1e-13, atol=1e-15)


@every_form
def test_a_neighbouring_argument_is_seen(form: ClosedForm) -> None:
    """Near miss: the same at an argument that differs by 1e-9."""
    values = [in_python(x) for x in points(form, ())]
    found = form(moved(values[0]), *values[1:], check=False)
    assert not np.allclose(found, form(*values), rtol=1e-13, atol=1e-15)


def moved(value: Any) -> Any:
    return [value[0] + 1e-9, *value[1:]] if isinstance(value, list) else value * (1 + 1e-9)


def test_whole_numbers_are_numbers() -> None:
    assert cf.kl_normal(0, 1, 3, 1) == cf.kl_normal(0.0, 1.0, 3.0, 1.0) == 4.5
    assert cf.entropy([1, 0]) == 0
    assert isinstance(cf.kl([1, 0], [1, 0]), np.float64)


anything = st.one_of(st.floats(0, 1), st.sampled_from([-0.5, math.nan, 1.5, math.inf, 0.0, 1.0]))


def outcome(form: ClosedForm, *values: Any, **options: Any) -> Any:
    try:
        result = np.ravel(form(*values, **options))
    except ValueError as error:
        return str(error)
    return "nan" if np.isnan(result).any() else "a number"


@few
@example([1.0, 5e-324, -0.5, -0.5], True)  # infinities of both signs in a sum
@given(st.lists(anything, min_size=2, max_size=4), st.booleans())
def test_lists_are_checked_like_columns(entries: list[float], normalise: bool) -> None:
    total = math.fsum(entries)
    row = [x / total for x in entries] if normalise and 0 < total < math.inf else entries
    column = np.array(row)[:, None, None]
    single = outcome(cf.entropy, row)
    assert single == outcome(cf.entropy, np.array(row))
    places = outcome(cf.entropy, column, axis=0)
    for index in ("[0, 0]", "[1, 0, 0]", "[2, 0, 0]", "[3, 0, 0]", "[0, 0, 0]"):
        places = places.replace(index, index.replace(", 0, 0", "")).replace("[0, 0]", "[0]")
    assert places.replace(" at (0, 0)", "") == single


@few
@given(anything, anything)
def test_floats_are_checked_like_arrays(p: float, q: float) -> None:
    wide = outcome(cf.kl_bernoulli, np.array([p] * SHORT), np.array([q] * SHORT))
    assert outcome(cf.kl_bernoulli, p, q) == wide.replace("[0]", "")


def test_an_index_outside_is_named_on_every_path() -> None:
    z = [0.5, 1.0, 2.0]
    for label in (-1, 3):
        with pytest.raises(ValueError, match=rf"label = {label}: must be from 0 to 2"):
            cf.nll(z, label)
    with pytest.raises(ValueError, match="label must be integers"):
        cf.nll(z, 1.0)
    assert cf.nll(z, 2) == cf.nll(np.array(z), np.int64(2))


def test_where_python_raises_the_value_is_that_of_the_arrays() -> None:
    assert cf.kl_normal_variance(0.0, 5e-324, 0.0, 1e308) == pytest.approx(
        float(cf.kl_normal_variance(np.zeros(2), 5e-324, 0.0, 1e308)[0])
    )
    assert cf.softmax([0.0, 1e308], 1e-10).tolist() == [0, 1]


# --- many values: shapes, strides, widths

shapes = st.sampled_from([(0,), (1,), (3,), (2, 3), (40,), (7, 9), (0, 2), (2, 1, 5)])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), shapes, st.integers(1, 40), st.integers(0, 99), st.booleans())
def test_batches_are_the_single_values(
    form: ClosedForm, shape: tuple[int, ...], size: int, seed: int, fortran: bool
) -> None:
    values = points(form, shape, size, seed)
    if fortran:
        values = [np.asfortranarray(x) for x in values]
    found = form(*values)
    assert found.shape[: len(shape)] == shape
    for k in list(np.ndindex(shape))[:: max(1, math.prod(shape) // 3)]:
        single = form(*(x[k] for x in values))
        np.testing.assert_allclose(found[k], single, rtol=1e-12, atol=1e-15)


@every_form
def test_gaps_and_a_single_number_for_all(form: ClosedForm) -> None:
    values = points(form, (60,))
    expected = form(*(np.ascontiguousarray(x[::2]) for x in values))
    np.testing.assert_allclose(form(*(x[::2] for x in values)), expected, rtol=1e-13, atol=1e-15)
    one = [x[4] if k else x for k, x in enumerate(values)]
    full = [np.array([x[4]] * 60) if k else x for k, x in enumerate(values)]
    np.testing.assert_allclose(form(*one), form(*full), rtol=1e-13, atol=1e-15)


@every_form
def test_narrow_numbers_stay_narrow(form: ClosedForm) -> None:
    values = [x if x.dtype.kind == "i" else x.astype(np.float32) for x in points(form, (9, 5))]
    found = form(*values)
    assert found.dtype == np.float32
    wide = form(*(x if x.dtype.kind == "i" else x.astype(float) for x in values), check=False)
    np.testing.assert_allclose(found, wide, rtol=2e-4, atol=2e-5)


# --- compiled: rows side by side and one after the other, rare values among them

COMPILED = (cf.kl, cf.log_softmax, cf.nll)


def agree(found: Any, expected: Any, places: int = 8) -> bool:
    """Whether numbers agree to so many units in the last place."""
    with np.errstate(invalid="ignore"):
        near = np.abs(found - expected) <= places * np.spacing(np.abs(expected))
    return bool(np.all(near | (found == expected) | (np.isnan(found) & np.isnan(expected))))


def one_by_one(form: ClosedForm, values: list[Any]) -> Any:
    """Row by row in plain Python."""
    return np.array([form(*row, check=False) for row in zip(*map(list, values), strict=True)])


@pytest.mark.parametrize("form", COMPILED, ids=lambda f: f.name)
@pytest.mark.parametrize("rows", [441, 448])  # 448 = 7 · 64: no lane is left
def test_rows_side_by_side_are_the_single_rows(form: ClosedForm, rows: int) -> None:
    values = points(form, (rows,), 10)
    assert agree(form(*values), one_by_one(form, values))
    values[0][5, 0] *= 1 + 1e-11
    assert not agree(form(*values)[5], one_by_one(form, points(form, (rows,), 10))[5])


@pytest.mark.parametrize("special", [0.0, 5e-324, 1e-200, 1e200, math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("form", COMPILED, ids=lambda f: f.name)
def test_special_numbers_among_rows(form: ClosedForm, special: float) -> None:
    values = points(form, (450,), 10)
    values[0][3, 2], values[0][449, 9], values[0][7] = special, special, special
    found, expected = form(*values, check=False), one_by_one(form, values)
    assert agree(found, expected)


def test_rows_with_temperatures_that_are_no_powers_of_2() -> None:
    (z, _), t = points(cf.log_softmax, (450,), 10), np.linspace(0.1, 5, 450)
    t[::3] = 0.25
    assert agree(cf.log_softmax(z, t), one_by_one(cf.log_softmax, [z, t]))


def test_long_rows_are_the_single_rows() -> None:
    z, label, t = points(cf.nll, (3,), 3000)
    with np.errstate(all="ignore"):
        plain = [cf.nll._value.on_arrays(*row) for row in zip(z, label, t, strict=True)]
    assert agree(cf.nll(z, label, t), np.array(plain))
    p, q = points(cf.kl, (), 9000)
    p[5], q[6] = 0, 1e-320
    assert cf.kl(p, q, check=False) == pytest.approx(
        cf.kl._value.on_floats(p.tolist(), q.tolist()), rel=1e-14
    )


@pytest.mark.parametrize(("place", "value"), [(0, -1e-300), (8999, -0.5), (17, math.nan)])
def test_long_laws_are_checked_like_short_ones(place: int, value: float) -> None:
    p, q = points(cf.kl, (), 9000)
    whole = p.copy()
    p[place] = value
    told = "nan" if math.isnan(value) else f"p[{place}] = {value}: must be non-negative"
    assert outcome(cf.kl, p, q) == outcome(cf.kl, np.repeat(p, 2)[::2], q) == told
    assert outcome(cf.kl, whole, q) == "a number"
    assert outcome(cf.kl, whole * 1.00001, q).startswith("p sums to 1.0000")
