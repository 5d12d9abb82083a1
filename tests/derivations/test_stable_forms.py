"""Stable forms: a near-miss of each is refuted at an exact instance.

That each of them is proved is checked with all others in `tests.derivations.test_derivations`.
"""

from dataclasses import replace

import pytest
from sympy import Abs, Expr, Rational, exp, log, sqrt

from derivecheck.closed_forms import CLOSED_FORMS
from derivecheck.derivations import named_laws_gamma as named_gamma
from derivecheck.derivations import stable_divergences as divergences
from derivecheck.derivations import stable_finite as finite
from derivecheck.derivations import stable_gamma as gamma
from derivecheck.derivations import stable_gan as gan
from derivecheck.derivations import stable_jacobians as jacobians
from derivecheck.derivations import stable_logits as logits
from derivecheck.derivations import stable_logits_js as jsd
from derivecheck.derivations import stable_logits_losses as losses
from derivecheck.derivations import stable_losses as classifiers
from derivecheck.derivations import stable_multivariate as multivariate
from derivecheck.derivations import stable_named as named
from derivecheck.derivations import stable_normal as normal
from derivecheck.derivations import stable_normal_entropy as width
from derivecheck.derivations import stable_softmax as softmax
from derivecheck.derivations import stable_softmax_labels as labels
from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.derivations.divergence import P, Q
from derivecheck.derivations.elbo_gaussian import s as scale
from derivecheck.derivations.elbo_gaussian import w as slope
from derivecheck.derivations.gaussian_kl import mu, mu1, mu2, sigma, sigma1, sigma2
from derivecheck.derivations.gaussian_kl_multivariate import P as vector
from derivecheck.derivations.named_laws import b1, b2, lambda1, lambda2
from derivecheck.derivations.named_laws import mu1 as loc1
from derivecheck.derivations.named_laws import mu2 as loc2
from derivecheck.derivations.softmax_gradient import K, classes, delta, i, z
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import RealFunction
from derivecheck.language.laws.finite import Labels
from derivecheck.language.statements import Relation
from derivecheck.proof.derivation import Derivation
from derivecheck.proof.rules import factors
from derivecheck.terms.kernels import (
    chi_term,
    expm1mx,
    expm1mx_diff,
    gan_term,
    js_term,
    kl_term,
    kl_term_rest,
    laplace_gap,
    log1p,
    log1pmx,
    log_width,
    ratio_gap,
    scale_gap,
    softplus,
    sq,
    tilt_diff,
    tilt_share,
    xlog1py,
    xlogy,
)
from derivecheck.terms.kernels_gamma import shape_gap

half = Rational(1, 2)
STABLE = [d for d in DERIVATIONS if d.id.startswith("stable.") and isinstance(d, Derivation)]

f, n, h, g = finite, normal, width, gan
p, q = f.p, f.q
outcomes = f.outcomes

FINITE: dict[Derivation, Expr] = {
    f.entropy: outcomes(lambda i: xlogy(P.at(i), P.at(i))),
    f.cross_entropy: -outcomes(lambda i: xlogy(Q.at(i), P.at(i))),
    f.kl: outcomes(lambda i: kl_term(Q.at(i), P.at(i))),
    f.kl_of_weights: outcomes(lambda i: kl_term(f.w[i], f.v[i])) / outcomes(lambda i: f.w[i]),
    f.js: 2 * outcomes(lambda i: js_term(P.at(i), Q.at(i))),
    f.js_distance: f.js.result,
    f.binary_entropy: -xlogy(p, p) - xlog1py(1 - p, p),
    f.kl_bernoulli: kl_term(p, q) + kl_term_rest(q, p),
    f.information_content: log(p),
    g.value: outcomes(lambda i: xlogy(P.at(i), g.D[i]) + xlogy(Q.at(i), g.D[i])),
    g.value_at_optimum: -outcomes(lambda i: 2 * gan_term(P.at(i), Q.at(i))),
    g.by_divergence: g.by_divergence.result + log(2),
}

shift = (mu1 - mu2) / sigma2
NORMAL: dict[Derivation, Expr] = {
    n.kl: scale_gap(sigma2, sigma1) + sq(shift) / 2,
    n.kl_variance: kl_term(n.v1, n.v2) / n.v1 / 2 + sq((mu1 - mu2) / sqrt(n.v2)) / 2,
    n.kl_log_variance: expm1mx_diff(n.l1, n.l2) / 2 + sq((mu1 - mu2) * exp(-n.l2)) / 2,
    n.kl_standard: scale_gap(sigma, 1) + sq(mu),
    n.kl_standard_log_variance: expm1mx(-n.lam) / 2 + sq(mu) / 2,
    h.entropy: log_width(sigma) - half,
    h.entropy_log_variance: n.lam + log_width(1),
    h.cross_entropy: log_width(sigma2) + (sq(sigma1 / sigma2) + sq(shift)) / 2,
    h.reconstruction: h.reconstruction.result + sq(slope * sigma / scale),
    h.elbo: -h.misfit + scale_gap(sigma, 1) - sq(mu) / 2,
}

s, x = softmax, labels
y = Labels("y", K)
SOFTMAX: dict[Derivation, Expr] = {
    s.logsumexp: z[s.t] + log1p(s.others),
    s.log_softmax: (z[i] - z[s.t]) / s.T - s.others,
    s.softmax: s.e(i) / s.others,
    s.nll: (z[s.t] - z[s.y]) / s.T - log1p(s.others),
    s.nll_gradient: s.T * s.nll_gradient.result,
    x.cross_entropy: classes(lambda j: y.at(j) * (z[s.t] - z[j])) + log1p(s.others),
    x.cross_entropy_gradient: (s.e(i) - y.at(i)) / (1 + s.others) / s.T,
    x.smoothed: (1 - x.epsilon) * (z[s.t] - z[s.y]) / s.T + log1p(s.others),
    x.smoothed_gradient: (
        (s.e(i) * (1 - delta(i, s.y)) - x.smooth(i) * s.all_but(i)) / (1 + s.others) / s.T
    ),
}

a, b = logits.a, logits.b
m, T, t, u = logits.mass, logits.T, logits.t, logits.s
gap, lag = logits.gap, losses.lag
LOGITS: dict[Derivation, Expr] = {
    logits.kl: log1p(gap),
    logits.kl_by_b: T * logits.kl_by_b.result,
    logits.kl_by_a: -logits.kl_by_a.result,
    logits.kl_by_temperature: logits.kl_by_temperature.result * T,
    jsd.js: gap / 2,
    jsd.by_entropies: jsd.by_entropies.result - log(2),
    jsd.js_by_b: tilt_share(half / T, *logits.x(i)) / m,
    jsd.js_by_a: jsd.js_by_b.result,
    jsd.js_by_temperature: -logits.tilted(lambda j: T, tilt_share) / (2 * T**2),
    losses.entropy: log1p(logits.others(a, t)) - lag,
    losses.entropy_by_a: -losses.entropy_by_a.result,
    losses.entropy_by_temperature: logits.mean(lambda j: sq(losses.below(a, t, j)) / T),
    losses.cross_entropy: log1p(logits.others(a, t)) + logits.mean(lambda j: losses.below(b, u, j)),
    losses.cross_entropy_by_a: losses.entropy_by_a.result,
    losses.cross_entropy_by_b: -losses.cross_entropy_by_b.result,
    losses.cross_entropy_by_temperature: logits.tilted(lambda j: 1, tilt_diff) / T**2,
    losses.distillation: T * gap,
    losses.distillation_by_student: logits.kl_by_b.result,
    losses.distillation_by_teacher: -losses.distillation_by_teacher.result,
    losses.distillation_by_temperature: 2 * T * gap,
}

v = multivariate
gaps = vector.each(lambda i: vector.each(lambda j: sq(v.D(i, j))))
MULTIVARIATE: dict[Derivation, Expr] = {
    v.kl: -vector.each(lambda i: log1pmx(v.D(i, i))) + gaps + v.shift,
    v.kl_pivots: -vector.each(lambda i: log1pmx(v.D(i, i) * (2 + v.D(i, i))))
    + half * gaps
    + v.shift,
    v.kl_cholesky: vector.each(lambda i: scale_gap(v.L1(i, i), v.L2(i, i))) + half * gaps + v.shift,
    v.kl_diagonal: v.X.each(lambda a: scale_gap(v.s[a], v.r[a]) + sq((v.m[a] - v.n[a]) / v.s[a])),
}

NAMED: dict[Derivation, Expr] = {
    named.kl_exponential: kl_term(lambda1, lambda2) / lambda2,
    named.kl_laplace: ratio_gap(b1, b2) + laplace_gap(Abs(loc1 - loc2), b2, b1),
    named.kl_poisson: kl_term(lambda2, lambda1),
}

GAMMA: dict[Derivation, Expr] = {
    gamma.entropy_gamma: gamma.entropy_gamma.result - log(named_gamma.b1),
    gamma.kl_gamma: gamma.kl_gamma.result.xreplace(
        {named_gamma.b1: named_gamma.b2, named_gamma.b2: named_gamma.b1}
    ),
    gamma.entropy_beta: gamma.entropy_beta.result + 1,
    gamma.kl_beta: gamma.kl_beta.result
    + shape_gap(named_gamma.a2 + named_gamma.b2, named_gamma.a1 + named_gamma.b1, 0),
    gamma.entropy_dirichlet: gamma.entropy_dirichlet.result * 2,
    gamma.kl_dirichlet: gamma.kl_dirichlet.result + shape_gap(named_gamma.B, named_gamma.A, 0),
}

JACOBIANS: dict[Derivation, Expr] = {
    jacobians.logsumexp_gradient: jacobians.logsumexp_gradient.result * softmax.T,
    jacobians.log_softmax_jacobian: -jacobians.log_softmax_jacobian.result,
    jacobians.softmax_jacobian: jacobians.own_or_other(i, jacobians.k) / softmax.T,
    jacobians.log_softmax_pullback: jacobians.log_softmax_pullback.result * softmax.T,
    jacobians.softmax_pullback: jacobians.share(jacobians.k)
    * (jacobians.g[jacobians.k] - classes(lambda j: jacobians.g[j]))
    / softmax.T,
}
d = divergences
DIVERGENCES: dict[Derivation, Expr] = {
    d.jeffreys: d.jeffreys.result / 2,
    d.skewed_js: d.skewed_js.result.subs(d.w, 1 - d.w),
    d.total_variation: 2 * d.total_variation.result,
    d.chi_squared: finite.outcomes(lambda i: chi_term(d.q(i), d.p(i))),
    d.hellinger: sqrt(2) * d.hellinger.result,
    d.overlap_and_gap: d.overlap - d.gap,
    d.bhattacharyya: log1p(d.gap),
    d.perplexity: 1 / d.perplexity.result,
}

c = classifiers
LOSSES: dict[Derivation, Expr] = {
    c.binary_cross_entropy_logits: softplus(c.w * c.label, c.v) + softplus(1 - c.label, -c.v),
    c.binary_cross_entropy_logits_by_label: -c.binary_cross_entropy_logits_by_label.result,
    c.weighted_nll: c.c[softmax.t] * softmax.nll.result,
    c.weighted_nll_gradient: softmax.nll_gradient.result,
    c.nll_normal: c.nll_normal.result + half,
    c.nll_log_variance: c.nll_log_variance.result + 1,
    c.entropy_diagonal_normal: c.X.each(lambda a: log_width(c.s[a] ** 2)),
    c.wasserstein_normal: sq(mu1 - mu2) + sq(sigma1) - sq(sigma2),
    gan.by_a: -gan.by_a.result,
    gan.by_b: -gan.by_b.result,
}
NEAR_MISSES = (
    DIVERGENCES
    | LOSSES
    | JACOBIANS
    | FINITE
    | NORMAL
    | SOFTMAX
    | LOGITS
    | MULTIVARIATE
    | NAMED
    | GAMMA
)


@pytest.mark.parametrize("form", [pytest.param(d, id=d.id) for d in NEAR_MISSES])
def test_a_near_miss_is_refuted(form: Derivation) -> None:
    wrong = Relation(form.given.assumptions, "=", form.start, NEAR_MISSES[form])
    assert judge(wrong).verdict is Verdict.REFUTED


def test_every_stable_form_has_a_near_miss() -> None:
    assert set(NEAR_MISSES) == set(STABLE)


def test_closed_forms_of_stable_forms_exist() -> None:
    names = [d.closed_form.partition(".")[0] for d in STABLE if d.closed_form]
    assert set(names) <= set(CLOSED_FORMS)
    assert "nll_grad" not in CLOSED_FORMS


def test_triangular_factors_prove_only_what_is_assumed_of_them() -> None:
    whole = multivariate.kl.links()[-1]
    assert factors.check(whole)
    assert not factors.check(replace(whole, rhs=MULTIVARIATE[multivariate.kl]))
    named = RealFunction("D"), RealFunction("w"), *whole.given[:2]
    assert not factors.check(replace(whole, given=named))
