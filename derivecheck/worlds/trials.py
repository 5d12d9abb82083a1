r"""One statement at one exact instance.

Both sides are evaluated twice: in Arb balls, which decide, and at ``digits`` decimal digits, which
must agree with the balls.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, lru_cache, singledispatch
from typing import Any

from sympy import Expr, Symbol, sympify

from derivecheck.language.measures import StatementError
from derivecheck.language.statements import (
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIff,
    ZeroIffEqual,
    substituted_law,
)
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import OutOfDomain
from derivecheck.numeric.fields import Digits
from derivecheck.terms.budget import Stopped
from derivecheck.worlds.arithmetic import NotEvaluable
from derivecheck.worlds.evaluate import Evaluator
from derivecheck.worlds.instances import afresh, fits
from derivecheck.worlds.world import Entries, World

FRACTIONS_INSIDE = [Fraction(k, 16) for k in range(1, 16)]
NEARBY = [Fraction(1, 2**k) for k in (9, 18, 36)]  # a small slope shows only close by
LARGEST_EXPONENT = 10**5  # of a value that is written in decimals and compared
NO_NUMBER = (NotEvaluable, NotImplementedError, StatementError, ValueError)
NO_VALUE = (*NO_NUMBER, ArithmeticError)  # what the evaluation of a side may raise


@dataclass(frozen=True)
class Trial:
    """One statement at one instance: fails is True (proved false), False (agrees) or None."""

    fails: bool | None
    lhs: str = ""
    rhs: str = ""
    bound: float = 0.0  # the largest radius of a ball
    why: str = ""
    world: World | None = None
    certain: bool = False  # the balls alone prove that it holds here
    gap: float = 0.0  # the largest difference of the decimals from the balls
    missing: bool = False  # one side has no value, or neither has (then fails is None)
    tied: bool = False  # the sides of < or > agree to all digits


@cache
def _fields(digits: int) -> tuple[Balls, Digits]:
    """Balls and decimals, made once: the decimals keep the nodes of their quadrature."""
    return Balls(digits + 6), Digits(digits)


@dataclass(frozen=True)
class Precision:
    """Decimal digits of the evaluation; agreement asks for all but ten of them."""

    digits: int = 50

    @property
    def tolerance(self) -> float:
        """The largest radius that counts as agreement."""
        return float(10.0 ** (-max(self.digits - 10, 5)))

    @property
    def balls(self) -> Balls:
        """The balls that decide."""
        return _fields(self.digits)[0]

    @property
    def decimal(self) -> Digits:
        """The decimals that must agree with them."""
        return _fields(self.digits)[1]


def try_at(statement: Statement, world: World, precision: Precision) -> Trial:
    """The statement at one instance."""
    try:
        return replace(_try(statement, world, precision), world=world)
    except (*NO_NUMBER, Stopped) as reason:
        return Trial(None, why=str(reason), world=world)
    except ArithmeticError as reason:
        return Trial(None, why=f"undefined at an instance: {reason}", world=world)


@singledispatch
def _try(statement: Any, world: World, precision: Precision) -> Trial:
    raise TypeError(f"not a statement: {statement!r}")


@dataclass(frozen=True)
class Side:
    """A value in balls, confirmed at many digits; or the reason why there is certainly none."""

    ball: Any = None
    text: str = "undefined"
    radius: float = 0.0
    gap: float = 0.0  # of the decimals from the middle of the ball
    hole: str = ""


Fixed = dict[Symbol, Expr]


@dataclass(frozen=True)
class _Instance:
    """A world as a key: two are equal if they are the same instance."""

    key: Hashable
    world: World = field(compare=False)


def side(expr: Expr, world: World, precision: Precision, fixed: Fixed | None = None) -> Side:
    """The value of an expression; the two number types must agree.

    Symbols in ``fixed`` have the values of other expressions.  A side that was evaluated at this
    instance before, such as the middle of a chain, is not evaluated again.
    """
    return _remembered(_confirmed, expr, world, precision, fixed)


def enclosed(expr: Expr, world: World, precision: Precision, fixed: Fixed | None = None) -> Side:
    """The value of an expression in balls alone."""
    return _remembered(_enclosed, expr, world, precision, fixed)


def enclosed_once(expr: Expr, world: World, precision: Precision) -> Side:
    """The same of an instance that no one will ask for again."""
    return _enclosed(expr, world, precision, {})


Evaluation = Callable[[Expr, World, Precision, Fixed], Side]


def _remembered(
    evaluate: Evaluation, expr: Expr, world: World, precision: Precision, fixed: Fixed | None
) -> Side:
    instance = _Instance(world.key, world)
    found, drawn = _anew(evaluate, expr, instance, precision, frozenset((fixed or {}).items()))
    world.adopt(drawn)
    return found


@lru_cache(maxsize=2048)
def _anew(
    evaluate: Evaluation,
    expr: Expr,
    instance: _Instance,
    precision: Precision,
    fixed: frozenset[tuple[Symbol, Expr]],
) -> tuple[Side, Entries]:
    """The side, and the values that the world drew for it."""
    world = afresh(instance.world)
    return evaluate(expr, world, precision, dict(fixed)), world.entries


def _confirmed(expr: Expr, world: World, precision: Precision, fixed: Fixed) -> Side:
    """The value in balls, with which the decimals must agree."""
    found = enclosed(expr, world, precision, fixed)
    if found.hole:
        return found
    text = precision.balls.midpoint_str(found.ball, precision.digits)
    point = _value(expr, world, precision.decimal, fixed)
    gap = _gap(text, precision.decimal.midpoint_str(point, precision.digits))
    if gap > precision.tolerance + found.radius:
        raise NotEvaluable(f"balls and {precision.digits} digits differ by {gap:.1e}")
    return replace(found, gap=gap)


def _enclosed(expr: Expr, world: World, precision: Precision, fixed: Fixed) -> Side:
    try:
        ball = _value(expr, world, precision.balls, fixed)
    except (OutOfDomain, ZeroDivisionError) as reason:
        if getattr(reason, "certain", True):
            return Side(hole=str(reason) or "division by zero")
        raise
    text, radius = precision.balls.midpoint_str(ball, 12), precision.balls.radius(ball)
    if not precision.balls.is_finite(ball) and text not in ("inf", "-inf"):
        raise NotEvaluable("balls too wide: no bound of the value")
    if abs(int(text.partition("e")[2] or 0)) > LARGEST_EXPONENT:
        raise NotEvaluable(f"a value beyond 10^±{LARGEST_EXPONENT}")
    return Side(ball, text, radius)


def _value(expr: Expr, world: World, field: Any, fixed: Fixed) -> Any:
    outside = Evaluator(field, world)
    with field.working():
        values = {s: outside.value(e) for s, e in fixed.items()}
        return Evaluator(field, world, values).value(expr) if values else outside.value(expr)


def _valued(expr: Expr, world: World, precision: Precision, fixed: Fixed | None = None) -> Side:
    """The value of an expression that must have one."""
    found = side(expr, world, precision, fixed)
    if found.hole:
        raise NotEvaluable(f"undefined at an instance: {found.hole}")
    return found


def _gap(a: str, b: str) -> float:
    """The relative difference of two decimals."""
    if a == b or float(a) == float(b) == math.inf or float(a) == float(b) == -math.inf:
        return 0.0
    if not (math.isfinite(float(a)) and math.isfinite(float(b))):
        return math.inf
    x, y = Fraction(a), Fraction(b)
    scale: Fraction = max(abs(x), abs(y), Fraction(1))
    return float(abs(x - y) / scale)


@_try.register
def _(statement: Relation, world: World, precision: Precision) -> Trial:
    left, right = (side(e, world, precision) for e in statement.exprs)
    return compare(statement.relation, left, right, precision)


def compare(relation: str, left: Side, right: Side, precision: Precision) -> Trial:
    """A relation between two sides that have been evaluated."""
    if left.hole or right.hole:
        return _without_value(left, right)
    decision = fails(relation, precision.balls, left.ball, right.ball)
    bound = max(left.radius, right.radius)
    if decision is None and bound > precision.tolerance:
        return Trial(None, why=f"balls too wide: {bound:.1e}")
    if decision is None and "=" not in relation:
        why = f"equal to {precision.digits} digits, so {relation} is open"
        return Trial(None, left.text, right.text, bound, why, tied=True)
    gap = max(left.gap, right.gap)
    return Trial(bool(decision), left.text, right.text, bound, certain=decision is False, gap=gap)


def _without_value(left: Side, right: Side) -> Trial:
    """One side has no value: that refutes if the other side is a finite number."""
    fails = True if _is_finite(left) or _is_finite(right) else None
    why = f"a side is undefined there: {left.hole or right.hole}"
    return Trial(fails, left.text, right.text, why=why, missing=True)


def _is_finite(value: Side) -> bool:
    return not value.hole and math.isfinite(float(value.text))


def fails(relation: str, balls: Balls, x: Any, y: Any) -> bool | None:
    """True if the balls prove that the relation fails, False if they prove it, None if open."""
    if relation == "=":
        return True if balls.disjoint(x, y) else None
    low, high = (x, y) if relation.startswith("<") else (y, x)
    if balls.certainly_less(high, low):
        return True
    if balls.certainly_less(low, high):
        return False
    if not (_is_exact(balls, x) and _is_exact(balls, y)):
        return None
    return "=" not in relation


def _is_exact(balls: Balls, x: Any) -> bool:
    return balls.radius(x) == 0


@_try.register
def _(statement: Rounds, world: World, precision: Precision) -> Trial:
    """|value - printed| <= half a unit of the last place, decided by balls."""
    balls, side = precision.balls, _valued(statement.value, world, precision)
    if statement.value.is_Rational:
        error = abs(_fraction(statement.value) - statement.decimal)
        holds = error <= statement.tolerance
        return Trial(not holds, side.text, statement.printed, side.radius, certain=holds)
    gap = balls.abs(side.ball - statement.decimal)
    half = balls.number(statement.tolerance)
    if balls.certainly_less(half, gap):
        return Trial(True, side.text, statement.printed, side.radius)
    inside = balls.certainly_less(gap, half) or balls.is_zero(gap - half)
    why = "" if inside else "too close to the middle between two decimals"
    return Trial(
        False if inside else None, side.text, statement.printed, side.radius, why, certain=inside
    )


@_try.register
def _(statement: Optimum, world: World, precision: Precision) -> Trial:
    """No sampled point of the domain beats the stated one, which must lie in its closure."""
    x, balls = statement.variable, precision.balls
    at = _valued(statement.at, world, precision)
    lo, hi = (world.exact(e) for e in (statement.lo, statement.hi))
    if _is_outside(at.ball, lo, hi, balls):
        return Trial(True, f"{x} = {at.text}", f"{lo} < {x} < {hi}", at.radius)
    top = side(statement.objective, world, precision, {x: statement.at})
    sign = 1 if statement.kind == "max" else -1
    for value in _inside(x, lo, hi, at):
        other = side(statement.objective, world.with_number(x, value), precision)
        if other.hole:
            continue
        if top.hole:
            why = f"no value at the stated point: {top.hole}"
            return Trial(True, top.text, other.text, why=why, missing=True)
        if balls.certainly_less(sign * top.ball, sign * other.ball):
            return Trial(True, top.text, f"{other.text} at {x} = {value}", top.radius)
    return Trial(None if top.hole else False, top.text, "", top.radius)


def _is_outside(at: Any, lo: Expr, hi: Expr, balls: Balls) -> bool:
    """Whether a ball certainly lies outside lo..hi."""
    below = lo.is_finite and balls.certainly_less(at, balls.number(_fraction(lo)))
    above = hi.is_finite and balls.certainly_less(balls.number(_fraction(hi)), at)
    return bool(below or above)


def _fraction(e: Expr) -> Fraction:
    if not e.is_Rational:
        raise NotEvaluable(f"{e} is not rational here")
    return Fraction(int(e.p), int(e.q))


def _inside(x: Symbol, lo: Expr, hi: Expr, at: Side) -> Iterator[Fraction]:
    """Points between lo and hi: spread over the interval, and on both sides of one point."""
    near = Fraction(at.text)
    beside = (near + sign * step for step in NEARBY for sign in (-1, 1))
    points = [*map(_chart(lo, hi), FRACTIONS_INSIDE), *beside]
    return (v for v in points if fits(x, v) and bool(lo < sympify(v)) and bool(sympify(v) < hi))


def _chart(lo: Expr, hi: Expr) -> Callable[[Fraction], Fraction]:
    """An increasing rational map of (0, 1) onto (lo, hi)."""
    if lo.is_finite and hi.is_finite:
        low, high = _fraction(lo), _fraction(hi)
        return lambda t: low + t * (high - low)
    if lo.is_finite:
        return lambda t: _fraction(lo) + t / (1 - t)
    if hi.is_finite:
        return lambda t: _fraction(hi) - (1 - t) / t
    return lambda t: (2 * t - 1) / (t * (1 - t))


@_try.register
def _(statement: ZeroIff, world: World, precision: Precision) -> Trial:
    """The value is 0 where the condition vanishes at every point, and certainly not 0 elsewhere."""
    balls = precision.balls
    evaluator = Evaluator(balls, world)
    value = _valued(statement.value, world, precision)
    conditions = [
        evaluator.value(statement.condition, {statement.variable: k})
        for k in evaluator.points(statement.space, {})
    ]
    other = balls.disjoint(value.ball, balls.zero)
    if any(balls.disjoint(c, balls.zero) for c in conditions):
        fails = balls.is_zero(value.ball) if other or balls.is_zero(value.ball) else None
        return Trial(fails, value.text, "not 0 here", value.radius, why="balls meet 0")
    fails = other if all(map(balls.is_zero, conditions)) else None if other else False
    return Trial(fails, value.text, "0 here", value.radius, why="whether it must be 0 is open")


@_try.register
def _(statement: ZeroIffEqual, world: World, precision: Precision) -> Trial:
    """The value is 0 with q replaced by p, and certainly not 0 where the laws differ."""
    balls = precision.balls
    diagonal = _valued(substituted_law(statement.value, statement), world, precision)
    if balls.disjoint(diagonal.ball, balls.zero):
        return Trial(True, diagonal.text, "0 at p = q", diagonal.radius)
    value = _valued(statement.value, world, precision)
    tables = [Evaluator(balls, world).probabilities(m, {}) for m in (statement.p, statement.q)]
    differ = any(balls.disjoint(a, b) for a, b in zip(*tables, strict=True))
    if differ and balls.is_zero(value.ball):
        return Trial(True, "0", "p and q differ", value.radius)
    open_case = differ and not balls.disjoint(value.ball, balls.zero)
    return Trial(None if open_case else False, value.text, "", value.radius, why="balls meet 0")
