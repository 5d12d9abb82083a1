"""How many rows and columns arrays have, where sums and products make them equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Expr, Symbol

from derivecheck.latex.formula import tree as t
from derivecheck.reading.extents import NotUnderstood


@dataclass
class Sizes:
    """The numbers of rows and columns of letters, of which some are known to be equal."""

    same: dict[str, str] = field(default_factory=dict)
    named: dict[str, Expr] = field(default_factory=dict)
    learning: bool = False

    def root(self, name: str) -> str:
        """The name that stands for all that are equal to this one."""
        while name in self.same:
            name = self.same[name]
        return name

    def unify(self, one: str | None, other: str | None, tree: t.Tree) -> str | None:
        """Two sizes that must be equal; None is 1."""
        if one is None or other is None:
            if one is not other:
                raise NotUnderstood("arrays of different shapes", tree)
            return None
        a, b = self.root(one), self.root(other)
        if a != b:
            known = self.named.pop(b, None)
            self.same[b] = a
            if known is not None and self.named.setdefault(a, known) != known:
                raise NotUnderstood("arrays of different sizes", tree)
        return a

    def of(self, name: str) -> Expr:
        """A size as a number or a symbol."""
        root = self.root(name)
        letter = root.partition(".")[0].replace(" ", "")
        unknown = Symbol(f"d_{letter}" + "'" * int(root[-1:] == "1"), integer=True, positive=True)
        return self.named.get(root, unknown)
