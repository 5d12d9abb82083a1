"""The gate of the ball operations: every public name of `derivecheck.numeric.balls`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import mpmath

from derivecheck.numeric.balls import Ball, Balls
from derivecheck.numeric.fields import Digits
from tests.support.gate import Check, Never, Triple

F = Balls(50)
NEARLY = Fraction(1, 10**45)
third, half, minus = F.rational(1, 3), F.rational(1, 2), F.rational(-1, 2)
around_zero = third * 3 - 1


def encloses(ball: Any, value: Any, shift: Fraction = Fraction(0)) -> bool:
    """Whether a ball meets an 80-digit value moved by a shift."""
    with mpmath.workdps(80):
        exact = Fraction(mpmath.nstr(mpmath.mpf(value), 75, min_fixed=1, max_fixed=0))
    return not F.disjoint(ball, F.widen(F.number(exact + shift), F.rational(1, 10**65)))


def valued(
    compute: Callable[[], Any], reference: Callable[[], Any], outside: Callable[[], Any] | Never
) -> Triple:
    """The enclosure holds an independent value and not one that is 1e-45 away."""

    def at(shift: Fraction) -> Check:
        def check() -> bool:
            with mpmath.workdps(80):
                value = reference()
            return encloses(compute(), value, shift)

        return check

    refused = outside if isinstance(outside, Never) else _has_value(outside)
    return Triple(at(Fraction(0)), at(NEARLY), refused)


def _has_value(compute: Callable[[], Any]) -> Check:
    return lambda: compute() is not None


def everywhere(operation: Callable[..., Any], *rest: Any) -> Never:
    """An operation with values on all of the line."""
    points = [F.rational(x) for x in (-1000, -1, 0, 1, 1000)]
    return Never(
        "defined for every real number",
        lambda: all(isinstance(operation(x, *rest), Ball) for x in points),
    )


def trapezoid(field: Any, end: int = 16) -> Any:
    """The integral of exp(-x²) over [-end, end]."""

    def bell(x: Any) -> Any:
        return field.exp(-x * x)

    return field.trapezoid(bell, bell, field.rational(-end), field.rational(end))


def constant(name: str) -> Never:
    """A constant has no argument that could be wrong."""
    return Never(
        "a constant has no argument",
        lambda: isinstance(inspect.getattr_static(Balls, name), property),
    )


def _working() -> int:
    """The precision in bits that holds inside."""
    with F.working():
        return int(flint.ctx.prec)


def inside_an_integral(look: Callable[[Any], Any]) -> Check:
    """Looking at the complex balls of an integrand."""

    def check() -> bool:
        F.quad(lambda x: F.one if look(x) else F.zero, F.zero, F.one)
        return True

    return check


def mp(name: str, *arguments: Any) -> Callable[[], Any]:
    """A function of mpmath at exact arguments."""
    return lambda: getattr(mpmath, name)(*(mpmath.mpf(a) for a in arguments))


FIELD: dict[str, Triple] = {
    "rational": valued(
        lambda: F.rational(2, 3), lambda: mpmath.mpf(2) / 3, lambda: F.rational(1, 0)
    ),
    "number": valued(
        lambda: F.number(Fraction(2, 3)),
        lambda: mpmath.mpf(2) / 3,
        lambda: F.number(0.5),  # type: ignore[arg-type]
    ),
    "numbers": valued(
        lambda: F.numbers([Fraction(2, 3)])[0],
        lambda: mpmath.mpf(2) / 3,
        lambda: F.numbers([0.5]),  # type: ignore[list-item]
    ),
    "pi": valued(lambda: F.pi, lambda: +mpmath.pi, constant("pi")),
    "e": valued(lambda: F.e, lambda: +mpmath.e, constant("e")),
    "zero": valued(lambda: F.zero, lambda: 0, constant("zero")),
    "one": valued(lambda: F.one, lambda: 1, constant("one")),
    "infinity": Triple(
        lambda: F.certainly_less(F.rational(10**100), F.infinity),
        lambda: F.certainly_less(F.infinity, F.infinity),
        _has_value(lambda: F.infinity - F.infinity),
    ),
    "working": Triple(
        lambda: Fraction(1, 2 ** _working()) < Fraction(1, 10**F.digits),
        lambda: Fraction(1, 2 ** _working()) < Fraction(1, 10 ** (F.digits + 10)),
        Never("it has no argument", lambda: not inspect.signature(F.working).parameters),
    ),
    "log": valued(lambda: F.log(third), lambda: -mpmath.log(3), lambda: F.log(minus)),
    "exp": valued(lambda: F.exp(minus), mp("exp", -0.5), everywhere(F.exp)),
    "sqrt": valued(lambda: F.sqrt(half), mp("sqrt", 0.5), lambda: F.sqrt(minus)),
    "power": valued(
        lambda: F.power(half, minus), mp("power", 0.5, -0.5), lambda: F.power(minus, half)
    ),
    "erf": valued(lambda: F.erf(half), mp("erf", 0.5), everywhere(F.erf)),
    "gamma": valued(lambda: F.gamma(half), mp("gamma", 0.5), lambda: F.gamma(F.rational(-2))),
    "loggamma": valued(lambda: F.loggamma(half), mp("loggamma", 0.5), lambda: F.loggamma(minus)),
    "digamma": valued(lambda: F.digamma(half), mp("digamma", 0.5), lambda: F.digamma(minus)),
    "polygamma": valued(
        lambda: F.polygamma(1, half), lambda: mpmath.psi(1, 0.5), lambda: F.polygamma(1, minus)
    ),
    "upper_gamma": valued(
        lambda: F.upper_gamma(half, half),
        mp("gammainc", 0.5, 0.5),
        lambda: F.upper_gamma(minus, half),
    ),
    "sin": valued(lambda: F.sin(half), mp("sin", 0.5), everywhere(F.sin)),
    "cos": valued(lambda: F.cos(half), mp("cos", 0.5), everywhere(F.cos)),
    "tanh": valued(lambda: F.tanh(half), mp("tanh", 0.5), everywhere(F.tanh)),
    "abs": valued(lambda: F.abs(minus), lambda: 0.5, everywhere(F.abs)),
    "maximum": valued(lambda: F.maximum(minus, half), lambda: 0.5, everywhere(F.maximum, half)),
    "minimum": valued(lambda: F.minimum(minus, half), lambda: -0.5, everywhere(F.minimum, half)),
    "one_minus": valued(
        lambda: 1 - F.one_minus(third), lambda: mpmath.mpf(1) / 3, everywhere(F.one_minus)
    ),
    "hull": Triple(
        lambda: encloses(F.hull(F.zero, half), 0.49),
        lambda: encloses(F.hull(F.zero, half), 0.51),
        everywhere(F.hull, half),
    ),
    "total": valued(
        lambda: F.total([half, half, minus]),
        lambda: 0.5,
        lambda: F.total([F.infinity, -F.infinity]),
    ),
    "quad": valued(
        lambda: F.quad(lambda x: F.sqrt(1 + x), F.zero, F.rational(3)),
        lambda: mpmath.mpf(14) / 3,
        lambda: F.quad(lambda x: 1 / x, F.zero, F.one),
    ),
    # An estimate of the error is no bound: decimals use this rule, balls never.
    "trapezoid": Triple(
        lambda: trapezoid(F) is None,
        lambda: trapezoid(Digits(50)) is None,
        Never("refused wherever it is asked for", lambda: trapezoid(F, 0) is None),
    ),
    "widen": Triple(
        lambda: encloses(F.widen(F.zero, half), 0.49),
        lambda: encloses(F.widen(F.zero, half), 0.51),
        Never("a radius counts by its size", lambda: encloses(F.widen(F.zero, minus), 0.49)),
    ),
    "is_zero": Triple(
        lambda: F.is_zero(F.zero),
        lambda: F.is_zero(F.rational(1, 10**70)),
        lambda: F.is_zero(around_zero),
    ),
    "is_finite": Triple(
        lambda: F.is_finite(F.pi),
        lambda: F.is_finite(F.infinity),
        lambda: F.is_finite(F.infinity * 0),
    ),
    "defined": valued(lambda: F.defined(half), lambda: 0.5, lambda: F.defined(F.infinity * 0)),
    "radius": Triple(
        lambda: F.radius(F.pi) < 1e-49,
        lambda: F.radius(F.widen(F.pi, F.rational(1, 10**48))) < 1e-49,
        inside_an_integral(lambda x: F.radius(x) >= 0),
    ),
    "certainly_less": Triple(
        lambda: F.certainly_less(third, third + NEARLY),
        lambda: F.certainly_less(third, third + Fraction(1, 10**70)),
        inside_an_integral(lambda x: F.certainly_less(x, F.one)),
    ),
    "certainly_positive": Triple(
        lambda: F.certainly_positive(F.rational(1, 10**70)),
        lambda: F.certainly_positive(around_zero),
        inside_an_integral(F.certainly_positive),
    ),
    "disjoint": Triple(
        lambda: F.disjoint(third, third + NEARLY),
        lambda: F.disjoint(third, third + Fraction(1, 10**70)),
        inside_an_integral(lambda x: F.disjoint(x, F.one)),
    ),
    "midpoint_str": Triple(
        lambda: F.midpoint_str(third, 20) == "0.33333333333333333333",
        lambda: F.midpoint_str(third + Fraction(1, 10**18), 20) == "0.33333333333333333333",
        inside_an_integral(F.midpoint_str),
    ),
    "show": Triple(
        lambda: "+/-" in F.show(third),
        lambda: "+/-" in F.show(half),
        inside_an_integral(F.show),
    ),
}


def _power(x: Any, exponent: Any) -> Any:
    return x**exponent


BALL: dict[str, Triple] = {
    "__init__": valued(
        lambda: Ball(flint.arb(2), F.bits), lambda: 2, lambda: Ball(flint.arb("nan"), F.bits)
    ),
    "__add__": valued(lambda: half + third, lambda: mpmath.mpf(5) / 6, lambda: half + 0.5),
    "__radd__": valued(lambda: 1 + third, lambda: mpmath.mpf(4) / 3, lambda: 0.5 + half),
    "__sub__": valued(lambda: half - third, lambda: mpmath.mpf(1) / 6, lambda: half - 0.5),
    "__rsub__": valued(lambda: 1 - third, lambda: mpmath.mpf(2) / 3, lambda: 0.5 - half),
    "__mul__": valued(lambda: half * third, lambda: mpmath.mpf(1) / 6, lambda: F.infinity * F.zero),
    "__rmul__": valued(lambda: 2 * third, lambda: mpmath.mpf(2) / 3, lambda: 0.5 * half),
    "__truediv__": valued(lambda: half / third, lambda: 1.5, lambda: half / F.zero),
    "__rtruediv__": valued(lambda: 1 / third, lambda: 3, lambda: 1 / around_zero),
    "__pow__": valued(lambda: third**-2, lambda: 9, lambda: _power(F.zero, -1)),
    "__neg__": valued(lambda: -third, lambda: -mpmath.mpf(1) / 3, everywhere(lambda x: -x)),
    "__repr__": Triple(
        lambda: "0.333" in repr(third),
        lambda: "0.334" in repr(third),
        Never("every ball can be shown", lambda: "inf" in repr(F.infinity)),
    ),
}
REFUSED: dict[str, Callable[[], Any]] = {
    "__eq__": lambda: third == third,
    "__hash__": lambda: hash(third),
    "__bool__": lambda: bool(third),
}
