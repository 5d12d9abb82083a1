"""What the author of a note should know, ready for a mail (text) or an issue (Markdown).

Errors come first, then what needs a condition, then slips of the pen; every sentence and formula is
that of the finding, so nothing stands here that was not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from derivecheck.findings.details import instead, named, on_one_line, value
from derivecheck.findings.evidence import Severity
from derivecheck.findings.finding import Finding, Run
from derivecheck.latex.unicode import formula, prose

ORDER = (Severity.ERROR, Severity.IMPRECISE, Severity.NOTATION, Severity.CONVENTION)
HEADS = {
    Severity.ERROR: "Errors",
    Severity.IMPRECISE: "Right under a condition that is not said",
    Severity.NOTATION: "Slips of the pen",
    Severity.CONVENTION: "Unusual conventions",
}
INDENT = "   "
WRAPPED = TextWrapper(88, initial_indent=INDENT, subsequent_indent=INDENT + "  ")


def notes_with_errata(run: Run) -> list[str]:
    """The notes of which there is something to say, in the order of the run."""
    return list(dict.fromkeys(f.note for f in run.findings if f.severity in ORDER))


def errata(run: Run, note: str) -> Iterator[tuple[Severity, list[Finding]]]:
    """What is wrong in a note by severity, worst first, each in the order of the lines."""
    for severity in ORDER:
        found = [f for f in run.findings if f.note == note and f.severity is severity]
        if found:
            yield severity, sorted(found, key=lambda f: f.lines)


def as_text(run: Run, note: str) -> str:
    """The errata of a note as plain text in lines of at most 88 characters."""
    lines = [f"Errata: {title(run, note)}", _counted(run, note), ""]
    for severity, found in errata(run, note):
        lines += [HEADS[severity], ""]
        for f in found:
            lines.append(f"{_place(f)}  ({f.id})")
            lines += [row for label, text in _entry(f) for row in WRAPPED.wrap(f"{label}: {text}")]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def as_markdown(run: Run, note: str) -> str:
    """The same as Markdown; formulas of the note and corrections are mathematics there."""
    lines = [f"# Errata: {title(run, note)}", "", _counted(run, note), ""]
    for severity, found in errata(run, note):
        lines += [f"## {HEADS[severity]}", ""]
        for f in found:
            lines.append(f"- **{_place(f)}** ({f.id})  ")
            rows = [f"  {label}: {_escaped(text)}" for label, text in _entry(f)]
            lines += ["  \n".join(rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def title(run: Run, note: str) -> str:
    """The title of a note and its file."""
    file = next(f.file for f in run.findings if f.note == note)
    known = run.provenance.get(f"title:{note}", "")
    return f"{known} ({file})" if known else file


def _counted(run: Run, note: str) -> str:
    claims = [f for f in run.findings if f.note == note]
    wrong = sum(f.severity in ORDER for f in claims)
    return f"{len(claims)} claims were examined; {wrong} are listed here, worst first."


def _place(f: Finding) -> str:
    first, last = f.lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _entry(f: Finding) -> Iterator[tuple[str, str]]:
    """What stands there, one number that shows it, what should stand there, and why."""
    written = on_one_line(formula(f.latex)) if f.latex else prose(f.paraphrase)
    yield "It says", written
    if f.statement and f.severity is Severity.ERROR:
        yield "Checked", f.statement.sentence
    if (c := f.counterexample) and f.severity is not Severity.NOTATION:
        at = f"at {named(c.point)} " if c.point else ""
        yield "Shown by", f"{at}the left side is {value(c.lhs)} and the right side {value(c.rhs)}"
    if should := instead(f):
        yield "Should be", should
    if why := prose(f.diagnosis or f.holds):
        yield "Because", why


def _escaped(text: str) -> str:
    """Plain text that Markdown takes for nothing else."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|$~" else c for c in text)
