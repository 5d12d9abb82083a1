"""Written by derivecheck.generate: the closed forms with their signatures."""

from collections.abc import Mapping
from typing import Any, Literal

from numpy.typing import ArrayLike

from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.multivariate import MultivariateForm

Unit = Literal["nats", "bits"]

class _information_content(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Information content -log p of an event of probability p.

        p: a number from 0 to 1
        """
information_content: _information_content

class _entropy(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Entropy -Σ p log p.

        p: numbers ≥ 0 with sum 1
        """
entropy: _entropy

class _binary_entropy(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Entropy -p log p - (1 - p) log(1 - p) of a coin.

        p: a number from 0 to 1
        """
binary_entropy: _binary_entropy

class _cross_entropy(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Cross-entropy -Σ p log q; ∞ where p > 0 = q.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
cross_entropy: _cross_entropy

class _kl(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy Σ p log(p/q), of p and q divided by their sums; ∞ where p > 0 = q.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
kl: _kl

class _js(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Jensen-Shannon divergence, between 0 and log 2.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
js: _js

class _js_distance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Square root of `js`, a metric.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
js_distance: _js_distance

class _jeffreys(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Jeffreys' divergence KL(p‖q) + KL(q‖p).

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
jeffreys: _jeffreys

class _skewed_js(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        weight: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Skewed Jensen-Shannon divergence w KL(p‖m) + (1 - w) KL(q‖m), m = w p + (1 - w) q.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        weight: a number from 0 to 1
        """
skewed_js: _skewed_js

class _total_variation(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Total variation ½ Σ |p - q|, between 0 and 1.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
total_variation: _total_variation

class _chi_squared(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Pearson's χ² divergence Σ (p - q)²/q; ∞ where p > 0 = q.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
chi_squared: _chi_squared

class _hellinger(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Hellinger distance √(½ Σ (√p - √q)²), a metric between 0 and 1.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
hellinger: _hellinger

class _bhattacharyya(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Bhattacharyya's divergence -log Σ √(p q); ∞ for laws without a common outcome.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
bhattacharyya: _bhattacharyya

class _perplexity(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Perplexity exp(-Σ p log p), from 1 to N.

        p: numbers ≥ 0 with sum 1
        """
perplexity: _perplexity

class _kl_bernoulli(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of coins.

        p: a number from 0 to 1
        q: a number from 0 to 1
        """
kl_bernoulli: _kl_bernoulli

class _optimal_discriminator(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        a: ArrayLike,
        b: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """The D in (0, 1) with the largest a log D + b log(1 - D), for a, b > 0.

        a: a positive number
        b: a positive number
        """
optimal_discriminator: _optimal_discriminator

class _gan_value(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        discriminator: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Σ p log D + Σ q log(1 - D) at a given discriminator.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        discriminator: numbers from 0 to 1
        """
gan_value: _gan_value

class _gan_value_at_optimum(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        p: ArrayLike,
        q: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Σ p log D* + Σ q log(1 - D*) at the optimal discriminator, 2 JS(p, q) - log 4.

        p: numbers ≥ 0 with sum 1
        q: numbers ≥ 0 with sum 1
        """
gan_value_at_optimum: _gan_value_at_optimum

class _kl_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        sigma1: ArrayLike,
        mu2: ArrayLike,
        sigma2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)) by means and standard deviations.

        mu1: a real number
        sigma1: a positive number
        mu2: a real number
        sigma2: a positive number
        """
kl_normal: _kl_normal

class _kl_normal_variance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        variance1: ArrayLike,
        mu2: ArrayLike,
        variance2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(μ₁, v₁) ‖ N(μ₂, v₂)) by means and variances.

        mu1: a real number
        variance1: a positive number
        mu2: a real number
        variance2: a positive number
        """
kl_normal_variance: _kl_normal_variance

class _kl_log_variance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        log_variance1: ArrayLike,
        mu2: ArrayLike,
        log_variance2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(μ₁, exp l₁) ‖ N(μ₂, exp l₂)) by means and logarithms of the variances.

        mu1: a real number
        log_variance1: a real number
        mu2: a real number
        log_variance2: a real number
        """
kl_log_variance: _kl_log_variance

class _kl_normal_standard(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu: ArrayLike,
        sigma: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(μ, σ²) ‖ N(0, 1)), the regulariser of a variational autoencoder.

        mu: a real number
        sigma: a positive number
        """
kl_normal_standard: _kl_normal_standard

class _kl_standard_log_variance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu: ArrayLike,
        log_variance: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(μ, exp l) ‖ N(0, 1)), the same by the logarithm of the variance.

        mu: a real number
        log_variance: a real number
        """
kl_standard_log_variance: _kl_standard_log_variance

class _entropy_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        sigma: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of N(μ, σ²), any μ.

        sigma: a positive number
        """
entropy_normal: _entropy_normal

class _entropy_log_variance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        log_variance: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of N(μ, exp l), any μ.

        log_variance: a real number
        """
entropy_log_variance: _entropy_log_variance

class _cross_entropy_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        sigma1: ArrayLike,
        mu2: ArrayLike,
        sigma2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Cross-entropy of N(μ₁, σ₁²) and N(μ₂, σ₂²).

        mu1: a real number
        sigma1: a positive number
        mu2: a real number
        sigma2: a positive number
        """
cross_entropy_normal: _cross_entropy_normal

class _reconstruction_gaussian(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        x: ArrayLike,
        mu: ArrayLike,
        sigma: ArrayLike,
        weight: ArrayLike,
        bias: ArrayLike,
        scale: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """E_q log p(x|z) for q = N(μ, σ²), p(x|z) = N(wz + b, s²).

        x: a real number
        mu: a real number
        sigma: a positive number
        weight: a real number
        bias: a real number
        scale: a positive number
        """
reconstruction_gaussian: _reconstruction_gaussian

class _elbo_gaussian(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        x: ArrayLike,
        mu: ArrayLike,
        sigma: ArrayLike,
        weight: ArrayLike,
        bias: ArrayLike,
        scale: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """E_q [log p(x, z) - log q(z)] for q = N(μ, σ²), p(z) = N(0, 1), p(x|z) = N(wz + b, s²).

        x: a real number
        mu: a real number
        sigma: a positive number
        weight: a real number
        bias: a real number
        scale: a positive number
        """
elbo_gaussian: _elbo_gaussian

class _kl_diagonal_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mean1: ArrayLike,
        sigma1: ArrayLike,
        mean2: ArrayLike,
        sigma2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of normal laws with independent coordinates.

        mean1: real numbers
        sigma1: positive numbers
        mean2: real numbers
        sigma2: positive numbers
        """
kl_diagonal_normal: _kl_diagonal_normal

class _kl_multivariate_cholesky(MultivariateForm):
    def __call__(  # type: ignore[override]
        self,
        mean1: ArrayLike,
        factor1: ArrayLike,
        mean2: ArrayLike,
        factor2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(m₁, L₁L₁ᵀ) ‖ N(m₂, L₂L₂ᵀ)); means (…, d), lower triangular factors (…, d, d).

        mean1: real numbers
        factor1: a lower triangular matrix with positive diagonal
        mean2: real numbers
        factor2: a lower triangular matrix with positive diagonal
        """
kl_multivariate_cholesky: _kl_multivariate_cholesky

class _kl_multivariate_normal(MultivariateForm):
    def __call__(  # type: ignore[override]
        self,
        mean1: ArrayLike,
        cov1: ArrayLike,
        mean2: ArrayLike,
        cov2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """KL(N(m₁, Σ₁) ‖ N(m₂, Σ₂)); means (…, d), covariances (…, d, d).

        mean1: real numbers
        cov1: a symmetric positive definite matrix
        mean2: real numbers
        cov2: a symmetric positive definite matrix
        """
kl_multivariate_normal: _kl_multivariate_normal

class _nll_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        x: ArrayLike,
        mu: ArrayLike,
        sigma: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Loss -log N(x; μ, σ²) of a prediction with its deviation.

        x: a real number
        mu: a real number
        sigma: a positive number
        """
nll_normal: _nll_normal

class _nll_log_variance(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        x: ArrayLike,
        mu: ArrayLike,
        log_variance: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Loss -log N(x; μ, exp l) of a prediction with the logarithm of its variance.

        x: a real number
        mu: a real number
        log_variance: a real number
        """
nll_log_variance: _nll_log_variance

class _entropy_diagonal_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        sigma: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of a normal law with independent coordinates.

        sigma: positive numbers
        """
entropy_diagonal_normal: _entropy_diagonal_normal

class _wasserstein_normal(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        sigma1: ArrayLike,
        mu2: ArrayLike,
        sigma2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Squared Wasserstein distance W₂² of N(μ₁, σ₁²) and N(μ₂, σ₂²).

        mu1: a real number
        sigma1: a positive number
        mu2: a real number
        sigma2: a positive number
        """
wasserstein_normal: _wasserstein_normal

class _entropy_exponential(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        rate: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the exponential law.

        rate: a positive number
        """
entropy_exponential: _entropy_exponential

class _kl_exponential(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        rate1: ArrayLike,
        rate2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of exponential laws by their rates.

        rate1: a positive number
        rate2: a positive number
        """
kl_exponential: _kl_exponential

class _kl_poisson(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        rate1: ArrayLike,
        rate2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of Poisson laws by their rates.

        rate1: a positive number
        rate2: a positive number
        """
kl_poisson: _kl_poisson

class _entropy_laplace(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        scale: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the Laplace law.

        scale: a positive number
        """
entropy_laplace: _entropy_laplace

class _kl_laplace(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        mu1: ArrayLike,
        scale1: ArrayLike,
        mu2: ArrayLike,
        scale2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of Laplace laws by locations and scales.

        mu1: a real number
        scale1: a positive number
        mu2: a real number
        scale2: a positive number
        """
kl_laplace: _kl_laplace

class _entropy_weibull(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        shape: ArrayLike,
        scale: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the Weibull law.

        shape: a positive number
        scale: a positive number
        """
entropy_weibull: _entropy_weibull

class _kl_weibull(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        shape1: ArrayLike,
        scale1: ArrayLike,
        shape2: ArrayLike,
        scale2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of Weibull laws by shapes and scales.

        shape1: a positive number
        scale1: a positive number
        shape2: a positive number
        scale2: a positive number
        """
kl_weibull: _kl_weibull

class _entropy_gamma(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        shape: ArrayLike,
        rate: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the gamma law.

        shape: a positive number
        rate: a positive number
        """
entropy_gamma: _entropy_gamma

class _kl_gamma(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        shape1: ArrayLike,
        rate1: ArrayLike,
        shape2: ArrayLike,
        rate2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of gamma laws by shapes and rates.

        shape1: a positive number
        rate1: a positive number
        shape2: a positive number
        rate2: a positive number
        """
kl_gamma: _kl_gamma

class _entropy_beta(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        a: ArrayLike,
        b: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the beta law.

        a: a positive number
        b: a positive number
        """
entropy_beta: _entropy_beta

class _kl_beta(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        a1: ArrayLike,
        b1: ArrayLike,
        a2: ArrayLike,
        b2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of beta laws.

        a1: a positive number
        b1: a positive number
        a2: a positive number
        b2: a positive number
        """
kl_beta: _kl_beta

class _entropy_dirichlet(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        concentration: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Differential entropy of the Dirichlet law.

        concentration: positive numbers
        """
entropy_dirichlet: _entropy_dirichlet

class _kl_dirichlet(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        concentration1: ArrayLike,
        concentration2: ArrayLike,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of Dirichlet laws.

        concentration1: positive numbers
        concentration2: positive numbers
        """
kl_dirichlet: _kl_dirichlet

class _logsumexp(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """log Σ exp(z_i/T).

        logits: real numbers
        temperature: a positive number
        """
logsumexp: _logsumexp

class _log_softmax(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Logarithm of softmax, entry by entry.

        logits: real numbers
        temperature: a positive number
        """
log_softmax: _log_softmax

class _softmax(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """exp(z_i/T)/Σ_j exp(z_j/T).

        logits: real numbers
        temperature: a positive number
        """
softmax: _softmax

class _nll(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        label: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """-log softmax(z/T) at a class, the loss of a label given by its index from 0.

        logits: real numbers
        label: an index, from 0
        temperature: a positive number
        """
nll: _nll

class _weighted_nll(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        label: ArrayLike,
        class_weights: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """The same times the weight of the class; a mean divides by the sum of these weights.

        logits: real numbers
        label: an index, from 0
        class_weights: numbers ≥ 0
        temperature: a positive number
        """
weighted_nll: _weighted_nll

class _binary_cross_entropy_logits(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logit: ArrayLike,
        label: ArrayLike,
        positive_weight: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """-w y log σ(z) - (1 - y) log(1 - σ(z)), the loss of a label from 0 to 1.

        logit: a real number
        label: a number from 0 to 1
        positive_weight: a number ≥ 0
        """
binary_cross_entropy_logits: _binary_cross_entropy_logits

class _softmax_cross_entropy(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        labels: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """-Σ_j y_j log softmax(z/T)_j with one-hot or soft labels.

        logits: real numbers
        labels: numbers ≥ 0 with sum 1
        temperature: a positive number
        """
softmax_cross_entropy: _softmax_cross_entropy

class _label_smoothing(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        label: ArrayLike,
        epsilon: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Cross-entropy with the labels (1 - ε) δ_jy + ε/K.

        logits: real numbers
        label: an index, from 0
        epsilon: a number from 0 to 1
        temperature: a positive number
        """
label_smoothing: _label_smoothing

class _entropy_logits(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Entropy of softmax(z/T).

        logits: real numbers
        temperature: a positive number
        """
entropy_logits: _entropy_logits

class _cross_entropy_logits(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits_p: ArrayLike,
        logits_q: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Cross-entropy of softmax(a/T) and softmax(b/T).

        logits_p: real numbers
        logits_q: real numbers
        temperature: a positive number
        """
cross_entropy_logits: _cross_entropy_logits

class _kl_logits(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits_p: ArrayLike,
        logits_q: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Relative entropy of softmax(a/T) and softmax(b/T), also where they nearly agree.

        logits_p: real numbers
        logits_q: real numbers
        temperature: a positive number
        """
kl_logits: _kl_logits

class _js_logits(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        logits_p: ArrayLike,
        logits_q: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """Jensen-Shannon divergence of softmax(a/T) and softmax(b/T).

        logits_p: real numbers
        logits_q: real numbers
        temperature: a positive number
        """
js_logits: _js_logits

class _distillation(ClosedForm):
    def __call__(  # type: ignore[override]
        self,
        teacher: ArrayLike,
        student: ArrayLike,
        temperature: ArrayLike = 1.0,
        *,
        axis: int = -1,
        unit: Unit = "nats",
        check: bool = True,
        keepdims: bool = False,
    ) -> Any:
        """T² KL(softmax(a/T) ‖ softmax(b/T)), the loss of a student that learns from a teacher.

        teacher: real numbers
        student: real numbers
        temperature: a positive number
        """
distillation: _distillation

CLOSED_FORMS: Mapping[str, ClosedForm]

def backend() -> str: ...
