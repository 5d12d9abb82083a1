"""Exact partial derivatives of the references: differentiation in reverse over mpmath.

A reference is written over a context of numbers.  Here these carry, beside their value, what they
were computed from, so that one pass back from a result gives its derivatives by every input.

>>> def product(m, x, y): return [x * m.log(y)]
>>> [float(d) for d in derivatives(product, [mpf(3), [mpf(2), mpf(4)][1]])[0]]
[1.3862943611198906, 0.75]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mpmath import mp, mpf

Number = Any
Readings = list[Any]


class Traced:
    """A number with its parents and the derivatives by these."""

    def __init__(self, value: Number, *parents: tuple[Traced, Number]) -> None:
        self.value, self.parents = value, parents

    def __add__(self, other: Any) -> Traced:
        one, two = self, traced(other)
        return Traced(one.value + two.value, (one, mpf(1)), (two, mpf(1)))

    def __mul__(self, other: Any) -> Traced:
        one, two = self, traced(other)
        return Traced(one.value * two.value, (one, two.value), (two, one.value))

    def __truediv__(self, other: Any) -> Traced:
        one, two = self, traced(other)
        value = one.value / two.value
        return Traced(value, (one, 1 / two.value), (two, -value / two.value))

    def __pow__(self, power: Any) -> Traced:
        if isinstance(power, Traced):
            return exp(power * log(self))
        return Traced(self.value**power, (self, power * self.value ** (power - 1)))

    def __neg__(self) -> Traced:
        return Traced(-self.value, (self, mpf(-1)))

    def __sub__(self, other: Any) -> Traced:
        return self + -traced(other)

    def __rsub__(self, other: Any) -> Traced:
        return traced(other) - self

    def __rtruediv__(self, other: Any) -> Traced:
        return traced(other) / self

    def __abs__(self) -> Traced:
        return -self if self.value < 0 else self

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other: object) -> bool:
        return bool(self.value == traced(other).value)

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < traced(other).value)

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > traced(other).value)

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= traced(other).value)

    def __float__(self) -> float:
        return float(self.value)

    __hash__ = object.__hash__


def traced(x: Any) -> Traced:
    """A number that depends on nothing, unless it is traced already."""
    return x if isinstance(x, Traced) else Traced(mpf(x))


def log(x: Any) -> Traced:
    """log x."""
    x = traced(x)
    return Traced(mp.log(x.value), (x, 1 / x.value))


def exp(x: Any) -> Traced:
    """exp(x)."""
    x = traced(x)
    value = mp.exp(x.value)
    return Traced(value, (x, value))


class Tracing:
    """The functions of mpmath that references use, over traced numbers."""

    inf = mpf("inf")
    mpf, log, exp = map(staticmethod, (traced, log, exp))

    @property
    def pi(self) -> Number:
        """π at the working precision."""
        return +mp.pi

    @property
    def e(self) -> Number:
        """exp(1) at the working precision."""
        return +mp.e

    @property
    def euler(self) -> Number:
        """Euler's constant at the working precision."""
        return +mp.euler

    @staticmethod
    def fsum(terms: Iterable[Any]) -> Traced:
        """The sum."""
        numbers = [traced(t) for t in terms]
        one = mpf(1)
        return Traced(mp.fsum(x.value for x in numbers), *((x, one) for x in numbers))

    @staticmethod
    def sqrt(x: Any) -> Traced:
        """The square root."""
        x = traced(x)
        root = mp.sqrt(x.value)
        return Traced(root, (x, 1 / (2 * root) if root else mp.inf))

    @staticmethod
    def loggamma(x: Any) -> Traced:
        """log Γ(x)."""
        x = traced(x)
        return Traced(mp.loggamma(x.value), (x, mp.digamma(x.value)))

    @staticmethod
    def digamma(x: Any) -> Traced:
        """ψ(x)."""
        x = traced(x)
        return Traced(mp.digamma(x.value), (x, mp.psi(1, x.value)))

    @staticmethod
    def gamma(x: Any) -> Traced:
        """Γ(x)."""
        x = traced(x)
        value = mp.gamma(x.value)
        return Traced(value, (x, value * mp.digamma(x.value)))


def derivatives(reference: Callable[..., Readings], values: Sequence[Any]) -> list[list[Number]]:
    """By every input, of each entry of the first reading; lists of numbers are vectors."""
    inputs = [[*map(Traced, v)] if isinstance(v, list) else _leaf(v) for v in values]
    reading = reference(Tracing(), *inputs)[0]
    results = reading if isinstance(reading, list) else [reading]
    leaves = [x for v in inputs for x in (v if isinstance(v, list) else [v])]
    return [_backward(traced(r), leaves) for r in results]


def _leaf(value: Any) -> Any:
    return value if isinstance(value, int) else Traced(value)


def _backward(result: Traced, leaves: Sequence[Any]) -> list[Number]:
    """The derivatives of one result by the leaves, 0 where it does not depend on them."""
    order, seen, stack = [], set(), [(result, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in node.parents)
    slopes = {id(result): mpf(1)}
    for node in reversed(order):
        slope = slopes.get(id(node), mpf(0))
        for parent, by in node.parents:
            known = slopes.get(id(parent), mpf(0))
            slopes[id(parent)] = known + (slope * by if slope else mpf(0))
    return [slopes.get(id(x), mpf(0)) for x in leaves]


def slope(reference: Callable[..., Readings], place: int, vector: bool) -> Callable[..., Readings]:
    """The reference of the partial derivative by the argument at a place.

    Of a ``vector`` result it has a row for each entry; otherwise a list is a sum of terms.
    """

    def partial(m: Any, *values: Any) -> Readings:
        rows = derivatives(reference, values)
        sizes = [len(v) if isinstance(v, list) else 1 for v in values]
        start = sum(sizes[:place])
        if not vector:
            rows = [[mp.fsum(column) for column in zip(*rows, strict=True)]]
        noise = mpf(10) ** (-0.85 * mp.dps)  # what is left of terms that cancel
        found = [x for row in rows for x in row[start : start + sizes[place]]]
        return [[mpf(0) if abs(x) < noise else x for x in found]]

    return partial


def condition(reference: Callable[..., Readings], values: Sequence[Any], sums: bool) -> Number:
    """κ = max |Δf|/max |f| summed over relative changes of each input; ``sums`` adds terms up."""
    step = mpf(10) ** (-mp.dps // 3)

    def results(given: Sequence[Any]) -> list[Number]:
        reading = reference(mp, *given)[0]
        found = reading if isinstance(reading, list) else [reading]
        return [mp.fsum(found)] if sums else found

    here = results(values)
    size, total = max(map(abs, here)), mpf(0)
    for moved in _moved(values, 1 + step):
        total += max(abs(x - y) for x, y in zip(results(moved), here, strict=True))
    return total / (step * size) if size else mp.inf


def _moved(values: Sequence[Any], factor: Number) -> Iterable[list[Any]]:
    """The values with one number after the other multiplied by a factor."""
    for k, v in enumerate(values):
        if isinstance(v, int):
            continue
        if isinstance(v, list):
            for j in range(len(v)):
                changed = [*v[:j], v[j] * factor, *v[j + 1 :]]
                yield [*values[:k], changed, *values[k + 1 :]]
        else:
            yield [*values[:k], v * factor, *values[k + 1 :]]
