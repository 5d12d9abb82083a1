"""Findings as one LaTeX file: the templates say where things stand, `views` what they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from derivecheck.findings.finding import Run
from derivecheck.latex.escape import TeX, escape
from derivecheck.report import filters, views
from derivecheck.report.figures import Figure
from derivecheck.report.graph import layout
from derivecheck.report.verdicts import MARKS

TEXT_WIDTH = 160  # mm


def write_tex(run: Run, directory: Path, figures: Sequence[Figure] = ()) -> Path:
    """Write ``report.tex`` of a run into an existing directory and return its path.

    The paths of the figures have to be relative to that directory.
    """
    path = directory / "report.tex"
    path.write_text(render(run, figures), encoding="utf-8")
    return path


def render(run: Run, figures: Sequence[Figure] = ()) -> str:
    """Return the LaTeX source of the report."""
    return environment(run).get_template("report.tex.j2").render(context(run, figures))


def context(run: Run, figures: Sequence[Figure] = ()) -> dict[str, Any]:
    """Return everything the templates see."""
    notes = views.notes(run)
    tiles = views.tiles(run)
    return {
        "run": run,
        "title": views.title(run),
        "footer": _footer(run),
        "tiles": tiles,
        "tile_width": f"{(TEXT_WIDTH - 2 * (len(tiles) - 1)) / len(tiles):.2f}mm",
        "marks": list(MARKS.values()),
        "found": views.found(run),
        "notes": notes,
        "graph": layout(run.derivations),
        "derivations": views.derivations(run, figures),
        "errata": [n for n in notes if n.corrected],
        "loose_figures": views.loose(run, figures),
        "limits": views.LIMITS,
        "provenance": views.provenance(run),
    }


def environment(run: Run) -> Environment:
    """Return the Jinja environment: every value that is not `TeX` already is escaped."""
    jinja = Environment(
        loader=PackageLoader("derivecheck.report", "templates"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
        finalize=finalize,
    )
    jinja.filters |= filters.FILTERS | filters.links(run)
    return jinja


def finalize(value: object) -> str:
    r"""Return a value of a template as TeX.

    >>> finalize("a_b"), finalize(TeX(r"\relax")), finalize(3)
    ('a\\_b', '\\relax', '3')
    """
    return value if isinstance(value, TeX) else escape(str(value))


def _footer(run: Run) -> TeX:
    items = [f"derivecheck {run.version}"]
    items += [f"{k} {run.provenance[k][:12]}" for k in ("commit", "seed") if k in run.provenance]
    items.append(f"{run.digits} digits")
    return TeX(r" \quad ".join(escape(i) for i in items))
