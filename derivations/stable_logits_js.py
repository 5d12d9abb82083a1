r"""Jensen-Shannon divergence of softmax laws by their logits in stable form.

p = softmax(a/T), q = softmax(b/T) and all else are as in `derivecheck.derivations.stable_logits`.
With m = (p + q)/2 and the divergences K = KL(p‖m), L = KL(q‖m),

    T ∂JS/∂b_i = ½ q_i (log(q_i/m_i) - L),

and the derivative by the temperature consists of terms of second order in the logarithms of q/p.

Main results
------------
* `js`, its gradients by a (`js_by_a`), b (`js_by_b`) and T (`js_by_temperature`)
"""

from collections.abc import Callable
from typing import Any

from sympy import Expr, Rational, log

from derivecheck.derivations.softmax_gradient import at_i, classes, i
from derivecheck.derivations.stable_logits import (
    T,
    a,
    at_s,
    at_t,
    b,
    mean,
    others,
    p,
    q,
    s,
    shift,
    t,
    tilted,
)
from derivecheck.language import Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, derivative_of, differentiation, one_index, special_case
from derivecheck.terms.kernels import (
    share_gap,
    tilt_js,
    tilt_lag,
    tilt_middle,
    times_diff,
    times_exp,
)

half = Rational(1, 2)


def log_of_p(j: Expr) -> Expr:
    """log(p_j/m_j)."""
    return log(2 * p(j) / (p(j) + q(j)))


def log_of_q(j: Expr) -> Expr:
    """log(q_j/m_j)."""
    return log(2 * q(j) / (p(j) + q(j)))


def mean_of_b(weight: Callable[[Expr], Any]) -> Expr:
    """The mean of a weight under q."""
    return classes(lambda j: times_exp(weight(j), b[j], b[s], T)) / mass_of_b


def turned(j: Expr) -> tuple[Expr, ...]:
    """As `x`, with the two laws exchanged."""
    return b[j], b[s], a[j], a[t], -shift, T


JS_TEX = r"\tfrac12\sum_i\left[p_i\log\frac{2p_i}{p_i+q_i}+q_i\log\frac{2q_i}{p_i+q_i}\right]"
K, L = classes(lambda j: p(j) * log_of_p(j)), classes(lambda j: q(j) * log_of_q(j))
mixed = half * classes(lambda j: p(j) * log_of_p(j) + q(j) * log_of_q(j))
entropies = log(2) + half * classes(
    lambda j: p(j) * log(p(j)) + q(j) * log(q(j)) - (p(j) + q(j)) * log(p(j) + q(j))
)
mass_of_b = 1 + others(b, s)
to_middle_of_p = classes(lambda j: tilt_middle(1, *turned(j))) / mass_of_b
to_middle_of_q = tilted(lambda j: 1, tilt_middle)


def gain(j: Expr) -> Expr:
    """log(m_j/q_j) - log(m_s/q_s)."""
    return share_gap(b[j], b[s], a[j], a[s], a[t], -shift, T)


js = derive(
    "stable.js_logits",
    "Jensen-Shannon divergence of softmax laws by their logits",
    given(a, b, at_s, at_t),
    mixed,
    closed_form="js_logits",
).eq(tilted(lambda j: 1, tilt_js), by=one_index)

by_entropies = derive(
    "stable.js_logits_entropies",
    "Jensen-Shannon divergence as a difference of entropies",
    given(a, b),
    mixed,
).eq(entropies, by=algebra)

js_by_b = (
    derive(
        "stable.js_logits_by_b",
        "Gradient of the Jensen-Shannon divergence by the logits of its second law",
        given(a, b, at_s, at_t, at_i),
        Partial(mixed, b[i]),
        closed_form='js_logits.grad["logits_q"]',
    )
    .eq(q(i) * (log_of_q(i) - L) / T / 2, by=differentiation)
    .eq(
        times_exp((mean_of_b(gain) - gain(i)) / T / 2, b[i], b[s], T) / mass_of_b,
        by=one_index,
    )
)

exchange = {a[i].base: b[i].base, b[i].base: a[i].base, s: t, t: s}
js_by_a = derive(
    "stable.js_logits_by_a",
    "Gradient of the Jensen-Shannon divergence by the logits of its first law",
    given(a, b, at_s, at_t, at_i),
    Partial(mixed, a[i]),
    closed_form='js_logits.grad["logits_p"]',
).eq(js_by_b.result.xreplace(exchange), by=special_case(js_by_b, exchange))

js_by_temperature = (
    derive(
        "stable.js_logits_by_temperature",
        "Derivative of the Jensen-Shannon divergence of softmax laws by the temperature",
        given(a, b, at_s, at_t),
        Partial(mixed, T),
        closed_form='js_logits.grad["temperature"]',
    )
    .eq(Partial(entropies, T), by=derivative_of(by_entropies, T))
    .eq(
        (
            K * classes(lambda j: p(j) * a[j])
            + L * classes(lambda j: q(j) * b[j])
            - classes(lambda j: a[j] * p(j) * log_of_p(j) + b[j] * q(j) * log_of_q(j))
        )
        / (2 * T**2),
        by=differentiation,
    )
    .eq(
        (
            to_middle_of_p * mean(lambda j: times_diff(1, a[j], a[t]))
            + to_middle_of_q * (mean_of_b(lambda j: times_diff(1, b[j], b[s])) - T * shift)
            - tilted(lambda j: T, tilt_lag)
        )
        / (2 * T**2),
        by=one_index,
    )
)

PAGE = (js, by_entropies, js_by_b, js_by_a, js_by_temperature)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
