"""The closed forms: proved results as NumPy functions.

>>> from derivecheck import closed_forms as cf
>>> float(cf.kl_normal(0.0, 1.0, 3.0, 1.0))
4.5
>>> cf.kl_normal.derivation.title
'Relative entropy of two normal laws'
>>> cf.kl_normal.mpmath(0, 1, 3, 2, dps=30) == cf.kl_normal.mpmath(0, 1, 3, 2, dps=30)
True

Everything is in nats.  Scalars broadcast; a law is the last axis of an array, non-negative with
sum 1, and 0 log 0 = 0, the limit of t log t (the proofs are for positive entries).  Arguments
outside the domain raise ValueError.  Every function also has ``.expr``, ``.latex``, ``.domain``,
``.mpmath(…, dps=50)``, ``.grad["argument"]`` and ``.derivation``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivecheck.closed_form import ClosedForm


def _load(id: str) -> Any:
    """The derivation of this id."""
    from derivecheck.derivations.catalogue import DERIVATIONS

    return next(d for d in DERIVATIONS if d.id == id)


def _form(
    name: str,
    id: str,
    arguments: str,
    doc: str,
    largest: Mapping[str, str] | None = None,
) -> ClosedForm:
    """A closed form; ``arguments`` lists name or name=letter of the derivation."""
    pairs = [a.split("=") for a in arguments.split()]
    letters = {names[0]: names[-1] for names in pairs}
    return ClosedForm(name, id, letters, _load, doc, largest or {})


kl_normal = _form(
    "kl_normal",
    "gaussian_kl.univariate",
    "mu1 sigma1 mu2 sigma2",
    "KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)) by means and standard deviations.",
)
kl_normal_standard = _form(
    "kl_normal_standard",
    "gaussian_kl.standard",
    "mu sigma",
    "KL(N(μ, σ²) ‖ N(0, 1)), the regulariser of a variational autoencoder.",
)
kl_log_variance = _form(
    "kl_log_variance",
    "gaussian_kl.log_variance",
    "mu1 log_variance1=l1 mu2 log_variance2=l2",
    "KL(N(μ₁, exp l₁) ‖ N(μ₂, exp l₂)) by means and logarithms of the variances.",
)
kl_standard_log_variance = _form(
    "kl_standard_log_variance",
    "gaussian_kl.standard_log_variance",
    "mu log_variance=lambda",
    "KL(N(μ, exp l) ‖ N(0, 1)).",
)
entropy_normal = _form(
    "entropy_normal", "gaussian_kl.entropy", "sigma", "Differential entropy of N(μ, σ²), any μ."
)
cross_entropy_normal = _form(
    "cross_entropy_normal",
    "gaussian_kl.cross_entropy",
    "mu1 sigma1 mu2 sigma2",
    "Cross-entropy of N(μ₁, σ₁²) and N(μ₂, σ₂²).",
)
kl_multivariate_normal = _form(
    "kl_multivariate_normal",
    "gaussian_kl.multivariate",
    "mean1=m1 cov1=S1 mean2=m2 cov2=S2",
    "KL(N(m₁, Σ₁) ‖ N(m₂, Σ₂)); means (…, d), covariances (…, d, d).",
)
softmax = _form(
    "softmax",
    "softmax_gradient.shift",
    "logits=z",
    "exp(z_i)/Σ_j exp(z_j) along the last axis.",
    largest={"m": "logits"},
)
softmax_cross_entropy = _form(
    "softmax_cross_entropy",
    "softmax_gradient.loss",
    "logits=z labels=y",
    "-Σ_j y_j log softmax(z)_j; logits and labels (…, K).",
    largest={"m": "logits"},
)
softmax_cross_entropy_grad = _form(
    "softmax_cross_entropy_grad",
    "softmax_gradient.shifted_gradient",
    "logits=z labels=y",
    "∂/∂z_i of softmax_cross_entropy, which is softmax(z)_i - y_i; shape (…, K).",
    largest={"m": "logits"},
)
optimal_discriminator = _form(
    "optimal_discriminator",
    "gan.optimal_discriminator",
    "a b",
    "The D in (0, 1) with the largest a log D + b log(1 - D), for a, b > 0.",
)
gan_value_at_optimum = _form(
    "gan_value_at_optimum",
    "gan.value_at_optimum_finite",
    "p q",
    "Σ p log D* + Σ q log(1 - D*) at the optimal discriminator, 2 JS(p, q) - log 4.",
)
entropy = _form("entropy", "divergence.entropy", "p", "Entropy -Σ p log p.")
cross_entropy = _form(
    "cross_entropy",
    "divergence.cross_entropy",
    "p q",
    "Cross-entropy -Σ p log q; ∞ where p > 0 = q.",
)
kl = _form(
    "kl",
    "divergence.relative_entropy",
    "p q",
    "Relative entropy Σ p log(p/q); ∞ where p > 0 = q.",
)
js = _form("js", "js.written_out", "p q", "Jensen-Shannon divergence, between 0 and log 2.")
elbo_gaussian = _form(
    "elbo_gaussian",
    "elbo.linear_gaussian",
    "x mu sigma weight=w bias=b scale=s",
    "E_q [log p(x, z) - log q(z)] for q = N(μ, σ²), p(z) = N(0, 1), p(x|z) = N(wz + b, s²).",
)

CLOSED_FORMS = {f.name: f for f in list(globals().values()) if isinstance(f, ClosedForm)}
__all__ = [*CLOSED_FORMS, "CLOSED_FORMS"]
