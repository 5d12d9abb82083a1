r"""Note N0, "交叉熵" and "严谨": cross-entropy, expectations, sums and integrals.

P and Q are arbitrary laws on N outcomes, laws on all integers, or densities.  Entropies are in bits
where the note writes log₂.
"""

from __future__ import annotations

from sympy import Expr, Symbol, log, oo

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    CountableLaw,
    Density,
    E,
    FiniteLaw,
    H,
    Interval,
    Law,
    bernoulli,
    given,
    integral,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading

CROSS, EXACT = "交叉熵", "严谨"

N = Symbol("N", integer=True, positive=True)
P, Q, R = FiniteLaw("p", N), FiniteLaw("q", N), FiniteLaw("r", N)
p_line, q_line = Density("p"), Density("q")
p_all, q_all = CountableLaw("p"), CountableLaw("q")
s = Symbol("s", positive=True)
BITS = log(2)


def bits(value: Expr) -> Expr:
    """log₂."""
    return log(value) / BITS


def coded(weight: Law, law: Law) -> Expr:
    """Σ w(i) (-log₂ p(i)), or the integral."""
    return weight.space.functional(lambda i: weight.at(i) * -bits(law.at(i)))


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-15",
        lines=(50, 50),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="Entropy takes probabilities and code lengths from P; cross-entropy takes the "
        "probabilities from P and the lengths from Q. With Q = P it is the entropy.",
        says=given(P).eq(CE(P, P), H(P)),
    ),
    Claim(
        id="N0-16",
        lines=(51, 51),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy is the sum of P(i) times -log₂ Q(i).",
        latex=r"\sum_{i=1}^NP(i)(-log_2^{Q(i)})",
        says=given(P, Q).eq(coded(P, Q), CE(P, Q) / BITS),
    ),
    Claim(
        id="N0-17",
        lines=(52, 52),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="It is the mean length that P needs with a code made for Q, which is never "
        "less than with a code made for P.",
        says=given(P, Q).ge(CE(P, Q) / BITS, H(P) / BITS),
        rests_on=("divergence.cross_entropy", "divergence.gibbs"),
    ),
    Claim(
        id="N0-18",
        lines=(53, 53),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="With probabilities and lengths from Q the mean length depends on Q alone.",
        says=given(Q).eq(coded(Q, Q), H(Q) / BITS),
    ),
    Claim(
        id="N0-19",
        lines=(57, 58),
        section=EXACT,
        kind=Kind.PROSE,
        paraphrase="From here on there may be infinitely many events.",
        reason="an announcement; the sums are judged where they stand",
    ),
    Claim(
        id="N0-20",
        lines=(59, 59),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="Sums are written as expectations.",
        says=given(p_all, q_all).eq(
            total(lambda i: p_all.at(i) * -bits(q_all.at(i)), -oo, oo),
            E(p_all, lambda i: -bits(q_all.at(i))),
        ),
    ),
    Claim(
        id="N0-21",
        lines=(60, 60),
        section=EXACT,
        kind=Kind.PROSE,
        paraphrase="In practice the base is e, without a change of the formulas.",
        says=given(P, Q).eq(CE(P, Q), CE(P, Q) / BITS),
        readings=(
            Reading(
                given(P, Q).eq(CE(P, Q), BITS * (CE(P, Q) / BITS)),
                "up to the unit: nats are bits times ln 2",
                Severity.CONVENTION,
                r"H_e=\ln 2\cdot H_2",
            ),
        ),
    ),
    Claim(
        id="N0-22",
        lines=(62, 62),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="Entropy is the mean of -log₂ P(x) under P.",
        latex=r"E_{x\sim P(x)}[-log_2^{P(x)}]",
        says=given(p_line).eq(E(p_line, lambda x: -bits(p_line.at(x))), H(p_line) / BITS),
    ),
    Claim(
        id="N0-23",
        lines=(62, 62),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="Cross-entropy is the mean of -log₂ Q(x) under P.",
        latex=r"E_{x\sim P(x)}[-log_2^{Q(x)}]",
        says=given(p_line, q_line).eq(
            E(p_line, lambda x: -bits(q_line.at(x))), CE(p_line, q_line) / BITS
        ),
    ),
    Claim(
        id="N0-24",
        lines=(64, 64),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The index i is called a time step, so that the order of the outcomes would "
        "matter: the entropy changes when two outcomes are exchanged.",
        says=not_always(given(Interval(s)).eq(H(bernoulli(s)), H(bernoulli(1 - s)))),
        readings=(
            Reading(
                given(Interval(s)).eq(H(bernoulli(s)), H(bernoulli(1 - s))),
                "read time step as outcome: i only names the values of x, in no order",
                Severity.NOTATION,
                r"H(p_1,p_2)=H(p_2,p_1)",
            ),
        ),
    ),
    Claim(
        id="N0-25",
        lines=(66, 66),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The discrete entropy, summed over all integers.",
        latex=r"\sum_{i=-\infty}^{+\infty}[-P(i)log_2^{P(i)}]",
        says=given(p_all).eq(
            total(lambda i: -p_all.at(i) * bits(p_all.at(i)), -oo, oo), H(p_all) / BITS
        ),
    ),
    Claim(
        id="N0-26",
        lines=(66, 66),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The discrete cross-entropy, summed over all integers.",
        latex=r"\sum_{i=-\infty}^{+\infty}[-P(i)log_2^{Q(i)}]",
        says=given(p_all, q_all).eq(
            total(lambda i: -p_all.at(i) * bits(q_all.at(i)), -oo, oo), CE(p_all, q_all) / BITS
        ),
    ),
    Claim(
        id="N0-27",
        lines=(67, 67),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The continuous entropy, an integral of the density.",
        latex=r"\int_{-\infty}^{+\infty}[-P(i)log_2^{P(i)}]di",
        says=given(p_line).eq(
            integral(lambda x: -p_line.at(x) * bits(p_line.at(x))), H(p_line) / BITS
        ),
    ),
    Claim(
        id="N0-28",
        lines=(67, 67),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The continuous cross-entropy.",
        latex=r"\int_{-\infty}^{+\infty}[-P(i)log_2^{Q(i)}]di",
        says=given(p_line, q_line).eq(
            integral(lambda x: -p_line.at(x) * bits(q_line.at(x))), CE(p_line, q_line) / BITS
        ),
    ),
    Claim(
        id="N0-29",
        lines=(69, 69),
        section=EXACT,
        kind=Kind.PROPERTY,
        paraphrase="The cross-entropy of P and Q equals that of Q and P.",
        says=given(P, Q).symmetric(CE, P, Q),
        instead=(
            Reading(
                given(P, Q).eq(CE(P, Q) - CE(Q, P), H(P) - H(Q) + KL(P, Q) - KL(Q, P)),
                "cross-entropy is not symmetric: its two orders differ by the entropies and by "
                "the two divergences",
                latex=r"H(P,Q)-H(Q,P)=H(P)-H(Q)+D_{\mathrm{KL}}(P\,\|\,Q)-"
                r"D_{\mathrm{KL}}(Q\,\|\,P)",
            ),
        ),
        rests_on=("divergence.cross_entropy",),
        see_also=("N1-47",),
    ),
    Claim(
        id="N0-30",
        lines=(69, 69),
        section=EXACT,
        kind=Kind.PROPERTY,
        paraphrase="Therefore cross-entropy can serve as a distance.",
        says=given(P, Q, R).metric(CE, P, Q, R),
        instead=(
            Reading(
                given(P).eq(CE(P, P), H(P)),
                "no metric: not even the distance of P from itself is 0, it is the entropy",
                latex=r"H(P,P)=H(P)",
            ),
        ),
        see_also=("N0-29", "N1-43"),
    ),
)
