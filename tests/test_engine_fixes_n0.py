"""Proofs and refutations that the ledger of note N0 needed."""

from __future__ import annotations

from sympy import log

from derivecheck.functionals import KL, E
from derivecheck.laws import Density, Joint, point
from derivecheck.prove import prove
from derivecheck.statements import given

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
