"""Generators: G in f(G(z)), where z has a law, so that G(z) has one too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import calls, key_of, variable_of
from derivecheck.reading.symbols import Kind, Symbols, Usage


class Generator(NamedTuple):
    """A function of a variable, the law of the variable, and the name of the law of its value."""

    letter: str
    source: str
    image: str


def generators(
    tree: t.Tree, symbols: Symbols, usages: Mapping[str, set[Usage]]
) -> Iterator[Generator]:
    """The generators in a tree whose variable is that of one law alone."""
    for outer in calls(tree):
        for inner in (c for a in outer.bracket.items for c in calls(a)):
            letter = key_of(inner.letter)
            names = [variable_of(a) for a in inner.bracket.items]
            if letter is None or not symbols.is_a(letter, Kind.FUNCTION) or len(names) != 1:
                continue
            source = law_with(names[0], usages)
            if source is not None:
                yield Generator(letter, source, image_name(letter, symbols))


def law_with(variable: str | None, usages: Mapping[str, set[Usage]]) -> str | None:
    """The one law that is only called with this variable, and with nothing given."""
    alone = ((variable,), ())
    found = [k for k, us in usages.items() if {(u.variables, u.given) for u in us} == {alone}]
    return found[0] if len(found) == 1 else None


def image_name(letter: str, symbols: Symbols) -> str:
    """What the note calls the law of G(z): p_g or p_G."""
    own = [f"{p}_{g}" for p in ("p", "P", "q") for g in (letter.lower(), letter)]
    return next((n for n in own if symbols.is_a(n, Kind.LAW)), f"p_{letter}")
