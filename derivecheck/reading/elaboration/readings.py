"""Readings: the choices at the places that the writing leaves open, printable as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.labelled import labelled_laws, laws_compared
from derivecheck.reading.letters import is_letter

MOST = 24  # readings of one step


SPACES = {
    "outcomes": "laws on outcomes",
    "line": "densities on the line",
    "integers": "laws on the integers",
}


@dataclass(frozen=True)
class Reading:
    """One choice at every open place of a step."""

    base: str = "e"  # of a logarithm that shows none, and of entropies
    space: str = "outcomes"  # or "line": where laws live whose sums or integrals are not shown
    one_case: bool = False  # p and P are one law
    no_parameters: bool = False  # p_θ and p are one law
    wide: bool = False  # a sum takes all terms after it
    tight: bool = False  # a logarithm takes only the first factor after it
    valued: bool = False  # a law has the values that the note gives it somewhere
    labelled: bool = False  # p(x) and p(z) are two laws, integrated over one variable
    indexed: bool = False  # a normal law P_k has the mean μ_k and the deviation σ_k
    special: str = (
        ""  # a case that formula or words hint at (`derivecheck.reading.elaboration.cases`)
    )

    @property
    def sentence(self) -> str:
        """What was chosen, in words."""
        parts = [f"log base {self.base}"]
        parts += [SPACES[self.space]]
        parts += ["p and P are one law"] * self.one_case
        parts += ["a law with and without its parameter is one law"] * self.no_parameters
        parts += ["a sum takes all terms after it"] * self.wide
        parts += ["a logarithm takes one factor"] * self.tight
        parts += ["laws have the values that the note gives them"] * self.valued
        parts += ["the letter in the bracket tells two laws apart"] * self.labelled
        parts += ["P_k is the normal law with the mean μ_k and the deviation σ_k"] * self.indexed
        return "; ".join([*parts, *[self.condition] * bool(self.special)])

    @property
    def condition(self) -> str:
        """The special case in words."""
        kind, _, what = self.special.partition(" ")
        return {
            "two": "there are two outcomes",
            "uniform": f"{what} is uniform",
            "without": "a term is left out that the words call a constant",
            "samples": "a mean over samples stands for the mean that it estimates",
            "attained": f"the maximum is attained at {what}",
            "chain": "the letters with a time are a Markov chain",
            "below": "what stands below the maximum or minimum is meant",
        }.get(kind, "")


def readings(
    trees: tuple[t.Tree, ...],
    law_keys: frozenset[str],
    valued: bool = False,
    base: str = "",
    used: tuple[t.Tree, ...] = (),
) -> Iterator[Reading]:
    """The readings of a step, the usual ones first; a ``base`` that is declared is the only one.

    ``used`` are the definitions of its names, whose logarithms may show a base and open scopes.
    """
    if laws_compared(trees, law_keys):  # P(x) beside P(z) under one head is no single law
        yield from (Reading(space=space, labelled=True) for space in _spaces(trees))
        return
    merges = [(False, False)]
    letters = {k.partition("_")[0] for k in law_keys}
    if any(len(k) == 1 and k.swapcase() in letters for k in letters):
        merges.append((True, False))
    if any(k.partition("_")[0] in law_keys for k in law_keys if "_" in k):
        merges.append((False, True))
    choices = product(
        _scopes((*trees, *used)),
        [False, True][: 1 + valued],
        merges,
        [base] if base else _bases((*trees, *used)),
        _spaces(trees),
    )
    for (wide, tight), values, (one_case, no_parameters), log, space in islice(choices, MOST):
        yield Reading(log, space, one_case, no_parameters, wide, tight, values)
    if labelled_laws(trees, law_keys):
        yield Reading(space="line", labelled=True)


def _parts(trees: tuple[t.Tree, ...]) -> Iterator[t.Tree]:
    for tree in trees:
        yield from tree.walk()


def _spaces(trees: tuple[t.Tree, ...]) -> list[str]:
    sums = any(isinstance(x, t.Big) and x.operator == "sum" for x in _parts(trees))
    integrals = any(isinstance(x, t.Integral) for x in _parts(trees))
    if any(isinstance(x, t.Big) and _from_minus_infinity(x) for x in _parts(trees)):
        return ["integers"]
    if sums == integrals:
        return ["outcomes", "line"]
    return ["outcomes"] if sums else ["line"]


def _from_minus_infinity(tree: t.Big) -> bool:
    start = tree.sub.right if isinstance(tree.sub, t.Compare) else None
    return (
        isinstance(start, t.Sum)
        and start.signs == ("-",)
        and (isinstance(start.items[0], t.Constant))
    )


def _bases(trees: tuple[t.Tree, ...]) -> list[str]:
    """e first; a base that the step shows where entropies or bare logarithms stand beside it.

    Beside a decimal a bare logarithm may have base 2 or 10 as well.
    """
    shown = {
        x.sub.text
        for x in _parts(trees)
        if isinstance(x, t.Prefix) and x.name == "log" and isinstance(x.sub, (t.Number, t.Name))
    }
    bare = any(isinstance(x, t.Prefix) and x.name == "log" and x.sub is None for x in _parts(trees))
    if bare and any(isinstance(x, t.Number) and "." in x.text for x in _parts(trees)):
        shown |= {"2", "10"}
    return ["e", *sorted(shown - {"e"})]


def _scopes(trees: tuple[t.Tree, ...]) -> list[tuple[bool, bool]]:
    wide = any(widened(x) != x for x in trees)
    tight = any(
        isinstance(x, t.Prefix) and x.name in ("log", "ln") and len(x.items) > first_factor(x.items)
        for x in _parts(trees)
    )
    found = [(False, False)]
    found += [(True, False)] * wide + [(False, True)] * tight + [(True, True)] * (wide and tight)
    return found


def first_factor(items: tuple[t.Tree, ...]) -> int:
    """How many of the parts side by side are the first factor: a letter takes its bracket."""
    called = len(items) > 1 and is_letter(items[0]) and isinstance(items[1], t.Bracket)
    return 2 if called else 1


def widened(tree: t.Tree) -> t.Tree:
    """The tree with every term after a sum or a mean taken into it."""
    if not isinstance(tree, t.Sum):
        return tree
    for k, term in enumerate(tree.items[:-1]):
        rest = t.Sum(
            tree.items[k + 1].place.to(tree.items[-1].place),
            (t.Constant(term.place, "hole"), *tree.items[k + 1 :]),
            ("+", *tree.signs[k + 1 :]),
        )
        new = _into(term, rest, tree.signs[k])
        if new is not None:
            if k == 0 and tree.signs[0] == "+":
                return new
            place = tree.items[0].place.to(new.place)
            return t.Sum(place, (*tree.items[:k], new), tree.signs[: k + 1])
    return tree


def _into(term: t.Tree, rest: t.Sum, sign: str) -> t.Tree | None:
    """The term with the rest of the sum inside the sum sign that ends it; None if none does."""
    if isinstance(term, (t.Big, t.Expect)) and not isinstance(term.body, t.Bracket):
        if sign == "-":
            return None
        body = t.Sum(term.body.place.to(rest.place), (term.body, *rest.items[1:]), rest.signs)
        return replace(term, body=body)
    if isinstance(term, (t.Row, t.Product)):
        last = _into(term.items[-1], rest, sign)
        return None if last is None else replace(term, items=(*term.items[:-1], last))
    return None
