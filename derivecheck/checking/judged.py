"""The readings of a step judged: the first that holds speaks for it, else all of them must fail."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr
from sympy.core.function import AppliedUndef

from derivecheck.checking.outcomes import Judged
from derivecheck.findings.evidence import Outcome, Verdict
from derivecheck.judgement.diagnose import diagnose, is_trivial
from derivecheck.judgement.judge import Judgement, judge
from derivecheck.language import JointLaw, NotAlways, Relation, Statement
from derivecheck.language.statements import statement_tex
from derivecheck.mistakes.mistakes import Mistake
from derivecheck.mistakes.slips import Slip
from derivecheck.reading.elaboration.statements import Meaning

DIGITS = 30
SECONDS = 3.0  # for the proof of one reading: a step has several, and all of them one limit
HOLDS = (Verdict.PROVED, Verdict.SUPPORTED)
WEAK_SLIPS = (  # such a repair exists for many true lines that were misread
    Slip.TERM,
    Slip.SUM,
    Slip.NUMBER,
    Slip.LETTER,
    Slip.LOST,
    Slip.POWER,
    Slip.BRACKET,
    Slip.OPERATOR,
    Slip.EXPONENTIAL,
)


def judged(meanings: Sequence[Meaning], may_alarm: bool = True) -> Judged:
    """What holds of a step; only where an alarm is possible the mistake is looked for."""
    usual = [m for m in meanings if not m.reading.special]
    if not usual:
        never = Judged("UNDECIDED", 0, "it is understood only in a case, and not proved there")
        return _in_a_special_case(meanings, []) or never
    found: dict[int, Judgement] = {}
    for k in sorted(range(len(usual)), key=lambda k: _price(usual[k])):
        meaning = usual[k]
        judgement = judge(meaning.statement, DIGITS, seconds=SECONDS)
        if judgement.verdict is Verdict.PROVED:
            return Judged("PROVED", k, judgement.proof.detail)
        if meaning.optimum and _is_free_of(judgement.proof.residual, meaning.optimum):
            why = f"the two objectives differ by what does not depend on {meaning.optimum}"
            return Judged("PROVED", k, why)
        found[k] = judgement
        if judgement.verdict is Verdict.SUPPORTED and _price(meaning):
            break  # no other reading of a bound is easier
    if any(m.congruent for m in usual) and all(
        j.verdict is not Verdict.SUPPORTED for j in found.values()
    ):
        return Judged("UNDECIDED", 0, "what stands below the maximum or minimum is not the same")
    if any(m.optimum for m in usual):
        return Judged("UNDECIDED", 0, "the two objectives may have the same optimum")
    for k, judgement in sorted(found.items()):
        if judgement.verdict is Verdict.SUPPORTED:
            return Judged("SUPPORTED", k, judgement.proof.detail)
    if all(j.verdict is Verdict.REFUTED for j in found.values()):
        every = [found[k] for k in range(len(usual))]
        return _in_a_special_case(meanings, every) or _refuted(usual, every, may_alarm)
    k, judgement = next((k, j) for k, j in found.items() if j.verdict is not Verdict.REFUTED)
    detail = next((e.detail for e in judgement.evidence if e.outcome is Outcome.UNABLE), "")
    return Judged(str(judgement.verdict), k, detail)


def _price(meaning: Meaning) -> int:
    """Bounds for laws of several variables on outcomes come last: their instances are large."""
    said = meaning.statement
    if not isinstance(said, Relation) or said.relation == "=":
        return 0
    several = any(isinstance(a, JointLaw) for a in said.given)
    return 2 if several and meaning.reading.space == "outcomes" else 1


def _is_free_of(residual: Expr | None, letter: str) -> bool:
    """Whether what the prover has left of a difference does not depend on a letter."""
    if residual is None:
        return False
    names = {s.name for s in residual.free_symbols} | {
        f.func.__name__ for f in residual.atoms(AppliedUndef)
    }
    return not any(letter in (n, *n.split("_")) for n in names)


def _in_a_special_case(meanings: Sequence[Meaning], found: list[Judgement]) -> Judged | None:
    """A refuted step that is proved in the case that its formula hints at."""
    for k, meaning in enumerate(meanings):
        if (
            meaning.reading.special
            and judge(meaning.statement, DIGITS, seconds=SECONDS).verdict is Verdict.PROVED
        ):
            point = next((j.counterexample for j in found if j.counterexample), None)
            where = (point.point, point.lhs, point.rhs) if point else ("", "", "")
            return Judged("CONDITIONAL", k, meaning.reading.condition, *where)
    return None


def _refuted(meanings: Sequence[Meaning], found: list[Judgement], may_alarm: bool) -> Judged:
    """The reading whose mistake is named, or the usual one."""
    chosen, mistake = 0, None
    easiest = sorted(range(len(meanings)), key=lambda k: _price(meanings[k]))
    for k in easiest if may_alarm else ():
        mistake = _told(meanings[k].statement)
        if mistake is not None:
            chosen = k
            break
    point = found[chosen].counterexample
    return Judged(
        "REFUTED",
        chosen,
        point=point.point if point else "",
        left=point.lhs if point else "",
        right=point.rhs if point else "",
        mistake=mistake.name if mistake else "",
        side=_changed(meanings[chosen].statement, mistake),
        confirmed=mistake is not None and _says_much(mistake),
        correction=_correction(mistake, meanings[chosen].bound),
        independence=mistake is not None and mistake.slip is Slip.CONDITION,
        missing=any(e.method == "domain" for j in found for e in j.evidence),
        spaces=tuple(dict.fromkeys(m.reading.space for m in meanings)),
    )


def _correction(mistake: Mistake | None, letters: tuple[str, ...]) -> str:
    """What should stand there; nothing where it would read x = x."""
    if mistake is None or is_trivial(mistake.fixed):
        return ""
    return statement_tex(mistake.fixed, letters)


def _told(says: Statement) -> Mistake | None:
    """The mistake of a statement; rather one that says much than the nearest."""
    nearest = diagnose(says)
    if nearest is None or _says_much(nearest):
        return nearest
    other = diagnose(says, WEAK_SLIPS)
    return other if other is not None and _says_much(other) else nearest


def _changed(says: Statement, mistake: Mistake | None) -> str:
    """The only side that a repair changes; empty where it is none or both."""
    if mistake is None or not isinstance(says, Relation) or not isinstance(mistake.fixed, Relation):
        return ""
    left, right = says.lhs != mistake.fixed.lhs, says.rhs != mistake.fixed.rhs
    return "" if left == right else "left" if left else "right"


def _says_much(mistake: Mistake) -> bool:
    """Whether a repair can be believed alone: of a bound only that it is the wrong way round."""
    fixed = mistake.fixed
    if mistake.slip in WEAK_SLIPS:
        return False
    if isinstance(fixed, Relation) and fixed.relation != "=":
        return mistake.slip is Slip.RELATION
    if isinstance(fixed, NotAlways) or not isinstance(fixed, Relation):
        return True
    return bool(fixed.lhs != fixed.rhs)
