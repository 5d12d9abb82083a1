"""The readings of a step judged: the first that holds speaks for it, else all of them must fail."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr
from sympy.core.function import AppliedUndef

from derivecheck.checking.outcomes import Judged
from derivecheck.findings.evidence import Outcome, Verdict
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import Judgement, judge
from derivecheck.language import NotAlways, Relation, Statement
from derivecheck.language.statements import statement_tex
from derivecheck.mistakes.mistakes import Mistake
from derivecheck.mistakes.slips import Slip
from derivecheck.reading.statements import Meaning

DIGITS = 30
HOLDS = (Verdict.PROVED, Verdict.SUPPORTED)
WEAK_SLIPS = (Slip.TERM, Slip.NUMBER)  # such a repair exists for many true lines that were misread


def judged(meanings: Sequence[Meaning], may_alarm: bool = True) -> Judged:
    """What holds of a step; only where an alarm is possible the mistake is looked for."""
    found: list[Judgement] = []
    usual = [m for m in meanings if not m.reading.special]
    for k, meaning in enumerate(usual):
        judgement = judge(meaning.statement, DIGITS)
        if judgement.verdict is Verdict.PROVED:
            return Judged("PROVED", k, judgement.proof.detail)
        if meaning.optimum and _is_free_of(judgement.proof.residual, meaning.optimum):
            why = f"the two objectives differ by what does not depend on {meaning.optimum}"
            return Judged("PROVED", k, why)
        found.append(judgement)
    if any(m.optimum for m in usual):
        return Judged("UNDECIDED", 0, "the two objectives may have the same optimum")
    for k, judgement in enumerate(found):
        if judgement.verdict is Verdict.SUPPORTED:
            return Judged("SUPPORTED", k, judgement.proof.detail)
    if all(j.verdict is Verdict.REFUTED for j in found):
        return _in_a_special_case(meanings, found) or _refuted(usual, found, may_alarm)
    k, judgement = next((k, j) for k, j in enumerate(found) if j.verdict is not Verdict.REFUTED)
    detail = next((e.detail for e in judgement.evidence if e.outcome is Outcome.UNABLE), "")
    return Judged(str(judgement.verdict), k, detail)


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
        if meaning.reading.special and judge(meaning.statement, DIGITS).verdict is Verdict.PROVED:
            point = next((j.counterexample for j in found if j.counterexample), None)
            where = (point.point, point.lhs, point.rhs) if point else ("", "", "")
            return Judged("CONDITIONAL", k, meaning.reading.condition, *where)
    return None


def _refuted(meanings: Sequence[Meaning], found: list[Judgement], may_alarm: bool) -> Judged:
    """The reading whose mistake is named, or the usual one."""
    chosen, mistake = 0, None
    for k in reversed(range(len(meanings))) if may_alarm else ():
        mistake = diagnose(meanings[k].statement)
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
        correction=statement_tex(mistake.fixed) if mistake else "",
        missing=any(e.method == "domain" for j in found for e in j.evidence),
        spaces=tuple(dict.fromkeys(m.reading.space for m in meanings)),
    )


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
