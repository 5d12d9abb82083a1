"""Findings: everything that came out of a run, and the only input of the report and the exports.

All fields are plain text and numbers, so a run can be written as JSON, read back and rendered
without SymPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from derivecheck.findings import plain
from derivecheck.findings.evidence import ESTABLISHED, Covers, Evidence, Scope, Severity, Verdict
from derivecheck.findings.markup import checks_cell, formula, table, verdict_cell
from derivecheck.latex.unicode import prose

PREPOSITIONS = ("as", "at", "for", "if", "in", "of", "only", "under", "up", "when", "with")
SCHEMA = "findings-2"  # derivecheck/schema/findings-2.json; other fields take another number


@dataclass(frozen=True)
class Counterexample:
    """An exact point inside the declared domain and what both sides are there."""

    point: str  # readable: "P = (1/2, 1/2), Q = (1/4, 3/4)"
    lhs: str
    rhs: str
    latex: str = ""  # the point, typeset


def statement_cell(statement: StatementRecord | None) -> str:
    """A statement inside HTML, with what it is asserted for."""
    if statement is None:
        return ""
    where = f"{escape(statement.quantifier)}: " if statement.quantifier else ""
    return where + formula(statement.latex)


def left_open(covers: Covers) -> str:
    """What a statement covers, as the label of what is left; empty where that is all."""
    return "" if covers.scope is Scope.WHOLE else f"a {covers.scope} only"


def point_cell(c: Counterexample | None) -> str:
    """A counterexample inside HTML."""
    if c is None:
        return ""
    at = formula(c.latex) if c.latex else escape(c.point or "every point")
    return f"{at}: {escape(c.lhs)} against {escape(c.rhs)}"


@dataclass(frozen=True)
class StatementRecord:
    """A statement as it was judged, printed from the object that the checks were given."""

    quantifier: str  # "for all laws $p$, $q$ on $N$ outcomes"; empty for one about numbers
    latex: str
    text: str  # the same in plain text; a line a part
    assumptions: tuple[str, ...] = ()  # sentences (may hold $math$)

    @property
    def sentence(self) -> str:
        """The statement with what it is asserted for, on one line of plain text."""
        said = "; ".join(self.text.split("\n"))
        return f"{prose(self.quantifier)}: {said}" if self.quantifier else said


@dataclass(frozen=True)
class Correction:
    """The statement that should stand there instead, with its own evidence."""

    statement: StatementRecord
    evidence: tuple[Evidence, ...]
    note: str = ""  # what was changed, in words
    written: str = ""  # the note's own formula with a slip of the pen mended


@dataclass(frozen=True)
class Finding:
    """What came out of one claim of a note."""

    id: str  # "N0-12"
    note: str  # "N0"
    file: str
    lines: tuple[int, int]
    section: str
    kind: str
    paraphrase: str
    latex: str
    verdict: Verdict
    severity: Severity
    evidence: tuple[Evidence, ...]
    statement: StatementRecord | None = None  # what was checked; None where nothing was
    covers: Covers = Covers()  # how much of the claim the statement that was checked covers
    counterexample: Counterexample | None = None
    diagnosis: str = ""
    condition: str = ""
    correction: Correction | None = None
    obligations: tuple[str, ...] = ()  # side conditions used and not discharged
    needs: tuple[str, ...] = ()  # conditions without which it fails, and where
    rests_on: tuple[str, ...] = ()  # names of derivations
    see_also: tuple[str, ...] = ()  # ids of claims that say the same or contradict
    reason: str = ""  # why a claim is not checkable or undecided
    seconds: float = 0.0

    @property
    def said(self) -> str:
        """The verdict as it is printed, with the conditions that its proof left open."""
        return self.verdict.said(provided=bool(self.obligations))

    @property
    def holds(self) -> str:
        """Under which condition or reading the claim is right, as a sentence.

        A condition that begins "read …" is a way of reading; one that begins with a preposition
        goes on from the verb.
        """
        first, _, rest = self.condition.partition(" ")
        if first.rstrip(":") == "read":
            return f"It is right if one reads{':' if first[-1] == ':' else ''} {rest}"
        if first in PREPOSITIONS:
            return f"It is right {self.condition}"
        return f"It is right when read like this: {self.condition}" if self.condition else ""

    def _repr_html_(self) -> str:
        """What was written, the verdict and why, in a notebook."""
        place = escape(f"{self.file}:{self.lines[0]}–{self.lines[1]}")
        head = f"<b>{escape(self.id)}</b> {escape(self.paraphrase)} <i>{place}</i>"
        correct = self.correction.statement if self.correction else None
        rows = [
            (f"<b>{escape(self.said)}</b>", head),
            ("as written", formula(self.latex) if self.latex else ""),
            ("checked", statement_cell(self.statement)),
            (left_open(self.covers), escape(self.covers.rest)),
            ("provided", escape("; ".join(self.obligations))),
            ("counterexample", point_cell(self.counterexample)),
            ("what is wrong", escape(self.diagnosis)),
            ("it holds", escape(self.holds)),
            ("why", escape(self.reason)),
            ("corrected", statement_cell(correct)),
            ("checks", checks_cell(self.evidence)),
        ]
        return table(row for row in rows if row[1])


@dataclass(frozen=True)
class StepRecord:
    """One link of a derivation and what its checks said."""

    number: int
    relation: str  # LaTeX: "=", r"\le", r"\ge"
    latex: str  # the expression this link arrives at
    text: str  # the same in plain text
    rule: str  # "linearity"
    reason: str  # one sentence
    evidence: tuple[Evidence, ...]
    verdict: Verdict


@dataclass(frozen=True)
class DerivationRecord:
    """A derivation of ours, step by step."""

    id: str  # "gaussian_kl.univariate"
    title: str
    statement: StatementRecord  # what is derived
    start: str  # LaTeX of the first expression of the chain
    steps: tuple[StepRecord, ...]
    verdict: Verdict
    obligations: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()  # ids of derivations used as lemmas
    closed_form: str = ""  # name in derivecheck.closed_forms
    seconds: float = 0.0

    @property
    def said(self) -> str:
        """The verdict as it is printed, with the conditions that its proof left open."""
        return self.verdict.said(provided=bool(self.obligations))

    def _repr_html_(self) -> str:
        """The derivation in a notebook, a step a row."""
        rows = [
            (
                str(s.number),
                formula(f"{s.relation} {s.latex}"),
                f"<b>{escape(s.rule)}</b> {escape(s.reason)}",
                verdict_cell(s.verdict),
            )
            for s in self.steps
        ]
        verdict = f"<b>{escape(self.said)}</b>"
        start = ("", formula(self.start), escape(self.title), verdict)
        return table([start, *rows] if self.start else rows)


@dataclass(frozen=True)
class Run:
    """One verification run."""

    version: str
    findings: tuple[Finding, ...]
    derivations: tuple[DerivationRecord, ...]
    digits: int
    seconds: float
    provenance: Mapping[str, str] = field(default_factory=dict)
    cached: int = 0  # how many results an earlier run had left
    unfinished: tuple[str, ...] = ()  # ids that an interrupted run did not come to

    def _repr_html_(self) -> str:
        """How many claims have which verdict, in a notebook."""
        counts = [(verdict_cell(Verdict(v)), str(n)) for v, n in self.summary.items() if n]
        proved = sum(d.verdict is Verdict.PROVED for d in self.derivations)
        derived = ("derivations proved", f"{proved} of {len(self.derivations)}")
        rows = [*counts, derived] if self.derivations else counts
        return table(rows, head=("verdict", "claims"))

    @property
    def provided(self) -> int:
        """How many of the claims that are proved have a condition that their proof left open."""
        return sum(bool(f.obligations) and f.verdict in ESTABLISHED for f in self.findings)

    @property
    def summary(self) -> dict[str, int]:
        """Number of claims by verdict, every verdict named."""
        counts = Counter(f.verdict for f in self.findings)
        return {v.value: counts.get(v, 0) for v in Verdict}

    def as_json(self) -> dict[str, Any]:
        """The run as one JSON object (`verify --format json` prints exactly this)."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "summary": self.summary,
            "findings": plain.written(self.findings),
            "derivations": plain.written(self.derivations),
            "digits": self.digits,
            "seconds": self.seconds,
            "provenance": dict(self.provenance),
            "cached": self.cached,
            "unfinished": list(self.unfinished),
        }

    @property
    def times(self) -> dict[str, float]:
        """The seconds that the run, each claim and each derivation took."""
        items: tuple[Finding | DerivationRecord, ...] = (*self.findings, *self.derivations)
        return {"run": self.seconds, **{item.id: item.seconds for item in items}}

    def timeless(self) -> Run:
        """The same run without seconds and the cache: two runs of the same checks are equal."""

        def calm(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
            return tuple(replace(e, seconds=0.0) for e in evidence)

        def claim(f: Finding) -> Finding:
            mended = f.correction and replace(f.correction, evidence=calm(f.correction.evidence))
            return replace(f, seconds=0.0, evidence=calm(f.evidence), correction=mended)

        def derived(d: DerivationRecord) -> DerivationRecord:
            steps = tuple(replace(s, evidence=calm(s.evidence)) for s in d.steps)
            return replace(d, seconds=0.0, steps=steps)

        return replace(
            self,
            findings=tuple(map(claim, self.findings)),
            derivations=tuple(map(derived, self.derivations)),
            seconds=0.0,
            cached=0,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Run:
        """Read back what `as_json` wrote; raises `plain.NotPlain` where it is of another shape."""
        fields = {k: v for k, v in data.items() if k not in ("schema", "summary")}
        return plain.read(fields, cls)
