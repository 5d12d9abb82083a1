r"""Softmax with temperature, its losses and their gradients in stable form.

Everything is relative to one class t, and with e_i = exp((z_i - z_t)/T) the sum over the others is

    S = Σ_{i≠t} e_i.

The formulas hold for any t; where t has the largest logit nothing overflows, and a loss or a
probability that is nearly 0 keeps its digits, since the 1 of the class t itself is never added to
S and taken away again: Σ_{j≠i} e_j = S - expm1((z_i - z_t)/T), two terms of one sign.

Main results
------------
* `logsumexp`, `log_softmax`, `softmax`
* `nll` and `nll_gradient`: the loss at a class y;   `cross_entropy` and `cross_entropy_gradient`:
  with labels y_j ≥ 0, Σy = 1;   `smoothed` and `smoothed_gradient`: labels (1 - ε) δ_jy + ε/K
"""

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.assumptions import Index, Interval
from derivecheck.derivation import derive
from derivecheck.derivations.softmax_gradient import K, at_i, classes, i, z
from derivecheck.derivations.softmax_gradient import y as labels
from derivecheck.functionals import Partial
from derivecheck.kernels import exp_diff, expm1, log1p
from derivecheck.rules import differentiation, linearity, normalisation, one_index
from derivecheck.statements import given

t, y = (Symbol(name, integer=True, positive=True) for name in "ty")
T, epsilon = Symbol("T", positive=True), Symbol("epsilon", positive=True)
at_t, at_y, share = Index(t, K), Index(y, K), Interval(epsilon)
delta = KroneckerDelta


def e(j: Expr) -> Expr:
    """exp((z_j - z_t)/T)."""
    return exp_diff(z[j], z[t], T)


others = classes(lambda j: (1 - delta(j, t)) * e(j))


def all_but(j: Expr) -> Expr:
    """The sum of all e but e_j."""
    return others - expm1((z[j] - z[t]) / T)


def probability(j: Expr) -> Expr:
    """exp(z_j/T)/Σ_k exp(z_k/T)."""
    return exp(z[j] / T) / classes(lambda k: exp(z[k] / T))


def smooth(j: Expr) -> Expr:
    """(1 - ε) δ_jy + ε/K."""
    return (1 - epsilon) * delta(j, y) + epsilon / K


logsumexp = derive(
    "stable.logsumexp",
    "Logarithm of the partition sum",
    given(z, at_t),
    log(classes(lambda k: exp(z[k] / T))),
    closed_form="logsumexp",
).eq(z[t] / T + log1p(others), by=one_index)

log_softmax = derive(
    "stable.log_softmax",
    "Logarithm of softmax",
    given(z, at_i, at_t),
    log(probability(i)),
    closed_form="log_softmax",
).eq((z[i] - z[t]) / T - log1p(others), by=one_index)

softmax = derive(
    "stable.softmax",
    "Softmax",
    given(z, at_i, at_t),
    probability(i),
    closed_form="softmax",
).eq(e(i) / (1 + others), by=one_index)

nll = derive(
    "stable.nll",
    "Loss of softmax at a class",
    given(z, at_y, at_t),
    -log(probability(y)),
    closed_form="nll",
).eq((z[t] - z[y]) / T + log1p(others), by=one_index)

nll_gradient = (
    derive(
        "stable.nll_gradient",
        "Gradient of the loss of softmax at a class",
        given(z, at_i, at_y, at_t),
        Partial(-log(probability(y)), z[i]),
        latex=r"-\frac{\partial}{\partial z_i}\log p_y",
        closed_form="nll_grad",
    )
    .eq((probability(i) - delta(i, y)) / T, by=differentiation)
    .eq(
        ((1 - delta(i, y)) * e(i) - delta(i, y) * all_but(y)) / (1 + others) / T,
        by=one_index,
    )
)

loss = -classes(lambda j: labels.at(j) * log(probability(j)))

cross_entropy = (
    derive(
        "stable.softmax_cross_entropy",
        "Softmax with cross-entropy",
        given(z, labels, at_t),
        loss,
        latex=r"-\sum_j y_j\log p_j",
        closed_form="softmax_cross_entropy",
    )
    .eq(
        classes(lambda j: labels.at(j) * (logsumexp.start - z[j] / T)),
        by=linearity,
    )
    .eq(classes(lambda j: labels.at(j) * (z[t] - z[j])) / T + log1p(others), by=normalisation)
)

cross_entropy_gradient = (
    derive(
        "stable.softmax_cross_entropy_gradient",
        "Gradient of softmax with cross-entropy",
        given(z, labels, at_i, at_t),
        Partial(loss, z[i]),
        latex=r"-\frac{\partial}{\partial z_i}\sum_j y_j\log p_j",
        closed_form="softmax_cross_entropy_grad",
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
    latex=r"-\sum_j\left((1-\varepsilon)\delta_{jy}+\tfrac{\varepsilon}{K}\right)\log p_j",
    closed_form="label_smoothing",
).eq(
    (1 - epsilon) * (z[t] - z[y]) / T
    + epsilon * classes(lambda j: z[t] - z[j]) / K / T
    + log1p(others),
    by=one_index,
)

smoothed_gradient = (
    derive(
        "stable.label_smoothing_gradient",
        "Gradient of the loss of softmax with smoothed labels",
        given(z, at_i, at_y, at_t, share),
        Partial(smoothed.start, z[i]),
        latex=r"\frac{\partial L}{\partial z_i}",
        closed_form="label_smoothing_grad",
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

PAGE = (
    logsumexp,
    log_softmax,
    softmax,
    nll,
    nll_gradient,
    cross_entropy,
    cross_entropy_gradient,
    smoothed,
    smoothed_gradient,
)

if __name__ == "__main__":
    from derivecheck.show import main

    main(PAGE)
