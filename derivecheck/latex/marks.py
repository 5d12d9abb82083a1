r"""Where a part of a formula stands in the plain text that is shown of it.

>>> marked(r"\frac{a}{2} \log x", 12, 16)
('(a/2) log x', (6, 9))
"""

from __future__ import annotations

import re

from derivecheck.latex.unicode import formula

OPEN, CLOSE = "\u9fa4", "\u9fa5"  # rare characters, which are printed as they are
SPACE = re.compile(r"\s+")


def marked(source: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """The text of a formula, and which characters of it a part of its source became.

    The characters are none, (0, 0), where they cannot be told.
    """
    shown = formula(source)
    wrapped = formula(f"{source[:start]}{OPEN} {source[start:end]} {CLOSE}{source[end:]}")
    head, _, rest = wrapped.partition(OPEN)
    inner, closed, tail = rest.partition(CLOSE)
    before, part, after = (SPACE.sub("", piece) for piece in (head, inner, tail))
    if not closed or not part or before + part + after != SPACE.sub("", shown):
        return shown, (0, 0)
    printed = [k for k, c in enumerate(shown) if not c.isspace()]
    return shown, (printed[len(before)], printed[len(before) + len(part) - 1] + 1)


def underlined(shown: str, mark: tuple[int, int]) -> list[tuple[str, tuple[int, int]]]:
    """The lines of a text, each with the characters of it that are marked."""
    found, at = [], 0
    for line in shown.split("\n"):
        first, last = (min(max(0, m - at), len(line)) for m in mark)
        found.append((line, (first, last)))
        at += len(line) + 1
    return found
