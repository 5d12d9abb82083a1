"""What the author of a note should know, for a mail (text), an issue (Markdown) and print (TeX).

Errors come first, then what needs a condition, then slips of the pen; every sentence and formula is
that of the finding, so nothing stands here that was not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import TextWrapper

from derivecheck.findings.details import named, on_one_line, shortened
from derivecheck.findings.evidence import Severity
from derivecheck.findings.finding import Counterexample, Finding, Run
from derivecheck.latex.github import mathematics
from derivecheck.latex.unicode import formula, prose

ORDER = (Severity.ERROR, Severity.IMPRECISE, Severity.NOTATION, Severity.CONVENTION)
HEADS = {
    Severity.ERROR: "Errors",
    Severity.IMPRECISE: "Right under a condition that is not said",
    Severity.NOTATION: "Slips of the pen",
    Severity.CONVENTION: "Unusual conventions",
}
RELATION = re.compile(r"[=<>≤≥≈]|\\(?:[lg]eq?|[lg]eqslant|approx|ne|neq|propto|to|Rightarrow)\b")
LONGEST_POINT = 60  # characters; tables of joint laws are longer, and stand in the report
INDENT = "   "
WRAPPED_HEAD = TextWrapper(88)
WRAPPED = TextWrapper(88, initial_indent=INDENT, subsequent_indent=INDENT + "  ")


@dataclass(frozen=True)
class Said:
    """Words (with formulas between dollars), a formula in LaTeX, or both."""

    words: str = ""
    latex: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.latex)


@dataclass(frozen=True)
class Erratum:
    """One entry: where, what stands there, what should stand there, a number, a sentence."""

    finding: Finding
    place: str
    stands: Said
    checked: str  # LaTeX of the statement to whose sides the numbers belong
    should: Said
    shown: str  # words with formulas between dollars
    why: str  # the same

    @property
    def rows(self) -> list[tuple[str, Said]]:
        """What is printed, each part with its label; empty parts are left out."""
        parts = (
            ("It says", self.stands),
            ("That is", Said(latex=self.checked)),
            ("Shown by", Said(self.shown)),
            ("" if self.should.words else "Should be", self.should),
            ("Because", Said(self.why)),
        )
        return [(label, said) for label, said in parts if said]


def notes_with_errata(run: Run) -> list[str]:
    """The notes of which there is something to say, in the order of the run."""
    return list(dict.fromkeys(f.note for f in run.findings if f.severity in ORDER))


def errata(run: Run, note: str) -> Iterator[tuple[Severity, list[Finding]]]:
    """What is wrong in a note by severity, worst first, each in the order of the lines."""
    for severity in ORDER:
        found = [f for f in run.findings if f.note == note and f.severity is severity]
        if found:
            yield severity, sorted(found, key=lambda f: f.lines)


def erratum(f: Finding) -> Erratum:
    """What there is to say of a finding; the numbers stand with the statement that has them."""
    point = f.counterexample if f.severity in (Severity.ERROR, Severity.IMPRECISE) else None
    checked = f.statement.latex if point and f.statement else ""
    whole = bool(RELATION.search(f.latex))  # else it is where the claim stands, not what it says
    return Erratum(
        finding=f,
        place=_place(f),
        stands=Said("" if whole else f.paraphrase, f.latex if whole or not checked else ""),
        checked=checked,
        should=_should(f),
        shown=_shown(point, f.id) if point else "",
        why=f.diagnosis or (f.holds if f.correction and f.correction.written else ""),
    )


def as_text(run: Run, note: str) -> str:
    """The errata of a note as plain text in lines of at most 88 characters."""
    lines = [*WRAPPED_HEAD.wrap(f"Errata: {title(run, note)}"), counted(run, note), ""]
    for severity, found in errata(run, note):
        lines += [HEADS[severity], ""]
        for entry in map(erratum, found):
            lines.append(f"{entry.place}  ({entry.finding.id})")
            for label, said in entry.rows:
                lines += WRAPPED.wrap(f"{label}: {_plain(said)}" if label else _plain(said))
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def as_markdown(run: Run, note: str) -> str:
    """The same as Markdown, with the formulas as mathematics that GitHub shows."""
    lines = [f"# Errata: {escaped(title(run, note))}", "", counted(run, note), ""]
    for severity, found in errata(run, note):
        lines += [f"## {HEADS[severity]}", ""]
        for entry in map(erratum, found):
            lines.append(f"- **{entry.place}** ({escaped(entry.finding.id)})  ")
            rows = [f"  {label}{': ' * bool(label)}{_marked(said)}" for label, said in entry.rows]
            lines += ["  \n".join(rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def title(run: Run, note: str) -> str:
    """The title of a note and its file."""
    file = next(f.file for f in run.findings if f.note == note)
    known = run.provenance.get(f"title:{note}", "")
    return f"{known} ({file})" if known else file


def counted(run: Run, note: str) -> str:
    """How many claims of a note were examined, and how many are listed."""
    claims = [f for f in run.findings if f.note == note]
    wrong = sum(f.severity in ORDER for f in claims)
    return f"{len(claims)} claims were examined; {wrong} are listed here, worst first."


def _place(f: Finding) -> str:
    first, last = f.lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _should(f: Finding) -> Said:
    """The note's own formula mended, the condition under which it is right, or the correction."""
    if f.correction and f.correction.written:
        return Said(latex=f.correction.written)
    if f.holds or not f.correction:
        return Said(f.holds)
    return Said(latex=f.correction.statement.latex)


def _shown(point: Counterexample, id: str) -> str:
    """The two sides at the point; a point that is a long table is left to the command."""
    where = point.point if len(point.point) <= LONGEST_POINT else ""
    long = f"at the point that “derivecheck show {id}” prints " if point.point else ""
    at = f"at {named(where)} " if where else long
    left, right = shortened(point.lhs, point.rhs)
    return f"{at}the left side is {left} and the right side {right}"


def _plain(said: Said) -> str:
    """Words and formula in one line of Unicode."""
    parts = (prose(said.words), on_one_line(formula(said.latex)) if said.latex else "")
    return _joined(*parts)


def _marked(said: Said) -> str:
    """Words and formula in Markdown."""
    pieces = said.words.split("$") if said.words.count("$") % 2 == 0 else [said.words]
    words = [escaped(p) if k % 2 == 0 else mathematics(p) for k, p in enumerate(pieces)]
    return _joined("".join(words), mathematics(said.latex) if said.latex else "")


def _joined(words: str, shown: str) -> str:
    return f"{words.rstrip('.')}: {shown}" if words and shown else words or shown


def escaped(text: str) -> str:
    """Plain text that Markdown takes for nothing else."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|$~" else c for c in text)
