"""Letters that an equation before a step determines: D* after a/D* - b/(1 - D*) = 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Symbol, solve

from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Document, Step, is_starred
from derivecheck.reading.elaboration.frame import Bound, Frame
from derivecheck.reading.extents import NotUnderstood
from derivecheck.reading.letters import key_of

FAR = 600  # characters after an equation in which its solution is spoken of


def solved_before(document: Document, step: Step) -> Iterator[t.Tree]:
    """What is 0 by the equations shortly before a step, the nearest first."""
    for equation in reversed(document.equations):
        if equation.right.end <= step.right.start <= equation.right.end + FAR:
            for side in (equation.left.tree, equation.right.tree):
                if side is not None and not isinstance(side, t.Number):
                    yield side


def put_solutions(
    frame: Frame, zeros: Iterator[t.Tree], scalar: Callable[[Frame, t.Tree], Expr]
) -> None:
    """Give the starred letters of a step the one value that an equation before leaves them.

    Only where the equation has exactly one solution for the letter, and can be read.
    """
    starred = {key_of(x) for tree in frame.trees for x in tree.walk() if is_starred(x)}
    for tree in zeros if starred else ():
        keys = {key_of(x) for x in tree.walk() if is_starred(x)} & starred - set(frame.env)
        if len(keys) != 1:
            continue
        (key,) = keys
        try:
            symbol = Symbol(str(key), real=True)
            with frame.binding(**{str(key): Bound(symbol, None)}):
                found = solve(scalar(frame, tree), symbol)
        except (NotUnderstood, NotImplementedError):
            continue
        if len(found) == 1:
            frame.env[str(key)] = Bound(found[0], None)
            frame.doubts.setdefault(str(key), f"{key} is the solution of an equation")
