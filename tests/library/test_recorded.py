"""Recorded array code gives the very numbers of the code itself."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck.library import array_support, recorded
from derivecheck.library.generated import arrays as code
from derivecheck.library.recorded import BLOCK, WORTH
from derivecheck.terms.kernels_gamma import KERNELS
from tests.support.kernel_samples import on_arrays as kernels_array

KERNEL_NAMES = [k.__name__ for k in KERNELS]
SPECIAL = [0.0, 5e-324, 1e-300, 1e-8, 0.5, 1.0, 2.0, 1e300, math.inf, -1.0, math.nan]
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def arguments(function: Callable[..., Any]) -> int:
    return len(inspect.signature(function).parameters)


def recording_of(function: Callable[..., Any], arrays: Any) -> Any:
    """The recording of a function with one result."""
    found = recorded.recorded(lambda *a: (function(*a),), list(arrays))
    if found is not None:
        several = found.run
        found.run = lambda block: several(list(block))[0]  # type: ignore[assignment, method-assign]
    return found


def same(found: Any, expected: Any) -> bool:
    return np.array_equal(found, expected, equal_nan=True)


@pytest.mark.parametrize("name", KERNEL_NAMES)
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_kernels(name: str, kind: type) -> None:
    kernel = getattr(kernels_array, name)
    rng = np.random.default_rng(1)
    blocks: list[Any] = [
        rng.uniform(0.1, 3, (arguments(kernel), n)).astype(kind) for n in (50, 1, 50)
    ]
    blocks[1] = rng.choice(np.array(SPECIAL, kind), (arguments(kernel), 400))
    blocks.append(np.where(rng.uniform(size=blocks[1].shape) < 0.5, blocks[1], kind(0.7)))
    recording = recording_of(kernel, blocks[0])
    if recording is None:  # a number is turned into an array of the width of another
        assert name not in HOT
        return
    for block in blocks:
        assert same(recording.run(list(block)), kernel(*block))


HOT = ("kl_term", "js_term", "scale_gap", "xlogy", "log_ratio")


def test_what_is_hot_is_recorded() -> None:
    pair = [np.ones(3), np.ones(3)]
    for name in HOT:
        assert recording_of(getattr(kernels_array, name), pair[:2]) is not None
    assert recording_of(code.kl_normal, 2 * pair) is not None
    assert recording_of(code.kl_log_variance, 2 * pair) is not None


@pytest.mark.parametrize(
    "function", [np.cumsum, np.sort, lambda x: x - np.max(x), lambda x: x + np.ones(3)]
)
def test_what_is_not_elementwise_is_left_alone(function: Callable[..., Any]) -> None:
    assert recording_of(function, [np.ones(3)]) is None


def nested(x: Any, y: Any) -> Any:
    """Choices within choices, one of which two need."""
    shared = np.sqrt(np.abs(x * y))
    inner = np.where(y > 0, shared + x, np.exp(-shared))
    outer = np.where(x > 0, inner, np.where(y > 1, shared * y, 2.0))
    return np.where(x == 7, y, outer) + np.where(y < 0, x, shared)


values = st.lists(st.sampled_from([-2.0, -0.5, 0.0, 0.5, 1.5, 7.0]), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(values, values), min_size=1, max_size=4))
def test_choices(runs: list[tuple[list[float], list[float]]]) -> None:
    recording = recording_of(nested, [np.ones(1), np.ones(1)])
    assert recording is not None
    for x, y in runs:
        n = min(len(x), len(y))
        block = [np.array(x[:n]), np.array(y[:n])]
        given = [b.copy() for b in block]
        assert same(recording.run(block), nested(*block))
        assert same(block, given)  # the data are not written to


def late(x: Any, y: Any) -> Any:
    """A choice whose branch is needed for something else before the choice itself is."""
    a = x * y
    b = np.where(x > 0, a, y)
    c = (a + 1.0) * 2.0
    return (c * 3.0 + x * 5.0) * (y + 4.0) + b


@given(st.lists(st.sampled_from([-1.0, 1.0, 2.0]), min_size=1, max_size=3))
def test_a_branch_lives_as_long_as_the_choice(x: list[float]) -> None:
    block = [np.array(x), np.full(len(x), 7.0)]
    assert same(recording_of(late, [np.ones(1), np.ones(1)]).run(block), late(*block))


def test_several_results_share_their_steps() -> None:
    def terms(p: Any, q: Any) -> Any:
        return p, kernels_array.kl_term(p, q), q - p, q - p, 0.5 * p

    alone = recording_of(kernels_array.kl_term, [np.ones(1), np.ones(1)])
    both = recorded.recorded(terms, [np.ones(1), np.ones(1)])
    assert both is not None
    assert len(both.steps) == len(alone.steps)
    block = [np.array([0.25, 0.5]), np.array([0.5, 0.5])]
    for found, expected in zip(both.run(block), terms(*block), strict=True):
        assert same(found, expected)


def test_a_changed_step_is_noticed() -> None:
    recording = recording_of(lambda x: x * 2.0 + 1.0, [np.ones(1)])
    assert recording is not None
    steps = [
        s._replace(function=np.subtract) if s.function is np.add else s for s in recording.steps
    ]
    recording.steps = steps
    assert not same(recording.run([np.ones(3)]), np.full(3, 3.0))


def test_only_the_branch_that_is_taken_is_computed() -> None:
    asked: list[int] = []

    def watched(x: Any, out: Any = None) -> Any:
        asked.append(len(x))
        return np.exp(x, out=out)

    recording = recording_of(lambda x: np.where(x < 0, np.exp(x), x), [np.ones(1)])
    assert recording is not None
    recording.steps = [
        s._replace(function=watched) if s.function is np.exp else s for s in recording.steps
    ]
    recording.run([np.ones(3)])
    assert not asked
    recording.run([np.array([1.0, -1.0])])
    assert asked == [2]


def test_few_buffers_for_many_steps() -> None:
    recording = recording_of(kernels_array.kl_term, [np.ones(1), np.ones(1)])
    assert recording is not None
    assert len(recording.buffers) <= 10 < 40 <= len(recording.steps)


@pytest.mark.parametrize("size", [WORTH - 1, WORTH, WORTH + 1, 5 * BLOCK])
def test_long_sums(size: int) -> None:
    rng = np.random.default_rng(2)
    p, q = rng.dirichlet(np.ones(size), 2)
    p[3], q[4], q[size - 1] = 0, 0, 1e-310
    for term in (kernels_array.kl_term, lambda p, q: q - p, lambda p, q: p):
        with np.errstate(all="ignore"):
            found, expected = recorded.total(term, p, q), array_support.total(term, p, q)
        assert found == pytest.approx(expected, rel=1e-13)
