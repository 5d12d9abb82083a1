"""Note N0, "前置" and "熵": code lengths and entropy in bits, P an arbitrary law on N outcomes."""

from __future__ import annotations

from sympy import Expr, Pow, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    E,
    FiniteLaw,
    H,
    Law,
    Normal,
    Routine,
    Uniform,
    given,
    total,
)
from derivecheck.notes.codes import LEAST_MEAN, least_mean_length, least_uniform_length
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

BEFORE, ENTROPY = "前置", "熵"

N = Symbol("N", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
P = FiniteLaw("p", N, zeros=True)
normal = Normal(Symbol("mu", real=True), Symbol("sigma", positive=True))
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
more = FiniteLaw("q", N + k, zeros=True)
thirds = (Rational(1, 3), Rational(1, 3), Rational(1, 3))
BITS = log(2)


def bits(value: Expr) -> Expr:
    """log₂."""
    return log(value) / BITS


def coded(weight: Law, law: Law) -> Expr:
    """Σ w(i) (-log₂ p(i)), or the integral."""
    return weight.space.functional(lambda i: weight.at(i) * -bits(law.at(i)))


shortest_of_three = Routine("huffman_length", thirds)

LEAST = Reading(
    least_mean_length(P),
    "if the words may have the lengths $-\\log_2 p_i$, as where every $p_i$ is a power of ½: no "
    "lengths with $\\sum_i 2^{-\\ell_i}\\le 1$ have a smaller mean",
    Severity.IMPRECISE,
    LEAST_MEAN,
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
        quote="香农信息论：熵是对事件前缀编码后，得到的最小平均编码长度",
        says=given(P).eq(H(P) / BITS, Routine("huffman_length", P)),
        readings=(LEAST,),
        see_also=("N0-13", "N1-14", "N4-6"),
    ),
    Claim(
        id="N0-4",
        lines=(20, 20),
        section=ENTROPY,
        kind=Kind.NUMERIC,
        paraphrase="Three binary digits have at most eight states.",
        says=given().eq(Pow(2, 3, evaluate=False), 8),
        covers=part("that information entropy derives from a length is left"),
    ),
    Claim(
        id="N0-5",
        lines=(22, 22),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="The less likely an event, the more information it carries.",
        quote="其认为，发生概率较低的事件拥有较高的信息量，因为该事件的发生为现实排除了更多的不确"
        "定性",
        says=given().gt(-bits(s), -bits(s + t)),
        covers=part("the reason given, that it rules out more uncertainty, is left"),
    ),
    Claim(
        id="N0-7",
        lines=(27, 29),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="The least code length that N possibilities need is log₂ N.",
        latex=r"log_2^N",
        quote="首先要求最小编码长度…n种可能性所需要的最小编码长度为",
        says=given().eq(bits(Rational(3)), shortest_of_three),
        covers=special_case("three possibilities, and the mean length of their best code"),
        readings=(
            Reading(
                given().eq(bits(2**k), k),
                "if N is a power of two, $N=2^k$; else log₂ N is no whole number of digits",
                Severity.IMPRECISE,
                r"\log_2 2^k=k",
            ),
        ),
        see_also=("N0-3", "N0-11"),
    ),
    Claim(
        id="N0-8",
        lines=(30, 30),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="If all events are equally likely, log₂ N = -log₂(1/N), written with N as an "
        "exponent of the logarithm and no argument.",
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
        id="N0-9",
        lines=(31, 31),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="With P = 1/N the least code length of equally likely events is -log₂ P.",
        latex=r"P=\frac{1}{N}则=-log_2^P",
        quote="表示所有事件等可能发生时所需的最小编码长度",
        says=given().eq(bits(N), -bits(Uniform(N).at(Rational(1)))),
        covers=part("that no code is shorter is judged with line 29"),
        see_also=("N0-7",),
        differs=Difference(Why.PART, "1/N is put for P; the formula alone says that P is 1/N"),
    ),
    Claim(
        id="N0-10",
        lines=(33, 36),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="The mean least code length is the sum of P times -log₂ P over N events; with "
        "P = 1/N it is -log₂ P.",
        latex=r"\sum_{i=1}^NP(-log_2^P)",
        quote="其次要求平均的最小编码长度…只需对频率和长度的乘积求和即可…得到平均最小编码长度为",
        says=given().eq(total(lambda i: 1 / N * -bits(1 / N), 1, N), -bits(1 / N)),
        covers=part("that the lengths are the least is judged with line 29"),
        see_also=("N0-7", "N0-11"),
    ),
    Claim(
        id="N0-11",
        lines=(37, 37),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="For equally likely events the mean code length, log₂ N, comes to the least "
        "mean "
        "code length.",
        quote="回到起点，在等可能事件里平均编码长度收敛于最小平均编码长度",
        says=given().eq(total(lambda i: bits(Rational(3)) / 3, 1, 3), shortest_of_three),
        covers=special_case("three events"),
        readings=(
            Reading(
                least_uniform_length(N),
                "if the words may have the length $\\log_2 N$, as where N is a power of two: no "
                "lengths with $\\sum_i 2^{-\\ell_i}\\le 1$ have a smaller mean",
                Severity.IMPRECISE,
                r"\frac1N\sum_i\ell_i\ge\log_2 N\ \text{ if }\ \sum_i 2^{-\ell_i}\le 1,"
                r"\qquad \sum_i\frac1N\log_2 N=\log_2 N",
            ),
        ),
        see_also=("N0-3", "N0-7"),
    ),
    Claim(
        id="N0-12",
        lines=(41, 43),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The general definition of entropy is the sum of P(i) times -log₂ P(i), P(i) "
        "being the probability of event i.",
        latex=r"\sum_{i=1}^NP(i)(-log_2^{P(i)})",
        quote="表示第$i$个事件发生的可能性…这就是熵在信息论中普遍的定义",
        says=given(P).every(
            given(P).eq(coded(P, P), H(P) / BITS), given(P).eq(total(P.at, 1, N), 1)
        ),
    ),
    Claim(
        id="N0-13",
        lines=(41, 41),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="For unequal probabilities the mean least code length becomes that sum.",
        latex=r"\sum_{i=1}^NP(i)(-log_2^{P(i)})",
        quote="平均最小编码长度变为",
        says=given(P).eq(coded(P, P), Routine("huffman_length", P)),
        readings=(LEAST,),
        see_also=("N0-3",),
    ),
    Claim(
        id="N0-14",
        lines=(45, 45),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="The larger the entropy, the more events there are: fewer events never have "
        "more.",
        says=given(P, more).le(H(P), H(more)),
        covers=part(
            "that codes are longer and probabilities smaller on average is judged with lines 18 "
            "and 22"
        ),
        readings=(
            Reading(
                given().ge(H(Uniform(N + k)), H(Uniform(N))),
                "if all events are equally likely, in both cases",
                Severity.IMPRECISE,
                r"\log_2(N+k)\ge\log_2 N",
            ),
        ),
    ),
)
