r"""Claims whose note has changed: the formula is no longer on its lines.

>>> note = "# Entropy\n\nText.\n\n$H(p) \\ge 0$\n"
>>> stands(r"H(p)\ge 0", (3, 3), note), stands(r"H(p)\ge 0", (5, 5), note)
((5, 5), None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from derivecheck.findings.finding import Finding, Run

WHITE = re.compile(r"\s+|(?m:^[\s>]*>)")
NOWHERE = (0, 0)
STALE = "STALE: "


def squeezed(lines: Iterable[str]) -> str:
    """Lines without white space and without the marks of quotations."""
    return WHITE.sub("", "\n".join(lines))


def stands(latex: str, lines: tuple[int, int], note: str) -> tuple[int, int] | None:
    """Where a formula stands now if it left its lines, `NOWHERE` if it is gone; else None."""
    rows = note.split("\n")
    wanted = squeezed([latex])
    if not wanted or wanted in squeezed(rows[lines[0] - 1 : lines[1]]):
        return None
    pieces = [squeezed([row]) for row in rows]
    owner = [k for k, piece in enumerate(pieces, 1) for _ in piece]
    found = [m.start() for m in re.finditer(re.escape(wanted), "".join(pieces))]
    places = [(owner[at], owner[at + len(wanted) - 1]) for at in found]
    return min(places, key=lambda place: abs(place[0] - lines[0]), default=NOWHERE)


def marked(run: Run, sources: Mapping[str, str]) -> Run:
    """The run in which findings of claims whose formula has moved say so."""
    return replace(run, findings=tuple(_marked(f, sources) for f in run.findings))


def _marked(f: Finding, sources: Mapping[str, str]) -> Finding:
    now = stands(f.latex, f.lines, sources[f.file]) if f.file in sources else None
    if now is None:
        return f
    first, last = now
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    moved = f"stands on {where} now" if first else "is no longer in the note"
    return replace(f, reason=f"{STALE}the formula {moved}. {f.reason}".strip())


def is_stale(f: Finding) -> bool:
    """Whether a finding says that its formula has moved."""
    return f.reason.startswith(STALE)
