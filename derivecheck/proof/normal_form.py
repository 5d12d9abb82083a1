"""A normal form for linear functionals: nested and mixed sums and integrals of symbolic size.

The normal form is a sum of coefficient * product of irreducible operators with canonical bound
names.  It is reached by identities only: linearity, constants taken out, exchange of order,
products of independent sums, Kronecker deltas, logs split under proved positivity, and the given
facts.  If every integral in the expression and in its normal form converges absolutely, the two are
equal; formally divergent pieces that cancel on the way are harmless, since integrands cancel
pointwise.  What of this stays open is said by `derivecheck.proof.obligations`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sympy import (
    Abs,
    Add,
    Derivative,
    Expr,
    Float,
    Integral,
    KroneckerDelta,
    Mul,
    S,
    Subs,
    Sum,
    count_ops,
    default_sort_key,
    factor,
    nan,
    oo,
    sympify,
    together,
    zoo,
)

from derivecheck.facts.facts import Between, Distinct, Fact, within
from derivecheck.proof.ordering import UnsupportedStatement, candidate_orders, connected_components
from derivecheck.proof.partial_fractions import divide, merge_operators
from derivecheck.terms.binders import (
    OPERATORS,
    Binder,
    Opened,
    close_operator,
    opened_alike,
    replace_free,
    unused,
)
from derivecheck.terms.budget import check
from derivecheck.terms.elementary import (
    Expander,
    collapse_deltas,
    sort_arguments,
    vanishes,
)

MAX_VISITS = 4
MAX_FACTORED_SIZE = 200


class TriangularRange(UnsupportedStatement):
    """A limit of summation or integration depends on another bound variable."""


@dataclass(frozen=True)
class NormalForm:
    """A normal form and the facts it used."""

    expr: Expr
    facts_used: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class ZeroTest:
    """The outcome of ``is_zero``; ``zero`` False means "not proved", never "refuted"."""

    zero: bool
    residual: Expr
    method: str
    facts_used: tuple[Fact, ...] = ()

    def __bool__(self) -> bool:
        return self.zero


def normal_form(expr: Any, facts: Iterable[Fact] = (), divide_kernels: bool = False) -> NormalForm:
    """The normal form of ``expr`` under ``facts``, optionally with rational kernels divided out.

    Raises UnsupportedStatement for limits that depend on bound variables, floats and infinities.

    >>> from sympy import IndexedBase, Symbol, log
    >>> from derivecheck.terms.binders import total
    >>> from derivecheck.facts.facts import Normalised
    >>> i, N = Symbol("i", integer=True), Symbol("N", integer=True, positive=True)
    >>> p = IndexedBase("p", positive=True)
    >>> normal_form(total(lambda k: p[k] * log(4 * p[k]), 1, N), [Normalised(p[i], i, 1, N)]).expr
    Sum(log(p[i_1])*p[i_1], (i_1, 1, N)) + 2*log(2)
    """
    return _normal_form(sympify(expr), tuple(facts), divide_kernels)


@lru_cache(maxsize=1024)
def _normal_form(expr: Expr, given: tuple[Fact, ...], divide_kernels: bool) -> NormalForm:
    facts = tuple(f.beside(given) for f in given)
    if expr.has(Float, nan, zoo):
        raise UnsupportedStatement(f"not exact or not finite: {expr}")
    normaliser = Normaliser(facts, divide_kernels, taken=frozenset(expr.atoms(Opened)))
    result = normaliser.visit(expr, ())
    return NormalForm(normaliser.settle(result), normaliser.facts_used)


def is_zero(expr: Any, facts: Iterable[Fact] = ()) -> ZeroTest:
    """Whether ``expr`` is proved to vanish identically under ``facts``; if not, what remains of it.

    >>> from sympy import symbols, log
    >>> s, t = symbols("s t", positive=True)
    >>> is_zero(log(s / t) - log(s) + log(t)).zero
    True
    >>> is_zero(log(s / t) - log(s) - log(t)).residual
    -2*log(t)
    """
    facts = tuple(facts)
    form = normal_form(expr, facts)
    if vanishes(form.expr):
        return ZeroTest(True, S.Zero, "normal form", form.facts_used)
    if form.expr.has(*OPERATORS):
        divided = normal_form(expr, facts, divide_kernels=True)
        if vanishes(merge_operators(divided.expr)):
            return ZeroTest(True, S.Zero, "partial fractions", divided.facts_used)
    residual = readable(form.expr)
    return ZeroTest(False, residual, "normal form", form.facts_used)


def readable(expr: Expr) -> Expr:
    """The shortest of a few equal ways to write a normal form."""
    expander = Expander()
    opaque = expander.mask(expr)
    if count_ops(opaque) > MAX_FACTORED_SIZE:
        return expr
    shortest = min((factor(opaque), together(opaque), opaque), key=count_ops)
    return expander.unmask(shortest)


@dataclass
class Normaliser:
    """One run: the facts allowed, and those used so far."""

    facts: tuple[Fact, ...]
    divide_kernels: bool = False
    used: dict[Fact, None] = field(default_factory=dict)

    taken: frozenset[Expr] = frozenset()  # variables that are not bound again

    def __post_init__(self) -> None:
        self.expander = Expander(f for f in self.facts if isinstance(f, Between))

    @property
    def facts_used(self) -> tuple[Fact, ...]:
        """The facts used so far, in the order in which they were given."""
        return tuple(f for f in self.facts if f in self.used or f in self.expander.used)

    def settle(self, expr: Expr) -> Expr:
        """Visit again while a delta that was pulled out makes another operator evaluable."""
        for _ in range(MAX_VISITS if expr.has(KroneckerDelta) and expr.has(*OPERATORS) else 0):
            before, expr = expr, self.visit(expr, ())
            if expr == before:
                break
        return expr

    def visit(self, expr: Expr, scope: tuple[Binder, ...]) -> Expr:
        """The normal form inside the binders of ``scope``, while there is time."""
        check()
        if not expr.has(*OPERATORS):
            return self.expand(expr)
        if isinstance(expr, OPERATORS):
            return self.functional(expr, scope)
        return self.expand(expr.func(*[self.visit(a, scope) for a in expr.args]))

    def expand(self, expr: Expr) -> Expr:
        """A sum of monomials, operators being opaque."""
        expanded = self.without_deltas_of_distinct(collapse_deltas(self.expander(expr)))
        return self.sorted(expanded)

    def sorted(self, expr: Expr) -> Expr:
        """The arguments of symmetric families in order."""
        for fact in self.facts:
            ordered = sort_arguments(expr, fact.symmetric_heads)
            if ordered != expr:
                self.used[fact] = None
                expr = ordered
        return expr

    def without_deltas_of_distinct(self, expr: Expr) -> Expr:
        """Kronecker deltas of indices that are known to differ are 0."""
        zeros = {f.delta: f for f in self.facts if isinstance(f, Distinct) and expr.has(f.delta)}
        self.used.update(dict.fromkeys(zeros.values()))
        return expr.xreplace(dict.fromkeys(zeros, S.Zero)) if zeros else expr

    def functional(self, operator: Expr, scope: tuple[Binder, ...]) -> Expr:
        """Linearity: the operator applied to each monomial of its kernel."""
        kernel, binders = self.opened(operator, scope)
        self.expander.intervals += tuple(_interior(binders))
        monomials = Add.make_args(self.visit(kernel, (*scope, *binders)))
        return self.expand(Add(*[self.monomial(m, binders, scope) for m in monomials]))

    def opened(self, operator: Expr, scope: tuple[Binder, ...]) -> tuple[Expr, list[Binder]]:
        """The kernel and the binders of an operator, with variables that are not in use."""
        kernel, binders = opened_alike(operator, *self.taken, *(b.var for b in scope))
        _refuse_triangular(operator, binders, scope)
        return kernel, binders

    def monomial(self, monomial: Expr, binders: list[Binder], scope: tuple[Binder, ...]) -> Expr:
        """The binders applied to one monomial: take out what is free, evaluate what is known."""
        factors, binders = self.absorb(monomial, binders, scope)
        if self.divide_kernels:
            parts = Add.make_args(divide(Mul(*factors), [b.var for b in binders]))
            if len(parts) > 1:
                return self.expand(Add(*[self.monomial(t, binders, scope) for t in parts]))
        for b in binders:
            others = [c for c in binders if c is not b]
            inside = Mul(*[f for f in factors if f.has(b.var)])
            value = self.value(inside, b, (*scope, *others))
            if value is not None:
                outside = Mul(*[f for f in factors if not f.has(b.var)])
                product = self.expand(outside * self.visit(value, (*scope, *others)))
                terms = Add.make_args(product)
                return self.expand(Add(*[self.monomial(t, others, scope) for t in terms]))
        return self.irreducible(factors, binders)

    def absorb(
        self, monomial: Expr, binders: list[Binder], scope: tuple[Binder, ...]
    ) -> tuple[list[Expr], list[Binder]]:
        """Join operators that depend on the bound variables to the binders (distributivity)."""
        factors: list[Expr] = []
        pending = _repeated_factors(monomial)
        binders = list(binders)
        while pending:
            f = pending.pop()
            if isinstance(f, OPERATORS) and any(f.has(b.var) for b in binders):
                kernel, inner = self.opened(f, (*scope, *binders))
                binders += inner
                pending += _repeated_factors(kernel)
            else:
                factors.append(f)
        return list(Mul.make_args(collapse_deltas(Mul(*factors)))), binders

    def value(self, kernel: Expr, b: Binder, scope: tuple[Binder, ...]) -> Expr | None:
        """The functional of a kernel over one binder, where it can be evaluated."""
        if kernel == 1 and b.operator is Sum and (b.hi - b.lo + 1).is_nonnegative:
            return b.hi - b.lo + 1
        if kernel == 1 and b.operator is Integral and (b.hi - b.lo).is_finite:
            return b.hi - b.lo
        for fact in self.facts:
            value = fact.value(kernel, b.var, b.lo, b.hi)
            if value is not None:
                self.used.update(dict.fromkeys((fact, *fact.consulted(kernel))))
                return value
        if b.operator is Sum:
            return self.select(kernel, b, scope)
        return split_at_kink(kernel, b)

    def select(self, kernel: Expr, b: Binder, scope: tuple[Binder, ...]) -> Expr | None:
        """Sum over v of delta(v, o) f(v): f(o) if o is in range, 0 if it is out of range."""
        factors = Mul.make_args(kernel)
        for d in sorted((f for f in factors if _is_delta_of(f, b.var)), key=default_sort_key):
            other = d.args[0] if d.args[1] == b.var else d.args[1]
            if (b.lo - other).is_positive or (other - b.hi).is_positive:
                return S.Zero
            if self.in_range(other, b, scope):
                return replace_free(Mul(*[f for f in factors if f != d]), {b.var: other})
        return None

    def in_range(self, index: Expr, b: Binder, scope: tuple[Binder, ...]) -> bool:
        """Whether the index is known to lie in the range of the binder."""
        bound = [c for c in scope if c.var == index and c.operator is Sum]
        if any(within(c.lo, c.hi, b.lo, b.hi) for c in bound):
            return True
        if within(index, index, b.lo, b.hi):
            return True
        for fact in self.facts:
            if fact.contains(index, b.lo, b.hi):
                self.used[fact] = None
                return True
        return False

    def irreducible(self, factors: list[Expr], binders: list[Binder]) -> Expr:
        """A product of operators, one for each connected component of the kernel."""
        result = [f for f in factors if not any(f.has(b.var) for b in binders)]
        for component in connected_components(factors, binders):
            inside = [f for f in factors if any(f.has(b.var) for b in component)]
            kernel = self.expander.canonical(Mul(*inside))
            result.append(self.canonical_operator(kernel, component))
        return Mul(*result)

    def canonical_operator(self, kernel: Expr, binders: list[Binder]) -> Expr:
        """The least of the equal operators that differ in the order of their binders."""
        forms = (close_operator(kernel, order) for order in candidate_orders(kernel, binders))
        return min(map(self.sorted, forms), key=default_sort_key)


def split_at_kink(kernel: Expr, b: Binder) -> Expr | None:
    """The integral over the line of a function of |x - m| is one over x > 0 of both sides of m."""
    if (b.lo, b.hi) != (-oo, oo) or kernel.has(Derivative, Subs):
        return None
    kinks = {a.args[0] for a in kernel.atoms(Abs) if a.args[0].diff(b.var) in (1, -1)}
    centres = {(b.var - k * k.diff(b.var)).expand() for k in kinks}
    if len(centres) != 1 or not (centre := centres.pop()).is_real:
        return None
    u = unused("u", kernel, positive=True)
    sides = Add(*[replace_free(kernel, {b.var: centre + s * u}) for s in (1, -1)])
    return Integral(sides, (u, 0, oo))


def _repeated_factors(monomial: Expr) -> list[Expr]:
    """Factors, with positive integer powers of operators written out."""
    factors: list[Expr] = []
    for f in Mul.make_args(monomial):
        base, exponent = f.as_base_exp()
        repeated = isinstance(base, OPERATORS) and exponent.is_Integer and exponent.is_positive
        factors += [base] * int(exponent) if repeated else [f]
    return factors


def _interior(binders: list[Binder]) -> Iterator[Between]:
    """The variables of integrals over finite intervals lie between the ends (up to a null set)."""
    for b in binders:
        if b.operator is Integral and (b.hi - b.lo).is_finite and (b.hi - b.lo).is_positive:
            yield Between(b.var, b.lo, b.hi)


def _is_delta_of(f: Expr, var: Expr) -> bool:
    return isinstance(f, KroneckerDelta) and sum(a.has(var) for a in f.args) == 1 and var in f.args


def _refuse_triangular(operator: Expr, binders: list[Binder], scope: tuple[Binder, ...]) -> None:
    bound = [b.var for b in (*binders, *scope)]
    if any(b.lo.has(*bound) or b.hi.has(*bound) for b in binders):
        raise TriangularRange(f"a limit depends on a bound variable: {operator}")
