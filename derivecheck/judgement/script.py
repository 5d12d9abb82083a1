"""A file of derivations as a script: ``python -m derivecheck.derivations.elbo``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console

from derivecheck.findings.console import show_derivation
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.proof.derivation import Derivation, Lemma


def main(page: Iterable[Derivation | Lemma]) -> None:
    """Verify the derivations of one file and print them; exit code 4 if one is not proved."""
    console = Console(highlight=False)
    records = [verify_derivation(item) for item in page]
    for record in records:
        show_derivation(record, console)
    if any(record.verdict is not Verdict.PROVED for record in records):
        sys.exit(4)
