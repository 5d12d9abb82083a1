"""The filters of the LaTeX templates: a finding, a verdict or a piece of evidence as TeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from derivecheck.evidence import Evidence, Outcome, Verdict, verdict
from derivecheck.finding import Correction, Finding, Run
from derivecheck.report import views
from derivecheck.report.checks import BAD, GOOD, Check, checks
from derivecheck.report.escape import TeX, bookmark, escape, verbatim
from derivecheck.report.text import display, number, prose
from derivecheck.report.verdicts import MARKS

Row = tuple[str, TeX]
FLAWED = frozenset({Verdict.REFUTED, Verdict.CONDITIONAL})
OUTCOMES = {
    Outcome.PROVES: "proved",
    Outcome.AGREES: "agrees",
    Outcome.REFUTES: "refuted",
    Outcome.DIFFERS: "differs, not certified",
    Outcome.UNABLE: "no result",
    Outcome.BROKEN: "our own step failed",
}


def destination(name: str, kind: str) -> TeX:
    """Return the name of a link target, made of harmless characters only.

    >>> destination("N0-12", "claim")
    'claim/N0-12'
    >>> destination("a_b}", "claim")
    'claim/a/5Fb/7D'
    """
    return TeX(f"{kind}/" + re.sub(r"[^A-Za-z0-9-]", lambda m: f"/{ord(m[0]):X}", name))


def pill(value: Verdict) -> TeX:
    """Return a verdict as word, shape and colour."""
    mark = MARKS[value]
    box = "pillfill" if mark.filled else "pillline"
    return TeX(rf"\{box}{{{mark.name}}}{{\sym{{{mark.glyph}}} {mark.word}}}")


def cell(evidence: tuple[Evidence, ...], name: str) -> TeX:
    """Return what one check column shows for a statement; a dash where no check applies."""
    check = checks(evidence)[name]
    return TeX(r"\none") if check is None else _shown(check)


def _shown(check: Check) -> TeX:
    command = {True: "good", False: "bad", None: "unable"}[check.good]
    return TeX(rf"\{command}{{{number(check.text[:28])}}}")


def bound(finding: Finding) -> TeX:
    """Return the largest difference seen for a claim."""
    shown = checks(finding.evidence)
    texts = [c.text for c in (shown["digits"], shown["ball"]) if c and re.search(r"\d", c.text)]
    return number(texts[0][:24]) if texts else TeX(r"\none")


def line_range(lines: tuple[int, int]) -> TeX:
    """Return a range of lines of a note."""
    first, last = lines
    return TeX(f"{first}" if first == last else f"{first}–{last}")


def place(finding: Finding) -> TeX:
    """Return file and lines of a claim, as an editor takes them."""
    first, last = finding.lines
    return verbatim(f"{finding.file}:{first}" + (f"-{last}" if last != first else ""))


def node_name(name: str) -> TeX:
    r"""Return the id of a derivation for a node of the graph, broken after a dot.

    >>> print(node_name("gaussian_kl.univariate"))
    gaussian\_kl\\univariate
    """
    return TeX(
        r"\\".join(
            escape(part.replace("_", " _")).replace(r" \_", r"\_\allowbreak ")
            for part in name.split(".", 1)
        )
    )


def flaw_title(finding: Finding) -> TeX:
    """Return the heading of the box that says what a check found."""
    words = {
        Verdict.REFUTED: "Wrong as written",
        Verdict.CONDITIONAL: "True only under a condition",
        Verdict.UNDECIDED: "Neither proved nor refuted",
        Verdict.SUPPORTED: "Agrees at every instance tried; no proof was found",
        Verdict.INCONSISTENT: "Two checks contradict each other: a defect of derivecheck",
    }[finding.verdict]
    weight = views.severity(finding)
    return escape(f"{words}: {weight}" if weight else words)


def flaw_rows(finding: Finding) -> list[Row]:
    """Return what is wrong with a claim, the counterexample first."""
    rows: list[Row] = []
    if point := finding.counterexample:
        where = prose(f"${point.latex}$") if point.latex else prose(point.point)
        left, right = prose(point.lhs), prose(point.rhs)
        sides = rf"left side \textbf{{{left}}}, right side \textbf{{{right}}}"
        rows.append(("counterexample", TeX(rf"{where}:\enspace {sides}")))
    rows += [
        (name, prose(text))
        for name, text in (
            ("what is wrong", finding.diagnosis),
            ("holds once", finding.condition),
            ("remark", finding.reason),
        )
        if text
    ]
    return rows + [("refuted by", _evidence_text(e)) for e in finding.evidence if e.outcome in BAD]


def evidence_rows(finding: Finding) -> list[Row]:
    """Return what was tried on a claim that is open, and why it stopped."""
    rows = [("why", prose(finding.reason))] if finding.reason else []
    if finding.diagnosis:
        rows.append(("remark", prose(finding.diagnosis)))
    return rows + [("tried", _evidence_text(e)) for e in finding.evidence]


def _evidence_text(evidence: Evidence) -> TeX:
    facts = [OUTCOMES[evidence.outcome]]
    if evidence.instances:
        facts.append(f"{evidence.instances} exact instances")
    line = TeX(f"{escape(evidence.method)}: {escape(', '.join(facts))}")
    if evidence.bound:
        line = TeX(rf"{line}, $|\Delta|$ {number(evidence.bound)}")
    return TeX(f"{line}. {prose(evidence.detail)}") if evidence.detail else TeX(f"{line}.")


def evidence_line(evidence: Evidence) -> TeX:
    """Return one check of a correction, with its sign."""
    good = evidence.outcome in GOOD
    command = "good" if good else "bad" if evidence.outcome in BAD else "unable"
    return TeX(rf"\{command}{{\mbox{{}}{_evidence_text(evidence)}}}")


def repair_verdict(correction: Correction) -> Verdict:
    """Return the verdict on the corrected statement."""
    return verdict(correction.evidence)


def repair_title(correction: Correction) -> str:
    """Return the heading of the box with the correction."""
    settled = repair_verdict(correction)
    return (
        "Corrected, and proved"
        if settled is Verdict.PROVED
        else f"Proposed: {MARKS[settled].word.lower()}"
    )


def as_written(finding: Finding) -> TeX:
    """Return the note's formula, or in words what it says."""
    return display(finding.latex) if finding.latex else prose(finding.paraphrase)


def why(finding: Finding) -> str:
    """Return the reason of an erratum in one sentence."""
    return views.remedy(finding) or views.severity(finding)


def derivation_rows(view: views.DerivationView) -> list[Row]:
    """Return what stands beneath the title of a derivation."""
    d = view.record
    rows = [
        ("assumes", _sentences(d.assumptions)),
        ("side conditions", _sentences(d.obligations)),
        ("rests on", TeX(r"\quad ".join(_judged(u.id, u.verdict) for u in view.lemmas))),
        ("used by", TeX(", ".join(_link(u, "derivation") for u in view.used_by))),
        ("claims", TeX(", ".join(_link(f.id, "claim") for f in view.claims))),
        ("closed form", verbatim(d.closed_form) if d.closed_form else TeX("")),
    ]
    return [(name, value) for name, value in rows if value]


def _sentences(texts: tuple[str, ...]) -> TeX:
    return TeX(r";\enspace ".join(prose(t) for t in texts))


def _judged(name: str, value: Verdict) -> TeX:
    return TeX(rf"\mbox{{{pill(value)}\enspace{_link(name, 'derivation')}}}")


def _link(name: str, kind: str) -> TeX:
    return TeX(rf"\link{{{destination(name, kind)}}}{{{escape(name)}}}")


def links(run: Run) -> dict[str, Callable[[str], TeX]]:
    """Return the filters that link to a derivation or a claim, if the run has it."""
    known = {"derivation": {d.id for d in run.derivations}, "claim": {f.id for f in run.findings}}

    def link(name: str, kind: str) -> TeX:
        return _link(name, kind) if name in known[kind] else escape(name)

    return {f"{kind}_link": partial(link, kind=kind) for kind in known}


FILTERS: dict[str, Callable[..., object]] = {
    "prose": prose,
    "display": display,
    "mono": verbatim,
    "bookmark": bookmark,
    "dest": destination,
    "pill": pill,
    "cell": cell,
    "bound": bound,
    "lines": line_range,
    "place": place,
    "node_name": node_name,
    "colour": lambda v: TeX(MARKS[v].name),
    "glyph": lambda v: MARKS[v].glyph,
    "word": lambda v: MARKS[v].word,
    "decimal": lambda x: TeX(f"{x:g}"),
    "remedy": views.remedy,
    "is_flawed": lambda f: f.verdict in FLAWED,
    "flaw_title": flaw_title,
    "flaw_rows": flaw_rows,
    "evidence_rows": evidence_rows,
    "evidence_line": evidence_line,
    "repair_verdict": repair_verdict,
    "repair_title": repair_title,
    "as_written": as_written,
    "why": why,
    "derivation_rows": derivation_rows,
}
