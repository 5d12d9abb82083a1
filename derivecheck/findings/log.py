"""A run as a log of cards: the claims of the notes, and the steps of our derivations.

A failure of our own derivations never points at a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from derivecheck.findings.card import Card, Fix, Level, Log, Region, Result, Table, Trouble
from derivecheck.findings.details import contested, defects, details, totals
from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import DerivationRecord, Finding, Run, StepRecord
from derivecheck.findings.rules import level_of, rule_of
from derivecheck.findings.stale import is_stale
from derivecheck.latex.unicode import formula, prose

RESULTS = {
    Verdict.REFUTED: Result.FAILURE,
    Verdict.CONDITIONAL: Result.FAILURE,
    Verdict.INCONSISTENT: Result.ERROR,
    Verdict.PROVED: Result.PASSED,
}
UNLISTED = (Verdict.PROVED, Verdict.NOT_CHECKABLE, Verdict.INCONSISTENT)
ALIGNED = re.compile(r"&|\\\\|\\begin")
RELATION = re.compile(r"[=<>]|\\[lg]eq?\b")
NOWHERE = Region(1, 1)


def of_run(run: Run, sources: Mapping[str, str] | None = None) -> Log:
    """The log of a run.

    `sources` maps the files of the notes to their text: where a claim's formula stands exactly once
    on its lines and the correction is of the same shape, the correction becomes a fix.
    """
    shaky, texts = contested(run), sources or {}
    claims = [
        card
        for f in run.findings
        for card in _claims(f, texts.get(f.file, ""), shaky.get(f.id, ()))
    ]
    steps = [card for d in run.derivations for card in _steps(d)]
    return Log(
        run.version,
        "verify",
        totals(run),
        tuple((Verdict(v).words, n) for v, n in run.summary.items()),
        (*claims, *steps),
        tuple(Trouble(id, text) for id, text in defects(run)),
        run.unfinished,
        (_derivations(run),),
    )


def _claims(f: Finding, source: str, contested: tuple[str, ...]) -> Iterator[Card]:
    """The card of a claim, and another one where its formula has left its lines."""
    card = _claim(f, source, contested)
    yield card
    if is_stale(f):
        yield replace(
            card,
            id=f"{f.id} stale",
            verdict="STALE",
            result=Result.FAILURE,
            rows=(("why", prose(f.reason)),),
            rule="stale",
            level=Level.WARNING,
            severity="",
            fix=None,
            seconds=0.0,
            key=f"{f.id} stale",
        )


def _claim(f: Finding, source: str, contested: tuple[str, ...]) -> Card:
    listed = f.verdict not in UNLISTED
    return Card(
        id=f.id,
        group=f.note,
        file=f.file,
        region=Region(*f.lines),
        verdict=f.said,
        result=RESULTS.get(f.verdict, Result.SKIPPED),
        title=f.paraphrase,
        rows=tuple(details(f, contested)),
        rule=rule_of(f) if listed else "",
        level=Level(level_of(f)),
        severity=f.severity.value,
        fix=next(_fixes(f, source), None),
        seconds=f.seconds,
        key=f.id,
        source="\0".join((f.id, f.latex, f.statement.latex if f.statement else "")),
    )


def _steps(d: DerivationRecord) -> Iterator[Card]:
    """The steps of a derivation, or the whole where it has none."""
    for s in d.steps:
        yield _step(d, s)
    if not d.steps:
        rows = tuple(("provided", prose(o)) for o in d.obligations)
        result = Result.PASSED if d.verdict is Verdict.PROVED else Result.ERROR
        title = prose(d.title)
        yield Card(title, d.id, "", NOWHERE, d.said, result, title, rows, seconds=d.seconds)


def _step(d: DerivationRecord, s: StepRecord) -> Card:
    return Card(
        f"{s.number} {s.rule}",
        d.id,
        "",
        NOWHERE,
        s.verdict.words,
        Result.PASSED if s.verdict is Verdict.PROVED else Result.ERROR,
        f"{formula(s.relation)} {s.text}",
        tuple((e.method, prose(e.detail)) for e in s.evidence if e.detail),
        seconds=sum(e.seconds for e in s.evidence),
    )


def _derivations(run: Run) -> Table:
    head = ("derivation", "verdict", "steps proved", "what it derives")
    return Table(head, tuple((d.id, d.said, _proved(d), d.title) for d in run.derivations))


def _proved(d: DerivationRecord) -> str:
    return f"{sum(s.verdict is Verdict.PROVED for s in d.steps)} of {len(d.steps)}"


# --- fixes


def _fixes(f: Finding, source: str) -> Iterator[Fix]:
    region, correction = _region(f, source), f.correction
    latex = correction.written or correction.statement.latex if correction else ""
    if region and correction and _same_shape(f.latex, latex):
        said = prose(correction.note or f.diagnosis) or "the corrected formula"
        yield Fix(region, latex, said)


def _same_shape(old: str, new: str) -> bool:
    """Both are relations or neither is, and neither is cut out of an alignment."""
    relations = [bool(RELATION.search(latex)) for latex in (old, new)]
    return relations[0] == relations[1] and not (ALIGNED.search(old) or ALIGNED.search(new))


def _region(f: Finding, source: str) -> Region | None:
    """Where the formula stands, if it stands exactly once on the lines of the claim."""
    first, last = f.lines
    text = "\n".join(source.split("\n")[first - 1 : last])
    if not f.latex or text.count(f.latex) != 1:
        return None
    start = text.index(f.latex)
    (line, column), (end_line, end_column) = (
        _point(text, at, first) for at in (start, start + len(f.latex))
    )
    return Region(line, end_line, column, end_column)


def _point(text: str, offset: int, first: int) -> tuple[int, int]:
    """The line and the column of a place."""
    before = text[:offset]
    return first + before.count("\n"), offset - before.rfind("\n")
