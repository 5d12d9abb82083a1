"""Where the derivations stand in the dependency graph: rows by longest path, arrows downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derivecheck.evidence import Verdict
from derivecheck.finding import DerivationRecord

WIDEST = 6  # nodes side by side
SHAKY = frozenset({Verdict.INCONSISTENT, Verdict.REFUTED, Verdict.UNDECIDED})


@dataclass(frozen=True)
class Place:
    """A node and its place: `x` in columns, `y` in rows, both from the top left."""

    derivation: DerivationRecord
    x: float
    y: int
    tainted: bool  # something beneath it is not proved


@dataclass(frozen=True)
class Layout:
    """The connected derivations in rows, the arrows between them, and the ones that stand alone."""

    places: tuple[Place, ...]
    arrows: tuple[tuple[str, str], ...]
    alone: tuple[DerivationRecord, ...]


def layout(derivations: Sequence[DerivationRecord]) -> Layout:
    """Return the layout of the graph in which an arrow runs from a lemma to what uses it.

    Uses of derivations that are not in the run are left out; a circle of uses raises ValueError.
    """
    known = {d.id: d for d in derivations}
    uses = {d.id: tuple(u for u in dict.fromkeys(d.uses) if u in known) for d in derivations}
    arrows = tuple((lemma, user) for user, lemmas in uses.items() for lemma in lemmas)
    linked = {name for arrow in arrows for name in arrow}
    depth = _depths(uses)
    taint = {name: _tainted(name, uses, known) for name in linked}
    rows = _rows([name for name in known if name in linked], depth, uses)
    return Layout(
        tuple(
            Place(known[name], column + (WIDEST - len(row)) / 2, y, taint[name])
            for y, row in enumerate(rows)
            for column, name in enumerate(row)
        ),
        arrows,
        tuple(d for d in derivations if d.id not in linked),
    )


def _depths(uses: Mapping[str, Sequence[str]]) -> dict[str, int]:
    depth: dict[str, int] = {}

    def visit(name: str, path: tuple[str, ...]) -> int:
        if name in path:
            raise ValueError(
                f"derivations use each other in a circle: {' -> '.join((*path, name))}"
            )
        if name not in depth:
            depth[name] = max((visit(u, (*path, name)) + 1 for u in uses[name]), default=0)
        return depth[name]

    for name in uses:
        visit(name, ())
    return depth


def _tainted(
    name: str, uses: Mapping[str, Sequence[str]], known: Mapping[str, DerivationRecord]
) -> bool:
    return any(known[u].verdict in SHAKY or _tainted(u, uses, known) for u in uses[name])


def _rows(
    names: Sequence[str], depth: Mapping[str, int], uses: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """Rows of at most `WIDEST`, each ordered by the mean place of what its nodes use."""
    rows: list[list[str]] = []
    place: dict[str, float] = {}
    for level in range(max((depth[n] for n in names), default=-1) + 1):
        layer = [n for n in names if depth[n] == level]
        layer.sort(key=lambda n: sum(place[u] for u in uses[n]) / max(len(uses[n]), 1))
        for start in range(0, len(layer), WIDEST):
            row = layer[start : start + WIDEST]
            place |= {n: i + (WIDEST - len(row)) / 2 for i, n in enumerate(row)}
            rows.append(row)
    return rows
