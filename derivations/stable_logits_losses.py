r"""Entropies and the distillation loss by logits in stable form.

p = softmax(a/T), q = softmax(b/T) and all else are as in `derivecheck.derivations.stable_logits`.

Main results
------------
* `entropy`, `cross_entropy` and their derivatives: no negative term in the values where t and s
  have the largest logits, none in the derivative of the entropy by T
* `distillation` and its derivatives: T² KL, where a are the logits of the teacher and b those of
  the student

Source of the loss: G. Hinton, O. Vinyals and J. Dean, "Distilling the Knowledge in a Neural
Network" (2015), section 2.
"""

from sympy import Expr, log

from derivecheck.derivations.softmax_gradient import at_i, classes, i
from derivecheck.derivations.stable_logits import (
    KL_TEX,
    T,
    a,
    at_s,
    at_t,
    b,
    drift,
    gap,
    kl,
    kl_by_a,
    kl_by_b,
    kl_by_temperature,
    log_q,
    mass,
    mean,
    others,
    p,
    q,
    s,
    t,
    tilted,
    x,
)
from derivecheck.language import Partial, given
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import differentiation, lemma, one_index
from derivecheck.terms.kernels import log1p, sq, tilt, tilt_diff, tilt_gap, times_diff, times_exp


def below(z: Expr, top: Expr, j: Expr) -> Expr:
    """(z_top - z_j)/T."""
    return times_diff(1, z[top], z[j]) / T


# --- entropy

surprise = -classes(lambda j: p(j) * log(p(j)))
H_TEX = r"-\sum_i p_i\log p_i"
lag = mean(lambda j: below(a, t, j))

entropy = derive(
    "stable.entropy_logits",
    "Entropy of a softmax law by its logits",
    given(a, at_t),
    surprise,
    closed_form="entropy_logits",
).eq(log1p(others(a, t)) + lag, by=one_index)

entropy_by_a = (
    derive(
        "stable.entropy_logits_by_a",
        "Gradient of the entropy of a softmax law by its logits",
        given(a, at_t, at_i),
        Partial(surprise, a[i]),
        closed_form='entropy_logits.grad["logits"]',
    )
    .eq(-p(i) * (log(p(i)) + surprise) / T, by=differentiation)
    .eq(times_exp((below(a, t, i) - lag) / T, a[i], a[t], T) / mass, by=one_index)
)

entropy_by_temperature = (
    derive(
        "stable.entropy_logits_by_temperature",
        "Derivative of the entropy of a softmax law by the temperature",
        given(a, at_t),
        Partial(surprise, T),
        closed_form='entropy_logits.grad["temperature"]',
    )
    .eq(
        classes(lambda j: p(j) * (a[j] - classes(lambda k: p(k) * a[k])) ** 2) / T**3,
        by=differentiation,
    )
    .eq(mean(lambda j: sq(below(a, t, j) - lag) / T), by=one_index)
)

# --- cross-entropy

cost = -classes(lambda j: p(j) * log(q(j)))
CE_TEX = r"-\sum_i p_i\log q_i"

cross_entropy = derive(
    "stable.cross_entropy_logits",
    "Cross-entropy of softmax laws by their logits",
    given(a, b, at_s, at_t),
    cost,
    closed_form="cross_entropy_logits",
).eq(log1p(others(b, s)) + mean(lambda j: below(b, s, j)), by=one_index)

cross_entropy_by_a = (
    derive(
        "stable.cross_entropy_logits_by_a",
        "Gradient of the cross-entropy by the logits of its first law",
        given(a, b, at_t, at_i),
        Partial(cost, a[i]),
        closed_form='cross_entropy_logits.grad["logits_p"]',
    )
    .eq(-p(i) * (log(q(i)) + cost) / T, by=differentiation)
    .eq(
        times_exp((below(b, t, i) - mean(lambda j: below(b, t, j))) / T, a[i], a[t], T) / mass,
        by=one_index,
    )
)

cross_entropy_by_b = (
    derive(
        "stable.cross_entropy_logits_by_b",
        "Gradient of the cross-entropy by the logits of its second law",
        given(a, b, at_s, at_t, at_i),
        Partial(cost, b[i]),
        closed_form='cross_entropy_logits.grad["logits_q"]',
    )
    .eq((q(i) - p(i)) / T, by=differentiation)
    .eq(kl_by_b.result, by=one_index)
)

lag_of_b = mean(lambda k: below(b, t, k))
cross_entropy_by_temperature = (
    derive(
        "stable.cross_entropy_logits_by_temperature",
        "Derivative of the cross-entropy of softmax laws by the temperature",
        given(a, b, at_s, at_t),
        Partial(cost, T),
        closed_form='cross_entropy_logits.grad["temperature"]',
    )
    .eq(
        classes(
            lambda j: (
                p(j) * (a[j] - classes(lambda k: p(k) * a[k])) * b[j] / T + b[j] * (p(j) - q(j))
            )
        )
        / T**2,
        by=differentiation,
    )
    .eq(
        mean(lambda j: times_diff((below(b, t, j) - lag_of_b) / T**2, a[t], a[j]))
        + tilted(lambda j: below(b, s, j) / T, tilt_diff),
        by=one_index,
    )
)

# --- distillation

LOSS_TEX = f"T^2{KL_TEX}"


def distilled(of: Derivation, by: str, latex: str, value: Expr) -> Derivation:
    """T² times a derivation, the loss or its gradient."""
    return (
        derive(
            f"stable.distillation{by and f'_by_{by}'}",
            f"Gradient of the distillation loss by the {by}" if by else "Distillation loss",
            of.given,
            T**2 * of.start,
            closed_form=f'distillation.grad["{by}"]' if by else "distillation",
        )
        .eq(T**2 * of.result, by=lemma(of, factor=T**2))
        .eq(value, by=one_index)
    )


distillation = distilled(kl, "", LOSS_TEX, tilted(lambda j: T**2, tilt_gap))
distillation_by_student = distilled(
    kl_by_b, "student", rf"\frac{{\partial}}{{\partial b_i}}{LOSS_TEX}", tilt_diff(T, *x(i)) / mass
)
distillation_by_teacher = distilled(
    kl_by_a,
    "teacher",
    rf"\frac{{\partial}}{{\partial a_i}}{LOSS_TEX}",
    times_exp(T * (mean(drift) - drift(i)), a[i], a[t], T) / mass,
)
distillation_by_temperature = (
    derive(
        "stable.distillation_by_temperature",
        "Derivative of the distillation loss by the temperature",
        kl.given,
        Partial(T**2 * kl.start, T),
        closed_form='distillation.grad["temperature"]',
    )
    .eq(2 * T * kl.start + T**2 * kl_by_temperature.start, by=differentiation)
    .eq(
        gap * (2 * T + mean(lambda j: times_diff(1, a[j], a[t])))
        - tilted(lambda j: T * log_q(j), tilt_gap)
        - mean(lambda j: T * sq(tilt(*x(j)))),
        by=one_index,
    )
)

PAGE = (
    entropy,
    entropy_by_a,
    entropy_by_temperature,
    cross_entropy,
    cross_entropy_by_a,
    cross_entropy_by_b,
    cross_entropy_by_temperature,
    distillation,
    distillation_by_student,
    distillation_by_teacher,
    distillation_by_temperature,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
