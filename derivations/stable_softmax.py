r"""Softmax with temperature, its losses and their gradients in stable form.

Everything is relative to one class t, and with e_i = exp((z_i - z_t)/T) the sum over the others is

    S = Σ_{i≠t} e_i.

The formulas hold for any t; where t has the largest logit nothing overflows, and a loss or a
probability that is nearly 0 keeps its digits, since the 1 of the class t itself is never added to
S and taken away again: Σ_{j≠i} e_j = S - expm1((z_i - z_t)/T), two terms of one sign.

Main results
------------
* `logsumexp`, `log_softmax`, `softmax`
* `nll`, `nll_gradient`: the loss at a class y and its gradient

Losses with other labels are in `derivecheck.derivations.stable_softmax_labels`.
"""

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.derivations.softmax_gradient import K, at_i, classes, i, z
from derivecheck.language import Index, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import differentiation, one_index
from derivecheck.terms.kernels import exp_diff, expm1, log1p, times_diff

t, y = (Symbol(name, integer=True, positive=True) for name in "ty")
T = Symbol("T", positive=True)
at_t, at_y = Index(t, K), Index(y, K)
delta = KroneckerDelta


def e(j: Expr) -> Expr:
    """exp((z_j - z_t)/T)."""
    return exp_diff(z[j], z[t], T)


others = classes(lambda j: (1 - delta(j, t)) * e(j))


def all_but(j: Expr) -> Expr:
    """The sum of all e but e_j."""
    return others - expm1(below(j))


def below(j: Expr) -> Expr:
    """(z_j - z_t)/T."""
    return times_diff(1, z[j], z[t]) / T


def probability(j: Expr) -> Expr:
    """exp(z_j/T)/Σ_k exp(z_k/T)."""
    return exp(z[j] / T) / classes(lambda k: exp(z[k] / T))


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
).eq(below(i) - log1p(others), by=one_index)

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
).eq(log1p(others) - below(y), by=one_index)

nll_gradient = (
    derive(
        "stable.nll_gradient",
        "Gradient of the loss of softmax at a class",
        given(z, at_i, at_y, at_t),
        Partial(-log(probability(y)), z[i]),
        closed_form='nll.grad["logits"]',
    )
    .eq((probability(i) - delta(i, y)) / T, by=differentiation)
    .eq(
        ((1 - delta(i, y)) * e(i) - delta(i, y) * all_but(y)) / (1 + others) / T,
        by=one_index,
    )
)

PAGE = (logsumexp, log_softmax, softmax, nll, nll_gradient)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
