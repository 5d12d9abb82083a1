"""The first interpreter: a statement proved in general by the normal form and proofs of sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any

from sympy import Expr, Mul, S, exp, log, oo

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.measures import Law, Outcomes, Space
from derivecheck.language.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIffEqual,
    substituted_law,
)
from derivecheck.language.typeset import tex
from derivecheck.proof.concrete import sized, without_last_entries, written_out
from derivecheck.proof.normal_form import Obligation, is_zero, normal_form
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.proof.routines import opened
from derivecheck.proof.signs import SignProof, is_nonnegative
from derivecheck.terms.binders import OPERATORS, BinderError, Bound, differentiate, substitute
from derivecheck.terms.elementary import Expander


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


@lru_cache(maxsize=256)
def prove(statement: Statement) -> Proof:
    """A proof of the statement under its assumptions, or the reason why none was found."""
    try:
        return _prove(statement)
    except (UnsupportedStatement, BinderError) as reason:
        return Proof(False, "normal form", f"not covered: {reason}")


@singledispatch
def _prove(statement: Any) -> Proof:
    raise TypeError(f"not a statement: {statement!r}")


@_prove.register
def _(statement: Relation) -> Proof:
    lhs, rhs = (opened(e) for e in statement.exprs)
    if S.Infinity in (lhs, rhs):
        same = lhs == rhs and "=" in statement.relation
        return Proof(same, "normal form", f"both sides are infinite: {same}")
    difference = lhs - rhs
    if statement.relation == "=":
        return prove_zero(difference, statement.facts)
    sign, strict = 1 if statement.relation in (">=", ">") else -1, "=" not in statement.relation
    proof = _from_sign(is_nonnegative(sign * difference, statement.facts), strict)
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
        return Proof(True, test.method, "remainder 0", None, test.facts_used, test.obligations)
    if laws := tuple(sized(facts)):
        terms = without_last_entries(normal_form(written_out(difference), facts).expr, laws)
        if is_zero(terms).zero:
            used = tuple(law.fact for law in laws)
            return Proof(True, "term by term", "remainder 0", None, used, test.obligations)
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
    """Stationary at an interior point and concave (convex) inside, or no better value inside."""
    x, f, at = statement.variable, opened(statement.objective), opened(statement.at)
    if not (statement.hi - statement.lo).is_extended_positive:
        return Proof(False, "proof of sign", "the interval is not proved to be non-empty")
    gaps = [_distance(statement, at - statement.lo), _distance(statement, statement.hi - at)]
    if not all(gaps):
        return Proof(False, "proof of sign", "the point is not proved to lie in the interval")
    facts = (*statement.facts, Between(x, statement.lo, statement.hi))
    sign = 1 if statement.kind == "max" else -1
    slope = differentiate(f, x)
    interior = all(gap.strict for gap in gaps)
    curvature = is_nonnegative(-sign * differentiate(slope, x), facts)
    if interior and curvature.strict and prove_zero(substitute(slope, {x: at}), statement.facts):
        words = "stationary there, and the second derivative has one sign inside"
        return Proof(True, "second-order condition", words, None, curvature.facts_used)
    gain = substitute(f, {x: at}) - f
    return _from_sign(is_nonnegative(sign * gain, facts))


def _distance(statement: Optimum, gap: Expr) -> SignProof:
    """Whether a point lies on the inner side of an end of the interval."""
    if gap == oo:
        return SignProof(gap, True, strict=True)
    return is_nonnegative(gap, statement.facts)


@_prove.register
def _(statement: ZeroIffEqual) -> Proof:
    """The value has one sign and its zero set is p = q; and it vanishes when q is p."""
    value = opened(statement.value)
    signs = (is_nonnegative(v, statement.facts) for v in (value, -value))
    sign = next((s for s in signs if s), SignProof(value, False))
    equal = any(_says_equal(z, statement.p, statement.q) for z in sign.zeros)
    if not (sign.proved and equal and _is_over_all(value, statement.p.space)):
        return Proof(False, "proof of sign", "no certificate that the value is 0 only if p = q")
    back = prove_zero(opened(substituted_law(statement.value, statement)), statement.facts)
    if not back:
        return back
    return Proof(True, "zero set", "; ".join(sign.steps[:3]), None, sign.facts_used)


def _says_equal(zero: Expr, p: Law, q: Law) -> bool:
    """Whether zero = 0 forces p = q: it is p - q at every point, up to a factor that never is 0."""
    for point in zero.atoms(Bound):
        ratio = (zero / (p.at(point) - q.at(point))).cancel()
        if ratio.is_nonzero:
            return True
    return False


def _is_over_all(value: Expr, space: Space) -> bool:
    """Whether every sum and integral runs over the whole space."""
    whole = (1, space.args[0]) if isinstance(space, Outcomes) else (-oo, oo)
    operators = value.atoms(*OPERATORS)
    return all((lo, hi) == whole for operator in operators for _, lo, hi in operator.limits)
