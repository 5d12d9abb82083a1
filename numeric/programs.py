"""Programs as far as their indentation goes: lines with a depth, of which some open a block."""

from __future__ import annotations

import ast
from collections.abc import Sequence

MOST_LINES, DEEPEST = 1000, 100


def is_indented(lines: Sequence[Sequence[int]]) -> bool:
    """Whether lines of these depths, each a statement or the head of a block, are a program.

    Python's own parser decides, on a program of `if 1:` and `pass`.

    >>> is_indented([(0, 1), (4, 0), (0, 0)]), is_indented([(0, 1), (0, 0)])
    (True, False)
    """
    if len(lines) > MOST_LINES or any(not 0 <= depth <= DEEPEST for depth, _ in lines):
        raise ValueError("a program of too many lines, or one that is too far indented")
    text = "\n".join(" " * int(depth) + ("if 1:" if opens else "pass") for depth, opens in lines)
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
