"""Note N0, "前置" and "熵": code lengths and entropy in bits, P an arbitrary law on N outcomes."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    E,
    Family,
    FiniteLaw,
    H,
    Law,
    Normal,
    Routine,
    Table,
    Uniform,
    given,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading

BEFORE, ENTROPY = "前置", "熵"

N = Symbol("N", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
P = FiniteLaw("p", N)
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
        see_also=("N0-13", "N1-14", "N4-6"),
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
)
