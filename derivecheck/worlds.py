r"""Exact instances: what every object of a statement is in one concrete case inside the domain.

A `World` gives exact rationals to symbols, indexed families and undefined functions, honouring the
assumptions.  On the line it has one of two models:

* cells: an undefined density is constant on a few unit cells, so integrals are finite sums and a
  claim about arbitrary densities gets an exact rational instance;
* normal laws: used where x occurs outside undefined functions; an undefined density is then a
  normal density with rational parameters and an undefined function a quadratic polynomial.

Nice values (1/2, 1/4, 0, 1, equal laws, uniform, one-hot labels) come first, then random
rationals.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from sympy import Basic, Expr, Rational, Symbol
from sympy.core.function import AppliedUndef

from derivecheck.assumptions import (
    Different,
    Family,
    GaussianVector,
    Index,
    Interval,
    RealFunction,
)
from derivecheck.binders import Bound
from derivecheck.functionals import Slot
from derivecheck.laws import Assumption, Density, FiniteLaw, Joint, Labels, Normal, Point
from derivecheck.statements import Every, NotAlways, Optimum, Rounds, Statement

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
}
NICE_PARTS = [F(1, 2), F(1, 4), F(3, 4), F(1, 3), F(1, 8)]
SIZES = [2, 3, 2, 3, 4]


class NoWorld(Exception):
    """The statement has an assumption that no instance is known for."""


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
    numbers: dict[Symbol, Fraction] = field(default_factory=dict)
    families: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    entries: dict[str, dict[Key, tuple[Fraction, ...]]] = field(default_factory=dict)

    # --- drawing

    def rng(self, *key: Any) -> random.Random:
        """A generator that depends only on the seed and the key."""
        return random.Random(f"{self.seed}:{key}")

    def draw_number(self, kind: str, *key: Any) -> Fraction:
        """A positive, nonnegative or real rational."""
        rng = self.rng("number", *key)
        if self.nice:
            return rng.choice(NICE_NUMBERS[kind])
        size = F(rng.randint(1, 40), rng.randint(7, 19))
        return -size if kind == "real" and rng.random() < 0.5 else size

    def draw_law(self, n: int, zeros: bool, position: int, *key: Any) -> tuple[Fraction, ...]:
        """A law on n outcomes; nice worlds give different laws at different positions."""
        rng = self.rng("law", *key)
        if self.nice and zeros and self.seed % 3 == 0:
            hot = rng.randrange(n)
            return tuple(F(int(k == hot)) for k in range(n))
        if self.nice and n in NICE_LAWS:
            step = 0 if self.seed % 4 == 1 else position
            return NICE_LAWS[n][(self.seed // 4 + step) % len(NICE_LAWS[n])]
        weights = [rng.randint(1, 20) for _ in range(n)]
        return tuple(F(w, sum(weights)) for w in weights)

    # --- what the evaluator asks

    def size(self, expr: Any) -> int:
        """The value of a size such as N or N - 1."""
        value = Rational(expr.xreplace({s: Rational(v) for s, v in self.numbers.items()}))
        if value.q != 1:
            raise NoWorld(f"{expr} is not an integer here")
        return int(value)

    def law_entries(self, name: str, key: Key) -> tuple[Fraction, ...]:
        """The cell probabilities of a density, given the cells of its conditions."""
        table = self.entries.setdefault(name, {})
        if key not in table:
            table[key] = self.draw_law(self.cells, False, sum(map(ord, name)), name, key)
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
        """Three coefficients of an undefined function at a cell, or of a polynomial in x."""
        table = self.entries.setdefault(name, {})
        if key not in table:
            table[key] = tuple(self.draw_number(kind, name, key, k) for k in range(3))
        return table[key]

    def describe(self) -> dict[str, str]:
        """The instance, readable: symbols, laws, families and the entries that were used."""
        shown = {str(s): str(v) for s, v in self.numbers.items()}
        for name, values in (*self.families.items(),):
            shown[name] = _tuple(values)
        for name, table in self.entries.items():
            for key, values in sorted(table.items()):
                suffix = f"[{', '.join(map(str, key))}]" if key else ""
                shown[f"{name}{suffix}"] = _tuple(values)
        return shown

    def with_number(self, symbol: Symbol, value: Fraction) -> World:
        """The world with another value of one symbol."""
        return replace(self, numbers={**self.numbers, symbol: value}, entries={})

    def with_family(self, name: str, values: tuple[Fraction, ...]) -> World:
        """The world with other values of one law or family."""
        return replace(self, families={**self.families, name: values}, entries={})


def _tuple(values: Sequence[Fraction]) -> str:
    return f"({', '.join(map(str, values))})" if len(values) != 1 else str(values[0])


def make_world(statement: Statement, seed: int, nice: bool) -> World:
    """One instance of the statement."""
    symbols = _symbols(statement)
    w = World(statement.given, seed, nice, line=needs_line(statement))
    _sizes(w, statement, symbols)
    for a in statement.given:
        _instantiate(w, a)
    for s in sorted(symbols - set(w.numbers), key=str):
        w.numbers[s] = _number(w, s)
    _separate(w, statement.given)
    return w


def _symbols(statement: Statement) -> set[Symbol]:
    found: set[Symbol] = set()
    for basic in (*_all_exprs(statement), *statement.given):
        found |= {s for s in basic.free_symbols if type(s) is Symbol or isinstance(s, Point)}
    names = {n for a in statement.given for n in a.names}
    bound = {s for part in _optima(statement) for s in [part.variable]}
    return {s for s in found - bound if s.name not in names and _is_number(s, statement)}


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


def needs_line(statement: Statement) -> bool:
    """Whether x itself occurs, or a normal law: then cells will not do."""
    exprs = _all_exprs(statement)
    return any(e.atoms(Normal) or _has_bare_variable(e) for e in exprs if isinstance(e, Basic))


def _has_bare_variable(expr: Basic) -> bool:
    if isinstance(expr, (Bound, Slot, Point)):
        return expr.is_integer is not True
    if isinstance(expr, (AppliedUndef, Assumption)):
        return False
    args = expr.args
    if expr.func.__name__ == "Expectation":
        args = (expr.args[2],)
    elif expr.func.__name__ in ("Sum", "Integral"):
        args = (expr.args[0],)
    elif expr.func.__name__ == "Indexed":
        return False
    return any(_has_bare_variable(a) for a in args)


def _sizes(w: World, statement: Statement, symbols: set[Symbol]) -> None:
    """Sizes first: every integer symbol that is not an index."""
    indices = {a.args[0] for a in statement.given if isinstance(a, Index)}
    sizes = sorted((s for s in symbols - indices if s.is_integer), key=str)
    for k, s in enumerate(sizes):
        w.numbers[s] = F(SIZES[(w.seed + k) % len(SIZES)])
    vectors = [a for a in statement.given if isinstance(a, GaussianVector)]
    for v in vectors:
        if v.dimension.is_Symbol:
            w.numbers[v.dimension] = F(1 + w.seed % 2)
        w.cells = 2 ** w.size(v.dimension)


def _instantiate(w: World, a: Assumption) -> None:
    if isinstance(a, FiniteLaw):
        n = w.size(a.size)
        w.families[a.name] = w.draw_law(n, isinstance(a, Labels), len(w.families), a.name)
    elif isinstance(a, Family):
        n = w.size(a.size)
        w.families[a.name] = tuple(w.draw_number(a.sign, a.name, k) for k in range(n))
    elif isinstance(a, Index):
        n = w.size(a.args[1])
        w.numbers[a.args[0]] = F(w.rng("index", str(a.args[0])).randint(1, n))
    elif isinstance(a, Interval):
        w.numbers[a.args[0]] = _inside(w, a)
    elif isinstance(a, GaussianVector):
        _vector(w, a)


def _inside(w: World, a: Interval) -> Fraction:
    symbol, lo, hi = a.args
    rng = w.rng("interval", str(symbol))
    part = rng.choice(NICE_PARTS) if w.nice else F(rng.randint(1, 60), 61)
    if hi.is_finite and lo.is_finite:
        low, high = F(Rational(lo).p, Rational(lo).q), F(Rational(hi).p, Rational(hi).q)
        return low + part * (high - low)
    step = w.draw_number("positive", "interval", str(symbol))
    end = Rational(lo if lo.is_finite else hi)
    return F(end.p, end.q) + (step if lo.is_finite else -step)


def _number(w: World, s: Symbol) -> Fraction:
    if isinstance(s, Point):
        if w.line:
            return w.draw_number("real", s.name)
        return F(w.rng("point", s.name).randrange(w.cells))
    if s.is_integer:
        return F(SIZES[w.seed % len(SIZES)])
    kind = "positive" if s.is_positive else "nonnegative" if s.is_nonnegative else "real"
    return w.draw_number(kind, s.name)


def _separate(w: World, given: tuple[Assumption, ...]) -> None:
    """Move the second of two indices that must differ to the next outcome."""
    sizes = {a.args[0]: w.size(a.args[1]) for a in given if isinstance(a, Index)}
    for a in given:
        if isinstance(a, Different) and w.numbers[a.args[0]] == w.numbers[a.args[1]]:
            n = sizes[a.args[1]]
            if n < 2:
                raise NoWorld("two different indices need two outcomes")
            w.numbers[a.args[1]] = w.numbers[a.args[1]] % n + 1


def _vector(w: World, v: GaussianVector) -> None:
    """X = m + L z with z uniform on {-1, 1}^d: mean m and covariance L Lᵀ exactly."""
    d = w.size(v.dimension)
    mean = [w.draw_number("real", v.label, "m", a) for a in range(d)]
    low = [
        [
            w.draw_number("positive" if a == b else "real", v.label, "L", a, b) if b <= a else F(0)
            for b in range(d)
        ]
        for a in range(d)
    ]
    cov = [
        [sum((low[a][k] * low[b][k] for k in range(d)), F(0)) for b in range(d)] for a in range(d)
    ]
    inverse, determinant = _inverse(cov)
    w.numbers[v.determinant] = determinant
    tables: dict[str, dict[Key, Fraction]] = {letter: {} for letter in "mSPXf"}
    tables["m"] = {(a,): mean[a - 1] for a in range(1, d + 1)}
    for a in range(1, d + 1):
        for b in range(1, d + 1):
            tables["S"][a, b] = cov[a - 1][b - 1]
            tables["P"][a, b] = inverse[a - 1][b - 1]
        for cell in range(2**d):
            z = [1 if cell >> k & 1 else -1 for k in range(d)]
            shift = sum((low[a - 1][k] * z[k] for k in range(d)), F(0))
            tables["X"][a, cell] = mean[a - 1] + shift
    tables["f"] = {(cell,): F(1, 2**d) for cell in range(2**d)}
    for letter, table in tables.items():
        w.entries[f"{letter}{v.label}"] = {k: (x,) for k, x in table.items()}


def _inverse(matrix: list[list[Fraction]]) -> tuple[list[list[Fraction]], Fraction]:
    """Gauss-Jordan over the rationals; the pivots of a positive definite matrix are positive."""
    d = len(matrix)
    rows = [[*row, *(F(int(i == j)) for j in range(d))] for i, row in enumerate(matrix)]
    determinant = F(1)
    for k in range(d):
        determinant *= rows[k][k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(d):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[d:] for row in rows], determinant


def is_ground(statement: Statement) -> bool:
    """Whether nothing in it varies, so that one evaluation in balls is a proof."""
    if isinstance(statement, Rounds) or not statement.given:
        return not _symbols(statement) and not {n for a in statement.given for n in a.names}
    return False
