"""The mutation score as a table and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from derivecheck import __version__
from derivecheck.judgement.mutants import Fate, Naming, Score
from derivecheck.running.environment import environment


@dataclass(frozen=True)
class Measured:
    """A score with what it was measured on; ``planned`` counts the mutants before sampling."""

    score: Score
    notes: dict[str, tuple[str, Naming]]
    planned: int
    seed: int | None
    digits: int

    @property
    def sample(self) -> str:
        """Which of the mutants were tested."""
        tested = len(self.score.tested)
        if self.seed is None or tested == self.planned:
            return f"all {self.planned} mutants"
        return f"{tested} of {self.planned} mutants, sampled with seed {self.seed}"


def percent(share: float | None) -> str:
    """A share as a percentage, rounded down so that nothing is called complete that is not."""
    return "none" if share is None else f"{int(1000 * share) / 10:.1f} %"


def as_json(measured: Measured) -> dict[str, Any]:
    """Everything that was counted, and every mutant that is not both caught and named."""
    score = measured.score
    return {
        "measured_on": {
            "version": __version__,
            "engine": environment()[:16],
            "digits": measured.digits,
            "mutants": measured.sample,
        },
        "summary": summary(measured),
        "caught": score.caught,
        "named_right": score.naming(Naming.RIGHT),
        "same_class": score.same_class,
        "unproved_repairs": score.naming(Naming.UNPROVED),
        "classes": {
            slip.value: {**_counts(fates, Fate), "named": _counts(score.named()[slip], Naming)}
            for slip, fates in score.table().items()
        },
        "open": [asdict(t) for t in score.open],
        "no_mistakes": [asdict(t) for t in score.of(Fate.EQUIVALENT, Fate.TRUE)],
        "not_named": [asdict(t) for t in score.asked if t.naming is Naming.NONE],
        "other_repairs": [asdict(t) for t in score.tested if t.naming is Naming.OTHER],
        "notes": {
            id: {"named": name, "is": is_.value} for id, (name, is_) in measured.notes.items()
        },
    }


def _counts(found: Any, kinds: Any) -> dict[str, int]:
    return {kind.value: found[kind] for kind in kinds}


def print_score(measured: Measured, console: Console) -> None:
    """The table by class, every mutant that is not settled, and the totals."""
    score = measured.score
    table = Table("slip", *(f.value for f in Fate), "named right", box=None)
    for slip, fates in score.table().items():
        right = score.named()[slip][Naming.RIGHT]
        table.add_row(Text(slip), *(str(fates[f]) for f in Fate), str(right))
    console.print(table)
    for t in score.open:
        console.print(Text(f"{t.id}  {t.fate}: {t.slip}: {t.says}"))
    for line in summary(measured):
        console.print(Text(line))


def summary(measured: Measured) -> list[str]:
    """The figures in words."""
    score, notes = measured.score, list(measured.notes.values())
    right = sum(naming is Naming.RIGHT for _, naming in notes)
    named = sum(naming is not Naming.NONE for _, naming in notes)
    lines = [f"{measured.sample}: {percent(score.caught)} of those not proved true were caught"]
    if score.asked:
        lines.append(
            f"the mistake named: {percent(score.naming(Naming.RIGHT))} of {len(score.asked)} caught"
            f" ({percent(score.same_class)} in the class that was planted), "
            f"another true statement offered: {percent(score.naming(Naming.OTHER))}, "
            f"an unproved one: {percent(score.naming(Naming.UNPROVED))}"
        )
    told = f"a mistake named in {named}, as in the ledger in {right}"
    return [*lines, f"refuted claims: {len(notes)}, {told}"]
