"""The ledgers of the notes, in order."""

from __future__ import annotations

from derivecheck.notes import n0, n1, n2, n3, n4
from derivecheck.reading.claim import Ledger

LEDGERS: tuple[Ledger, ...] = (n0.LEDGER, n1.LEDGER, n2.LEDGER, n3.LEDGER, n4.LEDGER)
