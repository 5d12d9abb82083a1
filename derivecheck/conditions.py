r"""Which conditions a proof needs: each is dropped in turn, and a counterexample shows the loss.

>>> from sympy import Symbol
>>> from derivecheck.functionals import H, KL
>>> from derivecheck.laws import FiniteLaw, Uniform
>>> from derivecheck.statements import given
>>> from sympy import log
>>> N = Symbol("N", integer=True, positive=True)
>>> P = FiniteLaw("p", N)
>>> [n.condition for n in needed(given(P).eq(KL(P, Uniform(N)), log(N) - H(P)))]
['$\\sum_i p_i=1$']
>>> needed(given(P).eq(KL(P, P), 0))
()
"""

from __future__ import annotations

from dataclasses import dataclass

from derivecheck.assumptions import weaker
from derivecheck.evidence import Outcome
from derivecheck.examine import examine
from derivecheck.finding import Counterexample
from derivecheck.functionals import unfold
from derivecheck.laws import Assumption
from derivecheck.statements import Relation, Statement


@dataclass(frozen=True)
class Needed:
    """A condition without which a statement fails, and where it fails then."""

    condition: str
    counterexample: Counterexample

    @property
    def sentence(self) -> str:
        """The condition and the instance."""
        c = self.counterexample
        return f"{self.condition}; without it {c.lhs} against {c.rhs} at {c.point}"


def needed(statement: Statement, digits: int = 30) -> tuple[Needed, ...]:
    """The conditions of total mass one that the statement cannot do without."""
    if not isinstance(statement, Relation):
        return ()
    found = []
    for assumption in statement.given:
        if dropped := weaker(assumption):
            condition, rest = dropped
            evidence, point = examine(_without(statement, assumption, rest), digits)
            if point and evidence[0].outcome is Outcome.REFUTES:
                found.append(Needed(condition, point))
    return tuple(found)


def _without(statement: Relation, law: Assumption, rest: Assumption) -> Relation:
    """The statement with a law replaced by an arbitrary family of the same sign."""
    given = tuple(rest if a == law else a for a in statement.given)
    return Relation(given, statement.relation, unfold(statement.lhs), unfold(statement.rhs))
