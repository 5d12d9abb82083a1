r"""One exact instance: what every object of a statement is in a concrete case inside the domain.

A `World` gives exact rationals to symbols, indexed families and undefined functions, honouring the
assumptions.  On the line it has one of two models:

* cells: an undefined density is constant on a few cells of one width, so integrals are finite sums
  and a claim about arbitrary densities gets an exact rational instance;
* normal laws: used where x occurs outside undefined functions; an undefined density is then a
  normal density with rational parameters and an undefined function a quadratic polynomial.

What is drawn later follows from the seed.  `derivecheck.worlds.instances` makes the instances of a
statement.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import groupby
from math import prod
from typing import Any

from sympy import Expr, Rational, Symbol, sympify

from derivecheck.language.assumptions import Dominated
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.laws.vectors import RandomVector
from derivecheck.language.measures import Assumption, Outcomes, WithZeros
from derivecheck.worlds.looks import Look, Values

Key = tuple[int, ...]
Entries = dict[str, dict[Key, tuple[Fraction, ...]]]
F = Fraction
MOST_OUTCOMES = 5_000
LONG = 6  # numbers that are shown one by one

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


class NoWorld(Exception):
    """No instance of the assumptions was found, or none is known."""


@dataclass
class World:
    """One exact instance.

    ``numbers`` holds symbols, ``families`` finite laws and other indexed numbers, ``entries`` what
    undefined functions turned out to be at the cells that were asked for.
    """

    given: tuple[Assumption, ...]
    seed: int
    nice: bool
    line: bool = False
    cells: int = 3
    width: Fraction = F(1)  # of a cell
    look: Look | None = None  # of an extreme instance
    numbers: dict[Symbol, Fraction] = field(default_factory=dict)
    families: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    entries: Entries = field(default_factory=dict)
    chosen: Entries = field(default_factory=dict)  # in place of what would be drawn
    work: int = 0  # terms of sums in an evaluation so far

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
        if self.look:
            return self.look.number(kind, self.rng("number", name, *key))
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
        if self.look:
            return self.look.law(n, position, zeros)
        position = 0 if self.all_equal else position
        hot = rng.randrange(n) if zeros else 0
        if self.nice and zeros and self.seed % 3 == 0:
            return tuple(F(int(k == hot)) for k in range(n))
        if self.nice and zeros and self.seed % 3 == 2:  # supports of neighbours are disjoint
            support = range(position % min(n, 2), n, 2)
            return tuple(F(int(k in support), len(support)) for k in range(n))
        if self.nice and n in NICE_LAWS:
            order = self.rng("order", n).sample(NICE_LAWS[n], len(NICE_LAWS[n]))
            return order[position % len(order)]
        weights = [rng.randint(1, 3) for _ in range(n)]
        if not self.nice:
            weights = [rng.randint(1, 20) * 4 ** rng.randint(0, 6) for _ in range(n)]  # some near 0
        if zeros and self.seed % 2:
            weights = [w if k == hot or rng.random() < 0.5 else 0 for k, w in enumerate(weights)]
        return tuple(F(w, sum(weights)) for w in weights)

    def on_support(
        self, name: str, law: tuple[Fraction, ...], other: Callable[[str], tuple[Fraction, ...]]
    ) -> tuple[Fraction, ...]:
        """The law of this name, cut off where a law that dominates it is 0."""
        for a in self.given:
            if isinstance(a, Dominated) and a.args[0].name == name:
                above = other(a.args[1].name)
                kept = [v if w else F(0) for v, w in zip(law, above, strict=True)]
                law = tuple(v / sum(kept) for v in kept) if any(kept) else above
        return law

    def position(self, name: str) -> int:
        """The rank of a law among the names that are declared."""
        names = [n for a in self.given for n in sorted(a.names)]
        return names.index(name) if name in names else len(names)

    @property
    def most_work(self) -> int:
        """How many terms of sums one evaluation may have; fewer where there are many instances."""
        return 2_000 if self.look else 100_000

    @property
    def support(self) -> range:
        """The integers of positive probability under every law on the integers."""
        return range(1, self.cells + 1)

    # --- what the evaluator asks

    def exact(self, expr: Any) -> Expr:
        """An expression with the numbers of the world put in."""
        return sympify(expr).xreplace({s: rational(v) for s, v in self.numbers.items()})

    def size(self, expr: Any) -> int:
        """The value of a size such as N or N - 1."""
        value = self.exact(expr)
        if not value.is_Integer or not 1 <= value <= MOST_OUTCOMES:
            raise NoWorld(f"{expr} is no number of outcomes here, or too large")
        return int(value)

    def law_entries(self, name: str, key: Key) -> tuple[Fraction, ...]:
        """The cell probabilities of a density, given the cells of its conditions."""
        zeros = any(isinstance(a, WithZeros) and name in a.names for a in self.given)
        position = self.position(name) + (sum(key) if self.look else 0)

        def draw() -> Values:
            law = self.draw_law(self.cells, zeros, position, name, key)
            return self.on_support(name, law, lambda q: self.law_entries(q, key))

        return self.entry(name, key, draw)

    def entry(self, name: str, key: Key, draw: Callable[[], Values]) -> Values:
        """What was chosen or drawn before; else it is drawn now."""
        table = self.entries.setdefault(name, {})
        if key not in table:
            chosen = self.chosen.get(name, {}).get(key)
            table[key] = draw() if chosen is None else chosen
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
        count = 1 if kind == "unit" else 3
        draw = self.draw_number
        return self.entry(name, key, lambda: tuple(draw(kind, name, key, k) for k in range(count)))

    def describe(self) -> dict[str, str]:
        """The instance, readable: symbols, laws, families and the entries that were used."""
        shown = {str(s): str(v) for s, v in self.numbers.items()}
        for name, values in (*self.families.items(),):
            shown[name] = _tuple(values)
        vectors = [a for a in self.given if isinstance(a, RandomVector)]
        derived = {f"{letter}{v.label}" for v in vectors for letter in "PR"}
        for name, table in self.entries.items():
            for key, values in sorted(table.items()) if name not in derived else ():
                suffix = f"[{', '.join(map(str, key))}]" if key else ""
                shown[f"{name}{suffix}"] = _table(values, self._sides(name))
        return shown

    @property
    def grain(self) -> str:
        """What the numbers of a density are, where the instance has some."""
        if self.line or not any(a.names & self.entries.keys() for a in self.given if _on_line(a)):
            return ""
        one, two = self.width, 2 * self.width
        return f"the numbers of a density are its probabilities on [0, {one}), [{one}, {two}), …"

    def _sides(self, name: str) -> list[int]:
        """How many outcomes or cells each variable of a law has; of one that has several."""
        for a in self.given:
            if isinstance(a, Joint) and a.name == name:
                return [self.cells, self.cells]
            if isinstance(a, JointLaw) and a.name == name:
                spaces = map(a.space, a.variables)
                return [self.size(s.args[0]) if s.args else self.cells for s in spaces]
        return []

    @property
    def key(self) -> Hashable:
        """What tells the instance from any other; values drawn later follow from it."""
        drawn = frozenset(self.numbers.items()), frozenset(self.families.items())
        chosen = frozenset((n, *item) for n, table in self.chosen.items() for item in table.items())
        model = self.seed, self.nice, self.look, self.line, self.cells, self.width
        return self.given, *model, *drawn, chosen

    def adopt(self, entries: Entries) -> None:
        """Take over values that were drawn for the same instance elsewhere."""
        for name, table in entries.items():
            self.entries.setdefault(name, {}).update(table)

    def with_number(self, symbol: Symbol, value: Fraction) -> World:
        """The world with another value of one symbol."""
        return replace(self, numbers={**self.numbers, symbol: value})


def _on_line(a: Assumption) -> bool:
    """Whether it is a law of points of the line, and so one with cells."""
    if isinstance(a, JointLaw):
        return not all(isinstance(a.space(v), Outcomes) for v in a.variables)
    return isinstance(a, (Density, Joint))


def rational(v: Fraction) -> Expr:
    """A fraction as an expression."""
    return Rational(v.numerator, v.denominator)


def fraction(e: Expr) -> Fraction:
    """An expression that is a rational number."""
    if not e.is_Rational:
        raise NoWorld(f"{e} is not rational here")
    return F(int(e.p), int(e.q))


def _table(values: Sequence[Fraction], sides: Sequence[int]) -> str:
    """The numbers of a law, in rows where it is one of several variables."""
    if len(sides) < 2 or len(values) != prod(sides):
        return _tuple(values)
    row = len(values) // sides[0]
    rows = (values[k : k + row] for k in range(0, len(values), row))
    return f"({', '.join(_table(r, sides[1:]) for r in rows)})"


def _tuple(values: Sequence[Fraction]) -> str:
    """The numbers in brackets; in a long list equal neighbours once, with how many there are."""
    if len(values) == 1:
        return str(values[0])
    if len(values) <= LONG:
        return f"({', '.join(map(str, values))})"
    runs = [(v, len(list(run))) for v, run in groupby(values)]
    return f"({', '.join(f'{v} ({k} times)' if k > 1 else str(v) for v, k in runs)})"


def row_name(name: str, *rows: int) -> str:
    """The name of the law of a channel for one input; without an input the name itself."""
    return f"{name}{list(rows)}" if rows else name
