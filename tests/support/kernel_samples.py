"""Arguments for the kernels, regime by regime, and their exact values."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

import mpmath
import numpy as np
from numpy.random import Generator, default_rng
from sympy import lambdify, symbols

from derivecheck.library.kernels import arrays, gamma_arrays, gamma_scalars, scalars
from derivecheck.terms.kernels import Kernel
from derivecheck.terms.kernels_gamma import KERNELS
from derivecheck.terms.precision import correct_digits

Point = tuple[float, ...]
Sampler = Callable[[Generator], Iterator[Point]]
BITS, LEAST = 53, -1074
TEMPERATURES = (1.0, 4.0, 0.7, 0.1)


on_arrays = SimpleNamespace(**{**vars(arrays), **vars(gamma_arrays)})
on_scalars = SimpleNamespace(**{**vars(scalars), **vars(gamma_scalars)})


def kernel(name: str) -> type[Kernel]:
    return next(k for k in KERNELS if k.__name__ == name)


@cache
def definition(name: str) -> Callable[..., Any]:
    """The textbook formula over mpmath numbers."""
    names = symbols(f"x:{len(inspect.signature(kernel(name).formula).parameters)}")
    return lambdify(names, kernel(name).formula(*names), modules="mpmath")


def exact(name: str, point: Sequence[float]) -> Any:
    """The value of the definition at these very floats, to 60 digits."""
    formula, numbers = definition(name), [mpmath.mpf(float(x)) for x in point]
    with mpmath.workdps(60):
        return correct_digits(lambda: [formula(*numbers)], numbers)[0]


def ulps(found: float, value: Any, bits: int = BITS, least: int = LEAST) -> float:
    """The error of a float in units of the last place of the exact value."""
    largest = mpmath.mpf(2) ** (1024 if bits == BITS else 128)
    if abs(value) >= largest:
        return 0.0 if found == (mpmath.inf if value > 0 else -mpmath.inf) else float("inf")
    if not mpmath.isfinite(found):
        return float("inf")
    place = max(int(mpmath.mag(value)) - bits, least) if value else least
    with mpmath.workdps(60):
        return float(abs(mpmath.mpf(float(found)) - value) / mpmath.mpf(2) ** place)


def positive_pairs(rng: Generator) -> Iterator[Point]:
    """Generic, nearly equal, far apart, at large and at small scales, subnormal."""
    for _ in range(60):
        yield tuple(np.exp(rng.normal(size=2)))
    for power in range(1, 16):
        for scale in (1.0, 1e150, 1e-150, 1e-300):
            a = scale * np.exp(rng.normal())
            yield a, a * (1 + 10.0**-power * rng.normal())
    for edge in (0.5, 2.0, 1 / 3, 3.0):
        for _ in range(10):
            a = np.exp(rng.normal())
            yield a, a * edge * (1 + 1e-3 * rng.normal())
    for _ in range(60):
        yield tuple(10.0 ** rng.uniform((-300, -300), (0, 0)))
        yield tuple(10.0 ** rng.uniform((-320, -320), (-307, -307)))
        yield tuple(10.0 ** rng.uniform((-323, -1), (-300, 300))[:: rng.choice((1, -1))])


def common_pairs(rng: Generator) -> Iterator[Point]:
    """Those of which squares stay within the range."""
    yield from (x for x in positive_pairs(rng) if 1e-150 < min(x) < max(x) < 1e150)


def probability_pairs(rng: Generator) -> Iterator[Point]:
    """Both in (0, 1): generic, nearly equal, close to 0 or to 1."""
    for _ in range(60):
        yield tuple(rng.uniform(size=2))
        yield tuple(10.0 ** rng.uniform((-300, -300), (0, 0)))
        yield tuple(1 - 10.0 ** rng.uniform((-15, -15), (0, 0)))
    for power in range(1, 16):
        for p in rng.uniform(size=4):
            yield p, min(p * (1 + 10.0**-power * rng.normal()), 1 - 2.0**-53)


def near_zero(rng: Generator) -> Iterator[Point]:
    """Both signs, from 1e-300 to 1, and about the ends of the series."""
    for _ in range(150):
        yield (rng.choice((1, -1)) * 10.0 ** rng.uniform(-16, 0) * 0.999,)
    for _ in range(30):
        yield (10.0 ** rng.uniform(-300, -16),)
    for edge in (-0.5, 0.5, 1.0):
        for _ in range(30):
            yield (edge * (1 + 0.1 * rng.normal()),)


def above_minus_one(rng: Generator) -> Iterator[Point]:
    yield from near_zero(rng)
    for _ in range(60):
        yield (10.0 ** rng.uniform(0, 300),)
        yield (10.0 ** rng.uniform(-16, 0) - 1 + 2.0**-53,)


def exponents(rng: Generator) -> Iterator[Point]:
    yield from near_zero(rng)
    for _ in range(100):
        yield (rng.normal() * 3,)
        yield (rng.uniform(-750, 709),)


def weighted(inner: Sampler) -> Sampler:
    def sample(rng: Generator) -> Iterator[Point]:
        for (x,) in inner(rng):
            yield np.exp(rng.normal()), x

    return sample


def positive(rng: Generator) -> Iterator[Point]:
    """All scales, and the neighbours of 1 and of 1/√(2πe)."""
    zero = 1 / 4.132731354122493
    for _ in range(60):
        yield (np.exp(rng.normal()),)
        yield (10.0 ** rng.uniform(-323, 308),)
        yield (zero * (1 + 10.0 ** rng.uniform(-15, -1)),)
        yield (1 - 10.0 ** rng.uniform(-15, -1),)
    for k in range(-20, 20):
        yield (zero + k * 2.0**-55,)


def logits(rng: Generator) -> Iterator[tuple[float, float]]:
    for width in (1.0, 10.0, 1000.0):
        for _ in range(40):
            yield tuple(rng.uniform(-width, width, size=2))
    for power in range(1, 16):
        a = 3 * rng.normal(size=4)
        yield from zip(a, a + 10.0**-power * rng.normal(size=4), strict=True)


def logit_pairs(rng: Generator) -> Iterator[Point]:
    yield from logits(rng)


def tempered(rng: Generator) -> Iterator[Point]:
    for a, b in logits(rng):
        yield a, b, rng.choice(TEMPERATURES)


def far_and_weighted(rng: Generator) -> Iterator[Point]:
    """Weights for exponentials, also for those that underflow alone."""
    for a, b, T in tempered(rng):
        yield rng.normal(), a, b, T
    for _ in range(60):
        T = rng.choice(TEMPERATURES)
        yield np.exp(3 * rng.normal()), -T * rng.uniform(690, 760), 0.1 * rng.normal(), T


def tilts(rng: Generator) -> Iterator[Point]:
    """Two pairs of logits; c at random, or such that nearly all of the difference cancels."""
    for a, b, T in tempered(rng):
        m, n = a + abs(rng.normal()), b + abs(rng.normal())
        yield a, m, b, n, rng.normal(), T
        yield a, m, b, n, ((b - n) - (a - m)) / T * (1 + 10.0 ** rng.uniform(-16, -1)), T
        yield a, m, a + 10.0 ** rng.uniform(-15, -1), m, 1e-9 * rng.normal(), T


def weighted_tilts(rng: Generator) -> Iterator[Point]:
    for a, m, b, n, c, T in tilts(rng):
        yield np.exp(rng.normal()), a, m, b, n, 1e-3 * c, T
    for _ in range(60):
        T, far = rng.choice(TEMPERATURES), rng.uniform(650, 760, size=2)
        yield np.exp(3 * rng.normal()), -T * far[0], 0.0, -T * far[1], 0.0, rng.normal(), T


def lagging_tilts(rng: Generator) -> Iterator[Point]:
    """Those whose two terms, of which one is negative, do not cancel."""
    for point in weighted_tilts(rng):
        _, a, m, b, n, c, T = point
        if not -6 < max((a - m) / T, (b - n) / T - c) < -0.1:
            yield point


def two_tilts(rng: Generator) -> Iterator[Point]:
    """A tilt and a second one, nearly the same or not."""
    for a, m, b, n, c, T in tilts(rng):
        yield a, m, b, b - a + m + 10.0 ** rng.uniform(-15, 2), n, 1e-3 * c, T


def distances(rng: Generator) -> Iterator[Point]:
    """Distances and two scales, of one order of magnitude and of very different ones."""
    for _ in range(60):
        yield tuple(np.exp(rng.normal(size=3)))
        yield tuple(10.0 ** rng.uniform(-322, -309, size=3))
        yield tuple(10.0 ** rng.uniform(-150, 150, size=3))
        b = 10.0 ** rng.uniform(-300, 300)
        yield b * 10.0 ** rng.uniform(-8, 2), b, b * np.exp(rng.normal())


def mixed(rng: Generator) -> Iterator[Point]:
    """Two weights and the share of the second in a mixture."""
    for p, q in positive_pairs(rng):
        if min(p, q) > 1e-250:
            yield p, q, rng.uniform(0.01, 0.99)


def weighted_exponents(rng: Generator) -> Iterator[Point]:
    """No further than the digits of the definition go: log(1 + exp(x)) is 0 beyond."""
    for (x,) in exponents(rng):
        if abs(x) < 100:
            yield np.exp(rng.normal()), x
            yield np.exp(rng.normal()), -x


def differences(rng: Generator) -> Iterator[Point]:
    for a, b in logits(rng):
        yield rng.normal(), a, b


def gaps(rng: Generator) -> Iterator[Point]:
    """Sums of divergences and the gap of the masses, which is smaller."""
    for (t,) in above_minus_one(rng):
        size = t * t if abs(t) < 0.5 else abs(t) + abs(math.log1p(t))
        yield 10.0 ** rng.uniform(0.5, 9) * size, t


def shapes(rng: Generator) -> Iterator[Point]:
    """Of a gamma law: tiny, about the steps of the recurrence, large."""
    for _ in range(120):
        yield (10.0 ** rng.uniform(-12, 2),)
    for _ in range(60):
        yield (10.0 ** rng.uniform(1, 20),)
        yield (rng.integers(1, 11) * (1 + 1e-3 * rng.normal()),)


def shape_pairs(rng: Generator) -> Iterator[Point]:
    for (b,) in shapes(rng):
        a = b * (1 + 0.9 * 10.0 ** rng.uniform(-15, 0) * rng.choice((1, -1)))
        yield a, b, 1e-16 * (a - b) * rng.normal()
        yield 10.0 ** rng.uniform(-4, 8), b, 0.0


def crossed(rng: Generator) -> Iterator[Point]:
    """Two ratios, near each other or not."""
    for p, s in positive_pairs(rng):
        if 1e-60 < min(p, s) < max(p, s) < 1e60:
            t = s * np.exp(rng.normal())
            near = s * (1 + 10.0 ** rng.uniform(-15, -1) * rng.choice((1, -1)))
            yield p, p * (1 + 10.0 ** rng.uniform(-15, -1)), near, s, 1e-16 * (near - s)
            yield p, p * s / t, t, s * 2.0, 0.0


SAMPLERS: dict[str, Sampler] = {
    "log1p": above_minus_one,
    "expm1": exponents,
    "log1pmx": above_minus_one,
    "expm1mx": exponents,
    "sq": near_zero,
    "xlogy": weighted(positive),
    "xlog1py": weighted(above_minus_one),
    "log_ratio": positive_pairs,
    "kl_term": positive_pairs,
    "kl_term_rest": probability_pairs,
    "js_term": positive_pairs,
    "log_mean": positive_pairs,
    "above_gap": gaps,
    "gan_term": positive_pairs,
    "relative_gap": positive_pairs,
    "mixed_kl_term": mixed,
    "log_mixture": mixed,
    "skewed_js_term": mixed,
    "chi_term": common_pairs,
    "root_gap": positive_pairs,
    "root_share": positive_pairs,
    "root_product": positive_pairs,
    "softplus": weighted_exponents,
    "logistic": weighted_exponents,
    "ratio_gap": positive_pairs,
    "laplace_gap": distances,
    "scale_gap": positive_pairs,
    "expm1mx_diff": logit_pairs,
    "log_width": positive,
    "times_diff": differences,
    "cross_gap": crossed,
    "cross_ratio": crossed,
    "cross_kl": crossed,
    "stirling": shapes,
    "stirling_slope": shapes,
    "stirling_curvature": shapes,
    "shape_rise": shape_pairs,
    "shape_gap": shape_pairs,
    "exp_diff": tempered,
    "times_exp": far_and_weighted,
    "tilt": tilts,
    "tilt_gap": weighted_tilts,
    "tilt_diff": weighted_tilts,
    "tilt_js": weighted_tilts,
    "tilt_share": weighted_tilts,
    "tilt_middle": weighted_tilts,
    "tilt_lag": lagging_tilts,
    "share_gap": two_tilts,
}


@cache
def samples(name: str, seed: int = 0) -> list[tuple[Point, Any]]:
    """Points of every regime with the exact values there, none of which is 0."""
    points = [tuple(map(float, p)) for p in SAMPLERS[name](default_rng(seed))]
    pairs = [p for p in points if len(set(p[:2])) == 2 or len(p) == 1]
    return [(p, exact(name, p)) for p in pairs]
