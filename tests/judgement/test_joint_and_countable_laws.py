"""Joint densities with their conditionals, laws on all integers, and mistakes among them."""

from __future__ import annotations

from sympy import Symbol, log

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import CE, KL, E, H
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.measures import point
from derivecheck.language.statements import given
from derivecheck.proof.prove import prove

x = point("x")
JOINT, Q = Joint("p"), Density("q", x)


def test_gibbs_compares_a_law_with_a_joint_density_of_mass_p_x() -> None:
    elbo = E(Q, lambda z: log(JOINT.at(x, z)) - log(Q.at(z)))
    assert prove(given(JOINT, Q).le(elbo, log(JOINT.of_x.at(x))))
    assert prove(given(JOINT, Q).ge(KL(Q, JOINT.z_given(x)), 0))


def test_gibbs_does_not_prove_a_bound_by_another_constant() -> None:
    elbo = E(Q, lambda z: log(JOINT.at(x, z)) - log(Q.at(z)))
    assert not prove(given(JOINT, Q).le(elbo, 0))
    assert not prove(given(JOINT, Q).le(elbo, 2 * log(JOINT.of_x.at(x))))
    assert not prove(given(JOINT, Q).ge(elbo, log(JOINT.of_x.at(x))))


def test_laws_on_all_integers() -> None:
    p, q = CountableLaw("p"), CountableLaw("q")
    identity = given(p, q).eq(KL(p, q), CE(p, q) - H(p))
    assert judge(identity).verdict is Verdict.PROVED
    assert judge(given(p, q).ge(KL(p, q), 0)).verdict is Verdict.PROVED
    assert judge(given(p, q).eq(E(p, lambda i: q.at(i)), 1)).verdict is Verdict.REFUTED
    assert judge(given(p, q).symmetric(CE, p, q)).verdict is Verdict.REFUTED


def test_a_false_symmetry_is_not_repaired_by_a_tautology() -> None:
    n = Symbol("N", integer=True, positive=True)
    p, q = FiniteLaw("p", n), FiniteLaw("q", n)
    assert diagnose(given(p, q).symmetric(KL, p, q)) is None
    named = diagnose(given(p, q).eq(CE(p, q) - H(p), KL(q, p)))
    assert named is not None
    assert named.fixed.exprs[1] == KL(p, q)


def test_a_factor_too_many_in_a_logarithm_is_named() -> None:
    px = JOINT.of_x.at(x)
    ratio = E(Q, lambda z: log(Q.at(z) / JOINT.at(x, z)))
    spurious = E(Q, lambda z: log(Q.at(z) * px / JOINT.at(x, z)))
    named = diagnose(given(JOINT, Q).eq(ratio, spurious))
    assert named is not None
    assert named[0] == "a factor too many in the logarithm"
    assert named.fixed.exprs[1] == ratio
    squared = E(Q, lambda z: log(Q.at(z) * px**2 / JOINT.at(x, z) ** 2))
    other = diagnose(given(JOINT, Q).eq(ratio, squared))
    assert other is None or other[0] != named[0]
