"""The catalogue of the closed forms: names, proofs, signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivecheck.library.closed_form import ClosedForm, arguments
from derivecheck.library.multivariate import MultivariateForm


def _load(id: str) -> Any:
    """The derivation of this id."""
    from derivecheck.derivations.catalogue import DERIVATIONS

    return next(d for d in DERIVATIONS if d.id == id)


def _described(form: ClosedForm) -> Any:
    """The expression behind a form."""
    from derivecheck.emission.model import Model

    return Model(form)


def _form(
    name: str,
    id: str,
    signature: str,
    doc: str,
    *,
    nats: float = 0,
    tops: Mapping[str, str] | None = None,
    gradient: str | Mapping[str, str] = "",
    pulled: Mapping[str, str] | None = None,
) -> ClosedForm:
    """A closed form, its signature as in `derivecheck.library.closed_form.arguments`."""
    return ClosedForm(
        name,
        id,
        arguments(signature),
        _load,
        _described,
        doc,
        tops or {},
        gradient,
        nats,
        pulled or {},
    )


TWO_NORMAL = "mu1 sigma1:positive mu2 sigma2:positive"
TWO_LAWS = "p:law q:law"
LOGITS = "logits=z:vector"
TEMPERATURE = "temperature=T:positive=1"
TWO_LOGITS = f"logits_p=a:vector logits_q=b:vector {TEMPERATURE}"
TOP = {"t": "logits"}
TOPS = {"t": "logits_p", "s": "logits_q"}
BY_LOGITS = {"logits_p": "a", "logits_q": "b", "temperature": "temperature"}


def _derivatives(name: str, **by: str) -> dict[str, str]:
    """The derivations of the partial derivatives of a form, by argument and letter."""
    return {argument: f"stable.{name}_by_{letter}" for argument, letter in by.items()}


# --- finite laws

information_content = _form(
    "information_content",
    "stable.information_content",
    "p:unit",
    "Information content -log p of an event of probability p.",
    nats=1,
)
entropy = _form("entropy", "stable.entropy", "p:law", "Entropy -Σ p log p.", nats=1)
binary_entropy = _form(
    "binary_entropy",
    "stable.binary_entropy",
    "p:unit",
    "Entropy -p log p - (1 - p) log(1 - p) of a coin.",
    nats=1,
)
cross_entropy = _form(
    "cross_entropy",
    "stable.cross_entropy",
    TWO_LAWS,
    "Cross-entropy -Σ p log q; ∞ where p > 0 = q.",
    nats=1,
)
kl = _form(
    "kl",
    "stable.kl",
    TWO_LAWS,
    "Relative entropy Σ p log(p/q), of p and q divided by their sums; ∞ where p > 0 = q.",
    nats=1,
    gradient="stable.kl@1",
)
js = _form("js", "stable.js", TWO_LAWS, "Jensen-Shannon divergence, between 0 and log 2.", nats=1)
js_distance = _form(
    "js_distance", "stable.js_distance", TWO_LAWS, "Square root of `js`, a metric.", nats=0.5
)
jeffreys = _form(
    "jeffreys",
    "stable.jeffreys",
    TWO_LAWS,
    "Jeffreys' divergence KL(p‖q) + KL(q‖p).",
    nats=1,
)
skewed_js = _form(
    "skewed_js",
    "stable.skewed_js",
    f"{TWO_LAWS} weight=w:unit",
    "Skewed Jensen-Shannon divergence w KL(p‖m) + (1 - w) KL(q‖m), m = w p + (1 - w) q.",
    nats=1,
)
total_variation = _form(
    "total_variation",
    "stable.total_variation",
    TWO_LAWS,
    "Total variation ½ Σ |p - q|, between 0 and 1.",
)
chi_squared = _form(
    "chi_squared",
    "stable.chi_squared",
    TWO_LAWS,
    "Pearson's χ² divergence Σ (p - q)²/q; ∞ where p > 0 = q.",
)
hellinger = _form(
    "hellinger",
    "stable.hellinger",
    TWO_LAWS,
    "Hellinger distance √(½ Σ (√p - √q)²), a metric between 0 and 1.",
)
bhattacharyya = _form(
    "bhattacharyya",
    "stable.bhattacharyya",
    TWO_LAWS,
    "Bhattacharyya's divergence -log Σ √(p q); ∞ for laws without a common outcome.",
    nats=1,
)
perplexity = _form(
    "perplexity", "stable.perplexity", "p:law", "Perplexity exp(-Σ p log p), from 1 to N."
)
kl_bernoulli = _form(
    "kl_bernoulli", "stable.kl_bernoulli", "p:unit q:unit", "Relative entropy of coins.", nats=1
)
optimal_discriminator = _form(
    "optimal_discriminator",
    "gan.optimal_discriminator",
    "a:positive b:positive",
    "The D in (0, 1) with the largest a log D + b log(1 - D), for a, b > 0.",
    gradient=_derivatives("optimal_discriminator", a="a", b="b"),
)
gan_value = _form(
    "gan_value",
    "stable.gan_value",
    "p:law q:law discriminator=D:units",
    "Σ p log D + Σ q log(1 - D) at a given discriminator.",
    nats=1,
)
gan_value_at_optimum = _form(
    "gan_value_at_optimum",
    "stable.gan_value_at_optimum",
    TWO_LAWS,
    "Σ p log D* + Σ q log(1 - D*) at the optimal discriminator, 2 JS(p, q) - log 4.",
    nats=1,
)

# --- normal laws

kl_normal = _form(
    "kl_normal",
    "stable.kl_normal",
    TWO_NORMAL,
    "KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)) by means and standard deviations.",
    nats=1,
)
kl_normal_variance = _form(
    "kl_normal_variance",
    "stable.kl_normal_variance",
    "mu1 variance1=v1:positive mu2 variance2=v2:positive",
    "KL(N(μ₁, v₁) ‖ N(μ₂, v₂)) by means and variances.",
    nats=1,
)
kl_log_variance = _form(
    "kl_log_variance",
    "stable.kl_log_variance",
    "mu1 log_variance1=l1 mu2 log_variance2=l2",
    "KL(N(μ₁, exp l₁) ‖ N(μ₂, exp l₂)) by means and logarithms of the variances.",
    nats=1,
)
kl_normal_standard = _form(
    "kl_normal_standard",
    "stable.kl_normal_standard",
    "mu sigma:positive",
    "KL(N(μ, σ²) ‖ N(0, 1)), the regulariser of a variational autoencoder.",
    nats=1,
)
kl_standard_log_variance = _form(
    "kl_standard_log_variance",
    "stable.kl_standard_log_variance",
    "mu log_variance=lambda",
    "KL(N(μ, exp l) ‖ N(0, 1)), the same by the logarithm of the variance.",
    nats=1,
)
entropy_normal = _form(
    "entropy_normal",
    "stable.entropy_normal",
    "sigma:positive",
    "Differential entropy of N(μ, σ²), any μ.",
    nats=1,
)
entropy_log_variance = _form(
    "entropy_log_variance",
    "stable.entropy_log_variance",
    "log_variance=lambda",
    "Differential entropy of N(μ, exp l), any μ.",
    nats=1,
)
cross_entropy_normal = _form(
    "cross_entropy_normal",
    "stable.cross_entropy_normal",
    TWO_NORMAL,
    "Cross-entropy of N(μ₁, σ₁²) and N(μ₂, σ₂²).",
    nats=1,
)
reconstruction_gaussian = _form(
    "reconstruction_gaussian",
    "stable.reconstruction_gaussian",
    "x mu sigma:positive weight=w bias=b scale=s:positive",
    "E_q log p(x|z) for q = N(μ, σ²), p(x|z) = N(wz + b, s²).",
    nats=1,
)
elbo_gaussian = _form(
    "elbo_gaussian",
    "stable.elbo_gaussian",
    "x mu sigma:positive weight=w bias=b scale=s:positive",
    "E_q [log p(x, z) - log q(z)] for q = N(μ, σ²), p(z) = N(0, 1), p(x|z) = N(wz + b, s²).",
    nats=1,
)

kl_diagonal_normal = _form(
    "kl_diagonal_normal",
    "stable.kl_diagonal_normal",
    "mean1=m:vector sigma1=s:scales mean2=n:vector sigma2=r:scales",
    "Relative entropy of normal laws with independent coordinates.",
    nats=1,
)

kl_multivariate_cholesky = MultivariateForm(
    "kl_multivariate_cholesky",
    "stable.kl_multivariate_cholesky",
    arguments("mean1=m1:mean factor1=L1:factor mean2=m2:mean factor2=L2:factor"),
    _load,
    _described,
    "KL(N(m₁, L₁L₁ᵀ) ‖ N(m₂, L₂L₂ᵀ)); means (…, d), lower triangular factors (…, d, d).",
    nats=1,
    parts=arguments("factor1=L1:factor factor2=L2:factor gap=D:factor shift=w:vector"),
)
kl_multivariate_normal = MultivariateForm(
    "kl_multivariate_normal",
    "stable.kl_multivariate_pivots",
    arguments("mean1=m1:mean cov1=S1:covariance mean2=m2:mean cov2=S2:covariance"),
    _load,
    _described,
    "KL(N(m₁, Σ₁) ‖ N(m₂, Σ₂)); means (…, d), covariances (…, d, d).",
    nats=1,
    parts=arguments("gap=D:factor shift=w:vector"),
)

nll_normal = _form(
    "nll_normal",
    "stable.nll_normal",
    "x mu sigma:positive",
    "Loss -log N(x; μ, σ²) of a prediction with its deviation.",
    nats=1,
)
nll_log_variance = _form(
    "nll_log_variance",
    "stable.nll_log_variance",
    "x mu log_variance=lambda",
    "Loss -log N(x; μ, exp l) of a prediction with the logarithm of its variance.",
    nats=1,
)
entropy_diagonal_normal = _form(
    "entropy_diagonal_normal",
    "stable.entropy_diagonal_normal",
    "sigma=s:scales",
    "Differential entropy of a normal law with independent coordinates.",
    nats=1,
)
wasserstein_normal = _form(
    "wasserstein_normal",
    "stable.wasserstein_normal",
    TWO_NORMAL,
    "Squared Wasserstein distance W₂² of N(μ₁, σ₁²) and N(μ₂, σ₂²).",
)

# --- other laws

entropy_exponential = _form(
    "entropy_exponential",
    "named.entropy_exponential",
    "rate=lambda1:positive",
    "Differential entropy of the exponential law.",
    nats=1,
)
kl_exponential = _form(
    "kl_exponential",
    "stable.kl_exponential",
    "rate1=lambda1:positive rate2=lambda2:positive",
    "Relative entropy of exponential laws by their rates.",
    nats=1,
)
kl_poisson = _form(
    "kl_poisson",
    "stable.kl_poisson",
    "rate1=lambda1:positive rate2=lambda2:positive",
    "Relative entropy of Poisson laws by their rates.",
    nats=1,
)
entropy_laplace = _form(
    "entropy_laplace",
    "named.entropy_laplace",
    "scale=b1:positive",
    "Differential entropy of the Laplace law.",
    nats=1,
)
kl_laplace = _form(
    "kl_laplace",
    "stable.kl_laplace",
    "mu1 scale1=b1:positive mu2 scale2=b2:positive",
    "Relative entropy of Laplace laws by locations and scales.",
    nats=1,
)
entropy_weibull = _form(
    "entropy_weibull",
    "named.entropy_weibull",
    "shape=k1:positive scale=lambda1:positive",
    "Differential entropy of the Weibull law.",
    nats=1,
)
kl_weibull = _form(
    "kl_weibull",
    "named.kl_weibull",
    "shape1=k1:positive scale1=lambda1:positive shape2=k2:positive scale2=lambda2:positive",
    "Relative entropy of Weibull laws by shapes and scales.",
    nats=1,
)
entropy_gamma = _form(
    "entropy_gamma",
    "stable.entropy_gamma",
    "shape=a1:positive rate=b1:positive",
    "Differential entropy of the gamma law.",
    nats=1,
)
kl_gamma = _form(
    "kl_gamma",
    "stable.kl_gamma",
    "shape1=a1:positive rate1=b1:positive shape2=a2:positive rate2=b2:positive",
    "Relative entropy of gamma laws by shapes and rates.",
    nats=1,
)
entropy_beta = _form(
    "entropy_beta",
    "stable.entropy_beta",
    "a=a1:positive b=b1:positive",
    "Differential entropy of the beta law.",
    nats=1,
)
kl_beta = _form(
    "kl_beta",
    "stable.kl_beta",
    "a1:positive b1:positive a2:positive b2:positive",
    "Relative entropy of beta laws.",
    nats=1,
)
entropy_dirichlet = _form(
    "entropy_dirichlet",
    "stable.entropy_dirichlet",
    "concentration=alpha:scales",
    "Differential entropy of the Dirichlet law.",
    nats=1,
)
kl_dirichlet = _form(
    "kl_dirichlet",
    "stable.kl_dirichlet",
    "concentration1=alpha:scales concentration2=beta:scales",
    "Relative entropy of Dirichlet laws.",
    nats=1,
)

# --- softmax

logsumexp = _form(
    "logsumexp",
    "stable.logsumexp",
    f"{LOGITS} {TEMPERATURE}",
    "log Σ exp(z_i/T).",
    tops=TOP,
    gradient={"logits": "stable.logsumexp_gradient"},
)
log_softmax = _form(
    "log_softmax",
    "stable.log_softmax",
    f"{LOGITS} {TEMPERATURE}",
    "Logarithm of softmax, entry by entry.",
    tops=TOP,
    gradient={"logits": "stable.log_softmax_jacobian"},
    pulled={"logits": "stable.log_softmax_pullback"},
)
softmax = _form(
    "softmax",
    "stable.softmax",
    f"{LOGITS} {TEMPERATURE}",
    "exp(z_i/T)/Σ_j exp(z_j/T).",
    tops=TOP,
    gradient={"logits": "stable.softmax_jacobian"},
    pulled={"logits": "stable.softmax_pullback"},
)
nll = _form(
    "nll",
    "stable.nll",
    f"{LOGITS} label=y:index {TEMPERATURE}",
    "-log softmax(z/T) at a class, the loss of a label given by its index from 0.",
    nats=1,
    tops=TOP,
    gradient={"logits": "stable.nll_gradient"},
)
weighted_nll = _form(
    "weighted_nll",
    "stable.weighted_nll",
    f"{LOGITS} label=y:index class_weights=c:weights {TEMPERATURE}",
    "The same times the weight of the class; a mean divides by the sum of these weights.",
    nats=1,
    tops=TOP,
    gradient={"logits": "stable.weighted_nll_gradient"},
)
binary_cross_entropy_logits = _form(
    "binary_cross_entropy_logits",
    "stable.binary_cross_entropy_logits",
    "logit=v label=y:unit positive_weight=w:nonnegative=1",
    "-w y log σ(z) - (1 - y) log(1 - σ(z)), the loss of a label from 0 to 1.",
    nats=1,
    gradient=_derivatives("binary_cross_entropy_logits", label="label"),
)
softmax_cross_entropy = _form(
    "softmax_cross_entropy",
    "stable.softmax_cross_entropy",
    f"{LOGITS} labels=y:law {TEMPERATURE}",
    "-Σ_j y_j log softmax(z/T)_j with one-hot or soft labels.",
    nats=1,
    tops=TOP,
    gradient={"logits": "stable.softmax_cross_entropy_gradient"},
)
label_smoothing = _form(
    "label_smoothing",
    "stable.label_smoothing",
    f"{LOGITS} label=y:index epsilon:unit {TEMPERATURE}",
    "Cross-entropy with the labels (1 - ε) δ_jy + ε/K.",
    nats=1,
    tops=TOP,
    gradient={"logits": "stable.label_smoothing_gradient"},
)

# --- softmax laws by their logits

entropy_logits = _form(
    "entropy_logits",
    "stable.entropy_logits",
    f"logits=a:vector {TEMPERATURE}",
    "Entropy of softmax(z/T).",
    nats=1,
    tops=TOP,
    gradient=_derivatives("entropy_logits", logits="a", temperature="temperature"),
)
cross_entropy_logits = _form(
    "cross_entropy_logits",
    "stable.cross_entropy_logits",
    TWO_LOGITS,
    "Cross-entropy of softmax(a/T) and softmax(b/T).",
    nats=1,
    tops=TOPS,
    gradient=_derivatives("cross_entropy_logits", **BY_LOGITS),
)
kl_logits = _form(
    "kl_logits",
    "stable.kl_logits",
    TWO_LOGITS,
    "Relative entropy of softmax(a/T) and softmax(b/T), also where they nearly agree.",
    nats=1,
    tops=TOPS,
    gradient=_derivatives("kl_logits", **BY_LOGITS),
)
js_logits = _form(
    "js_logits",
    "stable.js_logits",
    TWO_LOGITS,
    "Jensen-Shannon divergence of softmax(a/T) and softmax(b/T).",
    nats=1,
    tops=TOPS,
    gradient=_derivatives("js_logits", **BY_LOGITS),
)
distillation = _form(
    "distillation",
    "stable.distillation",
    f"teacher=a:vector student=b:vector {TEMPERATURE}",
    "T² KL(softmax(a/T) ‖ softmax(b/T)), the loss of a student that learns from a teacher.",
    nats=1,
    tops={"t": "teacher", "s": "student"},
    gradient=_derivatives(
        "distillation", teacher="teacher", student="student", temperature="temperature"
    ),
)

CLOSED_FORMS = {f.name: f for f in list(globals().values()) if isinstance(f, ClosedForm)}
