r"""The Jensen-Shannon divergence JS(P, Q) = ½KL(P‖M) + ½KL(Q‖M), M = (P + Q)/2.

Main results
------------
* `symmetric`: JS(P, Q) = JS(Q, P);   `as_entropies`: JS = H(M) - ½H(P) - ½H(Q)
* `bounds`: 0 ≤ JS ≤ log 2, from `nonnegative` and `at_most_log_2`; `equality`: 0 only if P = Q

Each for finite laws with any number of outcomes and (`…_densities`) for densities.

Source: J. Lin, "Divergence measures based on the Shannon entropy" (1991).
"""

from sympy import Rational, log

from derivecheck.derivations.divergence import P, Q, gibbs, gibbs_densities, p, q
from derivecheck.language import JS, KL, E, H, Law, given, midpoint
from derivecheck.proof.derivation import Derivation, Lemma, derive
from derivecheck.proof.rules import definition, linearity, normalisation, sign, special_case

half = Rational(1, 2)


def nonnegativity(id: str, p: Law, q: Law, gibbs: Derivation) -> Derivation:
    """JS ≥ 0, by Gibbs' inequality twice."""
    m = midpoint(p, q)
    return (
        derive(id, "Jensen-Shannon divergence is non-negative", given(p, q), JS(p, q))
        .eq(half * KL(p, m) + half * KL(q, m), by=definition)
        .ge(half * KL(q, m), by=special_case(gibbs, {q: m}, factor=half))
        .ge(0, by=special_case(gibbs, {p: q, q: m}, factor=half))
    )


def upper_bound(id: str, p: Law, q: Law) -> Derivation:
    """JS ≤ log 2: log(p/m) = log 2 - log(1 + q/p), and the last logarithm is positive."""
    return (
        derive(id, "Jensen-Shannon divergence is at most log 2", given(p, q), JS(p, q))
        .eq(
            log(2)
            - half * E(p, lambda x: log(1 + q.at(x) / p.at(x)))
            - half * E(q, lambda x: log(1 + p.at(x) / q.at(x))),
            by=normalisation,
        )
        .le(log(2), by=sign, because="the means of positive functions are taken away")
    )


nonnegative = nonnegativity("js.nonnegative", P, Q, gibbs)
nonnegative_densities = nonnegativity("js.nonnegative_densities", p, q, gibbs_densities)
at_most_log_2 = upper_bound("js.at_most_log_2", P, Q)
at_most_log_2_densities = upper_bound("js.at_most_log_2_densities", p, q)

written_out = derive(
    "js.written_out",
    "Jensen-Shannon divergence written out",
    given(P, Q),
    JS(P, Q),
    closed_form="js",
).eq(half * KL(P, midpoint(P, Q)) + half * KL(Q, midpoint(P, Q)), by=definition)

symmetric = (
    derive("js.symmetric", "Jensen-Shannon divergence is symmetric", given(P, Q), JS(P, Q))
    .eq(half * KL(P, midpoint(P, Q)) + half * KL(Q, midpoint(P, Q)), by=definition)
    .eq(JS(Q, P), by=definition)
)

as_entropies = (
    derive(
        "js.as_entropies",
        "Jensen-Shannon divergence as a difference of entropies",
        given(P, Q),
        JS(P, Q),
    )
    .eq(half * KL(P, midpoint(P, Q)) + half * KL(Q, midpoint(P, Q)), by=definition)
    .eq(H(midpoint(P, Q)) - half * H(P) - half * H(Q), by=linearity)
)


def bounded(id: str, p: Law, q: Law, uses: tuple[str, ...]) -> Lemma:
    """0 ≤ JS ≤ log 2."""
    both = given(p, q).every(given(p, q).ge(JS(p, q), 0), given(p, q).le(JS(p, q), log(2)))
    title = "Jensen-Shannon divergence lies between 0 and log 2"
    return Lemma(id, title, both, uses)


bounds = bounded("js.bounds", P, Q, (nonnegative.id, at_most_log_2.id))
bounds_densities = bounded(
    "js.bounds_densities", p, q, (nonnegative_densities.id, at_most_log_2_densities.id)
)

equality = Lemma(
    "js.equality",
    "Jensen-Shannon divergence is zero only for equal laws",
    given(P, Q).zero_iff_equal(JS, P, Q),
    uses=(nonnegative.id,),
)

PAGE = (
    written_out,
    nonnegative,
    nonnegative_densities,
    at_most_log_2,
    at_most_log_2_densities,
    symmetric,
    as_entropies,
    bounds,
    bounds_densities,
    equality,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
