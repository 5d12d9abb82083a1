r"""Further divergences of finite laws in stable form.

Each is a sum of terms that are not negative, and of the second order in p - q where the laws nearly
agree, so that nothing cancels: the roundings of Σp and Σq change a term by no more than its share.

    Jeffreys        Σ (p - q) log(p/q)              skewed JS   w KL(P‖M) + (1 - w) KL(Q‖M)
    total variation ½ Σ |p - q|                     χ²          Σ (p - q)²/q
    Hellinger       √(½ Σ (√p - √q)²)               Bhattacharyya   -log Σ √(p q)

With the overlap B = Σ √(p q) and h = ½ Σ (√p - √q)² = 1 - B the last is log(1 + h/B), which keeps
its digits where the laws nearly agree and where they hardly overlap.

Main results
------------
* `jeffreys`, `skewed_js`, `total_variation`, `chi_squared`, `hellinger`, `bhattacharyya`,
  `perplexity`

Source: F. Liese and I. Vajda, "On divergences and informations in statistics and information
theory" (2006); A. Bhattacharyya, "On a measure of divergence between two multinomial populations"
(1946).
"""

from sympy import Abs, Rational, exp, log, sqrt, symbols

from derivecheck.derivations.divergence import P, Q
from derivecheck.derivations.stable_finite import outcomes
from derivecheck.language import KL, H, Interval, Mixture, Unequal, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, definition, linearity, normalisation
from derivecheck.terms.kernels import (
    chi_term,
    kl_term,
    log1p,
    root_gap,
    root_product,
    skewed_js_term,
    times_diff,
    xlogy,
)

half = Rational(1, 2)
w = symbols("w", positive=True)
share = Interval(w)
p, q = P.at, Q.at
overlap = outcomes(lambda i: root_product(p(i), q(i)))
gap = outcomes(lambda i: root_gap(p(i), q(i)))

jeffreys = (
    derive(
        "stable.jeffreys",
        "Sum of the two relative entropies of finite laws",
        given(P, Q),
        KL(P, Q) + KL(Q, P),
        closed_form="jeffreys",
    )
    .eq(outcomes(lambda i: (p(i) - q(i)) * log(p(i) / q(i))), by=linearity)
    .eq(outcomes(lambda i: kl_term(p(i), q(i)) + kl_term(q(i), p(i))), by=algebra)
)

total_variation = derive(
    "stable.total_variation",
    "Total variation of finite laws, half the distance of their probabilities",
    given(P, Q),
    outcomes(lambda i: Abs(p(i) - q(i))) / 2,
    closed_form="total_variation",
).eq(half * outcomes(lambda i: Abs(times_diff(1, p(i), q(i)))), by=algebra)

chi_squared = derive(
    "stable.chi_squared",
    "Pearson's divergence of finite laws",
    given(P, Q),
    outcomes(lambda i: (p(i) - q(i)) ** 2 / q(i)),
    closed_form="chi_squared",
).eq(outcomes(lambda i: chi_term(p(i), q(i))), by=algebra)

hellinger = derive(
    "stable.hellinger",
    "Hellinger distance of finite laws",
    given(P, Q, Unequal(P, Q)),
    sqrt(half * outcomes(lambda i: (sqrt(p(i)) - sqrt(q(i))) ** 2)),
    closed_form="hellinger",
).eq(sqrt(gap), by=algebra)

overlap_and_gap = derive(
    "stable.overlap_and_gap",
    "Overlap of finite laws and what is missing to 1",
    given(P, Q),
    overlap + gap,
).eq(1, by=normalisation)

bhattacharyya = (
    derive(
        "stable.bhattacharyya",
        "Bhattacharyya's divergence of finite laws",
        given(P, Q),
        -log(outcomes(lambda i: sqrt(p(i) * q(i)))),
        closed_form="bhattacharyya",
    )
    .eq(-log(overlap), by=algebra)
    .eq(log((overlap + gap) / overlap), by=normalisation)
    .eq(log1p(gap / overlap), by=algebra)
)

mixture = Mixture((w, P), (1 - w, Q))
skewed_js = (
    derive(
        "stable.skewed_js",
        "Skewed Jensen-Shannon divergence of finite laws",
        given(P, Q, share),
        w * KL(P, mixture) + (1 - w) * KL(Q, mixture),
        closed_form="skewed_js",
    )
    .eq(
        outcomes(
            lambda i: (
                w * p(i) * log(p(i) / mixture.at(i)) + (1 - w) * q(i) * log(q(i) / mixture.at(i))
            )
        ),
        by=linearity,
    )
    .eq(outcomes(lambda i: skewed_js_term(p(i), q(i), w)), by=algebra)
)

perplexity = (
    derive(
        "stable.perplexity",
        "Perplexity of a finite law",
        given(P),
        exp(H(P)),
        closed_form="perplexity",
    )
    .eq(exp(-outcomes(lambda i: p(i) * log(p(i)))), by=definition)
    .eq(exp(-outcomes(lambda i: xlogy(p(i), p(i)))), by=algebra)
)

PAGE = (
    jeffreys,
    skewed_js,
    total_variation,
    chi_squared,
    hellinger,
    overlap_and_gap,
    bhattacharyya,
    perplexity,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
