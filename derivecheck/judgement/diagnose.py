r"""The mistake behind a refuted statement: named only if undoing it gives a proved statement.

Candidates are filtered at two exact instances in balls before a proof is attempted.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from time import thread_time

from sympy import Expr

from derivecheck.findings.evidence import Outcome
from derivecheck.language.functionals import Divergence
from derivecheck.language.measures import Law
from derivecheck.language.statements import Every, Relation, Rounds, Statement
from derivecheck.mistakes.mistakes import Mistake, mistakes
from derivecheck.mistakes.slips import Slip
from derivecheck.proof.prove import prove
from derivecheck.terms.budget import Stopped, limited
from derivecheck.worlds.examine import examine
from derivecheck.worlds.instances import make_world
from derivecheck.worlds.shape import shape
from derivecheck.worlds.trials import NO_VALUE, Precision, Side, compare, enclosed
from derivecheck.worlds.world import NoWorld, World

CHEAP = Precision(25)
SECONDS, SECONDS_A_REPAIR = 6.0, 2.0
OF_LAWS = (Slip.FUNCTIONAL, Slip.LAWS, Slip.CONDITIONAL, Slip.CONDITION)


def diagnose(says: Statement, apart_from: Container[Slip] = ()) -> Mistake | None:
    """The first named mistake whose correction is proved, found in a few seconds.

    Slips may be left out, so that another explanation is looked for.

    A statement F(P, Q) = F(Q, P) has none: what repairs it says nothing.  Other laws or functionals
    that leave x = x say little, and come last.
    """
    if isinstance(says, Every):
        return _of_part(says)
    if _is_symmetry(says):
        return None
    last = None
    for mistake in _proved_repairs(says, apart_from):
        if not (mistake.slip in OF_LAWS and is_trivial(mistake.fixed)):
            return mistake
        last = last or mistake
    return last


def _proved_repairs(says: Statement, apart_from: Container[Slip]) -> Iterator[Mistake]:
    """The mistakes whose correction is proved, as far as the time goes."""
    seen, instances = {says}, _instances(says)
    start = thread_time()
    for mistake in mistakes(says):
        left = start + SECONDS - thread_time()
        if left < 0:
            return
        fixed = mistake.fixed
        if mistake.slip in apart_from:
            continue
        if fixed not in seen and _may_hold(fixed, instances):
            with limited(min(left, SECONDS_A_REPAIR)):
                mends = _mends(fixed, says)
            if mends:
                yield mistake
        seen.add(fixed)


def _mends(fixed: Statement, says: Statement) -> bool:
    """Whether a repair is proved, and no weaker than it has to be, in the time that is left."""
    try:
        return holds(fixed) and _is_sharp(says, fixed)
    except Stopped:
        return False


def _is_sharp(says: Statement, fixed: Statement) -> bool:
    """Whether a repaired bound fails once it is moved by an eighth: towards what is claimed, or,
    where it is turned round, either way.

    A weaker bound holds for no reason that has to do with the mistake: KL ≥ -1 behind KL > 1.
    """
    if not isinstance(says, Relation) or not isinstance(fixed, Relation) or fixed.relation == "=":
        return True
    changed = [s for s in ("lhs", "rhs") if getattr(says, s) != getattr(fixed, s)]
    if changed:
        moves = [{s: getattr(fixed, s) * 7 / 8 + getattr(says, s) / 8 for s in changed}]
    else:
        moves = [{"rhs": fixed.rhs * eighths / 8} for eighths in (7, 9)]
    return fixed.rhs == 0 == says.rhs or any(_fails(replace(fixed, **move)) for move in moves)


def _fails(statement: Statement) -> bool:
    return examine(statement, shrunk=False)[0][0].outcome is Outcome.REFUTES


def is_trivial(statement: Statement) -> bool:
    """Whether a statement reads x = x."""
    return isinstance(statement, Relation) and bool(statement.lhs == statement.rhs)


def holds(statement: Statement) -> bool:
    """Whether a statement is proved: in general, or by balls where nothing in it varies."""
    if prove(statement):
        return True
    evidence = examine(statement, shrunk=False)[0] if shape(statement).ground else ()
    return any(e.outcome is Outcome.PROVES for e in evidence)


def amounts_to(statement: Statement, original: Statement, proved: bool) -> bool:
    """Whether every expression of a statement equals its place in the (proved) original."""
    if statement == original:
        return True
    if type(statement) is not type(original) or isinstance(statement, Rounds):
        return False
    if _without_expressions(statement) != _without_expressions(original):
        return False
    pairs = [(a, b) for a, b in zip(statement.exprs, original.exprs, strict=True) if a != b]
    if proved and len(pairs) == 1 and getattr(statement, "relation", "") == "=":
        return True  # both sides that differ are equal to the side that they share
    return all(holds(Relation(original.given, "=", a, b)) for a, b in pairs)


def _without_expressions(statement: Statement) -> dict[str, object]:
    return {k: v for k, v in vars(statement).items() if not isinstance(v, Expr) or v.is_Symbol}


def leads_to(repair: Statement, correction: Statement) -> bool:
    """Whether a proved repair is a correction, or one part of it."""
    parts = correction.parts if isinstance(correction, Every) else ()
    return any(amounts_to(repair, s, proved=True) for s in (correction, *parts))


def _of_part(says: Every) -> Mistake | None:
    """The mistake in the only part that is not proved."""
    wrong = [k for k, part in enumerate(says.parts) if not holds(part)]
    found = diagnose(says.parts[wrong[0]]) if len(wrong) == 1 else None
    if found is None:
        return None
    (k,) = wrong
    parts = (*says.parts[:k], found.fixed, *says.parts[k + 1 :])
    return found._replace(fixed=replace(says, parts=parts))


def _is_symmetry(says: Statement) -> bool:
    """Whether the right side is the left side with the two laws of one divergence exchanged."""
    if not isinstance(says, Relation) or not isinstance(says.lhs, Divergence):
        return False
    p, q = says.lhs.args
    return isinstance(q, Law) and bool(says.rhs == says.lhs.func(q, p))


Instances = list[tuple[World, dict[object, Side]]]


def _instances(says: Statement) -> Instances:
    """Two exact instances, each with the sides that have been evaluated there."""
    found: Instances = []
    for seed in (0, 29):
        try:
            found.append((make_world(says, seed, nice=seed == 0), {}))
        except NoWorld:
            continue
    return found


def _may_hold(candidate: Statement, instances: Instances) -> bool:
    """Whether a relation says something and holds at all of some instances; others always may.

    An instance at which a side has no value says nothing, unless it is so at all of them.
    """
    if not isinstance(candidate, Relation):
        return True
    if is_trivial(candidate) and candidate.lhs.is_Rational:
        return False
    fails = [_fails_at(candidate, world, known) for world, known in instances]
    return any(f is False for f in fails) and not any(fails)


def _fails_at(candidate: Relation, world: World, known: dict[object, Side]) -> bool | None:
    """Whether a relation fails at an instance; None where a side has no value there."""
    try:
        trial = compare(candidate.relation, *_sides(candidate, world, known), CHEAP)
    except NO_VALUE:
        return None
    return trial.fails is not False


def _sides(candidate: Relation, world: World, known: dict[object, Side]) -> tuple[Side, Side]:
    """Both sides; rewrites leave one of them as it is, so that it is evaluated once."""
    for e in candidate.exprs:
        if e not in known:
            known[e] = enclosed(e, world, CHEAP)
    return known[candidate.lhs], known[candidate.rhs]
