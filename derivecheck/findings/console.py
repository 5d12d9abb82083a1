"""A run, a derivation or a finding in plain text, with what its checks said.

Formulas are printed as LaTeX source.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from derivecheck.findings.evidence import Evidence, Verdict
from derivecheck.findings.export import defects, details, objections, totals
from derivecheck.findings.finding import (
    Correction,
    DerivationRecord,
    Finding,
    Run,
    StepRecord,
    left_open,
)

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
INDENT = 4


def print_run(console: Console, run: Run) -> None:
    """What is not proved, worst first, then the counts."""
    order = list(Verdict)
    for id, text in defects(run):
        console.print(Text(f"{id}  {text}", style="red"))
    for f in sorted(objections(run), key=lambda f: order.index(f.verdict)):
        _print_finding(console, f)
    console.print(totals(run))


def _print_finding(console: Console, f: Finding) -> None:
    head = Text(f"{f.id:7} ")
    head.append(f"{f.verdict.words:14}", style=STYLES[f.verdict])
    head.append(f" {f.severity:9} {f.file}:{f.lines[0]}-{f.lines[1]}  ", style="dim")
    head.append(f.paraphrase)
    console.print(head)
    for label, text in details(f):
        console.print(Text(f"        {label}: {text}", style="dim"))


def show_derivation(record: DerivationRecord, console: Console) -> None:
    """Print the chain with rule, evidence and verdict of every step."""
    _heading(record.id, record.title, record.verdict, console)
    for sentence in record.assumptions:
        _line("given", sentence, console)
    if record.start:
        _formula(record.start, console)
    for step in record.steps:
        _show_step(step, console)
    for condition in record.obligations:
        _line("condition", condition, console)
    for condition in record.needs:
        _line("needs", condition, console)
    _line("rests on", ", ".join(record.uses), console)
    _line("closed form", f"cf.{record.closed_form}" if record.closed_form else "", console)
    console.print()


def show_finding(finding: Finding, console: Console) -> None:
    """Print what the note says, the verdict with its evidence, the mistake and the correction."""
    _heading(finding.id, finding.paraphrase, finding.verdict, console)
    first, last = finding.lines
    _line("place", f"{finding.file}, lines {first}-{last}, {finding.section}", console)
    for sentence in finding.assumptions:
        _line("given", sentence, console)
    _formula(finding.latex, console)
    _show_evidence(finding.evidence, console)
    if finding.counterexample:
        point = finding.counterexample
        values = f"{point.lhs} against {point.rhs}"
        _line("fails at", f"{point.point}: {values}" if point.point else values, console)
    _line("mistake", finding.diagnosis, console)
    _line(left_open(finding.covers), finding.covers.rest, console)
    _line("condition", finding.condition, console)
    if finding.correction:
        _show_correction(finding.correction, console)
    for condition in finding.obligations:
        _line("condition", condition, console)
    for condition in finding.needs:
        _line("needs", condition, console)
    _line("reason", finding.reason, console)
    _line("rests on", ", ".join(finding.rests_on), console)
    _line("see also", ", ".join(finding.see_also), console)
    console.print()


def _heading(name: str, title: str, verdict: Verdict, console: Console) -> None:
    heading = Text(f"{name}  ", style="bold")
    heading.append(verdict.words, style=STYLES[verdict])
    console.print(heading)
    console.print(Text(title))


def _show_step(step: StepRecord, console: Console) -> None:
    _formula(f"{step.relation} {step.latex}".strip(), console)
    _line(f"({step.number}) {step.rule}", step.reason, console, indent=2 * INDENT)
    _show_evidence(step.evidence, console, indent=2 * INDENT)


def _show_correction(correction: Correction, console: Console) -> None:
    _line("instead", correction.note, console)
    _formula(correction.latex, console)
    _show_evidence(correction.evidence, console)


def _show_evidence(items: Iterable[Evidence], console: Console, indent: int = INDENT) -> None:
    for e in items:
        bound = f", within {e.bound}" if e.bound else ""
        _line(e.method, f"{e.outcome}: {e.detail}{bound} ({e.seconds:.2f} s)", console, indent)


def _formula(latex: str, console: Console) -> None:
    if latex:
        console.print(Text(" " * INDENT + latex, style="cyan"), soft_wrap=True)


def _line(label: str, text: str, console: Console, indent: int = INDENT) -> None:
    if text:
        line = Text.assemble((f"{label}: ", "dim"), text)
        console.print(Padding(line, (0, 0, 0, indent)))
