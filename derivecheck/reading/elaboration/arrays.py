"""Vectors and matrices: sums, products, transposes, norms, traces and gradients, entry by entry.

An array is what its entries are; numbers of rows and columns are symbolic, and those that a product
or a sum makes equal are one.  Two arrays are equal where entries i, j of both are.  Inverses and
determinants are refused.  A letter is an array where the note says so (``x ∈ ℝ^d``), transposes it,
takes its norm, or prints it bold beside such operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sympy import Expr, Integer, KroneckerDelta, S, Symbol, sqrt, sympify

from derivecheck.language import Family, Index, Outcomes, Partial, RealMap
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.derivatives import varied
from derivecheck.reading.elaboration.elaborator import Elaborator
from derivecheck.reading.elaboration.frame import Bound
from derivecheck.reading.extents import NotUnderstood
from derivecheck.reading.letters import is_letter, key_of
from derivecheck.reading.symbols import KNOWN_HEADS, Kind
from derivecheck.reading.transposes import without_transpose
from derivecheck.terms.binders import total

Entry = Callable[[Any, Any], Expr]


@dataclass(frozen=True)
class Array:
    """A number (no rows, no columns), a column, a row or a matrix."""

    rows: str | None
    columns: str | None
    entry: Entry

    @property
    def is_number(self) -> bool:
        """Whether it has one entry."""
        return self.rows is None and self.columns is None


def number(value: Expr) -> Array:
    """A number as an array."""
    return Array(None, None, lambda i, j: value)


def transposed(array: Array) -> Array:
    """Rows and columns exchanged."""
    return Array(array.columns, array.rows, lambda i, j: array.entry(j, i))


class Arrays(Elaborator):
    """Arrays in one frame."""

    ranges: Callable[[t.Big], list[tuple[str, Any, Any, Any]]]

    def array(self, tree: t.Tree) -> Array:
        """What a tree stands for."""
        if isinstance(tree, _Pair):
            return number(self.row(tree.items))
        if isinstance(tree, t.Sum):
            return self.array_sum(tree)
        if isinstance(tree, t.Bracket) and len(tree.items) == 1 and tree.left in ("(", "[", "{"):
            return self.array(tree.items[0])
        if isinstance(tree, (t.Row, t.Product)):
            return self.array_product(tree)
        if isinstance(tree, t.Fraction_):
            above, below = self.array(tree.above), self.meaning(tree.below)
            return Array(above.rows, above.columns, lambda i, j: above.entry(i, j) / below)
        if isinstance(tree, t.Scripted) and t.is_transpose(tree):
            if key_of(tree.sup) == "T" and self.frame.symbols.horizon:
                raise NotUnderstood("a transpose or a power", tree)
            return transposed(self.array(without_transpose(tree)))
        if isinstance(tree, t.Big) and tree.operator == "sum":
            return self.array_of_sum(tree)
        if isinstance(tree, t.Gradient):
            return self.slope(varied(tree), tree.body, tree)
        if isinstance(tree, t.Derivative) and tree.body is not None:
            return self.slope(tree.variables[0], tree.body, tree)
        if is_letter(tree) and self.rank(tree):
            return self.array_letter(tree)
        return number(self.meaning(tree))

    def has_array(self, items: tuple[t.Tree, ...]) -> bool:
        """Whether one of several factors is an array; arguments of functions do not count."""
        row = t.Row(items[0].place, items)
        return any(self.is_array(x) for _, x in self.array_factors(row) if not isinstance(x, _Pair))

    def is_array(self, tree: t.Tree) -> bool:
        """Whether a factor is a vector or matrix by its letters."""
        inner = t.bare(tree)
        if isinstance(inner, t.Sum):
            return any(map(self.is_array, inner.items))
        if isinstance(inner, (t.Row, t.Product)) and inner is not tree:
            return any(map(self.is_array, inner.items))
        if isinstance(inner, t.Scripted) and t.is_transpose(inner):
            return True
        return is_letter(inner) and self.rank(inner) > 0

    def rank(self, tree: t.Tree) -> int:
        """0 for a number, 1 for a vector, 2 for a matrix."""
        return self.frame.ranks.get(str(key_of(tree)), 0) if self.frame.ranks else 0

    def array_of_sum(self, tree: t.Big) -> Array:
        """A sum of arrays over an index, entry by entry."""
        free = {
            n: Bound(Symbol(n, integer=True, positive=True), None, lo, hi)
            for n, lo, hi, _ in self.ranges(tree)
        }
        with self.frame.binding(**free):
            shape = self.array(tree.body)

        def entry(i: Any, j: Any) -> Expr:
            return self.meaning(replace(tree, body=EntryOf(tree.body.place, tree.body, i, j)))

        return Array(shape.rows, shape.columns, entry)

    def sample(self, tree: t.Scripted, bound: Bound) -> Array:
        """The vector x_i of a sample, for an index that a sum binds."""
        key, frame = str(key_of(tree.base)), self.frame
        number = bound.hi if bound.hi is not None else Symbol("n", integer=True, positive=True)
        names = frame.symbols.shapes.get(str(key_of(tree)), ("",))
        if len(names) != 1:
            raise NotUnderstood("a matrix with an index", tree)
        size = frame.shape.root(f"{key}.0")
        if names[0]:
            known = Symbol(names[0], integer=True, positive=True)
            frame.shape.named.setdefault(size, known)

        def entry(k: Any, _: Any) -> Expr:
            spaces = (Outcomes(number), Outcomes(frame.shape.of(size)))
            return self.declared_array(key, RealMap(key, *spaces))(bound.expr, k)

        return Array(size, None, entry)

    def array_letter(self, tree: t.Tree) -> Array:
        """A letter of a vector or matrix."""
        key, rank, frame = str(key_of(tree)), self.rank(tree), self.frame
        index = key_of(tree.sub) if isinstance(tree, t.Scripted) and tree.sub is not None else None
        if isinstance(tree, t.Scripted) and index in frame.env:
            return self.sample(tree, frame.env[str(index)])
        if key in ("I", "bb I") and key not in frame.symbols.shapes:
            size = frame.shape.root(f"I{tree.place.start}.0")
            return Array(size, size, KroneckerDelta)
        called = any(key in u.variables + u.given for us in frame.usages.values() for u in us)
        if frame.symbols.is_a(key, Kind.LAW) or called:
            raise NotUnderstood(f"{key} is an array and a variable of a law", tree)
        names = frame.symbols.shapes.get(key, ("",) * rank)
        sizes = []
        for k, name in enumerate(names):
            sizes.append(frame.shape.root(f"{key}.{k}"))
            if name.isdigit():
                frame.shape.named.setdefault(sizes[-1], Integer(name))
            elif name:
                known = Symbol(name, integer=True, positive=True)
                frame.shape.named.setdefault(sizes[-1], known)
        if rank == 1:

            def one(i: Any, _: Any) -> Expr:
                return self.declared_array(key, Family(key, frame.shape.of(sizes[0])))[i]

            return Array(sizes[0], None, one)

        def entry(i: Any, j: Any) -> Expr:
            spaces = (Outcomes(frame.shape.of(s)) for s in sizes)
            return self.declared_array(key, RealMap(key, *spaces))(i, j)

        return Array(sizes[0], sizes[1], entry)

    def declared_array(self, key: str, made: Any) -> Any:
        """An array with its sizes, which are not yet settled while they are learned."""
        return made if self.frame.shape.learning else self.frame.assume(key, made)

    def array_sum(self, tree: t.Sum) -> Array:
        terms = [self.array(x) for x in tree.items]
        rows, columns = terms[0].rows, terms[0].columns
        for x in terms[1:]:
            rows = self.frame.shape.unify(rows, x.rows, tree)
            columns = self.frame.shape.unify(columns, x.columns, tree)

        def entry(i: Any, j: Any) -> Expr:
            values = [x.entry(i, j) * (1 if s == "+" else -1) for s, x in zip(tree.signs, terms)]  # noqa: B905
            return sympify(sum(values, S.Zero))

        return Array(rows, columns, entry)

    def array_product(self, tree: t.Row | t.Product) -> Array:
        value: Array | None = None
        for operator, part in self.array_factors(tree):
            here = self.array(part)
            if operator == "/":
                below = here.entry(1, 1)
                here = number(1 / below) if here.is_number else here
                if not here.is_number:
                    raise NotUnderstood("a division by an array", tree)
            dot = operator == "*" and value is not None and value.columns is here.columns is None
            if dot and value is not None and value.rows and here.rows:
                value = transposed(value)  # a · b
            value = here if value is None else self.times(value, here, tree)
        assert value is not None
        return value

    def array_factors(self, tree: t.Row | t.Product) -> Iterator[tuple[str, t.Tree]]:
        """The factors with the signs before them; a letter keeps the bracket it is called with."""
        if isinstance(tree, t.Product):
            yield from zip(("", *tree.operators), tree.items, strict=True)
            return
        items = list(tree.items)
        while items:
            first = items.pop(0)
            called = items and isinstance(items[0], t.Bracket) and is_letter(first)
            if called and not self.rank(first) and not self.is_number_letter(first):
                pair = (first, items.pop(0))
                yield "", _Pair(first.place, pair)
            else:
                yield "", first

    def is_number_letter(self, tree: t.Tree) -> bool:
        """Whether a letter before a bracket is a factor."""
        key, symbols = key_of(tree), self.frame.symbols
        if key in KNOWN_HEADS:
            return False
        function = symbols.is_a(key, Kind.FUNCTION) or symbols.is_a(key, Kind.LAW)
        return not function and not any(d.parameters for d in symbols.definitions_of(str(key), 0))

    def times(self, a: Array, b: Array, tree: t.Tree) -> Array:
        """The product of two arrays."""
        if a.is_number or b.is_number:
            one = b if a.is_number else a
            return Array(one.rows, one.columns, lambda i, j: a.entry(i, j) * b.entry(i, j))
        if a.columns is None and b.rows is None:  # a column times a row
            return Array(a.rows, b.columns, lambda i, j: a.entry(i, 1) * b.entry(1, j))
        inner = self.frame.shape.unify(a.columns, b.rows, tree)
        assert inner is not None

        def entry(i: Any, j: Any) -> Expr:
            return total(lambda k: a.entry(i, k) * b.entry(k, j), 1, self.frame.shape.of(inner))

        return Array(a.rows, b.columns, entry)

    def slope(self, by: t.Tree, body: t.Tree, tree: t.Tree) -> Array:
        """The gradient of a number by a letter: an array of the letter's shape."""
        letter = t.bare(by)
        inner = self.array(body)
        if not self.rank(letter):
            if not inner.is_number:
                raise NotUnderstood("a derivative of an array", tree)
            return number(self.meaning(tree))
        wrt = self.array_letter(letter)
        if not inner.is_number:
            raise NotUnderstood("a derivative of an array", tree)
        return Array(
            wrt.rows, wrt.columns, lambda i, j: Partial(inner.entry(1, 1), wrt.entry(i, j))
        )

    def norm(self, tree: t.Bracket) -> Expr:
        """The length of a vector, or the root of the sum of all squares of a matrix."""
        return sqrt(self.total_of(self.array(tree.items[0]), lambda x: x**2))

    def total_of(self, array: Array, of: Callable[[Expr], Expr]) -> Expr:
        """The sum of all entries."""
        size = self.frame.shape.of

        def row(i: Any) -> Expr:
            if array.columns is None:
                return of(array.entry(i, 1))
            return total(lambda j: of(array.entry(i, j)), 1, size(array.columns))

        return row(1) if array.rows is None else total(row, 1, size(array.rows))

    def trace(self, tree: t.Tree) -> Expr:
        """The sum of the diagonal."""
        array = self.array(tree)
        if array.is_number:
            return array.entry(1, 1)
        rows = self.frame.shape.unify(array.rows, array.columns, tree)
        if rows is None:
            raise NotUnderstood("the trace of a vector", tree)
        return total(lambda i: array.entry(i, i), 1, self.frame.shape.of(rows))

    def number_of(self, tree: t.Tree) -> Expr:
        """A product of arrays that is a number."""
        array = self.array(tree)
        if not array.is_number:
            raise NotUnderstood("a vector or matrix where a number belongs", tree)
        return array.entry(1, 1)

    def entries(self, left: t.Tree, right: t.Tree) -> tuple[Expr, Expr]:
        """The entries i, j of both sides."""
        one, other = self.array(left), self.array(right)
        frame = self.frame
        if _is_zero(other) and not one.is_number:
            other = Array(one.rows, one.columns, other.entry)
        rows = frame.shape.unify(one.rows, other.rows, right)
        columns = frame.shape.unify(one.columns, other.columns, right)
        for letter, rank in frame.ranks.items():
            if rank == 2 and frame.shape.root(f"{letter}.0") == frame.shape.root(f"{letter}.1"):
                frame.doubts.setdefault(letter, f"nothing says whether {letter} is symmetric")
        places = []
        for name, size in (("i", rows), ("j", columns)):
            place = Symbol(name, integer=True, positive=True)
            if size is not None:
                self.declared_array(str(place), Index(place, frame.shape.of(size)))
            places.append(place if size is not None else Integer(1))
        return one.entry(*places), other.entry(*places)


@dataclass(frozen=True)
class EntryOf(t.Tree):
    """One entry of an array, as a number inside a sum."""

    body: t.Tree
    row: Any
    column: Any


class _Pair(t.Row):
    """A letter with its bracket: one value."""


def _is_zero(array: Array) -> bool:
    return array.is_number and array.entry(1, 1) == 0
