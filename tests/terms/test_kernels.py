"""Kernels as SymPy functions: their slopes are the derivatives of their definitions."""

import inspect
from typing import Any

import mpmath
import pytest
from sympy import Integer, Rational, S, Symbol, exp, log, symbols

from derivecheck.language.functionals import unfold
from derivecheck.proof.prove import prove_zero
from derivecheck.terms.kernels import Kernel, expm1mx, kl_term, log1pmx
from derivecheck.terms.kernels_gamma import KERNELS


def arguments(kernel: type[Kernel]) -> list[Any]:
    """Positive numbers; below 1 where the definition has 1 - p, and weights w."""
    names = list(inspect.signature(kernel.formula).parameters)
    u = symbols(f"u:{len(names)}", positive=True)
    below = [kernel.__name__ == "kl_term_rest" or name == "w" for name in names]
    return [x / (1 + x) if unit else x for x, unit in zip(u, below, strict=True)]


def slope_gap(kernel: type[Kernel], k: int, factor: Any = 1) -> Any:
    """The slope by argument k less the derivative of the definition, at positive arguments."""
    at = arguments(kernel)
    names = symbols(f"x:{len(at)}")
    exact = kernel.formula(*names).diff(names[k])
    gap = factor * unfold(kernel(*names).fdiff(k + 1)) - exact
    return gap.subs(dict(zip(names, at, strict=True)))


SLOPES = [(kernel, k) for kernel in KERNELS for k in range(len(arguments(kernel)))]


@pytest.mark.parametrize(("kernel", "k"), SLOPES)
def test_slopes_are_the_derivatives_of_the_definition(kernel: type[Kernel], k: int) -> None:
    assert prove_zero(slope_gap(kernel, k), ())
    assert not prove_zero(slope_gap(kernel, k, factor=2), ())


@pytest.mark.parametrize("kernel", KERNELS)
def test_value_at_numbers_is_the_definition(kernel: type[Kernel]) -> None:
    point = [Rational(k + 2, 2 * k + 7) for k in range(len(arguments(kernel)))]
    names = symbols(f"x:{len(point)}")
    exact = kernel.formula(*names).subs(dict(zip(names, point, strict=True))).n(40)
    assert abs(kernel(*point).n(30) - exact) < abs(exact) * Rational(1, 10**29)


@pytest.mark.parametrize("power", [8, 30, 200])
def test_no_digit_is_lost_near_zero(power: int) -> None:
    t = S(10) ** -power
    assert abs(log1pmx(t).n(20) / (-(t**2) / 2) - 1) < t
    assert abs(expm1mx(t).n(20) / (t**2 / 2) - 1) < t


def test_rewrite_gives_the_definition() -> None:
    p, q = symbols("p q", positive=True)
    assert kl_term(p, q).rewrite(log) == p * log(p / q) - p + q
    assert expm1mx(p).rewrite(exp) == exp(p) - 1 - p


def test_kernels_unfold_inside_one_another() -> None:
    t = Symbol("t", positive=True)
    assert unfold(2 * log1pmx(expm1mx(t))) == 2 * (log(exp(t) - t) - exp(t) + 1 + t)
    assert kl_term(Integer(1), Integer(1)).n(20) == 0


def test_precision_is_that_of_the_context() -> None:
    with mpmath.workdps(15):
        assert mpmath.mp.dps == 15
        log1pmx(Rational(1, 10**40)).n(50)
        assert mpmath.mp.dps == 15
