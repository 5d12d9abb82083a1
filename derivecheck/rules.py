"""Rules: justifications that run.

A rule is a narrow function from one link of a chain (a relation) to a `Proof`.  Each names, in the
field's words, the only facts that it may use; a link that needs more fails under it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derivecheck.binders import canonical_binders
from derivecheck.facts import Fact, InRange, InverseMatrices, Moment, Normalised, Symmetric
from derivecheck.functionals import unfold
from derivecheck.moments import GaussianMoments, HalfLineMoments
from derivecheck.prove import Proof, prove, prove_zero
from derivecheck.statements import Relation


@dataclass(frozen=True)
class Rule:
    """One kind of justification."""

    name: str
    sentence: str
    check: Callable[[Relation], Proof]
    uses: tuple[str, ...] = ()


def _by_definition(link: Relation) -> Proof:
    """Both sides unfold to the same sums and integrals."""
    sides = [canonical_binders(unfold(e)) for e in link.exprs]
    if sides[0] == sides[1]:
        return Proof(True, "definition", "the same after unfolding")
    return prove_zero(sides[0] - sides[1], ())


def _with(*kinds: type[Fact]) -> Callable[[Relation], Proof]:
    """An identity by the normal form under facts of these kinds only."""

    def check(link: Relation) -> Proof:
        facts = tuple(f for f in link.facts if isinstance(f, kinds))
        return prove_zero(unfold(link.lhs) - unfold(link.rhs), facts)

    return check


definition = Rule("definition", "by definition", _by_definition)
algebra = Rule("algebra", "rearranged, logarithms of positive quantities split", _with())
linearity = Rule("linearity", "sums and integrals are linear, constants come out", _with())
differentiation = Rule("differentiation", "differentiated term by term", _with(InRange))
one_index = Rule("one index", "the sum over a Kronecker delta keeps one term", _with(InRange))
normalisation = Rule("normalisation", "a law has total mass one", _with(Normalised, InRange))
bayes = Rule("Bayes", "the joint density factorises, p(x,z) = p(x|z) p(z)", _with(Normalised))
moments = Rule(
    "moments",
    "the moments of a normal law",
    _with(GaussianMoments, HalfLineMoments, Moment, Normalised, InverseMatrices, Symmetric),
    uses=("gaussian_moments.normalisation",),
)
sign = Rule("sign", "by a certificate of sign", lambda link: prove(link))


def lemma(relation: Relation, name: str, factor: Any = 1) -> Rule:
    """The step before - after equals ``factor`` times lhs - rhs of a relation proved elsewhere."""

    def check(link: Relation) -> Proof:
        step = unfold(link.lhs) - unfold(link.rhs)
        known = unfold(relation.lhs) - unfold(relation.rhs)
        if link.relation not in ("=", relation.relation):
            return Proof(False, "lemma", f"the lemma is an {relation.relation}")
        return prove_zero(step - factor * known, ())

    return Rule("lemma", f"by {name}", check, uses=(name,))
