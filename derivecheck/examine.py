r"""A statement tried at exact instances: certified counterexamples, or agreement to many digits.

Both sides are evaluated twice at every instance: in Arb balls, which decide, and at ``digits``
decimal digits, which must agree with the balls.  A statement is refuted only where the balls prove
it false at an exact point inside the declared domain; the counterexample is then made small.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import singledispatch
from typing import Any

from sympy import Expr, Rational, Symbol, sympify

from derivecheck.assumptions import Interval
from derivecheck.evaluate import Evaluator, NotEvaluable
from derivecheck.evidence import Evidence, Outcome
from derivecheck.finding import Counterexample
from derivecheck.numeric.fields import Balls, Digits, OutOfDomain
from derivecheck.prove import substituted_law
from derivecheck.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIffEqual,
)
from derivecheck.worlds import NoWorld, World, is_ground, make_world, needs_line

FRACTIONS_INSIDE = [Fraction(k, 16) for k in range(1, 16)]


@dataclass(frozen=True)
class Trial:
    """One statement at one instance: fails is True (proved false), False (agrees) or None."""

    fails: bool | None
    lhs: str = ""
    rhs: str = ""
    bound: float = 0.0  # the largest radius or difference
    why: str = ""
    world: World | None = None
    part: Statement | None = None


@dataclass(frozen=True)
class Precision:
    """Decimal digits of the evaluation; agreement asks for all but ten of them."""

    digits: int = 50

    @property
    def tolerance(self) -> float:
        """The largest radius that counts as agreement."""
        return float(10.0 ** (-max(self.digits - 10, 5)))


def examine(
    statement: Statement, digits: int = 50, count: int | None = None
) -> tuple[tuple[Evidence, ...], Counterexample | None]:
    """What the instances say of the statement, and the counterexample if there is one."""
    precision = Precision(digits)
    if isinstance(statement, NotAlways):
        return _examine_failure(statement, precision, count)
    trials: list[Trial] = []
    for trial in _trials(statement, precision, count):
        trials.append(trial)
        if trial.fails:
            small = shrink(statement, trial, precision)
            return (_refutation(small, precision),), counterexample(small)
    return (_agreement(statement, trials, precision),), None


def _trials(statement: Statement, precision: Precision, count: int | None) -> Iterator[Trial]:
    if count is None:
        count = 1 if is_ground(statement) else 3 if needs_line(statement) else 8
    for w in _worlds(statement, count):
        yield try_at(statement, w, precision)


def _worlds(statement: Statement, count: int) -> Iterator[World]:
    for seed in range(count):
        try:
            yield make_world(statement, seed, nice=seed < max(1, count - 2))
        except NoWorld:
            continue


def _examine_failure(
    statement: NotAlways, precision: Precision, count: int | None
) -> tuple[tuple[Evidence, ...], Counterexample | None]:
    """One certified counterexample to the part proves that it does not always hold."""
    evidence, point = examine(statement.part, precision.digits, count or 16)
    if point is None:
        return (replace(evidence[0], outcome=Outcome.UNABLE, detail="the part never failed"),), None
    detail = f"the part fails at {point.point}: {point.lhs} against {point.rhs}"
    proof = replace(evidence[0], outcome=Outcome.PROVES, detail=detail)
    return (
        proof,
        replace(proof, method=f"{precision.digits} digits", outcome=Outcome.AGREES),
    ), None


def instance(statement: Statement, digits: int = 50) -> Counterexample | None:
    """One exact instance at which the statement holds, with both sides."""
    trials = _trials(statement, Precision(digits), 4)
    return next((counterexample(t) for t in trials if t.fails is False), None)


def _refutation(trial: Trial, precision: Precision) -> Evidence:
    detail = trial.why or f"{trial.lhs} against {trial.rhs}"
    return Evidence("balls", Outcome.REFUTES, detail, instances=1, bound=f"{trial.bound:.1e}")


def _agreement(statement: Statement, trials: list[Trial], precision: Precision) -> Evidence:
    good = [t for t in trials if t.fails is False]
    if len(good) < len(trials) or not good:
        why = next((t.why for t in trials if t.fails is None), "no instance is known")
        return Evidence("balls", Outcome.UNABLE, why, instances=len(good))
    bound = max(t.bound for t in good)
    outcome = Outcome.AGREES
    detail = f"balls and {precision.digits} digits agree at {len(good)} exact instances"
    return Evidence("balls", outcome, detail, instances=len(good), bound=f"{bound:.1e}")


def counterexample(trial: Trial) -> Counterexample:
    """The instance of a trial in readable form."""
    shown = trial.world.describe() if trial.world else {}
    point = ", ".join(f"{name} = {value}" for name, value in shown.items())
    return Counterexample(point, trial.lhs, trial.rhs)


# --- one statement at one instance


def try_at(statement: Statement, world: World, precision: Precision) -> Trial:
    """The statement at one instance."""
    try:
        return replace(_try(statement, world, precision), world=world)
    except (NotEvaluable, NotImplementedError) as reason:
        return Trial(None, why=str(reason), world=world)
    except ArithmeticError as reason:
        return Trial(None, why=f"undefined at an instance: {reason}", world=world)


@singledispatch
def _try(statement: Any, world: World, precision: Precision) -> Trial:
    raise TypeError(f"not a statement: {statement!r}")


@dataclass(frozen=True)
class _Side:
    """A value in balls, confirmed at many digits."""

    ball: Any
    text: str
    radius: float


def _side(expr: Expr, world: World, precision: Precision) -> _Side:
    """The value of an expression; the two number types must agree."""
    balls, decimal = Balls(precision.digits + 6), Digits(precision.digits)
    ball = Evaluator(balls, world).value(expr)
    point = Evaluator(decimal, world).value(expr)
    text = balls.midpoint_str(ball, precision.digits)
    gap = _gap(text, decimal.midpoint_str(point, precision.digits))
    radius = balls.radius(ball)
    if gap > precision.tolerance + radius:
        raise NotEvaluable(f"balls and {precision.digits} digits differ by {gap:.1e}")
    return _Side(ball, balls.midpoint_str(ball, 12), max(radius, gap))


def _gap(a: str, b: str) -> float:
    """The relative difference of two decimals."""
    if a == b or float(a) == float(b) == math.inf or float(a) == float(b) == -math.inf:
        return 0.0
    if not (math.isfinite(float(a)) and math.isfinite(float(b))):
        return math.inf
    x, y = Fraction(a), Fraction(b)
    scale: Fraction = max(abs(x), abs(y), Fraction(1))
    return float(abs(x - y) / scale)


def _undefined(expr: Expr, world: World, precision: Precision) -> str | None:
    """Why a side is certainly undefined here, if it is."""
    try:
        _side(expr, world, precision)
    except OutOfDomain as reason:
        return str(reason) if reason.certain else None
    except ZeroDivisionError as reason:
        return str(reason) or "division by zero"
    return None


@_try.register
def _(statement: Relation, world: World, precision: Precision) -> Trial:
    reasons = [_undefined(e, world, precision) for e in statement.exprs]
    if any(reasons) and not all(reasons):
        lhs, rhs = ("undefined" if reason else "defined" for reason in reasons)
        return Trial(True, lhs, rhs, why=f"one side is undefined there: {reasons[0] or reasons[1]}")
    left, right = (_side(e, world, precision) for e in statement.exprs)
    balls = Balls(precision.digits + 6)
    fails = _fails(statement.relation, balls, left.ball, right.ball)
    bound = max(left.radius, right.radius)
    if fails is None and bound > precision.tolerance:
        return Trial(None, why=f"balls too wide: {bound:.1e}")
    return Trial(bool(fails), left.text, right.text, bound)


def _fails(relation: str, balls: Balls, x: Any, y: Any) -> bool | None:
    """True if the balls prove that the relation fails, False if they prove it, None if open."""
    if relation == "=":
        return True if balls.disjoint(x, y) else None
    low, high = (x, y) if relation.startswith("<") else (y, x)
    if balls.certainly_less(high, low):
        return True
    if balls.certainly_less(low, high):
        return False
    return True if "=" not in relation and balls.is_zero(low - high) else None


@_try.register
def _(statement: Rounds, world: World, precision: Precision) -> Trial:
    """|value - printed| <= half a unit of the last place, decided by balls."""
    balls, side = Balls(precision.digits + 6), _side(statement.value, world, precision)
    gap = balls.abs(side.ball - statement.decimal)
    half = balls.number(statement.tolerance)
    if balls.certainly_less(half, gap):
        return Trial(True, side.text, statement.printed, side.radius)
    inside = balls.certainly_less(gap, half) or balls.is_zero(gap - half)
    return Trial(False if inside else None, side.text, statement.printed, side.radius)


@_try.register
def _(statement: Every, world: World, precision: Precision) -> Trial:
    widest = 0.0
    for part in statement.parts:
        for w in _worlds(part, 6):
            trial = try_at(part, w, precision)
            if trial.fails is not False:
                return replace(trial, part=part)
            widest = max(widest, trial.bound)
    return Trial(False, bound=widest)


@_try.register
def _(statement: Optimum, world: World, precision: Precision) -> Trial:
    """No sampled point of the domain beats the stated one, which must lie in the domain."""
    x = statement.variable
    best = statement.objective.xreplace({x: statement.at})
    here = _undefined(best, world, precision)
    lo, hi = (Fraction(str(Rational(e))) for e in (statement.lo, statement.hi))
    inside = _side(statement.objective, world.with_number(x, (lo + hi) / 2), precision)
    if here:
        return Trial(True, "undefined", inside.text, why=f"no value at the stated point: {here}")
    top, balls = _side(best, world, precision), Balls(precision.digits + 6)
    sign = 1 if statement.kind == "max" else -1
    for part in FRACTIONS_INSIDE:
        other = world.with_number(x, lo + part * (hi - lo))
        value = _side(statement.objective, other, precision)
        if balls.certainly_less(sign * top.ball, sign * value.ball):
            return Trial(
                True, top.text, f"{value.text} at {x} = {lo + part * (hi - lo)}", top.radius
            )
    return Trial(False, top.text, "", top.radius)


@_try.register
def _(statement: ZeroIffEqual, world: World, precision: Precision) -> Trial:
    """The value is 0 with q replaced by p, and certainly not 0 where the laws differ."""
    balls = Balls(precision.digits + 6)
    diagonal = _side(substituted_law(statement.value, statement), world, precision)
    if balls.disjoint(diagonal.ball, balls.zero):
        return Trial(True, diagonal.text, "0 at p = q", diagonal.radius)
    value = _side(statement.value, world, precision)
    tables = [Evaluator(balls, world).probabilities(m, {}) for m in (statement.p, statement.q)]
    differ = any(balls.disjoint(a, b) for a, b in zip(*tables, strict=True))
    if differ and balls.is_zero(value.ball):
        return Trial(True, "0", "p and q differ", value.radius)
    open_case = differ and not balls.disjoint(value.ball, balls.zero)
    return Trial(None if open_case else False, value.text, "", value.radius, why="balls meet 0")


# --- small counterexamples


def shrink(statement: Statement, found: Trial, precision: Precision) -> Trial:
    """The most readable counterexample among nice instances near the one that was found."""
    if isinstance(statement, Every) or found.world is None:
        return found
    cheap = Precision(min(precision.digits, 25))
    candidates = [found.world]
    if not needs_line(statement):
        candidates += _worlds(statement, 24)
    refuted = [w for w in candidates if try_at(statement, w, cheap).fails]
    best = min(refuted, key=_complexity, default=found.world)
    best = _greedily(statement, best, cheap)
    confirmed = try_at(statement, best, precision)
    return confirmed if confirmed.fails else found


def _complexity(w: World) -> int:
    return sum(len(v) for v in w.describe().values())


def _greedily(statement: Statement, world: World, precision: Precision) -> World:
    for s in world.numbers:
        for value in _simpler(s, world.numbers[s]):
            trial = _attempt(statement, world.with_number(s, value), precision)
            if trial:
                world = trial
                break
    return world


def _simpler(s: Symbol, value: Fraction) -> Iterable[Fraction]:
    """Simpler values of the same kind."""
    if s.is_integer or type(s) is not Symbol:
        return ()
    simple = [Fraction(1), Fraction(2), Fraction(1, 2)]
    if not s.is_positive:
        simple = [Fraction(0), Fraction(1), Fraction(-1), *simple[1:]]
    return [v for v in simple if len(str(v)) <= len(str(value)) and v != value][:4]


def _attempt(statement: Statement, world: World, precision: Precision) -> World | None:
    if not _allowed(statement, world):
        return None
    return world if try_at(statement, world, precision).fails else None


def _allowed(statement: Statement, world: World) -> bool:
    """Whether the numbers still satisfy the intervals of the statement."""
    for a in statement.given:
        if isinstance(a, Interval):
            symbol, lo, hi = a.args
            value = sympify(world.numbers[symbol])
            if not (lo < value and value < hi):
                return False
    return True
