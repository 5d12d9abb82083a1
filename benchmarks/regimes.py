"""Inputs of the benchmarks: what is drawn for each kind of argument, regime by regime.

Every draw has the samples on its first axis.  ``digits`` is the precision in which the exact value
has to be computed, more than the orders of magnitude that the inputs span: with fewer, 1 + 1e-300
is 1.  ``share`` is the part of the asked number of samples that is worth its time; in a regime that
is ``beyond`` float64 no goal is set; one at the ``ends`` of the domain, where a derivative may be
infinite or one-sided, is for values alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.random import Generator

Array = Any
Draw = Callable[[Generator, int], tuple[Array, ...]]
DISTANCES = (1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-15)
CLASSES = 10
WIDE = 750  # digits for float64 numbers of any size


@dataclass(frozen=True)
class Regime:
    """A name, a draw of arguments, and what the reference and the sample need."""

    name: str
    draw: Draw
    digits: int = 80
    share: float = 1.0
    beyond: bool = False
    ends: bool = False

    def samples(self, asked: int) -> int:
        """How many samples to draw."""
        return max(1, round(asked * self.share))


def _near(draw: Callable[[float], Draw]) -> list[Regime]:
    """One regime for each relative distance of the second argument from the first."""
    return [Regime(f"near {d:.0e}".replace("e-0", "e-"), draw(d)) for d in DISTANCES]


def with_more(regimes: Sequence[Regime], more: Callable[..., tuple[Array, ...]]) -> list[Regime]:
    """The same regimes with further arguments, which may depend on the first ones."""

    def joined(draw: Draw) -> Draw:
        def both(rng: Generator, n: int) -> tuple[Array, ...]:
            first = draw(rng, n)
            return (*first, *more(rng, *first))

        return both

    return [replace(r, draw=joined(r.draw)) for r in regimes]


def spread(rng: Generator, low: float, high: float, shape: Any) -> Array:
    """10 to the power of a number between low and high."""
    return 10.0 ** rng.uniform(low, high, shape)


# --- finite laws


def normalised(p: Array) -> Array:
    """p divided by its sum, in floats."""
    return p / p.sum(-1, keepdims=True)


def law(rng: Generator, n: int, size: int = CLASSES) -> Array:
    """Laws drawn uniformly."""
    return normalised(rng.standard_exponential((n, size)))


def beside(rng: Generator, p: Array, distance: float) -> Array:
    """Laws at a relative distance from p."""
    return normalised(p * np.maximum(1 + distance * rng.standard_normal(p.shape), 1e-3))


def two_laws_near(distance: float, size: int = CLASSES) -> Draw:
    """Laws at a relative distance."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        p = law(rng, n, size)
        return p, beside(rng, p, distance)

    return draw


def _tiny(rng: Generator, n: int) -> Array:
    return normalised(spread(rng, -300, 0, (n, CLASSES)))


def _rare(rng: Generator, n: int) -> Array:
    rare = spread(rng, -300, -20, n)
    return np.stack([rare, 1 - rare], -1)


def _subnormal(rng: Generator, n: int) -> Array:
    p = law(rng, n)
    p[:, : CLASSES // 2] = spread(rng, -323, -309, (n, CLASSES // 2))
    p[:, -1] = 0
    p[:, -1] = 1 - p.sum(-1)
    return np.abs(p)


def _zeros(rng: Generator, n: int) -> Array:
    """Some entries 0; the first law is a single outcome of probability 1."""
    p = law(rng, n) * (rng.random((n, CLASSES)) < 0.6)
    p[p.sum(-1) == 0, 0] = 1.0
    p[0] = np.eye(CLASSES)[0]
    return normalised(p)


def _zeros_in_p(rng: Generator, n: int) -> tuple[Array, ...]:
    """Zeros in p, and in half of the samples in q where p has them."""
    p, q = _zeros(rng, n), law(rng, n)
    q[::2] = normalised(np.where(p > 0, q, 0.0))[::2]
    return p, q


def _twice(draw: Callable[[Generator, int], Array]) -> Draw:
    return lambda rng, n: (draw(rng, n), draw(rng, n))


def _once(draw: Callable[[Generator, int], Array]) -> Draw:
    return lambda rng, n: (draw(rng, n),)


def _long(size: int) -> Callable[[Generator, int], Array]:
    return lambda rng, n: law(rng, n, size)


LAW = [
    Regime("generic", _once(law)),
    Regime("1e-300 to 1", _once(_tiny), WIDE),
    Regime("one rare outcome", _once(_rare), WIDE),
    Regime("subnormal", _once(_subnormal), WIDE),
    Regime("zeros", _once(_zeros), ends=True),
    Regime("N = 1e3", _once(_long(1000)), share=0.05),
    Regime("N = 1e6", _once(_long(10**6)), share=0.0),
]
TWO_LAWS = [
    Regime("generic", _twice(law)),
    *_near(two_laws_near),
    Regime("equal", lambda rng, n: (p := law(rng, n), p.copy())),
    Regime("1e-300 to 1", _twice(_tiny), WIDE),
    Regime("one rare outcome", _twice(_rare), WIDE),
    Regime("subnormal", _twice(_subnormal), WIDE),
    Regime("zeros in p", _zeros_in_p, ends=True),
    Regime("zeros in both", _twice(_zeros), ends=True),
    Regime("N = 1e3", _twice(_long(1000)), share=0.05),
    Regime("N = 1e3, near 1e-8", two_laws_near(1e-8, 1000), share=0.05),
    Regime("N = 1e6", _twice(_long(10**6)), share=0.0),
    Regime("N = 1e6, near 1e-6", two_laws_near(1e-6, 10**6), share=0.0),
]


def discriminator(rng: Generator, p: Array, q: Array) -> tuple[Array, ...]:
    """Values between 0 and 1."""
    return (rng.uniform(0.01, 0.99, p.shape),)


def a_share(rng: Generator, p: Array, q: Array) -> tuple[Array, ...]:
    """The weight of the first of two laws."""
    return (rng.uniform(0.05, 0.95, len(p)),)


# --- single probabilities


def _unit(rng: Generator, n: int) -> Array:
    return rng.uniform(0, 1, n)


def _small(rng: Generator, n: int) -> Array:
    return spread(rng, -300, -1, n)


def _nearly_one(rng: Generator, n: int) -> Array:
    return 1 - spread(rng, -15.9, -1, n)


def _below_normal(rng: Generator, n: int) -> Array:
    return spread(rng, -323, -309, n)


def _ends(rng: Generator, n: int) -> Array:
    return rng.choice([0.0, 0.25, 0.5, 1.0], n)


def units_near(distance: float) -> Draw:
    """Probabilities at a relative distance."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        p = rng.uniform(0, 1, n)
        return p, p * (1 - distance * rng.uniform(0.1, 1, n))

    return draw


UNIT = [
    Regime("generic", _once(_unit)),
    Regime("1e-300 to 0.1", _once(_small), WIDE),
    Regime("nearly 1", _once(_nearly_one)),
    Regime("nearly 1/2", lambda rng, n: (0.5 + rng.choice([-1, 1], n) * spread(rng, -16, -3, n),)),
    Regime("subnormal", _once(_below_normal), WIDE),
    Regime("0, 1/4, 1/2, 1", _once(_ends), ends=True),
]
TWO_UNITS = [
    Regime("generic", _twice(_unit)),
    *_near(units_near),
    Regime("equal", lambda rng, n: (p := rng.uniform(0, 1, n), p.copy())),
    Regime("1e-300 to 0.1", _twice(_small), WIDE),
    Regime("nearly 1", _twice(_nearly_one)),
    Regime("subnormal", _twice(_below_normal), WIDE),
    Regime("0, 1/4, 1/2, 1", _twice(_ends), ends=True),
]

# --- normal laws


def mean_and_scale(rng: Generator, shape: Any) -> tuple[Array, Array]:
    """A standard normal mean and a log-normal scale."""
    return rng.standard_normal(shape), np.exp(rng.standard_normal(shape))


def _normals(rng: Generator, n: int) -> tuple[Array, ...]:
    return *mean_and_scale(rng, n), *mean_and_scale(rng, n)


def normals_near(distance: float, mean: float = 0.0) -> Draw:
    """Normal laws at a distance relative to the deviation."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        mu, sigma = mean_and_scale(rng, n)
        mu = mu + mean
        other = mu + distance * sigma * rng.standard_normal(n)
        return mu, sigma, other, sigma * np.abs(1 + distance * rng.standard_normal(n))

    return draw


def _normals_of(low: float, high: float) -> Draw:
    """Scales over many orders of magnitude, means at distances of the order of the second."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        s1, s2 = spread(rng, low, high, (2, n))
        mu = np.zeros(n)
        return mu, s1, mu + s2 * rng.standard_normal(n), s2

    return draw


def _narrow_in_wide(rng: Generator, n: int) -> tuple[Array, ...]:
    zero = np.zeros(n)
    return zero, spread(rng, -150, 0, n), zero, spread(rng, 0, 150, n)


def _squared(draw: Draw) -> Draw:
    """Variances for scales, as the squares in floats."""

    def squares(rng: Generator, n: int) -> tuple[Array, ...]:
        mu1, s1, mu2, s2 = draw(rng, n)
        return mu1, s1 * s1, mu2, s2 * s2

    return squares


TWO_NORMALS = [
    Regime("generic", _normals),
    *_near(normals_near),
    Regime("equal", lambda rng, n: (*(a := mean_and_scale(rng, n)), *(x.copy() for x in a))),
    Regime("scales 1e±150", _normals_of(-150, 150), WIDE * 2),
    Regime("ratio 1e-300 to 1", _narrow_in_wide, WIDE * 2),
    Regime("subnormal scales", _normals_of(-322, -309), WIDE * 2),
    Regime("means 1e8, near 1e-4", normals_near(1e-4, 1e8)),
]
TWO_NORMALS_BY_VARIANCE = [
    replace(r, draw=_squared(r.draw)) for r in TWO_NORMALS if r.name != "subnormal scales"
]


def log_variances_near(distance: float) -> Draw:
    """Means and log-variances at a distance."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        first = rng.standard_normal((2, n))
        return *first, *(first + distance * rng.standard_normal((2, n)))

    return draw


def _log_variances_far(rng: Generator, n: int) -> tuple[Array, ...]:
    l1, l2 = rng.uniform(-700, 700, (2, n))
    return rng.standard_normal(n), np.clip(l1, l2 - 600, l2 + 600), np.exp(l2 / 2), l2


TWO_LOG_VARIANCES = [
    Regime("generic", lambda rng, n: tuple(rng.standard_normal((4, n)))),
    *_near(log_variances_near),
    Regime("equal", lambda rng, n: (*(a := rng.standard_normal((2, n))), *a.copy())),
    Regime("log-variances ±700", _log_variances_far, WIDE * 2),
]
LOG_VARIANCE = [
    Regime("generic", lambda rng, n: tuple(rng.standard_normal((2, n)))),
    *_near(lambda d: lambda rng, n: tuple(d * rng.standard_normal((2, n)))),
    Regime("1e-150", lambda rng, n: tuple(1e-150 * rng.standard_normal((2, n))), WIDE),
    Regime("±700", lambda rng, n: (rng.standard_normal(n), rng.uniform(-700, 700, n)), WIDE),
]
MEAN_AND_SCALE = [
    Regime("generic", lambda rng, n: mean_and_scale(rng, n)),
    *_near(
        lambda d: (
            lambda rng, n: (
                d * rng.standard_normal(n),
                np.abs(1 + d * rng.standard_normal(n)),
            )
        )
    ),
    Regime(
        "scales 1e±150",
        lambda rng, n: (rng.standard_normal(n), spread(rng, -150, 150, n)),
        WIDE,
    ),
    Regime("subnormal scales", lambda rng, n: (np.zeros(n), _below_normal(rng, n)), WIDE * 2),
]
ZERO_OF_ENTROPY = 0.24197072451914337  # 1/√(2πe), where the entropy of a normal law is 0
SCALE = [
    Regime("generic", _once(lambda rng, n: np.exp(rng.standard_normal(n)))),
    Regime(
        "near its zero",
        _once(
            lambda rng, n: ZERO_OF_ENTROPY * (1 + rng.choice([-1, 1], n) * spread(rng, -12, -2, n))
        ),
    ),
    Regime("scales 1e±300", _once(lambda rng, n: spread(rng, -300, 300, n)), WIDE),
    Regime("subnormal scales", _once(_below_normal), WIDE),
]
LOG_SCALE = [
    Regime("generic", _once(lambda rng, n: rng.standard_normal(n))),
    Regime("±700", _once(lambda rng, n: rng.uniform(-700, 700, n))),
]


def _decoder(rng: Generator, n: int) -> tuple[Array, ...]:
    x, w, b = rng.standard_normal((3, n))
    return x, *mean_and_scale(rng, n), w, b, np.exp(rng.standard_normal(n))


DECODER = [Regime("generic", _decoder)]


def _diagonal(draw: Draw) -> Draw:
    def vectors(rng: Generator, n: int) -> tuple[Array, ...]:
        return tuple(x.reshape(n, CLASSES) for x in draw(rng, n * CLASSES))

    return vectors


OBSERVED = [Regime("generic", lambda rng, n: (rng.standard_normal(n), *mean_and_scale(rng, n)))]
OBSERVED += [
    Regime(
        "scales 1e±150",
        lambda rng, n: (np.zeros(n), (s := spread(rng, -150, 150, n)) * rng.standard_normal(n), s),
        WIDE * 2,
    )
]
OBSERVED_BY_LOG = [
    Regime("generic", lambda rng, n: tuple(rng.standard_normal((3, n)))),
    Regime(
        "log-variances ±600",
        lambda rng, n: (np.zeros(n), rng.standard_normal(n), rng.uniform(-600, 600, n)),
        WIDE,
    ),
]
SCALES = [replace(r, draw=_diagonal(r.draw), share=0.3) for r in SCALE[:1] + SCALE[2:]]
SIGNED_NORMALS = [r for r in TWO_NORMALS if r.name != "equal"]


DIAGONAL_NORMALS = [replace(r, draw=_diagonal(r.draw), share=0.3) for r in TWO_NORMALS]

# --- multivariate normal laws


def covariance(rng: Generator, n: int, d: int) -> Array:
    """Well-conditioned covariances: those of 2d normal samples."""
    a = rng.standard_normal((n, d, 2 * d))
    return symmetric(a @ np.swapaxes(a, -1, -2) / d)


def ill_conditioned(rng: Generator, n: int, d: int, condition: float) -> Array:
    """Covariances with a given condition number."""
    basis = np.linalg.qr(rng.standard_normal((n, d, d)))[0]
    values = np.geomspace(1, 1 / condition, d)
    return symmetric((basis * values) @ np.swapaxes(basis, -1, -2))


def symmetric(a: Array) -> Array:
    """The symmetric part."""
    return (a + np.swapaxes(a, -1, -2)) / 2


def shaken(rng: Generator, a: Array, distance: float) -> Array:
    """Covariances at a distance relative to a."""
    factor = np.linalg.cholesky(a)
    shake = symmetric(rng.standard_normal(a.shape))
    return symmetric(a + distance * factor @ shake @ np.swapaxes(factor, -1, -2))


def _multivariate(d: int) -> Draw:
    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        m1, m2 = rng.standard_normal((2, n, d))
        return m1, covariance(rng, n, d), m2, covariance(rng, n, d)

    return draw


def _multivariate_near(distance: float, condition: float = 0, d: int = 5) -> Draw:
    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        mean = rng.standard_normal((n, d))
        a = ill_conditioned(rng, n, d, condition) if condition else covariance(rng, n, d)
        other = shaken(rng, a, distance)
        factor = np.linalg.cholesky(a)
        shift = np.einsum("nij,nj->ni", factor, rng.standard_normal((n, d)))
        return mean + distance * shift, other, mean, a

    return draw


def _multivariate_equal(rng: Generator, n: int) -> tuple[Array, ...]:
    mean, a = rng.standard_normal((n, 5)), covariance(rng, n, 5)
    return mean, a, mean.copy(), a.copy()


MATRIX_DISTANCES = tuple(d for d in DISTANCES if d < 0.1)  # 0.1 may leave the positive definite
TWO_MULTIVARIATE = [
    *(Regime(f"generic, d = {d}", _multivariate(d), share=0.2) for d in (2, 5, 8)),
    *(
        Regime(f"near {d:.0e}".replace("e-0", "e-"), _multivariate_near(d), share=0.2)
        for d in MATRIX_DISTANCES
    ),
    Regime("equal", _multivariate_equal, share=0.1),
    *(
        Regime(f"condition {c}, near 1e-4", _multivariate_near(1e-4, float(c)), 80, 0.2, True)
        for c in ("1e3", "1e6", "1e10")
    ),
    Regime("generic, d = 50", _multivariate(50), share=0.01),
]


def _factors(draw: Draw) -> Draw:
    """Cholesky factors for covariances."""

    def factors(rng: Generator, n: int) -> tuple[Array, ...]:
        m1, a, m2, b = draw(rng, n)
        return m1, np.linalg.cholesky(a), m2, np.linalg.cholesky(b)

    return factors


TWO_FACTORS = [replace(r, draw=_factors(r.draw)) for r in TWO_MULTIVARIATE]

# --- families of one or two positive parameters


def positive(rng: Generator, shape: Any) -> Array:
    """Log-normal numbers."""
    return np.exp(rng.standard_normal(shape))


def _positive_near(distance: float) -> Draw:
    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        a = positive(rng, n)
        return a, a * np.abs(1 + distance * rng.standard_normal(n))

    return draw


POSITIVE = SCALE[:1] + SCALE[2:3]
TWO_POSITIVE = [
    Regime("generic", lambda rng, n: tuple(positive(rng, (2, n)))),
    *_near(_positive_near),
    Regime("1e-150 to 1e150", lambda rng, n: tuple(spread(rng, -150, 150, (2, n))), WIDE),
]


def _shapes(low: float, high: float, count: int, size: int = 0) -> Draw:
    """Arguments over orders of magnitude, numbers or vectors."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        return tuple(spread(rng, low, high, (count, n, size) if size else (count, n)))

    return draw


def _gammas_near(distance: float, low: float, high: float, count: int = 2, size: int = 0) -> Draw:
    """The same arguments twice, the second ones at a relative distance."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        first = _shapes(low, high, count, size)(rng, n)
        moved = tuple(a * np.abs(1 + distance * rng.standard_normal(a.shape)) for a in first)
        return (*first, *moved)

    return draw


def _of_shapes(count: int, size: int = 0, share: float = 0.2) -> list[Regime]:
    """Regimes of gamma laws and their relatives."""
    known = {
        "generic": (-1, 1),
        "small 1e-8 to 1e-1": (-8, -1),
        "large 1e2 to 1e15": (2, 15),
        "1e-8 to 1e15": (-8, 15),
    }
    return [Regime(k, _shapes(*ends, count, size), 120, share) for k, ends in known.items()]


def _of_two(count: int, size: int = 0, share: float = 0.2) -> list[Regime]:
    """The same with a second law far away or near."""
    near = _near(lambda d: _gammas_near(d, -1, 1, count, size))
    large = [
        replace(r, name=f"large, {r.name}")
        for r in _near(lambda d: _gammas_near(d, 2, 12, count, size))
    ]
    return [
        *_of_shapes(2 * count, size, share),
        *(replace(r, digits=120, share=share) for r in [*near, *large[1::2]]),
        Regime("equal", _gammas_near(0.0, -1, 1, count, size), 120, share),
    ]


SHAPE_AND_RATE = TWO_SHAPES = _of_shapes(2)
SHAPE_VECTOR = _of_shapes(1, CLASSES, 0.1)
TWO_GAMMAS = _of_two(2)
TWO_SHAPE_VECTORS = _of_two(1, CLASSES, 0.05)
TWO_WEIBULL = [r for r in TWO_GAMMAS if not r.name.startswith(("small", "large", "1e"))]

# --- logits


def _logits(rng: Generator, n: int) -> Array:
    return 3 * rng.standard_normal((n, CLASSES))


def _confident(rng: Generator, n: int) -> Array:
    """One logit leads by 20 to 700."""
    z = rng.standard_normal((n, CLASSES))
    z[np.arange(n), rng.integers(0, CLASSES, n)] += rng.uniform(20, 700, n)
    return z


def _ties(rng: Generator, n: int) -> Array:
    """Equal logits, also at the top, and some far below."""
    return rng.choice([-800.0, 0.0, 1.0, 2.0], (n, CLASSES))


def _within(bound: float, size: int = CLASSES) -> Callable[[Generator, int], Array]:
    return lambda rng, n: rng.uniform(-bound, bound, (n, size))


def _many(size: int) -> Callable[[Generator, int], Array]:
    return lambda rng, n: 3 * rng.standard_normal((n, size))


LOGITS = [
    Regime("generic", _once(_logits)),
    Regime("tiny 1e-12", _once(lambda rng, n: 1e-12 * rng.standard_normal((n, CLASSES)))),
    Regime("confident", _once(_confident), WIDE),
    Regime("ties", _once(_ties), WIDE),
    Regime("two classes ±350", _once(_within(350, 2)), WIDE),
    Regime("±1e3", _once(_within(1e3)), WIDE),
    Regime("±1e5", _once(_within(1e5)), WIDE),
    Regime("shifted by 1e8", _once(lambda rng, n: 1e8 + _logits(rng, n))),
    Regime("K = 1e4", _once(_many(10**4)), share=0.01),
]
MILLION_LOGITS = [Regime("K = 1e6", _once(_many(10**6)), share=0.0)]


def temperature(rng: Generator, *logits: Array) -> tuple[Array, ...]:
    """A temperature from 1/4 to 8, not a power of two."""
    return (spread(rng, np.log10(0.25), np.log10(8), len(logits[0])),)


def label(rng: Generator, logits: Array) -> tuple[Array, ...]:
    """The likeliest class in half of the samples, any class in the others."""
    n, size = logits.shape
    return (np.where(np.arange(n) % 2, rng.integers(0, size, n), logits.argmax(-1)),)


def soft_labels(rng: Generator, logits: Array) -> tuple[Array, ...]:
    """Laws for labels, one-hot in half of the samples."""
    n, size = logits.shape
    labels = law(rng, n, size)
    labels[::2] = np.eye(size)[logits.argmax(-1)][::2]
    return (labels,)


def label_and_weights(rng: Generator, logits: Array) -> tuple[Array, ...]:
    """A label and a weight for each class."""
    return *label(rng, logits), positive(rng, logits.shape)


def _coins_by_logits(scale: float) -> Draw:
    """Logits, labels of which half are 0 or 1, weights of what is positive."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        labels = rng.uniform(0, 1, n)
        labels[::2] = rng.integers(0, 2, len(labels[::2]))
        return (
            scale * rng.standard_normal(n),
            labels,
            np.where(rng.random(n) < 0.5, 1.0, positive(rng, n)),
        )

    return draw


COINS_BY_LOGITS = [
    Regime("generic", _coins_by_logits(3.0)),
    Regime("tiny 1e-12", _coins_by_logits(1e-12)),
    Regime("confident", _coins_by_logits(100.0), WIDE),
    Regime("±1e3", _coins_by_logits(500.0), WIDE),
]


def label_and_share(rng: Generator, logits: Array) -> tuple[Array, ...]:
    """A label and how much of it is given to all classes."""
    return *label(rng, logits), spread(rng, -3, -0.5, len(logits))


def logits_near(distance: float) -> Draw:
    """Logits at a distance."""

    def draw(rng: Generator, n: int) -> tuple[Array, ...]:
        a = _logits(rng, n)
        return a, a + distance * rng.standard_normal(a.shape)

    return draw


def _large_near(rng: Generator, n: int) -> tuple[Array, ...]:
    a = rng.uniform(-1e3, 1e3, (n, CLASSES))
    return a, a + 1e-4 * rng.standard_normal(a.shape)


TWO_LOGITS = [
    Regime("generic", _twice(_logits)),
    *_near(logits_near),
    Regime("equal", lambda rng, n: (a := _logits(rng, n), a.copy())),
    Regime("confident", _twice(_confident), WIDE),
    Regime("±1e3", _twice(_within(1e3)), WIDE),
    Regime("±1e3, near 1e-4", _large_near, WIDE),
    Regime("±1e5", _twice(_within(1e5)), WIDE),
    Regime("shifted by 1e8", lambda rng, n: (1e8 + (a := _logits(rng, n)), a)),
    Regime("K = 1e4", _twice(_many(10**4)), share=0.01),
]


def warm_logits_near(distance: float) -> Draw:
    """Logits at a distance, with a temperature."""
    return with_more([Regime("", logits_near(distance))], temperature)[0].draw
