r"""Samples: points drawn from outcomes, and the law that gives each of them the same weight.

>>> from sympy import Symbol, log
>>> from derivecheck.language.functionals import CE
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> from derivecheck.proof.prove import prove
>>> from derivecheck.language.statements import given
>>> n, N = (Symbol(s, integer=True, positive=True) for s in "nN")
>>> x, Q = Sample("x", n, N), FiniteLaw("q", N)
>>> mean = total(lambda k: -log(Q.at(x[k])) / n, 1, n)
>>> bool(prove(given(x, Q).eq(CE(x.law, Q), mean)))
True
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, IndexedBase, KroneckerDelta, Symbol, sympify

from derivecheck.facts.facts import Fact, InRange
from derivecheck.language.measures import Assumption, Law, Named, Outcomes
from derivecheck.terms.binders import total


class Sample(Named, Assumption):
    """Points x₁, …, x_size of the outcomes 1, …, outcomes, whatever law they were drawn from.

    >>> n, N = (Symbol(name, integer=True, positive=True) for name in "nN")
    >>> Sample("x", n, N)[2]
    x[2]
    """

    def __new__(cls, name: Any, size: Any, outcomes: Any) -> Sample:
        return super().__new__(cls, Symbol(str(name)), sympify(size), sympify(outcomes))

    @property
    def size(self) -> Expr:
        """How many points there are."""
        return self.args[1]

    @property
    def outcomes(self) -> Expr:
        """The number of outcomes that a point can be."""
        return self.args[2]

    def __getitem__(self, index: Any) -> Expr:
        return IndexedBase(self.name, integer=True, positive=True)[index]

    @property
    def law(self) -> Empirical:
        """The law that gives every point the weight 1/size."""
        return Empirical(self)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (InRange(self[Symbol("k", integer=True)], 1, self.outcomes),)

    @property
    def sentence(self) -> str:
        return f"${self.name}_1,\\dots,{self.name}_{{{self.size}}}$ are outcomes"


class Empirical(Law):
    """The relative frequencies of a sample."""

    @property
    def sample(self) -> Sample:
        """The points."""
        return self.args[0]

    @property
    def space(self) -> Outcomes:
        return Outcomes(self.sample.outcomes)

    def at(self, x: Expr) -> Expr:
        s = self.sample
        return total(lambda k: KroneckerDelta(s[k], x) / s.size, 1, s.size)

    @property
    def sentence(self) -> str:
        return f"the empirical law of ${self.sample.name}$"
