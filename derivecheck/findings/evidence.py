"""What a check found (`Evidence`) and what follows from all of it (`verdict`).

A verdict is never written by hand: `verdict` is one pure function of the evidence, and nothing
else in the project makes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What one check says about the statement it was given."""

    PROVES = "proves"  # true in general under the stated assumptions
    AGREES = "agrees"  # true at every exact instance tried
    REFUTES = "refutes"  # certified false at one exact instance inside the domain
    DISPROVES = "disproves"  # the prover is left with a number that is not 0
    UNABLE = "unable"  # the check does not apply or stopped; the detail says why


@dataclass(frozen=True)
class Evidence:
    """One frozen record of one check.

    `bound` is the largest difference or ball radius seen, `instances` the number of exact points.
    """

    method: str
    outcome: Outcome
    detail: str = ""
    seconds: float = 0.0
    instances: int = 0
    bound: str = ""


class Scope(StrEnum):
    """How much of what a line says the statement that was checked covers."""

    WHOLE = "whole"
    SPECIAL_CASE = "special case"  # the statement is about some of the objects that the line means
    PART = "part"  # the line says more than the statement


@dataclass(frozen=True)
class Covers:
    """The scope of a statement, and in words what is left of the line.

    >>> Covers(Scope.PART, "the reason that the note gives is not checked").scope.value
    'part'
    >>> Covers(Scope.PART)
    Traceback (most recent call last):
        ...
    ValueError: say what is left of a claim exactly if its statement covers less
    """

    scope: Scope = Scope.WHOLE
    rest: str = ""

    def __post_init__(self) -> None:
        if (self.scope is Scope.WHOLE) == bool(self.rest.strip()):
            raise ValueError("say what is left of a claim exactly if its statement covers less")


class Verdict(StrEnum):
    """What is said of a claim, in the order of how much a reader should worry."""

    INCONSISTENT = "INCONSISTENT"
    REFUTED = "REFUTED"
    CONDITIONAL = "CONDITIONAL"
    UNDECIDED = "UNDECIDED"
    SUPPORTED = "SUPPORTED"
    PROVED_IN_PART = "PROVED_IN_PART"
    NOT_CHECKABLE = "NOT_CHECKABLE"
    PROVED = "PROVED"

    @property
    def words(self) -> str:
        """The verdict as it is printed."""
        return self.value.replace("_", " ")

    def said(self, provided: bool) -> str:
        """The verdict as it is printed; a proof that left conditions open says so.

        >>> Verdict.PROVED.said(provided=True), Verdict.REFUTED.said(provided=True)
        ('PROVED, provided …', 'REFUTED')
        """
        return f"{self.words}, provided …" if provided and self in ESTABLISHED else self.words


ESTABLISHED = frozenset({Verdict.PROVED, Verdict.PROVED_IN_PART})  # what was checked is proved


class Severity(StrEnum):
    """How much a claim that is not proved as written matters."""

    ERROR = "error"  # changes a conclusion
    IMPRECISE = "imprecise"  # needs a condition that is not stated
    NOTATION = "notation"  # the intention is right, the writing is wrong
    CONVENTION = "convention"  # right under a convention that is not the usual one
    NONE = "none"


def verdict(
    evidence: Iterable[Evidence],
    repaired: Iterable[Evidence] = (),
    scope: Scope = Scope.WHOLE,
) -> Verdict:
    """Return the verdict that follows from the evidence about one statement.

    `repaired` is the evidence about the same statement under a named condition or reading; it
    counts only where the statement itself was refuted.  `scope` is how much of the claim the
    statement covers: a proof of less than all of it proves the claim in part, while one instance
    at which a part or a special case fails refutes the whole.

    >>> verdict([Evidence("normal form", Outcome.PROVES), Evidence("balls", Outcome.AGREES)])
    <Verdict.PROVED: 'PROVED'>
    >>> verdict([Evidence("normal form", Outcome.PROVES)])
    <Verdict.UNDECIDED: 'UNDECIDED'>
    >>> good = [Evidence("normal form", Outcome.PROVES), Evidence("balls", Outcome.AGREES)]
    >>> verdict(good, scope=Scope.PART)
    <Verdict.PROVED_IN_PART: 'PROVED_IN_PART'>
    >>> verdict([Evidence("normal form", Outcome.PROVES), Evidence("balls", Outcome.REFUTES)])
    <Verdict.INCONSISTENT: 'INCONSISTENT'>
    """
    outcomes = {e.outcome for e in evidence}
    holds, fails = {Outcome.PROVES, Outcome.AGREES}, {Outcome.REFUTES, Outcome.DISPROVES}
    if Outcome.PROVES in outcomes and outcomes & fails:
        return Verdict.INCONSISTENT
    if Outcome.DISPROVES in outcomes and Outcome.REFUTES not in outcomes and outcomes & holds:
        return Verdict.INCONSISTENT
    if Outcome.REFUTES in outcomes:
        holds_then = verdict(repaired) is Verdict.PROVED
        return Verdict.CONDITIONAL if holds_then else Verdict.REFUTED
    if Outcome.AGREES not in outcomes:
        return Verdict.UNDECIDED
    if Outcome.PROVES not in outcomes:
        return Verdict.SUPPORTED
    return Verdict.PROVED if scope is Scope.WHOLE else Verdict.PROVED_IN_PART
