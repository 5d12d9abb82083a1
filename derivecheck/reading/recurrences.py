"""What a note says of all entries of a letter at once: α_t = 1 - β_t, ᾱ_t = Π α_s, recurrences."""

from __future__ import annotations

from collections.abc import Iterator

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import is_letter, key_of, shift_of

Times = dict[str, dict[str, int]]  # by index: the lowest step at which each letter is shown


def family(key: str) -> str:
    """The name under which a definition of all entries of a letter is kept."""
    return f"{key}_"


def recurs(body: t.Tree, key: str) -> bool:
    """Whether a letter with an index stands in what defines it."""
    return any(key == name for name, _, _ in _moved(body))


def is_partial(body: t.Tree, parameter: str) -> bool:
    """Whether a tree is a sum or product from a number up to an index."""
    if not isinstance(body, t.Big) or key_of(body.sup) != parameter:
        return False
    start = body.sub.right if isinstance(body.sub, t.Compare) and body.sub.relation == "=" else None
    return isinstance(start, t.Number) and len(counted(body)) == 1


def counted(body: t.Big) -> list[str]:
    """The name that a sum or product counts."""
    name = key_of(body.sub.left) if isinstance(body.sub, t.Compare) else None
    return [] if name is None else [name]


def moved_to(index: str, step: int, place: t.Place) -> t.Tree:
    """The subscript t + step."""
    name = t.Name(place, index)
    if step == 0:
        return name
    size = t.Number(place, str(abs(step)))
    return t.Sum(place, (name, size), ("+", "+" if step > 0 else "-"))


def at(body: t.Tree, parameter: str, index: str, step: int) -> t.Tree:
    """A definition of all entries at one of them: every t in it moved, below letters or not."""
    moved = shift_of(body.sub) if isinstance(body, t.Scripted) else None
    if isinstance(body, t.Scripted) and moved is not None and moved[0] == parameter:
        sup = None if body.sup is None else at(body.sup, parameter, index, step)
        base = at(body.base, parameter, index, step)
        return t.Scripted(
            body.place, base, moved_to(index, moved[1] + step, body.place), sup, body.primes
        )
    if isinstance(body, t.Name) and body.text == parameter and not body.font:
        inner = moved_to(index, step, body.place)
        return inner if step == 0 else t.Bracket(body.place, "(", ")", (inner,), ())
    return t.with_parts(body, lambda part: at(part, parameter, index, step))


def times(trees: tuple[t.Tree, ...]) -> Times:
    """The indices to which a number is added somewhere, and the lowest such of every letter."""
    found: Times = {}
    for key, index, step in (x for tree in trees for x in _moved(tree)):
        lowest = found.setdefault(index, {})
        lowest[key] = min(step, lowest.get(key, step))
    return {i: letters for i, letters in found.items() if any(letters.values())}


def _moved(tree: t.Tree) -> Iterator[tuple[str, str, int]]:
    for part in tree.walk():
        moved = shift_of(part.sub) if isinstance(part, t.Scripted) else None
        if moved is not None and isinstance(part, t.Scripted) and is_letter(part.base):
            yield str(key_of(part.base)), *moved
