r"""The mutation score: the mistakes that people make, planted in proved statements.

Every statement that is proved is changed by one slip at a time, and each mutant goes through the
same examination as a claim.  A mutant is *caught* if it is refuted by balls, *equivalent* if it is
proved itself (the slip changed nothing), *undecided* if it could not be evaluated; it *survives* if
every instance agrees with it and it is not proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sympy import Expr, Pow, Symbol, log

from derivecheck.diagnose import mistakes
from derivecheck.evidence import Outcome
from derivecheck.examine import examine
from derivecheck.laws import Conditional, Marginal, Normal, StatementError
from derivecheck.prove import prove
from derivecheck.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
)

DIGITS = 30


class Fate(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    UNDECIDED = "undecided"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class Mutant:
    """One statement with one slip in it."""

    origin: str  # the id of the claim
    slip: str
    statement: Statement


@dataclass(frozen=True)
class Outcomes:
    """The fates of all mutants."""

    fates: tuple[tuple[Mutant, Fate], ...]

    def table(self) -> dict[str, Counter[Fate]]:
        """Fates counted by slip, most frequent slip first."""
        counts: dict[str, Counter[Fate]] = {}
        for mutant, fate in self.fates:
            counts.setdefault(mutant.slip, Counter())[fate] += 1
        return dict(sorted(counts.items(), key=lambda kv: -sum(kv[1].values())))

    @property
    def score(self) -> float | None:
        """The share of the mutants that are not equivalent that was caught."""
        total = Counter(fate for _, fate in self.fates)
        real = sum(total.values()) - total[Fate.EQUIVALENT]
        return total[Fate.CAUGHT] / real if real else None


def mutants(origin: str, statement: Statement) -> Iterator[Mutant]:
    """All mutants of a statement, each once."""
    seen = {statement}
    for slip, changed in _slips(statement):
        if changed not in seen:
            seen.add(changed)
            yield Mutant(origin, slip, changed)


def fate(mutant: Mutant, digits: int = DIGITS) -> Fate:
    """What the examination says of a mutant."""
    evidence, _ = examine(mutant.statement, digits)
    outcomes = {e.outcome for e in evidence}
    if Outcome.REFUTES in outcomes:
        return Fate.CAUGHT
    if prove(mutant.statement) or Outcome.PROVES in outcomes:
        return Fate.EQUIVALENT
    return Fate.SURVIVED if Outcome.AGREES in outcomes else Fate.UNDECIDED


def _slips(statement: Statement) -> Iterator[tuple[str, Statement]]:
    if isinstance(statement, Relation):
        yield from _of_relation(statement)
    elif isinstance(statement, Rounds):
        yield from _of_decimal(statement)
    elif isinstance(statement, Optimum):
        yield (
            "maximum for minimum",
            replace(statement, kind="min" if statement.kind == "max" else "max"),
        )
        yield "the other event", replace(statement, at=1 - statement.at)
    elif isinstance(statement, NotAlways):
        yield "always for not always", statement.part
    elif isinstance(statement, Every):
        for k, part in enumerate(statement.parts):
            for slip, changed in _slips(part):
                parts = (*statement.parts[:k], changed, *statement.parts[k + 1 :])
                yield slip, replace(statement, parts=parts)


def _of_relation(statement: Relation) -> Iterator[tuple[str, Statement]]:
    yield from mistakes(statement)
    for slip, rhs in _edits(statement.rhs):
        try:
            yield slip, replace(statement, rhs=rhs)
        except StatementError:
            continue  # the slip leaves no well-formed statement: nobody could write it


def _edits(e: Expr) -> Iterator[tuple[str, Expr]]:
    """Slips anywhere inside the right-hand side."""
    for atom in sorted(e.atoms(log), key=str):
        yield "log dropped", e.xreplace({atom: atom.args[0]})
    for power in sorted(e.atoms(Pow), key=str):
        if power.exp == -1:
            yield "inverse dropped", e.xreplace({power: power.base})
    for law in sorted(e.atoms(Conditional), key=str):
        marginal = Marginal(law.args[0], law.args[1])
        yield "marginal for conditional", e.xreplace({law: marginal})
    for law in sorted(e.atoms(Normal), key=str):
        mu, sigma = law.args
        if isinstance(sigma, Symbol):
            yield "variance for standard deviation", e.xreplace({law: Normal(mu, sigma**2)})


def _of_decimal(statement: Rounds) -> Iterator[tuple[str, Statement]]:
    """The last printed digit one up and one down, and the two units confused."""
    places = len(statement.printed.partition(".")[2])
    for step in (1, -1):
        value = statement.decimal + step * 2 * statement.tolerance
        text = f"{float(value):.{places}f}"
        yield "last printed digit", replace(statement, printed=text)
    yield "bits for nats", replace(statement, value=statement.value / log(2))
    yield "nats for bits", replace(statement, value=statement.value * log(2))
