r"""Entropy, cross-entropy and relative entropy, for finite laws and for densities.

Everything follows from the tangent of the logarithm, log t ≤ t - 1, and from Σp = 1.

Main results
------------
* `gibbs`, `gibbs_densities`: KL(P‖Q) ≥ 0;   `equality`, `equality_densities`: 0 only if P = Q
* `cross_entropy`, `cross_entropy_densities`: H(P, Q) = H(P) + KL(P‖Q)
* `max_entropy`: H(P) ≤ log N

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., section 2.6.
"""

from sympy import Symbol, log

from derivecheck.language import CE, KL, Density, E, FiniteLaw, H, Law, Uniform, given, total
from derivecheck.proof.derivation import Derivation, Lemma, derive
from derivecheck.proof.rules import Rule, definition, linearity, normalisation, sign, special_case

N = Symbol("N", integer=True, positive=True)
t = Symbol("t", positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
p, q = Density("p"), Density("q")

tangent = Lemma(
    "divergence.tangent",
    "The logarithm lies below its tangent at 1",
    given().le(log(t), t - 1),
)

term_by_term = Rule("sign", "every term is at least 0, by the tangent", sign.check, (tangent.id,))


def gibbs_inequality(id: str, title: str, p: Law, q: Law, closed_form: str = "") -> Derivation:
    """KL(P‖Q) ≥ 0: with Σp = Σq = 1 every term becomes t - 1 - log t at t = q/p."""
    return (
        derive(id, title, given(p, q), KL(p, q))
        .eq(
            E(p, lambda x: q.at(x) / p.at(x) - 1 - log(q.at(x) / p.at(x))),
            by=normalisation,
            because="added: the sum of q minus the sum of p, which is 0",
        )
        .ge(0, by=term_by_term)
    )


gibbs = gibbs_inequality("divergence.gibbs", "Gibbs' inequality", P, Q)
gibbs_densities = gibbs_inequality(
    "divergence.gibbs_densities", "Gibbs' inequality for densities", p, q
)
equality = Lemma(
    "divergence.equality",
    "Relative entropy is zero only for equal laws",
    given(P, Q).zero_iff_equal(KL, P, Q),
    uses=(gibbs.id,),
)
equality_densities = Lemma(
    "divergence.equality_densities",
    "Relative entropy is zero only for equal densities",
    given(p, q).zero_iff_equal(KL, p, q),
    uses=(gibbs_densities.id,),
)


entropy = derive(
    "divergence.entropy", "Entropy of a finite law", given(P), H(P), closed_form="entropy"
).eq(E(P, lambda i: log(1 / P.at(i))), by=definition)

relative_entropy = derive(
    "divergence.relative_entropy",
    "Relative entropy with every term at least 0",
    given(P, Q),
    KL(P, Q),
    closed_form="kl",
).eq(
    total(lambda i: P.at(i) * log(P.at(i) / Q.at(i)) + Q.at(i) - P.at(i), 1, N),
    by=normalisation,
)


def split(id: str, title: str, p: Law, q: Law, closed_form: str = "") -> Derivation:
    """H(P, Q) = H(P) + KL(P‖Q)."""
    return (
        derive(id, title, given(p, q), CE(p, q), closed_form=closed_form)
        .eq(-E(p, lambda x: log(q.at(x))), by=definition)
        .eq(-E(p, lambda x: log(p.at(x)) - log(p.at(x) / q.at(x))), by=linearity)
        .eq(H(p) + KL(p, q), by=linearity)
    )


cross_entropy = split(
    "divergence.cross_entropy", "Cross-entropy splits", P, Q, closed_form="cross_entropy"
)
cross_entropy_densities = split(
    "divergence.cross_entropy_densities", "Cross-entropy of densities splits", p, q
)

max_entropy = (
    derive("divergence.max_entropy", "The uniform law has the largest entropy", given(P), H(P))
    .eq(log(N) - KL(P, Uniform(N)), by=normalisation)
    .le(log(N), by=special_case(gibbs, {Q: Uniform(N)}, factor=-1))
)

PAGE = (
    tangent,
    gibbs,
    gibbs_densities,
    equality,
    equality_densities,
    entropy,
    relative_entropy,
    cross_entropy,
    cross_entropy_densities,
    max_entropy,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
