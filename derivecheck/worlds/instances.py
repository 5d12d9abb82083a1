"""The exact instances of a statement: nice values first, then random rationals.

Nice are 1/2, 1/4, 0, 1, equal laws, uniform laws and one-hot labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import product

from sympy import Expr, Symbol

from derivecheck.language.assumptions import (
    Channel,
    Different,
    Dominated,
    Family,
    Index,
    Interval,
    Unequal,
)
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.samples import Sample
from derivecheck.language.laws.vectors import RandomVector, TriangularFactors
from derivecheck.language.measures import Assumption, Point, WithZeros
from derivecheck.language.statements import Statement
from derivecheck.worlds.looks import Look
from derivecheck.worlds.random_vectors import put_factors, put_vector
from derivecheck.worlds.shape import shape
from derivecheck.worlds.world import F, NoWorld, World, fraction, rational, row_name

TRIES = 24
NICE_PARTS = [F(1, 2), F(1, 4), F(3, 4), F(1, 3), F(1, 8)]
SIZES = [2, 3, 2, 3, 4]
LEAST = [1]  # a single outcome: sums over all but one are empty


def make_world(
    statement: Statement,
    seed: int,
    nice: bool,
    sizes: Sequence[int] = SIZES,
    look: Look | None = None,
) -> World:
    """One instance of the statement, of these sizes in turn; raises NoWorld where none is found."""
    symbols = shape(statement).symbols
    w = World(statement.given, seed, nice, line=shape(statement).on_line, look=look)
    w.width = look.width if look else F(1) if nice else F(1, 8)
    for k, s in enumerate(shape(statement).sizes):
        w.numbers[s] = F(sizes[(seed + k) % len(sizes)])
    if shape(statement).on_integers:
        w.cells = sizes[seed % len(sizes)]
    _dimensions(w)
    for a in statement.given:
        _instantiate(w, a)
    _nest_supports(w)
    for s in sorted(symbols - set(w.numbers), key=str):
        w.numbers[s] = _number(w, s)
    _separate(w, statement.given)
    if not admits(statement, w):
        raise NoWorld("the assumptions do not hold at this instance")
    return w


def admits(statement: Statement, w: World) -> bool:
    """Whether the numbers of the world satisfy every assumption; the worlds' own cross-check."""
    return (
        all(fits(s, v) for s, v in w.numbers.items())
        and all(_holds(a, w) for a in statement.given)
        and not any(_negative(weight, w) for weight in shape(statement).weights)
    )


@lru_cache(maxsize=4096)
def fits(s: Symbol, value: Fraction) -> bool:
    """Whether a value satisfies the assumptions of a symbol."""
    x = rational(value)
    return all(getattr(x, f"is_{k}", t) is t for k, t in s.assumptions0.items())


def _holds(a: Assumption, w: World) -> bool:
    """Whether an assumption about numbers holds."""
    if isinstance(a, Interval):
        symbol, lo, hi = map(w.exact, a.args)
        return bool(lo < symbol) and bool(symbol < hi)
    if isinstance(a, Different):
        one, other = map(w.exact, a.args)
        return one != other
    if isinstance(a, Unequal):
        one, other = (w.families[law.name] for law in a.args)
        return one != other
    if isinstance(a, Dominated):
        p, q = (w.families.get(law.name, ()) for law in a.args)
        return all(y > 0 or x == 0 for x, y in zip(p, q, strict=True))
    if isinstance(a, Index):
        return 1 <= w.exact(a.args[0]) <= w.size(a.args[1])
    return True


def _negative(weight: Expr, w: World) -> bool:
    return w.exact(weight).is_negative is True


def _dimensions(w: World) -> None:
    """The dimensions of random vectors."""
    for v in (a for a in w.given if isinstance(a, RandomVector)):
        if v.dimension.is_Symbol:
            w.numbers[v.dimension] = F(1 + w.seed % 2)


def _instantiate(w: World, a: Assumption) -> None:
    if isinstance(a, FiniteLaw):
        n = w.size(a.size)
        w.families[a.name] = w.draw_law(n, isinstance(a, WithZeros), w.position(a.name), a.name)
    elif isinstance(a, CountableLaw):
        n, zeros = len(w.support), isinstance(a, WithZeros)
        w.families[a.name] = w.draw_law(n, zeros, w.position(a.name), a.name)
    elif isinstance(a, Family):
        n = w.size(a.size)
        w.families[a.name] = tuple(w.draw_number(a.sign, a.name, k) for k in range(n))
    elif isinstance(a, Channel):
        for i in range(1, w.size(a.args[1]) + 1):
            row, n = row_name(a.name, i), w.size(a.args[2])
            w.families[row] = w.draw_law(n, False, w.position(a.name) + i, row)
    elif isinstance(a, Sample):
        points, rng = w.size(a.outcomes), w.rng("sample", a.name)
        w.families[a.name] = tuple(F(rng.randint(1, points)) for _ in range(w.size(a.size)))
    elif isinstance(a, Index):
        n = w.size(a.args[1])
        w.numbers[a.args[0]] = F(w.rng("index", str(a.args[0])).randint(1, n))
    elif isinstance(a, Interval):
        w.numbers[a.args[0]] = _inside(w, a.args[0])
    else:
        put_tables(w, a)


def _nest_supports(w: World) -> None:
    """Cut laws off where those that dominate them are 0, as often as there are such."""
    dominated = [a.args[0].name for a in w.given if isinstance(a, Dominated)]
    for name in dominated * len(dominated):
        if name in w.families:
            w.families[name] = w.on_support(name, w.families[name], w.families.__getitem__)


def _inside(w: World, symbol: Symbol) -> Fraction:
    """A number in all the intervals of a symbol."""
    low, high = interval(w.given, w, symbol)
    if low is not None and high is not None:
        drawn = F(w.rng("interval", str(symbol)).randint(1, 60), 61)
        part = w.in_turn(NICE_PARTS, str(symbol)) if w.nice else drawn
        part = w.look.part(w.rng("interval", str(symbol))) if w.look else part
        return low + part * (high - low)
    bounded = low is not None or high is not None
    step = w.draw_number("positive" if bounded else "real", "interval", str(symbol))
    return low + step if low is not None else high - step if high is not None else step


Ends = tuple[Fraction | None, Fraction | None]


def interval(given: tuple[Assumption, ...], w: World, symbol: Symbol) -> Ends:
    """The ends between which the assumptions keep a symbol, None for an infinite one."""
    lows, highs = [F(0)] * bool(symbol.is_nonnegative), [F(0)] * bool(symbol.is_nonpositive)
    for a in given:
        if isinstance(a, Interval) and a.args[0] == symbol:
            lows += [_end(w, a.args[1])] if a.args[1].is_finite is not False else []
            highs += [_end(w, a.args[2])] if a.args[2].is_finite is not False else []
    return max(lows, default=None), min(highs, default=None)


def _end(w: World, end: Expr) -> Fraction:
    """The end of an interval; symbols in it are drawn first."""
    for s in sorted(end.free_symbols - set(w.numbers), key=str):
        w.numbers[s] = _number(w, s)
    return fraction(w.exact(end))


def _number(w: World, s: Symbol) -> Fraction:
    """A number that satisfies the assumptions of its symbol."""
    if isinstance(s, Point) and not w.line:
        return F(w.rng("point", s.name).randrange(w.cells))
    if s.is_integer:
        return F(w.look.size if w.look else SIZES[w.seed % len(SIZES)])
    kind = "positive" if s.is_positive else "nonnegative" if s.is_nonnegative else "real"
    for attempt in range(TRIES):
        value = w.draw_number(kind, s.name, *[attempt] * (attempt > 0))
        if fits(s, value):
            return value
    raise NoWorld(f"no value for {s}")


def _separate(w: World, given: tuple[Assumption, ...]) -> None:
    """Move indices that must differ on to the next outcomes until they do."""
    pairs = [a for a in given if isinstance(a, Different)]
    named = {s for a in pairs for s in a.args}
    sizes = {a.args[0]: w.size(a.args[1]) for a in given if isinstance(a, Index)}
    moved = sorted(named & set(sizes), key=str)
    start = dict(w.numbers)
    for shifts in product(*(range(sizes[s]) for s in moved)):
        for s, k in zip(moved, shifts, strict=True):
            w.numbers[s] = (start[s] - 1 + k) % sizes[s] + 1
        if all(_holds(a, w) for a in pairs):
            return
    raise NoWorld("there are not enough outcomes for indices that must differ")


def afresh(world: World) -> World:
    """The same instance before any value was asked for."""
    same = replace(world, numbers=dict(world.numbers), entries={}, work=0)
    for a in same.given:
        put_tables(same, a)
    return same


def put_tables(w: World, a: Assumption) -> None:
    """What is not drawn cell by cell: moments and factors of random vectors."""
    if isinstance(a, RandomVector):
        put_vector(w, a)
    elif isinstance(a, TriangularFactors):
        put_factors(w, a)
