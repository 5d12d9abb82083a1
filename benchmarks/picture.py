"""A picture of the error of divergences against the distance of their arguments.

python -m benchmarks.picture               docs/error_against_distance.png
python -m benchmarks.picture --samples 20  a rough one
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from typing import Any

import click
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rich.console import Console
from rich.progress import track

from benchmarks import regimes as draws
from benchmarks.accuracy import measure, ours
from benchmarks.accuracy_tables import FOLDER, OURS, distinct
from benchmarks.library import closed_forms
from benchmarks.peers import peers
from benchmarks.regimes import Regime
from benchmarks.rows import ROWS

PICTURE = FOLDER.parent / "docs" / "error_against_distance.png"
DISTANCES = np.geomspace(1e-1, 1e-15, 29)
PANELS = {
    "kl": ("KL of laws with 10 outcomes", draws.two_laws_near),
    "js": ("JS of laws with 10 outcomes", draws.two_laws_near),
    "kl_normal": ("KL of normal laws by μ, σ", draws.normals_near),
    "kl_log_variance": ("KL of normal laws by μ, log σ²", draws.log_variances_near),
    "kl_logits": ("KL of softmax laws by logits", draws.warm_logits_near),
    "kl_bernoulli": ("KL of coins", draws.units_near),
}
COLOURS = {"derivecheck": "#000000", "scipy": "#7570b3", "NumPy": "#a6761d", "torch": "#d95f02",
           "jax": "#1b9e77", "optax": "#e7298a"}  # fmt: skip
EPSILON = 2.0**-52
Record = Mapping[str, Any]


def curves(name: str, library: Any, others: Mapping[str, Any], samples: int) -> list[Record]:
    """The largest errors of one function at every distance."""
    row = next(row for row in ROWS if row.name == name)
    makers = {OURS: ours(row, {OURS: library})[OURS]} | others.get(name, {})
    near = PANELS[name][1]
    return [
        {**record, "distance": d}
        for d in DISTANCES
        for record in measure(row, Regime(f"near {d}", near(float(d))), makers, samples)
    ]


def draw(axes: Axes, title: str, records: list[Record]) -> None:
    """One function: a line for each implementation, an open ring where it gives nan or infinity."""
    for name in distinct(r["by"] for r in records):
        points = [r for r in records if r["by"] == name and "error" not in r]
        x = np.array([r["distance"] for r in points])
        y = np.clip([r["ulp"] * EPSILON for r in points], EPSILON / 4, 1e6)
        colour = next((c for k, c in COLOURS.items() if k in name), "#666666")
        width = 2.2 if name == OURS else 1.1
        axes.loglog(x, y, label=name, color=colour, linewidth=width, linestyle=_style(name))
        bad = np.array([r["bad"] > 0 for r in points], bool)
        axes.plot(x[bad], y[bad], "o", color=colour, fillstyle="none", markersize=4)
    axes.axhline(1, color="#bbbbbb", linewidth=0.8)
    axes.set_title(title, fontsize=9)
    axes.set_ylim(1e-17, 2e6)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=6, loc="upper right", frameon=False)


def _style(name: str) -> str:
    """Implementations of one library differ by the dashes."""
    second = any(word in name for word in ("Categorical", "textbook", "entr", "kl_div"))
    return "--" if second else "-"


def figure(panels: Mapping[str, list[Record]]) -> Figure:
    """All functions side by side."""
    result = Figure(figsize=(10.5, 6.4), layout="constrained")
    grid = result.subplots(2, -(-len(panels) // 2), sharex=True, sharey=True)
    for axes, (name, records) in zip(grid.flat, panels.items(), strict=False):
        draw(axes, PANELS[name][0], records)
    result.supxlabel("relative distance of the arguments", fontsize=9)
    result.supylabel("largest relative error; above the grey line no digit is right", fontsize=9)
    return result


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--samples", default=100, show_default=True, help="Samples at each distance.")
def main(samples: int) -> None:
    """Measure and draw."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    library, others = closed_forms(compiled=False), peers()
    names = [n for n in PANELS if hasattr(library, n)]
    panels = {
        n: curves(n, library, others, samples)
        for n in track(names, "distances", console=Console(stderr=True))
    }
    PICTURE.parent.mkdir(exist_ok=True)
    figure(panels).savefig(PICTURE, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main()
