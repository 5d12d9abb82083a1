"""The filters of the LaTeX templates: a finding, a verdict or a piece of evidence as TeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from derivecheck.findings.details import named, value
from derivecheck.findings.evidence import ESTABLISHED, Evidence, Outcome, Verdict, verdict
from derivecheck.findings.finding import (
    Correction,
    DerivationRecord,
    Finding,
    Run,
    StatementRecord,
    left_open,
)
from derivecheck.latex.escape import TeX, bookmark, escape, verbatim
from derivecheck.latex.escape import name as breakable
from derivecheck.report import views
from derivecheck.report.checks import BAD, GOOD, Check, checks
from derivecheck.report.text import display, inline, is_safe, number, prose
from derivecheck.report.verdicts import MARKS

Row = tuple[str, TeX]
LONGEST_NAME = 80  # PDF readers need not know longer names of link targets
FLAWED = frozenset({Verdict.REFUTED, Verdict.CONDITIONAL})
OUTCOMES = {
    Outcome.PROVES: "proved",
    Outcome.AGREES: "agrees",
    Outcome.REFUTES: "refuted",
    Outcome.DISPROVES: "the two sides differ",
    Outcome.UNABLE: "no result",
}


def destination(name: str, kind: str) -> TeX:
    """Return the name of a link target, made of harmless characters only.

    >>> destination("N0-12", "claim")
    'claim/N0-12'
    >>> destination("a_b}", "claim")
    'claim/a/5Fb/7D'
    """
    safe = re.sub(r"[^A-Za-z0-9-]", lambda m: f"/{ord(m[0]):X}", name)
    if len(safe) > LONGEST_NAME:
        safe = f"{safe[:20]}/{sha256(name.encode(errors='replace')).hexdigest()[:20]}"
    return TeX(f"{kind}/{safe}")


def file_name(path: Path) -> TeX:
    """Return the path of one of our own files as TeX reads it; refuses characters special to it."""
    name = path.as_posix()
    if not re.fullmatch(r"[A-Za-z0-9./-]+", name) or ".." in name:
        raise ValueError(f"not a file name for TeX: {name!r}")
    return TeX(name)


def pill(value: Verdict, word: str = "") -> TeX:
    """Return a verdict as word, shape and colour."""
    mark = MARKS[value]
    box = "pillfill" if mark.filled else "pillline"
    return TeX(rf"\{box}{{{mark.name}}}{{\sym{{{mark.glyph}}} {escape(word or mark.word)}}}")


def settled(item: Finding | DerivationRecord) -> TeX:
    """Return the verdict on a claim or a derivation; a proof with open conditions says so."""
    return pill(item.verdict, item.said)


def asserted(statement: StatementRecord | None) -> TeX:
    """Return a statement as it was judged, with what it is asserted for, on lines of its own."""
    if statement is None:
        return TeX("")
    where = rf"{{\uis\raggedright {prose(statement.quantifier)}:\par}}"
    return TeX((where if statement.quantifier else "") + display(statement.latex))


def cell(evidence: tuple[Evidence, ...], name: str) -> TeX:
    """Return what one check column shows for a statement; a dash where no check applies."""
    check = checks(evidence)[name]
    return TeX(r"\none") if check is None else _shown(check)


def _shown(check: Check) -> TeX:
    command = {True: "good", False: "bad", None: "unable"}[check.good]
    return TeX(rf"\{command}{{{number(check.text)}}}")


def bound(finding: Finding) -> TeX:
    """Return the largest difference seen for a claim."""
    shown = checks(finding.evidence)
    texts = [c.text for c in (shown["digits"], shown["ball"]) if c and re.search(r"\d", c.text)]
    return number(texts[0]) if texts else TeX(r"\none")


def line_range(lines: tuple[int, int]) -> TeX:
    """Return a range of lines of a note."""
    first, last = lines
    return TeX(f"{first}" if first == last else f"{first}–{last}")


def place(finding: Finding) -> TeX:
    """Return file and lines of a claim, as an editor takes them."""
    first, last = finding.lines
    return verbatim(f"{finding.file}:{first}" + (f"-{last}" if last != first else ""))


def node_name(name: str) -> TeX:
    r"""Return the id of a derivation for a node of the graph, on two lines if it has two parts.

    >>> print(node_name("gaussian_kl.univariate"))
    gaussian\_\allowbreak kl\\univariate
    """
    parts = (escape(part) for part in name.split(".", 1))
    return TeX(r"\\".join(part.replace(r"\_", r"\_\allowbreak ") for part in parts))


def flaw_title(finding: Finding) -> TeX:
    """Return the heading of the box that says what a check found."""
    words = {
        Verdict.REFUTED: "Wrong as written",
        Verdict.CONDITIONAL: "True only under a condition",
        Verdict.UNDECIDED: "Neither proved nor refuted",
        Verdict.SUPPORTED: "Agrees at every instance tried; no proof was found",
        Verdict.PROVED_IN_PART: "Proved in part",
        Verdict.INCONSISTENT: "Two checks contradict each other: a defect of derivecheck",
    }[finding.verdict]
    weight = views.severity(finding)
    return escape(f"{words}: {weight}" if weight else words)


def findings_rows(finding: Finding) -> list[Row]:
    """Return what was found on a claim that is not proved, the counterexample first."""
    facts = (
        ("what is wrong" if finding.verdict in FLAWED else "remark", finding.diagnosis),
        ("it holds", finding.holds),
        ("why", finding.reason),
        (left_open(finding.covers), finding.covers.rest),
    )
    flawed = finding.verdict in FLAWED
    shown = [e for e in finding.evidence if e.outcome in BAD or not flawed]
    return [
        *_counterexample(finding),
        *((name, prose(sentence(text))) for name, text in facts if text),
        *(("refuted by" if flawed else "tried", _evidence(e)) for e in shown),
    ]


def _counterexample(finding: Finding) -> list[Row]:
    point = finding.counterexample
    if point is None:
        return []
    where = (
        inline(point.latex) if point.latex and is_safe(point.latex) else prose(named(point.point))
    )
    left, right = escape(value(point.lhs)), escape(value(point.rhs))
    sides = rf"left side \textbf{{{left}}}, right side \textbf{{{right}}}"
    return [("counterexample", TeX(rf"{where}:\enspace {sides}."))]


def _evidence(evidence: Evidence) -> TeX:
    """``balls: agrees at 12 exact instances, |Δ| 2^-190; every enclosure holds 0.``"""
    count = evidence.instances
    where = f" at {count} exact instance{'s' if count > 1 else ''}" if count else ""
    line = escape(f"{evidence.method}: {OUTCOMES[evidence.outcome]}{where}")
    if evidence.bound:
        line = TeX(rf"{line}, |Δ| {number(evidence.bound)}")
    return TeX(f"{line}; {prose(_ended(evidence.detail))}" if evidence.detail else f"{line}.")


def sentence(text: str) -> str:
    """Return a text that begins and ends as a sentence does.

    >>> sentence("wrong sign"), sentence("p is wrong?")
    ('Wrong sign.', 'p is wrong?')
    """
    return _ended(text[:1].upper() + text[1:] if text[:2].isalpha() else text)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith(tuple(".!?。！？")) else f"{text}."


def evidence_line(evidence: Evidence) -> TeX:
    """Return one check of a correction, with its sign."""
    good = evidence.outcome in GOOD
    command = "good" if good else "bad" if evidence.outcome in BAD else "unable"
    return TeX(rf"\{command}{{\mbox{{}}{_evidence(evidence)}}}")


def card_height(finding: Finding) -> TeX:
    """Return about how much room a finding wants, so that flaw and repair stand beside it."""
    return _room(50 + _flaw(finding))


def flaw_height(finding: Finding) -> TeX:
    """Return about how much room the boxes of a finding want: flaw and repair stand together."""
    return _room(_flaw(finding))


def _flaw(finding: Finding) -> float:
    texts = [finding.diagnosis, finding.condition, finding.reason, finding.covers.rest]
    texts += [f"{e.method} {e.detail}" for e in finding.evidence]
    texts += ["counterexample"] if finding.counterexample else []
    repair = _repair(finding.correction) if finding.correction else 0.0
    return 14 + sum(_lines(t, 70) * 5.5 for t in texts if t) + repair


def repair_height(correction: Correction) -> TeX:
    """Return about how much room the box with the correction wants."""
    return _room(_repair(correction))


def _repair(correction: Correction) -> float:
    formula = (1 + correction.statement.latex.count(r"\\")) * 11 + 5
    checked = sum(_lines(f"{e.method} {e.detail}", 110) * 4 for e in correction.evidence)
    return 14 + formula + _lines(correction.note, 85) * 5.5 + checked


def _lines(text: str, width: int) -> int:
    return 0 if not text else 1 + len(text) // width


def _room(millimetres: float) -> TeX:
    return TeX(f"{min(millimetres, 200):.0f}mm")


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
        ("assumes", _sentences(d.statement.assumptions)),
        ("provided", _sentences(d.obligations)),
        ("needs", _sentences(d.needs)),
        ("rests on", TeX(r"\quad ".join(_judged(u.id, u.verdict) for u in view.lemmas))),
        ("used by", TeX(", ".join(_link(u, "derivation") for u in view.used_by))),
        ("claims", TeX(", ".join(_link(f.id, "claim") for f in view.claims))),
        ("closed form", verbatim(d.closed_form) if d.closed_form else TeX("")),
    ]
    return [(name, value) for name, value in rows if value]


def _sentences(texts: tuple[str, ...]) -> TeX:
    return TeX(r";\enspace ".join(prose(t) for t in texts))


def premises(finding: Finding) -> TeX:
    """Return what a claim assumes and which side conditions its proof used, in one line."""
    rest = (finding.covers.rest,) if finding.verdict in ESTABLISHED and finding.covers.rest else ()
    provided = "Proved, provided" if finding.verdict in ESTABLISHED else "Side conditions"
    parts = [
        TeX(f"{name}: {_sentences(texts)}.")
        for name, texts in (
            ("Assumes", finding.statement.assumptions if finding.statement else ()),
            (provided, finding.obligations),
            ("Needs", finding.needs),
            (left_open(finding.covers).capitalize(), rest),
        )
        if texts
    ]
    return TeX(" ".join(parts))


def _judged(name: str, value: Verdict) -> TeX:
    return TeX(rf"{pill(value)}~{_link(name, 'derivation')}")


def _link(name: str, kind: str) -> TeX:
    return TeX(rf"\link{{{destination(name, kind)}}}{{{breakable(name)}}}")


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
    "file": file_name,
    "id": breakable,
    "pill": pill,
    "settled": settled,
    "asserted": asserted,
    "cell": cell,
    "bound": bound,
    "lines": line_range,
    "place": place,
    "node_name": node_name,
    "colour": lambda v: TeX(MARKS[v].name),
    "glyph": lambda v: TeX(MARKS[v].glyph),
    "word": lambda v: MARKS[v].word,
    "decimal": lambda x: TeX(f"{x:g}"),
    "remedy": views.remedy,
    "flaw_title": flaw_title,
    "findings_rows": findings_rows,
    "sentence": sentence,
    "evidence_line": evidence_line,
    "card_height": card_height,
    "flaw_height": flaw_height,
    "repair_height": repair_height,
    "repair_verdict": repair_verdict,
    "repair_title": repair_title,
    "premises": premises,
    "as_written": as_written,
    "why": why,
    "derivation_rows": derivation_rows,
}
