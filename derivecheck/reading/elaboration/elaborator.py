"""What the parts of the elaborator share: a frame, and the way down to the parts of a tree."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from sympy import Expr, sympify

from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.frame import Frame, NotUnderstood
from derivecheck.terms.binders import BinderError


class Elaborator(ABC):
    """The meaning of trees in one frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    @abstractmethod
    def meaning(self, tree: t.Tree) -> Any:
        """The value of a tree."""

    @abstractmethod
    def row(self, items: tuple[t.Tree, ...]) -> Expr:
        """Factors side by side, of which a letter and its bracket make one."""

    def scalar(self, frame: Frame, tree: t.Tree) -> Expr:
        """The number that a tree stands for in a frame."""
        return sympify(type(self)(frame).meaning(tree))

    def closed(self, make: Callable[[], Expr], tree: t.Tree) -> Expr:
        try:
            return make()
        except BinderError as error:
            raise NotUnderstood(str(error), tree) from None
