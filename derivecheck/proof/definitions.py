"""Equations that only write out a definition, so that nothing is left to prove.

>>> from sympy import Symbol, log
>>> from derivecheck.language import CE, JS, FiniteLaw, given, total
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> by_definition(given(P, Q).eq(CE(P, Q), -total(lambda i: P.at(i) * log(Q.at(i)), 1, N)))
True
>>> by_definition(given(P, Q).eq(JS(P, Q), JS(Q, P)))
False
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow

from derivecheck.language.functionals import CE, JS, KL, Expectation, Functional, H
from derivecheck.language.statements import Relation, Statement
from derivecheck.terms.binders import canonical_binders

HEADS = (H, CE, KL, JS, Expectation)


def by_definition(statement: Statement) -> bool:
    """Whether both sides of an equation are the same once what is defined is written out.

    That a functional has the same value with its laws exchanged is a property, and a number that
    it has at some law is a result; neither is a definition.
    """
    if not isinstance(statement, Relation) or statement.relation != "=":
        return False
    lhs, rhs = statement.exprs
    if lhs == rhs:
        return True
    swapped = isinstance(lhs, HEADS) and isinstance(rhs, type(lhs))
    if swapped or lhs.is_number or rhs.is_number or not (lhs + rhs).has(*HEADS):
        return False
    return canonical_binders(_written_out(lhs)) == canonical_binders(_written_out(rhs))


def _written_out(expr: Expr) -> Expr:
    """Functionals replaced by their definitions, where they are terms or factors of the whole."""
    if isinstance(expr, HEADS):
        return expr.definition()
    if isinstance(expr, (Add, Mul, Pow)) and expr.has(Functional):
        return expr.func(*map(_written_out, expr.args))
    return expr
