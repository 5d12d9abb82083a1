"""The first interpreter: a statement proved in general by the normal form and proofs of sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial, singledispatch
from typing import Any

from sympy import Expr, Integral, Mul, S, exp, log, oo

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIff,
    ZeroIffEqual,
)
from derivecheck.language.typeset import tex
from derivecheck.proof.antiderivatives import CALCULUS
from derivecheck.proof.closure import interior, require_limits, require_means, require_no_poles
from derivecheck.proof.concrete import single_outcomes, sized, without_last_entries, written_out
from derivecheck.proof.definitions import by_definition
from derivecheck.proof.faces import Faces, NoValue
from derivecheck.proof.generality import Laws, generalised, specialised
from derivecheck.proof.minima import is_continuous
from derivecheck.proof.normal_form import is_zero, normal_form
from derivecheck.proof.obligations import Obligation, conditions, exchanged, of_facts
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.proof.pointwise import Shown, relation_holds, zero_set_holds
from derivecheck.proof.routines import opened
from derivecheck.proof.signs import SignProof, is_nonnegative
from derivecheck.terms.binders import BinderError, differentiate, substitute
from derivecheck.terms.budget import Stopped, limited
from derivecheck.terms.elementary import Expander

DEFINED = "both sides are the same by definition"
POINT_BY_POINT = "point by point"
SECONDS_FOR_BETTER = 2.0  # for a proof that leaves nothing open where one is known that does
ALL_LAWS = "for all laws"


@dataclass(frozen=True)
class Proof:
    """Whether a statement is proved; if not, what is left over.

    ``proved`` False means "not proved", never "refuted".
    """

    proved: bool
    method: str
    detail: str = ""
    residual: Expr | None = None
    facts: tuple[Fact, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    def __bool__(self) -> bool:
        return self.proved


def prove(statement: Statement) -> Proof:
    """A proof of the statement under its assumptions, or the reason why none was found.

    Of several proofs the first that leaves nothing open.  The obligations of a proof are the
    conditions under which it holds; they are part of what is proved.
    """
    try:
        return _proof(statement)
    except Stopped as reason:  # not remembered: there may be more time later
        return Proof(False, "proof of sign", str(reason))


@lru_cache(maxsize=256)
def _proof(statement: Statement) -> Proof:
    faces = Faces(statement.given)
    try:
        if faces.positive_heads:
            require_means(statement, faces)
        found: list[Proof] = []
        for attempt in _attempts(statement, faces):
            try:
                with limited(SECONDS_FOR_BETTER if any(found) else None):
                    found.append(_attempted(attempt, statement))
            except Stopped:
                if not any(found):
                    raise
            if found[-1] and not found[-1].obligations:
                return found[-1]
        return next(filter(None, found), max(found, key=lambda p: p.residual is not None))
    except (UnsupportedStatement, BinderError, NoValue) as reason:
        return Proof(False, "normal form", f"not covered: {reason}")


def _attempted(attempt: Callable[[Any], Proof], statement: Statement) -> Proof:
    try:
        return with_conditions(statement, attempt(statement))
    except NoValue as reason:
        return Proof(False, POINT_BY_POINT, f"not covered: {reason}")


def with_conditions(statement: Statement, proof: Proof) -> Proof:
    """A proof with the conditions that the statement and the facts that were used leave open.

    A comparison point by point has found which sums and integrals must converge.
    """
    if not proof or proof.method == ALL_LAWS:  # which has its own
        return proof
    own = exchanged(statement) if proof.method == POINT_BY_POINT else conditions(statement)
    found = (*proof.obligations, *own, *of_facts(statement, proof.facts))
    return replace(proof, obligations=tuple(dict.fromkeys(found)))


def _attempts(statement: Statement, faces: Faces) -> tuple[Callable[[Any], Proof], ...]:
    """For laws that are written out first all laws, which is quick."""
    return (*_by_all_laws(statement), *_direct_attempts(statement, faces))


def _by_all_laws(statement: Statement) -> Iterator[Callable[[Any], Proof]]:
    for found in generalised(statement) if isinstance(statement, Relation) else ():
        yield partial(_by_generality, *found)


def _direct_attempts(statement: Statement, faces: Faces) -> tuple[Callable[[Any], Proof], ...]:
    """For laws with zeros also closure, which is quicker for bounds, and faces."""
    if not (faces.positive_heads and isinstance(statement, Relation)):
        return (_prove,)
    if "=" not in statement.relation:
        return (_prove, _by_faces)
    if statement.relation == "=":
        return (_prove, _by_closure, _by_faces)
    return (_by_closure, _prove, _by_faces)


def _by_generality(general: Relation, table: Laws, relation: Relation) -> Proof:
    """What is proved of all laws on the space, in place of those that are written out."""
    del relation  # an instance of the general one
    proof = prove(general)
    if not proof:
        return Proof(False, ALL_LAWS, "not of all laws")
    conditions = tuple(specialised(proof.obligations, table))
    words = f"of all laws in their place: {proof.detail}"
    return replace(proof, method=ALL_LAWS, detail=words, obligations=conditions)


def _by_closure(relation: Relation) -> Proof:
    """What is proved of positive laws, carried to those with zeros; nothing that is strict."""
    faces = Faces(relation.given)
    require_no_poles(relation, faces)
    require_limits(relation, faces)
    inside = prove(interior(relation, faces))
    words = f"proved for positive laws, both sides are continuous: {inside.detail}"
    return replace(inside, method="closure", detail=words) if inside else inside


def _by_faces(relation: Relation) -> Proof:
    """The sides compared point by point, wherever values vanish."""
    require_no_poles(relation, Faces(relation.given))
    return _point_by_point(relation_holds(relation, faces := Faces(relation.given)), faces)


def _point_by_point(shown: Shown | None, faces: Faces) -> Proof:
    if shown is None:
        return Proof(False, "proof of sign", "no certificate found")
    return Proof(True, POINT_BY_POINT, shown.words, None, faces.facts, shown.conditions)


@singledispatch
def _prove(statement: Any) -> Proof:
    raise TypeError(f"not a statement: {statement!r}")


@_prove.register
def _(statement: Relation) -> Proof:
    certain = single_outcomes(statement.facts)
    lhs, rhs = (opened(e).xreplace(dict.fromkeys(certain, S.One)) for e in statement.exprs)
    proof = _compared(statement, lhs, rhs)
    return replace(proof, facts=(*proof.facts, *certain.values()))


def _compared(statement: Relation, lhs: Expr, rhs: Expr) -> Proof:
    """What is proved of the two sides."""
    if {S.Infinity, S.NegativeInfinity} & {lhs, rhs}:
        same = lhs == rhs and "=" in statement.relation
        return Proof(same, "normal form", f"a side is infinite; the same: {same}")
    difference = lhs - rhs
    facts = (*statement.facts, *(CALCULUS if difference.has(Integral) else ()))
    if statement.relation == "=":
        proof = prove_zero(difference, facts)
        return replace(proof, detail=DEFINED) if proof and by_definition(statement) else proof
    sign, strict = 1 if statement.relation in (">=", ">") else -1, "=" not in statement.relation
    proof = _from_sign(is_nonnegative(sign * difference, facts), strict)
    if not proof and (logs := _logarithms(lhs, rhs)):
        gap = sign * (logs[0] - logs[1])
        return _from_sign(is_nonnegative(gap, statement.facts), strict)
    return proof


def _logarithms(*sides: Expr) -> list[Expr]:
    """The logarithms of positive sides with exponentials among their factors: they increase."""
    expander = Expander()
    if not any(isinstance(f, exp) for e in sides for f in Mul.make_args(e)):
        return []
    if not all(expander.is_positive(expander.mask(e)) for e in sides):
        return []
    return [expander(log(e)) for e in sides]


def prove_zero(difference: Expr, facts: tuple[Fact, ...]) -> Proof:
    """The difference vanishes identically under the facts."""
    test = is_zero(difference, facts)
    if test.zero:
        return Proof(True, test.method, "remainder 0", None, test.facts_used)
    if laws := tuple(sized(facts)):
        terms = without_last_entries(normal_form(written_out(difference), facts).expr, laws)
        if is_zero(terms).zero:
            used = tuple(law.fact for law in laws)
            return Proof(True, "term by term", "remainder 0", None, used)
    detail = f"remainder ${tex(test.residual)}$"
    return Proof(False, test.method, detail, test.residual, test.facts_used)


def _from_sign(sign: SignProof, strict: bool = False) -> Proof:
    if not sign.proved or (strict and not sign.strict):
        return Proof(False, "proof of sign", "no certificate found")
    return Proof(True, "proof of sign", "; ".join(sign.steps[:3]), None, sign.facts_used)


@_prove.register
def _(statement: Rounds) -> Proof:
    return Proof(False, "normal form", "a printed decimal is decided by balls")


@_prove.register
def _(statement: Every) -> Proof:
    proofs = [prove(part) for part in statement.parts]
    failed = [p for p in proofs if not p]
    if failed:
        return failed[0]
    facts = tuple(f for p in proofs for f in p.facts)
    obligations = tuple(o for p in proofs for o in p.obligations)
    return Proof(True, "every part", f"{len(proofs)} parts proved", None, facts, obligations)


@_prove.register
def _(statement: NotAlways) -> Proof:
    return Proof(False, "normal form", "proved by one certified counterexample to the part")


@_prove.register
def _(statement: Optimum) -> Proof:
    """Stationary at an interior point and concave (convex) inside, or no better value inside.

    The first needs a function that is smooth inside, as its form shows; the second no calculus.
    """
    x, f, at = statement.variable, opened(statement.objective), opened(statement.at)
    if not (statement.hi - statement.lo).is_extended_positive:
        return Proof(False, "proof of sign", "the interval is not proved to be non-empty")
    gaps = [_distance(statement, at - statement.lo), _distance(statement, statement.hi - at)]
    if not all(gaps):
        return Proof(False, "proof of sign", "the point is not proved to lie in the interval")
    facts = (*statement.facts, Between(x, statement.lo, statement.hi))
    sign = 1 if statement.kind == "max" else -1
    interior = all(gap.strict for gap in gaps)
    if interior and is_continuous(f, x, Expander(_intervals(facts)), kinks=False):
        slope = differentiate(f, x)
        curvature = is_nonnegative(-sign * differentiate(slope, x), facts)
        if curvature.strict and prove_zero(substitute(slope, {x: at}), statement.facts):
            words = "stationary there, and the second derivative has one sign inside"
            return Proof(True, "second-order condition", words, None, curvature.facts_used)
    gain = substitute(f, {x: at}) - f
    return _from_sign(is_nonnegative(sign * gain, facts))


def _intervals(facts: tuple[Fact, ...]) -> Iterator[Between]:
    return (f for f in facts if isinstance(f, Between))


def _distance(statement: Optimum, gap: Expr) -> SignProof:
    """Whether a point lies on the inner side of an end of the interval."""
    if gap == oo:
        return SignProof(gap, True, strict=True)
    return is_nonnegative(gap, statement.facts)


@_prove.register(ZeroIff)
@_prove.register(ZeroIffEqual)
def _(statement: ZeroIff | ZeroIffEqual) -> Proof:
    """The value has one sign at every point and is 0 exactly where the condition is."""
    require_no_poles(statement, Faces(statement.given))
    return _point_by_point(zero_set_holds(statement, faces := Faces(statement.given)), faces)
