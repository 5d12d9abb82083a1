r"""Code from expressions with sums: NumPy with broadcasting, and mpmath at any precision.

A sum over an index becomes a reduction over one array axis: the indices in scope, outermost first,
are the last axes of every array, and each entry p[i], m(a) or S(a, b) is placed on the axes of its
indices.  A free index is the last axis of the result.

>>> from sympy import Symbol
>>> from derivecheck.functionals import KL, unfold
>>> from derivecheck.laws import FiniteLaw
>>> N = Symbol("N", integer=True, positive=True)
>>> print(ArrayPrinter().doprint(unfold(KL(FiniteLaw("p", N), FiniteLaw("q", N)))))
sum(weighted_log(p[..., :], p[..., :]/q[..., :]), axis=(-1,))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import mpmath
import numpy as np
from sympy import Expr, Mul, Symbol, log
from sympy.core.function import AppliedUndef
from sympy.printing.numpy import NumPyPrinter
from sympy.printing.pycode import MpmathPrinter


def _with_weight(e: Expr) -> tuple[Expr, Expr] | None:
    """(w, x) if the product is w log x with one logarithm and a w that varies."""
    logs = [f for f in e.args if isinstance(f, log)]
    weight = Mul(*[f for f in e.args if not isinstance(f, log)])
    return None if len(logs) != 1 or weight.is_number else (weight, logs[0].args[0])


class ArrayPrinter(NumPyPrinter):  # type: ignore[misc]
    """NumPy code in which the indices in scope are the last axes."""

    def __init__(self, free: Sequence[Symbol] = ()) -> None:
        super().__init__({"fully_qualified_modules": False, "allow_unknown_functions": True})
        self.axes = list(free)

    def _placed(self, array: str, indices: Sequence[Expr]) -> str:
        """The array with its own axes at the positions of its indices, 1 elsewhere."""
        positions = [self.axes.index(i) for i in indices]
        if positions != sorted(set(positions)):
            if len(set(positions)) != 2:
                raise NotImplementedError(f"{array} at {indices}")
            array = f"swapaxes({array}, -1, -2)"
        slots = [":" if k in positions else "None" for k in range(len(self.axes))]
        return f"{array}[{', '.join(['...', *slots])}]" if slots else array

    def _print_Symbol(self, e: Expr) -> str:
        name = str(super()._print_Symbol(e))
        return name if e.is_integer else self._placed(name, ())

    def _print_Indexed(self, e: Expr) -> str:
        return self._placed(str(e.base), e.indices)

    def _print_Function(self, e: Expr) -> str:
        if isinstance(e, AppliedUndef):
            return self._placed(e.func.__name__, e.args)
        return str(super()._print_Function(e))

    def _print_KroneckerDelta(self, e: Expr) -> str:
        return self._placed("identity", e.args)

    def _print_Sum(self, e: Expr) -> str:
        outer = [v for v, lo, _ in reversed(e.limits) if lo == 1 and e.function.has(v)]
        if len(outer) != len(e.limits):
            raise NotImplementedError(f"a sum that is no reduction of an array: {e}")
        self.axes += outer
        body = self._print(e.function)
        del self.axes[-len(outer) :]
        return f"sum({body}, axis={tuple(range(-len(outer), 0))})"

    def _print_Mul(self, e: Expr) -> str:
        if split := _with_weight(e):
            return f"weighted_log({self._print(split[0])}, {self._print(split[1])})"
        return str(super()._print_Mul(e))


class DigitsPrinter(MpmathPrinter):  # type: ignore[misc]
    """mpmath code; arrays are nested lists and indices count from 1."""

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False, "allow_unknown_functions": True})

    def _entry(self, name: str, indices: Sequence[Expr]) -> str:
        return name + "".join(f"[{self._print(i)} - 1]" for i in indices)

    def _print_Indexed(self, e: Expr) -> str:
        return self._entry(str(e.base), e.indices)

    def _print_Function(self, e: Expr) -> str:
        if isinstance(e, AppliedUndef):
            return self._entry(e.func.__name__, e.args)
        return str(super()._print_Function(e))

    def _print_KroneckerDelta(self, e: Expr) -> str:
        i, j = map(self._print, e.args)
        return f"({i} == {j})"

    def _print_Mul(self, e: Expr) -> str:
        if split := _with_weight(e):
            return f"weighted_log({self._print(split[0])}, lambda: {self._print(split[1])})"
        return str(super()._print_Mul(e))


def weighted_log(weight: Any, x: Any) -> Any:
    """weight · log x, and 0 where the weight is 0, the limit of t log t."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.equal(weight, 0), 0.0, weight * np.log(x))


def weighted_log_digits(weight: Any, x: Callable[[], Any]) -> Any:
    """The same over mpmath numbers; a positive number over 0 is infinite."""
    if not weight:
        return mpmath.mpf(0)
    try:
        return weight * mpmath.log(x())
    except ZeroDivisionError:
        return weight * mpmath.inf
