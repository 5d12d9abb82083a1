"""Every derivation, in the order in which they build on one another."""

from __future__ import annotations

from derivecheck.derivation import Derivation, Lemma

DERIVATIONS: tuple[Derivation | Lemma, ...] = ()
