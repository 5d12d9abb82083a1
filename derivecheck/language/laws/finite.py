r"""The laws of statements: the typed part of the vocabulary.

* on outcomes or integers: `FiniteLaw`, `Labels`, `CountableLaw`, `Table`, `Uniform`;
* on the line (`derivecheck.language.laws.line`): `Density`, `PushForward`, `Joint` with `Marginal`
  and `Conditional`, `Normal`;
* on either: `Mixture`.

Spaces and measures are those of `derivecheck.language.measures`; what else a statement may assume
is in `derivecheck.language.assumptions`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import (
    Add,
    Basic,
    Expr,
    Integer,
    KroneckerDelta,
    Rational,
    Symbol,
    oo,
    sympify,
)

from derivecheck.facts.facts import Fact, Normalised
from derivecheck.language.measures import (
    Integers,
    Law,
    Named,
    Outcomes,
    Space,
    WithZeros,
    require_law,
    require_same_space,
    require_total_one,
)
from derivecheck.terms.binders import family


class FiniteLaw(Named, Law):
    """An arbitrary law p₁, …, p_N with Σp_i = 1 on N outcomes, N symbolic.

    All p_i > 0, or p_i >= 0 if it may have ``zeros``; then it is a law of labels.

    >>> from sympy import Symbol
    >>> N = Symbol("N", integer=True, positive=True)
    >>> FiniteLaw("p", N).at(Integer(2)), FiniteLaw("p", N, zeros=True)
    (p[2], Labels(p, N))
    """

    sign: ClassVar[str] = "positive"

    def __new__(cls, name: Any, size: Any, zeros: bool = False) -> FiniteLaw:
        return super().__new__(Labels if zeros else cls, Symbol(str(name)), sympify(size))

    @property
    def size(self) -> Expr:
        """The number of outcomes."""
        return self.args[1]

    @property
    def space(self) -> Space:
        return Outcomes(self.size)

    def at(self, x: Expr) -> Expr:
        return family(self.name, self.sign)[x]

    @property
    def facts(self) -> tuple[Fact, ...]:
        i = Symbol("i", integer=True)
        return (Normalised(self.at(i), i, 1, self.size),)

    @property
    def sentence(self) -> str:
        return f"${self.name}_i>0$, $\\sum_i {self.name}_i=1$"


class Labels(WithZeros, FiniteLaw):
    """A law that may have zeros, as labels have: y_i >= 0 and Σy_i = 1, one-hot included.

    >>> from sympy import Symbol
    >>> Labels("y", Symbol("K", integer=True, positive=True)).at(Integer(2))
    y[2]
    """

    sign = "nonnegative"

    @property
    def positive(self) -> FiniteLaw:
        return FiniteLaw(self.name, self.size)

    @property
    def sentence(self) -> str:
        return f"${self.name}_i\\ge 0$, $\\sum_i {self.name}_i=1$"


class CountableLaw(Named, Law):
    """An arbitrary law on the integers; those without ``zeros`` share their support.

    >>> CountableLaw("p").space.functional(CountableLaw("p").at)
    Sum(p[i_1], (i_1, -oo, oo))
    """

    sign: ClassVar[str] = "positive"

    def __new__(cls, name: Any, zeros: bool = False) -> CountableLaw:
        return super().__new__(CountableLawWithZeros if zeros else cls, Symbol(str(name)))

    @property
    def space(self) -> Space:
        return Integers()

    def at(self, x: Expr) -> Expr:
        return family(self.name, self.sign)[x]

    @property
    def facts(self) -> tuple[Fact, ...]:
        i = Symbol("i", integer=True)
        return (Normalised(self.at(i), i, -oo, oo),)

    @property
    def sentence(self) -> str:
        return f"${self.name}_i>0$ on the support, $\\sum_i {self.name}_i=1$"


class CountableLawWithZeros(WithZeros, CountableLaw):
    """A law on the integers that may be 0 where others of the statement are not."""

    sign = "nonnegative"

    @property
    def positive(self) -> CountableLaw:
        return CountableLaw(self.name)

    @property
    def sentence(self) -> str:
        return f"${self.name}_i\\ge 0$, $\\sum_i {self.name}_i=1$"


class Table(Law):
    """A law given by its probabilities, e.g. Bernoulli(t) = Table(t, 1 - t).

    >>> from sympy import Rational
    >>> Table(Rational(1, 4), Rational(3, 4)).at(Integer(2))
    3/4
    """

    def __new__(cls, *probabilities: Any) -> Table:
        values = [sympify(p) for p in probabilities]
        require_total_one(values, "a table")
        return super().__new__(cls, *values)

    @property
    def space(self) -> Space:
        return Outcomes(Integer(len(self.args)))

    def at(self, x: Expr) -> Expr:
        if x.is_Integer:
            return self.args[int(x) - 1]
        return Add(*[KroneckerDelta(x, k + 1) * p for k, p in enumerate(self.args)])

    @property
    def sentence(self) -> str:
        return "a law given by its probabilities"


def bernoulli(t: Any) -> Table:
    """The law of a coin with P(1) = t.

    >>> from sympy import Rational
    >>> bernoulli(Rational(1, 3)).at(Integer(2))
    2/3
    """
    t = sympify(t)
    return Table(t, 1 - t)


class Uniform(Law):
    """The uniform law on N outcomes.

    >>> from sympy import Symbol
    >>> Uniform(Symbol("N", integer=True, positive=True)).at(Integer(1))
    1/N
    """

    def __new__(cls, size: Any) -> Uniform:
        return super().__new__(cls, sympify(size))

    def _sympystr(self, printer: Any) -> str:
        """SymPy prints a class of this name as an interval."""
        return f"Uniform({printer.doprint(self.args[0])})"

    @property
    def space(self) -> Space:
        return Outcomes(self.args[0])

    def at(self, x: Expr) -> Expr:
        return 1 / self.args[0]

    @property
    def sentence(self) -> str:
        return "the uniform law"


class Mixture(Law):
    """The law Σ w_k P_k; the weights are positive and sum to one.

    >>> from sympy import Rational
    >>> from derivecheck.language import Density, point
    >>> half = Rational(1, 2)
    >>> Mixture((half, Density("p")), (half, Density("q"))).at(point("x"))
    p(x)/2 + q(x)/2
    """

    def __new__(cls, *terms: Any) -> Mixture:
        for _, law in terms:
            require_law(law, "a mixture")
        require_same_space(*(law for _, law in terms))
        require_total_one([sympify(w) for w, _ in terms], "a mixture")
        return super().__new__(cls, *[Basic.__new__(Basic, sympify(w), law) for w, law in terms])

    @property
    def terms(self) -> list[tuple[Expr, Law]]:
        """The weights and the laws."""
        return [t.args for t in self.args]

    @classmethod
    def rebuild(cls, *args: Any) -> Mixture:
        return cls(*[a.args for a in args])

    @property
    def func(self) -> Any:
        return Mixture.rebuild

    @property
    def space(self) -> Space:
        return self.terms[0][1].space

    @property
    def tame(self) -> bool:  # type: ignore[override]
        return all(law.tame for _, law in self.terms)

    def at(self, x: Expr) -> Expr:
        return Add(*[w * law.at(x) for w, law in self.terms])

    @property
    def sentence(self) -> str:
        return "a mixture"


def midpoint(p: Law, q: Law) -> Mixture:
    """The law (P + Q)/2.

    >>> midpoint(Table(1, 0), Table(0, 1)).at(Integer(1))
    1/2
    """
    return Mixture((Rational(1, 2), p), (Rational(1, 2), q))
