"""Note N1, part 2: what entropy means for codes and coins."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    Family,
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
    times,
    total,
)
from derivecheck.notes.codes import LEAST_MEAN, least_mean_length
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

MEANING = "1.3. 理解 What entropy means"

N = Symbol("N", integer=True, positive=True)
n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
t = Symbol("t", positive=True)
P, R = FiniteLaw("p", N, zeros=True), FiniteLaw("r", n, zeros=True)
strings = FiniteLaw("r", 2**n, zeros=True)
lengths = Family("l", N, sign="positive")
half, quarter, eighth = Rational(1, 2), Rational(1, 4), Rational(1, 8)
FOUR = Table(half, quarter, eighth, eighth)
THREE = Table(half, quarter, quarter)


def bits(nats: Expr) -> Expr:
    """A quantity of information in bits."""
    return nats / log(2)


def information(x: Expr) -> Expr:
    """Self-information of an event of probability x, in nats."""
    return -log(x, evaluate=False)


def added(*terms: Expr) -> Expr:
    """A sum of numbers as it is written."""
    return Add(*terms, evaluate=False)


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
        paraphrase="The least mean code length is the entropy.",
        quote="编码里的最小平均编码长度…最小平均编码长度，即熵",
        says=given(P).eq(Routine("huffman_length", P), bits(H(P))),
        readings=(
            Reading(
                least_mean_length(P),
                "if the words may have the lengths $-\\log_2 p_i$, as where every $p_i$ is a "
                "power of "
                "½: no lengths with $\\sum_i 2^{-\\ell_i}\\le 1$ have a smaller mean",
                latex=LEAST_MEAN,
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
        quote="最小编码长度，即底数为2的信息量",
        says=given(P, Index(i, N)).eq(
            Routine("huffman_word_length", P, i), bits(information(P.at(i)))
        ),
        readings=(
            Reading(
                given(lengths, Index(i, N)).eq(bits(information(2 ** -lengths[i])), lengths[i]),
                "if every probability is a power of ½, $p_i=2^{-\\ell_i}$: a word has a whole "
                "number "
                "of bits",
                latex=r"-\log_2 2^{-\ell_i}=\ell_i",
            ),
        ),
        see_also=("N1-17",),
    ),
    Claim(
        id="N1-16",
        lines=(83, 86),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The four frequencies of the table are a law: they add up to one.",
        latex=r"50%|25%|12.5%|12.5%",
        says=given().eq(added(half, quarter, eighth, eighth), 1),
    ),
    Claim(
        id="N1-17",
        lines=(87, 87),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The least (Huffman) code of the four symbols is 0, 10, 110, 111: a prefix "
        "code with the word lengths of a Huffman code.",
        latex="0|10|110|111",
        quote="最小编码（哈夫曼编码）",
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
            quote="信息量",
            says=given().eq(bits(information(FOUR.at(Integer(k)))), value),
        )
        for k, (percent, value) in enumerate((("50", 1), ("25", 2), ("12.5", 3), ("12.5", 3)), 1)
    ),
    Claim(
        id="N1-22",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The entropy of the four frequencies is the sum of frequency times bits.",
        latex=r"\Eta(X)=50\%*1+25\%*2+12.5\%*3+12.5\%*3",
        says=given().eq(
            bits(H(FOUR)),
            added(times(half, 1), times(quarter, 2), times(eighth, 3), times(eighth, 3)),
        ),
        differs=Difference(Why.CONDITION, "for the frequencies of the table"),
    ),
    Claim(
        id="N1-23",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="That sum is 1.75.",
        latex=r"50\%*1+25\%*2+12.5\%*3+12.5\%*3=1.75",
        says=given().rounds(
            added(times(half, 1), times(quarter, 2), times(eighth, 3), times(eighth, 3)), "1.75"
        ),
        differs=Difference(Why.READING, "1.75 is a value that is rounded"),
    ),
    Claim(
        id="N1-24",
        lines=(90, 90),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The entropy of the four frequencies is 1.75 bits.",
        latex=r"\Eta(X)=50\%*1+25\%*2+12.5\%*3+12.5\%*3=1.75",
        says=given().eq(bits(H(FOUR)), Rational(7, 4)),
    ),
)

COINS = (
    Claim(
        id="N1-25",
        lines=(93, 95),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Entropy measures uncertainty, because the more random a source, the larger "
        "its entropy.",
        quote="不确定性的量度而不是确定性的量度，因为越随机的信源的熵越大",
        says=given(P).le(H(P), H(Uniform(N))),
        covers=special_case(
            "no law is more random than the uniform one, and none has a larger entropy"
        ),
        rests_on=("divergence.max_entropy",),
        see_also=("N1-27",),
    ),
    Claim(
        id="N1-26",
        lines=(95, 95),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The higher the entropy, the harder an outcome is to predict; the lower, the "
        "easier.",
        quote="熵更高意味着比较难于预测；熵比较低，也就是说很容易被预测",
        says=given(Interval(t, 0, half)).gt(Partial(H(bernoulli(t)), t), 0),
        covers=special_case("a coin on the way from a sure outcome to the fair one"),
    ),
    Claim(
        id="N1-27",
        lines=(97, 99),
        section=MEANING,
        kind=Kind.PROPERTY,
        paraphrase="Of coins, the one with equal chances has the largest entropy that a coin can "
        "have.",
        quote="如果有一枚理想的硬币，其出现正面和反面的机会相等，则抛硬币事件的熵等于其能够达到的"
        "最大值。我们无法知道下一个硬币抛掷的结果是什么，因此每一次抛硬币都是不可预测的",
        says=given().maximum(H(bernoulli(t)), t, half),
        covers=part("that no toss can be predicted is left"),
    ),
    Claim(
        id="N1-28",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROPERTY,
        paraphrase="A normal coin has an entropy of one bit, because there are only two outcomes, "
        "which 0 and 1 encode.",
        quote="正常硬币…这个事件的熵是一比特…因为结果不外乎两个——正面或者反面，可以表示为0, 1编码",
        says=given(Interval(t)).eq(bits(H(bernoulli(t))), 1),
        readings=(
            Reading(
                given().eq(bits(H(bernoulli(half))), 1),
                "if both outcomes are equally likely; two outcomes alone give at most one bit",
                latex=r"H_2(\tfrac12,\tfrac12)=1",
            ),
        ),
        see_also=("N1-29",),
    ),
    Claim(
        id="N1-29",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Several tosses of a normal coin have an entropy of one bit.",
        quote="因此，使用一枚正常硬币进行若干次抛掷，这个事件的熵是一比特",
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
        paraphrase="The two outcomes, heads and tails, are independent of one another.",
        quote="而且两个结果彼此之间相互独立",
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
        kind=Kind.PROPERTY,
        paraphrase="n independent tosses of a normal coin have an entropy of n bits.",
        quote="若进行n次独立实验，则熵为n",
        says=given().eq(bits(H(Uniform(2**n))), n),
        see_also=("N1-29",),
    ),
    Claim(
        id="N1-31a",
        lines=(101, 101),
        section=MEANING,
        kind=Kind.PROPERTY,
        paraphrase="The entropy is n because a stream of n bits can represent the outcome.",
        quote="因为可以用长度为n的比特流表示",
        says=given(strings).eq(bits(H(strings)), n),
        readings=(
            Reading(
                given(P).le(bits(H(P)), bits(log(N))),
                "at most: a law on the $N=2^n$ strings of $n$ bits has at most $\\log_2 N=n$ bits "
                "of "
                "entropy, and equally likely strings have so many",
                latex=r"H_2(P)\le\log_2 N",
            ),
        ),
        see_also=("N1-31",),
    ),
    Claim(
        id="N1-32",
        lines=(103, 103),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="A coin with two identical faces has entropy zero, because its outcome can be "
        "predicted.",
        quote="但是如果一枚硬币的两面完全相同，那个这个系列抛硬币事件的熵等于零，因为结果能被准确"
        "预测",
        says=given().every(given().eq(H(Table(1, 0)), 0), given().eq(H(Table(1)), 0)),
        covers=part("what it means to predict is left"),
    ),
    Claim(
        id="N1-33",
        lines=(103, 103),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="The entropy of real data lies between these two cases, the sure and the fair "
        "one.",
        quote="现实世界里，我们收集到的数据的熵介于上面两种情况之间",
        says=given(P).every(given(P).ge(H(P), 0), given(P).le(H(P), H(Uniform(N)))),
    ),
    Claim(
        id="N1-34",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The probabilities of the three values add up to one.",
        latex=r"{\frac  {1}{2}},{\frac  {1}{4}},{\frac  {1}{4}}",
        quote=r"另一个稍微复杂的例子是假设一个随机变量X，取三种可能值${\begin{smallmatrix}x_{1},x_"
        r"{2},x_{3}\end{smallmatrix}}$，概率分别为",
        says=given().eq(added(half, quarter, quarter), 1),
    ),
    Claim(
        id="N1-35",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The mean code length of the three values, with words of 1, 2 and 2 bits, is "
        "3/2.",
        latex=r"{\frac  {1}{2}}\times 1+{\frac  {1}{4}}\times 2+{\frac  {1}{4}}\times 2"
        r"={\frac  {3}{2}}",
        quote="那么编码平均比特长度是",
        says=given().eq(
            added(times(half, 1), times(quarter, 2), times(quarter, 2)), Rational(3, 2)
        ),
    ),
    Claim(
        id="N1-36",
        lines=(105, 105),
        section=MEANING,
        kind=Kind.NUMERIC,
        paraphrase="The entropy of the three values is 3/2 bits.",
        quote="其熵为3/2",
        says=given().eq(bits(H(THREE)), Rational(3, 2)),
    ),
    Claim(
        id="N1-37",
        lines=(107, 107),
        section=MEANING,
        kind=Kind.PROSE,
        paraphrase="Therefore entropy is the number of bits times the probability, added up: an "
        "expectation.",
        quote="因此熵实际是对随机变量的比特量和顺次发生概率相乘再总和的数学期望",
        says=given(P).eq(bits(H(P)), total(lambda x: bits(-log(P.at(x))) * P.at(x), 1, N)),
        see_also=("N1-7",),
    ),
)

CLAIMS = (*CODES, *COINS)
