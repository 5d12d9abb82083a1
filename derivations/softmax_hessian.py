r"""Softmax with cross-entropy: the Hessian, and that the loss is convex in the logits.

    ∂²L/∂z_i∂z_k = p_i(δ_ik - p_k),    cᵀHc = Var_p(c) ≥ 0.

Main results
------------
* `hessian`; `hessian_psd`: the quadratic form of the Hessian is a variance
"""

from sympy import KroneckerDelta, Symbol

from derivecheck.derivations.softmax_gradient import (
    K,
    at_i,
    classes,
    gradient,
    i,
    loss,
    softmax,
    y,
    z,
)
from derivecheck.language import E, Family, FiniteLaw, Index, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import derivative_of, differentiation, normalisation, one_index, sign

k = Symbol("k", integer=True, positive=True)
P, c, at_k, delta = FiniteLaw("p", K), Family("c", K), Index(k, K), KroneckerDelta

hessian = (
    derive(
        "softmax_gradient.hessian",
        "Hessian of softmax with cross-entropy",
        given(z, y, at_i, at_k),
        Partial(Partial(loss, z[i]), z[k]),
    )
    .eq(
        Partial(softmax(i), z[k]),
        by=derivative_of(gradient, z[k]),
    )
    .eq(softmax(i) * (delta(i, k) - softmax(k)), by=differentiation)
)

hessian_psd = (
    derive(
        "softmax_gradient.hessian_psd",
        "The Hessian is positive semidefinite",
        given(P, c),
        classes(lambda r: classes(lambda s: c[r] * P.at(r) * (delta(r, s) - P.at(s)) * c[s])),
        uses=(hessian.id,),
    )
    .eq(
        E(P, lambda r: c[r] ** 2) - E(P, lambda r: c[r]) ** 2,
        by=one_index,
    )
    .eq(
        E(P, lambda r: (c[r] - E(P, lambda s: c[s])) ** 2),
        by=normalisation,
    )
    .ge(0, by=sign)
)

PAGE = (hessian, hessian_psd)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
