"""The page of the documentation on speed, from the results of `benchmarks.speed`."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, NamedTuple

from benchmarks.accuracy_tables import FOLDER, OURS, distinct, grid, head

HEAD = """# Speed of the closed forms

One core, one thread, float64, the same inputs for all; medians of implementations that take
turns. The clock counts the time that the process computes. A ratio says how many times as long
another takes as `derivecheck`: above 1, we are the faster. `derivecheck, compiled` is with the
compiled functions, `derivecheck` without. Conversion of arrays and compilation are left out. Others
lose digits where we do not: [accuracy](accuracy.md).

Measured by `python -m benchmarks.speed --write`.
"""


MILLION, SCALAR = ("N = 1,000,000", "n = 1,000,000"), ("scalar",)
LOGITS = ("100,000 × 10", "1,000 × 10,000")
FAST = f"{OURS}, compiled"


class Goal(NamedTuple):
    """How many times as long another has to take at least, or (no other) the seconds at most."""

    functions: tuple[str, ...]
    sizes: tuple[str, ...]
    of: str
    other: str
    bound: float


DIVERGENCES = ("kl", "js", "kl_normal", "kl_log_variance", "kl_standard_log_variance")
SOFTMAX = ("log_softmax", "softmax", "nll")
NUMBERS = ("kl_bernoulli", "kl_normal", "kl_log_variance", "kl_standard_log_variance")
GOALS = (
    Goal(DIVERGENCES, MILLION, FAST, "torch", 3),
    Goal(DIVERGENCES, MILLION, FAST, "torch.compile", 1),
    Goal(SOFTMAX, LOGITS, FAST, "torch", 2),
    Goal(SOFTMAX, LOGITS, FAST, "jax", 0.6),
    Goal(SOFTMAX, LOGITS, FAST, "optax", 0.6),
    Goal(("kl",), MILLION, OURS, "torch F.kl_div", 0.8),
    Goal(("kl_normal",), MILLION, OURS, "torch Normal", 0.8),
    Goal(("kl", "js", "entropy"), MILLION, OURS, "scipy", 2),
    Goal(NUMBERS, SCALAR, FAST, "", 1e-6),
    Goal(NUMBERS, SCALAR, OURS, "", 3e-6),
)


def against(goal: Goal, record: dict[str, Any]) -> bool:
    """Whether a record is of the library that a goal names."""
    if record["function"] not in goal.functions or record["size"] not in goal.sizes:
        return False
    if not goal.other:
        return bool(record["by"] == goal.of)
    named = goal.other in record["by"] and goal.of in record["ratios"]
    return named and (goal.other == "torch.compile") == (record["by"] == "torch.compile")


def goals(results: dict[str, Any]) -> str:
    """Every goal at everything that it is about."""
    lines = []
    for goal in GOALS:
        for r in filter(partial(against, goal), results["records"]):
            ratio = r["ratios"].get(goal.of, 0.0)
            value = f"{ratio:.2f}" if goal.other else duration(r["seconds"])
            bound = f"≥ {goal.bound:g}" if goal.other else f"≤ {duration(goal.bound)}"
            met = ratio >= goal.bound if goal.other else r["seconds"] <= goal.bound
            other = r["by"] if goal.other else ""
            lines.append([f"`{r['function']}`", r["size"], goal.of, other, value, bound])
            lines[-1].append("met" if met else "missed")
    head = ["function", "size", "", "ratio to", "", "goal", ""]
    return f"## Goals\n\n{grid(head, lines)}" if lines else ""


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
    parts = [goals(results)]
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
    return f"{head(HEAD, results)}\n{where}{busy(results.get('load'))}\n\n{tables(results)}\n"


def busy(load: float | None) -> str:
    """What a load of other programs means for the times.

    >>> busy(0.2), busy(3.0).split(":")[0]
    (' Load of the machine beforehand: 0.2.', ' Load of the machine beforehand')
    """
    if load is None:
        return ""
    shared = ", so that other programs took their share of caches and memory: times are too long"
    return f" Load of the machine beforehand: {load:.1f}{shared if load > 0.5 else ''}."


def main() -> None:
    """Write the page again from the results."""
    results = json.loads((FOLDER / "results" / "speed.json").read_text())
    (FOLDER.parent / "docs" / "speed_of_closed_forms.md").write_text(page(results), "utf-8")


if __name__ == "__main__":
    main()
