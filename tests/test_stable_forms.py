"""Stable forms: a near-miss of each is refuted at an exact instance.

That each of them is proved is checked with all other derivations in `tests.test_derivations`.
"""

import pytest
from sympy import Expr, Rational, exp, log, sqrt

from derivecheck.derivation import Derivation
from derivecheck.derivations import stable_finite as finite
from derivecheck.derivations import stable_gan as gan
from derivecheck.derivations import stable_normal as normal
from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.derivations.divergence import P, Q
from derivecheck.derivations.gaussian_kl import mu, mu1, mu2, sigma, sigma1, sigma2
from derivecheck.evidence import Verdict
from derivecheck.kernels import (
    expm1mx,
    expm1mx_diff,
    gan_term,
    js_term,
    kl_term,
    kl_term_rest,
    log1pmx,
    log_width,
    scale_gap,
    sq,
    xlog1py,
    xlogy,
)
from derivecheck.statements import Relation
from derivecheck.verify import judge

half = Rational(1, 2)
STABLE = [d for d in DERIVATIONS if d.id.startswith("stable.") and isinstance(d, Derivation)]

f, n, g = finite, normal, gan
w, v, p, q = f.w, f.v, f.p, f.q
outcomes = f.outcomes

FINITE: dict[Derivation, Expr] = {
    f.entropy: outcomes(lambda i: xlogy(P.at(i), P.at(i))),
    f.cross_entropy: -outcomes(lambda i: xlogy(Q.at(i), P.at(i))),
    f.kl: outcomes(lambda i: kl_term(Q.at(i), P.at(i))),
    f.kl_of_weights: outcomes(lambda i: kl_term(w[i], v[i])) / outcomes(lambda i: w[i]),
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
    n.kl_variance: log1pmx((n.v1 - n.v2) / n.v2) / 2 + sq((mu1 - mu2) / sqrt(n.v2)) / 2,
    n.kl_log_variance: expm1mx_diff(n.l1, n.l2) / 2 + sq((mu1 - mu2) * exp(-n.l2)) / 2,
    n.kl_standard: scale_gap(sigma, 1) + sq(mu),
    n.kl_standard_log_variance: expm1mx(-n.lam) / 2 + sq(mu) / 2,
    n.entropy: log_width(sigma) - half,
    n.entropy_log_variance: n.lam + log_width(1),
    n.cross_entropy: log_width(sigma2) + (sq(sigma1 / sigma2) + sq(shift)) / 2,
    n.reconstruction: n.reconstruction.result + sq(n.w * sigma / n.s),
    n.elbo: -n.misfit + scale_gap(sigma, 1) - sq(mu) / 2,
}

NEAR_MISSES = FINITE | NORMAL


@pytest.mark.parametrize("form", [pytest.param(d, id=d.id) for d in NEAR_MISSES])
def test_a_near_miss_is_refuted(form: Derivation) -> None:
    wrong = Relation(form.given.assumptions, "=", form.start, NEAR_MISSES[form])
    assert judge(wrong).verdict is Verdict.REFUTED


def test_every_stable_form_has_a_near_miss() -> None:
    assert set(NEAR_MISSES) == set(STABLE)


def test_closed_forms_of_stable_forms_are_unique() -> None:
    names = [d.closed_form for d in STABLE if d.closed_form]
    assert len(set(names)) == len(names)
