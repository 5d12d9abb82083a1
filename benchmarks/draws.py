"""Random draws of nearly equal laws: what a divergence may never do.

    python -m benchmarks.draws                            10^6 draws of every divergence
    python -m benchmarks.draws --functions kl --count 1e7
    python -m benchmarks.draws --write                    compiled and not, into docs/draws.md

Counts results that are negative, nan, 0 although the arguments differ (where the exact value is not
below the smallest float64), not 0 although they are the same, and Jensen-Shannon divergences above
log 2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import click
import numpy as np
from mpmath import mp
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import track

from benchmarks.accuracy import SEED
from benchmarks.accuracy_tables import FOLDER, grid, versions
from benchmarks.library import closed_forms
from benchmarks.references import sample_readings
from benchmarks.regimes import Regime
from benchmarks.rows import ROWS, Row

PAGE = FOLDER.parent / "docs" / "draws.md"
BLOCK = 20_000
DIVERGENCES = (
    *("kl", "js", "js_distance", "kl_bernoulli", "kl_normal", "kl_normal_variance"),
    *("kl_log_variance", "kl_normal_standard", "kl_standard_log_variance", "kl_diagonal_normal"),
    *("kl_logits", "js_logits", "distillation", "kl_exponential", "kl_poisson", "kl_laplace"),
)
LIMITS = {"js": math.log(2), "js_logits": math.log(2), "js_distance": math.sqrt(math.log(2))}
STANDARD = {"kl_normal_standard": (0.0, 1.0), "kl_standard_log_variance": (0.0, 0.0)}
COLUMNS = ("negative", "nan", "0 though different", "not 0 though the same", "above the bound")
HEAD = """# Draws of nearly equal laws

Random pairs of laws whose parameters differ by a share of 10⁻¹ to 10⁻¹⁵, drawn by
`python -m benchmarks.draws --write`, and pairs of the same law twice. Counted are the results that
no divergence may have. A 0 for different laws counts if the exact value is above the smallest
float64; the bound is log 2 for `js` and `js_logits`, its square root for `js_distance`.

![The largest relative error of divergences against the distance of their
arguments](error_against_distance.png)

The picture shows the largest relative errors against the distance of the arguments, of
`derivecheck` and of others: near equality these lose all digits, and many of their values are
negative or nan (open rings). `python -m benchmarks.picture` draws it.
"""


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
    others = int((function(*equal(row, inputs)) != 0).sum())
    above = values > LIMITS.get(row.name, math.inf)
    return [int((values < 0).sum()), int(np.isnan(values).sum()), zeros, others, int(above.sum())]


def equal(row: Row, inputs: Sequence[Any]) -> list[Any]:
    """The first law twice, or the standard law; a temperature stays."""
    if row.name in STANDARD:
        return [np.full_like(x, s) for x, s in zip(inputs, STANDARD[row.name], strict=True)]
    half = len(inputs) // 2
    return [*inputs[:half], *inputs[:half], *inputs[2 * half :]]


def exceeds_least(row: Row, inputs: Sequence[Any], sample: int) -> bool:
    """Whether the exact value of a sample is too large to be rounded to 0."""
    with mp.workdps(1600):
        value = sample_readings(row.reference, [x[sample] for x in inputs])[0][0]
        return bool(abs(value) > mp.ldexp(1, -1075))


def lines(rows: Iterable[Row], library: Any, draws: float) -> list[list[str]]:
    """One line of the table for each function."""
    found = []
    for row in rows:
        if row.of(library) is None:
            found.append([f"`{row.name}`", "not in the library", *[""] * len(COLUMNS)])
            continue
        rng, regimes = np.random.default_rng(SEED), near(row)
        blocks = max(1, math.ceil(draws / BLOCK / len(regimes)))
        counts = [count(row, library, r, rng, BLOCK) for r in regimes for _ in range(blocks)]
        total = f"{blocks * BLOCK * len(regimes):,}"
        found.append([f"`{row.name}`", total, *map(str, np.sum(counts, axis=0).tolist())])
    return found


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default=",".join(DIVERGENCES), help="Names, with commas.")
@click.option("--count", "draws", default=1e6, show_default=True, help="Draws of each.")
@click.option("--compiled/--plain", default=True, help="With or without the compiled functions.")
@click.option("--write", "written", is_flag=True, help=f"Both, into {PAGE.name}.")
def main(functions: str, draws: float, compiled: bool, written: bool) -> None:
    """Draw, count and print."""
    rows = [row for row in ROWS if row.name in functions.split(",")]
    parts = []
    for fast in (True, False) if written else (compiled,):
        title = "derivecheck, compiled" if fast else "derivecheck"
        shown = track(rows, title, console=Console(stderr=True))
        table = grid(["function", "draws", *COLUMNS], lines(shown, closed_forms(fast), draws))
        parts.append(f"## {title}\n\n{table}\n")
    if written:
        told = ", ".join(f"{k} {v}" for k, v in versions().items() if k == "numpy")
        PAGE.write_text("\n".join([HEAD, f"Measured with {told}.\n", *parts]), encoding="utf-8")
    Console().print(Markdown("\n".join(parts)))


if __name__ == "__main__":
    main()
