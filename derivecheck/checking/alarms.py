"""When a refuted step may be called WRONG: five conditions, each of which can stop the alarm.

A misread true line looks like a false one.  What tells them apart: every letter has a role that the
note shows; no condition around the line was left unread; every reading fails, at exact points; one
slip explains it, and its repair is proved; and a neighbour with the same laws was read rightly.
Each condition returns why it is not met, or an empty text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from derivecheck.checking.outcomes import Judged
from derivecheck.language import PowerSeries
from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Step
from derivecheck.reading.elaboration.statements import Meaning
from derivecheck.reading.roles import Role, open_condition


@dataclass(frozen=True)
class Suspect:
    """A refuted step with all that the conditions look at."""

    step: Step
    meanings: Sequence[Meaning]
    judged: Judged
    neighbours: Sequence[tuple[Step, Meaning]]  # steps of the note that were verified


def reasons(suspect: Suspect) -> tuple[str, ...]:
    """Why a step must not be called WRONG; empty if nothing speaks against it."""
    return tuple(why for condition in CONDITIONS if (why := condition(suspect)))


def letters_have_roles(suspect: Suspect) -> str:
    """(a) Every letter on both sides has a role with evidence."""
    doubts = [d for m in suspect.meanings for d in m.doubts]
    return doubts[0] if doubts else ""


def no_condition_is_open(suspect: Suspect) -> str:
    """(b) No condition in the sentence, or the one before, was left unread."""
    step = suspect.step
    if step.role is not Role.CLAIM:
        return f"the words make it a {step.role}"
    words = " ".join((step.before, *step.notes, step.tail.partition("\n\n")[0]))
    series = all(
        any(isinstance(a, PowerSeries) for a in m.statement.given) for m in suspect.meanings
    )
    found = open_condition(words, series)
    return f"a condition near by was not read: {found!r}" if found else ""


def every_reading_fails(suspect: Suspect) -> str:
    """(c) Every reading is refuted by balls at a point where both sides have values."""
    if suspect.judged.verdict != "REFUTED":
        return "not every reading fails"
    if suspect.judged.missing:
        return "a side has no value at the point"
    if not suspect.judged.point and not suspect.judged.left:
        return "no point was found"
    if any(m.against != 1 for m in suspect.meanings):
        return "the side before has no meaning"
    return ""


def the_slip_is_named(suspect: Suspect) -> str:
    """(d) One known slip explains it, and its repair is proved."""
    if not suspect.judged.mistake:
        return "no known slip explains it"
    if suspect.judged.independence:
        return "it holds if variables are independent"
    bound = suspect.step.relation not in ("=", "==")
    believed = suspect.judged.confirmed or only_numbers_differ(suspect.step)
    if not believed and (bound or not _same_chain(suspect)):
        return f"the repair ({suspect.judged.mistake}) says too little alone"
    return ""


def only_numbers_differ(step: Step) -> bool:
    """Whether the sides are the same sums or integrals and a number: F = F + log 4.

    However F is read, it is the same on both sides.  A name alone may be given a new value.
    """
    if step.left.tree is None or step.right.tree is None or step.relation != "=":
        return False
    left, right = _signed(step.left.tree), _signed(step.right.tree)
    shared = left & right
    rest = (left - shared) + (right - shared)
    binders = (t.Big, t.Integral, t.Expect)
    return (
        any(isinstance(x, binders) for _, term in shared for x in term.walk())
        and bool(rest)
        and not any(isinstance(x, t.Name) for _, term in rest for x in term.walk())
    )


def _signed(tree: t.Tree) -> Counter[tuple[str, t.Tree]]:
    """The terms of a side with their signs."""
    tree = t.bare(tree)
    if isinstance(tree, t.Sum):
        return Counter(zip(tree.signs, map(t.bare, tree.items), strict=True))
    return Counter([("+", tree)])


def a_neighbour_verifies(suspect: Suspect) -> str:
    """(e) Another step with the same laws was verified in the same section.

    Numbers alone need none; where no law occurs the letters take their place.
    """
    laws = _laws(suspect.meanings)
    shared = _laws if laws else _letters
    if not laws and not any(m.letters for m in suspect.meanings):
        return ""
    for step, meaning in suspect.neighbours:
        if step.section == suspect.step.section and shared(suspect.meanings) & shared([meaning]):
            return ""
    return "no other step with these laws was verified in this section"


def _laws(meanings: Sequence[Meaning]) -> frozenset[str]:
    """The laws that statements speak of, p and P being one."""
    return frozenset(n.lower() for m in meanings for a in m.statement.given for n in a.names)


def _sums_series(meaning: Meaning) -> bool:
    """Whether a statement sums series, which it does only where they converge."""
    return any(isinstance(a, PowerSeries) for a in meaning.statement.given)


def _letters(meanings: Sequence[Meaning]) -> frozenset[str]:
    """The letters that statements speak of."""
    return frozenset(k for m in meanings for k in m.letters)


def _same_chain(suspect: Suspect) -> bool:
    """Whether a step of the same chain was verified."""
    return any(step.chain == suspect.step.chain for step, _ in suspect.neighbours)


CONDITIONS = (
    letters_have_roles,
    no_condition_is_open,
    every_reading_fails,
    the_slip_is_named,
    a_neighbour_verifies,
)
