r"""The third interpreter: expressions of ours as LaTeX.

What a note says is printed from the note's own formula; this printer serves our derivations,
corrections and remainders.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> N = Symbol("N", integer=True, positive=True)
>>> tex(KL(FiniteLaw("p", N), FiniteLaw("q", N)))
'D_{\\mathrm{KL}}(p\\,\\|\\,q)'
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Mul, Pow, Symbol, log, polygamma, sympify
from sympy.printing.latex import LatexPrinter

from derivecheck.language.functionals import Slot
from derivecheck.language.laws.dirichlet import Dirichlet
from derivecheck.language.laws.finite import Mixture, Table
from derivecheck.language.laws.line import Conditional, Marginal, Normal
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.measures import Measure, Pointwise
from derivecheck.terms.binders import OPERATORS, Bound, open_operator
from derivecheck.terms.kernels import Kernel, sq

LETTERS = {True: "ijklmn", False: "xzuvwt"}
RELATION_TEX = {"=": "=", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}


class Printer(LatexPrinter):  # type: ignore[misc]
    """LaTeX of statements, with the field's notation for heads and laws."""

    def __init__(self) -> None:
        super().__init__({"ln_notation": False, "fold_func_brackets": False})

    # --- variables

    def _letter(self, expr: Expr, integer: bool) -> str:
        """A letter for a bound variable that does not occur in the body."""
        taken = {s.name for s in expr.free_symbols} | {str(s) for s in self._used}
        return next((c for c in LETTERS[integer] if c not in taken), "s")

    @property
    def _used(self) -> list[str]:
        if not hasattr(self, "_stack"):
            self._stack: list[str] = []
        return self._stack

    def _open(self, body: Expr, var: Expr) -> tuple[str, str]:
        """The letter of a bound variable and the body with it, typeset."""
        letter = self._letter(body, bool(var.is_integer))
        named = Symbol(letter, **var.assumptions0)
        self._used.append(letter)
        text = self.doprint(body.xreplace({var: named}))
        self._used.pop()
        return letter, text

    def _print_Sum(self, e: Expr) -> str:
        return self._operator(e)

    def _print_Integral(self, e: Expr) -> str:
        return self._operator(e)

    def _operator(self, e: Expr) -> str:
        body, binders = open_operator(e)
        left, right = "", ""
        names: dict[Expr, Expr] = {}
        for b in reversed(binders):
            letter = self._letter(body.xreplace(names), bool(b.var.is_integer))
            names[b.var] = Symbol(letter, **b.var.assumptions0)
            self._used.append(letter)
            if b.operator.__name__ == "Sum":
                left += rf"\sum_{{{letter}={self.doprint(b.lo)}}}^{{{self.doprint(b.hi)}}} "
            else:
                whole = b.lo.is_infinite and b.hi.is_infinite
                ends = "" if whole else rf"_{{{self.doprint(b.lo)}}}^{{{self.doprint(b.hi)}}}"
                left += rf"\int{ends} "
                right = rf"\,\mathrm{{d}}{letter}" + right
        inner = body.xreplace(names)
        text = self.doprint(inner)
        if inner.is_Add:
            text = rf"\left({text}\right)"
        del self._used[len(self._used) - len(binders) :]
        return left + text + right

    # --- families and functions

    def _print_Indexed(self, e: Expr) -> str:
        indices = ",".join(self.doprint(i) for i in e.indices)
        return f"{self.doprint(Symbol(str(e.base)))}_{{{indices}}}"

    def _print_Function(self, e: Expr, exp: Any = None) -> str:
        if isinstance(e, Kernel):
            return self._kernel(e, exp)
        name = e.func.__name__
        base, _, axis = name.rpartition("_")
        if axis in ("x", "z") and base:
            name = base
        if e.is_Function and not hasattr(self, f"_print_{name}") and e.func.__module__ is None:
            args = ", ".join(self.doprint(a) for a in e.args)
            text = f"{self.doprint(Symbol(name))}({args})"
            return text if exp is None else f"{text}^{{{exp}}}"
        return super()._print_Function(e, exp)

    def _kernel(self, e: Kernel, exp: Any) -> str:
        """A kernel by its name, but a square as a square."""
        if isinstance(e, sq):
            return self._raised(self.doprint(Pow(e.args[0], 2, evaluate=False)), exp)
        name = type(e).__name__.replace("_", r"\_")
        args = ", ".join(map(self.doprint, e.args))
        return self._raised(rf"\operatorname{{{name}}}\left({args}\right)", exp)

    def _print_Coordinate(self, e: Expr, exp: Any = None) -> str:
        point, index = self.doprint(e.args[1]), self.doprint(e.args[0])
        text = f"{point}_{{{index}}}"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_loggamma(self, e: Expr, exp: Any = None) -> str:
        return self._raised(rf"\log\Gamma({self.doprint(e.args[0])})", exp)

    def _print_polygamma(self, e: Expr, exp: Any = None) -> str:
        order, x = e.args
        name = r"\psi" if order == 0 else rf"\psi^{{({self.doprint(order)})}}"
        return self._raised(f"{name}({self.doprint(x)})", exp)

    def _print_digamma(self, e: Expr, exp: Any = None) -> str:
        return self._print_polygamma(polygamma(0, *e.args, evaluate=False), exp)

    def _print_KroneckerDelta(self, e: Expr, exp: Any = None) -> str:
        text = rf"\delta_{{{self.doprint(e.args[0])}{self.doprint(e.args[1])}}}"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_Mul(self, e: Expr) -> str:
        """A product with its logarithms last, since log p q reads as the logarithm of p q."""
        logs = [f for f in e.args if isinstance(f, log)]
        rest = Mul(*[f for f in e.args if not isinstance(f, log)])
        if not logs or rest.has(*OPERATORS):
            return str(super()._print_Mul(e))
        text = self.doprint(rest)
        if rest.is_Add:
            text = rf"\left({text}\right)"
        signs = {"1": "", "-1": "- "}
        return signs.get(text, text + " ") + " ".join(map(self.doprint, logs))

    def _print_log(self, e: Expr, exp: Any = None) -> str:
        argument = e.args[0]
        text = self.doprint(argument)
        if argument.is_Add or argument.is_Mul and "frac" not in text[:6] or argument.is_Pow:
            text = rf"\left({text}\right)"
        name = r"\log" if exp is None else rf"\log^{{{exp}}}"
        return f"{name} {text}"

    # --- laws and heads

    def _law(self, law: Measure) -> str:
        """The name of a law."""
        if isinstance(law, Normal):
            mu, sigma = law.args
            return rf"\mathcal{{N}}({self.doprint(mu)},{self.doprint(sigma**2)})"
        if isinstance(law, (NamedLaw, Dirichlet)):
            values = law.args if isinstance(law, NamedLaw) else [Symbol(law.concentrations.name)]
            return rf"\mathrm{{{type(law).__name__}}}({', '.join(map(self.doprint, values))})"
        if isinstance(law, Mixture):
            return self._mixture(law)
        if isinstance(law, (Marginal, Conditional)):
            return self._of_joint(law)
        if isinstance(law, Table):
            return rf"({', '.join(map(self.doprint, law.args))})"
        if isinstance(law, Pointwise):
            return self.doprint(law.args[0].expr).replace("_{_}", "").replace("(_)", "")
        if law.args and isinstance(law.args[0], Symbol) and len(law.args) > 1:
            points = [a for a in law.args[1:] if type(a) is not Symbol]
            if points and type(law).__name__ == "Density":
                return rf"{self.doprint(law.args[0])}(\cdot\mid {self.doprint(points[0])})"
        return self.doprint(law.args[0])

    def _mixture(self, law: Mixture) -> str:
        weights = {w for w, _ in law.terms}
        names = " + ".join(self._law(p) for _, p in law.terms)
        if len(weights) == 1:
            return rf"\tfrac{{{names}}}{{{self.doprint(1 / weights.pop())}}}"
        return " + ".join(f"{self.doprint(w)} {self._law(p)}" for w, p in law.terms)

    def _of_joint(self, law: Measure) -> str:
        joint, axis = law.args[0], "xz"[int(law.args[1])]
        name = self.doprint(Symbol(joint.name))
        if isinstance(law, Marginal):
            return f"{name}({axis})"
        return rf"{name}({axis}\mid {self.doprint(law.args[2])})"

    def _print_H(self, e: Expr, exp: Any = None) -> str:
        return self._raised(f"H({self._law(e.args[0])})", exp)

    def _print_CE(self, e: Expr, exp: Any = None) -> str:
        return self._raised(f"H({self._law(e.args[0])},{self._law(e.args[1])})", exp)

    def _print_KL(self, e: Expr, exp: Any = None) -> str:
        p, q = map(self._law, e.args)
        return self._raised(rf"D_{{\mathrm{{KL}}}}({p}\,\|\,{q})", exp)

    def _print_JS(self, e: Expr, exp: Any = None) -> str:
        return self._raised(rf"\mathrm{{JS}}({self._law(e.args[0])},{self._law(e.args[1])})", exp)

    def _print_Expectation(self, e: Expr, exp: Any = None) -> str:
        law, slot, body = e.args
        letter, text = self._open(body, slot)
        name = self._law(law)
        return self._raised(rf"\mathbb{{E}}_{{{letter}\sim {name}}}\left[{text}\right]", exp)

    def _print_Partial(self, e: Expr, exp: Any = None) -> str:
        expr, wrt = e.args
        text = (
            rf"\frac{{\partial}}{{\partial {self.doprint(wrt)}}}\left[{self.doprint(expr)}\right]"
        )
        return self._raised(text, exp)

    def _print_At(self, e: Expr, exp: Any = None) -> str:
        expr, family, values = e.args
        letter, text = self._open(values.expr, values.variables[0])
        where = f"{family.name}_{{{letter}}}={text}"
        return self._raised(rf"\left.{self.doprint(expr)}\right|_{{{where}}}", exp)

    def _raised(self, text: str, exp: Any) -> str:
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    def _print_Bound(self, e: Bound) -> str:
        return e.name

    def _print_Slot(self, e: Slot) -> str:
        return e.name.replace("@", "s_")

    def _print_Point(self, e: Symbol) -> str:
        return e.name


def law_tex(law: Measure) -> str:
    """The name of a law as LaTeX."""
    return Printer()._law(law)


def tex(expr: Any) -> str:
    """The LaTeX of an expression of ours."""
    printer = Printer()
    printer._used.extend(s.name for s in sympify(expr).free_symbols if type(s) is not Bound)
    return str(printer.doprint(expr))
