"""Cases that the formula or the words of a step hint at, in which it may hold though it is false.

Each is named by a word and perhaps what it is about; `in_case` gives the sides that it speaks of.
What is proved in a case is CONDITIONAL and says so: `Reading.condition` has the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derivecheck.language import FiniteLaw, Statement
from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Step, is_starred
from derivecheck.reading.elaboration.chains import is_chain, with_the_past
from derivecheck.reading.letters import is_count, is_index, is_letter, key_of, variable_of
from derivecheck.reading.symbols import KNOWN_HEADS, Kind, Symbols, bound_names, is_one_minus

Trees = tuple[t.Tree, ...]
UNIFORM = re.compile(r"uniform|均匀", re.IGNORECASE)
DROPPED = re.compile(
    r"\b(?:drop|ignor|omit|discard|neglect)\w*\b[^.]{0,30}\b(?:constants?|terms?)\b"
    r"|\bup to (?:an? )?(?:additive )?constants?\b"
    r"|(?:去掉|去除|忽略|省略|舍去|不考虑)[^。]{0,8}常数",
    re.IGNORECASE,
)


def cases_of_laws(symbols: Symbols, step: Step, trees: Trees, usual: Statement) -> Iterator[str]:
    """What the laws on outcomes of a statement may be: on two outcomes, or uniform."""
    names = sorted({n for a in usual.given if isinstance(a, FiniteLaw) for n in a.names})
    if step.relation in ("=", "=="):
        yield from _hints(trees, names)
    for name in names:
        said = symbols.special.get(name)
        if said is not None and UNIFORM.search(said.word):
            yield f"uniform {name}"


def is_of_laws(special: str) -> bool:
    """Whether a case is one of laws on outcomes."""
    return special.partition(" ")[0] in ("two", "uniform")


def _hints(trees: Trees, names: list[str]) -> Iterator[str]:
    """1 - p(x) hints at two outcomes, 1/N below a sum at a uniform law."""
    parts = [x for tree in trees for x in tree.walk()]
    if any(isinstance(x, t.Sum) and is_one_minus(x) for x in parts):
        yield "two"
    one_over = [x for x in parts if isinstance(x, t.Fraction_) and key_of(x.below) is not None]
    if any(isinstance(x, t.Big) for x in parts) and one_over:
        yield from (f"uniform {n}" for n in names)


def cases_of_sides(symbols: Symbols, step: Step, trees: Trees) -> Iterator[str]:
    """What the sides of an equation may be meant to be."""
    if step.relation not in ("=", "==") or len(trees) != 2:
        return
    left = t.bare(trees[0])
    if isinstance(left, t.Sum) and DROPPED.search(" ".join(step.notes)):
        yield from (f"without {k}" for k in range(len(left.items)) if _is_constant(left, k))
    if any(_sample_mean(x) for tree in trees for x in tree.walk()):
        yield "samples"
    attained = [*_attained(trees)]
    yield from (f"attained {key}" for key in attained)
    if not attained and _is_below(symbols, trees):
        yield "below"
    if is_chain(trees):
        yield "chain"


def in_case(special: str, trees: Trees) -> Trees:
    """The sides of a step in a case."""
    kind, _, what = special.partition(" ")
    if kind == "without":
        left = t.bare(trees[0])
        assert isinstance(left, t.Sum)
        return (_without(left, int(what)), *trees[1:])
    if kind == "samples":
        return _with_means(trees)
    if kind == "chain":
        return with_the_past(trees)
    if kind == "attained":
        return _at_the_optimum(what, trees)
    return (_below(trees[0])[0], *trees[1:]) if kind == "below" else trees


# --- a term that is left out


def _is_constant(total: t.Sum, k: int) -> bool:
    """Whether a term lacks letters on which the rest depends: as an objective in these it is one.

    A term without letters is a constant of any objective.
    """
    rest = {key_of(x) for j, item in enumerate(total.items) if j != k for x in item.walk()}
    return bool(rest - {key_of(x) for x in total.items[k].walk()} - KNOWN_HEADS - {None})


def _without(total: t.Sum, k: int) -> t.Tree:
    items = total.items[:k] + total.items[k + 1 :]
    return replace(total, items=items, signs=total.signs[:k] + total.signs[k + 1 :])


# --- a mean over samples


def _sample_mean(tree: t.Tree) -> tuple[int, t.Big, str] | None:
    r"""Where a row holds (1/m) Σ_{i=1}^m with samples ε^{(i)} or x_i below, and their letter."""
    items = tree.items if isinstance(tree, t.Row) else ()
    for k, (one, total) in enumerate(zip(items, items[1:], strict=False)):
        if not isinstance(one, t.Fraction_) or not isinstance(total, t.Big):
            continue
        above = t.bare(one.above)
        names = bound_names(total.sub)
        same = total.sup is not None and t.bare(one.below) == t.bare(total.sup)
        unit = isinstance(above, t.Number) and above.text == "1"
        if total.operator == "sum" and len(names) == 1 and same and unit:
            letters = {variable_of(x.base) for x in _samples(total.body, names[0])}
            if len(letters) == 1 and (letter := letters.pop()) is not None:
                return k, total, letter
    return None


def _samples(body: t.Tree, index: str) -> Iterator[t.Scripted]:
    for x in body.walk():
        if isinstance(x, t.Scripted) and _is_sample(x, index):
            yield x


def _is_sample(tree: t.Scripted, index: str) -> bool:
    counted = tree.sup if tree.sub is None and is_count(tree.sup) else None
    if isinstance(counted, t.Bracket):
        return key_of(counted.items[0]) == index
    return tree.sup is None and is_index(tree.sub) and key_of(tree.sub) == index


def _with_means(trees: Trees) -> Trees:
    """Each mean over samples of ε as the mean under the law that the step has of ε."""
    laws = {
        variable: x.sub
        for tree in trees
        for x in tree.walk()
        if isinstance(x, t.Expect) and (variable := _variable_below(x)) is not None
    }

    def rewrite(tree: t.Tree) -> t.Tree:
        found = _sample_mean(tree)
        if found is None or not isinstance(tree, t.Row) or found[2] not in laws:
            return tree
        k, total, letter = found
        (index,) = bound_names(total.sub)

        def plain(x: t.Tree) -> t.Tree:
            return x.base if isinstance(x, t.Scripted) and _is_sample(x, index) else x

        mean = t.Expect(total.place, laws[letter], t.rewritten(total.body, plain))
        return replace(tree, items=(*tree.items[:k], mean, *tree.items[k + 2 :]))

    return tuple(t.rewritten(x, rewrite) for x in trees)


def _variable_below(mean: t.Expect) -> str | None:
    """The variable of the law below an E: x ∼ p, p(x), q(z|x)."""
    sub = mean.sub
    if isinstance(sub, t.Compare) and sub.relation == "~":
        return variable_of(sub.left)
    if isinstance(sub, t.Row) and len(sub.items) == 2 and isinstance(sub.items[1], t.Bracket):
        return variable_of(sub.items[1].items[0]) if sub.items[1].items else None
    return None


# --- a maximum or minimum on the left side only


def _below(tree: t.Tree) -> tuple[t.Tree, set[str]]:
    """What stands below the maxima and minima that a side begins with, and their letters."""
    letters: set[str] = set()
    while isinstance(tree, t.Extremum) and tree.kind in ("max", "min", "sup", "inf"):
        letters |= set(bound_names(tree.sub))
        tree = t.bare(tree.body)
    return tree, letters


def _is_below(symbols: Symbols, trees: Trees) -> bool:
    """Whether the right side speaks of a function over which the left side is a maximum."""
    _, letters = _below(trees[0])
    spoken = {key_of(x) for x in trees[1].walk() if is_letter(x)}
    return any(k in spoken and symbols.is_a(k, Kind.FUNCTION) for k in letters)


def _attained(trees: Trees) -> Iterator[str]:
    """The starred letters D* of the right side, where the left is a maximum over D."""
    _, letters = _below(trees[0])
    for x in trees[1].walk() if letters else ():
        if is_starred(x) and isinstance(x, t.Scripted) and key_of(x.base) in letters:
            yield str(key_of(x))
            return


def _at_the_optimum(key: str, trees: Trees) -> Trees:
    body, _ = _below(trees[0])
    star = next(x for x in trees[1].walk() if key_of(x) == key)
    assert isinstance(star, t.Scripted)
    letter = key_of(star.base)
    return (with_letter(body, {str(letter): star}), *trees[1:])


def with_letter(tree: t.Tree, new: dict[str, t.Tree]) -> t.Tree:
    """A tree with other letters in the place of some, all at once; D in D^* is no letter D."""
    marked = {id(x.base) for x in tree.walk() if isinstance(x, t.Scripted)}

    def rewrite(x: t.Tree) -> t.Tree:
        return new.get(key_of(x) or "", x) if isinstance(x, t.Name) and id(x) not in marked else x

    return t.rewritten(tree, rewrite)


__all__ = ["cases_of_laws", "cases_of_sides", "in_case", "is_of_laws", "with_letter"]
