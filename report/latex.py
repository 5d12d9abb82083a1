"""Findings as LaTeX files: the templates say where things stand, `views` what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from derivecheck.findings.details import contested
from derivecheck.findings.errata import HEADS, counted, errata, erratum, notes_with_errata
from derivecheck.findings.errata import title as title_of_errata
from derivecheck.findings.finding import Run
from derivecheck.latex.escape import TeX, escape
from derivecheck.report import filters, notation, views
from derivecheck.report.figures import Figure
from derivecheck.report.graph import layout
from derivecheck.report.verdicts import MARKS

TEXT_WIDTH = 160  # mm
MARGINS = TeX(
    "left=25mm,right=25mm,top=21mm,bottom=20mm,headheight=14pt,headsep=6.5mm,footskip=11mm"
)
NARROW = TeX("left=16mm,right=16mm,top=14mm,bottom=16mm,footskip=7mm")


def render(run: Run, figures: Sequence[Figure] = ()) -> str:
    """Return the LaTeX source of the report: what is not right, and the headline derivations."""
    shown = views.headlines(views.derivations(run, figures))
    groups = views.groups(run)
    tiles = views.tiles(run)
    claims = [f for _, part in groups for f in part]
    records = [v.record for v in shown]
    links = filters.Links(claims, records)
    context = {
        "tiles": tiles,
        "tile_width": f"{(TEXT_WIDTH - 2 * (len(tiles) - 1)) / len(tiles):.2f}mm",
        "groups": groups,
        "graph": layout(views.beneath(run.derivations, records), run.findings),
        "derivations": shown,
        "errata": [_errata(run, note) for note in notes_with_errata(run)],
        "signs": notation.signs(notation.of_claims(claims) + notation.of_derivations(records)),
        "points": notation.points(claims),
        "limits": views.LIMITS,
        "provenance": views.provenance(run),
    }
    return _rendered("report.tex.j2", run, links, context)


def render_appendix(run: Run, figures: Sequence[Figure] = ()) -> str:
    """Return the LaTeX source of the appendix: every claim that has no card, every derivation."""
    carded = {f.id for _, part in views.groups(run) for f in part}
    links = filters.Links((f for f in run.findings if f.id not in carded), run.derivations)
    context = {
        "derivations": views.derivations(run, figures),
        "loose_figures": views.loose(run, figures),
        "title": "All claims and derivations",
        "signs": notation.signs(notation.of_run(run)),
        "points": [],
    }
    return _rendered("appendix.tex.j2", run, links, context)


def render_errata(run: Run, note: str, most: int | None = None) -> str:
    """Return the LaTeX source of the errata of one note, of which `most` entries are printed."""
    context = {
        "note": _errata(run, note, most),
        "title": f"Errata: {title_of_errata(run, note)}",
        "margins": NARROW,
    }
    return _rendered("errata.tex.j2", run, filters.Links((), ()), context)


def _errata(run: Run, note: str, most: int | None = None) -> dict[str, Any]:
    """What the templates see of the errata of a note."""
    parts, left = [], most
    for severity, found in errata(run, note):
        kept = found if left is None else found[: max(left, 0)]
        left = None if left is None else left - len(found)
        if kept:
            parts.append((HEADS[severity], [erratum(f) for f in kept]))
    return {
        "id": note,
        "title": title_of_errata(run, note),
        "counted": counted(run, note),
        "parts": parts,
        "left": max(0, -(left or 0)),
    }


def _rendered(template: str, run: Run, links: filters.Links, more: dict[str, Any]) -> str:
    common = {
        "run": run,
        "title": views.title(run),
        "footer": _footer(run),
        "margins": MARGINS,
        "marks": list(MARKS.values()),
        "notes": views.notes(run),
        "contested": contested(run),
    }
    return environment(links).get_template(template).render(common | more)


def environment(links: filters.Links) -> Environment:
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
    jinja.filters |= filters.FILTERS | links.filters
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
