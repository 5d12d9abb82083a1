"""Hypotheses and lemmas that the normal form may use.

A fact says that the sum or integral of *this* kernel over *this* range has *that* value, or that an
index lies in a range, or that a family is symmetric.  A fact fires only on its own kernel, over its
own range, and with no stray dependence on the bound variable.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sympy import (
    Dummy,
    Expr,
    Function,
    Indexed,
    Integral,
    KroneckerDelta,
    Matrix,
    Mul,
    Symbol,
    default_sort_key,
    oo,
    sympify,
)
from sympy.core.function import AppliedUndef

from derivecheck.facts.matching import Functional
from derivecheck.terms.binders import replace_free
from derivecheck.terms.elementary import arguments_of, head_of

MOST_MINORS = 3


@dataclass(frozen=True)
class Fact:
    """One assumption or lemma; a subclass gives the rules it stands for."""

    @property
    def sentence(self) -> str:
        """The fact in words."""
        raise NotImplementedError

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        """The sums and integrals whose values it gives."""
        return ()

    @property
    def symmetric_heads(self) -> frozenset[Any]:
        """The functions and indexed families whose arguments may be permuted."""
        return frozenset()

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        """The sum (integer ``var``) or integral (real ``var``) of ``kernel``; None if unknown."""
        values = (f.value(kernel, var, lo, hi) for f in self.functionals)
        return next((v for v in values if v is not None), None)

    def contains(self, index: Expr, lo: Expr, hi: Expr) -> bool:
        """Whether this fact shows lo <= index <= hi."""
        return False

    @property
    def is_smooth(self) -> bool:
        """Whether the integrals that it evaluates may be differentiated by their parameters."""
        return False

    def almost_surely(self, expr: Expr) -> Expr:
        """The expression where what may vanish on a set of probability 0 is positive."""
        return expr

    def beside(self, facts: "tuple[Fact, ...]") -> "Fact":
        """The same fact, which may consult the others."""
        return self

    def consulted(self, kernel: Expr) -> "tuple[Fact, ...]":
        """The other facts on which its value of ``kernel`` rests."""
        return ()


@dataclass(frozen=True)
class Normalised(Fact):
    """A law sums or integrates to ``mass`` over ``var``, whatever its other arguments are.

    The law is p[i], p(x), a conditional q(z, x), or a joint J(x, z) with ``mass`` its marginal.
    """

    law: Expr
    var: Expr
    lo: Any = -oo
    hi: Any = oo
    mass: Any = 1

    @property
    def sentence(self) -> str:
        operator = "sums" if self.var.is_integer else "integrates"
        return f"{self.law} {operator} to {self.mass} over {self.lo} <= {self.var} <= {self.hi}"

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        others = tuple(sorted(_symbol_arguments(self.law) - {self.var}, key=str))
        return (_functional(self.law, self.var, self.lo, self.hi, self.mass, others),)


@dataclass(frozen=True)
class Moment(Fact):
    """The sum or integral of ``density * function`` over ``var`` equals ``equals``.

    It holds for every value of the symbols in ``parameters``, and for no other value of the rest.
    """

    density: Expr
    var: Expr
    function: Expr
    equals: Any
    lo: Any = -oo
    hi: Any = oo
    parameters: tuple[Expr, ...] = ()

    @property
    def sentence(self) -> str:
        return f"the mean of {self.function} over {self.var} under {self.density} is {self.equals}"

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        kernel = self.density * self.function
        return (_functional(kernel, self.var, self.lo, self.hi, self.equals, self.parameters),)


@dataclass(frozen=True)
class Vanishing(Fact):
    """The sum or integral of ``kernel`` over ``var`` is 0, e.g. of the gradient of a density."""

    kernel: Expr
    var: Expr
    lo: Any = -oo
    hi: Any = oo
    parameters: tuple[Expr, ...] = ()

    @property
    def sentence(self) -> str:
        operator = "sum" if self.var.is_integer else "integral"
        return f"the {operator} of {self.kernel} over {self.lo} <= {self.var} <= {self.hi} is 0"

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        return (_functional(self.kernel, self.var, self.lo, self.hi, 0, self.parameters),)


@dataclass(frozen=True)
class ChangeOfVariables(Fact):
    """∫ p(z) f(G(z)) dz = ∫ p_G(x) f(x) dx for every f; ``image`` is p_G at ``var``."""

    density: Expr
    generator: Expr
    image: Expr
    var: Expr

    @property
    def sentence(self) -> str:
        return f"{self.image} is the density of {self.generator} for {self.var} of {self.density}"

    def almost_surely(self, expr: Expr) -> Expr:
        """The density of G(z) is positive at almost every G(z)."""
        at_image = [
            a
            for a in expr.atoms(AppliedUndef)
            if a.func == self.image.func and a.args[0].func == self.generator.func
        ]
        return expr.xreplace({a: Dummy(positive=True) for a in at_image})

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if (lo, hi) != (-oo, oo) or var.is_integer:
            return None
        density, point = (e.xreplace({self.var: var}) for e in (self.density, self.generator))
        factors = list(Mul.make_args(kernel))
        if density not in factors:
            return None
        factors.remove(density)
        x = Dummy(real=True)
        moved = replace_free(Mul(*factors), {point: x})
        if moved.has(var):
            return None
        return Integral(self.image.xreplace({self.var: x}) * moved, (x, -oo, oo))


@dataclass(frozen=True)
class Iid(Fact):
    """The values F(i, w) of a sample have mean m, variance v, and are uncorrelated for i != j.

    ``density`` is the law of w, ``sample`` the value F(i, w) at the index symbol ``index``.
    """

    density: Expr
    var: Expr
    sample: Expr
    index: Expr
    mean: Expr
    variance: Expr
    lo: Any = -oo
    hi: Any = oo

    @property
    def sentence(self) -> str:
        return f"{self.sample} are i.i.d. with mean {self.mean} and variance {self.variance}"

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        i, j = self.index, Dummy(integer=True)
        square = self.density * self.sample * self.sample.xreplace({i: j})
        second = self.mean**2 + self.variance * KroneckerDelta(i, j)
        first = self.density * self.sample
        return (
            _functional(first, self.var, self.lo, self.hi, self.mean, (i,)),
            _functional(square, self.var, self.lo, self.hi, second, (i, j)),
        )


@dataclass(frozen=True)
class Symmetric(Fact):
    """A function or indexed family does not depend on the order of its arguments."""

    head: Any

    @property
    def sentence(self) -> str:
        return f"{self.head} is symmetric"

    @property
    def symmetric_heads(self) -> frozenset[Any]:
        return frozenset({self.head})


@dataclass(frozen=True)
class InverseMatrices(Fact):
    """Two matrices, given as P(a, b) and S(a, b) for a, b in lo..hi, are inverse: P S = 1.

    If they are ``symmetric``, so is each of them; if they are ``definite``, S is positive definite.
    """

    precision: Any
    covariance: Any
    lo: Any
    hi: Any
    symmetric: bool = True
    definite: bool = False

    @property
    def sentence(self) -> str:
        symmetric = "symmetric and " if self.symmetric else ""
        return f"{self.precision} and {self.covariance} are {symmetric}inverse to each other"

    @property
    def symmetric_heads(self) -> frozenset[Any]:
        return frozenset({self.precision, self.covariance} if self.symmetric else ())

    def is_diagonal(self, entry: Expr) -> bool:
        """Whether an expression is a diagonal entry of S, which is positive if S is definite."""
        return head_of(entry) == self.covariance and len(set(arguments_of(entry))) == 1

    @cached_property
    def minors(self) -> tuple[Expr, ...]:
        """The first leading minors of S, which are positive if it is definite."""
        entry = self.covariance
        matrix = Matrix(MOST_MINORS, MOST_MINORS, lambda a, b: entry(*sorted((a + 1, b + 1))))
        return tuple(matrix[:k, :k].det() for k in range(1, MOST_MINORS + 1))

    @cached_property
    def functionals(self) -> tuple[Functional, ...]:
        a, v, c = (Dummy(name, integer=True) for name in "avc")
        kernel = _entry(self.precision, a, v) * _entry(self.covariance, v, c)
        lo, hi = sympify(self.lo), sympify(self.hi)
        delta = KroneckerDelta(a, c)
        return (Functional(kernel, v, lo, hi, delta, (a, c), self.symmetric_heads),)


@dataclass(frozen=True)
class InRange(Fact):
    """lo <= index <= hi; an index X[i] or X(i) is in range at every i."""

    index: Expr
    lo: Any
    hi: Any

    @property
    def sentence(self) -> str:
        return f"{self.lo} <= {self.index} <= {self.hi}"

    def contains(self, index: Expr, lo: Expr, hi: Expr) -> bool:
        head = head_of(self.index)
        known = index == self.index or (head is not None and head == head_of(index))
        return known and within(sympify(self.lo), sympify(self.hi), lo, hi)


@dataclass(frozen=True)
class Distinct(Fact):
    """Two indices differ, so that their Kronecker delta is 0."""

    one: Expr
    other: Expr

    @property
    def sentence(self) -> str:
        return f"{self.one} != {self.other}"

    @property
    def delta(self) -> Expr:
        """The Kronecker delta that vanishes."""
        return KroneckerDelta(self.one, self.other)


@dataclass(frozen=True)
class Between(Fact):
    """lo < quantity < hi, for a symbol, or for D(x), t[i] or A(i, i) at every x, i.

    It decides signs: the quantity is written lo + (hi - lo) u / (1 + u) with u > 0 (lo + u or
    hi - u next to an infinite end), so that a factor such as 1 - D(x) is seen to be positive.
    Where both ends are infinite it says nothing, and no quantity is written otherwise.
    """

    quantity: Expr
    lo: Any = 0
    hi: Any = 1

    def __post_init__(self) -> None:
        if not (sympify(self.hi) - sympify(self.lo)).is_extended_positive:
            raise ValueError(f"empty interval, or not proved to be non-empty: {self.sentence}")

    @property
    def sentence(self) -> str:
        return f"{self.lo} < {self.quantity} < {self.hi}"

    @cached_property
    def positive(self) -> Expr:
        """u for a symbol."""
        return Dummy("u", positive=True)

    @property
    def is_bounded(self) -> bool:
        """Whether one end is finite."""
        return (self.lo, self.hi) != (-oo, oo)

    def written(self, u: Expr) -> Expr:
        """The quantity in terms of u > 0; one end must be finite."""
        lo, hi = sympify(self.lo), sympify(self.hi)
        if hi == oo:
            return lo + u
        return hi - u if lo == -oo else lo + (hi - lo) * u / (1 + u)

    def parameter(self, quantity: Expr) -> Expr:
        """u in terms of the quantity."""
        below, above = quantity - sympify(self.lo), sympify(self.hi) - quantity
        if self.hi == oo:
            return below
        return above if self.lo == -oo else below / above

    def parametrise(self, expr: Expr) -> Expr:
        """The expression with the quantity written in terms of u > 0, at each of its arguments."""
        if not self.is_bounded:
            return expr
        if isinstance(self.quantity, Symbol):  # names of bound variables are not unique
            return replace_free(expr, {self.quantity: self.written(self.positive)})
        u = Function(f"u_{self.quantity}", positive=True)
        alike = self.instances(expr)
        return expr.xreplace({a: self.written(u(*arguments_of(a))) for a in alike})

    def instances(self, expr: Expr) -> list[Expr]:
        """The quantity, or its values at all arguments that occur; none if it is not bounded."""
        if not self.is_bounded:
            return []
        if isinstance(self.quantity, Symbol):
            return [self.quantity] if expr.has(self.quantity) else []
        alike = {a for a in expr.atoms(self.quantity.func) if self._is_like(a)}
        return sorted(alike, key=default_sort_key)

    def _is_like(self, value: Expr) -> bool:
        """Whether a value is that of the quantity at some arguments: equal where its own are."""
        if head_of(value) != head_of(self.quantity):
            return False
        own = arguments_of(self.quantity)
        return len(set(zip(own, arguments_of(value), strict=True))) == len(set(own))


def within(lo: Expr, hi: Expr, outer_lo: Expr, outer_hi: Expr) -> bool:
    """Whether the range lo..hi provably lies in the range outer_lo..outer_hi."""
    below, above = lo - outer_lo, outer_hi - hi
    return bool(below.is_nonnegative and above.is_nonnegative)


def _functional(
    kernel: Expr, var: Expr, lo: Any, hi: Any, result: Any, parameters: tuple[Expr, ...]
) -> Functional:
    return Functional(kernel, var, sympify(lo), sympify(hi), sympify(result), parameters)


def _symbol_arguments(law: Expr) -> set[Expr]:
    atoms = law.atoms(AppliedUndef, Indexed)
    return {a for atom in atoms for a in arguments_of(atom) if isinstance(a, Symbol)}


def _entry(head: Any, *indices: Expr) -> Expr:
    return head(*indices) if callable(head) else head[indices]
