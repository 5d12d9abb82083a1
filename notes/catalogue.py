"""The ledgers of the notes, in order."""

from __future__ import annotations

from derivecheck.claim import Ledger

LEDGERS: tuple[Ledger, ...] = ()
