"""Findings as one self-contained HTML page: MathML, figures inside, light and dark, no network."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from derivecheck.findings.details import contested, named, value
from derivecheck.findings.evidence import Evidence, Verdict, verdict
from derivecheck.findings.finding import DerivationRecord, Finding, Run, StatementRecord, left_open
from derivecheck.latex.escape import clean
from derivecheck.latex.gate import UnsafeMath, parse
from derivecheck.latex.mathml import mathml
from derivecheck.latex.unicode import refused
from derivecheck.report import notation, views
from derivecheck.report.checks import BAD, COLUMNS, GOOD, OUTCOMES, Check, checks
from derivecheck.report.figures import Figure
from derivecheck.report.graph import WIDEST, Arrow, Place, Sheet, layout
from derivecheck.report.text import MATH, sentence, with_indices
from derivecheck.report.verdicts import MARKS, Mark

NODE = (150, 84)  # distance of nodes in the graph, in pixels
BOX = (134, 52)  # their size


def write_html(
    run: Run,
    directory: Path,
    figures: Sequence[Figure] = (),
    sources: Mapping[str, str] | None = None,
) -> Path:
    """Write ``report.html`` of a run into an existing directory and return its path.

    The SVG twins of the figures are read and put inside the page. `sources` maps the files of the
    notes to their text: the lines of a claim stand beside it.
    """
    path = directory / "report.html"
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            run=run,
            title=views.title(run),
            tiles=views.tiles(run),
            marks=MARKS,
            found=views.found(run),
            notes=views.notes(run),
            subjects=_subjects(views.derivations(run, figures)),
            loose_figures=views.loose(run, figures),
            graph=layout(run.derivations, run.findings),
            contested=contested(run),
            signs=[*notation.signs(notation.of_run(run)), *notation.points(run.findings)],
            sources={file: text.split("\n") for file, text in (sources or {}).items()},
            columns=COLUMNS,
            limits=views.LIMITS,
            provenance=views.provenance(run),
            known={d.id for d in run.derivations} | {f.id for f in run.findings},
        )
    )
    path.write_text(page, encoding="utf-8")
    return path


def _environment() -> Environment:
    jinja = Environment(
        loader=PackageLoader("derivecheck.report", "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    jinja.filters |= FILTERS
    return jinja


def prose(text: str) -> Markup:
    """Return a sentence whose ``$...$`` segments are formulas.

    >>> print(prose("a < b, $x$"))
    a &lt; b, <math><mrow><mi>x</mi></mrow></math>
    """
    pieces = MATH.split(with_indices(text)) if text.count("$") % 2 == 0 else [text]
    shown = [escape(clean(p)) if i % 2 == 0 else formula(p) for i, p in enumerate(pieces)]
    return Markup("").join(shown)


def formula(source: str, display: bool = False) -> Markup:
    """Return a formula as MathML; one that the gate refuses is told in plain text."""
    try:
        return Markup(mathml(parse(source), display))
    except UnsafeMath as refusal:
        return Markup("<code>{}</code>").format(clean(refused(source, refusal)))


def display(source: str, relation: str = "") -> Markup:
    """Return a formula on a line of its own, after an optional relation."""
    return Markup('<div class="formula">{}{}</div>').format(
        formula(relation) if relation else "", formula(source, display=True)
    )


def number(text: str) -> Markup:
    """Return a number with its power of ten raised.

    >>> print(number("4.51e-41"))
    4.5·10<sup>−41</sup>
    """
    if m := re.fullmatch(r"(-?\d(?:\.\d+)?)[eE]([+-]?\d{1,5})", text.strip()):
        power = str(int(m[2])).replace("-", "−")
        return Markup("{}·10<sup>{}</sup>").format(f"{float(m[1]):.2g}", power)
    if m := re.fullmatch(r"(\d{1,3})\^\(?(-?\d{1,5})\)?", text.strip()):
        return Markup("{}<sup>{}</sup>").format(m[1], m[2].replace("-", "−"))
    return escape(clean(text))


def pill(item: Finding | DerivationRecord) -> Markup:
    """Return the verdict on a claim or a derivation as word, shape and colour."""
    mark = MARKS[item.verdict]
    return Markup('<span class="pill {}">{} {}</span>').format(mark.name, mark.glyph, item.said)


def asserted(statement: StatementRecord) -> Markup:
    """Return a statement as it was judged, after what it is asserted for."""
    where = Markup('<span class="ui">{}:</span>').format(prose(statement.quantifier))
    return (where if statement.quantifier else Markup("")) + display(statement.latex)


def cells(evidence: tuple[Evidence, ...]) -> list[Markup]:
    """Return what the three check columns show for a statement."""
    shown = checks(evidence)
    return [_cell(shown[name]) for name in COLUMNS]


def _cell(check: Check | None) -> Markup:
    if check is None:
        return Markup('<span class="none">–</span>')
    name, glyph = {True: ("good", "✓"), False: ("bad", "✗"), None: ("unable", "○")}[check.good]
    return Markup('<span class="{}">{} {}</span>').format(name, glyph, number(check.text))


def evidence_line(evidence: Evidence) -> Markup:
    """Return one check with its sign, outcome, bound and detail."""
    name = "good" if evidence.outcome in GOOD else "bad" if evidence.outcome in BAD else "unable"
    line = f"{evidence.method}: {OUTCOMES[evidence.outcome]}"
    if evidence.instances:
        line += f" at {evidence.instances} exact instance{'s' * (evidence.instances > 1)}"
    size = Markup(", |Δ| {}").format(number(evidence.bound)) if evidence.bound else ""
    detail = Markup("; {}").format(prose(evidence.detail)) if evidence.detail else ""
    glyph = {"good": "✓", "bad": "✗", "unable": "○"}[name]
    return Markup('<span class="{}">{}</span> {}{}{}').format(
        name, glyph, clean(line), size, detail
    )


def lines(span: tuple[int, int]) -> str:
    """Return a range of lines of a note."""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}–{span[1]}"


def picture(figure: Figure) -> str:
    """Return the SVG of a figure as a data address."""
    data = base64.b64encode(figure.path.with_suffix(".svg").read_bytes()).decode("ascii")
    return f"data:image/svg+xml;base64,{data}"


def anchor(name: str) -> str:
    """Return an id for the page: every character outside letters, digits, - and . is spelt out."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", name)


def _subjects(shown: Sequence[views.DerivationView]) -> dict[str, list[views.DerivationView]]:
    """The derivations by the first part of their ids."""
    found: dict[str, list[views.DerivationView]] = {}
    for view in shown:
        found.setdefault(view.record.id.partition(".")[0], []).append(view)
    return found


def corner(place: Place) -> tuple[float, float]:
    """Return the top left corner of a node of the graph in pixels."""
    return place.x * NODE[0] + (NODE[0] - BOX[0]) / 2, place.y * NODE[1] + 4


def path(arrow: Arrow, sheet: Sheet) -> str:
    """Return an arrow as the path of an SVG: down to the row beneath, or through a gap there."""
    corners = {p.derivation.id: corner(p) for p in sheet.places}
    x, y = corners[arrow.lemma]
    x, y = x + BOX[0] / 2, y + BOX[1]
    drawn = f"M{x:g} {y:g}"
    gaps = [((g + 0.5) * NODE[0], row * NODE[1] + 4) for g, row in arrow.gaps]
    for to, top in (*gaps, (corners[arrow.user][0] + BOX[0] / 2, corners[arrow.user][1])):
        middle = (y + top) / 2
        drawn += f"C{x:g} {middle:g} {to:g} {middle:g} {to:g} {top:g}V{top + BOX[1]:g}"
        x, y = to, top + BOX[1]
    return drawn.rpartition("V")[0]


def width(sheet: Sheet) -> float:
    """Return the width of a picture of the graph in pixels."""
    return max(sheet.columns, WIDEST) * NODE[0]


def weight(finding: Finding) -> str:
    """Return what the severity of a finding says to a reader."""
    return views.severity(finding)


def mark(value: Verdict) -> Mark:
    """Return word, shape and colour of a verdict."""
    return MARKS[value]


FILTERS: dict[str, Callable[..., object]] = {
    "prose": prose,
    "sentence": sentence,
    "formula": formula,
    "show": display,
    "number": number,
    "pill": pill,
    "asserted": asserted,
    "cells": cells,
    "evidence_line": evidence_line,
    "lines": lines,
    "picture": picture,
    "anchor": anchor,
    "corner": corner,
    "severity": weight,
    "mark": mark,
    "remedy": views.remedy,
    "settled": verdict,
    "left_open": left_open,
    "named": named,
    "value": value,
    "path": path,
    "width": width,
}
