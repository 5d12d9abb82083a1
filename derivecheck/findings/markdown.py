"""A log as Markdown, for the summary of a job."""

from __future__ import annotations

import re

from derivecheck.findings.card import Card, Level, Log, Table
from derivecheck.latex.github import mathematics

HEAD = ("claim", "verdict", "severity", "lines", "what it says", "why")


def to_markdown(log: Log) -> str:
    """Tables of the verdicts, of what failed, of what is not established, and what the log adds."""
    worst_first = sorted(log.listed, key=lambda card: list(Level).index(card.level))
    tables = [
        Table(("verdict", "claims"), tuple((v, str(n)) for v, n in log.counts)),
        Table(("what failed", "how"), tuple((t.id, t.text) for t in log.troubles)),
        Table(HEAD, tuple(map(_row, worst_first))),
        *log.more,
    ]
    return "\n\n".join(["# derivecheck", log.totals, *map(_table, filter(_says_much, tables))])


def _says_much(table: Table) -> bool:
    return bool(table.rows) or table.head == HEAD


def _row(card: Card) -> tuple[str, ...]:
    region = card.region
    place = f"{card.file}:{region.line}–{region.end_line}"
    why = "; ".join(f"{label}: {text}" for label, text in card.rows)
    return (card.id, card.verdict, card.severity, place, card.title, why)


def _table(table: Table) -> str:
    lines = [table.head, ("---",) * len(table.head), *(tuple(map(_cell, r)) for r in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A table cell: one line, no column break, formulas as mathematics, and no other markup."""
    pieces = re.split(r"\$([^$]*[^$\s][^$]*)\$", " ".join(text.split()))
    return "".join(
        mathematics(p) if k % 2 else re.sub(r"[<*_`|]", r"\\\g<0>", p) for k, p in enumerate(pieces)
    )
