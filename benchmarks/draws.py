"""Random draws of nearly equal laws: what a divergence may never do.

    python -m benchmarks.draws                            10^6 draws of every divergence
    python -m benchmarks.draws --functions kl --count 1e7

Counts results that are negative, nan, 0 although the arguments differ (where the exact value is not
below the smallest float64), and Jensen-Shannon divergences above log 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click
import numpy as np
from mpmath import mp
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.accuracy import SEED
from benchmarks.library import closed_forms
from benchmarks.references import sample_readings
from benchmarks.regimes import Regime
from benchmarks.rows import ROWS, Row

BLOCK = 20_000
DIVERGENCES = (
    *("kl", "js", "js_distance", "kl_bernoulli", "kl_normal", "kl_normal_variance"),
    *("kl_log_variance", "kl_normal_standard", "kl_standard_log_variance", "kl_diagonal_normal"),
    *("kl_logits", "js_logits", "distillation", "kl_exponential", "kl_poisson", "kl_laplace"),
)
LIMITS = {"js": math.log(2), "js_logits": math.log(2), "js_distance": math.sqrt(math.log(2))}
COLUMNS = ("negative", "nan", "false zeros", "above the bound")


def near(row: Row) -> list[Regime]:
    """The regimes of nearly equal arguments."""
    return [r for r in row.regimes if r.name.startswith("near")]


def count(row: Row, library: Any, regime: Regime, rng: np.random.Generator, n: int) -> list[int]:
    """The numbers of `COLUMNS` in one block of draws."""
    inputs = regime.draw(rng, n)
    function = row.of(library)
    assert function is not None
    values = function(*inputs)
    zeros = sum(exceeds_least(row, inputs, int(k)) for k in np.flatnonzero(values == 0))
    above = values > LIMITS.get(row.name, math.inf)
    return [int((values < 0).sum()), int(np.isnan(values).sum()), zeros, int(above.sum())]


def exceeds_least(row: Row, inputs: Sequence[Any], sample: int) -> bool:
    """Whether the exact value of a sample is too large to be rounded to 0."""
    with mp.workdps(1600):
        value = sample_readings(row.reference, [x[sample] for x in inputs])[0][0]
        return bool(abs(value) > mp.ldexp(1, -1075))


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default=",".join(DIVERGENCES), help="Names, with commas.")
@click.option("--count", "draws", default=1e6, show_default=True, help="Draws of each.")
@click.option("--compiled/--plain", default=True, help="With or without the extra `fast`.")
def main(functions: str, draws: float, compiled: bool) -> None:
    """Draw, count and print."""
    library = closed_forms(fast=compiled)
    rows = [row for row in ROWS if row.name in functions.split(",")]
    table = Table("function", "draws", *COLUMNS)
    for row in track(rows, "draws", console=Console(stderr=True)):
        if row.of(library) is None:
            table.add_row(row.name, "not in the library")
            continue
        rng, regimes = np.random.default_rng(SEED), near(row)
        blocks = max(1, round(draws / BLOCK / len(regimes)))
        counts = [count(row, library, r, rng, BLOCK) for r in regimes for _ in range(blocks)]
        totals = np.sum(counts, axis=0).tolist()
        table.add_row(row.name, f"{blocks * BLOCK * len(regimes):,}", *map(str, totals))
    Console().print(table)


if __name__ == "__main__":
    main()
