"""Rules: justifications that run.

A rule is a narrow function from one link of a chain (a relation) to a `Proof`.  Each names, in the
field's words, the only facts that it may use; a link that needs more fails under it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sympy import (
    Expr,
    Integral,
    KroneckerDelta,
    S,
    Sum,
    default_sort_key,
    hyperexpand,
    integrate,
    summation,
    sympify,
)

from derivecheck.facts.exponential_families import FamilyMoments, PowerMoments, prove_power_integral
from derivecheck.facts.facts import (
    Between,
    Fact,
    InRange,
    InverseMatrices,
    Moment,
    Normalised,
    Symmetric,
)
from derivecheck.facts.moments import GaussianMoments, HalfLineMoments, prove_gaussian_moments
from derivecheck.language.assumptions import Different, Family, RealFunction
from derivecheck.language.functionals import unfold
from derivecheck.language.laws.dirichlet import DirichletMoments, prove_dirichlet_mass
from derivecheck.language.laws.finite import Table
from derivecheck.language.laws.laplace import LaplaceMoments, prove_distance_integral
from derivecheck.language.laws.vectors import TriangularFactors
from derivecheck.language.measures import Assumption, Law
from derivecheck.language.statements import Relation
from derivecheck.language.typeset import tex
from derivecheck.proof.obligations import conditions, exchanges
from derivecheck.proof.prove import Proof, prove, prove_zero, with_conditions
from derivecheck.proof.routines import opened
from derivecheck.proof.signs import is_nonnegative
from derivecheck.terms.binders import canonical_binders, differentiate, replace_free, substitute
from derivecheck.terms.elementary import head_of


@dataclass(frozen=True)
class Rule:
    """One kind of justification."""

    name: str
    sentence: str
    check: Callable[[Relation], Proof]
    uses: tuple[str, ...] = ()

    def prove(self, link: Relation) -> Proof:
        """What the check says, with the conditions that the link leaves open."""
        return with_conditions(link, self.check(link))


def _by_definition(link: Relation) -> Proof:
    """Both sides unfold to the same sums and integrals."""
    sides = [canonical_binders(opened(e)) for e in link.exprs]
    if sides[0] == sides[1]:
        return Proof(True, "definition", "the same after unfolding")
    return prove_zero(sides[0] - sides[1], ())


def _with(*kinds: type[Fact]) -> Callable[[Relation], Proof]:
    """An identity by the normal form under facts of these kinds only."""

    def check(link: Relation) -> Proof:
        facts = tuple(f for f in link.facts if isinstance(f, kinds))
        return prove_zero(opened(link.lhs) - opened(link.rhs), facts)

    return check


definition = Rule("definition", "by definition", _by_definition)
algebra = Rule("algebra", "rearranged, logarithms of positive quantities split", _with(Between))
linearity = Rule("linearity", "sums and integrals are linear, constants come out", _with(Between))
differentiation = Rule("differentiation", "differentiated term by term", _with(InRange, Between))
one_index = Rule("one index", "the sum over a Kronecker delta keeps one term", _with(InRange))
normalisation = Rule("normalisation", "a law has total mass one", _with(Normalised, InRange))
bayes = Rule("Bayes", "the joint density factorises, p(x,z) = p(x|z) p(z)", _with(Normalised))
moments = Rule(
    "moments",
    "the moments of a normal law",
    _with(GaussianMoments, HalfLineMoments, Moment, Normalised, InverseMatrices, Symmetric),
    uses=("gaussian_moments.every_power",),
)
sign = Rule("sign", "by a certificate of sign", lambda link: prove(link))


def _for_distinct_indices(link: Relation) -> Proof:
    """An identity after δ_ij = 0 for the indices that are assumed to differ."""
    pairs = [a.args for a in link.given if isinstance(a, Different)]
    zero = {KroneckerDelta(i, j): S.Zero for i, j in pairs}
    facts = tuple(f for f in link.facts if isinstance(f, InRange))
    return prove_zero(replace_free(_difference(link), zero), facts)


def _by_factors(link: Relation) -> Proof:
    """An identity after means, covariances and determinants are written by triangular factors."""
    difference = _difference(link)
    for a in link.given:
        if isinstance(a, TriangularFactors):
            difference = substitute(difference, a.definitions)
    return prove_zero(
        difference, tuple(f for f in link.facts if isinstance(f, (InverseMatrices, Between)))
    )


factors = Rule(
    "triangular factors", "written by triangular factors of the covariances", _by_factors
)


distinct_indices = Rule(
    "distinct indices",
    "differentiated; the Kronecker delta of different indices is 0",
    _for_distinct_indices,
)


def _integrated(expr: Expr) -> Expr:
    """Every integral and sum replaced by what SymPy's integration and summation give."""
    return expr.replace(
        lambda e: isinstance(e, Integral), lambda e: hyperexpand(_integral(e))
    ).replace(lambda e: isinstance(e, Sum), lambda e: summation(e.function, *e.limits))


def _integral(e: Expr) -> Expr:
    """The value by Meijer G functions, which is quick, else by every method of SymPy."""
    value = integrate(e.function, *e.limits, meijerg=True)
    return integrate(e.function, *e.limits) if value.has(Integral) else value


def _by_integration(link: Relation) -> Proof:
    """Both sides are equal once their integrals and sums are carried out."""
    return prove_zero(_integrated(opened(link.lhs)) - _integrated(opened(link.rhs)), ())


def _by_recurrence(link: Relation) -> Proof:
    """The moments of the Gaussian kernel, after their own proof by induction has run again."""
    return _after(prove_gaussian_moments(), "induction", GaussianMoments)(link)


def _after(residuals: Sequence[Expr], method: str, *kinds: type[Fact]) -> Callable[..., Proof]:
    """An identity under facts of these kinds, whose own proof leaves these residuals."""
    left = [r for r in residuals if r != 0]
    if left:
        return lambda link: Proof(False, method, f"remainder {left[0]}", left[0])
    return _with(*kinds)


integration = Rule("integration", "integrated in closed form", _by_integration)
recurrence = Rule(
    "recurrence",
    "by induction on the power: base case integrated, step by parts",
    _by_recurrence,
)


between_kinks = Rule(
    "three intervals",
    "integrated on the three intervals between the kinks",
    lambda link: _after(prove_distance_integral(), "integration", LaplaceMoments)(link),
)
stick_breaking = Rule(
    "stick breaking",
    "by induction on K: one coordinate integrated by the beta integral, the others rescaled",
    lambda link: _after(prove_dirichlet_mass(), "induction", DirichletMoments)(link),
)
powers = Rule(
    "powers",
    "integrated in closed form, then differentiated by the parameters",
    lambda link: _after(prove_power_integral(), "integration", PowerMoments)(link),
)
FAMILIES = (FamilyMoments, LaplaceMoments, DirichletMoments)


class Proved(Protocol):
    """A derivation or lemma that is proved elsewhere."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def conclusion(self) -> Relation:
        """What it proves."""


def moments_of(*known: Proved) -> Rule:
    """The expectations of the statistics of a family, proved elsewhere by differentiation."""
    uses = tuple(k.id for k in known)
    return Rule("moments", f"by {', '.join(uses)}", _with(*FAMILIES), uses=uses)


def lemma(known: Proved, factor: Any = 1) -> Rule:
    """The step before - after equals ``factor`` times lhs - rhs of a relation proved elsewhere.

    The factor of an inequality must be non-negative; non-positive if it turns the inequality.
    """
    return Rule("lemma", f"by {known.id}", _by_lemma(known.conclusion, factor), uses=(known.id,))


def special_case(known: Proved, values: dict[Any, Any], factor: Any = 1) -> Rule:
    """A relation proved elsewhere for all symbols and laws, at these symbols and laws."""
    table = {old: sympify(new) for old, new in values.items()}
    relation = known.conclusion
    laws = [new for new in table.values() if isinstance(new, Law)]
    atoms = (sorted(new.atoms(Assumption), key=default_sort_key) for new in table.values())
    named = (a for found in atoms for a in found if a.names)
    here = Relation(
        (*(a.xreplace(table) for a in relation.given), *named),
        relation.relation,
        *(e.xreplace(table) for e in relation.exprs),
    )

    def check(link: Relation) -> Proof:
        for law in laws:
            mass = prove_zero(unfold(law.space.functional(law.at)) - 1, link.facts)
            if not mass:
                return mass
        outside = [new for old, new in table.items() if not _is_allowed(old, new, link.facts)]
        if outside:
            return Proof(False, "special case", f"{outside[0]} is not proved to be in the domain")
        return _by_lemma(here, factor)(link)

    return Rule("special case", f"by {known.id}", check, uses=(known.id,))


def _is_allowed(old: Any, new: Any, facts: tuple[Fact, ...]) -> bool:
    """Whether the value of a symbol or law satisfies what is assumed of the symbol or law."""
    if isinstance(old, Law):
        return not _is_positive_law(old, facts) or _is_positive_law(new, facts)
    kinds = [k for k in ("integer", "real", "nonzero") if getattr(old, f"is_{k}")]
    if not all(getattr(new, f"is_{k}") for k in kinds):
        return False
    size = is_nonnegative(new, facts) if old.is_nonnegative else None
    return size is None or size.strict or (size.proved and not old.is_positive)


def _is_positive_law(law: Law, facts: tuple[Fact, ...]) -> bool:
    """Whether every value of a law is proved to be positive."""
    values = law.args if isinstance(law, Table) else [unfold(law.at(law.space.variable()))]
    return all(is_nonnegative(value, facts).strict for value in values)


def derivative_of(known: Proved, wrt: Expr, factor: Any = 1) -> Rule:
    """An equation proved elsewhere for all values of ``wrt``, differentiated on both sides."""
    relation = known.conclusion

    def check(link: Relation) -> Proof:
        if (link.relation, relation.relation) != ("=", "="):
            return Proof(False, "differentiation", "only equations can be differentiated")
        if not _varies_freely(wrt, relation):
            return Proof(False, "differentiation", f"{wrt} does not vary freely")
        missing = _missing(relation, link)
        if missing:
            return Proof(False, "differentiation", f"it also assumes {missing.sentence}")
        difference = _difference(relation)
        proof = _multiple_of(link, differentiate(difference, wrt), factor)
        exchanged = exchanges(difference, wrt, relation.facts)
        return replace(proof, obligations=(*conditions(relation), *exchanged))

    sentence = f"{known.id}, both sides differentiated by ${tex(wrt)}$"
    return Rule("differentiated lemma", sentence, check, uses=(known.id,))


def _by_lemma(relation: Relation, factor: Any) -> Callable[[Relation], Proof]:
    def check(link: Relation) -> Proof:
        missing = _missing(relation, link)
        if missing:
            return Proof(False, "lemma", f"it also assumes {missing.sentence}")
        if not _follows(link.relation, relation.relation, sympify(factor)):
            return Proof(
                False, "lemma", f"{factor} times {relation.relation} is no {link.relation}"
            )
        proof = _multiple_of(link, _difference(relation), factor)
        return replace(proof, obligations=conditions(relation))

    return check


def _follows(wanted: str, known: str, factor: Expr) -> bool:
    """Whether ``factor`` times a difference that is ``known`` 0 is ``wanted`` 0."""
    if known == "=":
        return "=" in wanted
    if wanted not in ("<=", ">="):
        return False
    same = known[0] == wanted[0]
    return bool(factor.is_nonnegative if same else factor.is_nonpositive)


def _varies_freely(wrt: Expr, relation: Relation) -> bool:
    """Whether the equation holds for all values near any one, others held fixed."""
    owners = [a for a in relation.given if str(head_of(wrt)) in a.names]
    return not wrt.is_integer and all(isinstance(a, (Family, RealFunction)) for a in owners)


def _missing(relation: Relation, link: Relation) -> Assumption | None:
    """A hypothesis of the relation that the link does not make."""
    needed = filter(_is_hypothesis, relation.given)
    return next((a for a in needed if a not in link.given), None)


def _is_hypothesis(assumption: Assumption) -> bool:
    """A law that is written out, such as N(0, 1), assumes nothing."""
    return bool(assumption.names) or not isinstance(assumption, Law)


def _difference(relation: Relation) -> Expr:
    return opened(relation.lhs) - opened(relation.rhs)


def _multiple_of(link: Relation, known: Expr, factor: Any) -> Proof:
    """Before - after is a multiple of a difference that is known to be 0, or of known sign."""
    facts = tuple(f for f in link.facts if isinstance(f, InRange))
    return prove_zero(_difference(link) - factor * known, facts)
