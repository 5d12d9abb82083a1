"""A law of one's own: Rayleigh laws, by what they are, and what follows is proved and witnessed.

Run it: ``derivecheck verify examples/own_law.py``.
"""

from sympy import EulerGamma, Expr, Integer, Rational, Symbol, log, pi, sqrt

from derivecheck.language import KL, E, Exponential, H, Law, NamedLaw, given
from derivecheck.reading.claim import Claim, Kind

NOTE = "rayleigh.md"


class Rayleigh(NamedLaw):
    """Density (x/s²) exp(-x²/2s²) on x > 0, by scale s."""

    parameters = positive = ("scale",)
    title = "a Rayleigh"

    def log_at(self, x: Expr) -> Expr:
        (s,) = self.args
        return log(x) - 2 * log(s) - x**2 / (2 * s**2)

    @property
    def power_of(self) -> tuple[Law, Expr, Expr]:
        """X = s √2 · U^(1/2) for U with the standard exponential law."""
        return Exponential(1), self.args[0] * sqrt(2), Rational(1, 2)


s, t = Symbol("s", positive=True), Symbol("t", positive=True)
R, Q = Rayleigh(s), Rayleigh(t)

CLAIMS = (
    Claim(
        id="R1",
        lines=(3, 3),
        section="Rayleigh laws",
        kind=Kind.IDENTITY,
        paraphrase="The mean of a Rayleigh law is s √(π/2).",
        latex=r"s\sqrt{\pi/2}",
        says=given(R).eq(E(R, lambda x: x), s * sqrt(pi / 2)),
    ),
    Claim(
        id="R2",
        lines=(4, 4),
        section="Rayleigh laws",
        kind=Kind.IDENTITY,
        paraphrase="Its entropy is 1 + log(s/√2) + γ/2.",
        latex=r"1 + \log(s/\sqrt2) + \gamma/2",
        says=given(R).eq(H(R), 1 + log(s / sqrt(2)) + EulerGamma / 2),
    ),
    Claim(
        id="R3",
        lines=(5, 5),
        section="Rayleigh laws",
        kind=Kind.IDENTITY,
        paraphrase="Two of them diverge by 2 log(t/s) + s²/t² - 1.",
        latex=r"D(R_s\|R_t) = 2\log(t/s) + s^2/t^2 - 1",
        says=given(R, Q).eq(KL(R, Q), 2 * log(t / s) + s**2 / t**2 - Integer(1)),
    ),
    Claim(
        id="R4",
        lines=(6, 6),
        section="Rayleigh laws",
        kind=Kind.IDENTITY,
        paraphrase="With the factor 2 forgotten that is wrong.",
        latex=r"D(R_s\|R_t) = \log(t/s) + s^2/t^2 - 1",
        says=given(R, Q).eq(KL(R, Q), log(t / s) + s**2 / t**2 - Integer(1)),
    ),
)
