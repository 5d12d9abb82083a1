"""Note N1, part 1: self-information, entropy, code lengths, coins."""

from __future__ import annotations

from sympy import Expr, Integer, Rational, Symbol, log, oo

from derivecheck.assumptions import Index, Interval
from derivecheck.binders import integral, total
from derivecheck.claim import Claim, Kind, Reading
from derivecheck.evidence import Severity
from derivecheck.functionals import CE, E, H, Partial, Routine
from derivecheck.laws import Density, FiniteLaw, Table, Uniform, bernoulli
from derivecheck.statements import given

INFORMATION = "1.1. 信息量 Self-information"
ENTROPY = "1.2. 熵 Entropy"
MEANING = "1.3. 理解 What entropy means"

N = Symbol("N", integer=True, positive=True)
n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
b, u, v, t = (Symbol(name, positive=True) for name in "buvt")
P, Q, R = FiniteLaw("p", N), FiniteLaw("q", N), FiniteLaw("r", n)
p = Density("p")
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


SELF_INFORMATION = (
    Claim(
        id="N1-1",
        lines=(48, 51),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="Self-information is -log_b P(x): never negative, nothing for a sure event, "
        "and added up over independent events.",
        latex=r"{I}(x)=-\log _{b}{\mathrm  {P}}(x)",
        says=given(Interval(u), Interval(v), Interval(b, 1, oo)).every(
            given(Interval(u), Interval(b, 1, oo)).ge(information(u) / log(b), 0),
            given(Interval(b, 1, oo)).eq(information(Integer(1)) / log(b), 0),
            given(Interval(u), Interval(v), Interval(b, 1, oo)).eq(
                information(u * v) / log(b), information(u) / log(b) + information(v) / log(b)
            ),
        ),
    ),
    Claim(
        id="N1-2",
        lines=(53, 53),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="The base is 2, e or 10; it only changes the unit.",
        says=given(Interval(u)).every(
            given(Interval(u)).eq(information(u) / log(2) * log(2), information(u)),
            given(Interval(u)).eq(information(u) / log(10) * log(10), information(u)),
        ),
    ),
    Claim(
        id="N1-3",
        lines=(55, 56),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="An event of probability p_i carries -log_2 p_i bits.",
        latex=r"I_{e}=-\log _{2}{p_{i}}",
        says=given(P, Index(i, N)).eq(bits(information(P.at(i))), bits(log(1 / P.at(i)))),
    ),
    Claim(
        id="N1-4",
        lines=(57, 57),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="An event of probability p_i carries -ln p_i nats.",
        latex=r"I_{e}=-\ln {p_{i}}",
        says=given(P, Index(i, N)).eq(information(P.at(i)), log(1 / P.at(i))),
    ),
    Claim(
        id="N1-5",
        lines=(56, 57),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="One symbol with the subscript e stands for the base 2 and the base e "
        "logarithm alike.",
        latex=r"I_{e}=-\log _{2}{p_{i}}",
        says=given(P, Index(i, N)).eq(bits(information(P.at(i))), information(P.at(i))),
        readings=(
            Reading(
                given(P, Index(i, N)).eq(bits(information(P.at(i))) * log(2), information(P.at(i))),
                "read the first in bits and the second in nats: they differ by the factor $\\ln 2$",
                Severity.NOTATION,
                r"I_{\mathrm{bit}}=-\log_2 p_i,\qquad I_{\mathrm{nat}}=-\ln p_i",
            ),
        ),
    ),
    Claim(
        id="N1-6",
        lines=(58, 60),
        section=INFORMATION,
        kind=Kind.NUMERIC,
        paraphrase="One of 26 equally frequent letters carries 4.7 bits.",
        latex=r"I_{e}=-\log _{2}{1 \over 26}=4.7",
        says=given().rounds(bits(information(Uniform(26).at(Integer(1)))), "4.7"),
    ),
)

DEFINITIONS = (
    Claim(
        id="N1-7",
        lines=(63, 63),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="Entropy is the mean of the self-information under the law itself.",
        says=given(P).eq(E(P, lambda x: information(P.at(x))), H(P)),
        see_also=("N1-8", "N1-39"),
    ),
    Claim(
        id="N1-8",
        lines=(66, 68),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="H(X) is the expectation of the information, -log P(x) with x drawn from X.",
        latex=r"\Eta(X) = \mathrm{E}[\mathrm{I}(X)] "
        r"= \mathrm{E}_{x\sim X}[-\log{\mathrm  {P}}(x)]",
        says=given(P).eq(H(P), E(P, lambda x: -log(P.at(x)))),
    ),
    Claim(
        id="N1-9",
        lines=(71, 72),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For a discrete law the entropy is the sum of probability times information.",
        latex=r"\mathrm{H} (X)=\sum_{x\in X}{{\mathrm  {P}}(x){\mathrm  {I}}(x)}",
        says=given(P).eq(H(P), total(lambda x: P.at(x) * information(P.at(x)), 1, N)),
    ),
    Claim(
        id="N1-10",
        lines=(72, 72),
        section=ENTROPY,
        kind=Kind.STEP,
        paraphrase="The sum of P I is minus the sum of P log P.",
        latex=r"=-\sum_{x\in X}{{\mathrm  {P}}(x)\log{\mathrm  {P}}(x)}",
        says=given(P).eq(
            total(lambda x: P.at(x) * information(P.at(x)), 1, N),
            -total(lambda x: P.at(x) * log(P.at(x)), 1, N),
        ),
    ),
    Claim(
        id="N1-11",
        lines=(73, 74),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For a density the entropy is the integral of density times information.",
        latex=r"\mathrm{H} (X)=\int_X{{\mathrm  {P}}(x){\mathrm  {I}}(x)}",
        says=given(p).eq(H(p), integral(lambda x: p.at(x) * information(p.at(x)))),
    ),
    Claim(
        id="N1-12",
        lines=(74, 74),
        section=ENTROPY,
        kind=Kind.STEP,
        paraphrase="The integral of P I is minus the integral of P log P.",
        latex=r"=-\int_X{{\mathrm  {P}}(x)\log{\mathrm  {P}}(x)dx}",
        says=given(p).eq(
            integral(lambda x: p.at(x) * information(p.at(x))),
            -integral(lambda x: p.at(x) * log(p.at(x))),
        ),
    ),
    Claim(
        id="N1-13",
        lines=(76, 76),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The unit is the bit for base 2, the nat for base e, the hart for base 10: "
        "that of the uniform law on as many outcomes.",
        says=given().every(
            given().eq(H(Uniform(2)) / log(2), 1),
            given().eq(H(Uniform(10)) / log(10), 1),
            given(P).eq(H(P) / log(2) * log(2), H(P)),
            given(P).eq(H(P) / log(10) * log(10), H(P)),
        ),
    ),
)

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
        see_also=("N1-17", "N1-50"),
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

CLAIMS = (*SELF_INFORMATION, *DEFINITIONS, *CODES, *COINS)
