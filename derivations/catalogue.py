"""Every derivation, in the order in which they build on one another."""

from __future__ import annotations

from derivecheck.derivation import Derivation, Lemma
from derivecheck.derivations import (
    divergence,
    elbo,
    elbo_gaussian,
    gan,
    gan_discriminator,
    gaussian_kl,
    gaussian_kl_cases,
    gaussian_kl_multivariate,
    gaussian_moments,
    js,
    softmax_gradient,
    softmax_hessian,
    softmax_shift,
    stable_finite,
    stable_gan,
    stable_logits,
    stable_logits_losses,
    stable_normal,
    stable_normal_entropy,
    stable_softmax,
    stable_softmax_labels,
)

DERIVATIONS: tuple[Derivation | Lemma, ...] = (
    *divergence.PAGE,
    *js.PAGE,
    *gaussian_moments.PAGE,
    *gaussian_kl.PAGE,
    *gaussian_kl_cases.PAGE,
    *gaussian_kl_multivariate.PAGE,
    *softmax_gradient.PAGE,
    *softmax_hessian.PAGE,
    *softmax_shift.PAGE,
    *gan_discriminator.PAGE,
    *gan.PAGE,
    *elbo.PAGE,
    *elbo_gaussian.PAGE,
    *stable_finite.PAGE,
    *stable_gan.PAGE,
    *stable_normal.PAGE,
    *stable_normal_entropy.PAGE,
    *stable_softmax.PAGE,
    *stable_softmax_labels.PAGE,
    *stable_logits.PAGE,
    *stable_logits_losses.PAGE,
)
