r"""Softmax with cross-entropy: Jacobian and gradient for any number K of classes.

With p = softmax(z) and labels y, Σy = 1, the loss is L = -Σ_j y_j log p_j, and

    ∂p_j/∂z_i = p_j(δ_ij - p_i),    ∂L/∂z_i = p_i - y_i.

Main results
------------
* `jacobian`; `path_other`, `path_same`: one path j of the chain rule, for j ≠ i and for j = i
* `gradient`: the sum of all paths; Σy = 1 is used in its last step only, and
  `label_sum_needed` says what is left without it
"""

from collections.abc import Callable

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.language import Different, Family, FiniteLaw, Index, Labels, Partial, given, total
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import (
    algebra,
    differentiation,
    distinct_indices,
    normalisation,
    one_index,
)

K = Symbol("K", integer=True, positive=True)
i, j, k = (Symbol(s, integer=True, positive=True) for s in "ijk")
m = Symbol("m", real=True)
z, c, weights = Family("z", K), Family("c", K), Family("y", K, sign="nonnegative")
y, P = Labels("y", K), FiniteLaw("p", K)
at_i, at_j, at_k = (Index(s, K) for s in (i, j, k))
delta = KroneckerDelta


def classes(f: Callable[[Expr], Expr]) -> Expr:
    """Sum over the classes."""
    return total(f, 1, K)


def softmax(r: Expr, shift: Expr | int = 0) -> Expr:
    """exp(z_r - m)/Σ_s exp(z_s - m)."""
    return exp(z[r] - shift) / classes(lambda s: exp(z[s] - shift))


loss = -classes(lambda r: y.at(r) * log(softmax(r)))


def path(r: Expr) -> Expr:
    """∂L/∂p_r · ∂p_r/∂z_i, where ∂L/∂p_r = -y_r/p_r."""
    return -y.at(r) / softmax(r) * Partial(softmax(r), z[i])


jacobian = (
    derive(
        "softmax_gradient.jacobian",
        "Jacobian of softmax",
        given(z, at_i, at_j),
        Partial(softmax(j), z[i]),
    )
    .eq(
        (delta(i, j) * exp(z[j]) * classes(lambda s: exp(z[s])) - exp(z[j]) * exp(z[i]))
        / classes(lambda s: exp(z[s])) ** 2,
        by=differentiation,
        because="the rule of quotients",
    )
    .eq(softmax(j) * (delta(i, j) - softmax(i)), by=algebra)
)

path_other = (
    derive(
        "softmax_gradient.path_other",
        "A path through another class",
        given(z, y, at_i, at_j, Different(i, j)),
        path(j),
    )
    .eq(
        -y.at(j) / softmax(j) * (-softmax(i) * softmax(j)),
        by=distinct_indices,
    )
    .eq(y.at(j) * softmax(i), by=algebra)
)

path_same = (
    derive(
        "softmax_gradient.path_same",
        "The path through the same class",
        given(z, y, at_i),
        path(i),
    )
    .eq(
        -y.at(i) / softmax(i) * softmax(i) * (1 - softmax(i)),
        by=differentiation,
    )
    .eq(y.at(i) * (softmax(i) - 1), by=algebra)
)

gradient = (
    derive(
        "softmax_gradient.gradient",
        "Gradient of softmax with cross-entropy",
        given(z, y, at_i),
        Partial(loss, z[i]),
        uses=(jacobian.id, path_other.id, path_same.id),
    )
    .eq(
        classes(path),
        by=differentiation,
        because="the chain rule: one path through every class",
    )
    .eq(
        classes(lambda r: (1 - delta(i, r)) * y.at(r) * softmax(i)) + y.at(i) * (softmax(i) - 1),
        by=differentiation,
        because="the paths with j different from i, and the one with j = i",
    )
    .eq(
        softmax(i) * classes(y.at) - y.at(i),
        by=one_index,
    )
    .eq(softmax(i) - y.at(i), by=normalisation, because="the labels sum to 1")
)

label_sum_needed = derive(
    "softmax_gradient.label_sum_needed",
    "What is left of the gradient if the weights do not sum to 1",
    given(z, weights, at_i),
    Partial(-classes(lambda r: weights[r] * log(softmax(r))), z[i]) - (softmax(i) - weights[i]),
).eq(
    softmax(i) * (classes(lambda r: weights[r]) - 1),
    by=differentiation,
)

PAGE = (jacobian, path_other, path_same, gradient, label_sum_needed)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
