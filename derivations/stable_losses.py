r"""Losses of classifiers and of normal predictions in stable form.

With σ(z) = 1/(1 + exp(-z)) and a weight w of what is positive, the loss of a coin by its logit is

    -w y log σ(z) - (1 - y) log(1 - σ(z)) = w y log(1 + exp(-z)) + (1 - y) log(1 + exp(z)),

two terms that are not negative and neither overflow nor lose their digits.

Main results
------------
* `binary_cross_entropy_logits`: of a label y from 0 to 1
* `weighted_nll`, `weighted_nll_gradient`: of a class y, weighted by the weight of the class
* `nll_normal`, `nll_log_variance`: -log N(x; μ, σ²);   `entropy_diagonal_normal`
* `wasserstein_normal`: E (X - Y)² where X and Y are the same quantile of two normal laws, the least
  that any joint law with these marginals has (G. Peyré and M. Cuturi, "Computational Optimal
  Transport", remark 2.23)

Source: the losses of these names in the libraries for deep learning, whose forms of them these are.
"""

from sympy import Rational, exp, log, pi, symbols

from derivecheck.derivations.gaussian_kl import P, Q, mu, mu1, mu2, sigma, sigma1, sigma2
from derivecheck.derivations.gaussian_kl_cases import lam
from derivecheck.derivations.gaussian_kl_multivariate import d
from derivecheck.derivations.softmax_gradient import K, at_i, z
from derivecheck.derivations.stable_softmax import at_t, at_y, nll, nll_gradient, y
from derivecheck.language import E, Family, IndependentNormals, Interval, Normal, Partial, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, differentiation, lemma, moments
from derivecheck.terms.kernels import log_width, softplus, sq, times_exp

half = Rational(1, 2)
v, x = symbols("v x", real=True)
label, w = symbols("y w", positive=True)
c = Family("c", K, sign="positive")
share = Interval(label)

binary_cross_entropy_logits = (
    derive(
        "stable.binary_cross_entropy_logits",
        "Cross-entropy of a label and a coin by its logit",
        given(share),
        -w * label * log(1 / (1 + exp(-v))) - (1 - label) * log(1 - 1 / (1 + exp(-v))),
        closed_form="binary_cross_entropy_logits",
    )
    .eq(w * label * log(1 + exp(-v)) + (1 - label) * log(1 + exp(v)), by=algebra)
    .eq(softplus(w * label, -v) + softplus(1 - label, v), by=algebra)
)

binary_cross_entropy_logits_by_label = (
    derive(
        "stable.binary_cross_entropy_logits_by_label",
        "Derivative of the loss of a coin by the label",
        given(share),
        Partial(binary_cross_entropy_logits.start, label),
        closed_form='binary_cross_entropy_logits.grad["label"]',
    )
    .eq(w * log(1 + exp(-v)) - log(1 + exp(v)), by=differentiation)
    .eq(softplus(w - 1, -v) - v, by=algebra)
)

weighted_nll = derive(
    "stable.weighted_nll",
    "Loss of softmax at a class, times the weight of the class",
    given(z, c, at_y, at_t),
    c[y] * nll.start,
    closed_form="weighted_nll",
).eq(c[y] * nll.result, by=lemma(nll, factor=c[y]))

weighted_nll_gradient = derive(
    "stable.weighted_nll_gradient",
    "Gradient of the weighted loss of softmax at a class",
    given(z, c, at_i, at_y, at_t),
    c[y] * nll_gradient.start,
    closed_form='weighted_nll.grad["logits"]',
).eq(c[y] * nll_gradient.result, by=lemma(nll_gradient, factor=c[y]))

nll_normal = derive(
    "stable.nll_normal",
    "Loss of a normal prediction, -log N(x; μ, σ²)",
    given(),
    -Normal(mu, sigma).log_at(x),
    closed_form="nll_normal",
).eq(log_width(sigma) - half + sq((x - mu) / sigma) / 2, by=algebra)

nll_log_variance = derive(
    "stable.nll_log_variance",
    "Loss of a normal prediction by the log-variance",
    given(),
    -Normal(mu, exp(lam / 2)).log_at(x),
    closed_form="nll_log_variance",
).eq(
    lam / 2 + log_width(1) - half + sq(times_exp(x - mu, 0, lam, 2)) / 2,
    by=algebra,
)

m, s = Family("m", d), Family("s", d, sign="positive")
X = IndependentNormals("1", m, s)
entropy_diagonal_normal = (
    derive(
        "stable.entropy_diagonal_normal",
        "Entropy of a normal law with independent coordinates",
        given(m, s, X),
        -X.expectation(X.log_density),
        closed_form="entropy_diagonal_normal",
    )
    .eq(X.each(lambda a: log(2 * pi * s[a] ** 2) / 2 + half), by=moments)
    .eq(X.each(lambda a: log_width(s[a])), by=algebra)
)

Z = Normal(0, 1)
wasserstein_normal = (
    derive(
        "stable.wasserstein_normal",
        "Mean squared distance of equal quantiles of two normal laws",
        given(P, Q, Z),
        E(Z, lambda u: (mu1 + sigma1 * u - mu2 - sigma2 * u) ** 2),
        closed_form="wasserstein_normal",
    )
    .eq((mu1 - mu2) ** 2 + (sigma1 - sigma2) ** 2, by=moments)
    .eq(sq(mu1 - mu2) + sq(sigma1 - sigma2), by=algebra)
)

PAGE = (
    binary_cross_entropy_logits,
    binary_cross_entropy_logits_by_label,
    weighted_nll,
    weighted_nll_gradient,
    nll_normal,
    nll_log_variance,
    entropy_diagonal_normal,
    wasserstein_normal,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
