"""Which letters of a step are vectors and matrices, by what is done with them."""

from __future__ import annotations

from collections.abc import Iterator

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import is_letter, key_of
from derivecheck.reading.symbols import Symbols

TRACE = ("tr", "Tr", "trace", "Trace")


def is_norm(tree: t.Tree) -> bool:
    """Whether ‖x‖ is written."""
    return isinstance(tree, t.Bracket) and tree.left == "||" and len(tree.items) == 1


def ranks(trees: tuple[t.Tree, ...], symbols: Symbols) -> dict[str, int]:
    """1 for every vector of a step, 2 for every matrix; empty where the step has no such thing."""
    shown = {k: _rank(k) for tree in trees for k in _operands(tree)}
    letters = [x for tree in trees for x in _whole_letters(tree)]
    declared = {k: len(symbols.shapes[k]) for x in letters if (k := key_of(x)) in symbols.shapes}
    if not shown and not declared:
        return {}
    bold = {str(key_of(x)): _rank(str(key_of(x))) for x in letters if is_bold(x) and key_of(x)}
    known = {k: _rank(k) for k in symbols.transposed if any(key_of(x) == k for x in letters)}
    unit = {"I": 2} if any(key_of(x) == "I" for x in letters) else {}
    return {**unit, **bold, **known, **shown, **declared}


def _whole_letters(tree: t.Tree) -> Iterator[t.Tree]:
    """The letters of a tree; of x_i the entry, not the letter x."""
    if is_letter(tree):
        yield tree
        if not isinstance(tree, t.Scripted) or tree.sub is not None:
            return
    for part in tree.parts:
        yield from _whole_letters(part)


def _operands(tree: t.Tree) -> Iterator[str]:
    """The letters that are transposed, or stand alone or as a term in a norm."""
    for part in tree.walk():
        inner: list[t.Tree] = []
        if isinstance(part, t.Scripted) and t.is_transpose(part):
            inner = [without_transpose(part)]
        elif is_norm(part) and isinstance(part, t.Bracket):
            inner = [part.items[0]]
        items = part.items if isinstance(part, t.Row) else ()
        if any(map(t.is_transpose, items)):
            inner += [x for x in items if _is_capital(x)]
        if isinstance(part, t.Prefix) and part.name in TRACE:
            inner += [x for x in part.walk() if _is_capital(x)]
        inner += [b for a, b in zip(items, items[1:], strict=False) if t.is_transpose(a)]
        for x in inner:
            for term in _terms(t.bare(x)):
                key = key_of(term) if is_letter(term) else None
                if key is not None:
                    yield key


def _is_capital(tree: t.Tree) -> bool:
    return is_letter(tree) and _rank(str(key_of(tree))) == 2 and key_of(tree) is not None


def without_transpose(tree: t.Scripted) -> t.Tree:
    """What is transposed."""
    return tree.base if tree.sub is None else t.Scripted(tree.place, tree.base, tree.sub, None)


def _terms(tree: t.Tree) -> Iterator[t.Tree]:
    """The terms of a sum; of a product the last factor."""
    if isinstance(tree, t.Sum):
        for item in tree.items:
            yield from _terms(t.bare(item))
    elif isinstance(tree, t.Row):
        yield tree.items[-1]
    elif isinstance(tree, t.Fraction_):
        yield from _terms(tree.above)
    else:
        yield tree


def is_bold(tree: t.Tree) -> bool:
    """Whether a letter is printed bold."""
    while isinstance(tree, (t.Scripted, t.Accent)):
        tree = tree.base if isinstance(tree, t.Scripted) else tree.body
    return isinstance(tree, t.Name) and tree.font == "bold"


def _rank(key: str) -> int:
    """A capital is a matrix, a small letter a vector."""
    letter = key.rpartition(" ")[2]
    return 2 if letter[:1].isupper() else 1


def note_transposed(symbols: Symbols, tree: t.Tree) -> None:
    """Take note of the letters that the note transposes or takes the norm of; of T as a number."""
    symbols.transposed.update(_operands(tree))
    for part in tree.walk():
        if isinstance(part, t.Big) and key_of(part.sup) == "T":
            symbols.horizon = True
        if isinstance(part, t.Scripted) and part.sub is not None:
            symbols.horizon |= any(isinstance(x, t.Name) and x.text == "T" for x in part.sub.walk())
