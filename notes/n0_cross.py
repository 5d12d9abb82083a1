r"""Note N0, "交叉熵" and "严谨": cross-entropy, expectations, sums and integrals.

P and Q are arbitrary laws on N outcomes, laws on all integers, or densities.  Entropies are in bits
where the note writes log₂.
"""

from __future__ import annotations

from sympy import Expr, Symbol, log, oo

from derivecheck.language import (
    CE,
    KL,
    CountableLaw,
    Density,
    E,
    FiniteLaw,
    H,
    Law,
    given,
    integral,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading, part

CROSS, EXACT = "交叉熵", "严谨"

N = Symbol("N", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "pqr")
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
        "probabilities from P and the lengths from Q.",
        quote="已知有真实数据分布P，理论数据分布Q，熵衡量的是可能性和平均编码长度都来源于P的实际"
        "平均最小编码长度，交叉熵衡量的是可能性来源于为P、编码长度来源于Q的情况下，特殊平均"
        "最小编码长度",
        says=given(P, Q).every(
            given(P, Q).eq(coded(P, P), H(P) / BITS), given(P, Q).eq(coded(P, Q), CE(P, Q) / BITS)
        ),
        covers=part("that the lengths are the least is judged with line 41"),
        see_also=("N0-13",),
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
        paraphrase="Cross-entropy is the mean least code length, in theory, when Q is used to fit "
        "P.",
        quote="交叉熵表示，当使用理论的Q去拟合实际的P时所需的理论平均最小编码长度",
        says=given(P, Q).eq(coded(P, Q), CE(P, Q) / BITS),
        covers=part("that the lengths are the least for Q is judged with line 41"),
        see_also=("N0-13",),
    ),
    Claim(
        id="N0-18",
        lines=(53, 53),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="With probabilities and lengths from Q the mean least code length in theory "
        "depends on Q alone.",
        quote="可能性和平均编码长度都来源于Q的理论平均最小编码长度仅仅和Q有关，纯理论脱离现实",
        says=given(Q).eq(coded(Q, Q), H(Q) / BITS),
        covers=part(
            "that the lengths are the least is judged with line 41; that this is far from reality "
            "is an opinion"
        ),
        see_also=("N0-13",),
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
        paraphrase="In practice the base of the logarithm is e; the note keeps its base.",
        reason="what is usual elsewhere, and how the formulas that follow are written",
    ),
    Claim(
        id="N0-22",
        lines=(62, 62),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="Entropy is the mean of -log₂ P(x) under P.",
        latex=r"E_{x\sim P(x)}[-log_2^{P(x)}]",
        quote="得到熵",
        says=given(p_line, p_all).every(
            given(p_line).eq(E(p_line, lambda x: -bits(p_line.at(x))), H(p_line) / BITS),
            given(p_all).eq(E(p_all, lambda i: -bits(p_all.at(i))), H(p_all) / BITS),
        ),
    ),
    Claim(
        id="N0-23",
        lines=(62, 62),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="Cross-entropy is the mean of -log₂ Q(x) under P.",
        latex=r"E_{x\sim P(x)}[-log_2^{Q(x)}]",
        quote="和交叉熵",
        says=given(p_line, q_line, p_all, q_all).every(
            given(p_line, q_line).eq(
                E(p_line, lambda x: -bits(q_line.at(x))), CE(p_line, q_line) / BITS
            ),
            given(p_all, q_all).eq(E(p_all, lambda i: -bits(q_all.at(i))), CE(p_all, q_all) / BITS),
        ),
    ),
    Claim(
        id="N0-24",
        lines=(64, 64),
        section=EXACT,
        kind=Kind.DEFINITION,
        paraphrase="The time step i is an integer for discrete laws and a real number for "
        "continuous ones.",
        reason="says over what the index runs in the formulas that follow; it is called a time "
        "step and only names outcomes",
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
        quote="交叉熵是对称的，即P和Q的交叉熵等于Q和P的交叉熵",
        says=given(P, Q).symmetric(CE, P, Q),
        instead=(
            Reading(
                given(P, Q).every(
                    given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)),
                    given(P, Q).eq(CE(Q, P), H(Q) + KL(Q, P)),
                ),
                "cross-entropy is not symmetric: its two orders differ by the entropies and by "
                "the two divergences",
                latex=r"H(P,Q)=H(P)+D_{\mathrm{KL}}(P\,\|\,Q),\quad "
                r"H(Q,P)=H(Q)+D_{\mathrm{KL}}(Q\,\|\,P)",
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
        quote="因此可用作距离度量",
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
