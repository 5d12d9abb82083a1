"""What the note entropy.md claims: derivecheck verify examples/entropy_claims.py

The second claim has a wrong sign; what should stand there is proved as well.
"""

from sympy import Symbol

from derivecheck.language import CE, KL, FiniteLaw, H, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import linearity
from derivecheck.reading.claim import Claim, Kind, Reading

NOTE = "entropy.md"
N = Symbol("N", integer=True, positive=True)
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
laws = given(p, q)

DERIVATIONS = (
    derive("own.split", "Cross-entropy", laws, CE(p, q)).eq(H(p) + KL(p, q), by=linearity),
)
CLAIMS = (
    Claim(
        id="own-1",
        lines=(3, 3),
        section="Entropy",
        kind=Kind.IDENTITY,
        paraphrase="Cross-entropy is entropy plus divergence",
        latex=r"H(p,q) = H(p) + D(p\|q)",
        says=laws.eq(CE(p, q), H(p) + KL(p, q)),
        rests_on=("own.split",),
    ),
    Claim(
        id="own-2",
        lines=(4, 4),
        section="Entropy",
        kind=Kind.IDENTITY,
        paraphrase="The divergence is cross-entropy plus entropy",
        latex=r"D(p\|q) = H(p,q) + H(p)",
        says=laws.eq(KL(p, q), CE(p, q) + H(p)),
        instead=(
            Reading(
                laws.eq(KL(p, q), CE(p, q) - H(p)),
                "the entropy is taken away, not added",
                latex=r"D(p\|q) = H(p,q) - H(p)",
            ),
        ),
    ),
)
