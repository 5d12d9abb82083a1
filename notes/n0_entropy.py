r"""Note N0, first part: code lengths, entropy, cross-entropy.

P and Q are arbitrary laws on N outcomes, laws on all integers, or densities.  Entropies are in bits
where the note writes log₂.
"""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, log, oo

from derivecheck.assumptions import Family, Interval
from derivecheck.binders import integral, total
from derivecheck.claim import Claim, Kind, Reading
from derivecheck.evidence import Severity
from derivecheck.functionals import CE, KL, E, H, Routine
from derivecheck.laws import (
    CountableLaw,
    Density,
    FiniteLaw,
    Law,
    Normal,
    Table,
    Uniform,
    bernoulli,
)
from derivecheck.statements import given, not_always

BEFORE, ENTROPY, CROSS, EXACT = "前置", "熵", "交叉熵", "严谨"

N = Symbol("N", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
P, Q, R = FiniteLaw("p", N), FiniteLaw("q", N), FiniteLaw("r", N)
p_line, q_line = Density("p"), Density("q")
p_all, q_all = CountableLaw("p"), CountableLaw("q")
normal = Normal(Symbol("mu", real=True), Symbol("sigma", positive=True))
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
lengths = Family("l", N, sign="positive")
thirds = (Rational(1, 3), Rational(1, 3), Rational(1, 3))
BITS = log(2)


def bits(value: Expr) -> Expr:
    """log₂."""
    return log(value) / BITS


def coded(weight: Law, law: Law) -> Expr:
    """Σ w(i) (-log₂ p(i)), or the integral."""
    return weight.space.functional(lambda i: weight.at(i) * -bits(law.at(i)))


def power_of_half(i: Expr) -> Expr:
    """p_i = 2^(-l_i)."""
    return 2 ** -lengths[i]


mean_length = total(lambda i: power_of_half(i) * lengths[i], 1, N)
dyadic_entropy = total(lambda i: power_of_half(i) * -bits(power_of_half(i)), 1, N)
uneven = (Rational(1, 16), Rational(1, 16))
shortest_of_three = Routine("huffman_length", thirds)

DYADIC = Reading(
    given(lengths).eq(mean_length, dyadic_entropy),
    "if every probability is a power of ½, $p_i=2^{-l_i}$; else the least mean length lies in "
    "$[H,H+1)$",
    Severity.IMPRECISE,
    r"H(P)\le L_{\min}(P)<H(P)+1",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-1",
        lines=(9, 12),
        section=BEFORE,
        kind=Kind.IDENTITY,
        paraphrase="The mean of a normal variable is μ.",
        latex=r"EX=\mu\\",
        says=given(normal).eq(E(normal, lambda x: x), normal.args[0]),
    ),
    Claim(
        id="N0-2",
        lines=(13, 13),
        section=BEFORE,
        kind=Kind.PROSE,
        paraphrase="One-dimensional random variables and their moments are presupposed.",
        reason="a list of prerequisites",
    ),
    Claim(
        id="N0-3",
        lines=(18, 18),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="Entropy is the least mean length of a prefix code.",
        says=given(P).eq(H(P) / BITS, Routine("huffman_length", P)),
        readings=(DYADIC,),
        see_also=("N0-13",),
    ),
    Claim(
        id="N0-4",
        lines=(20, 20),
        section=ENTROPY,
        kind=Kind.NUMERIC,
        paraphrase="Three binary digits have eight states.",
        says=given().eq(3 * log(2), log(8)),
    ),
    Claim(
        id="N0-5",
        lines=(22, 22),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="The less likely an event, the more information it carries.",
        says=given().gt(-bits(s), -bits(s + t)),
    ),
    Claim(
        id="N0-6",
        lines=(29, 31),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The code length of N possibilities is written with N as an exponent of log "
        "base 2 and no argument, and so is that of 1/N.",
        latex=r"log_2^N=-log_2^{\frac{1}{N}}",
        says=given().eq(log(2) ** N, -(log(2) ** (1 / N))),
        readings=(
            Reading(
                given().eq(bits(N), -bits(1 / N)),
                "read $\\log_2^{N}$ as $\\log_2 N$, here and in every formula of the note",
                Severity.NOTATION,
                r"\log_2 N=-\log_2\frac1N",
            ),
        ),
        see_also=("N0-91",),
    ),
    Claim(
        id="N0-7",
        lines=(29, 29),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="N possibilities need a code of length log₂ N; shown for the mean length of "
        "the best code of three.",
        latex=r"log_2^N",
        says=given().eq(bits(Rational(3)), shortest_of_three),
        readings=(
            Reading(
                given().eq(bits(2**k), k),
                "if N is a power of two, $N=2^k$; else no code has this length",
                Severity.IMPRECISE,
                r"\lceil\log_2 N\rceil",
            ),
        ),
        see_also=("N0-3",),
    ),
    Claim(
        id="N0-8",
        lines=(30, 30),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="log₂ N = -log₂(1/N).",
        latex=r"log_2^N=-log_2^{\frac{1}{N}}",
        says=given().eq(bits(N), -bits(1 / N)),
    ),
    Claim(
        id="N0-9",
        lines=(31, 31),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="With P = 1/N the length is -log₂ P.",
        latex=r"P=\frac{1}{N}则=-log_2^P",
        says=given().eq(bits(N), -bits(Uniform(N).at(Rational(1)))),
    ),
    Claim(
        id="N0-10",
        lines=(35, 36),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="The mean length, the sum of P times -log₂ P over N events with P = 1/N, is "
        "-log₂ P.",
        latex=r"\sum_{i=1}^NP(-log_2^P)",
        says=given().eq(total(lambda i: 1 / N * -bits(1 / N), 1, N), -bits(1 / N)),
    ),
    Claim(
        id="N0-11",
        lines=(37, 37),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="For equally likely events the mean length and the least mean length are the "
        "same: each event has the length log₂ N, and that is the entropy.",
        says=given().eq(total(lambda i: 1 / N * bits(N), 1, N), H(Uniform(N)) / BITS),
    ),
    Claim(
        id="N0-12",
        lines=(41, 43),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The entropy of P is the sum of P(i) times -log₂ P(i), P(i) being the "
        "probability of event i.",
        latex=r"\sum_{i=1}^NP(i)(-log_2^{P(i)})",
        says=given(P).every(
            given(P).eq(coded(P, P), H(P) / BITS), given(P).eq(total(P.at, 1, N), 1)
        ),
    ),
    Claim(
        id="N0-13",
        lines=(41, 41),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="For unequal probabilities that sum is the least mean code length.",
        latex=r"\sum_{i=1}^NP(i)(-log_2^{P(i)})",
        says=given(P).eq(coded(P, P), Routine("huffman_length", P)),
        readings=(DYADIC,),
        see_also=("N0-3",),
    ),
    Claim(
        id="N0-14",
        lines=(45, 45),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="The larger the entropy the more events there are, so that three events never "
        "have less than two equally likely ones; tried at probabilities 7/8, 1/16, 1/16.",
        says=given().ge(H(Table(Rational(7, 8), *uneven)), H(Uniform(2))),
        readings=(
            Reading(
                given().ge(H(Uniform(N + k)), H(Uniform(N))),
                "if all events are equally likely",
                Severity.IMPRECISE,
                r"\log_2(N+k)\ge\log_2 N",
            ),
        ),
    ),
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
        see_also=("N0-29",),
    ),
)
