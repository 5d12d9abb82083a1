"""From all laws to some: what is proved of arbitrary laws holds of laws that are written out.

A divergence of two Weibull laws is not negative because that of any two laws is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from sympy import Dummy, Expr, Indexed, Symbol
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import CE, JS, KL, H, Slot
from derivecheck.language.laws.dirichlet import Dirichlet
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw, Mixture
from derivecheck.language.laws.line import Density, Normal
from derivecheck.language.laws.named import NamedLaw, Naturals
from derivecheck.language.measures import Integers, Law, Outcomes, StatementError
from derivecheck.language.statements import Relation
from derivecheck.proof.obligations import CONVERGES, Obligation
from derivecheck.terms.binders import OPERATORS, Bound
from derivecheck.terms.elementary import head_of

HEADS = (H, CE, KL, JS)
WRITTEN_OUT = (NamedLaw, Normal, Dirichlet)
LETTERS = ("p", "q", "r", "f", "g", "h")
Laws = dict[Law, Law]


def generalised(relation: Relation) -> Iterator[tuple[Relation, Laws]]:
    """The relation for arbitrary laws with zeros in place of those at hand, and which is which.

    First for the laws that are compared, mixtures being laws, then for the laws in them.  Only
    where they occur in H, CE, KL and JS alone, of which nothing but the laws matters, and no
    parameter of theirs is bound.  A law on x > 0 is one on the line that is 0 elsewhere; a law on a
    simplex is one on the line by a Borel isomorphism, which leaves relative densities.
    """
    heads = {h for e in relation.exprs for h in e.atoms(*HEADS)}
    outside = [e.xreplace({h: Dummy() for h in heads}) for e in relation.exprs]
    inside = {law for h in heads for law in h.atoms(*WRITTEN_OUT)}
    compared = {p for h in heads for p in h.args if isinstance(p, Law) and not p.names}
    mixed = any(isinstance(p, Mixture) for p in compared)
    choices = [compared] * mixed + [inside] * bool(inside)
    for laws in choices if inside or mixed else ():
        bound = {s for law in laws for s in law.free_symbols if isinstance(s, Slot | Bound)}
        if not bound and not any(e.atoms(*WRITTEN_OUT) for e in outside):
            yield from _with_arbitrary(relation, sorted(laws, key=str))


def _with_arbitrary(relation: Relation, laws: list[Law]) -> Iterator[tuple[Relation, Laws]]:
    taken = {n for a in relation.given for n in a.names}
    taken |= {s.name for e in relation.exprs for s in e.atoms(Symbol)}
    free = chain(LETTERS, (f"p_{k}" for k in range(len(laws) + len(taken))))
    names = (name for name in free if name not in taken)
    table = {law: _arbitrary(law, name) for law, name in zip(laws, names, strict=False)}
    kept = (a for a in relation.given if not a.atoms(*WRITTEN_OUT))
    with suppress(StatementError):  # a measure that is written out on its own space
        exprs = [e.xreplace(table) for e in relation.exprs]
        yield Relation((*kept, *table.values()), relation.relation, *exprs), table


def _arbitrary(law: Law, name: str) -> Law:
    if isinstance(law.space, Outcomes):
        return FiniteLaw(name, law.space.args[0], zeros=True)
    on_integers = law.space in (Naturals(), Integers())
    return CountableLaw(name, zeros=True) if on_integers else Density(name, zeros=True)


def specialised(obligations: tuple[Obligation, ...], table: Laws) -> Iterator[Obligation]:
    """The conditions of a general proof for the laws at hand; those that always hold are left out.

    Means of logarithms of densities converge where every law of the space is ``tame``.
    """
    tame = all(law.tame for law in table)
    for o in obligations:
        general = {_head(law) for law in table.values()}
        used = {head_of(a) for a in o.term.atoms(AppliedUndef, Indexed)}
        if not (tame and o.kind == CONVERGES and used <= general):
            yield Obligation(o.kind, _written_out(o.term, table) if used & general else o.term)


def _head(law: Law) -> object:
    return head_of(law.at(Dummy(integer=True)))


def _written_out(term: Expr, table: Laws) -> Expr:
    """A sum or integral over the whole range as one over the space of the laws."""
    if not isinstance(term, OPERATORS) or len(term.limits) != 1:
        return term
    (var, *_), space = term.limits[0], next(iter(table)).space

    def body(x: Expr) -> Expr:
        values = {general.at(var): law.at(x) for law, general in table.items()}
        return term.function.xreplace(values).xreplace({var: x})

    return space.functional(body)
