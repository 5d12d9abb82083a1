r"""Slips with a law of several named variables: joint, marginal and conditional laws confused.

A conditional law is one thing on the page, p(x | z), and is replaced as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from sympy import Dummy, Expr
from sympy.core.function import AppliedUndef

from derivecheck.language.laws.joint import JointLaw, Slice
from derivecheck.mistakes.slips import Given, Rewrite, Slip
from derivecheck.terms.written import conditional

MANY, FEW = "has a condition too many", "lacks a condition"
Values = Mapping[str, Expr]
Points = Mapping[str, Iterable[Expr]]


@dataclass(frozen=True)
class Called:
    """p(a, b | c): a law with the values before the bar and behind it."""

    law: JointLaw
    own: Values
    known: Values

    @property
    def value(self) -> Expr:
        """The expression that it is."""
        whole = self.law.at(**self.own, **self.known)
        return conditional(whole, self.law.at(**self.known)) if self.known else whole

    @property
    def values(self) -> Values:
        """The values of all its variables."""
        return {**self.own, **self.known}

    @property
    def kind(self) -> str:
        """What such a law is called."""
        return "conditional" if self.known else "joint" if len(self.own) > 1 else "marginal"

    def turns(self, other: Called) -> bool:
        """Whether it is another conditional law turned round."""
        return bool(self.known) and (self.own, self.known) == (other.known, other.own)

    def differs_by_conditions(self, other: Called) -> bool:
        """Whether one of two laws of the same variables has conditions that the other has not."""
        few, many = sorted((self.known, other.known), key=len)
        return self.own == other.own and few.items() < many.items()

    def mistaken_for(self, meant: Called) -> str:
        """What is wrong where it stands for the one that is meant."""
        if meant.turns(self):
            return "wrong conditional: the condition is confused with what is conditioned"
        if meant.kind == self.kind and self.differs_by_conditions(meant):
            return f"a conditional law {MANY if len(self.known) > len(meant.known) else FEW}"
        if meant.kind == self.kind:
            of = "another variable" if self.kind == "marginal" else "other variables"
            return f"the {self.kind} law of {of} is meant"
        return f"a {self.kind} stands for a {meant.kind} law"


def other_marginals(e: Expr, given: Given, others: Iterable[Expr] = ()) -> Iterator[Rewrite]:
    """One of these laws taken for another one; or one variable for another all over.

    The points are those of the expression and the free ones of ``others``.
    """
    for law in (a for a in given if isinstance(a, JointLaw)):
        stand = list(_laws_in(e, law))
        points = _points(law, e, others)
        pairs = [(one, meant) for one in stand for meant in _beside(one, points)]
        for one, meant in sorted(pairs, key=_unlikely):
            if not one.differs_by_conditions(meant):
                changed = _put(e, {one.value: meant.value})
                yield Slip.CONDITIONAL, one.mistaken_for(meant), changed
        for a, b in combinations(law.variables, 2) if len(stand) > 1 else ():
            table = {one.value: _exchanged(one, points, a, b) for one in stand}
            if None not in table.values():
                name = "wrong conditional: the variables are exchanged throughout"
                yield Slip.CONDITIONAL, name, _put(e, table)


def conditions(e: Expr, given: Given, others: Iterable[Expr] = ()) -> Iterator[Rewrite]:
    """A condition of a law left out, or one too many: no slip where variables are independent."""
    for law in (a for a in given if isinstance(a, JointLaw)):
        points = _points(law, e, others)
        for one in _laws_in(e, law):
            for meant in filter(one.differs_by_conditions, _beside(one, points)):
                changed = _put(e, {one.value: meant.value})
                yield Slip.CONDITION, one.mistaken_for(meant), changed
    for law in sorted(e.atoms(Slice), key=str):
        for number in range(len(law.given)):
            for known in combinations(law.given.items(), number):
                meant_law = law.joint.law(law.variable, **dict(known))
                name = f"a conditional law {MANY}"
                yield Slip.CONDITION, name, e.xreplace({law: meant_law})


def _unlikely(pair: tuple[Called, Called]) -> tuple[bool, bool, int]:
    """The less a law is like what stands there, the later: first what is only turned round."""
    one, meant = pair
    return not meant.turns(one), meant.kind != one.kind, abs(len(meant.values) - len(one.values))


def _laws_in(e: Expr, law: JointLaw) -> Iterator[Called]:
    """The laws that stand in an expression, conditional ones first."""
    variables = {law.marginal_name(s): s for s in law.subsets}

    def values(node: Expr) -> dict[str, Expr]:
        return dict(zip(variables.get(str(node.func), ()), node.args, strict=False))

    for node in sorted(e.atoms(conditional), key=str):
        whole, known = map(values, node.args)
        own = {v: x for v, x in whole.items() if v not in known}
        if own and known and known.items() <= whole.items():
            yield Called(law, own, known)
    outside = e.xreplace({node: Dummy(positive=True) for node in e.atoms(conditional)})
    for node in sorted(outside.atoms(AppliedUndef), key=str):
        if own := values(node):
            yield Called(law, own, {})


def _points(law: JointLaw, e: Expr, others: Iterable[Expr]) -> dict[str, list[Expr]]:
    """The values of each variable in an expression, and the free ones beside it."""
    found: dict[str, dict[Expr, None]] = {v: {} for v in law.variables}
    for side in (e, *others):
        for one in _laws_in(side, law):
            for v, x in one.values.items():
                if side is e or x.free_symbols <= side.free_symbols:
                    found[v][x] = None
    return {v: list(values) for v, values in found.items()}


def _beside(one: Called, points: Points) -> Iterator[Called]:
    """All other laws of variables that have values there; its own stay what they are."""
    choices = [
        [(v, x) for x in ([one.values[v]] if v in one.values else points[v])] for v in points
    ]
    for chosen in product(*filter(None, choices)):
        for sides in product((0, 1, 2), repeat=len(chosen)):
            own, known = (
                {v: x for (v, x), side in zip(chosen, sides, strict=True) if side == k}
                for k in (0, 1)
            )
            if own and (own, known) != (one.own, one.known):
                yield Called(one.law, own, known)


def _exchanged(one: Called, points: Mapping[str, list[Expr]], a: str, b: str) -> Expr | None:
    """The same law with two variables exchanged, each with its only value."""
    other = {a: b, b: a}
    if any(len(points[v]) != 1 for v in other):
        return None

    def turned(values: Values) -> dict[str, Expr]:
        return {
            other.get(v, v): points[other[v]][0] if v in other else x for v, x in values.items()
        }

    return Called(one.law, turned(one.own), turned(one.known)).value


def _put(e: Expr, table: dict[Expr, Any]) -> Expr:
    """The expression with other laws; what is inside a conditional law is no law of its own."""
    whole = {node: node for node in e.atoms(conditional)}
    return e.xreplace({**whole, **table})
