"""The silent-error gate: what a rule, an object or an operation passes, fails and refuses.

Every entry of the gate is a `Triple`.  Where one of the three cannot exist, the entry says why and
brings a check of that (`Never`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivecheck.findings.evidence import Outcome, Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.measures import StatementError
from derivecheck.language.statements import Statement
from derivecheck.worlds.examine import examine

Check = Callable[[], bool]
DIGITS = 30
REFUSALS = (StatementError, ArithmeticError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class Never:
    """There is no such case: why, and a check that holds because of it."""

    why: str
    holds: Check


@dataclass(frozen=True)
class Triple:
    """The nearest valid case, a near-miss, and a case outside of the domain."""

    control: Check | Never
    near_miss: Check | Never
    outside: Check | Never


def require(triple: Triple) -> None:
    """The control passes, the near-miss fails, and what is outside is refused: it never passes."""
    if not _explained(triple.control):
        assert triple.control() is True, "the control must pass"  # type: ignore[operator]
    if not _explained(triple.near_miss):
        assert triple.near_miss() is False, "the near-miss must fail"  # type: ignore[operator]
    if not _explained(triple.outside):
        assert not _passes(triple.outside), "outside of the domain nothing may pass"


def _explained(case: Check | Never) -> bool:
    """Whether the case is impossible, as its check confirms."""
    if isinstance(case, Never):
        assert case.why
        assert case.holds(), case.why
    return isinstance(case, Never)


def _passes(case: Check | Never) -> bool:
    assert not isinstance(case, Never)
    try:
        return case()
    except REFUSALS:
        return False


def proved(make: Callable[[], Statement]) -> Check:
    """Whether a statement is proved; it is made when the check runs, since that may be refused."""
    return lambda: judge(make(), DIGITS).verdict is Verdict.PROVED


def judged(
    control: Callable[[], Statement],
    near_miss: Callable[[], Statement],
    outside: Callable[[], Statement] | Never,
) -> Triple:
    """The triple of three statements, of which the near-miss is certified false."""
    return Triple(
        proved(control),
        lambda: judge(near_miss(), DIGITS).verdict is not Verdict.REFUTED,
        outside if isinstance(outside, Never) else proved(outside),
    )


def is_refuted(statement: Statement) -> bool:
    """Whether the worlds certify that a statement is false."""
    evidence, _ = examine(statement, DIGITS)
    return any(e.outcome is Outcome.REFUTES for e in evidence)
