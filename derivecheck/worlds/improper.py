r"""Integrals of elementary functions over an interval, finite or not, with a proved rest.

The interval is cut at the kinks of the integrand.  To an end where it is not analytic, and to
infinity, leads a chart with y >= 1: x = y, or x = a + w/y.  The integral over 1 <= y <= L is one
over log y; what lies beyond L is bounded by `derivecheck.worlds.envelopes`.  An integral of which
no such bound is found, as of every divergent one, has no value here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import Abs, Dummy, Expr, Indexed, Integral, Pow, Sum, Symbol, log, oo, sympify
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import Functional
from derivecheck.worlds.arithmetic import Env, NotEvaluable
from derivecheck.worlds.envelopes import Envelopes, NoEnvelope

REACHES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
PLACES = (1, 5, 9)  # where an integrand must have a value, in eighteenths
LENGTH = 6  # of a piece of log y for number types without enclosures


def is_elementary(body: Expr, x: Symbol) -> bool:
    """Whether all that depends on x is made of elementary functions."""
    opaque = body.atoms(AppliedUndef, Indexed, Functional, Integral, Sum)
    return not any(a.has(x) for a in opaque)


@dataclass(frozen=True)
class Chart:
    """A way to an end: x = x(y) for y >= 1, with dx = slope(y) dy in size, also numerically."""

    point: Callable[[Expr], Expr]
    slope: Callable[[Expr], Expr]
    at: Callable[[Any], tuple[Any, Any]]  # of u = log y: x and the slope of x by u


@dataclass(frozen=True)
class Improper:
    """∫ body dx, with the values of an evaluator for what else is in the body."""

    evaluator: Any
    body: Expr
    x: Symbol
    env: Env

    def over(self, lo: Expr, hi: Expr) -> Any:
        """The integral from lo to hi; raises NotEvaluable where it may diverge."""
        try:
            return self.evaluator.field.total(self._parts(lo, hi))
        except NoEnvelope as reason:
            raise NotEvaluable(f"an integral that may diverge: {reason}") from reason

    def _parts(self, lo: Expr, hi: Expr) -> Iterator[Any]:
        cuts = self._cuts(lo, hi)
        far = self._far(cuts)
        if lo == -oo:
            yield self._toward(self._to_infinity(far, -1), -far)
            cuts = [-far, *cuts]
        if hi == oo:
            yield self._toward(self._to_infinity(far, 1), far)
            cuts = [*cuts, far]
        for a, b in pairwise(cuts):
            yield from self._between(a, b)

    def _cuts(self, lo: Expr, hi: Expr) -> list[Expr]:
        """The finite ends and the kinks between them, in order."""
        ends = [e for e in (lo, hi) if e.is_finite is not False]
        kinks = {k for k in self._kinks() if self._is_less(lo, k) and self._is_less(k, hi)}
        if len(kinks) > 1 and not all(k.is_Rational for k in kinks):
            raise NotEvaluable("kinks whose order is not known")
        return [*ends[: lo != -oo], *sorted(kinks), *ends[lo != -oo :]]

    def _kinks(self) -> Iterator[Expr]:
        for a in self.body.atoms(Abs):
            slope = a.args[0].diff(self.x)
            if a.has(self.x) and not slope.has(self.x) and slope != 0:
                yield (self.x - a.args[0] / slope).expand()

    def _is_less(self, a: Expr, b: Expr) -> bool:
        if -oo in (a, -b):
            return True
        field, (left, right) = self.evaluator.field, map(self._value, (a, b))
        if field.certainly_less(left, right):
            return True
        if field.certainly_less(right, left) or a == b:
            return False
        raise NotEvaluable(f"whether {a} < {b} cannot be told")

    def _far(self, cuts: list[Expr]) -> Expr:
        """A whole number >= 1 beyond every cut."""
        middles = (float(self.evaluator.field.midpoint_str(self._value(c))) for c in cuts)
        return sympify(1 + max((int(abs(m)) + 1 for m in middles if m), default=0))

    def _value(self, e: Expr) -> Any:
        return self.evaluator._go(sympify(e), self.env)

    # --- pieces

    def _between(self, a: Expr, b: Expr) -> Iterator[Any]:
        """Directly where the integrand is analytic at both ends, else by charts from the middle."""
        singular = [self._is_singular(e) for e in (a, b)]
        middle = (a + b) / 2
        inner = [middle if s else e for s, e in zip(singular, (a, b), strict=True)]
        for s, e, sign in zip(singular, (a, b), (1, -1), strict=True):
            if s:
                yield self._toward(self._to_end(e, (b - a) / 2, sign), middle)
        if inner[0] != inner[1]:
            yield self._quad(self._code(middle), *map(self._value, inner))

    def _is_singular(self, end: Expr) -> bool:
        """Whether what a root, a logarithm or a quotient is taken of may be 0 at an end."""
        field = self.evaluator.field
        powers = {e for e in self.body.atoms(Pow, log) if e.args[0].has(self.x)}
        for e in powers:
            if isinstance(e, log) or not (e.exp.is_Integer and e.exp.is_positive):
                base = self._value(e.args[0].xreplace({self.x: end}))
                if not field.certainly_positive(field.abs(base)):
                    return True
        return False

    def _toward(self, chart: Chart, inside: Expr) -> Any:
        """The integral over a chart from y = 1 on, ``inside`` being its first point."""
        field, code = self.evaluator.field, self._code(inside)
        y = Dummy("y", positive=True)
        integrand = self._branch(inside).xreplace({self.x: chart.point(y)}) * chart.slope(y)
        reach, rest = self._reach(integrand, y)

        def f(u: Any) -> Any:
            x, slope = chart.at(u)
            return code(x) * slope

        start = field.zero
        value = self._quad(f, start, field.rational(reach))
        return field.widen(value, rest)

    def _reach(self, integrand: Expr, y: Expr) -> tuple[int, Any]:
        """log L such that what lies beyond L is negligible, and a bound of that."""
        field = self.evaluator.field
        small = field.rational(1, 10 ** (field.digits + 4))
        reason = NoEnvelope("it fades too slowly")
        for reach in REACHES:
            ends = Envelopes(field, y, field.exp(field.rational(reach)), self._value)
            try:
                rest = field.total(map(ends.tail, ends.above(integrand)))
            except NoEnvelope as found:
                reason = found
                continue
            if field.certainly_positive(small - rest):
                return reach, rest
        raise reason

    def _quad(self, f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        """The quadrature of the field, of points over short pieces; f must be real there.

        Balls inside a quadrature are complex: log x has a value at x < 0.  Where its argument has
        another sign at some place it has a zero in between, at which the quadrature fails; so a few
        places are enough.
        """
        field = self.evaluator.field
        try:
            for k in PLACES:
                f(lo + (hi - lo) * k / 18)
        except ArithmeticError as reason:
            raise NotEvaluable(f"an integrand without a value somewhere: {reason}") from reason
        if field.rigorous:
            return field.quad(f, lo, hi)
        length = float(field.midpoint_str(hi - lo))
        count = max(1, round(length / LENGTH + 0.5))
        ends = [lo + (hi - lo) * k / count for k in range(count + 1)]
        return field.total(field.quad(f, a, b) for a, b in pairwise(ends))

    def _code(self, inside: Expr) -> Callable[[Any], Any]:
        """The integrand as it is between the kinks around a point."""
        compiled = self.evaluator._compile(self._branch(inside))
        return lambda x: compiled({**self.env, self.x: x})

    def _branch(self, inside: Expr) -> Expr:
        """Every |c (x - k)| without its bars, by the side of k on which a point lies."""
        signs = {}
        for a in self.body.atoms(Abs):
            slope = a.args[0].diff(self.x)
            if a.has(self.x) and not slope.has(self.x) and slope != 0:
                value = a.args[0].xreplace({self.x: inside})
                signs[a] = a.args[0] * (1 if self._is_less(sympify(0), value) else -1)
        return self.body.xreplace(signs)

    # --- charts

    def _to_infinity(self, far: Expr, sign: int) -> Chart:
        """x = ± c y, c the point where it starts."""
        field, height = self.evaluator.field, self.evaluator.field.log(self._value(far))

        def at(u: Any) -> tuple[Any, Any]:
            y = field.exp(u + height) if far != 1 else field.exp(u)
            return (y if sign > 0 else -y), y

        return Chart(lambda y: sign * far * y, lambda y: far, at)

    def _to_end(self, end: Expr, width: Expr, sign: int) -> Chart:
        """x = a ± w/y; near 1 by its distance from there, which then has all its digits."""
        field, size = self.evaluator.field, self.evaluator.field.log(self._value(width))

        def at(u: Any) -> tuple[Any, Any]:
            d = field.exp(size - u)
            if end == 0:
                return (d if sign > 0 else -d), d
            if end == 1 and sign < 0:
                return field.one_minus(d), d
            return self._value(end) + (d if sign > 0 else -d), d

        return Chart(lambda y: end + sign * width / y, lambda y: width / y**2, at)
