r"""Jensen-Shannon divergence, entropies and the distillation loss by logits in stable form.

p = softmax(a/T), q = softmax(b/T) and all else are as in `derivecheck.derivations.stable_logits`.

Main results
------------
* `js`, `js_far`; `entropy`, `cross_entropy`: no negative term where t and s have the largest logits
* `distillation`, `distillation_far`, `distillation_by_student`, `distillation_by_student_far`:
  T² KL, where a are the logits of the teacher and b those of the student

Source of the loss: G. Hinton, O. Vinyals and J. Dean, "Distilling the Knowledge in a Neural
Network" (2015), section 2.
"""

from sympy import Expr, Rational, log

from derivecheck.derivation import Derivation, derive
from derivecheck.derivations.softmax_gradient import classes
from derivecheck.derivations.stable_logits import (
    KL_TEX,
    T,
    a,
    at_t,
    b,
    c,
    d,
    far,
    kl,
    kl_by_b,
    kl_by_b_far,
    kl_far,
    mass,
    mean,
    near,
    near_value,
    of_p,
    of_q,
    others,
    p,
    q,
    s,
    t,
)
from derivecheck.kernels import js_term, log1p, tilt_js
from derivecheck.rules import lemma, one_index
from derivecheck.statements import Given, given

half = Rational(1, 2)
mixed = half * classes(
    lambda i: p(i) * log(2 * p(i) / (p(i) + q(i))) + q(i) * log(2 * q(i) / (p(i) + q(i)))
)


def js_by_logits(name: str, where: Given, value: Expr) -> Derivation:
    """JS, every term at least 0."""
    return derive(
        f"stable.{name}",
        "Jensen-Shannon divergence of softmax laws by their logits",
        where,
        mixed,
        latex=r"\tfrac12\sum_i\left[p_i\log\frac{2p_i}{p_i+q_i}+q_i\log\frac{2q_i}{p_i+q_i}\right]",
        closed_form="js_logits",
    ).eq(value, by=one_index)


def distilled(
    name: str, title: str, of: Derivation, latex: str, closed_form: str = "distillation"
) -> Derivation:
    """T² times a derivation."""
    return derive(
        f"stable.{name}", title, of.given, T**2 * of.start, latex=latex, closed_form=closed_form
    ).eq(T**2 * of.result, by=lemma(of, factor=T**2))


js = js_by_logits(
    "js_logits",
    near,
    classes(lambda i: tilt_js(a[i], a[t], b[i], c, d + near_value, T)) / mass,
)
js_far = js_by_logits("js_logits_far", far, classes(lambda i: js_term(of_p(i), of_q(i))))

entropy = derive(
    "stable.entropy_logits",
    "Entropy of a softmax law by its logits",
    given(a, at_t),
    -classes(lambda i: p(i) * log(p(i))),
    latex=r"-\sum_i p_i\log p_i",
    closed_form="entropy_logits",
).eq(log1p(others(a, t)) + mean(lambda i: (a[t] - a[i]) / T), by=one_index)

cross_entropy = derive(
    "stable.cross_entropy_logits",
    "Cross-entropy of softmax laws by their logits",
    far,
    -classes(lambda i: p(i) * log(q(i))),
    latex=r"-\sum_i p_i\log q_i",
    closed_form="cross_entropy_logits",
).eq(log1p(others(b, s)) + mean(lambda i: (b[s] - b[i]) / T), by=one_index)

LOSS, GRADIENT = "Distillation loss", "Gradient of the distillation loss by the student"
BY_STUDENT = 'distillation.grad["student"]'
LOSS_TEX, GRADIENT_TEX = f"T^2{KL_TEX}", rf"T^2\frac{{\partial}}{{\partial b_i}}{KL_TEX}"
distillation = distilled("distillation", LOSS, kl, LOSS_TEX)
distillation_far = distilled("distillation_far", LOSS, kl_far, LOSS_TEX)
distillation_by_student = distilled(
    "distillation_by_student", GRADIENT, kl_by_b, GRADIENT_TEX, BY_STUDENT
)
distillation_by_student_far = distilled(
    "distillation_by_student_far", GRADIENT, kl_by_b_far, GRADIENT_TEX, BY_STUDENT
)

PAGE = (
    js,
    js_far,
    entropy,
    cross_entropy,
    distillation,
    distillation_far,
    distillation_by_student,
    distillation_by_student_far,
)

if __name__ == "__main__":
    from derivecheck.show import main

    main(PAGE)
