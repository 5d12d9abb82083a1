r"""E, H, CE, KL, JS and the partial derivative as heads that keep their arguments.

A head remembers its laws, so that arguments can be swapped and numeric values computed from the
laws themselves; `unfold` replaces heads by their defining sums, integrals and derivatives.

>>> from sympy import Symbol
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> unfold(CE(P, Q))
-Sum(log(q[i_1])*p[i_1], (i_1, 1, N))
>>> KL(P, 2)
Traceback (most recent call last):
    ...
derivecheck.language.measures.StatementError: KL needs a law or measure, not int 2
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sympy import (
    Expr,
    Indexed,
    IndexedBase,
    Lambda,
    Rational,
    S,
    Symbol,
    Tuple,
    log,
    sympify,
)
from sympy.core.function import AppliedUndef

from derivecheck.language.laws.finite import midpoint
from derivecheck.language.measures import (
    Law,
    Measure,
    require_law,
    require_measure,
    require_same_space,
)
from derivecheck.terms.binders import (
    OPERATORS,
    close_operator,
    differentiate,
    height,
    opened_alike,
    substitute,
)
from derivecheck.terms.kernels import Kernel


def is_constant(e: Expr) -> bool:
    """Whether an expression is one number: no symbol, law, function or bound variable is in it.

    SymPy calls the integral of an arbitrary density a number as well.

    >>> from derivecheck.language.laws.line import Density
    >>> mass = unfold(E(Density("p"), lambda x: x))
    >>> mass.is_number, is_constant(mass), is_constant(log(2) / 3)
    (True, False, True)
    """
    return bool(e.is_number) and not e.has(AppliedUndef, Functional, *OPERATORS)


class Functional(Expr):  # type: ignore[misc]
    """A real number that depends on laws."""

    is_commutative = True
    is_extended_real = True

    def definition(self) -> Expr:
        """The sum, integral or derivative that it stands for."""
        raise NotImplementedError


def _weighted(weight: Expr, value: Callable[[], Expr]) -> Expr:
    """The product, 0 where the weight is 0 whatever the value: 0 log 0 = 0."""
    return weight if weight == 0 else weight * value()


def _log(x: Expr) -> Expr:
    """The logarithm, -∞ at 0, so that an outcome that cannot happen costs p·∞ where p > 0."""
    return -S.Infinity if x == 0 else log(x)


def _log_ratio(p: Expr, q: Expr) -> Expr:
    """log(p/q), ∞ where q is 0."""
    return S.Infinity if q == 0 else log(p / q)


class Divergence(Functional):
    """A functional of a law and a measure on the same space."""

    def __new__(cls, p: Any, q: Any) -> Divergence:
        require_law(p, cls.__name__)
        require_measure(q, cls.__name__)
        require_same_space(p, q)
        return super().__new__(cls, p, q)


class H(Functional):
    """The entropy -E_p log p, in nats; on the line the differential entropy.

    >>> from derivecheck.language import Uniform
    >>> unfold(H(Uniform(2)))
    log(2)
    """

    def __new__(cls, p: Any) -> H:
        require_law(p, "H")
        return super().__new__(cls, p)

    def definition(self) -> Expr:
        (p,) = self.args
        return -p.space.functional(lambda x: _weighted(p.at(x), lambda: log(p.at(x))))


class CE(Divergence):
    """The cross-entropy -E_p log q, in nats.

    >>> from derivecheck.language import Table, Uniform
    >>> unfold(CE(Table(Rational(1, 4), Rational(3, 4)), Uniform(2)))
    log(2)
    """

    def definition(self) -> Expr:
        p, q = self.args
        return -p.space.functional(lambda x: _weighted(p.at(x), lambda: _log(q.at(x))))


class KL(Divergence):
    """The Kullback-Leibler divergence E_p log(p/q), in nats.

    >>> from derivecheck.language import Table, Uniform
    >>> unfold(KL(Table(1, 0), Uniform(2)))
    log(2)
    """

    def definition(self) -> Expr:
        p, q = self.args
        return p.space.functional(
            lambda x: _weighted(p.at(x), lambda: _log_ratio(p.at(x), q.at(x)))
        )


class JS(Divergence):
    """The Jensen-Shannon divergence ½KL(p‖m) + ½KL(q‖m) with m = (p + q)/2, in nats.

    >>> from derivecheck.language import Table
    >>> unfold(JS(Table(1, 0), Table(0, 1)))
    log(2)
    """

    def definition(self) -> Expr:
        p, q = self.args
        m = midpoint(p, q)
        return Rational(1, 2) * (KL(p, m).definition() + KL(q, m).definition())


class Expectation(Functional):
    """The mean of a function under a law."""

    @property
    def law(self) -> Law:
        """The law of x."""
        return self.args[0]

    def integrand(self, x: Expr) -> Expr:
        """The function of which the mean is taken."""
        variable, body = self.args[1], self.args[2]
        return body.xreplace({variable: x})

    def definition(self) -> Expr:
        p = self.law
        return p.space.functional(lambda x: _weighted(p.at(x), lambda: unfold(self.integrand(x))))


class Slot(Symbol):  # type: ignore[misc]
    """The reserved class of the variable of an `Expectation`, numbered from the inside."""

    __slots__ = ()


def E(p: Law, f: Callable[[Expr], Any]) -> Expectation:
    """The mean of f(x) under the law p.

    >>> from derivecheck.language.laws.line import Density
    >>> p = Density("p")
    >>> unfold(E(p, lambda x: log(p.at(x))))
    Integral(p(x_1)*log(p(x_1)), (x_1, -oo, oo))
    """
    require_law(p, "E")
    blank = p.space.variable()
    body = sympify(f(blank))
    inside = max((int(s.name[1:]) for s in body.atoms(Slot)), default=0)
    slot = Slot(f"@{max(inside, height(body)) + 1}", **blank.assumptions0)
    return Expectation(p, slot, body.xreplace({blank: slot}))


class Partial(Functional):
    """The partial derivative of an expression by a symbol or an entry of a family.

    >>> x = Symbol("x", positive=True)
    >>> unfold(Partial(x * log(x), x))
    log(x) + 1
    """

    def __new__(cls, expr: Any, wrt: Any) -> Partial:
        return super().__new__(cls, sympify(expr), wrt)

    def definition(self) -> Expr:
        expr, wrt = self.args
        value = unfold(expr)
        return self if value.is_infinite else differentiate(value, wrt)


class At(Functional):
    """An expression in free numbers p₁, …, p_N, at p_k = values(k); derivatives come first.

    This is the partial derivative by an output p_j, all other outputs held fixed, of a loss whose
    outputs are functions of something else, as the chain rule needs it.

    >>> from derivecheck.language.assumptions import Family
    >>> p, z = Family("p", 3, sign="positive"), Family("z", 3)
    >>> unfold(At(Partial(log(p[2]), p[2]), p, lambda k: z[k] ** 2))
    z[2]**(-2)
    """

    def __new__(cls, expr: Any, family: Any, values: Any) -> At:
        if not isinstance(values, Lambda):
            k = Symbol("_", integer=True)
            values = Lambda(k, sympify(values(k)))
        return super().__new__(cls, sympify(expr), family, values)

    @property
    def free_symbols(self) -> set[Symbol]:
        """Those of the expression that are not replaced, and those of the values."""
        expr, family, values = self.args
        own = {s for s in expr.free_symbols if s.name == family.name or s in _entries(expr, family)}
        return (expr.free_symbols - own) | values.free_symbols | family.size.free_symbols

    def definition(self) -> Expr:
        expr, family, values = self.args
        return substitute(unfold(expr), {_base(family): lambda k: unfold(values(k))})


def _base(family: Any) -> IndexedBase:
    return family[0].base


def _entries(expr: Expr, family: Any) -> set[Expr]:
    return {e for e in expr.atoms(Indexed) if e.base == _base(family)}


class Routine(Functional):
    """A number that a named algorithm computes from data.

    Such as the expected length of a Huffman code or a loss of a training library.  The numeric core
    computes it for the worlds; the prover knows specifications of some
    (`derivecheck.proof.routines`), and of others nothing.  It has no sum to unfold to.

    >>> unfold(Routine("huffman_length", (Rational(1, 2), Rational(1, 2))))
    Routine(huffman_length, (1/2, 1/2))
    """

    def __new__(cls, name: Any, *data: Any) -> Routine:
        return super().__new__(cls, Symbol(str(name)), *map(_exact_data, data))

    @property
    def name(self) -> str:
        """The key in `derivecheck.worlds.witnesses.ROUTINES`."""
        return str(self.args[0].name)

    def definition(self) -> Expr:
        return self


def _exact_data(x: Any) -> Any:
    return Tuple(*map(_exact_data, x)) if isinstance(x, (tuple, list, Tuple)) else sympify(x)


def unfold(expr: Any) -> Expr:
    """Every head and every kernel replaced by its definition.

    >>> from derivecheck.language import Uniform
    >>> unfold(H(Uniform(2)) + 1)
    log(2) + 1
    """
    return _unfolded(sympify(expr))


@lru_cache(maxsize=4096)
def _unfolded(expr: Expr) -> Expr:
    if isinstance(expr, OPERATORS):
        body, binders = opened_alike(expr)
        return close_operator(unfold(body), binders)
    if isinstance(expr, Functional):
        definition = expr.definition()
        return unfold(definition) if definition.has(Kernel) else definition
    if not expr.has(Functional, Kernel) or isinstance(expr, (Measure, Lambda)):
        return expr
    parts = [unfold(a) for a in expr.args]
    return expr.formula(*parts) if isinstance(expr, Kernel) else expr.func(*parts)
