"""What an expression means in numbers: every name gets a value, every law a function.

The values are made from the names alone, so that a second reader of the printed form finds the same
ones; they obey no assumption beyond that, since only sameness of meaning is asked.  Integrals are
weighted sums over a few points, and everything is complex and off the real line, so that no
logarithm fails and no root lies on its branch cut.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from operator import mul
from typing import Any
from zlib import crc32

import mpmath
from sympy import Expr, Indexed, Integral, KroneckerDelta, Max, Min, S, Sum, Symbol
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import At, Divergence, Expectation, H, Partial, Routine
from derivecheck.language.laws.dirichlet import Coordinate
from derivecheck.language.laws.finite import Table
from derivecheck.language.laws.named import HalfLine, Naturals, UnitInterval
from derivecheck.language.measures import Integers, Measure, Outcomes, Pointwise, Space
from derivecheck.terms import written
from derivecheck.terms.kernels import Kernel, sq

Value = complex
Function = Callable[[Value], Value]
STEP = 1e-4
NODES = ((-0.7, 0.5), (0.4, 0.8), (1.3, 0.6))  # points and weights that stand for the line
WHOLE = {Integers: (-2, 0, 1), Naturals: (0, 1, 3)}


def number_of(name: str) -> float:
    """A number between 0 and 1 for a name."""
    return crc32(name.encode()) / 2**32


def smooth(name: str, *args: Value) -> Value:
    """A smooth function of its own for every name, near 0.1 to 0.9 at real arguments."""
    phases = (cmath.sin(a * (1 + number_of(f"{name}{k}"))) for k, a in enumerate(args))
    phase = 7 * number_of(name) + sum(phases)
    return 0.5 + 0.4 * cmath.sin(phase) + 0.04j * cmath.cos(phase)


@dataclass
class Model:
    """Values of names; what is set is used instead of what the names give."""

    seed: str = ""
    sizes: int = 3
    set: dict[Any, Any] = field(default_factory=dict)

    def symbol(self, name: str, integer: bool = False) -> Value:
        """A free number; a whole one is small, so that sums can be made."""
        if name in self.set:
            return complex(self.set[name])
        if integer:
            return self.sizes if name in "NKMdn" else 1 + crc32((name + self.seed).encode()) % 3
        return (0.3 + 0.02j) + (0.9 + 0.03j) * number_of(name + self.seed)

    def entry(self, name: str, *indices: Value) -> Value:
        """An entry of a family or the value of a function."""
        key = (name, *map(_rounded, indices))
        if key in self.set:
            return complex(self.set[key])
        if name in self.set:
            return complex(self.set[name](*indices))
        return smooth(name + self.seed, *indices)

    @contextmanager
    def where(self, **values: Any) -> Iterator[None]:
        """Within, these names have these values."""
        yield from self._within(values)

    @contextmanager
    def at(self, key: Any, value: Any) -> Iterator[None]:
        """Within, this entry has this value."""
        yield from self._within({key: value})

    def _within(self, values: dict[Any, Any]) -> Iterator[None]:
        before, self.set = self.set, {**self.set, **values}
        try:
            yield
        finally:
            self.set = before

    def slope(self, key: Any, here: Value, f: Callable[[], Value]) -> Value:
        """The derivative of f by what the key names."""
        values = []
        for step in (STEP, -STEP):
            with self.at(key, here + step):
                values.append(f())
        return (values[0] - values[1]) / (2 * STEP)


def _rounded(x: Value) -> tuple[float, float]:
    return round(complex(x).real, 9), round(complex(x).imag, 9)


# --- sums, integrals, and what is made of laws


def over(lo: Value, hi: Value, sum_: bool) -> list[tuple[Value, float]]:
    """Points and weights that stand for the range of a sum or an integral."""
    ends = (complex(lo).real, complex(hi).real)
    if sum_:
        if ends == (-cmath.inf, cmath.inf):
            return [(k, 1.0) for k in WHOLE[Integers]]
        if ends[1] == cmath.inf:
            return [(ends[0] + k, 1.0) for k in WHOLE[Naturals]]
        return [(k, 1.0) for k in range(round(ends[0]), round(ends[1]) + 1)]
    if ends == (-cmath.inf, cmath.inf):
        return [*NODES]
    if ends[1] == cmath.inf:
        return [(lo + abs(x), w) for x, w in NODES]
    return [(lo + (hi - lo) * (0.2 + 0.3 * k), w * abs(hi - lo)) for k, (_, w) in enumerate(NODES)]


def points(space: Space, size: Value | None) -> list[tuple[Value, float]]:
    """The points of the space of a law."""
    if isinstance(space, Outcomes):
        return over(1, size or 0, True)
    if isinstance(space, Integers):
        return over(-cmath.inf, cmath.inf, True)
    if isinstance(space, Naturals):
        return over(0, cmath.inf, True)
    if isinstance(space, HalfLine):
        return over(0, cmath.inf, False)
    return over(0, 1, False) if isinstance(space, UnitInterval) else [*NODES]


def mean(p: Function, f: Function, where: list[tuple[Value, float]]) -> Value:
    """The sum of p(x) f(x) over the points, none where p(x) is 0."""
    return sum((w * p(x) * f(x) for x, w in where if p(x) != 0), 0j)


def log(x: Value) -> Value:
    """The logarithm, minus infinity at 0."""
    return cmath.log(x) if x != 0 else complex(-cmath.inf)


def divergence(kind: str, p: Function, q: Function, where: list[tuple[Value, float]]) -> Value:
    """CE, KL or JS of two functions on the points."""
    if kind == "CE":
        return -mean(p, lambda x: log(q(x)), where)
    if kind == "KL":
        return mean(p, lambda x: log(p(x) / q(x)) if q(x) != 0 else complex(cmath.inf), where)

    def middle(x: Value) -> Value:
        return (p(x) + q(x)) / 2

    return sum(divergence("KL", f, middle, where) for f in (p, q)) / 2


# --- expressions


def meaning(e: Any, model: Model) -> Value:
    """The value of an expression of ours in a model."""
    for kinds, rule in RULES:
        if isinstance(e, kinds):
            return complex(rule(e, model))
    if e.is_number and not e.args:
        return complex(e) if e.is_finite else complex(float(e))
    args = [meaning(a, model) for a in e.args]
    name = type(e).__name__
    if name in ELEMENTARY:
        return complex(ELEMENTARY[name](*args))
    raise NotImplementedError(f"no meaning for {name}")


def _operator(e: Expr, model: Model) -> Value:
    body, *limits = e.args
    return _nested(body, list(reversed(limits)), isinstance(e, Sum), model)


def _nested(body: Expr, limits: list[Any], sum_: bool, model: Model) -> Value:
    if not limits:
        return meaning(body, model)
    (var, lo, hi), *rest = limits
    total = 0j
    for x, w in over(meaning(lo, model), meaning(hi, model), sum_):
        with model.where(**{var.name: x}):
            total += w * _nested(body, rest, sum_, model)
    return total


def law(p: Measure, model: Model) -> Function:
    """The values of a law."""
    if isinstance(p, Pointwise):
        (var,), body = p.args[0].variables, p.args[0].expr
        return lambda x: _with(model, var.name, x, body)
    if isinstance(p, Table):
        return lambda x: meaning(p.args[round(x.real) - 1], model)
    blank = Symbol("at the point", **p.space.variable().assumptions0)
    return lambda x: _with(model, blank.name, x, p.at(blank))


def _with(model: Model, name: str, x: Value, body: Expr) -> Value:
    with model.where(**{name: x}):
        return meaning(body, model)


def places(p: Measure, model: Model) -> list[tuple[Value, float]]:
    """The points of the space of a law."""
    size = meaning(p.space.args[0], model) if p.space.args else None
    return points(p.space, size)


def _expectation(e: Expectation, model: Model) -> Value:
    p, slot, body = e.args
    return mean(law(p, model), lambda x: _with(model, slot.name, x, body), places(p, model))


def _divergence(e: Divergence, model: Model) -> Value:
    p, q = e.args
    return divergence(type(e).__name__, law(p, model), law(q, model), places(p, model))


def _entropy(e: H, model: Model) -> Value:
    p = law(e.args[0], model)
    return divergence("CE", p, p, places(e.args[0], model))


def _partial(e: Partial, model: Model) -> Value:
    expr, wrt = e.args
    return model.slope(key_of(wrt, model), meaning(wrt, model), lambda: meaning(expr, model))


def key_of(e: Expr, model: Model) -> Any:
    """What a model calls a symbol, an entry or a value of a function."""
    if isinstance(e, Symbol):
        return e.name
    args = e.indices if isinstance(e, Indexed) else e.args
    name = str(e.base) if isinstance(e, Indexed) else e.func.__name__
    return (name, *(_rounded(meaning(a, model)) for a in args))


def _at(e: At, model: Model) -> Value:
    expr, family, values = e.args
    (var,) = values.variables
    with model.where(**{family.name: lambda k: _with(model, var.name, k, values.expr)}):
        return meaning(expr, model)


def routine(name: str, values: list[Value]) -> Value:
    """A number for a named algorithm and its data."""
    return smooth(name, *values)


def _data(args: Any, model: Model) -> Iterator[Value]:
    for a in args:
        if isinstance(a, Measure):
            yield mean(law(a, model), lambda x: x + 1, places(a, model))
        elif type(a).__name__ == "Tuple":
            yield smooth("tuple", *_data(a, model))
        else:
            yield meaning(a, model)


def power(base: Value, exponent: Value) -> Value:
    """A power, also at infinity and zero."""
    if exponent in (cmath.inf, -cmath.inf) or base == 0 and exponent.real < 0:
        return smooth("power", base, 0.5 if exponent.real > 0 else -0.5)
    return complex(base) ** exponent


def product(factors: Iterable[Value]) -> Value:
    """A product, 0 where a factor is 0 whatever the others: 0 log 0 = 0."""
    values = list(factors)
    return 0j if 0 in values else reduce(mul, values)


def coordinate(point: Value, index: Value) -> Value:
    """The coordinate of a point of the simplex."""
    return smooth("coordinate", point, index)


ELEMENTARY: dict[str, Callable[..., Any]] = {
    "Add": lambda *a: sum(a),
    "Mul": lambda *a: product(a),
    "Pow": power,
    "log": log,
    "exp": cmath.exp,
    "Abs": abs,
    "loggamma": mpmath.loggamma,
    "gamma": mpmath.gamma,
    "polygamma": lambda n, x: mpmath.polygamma(round(n.real), x),
    "factorial": mpmath.factorial,
    "erf": mpmath.erf,
    "tanh": cmath.tanh,
    "sin": cmath.sin,
    "cos": cmath.cos,
}
RULES: tuple[tuple[Any, Callable[[Any, Model], Any]], ...] = (
    ((Sum, Integral), _operator),
    (Expectation, _expectation),
    (H, _entropy),
    (Divergence, _divergence),
    (Partial, _partial),
    (At, _at),
    (Routine, lambda e, m: routine(e.name, list(_data(e.args[1:], m)))),
    (Coordinate, lambda e, m: coordinate(meaning(e.args[1], m), meaning(e.args[0], m))),
    (sq, lambda e, m: meaning(e.args[0], m) ** 2),
    (written.over, lambda e, m: meaning(e.args[0], m) / meaning(e.args[1], m)),
    (written.times, lambda e, m: product(meaning(a, m) for a in e.args)),
    (Kernel, lambda e, m: smooth(type(e).__name__, *(meaning(a, m) for a in e.args))),
    (Symbol, lambda e, m: m.symbol(e.name, bool(e.is_integer))),
    (Indexed, lambda e, m: m.entry(str(e.base), *(meaning(i, m) for i in e.indices))),
    (AppliedUndef, lambda e, m: m.entry(e.func.__name__, *(meaning(a, m) for a in e.args))),
    (KroneckerDelta, lambda e, m: abs(meaning(e.args[0], m) - meaning(e.args[1], m)) < STEP),
    ((Max, Min), lambda e, m: smooth(type(e).__name__, sum(meaning(a, m) for a in e.args))),
    (type(S.Infinity), lambda e, m: cmath.inf),
    (type(S.NegativeInfinity), lambda e, m: -cmath.inf),
)
