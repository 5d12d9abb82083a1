"""Every derivation, in the order in which they build on one another."""

from __future__ import annotations

from derivecheck.derivation import Derivation, Lemma
from derivecheck.derivations import (
    divergence,
    elbo,
    gan,
    gaussian_kl,
    gaussian_kl_multivariate,
    gaussian_moments,
    js,
    softmax_gradient,
)

DERIVATIONS: tuple[Derivation | Lemma, ...] = (
    *divergence.PAGE,
    *js.PAGE,
    *gaussian_moments.PAGE,
    *gaussian_kl.PAGE,
    *gaussian_kl_multivariate.PAGE,
    *softmax_gradient.PAGE,
    *gan.PAGE,
    *elbo.PAGE,
)
