"""How a figure of the report looks, and how it is saved: the same bytes for the same data."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.layout_engine import ConstrainedLayoutEngine
from numpy.typing import NDArray

from derivecheck.numeric.montecarlo import Estimate

Array = NDArray[np.float64]

GOOD, BAD, BLUE, PURPLE = "#00664B", "#C2410C", "#0B5CAD", "#7A3E8E"
INK, QUIET = "#333333", "#5B636E"
TEXT_WIDTH = 160 / 25.4  # inches: figures are set at their own size
HEIGHT = 58 / 25.4
FONT_FOLDERS = (
    "/usr/share/texmf/fonts/opentype/public/tex-gyre",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/tex-gyre",
    "/usr/share/fonts/opentype/tex-gyre",
)
FACES = ("heros-regular", "heros-bold", "heros-italic", "pagella-regular", "pagella-italic")
STYLE: dict[str, Any] = {
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "axes.edgecolor": "#555555",
    "axes.labelcolor": INK,
    "axes.titlesize": 8,
    "axes.titlelocation": "left",
    "axes.titlecolor": QUIET,
    "xtick.color": "#555555",
    "ytick.color": "#555555",
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.solid_capstyle": "round",
    "pdf.fonttype": 3,  # 42 mislabels the CFF outlines of OpenType fonts
    "svg.fonttype": "path",
    "svg.hashsalt": "derivecheck",
}
DASHED = (0, (4, 2))


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the report, whatever the user's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        settings: Any = STYLE | _faces()
        mpl.rcParams.update(settings)
        yield


@cache
def _faces() -> dict[str, str]:
    """TeX Gyre where it is installed, else DejaVu Sans, which matplotlib brings."""
    files = [_font_file(f"texgyre{face}.otf") for face in FACES]
    if not all(files):
        return {"font.family": "DejaVu Sans", "mathtext.fontset": "dejavuserif"}
    for file in files:
        font_manager.fontManager.addfont(str(file))
    return {
        "font.family": "TeX Gyre Heros",
        "mathtext.fontset": "custom",
        "mathtext.rm": "TeX Gyre Pagella",
        "mathtext.it": "TeX Gyre Pagella:italic",
        "mathtext.bf": "TeX Gyre Pagella",
        "mathtext.cal": "TeX Gyre Pagella:italic",
        "mathtext.fallback": "stix",
    }


def _font_file(name: str) -> Path | None:
    for folder in FONT_FOLDERS:
        if (path := Path(folder) / name).is_file():
            return path
    if finder := shutil.which("kpsewhich"):
        found = subprocess.run([finder, name], capture_output=True, text=True, check=False)
        return Path(found.stdout.strip()) if found.stdout.strip() else None
    return None


def panels(widths: Sequence[float], height: float = HEIGHT) -> tuple[Drawing, list[Axes]]:
    """Return a drawing of the width of the text, with axes side by side."""
    engine = ConstrainedLayoutEngine(w_pad=0.03, h_pad=0.02, wspace=0.04)
    drawing = Drawing(figsize=(TEXT_WIDTH, height), layout=engine)
    axes = drawing.subplots(1, len(widths), squeeze=False, width_ratios=list(widths))
    return drawing, list(axes[0])


def save(drawing: Drawing, path: Path, title: str) -> None:
    """Save as PDF and, beside it, as SVG; neither names a date or a program."""
    bare = {"CreationDate": None, "Creator": None, "Producer": None, "Title": title}
    drawing.savefig(path.with_suffix(".pdf"), format="pdf", metadata=bare)
    svg = {"Date": None, "Creator": None, "Title": title}
    drawing.savefig(path.with_suffix(".svg"), format="svg", metadata=svg)


def versus(
    axes: Axes,
    x: Array,
    written: Callable[[Array], Array],
    corrected: Callable[[Array], Array],
    dots: Sequence[tuple[float, Estimate]] = (),
) -> None:
    """Draw a formula as written (dashed) against the corrected one (solid), the gap shaded.

    `dots` are Monte Carlo estimates at values of the parameter, with bars of three standard errors.
    """
    axes.fill_between(x, corrected(x), written(x), color=BAD, alpha=0.08, lw=0)
    axes.plot(x, corrected(x), color=GOOD, lw=1.8)
    axes.plot(x, written(x), color=BAD, lw=1.5, ls=DASHED)
    estimates(axes, dots)
    axes.axhline(0, color="#AAAAAA", lw=0.5, zorder=0)


def estimates(axes: Axes, dots: Sequence[tuple[float, Estimate]]) -> None:
    """Draw Monte Carlo estimates with bars of three standard errors."""
    for at, e in dots:
        axes.errorbar(
            at,
            float(e.mean),
            3 * float(e.standard_error),
            fmt="o",
            ms=3,
            mfc="white",
            mec=INK,
            mew=0.8,
            ecolor=INK,
            elinewidth=0.8,
            capsize=1.5,
            zorder=5,
        )


def say(axes: Axes, x: float, y: float, text: str, colour: str = INK, **more: Any) -> None:
    """Label a curve directly, in its own colour."""
    axes.text(x, y, text, color=colour, fontsize=7.5, **more)


def cross(axes: Axes, x: float, y: float, colour: str = BAD) -> None:
    """Mark one point."""
    axes.plot([x], [y], marker="X", ms=7, color=colour, mec="white", mew=0.7, zorder=6)
