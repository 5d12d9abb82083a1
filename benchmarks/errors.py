"""Errors of floats in units of the last place of exact numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp, mpf

Array = Any
LEAST = -1074  # exponent of the smallest float64


def last_place(x: Any) -> int:
    """The exponent of the unit in the last place of float64 at a real number.

    >>> last_place(mpf(1)), last_place(mpf(1) - mpf(2) ** -60), last_place(mpf(0))
    (-52, -53, -1074)
    """
    return max(mp.mag(x) - 53, LEAST) if x and mp.isfinite(x) else LEAST


@dataclass(frozen=True)
class Exact:
    """Exact numbers in units of 2**place, each as the sum of two floats."""

    high: Array
    low: Array
    place: Array

    @classmethod
    def of(cls, values: Sequence[Any], scales: Sequence[Any] | None = None) -> Exact:
        """Numbers with the last places of their ``scales``, their own if there are none."""
        places = [last_place(s) for s in (scales or values)]
        split = [_split(v, k) for v, k in zip(values, places, strict=True)]
        high, low = np.array(split, float).reshape(-1, 2).T
        return cls(high, low, np.array(places))

    def errors(self, results: Array) -> Array:
        """|result - exact| in units; infinity where only one of the two is finite."""
        with np.errstate(all="ignore"):
            scaled = np.ldexp(results, -self.place)
            gap = np.nan_to_num(np.abs((scaled - self.high) - self.low), nan=np.inf)
        expected, finite = np.isfinite(self.high), np.isfinite(results)
        gap = np.where(expected & finite, np.minimum(gap, np.finfo(float).max), np.inf)
        return np.where(~expected & (results == self.high), 0.0, gap)


def _split(value: Any, place: int) -> tuple[float, float]:
    if abs(value) >= mpf(2) ** 1024 - mpf(2) ** 970:  # rounds to infinity
        return (np.inf if value > 0 else -np.inf), 0.0
    scaled = mp.ldexp(value, -place)
    high = float(scaled)
    if value and not high:  # far below the scale, of which only the sign is left
        return math.copysign(math.ulp(0.0), value), 0.0
    return high, float(scaled - high)


@dataclass(frozen=True)
class Summary:
    """How far the results of a sample are off.

    ``ulp`` is the largest error among finite results, ``negative`` the share of results below 0
    where the exact number is not, ``bad`` the share of results that are wrongly finite or not,
    ``at`` the place of the worst.
    """

    ulp: float
    negative: float
    bad: float
    count: int
    at: int


def summary(results: Any, readings: Sequence[Exact]) -> Summary:
    """The errors of results, each against the reading of the definition that it is closest to."""
    results = np.ravel(np.asarray(results, float))
    if results.shape != readings[0].high.shape:
        raise ValueError(f"{results.size} results for {readings[0].high.size} exact numbers")
    errors = np.min([r.errors(results) for r in readings], axis=0)
    good = np.isfinite(errors)
    below = (results < 0) & np.all([r.high >= 0 for r in readings], axis=0)
    at = int(np.argmax(errors) if good.all() else np.argmin(good))
    worst = float(np.max(errors[good], initial=0.0))
    return Summary(worst, float(below.mean()), float((~good).mean()), results.size, at)
