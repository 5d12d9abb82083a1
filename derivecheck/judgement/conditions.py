r"""Which conditions a proof needs: each is dropped in turn, and a counterexample shows the loss.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import H, KL
>>> from derivecheck.language.laws.finite import FiniteLaw, Uniform
>>> from derivecheck.language.statements import given
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

from sympy import Expr, Symbol

from derivecheck.findings.evidence import Outcome
from derivecheck.findings.finding import Counterexample
from derivecheck.language.assumptions import weaker
from derivecheck.language.functionals import Slot, unfold
from derivecheck.language.measures import Assumption
from derivecheck.language.statements import Relation, Statement
from derivecheck.language.typeset import tex
from derivecheck.proof.obligations import (
    CONVERGES,
    EXCHANGED,
    NONZERO,
    NOT_NEGATIVE,
    POSITIVE,
    Obligation,
)
from derivecheck.proof.prove import Proof
from derivecheck.terms.binders import free_bound
from derivecheck.worlds.examine import examine

READABLE = 150
LONG = {
    CONVERGES: "every integral of the two sides converges absolutely",
    EXCHANGED: "every integral of the two sides may be differentiated under the integral",
    NONZERO: "no denominator of the two sides is 0",
    POSITIVE: "the argument of every logarithm of the two sides is positive",
    NOT_NEGATIVE: "the argument of every root of the two sides is not negative",
}


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


def needs(statement: Statement, proof: Proof) -> tuple[str, ...]:
    """The conditions without which a proved statement fails; only a proof that used facts can."""
    return tuple(n.sentence for n in needed(statement)) if proof.facts else ()


def assumptions(given: tuple[Assumption, ...]) -> tuple[str, ...]:
    """The sentences of the assumptions, each once."""
    return tuple(dict.fromkeys(a.sentence for a in given))


def obligations(proof: Proof, given: tuple[Assumption, ...]) -> tuple[str, ...]:
    """The side conditions that a proof used and that stay open, each once."""
    return tuple(dict.fromkeys(_condition(o, given) for o in proof.obligations))


def _condition(o: Obligation, given: tuple[Assumption, ...]) -> str:
    """A side condition in words; a term that fills a line is named, not printed."""
    text = tex(_with_letters(o.term), given)
    if len(text) < READABLE or o.kind not in LONG:
        return f"${text}$ {o.kind}"
    return LONG[o.kind]


def _with_letters(term: Expr) -> Expr:
    """A condition on every point, or every index, with a letter that does not occur in it."""
    taken = {s.name for s in term.free_symbols}
    names = {}
    for s in sorted(free_bound(term) | term.atoms(Slot), key=str):
        letters = "ijkl" if s.is_integer else "xyuv"
        names[s] = Symbol(next(a for a in letters if a not in taken))
        taken.add(names[s].name)
    return term.xreplace(names)
