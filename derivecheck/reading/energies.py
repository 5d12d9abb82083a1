"""E(w) where E is a function of parameters, an error or an energy, and no expectation."""

from __future__ import annotations

from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Document, Side, Step
from derivecheck.reading.letters import is_letter, key_of


def with_energies(document: Document) -> Document:
    """The document with E(w) as a call of E, where the note begins a chain with E(w) = …

    and neither writes E with brackets of another kind nor gives w a law.
    """
    if not any(_defines(s) for s in document.steps) or any(_is_mean(x) for x in _trees(document)):
        return document
    steps = tuple(replace(s, sides=tuple(map(_rewritten, s.sides))) for s in document.steps)
    mentions = tuple(replace(m, side=_rewritten(m.side)) for m in document.mentions)
    return replace(document, steps=steps, mentions=mentions)


def _trees(document: Document) -> list[t.Tree]:
    return [part for _, tree in document.trees for part in tree.walk()]


def _defines(step: Step) -> bool:
    left = step.left.tree
    plain = isinstance(left, t.Expect) and _is_energy(left)
    return plain and step.number == 0 and step.relation in ("=", ":=")


def _is_energy(tree: t.Expect) -> bool:
    inner = t.bare(tree.body)
    name = (key_of(inner) or "?") if is_letter(inner) else "?"
    return tree.plain and tree.sub is None and name[:1].islower()


def _is_mean(tree: t.Tree) -> bool:
    """Whether a tree is an expectation beyond doubt, or the law of a variable."""
    if isinstance(tree, t.Compare) and tree.relation == "~":
        return True
    return isinstance(tree, t.Expect) and not _is_energy(tree)


def _rewritten(side: Side) -> Side:
    return side if side.tree is None else replace(side, tree=t.rewritten(side.tree, _as_call))


def _as_call(tree: t.Tree) -> t.Tree:
    if isinstance(tree, t.Expect) and _is_energy(tree):
        return t.Row(tree.place, (t.Name(tree.place, "E"), tree.body))
    return tree
