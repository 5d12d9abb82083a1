r"""Derivations: a definition and its steps, each a relation, an expression and a rule.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import CE, H, KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> from derivecheck.proof.rules import linearity
>>> from derivecheck.language.statements import given
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> d = derive("demo", "cross-entropy", given(P, Q), CE(P, Q)).eq(H(P) + KL(P, Q), by=linearity)
>>> d.conclusion.relation, len(d.steps)
('=', 1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from sympy import Expr, sympify

from derivecheck.language.measures import StatementError
from derivecheck.language.statements import Given, Optimum, Relation, Statement, statement_tex
from derivecheck.language.typeset import RELATION_TEX, tex
from derivecheck.latex.inline import math
from derivecheck.proof.rules import Rule

WEAKEST = {"=": 0, "<=": 1, ">=": 1, "<": 2, ">": 2}


@dataclass(frozen=True)
class Step:
    """One link: the previous expression, ``relation``, ``after``, justified by ``rule``."""

    relation: str
    after: Expr
    rule: Rule
    because: str = ""  # a sentence in place of the rule's own


@dataclass(frozen=True)
class Lemma:
    """A statement that is proved as a whole, such as an inequality with its equality case."""

    id: str
    title: str
    statement: Statement
    uses: tuple[str, ...] = ()
    closed_form: str = ""

    def _repr_latex_(self) -> str:
        return math(statement_tex(self.statement))

    @property
    def given(self) -> Given:
        """The assumptions of the statement."""
        return Given(self.statement.given)

    @property
    def result(self) -> Expr:
        """The optimum or the right-hand side that the statement names."""
        if isinstance(self.statement, Optimum):
            return self.statement.at
        return self.conclusion.rhs

    @property
    def conclusion(self) -> Relation:
        """The statement, where it is a relation."""
        if not isinstance(self.statement, Relation):
            raise TypeError(f"{self.id} is no relation")
        return self.statement


@dataclass(frozen=True)
class Derivation:
    """A chain from ``start`` under ``given``.

    ``id`` is "subject.name"; ``closed_form`` names the function of `derivecheck.closed_forms` that
    the result becomes.
    """

    id: str
    title: str
    given: Given
    start: Expr
    steps: tuple[Step, ...] = ()
    closed_form: str = ""
    uses: tuple[str, ...] = ()

    def _then(self, relation: str, after: Any, by: Rule, because: str) -> Derivation:
        step = Step(relation, sympify(after), by, because)
        steps = (*self.steps, step)
        if len({s.relation[0] for s in steps} - {"="}) > 1:
            raise StatementError(f"{self.id}: a chain that goes up and down concludes nothing")
        return replace(self, steps=steps)

    def eq(self, after: Any, by: Rule, because: str = "") -> Derivation:
        """The next expression, equal to the one before."""
        return self._then("=", after, by, because)

    def le(self, after: Any, by: Rule, because: str = "") -> Derivation:
        """The next expression, at least the one before."""
        return self._then("<=", after, by, because)

    def ge(self, after: Any, by: Rule, because: str = "") -> Derivation:
        """The next expression, at most the one before."""
        return self._then(">=", after, by, because)

    @property
    def result(self) -> Expr:
        """The last expression."""
        return self.steps[-1].after

    def links(self) -> list[Relation]:
        """Every step as a statement of its own."""
        before, out = self.start, []
        for step in self.steps:
            out.append(Relation(self.given.assumptions, step.relation, before, step.after))
            before = step.after
        return out

    @property
    def conclusion(self) -> Relation:
        """The first expression against the last, by the weakest relation of the chain."""
        relation = max((s.relation for s in self.steps), key=WEAKEST.__getitem__)
        return Relation(self.given.assumptions, relation, self.start, self.result)

    def _repr_latex_(self) -> str:
        return math(chain_tex(self))


def derive(
    id: str,
    title: str,
    given: Given,
    start: Any,
    closed_form: str = "",
    uses: tuple[str, ...] = (),
) -> Derivation:
    """Start a derivation."""
    return Derivation(id, title, given, sympify(start), (), closed_form, uses)


def chain_tex(derivation: Derivation) -> str:
    """A chain as LaTeX, one step a line with the name of its rule."""
    given = derivation.given.assumptions
    lines = [
        rf"&{RELATION_TEX[s.relation]} {tex(s.after, given)} && \text{{{_words(s.rule.name)}}}"
        for s in derivation.steps
    ]
    start = tex(derivation.start, given)
    chain = r" \\ ".join(lines)
    return rf"\begin{{aligned}}{start} {chain}\end{{aligned}}"


def _words(text: str) -> str:
    """Text for ``\\text``, without what TeX would read as a command."""
    return re.sub(r"[\\{}$&#^_%~]", " ", text)
