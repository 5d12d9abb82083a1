r"""Exact instances: what every object of a statement is in one concrete case inside the domain.

A `World` gives exact rationals to symbols, indexed families and undefined functions, honouring the
assumptions.  On the line it has one of two models:

* cells: an undefined density is constant on a few cells of one width, so integrals are finite sums
  and a claim about arbitrary densities gets an exact rational instance;
* normal laws: used where x occurs outside undefined functions; an undefined density is then a
  normal density with rational parameters and an undefined function a quadratic polynomial.

Nice values (1/2, 1/4, 0, 1, equal laws, uniform, one-hot labels) come first, then random
rationals.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

from sympy import Basic, Expr, Rational, Symbol, sympify
from sympy.core.function import AppliedUndef

from derivecheck.assumptions import (
    Channel,
    Different,
    Family,
    Index,
    Interval,
    RealFunction,
    Unequal,
)
from derivecheck.binders import Bound
from derivecheck.functionals import Slot, is_constant
from derivecheck.laws import (
    Assumption,
    CountableLaw,
    Density,
    FiniteLaw,
    Joint,
    Labels,
    Mixture,
    Normal,
    Point,
    Table,
)
from derivecheck.named_laws import Dirichlet, NamedLaw
from derivecheck.random_vectors import put_factors, put_vector
from derivecheck.samples import Sample
from derivecheck.statements import Every, NotAlways, Optimum, Relation, Rounds, Statement
from derivecheck.vectors import RandomVector, TriangularFactors

Key = tuple[int, ...]
F = Fraction

NICE_LAWS: dict[int, list[tuple[Fraction, ...]]] = {
    1: [(F(1),)],
    2: [(F(1, 2), F(1, 2)), (F(1, 4), F(3, 4)), (F(3, 4), F(1, 4)), (F(1, 8), F(7, 8))],
    3: [
        (F(1, 3), F(1, 3), F(1, 3)),
        (F(1, 2), F(1, 4), F(1, 4)),
        (F(1, 4), F(1, 4), F(1, 2)),
        (F(1, 8), F(1, 8), F(3, 4)),
    ],
}
NICE_NUMBERS = {
    "positive": [F(1), F(2), F(1, 2), F(3), F(1, 3), F(3, 2)],
    "nonnegative": [F(1), F(0), F(2), F(1, 2), F(3)],
    "real": [F(0), F(1), F(-1), F(2), F(1, 2), F(-3, 2)],
    "unit": [F(1, 2), F(1, 4), F(3, 4), F(1, 3), F(1, 8)],
}
TRIES = 24
NICE_PARTS = [F(1, 2), F(1, 4), F(3, 4), F(1, 3), F(1, 8)]
SIZES = [2, 3, 2, 3, 4]
LEAST = [1]  # a single outcome: sums over all but one are empty


class NoWorld(Exception):
    """No instance of the assumptions was found, or none is known."""


@dataclass
class World:
    """One exact instance.

    ``numbers`` holds symbols, ``laws`` the finite laws, ``families`` other indexed numbers,
    ``entries`` what undefined functions turned out to be at the cells that were asked for.
    """

    given: tuple[Assumption, ...]
    seed: int
    nice: bool
    line: bool = False
    cells: int = 3
    width: Fraction = F(1)  # of a cell
    numbers: dict[Symbol, Fraction] = field(default_factory=dict)
    families: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    entries: dict[str, dict[Key, tuple[Fraction, ...]]] = field(default_factory=dict)

    # --- drawing

    def rng(self, *key: Any) -> random.Random:
        """A generator that depends only on the seed and the key."""
        return random.Random(f"{self.seed}:{key}")

    def in_turn(self, values: Sequence[Fraction], *key: Any) -> Fraction:
        """A value such that successive seeds go through all of them, in an order of the key's."""
        turn, k = divmod(self.seed, len(values))
        return random.Random(f"{turn}:{key}").sample(values, len(values))[k]

    @property
    def all_equal(self) -> bool:
        """Whether laws, and numbers of one kind, are equal here: a nice world in four."""
        return self.nice and self.seed % 4 == 1

    def draw_number(self, kind: str, name: str, *key: Any) -> Fraction:
        """A positive, nonnegative or real rational, or one in (0, 1)."""
        if self.nice:
            return self.in_turn(NICE_NUMBERS[kind], *(key if self.all_equal else (name, *key)))
        rng = self.rng("number", name, *key)
        if kind == "unit":
            return F(rng.randint(1, 60), 61)
        size = F(rng.randint(1, 40), rng.randint(7, 19))
        return -size if kind == "real" and rng.random() < 0.5 else size

    def draw_law(self, n: int, zeros: bool, position: int, *key: Any) -> tuple[Fraction, ...]:
        """A law on n outcomes; nice worlds give different laws at different positions."""
        rng = self.rng("law", *key)
        if self.nice and zeros and self.seed % 3 == 0:
            hot = rng.randrange(n)
            return tuple(F(int(k == hot)) for k in range(n))
        if self.nice and n in NICE_LAWS:
            order = self.rng("order", n).sample(NICE_LAWS[n], len(NICE_LAWS[n]))
            return order[0 if self.all_equal else position % len(order)]
        weights = [rng.randint(1, 20) * 4 ** rng.randint(0, 6) for _ in range(n)]  # some all but 0
        return tuple(F(w, sum(weights)) for w in weights)

    def position(self, name: str) -> int:
        """The rank of a law among the names that are declared."""
        names = [n for a in self.given for n in sorted(a.names)]
        return names.index(name) if name in names else len(names)

    @property
    def support(self) -> range:
        """The integers of positive probability under every law on the integers."""
        return range(1, self.cells + 1)

    # --- what the evaluator asks

    def exact(self, expr: Any) -> Expr:
        """An expression with the numbers of the world put in."""
        return sympify(expr).xreplace({s: _rational(v) for s, v in self.numbers.items()})

    def size(self, expr: Any) -> int:
        """The value of a size such as N or N - 1."""
        value = self.exact(expr)
        if not value.is_Integer or value < 1:
            raise NoWorld(f"{expr} is no number of outcomes here")
        return int(value)

    def law_entries(self, name: str, key: Key) -> tuple[Fraction, ...]:
        """The cell probabilities of a density, given the cells of its conditions."""
        table = self.entries.setdefault(name, {})
        if key not in table:
            table[key] = self.draw_law(self.cells, False, self.position(name), name, key)
        return table[key]

    def image_cell(self, name: str, cell: int) -> int:
        """The cell that a map sends a cell to; nice maps are one-to-one."""
        table = self.entries.setdefault(name, {})
        if (cell,) not in table:
            rng = self.rng("map", name, *(() if self.nice else (cell,)))
            shift = rng.randrange(self.cells)
            table[cell,] = (F((cell + shift) % self.cells if self.nice else shift),)
        return int(table[cell,][0])

    def coefficients(self, name: str, key: Key, kind: str) -> tuple[Fraction, ...]:
        """Three coefficients of an undefined function at a cell, or of a polynomial in x.

        Of a function with values in (0, 1), its value at the cell.
        """
        table = self.entries.setdefault(name, {})
        if key not in table:
            count = 1 if kind == "unit" else 3
            table[key] = tuple(self.draw_number(kind, name, key, k) for k in range(count))
        return table[key]

    def describe(self) -> dict[str, str]:
        """The instance, readable: symbols, laws, families and the entries that were used."""
        shown = {str(s): str(v) for s, v in self.numbers.items()}
        for name, values in (*self.families.items(),):
            shown[name] = _tuple(values)
        vectors = [a for a in self.given if isinstance(a, RandomVector)]
        derived = {f"{letter}{v.label}" for v in vectors for letter in "PRXf"}
        for name, table in self.entries.items():
            for key, values in sorted(table.items()) if name not in derived else ():
                suffix = f"[{', '.join(map(str, key))}]" if key else ""
                shown[f"{name}{suffix}"] = _tuple(values)
        if self.width != 1 and self.entries and not self.line:
            shown["width of a cell"] = str(self.width)
        return shown

    @property
    def key(self) -> Hashable:
        """What tells the instance from any other; values drawn later follow from it."""
        drawn = frozenset(self.numbers.items()), frozenset(self.families.items())
        return self.given, self.seed, self.nice, self.line, self.cells, self.width, *drawn

    def afresh(self) -> World:
        """The same instance before any value was asked for."""
        world = replace(self, numbers=dict(self.numbers), entries={})
        for a in self.given:
            _put_tables(world, a)
        return world

    def adopt(self, entries: Mapping[str, Mapping[Key, tuple[Fraction, ...]]]) -> None:
        """Take over values that were drawn for the same instance elsewhere."""
        for name, table in entries.items():
            self.entries.setdefault(name, {}).update(table)

    def with_number(self, symbol: Symbol, value: Fraction) -> World:
        """The world with another value of one symbol."""
        return replace(self, numbers={**self.numbers, symbol: value})


def _rational(v: Fraction) -> Expr:
    return Rational(v.numerator, v.denominator)


def _fraction(e: Expr) -> Fraction:
    """An expression that is a rational number."""
    if not e.is_Rational:
        raise NoWorld(f"{e} is not rational here")
    return F(int(e.p), int(e.q))


def _tuple(values: Sequence[Fraction]) -> str:
    return f"({', '.join(map(str, values))})" if len(values) != 1 else str(values[0])


def row_name(name: str, *rows: int) -> str:
    """The name of the law of a channel for one input; without an input the name itself."""
    return f"{name}{list(rows)}" if rows else name


def make_world(statement: Statement, seed: int, nice: bool, sizes: Sequence[int] = SIZES) -> World:
    """One instance of the statement, of these sizes in turn; raises NoWorld where none is found."""
    symbols = _symbols(statement)
    w = World(statement.given, seed, nice, line=needs_line(statement))
    w.width = F(1) if nice else F(1, 8)
    for k, s in enumerate(size_symbols(statement)):
        w.numbers[s] = F(sizes[(seed + k) % len(sizes)])
    _dimensions(w)
    for a in statement.given:
        _instantiate(w, a)
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
        and not any(_negative(weight, w) for weight in _weights(statement))
    )


@lru_cache(maxsize=4096)
def fits(s: Symbol, value: Fraction) -> bool:
    """Whether a value satisfies the assumptions of a symbol."""
    x = _rational(value)
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
    if isinstance(a, Index):
        return 1 <= w.exact(a.args[0]) <= w.size(a.args[1])
    return True


@lru_cache(maxsize=256)
def _weights(statement: Statement) -> frozenset[Expr]:
    """The probabilities of tables and the weights of mixtures."""
    tables = [t for e in _all_exprs(statement) for t in e.atoms(Table, Mixture)]
    lists = [t.args if isinstance(t, Table) else [w for w, _ in t.terms] for t in tables]
    return frozenset(weight for weights in lists for weight in weights)


def _negative(weight: Expr, w: World) -> bool:
    return w.exact(weight).is_negative is True


@lru_cache(maxsize=256)
def _symbols(statement: Statement) -> frozenset[Symbol]:
    found: set[Symbol] = set()
    for basic in (*_all_exprs(statement), *statement.given):
        found |= {s for s in basic.free_symbols if type(s) is Symbol or isinstance(s, Point)}
    names = {n for a in statement.given for n in a.names}
    bound = {s for part in _optima(statement) for s in [part.variable]}
    free = (s for s in found - bound if s.name not in names)
    return frozenset(s for s in free if _is_number(s, statement))


def _is_number(s: Symbol, statement: Statement) -> bool:
    """A name of an assumption (the letter of a law) is no number."""
    return s.is_real is True and not any(
        isinstance(a, (FiniteLaw, Density, Joint, Family, RealFunction)) and a.name == s.name
        for a in statement.given
    )


def _optima(statement: Statement) -> list[Optimum]:
    if isinstance(statement, Optimum):
        return [statement]
    if isinstance(statement, Every):
        return [o for p in statement.parts for o in _optima(p)]
    return _optima(statement.part) if isinstance(statement, NotAlways) else []


def _all_exprs(statement: Statement) -> list[Expr]:
    if isinstance(statement, Every):
        return [e for p in statement.parts for e in _all_exprs(p)]
    return _all_exprs(statement.part) if isinstance(statement, NotAlways) else [*statement.exprs]


@lru_cache(maxsize=256)
def needs_line(statement: Statement) -> bool:
    """Whether x itself occurs, or a named law: then cells will not do."""
    exprs = _all_exprs(statement)
    return any(
        e.atoms(Normal, NamedLaw, Dirichlet) or _has_bare_variable(e)
        for e in exprs
        if isinstance(e, Basic)
    )


def _has_bare_variable(expr: Basic) -> bool:
    if isinstance(expr, (Bound, Slot, Point)):
        return expr.is_integer is not True
    if isinstance(expr, AppliedUndef):
        return any(not a.is_Symbol and _has_bare_variable(a) for a in expr.args)
    if isinstance(expr, Assumption):
        return False
    args = expr.args
    if expr.func.__name__ == "Expectation":
        args = (expr.args[2],)
    elif expr.func.__name__ in ("Sum", "Integral"):
        args = (expr.args[0],)
    elif expr.func.__name__ == "Indexed":
        return False
    return any(_has_bare_variable(a) for a in args)


@lru_cache(maxsize=256)
def size_symbols(statement: Statement) -> tuple[Symbol, ...]:
    """The integer symbols that are not indices, such as N."""
    indices = {a.args[0] for a in statement.given if isinstance(a, Index)}
    return tuple(sorted((s for s in _symbols(statement) - indices if s.is_integer), key=str))


def _dimensions(w: World) -> None:
    """The dimensions of random vectors, and as many cells as their values have corners."""
    for v in (a for a in w.given if isinstance(a, RandomVector)):
        if v.dimension.is_Symbol:
            w.numbers[v.dimension] = F(1 + w.seed % 2)
        w.cells, w.width = 2 ** w.size(v.dimension), F(1)


def _instantiate(w: World, a: Assumption) -> None:
    if isinstance(a, FiniteLaw):
        n = w.size(a.size)
        w.families[a.name] = w.draw_law(n, isinstance(a, Labels), w.position(a.name), a.name)
    elif isinstance(a, CountableLaw):
        w.families[a.name] = w.draw_law(len(w.support), False, w.position(a.name), a.name)
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
        _put_tables(w, a)


def _put_tables(w: World, a: Assumption) -> None:
    """What is not drawn cell by cell: moments and factors of random vectors."""
    if isinstance(a, RandomVector):
        put_vector(w, a)
    elif isinstance(a, TriangularFactors):
        put_factors(w, a)


def _inside(w: World, symbol: Symbol) -> Fraction:
    """A number in all the intervals of a symbol."""
    lows, highs = [], []
    for a in w.given:
        if isinstance(a, Interval) and a.args[0] == symbol:
            lows += [_end(w, a.args[1])] if a.args[1].is_finite is not False else []
            highs += [_end(w, a.args[2])] if a.args[2].is_finite is not False else []
    if symbol.is_nonnegative:
        lows.append(F(0))
    if lows and highs:
        drawn = F(w.rng("interval", str(symbol)).randint(1, 60), 61)
        part = w.in_turn(NICE_PARTS, str(symbol)) if w.nice else drawn
        return max(lows) + part * (min(highs) - max(lows))
    step = w.draw_number("positive" if lows or highs else "real", "interval", str(symbol))
    return max(lows) + step if lows else min(highs) - step if highs else step


def _end(w: World, end: Expr) -> Fraction:
    """The end of an interval; symbols in it are drawn first."""
    for s in sorted(end.free_symbols - set(w.numbers), key=str):
        w.numbers[s] = _number(w, s)
    return _fraction(w.exact(end))


def _number(w: World, s: Symbol) -> Fraction:
    """A number that satisfies the assumptions of its symbol."""
    if isinstance(s, Point) and not w.line:
        return F(w.rng("point", s.name).randrange(w.cells))
    if s.is_integer:
        return F(SIZES[w.seed % len(SIZES)])
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


def is_ground(statement: Statement) -> bool:
    """Whether nothing in it varies, so that one evaluation in balls decides it."""
    if not isinstance(statement, (Relation, Rounds)):
        return False
    varies = _symbols(statement) or any(a.names for a in statement.given)
    return not varies or all(map(is_constant, statement.exprs))
