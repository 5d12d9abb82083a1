"""Indices above a letter in brackets, x^{(i)}: read as indices below it, or as part of its name."""

from __future__ import annotations

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import is_count, is_parameter, key_of, shift_of


def with_lower_indices(tree: t.Tree) -> t.Tree:
    """The tree with x^{(i)} as x_i, and z_j^{(i)} as the entry j of a letter z^{(i)}.

    >>> from derivecheck.latex.formula.parse import parse
    >>> from derivecheck.latex.formula.tokens import lex
    >>> formulas = (r"x^{(i)}", r"z_j^{(t+1)}", r"\\theta^{(t)}", r"x^{(a+b)}")
    >>> [key_of(with_lower_indices(parse(lex(s))[0])) for s in formulas]
    ['x_i', 'z^(t+1)_j', 'theta^t', None]
    """
    return t.rewritten(tree, _lowered)


def _lowered(tree: t.Tree) -> t.Tree:
    if not isinstance(tree, t.Scripted) or not is_count(tree.sup) or is_parameter(tree.base):
        return tree
    name, sup = key_of(tree.base), tree.sup
    if name in (None, "e") or not isinstance(sup, t.Bracket):
        return tree
    (index,) = sup.items
    moved = shift_of(index)
    if moved is None and not isinstance(index, t.Number):
        return tree
    if tree.sub is None:
        return t.Scripted(tree.place, tree.base, index, None, tree.primes)
    if moved is None or not isinstance(tree.base, t.Name):
        return tree
    shown = moved[0] + (f"{moved[1]:+d}" if moved[1] else "")
    base = t.Name(tree.base.place, f"{tree.base.text}^({shown})", tree.base.font)
    return t.Scripted(tree.place, base, tree.sub, None, tree.primes)
