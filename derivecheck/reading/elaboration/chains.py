"""Markov chains: q(x_t | x_{t-1}) is q(x_t | x_{t-1}, x_0), since given the last the past is free.

Under that assumption every step from one time to the next may be written with all earlier times of
the line as conditions; what then holds of any law holds of a chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import Call, calls, is_letter, key_of, shift_of, split_arguments

Time = tuple[str, int, int]  # letter, kind of time, and which: x_0 comes before x_{t-1} and x_t


def with_the_past(trees: tuple[t.Tree, ...]) -> tuple[t.Tree, ...]:
    """The trees with the earlier times of each chain as further conditions of its steps."""

    def rewrite(tree: t.Tree) -> t.Tree:
        if not isinstance(tree, t.Row):
            return tree
        items = list(tree.items)
        for k, (letter, bracket) in enumerate(zip(items, items[1:], strict=False)):
            if is_letter(letter) and isinstance(bracket, t.Bracket):
                items[k + 1] = _with_conditions(Call(letter, bracket), trees)
        return replace(tree, items=tuple(items))

    return tuple(t.rewritten(x, rewrite) for x in trees)


def is_chain(trees: tuple[t.Tree, ...]) -> bool:
    """Whether a law steps from one time to the next where the trees speak of earlier times."""
    return with_the_past(trees) != trees


def _with_conditions(call: Call, trees: tuple[t.Tree, ...]) -> t.Bracket:
    """The bracket of a step with the conditions that it lacks."""
    before, after, last = split_arguments(call.bracket)
    times = [_time(x) for x in after]
    now = _time(before[0]) if len(before) == 1 else None
    if now is None or last or (now[0], now[1], now[2] - 1) not in times:
        return call.bracket
    known = dict.fromkeys(x for x in times if x)
    more = [x for when, x in _arguments(call, trees) if _is_past(when, now) and when not in known]
    if not more:
        return call.bracket
    separators = (*call.bracket.separators, *("," for _ in more))
    return replace(call.bracket, items=(*call.bracket.items, *more), separators=separators)


def _arguments(call: Call, trees: tuple[t.Tree, ...]) -> Iterator[tuple[Time, t.Tree]]:
    """The times that a law is called with anywhere, each once."""
    seen = set()
    for other in (c for tree in trees for c in calls(tree)):
        if key_of(other.letter) != key_of(call.letter):
            continue
        for x in other.bracket.items:
            when = _time(x)
            if when is not None and when not in seen:
                seen.add(when)
                yield when, x


def _is_past(when: Time, now: Time) -> bool:
    """Whether a time is before the one from which the step goes."""
    return when[0] == now[0] and when[1:] < (now[1], now[2] - 1)


def _time(tree: t.Tree) -> Time | None:
    """The time of x_0, x_{t-1}, x_t; None where a letter has none."""
    tree = t.bare(tree)
    if not isinstance(tree, t.Scripted) or tree.sup is not None:
        return None
    letter, moved = key_of(tree.base), shift_of(tree.sub)
    if letter is None:
        return None
    if isinstance(tree.sub, t.Number) and tree.sub.text.isdigit():
        return letter, 0, int(tree.sub.text)
    return None if moved is None else (letter, 1, moved[1])
