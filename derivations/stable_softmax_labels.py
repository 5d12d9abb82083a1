r"""Losses of softmax with labels y_j ≥ 0, Σy = 1, and with smoothed labels, in stable form.

With e_j = exp((z_j - z_t)/T) and S = Σ_{j≠t} e_j as in `derivecheck.derivations.stable_softmax`,

    L = Σ y_j (z_t - z_j)/T + log1p(S),    T ∂L/∂z_i = [e_i (1 - y_i) - y_i Σ_{j≠i} e_j]/(1 + S).

Main results
------------
* `cross_entropy`, `cross_entropy_gradient`: any labels
* `smoothed`, `smoothed_gradient`: labels (1 - ε) δ_jy + ε/K

Source of the smoothed labels: C. Szegedy et al., "Rethinking the Inception Architecture for
Computer Vision" (2016), section 7.
"""

from sympy import Expr, Symbol, log

from derivecheck.derivations.softmax_gradient import K, at_i, classes, delta, i, z
from derivecheck.derivations.softmax_gradient import y as labels
from derivecheck.derivations.stable_softmax import (
    T,
    all_but,
    at_t,
    at_y,
    e,
    logsumexp,
    others,
    probability,
    t,
    y,
)
from derivecheck.language import Interval, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import differentiation, linearity, normalisation, one_index
from derivecheck.terms.kernels import log1p, times_diff

epsilon = Symbol("epsilon", positive=True)
share = Interval(epsilon)


def smooth(j: Expr) -> Expr:
    """(1 - ε) δ_jy + ε/K."""
    return (1 - epsilon) * delta(j, y) + epsilon / K


loss = -classes(lambda j: labels.at(j) * log(probability(j)))

cross_entropy = (
    derive(
        "stable.softmax_cross_entropy",
        "Softmax with cross-entropy",
        given(z, labels, at_t),
        loss,
        closed_form="softmax_cross_entropy",
    )
    .eq(
        classes(lambda j: labels.at(j) * (logsumexp.start - z[j] / T)),
        by=linearity,
    )
    .eq(
        classes(lambda j: times_diff(labels.at(j), z[t], z[j])) / T + log1p(others),
        by=normalisation,
    )
)

cross_entropy_gradient = (
    derive(
        "stable.softmax_cross_entropy_gradient",
        "Gradient of softmax with cross-entropy",
        given(z, labels, at_i, at_t),
        Partial(loss, z[i]),
        closed_form='softmax_cross_entropy.grad["logits"]',
    )
    .eq((probability(i) * classes(labels.at) - labels.at(i)) / T, by=differentiation)
    .eq((probability(i) - labels.at(i)) / T, by=normalisation)
    .eq(
        (e(i) * (1 - labels.at(i)) - labels.at(i) * all_but(i)) / (1 + others) / T,
        by=one_index,
    )
)

smoothed = derive(
    "stable.label_smoothing",
    "Loss of softmax with smoothed labels",
    given(z, at_y, at_t, share),
    -classes(lambda j: smooth(j) * log(probability(j))),
    closed_form="label_smoothing",
).eq(
    times_diff(1 - epsilon, z[t], z[y]) / T
    + classes(lambda j: times_diff(epsilon, z[t], z[j])) / K / T
    + log1p(others),
    by=one_index,
)

smoothed_gradient = (
    derive(
        "stable.label_smoothing_gradient",
        "Gradient of the loss of softmax with smoothed labels",
        given(z, at_i, at_y, at_t, share),
        Partial(smoothed.start, z[i]),
        closed_form='label_smoothing.grad["logits"]',
    )
    .eq((probability(i) - smooth(i)) / T, by=differentiation)
    .eq(
        (
            e(i) * (delta(i, y) * epsilon * (K - 1) / K + (1 - delta(i, y)) * (1 - epsilon / K))
            - smooth(i) * all_but(i)
        )
        / (1 + others)
        / T,
        by=one_index,
    )
)

PAGE = (cross_entropy, cross_entropy_gradient, smoothed, smoothed_gradient)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
