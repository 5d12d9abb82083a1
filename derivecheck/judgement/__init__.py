"""From statements, claims and derivations to verdicts, by one door.

>>> from derivecheck.judgement import judge
>>> from derivecheck.language import given
>>> print(judge(given().eq(1, 2)).verdict)
REFUTED
"""

from __future__ import annotations

from derivecheck.judgement.claims import verify_claim
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.judgement.judge import Judgement, judge

__all__ = ["Judgement", "judge", "verify_claim", "verify_derivation"]
