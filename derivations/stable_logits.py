r"""Divergences of softmax laws by their logits in stable form.

For p = softmax(a/T), q = softmax(b/T) and any number c let x_i = (b_i - a_i)/T - c - d, where d
makes the mean of x under p vanish.  Then

    KL(p‖q) = log E_p exp(x) = log1p(V),    V = E_p[exp(x) - 1 - x],    q_i = p_i exp(x_i - KL),

with no negative term, so that nothing cancels where the laws nearly agree; d only makes good the
rounding of a c near the mean of (b - a)/T.  Where V would overflow the form (`…_far`) relative to a
class s of b takes its place.  All hold for any classes t and s; the largest logits serve best.

Main results
------------
* `kl`, `kl_far`; gradients by b (`kl_by_b`, `kl_by_b_far`) and by a (`kl_by_a`)

What else is written in these terms is in `derivecheck.derivations.stable_logits_losses`.
"""

from collections.abc import Callable

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.assumptions import Family, Index
from derivecheck.derivation import Derivation, derive
from derivecheck.derivations.softmax_gradient import K, at_i, classes, i
from derivecheck.functionals import Partial
from derivecheck.kernels import exp_diff, log1p, tilt, tilt_diff, tilt_gap
from derivecheck.rules import algebra, differentiation, one_index
from derivecheck.statements import Given, given

s, t = (Symbol(name, integer=True, positive=True) for name in "st")
T, c = Symbol("T", positive=True), Symbol("c", real=True)
a, b = Family("a", K), Family("b", K)
at_s, at_t = Index(s, K), Index(t, K)
near, far = given(a, b, at_t), given(a, b, at_s, at_t)


def softmax(z: Family) -> Callable[[Expr], Expr]:
    """i ↦ exp(z_i/T)/Σ_k exp(z_k/T)."""
    return lambda i: exp(z[i] / T) / classes(lambda k: exp(z[k] / T))


def others(z: Family, top: Expr) -> Expr:
    """The sum of exp((z_i - z_top)/T) over the other classes."""
    return classes(lambda i: (1 - KroneckerDelta(i, top)) * exp_diff(z[i], z[top], T))


def mean(f: Callable[[Expr], Expr]) -> Expr:
    """The mean of f under softmax(a/T)."""
    return classes(lambda i: exp_diff(a[i], a[t], T) * f(i)) / mass


p, q = softmax(a), softmax(b)
mass = 1 + others(a, t)
d = mean(lambda i: tilt(a[i], b[i], c, T))
near_value = log1p(classes(lambda i: tilt_gap(a[i], a[t], b[i], c, d, T)) / mass)
log_masses = log1p(others(b, s)) - log1p(others(a, t))
far_value = tilt(a[t], b[s], c, T) - d + log_masses


def of_p(i: Expr) -> Expr:
    """p_i, by the class t."""
    return exp_diff(a[i], a[t], T) / mass


def of_q(i: Expr) -> Expr:
    """q_i, by the class s."""
    return exp_diff(b[i], b[s], T) / (1 + others(b, s))


divergence = classes(lambda i: p(i) * log(p(i) / q(i)))
KL_TEX = r"\sum_i p_i\log\frac{p_i}{q_i}"
cumulant = log(classes(lambda i: p(i) * exp((b[i] - a[i]) / T))) - classes(
    lambda i: p(i) * (b[i] - a[i]) / T
)


def divergence_by_logits(name: str, where: Given, value: Expr) -> Derivation:
    """KL as a cumulant, then without cancellation."""
    return (
        derive(
            f"stable.{name}",
            "Relative entropy of softmax laws by their logits",
            where,
            divergence,
            latex=KL_TEX,
            closed_form="kl_logits",
        )
        .eq(cumulant, by=algebra, because="q/p is exp((b - a)/T) divided by its mean under p")
        .eq(value, by=one_index)
    )


def gradient_by_b(name: str, where: Given, gap: Expr) -> Derivation:
    """(q_i - p_i)/T."""
    return (
        derive(
            f"stable.{name}",
            "Gradient of the relative entropy by the logits of its second law",
            given(*where.assumptions, at_i),
            Partial(divergence, b[i]),
            latex=r"\frac{\partial}{\partial b_i}" + KL_TEX,
            closed_form='kl_logits.grad["logits_q"]',
        )
        .eq((q(i) - p(i)) / T, by=differentiation)
        .eq(gap / T, by=one_index)
    )


kl = divergence_by_logits("kl_logits", near, near_value)
kl_far = divergence_by_logits("kl_logits_far", far, far_value)
kl_by_b = gradient_by_b(
    "kl_logits_by_b", near, tilt_diff(a[i], a[t], b[i], c, d + near_value, T) / mass
)
kl_by_b_far = gradient_by_b("kl_logits_by_b_far", far, of_q(i) - of_p(i))
kl_by_a = (
    derive(
        "stable.kl_logits_by_a",
        "Gradient of the relative entropy by the logits of its first law",
        given(a, b, at_t, at_i),
        Partial(divergence, a[i]),
        latex=r"\frac{\partial}{\partial a_i}" + KL_TEX,
        closed_form='kl_logits.grad["logits_p"]',
    )
    .eq(p(i) * (log(p(i) / q(i)) - divergence) / T, by=differentiation)
    .eq(exp_diff(a[i], a[t], T) * (d - tilt(a[i], b[i], c, T)) / mass / T, by=one_index)
)

PAGE = (kl, kl_far, kl_by_b, kl_by_b_far, kl_by_a)

if __name__ == "__main__":
    from derivecheck.show import main

    main(PAGE)
