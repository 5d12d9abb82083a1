r"""From a proved expression to a straight program: sums over an index, then one result.

Array code, loops and C are printed from the same program.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import KL, unfold
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> N = Symbol("N", integer=True, positive=True)
>>> value = unfold(KL(FiniteLaw("p", N), FiniteLaw("q", N)))
>>> of = program("kl", value, {"prob": "p", "base": "q"})
>>> of.steps, of.result
((Step(name=s1, value=log(prob[i]/base[i])*prob[i], total=1),), s1)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sympy import (
    Add,
    Expr,
    Function,
    Indexed,
    IndexedBase,
    KroneckerDelta,
    S,
    Sum,
    Symbol,
    expand_mul,
    oo,
)
from sympy.core.function import AppliedUndef

from derivecheck.terms.binders import open_operator

INDEX = Symbol("i", integer=True)
SECOND = Symbol("k", integer=True)
SIZE = Symbol("size", integer=True, positive=True)


class NotAProgram(ValueError):
    """An expression that is no chain of sums over one index, with what stands in the way."""


@dataclass(frozen=True)
class Step:
    """``name`` is ``value``, or its sum over ``total`` indices, `INDEX` and then `SECOND`."""

    name: Symbol
    value: Expr
    total: int


@dataclass(frozen=True)
class Program:
    """Steps in the order of their use and the result, which has the indices ``free`` if any.

    ``rows`` are the arguments that have entries, vectors before matrices, used or not.
    """

    name: str
    arguments: tuple[str, ...]
    steps: tuple[Step, ...]
    result: Expr
    free: tuple[Symbol, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        """All expressions, in the order of their evaluation."""
        return (*(s.value for s in self.steps), self.result)


def program(
    name: str,
    expr: Expr,
    letters: Mapping[str, str],
    free: Iterable[Symbol] = (),
    rows: Iterable[str] | None = None,
) -> Program:
    """The program of an expression; ``letters`` maps each argument to its letter in the proof.

    ``rows`` are the arguments that have entries; without it those of which the expression has any.

    Raises NotAProgram for a sum within a sum that depends on both indices.
    """
    free = tuple(free)
    expr = expr.xreplace(dict(zip(free, (INDEX, SECOND), strict=False)))
    expr = renamed(expr, {letter: a for a, letter in letters.items()})
    lifting = _Lifting()
    result = lifting.visit(expr)
    size = dict.fromkeys(lifting.sizes, SIZE)
    steps = tuple(Step(s.name, s.value.xreplace(size), s.total) for s in lifting.steps)
    names = (INDEX, SECOND)[: len(free)]
    result = result.xreplace(size)
    exprs = [*(s.value for s in steps), result]
    found = _with_entries(letters, exprs) if rows is None else tuple(rows)
    return Program(name, tuple(letters), steps, result, names, found)


def _with_entries(names: Iterable[str], exprs: Iterable[Expr]) -> tuple[str, ...]:
    """The names of which an entry is used, vectors before matrices."""
    arity = {str(e.base): len(e.indices) for x in exprs for e in x.atoms(Indexed)}
    return tuple(sorted((n for n in names if n in arity), key=arity.__getitem__))


def renamed(expr: Expr, names: Mapping[str, str]) -> Expr:
    """The letters of the proof replaced by the names of the arguments."""

    def rename(e: Expr) -> Expr:
        if isinstance(e, Indexed):
            return IndexedBase(names.get(str(e.base), str(e.base)))[e.indices]
        if isinstance(e, AppliedUndef):
            return IndexedBase(names.get(e.func.__name__, e.func.__name__))[e.args]
        return Symbol(names[e.name], **e.assumptions0)

    def is_name(e: Expr) -> bool:
        if isinstance(e, Symbol):
            return e.name in names
        return isinstance(e, (Indexed, AppliedUndef))

    return expr.replace(is_name, rename)


class _Lifting:
    """Sums taken out, innermost first; equal ones once."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.sizes: set[Expr] = set()

    def visit(self, e: Expr) -> Expr:
        if isinstance(e, Sum):
            return self._total(e)
        if not e.has(Sum, Indexed, Function) or isinstance(e, KroneckerDelta):
            return e
        if isinstance(e, Indexed):
            return self._entry(e)
        return self._hoisted(e.func(*[self.visit(a) for a in e.args]))

    def _compound(self, e: Expr) -> Expr:
        """An argument of a function that does not depend on the index, unless it is a name."""
        constant = e.is_Add or e.is_Mul or e.is_Pow
        return self._named(e, total=0) if constant and not e.has(INDEX, SECOND) else e

    def _total(self, e: Sum) -> Expr:
        kernel, binders = open_operator(e)
        if len(binders) == 2 and not kernel.has(Sum, INDEX, SECOND):
            pair = {b.var: i for b, i in zip(binders, (SECOND, INDEX), strict=True)}
            return self._named(self.visit(kernel.xreplace(pair)), total=2)
        if len(binders) != 1 or binders[0].lo != 1 or binders[0].hi == oo:
            raise NotAProgram(f"not a sum over the entries of an argument: {e}")
        if any(s.has(binders[0].var) for s in kernel.atoms(Sum)):
            raise NotAProgram(f"a sum in each term of a sum: {e}")
        self.sizes.add(binders[0].hi)
        # Outside, the index is that of an entry of the result: such factors leave the sum
        terms = Add.make_args(expand_mul(kernel) if kernel.has(INDEX, SECOND) else kernel)
        groups: dict[Expr, list[Expr]] = {}
        for term in terms:
            factor, rest = term.as_independent(binders[0].var, as_Add=False)
            if rest.has(INDEX, SECOND):
                raise NotAProgram(f"a sum for each entry: {e}")
            outside = factor if factor.has(INDEX, SECOND) else S.One
            inside = rest if outside is not S.One else term
            groups.setdefault(outside, []).append(inside)
        size, place = binders[0].hi, {binders[0].var: INDEX}
        return Add(
            *[
                self.visit(outside) * self._sum(Add(*inside).xreplace(place), size)
                for outside, inside in groups.items()
            ]
        )

    def _sum(self, term: Expr, size: Expr) -> Expr:
        """A total, its constant factors taken out."""
        factor, term = self.visit(term).as_independent(INDEX, as_Add=False)
        return factor * (size if term == 1 else self._named(term, total=1))

    def _entry(self, e: Indexed) -> Expr:
        """An entry at a chosen index is taken out of its array once."""
        return e if e.has(INDEX, SECOND) else self._named(e, total=0)

    def _hoisted(self, e: Expr) -> Expr:
        """A function value that does not depend on the index is computed once."""
        if not isinstance(e, Function) or not e.free_symbols:
            return e
        if not e.has(INDEX, SECOND):
            return self._named(e, total=0)
        return e.func(*map(self._compound, e.args))

    def _named(self, value: Expr, total: int) -> Symbol:
        for step in self.steps:
            if (step.value, step.total) == (value, total):
                return step.name
        name = Symbol(f"s{len(self.steps) + 1}", real=True)
        self.steps.append(Step(name, value, total))
        return name
