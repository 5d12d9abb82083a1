"""The kernels on floats: every regime against the definitions, special values, signs."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from derivecheck.terms.kernels_gamma import KERNELS
from tests.support.kernel_samples import SAMPLERS, exact, samples, ulps
from tests.support.kernel_samples import on_arrays as kernels_array
from tests.support.kernel_samples import on_scalars as kernels_scalar

NAMES = sorted(k.__name__ for k in KERNELS)
inf, nan = math.inf, math.nan
BOUND = dict.fromkeys(NAMES, 4) | dict.fromkeys(
    (
        "tilt_gap",
        "tilt_js",
        "tilt_share",
        "tilt_middle",
        "tilt_lag",
        "mixed_kl_term",
        "skewed_js_term",
    ),
    6,
)
#: sums of up to eleven terms, and one of 1/25 that is 1.04 - 1
BOUND |= {"stirling": 16, "stirling_slope": 8, "stirling_curvature": 20, "shape_rise": 16}
BOUND |= {"shape_gap": 32}
#: a sum of two differences, which may be of different sign
BOUND |= {"cross_gap": 64, "cross_kl": 64, "cross_ratio": 64}
RESTS = ("cross", "shape")  # the last argument of these is a rounding error


def on_arrays(name: str, *columns: Any) -> Any:
    with np.errstate(all="ignore"):
        return getattr(kernels_array, name)(*map(np.asarray, columns))


def errors(name: str, found: Any) -> list[float]:
    return [ulps(float(x), value) for x, (_, value) in zip(found, samples(name), strict=True)]


def test_every_kernel_is_implemented_under_its_name_and_arguments() -> None:
    assert sorted(SAMPLERS) == NAMES
    for kernel in KERNELS:
        formal = list(inspect.signature(kernel.formula).parameters)
        for module in (kernels_array, kernels_scalar):
            assert list(inspect.signature(getattr(module, kernel.__name__)).parameters) == formal


@pytest.mark.parametrize("name", NAMES)
def test_scalars_are_within_a_few_ulp(name: str) -> None:
    f = getattr(kernels_scalar, name)
    assert max(errors(name, [f(*p) for p, _ in samples(name)])) <= BOUND[name]


@pytest.mark.parametrize("name", NAMES)
def test_arrays_are_within_a_few_ulp(name: str) -> None:
    columns = np.array([p for p, _ in samples(name)]).T
    assert max(errors(name, on_arrays(name, *columns))) <= BOUND[name]


def representable(name: str, point: Any) -> bool:
    """Whether the point, rounded to float32, is a normal one inside the domain."""
    point = point[:-1] if name.startswith(RESTS) else point
    size, below = np.abs(point), {"kl_term_rest": 1.0}.get(name, inf)
    above = -1.0 if name in ("log1p", "log1pmx", "xlog1py", "above_gap") else -inf
    width = (
        1e8 if name.startswith(("cross", "shape", "stirling")) else 1e36
    )  # of what is multiplied
    normal = np.all((size > 1 / width) & (size < width) & (point < below)) and point[-1] > above
    return bool(normal and (len(point) == 1 or point[0] != point[1]))


@pytest.mark.parametrize("name", NAMES)
def test_single_precision_is_within_6_ulp(name: str) -> None:
    """The logarithm and exponential of NumPy are themselves less exact in float32."""
    points = np.array([p for p, _ in samples(name) if np.abs(p).max() < 1e36], dtype=np.float32)
    points = np.array([p for p in points if representable(name, p)])
    found = on_arrays(name, *points.T)
    assert found.dtype == np.float32
    values = [exact(name, p) for p in points]
    errors = [ulps(x, v, 24, -149) for x, v in zip(found, values, strict=True)]
    bound = 64 if name == "tilt" else 6  # of a tilt all but the last digits cancel
    assert max(errors) <= max(bound, BOUND[name] if name.startswith((*RESTS, "stirling")) else 0)


TEXTBOOK: dict[str, Callable[..., Any]] = {
    "log1pmx": lambda t: np.log(1 + t) - t,
    "expm1mx": lambda x: np.exp(x) - 1 - x,
    "kl_term": lambda p, q: p * np.log(p / q) - p + q,
    "js_term": lambda p, q: 0.5 * (p * np.log(2 * p / (p + q)) + q * np.log(2 * q / (p + q))),
    "scale_gap": lambda s, r: ((s / r) ** 2 - 1) / 2 - np.log(s / r),
    "expm1mx_diff": lambda a, b: np.exp(a - b) - 1 - (a - b),
    "log_ratio": lambda a, b: np.log(a) - np.log(b),
}


@pytest.mark.parametrize("name", sorted(TEXTBOOK))
def test_textbook_formula_fails_where_the_kernel_holds(name: str) -> None:
    """Near miss: arguments that differ by 1e-8 leave the textbook formula without digits."""
    a = np.exp(default_rng(1).normal(size=20))
    points = (1e-8 * a,) if name in ("log1pmx", "expm1mx") else (a, a * (1 + 1e-8))
    values = [exact(name, p) for p in zip(*points, strict=True)]

    def worst(found: Any) -> float:
        return max(map(ulps, found, values))

    assert worst(on_arrays(name, *points)) <= 4
    assert worst(TEXTBOOK[name](*points)) > 1e6


def test_logits_without_compensation_fail() -> None:
    """Near miss: the rounding of a - b alone costs dozens of ulp of exp(a - b)."""
    a, b, T = np.array([p for p, _ in samples("exp_diff")]).T
    with np.errstate(all="ignore"):
        rounded = np.exp((a - b) / T)
    found = [e for e in errors("exp_diff", rounded) if e < inf]
    assert max(found) > 20


SPECIAL = [
    ("kl_term", (0.5, 0.0), inf),
    ("kl_term", (5e-324, 0.0), inf),
    ("kl_term", (0.0, 0.5), 0.5),
    ("kl_term", (0.0, 0.0), 0.0),
    ("kl_term", (5e-324, 1.0), 1.0),
    ("kl_term_rest", (1.0, 0.25), 0.75),
    ("kl_term_rest", (0.25, 1.0), inf),
    ("kl_term_rest", (1.0, 1.0), 0.0),
    ("js_term", (0.0, 0.0), 0.0),
    ("js_term", (0.0, 2.0), math.log(2)),
    ("mixed_kl_term", (0.0, 0.5, 0.25), 0.125),
    ("mixed_kl_term", (0.5, 0.5, 0.25), 0.0),
    ("mixed_kl_term", (0.5, 0.0, 1.0), inf),
    ("log_mixture", (0.5, 0.0, 1.0), -inf),
    ("root_gap", (0.0, 0.0), 0.0),
    ("root_gap", (0.0, 4.0), 2.0),
    ("root_share", (0.0, 0.0), 0.0),
    ("root_share", (0.0, 1.0), -inf),
    ("root_share", (1.0, 0.0), 1.0),
    ("chi_term", (0.0, 0.0), 0.0),
    ("chi_term", (1.0, 0.0), inf),
    ("chi_term", (0.0, 0.5), 0.5),
    ("skewed_js_term", (0.0, 0.0, 0.25), 0.0),
    ("skewed_js_term", (1.0, 0.0, 0.0), 0.0),
    ("skewed_js_term", (0.0, 1.0, 0.5), math.log(2) / 2),
    ("softplus", (0.0, inf), 0.0),
    ("softplus", (2.0, inf), inf),
    ("softplus", (2.0, -inf), 0.0),
    ("softplus", (2.0, -700.0), 2 * math.exp(-700.0)),
    ("logistic", (2.0, -700.0), 2 * math.exp(-700.0)),
    ("logistic", (2.0, inf), 2.0),
    ("logistic", (2.0, -inf), 0.0),
    ("gan_term", (0.0, 0.0), 0.0),
    ("gan_term", (0.0, 1.0), 0.0),
    ("gan_term", (1.0, 0.0), 0.0),
    ("gan_term", (2.0, 2.0), 2 * math.log(2)),
    ("xlogy", (0.0, 0.0), 0.0),
    ("xlogy", (2.0, 0.0), -inf),
    ("xlog1py", (0.0, -1.0), 0.0),
    ("log_ratio", (1.0, 0.0), inf),
    ("log_ratio", (0.0, 1.0), -inf),
    ("scale_gap", (0.0, 1.0), inf),
    ("scale_gap", (1.0, 0.0), inf),
    ("scale_gap", (1e200, 1e-200), inf),
    ("log1pmx", (-1.0,), -inf),
    ("log1pmx", (inf,), -inf),
    ("log1pmx", (-2.0,), nan),
    ("expm1mx", (inf,), inf),
    ("expm1mx", (-inf,), inf),
    ("expm1mx", (1000.0,), inf),
    ("expm1", (1000.0,), inf),
    ("log1p", (-1.0,), -inf),
    ("log_width", (0.0,), -inf),
    ("exp_diff", (-inf, 3.0, 1.0), 0.0),
    ("exp_diff", (3.0, 3.0, 0.7), 1.0),
    ("exp_diff", (1000.0, 0.0, 1.0), inf),
    ("ratio_gap", (0.0, 1.0), inf),
    ("ratio_gap", (1.0, 0.0), inf),
    ("ratio_gap", (1e-200, 1e200), 400 * math.log(10) - 1),
    ("laplace_gap", (0.0, 1.0, 3.0), 0.0),
    ("laplace_gap", (1e300, 1e-300, 1e-10), inf),
    ("times_exp", (2.0, -inf, 3.0, 1.0), 0.0),
    ("times_exp", (2.0**30, -750.0, 0.0, 1.0), 2.0**30 * math.exp(-375) * math.exp(-375)),
    ("tilt", (1.0, 0.0, 3.0, 0.0, 2.0, 1.0), 0.0),
    ("tilt_gap", (1.0, 2.0, 5.0, 3.0, 6.0, 0.0, 1.0), 0.0),
    ("tilt_gap", (1.0, -inf, 1.0, 0.5, 0.0, 0.0, 1.0), math.exp(0.5)),
    ("tilt_gap", (1.0, 1.0, 1.0, -inf, 0.0, 0.0, 1.0), inf),
    ("tilt_gap", (1.0, -inf, 1.0, -inf, 0.0, 0.0, 1.0), 0.0),
    ("tilt_diff", (1.0, -inf, 1.0, 0.5, 0.0, 0.0, 1.0), math.exp(0.5)),
    ("tilt_diff", (1.0, 1.0, 1.0, -inf, 0.0, 0.0, 1.0), -1.0),
    ("tilt_js", (1.0, -inf, 1.0, 0.0, 0.0, 0.0, 1.0), math.log(2) / 2),
    ("tilt_lag", (1.0, -inf, 1.0, 0.5, 0.0, 0.0, 1.0), 0.5 * math.exp(0.5) * math.log(2)),
    ("tilt_lag", (1.0, 0.5, 0.0, -inf, 1.0, 0.0, 1.0), 0.5 * math.exp(0.5) * math.log(2)),
    ("tilt_lag", (1.0, -inf, 1.0, -inf, 1.0, 0.25, 1.0), 0.0),
    ("tilt_lag", (1.0, 2.0, 5.0, 3.0, 6.0, 0.0, 1.0), 0.0),
    ("tilt_share", (1.0, 1.0, 1.0, -inf, 0.0, 0.0, 1.0), 0.0),
    ("tilt_middle", (1.0, 1.0, 1.0, -inf, 0.0, 0.0, 1.0), 0.5),
    ("tilt", (-inf, 0.0, -inf, 0.0, 2.0, 1.0), -2.0),
    ("exp_diff", (-inf, -inf, 1.0), 1.0),
    ("exp_diff", (inf, inf, 1.0), 1.0),
    ("times_exp", (inf, -inf, 3.0, 1.0), 0.0),
    ("times_exp", (0.0, 1e9, 3.0, 1.0), 0.0),
    ("times_exp", (2.0**-30, 750.0, 0.0, 1.0), 2.0**-30 * math.exp(375) * math.exp(375)),
    ("times_diff", (0.0, inf, 1.0), 0.0),
    ("times_diff", (2.0, -inf, -inf), 0.0),
    ("times_diff", (2.0, 1.0, -inf), inf),
    ("log_mean", (0.0, 1.0), inf),
    ("log_mean", (0.0, 0.0), 0.0),
    ("log_mean", (1.0, 0.0), -math.log(2)),
    ("log_ratio", (0.0, 0.0), 0.0),
    ("relative_gap", (0.0, 0.0), 0.0),
    ("above_gap", (1e-20, 1e-8), 0.0),
    ("tilt_share", (1.0, 0.0, 0.0, -900.0, 0.0, 0.0, 1.0), 0.0),
]


@pytest.mark.parametrize(("name", "point", "value"), SPECIAL)
def test_conventions(name: str, point: tuple[float, ...], value: float) -> None:
    for found in (getattr(kernels_scalar, name)(*point), float(on_arrays(name, *point))):
        assert found == pytest.approx(value, rel=1e-15, nan_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_nan_in_any_place_gives_nan(name: str) -> None:
    for k in range(len(samples(name)[0][0])):
        for point in ([0.5] * 7, [0.0] * 7, [1.0] * 7):
            point = [*point[:k], nan, *point[k + 1 :]][: len(samples(name)[0][0])]
            assert math.isnan(getattr(kernels_scalar, name)(*point)), point
            assert math.isnan(on_arrays(name, *point)), point


sizes = st.floats(min_value=5e-324, max_value=1e300)
small = st.floats(min_value=-1e-6, max_value=1e-6)
finite = st.floats(min_value=-1e3, max_value=1e3)
NOT_NEGATIVE = ("kl_term", "js_term", "gan_term", "scale_gap")


@given(sizes, small)
def test_divergences_are_never_negative_and_0_for_equal_arguments(a: float, delta: float) -> None:
    b = a * (1 + delta)
    for name in NOT_NEGATIVE:
        f = getattr(kernels_scalar, name)
        assert f(a, b) >= 0
        assert on_arrays(name, a, b) >= 0
        if name != "gan_term":
            assert f(a, a) == 0 == on_arrays(name, a, a)


@given(finite, finite, finite, st.floats(min_value=0.05, max_value=20))
def test_tilted_gaps_are_never_negative(a: float, over: float, b: float, T: float) -> None:
    m, n = a + abs(over), b + abs(over) / 2
    for name in ("tilt_gap", "tilt_js"):
        for c in (0.0, ((b - n) - (a - m)) / T, b):
            point = (1.0, a, m, b, n, c, T)
            assert getattr(kernels_scalar, name)(*point) >= 0
            assert on_arrays(name, *point) >= 0
        assert getattr(kernels_scalar, name)(1.0, a, m, a, m, 0.0, T) == 0


def test_a_weight_after_the_exponential_comes_too_late() -> None:
    """Near miss: what underflows has lost its digits before it is made larger again."""
    point = (1e30, -740.0, 0.0, 1.0)
    value = exact("times_exp", point)
    for found in (kernels_scalar.times_exp(*point), on_arrays("times_exp", *point)):
        assert ulps(float(found), value) <= 4
    assert ulps(1e30 * math.exp(-740.0), value) > 1e12


@given(st.floats(allow_nan=False))
def test_gaps_of_one_argument_have_their_sign(x: float) -> None:
    assert kernels_scalar.expm1mx(x) >= 0
    assert on_arrays("expm1mx", x) >= 0
    if x >= -1:
        assert kernels_scalar.log1pmx(x) <= 0
        assert on_arrays("log1pmx", x) <= 0


@given(st.floats(0, 1), st.floats(0, 1))
def test_divergence_of_the_rest_is_never_negative(p: float, q: float) -> None:
    assert kernels_scalar.kl_term_rest(p, q) >= 0
    assert on_arrays("kl_term_rest", p, q) >= 0
