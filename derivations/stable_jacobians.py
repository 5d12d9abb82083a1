r"""Derivatives of softmax itself.

With e_i = exp((z_i - z_t)/T) and S their sum without the class t, as in
`derivecheck.derivations.stable_softmax`, every entry is a product of terms of one sign.

Main results
------------
* `logsumexp_gradient`: softmax(z)_i/T
* `log_softmax_jacobian`: (δ_ik - p_k)/T,   `softmax_jacobian`: p_i (δ_ik - p_k)/T
* `log_softmax_pullback`, `softmax_pullback`: Σ_i g_i times these, without a matrix
"""

from sympy import Expr, Symbol, log

from derivecheck.derivations.softmax_gradient import K, at_i, classes, delta, i, z
from derivecheck.derivations.stable_softmax import (
    T,
    all_but,
    at_t,
    e,
    logsumexp,
    others,
    probability,
)
from derivecheck.language import Family, Index, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import differentiation, one_index

k = Symbol("k", integer=True, positive=True)
at_k = Index(k, K)

logsumexp_gradient = (
    derive(
        "stable.logsumexp_gradient",
        "Gradient of the logarithm of the partition sum",
        given(z, at_i, at_t),
        Partial(logsumexp.start, z[i]),
        closed_form='logsumexp.grad["logits"]',
    )
    .eq(probability(i) / T, by=differentiation)
    .eq(e(i) / (1 + others) / T, by=one_index)
)


def own_or_other(i: Expr, k: Expr) -> Expr:
    """δ_ik - p_k: what is left of 1 for i = k, else -p_k."""
    return (delta(i, k) * all_but(k) - (1 - delta(i, k)) * e(k)) / (1 + others)


log_softmax_jacobian = (
    derive(
        "stable.log_softmax_jacobian",
        "Jacobian of the logarithm of softmax",
        given(z, at_i, at_k, at_t),
        Partial(log(probability(i)), z[k]),
        closed_form='log_softmax.grad["logits"]',
    )
    .eq((delta(i, k) - probability(k)) / T, by=differentiation)
    .eq(own_or_other(i, k) / T, by=one_index)
)

softmax_jacobian = (
    derive(
        "stable.softmax_jacobian",
        "Jacobian of softmax",
        given(z, at_i, at_k, at_t),
        Partial(probability(i), z[k]),
        closed_form='softmax.grad["logits"]',
    )
    .eq(probability(i) * (delta(i, k) - probability(k)) / T, by=differentiation)
    .eq(e(i) / (1 + others) * own_or_other(i, k) / T, by=one_index)
)

g = Family("g", K)  # what is pulled back: the gradient of a loss by the entries of the result


def share(j: Expr) -> Expr:
    """The probability of a class."""
    return e(j) / (1 + others)


log_softmax_pullback = (
    derive(
        "stable.log_softmax_pullback",
        "Gradient through the logarithm of softmax",
        given(z, g, at_k, at_t),
        Partial(classes(lambda j: g[j] * log(probability(j))), z[k]),
        closed_form='log_softmax.pullback["logits"]',
    )
    .eq((g[k] - probability(k) * classes(lambda j: g[j])) / T, by=differentiation)
    .eq((g[k] - share(k) * classes(lambda j: g[j])) / T, by=one_index)
)

softmax_pullback = (
    derive(
        "stable.softmax_pullback",
        "Gradient through softmax",
        given(z, g, at_k, at_t),
        Partial(classes(lambda j: g[j] * probability(j)), z[k]),
        closed_form='softmax.pullback["logits"]',
    )
    .eq(probability(k) * (g[k] - classes(lambda j: g[j] * probability(j))) / T, by=differentiation)
    .eq(share(k) * (g[k] - classes(lambda j: g[j] * share(j))) / T, by=one_index)
)

PAGE = (
    logsumexp_gradient,
    log_softmax_jacobian,
    softmax_jacobian,
    log_softmax_pullback,
    softmax_pullback,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
