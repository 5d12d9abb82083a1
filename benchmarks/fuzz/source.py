"""A statement as the Python that makes it, so that a fault can be run again by hand.

>>> from sympy import Symbol
>>> from derivecheck.language import FiniteLaw, H, given
>>> P = FiniteLaw("p", Symbol("N", integer=True, positive=True))
>>> print(source(given(P).ge(H(P), 0)))
N = Symbol('N', integer=True, positive=True)
given(FiniteLaw('p', N)).ge(H(FiniteLaw('p', N)), 0)
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.str import StrPrinter

import derivecheck.language as say
from derivecheck.language.assumptions import Row
from derivecheck.language.functionals import Slot
from derivecheck.language.laws.joint import Slice
from derivecheck.language.laws.line import Conditional, Marginal
from derivecheck.language.laws.samples import Empirical
from derivecheck.language.measures import Integers, Line, Point
from derivecheck.terms import binders, kernels, kernels_gamma, written

METHODS = {"=": "eq", "<=": "le", "<": "lt", ">=": "ge", ">": "gt"}
KINDS = ("integer", "positive", "nonnegative", "real")


def source(statement: say.Statement) -> str:
    """The symbols, then the statement."""
    printer = _Python()
    said = printer.statement(statement)
    return "\n".join([*(f"{name} = {made}" for name, made in printer.symbols.items()), said])


def namespace() -> dict[str, Any]:
    """What the source of a statement refers to."""
    found: dict[str, Any] = {k: getattr(sp, k) for k in sp.__all__}
    for module in (kernels, kernels_gamma, written, binders, say):
        found |= {k: v for k, v in vars(module).items() if not k.startswith("_")}
    from benchmarks.fuzz.scene import Rayleigh

    found |= {"Slot": Slot, "Line": Line, "Integers": Integers}
    return (
        found
        | {"Rayleigh": Rayleigh}
        | {k: getattr(sp, k) for k in ("log", "exp", "sqrt", "Sum", "Integral")}
    )


class _Python(StrPrinter):  # type: ignore[misc]
    """SymPy's text with the constructors of the vocabulary."""

    def __init__(self) -> None:
        super().__init__({"order": "none"})
        self.symbols: dict[str, str] = {}
        self.inside: dict[Any, str] = {}

    # --- statements

    def statement(self, s: say.Statement) -> str:
        start = f"given({self.list(s.given)})"
        match s:
            case say.Relation():
                return f"{start}.{METHODS[s.relation]}({self.list((s.lhs, s.rhs))})"
            case say.Rounds():
                return f"{start}.rounds({self.text(s.value)}, {s.printed!r})"
            case say.Optimum():
                made = (s.objective, s.variable, s.at, s.lo, s.hi)
                return f"{start}.{s.kind}imum({self.list(made)})"
            case say.ZeroIffEqual():
                start = f"({self.list(s.given)}{',' * bool(s.given)})"
                return f"ZeroIffEqual({start}, {self.list((s.value, s.p, s.q))})"
            case say.ZeroIff():
                start = f"({self.list(s.given)}{',' * bool(s.given)})"
                condition = self.bound(s.variable, s.condition)
                slot = f"Slot({s.variable.name!r}, **{s.variable.assumptions0})"
                where = f"({condition})({slot}), {slot}, {self.text(s.space)}"
                return f"ZeroIff({start}, {self.text(s.value)}, {where})"
            case say.Every():
                return f"{start}.every({', '.join(map(self.statement, s.parts))})"
            case say.NotAlways():
                return f"not_always({self.statement(s.part)})"
        raise TypeError(f"no source of {type(s).__name__}")

    def list(self, items: Any) -> str:
        return ", ".join(map(self.text, items))

    def text(self, e: Any) -> str:
        """One object or expression."""
        return str(self.doprint(e))

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, say.Assumption):
            return self.assumption(expr)
        if isinstance(expr, kernels.Kernel):
            return f"{type(expr).__name__}({self.list(expr.args)})"
        if isinstance(expr, sp.Indexed):  # which would print itself
            return self._print_Indexed(expr)
        return str(super()._print(expr, **kwargs))

    # --- laws and assumptions

    def assumption(self, a: Any) -> str:
        name = type(a).__name__
        match a:
            case say.Mixture():
                return f"Mixture({', '.join(f'({self.list(t)})' for t in a.terms)})"
            case Conditional():
                joint, axis, value = a.args
                return f"{self.text(joint)}.{'xz'[int(axis)]}_given({self.text(value)})"
            case Marginal():
                return f"{self.text(a.joint)}.of_{'xz'[int(a.args[1])]}"
            case say.JointLaw():
                axes = [f"({v!r}, {self.text(a.space(v))})" for v in a.variables]
                return f"JointLaw({', '.join([repr(a.name), *axes])})"
            case Slice():
                known = [f", {v}={self.text(x)}" for v, x in a.given.items()]
                return f"{self.text(a.joint)}.law({a.variable!r}{''.join(known)})"
            case say.RealMap():
                return f"RealMap({a.name!r}, {self.list(a.spaces)}, sign={a.sign!r})"
            case Row():
                return f"{self.text(a.args[0])}.given({self.text(a.args[1])})"
            case Empirical():
                return f"{self.text(a.sample)}.law"
            case say.RealFunction():
                more = "".join(f", {self.text(p)}" for p in a.args[2:])
                return f"RealFunction({a.name!r}{more}, sign={a.sign!r})"
            case say.Interval() | say.Index() | say.Different():
                return f"{name}({self.list(a.args)})"
        made = ", ".join(self.argument(x) for x in a.args)
        plain = name.removesuffix("WithZeros")
        return f"{name}({made})" if plain == name else f"{plain}({made}, zeros=True)"

    def argument(self, x: Any) -> str:
        """A symbol without assumptions is a name."""
        if isinstance(x, sp.Symbol) and x.is_real is None and x not in self.inside:
            return repr(x.name)
        return self.text(x)

    # --- expressions

    def _print_Symbol(self, s: Any) -> str:
        if s in self.inside:
            return self.inside[s]
        name = s.name if s.name.isidentifier() else f"symbol_{len(self.symbols)}"
        kinds = "".join(f", {k}=True" for k in KINDS if getattr(s, f"is_{k}"))
        kinds = kinds.removesuffix(", real=True") if s.is_integer or s.is_nonnegative else kinds
        kinds = kinds.replace(", positive=True, nonnegative=True", ", positive=True")
        made = f"point({s.name!r})" if isinstance(s, Point) else f"Symbol({s.name!r}{kinds})"
        self.symbols[name] = made
        return name

    def bound(self, variable: Any, body: Any) -> str:
        """A function of a bound variable."""
        name = f"b{len(self.inside)}"
        before, self.inside = self.inside, {**self.inside, variable: name}
        said = f"lambda {name}: {self.text(body)}"
        self.inside = before
        return said

    def _print_Sum(self, e: Any) -> str:
        return self.operator("total", e)

    def _print_Integral(self, e: Any) -> str:
        return self.operator("integral", e)

    def operator(self, name: str, e: Any) -> str:
        (x, lo, hi), *more = e.limits[::-1]
        body = type(e)(e.function, *more[::-1]) if more else e.function
        if isinstance(x, binders.Bound):
            return f"{name}({self.bound(x, body)}, {self.list((lo, hi))})"
        return f"{type(e).__name__}({self.text(body)}, ({self.list((x, lo, hi))}))"

    def _print_Expectation(self, e: Any) -> str:
        return f"E({self.text(e.law)}, {self.bound(*e.args[1:])})"

    def _print_At(self, e: Any) -> str:
        expr, family, values = e.args
        body = self.bound(values.variables[0], values.expr)
        return f"At({self.list((expr, family))}, {body})"

    def _print_Routine(self, e: Any) -> str:
        return f"Routine({e.name!r}, {self.list(e.args[1:])})"

    def _print_Indexed(self, e: Any) -> str:
        sign = next(k for k in KINDS[1:] if e.base.assumptions0.get(k))
        base = f"family({str(e.base.name)!r}, {sign!r})"
        if e.base.assumptions0.get("integer"):
            base = f"IndexedBase({str(e.base.name)!r}, integer=True, positive=True)"
        return f"{base}[{self.list(e.indices)}]"

    def _print_Function(self, e: Any) -> str:
        if not isinstance(e, AppliedUndef):
            return str(super()._print_Function(e))
        sign = next((k for k in KINDS[1:] if getattr(e, f"is_{k}")), "real")
        return f"function({type(e).__name__!r}, {sign!r})({self.list(e.args)})"

    def _print_Rational(self, e: Any) -> str:
        return f"Rational({e.p}, {e.q})"

    def _print_Exp1(self, e: Any) -> str:
        return "exp(1)"
