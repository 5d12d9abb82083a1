"""The hunt for an instance at which a statement fails: extreme ones, then a descent on the gap.

Everything is evaluated in cheap balls; who uses what is found certifies it at full precision.
Infinitely many instances stay untried: a hunt without a catch proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from sympy import Abs, Max, Min, Piecewise, Symbol, sign

from derivecheck.language.assumptions import Channel, Family, Interval, RealFunction
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.measures import Assumption
from derivecheck.language.statements import Optimum, Relation, Statement
from derivecheck.terms.budget import Stopped
from derivecheck.worlds.instances import (
    admits,
    afresh,
    interval,
    make_world,
)
from derivecheck.worlds.looks import LOOKS, MANY, Look, Values
from derivecheck.worlds.shape import shape
from derivecheck.worlds.trials import NO_VALUE, Precision, enclosed_once, fails
from derivecheck.worlds.world import Key, NoWorld, World

CHEAP = Precision(15)
FIRST_SEED = 1000  # apart from the seeds of the other instances
STEPS, STEPS_ON_THE_LINE = 24, 12
FIRST_ORDER, LARGEST_FACTOR = 8, 2**512  # of steps
PATIENCE = 6  # with instances on the line at which nothing can be told
MOST_MOVED = 4  # of the numbers under one name
PIECEWISE = (Abs, Max, Min, sign, Piecewise)


@dataclass(frozen=True)
class Gap:
    """How far a statement is from failing at an instance; of a bound, relative and absolute."""

    fails: bool
    relative: float = 0.0
    absolute: float = 0.0
    sure: bool = False  # small balls: it holds there

    def beats(self, other: Gap, relative: bool) -> bool:
        """Whether it is closer to failing by a thousandth at least."""
        (r, a), (s, b) = (g.order(relative) for g in (self, other))
        return r < s - abs(s) / 1000 or (r <= s and a < b - abs(b) / 1000)

    def order(self, relative: bool) -> tuple[float, float]:
        """Smaller is closer to failing, as a part of the sides or as it is."""
        size = round(self.relative, 9)
        return (size, self.absolute) if relative else (self.absolute, size)


@dataclass
class Hunt:
    """What was caught, if anything, and at how many instances the statement certainly held."""

    catch: World | None = None
    tried: int = 0


def hunt(statement: Statement) -> Hunt:
    """Look for an instance at which a relation fails, or another point beats an optimum."""
    found, relation = Hunt(), as_relation(statement)
    if relation is not None:
        with suppress(Stopped):  # what was caught until then counts
            _hunt(relation, found)
    return found


def _hunt(relation: Relation, found: Hunt) -> None:
    seen: list[tuple[Gap, World]] = []
    patience = PATIENCE if shape(relation).on_line else 2 * len(LOOKS)
    for world in _extremes(relation):
        gap = gap_at(relation, world)
        if gap is None:
            patience -= 1
            if patience < 0:
                break
            continue
        if gap.fails:
            found.catch = world
            return
        found.tried += gap.sure
        seen.append((gap, world))
    if relation.relation != "=":
        for relative in (True, False) if seen else ():
            worst = min(seen, key=lambda one: one[0].order(relative))
            _Descent(relation, worst, found, relative).run()


def as_relation(statement: Statement) -> Relation | None:
    """A relation itself; an optimum as a bound of the objective at every point."""
    if isinstance(statement, Relation):
        return statement
    if not isinstance(statement, Optimum):
        return None
    x = statement.variable
    inside = Interval(x, statement.lo, statement.hi)
    best = statement.objective.xreplace({x: statement.at})
    relation = ">=" if statement.kind == "min" else "<="
    return Relation((*statement.given, inside), relation, statement.objective, best)


def _extremes(relation: Relation) -> Iterator[World]:
    """Each look, what is opposite to it, and off the line the look with other signs."""
    looks = _looks(relation)
    for k, look in enumerate(looks if shape(relation).on_line else looks * 2):
        try:
            world = make_world(relation, FIRST_SEED + k, False, [look.size], look)
        except NoWorld:
            continue
        yield world
        free = {s: v for s, v in world.numbers.items() if v and _is_free(s, relation)}
        signed = {s: 1 / v if s.is_positive else -v for s, v in free.items()}
        opposite = afresh(replace(world, numbers={**world.numbers, **signed}))
        if signed and admits(relation, opposite):
            yield opposite


def _looks(relation: Relation) -> tuple[Look, ...]:
    """An equation between analytic functions that holds at ordinary points holds at all others."""
    if relation.relation == "=" and not any(e.has(*PIECEWISE) for e in relation.exprs):
        return (MANY,) if shape(relation).sizes and not shape(relation).on_line else ()
    return LOOKS[:4] + LOOKS[6:] if shape(relation).on_line else LOOKS


def gap_at(relation: Relation, world: World) -> Gap | None:
    """The gap in cheap balls; None where a side has no value or the balls cannot tell."""
    try:
        left, right = (enclosed_once(e, world, CHEAP) for e in relation.exprs)
    except NO_VALUE:
        return None
    if left.hole or right.hole:
        return None
    if fails(relation.relation, CHEAP.balls, left.ball, right.ball):
        return Gap(True)
    low, high = float(left.text), float(right.text)
    absolute = high - low if relation.relation.startswith("<") else low - high
    scale = max(abs(low), abs(high))
    relative = absolute / scale if scale else 0.0
    if math.isnan(absolute + relative):
        return None
    sure = max(left.radius, right.radius) <= CHEAP.tolerance * max(1.0, scale)
    return Gap(False, relative, absolute, sure)


# --- the descent


class Kind(Enum):
    """What a moved number must remain."""

    WEIGHT = "a weight of a law"
    POSITIVE = "positive"
    UNIT = "in (0, 1)"
    REAL = "real"


@dataclass(frozen=True)
class Coordinate:
    """A number of an instance: of a symbol, or the k-th of a family or of entries at a key."""

    owner: Symbol | str
    key: Key | None
    k: int
    kind: Kind


class _Descent:
    """A walk from one instance to others at which a bound is closer to failing."""

    def __init__(
        self, relation: Relation, start: tuple[Gap, World], found: Hunt, relative: bool
    ) -> None:
        self.relation, self.relative = relation, relative
        self.gap, self.world = start
        self.found = found
        self.steps = STEPS_ON_THE_LINE if shape(relation).on_line else STEPS

    def run(self) -> None:
        """Move one number after another, in smaller steps once none helps any more."""
        order = FIRST_ORDER
        while order and not self.is_over:
            before = self.gap
            for coordinate in coordinates(self.relation, self.world):
                for factor in _factors(coordinate, order):
                    self._follow(coordinate, factor)
            order = order // 2 if self.gap is before else order

    @property
    def is_over(self) -> bool:
        """Whether something is caught, or the steps are used up."""
        return self.steps <= 0 or self.found.catch is not None

    def _follow(self, coordinate: Coordinate, factor: Fraction) -> None:
        """Go on in one direction as long as it helps, twice as far each time."""
        while not self.is_over and self._step(coordinate, factor):
            far = max(factor.numerator, factor.denominator) >= LARGEST_FACTOR
            factor = factor if far or factor < 0 else factor**2

    def _step(self, coordinate: Coordinate, factor: Fraction) -> bool:
        nearby = _moved(self.relation, self.world, coordinate, factor)
        if not admits(self.relation, nearby):
            return False
        self.steps -= 1
        gap = gap_at(self.relation, nearby)
        if gap is None:
            self.steps -= 2  # it may have taken long to find out
            return False
        if gap.fails:
            self.found.catch = nearby
        self.found.tried += gap.sure
        if not gap.beats(self.gap, self.relative):
            return False
        self.gap, self.world = gap, nearby
        return True


def coordinates(relation: Relation, world: World) -> list[Coordinate]:
    """What may be moved: free numbers, weights of laws, entries of families and functions."""
    found = [Coordinate(s, None, 0, Kind.REAL) for s in world.numbers if _is_free(s, relation)]
    owners = {name: a for a in relation.given for name in a.names}
    for name, values in world.families.items():
        found += _entries(name, None, values, _kind(owners.get(name.partition("[")[0]), name))
    for name, table in world.entries.items():
        kind = _kind(owners.get(name.partition(".")[0]), name)
        for key, values in table.items():
            found += _entries(name, key, values, kind)
    return found


def _kind(owner: Assumption | None, name: str) -> Kind | None:
    """What the numbers under a name are; None for what is not moved."""
    if isinstance(owner, (FiniteLaw, CountableLaw, Channel)):
        return Kind.WEIGHT
    if isinstance(owner, (Density, Joint)):
        return {"mean": Kind.REAL, "sigma": Kind.POSITIVE}.get(name.partition(".")[2], Kind.WEIGHT)
    if isinstance(owner, (Family, RealFunction)):
        return {"real": Kind.REAL, "unit": Kind.UNIT}.get(owner.sign, Kind.POSITIVE)
    return None


def _entries(name: str, key: Key | None, values: Values, kind: Kind | None) -> list[Coordinate]:
    if kind is None or (kind is Kind.WEIGHT and len(values) == 1):
        return []
    return [Coordinate(name, key, k, kind) for k in range(min(len(values), MOST_MOVED))]


def _is_free(s: Symbol, relation: Relation) -> bool:
    return type(s) is Symbol and not s.is_integer and any(e.has(s) for e in relation.exprs)


def _factors(c: Coordinate, order: int) -> list[Fraction]:
    """Larger, smaller, and of the other sign."""
    factors = [Fraction(2) ** order, Fraction(1, 2**order)]
    return factors + [Fraction(-1)] * (c.kind is Kind.REAL)


def _moved(relation: Relation, world: World, c: Coordinate, factor: Fraction) -> World:
    if isinstance(c.owner, Symbol):
        return afresh(world.with_number(c.owner, _stretched(relation, world, c.owner, factor)))
    values = list(world.families[c.owner] if c.key is None else world.entries[c.owner][c.key])
    if c.kind is Kind.WEIGHT:  # one of 0 stays, and with it what is dominated
        values[c.k] *= factor
        total = sum(values)
        values = [v / total for v in values]
    else:
        values[c.k] = _times(values[c.k], factor, c.kind)
    if c.key is None:
        return afresh(replace(world, families={**world.families, c.owner: tuple(values)}))
    chosen = {**world.chosen, c.owner: {**world.chosen.get(c.owner, {}), c.key: tuple(values)}}
    return afresh(replace(world, chosen=chosen))


def _times(value: Fraction, factor: Fraction, kind: Kind) -> Fraction:
    """A number times a factor, 0 made positive; or its odds times the factor."""
    if kind is not Kind.UNIT:
        return value * factor or factor
    odds = value / (1 - value) * factor
    return odds / (1 + odds)


def _stretched(relation: Relation, world: World, s: Symbol, factor: Fraction) -> Fraction:
    """A number times a factor: its distance from the end of its interval, or its odds in one."""
    value, (low, high) = world.numbers[s], interval(relation.given, world, s)
    if low is not None and high is not None and factor > 0:
        part = _times((value - low) / (high - low), factor, Kind.UNIT)
        return low + (high - low) * part
    if low is None and high is not None and factor > 0:
        return high - (high - value) * factor
    return (low or 0) + _times(value - (low or 0), factor, Kind.REAL)
