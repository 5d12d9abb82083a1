"""The page of the documentation on speed, from the results of `benchmarks.speed`."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.accuracy_tables import FOLDER, OURS, distinct, grid

HEAD = """# Speed of the closed forms

One core, one thread, float64, the same inputs for all; medians of implementations that take
turns. The clock counts the time that the process computes. A ratio says how many times as long
another takes as `derivecheck`: above 1, we are the faster. `derivecheck[fast]` is with numba,
`derivecheck` without. Conversion of arrays and compilation are left out. Others lose digits where
we do not: [accuracy](accuracy.md).

Measured by `python -m benchmarks.speed --write`.
"""


def duration(seconds: float) -> str:
    """Three digits with a unit.

    >>> duration(4.2e-7), duration(0.0312)
    ('420 ns', '31.2 ms')
    """
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def table(records: list[dict[str, Any]]) -> str:
    """One function at one size: implementations down, quickest first."""
    own = [r["by"] for r in records if r["by"].startswith(OURS)]
    lines = []
    for r in sorted(records, key=lambda r: float(r["seconds"])):
        each = [f"{r['seconds'] / r['elements'] * 1e9:.3g} ns"] * (r["elements"] > 1)
        ratios = [f"{r['ratios'][k]:.2f}" if k in r["ratios"] else "" for k in own]
        lines.append([r["by"], duration(r["seconds"]), *each, *ratios])
    head = ["", "a call", *(["an element"] * (records[0]["elements"] > 1))]
    return f"### {records[0]['size']}\n\n{grid([*head, *(f'to {k}' for k in own)], lines)}"


def tables(results: dict[str, Any]) -> str:
    """All functions and sizes."""
    parts = []
    for name in distinct(r["function"] for r in results["records"]):
        of_name = [r for r in results["records"] if r["function"] == name]
        parts.append(f"## {name}")
        for size in distinct(r["size"] for r in of_name):
            parts.append(table([r for r in of_name if r["size"] == size]))
    return "\n\n".join(parts)


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    told = ", ".join(f"{k} {v}" for k, v in results["versions"].items())
    where = f"{results['processor']}; {results['rounds']} rounds; {told}."
    return f"{HEAD}\n{where}\n\n{tables(results)}\n"


def main() -> None:
    """Write the page again from the results."""
    results = json.loads((FOLDER / "results" / "speed.json").read_text())
    (FOLDER.parent / "docs" / "speed_of_closed_forms.md").write_text(page(results), "utf-8")


if __name__ == "__main__":
    main()
