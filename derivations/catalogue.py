"""Every derivation, in the order in which they build on one another."""

from __future__ import annotations

from derivecheck.derivation import Derivation, Lemma
from derivecheck.derivations import (
    gaussian_kl,
    gaussian_kl_multivariate,
    gaussian_moments,
)

DERIVATIONS: tuple[Derivation | Lemma, ...] = (
    *gaussian_moments.PAGE,
    *gaussian_kl.PAGE,
    *gaussian_kl_multivariate.PAGE,
)
