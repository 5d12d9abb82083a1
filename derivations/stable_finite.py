r"""Entropies and divergences of finite laws in stable form.

The textbook forms subtract nearly equal numbers where the laws nearly agree, or where one outcome
is nearly certain.  Here every difference lies inside a kernel of `derivecheck.terms.kernels`.

Main results
------------
* `kl`: KL(P‖Q) = Σ kl(p_i, q_i)/Σp + log(1 + t) - t with t = Σ(q - p)/Σp, where Σp = 1;
  `kl_of_weights` says that the same expression is the divergence of any positive weights, each
  divided by their sum, so that the rounding of Σp and Σq does no harm
* `js`, `js_distance`; `entropy`, `cross_entropy`
* `binary_entropy`, `kl_bernoulli`, `information_content`: of a coin with P(1) = p
"""

from collections.abc import Callable

from sympy import Expr, log, sqrt, symbols

from derivecheck.derivations.divergence import N, P, Q, relative_entropy
from derivecheck.derivations.js import written_out
from derivecheck.language import (
    CE,
    JS,
    KL,
    Family,
    H,
    Interval,
    Table,
    Unequal,
    bernoulli,
    given,
    total,
)
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, definition, lemma, linearity, normalisation
from derivecheck.terms.kernels import above_gap, js_term, kl_term, kl_term_rest, xlog1py, xlogy

p, q = symbols("p q", positive=True)
coin_p, coin_q = Interval(p), Interval(q)
w, v = (Family(name, N, sign="positive") for name in "wv")


def outcomes(f: Callable[[Expr], Expr]) -> Expr:
    """Sum over the outcomes."""
    return total(f, 1, N)


def normalised_kl(p: Callable[[Expr], Expr], q: Callable[[Expr], Expr]) -> Expr:
    """Σ kl(p_i, q_i)/Σp + log(1 + t) - t for t = Σ(q - p)/Σp, at least 0."""
    mass, gap = outcomes(p), outcomes(lambda i: q(i) - p(i))
    return above_gap(outcomes(lambda i: kl_term(p(i), q(i))) / mass, gap / mass)


entropy = derive(
    "stable.entropy", "Entropy of a finite law", given(P), H(P), closed_form="entropy"
).eq(-outcomes(lambda i: xlogy(P.at(i), P.at(i))), by=definition)

cross_entropy = derive(
    "stable.cross_entropy",
    "Cross-entropy of finite laws",
    given(P, Q),
    CE(P, Q),
    closed_form="cross_entropy",
).eq(-outcomes(lambda i: xlogy(P.at(i), Q.at(i))), by=definition)

kl = (
    derive("stable.kl", "Relative entropy of finite laws", given(P, Q), KL(P, Q), closed_form="kl")
    .eq(relative_entropy.result, by=lemma(relative_entropy))
    .eq(outcomes(lambda i: kl_term(P.at(i), Q.at(i))), by=linearity)
    .eq(normalised_kl(P.at, Q.at), by=normalisation)
)

kl_of_weights = derive(
    "stable.kl_of_weights",
    "Relative entropy of positive weights, each divided by their sum",
    given(w, v),
    outcomes(
        lambda i: (
            w[i]
            / outcomes(lambda j: w[j])
            * log(w[i] / outcomes(lambda j: w[j]) * outcomes(lambda j: v[j]) / v[i])
        )
    ),
).eq(normalised_kl(lambda i: w[i], lambda i: v[i]), by=algebra)

js = (
    derive(
        "stable.js",
        "Jensen-Shannon divergence of finite laws",
        given(P, Q),
        JS(P, Q),
        closed_form="js",
    )
    .eq(written_out.result, by=lemma(written_out))
    .eq(outcomes(lambda i: js_term(P.at(i), Q.at(i))), by=linearity)
)

js_distance = derive(
    "stable.js_distance",
    "Jensen-Shannon distance of finite laws that differ",
    given(P, Q, Unequal(P, Q)),
    sqrt(JS(P, Q)),
    closed_form="js_distance",
).eq(sqrt(js.result), by=linearity)

binary_entropy = derive(
    "stable.binary_entropy",
    "Entropy of a coin",
    given(coin_p),
    H(bernoulli(p)),
    closed_form="binary_entropy",
).eq(-xlogy(p, p) - xlog1py(1 - p, -p), by=definition)

kl_bernoulli = derive(
    "stable.kl_bernoulli",
    "Relative entropy of two coins",
    given(coin_p, coin_q),
    KL(bernoulli(p), bernoulli(q)),
    closed_form="kl_bernoulli",
).eq(kl_term(p, q) + kl_term_rest(p, q), by=algebra)

information_content = derive(
    "stable.information_content",
    "Information content, the cross-entropy of a certain outcome and the law that is expected",
    given(coin_p),
    CE(Table(1, 0), bernoulli(p)),
    closed_form="information_content",
).eq(-log(p), by=definition)

PAGE = (
    entropy,
    cross_entropy,
    kl,
    kl_of_weights,
    js,
    js_distance,
    binary_entropy,
    kl_bernoulli,
    information_content,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
