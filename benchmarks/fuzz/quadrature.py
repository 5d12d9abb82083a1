"""Integrals for the fuzz: double exponential rules on pieces between given points.

On each piece the rule crowds its nodes at both ends, so a narrow peak or a kink at a point that was
given is seen.  What does not settle at an end, finite or infinite, raises `Unknown`.

Source: H. Takahasi and M. Mori, "Double exponential formulas for numerical integration", 1974.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mpmath import MPContext, fp

SLOPPY = 1e-6  # of the whole: what the last terms of a rule may come to
SLOPPY_AT_AN_END, NOTHING = 1e-3, 1e-25  # the same at a finite end, of more than nothing
FAR = 10**7
GRID_ENDS = 14.0


class Unknown(Exception):
    """The evaluator has no value for an expression, which says nothing of the statement."""


@dataclass(frozen=True)
class Level:
    """How closely is computed: an mpmath context, and the step and reach of its rules."""

    ctx: Any
    step: float
    reach: float
    grid: float = 0.0  # the step of the trapezoidal rule on the whole line, if it is used


def decimal_level(digits: int, step: float, reach: float) -> Level:
    """A level with a context of its own."""
    ctx = MPContext()
    ctx.dps = digits
    return Level(ctx, step, reach)


FLOAT = Level(fp, 1 / 8, 3.6)
NESTED = Level(fp, 1 / 6, 3.1, 1 / 4)
NESTED_FINE = Level(fp, 1 / 8, 3.2, 1 / 5)
DIGITS_30 = decimal_level(30, 1 / 12, 4.6)
DIGITS_50 = decimal_level(50, 1 / 17, 5.0)
DIGITS_1000 = decimal_level(1000, 1 / 17, 5.0)


def exp(ctx: Any, x: Any) -> Any:
    """The exponential; 0 far below, Unknown far above, where a context would never end."""
    if -FAR < x < FAR:
        return ctx.exp(x)
    if x == ctx.inf or x < 0:
        return ctx.inf if x > 0 else ctx.zero
    raise Unknown(f"exp({float(x):.3g})")


def integrate(
    level: Level,
    f: Callable[[Any], Any],
    lo: Any,
    hi: Any,
    marks: Collection[Any] = (),
    scale: Any = 1,
) -> Any:
    """The integral of f over lo < x < hi, cut at the marks; far out it falls off by the scale."""
    if lo == hi:
        return level.ctx.zero
    if lo > hi:
        return -integrate(level, f, hi, lo, marks, scale)
    if level.grid and not marks and hi - lo == level.ctx.inf and lo == -hi:
        return _on_grid(level, f)
    inside = sorted({m for m in marks if lo < m < hi})
    if not inside and hi - lo == level.ctx.inf and lo == -hi:
        inside = [level.ctx.zero]
    ends = [lo, *inside, hi]
    pieces = zip(ends, ends[1:], strict=False)
    return level.ctx.fsum(_piece(level, f, a, b, scale) for a, b in pieces)


def _on_grid(level: Level, f: Callable[[Any], Any]) -> Any:
    """The trapezoidal rule, which is all but exact for what is smooth and like a normal density."""
    last = int(GRID_ENDS / level.grid)
    terms = [level.grid * f(k * level.grid) for k in range(-last, last + 1)]
    return _settled(level.ctx, terms, [terms[0], terms[-1]])


def _piece(level: Level, f: Callable[[Any], Any], a: Any, b: Any, scale: Any) -> Any:
    ctx = level.ctx
    if b == ctx.inf:
        return _outward(level, lambda x: f(a + x), scale)
    if a == -ctx.inf:
        return _outward(level, lambda x: f(b - x), scale)
    half = (b - a) / 2
    terms = [
        half * w * f(a + half * x if near_a else b - half * x) for x, w, near_a in _unit(level)
    ]
    return _settled(ctx, terms, [])


def _outward(level: Level, f: Callable[[Any], Any], scale: Any) -> Any:
    """The integral over x > 0 of what falls off exponentially, or else by a power."""
    try:
        terms = [w * scale * f(scale * x) for x, w in _exponential(level)]
        return _settled(level.ctx, terms, terms[-2:])
    except Unknown:
        terms = [w * f(x) for x, w in _algebraic(level)]
        return _settled(level.ctx, terms, terms[-2:])


def _settled(ctx: Any, terms: list[Any], far: list[Any]) -> Any:
    """The sum of the terms, if those at finite ends are small against all of them, far ones tiny.

    A piece that adds nothing to speak of need not settle at a finite end.
    """
    total, size = ctx.fsum(terms), ctx.fsum(map(abs, terms))
    if size - size != 0:
        raise Unknown("an integral is not finite")
    if far and max(map(abs, far)) > SLOPPY * size:
        raise Unknown("an integral does not settle far out")
    near = (*terms[:2], *terms[-2:])
    if size > NOTHING and max(map(abs, near)) > SLOPPY_AT_AN_END * size:
        raise Unknown("most of an integral is at an end")
    return total


@lru_cache(maxsize=8)
def _exponential(level: Level) -> list[tuple[Any, Any]]:
    """x = exp(t - exp(-t)) with weights, in the order of x."""
    ctx, h = level.ctx, level.ctx.mpf(level.step)
    first, last = int((level.reach - 0.3) / level.step), int((level.reach + 1.5) / level.step)
    nodes = []
    for k in range(-first, last + 1):
        t = k * h
        x = ctx.exp(t - ctx.exp(-t))
        nodes.append((x, h * x * (1 + ctx.exp(-t))))
    return nodes


@lru_cache(maxsize=8)
def _algebraic(level: Level) -> list[tuple[Any, Any]]:
    """x = exp(π/2 sinh t) with weights, in the order of x."""
    ctx, h = level.ctx, level.ctx.mpf(level.step)
    nodes = []
    for k in _steps(level):
        t = k * h
        x = ctx.exp(ctx.pi / 2 * ctx.sinh(t))
        nodes.append((x, h * x * ctx.pi / 2 * ctx.cosh(t)))
    return nodes


@lru_cache(maxsize=8)
def _unit(level: Level) -> list[tuple[Any, Any, bool]]:
    """The distance from the nearer end of (-1, 1), the weight, and whether that is the left one."""
    ctx, h = level.ctx, level.ctx.mpf(level.step)
    nodes = []
    for k in _steps(level):
        t = k * h
        u = ctx.pi / 2 * ctx.sinh(t)
        distance = 2 / (1 + ctx.exp(2 * abs(u)))
        weight = h * ctx.pi / 2 * ctx.cosh(t) / ctx.cosh(u) ** 2
        nodes.append((distance, weight, bool(t < 0)))
    return nodes


def _steps(level: Level) -> range:
    most = int(level.reach / level.step)
    return range(-most, most + 1)
