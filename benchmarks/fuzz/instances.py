"""Instances for the fuzz: what every object of a statement is in one concrete case.

They reach for the edges: one outcome, uniform, equal and nearly equal laws, an atom near 1, zero
masses where they are allowed, numbers from 10⁻⁶ to 10⁶, ends of intervals.  Densities are mixtures
of normal or Laplace laws, undefined functions smooth and bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import sympy as sp

import derivecheck.language as say
from benchmarks.fuzz.curves import (
    EDGES,
    Curve,
    Image,
    Parts,
    Plane,
    Steps,
    draw_bounded,
    draw_curve,
    draw_steps,
)
from benchmarks.fuzz.vectors import Vector, draw_vector, factor_tables
from derivecheck.language.assumptions import Row
from derivecheck.language.functionals import Slot
from derivecheck.language.laws.joint import Slice
from derivecheck.language.laws.line import Conditional, Marginal
from derivecheck.language.laws.samples import Empirical
from derivecheck.language.laws.vectors import RandomVector
from derivecheck.language.measures import Point
from derivecheck.terms.binders import Bound

F = Fraction
SIZES = [1, 2, 2, 3, 3, 4, 6]
PLAIN = [F(1), F(2), F(1, 2), F(3), F(1, 3), F(3, 2), F(5)]
FAR = [F(1, 10**6), F(10**6), F(1, 1000), F(1000), 1 + F(1, 10**5), F(1, 50), F(40)]


class NoInstance(Exception):
    """The assumptions were not met by what was drawn."""


@dataclass
class Instance:
    """Values of symbols, entries of families, undefined functions, the support on the integers."""

    numbers: dict[Any, Fraction] = field(default_factory=dict)
    families: dict[str, dict[tuple[int, ...], Fraction]] = field(default_factory=dict)
    functions: dict[str, Callable[..., Any]] = field(default_factory=dict)
    centres: dict[str, tuple[float, ...]] = field(default_factory=dict)
    vectors: dict[str, Vector] = field(default_factory=dict)
    support: tuple[int, ...] = (1, 2, 3)

    def entry(self, name: str, key: tuple[int, ...]) -> Fraction:
        """An entry of a family; raises LookupError outside its range."""
        return self.families[name][key]

    def size(self, expr: Any) -> int:
        """The value of a number of outcomes."""
        value = sp.sympify(expr).xreplace(
            {s: sp.Rational(v.numerator, v.denominator) for s, v in self.numbers.items()}
        )
        if not value.is_Integer or value < 1:
            raise NoInstance(f"no size: {expr}")
        return int(value)

    def __str__(self) -> str:
        shown = [f"{s} = {v}" for s, v in self.numbers.items()]
        shown += [f"{n} = {_row(t)}" for n, t in self.families.items()]
        shown += [
            f"{n}: {f}" for n, f in self.functions.items() if isinstance(f, (Curve, Image, Steps))
        ]
        return ", ".join(shown)


def _row(table: dict[tuple[int, ...], Fraction]) -> str:
    values = [
        f"{v.numerator}/{v.denominator}" if v.denominator < 10**6 else f"{float(v):.12g}"
        for v in table.values()
    ]
    return f"({', '.join(values)})"


def draw_instance(statement: say.Statement, rng: Random, tries: int = 30) -> Instance:
    """An instance inside the assumptions; raises NoInstance."""
    for _ in range(tries):
        try:
            return _Draw(statement, rng).instance
        except NoInstance:
            continue
    raise NoInstance("no instance was found")


def expressions(statement: say.Statement) -> list[Any]:
    """All expressions, those of the parts included."""
    if isinstance(statement, say.Every):
        return [e for p in statement.parts for e in expressions(p)]
    if isinstance(statement, say.NotAlways):
        return expressions(statement.part)
    return list(statement.exprs)


def all_given(statement: say.Statement) -> tuple[Any, ...]:
    """All assumptions, those of the parts included."""
    parts = statement.parts if isinstance(statement, say.Every) else ()
    parts = (statement.part,) if isinstance(statement, say.NotAlways) else parts
    return tuple(dict.fromkeys((*statement.given, *(a for p in parts for a in all_given(p)))))


class _Draw:
    """One attempt."""

    def __init__(self, statement: say.Statement, rng: Random) -> None:
        self.rng, self.instance = rng, Instance()
        self.given = all_given(statement)
        self.wild = rng.random() < 0.5
        self.same = rng.random() < 0.2  # laws of one kind are equal or nearly so
        self.last: dict[tuple[str, int], list[Fraction]] = {}
        self.curve: Curve | None = None
        everything = [*map(sp.sympify, expressions(statement)), *self.given]
        symbols = set().union(*(e.free_symbols for e in everything))
        self.names = {b.label for e in everything for b in e.atoms(sp.IndexedBase)}
        for s in sorted(symbols, key=str):
            self.number(s)
        for a in self.given:
            self.interval(a)
        self.instance.support = tuple(rng.choice([(1,), (1, 2), (1, 2, 3), (-2, 0, 1, 7)]))
        for kind in (say.Index, say.Family):
            for a in self.given:
                if isinstance(a, kind):
                    self.declare(a)
        for a in self.given:
            if not isinstance(a, (say.Index, say.Family)):
                self.declare(a)
        self.check()

    # --- numbers

    def number(self, s: Any) -> None:
        """A value for a symbol, unless it is a name, an entry or a bound variable."""
        if s.is_real is not True or s in self.names or isinstance(s, (Bound, Slot, sp.Indexed)):
            return
        if s.is_integer:
            self.instance.numbers[s] = F(self.rng.choice(SIZES))
            return
        if isinstance(s, Point):  # far out densities are below all numbers
            self.instance.numbers[s] = self.rng.choice([1, -1]) * self.rng.choice(PLAIN)
            return
        self.instance.numbers[s] = self.real(
            "positive" if s.is_positive else "nonnegative" if s.is_nonnegative else "real"
        )

    def real(self, kind: str) -> Fraction:
        """A number of a kind."""
        rng = self.rng
        if kind == "unit":
            return rng.choice(
                [
                    F(1, 2),
                    F(1, 4),
                    F(9, 10),
                    F(rng.randint(1, 60), 61),
                    *((F(1, 10**6), 1 - F(1, 10**6)) if self.wild else ()),
                ]
            )
        pool = [*PLAIN, F(rng.randint(1, 60), rng.randint(7, 30))] + (FAR * 2 if self.wild else [])
        x = rng.choice(pool)
        if kind == "nonnegative" and rng.random() < 0.2:
            return F(0)
        if kind == "real":
            return rng.choice([x, -x, x, -x, F(0)])
        return x

    def interval(self, a: Any) -> None:
        """A value between the ends."""
        if not isinstance(a, say.Interval):
            return
        s, lo, hi = a.args
        low, high = self._end(lo), self._end(hi)
        if low is None and high is None:
            value = self.real("real")
        elif high is None:
            value = low + self.real("positive")
        elif low is None:
            value = high - self.real("positive")
        else:
            value = low + (high - low) * self.real("unit")
        self.instance.numbers[s] = value

    def _end(self, e: Any) -> Any:
        if e in (sp.oo, -sp.oo):
            return None
        value = e.xreplace(
            {s: sp.Rational(v.numerator, v.denominator) for s, v in self.instance.numbers.items()}
        )
        return F(int(value.p), int(value.q)) if value.is_Rational else F(str(float(value)))

    # --- laws, families, functions

    def law(self, kind: str, n: int, zeros: bool = False) -> list[Fraction]:
        """Probabilities of n outcomes."""
        rng = self.rng
        before = self.last.get((kind, n))
        if before and self.same and (zeros or min(before) > 0):
            weights = [w * (1 + F(rng.choice([0, 0, 1]), 10**5)) for w in before]
        else:
            weights = self._weights(n, zeros)
        found = [w / sum(weights) for w in weights]
        self.last[kind, n] = found
        return found

    def _weights(self, n: int, zeros: bool) -> list[Fraction]:
        rng = self.rng
        style = rng.random()
        if style < 0.2:
            return [F(1)] * n
        if zeros and style < 0.5:
            some = [F(rng.randint(0, 3)) for _ in range(n)]
            some[rng.randrange(n)] = F(1)
            return some
        weights = [F(rng.randint(1, 20)) for _ in range(n)]
        if style < 0.65:
            weights[rng.randrange(n)] = F(10) ** rng.choice([3, 6, -6, 30, -30])
        elif style < 0.8:
            weights = [w * F(10) ** rng.randint(-4, 4) for w in weights]
        return weights

    def put(self, name: str, values: Iterable[Fraction], *row: int) -> None:
        """Entries 1, 2, … of a family."""
        table = self.instance.families.setdefault(name, {})
        table.update({(*row, k): v for k, v in enumerate(values, 1)})

    def declare(self, a: Any) -> None:
        """What one assumption brings with it."""
        for kind, rule in DECLARATIONS.items():
            if isinstance(a, kind):
                rule(self, a)
                return
        if not isinstance(a, PLAIN_ASSUMPTIONS):
            raise NoInstance(f"no instance of {type(a).__name__}")

    def finite_law(self, a: Any) -> None:
        n = self.instance.size(a.size)
        self.put(a.name, self.law("finite", n, isinstance(a, say.Labels)))

    def countable(self, a: Any) -> None:
        support = self.instance.support
        values = self.law("countable", len(support), a.sign == "nonnegative")
        self.instance.families[a.name] = {(k,): v for k, v in zip(support, values, strict=True)}

    def family(self, a: Any) -> None:
        self.put(a.name, [self.real(a.sign) for _ in range(self.instance.size(a.size))])

    def channel(self, a: Any) -> None:
        rows, n = (self.instance.size(e) for e in a.args[1:])
        for i in range(1, rows + 1):
            self.put(a.name, self.law("channel", n), i)

    def index(self, a: Any) -> None:
        self.instance.numbers[a.args[0]] = F(self.rng.randint(1, self.instance.size(a.args[1])))

    def sample(self, a: Any) -> None:
        n = self.instance.size(a.outcomes)
        self.put(a.name, [F(self.rng.randint(1, n)) for _ in range(self.instance.size(a.size))])

    def density(self, a: Any) -> None:
        if a.name in self.instance.functions:
            return
        if a.sign == "nonnegative" and self.rng.random() < 0.7:
            curve: Any = draw_steps(self.rng)
        else:
            curve = self.curve if self.curve and self.same else draw_curve(self.rng)
            self.curve = curve
        self.instance.functions[a.name] = curve
        self.instance.centres[a.name] = curve.centres

    def real_function(self, a: Any) -> None:
        if a.name not in self.instance.functions:
            self.instance.functions[a.name] = draw_bounded(self.rng, a.sign)

    def push_forward(self, a: Any) -> None:
        image = Image.draw(self.rng, self.instance.functions[a.source.name])
        self.instance.functions |= {a.name: image, a.map_name: image.forward}
        self.instance.centres[a.name] = image.centres

    def joint(self, a: Any) -> None:
        plane = Plane.draw(self.rng)
        self.instance.functions |= {
            a.name: plane,
            f"{a.name}_x": plane.of_x,
            f"{a.name}_z": plane.of_z,
        }

    def joint_law(self, a: Any) -> None:
        spaces = [a.space(v) for v in a.variables]
        sizes = [self.instance.size(s.args[0]) if s.args else 0 for s in spaces]
        parts = Parts.draw(self.rng, sizes)
        for subset in a.subsets:
            law = parts.of([a.variables.index(v) for v in subset])
            self.instance.functions[a.marginal_name(subset)] = law

    def real_map(self, a: Any) -> None:
        bounded = draw_bounded(self.rng, a.sign)
        self.instance.functions[a.name] = lambda ctx, *points: bounded(ctx, sum(points))

    def vector(self, a: Any) -> None:
        n = self.instance.size(a.dimension)
        if isinstance(a, say.IndependentNormals):
            mean, scale = (self.instance.families[f.name] for f in a.args[1:])
            vector = Vector.diagonal(
                [mean[k,] for k in range(1, n + 1)], [scale[k,] for k in range(1, n + 1)]
            )
        else:
            vector = draw_vector(self.rng, n)
            self.instance.functions |= {f"{c}{a.label}": f for c, f in vector.tables.items()}
            self.instance.numbers[a.determinant] = vector.determinant
        self.instance.functions |= {f"X{a.label}": vector.component, f"f{a.label}": vector.weight}
        self.instance.vectors[f"f{a.label}"] = vector

    def factors(self, a: Any) -> None:
        p, q = (self.instance.vectors[f"f{v.label}"] for v in a.vectors)
        heads = {
            "first": a.first(1, 1),
            "lower": a.lower(1, 1),
            "inverse": a.inverse(1, 1),
            "gap": a.gap(1, 1),
            "shift": a.shift(1),
        }
        for name, table in factor_tables(p, q).items():
            self.instance.functions[type(heads[name]).__name__] = table

    def dominated(self, p: Any, q: Any) -> None:
        """q is positive wherever p is."""
        if p.name in self.instance.families:
            one, other = (self.instance.families[law.name] for law in (p, q))
            pairs: list[Any] = [(one[k], other[k]) for k in one]
        else:
            curves = [self.instance.functions[law.name] for law in (p, q)]
            if isinstance(curves[1], Steps) and not isinstance(curves[0], Steps):
                raise NoInstance("not dominated")
            everywhere = (F(1),) * (len(EDGES) - 1)
            heights = [getattr(curve, "heights", everywhere) for curve in curves]
            pairs = list(zip(*heights, strict=True))
        if any(u > 0 and v == 0 for u, v in pairs):
            raise NoInstance("not dominated")

    def check(self) -> None:
        """Indices that must differ do, laws that must, too, and intervals are kept."""
        numbers = self.instance.numbers
        for a in self.given:
            if isinstance(a, say.Different) and len({self._end(e) for e in a.args}) == 1:
                raise NoInstance("equal indices")
            if isinstance(a, say.Unequal):
                one, other = (self.instance.families[p.name] for p in a.args)
                if one == other:
                    raise NoInstance("equal laws")
            if isinstance(a, say.Dominated):
                self.dominated(*a.args)
            if isinstance(a, say.Interval):
                s, lo, hi = a.args
                low, high = self._end(lo), self._end(hi)
                if (low is not None and numbers[s] <= low) or (
                    high is not None and numbers[s] >= high
                ):
                    raise NoInstance("outside an interval")
        for s, v in numbers.items():
            if s.is_positive and v <= 0:
                raise NoInstance(f"{s} is positive")


DECLARATIONS: dict[Any, Callable[[_Draw, Any], None]] = {
    say.FiniteLaw: _Draw.finite_law,
    say.CountableLaw: _Draw.countable,
    say.Family: _Draw.family,
    say.Channel: _Draw.channel,
    say.Index: _Draw.index,
    say.Sample: _Draw.sample,
    say.Density: _Draw.density,
    say.RealFunction: _Draw.real_function,
    say.PushForward: _Draw.push_forward,
    say.Joint: _Draw.joint,
    say.JointLaw: _Draw.joint_law,
    say.RealMap: _Draw.real_map,
    RandomVector: _Draw.vector,
    say.TriangularFactors: _Draw.factors,
}
PLAIN_ASSUMPTIONS = (  # what is given by symbols and other assumptions alone
    say.Interval,
    say.Different,
    say.Unequal,
    say.Dominated,
    say.Table,
    say.Uniform,
    say.Mixture,
    say.Normal,
    say.NamedLaw,
    say.Dirichlet,
    say.Pointwise,
    Marginal,
    Conditional,
    Empirical,
    Row,
    Slice,
)
