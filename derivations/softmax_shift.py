r"""Softmax, its loss and its gradient by shifted logits, as they are computed.

Softmax does not change if the same number m is taken from all logits; with m the largest of them
no exponential overflows.

Main results
------------
* `shift`: softmax(z) = softmax(z - m)
* `stable_loss`: L = m + log Σ exp(z_j - m) - Σ y_j z_j
* `shifted_gradient`: p_i - y_i in shifted logits
"""

from sympy import Symbol, exp, log

from derivecheck.derivations.softmax_gradient import at_i, classes, gradient, i, loss, softmax, y, z
from derivecheck.language import Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, lemma, normalisation

m = Symbol("m", real=True)

shift = derive(
    "softmax_gradient.shift",
    "Softmax does not change if a number is taken from all logits",
    given(z, at_i),
    softmax(i),
    closed_form="softmax",
).eq(softmax(i, m), by=algebra)

stable_loss = (
    derive(
        "softmax_gradient.loss",
        "Softmax with cross-entropy by the logarithm of the partition sum",
        given(z, y),
        loss,
        closed_form="softmax_cross_entropy",
    )
    .eq(
        log(classes(lambda s: exp(z[s]))) - classes(lambda r: y.at(r) * z[r]),
        by=normalisation,
        because="the labels sum to 1",
    )
    .eq(
        m + log(classes(lambda s: exp(z[s] - m))) - classes(lambda r: y.at(r) * z[r]),
        by=algebra,
    )
)

shifted_gradient = (
    derive(
        "softmax_gradient.shifted_gradient",
        "The gradient by shifted logits",
        given(z, y, at_i),
        Partial(loss, z[i]),
        closed_form='softmax_cross_entropy.grad["logits"]',
    )
    .eq(softmax(i) - y.at(i), by=lemma(gradient))
    .eq(softmax(i, m) - y.at(i), by=algebra)
)

PAGE = (shift, stable_loss, shifted_gradient)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
