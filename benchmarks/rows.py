"""What is measured: one row a function, with its inputs, its exact value and its goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numpy.random import default_rng

from benchmarks import references as exact
from benchmarks import regimes as draws
from benchmarks.regimes import Regime, with_more
from benchmarks.slopes import slope
from derivecheck.closed_forms import CLOSED_FORMS


@dataclass(frozen=True)
class Row:
    """A closed form, or its partial derivative ``by`` an argument.

    ``measure`` is that of `benchmarks.references.exact`; ``goal`` the largest error allowed in its
    units, outside the regimes that are beyond float64.
    """

    name: str
    regimes: Sequence[Regime]
    reference: Callable[..., Any]
    measure: str = "value"
    by: str = ""
    goal: float | None = 5

    def of(self, library: Any) -> Callable[..., Any] | None:
        """The function in a module of closed forms; None if it has none."""
        form = getattr(library, self.name.partition(".")[0], None)
        return form.grad.get(self.by) if form is not None and self.by else form


def gradients(
    name: str,
    regimes: Sequence[Regime],
    measure: str,
    goal: float | None = 5,
    **references: Callable[..., Any],
) -> list[Row]:
    """The partial derivatives of a closed form by several arguments."""
    return [
        Row(f"{name}.grad.{by}", regimes, reference, measure, by, goal)
        for by, reference in references.items()
    ]


DIFFERENTIATED = {
    "kl": exact.generalised_kl,
    "js": exact.js_of_weights,
}
"""What is differentiated by the entries of laws, which count as independent."""

SINGULAR = {
    ("js_distance", "equal"),  # a root has no derivative at 0
    ("hellinger", "equal"),
    ("total_variation", "equal"),  # nor has a distance
    ("wasserstein_normal", "subnormal scales"),  # whose squares are 0
}


def slopes(rows: Iterable[Row], forms: Mapping[str, Any]) -> Iterator[Row]:
    """A row for every partial derivative of the closed forms that has none of its own."""
    rows = list(rows)
    own = {(row.name.partition(".")[0], row.by) for row in rows}
    for row in rows:
        if row.name not in forms:
            continue
        form = forms[row.name]
        for k, a in enumerate(form.arguments):
            if a.name in form.grad and (row.name, a.name) not in own:
                reference = DIFFERENTIATED.get(row.name, row.reference)
                yield Row(
                    f"{row.name}.grad.{a.name}",
                    _for_slopes(row, len(form.arguments)),
                    slope(reference, k, form.vector),
                    "norm" if a.axes or form.vector else "value",
                    a.name,
                )


def _for_slopes(row: Row, arguments: int) -> list[Regime]:
    """The regimes where derivatives are finite, with fewer samples and every argument."""
    kept = [r for r in row.regimes if r.share and not r.ends]
    kept = [r for r in kept if (row.name, r.name) not in SINGULAR]
    thin = [replace(r, share=r.share * 0.2) for r in kept]
    drawn = len(row.regimes[0].draw(default_rng(0), 1))
    return with_more(thin, draws.temperature) if drawn < arguments else thin


WARM_LOGITS = with_more(draws.LOGITS, draws.temperature)
WARM_TWO_LOGITS = with_more(draws.TWO_LOGITS, draws.temperature)
NEARER_TWO_LOGITS = [r for r in WARM_TWO_LOGITS if r.name != "±1e5"]
"""Without logits so far apart that 750 digits keep nothing of an exact entry."""
LABELLED = with_more(draws.LOGITS, draws.label)
WEIGHTED = with_more(draws.LOGITS, draws.label_and_weights)
SOFT_LABELLED = with_more(draws.LOGITS, draws.soft_labels)
SMOOTHED = with_more(draws.LOGITS, draws.label_and_share)
PLAYED = with_more(
    [r for r in draws.TWO_LAWS if not r.name.startswith(("near", "N = 1e6"))], draws.discriminator
)

#: elsewhere these are infinite, or out of the range of floats
BOTH_POSITIVE = [r for r in draws.TWO_LAWS[:-2] if not r.ends and r.digits < draws.WIDE]

FINITE = (
    Row("information_content", draws.UNIT, exact.information_content),
    Row("entropy", draws.LAW, exact.entropy),
    Row("binary_entropy", draws.UNIT, exact.binary_entropy),
    Row("cross_entropy", draws.TWO_LAWS, exact.cross_entropy),
    Row("kl", draws.TWO_LAWS, exact.kl),
    Row("js", draws.TWO_LAWS, exact.js),
    Row("js_distance", draws.TWO_LAWS, exact.js_distance),
    Row("jeffreys", BOTH_POSITIVE, exact.jeffreys),
    Row("skewed_js", with_more(draws.TWO_LAWS[:-2], draws.a_share), exact.skewed_js),
    Row("total_variation", draws.TWO_LAWS[:-2], exact.total_variation),
    Row("chi_squared", BOTH_POSITIVE, exact.chi_squared),
    Row("hellinger", draws.TWO_LAWS[:-2], exact.hellinger),
    Row("bhattacharyya", draws.TWO_LAWS[:-2], exact.bhattacharyya),
    Row("perplexity", draws.LAW[:-1], exact.perplexity),
    Row("kl_bernoulli", draws.TWO_UNITS, exact.kl_bernoulli),
    Row("optimal_discriminator", draws.TWO_POSITIVE, exact.optimal_discriminator),
    Row("gan_value", PLAYED, exact.gan_value, "terms", goal=4),
    Row("gan_value_at_optimum", draws.TWO_LAWS, exact.gan_value_at_optimum),
)
NORMAL = (
    Row("kl_normal", draws.TWO_NORMALS, exact.kl_normal),
    Row("kl_normal_variance", draws.TWO_NORMALS_BY_VARIANCE, exact.kl_normal_variance),
    Row("kl_log_variance", draws.TWO_LOG_VARIANCES, exact.kl_log_variance),
    Row("kl_normal_standard", draws.MEAN_AND_SCALE, exact.kl_normal_standard),
    Row("kl_standard_log_variance", draws.LOG_VARIANCE, exact.kl_standard_log_variance),
    Row("entropy_normal", draws.SCALE, exact.entropy_normal),
    Row("entropy_log_variance", draws.LOG_SCALE, exact.entropy_log_variance, "terms", goal=4),
    Row("cross_entropy_normal", draws.SIGNED_NORMALS, exact.cross_entropy_normal, "terms", goal=4),
    Row("nll_normal", draws.OBSERVED, exact.nll_normal, "terms", goal=4),
    Row("nll_log_variance", draws.OBSERVED_BY_LOG, exact.nll_log_variance, "terms", goal=4),
    Row("entropy_diagonal_normal", draws.SCALES, exact.entropy_diagonal_normal, "terms", goal=4),
    Row("wasserstein_normal", draws.TWO_NORMALS, exact.wasserstein_normal),
    Row("reconstruction_gaussian", draws.DECODER, exact.reconstruction_gaussian, "terms", goal=4),
    Row("elbo_gaussian", draws.DECODER, exact.elbo_gaussian, "terms", goal=4),
    Row("kl_diagonal_normal", draws.DIAGONAL_NORMALS, exact.kl_diagonal_normal),
    Row(
        "kl_multivariate_normal",
        draws.TWO_MULTIVARIATE,
        exact.kl_multivariate_normal,
        "condition",
        goal=25,  # 50 κ u, where u is at least half an ulp
    ),
    *gradients(
        "kl_multivariate_normal",
        draws.TWO_MULTIVARIATE,
        "condition",
        goal=25,
        mean1=exact.kl_multivariate_by_mean1,
        mean2=exact.kl_multivariate_by_mean2,
        cov1=exact.kl_multivariate_by_cov1,
        cov2=exact.kl_multivariate_by_cov2,
    ),
    Row("kl_multivariate_cholesky", draws.TWO_FACTORS, exact.kl_multivariate_cholesky),
    *gradients(
        "kl_multivariate_cholesky",
        draws.TWO_FACTORS,
        "condition",
        mean1=exact.by_factors(exact.kl_multivariate_by_mean1),
        mean2=exact.by_factors(exact.kl_multivariate_by_mean2),
        factor1=exact.kl_multivariate_by_factor1,
        factor2=exact.kl_multivariate_by_factor2,
    ),
)
SOFTMAX = (
    Row(
        "logsumexp",
        WARM_LOGITS + with_more(draws.MILLION_LOGITS, draws.temperature),
        exact.logsumexp,
        "terms",
        goal=4,
    ),
    Row("log_softmax", WARM_LOGITS, exact.log_softmax),
    Row("softmax", WARM_LOGITS, exact.softmax),
    Row("nll", LABELLED, exact.nll),
    Row("nll.grad", LABELLED, exact.nll_gradient, by="logits"),
    Row("weighted_nll", WEIGHTED, exact.weighted_nll),
    Row("weighted_nll.grad", WEIGHTED, exact.weighted_nll_gradient, by="logits"),
    Row("binary_cross_entropy_logits", draws.COINS_BY_LOGITS, exact.binary_cross_entropy_logits),
    Row("softmax_cross_entropy", SOFT_LABELLED, exact.softmax_cross_entropy),
    Row(
        "softmax_cross_entropy.grad",
        SOFT_LABELLED,
        exact.softmax_cross_entropy_gradient,
        "norm",
        "logits",
    ),
    Row("label_smoothing", SMOOTHED, exact.label_smoothing),
    Row("label_smoothing.grad", SMOOTHED, exact.label_smoothing_gradient, "norm", "logits"),
    Row("entropy_logits", WARM_LOGITS, exact.entropy_logits),
    *gradients("entropy_logits", WARM_LOGITS, "norm", logits=exact.entropy_logits_by_logits),
    *gradients(
        "entropy_logits", WARM_LOGITS, "value", temperature=exact.entropy_logits_by_temperature
    ),
    Row("cross_entropy_logits", WARM_TWO_LOGITS, exact.cross_entropy_logits),
    *gradients(
        "cross_entropy_logits",
        NEARER_TWO_LOGITS,
        "norm",
        logits_p=exact.cross_entropy_logits_by_p,
        logits_q=exact.kl_logits_gradient,
    ),
    *gradients(
        "cross_entropy_logits",
        WARM_TWO_LOGITS,
        "terms",
        temperature=exact.cross_entropy_logits_by_temperature,
    ),
    Row("kl_logits", WARM_TWO_LOGITS, exact.kl_logits),
    Row("kl_logits.grad", WARM_TWO_LOGITS, exact.kl_logits_gradient, "norm", "logits_q"),
    *gradients("kl_logits", NEARER_TWO_LOGITS, "norm", logits_p=exact.kl_logits_by_p),
    *gradients("kl_logits", WARM_TWO_LOGITS, "terms", temperature=exact.kl_logits_by_temperature),
    Row("js_logits", WARM_TWO_LOGITS, exact.js_logits),
    *gradients(
        "js_logits",
        NEARER_TWO_LOGITS,
        "norm",
        logits_p=exact.js_logits_by_p,
        logits_q=exact.js_logits_by_q,
    ),
    *gradients("js_logits", NEARER_TWO_LOGITS, "terms", temperature=exact.js_logits_by_temperature),
    Row("distillation", WARM_TWO_LOGITS, exact.distillation),
    Row("distillation.grad", WARM_TWO_LOGITS, exact.distillation_gradient, "norm", "student"),
    *gradients("distillation", NEARER_TWO_LOGITS, "norm", teacher=exact.distillation_by_teacher),
    *gradients(
        "distillation", WARM_TWO_LOGITS, "terms", temperature=exact.distillation_by_temperature
    ),
)
FAMILIES = (
    Row("entropy_exponential", draws.POSITIVE, exact.entropy_exponential, "terms", goal=4),
    Row("kl_exponential", draws.TWO_POSITIVE, exact.kl_exponential),
    Row("entropy_laplace", draws.POSITIVE, exact.entropy_laplace, "terms", goal=4),
    Row("kl_laplace", draws.TWO_NORMALS, exact.kl_laplace),
    Row("kl_poisson", draws.TWO_POSITIVE, exact.kl_poisson),
    Row("entropy_weibull", draws.SHAPE_AND_RATE, exact.entropy_weibull, "value"),
    Row("kl_weibull", draws.TWO_WEIBULL, exact.kl_weibull, "value"),
    Row("entropy_gamma", draws.SHAPE_AND_RATE, exact.entropy_gamma, "sum", goal=8),
    Row("entropy_beta", draws.TWO_SHAPES, exact.entropy_beta, "sum", goal=8),
    Row("entropy_dirichlet", draws.SHAPE_VECTOR, exact.entropy_dirichlet, "sum", goal=8),
    Row("kl_gamma", draws.TWO_GAMMAS, exact.kl_gamma, "sum", goal=8),
    Row("kl_beta", draws.TWO_GAMMAS, exact.kl_beta, "sum", goal=8),
    Row("kl_dirichlet", draws.TWO_SHAPE_VECTORS, exact.kl_dirichlet, "sum", goal=8),
)
ROWS = FINITE + NORMAL + SOFTMAX + FAMILIES
ALL = (*ROWS, *slopes(ROWS, CLOSED_FORMS))
