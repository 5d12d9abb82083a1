r"""The third interpreter: expressions of ours as LaTeX.

What a note says is printed from the note's own formula; this printer serves statements,
derivations, corrections and remainders.  Every printed statement of the suite is read back by a
second reader and compared in numbers (`tests/language/test_read_back.py`).

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> from derivecheck.language.laws.line import Density
>>> from derivecheck.language.measures import point
>>> N = Symbol("N", integer=True, positive=True)
>>> tex(KL(FiniteLaw("p", N), FiniteLaw("q", N)))
'D_{\\mathrm{KL}}(p\\,\\|\\,q)'
>>> x, z = point("x"), point("z")
>>> q = Density("q", x)
>>> tex(q.at(z)), tex(q.at(z), (q,))
('q(z, x)', 'q(z\\mid x)')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sympy import (
    Expr,
    Indexed,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Sum,
    Symbol,
    log,
    polygamma,
    sympify,
)
from sympy.core.function import AppliedUndef

from derivecheck.language.algebra import Algebra
from derivecheck.language.assumptions import Row
from derivecheck.language.functionals import (
    CE,
    JS,
    KL,
    At,
    Expectation,
    H,
    Partial,
    Routine,
    Slot,
)
from derivecheck.language.laws.dirichlet import Coordinate, Dirichlet
from derivecheck.language.laws.finite import Mixture, Table
from derivecheck.language.laws.joint import JointLaw, Slice
from derivecheck.language.laws.line import Conditional, Density, Joint, Marginal, Normal
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.laws.samples import Empirical
from derivecheck.language.measures import Assumption, Measure, Point, Pointwise, letter
from derivecheck.terms.binders import OPERATORS, Bound, open_operator
from derivecheck.terms.kernels import Kernel, sq
from derivecheck.terms.written import over, times

LETTERS = {True: "ijklmn", False: "xzuvwt"}
AXES = "xz"
RELATION_TEX = {"=": "=", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}


class Printer(Algebra):
    """LaTeX of statements, with the field's notation for heads and laws.

    ``given`` tells which functions are conditional densities and which are marginals of a joint;
    ``letters`` are the first choice for bound variables.
    """

    applied = (*Algebra.applied, H, CE, KL, JS, Routine, KroneckerDelta, Coordinate, polygamma)
    trailing = (log, Sum, Integral, Expectation, Partial, At)

    def __init__(self, given: Iterable[Assumption] = (), letters: Iterable[str] = ()) -> None:
        super().__init__()
        given, self._letters = tuple(given), tuple(letters)
        self._after = {a.name: a.args[1:] for a in given if isinstance(a, Density)}
        self._variables = dict(_variables_of(given))
        self._used: list[str] = []

    # --- variables

    def _letter(self, body: Expr, var: Expr, first: Iterable[str] = ()) -> str:
        """A letter for a bound variable that means nothing else in the body or around it.

        Where it is a value of a law of several variables, it is called as the variable is.
        """
        taken = {*_names(body), *self._used}
        letters = (*first, *self._own(body, var), *self._letters, *LETTERS[bool(var.is_integer)])
        known = next((c for c in letters if c not in taken), "")
        return known or next(s for k in range(1, 99) if (s := f"s_{k}") not in taken)

    def _own(self, body: Expr, var: Expr) -> Iterator[str]:
        """The variables of which a bound one is a value in the body."""
        for value in sorted(body.atoms(AppliedUndef), key=str):
            _, variables = self._variables.get(value.func.__name__, ("", ()))
            yield from (v for v, x in zip(variables, value.args, strict=False) if x == var)

    def _open(self, body: Expr, var: Expr, first: Iterable[str] = ()) -> tuple[str, str]:
        """The letter of a bound variable and the body with it, typeset."""
        name = self._letter(body, var, first)
        self._used.append(name)
        text = self._print(body.xreplace({var: Symbol(name, **var.assumptions0)}))
        self._used.pop()
        return letter(name), text

    def _print_Sum(self, e: Expr) -> str:
        return self._operator(e)

    def _print_Integral(self, e: Expr) -> str:
        return self._operator(e)

    def _operator(self, e: Expr) -> str:
        body, binders = open_operator(e)
        left, right = "", ""
        names: dict[Expr, Expr] = {}
        for b in reversed(binders):
            chosen = self._letter(body.xreplace(names), b.var)
            names[b.var] = Symbol(chosen, **b.var.assumptions0)
            self._used.append(chosen)
            name = letter(chosen)
            lo, hi = (self._print(end.xreplace(names)) for end in (b.lo, b.hi))
            if b.operator is Sum:
                whole = b.lo.is_infinite and b.hi.is_infinite
                left += rf"\sum_{{{name}}} " if whole else rf"\sum_{{{name}={lo}}}^{{{hi}}} "
            else:
                whole = b.lo.is_infinite and b.hi.is_infinite
                left += r"\int " if whole else rf"\int_{{{lo}}}^{{{hi}}} "
                right = rf"\,\mathrm{{d}}{name}" + right
        inner = body.xreplace(names)
        text = self._print(inner)
        if inner.is_Add or text.startswith("-"):
            text = rf"\left({text}\right)"
        del self._used[len(self._used) - len(binders) :]
        return left + text + right

    # --- families and functions

    def _print_Indexed(self, e: Expr) -> str:
        return indexed(letter(str(e.base)), map(self._print, e.indices))

    def _print_AppliedUndef(self, e: Expr) -> str:
        name, args = e.func.__name__, [self._print(a) for a in e.args]
        if name in self._variables:
            joint, own = self._variables[name]
            told = _is_told(dict(zip(own, e.args, strict=True)), self._variables[joint][1], ())
            index = "" if told else f"_{{{''.join(map(letter, own))}}}"
            return f"{letter(joint)}{index}({', '.join(args)})"
        if name in self._after and len(args) > 1:
            return f"{letter(name)}({self._conditioned(args[0], self._after[name], args[1:])})"
        return f"{letter(name)}({', '.join(args)})"

    def _conditioned(self, x: str, parameters: tuple[Expr, ...], values: Iterable[str]) -> str:
        """``z | x; θ``: a parameter that is a point is conditioned on."""
        pairs = list(zip(parameters, values, strict=True))
        points = ", ".join(v for p, v in pairs if isinstance(p, Point))
        rest = ", ".join(v for p, v in pairs if not isinstance(p, Point))
        return x + (rf"\mid {points}" if points else "") + (f"; {rest}" if rest else "")

    def _print_Function(self, e: Expr, exp: Any = None) -> str:
        """A kernel by its name, but a square as a square; SymPy's functions as SymPy has them."""
        if isinstance(e, sq):
            return f"{self._raisable(e.args[0])}^{{2}}"
        if isinstance(e, Kernel) and not isinstance(e, (over, times)):
            return self._named(type(e).__name__, e.args)
        return str(super()._print_Function(e, exp))

    def _print_conditional(self, e: Expr, exp: Any = None) -> str:
        """``p(x | z)``; with the names of the variables where the values do not tell them."""
        joint, marginal = e.args
        name, variables = self._variables.get(joint.func.__name__, ("", ()))
        of, given = self._variables.get(marginal.func.__name__, ("", ()))
        values = dict(zip(variables, joint.args, strict=False))
        if not given or of != name or [values.get(v) for v in given] != list(marginal.args):
            return self._print_over(e)
        own = tuple(v for v in variables if v not in given)
        names = ("".join(map(letter, vs)) for vs in (own, given))
        told = _is_told(values, self._variables[name][1], given)
        index = "" if told else "_{" + r"\mid ".join(names) + "}"
        before, after = (", ".join(self._print(values[v]) for v in vs) for vs in (own, given))
        return rf"{letter(name)}{index}({before}\mid {after})"

    def _named(self, name: str, args: Iterable[Any]) -> str:
        shown = name.replace("_", r"\_")
        return rf"\operatorname{{{shown}}}\left({', '.join(map(self._print, args))}\right)"

    def _print_Coordinate(self, e: Expr) -> str:
        return indexed(self._print(e.args[1]), [self._print(e.args[0])])

    def _print_loggamma(self, e: Expr, exp: Any = None) -> str:
        return rf"\log\Gamma({self._print(e.args[0])})"

    def _print_polygamma(self, e: Expr, exp: Any = None) -> str:
        order, x = e.args
        name = r"\psi" if order == 0 else rf"\psi^{{({self._print(order)})}}"
        return f"{name}({self._print(x)})"

    def _print_digamma(self, e: Expr, exp: Any = None) -> str:
        return self._print_polygamma(polygamma(0, *e.args, evaluate=False))

    def _print_KroneckerDelta(self, e: Expr, exp: Any = None) -> str:
        indices = [self._print(a) for a in e.args[:2]]
        between = "" if all(len(i) == 1 for i in indices) else ","
        return rf"\delta_{{{between.join(indices)}}}"

    # --- laws and heads

    def _print_Measure(self, law: Measure) -> str:
        return self._law(law)

    def _law(self, law: Measure) -> str:
        """The name of a law."""
        match law:
            case Normal(args=(mu, sigma)):
                return rf"\mathcal{{N}}({self._print(mu)},{self._print(sigma**2)})"
            case NamedLaw():
                return rf"\mathrm{{{type(law).__name__}}}({', '.join(map(self._print, law.args))})"
            case Dirichlet():
                return rf"\mathrm{{Dirichlet}}({letter(law.concentrations.name)})"
            case Mixture():
                return self._mixture(law)
            case Marginal() | Conditional():
                return self._of_joint(law)
            case Slice():
                given = ", ".join(map(self._print, law.given.values()))
                bar = rf"\mid {given}" if given else ""
                return f"{letter(law.joint.name)}({law.variable}{bar})"
            case Table():
                return rf"({', '.join(map(self._print, law.args))})"
            case Pointwise():
                return self._pointwise(law)
            case Row():
                channel, i = law.args
                return indexed(letter(channel.name), [self._print(i), r"\cdot"])
            case Empirical():
                return rf"\mathrm{{Empirical}}({letter(law.sample.name)})"
            case Density() if len(law.args) > 1:
                parameters = law.args[1:]
                inside = self._conditioned(r"\cdot", parameters, map(self._print, parameters))
                return f"{letter(law.name)}({inside})"
        if hasattr(law, "name"):
            return letter(law.name)
        return rf"\mathrm{{{type(law).__name__}}}({', '.join(map(self._print, law.args))})"

    def _mixture(self, law: Mixture) -> str:
        weights = {w for w, _ in law.terms}
        if len(weights) == 1:
            names = " + ".join(self._law(p) for _, p in law.terms)
            return rf"\frac{{{names}}}{{{self._print(1 / weights.pop())}}}"
        return " + ".join(f"{self._raisable(w)} {self._law(p)}" for w, p in law.terms)

    def _of_joint(self, law: Marginal | Conditional) -> str:
        axis = AXES[int(law.args[1])]
        name = letter(law.args[0].name)
        if isinstance(law, Marginal):
            return f"{name}({axis})"
        return rf"{name}({axis}\mid {self._print(law.args[2])})"

    def _pointwise(self, law: Pointwise) -> str:
        """By the names of laws where only their values at the point occur, else as a function."""
        (variable,), body = law.args[0].variables, law.args[0].expr
        values = {
            v: Symbol(str(v.base) if isinstance(v, Indexed) else v.func.__name__)
            for v in body.atoms(Indexed, AppliedUndef)
            if v.args[-1] == variable and len(v.args) == (2 if isinstance(v, Indexed) else 1)
        }
        plain = body.xreplace(values)
        if not plain.has(variable, *OPERATORS):
            return str(self._print(plain))
        name, text = self._open(body, variable)
        return rf"\left({name} \mapsto {text}\right)"

    def _print_H(self, e: Expr) -> str:
        return f"H({self._law(e.args[0])})"

    def _print_CE(self, e: Expr) -> str:
        return f"H({self._law(e.args[0])},{self._law(e.args[1])})"

    def _print_KL(self, e: Expr) -> str:
        p, q = map(self._law, e.args)
        return rf"D_{{\mathrm{{KL}}}}({p}\,\|\,{q})"

    def _print_JS(self, e: Expr) -> str:
        return rf"\mathrm{{JS}}({self._law(e.args[0])},{self._law(e.args[1])})"

    def _print_Expectation(self, e: Expr) -> str:
        law, slot, body = e.args
        axis = (AXES[int(law.args[1])],) if isinstance(law, Marginal | Conditional) else ()
        axis = (law.variable,) if isinstance(law, Slice) else axis
        name, text = self._open(body, slot, axis)
        return rf"\mathbb{{E}}_{{{name}\sim {self._law(law)}}}\left[{text}\right]"

    def _print_Routine(self, e: Routine) -> str:
        return self._named(e.name, e.args[1:])

    def _print_Tuple(self, e: Any) -> str:
        return rf"\left({', '.join(map(self._print, e))}\right)"

    def _print_Partial(self, e: Expr) -> str:
        expr, wrt = e.args
        return rf"\frac{{\partial}}{{\partial {self._print(wrt)}}}\left[{self._print(expr)}\right]"

    def _print_At(self, e: Expr) -> str:
        expr, family, values = e.args
        name, text = self._open(values.expr, values.variables[0])
        where = f"{indexed(letter(family.name), [name])}={text}"
        return rf"\left.{self._print(expr)}\right|_{{{where}}}"

    def _print_Bound(self, e: Bound) -> str:
        return str(e.name)

    def _print_Slot(self, e: Slot) -> str:
        return str(e.name.replace("@", "s_"))


def _variables_of(given: Iterable[Assumption]) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """The functions that joint laws and their marginals are, each with its law and variables."""
    for a in given:
        if isinstance(a, Joint):
            yield a.name, (a.name, tuple(AXES))
            yield from ((f"{a.name}_{axis}", (a.name, (axis,))) for axis in AXES)
        if isinstance(a, JointLaw):
            yield from ((a.marginal_name(s), (a.name, s)) for s in a.subsets)


def _is_told(values: dict[str, Expr], variables: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether it is seen which variables of a law the values are of.

    Either each value is called as its variable, or no value is called as a wrong one and only one
    place is left for those that have other names: all variables stand there, in their order.
    """
    names = {v: str(getattr(x, "name", "")) for v, x in values.items()}
    others = [v for v, name in names.items() if name != v]
    if any(names[v] in variables for v in others):
        return False
    return not others or (len(values) == len(variables) and (not given or len(others) == 1))


def indexed(name: str, indices: Iterable[str]) -> str:
    """A name with indices, beside the index that it has of its own: p_2 and i make p_{2,i}."""
    own, _, rest = name.partition("_{") if name.endswith("}") else (name, "", "")
    return f"{own}_{{{','.join([*([rest[:-1]] if rest else []), *indices])}}}"


def _names(expr: Any) -> set[str]:
    """The names of all that is free in an expression: symbols, functions, families, laws."""
    names = {s.name for s in expr.free_symbols if isinstance(s, Symbol)}
    names |= {f.func.__name__ for f in expr.atoms(AppliedUndef)}
    return names | {str(b.label) for b in expr.atoms(IndexedBase)}


def law_tex(law: Measure, given: Iterable[Assumption] = ()) -> str:
    """The name of a law as LaTeX."""
    return Printer(given)._law(law)


def tex(
    expr: Any,
    given: Iterable[Assumption] = (),
    letters: Iterable[str] = (),
    beside: Iterable[Expr] = (),
) -> str:
    """The LaTeX of an expression of ours under these assumptions.

    ``beside`` is what it is printed next to: no bound variable takes a letter that is free there.
    """
    printer, expr = Printer(given, letters), sympify(expr)
    for e in (expr, *beside):
        printer._used.extend(_names(e) - {b.name for b in e.atoms(Bound)})
    return str(printer.doprint(expr))
