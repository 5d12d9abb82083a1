"""Where the derivations stand in the dependency graph: rows by longest path, arrows downwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import DerivationRecord

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
class Sheet:
    """Connected derivations in rows and the arrows between them, drawn as one picture."""

    places: tuple[Place, ...]
    arrows: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        """The height of the picture in rows."""
        return max(p.y for p in self.places) + 1


@dataclass(frozen=True)
class Layout:
    """The sheets, the largest connected part first, and the derivations that stand alone."""

    sheets: tuple[Sheet, ...]
    alone: tuple[DerivationRecord, ...]


def layout(derivations: Sequence[DerivationRecord]) -> Layout:
    """Return the layout of the graph in which an arrow runs from a lemma to what uses it.

    Uses of derivations that are not in the run are left out; a circle of uses raises ValueError.
    """
    known = {d.id: d for d in derivations}
    uses = {d.id: tuple(u for u in dict.fromkeys(d.uses) if u in known) for d in derivations}
    arrows = tuple((lemma, user) for user, lemmas in uses.items() for lemma in lemmas)
    depth = _depths(uses)
    parts = [_rows([n for n in known if n in part], depth, uses) for part in _parts(arrows)]

    def place(name: str, x: float, y: int) -> Place:
        return Place(known[name], x, y, _tainted(name, uses, known))

    sheets = []
    for shelf in _shelves(parts):
        places = tuple(place(*spot) for part, left in shelf for spot in _spots(part, left))
        here = {p.derivation.id for p in places}
        sheets.append(Sheet(places, tuple(a for a in arrows if here.issuperset(a))))
    linked = {name for arrow in arrows for name in arrow}
    return Layout(tuple(sheets), tuple(d for d in derivations if d.id not in linked))


def _parts(arrows: Sequence[tuple[str, str]]) -> list[set[str]]:
    """The connected parts of the graph, the largest first."""
    parts: list[set[str]] = []
    for arrow in arrows:
        touched = [p for p in parts if not p.isdisjoint(arrow)]
        parts = [p for p in parts if p not in touched] + [set(arrow).union(*touched)]
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _shelves(parts: Sequence[list[list[str]]]) -> list[list[tuple[list[list[str]], int]]]:
    """Parts side by side as far as they fit, each with its leftmost column."""
    shelves: list[list[tuple[list[list[str]], int]]] = []
    free = 0
    for part in parts:
        width = _width(part)
        if width > free:
            shelves.append([])
            free = WIDEST
        shelves[-1].append((part, WIDEST - free))
        free -= width
    return shelves


def _spots(part: list[list[str]], left: int) -> Iterator[tuple[str, float, int]]:
    """Each name with its column and row, rows centred."""
    for y, row in enumerate(part):
        for column, name in enumerate(row):
            yield name, left + column + (_width(part) - len(row)) / 2, y


def _width(part: list[list[str]]) -> int:
    return max(map(len, part))


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
