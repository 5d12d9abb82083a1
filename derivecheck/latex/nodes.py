"""The parse tree of a formula: the only thing from which a formula is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """One character, or one command that takes no argument."""

    name: str


@dataclass(frozen=True)
class Row:
    """Nodes side by side (a group, a cell, a whole formula)."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Script:
    """A base with what stands below and above it."""

    base: Node | None
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True)
class Command:
    """A command with arguments: a fraction, a root, an accent, an alphabet."""

    name: str
    arguments: tuple[Node, ...]
    option: Node | None = None


@dataclass(frozen=True)
class Fence:
    r"""``\left ... \middle ... \right``: the parts are separated by the middle delimiters."""

    left: str
    parts: tuple[Row, ...]
    middles: tuple[str, ...]
    right: str


@dataclass(frozen=True)
class Sized:
    r"""A delimiter of a fixed size: ``\bigl(``."""

    size: str
    delimiter: str


@dataclass(frozen=True)
class Array:
    """Rows of cells; `columns` is the column specification of an ``array``."""

    environment: str
    rows: tuple[tuple[Row, ...], ...]
    columns: str = ""


@dataclass(frozen=True)
class Words:
    """Upright text inside a formula."""

    text: str


Node = Symbol | Row | Script | Command | Fence | Sized | Array | Words
