"""Note N1, part 2: what entropy means for codes and coins."""

from __future__ import annotations

from sympy import Expr, Integer, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    FiniteLaw,
    H,
    Index,
    Interval,
    Partial,
    Routine,
    Table,
    Uniform,
    bernoulli,
    given,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading

MEANING = "1.3. 理解 What entropy means"

N = Symbol("N", integer=True, positive=True)
n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
t = Symbol("t", positive=True)
P, Q, R = FiniteLaw("p", N), FiniteLaw("q", N), FiniteLaw("r", n)
half, quarter, eighth = Rational(1, 2), Rational(1, 4), Rational(1, 8)
FOUR = Table(half, quarter, eighth, eighth)
THREE = Table(half, quarter, quarter)


def bits(nats: Expr) -> Expr:
    """A quantity of information in bits."""
    return nats / log(2)


def information(x: Expr) -> Expr:
    """Self-information of an event of probability x, in nats."""
    return -log(x)


def mean_length(law: Table) -> Expr:
    """Mean word length of a Huffman code."""
    return Routine("huffman_length", law.args)


def word_length(law: Table, symbol: int) -> Expr:
    """Length of the word of one symbol in a Huffman code."""
    return Routine("huffman_word_length", law.args, symbol)


CODES = (
    Claim(
        id="N1-14",
        lines=(79, 81),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The least mean code length is the entropy in bits.",
        says=given(P).eq(Routine("huffman_length", P), bits(H(P))),
        readings=(
            Reading(
                given(P, Q).every(
                    given(P, Q).le(bits(H(P)), bits(CE(P, Q))),
                    given().eq(mean_length(FOUR), bits(H(FOUR))),
                    given().eq(mean_length(THREE), bits(H(THREE))),
                ),
                "if every probability is a power of ½; for other laws the entropy is only a "
                "lower bound, $H\\le L<H+1$",
                latex=r"H_2(P)\le L_{\min}<H_2(P)+1",
            ),
        ),
        see_also=("N1-17", "N1-50", "N0-3", "N4-6"),
    ),
    Claim(
        id="N1-15",
        lines=(81, 81),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The least code length of a symbol is its information in base 2.",
        says=given(P, Index(i, N)).eq(
            Routine("huffman_word_length", P, i), bits(information(P.at(i)))
        ),
        readings=(
            Reading(
                given().every(
                    *(
                        given().eq(word_length(law, k), bits(information(law.at(Integer(k)))))
                        for law in (FOUR, THREE)
                        for k in range(1, len(law.args) + 1)
                    )
                ),
                "if every probability is a power of ½; a word has a whole number of bits",
                latex=r"l(x)=-\log_2 P(x)\quad\text{for } P(x)=2^{-l}",
            ),
        ),
    ),
    Claim(
        id="N1-16",
        lines=(83, 86),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The four frequencies are a law.",
        latex=r"50%|25%|12.5%|12.5%",
        says=given().eq(half + quarter + eighth + eighth, 1),
    ),
    Claim(
        id="N1-17",
        lines=(87, 87),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The words 0, 10, 110, 111 are a prefix code with the lengths of a Huffman "
        "code for these frequencies.",
        latex="0|10|110|111",
        says=given().every(
            given().eq(Routine("is_prefix_code", (0,), (1, 0), (1, 1, 0), (1, 1, 1)), 1),
            *(given().eq(word_length(FOUR, k), w) for k, w in enumerate((1, 2, 3, 3), 1)),
        ),
    ),
    *(
        Claim(
            id=f"N1-{17 + k}",
            lines=(88, 88),
            section=MEANING,
            kind=Kind.NUMERIC,
            paraphrase=f"The information of the symbol A{k} is {value} bits.",
            latex=rf"-\log_2({percent}\%)={value}",
            says=given().eq(bits(information(FOUR.at(Integer(k)))), value),
        )
        for k, (percent, value) in enumerate((("50", 1), ("25", 2), ("12.5", 3), ("12.5", 3)), 1)
    ),
    Claim(
        id="N1-22",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.IDENTITY,
        paraphrase="The entropy of the four frequencies is the sum of frequency times bits.",
        latex=r"\Eta(X)=50\%*1+25\%*2+12.5\%*3+12.5\%*3",
        says=given().eq(bits(H(FOUR)), half * 1 + quarter * 2 + eighth * 3 + eighth * 3),
    ),
    Claim(
        id="N1-23",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="That sum is 1.75.",
        latex=r"50\%*1+25\%*2+12.5\%*3+12.5\%*3=1.75",
        says=given().rounds(half * 1 + quarter * 2 + eighth * 3 + eighth * 3, "1.75"),
    ),
    Claim(
        id="N1-24",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The entropy of the four frequencies is 1.75 bits, the mean Huffman length.",
        latex=r"\Eta(X)=50\%*1+25\%*2+12.5\%*3+12.5\%*3=1.75",
        says=given().every(
            given().eq(bits(H(FOUR)), Rational(7, 4)),
            given().eq(mean_length(FOUR), Rational(7, 4)),
        ),
    ),
)

COINS = (
    Claim(
        id="N1-25",
        lines=(93, 95),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Entropy measures uncertainty: the most random law, the uniform one, has the "
        "largest.",
        says=given(P).le(H(P), H(Uniform(N))),
        rests_on=("divergence.max_entropy",),
        see_also=("N1-27",),
    ),
    Claim(
        id="N1-26",
        lines=(95, 95),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The harder an outcome is to predict, the higher the entropy: that of a coin "
        "grows on the way from a sure outcome to the fair coin.",
        says=given(Interval(t, 0, half)).gt(Partial(H(bernoulli(t)), t), 0),
    ),
    Claim(
        id="N1-27",
        lines=(97, 99),
        section=MEANING,
        kind=Kind.PROPERTY,
        paraphrase="The entropy of a coin is largest when both faces are equally likely.",
        says=given().maximum(H(bernoulli(t)), t, half),
    ),
    Claim(
        id="N1-28",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="One toss of a fair coin has an entropy of one bit, since there are two "
        "outcomes, which 0 and 1 encode.",
        says=given().every(
            given().eq(bits(H(bernoulli(half))), 1),
            given().eq(Routine("huffman_length", (half, half)), 1),
        ),
    ),
    Claim(
        id="N1-29",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Several tosses of a fair coin have an entropy of one bit.",
        says=given().eq(bits(H(Uniform(2**n))), 1),
        readings=(
            Reading(
                given().eq(bits(H(Uniform(2**n))) / n, 1),
                "one bit per toss; $n$ tosses have $n$ bits, as the same line says next",
                latex=r"H(X_1,\dots,X_n)=n\cdot 1\text{ bit}",
            ),
        ),
        see_also=("N1-31",),
    ),
    Claim(
        id="N1-30",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The two outcomes of a toss are independent of one another.",
        says=given(Interval(t)).eq(0, bernoulli(t).at(Integer(1)) * bernoulli(t).at(Integer(2))),
        readings=(
            Reading(
                given(P, R).eq(
                    -total(
                        lambda x: total(lambda y: P.at(x) * R.at(y) * log(P.at(x) * R.at(y)), 1, n),
                        1,
                        N,
                    ),
                    H(P) + H(R),
                ),
                "read: different tosses are independent, so that their entropies add up; heads "
                "and tails of one toss exclude one another",
                Severity.NOTATION,
                r"H(X_1,X_2)=H(X_1)+H(X_2)",
            ),
        ),
    ),
    Claim(
        id="N1-31",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="n independent tosses have an entropy of n bits: all strings of n bits are "
        "equally likely.",
        says=given().eq(bits(H(Uniform(2**n))), n),
        see_also=("N1-29",),
    ),
    Claim(
        id="N1-32",
        lines=(103, 103),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="A coin with two identical faces has entropy zero.",
        says=given().every(given().eq(H(Table(1, 0)), 0), given().eq(H(Table(1)), 0)),
    ),
    Claim(
        id="N1-33",
        lines=(103, 103),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Real data lie between the sure and the fair case.",
        says=given(P).every(given(P).ge(H(P), 0), given(P).le(H(P), H(Uniform(N)))),
    ),
    Claim(
        id="N1-34",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The probabilities of the three values add up to one.",
        latex=r"{\frac  {1}{2}},{\frac  {1}{4}},{\frac  {1}{4}}",
        says=given().eq(half + quarter + quarter, 1),
    ),
    Claim(
        id="N1-35",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="Words of 1, 2 and 2 bits have the mean length 3/2.",
        latex=r"{\frac  {1}{2}}\times 1+{\frac  {1}{4}}\times 2+{\frac  {1}{4}}\times 2"
        r"={\frac  {3}{2}}",
        says=given().every(
            given().eq(half * 1 + quarter * 2 + quarter * 2, Rational(3, 2)),
            given().eq(mean_length(THREE), Rational(3, 2)),
        ),
    ),
    Claim(
        id="N1-36",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The entropy of the three values is 3/2 bits.",
        says=given().eq(bits(H(THREE)), Rational(3, 2)),
    ),
    Claim(
        id="N1-37",
        lines=(107, 107),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Entropy is the mean number of bits: bits times probability, added up.",
        says=given(P).eq(bits(H(P)), total(lambda x: bits(-log(P.at(x))) * P.at(x), 1, N)),
        see_also=("N1-7",),
    ),
)

CLAIMS = (*CODES, *COINS)
