r"""Code from programs: arrays with broadcasting, loops over floats, C, and mpmath.

All are SymPy's printers; what is added here is how an entry x[i] and a chosen index are written.
In array code the first axis of a vector is its index; what belongs to the whole vector, such as a
sum over the index, has no such axis, so that further axes broadcast.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sympy import Add, Expr, Indexed, KroneckerDelta, Mul, Pow, S, Symbol, log
from sympy.core.function import AppliedUndef
from sympy.printing.c import C99CodePrinter
from sympy.printing.numpy import SciPyPrinter
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.pycode import MpmathPrinter, PythonCodePrinter

from derivecheck.emission.program import INDEX, SECOND

SETTINGS = {"fully_qualified_modules": False, "allow_unknown_functions": True}


def indicator(delta: KroneckerDelta) -> str:
    """The name of the array that is 1 at a chosen index: at_top for δ(i, top)."""
    (chosen,) = set(delta.args) - {INDEX}
    return f"at_{chosen}"


class _Constants:
    """Irrational numbers as the nearest floats, so that they do not widen float32."""

    def doprint(self, e: Any) -> str:
        """The code of an expression."""
        return str(self._print(e))

    def _as_ordered_terms(self, e: Expr, order: Any = None) -> list[Expr]:
        """b - a instead of -a + b, which is one operation more; the value is the same."""
        terms: list[Expr] = super()._as_ordered_terms(e, order=order)  # type: ignore[misc]
        first = len(terms) == 2 and terms[0].could_extract_minus_sign()
        return terms[::-1] if first and not terms[1].could_extract_minus_sign() else terms

    def _print(self, e: Any, **kwargs: Any) -> str:
        if isinstance(e, Expr) and e.is_number and not e.is_Rational and not e.is_infinite:
            return repr(float(e.n(30)))
        return str(super()._print(e, **kwargs))  # type: ignore[misc]


class _Quotients:
    """x/s²  as x/s/s: a power may leave the range of floats where the quotient does not."""

    def _print_Mul(self, e: Expr) -> str:
        coefficient, rest = e.as_coeff_Mul()
        factors = Mul.make_args(rest)  # of ½/s² the rest is a power alone
        over = [f for f in factors if _is_divisor(f)]
        if not any(f.exp < -1 for f in over):
            return str(super()._print_Mul(e))  # type: ignore[misc]
        above = [b for f in factors if f not in over for b in _repeated(f)]
        below = [b for f in factors if f in over for b in _repeated(1 / f)]
        if not above:
            coefficient, above = S.One, [coefficient]
        head = "" if coefficient == 1 else "-" if coefficient == -1 else None
        texts = [self._part(b) for b in above]
        text = texts[0]
        for k in range(max(len(texts) - 1, len(below))):
            text += f"/{self._part(below[k])}" if k < len(below) else ""
            text += f"*{texts[k + 1]}" if k + 1 < len(texts) else ""
        return f"{self._part(coefficient)}*{text}" if head is None else head + text

    def _part(self, e: Expr) -> str:
        return str(self.parenthesize(e, PRECEDENCE["Pow"]))  # type: ignore[attr-defined]


def _is_divisor(e: Expr) -> bool:
    """An inverse power of arguments, which may have any size; of sums only those of arguments."""
    if not (isinstance(e, Pow) and e.exp.is_Integer and -4 < e.exp < 0):
        return False
    steps = any(re.fullmatch(r"s\d+", s.name) for s in e.base.free_symbols)
    return isinstance(e.base, (Symbol, Indexed)) or (isinstance(e.base, Add) and not steps)


def _repeated(e: Expr) -> list[Expr]:
    """The factors of a small power."""
    small = isinstance(e, Pow) and e.exp.is_Integer and 1 < e.exp < 4
    return [e.base] * int(e.exp) if small else [e]


class ArrayPrinter(_Quotients, _Constants, SciPyPrinter):  # type: ignore[misc]
    """Array code; with ``pair`` the first two axes are those of two free indices."""

    def __init__(self, pair: bool = False) -> None:
        super().__init__(SETTINGS)
        self.pair = pair

    def _placed(self, array: str, index: Expr) -> str:
        if not self.pair:
            return array
        return f"{array}[:, None]" if index == INDEX else f"{array}[None, :]"

    def _print_Indexed(self, e: Indexed) -> str:
        if len(e.indices) == 2:
            return self._matrix(str(e.base), *e.indices)
        (index,) = e.indices
        if index in (INDEX, SECOND):
            return self._placed(str(e.base), index)
        return f"pick({e.base}, {self._print(index)})"

    def _matrix(self, base: str, row: Expr, column: Expr) -> str:
        if row == column:
            return f"diagonal({base})"
        return base if (row, column) == (INDEX, SECOND) else f"{base}.T"

    def _print_Pow(self, e: Expr, **kwargs: Any) -> str:
        if e.exp == -1:
            return f"1/{self.parenthesize(e.base, PRECEDENCE['Pow'])}"
        return str(super()._print_Pow(e, **kwargs))

    def _print_KroneckerDelta(self, e: KroneckerDelta) -> str:
        if set(e.args) == {INDEX, SECOND}:
            return "identity"
        return self._placed(indicator(e), INDEX)


class LoopPrinter(_Quotients, _Constants, PythonCodePrinter):  # type: ignore[misc]
    """Code over floats, in Python."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)

    def _print_Indexed(self, e: Indexed) -> str:
        return str(e.base) + "".join(f"[{self._print(i)}]" for i in e.indices)

    def _print_KroneckerDelta(self, e: KroneckerDelta) -> str:
        return "({} == {})".format(*map(self._print, e.args))

    def _print_sign(self, e: Expr) -> str:
        return f"sign({self._print(e.args[0])})"

    def _print_Pow(self, e: Expr, **kwargs: Any) -> str:
        """A square root of this namespace: math.sqrt would raise outside its domain."""
        return str(super()._print_Pow(e, **kwargs)).replace("math.sqrt", "sqrt")


class CPrinter(_Quotients, _Constants, C99CodePrinter):  # type: ignore[misc]
    """Code over doubles, in C; indices count from 0."""

    def __init__(self) -> None:
        super().__init__({"allow_unknown_functions": True})

    def _print_Indexed(self, e: Indexed) -> str:
        return str(e.base) + "".join(f"[{self._print(i)}]" for i in e.indices)

    def _print_KroneckerDelta(self, e: KroneckerDelta) -> str:
        return "({} == {})".format(*map(self._print, e.args))


def _with_weight(e: Expr) -> tuple[Expr, Expr] | None:
    """(w, x) if the product is w log x with one logarithm and a w that varies."""
    logs = [f for f in e.args if isinstance(f, log)]
    weight = Mul(*[f for f in e.args if not isinstance(f, log)])
    return None if len(logs) != 1 or weight.is_number else (weight, logs[0].args[0])


class DigitsPrinter(MpmathPrinter):  # type: ignore[misc]
    """mpmath code; arrays are nested lists and indices count from 1."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)

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
