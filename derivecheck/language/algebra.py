r"""Sums, products and powers as LaTeX that is read in one way only.

A product is written as a fraction of its plain factors, then its logarithms, then what reaches to
the end of the term (a sum): nothing is ever read as the argument of a logarithm, or as part of a
sum, that is not.

>>> from sympy import log, symbols
>>> x, y = symbols("x y", positive=True)
>>> Algebra().doprint(1 / log(x)), Algebra().doprint(log(x) * log(y) / (2 * y))
('\\frac{1}{\\log x}', '\\frac{1}{2 y} \\log x \\cdot \\log y')
>>> Algebra().doprint((x - y) ** 2 / (2 * y**2)), Algebra().doprint(x**-y)
('\\frac{\\left(x - y\\right)^{2}}{2 y^{2}}', 'x^{- y}')
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Indexed, Integer, Pow, Rational, S, Sum, exp, log
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter

from derivecheck.terms.kernels import Kernel, sq
from derivecheck.terms.written import over, times

CONSTANTS = {S.Exp1: r"\mathrm{e}", S.EulerGamma: r"\gamma_{\mathrm{E}}"}


class Algebra(LatexPrinter):  # type: ignore[misc]
    """The arithmetic of the printer; a subclass says what is an application of a name."""

    applied: tuple[type, ...] = (AppliedUndef, Indexed, Kernel)  # names with their arguments
    trailing: tuple[type, ...] = (log,)  # set behind the fraction of a product

    def __init__(self) -> None:
        super().__init__({"ln_notation": False, "fold_func_brackets": False})

    # --- sums

    def _print_Add(self, e: Expr, order: Any = None) -> str:
        """Terms in SymPy's order, a positive one first if there is any."""
        if _is_unevaluated(e):
            return " + ".join(self._operand(t, isinstance(t, times)) for t in e.args)
        terms = [self._term(t) for t in self._as_ordered_terms(e, order)]
        terms.sort(key=lambda t: t.startswith("-"))
        return "".join(
            t if k == 0 else f" - {t[1:].lstrip()}" if t.startswith("-") else f" + {t}"
            for k, t in enumerate(terms)
        )

    def _term(self, e: Expr) -> str:
        return self._bracketed(e) if e.is_Add else str(self._print(e))

    def _operand(self, e: Expr, plain: bool = False) -> str:
        """A part of an operation that is written out and not carried out."""
        text = str(self._print(e))
        joined = e.is_Add or e.is_Mul or isinstance(e, times)
        closed = plain or not (joined or self._is_open(e)) or self._is_fraction(e)
        return text if closed and not text.startswith("-") else rf"\left({text}\right)"

    def _bracketed(self, e: Expr) -> str:
        return rf"\left({self._print(e)}\right)"

    # --- products

    def _print_Mul(self, e: Expr) -> str:
        if _is_unevaluated(e):
            sign, factors = ("- ", e.args[1:]) if e.args[0] == -1 else ("", e.args)
            return sign + r" \cdot ".join(map(self._operand, factors))
        number, above, behind, below = self._factors(e)
        size = abs(number)
        bottom = self._product(([] if size.q == 1 else [Integer(size.q)]) + below, closed=True)
        top = self._product(([] if size.p == 1 else [Integer(size.p)]) + above, bool(bottom))
        head = rf"\frac{{{top or '1'}}}{{{bottom}}}" if bottom else top
        tail = self._product(behind)
        if below and not top and len(behind) == 1 and not self._is_open(behind[0]):
            head, tail = rf"\frac{{{tail}}}{{{bottom}}}", ""  # log x / log 2, one quotient
        text = " ".join(filter(None, (head, tail))) or "1"
        return f"- {text}" if number < 0 else text

    def _factors(self, e: Expr) -> tuple[Rational, list[Expr], list[Expr], list[Expr]]:
        """The rational factor, the plain factors, those to stand behind, and the denominator."""
        number: Rational = S.One
        above: list[Expr] = []
        behind: list[Expr] = []
        below: list[Expr] = []
        for f in e.args if e.is_Mul else [e]:
            if f.is_Rational:
                number *= f
            elif _is_quotient(f):
                below.append(Pow(f.base, -f.exp, evaluate=f.exp == -1))
            else:
                (behind if isinstance(f, self.trailing) else above).append(f)
        above.sort(key=lambda f: (f.is_Add, isinstance(f, exp)))
        behind.sort(key=lambda f: (not isinstance(f, log), self._is_open(f)))
        return number, above, sorted(behind, key=self._is_open), below

    def _product(self, factors: list[Expr], closed: bool = False) -> str:
        """The factors side by side; a dot where the next one would be read as an argument.

        What is closed, as by the braces of a fraction, needs no brackets around a lone sum.
        """
        text = ""
        for k, f in enumerate(factors):
            last = k == len(factors) - 1
            alone = closed and len(factors) == 1
            joined = f.is_Mul or isinstance(f, times)
            needs = (f.is_Add and not alone) or joined or (self._is_open(f) and not last)
            piece = str(self._print(f))
            piece = rf"\left({piece}\right)" if needs or piece.startswith("-") else piece
            dot = text and (piece[0].isdigit() or isinstance(factors[k - 1], log))
            text += (r" \cdot " if dot else " " if text else "") + piece
        return text

    def _is_open(self, e: Expr) -> bool:
        """Whether what is printed goes on to the end of the term that it stands in."""
        if isinstance(e, log):
            return self._is_open(e.args[0])
        if e.is_Mul:
            _, _, behind, below = self._factors(e)
            return any(map(self._is_open, behind))
        return isinstance(e, Sum)

    def _is_fraction(self, e: Expr) -> bool:
        """Whether an expression is printed as one fraction and nothing else."""
        if e.is_Mul:
            number, _, behind, below = self._factors(e)
            alone = number > 0 and not behind and not _is_unevaluated(e)
            return alone and (bool(below) or number.q != 1)
        return _is_quotient(e) or type(e) is over or bool(e.is_Rational and e > 0)

    # --- powers, logarithms, exponentials

    def _print_Pow(self, e: Expr) -> str:
        base, exponent = e.args
        if _is_quotient(e):
            return rf"\frac{{1}}{{{self._print(Pow(base, -exponent, evaluate=exponent == -1))}}}"
        if exponent == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        return f"{self._raisable(base)}^{{{self._print(exponent)}}}"

    def _raisable(self, base: Expr) -> str:
        text = str(self._print(base))
        atom = base.is_Symbol or self._is_applied(base) or base is S.Exp1
        number = base.is_Integer and base >= 0
        return text if (atom or number) and "^" not in text else rf"\left({text}\right)"

    def _is_applied(self, e: Expr) -> bool:
        named = isinstance(e, self.applied) and not isinstance(e, (sq, times))
        return named and type(e) is not over

    def _print_times(self, e: Expr, exp: Any = None) -> str:
        return r" \cdot ".join(map(self._operand, e.args))

    def _print_over(self, e: Expr, exp: Any = None) -> str:
        top, bottom = map(self._print, e.args)
        return rf"\frac{{{top}}}{{{bottom}}}"

    def _print_ExpBase(self, e: Expr, exp: Any = None) -> str:
        return rf"\mathrm{{e}}^{{{self._print(e.args[0])}}}"

    def _print(self, expr: Any, **more: Any) -> str:
        """Euler's numbers upright or marked: e and γ are letters like any other."""
        known = CONSTANTS.get(expr) if isinstance(expr, Expr) else None
        return known or str(super()._print(expr, **more))

    def _print_log(self, e: Expr, exp: Any = None) -> str:
        return rf"\log {self._argument(e.args[0])}"

    def _argument(self, e: Expr) -> str:
        """What a function name may stand before without brackets."""
        number = e.is_Integer and e >= 0 or e in (S.Pi, S.Exp1, S.Infinity)
        plain = e.is_Symbol or number or self._is_applied(e) or isinstance(e, log | Sum)
        return str(self._print(e)) if plain or self._is_fraction(e) else self._bracketed(e)

    def _print_Rational(self, e: Expr) -> str:
        return self._print_Mul(e) if e.q != 1 else str(e.p)


def _is_unevaluated(e: Expr) -> bool:
    """Whether a sum or product is one that SymPy would carry out or put in another order."""
    return bool(e.is_Add or e.is_Mul) and e.func(*e.args) != e


def _is_quotient(e: Expr) -> bool:
    """Whether an expression is one divided by a power of something."""
    return bool(e.is_Pow and e.exp.is_Rational and e.exp < 0)
