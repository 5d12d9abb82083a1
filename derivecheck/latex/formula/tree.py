"""The tree of a formula as it is written, before anybody knows what its letters mean.

What the writing leaves open stays open: `Row` is letters and brackets side by side, products and
calls alike; a `Prefix` (log, exp, ∇, d/dz) keeps all that follows it side by side, of which its
argument may be only the first; a `Big` operator holds its own term, of a sum that may all be its.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Place:
    """A stretch of the text."""

    start: int
    end: int

    def to(self, other: Place) -> Place:
        """From the start of this to the end of the other."""
        return Place(self.start, max(self.end, other.end))


@dataclass(frozen=True)
class Tree:
    """A part of a formula; its place does not count where two are compared."""

    place: Place = field(compare=False)

    @property
    def parts(self) -> Iterator[Tree]:
        """The parts directly below."""
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, Tree):
                yield value
            elif isinstance(value, tuple):
                yield from (x for x in value if isinstance(x, Tree))

    def walk(self) -> Iterator[Tree]:
        """All parts, this one first."""
        waiting: list[Tree] = [self]
        while waiting:
            tree = waiting.pop()
            yield tree
            waiting.extend(reversed([*tree.parts]))


@dataclass(frozen=True)
class Number(Tree):
    """A number as printed."""

    text: str

    @property
    def value(self) -> Fraction:
        """Its exact value."""
        return Fraction(self.text)


@dataclass(frozen=True)
class Name(Tree):
    """A letter or a word; the font tells letters apart."""

    text: str
    font: str = ""


@dataclass(frozen=True)
class Scripted(Tree):
    """A base with what stands below and above it: an index, a power or part of the name."""

    base: Tree
    sub: Tree | None
    sup: Tree | None
    primes: int = 0


@dataclass(frozen=True)
class Bracket(Tree):
    """Parts in brackets, and the signs between them: , ; | || :"""

    left: str
    right: str
    items: tuple[Tree, ...]
    separators: tuple[str, ...]


@dataclass(frozen=True)
class Row(Tree):
    """Factors side by side: a product, or a letter and the bracket that is its argument."""

    items: tuple[Tree, ...]


@dataclass(frozen=True)
class Product(Tree):
    """Factors with signs between them: ``operators`` are * or /."""

    items: tuple[Tree, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Sum(Tree):
    """Terms with their signs + or -."""

    items: tuple[Tree, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Fraction_(Tree):
    """A fraction."""

    above: Tree
    below: Tree


@dataclass(frozen=True)
class Root(Tree):
    """A root; the degree is None for the square root."""

    body: Tree
    degree: Tree | None


@dataclass(frozen=True)
class Binomial(Tree):
    """A binomial coefficient."""

    above: Tree
    below: Tree


@dataclass(frozen=True)
class Big(Tree):
    r"""``\sum`` or ``\prod`` over what stands below it."""

    operator: str
    sub: Tree | None
    sup: Tree | None
    body: Tree


@dataclass(frozen=True)
class Integral(Tree):
    """An integral; ``variables`` are those of its differentials, which may be missing."""

    sub: Tree | None
    sup: Tree | None
    variables: tuple[Tree, ...]
    body: Tree


@dataclass(frozen=True)
class Prefix(Tree):
    """log, exp and the like, with all that follows side by side."""

    name: str
    sub: Tree | None
    sup: Tree | None
    items: tuple[Tree, ...]


@dataclass(frozen=True)
class Expect(Tree):
    """An expectation: ``sub`` says under which law; a ``plain`` E(w) may be a function as well."""

    sub: Tree | None
    body: Tree
    plain: bool = False


@dataclass(frozen=True)
class Derivative(Tree):
    """A derivative by variables; ``body`` is None where the operator stands alone."""

    variables: tuple[Tree, ...]
    body: Tree | None


@dataclass(frozen=True)
class Gradient(Tree):
    """A gradient by what stands below it."""

    sub: Tree | None
    body: Tree


@dataclass(frozen=True)
class Extremum(Tree):
    """max, min, argmax, argmin, sup, inf, lim of an expression."""

    kind: str
    sub: Tree | None
    body: Tree


@dataclass(frozen=True)
class Evaluated(Tree):
    """An expression with a bar and what it is evaluated at."""

    body: Tree
    sub: Tree


@dataclass(frozen=True)
class Compare(Tree):
    """A relation inside a formula, such as i = 1 below a sum."""

    left: Tree
    relation: str
    right: Tree


@dataclass(frozen=True)
class Accent(Tree):
    """A letter with an accent."""

    accent: str
    body: Tree


@dataclass(frozen=True)
class Constant(Tree):
    """Infinity, dots, an empty place, or a placeholder dot."""

    text: str


@dataclass(frozen=True)
class Words(Tree):
    """Words of a language where a term belongs."""

    text: str


@dataclass(frozen=True)
class Table(Tree):
    """Cases or a matrix: an environment with rows of cells."""

    environment: str
    rows: int


def bare(tree: Tree) -> Tree:
    """The tree without brackets that hold only one part."""
    while isinstance(tree, Bracket) and len(tree.items) == 1 and tree.left in ("{", "("):
        tree = tree.items[0]
    return tree


TRANSPOSED = ("T", "top", "intercal")


def is_transpose(tree: Tree) -> bool:
    """Whether x^T is written."""
    sup = tree.sup if isinstance(tree, Scripted) else None
    return isinstance(sup, Name) and sup.text in TRANSPOSED


def with_parts(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with each part directly below it changed."""
    new: dict[str, Any] = {}
    for f in fields(tree):
        value = getattr(tree, f.name)
        if isinstance(value, Tree):
            new[f.name] = change(value)
        elif isinstance(value, tuple) and any(isinstance(x, Tree) for x in value):
            new[f.name] = tuple(change(x) if isinstance(x, Tree) else x for x in value)
    return replace(tree, **new) if new else tree


def rewritten(tree: Tree, rewrite: Callable[[Tree], Tree]) -> Tree:
    """The tree with every part rewritten, the parts of a part before it."""
    return rewrite(with_parts(tree, lambda part: rewritten(part, rewrite)))
