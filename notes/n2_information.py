r"""Note N2, lines 3-53: information and entropy."""

from __future__ import annotations

from sympy import Expr, Integer, Rational, Symbol, binomial, log

from derivecheck.language import (
    E,
    FiniteLaw,
    H,
    Index,
    Interval,
    Law,
    Table,
    Uniform,
    bernoulli,
    given,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

INFORMATION, ENTROPY = "信息量", "熵"

N = Symbol("N", integer=True, positive=True)
P = FiniteLaw("p", N, zeros=True)
i = Symbol("i", integer=True, positive=True)
u, v, t = (Symbol(name, positive=True) for name in "uvt")
half, quarter, third = Rational(1, 2), Rational(1, 4), Rational(1, 3)
uniform = Uniform(N)
coin = bernoulli(t)


def information(probability: Expr) -> Expr:
    """-log p, in nats."""
    return -log(probability)


def outcomes(law: Law, other: Law) -> Expr:
    """Σ p_i log q_i."""
    return total(lambda i: law.at(i) * log(other.at(i)), 1, N)


def binomial_law(k: int) -> Expr:
    """The binomial probability of k successes in one trial."""
    return binomial(1, k) * t**k * (1 - t) ** (1 - k)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-1",
        lines=(3, 7),
        section=INFORMATION,
        kind=Kind.PROSE,
        paraphrase="Every event carries some information.",
        quote="任何事件都会承载着一定的信息量，包括已经发生的事件和未发生的事件",
        says=given(Interval(u)).ge(information(u), 0),
    ),
    Claim(
        id="N2-2",
        lines=(7, 7),
        section=INFORMATION,
        kind=Kind.NUMERIC,
        paraphrase="An event that is known, because it has happened, carries no information.",
        quote="如昨天下雨这个已知事件，因为已经发生，既定事实，那么它的信息量就为0",
        says=given().eq(-log(1, evaluate=False), 0),
        covers=part("that what has happened has probability one is the model, and is left"),
    ),
    Claim(
        id="N2-3",
        lines=(7, 7),
        section=INFORMATION,
        kind=Kind.PROSE,
        paraphrase="An event that has not happened, such as rain tomorrow, for this reason "
        "carries much information.",
        quote="如明天会下雨这个事件，因为未有发生，那么这个事件的信息量就大",
        says=given(Interval(u)).gt(information(u), information(Integer(1))),
        covers=part("'much' is left; what is checked is that it carries more than a known one"),
    ),
    Claim(
        id="N2-4",
        lines=(9, 9),
        section=INFORMATION,
        kind=Kind.PROPERTY,
        paraphrase="The less probable an event, the more information it carries.",
        says=given(Interval(u), Interval(v)).gt(information(u * v), information(u)),
        covers=part("the example of dogs and men is left"),
        see_also=("N2-5",),
    ),
    Claim(
        id="N2-5",
        lines=(11, 11),
        section=INFORMATION,
        kind=Kind.PROPERTY,
        paraphrase="An event of high probability carries much more information.",
        says=given(Interval(u), Interval(v)).gt(information(u), information(u * v)),
        instead=(
            Reading(
                given(Interval(u), Interval(v)).lt(information(u), information(u * v)),
                "the direction is reversed: the more probable, the less information",
                latex=r"p>p' \Rightarrow -\log p<-\log p'",
            ),
        ),
        see_also=("N2-4",),
    ),
    Claim(
        id="N2-6",
        lines=(12, 14),
        section=INFORMATION,
        kind=Kind.PROSE,
        paraphrase="How is it measured? By a logarithm of the probability.",
        reason="announces the definition",
    ),
    Claim(
        id="N2-7",
        lines=(16, 16),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="p(x) = Pr(X = x) is the law of a discrete variable: over its values it sums "
        "to one.",
        latex=r"p(x) = Pr(X = x), x \in \chi",
        quote="假 X 是一个离散型随机变量，其取值集合为 χ ，概率分布函数",
        says=given(P).eq(total(lambda i: P.at(i), 1, N), 1),
        differs=Difference(Why.PART, "that the law which is named sums to one"),
    ),
    Claim(
        id="N2-8",
        lines=(16, 16),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="The information of the event X = x_0 is -log p(x_0).",
        latex=r"I(x_0) = -\log(p(x_0))",
        quote="则定义事件 $X = x_0$ 的信息量为",
        says=given(P, Index(i, N)).eq(information(P.at(i)), log(1 / P.at(i))),
    ),
    Claim(
        id="N2-9",
        lines=(18, 28),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="Entropy in thermodynamics: disorder grows in an isolated system; ageing.",
        reason="physics and history, no statement about probabilities",
    ),
    Claim(
        id="N2-10",
        lines=(30, 30),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="Entropy measures the uncertainty of a random variable: the more uncertain, "
        "the larger.",
        says=given(P).every(
            given(P).le(H(P), log(N)),
            given().eq(H(uniform), log(N)),
        ),
        covers=special_case(
            "none is more uncertain than the uniform law, and none has a larger entropy"
        ),
        see_also=("N1-25", "N3-4", "N4-1"),
    ),
    Claim(
        id="N2-11",
        lines=(32, 32),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="An event of probability p carries the information -log p.",
        latex=r"-\log(p(x))",
        says=given(P, Index(i, N)).eq(information(P.at(i)), log(1 / P.at(i))),
        see_also=("N2-8",),
    ),
    Claim(
        id="N2-12",
        lines=(34, 36),
        section=ENTROPY,
        kind=Kind.IDENTITY,
        paraphrase="The mean information of a random variable is its entropy.",
        quote="针对随机变量来说，**信息量的期望就是熵**，所以熵的公式为",
        says=given(P).eq(E(P, lambda i: information(P.at(i))), H(P)),
    ),
    Claim(
        id="N2-13",
        lines=(38, 40),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The entropy of a variable X with n values.",
        latex=r"H(x) = - \sum_{i=1}^n p(x_i) \log(p(x_i))",
        says=given(P).eq(H(P), -outcomes(P, P)),
    ),
    Claim(
        id="N2-14",
        lines=(42, 42),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="Problems with two outcomes have a Bernoulli law, the special case of the "
        "binomial law with one trial.",
        says=given(Interval(t)).every(
            given(Interval(t)).eq(binomial_law(1), coin.at(Integer(1))),
            given(Interval(t)).eq(binomial_law(0), coin.at(Integer(2))),
        ),
    ),
    Claim(
        id="N2-15",
        lines=(44, 44),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For two outcomes the entropy is again the sum over the outcomes.",
        latex=r"H(x) = - \sum_{i=1}^n p(x_i) \log(p(x_i))",
        says=given(Interval(t)).eq(
            H(coin), -total(lambda i: coin.at(i) * log(coin.at(i)), 1, 2).doit()
        ),
        differs=Difference(Why.CONDITION, "for two outcomes"),
    ),
    Claim(
        id="N2-16",
        lines=(44, 44),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For two outcomes the sum is -p log p - (1 - p) log(1 - p).",
        latex=r"= -p(x) \log(p(x)) - (1 - p(x)) \log(1 - p(x))",
        says=given(Interval(t)).eq(H(coin), -t * log(t) - (1 - t) * log(1 - t)),
    ),
    Claim(
        id="N2-17",
        lines=(46, 48),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="A table of laws on three outcomes and their entropies.",
        latex=r"$p(x_0)$	$p(x_1)$	$p(x_2)$",
        reason="heads of columns",
    ),
    Claim(
        id="N2-18",
        lines=(49, 49),
        section=ENTROPY,
        kind=Kind.NUMERIC,
        paraphrase="A sure outcome has entropy 0.",
        latex="1	0	0	0",
        says=given().eq(H(Table(1, 0, 0)), 0),
    ),
    Claim(
        id="N2-19",
        lines=(50, 50),
        section=ENTROPY,
        kind=Kind.NUMERIC,
        paraphrase="H(1/2, 1/4, 1/4) = (3/2) log 2.",
        latex=r"\frac{3}{2}\log 2",
        says=given().eq(H(Table(half, quarter, quarter)), Rational(3, 2) * log(2)),
    ),
    Claim(
        id="N2-20",
        lines=(51, 51),
        section=ENTROPY,
        kind=Kind.NUMERIC,
        paraphrase="H(1/3, 1/3, 1/3) = log 3.",
        latex=r"\log(3)",
        says=given().eq(H(Table(third, third, third)), log(3)),
    ),
    Claim(
        id="N2-21",
        lines=(53, 53),
        section=ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="A concentrated law has low entropy and an orderly system, a spread one high "
        "entropy and a disorderly one.",
        says=given(P).every(
            given().eq(H(Table(1, 0, 0)), 0),
            given(P).ge(H(P), 0),
            given(P).le(H(P), log(N)),
        ),
        covers=special_case(
            "a sure outcome has the least entropy, 0, and none has more than log N"
        ),
    ),
)
