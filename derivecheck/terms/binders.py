"""Sums and integrals whose bound variables cannot capture anything.

SymPy compares ``Sum(p[i], (i, 1, N))`` and ``Sum(p[j], (j, 1, N))`` as different, and its ``diff``
and ``subs`` capture bound indices silently.  Here a bound variable is the argument of a Python
function, and its name is determined by the expression alone: ``i_k`` (integer) or ``x_k`` (real),
where ``k`` is one more than the largest number bound inside the body.  Alpha-equivalent statements
are therefore equal.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import count
from typing import Any, NamedTuple

from sympy import (
    Derivative,
    Dummy,
    Expr,
    Function,
    Indexed,
    IndexedBase,
    Integral,
    Limit,
    MatrixSymbol,
    S,
    Subs,
    Sum,
    Symbol,
    oo,
    sympify,
)
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

OPERATORS = (Sum, Integral)
SAID = ("integer", "negative", "nonnegative", "positive", "real")  # of a symbol, not implied


@cache
def function(name: str, sign: str) -> Any:
    """The undefined function of this name; ``sign`` is an assumption such as positive."""
    return Function(name, **{sign: True})


@cache
def family(name: str, sign: str) -> IndexedBase:
    """The indexed family of this name; ``sign`` is an assumption such as positive."""
    return IndexedBase(name, **{sign: True})


class BinderError(ValueError):
    """A bound variable would escape its scope, be captured, or be differentiated by."""


class Bound(Symbol):  # type: ignore[misc]
    """The reserved class of bound variables; a free symbol never belongs to it."""

    __slots__ = ()

    @property
    def number(self) -> int:
        """The height of the binder: 1 for the innermost."""
        return int(self.name.partition("_")[2])


class Opened(Dummy):  # type: ignore[misc]
    """A bound variable of an operator that is open; those of different numbers are different."""

    __slots__ = ()

    @property
    def number(self) -> int:
        """How many were open when it was opened, and one."""
        return int(self.name[1:])


class Binder(NamedTuple):
    """One bound variable of one operator: ``operator over lo <= var <= hi``."""

    operator: Any
    var: Expr
    lo: Expr
    hi: Expr

    @property
    def assumptions(self) -> dict[str, bool]:
        """What the range proves about the variable (up to a null set under an integral)."""
        if self.operator is Sum:
            sign = (
                "positive"
                if self.lo.is_positive
                else "nonnegative"
                if self.lo.is_nonnegative
                else ""
            )
            return {"integer": True} | ({sign: True} if sign else {})
        forward = self.lo.is_nonnegative and (self.hi - self.lo).is_extended_nonnegative
        return {"positive": True} if forward else {"real": True}

    @property
    def is_proper(self) -> bool:
        """A finite sum: linearity and exchange of order need no side condition."""
        return self.operator is Sum and not self.lo.is_infinite and not self.hi.is_infinite

    @property
    def is_nonempty(self) -> bool:
        """The range is proved to hold an index, or an interval of positive length."""
        width = self.hi - self.lo
        return bool(
            width.is_extended_nonnegative if self.operator is Sum else width.is_extended_positive
        )

    def renamed(self, var: Expr) -> "Binder":
        return self._replace(var=var)


@lru_cache(maxsize=1024)
def _series(name: str, number: int, assumptions: tuple[tuple[str, bool], ...]) -> Dummy:
    return Dummy(name, **dict(assumptions))


def unused(name: str, *exprs: Expr, **assumptions: bool) -> Dummy:
    """A variable that does not occur in some expressions: the first of its series that does not.

    Equal expressions get the same one, so that what is known of them is found again.  Who asks must
    name everything that the variable may meet.

    >>> from sympy.abc import x, y
    >>> t = unused("t", x + y)
    >>> unused("t", x + y) == t, unused("t", x + t) == t
    (True, False)
    """
    taken = set().union(*(e.atoms(Dummy) for e in exprs))
    said = tuple(sorted(assumptions.items()))
    candidates = (_series(name, k, said) for k in count())
    return next(d for d in candidates if d not in taken)


def stand_in(expr: Expr, **assumptions: bool) -> Dummy:
    """The variable that stands for an expression of which this is known: always the same.

    Its name follows from the expression, so that no order of terms depends on what was met before.
    """
    return _stand_in(expr, tuple(sorted(assumptions.items())))


@lru_cache(maxsize=16384)
def _stand_in(expr: Expr, assumptions: tuple[tuple[str, bool], ...]) -> Dummy:
    return Dummy(f"m{_digest(expr).hex()}", **dict(assumptions))


@lru_cache(maxsize=65536)
def _digest(expr: Expr) -> bytes:
    """A few bytes that tell most expressions apart, the same in every process."""
    if not expr.args:
        return _short(type(expr).__name__.encode(), str(expr).encode())
    parts = map(_digest, expr.args)
    return _short(expr.func.__name__.encode(), *(sorted(parts) if expr.is_Add else parts))


def _short(*parts: bytes) -> bytes:
    return blake2b(b" ".join(parts), digest_size=8).digest()


def binders_of(expr: Expr) -> list[Binder]:
    """The binders of a Sum or Integral, innermost first.

    Raises BinderError for an indefinite operator, and for a limit in which the variable itself or
    one further inside occurs: outside its operator it is another variable of the same name.
    """
    if any(len(limit) != 3 for limit in expr.limits):
        raise BinderError(f"no definite range: {expr}")
    for k, (_, *ends) in enumerate(expr.limits):
        if any(end.has(var) for end in ends for var, *_ in expr.limits[: k + 1]):
            raise BinderError(f"a limit depends on its own variable: {expr}")
    return [Binder(expr.func, *limit) for limit in expr.limits]


def freshen(expr: Expr) -> Expr:
    """Rename every bound variable to a Dummy of its own."""
    if not expr.has(*OPERATORS):
        return expr
    if not isinstance(expr, OPERATORS):
        return expr.func(*[freshen(a) for a in expr.args])
    body, binders = open_operator(expr)
    limits = [(b.var, freshen(b.lo), freshen(b.hi)) for b in binders]
    return expr.func(freshen(body), *limits)


def open_operator(expr: Expr) -> tuple[Expr, list[Binder]]:
    """The body and the binders of an operator, its own bound variables replaced by new Dummies."""
    binders = binders_of(expr)
    names = {b.var: Dummy(str(b.var), **b.assumptions) for b in binders}
    return _opened(expr, binders, names)


def opened_alike(expr: Expr, *taken: Expr) -> tuple[Expr, list[Binder]]:
    """The same with variables that equal operators share; none is in the operator or ``taken``.

    A variable keeps its range, so that what is known of it there stays true.
    """
    binders, names = binders_of(expr), {}
    last = max((d.number for e in (expr, *taken) for d in e.atoms(Opened)), default=0)
    for number, b in enumerate(binders, last + 1):
        names[b.var] = _variable(number, b.operator, b.lo, b.hi)
    return _opened(expr, binders, names)


@lru_cache(maxsize=4096)
def _variable(number: int, operator: Any, lo: Expr, hi: Expr) -> Opened:
    assumptions = Binder(operator, S.Zero, lo, hi).assumptions
    return Opened(f"{'i' if operator is Sum else 'x'}{number:02}", **assumptions)


def _opened(
    expr: Expr, binders: list[Binder], names: dict[Expr, Expr]
) -> tuple[Expr, list[Binder]]:
    limits = [(names[b.var], b.lo.xreplace(names), b.hi.xreplace(names)) for b in binders]
    return expr.function.xreplace(names), [Binder(expr.func, *limit) for limit in limits]


def bound_variable(binder: Binder, number: int) -> Bound:
    """The reserved symbol of this number for this range."""
    letter = "i" if binder.operator is Sum else "x"
    return Bound(f"{letter}_{number}", **binder.assumptions)


def height(expr: Expr) -> int:
    """The largest number bound inside."""
    return max((b.number for b in expr.atoms(Bound)), default=0)


@lru_cache(maxsize=4096)
def canonical_binders(expr: Expr) -> Expr:
    """Rename every bound variable by its height: alpha-equivalent expressions become equal.

    >>> from sympy import Sum, IndexedBase, symbols
    >>> i, j, N = symbols("i j N", integer=True)
    >>> p = IndexedBase("p")
    >>> canonical_binders(Sum(p[i], (i, 1, N))) == canonical_binders(Sum(p[j], (j, 1, N)))
    True
    """
    if not expr.has(*OPERATORS):
        return expr
    if not isinstance(expr, OPERATORS):
        return expr.func(*[canonical_binders(a) for a in expr.args])
    body, binders = opened_alike(expr)
    body = canonical_binders(body)
    binders = [b._replace(lo=canonical_binders(b.lo), hi=canonical_binders(b.hi)) for b in binders]
    return close_operator(body, binders)


def replace_free(expr: Expr, table: Mapping[Expr, Expr]) -> Expr:
    """Replace free symbols, entries and values; nothing is captured, nor replaced where bound.

    For expressions inside a prover, where variables of an operator further outside are free.

    >>> from sympy import IndexedBase, Symbol
    >>> p, i, N = IndexedBase("p"), Symbol("i", integer=True), Symbol("N", integer=True)
    >>> inside = total(lambda k: p[k, i], 1, N)
    >>> replace_free(inside, {i: Bound("i_1", integer=True, positive=True)})
    Sum(p[i_2, i_1], (i_2, 1, N))
    """
    if not expr.has(*OPERATORS):
        return expr.xreplace(table)
    return canonical_binders(freshen(expr).xreplace(table))


def rebound(expr: Expr) -> Expr:
    """The expression with the names of `canonical_binders`, whoever built its operators.

    Raises BinderError where that would change its meaning: an indefinite range, a variable of which
    more is assumed than the range says (a positive one over the line), another kind of binder.

    >>> from sympy import symbols, exp
    >>> x = symbols("x", real=True)
    >>> rebound(Integral(exp(-x), (x, 0, oo)))
    Integral(exp(-x_1), (x_1, 0, oo))
    """
    for e in expr.atoms(ExprWithLimits, Limit):
        if not isinstance(e, OPERATORS):
            raise BinderError(f"neither a sum nor an integral: {e}")
        for b in binders_of(e):
            _require_no_more_than_the_range(b)
    return canonical_binders(expr)


def _require_no_more_than_the_range(b: Binder) -> None:
    known = Dummy(**b.assumptions).assumptions0
    more = {k for k, v in b.var.assumptions0.items() if known.get(k) is not v}
    if more and not isinstance(b.var, Bound):
        least = min(more, key=lambda k: (k not in SAID or not b.var.assumptions0[k], k))
        raise BinderError(f"{b.var} over {b.lo}..{b.hi} need not be {least}")


def close_operator(body: Expr, binders: Iterable[Binder]) -> Expr:
    """Bind the Dummies of ``binders`` (innermost first) in ``body``, named by height."""
    for b in binders:
        var = bound_variable(b, height(body) + 1)
        body = b.operator(body.xreplace({b.var: var}), (var, b.lo, b.hi))
    return body


def free_bound(expr: Expr) -> set[Bound]:
    """Reserved variables that occur outside the operator that binds them."""
    if isinstance(expr, OPERATORS):
        inside = [expr.function, *(end for limit in expr.limits for end in limit[1:])]
        return set().union(*map(free_bound, inside)) - set(expr.variables)
    if isinstance(expr, Bound):
        return {expr}
    return set().union(*(free_bound(a) for a in getattr(expr, "args", ())))


def _require_closed(*exprs: Any) -> None:
    escaped = set().union(*(free_bound(sympify(e)) for e in exprs))
    if escaped:
        raise BinderError(f"bound variable outside its operator: {sorted(map(str, escaped))}")


def _bind(operator: Any, f: Callable[[Expr], Any], lo: Any, hi: Any) -> Expr:
    lo, hi = sympify(lo), sympify(hi)
    binder = Binder(operator, S.Zero, lo, hi)
    var = Dummy(**binder.assumptions)
    body = sympify(f(var))
    _require_closed(body, lo, hi)
    binder = binder._replace(var=var, lo=canonical_binders(lo), hi=canonical_binders(hi))
    return close_operator(canonical_binders(body), [binder])


def total(f: Callable[[Expr], Any], lo: Any, hi: Any) -> Expr:
    """The sum of f(i) over the integers i with lo <= i <= hi.

    >>> from sympy import IndexedBase, Symbol
    >>> p, N = IndexedBase("p"), Symbol("N", integer=True, positive=True)
    >>> total(lambda i: p[i], 1, N)
    Sum(p[i_1], (i_1, 1, N))
    """
    return _bind(Sum, f, lo, hi)


def integral(f: Callable[[Expr], Any], lo: Any = -oo, hi: Any = oo) -> Expr:
    """The integral of f(x) over lo <= x <= hi, by default over the real line.

    >>> from sympy import Function
    >>> integral(lambda x: Function("p")(x))
    Integral(p(x_1), (x_1, -oo, oo))
    """
    return _bind(Integral, f, lo, hi)


def _other_components(expr: Expr, component: Expr) -> set[Expr]:
    """Entries of the same indexed family or function that ``component`` may coincide with."""
    if isinstance(component, Indexed):
        return {a for a in expr.atoms(Indexed) if a.base == component.base} - {component}
    if isinstance(component, AppliedUndef):
        return {a for a in expr.atoms(AppliedUndef) if a.func == component.func} - {component}
    return set()


def differentiate(expr: Expr, wrt: Expr) -> Expr:
    """The partial derivative of ``expr`` by a symbol, an entry ``z[j]`` or a value ``f(x)``.

    Bound variables are renamed first, so ``Sum(z[i]**2)`` by ``z[j]`` is ``Sum(2 z[i] delta_ij)``.
    Under an integral or an infinite sum it needs domination, which is not checked here: who uses it
    states it as a condition (`derivecheck.proof.obligations`).
    Raises BinderError where the derivative would be captured, where a limit depends on ``wrt``, and
    for matrix expressions, whose SymPy derivatives are unreliable.
    """
    if not isinstance(wrt, (Symbol, Indexed, AppliedUndef)):
        raise BinderError(f"not a variable: {wrt}")
    _require_closed(expr, wrt)
    if expr.atoms(MatrixSymbol):
        raise BinderError(f"matrix expression: write it in indices: {expr}")
    opened = freshen(expr)
    if isinstance(wrt, AppliedUndef) and _other_components(opened, wrt):
        raise BinderError(f"{wrt.func} occurs at other arguments than {wrt}; use an indexed family")
    for operator in opened.atoms(*OPERATORS):
        if any(lim[1].has(wrt) or lim[2].has(wrt) for lim in operator.limits):
            raise BinderError(f"a limit depends on {wrt}: {expr}")
    result = opened.diff(wrt)
    if opened.is_infinite:
        raise BinderError(f"no derivative of an infinite value by {wrt}")
    if any(d.expr.has(*OPERATORS) for d in result.atoms(Derivative)):
        raise BinderError(f"no derivative by {wrt}: {expr}")
    return canonical_binders(result)


def substitute(expr: Expr, mapping: Mapping[Any, Any]) -> Expr:
    """Replace symbols by expressions, and functions or indexed families by Python functions.

    Free variables of the new expressions are never captured.  A single entry ``z[j]`` may be
    replaced only where no other entry of ``z`` occurs, since another entry can be the same one.

    >>> from sympy import IndexedBase, symbols
    >>> z, (j, c, N) = IndexedBase("z"), symbols("j c N", integer=True)
    >>> substitute(total(lambda i: z[i] * c, 1, N), {c: j, z: lambda i: i**2})
    Sum(i_1**2*j, (i_1, 1, N))
    """
    _require_closed(expr, *(new for new in mapping.values() if not callable(new)))
    opened = freshen(expr)
    heads = {
        old: new
        for old, new in mapping.items()
        if not isinstance(old, Expr) or isinstance(old, IndexedBase)
    }
    table = {old: sympify(new) for old, new in mapping.items() if old not in heads}
    for old in table:
        if not isinstance(old, (Symbol, Indexed, AppliedUndef)):
            raise BinderError(f"not a variable: {old}")
        if _other_components(opened, old):
            raise BinderError(f"other entries than {old} occur: {expr}")
    return canonical_binders(_replace(opened, table, heads))


def _replace(expr: Expr, table: dict[Expr, Expr], heads: dict[Any, Callable[..., Any]]) -> Expr:
    """Simultaneous replacement; a derivative is re-evaluated, at a point where its variable is."""
    if expr in table:
        return table[expr]
    if not expr.args:
        return expr
    if isinstance(expr, (Derivative, Subs)):
        body = _replace(expr.expr, {}, heads)
        return expr.func(body, *expr.args[1:]).doit().subs(table, simultaneous=True)
    args = [_replace(a, table, heads) for a in expr.args]
    head = expr.base if isinstance(expr, Indexed) else expr.func
    if head in heads:
        return sympify(heads[head](*(args[1:] if isinstance(expr, Indexed) else args)))
    return expr.func(*args)
