r"""The value of the generative adversarial game at the optimal discriminator.

For densities p of the data and q of the generator, and D* = p/(p + q),

    V(D*) = E_p log D* + E_q log(1 - D*) = 2 JS(p, q) - log 4.

Main results
------------
* `optimal_function`: V(D) ≤ V(D*) for every D with values in (0, 1)
* `value_at_optimum`: for arbitrary densities; `value_at_optimum_finite`: for finite laws
* `global_minimum`: V(D*) ≥ -log 4, with equality exactly at p = q (`equality`)

Source: I. Goodfellow et al., "Generative Adversarial Nets" (2014), theorem 1.
"""

from sympy import Expr, log

from derivecheck.derivations.divergence import P, Q, p, q
from derivecheck.derivations.gan_discriminator import optimal_discriminator
from derivecheck.derivations.js import nonnegative_densities
from derivecheck.language import JS, KL, E, Law, RealFunction, ZeroIffEqual, given, midpoint
from derivecheck.proof.derivation import Derivation, Lemma, derive
from derivecheck.proof.rules import algebra, definition, lemma, normalisation, sign


def value(p: Law, q: Law) -> Expr:
    """V(D*) = E_p log(p/(p + q)) + E_q log(1 - p/(p + q))."""
    return E(p, lambda x: log(p.at(x) / (p.at(x) + q.at(x)))) + E(
        q, lambda x: log(1 - p.at(x) / (p.at(x) + q.at(x)))
    )


def value_chain(id: str, p: Law, q: Law, closed_form: str = "") -> Derivation:
    """V(D*) = 2 JS - log 4."""
    m = midpoint(p, q)
    return (
        derive(
            id,
            "Value at the optimal discriminator",
            given(p, q),
            value(p, q),
            closed_form=closed_form,
            uses=(optimal_discriminator.id,),
        )
        .eq(
            E(p, lambda x: log(p.at(x) / (p.at(x) + q.at(x))))
            + E(q, lambda x: log(q.at(x) / (p.at(x) + q.at(x)))),
            by=algebra,
        )
        .eq(
            E(p, lambda x: log(p.at(x) / m.at(x)) - log(2))
            + E(q, lambda x: log(q.at(x) / m.at(x)) - log(2)),
            by=algebra,
        )
        .eq(KL(p, m) + KL(q, m) - 2 * log(2), by=normalisation)
        .eq(2 * JS(p, q) - log(4), by=definition)
    )


value_at_optimum = value_chain("gan.value_at_optimum", p, q)
value_at_optimum_finite = value_chain(
    "gan.value_at_optimum_finite", P, Q, closed_form="gan_value_at_optimum"
)

D = RealFunction("D", sign="unit")
V_of_D = E(p, lambda x: log(D(x))) + E(q, lambda x: log(1 - D(x)))


def above_tangent(t: Expr) -> Expr:
    """t - 1 - log t, which is at least 0."""
    return t - 1 - log(t)


optimal_function = (
    derive(
        "gan.optimal_function",
        "No discriminator has a larger value",
        given(p, q, D),
        value(p, q) - V_of_D,
        uses=("divergence.tangent",),
    )
    .eq(
        E(p, lambda x: above_tangent(D(x) * (p.at(x) + q.at(x)) / p.at(x)))
        + E(q, lambda x: above_tangent((1 - D(x)) * (p.at(x) + q.at(x)) / q.at(x))),
        by=algebra,
        because="the added terms are (p + q)D - p + (p + q)(1 - D) - q = 0",
    )
    .ge(0, by=sign, because="the logarithm lies below its tangent")
)

global_minimum = (
    derive("gan.global_minimum", "The generator's minimum", given(p, q), value(p, q))
    .eq(2 * JS(p, q) - log(4), by=lemma(value_at_optimum))
    .ge(-log(4), by=lemma(nonnegative_densities, factor=2))
)

equality = Lemma(
    "gan.equality",
    "The minimum is reached only where the generator has the law of the data",
    ZeroIffEqual((p, q), value_at_optimum.result + log(4), p, q),
    uses=(value_at_optimum.id, "js.equality"),
)

PAGE = (optimal_function, value_at_optimum, value_at_optimum_finite, global_minimum, equality)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
