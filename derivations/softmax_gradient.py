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
        latex=r"\frac{\partial p_j}{\partial z_i}",
    )
    .eq(
        (delta(i, j) * exp(z[j]) * classes(lambda s: exp(z[s])) - exp(z[j]) * exp(z[i]))
        / classes(lambda s: exp(z[s])) ** 2,
        by=differentiation,
        latex=r"\frac{\delta_{ij}e^{z_j}\sum_s e^{z_s}-e^{z_j}e^{z_i}}"
        r"{\left(\sum_s e^{z_s}\right)^2}",
        because="the rule of quotients",
    )
    .eq(softmax(j) * (delta(i, j) - softmax(i)), by=algebra, latex=r"p_j(\delta_{ij}-p_i)")
)

path_other = (
    derive(
        "softmax_gradient.path_other",
        "A path through another class",
        given(z, y, at_i, at_j, Different(i, j)),
        path(j),
        latex=r"\frac{\partial L}{\partial p_j}\frac{\partial p_j}{\partial z_i}\bigg|_{i\ne j}",
    )
    .eq(
        -y.at(j) / softmax(j) * (-softmax(i) * softmax(j)),
        by=distinct_indices,
        latex=r"-\frac{y_j}{p_j}\left(-p_i p_j\right)",
    )
    .eq(y.at(j) * softmax(i), by=algebra, latex=r"y_j p_i")
)

path_same = (
    derive(
        "softmax_gradient.path_same",
        "The path through the same class",
        given(z, y, at_i),
        path(i),
        latex=r"\frac{\partial L}{\partial p_i}\frac{\partial p_i}{\partial z_i}",
    )
    .eq(
        -y.at(i) / softmax(i) * softmax(i) * (1 - softmax(i)),
        by=differentiation,
        latex=r"-\frac{y_i}{p_i}\,p_i(1-p_i)",
    )
    .eq(y.at(i) * (softmax(i) - 1), by=algebra, latex=r"y_i(p_i-1)")
)

gradient = (
    derive(
        "softmax_gradient.gradient",
        "Gradient of softmax with cross-entropy",
        given(z, y, at_i),
        Partial(loss, z[i]),
        latex=r"\frac{\partial L}{\partial z_i}",
        uses=(jacobian.id, path_other.id, path_same.id),
    )
    .eq(
        classes(path),
        by=differentiation,
        latex=r"\sum_{j=1}^K\frac{\partial L}{\partial p_j}\frac{\partial p_j}{\partial z_i}",
        because="the chain rule: one path through every class",
    )
    .eq(
        classes(lambda r: (1 - delta(i, r)) * y.at(r) * softmax(i)) + y.at(i) * (softmax(i) - 1),
        by=differentiation,
        latex=r"\sum_{j\ne i}y_jp_i+y_i(p_i-1)",
        because="the paths with j different from i, and the one with j = i",
    )
    .eq(
        softmax(i) * classes(y.at) - y.at(i),
        by=one_index,
        latex=r"p_i\sum_{j=1}^K y_j-y_i",
    )
    .eq(softmax(i) - y.at(i), by=normalisation, latex=r"p_i-y_i", because="the labels sum to 1")
)

label_sum_needed = derive(
    "softmax_gradient.label_sum_needed",
    "What is left of the gradient if the weights do not sum to 1",
    given(z, weights, at_i),
    Partial(-classes(lambda r: weights[r] * log(softmax(r))), z[i]) - (softmax(i) - weights[i]),
    latex=r"\frac{\partial L}{\partial z_i}-(p_i-y_i)",
).eq(
    softmax(i) * (classes(lambda r: weights[r]) - 1),
    by=differentiation,
    latex=r"p_i\left(\sum_{j=1}^K y_j-1\right)",
)

PAGE = (jacobian, path_other, path_same, gradient, label_sum_needed)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
