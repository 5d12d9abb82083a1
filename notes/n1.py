"""Note N1: entropy, cross-entropy, KL and JS divergence."""

from __future__ import annotations

from derivecheck.notes import n1_codes, n1_cross_entropy, n1_entropy, n1_js, n1_kl
from derivecheck.reading.claim import Ledger

LEDGER = Ledger(
    note="N1",
    file="001_907ce4b95c581103.txt",
    title="Entropy, cross-entropy, KL and JS divergence",
    original_title="熵,交叉熵,KL散度,JS散度",
    sha256="bc4e942d7f0d2e8f70fff199e159e575d5d1adc61c532d1d4258b4f62402c78f",
    claims=(
        *n1_entropy.CLAIMS,
        *n1_codes.CLAIMS,
        *n1_cross_entropy.CLAIMS,
        *n1_kl.CLAIMS,
        *n1_js.CLAIMS,
    ),
)
