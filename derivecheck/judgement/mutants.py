r"""The mutation score: the mistakes that people make, planted in proved statements.

Every statement that is proved is changed by one slip at a time.  Each mutant goes through the same
examination as a claim, and what is refuted through the search for the mistake behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.diagnose import amounts_to, diagnose, holds
from derivecheck.judgement.judge import judge
from derivecheck.language.statements import Every, NotAlways, Relation, Rounds, Statement
from derivecheck.mistakes.mistakes import Mistake, planted
from derivecheck.mistakes.slips import Slip
from derivecheck.proof.derivation import Derivation, Lemma

DIGITS = 30


class Fate(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"  # refuted
    SURVIVED = "survived"  # true at every instance tried, and not proved
    UNDECIDED = "undecided"  # not evaluated, or stopped
    CONTRADICTED = "contradicted"  # refuted and proved: a defect of ours
    EQUIVALENT = "equivalent"  # proved equal to the original
    TRUE = "true all the same"  # proved as another true statement


class Naming(StrEnum):
    """What the search for the mistake behind a caught mutant says."""

    RIGHT = "right"  # undoing what is named gives a proved statement equal to the original
    OTHER = "another"  # it gives another proved statement
    UNPROVED = "unproved"  # it gives a statement that is not proved
    NONE = "none"  # nothing is named
    UNTRIED = "untried"  # not asked for, or not caught


@dataclass(frozen=True)
class Subject:
    """A proved statement: a claim or one part of it, a step or the result of a derivation."""

    id: str
    statement: Statement


@dataclass(frozen=True)
class Mutant:
    """One statement with one slip in it; ``id`` is that of its subject and a number."""

    id: str
    slip: Slip
    statement: Statement
    original: Statement


@dataclass(frozen=True)
class Record:
    """What was found out about one mutant."""

    id: str
    slip: Slip
    fate: Fate
    says: str
    naming: Naming = Naming.UNTRIED
    same_class: bool = False  # the mistake that is named is of the class that was planted
    named: str = ""


def subjects(id: str, item: Statement | Derivation | Lemma) -> Iterator[Subject]:
    """The statements of a claim, or of the steps and the result of a derivation."""
    if isinstance(item, Statement):
        yield from _parts(id, item)
    elif isinstance(item, Lemma):
        yield from _parts(id, item.statement)
    else:
        for number, link in enumerate(item.links(), 1):
            yield Subject(f"{id}/{number}", link)
        if len(item.steps) > 1:
            yield Subject(f"{id}/result", item.conclusion)


def _parts(id: str, statement: Statement) -> Iterator[Subject]:
    if not isinstance(statement, Every):
        yield Subject(id, statement)
        return
    for number, part in enumerate(statement.parts, 1):
        yield from _parts(f"{id}/{number}", part)


def mutants(subject: Subject) -> list[Mutant]:
    """All mutants of a statement, each once, numbered."""
    first: dict[Statement, Slip] = {}
    for _, changed, slip in _planted(subject.statement):
        if changed != subject.statement:
            first.setdefault(changed, slip)
    numbered = enumerate(first.items(), 1)
    return [Mutant(f"{subject.id}#{k}", slip, s, subject.statement) for k, (s, slip) in numbered]


def _planted(statement: Statement) -> Iterator[Mistake]:
    if isinstance(statement, NotAlways):
        yield Mistake("always for not always", statement.part, Slip.ALWAYS)
    else:
        yield from planted(statement)


def put_to_test(mutant: Mutant, digits: int = DIGITS) -> Record:
    """What the examination says of a mutant."""
    return Record(mutant.id, mutant.slip, _fate(mutant, digits), says(mutant.statement))


def named(mutant: Mutant, record: Record, digits: int = DIGITS) -> Record:
    """The record of a mutant that was caught, with the mistake that is named."""
    found = diagnose(mutant.statement)
    if found is None:
        return replace(record, naming=Naming.NONE)
    said, same = naming(found.fixed, mutant.original, digits), found.slip is mutant.slip
    return replace(record, naming=said, same_class=same, named=found.name)


def _fate(mutant: Mutant, digits: int) -> Fate:
    verdict = judge(mutant.statement, digits, shrunk=False).verdict
    if verdict is Verdict.REFUTED:
        return Fate.CAUGHT
    if verdict is Verdict.INCONSISTENT:
        return Fate.CONTRADICTED
    proved = verdict is Verdict.PROVED
    if amounts_to(mutant.statement, mutant.original, proved):
        return Fate.EQUIVALENT
    if proved or follows(mutant.statement, mutant.original):
        return Fate.TRUE
    return Fate.SURVIVED if verdict is Verdict.SUPPORTED else Fate.UNDECIDED


def naming(fixed: Statement, original: Statement, digits: int = DIGITS) -> Naming:
    """How a repair compares with the statement in which the mistake was made."""
    if judge(fixed, digits, shrunk=False).verdict is not Verdict.PROVED:
        return Naming.UNPROVED
    return Naming.RIGHT if amounts_to(fixed, original, proved=True) else Naming.OTHER


def follows(statement: Statement, original: Statement) -> bool:
    """Whether a bound follows from the original, which is at least as sharp."""
    if not (isinstance(statement, Relation) and isinstance(original, Relation)):
        return False
    relation = statement.relation
    if relation == "=" or relation != original.relation:
        return False
    weak = relation[0] + "="
    chain = (
        Relation(original.given, weak, statement.lhs, original.lhs),
        Relation(original.given, weak, original.rhs, statement.rhs),
    )
    return all(link.lhs == link.rhs or holds(link) for link in chain)


def says(statement: Statement) -> str:
    """A statement on one line."""
    if isinstance(statement, Relation):
        return f"{statement.lhs} {statement.relation} {statement.rhs}"
    if isinstance(statement, Rounds):
        return f"{statement.value} prints as {statement.printed}"
    shown = {k: v for k, v in vars(statement).items() if k != "given"}
    return f"{type(statement).__name__}({', '.join(f'{k}={v}' for k, v in shown.items())})"


@dataclass(frozen=True)
class Score:
    """The mutants that were tested, counted."""

    tested: tuple[Record, ...]

    def table(self) -> dict[Slip, Counter[Fate]]:
        """Fates counted by slip, in the order of the slips."""
        counts = {slip: Counter(t.fate for t in self.tested if t.slip is slip) for slip in Slip}
        return {slip: fates for slip, fates in counts.items() if fates}

    def named(self) -> dict[Slip, Counter[Naming]]:
        """What is named behind the mutants that were caught, by slip."""
        caught = self.of(Fate.CAUGHT)
        return {s: Counter(t.naming for t in caught if t.slip is s) for s in self.table()}

    def of(self, *fates: Fate) -> list[Record]:
        """The mutants with one of these fates."""
        return [t for t in self.tested if t.fate in fates]

    @property
    def open(self) -> list[Record]:
        """The mutants that were neither caught nor proved to be true."""
        return self.of(Fate.SURVIVED, Fate.UNDECIDED, Fate.CONTRADICTED)

    @property
    def caught(self) -> float | None:
        """The share of the mutants that are not proved to be true that was caught."""
        caught = len(self.of(Fate.CAUGHT))
        return _share(caught, caught + len(self.open))

    @property
    def asked(self) -> list[Record]:
        """The caught mutants behind which a mistake was looked for."""
        return [t for t in self.tested if t.naming is not Naming.UNTRIED]

    def naming(self, naming: Naming) -> float | None:
        """The share of those behind which this was named."""
        return _share(sum(t.naming is naming for t in self.asked), len(self.asked))

    @property
    def same_class(self) -> float | None:
        """The share of those whose own class of slip is named."""
        return _share(sum(t.same_class for t in self.asked), len(self.asked))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
