"""Equations that would define a letter by itself: the last of such a circle is a claim.

``p = σ(z)`` and then ``z = log p/(1 - p)``: the second defines nothing, since z was there before.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import is_letter, key_of
from derivecheck.reading.recurrences import family
from derivecheck.reading.symbols import Symbols


def without_circles(table: Symbols) -> None:
    """Take the definitions that close a circle out of a table, and keep them as claims."""
    known: dict[str, set[str]] = {}
    for d in sorted((*table.definitions, *table.laws), key=lambda d: d.start):
        needs = set(_letters(d.body)) - {*d.parameters, d.key}
        if not d.explicit and d.key in _reached(needs, known):
            table.claimed.append(d)
        else:
            known.setdefault(d.key, set()).update(needs)
    table.definitions = [d for d in table.definitions if d not in table.claimed]
    table.laws = [d for d in table.laws if d not in table.claimed]


def _letters(body: t.Tree) -> Iterator[str]:
    for part in body.walk():
        key = key_of(part) if is_letter(part) else None
        if key is not None:
            yield key
        if isinstance(part, t.Scripted) and (base := key_of(part.base)) is not None:
            yield family(base)


def _reached(needs: set[str], known: dict[str, set[str]]) -> set[str]:
    """The letters that some letters are defined by, directly or not."""
    found: set[str] = set()
    waiting = [*needs]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += known.get(key, ())
    return found
