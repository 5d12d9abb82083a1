"""Functions that have names of their own: tanh, sigmoid, softplus, ReLU, max and min of two."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, cosh, exp, log, sinh, tanh


def greater(a: Expr, b: Expr) -> Expr:
    """The greater of two real numbers."""
    return (a + b + Abs(a - b)) / 2


def less(a: Expr, b: Expr) -> Expr:
    """The smaller of two real numbers."""
    return (a + b - Abs(a - b)) / 2


HYPERBOLIC: dict[str, Callable[[Expr], Expr]] = {"tanh": tanh, "sinh": sinh, "cosh": cosh}
NAMED: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": lambda x: 1 / (1 + exp(-x)),
    "softplus": lambda x: log(1 + exp(x)),
    **dict.fromkeys(("ReLU", "relu"), lambda x: greater(x, x * 0)),
}
EXTREMA: dict[str, Callable[[Expr, Expr], Expr]] = {"max": greater, "min": less}
