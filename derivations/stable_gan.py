r"""Values of the generative adversarial game on finite laws in stable form.

Main results
------------
* `value`: V(D) = Σ p log D + q log(1 - D) for any discriminator D
* `value_at_optimum`: V(D*) = -Σ p log(1 + q/p) - Σ q log(1 + p/q), all terms of one sign; the
  textbook form 2 JS - log 4 loses its digits where p and q hardly overlap
* `by_a`, `by_b`: derivatives of the optimal discriminator
"""

from sympy import log

from derivecheck.derivations.divergence import N, P, Q
from derivecheck.derivations.gan import value_at_optimum_finite
from derivecheck.derivations.gan_discriminator import a, b
from derivecheck.derivations.stable_finite import outcomes
from derivecheck.language import E, Family, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, differentiation, lemma, linearity
from derivecheck.terms.kernels import gan_term, xlog1py, xlogy

D = Family("D", N, sign="unit")

value = derive(
    "stable.gan_value",
    "Value of the game at any discriminator",
    given(P, Q, D),
    E(P, lambda i: log(D[i])) + E(Q, lambda i: log(1 - D[i])),
    closed_form="gan_value",
).eq(outcomes(lambda i: xlogy(P.at(i), D[i]) + xlog1py(Q.at(i), -D[i])), by=linearity)

value_at_optimum = derive(
    "stable.gan_value_at_optimum",
    "Value of the game at the optimal discriminator",
    given(P, Q),
    value_at_optimum_finite.start,
    closed_form="gan_value_at_optimum",
).eq(-outcomes(lambda i: gan_term(P.at(i), Q.at(i)) + gan_term(Q.at(i), P.at(i))), by=algebra)

by_divergence = (
    derive(
        "stable.gan_value_by_divergence",
        "The value at the optimal discriminator is 2 JS - log 4",
        given(P, Q),
        value_at_optimum.result,
    )
    .eq(value_at_optimum_finite.start, by=lemma(value_at_optimum))
    .eq(value_at_optimum_finite.result, by=lemma(value_at_optimum_finite))
)

by_a, by_b = (
    derive(
        f"stable.optimal_discriminator_by_{letter}",
        f"Derivative of the optimal discriminator by {letter}",
        given(),
        Partial(a / (a + b), letter),
        closed_form=f'optimal_discriminator.grad["{letter}"]',
    ).eq(value, by=differentiation)
    for letter, value in ((a, b / (a + b) ** 2), (b, -a / (a + b) ** 2))
)

PAGE = (value, value_at_optimum, by_divergence, by_a, by_b)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
