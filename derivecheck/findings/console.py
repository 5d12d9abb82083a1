"""A run, a derivation or a finding in plain text, with what its checks said.

Formulas are printed as mathematics in Unicode, never as LaTeX source.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from derivecheck.findings.card import Card
from derivecheck.findings.details import contested, defects, details, objections, totals
from derivecheck.findings.evidence import Evidence, Verdict
from derivecheck.findings.finding import (
    Correction,
    DerivationRecord,
    Finding,
    Run,
    StatementRecord,
    StepRecord,
)
from derivecheck.latex.unicode import formula, prose

STYLES = {
    Verdict.INCONSISTENT: "bold white on red",
    Verdict.REFUTED: "bold red",
    Verdict.CONDITIONAL: "bold blue",
    Verdict.UNDECIDED: "bold yellow",
    Verdict.SUPPORTED: "bold magenta",
    Verdict.PROVED_IN_PART: "green",
    Verdict.NOT_CHECKABLE: "dim",
    Verdict.PROVED: "bold green",
}
MATHEMATICS = frozenset({"the note", "checked", "should be"})
INDENT = 4


def print_run(
    console: Console, run: Run, quiet: Container[str] = (), stale: Iterable[Card] = ()
) -> None:
    """What is not proved and not among the quiet ids, worst first, then the counts."""
    order, shaky = list(Verdict), contested(run)
    for id, text in defects(run):
        console.print(Text(f"{id}  {text}", style="red"))
    for card in stale:
        place = f"{card.file}:{card.region.line}-{card.region.end_line}"
        console.print(Text(f"{card.id}  {place}  {dict(card.rows)['why']}", style="bold yellow"))
    found = objections(run)
    shown = [f for f in found if f.id not in quiet]
    for f in sorted(shown, key=lambda f: order.index(f.verdict)):
        _print_finding(console, f, shaky.get(f.id, ()))
    hidden = len(found) - len(shown)
    console.print(totals(run) + (f"; {hidden} known or ignored" if hidden else ""))


def _print_finding(console: Console, f: Finding, contested: tuple[str, ...]) -> None:
    head = Text(f"{f.id:7} ")
    head.append(f"{f.said:14}", style=STYLES[f.verdict])
    head.append(f" {f.severity:9} {f.file}:{f.lines[0]}-{f.lines[1]}  ", style="dim")
    head.append(prose(f.paraphrase))
    console.print(head)
    for label, text in details(f, contested):
        style = "cyan" if label in MATHEMATICS else ""
        console.print(Text.assemble((f"        {label}: ", "dim"), (text, style)))


def show_derivation(record: DerivationRecord, console: Console) -> None:
    """Print the chain with rule, evidence and verdict of every step."""
    _heading(record.id, record.title, record.said, record.verdict, console)
    _statement("derived", record.statement, console)
    if record.start:
        _formula(formula(record.start), console)
    for step in record.steps:
        _show_step(step, console)
    for condition in record.obligations:
        _line("provided", condition, console)
    for condition in record.needs:
        _line("needs", condition, console)
    _line("rests on", ", ".join(record.uses), console)
    _line("closed form", f"cf.{record.closed_form}" if record.closed_form else "", console)
    console.print()


def show_finding(finding: Finding, console: Console) -> None:
    """Print the card of a finding and all evidence about what was checked."""
    _heading(finding.id, finding.paraphrase, finding.said, finding.verdict, console)
    first, last = finding.lines
    _line("place", f"{finding.file}, lines {first}-{last}, {finding.section}", console)
    for label, text in details(finding):
        _line(label, text, console, style="cyan" if label in MATHEMATICS else "")
    for sentence in finding.statement.assumptions if finding.statement else ():
        _line("given", sentence, console)
    _show_evidence(finding.evidence, console)
    if finding.correction:
        _show_correction(finding.correction, console)
    for condition in finding.needs:
        _line("needs", condition, console)
    _line("rests on", ", ".join(finding.rests_on), console)
    _line("see also", ", ".join(finding.see_also), console)
    console.print()


def _heading(name: str, title: str, said: str, verdict: Verdict, console: Console) -> None:
    heading = Text(f"{name}  ", style="bold")
    heading.append(said, style=STYLES[verdict])
    console.print(heading)
    console.print(Text(prose(title)))


def _show_step(step: StepRecord, console: Console) -> None:
    _formula(f"{formula(step.relation)} {step.text}".strip(), console)
    _line(f"({step.number}) {step.rule}", step.reason, console, indent=2 * INDENT)
    _show_evidence(step.evidence, console, indent=2 * INDENT)


def _show_correction(correction: Correction, console: Console) -> None:
    _line("instead", correction.note, console)
    _statement("proved", correction.statement, console)
    _show_evidence(correction.evidence, console)


def _statement(label: str, statement: StatementRecord, console: Console) -> None:
    _line(label, statement.sentence, console, style="cyan")
    for sentence in statement.assumptions:
        _line("given", sentence, console)


def _show_evidence(items: Iterable[Evidence], console: Console, indent: int = INDENT) -> None:
    for e in items:
        bound = f", within {e.bound}" if e.bound else ""
        _line(e.method, f"{e.outcome}: {e.detail}{bound} ({e.seconds:.2f} s)", console, indent)


def _formula(text: str, console: Console) -> None:
    for line in text.split("\n"):
        console.print(Text(" " * INDENT + line, style="cyan"), soft_wrap=True)


def _line(label: str, text: str, console: Console, indent: int = INDENT, style: str = "") -> None:
    if text:
        line = Text.assemble((f"{label}: ", "dim"), (prose(text), style))
        console.print(Padding(line, (0, 0, 0, indent)))
