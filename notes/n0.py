"""The ledger of note N0: entropy, relative entropy, reparameterisation, VAE and GAN."""

from __future__ import annotations

from derivecheck.notes import (
    n0_cross,
    n0_entropy,
    n0_gan,
    n0_gaussian,
    n0_js,
    n0_relative,
    n0_reparameterisation,
    n0_vae,
)
from derivecheck.reading.claim import Ledger

LEDGER = Ledger(
    note="N0",
    file="000_5197e34e465bff00.txt",
    title="Getting through information entropy",
    original_title="通关信息熵",
    sha256="aff3b629872c8d9cb727c3f86ecde34bff7f564c92c8ab2e0ce10ec630a36771",
    claims=(
        *n0_entropy.CLAIMS,
        *n0_cross.CLAIMS,
        *n0_relative.CLAIMS,
        *n0_reparameterisation.CLAIMS,
        *n0_vae.CLAIMS,
        *n0_gaussian.CLAIMS,
        *n0_gan.CLAIMS,
        *n0_js.CLAIMS,
    ),
)
