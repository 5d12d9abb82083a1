r"""Divergences of softmax laws by their logits in stable form.

For p = softmax(a/T), q = softmax(b/T) and classes t and s, let x_i = log(q_i/p_i), written as

    x_i = ((b_i - b_s) - (a_i - a_t))/T - shift,    shift = log1p(Σ (q̃_i - p̃_i)/Σ p̃_i),

where p̃_i = exp((a_i - a_t)/T), q̃_i = exp((b_i - b_s)/T).  Then, as Σ p exp(x) = Σ q = 1,

    KL(p‖q) = Σ p_i (exp(x_i) - 1 - x_i),    q_i - p_i = p_i (exp(x_i) - 1),

so that nothing cancels where the laws nearly agree; a rounding error ε of the shift changes the
divergence by ε²/2 only.  All hold for any classes t and s; for the largest logits of a and b
nothing overflows.

Main results
------------
* `kl`, its gradients by b (`kl_by_b`), a (`kl_by_a`) and T (`kl_by_temperature`)

What else is written in these terms is in `derivecheck.derivations.stable_logits_losses`.
"""

from collections.abc import Callable
from typing import Any

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.derivations.softmax_gradient import K, at_i, classes, i
from derivecheck.language import Family, Index, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import differentiation, one_index
from derivecheck.terms.kernels import (
    Kernel,
    exp_diff,
    log1p,
    sq,
    tilt,
    tilt_diff,
    tilt_gap,
    times_diff,
    times_exp,
)

s, t = (Symbol(name, integer=True, positive=True) for name in "st")
T = Symbol("T", positive=True)
a, b = Family("a", K), Family("b", K)
at_s, at_t = Index(s, K), Index(t, K)


def softmax(z: Family) -> Callable[[Expr], Expr]:
    """i ↦ exp(z_i/T)/Σ_k exp(z_k/T)."""
    return lambda i: exp(z[i] / T) / classes(lambda k: exp(z[k] / T))


def others(z: Family, top: Expr) -> Expr:
    """The sum of exp((z_i - z_top)/T) over the other classes."""
    return classes(lambda i: (1 - KroneckerDelta(i, top)) * exp_diff(z[i], z[top], T))


p, q = softmax(a), softmax(b)
mass = 1 + others(a, t)
shift = log1p(classes(lambda j: tilt_diff(1, a[j], a[t], b[j], b[s], 0, T)) / mass)


def x(j: Expr) -> tuple[Expr, ...]:
    """What the kernels take for p̃_j and x_j."""
    return a[j], a[t], b[j], b[s], shift, T


def mean(weight: Callable[[Expr], Any]) -> Expr:
    """The mean of a weight under p."""
    return classes(lambda j: times_exp(weight(j), a[j], a[t], T)) / mass


def tilted(weight: Callable[[Expr], Any], kernel: type[Kernel]) -> Expr:
    """The sum of a kernel of p̃ and x with a weight, divided by the mass."""
    return classes(lambda j: kernel(weight(j), *x(j))) / mass


def log_q(j: Expr) -> Expr:
    """log(q_j Σp̃), the weight in which a class that p rules out has no infinite term."""
    return times_diff(1, b[j], b[s]) / T - shift


def drift(j: Expr) -> Expr:
    """log(q_j/q_t) - log(p_j/p_t)."""
    return tilt(a[j], a[t], b[j], b[t], 0, T)


divergence = classes(lambda i: p(i) * log(p(i) / q(i)))
KL_TEX = r"\sum_i p_i\log\frac{p_i}{q_i}"
gap = tilted(lambda j: 1, tilt_gap)
kl = derive(
    "stable.kl_logits",
    "Relative entropy of softmax laws by their logits",
    given(a, b, at_s, at_t),
    divergence,
    closed_form="kl_logits",
).eq(gap, by=one_index)

kl_by_b = (
    derive(
        "stable.kl_logits_by_b",
        "Gradient of the relative entropy by the logits of its second law",
        given(a, b, at_s, at_t, at_i),
        Partial(divergence, b[i]),
        closed_form='kl_logits.grad["logits_q"]',
    )
    .eq((q(i) - p(i)) / T, by=differentiation)
    .eq(tilt_diff(1, *x(i)) / mass / T, by=one_index)
)

kl_by_a = (
    derive(
        "stable.kl_logits_by_a",
        "Gradient of the relative entropy by the logits of its first law",
        given(a, b, at_t, at_i),
        Partial(divergence, a[i]),
        closed_form='kl_logits.grad["logits_p"]',
    )
    .eq(p(i) * (log(p(i) / q(i)) - divergence) / T, by=differentiation)
    .eq(times_exp((mean(drift) - drift(i)) / T, a[i], a[t], T) / mass, by=one_index)
)

kl_by_temperature = (
    derive(
        "stable.kl_logits_by_temperature",
        "Derivative of the relative entropy of softmax laws by the temperature",
        given(a, b, at_s, at_t),
        Partial(divergence, T),
        closed_form='kl_logits.grad["temperature"]',
    )
    .eq(
        classes(
            lambda j: (
                p(j) * (a[j] - classes(lambda k: p(k) * a[k])) * log(q(j) / p(j))
                - b[j] * (q(j) - p(j))
            )
        )
        / T**2,
        by=differentiation,
    )
    .eq(
        gap * mean(lambda j: times_diff(1, a[j], a[t]) / T**2)
        - tilted(lambda j: log_q(j) / T, tilt_gap)
        - mean(lambda j: sq(tilt(*x(j))) / T),
        by=one_index,
    )
)

PAGE = (kl, kl_by_b, kl_by_a, kl_by_temperature)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
