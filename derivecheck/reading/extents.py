"""What the formulas of a step say before any is read: how many outcomes, derived by what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Integer, Symbol

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import calls, is_index, key_of, variable_of
from derivecheck.reading.symbols import Kind, Symbols, bound_names

ANY = "*"  # the variable of a law that is nowhere named


class NotUnderstood(Exception):
    """A part of a formula that has no certain meaning, and why."""

    def __init__(self, why: str, tree: t.Tree | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.place = tree.place if tree is not None else None


def sizes(trees: tuple[t.Tree, ...], symbols: Symbols, several: bool) -> dict[str, Any]:
    """The numbers of outcomes that the limits of sums name, by variable if laws have several."""
    found: dict[str, Any] = {}
    for tree in trees:
        for part in tree.walk():
            if not isinstance(part, t.Big) or part.sup is None:
                continue
            names = bound_names(part.sub)
            key = key_of(part.sup)
            if isinstance(part.sup, (t.Constant, t.Sum)):
                continue
            size = (
                Integer(part.sup.text)
                if isinstance(part.sup, t.Number) and part.sup.text.isdigit()
                else Symbol(key, integer=True, positive=True)
                if key is not None
                else None
            )
            for i in names if size is not None else ():
                for variable in _indexed_by(part.body, i, symbols, several):
                    at = variable if several else ANY
                    if found.setdefault(at, size) != size:
                        raise NotUnderstood("two sums over the same outcomes end differently", part)
    return found


def _indexed_by(body: t.Tree, i: str, symbols: Symbols, several: bool) -> set[str]:
    """The variables whose outcomes an index counts in the body of a sum."""
    found = set()
    for call in calls(body):
        if not symbols.is_a(key_of(call.letter), Kind.LAW):
            continue
        for a in call.bracket.items:
            a = t.bare(a)
            if isinstance(a, t.Scripted) and is_index(a.sub) and key_of(a.sub) == i:
                found.add(variable_of(a) or ANY)
            elif key_of(a) == i:
                found.add(i)
    for part in body.walk():
        if isinstance(part, t.Scripted) and part.sub is not None and key_of(part.sub) == i:
            found.add(i if several else ANY)
    return found


def converging(trees: tuple[t.Tree, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The letters r of r^n and a of exp(a n) below an infinite sum over n: it must converge."""
    ratios, rates = set(), set()
    for big in (x for tree in trees for x in tree.walk() if isinstance(x, t.Big)):
        names = bound_names(big.sub)
        if not isinstance(big.sup, t.Constant) or big.sup.text != "inf" or len(names) != 1:
            continue
        parts = [*big.body.walk()]
        if any(isinstance(x, t.Prefix) and x.name == "factorial" for x in parts):
            continue
        for x in parts:
            exponent = x.sup if isinstance(x, t.Scripted) else None
            keys = {key_of(y) for y in exponent.walk()} if exponent is not None else set()
            if not isinstance(x, t.Scripted) or names[0] not in keys:
                continue
            base = key_of(t.bare(x.base))
            inner = t.bare(x.base)
            if base == "e":
                rates |= keys - {names[0]}
            elif isinstance(inner, t.Scripted) and key_of(inner.base) == "e":
                rates.add(key_of(inner.sup) if inner.sup is not None else None)
            else:
                ratios.add(base)
    return frozenset(filter(None, ratios)), frozenset(filter(None, rates))


def below_primes(tree: t.Tree) -> Iterator[str]:
    """The letters in brackets with primes, as u and v in (uv)'."""
    for part in tree.walk():
        if isinstance(part, t.Scripted) and part.primes and isinstance(part.base, t.Bracket):
            yield from (key_of(x) or "" for x in part.base.walk() if isinstance(x, t.Name))


def derived_by(tree: t.Tree) -> Iterator[str]:
    """The letters by which something in a tree is differentiated."""
    for part in tree.walk():
        wrt: tuple[t.Tree | None, ...] = ()
        if isinstance(part, t.Gradient):
            wrt = (part.sub,)
        elif isinstance(part, t.Derivative):
            wrt = part.variables
        yield from (k for x in wrt if (k := key_of(x)) is not None)
