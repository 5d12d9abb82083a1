"""The evidence about one statement, sorted into the three columns of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivecheck.findings.evidence import Evidence, Outcome

COLUMNS = ("symbolic", "digits", "ball")
GOOD = frozenset({Outcome.PROVES, Outcome.AGREES})
BAD = frozenset({Outcome.REFUTES, Outcome.DISPROVES})

OUTCOMES = {
    Outcome.PROVES: "proved",
    Outcome.AGREES: "agrees",
    Outcome.REFUTES: "refuted",
    Outcome.DISPROVES: "the two sides differ",
    Outcome.UNABLE: "no result",
}


@dataclass(frozen=True)
class Check:
    """What one column shows: good (True), bad (False) or neither, in a word or a number."""

    good: bool | None
    text: str


def column(evidence: Evidence) -> str:
    """Return the column a piece of evidence belongs to.

    >>> column(Evidence("balls", Outcome.REFUTES))
    'ball'
    >>> column(Evidence("normal form", Outcome.PROVES))
    'symbolic'
    >>> column(Evidence("50 digits", Outcome.AGREES, instances=12))
    'digits'
    """
    method = evidence.method.lower()
    if "ball" in method or "arb" in method.split():
        return "ball"
    numeric = evidence.outcome in {Outcome.AGREES, Outcome.REFUTES}
    if numeric or evidence.instances or "digit" in method or "mpmath" in method:
        return "digits"
    return "symbolic"


def checks(evidence: Iterable[Evidence]) -> dict[str, Check | None]:
    """Return for each column what to show there; the worst evidence of a column speaks for it."""
    shown: dict[str, Check | None] = dict.fromkeys(COLUMNS)
    for item in evidence:
        name, check = column(item), _check(item)
        if shown[name] is None or _rank(check) < _rank(shown[name]):
            shown[name] = check
    return shown


def _rank(check: Check | None) -> int:
    return 3 if check is None else {False: 0, True: 1, None: 2}[check.good]


def _check(evidence: Evidence) -> Check:
    if evidence.outcome is Outcome.PROVES:
        return Check(True, "proved")
    if evidence.outcome in GOOD:
        return Check(True, evidence.bound or _points(evidence.instances))
    if evidence.outcome in BAD:
        return Check(False, evidence.bound or evidence.outcome.value)
    return Check(None, "no result")


def _points(count: int) -> str:
    return f"{count} points" if count else "agrees"
