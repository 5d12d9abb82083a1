"""The card of a finding, and the entry of an erratum, as rows of TeX: a label and what it says."""

from __future__ import annotations

from derivecheck.findings.details import named, value
from derivecheck.findings.errata import Erratum, Said
from derivecheck.findings.evidence import ESTABLISHED, Evidence, Verdict, verdict
from derivecheck.findings.finding import Correction, Finding, StatementRecord, left_open
from derivecheck.latex.escape import TeX, escape
from derivecheck.report.checks import BAD, GOOD
from derivecheck.report.text import display, inline, is_safe, prose, sentence
from derivecheck.report.verdicts import MARKS

Row = tuple[str, TeX]
FLAWED = frozenset({Verdict.REFUTED, Verdict.CONDITIONAL})


def card(finding: Finding) -> list[Row]:
    """Formula against formula: the note, what was checked, where it fails, what should be.

    Where the note's own formula was mended, that says all: the statement is the same in both.
    """
    mended = finding.correction is not None and bool(finding.correction.written)
    words = (
        ("wrong" if finding.verdict in FLAWED else "remark", finding.diagnosis),
        ("holds", "" if mended else finding.holds),
        ("why", finding.reason),
        (left_open(finding.covers), finding.covers.rest),
    )
    shown = [
        ("the note", display(finding.latex) if finding.latex else TeX("")),
        ("checked", TeX("") if mended else asserted(finding.statement)),
        *counterexample(finding),
        *((name, prose(sentence(text))) for name, text in words if text),
        *(_corrected(finding.correction) if finding.correction else ()),
    ]
    return [(name, tex) for name, tex in shown if tex]


def asserted(statement: StatementRecord | None) -> TeX:
    """Return a statement as it was judged, with what it is asserted for, on lines of its own."""
    if statement is None:
        return TeX("")
    where = rf"{{\uis\raggedright {prose(statement.quantifier)}:\par}}"
    return TeX((where if statement.quantifier else "") + display(statement.latex))


def counterexample(finding: Finding) -> list[Row]:
    """Return the point at which the sides differ, and the sides."""
    point = finding.counterexample
    if point is None:
        return []
    where = (
        inline(point.latex) if point.latex and is_safe(point.latex) else prose(named(point.point))
    )
    left, right = escape(value(point.lhs)), escape(value(point.rhs))
    sides = rf"left side \textbf{{{left}}}, right side \textbf{{{right}}}"
    return [("fails at", TeX(rf"{where}:\enspace {sides}." if where else f"{sides}."))]


def _corrected(correction: Correction) -> list[Row]:
    """What should stand there: the mended formula of the note, and the statement."""
    settled = verdict(correction.evidence)
    label = "should be" if settled is Verdict.PROVED else f"proposed, {MARKS[settled].word.lower()}"
    written = display(correction.written) if correction.written else TeX("")
    return [(label, written), ("proved" if written else label, asserted(correction.statement))]


def evidence_line(finding: Finding) -> TeX:
    """Return in one small line what refuted the claim and what proved the correction."""
    flawed = finding.verdict in FLAWED
    shown = [_brief(e) for e in finding.evidence if e.outcome in BAD or not flawed]
    if finding.correction:
        shown.append(TeX(r"\enspace correction:"))
        shown += dict.fromkeys(_brief(e) for e in finding.correction.evidence)
    return TeX(" ".join(shown))


def _brief(item: Evidence) -> TeX:
    """``✓ balls, 12 points``"""
    command = "good" if item.outcome in GOOD else "bad" if item.outcome in BAD else "unable"
    points = f", {item.instances} point{'s' * (item.instances > 1)}" if item.instances else ""
    return TeX(rf"\{command}{{}}{escape(item.method + points)};")


def premises(finding: Finding, brief: bool = False) -> TeX:
    """Return what a claim assumes and which side conditions its proof used, in one line.

    In brief, what stands before the statement (for all laws …) is not said again.
    """
    says = finding.statement
    assumed = says.assumptions if says and not (brief and says.quantifier) else ()
    rest = (finding.covers.rest,) if finding.verdict in ESTABLISHED and finding.covers.rest else ()
    provided = "Proved, provided" if finding.verdict in ESTABLISHED else "Side conditions"
    parts = [
        TeX(f"{name}: {sentences(texts)}.")
        for name, texts in (
            ("Assumes", assumed),
            (provided, finding.obligations),
            ("Needs", finding.needs),
            (left_open(finding.covers).capitalize(), rest),
        )
        if texts
    ]
    return TeX(" ".join(parts))


def sentences(texts: tuple[str, ...]) -> TeX:
    """Return conditions one after another."""
    return TeX(r";\enspace ".join(prose(t) for t in texts))


def entry(item: Erratum) -> list[Row]:
    """Return the rows of an erratum in print."""
    return [(label.lower(), said(part)) for label, part in item.rows]


def said(part: Said) -> TeX:
    """Return words and a formula of an erratum, one beneath the other."""
    words = prose(sentence(part.words)) if part.words else TeX("")
    return TeX(r"\par ".join(p for p in (words, display(part.latex) if part.latex else "") if p))
