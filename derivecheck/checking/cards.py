"""Checked notes as a log of cards: what the terminal and every format show of a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath

from derivecheck import __version__
from derivecheck.checking.outcomes import CLAIMLESS, CheckedNote, CheckedStep, Said
from derivecheck.findings.card import Card, Level, Log, Region, Result, Trouble
from derivecheck.findings.details import named, shortened
from derivecheck.findings.rules import SUSPICION, rule_of_mistake
from derivecheck.latex.unicode import formula, prose

LEVELS = {Said.WRONG: Level.ERROR, Said.SUSPICIOUS: Level.WARNING, Said.CONDITIONAL: Level.WARNING}
SEVERITIES = {Said.WRONG: "error", Said.SUSPICIOUS: "", Said.CONDITIONAL: "imprecise"}
ESTABLISHED = (Said.PROVED, Said.SUPPORTED)


def log(
    notes: Sequence[CheckedNote],
    fails: Collection[Said] = (Said.WRONG,),
    troubles: Iterable[str] = (),
) -> Log:
    """The log of checked notes; ``fails`` are the verdicts that fail a run."""
    counts = sum((n.counts for n in notes), Counter[Said]())
    told = [Trouble(n.name, f"line {line}: {text}") for n in notes for line, text in n.problems]
    return Log(
        version=__version__,
        category="check",
        totals="; ".join(n.summary for n in notes) or "no notes",
        counts=tuple((str(v), counts[v]) for v in Said if v not in CLAIMLESS),
        cards=tuple(card for n in notes for card in cards(n, fails)),
        troubles=(*(Trouble("not read", text) for text in troubles), *told),
    )


def cards(note: CheckedNote, fails: Collection[Said] = (Said.WRONG,)) -> Iterator[Card]:
    """The cards of the steps that claim something."""
    seen = Counter[str]()
    for step in note.steps:
        if step.verdict not in CLAIMLESS:
            seen[step.source] += 1
            yield _card(note.name, step, fails, seen[step.source])


def _card(name: str, step: CheckedStep, fails: Collection[Said], occurrence: int) -> Card:
    failed = step.verdict in fails and not step.expected
    passed = Result.PASSED if step.verdict in ESTABLISHED else Result.SKIPPED
    return Card(
        id=f"line {step.label}" if step.label.isdigit() else step.label,
        group=name,
        file=name,
        region=_region(name, step),
        verdict=str(step.verdict),
        result=Result.FAILURE if failed else passed,
        title=step.source if "$" in step.source else f"${step.source}$",
        rows=tuple(rows(step)),
        rule=rule(step) if not step.expected else "",
        level=LEVELS.get(step.verdict, Level.NONE),
        severity=SEVERITIES.get(step.verdict, ""),
        fix=step.fix,
        source=f"{step.source}#{occurrence}",
    )


def _region(name: str, step: CheckedStep) -> Region:
    """Where a step stands in its file; of a notebook only the cell is known."""
    return Region(1, 1) if PurePath(name).suffix == ".ipynb" else step.region


def rule(step: CheckedStep) -> str:
    """The rule of what a reader should look at; empty for the rest."""
    if step.verdict is Said.WRONG:
        return rule_of_mistake(step.mistake)
    return {Said.SUSPICIOUS: SUSPICION, Said.CONDITIONAL: "missing-condition"}.get(step.verdict, "")


def rows(step: CheckedStep) -> Iterator[tuple[str, str]]:
    """What there is to say of a step, in order."""
    if step.verdict in LEVELS and (step.left or step.right):
        yield f"at {prose(named(step.point))}" if step.point else "everywhere", _values(step)
    if step.why:
        yield "why", prose(step.why)
    if step.verdict in LEVELS and step.mistake:
        yield "mistake", prose(step.mistake)
    if step.verdict in LEVELS and step.correction:
        yield "correct (proved)", formula(step.correction)
    if step.reading and step.verdict is not Said.DEFINITION:
        yield "read", "; ".join(filter(None, (step.letters, step.reading)))


def _values(step: CheckedStep) -> str:
    """Both sides with what they are at the point."""
    names = (step.sides[0] or "the left side", step.sides[1] or "the right side")
    left, right = shortened(step.left, step.right)
    word = "but" if step.relation in ("=", "==") else "and"
    second = "" if names[1] == right else f", {word} {names[1]} = {right}"
    return f"{names[0]} = {left}{second}"
