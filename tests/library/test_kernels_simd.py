"""The vectorised kernels: as exact as the scalar ones on their range, nan outside it."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from derivecheck.library.kernels import scalars as kernels_scalar
from tests.support.kernel_samples import exact, samples, ulps

numba: Any = pytest.importorskip("numba", reason="numba is not installed")
kernels_simd: Any = pytest.importorskip("derivecheck.library.kernels.simd")

NAMES = (
    *("log1p", "log1pmx", "expm1", "expm1mx", "expm1mx_diff", "sq", "xlogy", "log_ratio"),
    *("kl_term", "js_term", "scale_gap", "exp_diff"),
)
ALL = (*NAMES, "log", "exp")
nan, inf = math.nan, math.inf


def arity(name: str) -> int:
    return len(inspect.signature(getattr(kernels_simd, name).py_func).parameters)


@cache
def loop(f: Any, arguments: int) -> Any:
    """f over the elements of arrays, compiled."""
    compiled = numba.njit(error_model="numpy", fastmath={"contract"})

    def one(a: Any, out: Any) -> None:
        for i in range(out.size):
            out[i] = f(a[i])

    def two(a: Any, b: Any, out: Any) -> None:
        for i in range(out.size):
            out[i] = f(a[i], b[i])

    def three(a: Any, b: Any, c: Any, out: Any) -> None:
        for i in range(out.size):
            out[i] = f(a[i], b[i], c[i])

    return compiled((one, two, three)[arguments - 1])


def vectorised(name: str, *columns: Any) -> Any:
    arrays = [np.asarray(c, dtype=float) for c in columns]
    out = np.empty(arrays[0].size)
    loop(getattr(kernels_simd, name), arity(name))(*arrays, out)
    return out


@pytest.mark.parametrize("name", NAMES)
def test_within_4_ulp_of_the_exact_value_or_nan(name: str) -> None:
    found = vectorised(name, *np.array([p for p, _ in samples(name)]).T)
    errors = [
        ulps(x, v) for x, (_, v) in zip(found, samples(name), strict=True) if not math.isnan(x)
    ]
    assert len(errors) > 30
    assert max(errors) <= 4


def test_log_and_exp_are_within_2_ulp() -> None:
    rng = default_rng(0)
    sizes = 10.0 ** np.concatenate([rng.uniform(-300, 300, 100), rng.uniform(-1e-9, 1, 100)])
    exponents = np.concatenate([rng.uniform(-708, 709, 100), rng.normal(size=100)])
    for name, function, points in (("log", mpmath.log, sizes), ("exp", mpmath.exp, exponents)):
        with mpmath.workdps(60):
            values = [function(mpmath.mpf(float(x))) for x in points]
        assert max(map(ulps, vectorised(name, points), values)) <= 2


LARGE = np.exp(default_rng(2).normal(size=(2, 20_000)))


@pytest.mark.parametrize("name", ["kl_term", "js_term", "scale_gap", "log_ratio"])
def test_many_pairs_agree_with_the_scalar_kernels(name: str) -> None:
    """Nearly equal ones among them; 7 ulp is the sum of both errors."""
    a, near = LARGE[0], LARGE[0] * (1 + 10.0 ** default_rng(3).uniform(-15, 0, 20_000))
    scalar = np.vectorize(getattr(kernels_scalar, name), otypes=[float])
    for b in (LARGE[1], near):
        expected = scalar(a, b)
        gap = np.abs(vectorised(name, a, b) - expected)
        assert (gap <= 7 * np.spacing(np.abs(expected))).all()


def test_a_wrong_last_bit_of_the_ratio_is_seen() -> None:
    """Near miss: the same kernel at a neighbouring float of the second argument."""
    a, b = LARGE[0], LARGE[0] * (1 + 1e-6)
    expected, found = vectorised("kl_term", a, b), vectorised("kl_term", a, np.nextafter(b, inf))
    assert (np.abs(found - expected) > 7 * np.spacing(expected)).all()


OUTSIDE: dict[str, list[tuple[float, ...]]] = {
    "log": [(0.0,), (-1.0,), (5e-324,), (inf,)],
    "exp": [(709.5,), (-720.0,), (1e4,), (inf,)],
    "log1p": [(-1.0,), (-2.0,), (inf,)],
    "log1pmx": [(-1.0,), (-2.0,), (inf,)],
    "expm1mx": [(800.0,), (-800.0,), (inf,)],
    "expm1": [(800.0,), (-800.0,), (inf,)],
    "expm1mx_diff": [(800.0, 0.0), (-400.0, 400.0), (inf, 0.0), (inf, inf)],
    "sq": [(nan,)],
    "xlogy": [(1.0, 0.0), (1.0, -1.0), (0.0, -1.0)],
    "log_ratio": [(0.0, 1.0), (1.0, 0.0), (1e-200, 1.0), (1.0, 1e200), (-1.0, -1.0)],
    "kl_term": [(0.5, 0.0), (1e-200, 1e-200), (1.0, 1e200), (-1.0, -2.0), (0.0, -1.0)],
    "js_term": [(0.0, 0.0), (0.5, 0.0), (1e-200, 1.0), (-1.0, -2.0)],
    "scale_gap": [(0.0, 1.0), (1.0, 0.0), (1e-200, 1.0), (-1.0, -1.0)],
    "exp_diff": [
        (1.0, 2.0, 3.0),
        (1.0, 2.0, 0.0),
        (1.0, 2.0, -4.0),
        (-inf, 0.0, 1.0),
        (720.0, 10.5, 1.0),
    ],
}


@pytest.mark.parametrize("name", ALL)
def test_nan_outside_the_range_and_for_nan(name: str) -> None:
    inside = samples(name)[0][0] if name in NAMES else (0.5,)
    with_nan = [
        tuple(nan if j == k else x for j, x in enumerate(inside)) for k in range(arity(name))
    ]
    assert np.isnan(vectorised(name, *np.array(OUTSIDE[name] + with_nan).T)).all()


def test_what_is_common_at_the_edge_is_not_left_to_the_scalar_kernels() -> None:
    assert vectorised("kl_term", [0.0, 0.0], [0.25, 0.0]).tolist() == [0.25, 0.0]
    assert vectorised("xlogy", [0.0], [0.0]).tolist() == [0.0]
    assert vectorised("exp", [-inf, -1e4]).tolist() == [0.0, 0.0]


moderate = st.floats(min_value=1e-139, max_value=1e139)


@given(moderate, st.floats(min_value=-1e-6, max_value=1e-6))
def test_never_negative_and_0_for_equal_arguments(a: float, delta: float) -> None:
    for name in ("kl_term", "js_term", "scale_gap"):
        found = vectorised(name, [a, a], [a * (1 + delta), a])
        assert found[0] >= 0
        assert found[1] == 0


def packed(compiled: Any) -> bool:
    """Whether the compiled code works on several floats at a time."""
    return all(re.search(r"<\d+ x double>", text) for text in compiled.inspect_llvm().values())


@pytest.mark.parametrize("name", ALL)
def test_loops_are_vectorised(name: str) -> None:
    vectorised(name, *np.full((arity(name), 8), 0.5))
    assert packed(loop(getattr(kernels_simd, name), arity(name)))


def test_a_call_of_the_mathematical_library_is_not_vectorised() -> None:
    """Near miss: a loop over `math.log1p`."""

    def plain(t: float) -> float:
        return math.log1p(t)

    scalar: Callable[..., Any] = loop(numba.njit(plain), 1)
    scalar(np.ones(8), np.empty(8))
    assert not packed(scalar)


def test_the_samples_reach_the_ends_of_the_series() -> None:
    """Values next to the choices of side, where the errors are largest."""
    a = np.exp(default_rng(4).normal(size=100))
    for edge in (0.5, 2.0):
        for shift in (-1e-15, 1e-15):
            b = a * edge * (1 + shift)
            for name in ("kl_term", "js_term", "scale_gap", "log_ratio"):
                values = [exact(name, p) for p in zip(a, b, strict=True)]
                assert max(map(ulps, vectorised(name, a, b), values)) <= 4
