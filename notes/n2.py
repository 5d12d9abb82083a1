"""Note N2: information, KL divergence, losses of a training library, GAN."""

from __future__ import annotations

from derivecheck.notes import (
    n2_applications,
    n2_divergence,
    n2_example,
    n2_gan,
    n2_information,
    n2_losses,
    n2_optimum,
    n2_value,
)
from derivecheck.reading.claim import Ledger

LEDGER = Ledger(
    note="N2",
    file="002_a8cce189cbe0c5ce.txt",
    title="Information, KL divergence, cross-entropy loss, GAN",
    original_title="信息量，熵，KL散度，交叉熵，JS散度，GAN",
    sha256="18a97c615dba10920d60ce78b2518d5cb60ef8cabb561d52f84c5afffdc75c53",
    claims=(
        *n2_information.CLAIMS,
        *n2_divergence.CLAIMS,
        *n2_losses.CLAIMS,
        *n2_example.CLAIMS,
        *n2_gan.CLAIMS,
        *n2_optimum.CLAIMS,
        *n2_value.CLAIMS,
        *n2_applications.CLAIMS,
    ),
)
