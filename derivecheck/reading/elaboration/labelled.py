"""P(x) and P(z) as two laws at one point: the letter in the bracket tells the laws apart.

Notes on generators write P(x) for the law of the data and P(z) for that of the generated points,
and integrate both over x.
"""

from __future__ import annotations

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import Call, calls, is_letter, key_of, variable_of

Trees = tuple[t.Tree, ...]


def labelled_laws(trees: Trees, laws: frozenset[str]) -> frozenset[str]:
    """The laws that are called with several single letters, where one variable is integrated."""
    if _variable(trees, laws) is None:
        return frozenset()
    found: dict[str, set[str]] = {}
    for call in (c for tree in trees for c in calls(tree)):
        key, names = key_of(call.letter), _names(call)
        if key in laws and key is not None:
            found.setdefault(key, set()).add(names[0] if len(names) == 1 else "")
    return frozenset(k for k, names in found.items() if len(names) > 1 and "" not in names)


def with_labels(trees: Trees, laws: frozenset[str]) -> tuple[Trees, frozenset[str]]:
    """P(z) written as P_z(x) for the variable x of the integrals, and the names of such laws."""
    variable = _variable(trees, laws) or ""
    made: set[str] = set()

    def labelled(tree: t.Tree) -> t.Tree:
        if not isinstance(tree, t.Row):
            return tree
        items = list(tree.items)
        for k, (letter, bracket) in enumerate(zip(items, items[1:], strict=False)):
            if not is_letter(letter) or key_of(letter) not in laws:
                continue
            if isinstance(bracket, t.Bracket) and len(bracket.items) == 1:
                name = variable_of(bracket.items[0])
                if name is not None:
                    label = t.Name(letter.place, name)
                    items[k] = t.Scripted(letter.place, letter, label, None)
                    at = t.Name(bracket.place, variable)
                    items[k + 1] = t.Bracket(bracket.place, "(", ")", (at,), ())
                    made.add(str(key_of(items[k])))
        return t.Row(tree.place, tuple(items))

    return tuple(t.rewritten(x, labelled) for x in trees), frozenset(made)


def laws_compared(trees: Trees, laws: frozenset[str]) -> list[str]:
    """The letters in the brackets where one head compares a law with itself: JS(P(x), P(z))."""
    for call in (c for tree in trees for c in calls(tree)):
        sides = [_letters_of(a, laws) for a in call.bracket.items]
        for key in sides[0].keys() & sides[1].keys() if len(sides) == 2 else ():
            if len(sides[0][key] | sides[1][key]) > max(len(sides[0][key]), 1):
                return sorted(sides[0][key]) + sorted(sides[1][key])
    return []


def _letters_of(tree: t.Tree, laws: frozenset[str]) -> dict[str, set[str]]:
    """The single letters that each law is called with in a tree."""
    found: dict[str, set[str]] = {}
    for call in calls(tree):
        key, names = key_of(call.letter), _names(call)
        if key in laws and key is not None and len(call.bracket.items) == len(names) == 1:
            found.setdefault(key, set()).add(names[0])
    return found


def _variable(trees: Trees, laws: frozenset[str]) -> str | None:
    """The one variable that is integrated, or else the first of a law compared with itself."""
    integrated = _integrated(trees)
    if len(integrated) == 1:
        return next(iter(integrated))
    compared = [] if integrated else laws_compared(trees, laws)
    return compared[0] if compared else None


def _names(call: Call) -> list[str]:
    names = [variable_of(a) for a in call.bracket.items]
    return [n for n in names if n is not None]


def _integrated(trees: Trees) -> set[str]:
    parts = (x for tree in trees for x in tree.walk() if isinstance(x, t.Integral))
    return {key for x in parts for v in x.variables if (key := key_of(v)) is not None}
