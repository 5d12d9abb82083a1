"""Arbitrary functions of several points, each of a space of its own."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Symbol, sympify

from derivecheck.language.measures import Assumption, Named, Space, StatementError, letter
from derivecheck.terms.binders import function


class RealMap(Named, Assumption):
    """An arbitrary function f(x, y, …) of points of these spaces; ``sign`` is real or positive.

    >>> from derivecheck.language import Line, Outcomes, point
    >>> x, f = point("x"), RealMap("f", Line(), Outcomes(3))
    >>> f(x, 2)
    f(x, 2)
    """

    def __new__(cls, name: Any, *spaces: Any, sign: Any = "real") -> RealMap:
        if not spaces or not all(isinstance(s, Space) for s in spaces):
            raise StatementError(f"{name} needs the spaces of its points, not {spaces}")
        return super().__new__(cls, Symbol(str(name)), Symbol(str(sign)), *spaces)

    @classmethod
    def rebuild(cls, name: Any, sign: Any, *spaces: Any) -> RealMap:
        return cls(name, *spaces, sign=sign)

    @property
    def func(self) -> Any:
        return RealMap.rebuild

    @property
    def sign(self) -> str:
        """Real or positive."""
        return str(self.args[1].name)

    @property
    def spaces(self) -> tuple[Space, ...]:
        """Where its points live."""
        return self.args[2:]

    def __call__(self, *points: Any) -> Expr:
        if len(points) != len(self.spaces):
            raise StatementError(f"{self.name} is a function of {len(self.spaces)} points")
        return function(self.name, self.sign)(*map(sympify, points))

    @property
    def sentence(self) -> str:
        word = "an integrable" if self.sign == "real" else "a positive"
        return f"${letter(self.name)}$ is {word} function of {len(self.spaces)} points"
