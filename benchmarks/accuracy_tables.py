"""The page of the documentation on accuracy, from the results of `benchmarks.accuracy`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.rows import ALL, Row

FOLDER = Path(__file__).parent
OURS = "derivecheck"
LIBRARIES = ("numpy", "scipy", "mpmath", "torch", "jax", "optax")
UNITS = {
    "value": "ulp of the value",
    "norm": "ulp of the largest entry",
    "sum": "ulp of the value",
    "terms": "ulp of the sum of absolute terms",
    "condition": "ulp of the largest entry, divided by the condition number of the last matrix",
}
HEAD = """# Accuracy of the closed forms

Largest errors against values in at least 80 digits, computed from the definitions on the exact
float inputs. An entry is in units in the last place (ulp) of float64: 1 is the best that rounding
to a double guarantees, 10¹⁶ means that no digit is right. **< 0** is the share of results that
are negative where the exact value is not, **bad** the share that is nan or infinite where the
exact value is finite or the other way round; these are left out of the largest error. "near 1e-8"
means arguments at a relative distance of 10⁻⁸, which is where most formulas lose what they
subtract.

An entry that ends in κ misses the goal only where the rounding of the arguments costs as much: the
number before κ is the largest error over max(1, κ), with the condition number κ, the sum over the
arguments of the relative change of the result by that of the argument. "At" are the arguments where
the error is largest, in three digits.

"single" is a call on one sample, numbers as Python floats; without it, one call for the whole
sample. Laws of floats do not have quite the sum 1: others are charged the smaller of their errors
against the formula on the numbers as they are and on these divided by their sum.

Measured by `python -m benchmarks.accuracy --write`; what is drawn is in `benchmarks/regimes.py`,
the exact values in `benchmarks/references.py`.
"""


def versions() -> dict[str, str]:
    """The versions of what takes part, where installed."""
    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def number(x: float) -> str:
    """Two digits, a power of ten where it is large.

    >>> number(3.14159), number(0), number(187.3), number(4.5e15)
    ('3.1', '0', '187', '4e15')
    """
    if x >= 1e4:
        return f"{x:.0e}".replace("e+0", "e").replace("e+", "e")
    return "0" if x == 0 else f"{x:.1f}" if x < 100 else f"{x:.0f}"


def entry(record: dict[str, Any] | None) -> str:
    """The error of one implementation in one regime."""
    if record is None:
        return ""
    if "error" in record:
        return record["error"].partition(":")[0]
    notes = [f"{record['negative']:.0%} < 0"] * (record["negative"] > 0)
    notes += [f"{record['bad']:.0%} bad"] * (record["bad"] > 0)
    if "conditioned" in record:
        notes.append(f"{number(record['conditioned'])} κ")
    return number(record["ulp"]) + (f" ({', '.join(notes)})" if notes else "")


def distinct(values: Iterable[str]) -> list[str]:
    """Without repetitions, in order."""
    return list(dict.fromkeys(values))


def grid(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(r)} |" for r in rows)


def table(row: Row, records: Sequence[dict[str, Any]]) -> str:
    """One function: regimes down, implementations across."""
    found = {(r["regime"], r["by"]): r for r in records}
    names = distinct(r["by"] for r in records)
    regimes = distinct(r["regime"] for r in records)
    lines = [[g, *(entry(found.get((g, n))) for n in names)] for g in regimes]
    title = f"## {row.name.partition('.')[0]}" + (f", gradient by {row.by}" if row.by else "")
    return f"{title}\n\nIn {UNITS[row.measure]}.\n\n{grid(['', *names], lines)}"


def left(record: dict[str, Any]) -> float:
    """The error, divided by the condition number where that was needed."""
    return float(record.get("conditioned", record["ulp"]))


def misses(row: Row, records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of ours that miss the goal of a row."""
    beyond = {r.name for r in row.regimes if r.beyond}
    goal = float("inf") if row.goal is None else row.goal
    signed = 1 if row.measure == "terms" else 0  # a sum that changes sign may round to either
    return [
        r
        for r in records
        if r["by"].startswith(OURS)
        and r["regime"] not in beyond
        and ("error" in r or left(r) > goal or r["bad"] or r["negative"] > signed)
    ]


def furthest(row: Row, records: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The worst record of ours outside the regimes that are beyond float64."""
    beyond = {r.name for r in row.regimes if r.beyond}
    own = [r for r in records if r["by"].startswith(OURS) and r["regime"] not in beyond]
    within = [r for r in own if "error" not in r]
    return max(within, key=lambda r: (r["bad"] > 0, left(r)), default=None)


def worst(results: dict[str, Any]) -> dict[str, Any]:
    """What docstrings say: of every emitted function the largest error, its unit and regime."""
    found = {}
    for row, records in _by_row(results):
        if record := furthest(row, records):
            name = row.name.partition(".")[0] + (f"_by_{row.by}" if row.by else "")
            said = {"error": entry(record), "unit": UNITS[row.measure], "regime": record["regime"]}
            found[name] = said
    return {"samples": results["samples"], "functions": found}


def overview(results: dict[str, Any]) -> str:
    """One line a function: the worst of ours, the worst of the best peer, the goal."""
    lines = []
    for row, records in _by_row(results):
        own = [r for r in records if r["by"].startswith(OURS)]
        if not own:
            continue
        far, missed = furthest(row, own), misses(row, own)
        line = [f"`{row.name}`", entry(far), far["regime"] if far else ""]
        line.append(far.get("worst", "") if far else "")
        line += [_best_peer(records), number(row.goal) if row.goal else ""]
        lines.append([*line, f"{len(missed)} of {len(own)}" if missed else "met"])
    head = ["function", "largest error", "in regime", "at", "best of the others", "goal", ""]
    return grid(head, lines)


def _best_peer(records: Sequence[dict[str, Any]]) -> str:
    """The peer whose worst regime is least bad, with its errors there."""
    worst: dict[str, tuple[float, float]] = {}
    for r in records:
        if not r["by"].startswith(OURS):
            key = (1.0, 0.0) if "error" in r else (float(r["bad"] > 0), float(r["ulp"]))
            worst[r["by"]] = max(worst.get(r["by"], (0.0, 0.0)), key)
    if not worst:
        return ""
    name, (bad, ulp) = min(worst.items(), key=lambda item: item[1])
    return f"{name}: {number(ulp)}" + (", bad" if bad else "")


def _by_row(results: dict[str, Any]) -> list[tuple[Row, list[dict[str, Any]]]]:
    found = [(row, [r for r in results["records"] if r["function"] == row.name]) for row in ALL]
    return [(row, records) for row, records in found if records]


def tables(results: dict[str, Any]) -> str:
    """The overview and the table of each function."""
    parts = [overview(results)] if any("by" in r for r in results["records"]) else []
    parts += [table(row, records) for row, records in _by_row(results)]
    if results["missing"]:
        parts.append(f"Not in the library: {', '.join(f'`{m}`' for m in results['missing'])}.")
    return "\n\n".join(parts)


OLD = f"{OURS}[fast]"  # a name in results that are older than the compiled functions


def head(text: str, results: dict[str, Any]) -> str:
    """The head of a page, with a word on rows that were measured with numba."""
    if OLD not in json.dumps(results):
        return text
    title, _, rest = text.partition("\n\n")
    told = (
        f"The rows `{OLD}` were measured with numba, which the compiled functions have replaced;\n"
        "these, and the forms of gamma laws, are measured when this page is written again."
    )
    return f"{title}\n\n{told}\n\n{rest}"


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    told = ", ".join(f"{k} {v}" for k, v in results["versions"].items())
    samples = f"{results['samples']} samples in most regimes"
    return f"{head(HEAD, results)}\n{samples}; {told}.\n\n{tables(results)}\n"
