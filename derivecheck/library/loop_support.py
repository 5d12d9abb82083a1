"""What emitted loops call besides kernels, over sequences of floats."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any


def total(term: Callable[..., float], size: int, *arguments: Any) -> float:
    """The sum of a term over the indices below ``size``, correctly rounded where finite."""
    terms = [term(i, *arguments) for i in range(size)]
    try:
        return math.fsum(terms)
    except (OverflowError, ValueError):  # an intermediate overflow, or both infinities
        return sum(terms)


def fill(out: list[float], term: Callable[..., float], size: int, *arguments: Any) -> None:
    """The entries of a vector."""
    for i in range(size):
        out[i] = term(i, *arguments)


def top_of(array: Sequence[float]) -> int:
    """The index of the largest entry."""
    return max(range(len(array)), key=array.__getitem__)


def exp(x: float) -> float:
    """exp(x), infinity where it overflows."""
    return math.inf if x > 709.782712893384 else math.exp(x)


def log(x: float) -> float:
    """log x, -infinity at 0, nan below."""
    if x > 0.0:
        return math.log(x)
    return -math.inf if x == 0.0 else math.nan


def sign(x: float) -> float:
    """1, 0 or -1."""
    return 0.0 if x == 0.0 else math.copysign(1.0, x)


def sqrt(x: float) -> float:
    """The square root, nan below 0."""
    return math.sqrt(x) if x >= 0.0 else math.nan
