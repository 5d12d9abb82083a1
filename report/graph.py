"""Where the derivations stand in the dependency graph: rows by longest path, arrows downwards.

An arrow that passes rows goes through a gap kept for it between their names (as dummy nodes do in
layered drawing after Sugiyama, Tagawa and Toda, 1981), so that no arrow crosses a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import DerivationRecord, Finding

WIDEST = 6  # nodes side by side
GAP = 0.3  # the room of an arrow between two names, in columns
SHAKY = frozenset({Verdict.INCONSISTENT, Verdict.REFUTED, Verdict.UNDECIDED})
Spot = tuple[float, int]


@dataclass(frozen=True)
class Place:
    """A node and its place: `x` in columns, `y` in rows, both from the top left."""

    derivation: DerivationRecord
    x: float
    y: int
    tainted: bool  # something beneath it is not proved
    claims: tuple[Finding, ...]  # claims of the notes that rest on it, worst first


@dataclass(frozen=True)
class Arrow:
    """An arrow from a lemma to what uses it, through the gaps of the rows between them."""

    lemma: str
    user: str
    gaps: tuple[Spot, ...]


@dataclass(frozen=True)
class Sheet:
    """Connected derivations in rows and the arrows between them, drawn as one picture."""

    places: tuple[Place, ...]
    arrows: tuple[Arrow, ...]

    @property
    def rows(self) -> int:
        """The height of the picture in rows."""
        return max(p.y for p in self.places) + 1

    @property
    def columns(self) -> float:
        """The width of the picture in columns."""
        return max(x for x, _ in _all_spots(self)) + 1


def _all_spots(sheet: Sheet) -> Iterator[Spot]:
    yield from ((p.x, p.y) for p in sheet.places)
    yield from (gap for arrow in sheet.arrows for gap in arrow.gaps)


@dataclass(frozen=True)
class Layout:
    """The sheets, the largest connected part first, and the derivations that stand alone."""

    sheets: tuple[Sheet, ...]
    alone: tuple[DerivationRecord, ...]


@dataclass(frozen=True)
class _Gap:
    """The place in one row for the arrows of a lemma to what uses it further down."""

    lemma: str


_Item = str | _Gap


def layout(derivations: Sequence[DerivationRecord], findings: Sequence[Finding] = ()) -> Layout:
    """Return the layout of the graph in which an arrow runs from a lemma to what uses it.

    Uses of derivations that are not in the run are left out; a circle of uses raises ValueError.
    """
    known = {d.id: d for d in derivations}
    uses = {d.id: tuple(u for u in dict.fromkeys(d.uses) if u in known) for d in derivations}
    arrows = tuple((lemma, user) for user, lemmas in uses.items() for lemma in lemmas)
    depth = _depths(uses)
    parts = [_rows([n for n in known if n in part], depth, uses) for part in _parts(arrows)]

    def place(name: str, spot: Spot) -> Place:
        claims = [f for f in findings if name in f.rests_on]
        claims.sort(key=lambda f: list(Verdict).index(f.verdict))
        return Place(known[name], *spot, _tainted(name, uses, known), tuple(claims))

    sheets = []
    for shelf in _shelves(parts):
        spots = [spot for part, left in shelf for spot in _spots(part, left)]
        names = {item: spot for item, spot in spots if isinstance(item, str)}
        here = [(lemma, user) for lemma, user in arrows if lemma in names]
        gaps = {lemma: [s for item, s in spots if item == _Gap(lemma)] for lemma in names}
        lines = (Arrow(a, b, tuple(s for s in gaps[a] if s[1] < names[b][1])) for a, b in here)
        sheets.append(Sheet(tuple(place(n, s) for n, s in names.items()), tuple(lines)))
    linked = {name for arrow in arrows for name in arrow}
    return Layout(tuple(sheets), tuple(d for d in derivations if d.id not in linked))


def _parts(arrows: Sequence[tuple[str, str]]) -> list[set[str]]:
    """The connected parts of the graph, the largest first."""
    parts: list[set[str]] = []
    for arrow in arrows:
        touched = [p for p in parts if not p.isdisjoint(arrow)]
        parts = [p for p in parts if p not in touched] + [set(arrow).union(*touched)]
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _shelves(parts: Sequence[list[list[_Item]]]) -> list[list[tuple[list[list[_Item]], float]]]:
    """Parts side by side as far as they fit, each with its leftmost column."""
    shelves: list[list[tuple[list[list[_Item]], float]]] = []
    free = 0.0
    for part in parts:
        width = _width(part)
        if width > free:
            shelves.append([])
            free = WIDEST
        shelves[-1].append((part, WIDEST - free))
        free -= width
    return shelves


def _spots(part: list[list[_Item]], left: float) -> Iterator[tuple[_Item, Spot]]:
    """Each name and each gap with its column and row, rows centred."""
    for y, row in enumerate(part):
        x = left + (_width(part) - _row_width(row)) / 2
        for item in row:
            yield item, (x - (0 if isinstance(item, str) else (1 - GAP) / 2), y)
            x += _size(item)


def _width(part: list[list[_Item]]) -> float:
    return max(map(_row_width, part))


def _row_width(row: Sequence[_Item]) -> float:
    return sum(map(_size, row))


def _size(item: _Item) -> float:
    return 1.0 if isinstance(item, str) else GAP


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
) -> list[list[_Item]]:
    """Rows of at most `WIDEST` names with the gaps that arrows need, each row in the order of the
    places above it that its arrows come from."""
    levels = [[n for n in names if depth[n] == k] for k in sorted({depth[n] for n in names})]
    short = [level[k : k + WIDEST] for level in levels for k in range(0, len(level), WIDEST)]
    row = {n: y for y, level in enumerate(short) for n in level}
    items: list[list[_Item]] = [list(level) for level in short]
    for lemma in names:
        last = max((row[user] for user in names if lemma in uses[user]), default=0)
        for y in range(row[lemma] + 1, last):
            items[y].append(_Gap(lemma))
    return _ordered(items, uses)


def _ordered(rows: list[list[_Item]], uses: Mapping[str, Sequence[str]]) -> list[list[_Item]]:
    """The rows from the top, each sorted by the mean place of what leads to its items."""
    ordered: list[list[_Item]] = []
    place: dict[_Item, float] = {}

    def above(item: _Item) -> float:
        if isinstance(item, _Gap):
            return place.get(item, place[item.lemma])
        ends = [place.get(_Gap(u), place[u]) for u in uses[item]]
        return sum(ends) / max(len(ends), 1)

    for row in rows:
        here = sorted(row, key=above)
        left = -_row_width(here) / 2
        for item in here:
            place[item] = left + _size(item) / 2
            left += _size(item)
        ordered.append(here)
    return ordered
