"""Sections of the documentation that are written by what measures them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "trust.md"


def put_section(name: str, lines: Iterable[str], page: Path = PAGE) -> None:
    """Replace what stands between the two marks of this name; raises ValueError without them."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = page.read_text("utf-8")
    if text.find(start) < 0 or text.find(end) < text.find(start):
        raise ValueError(f"{page.name} has no place for {name}")
    before, _, rest = text.partition(start)
    page.write_text("\n".join([before + start, *lines, end]) + rest.partition(end)[2], "utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table in Markdown: the first column is text, the others are numbers."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return [f"| {' | '.join(map(str, cells))} |" for cells in (head, rule, *rows)]
