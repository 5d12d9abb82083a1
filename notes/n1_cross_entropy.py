"""Note N1, part 3: cross-entropy and its examples."""

from __future__ import annotations

from sympy import Add, Expr, Integer, KroneckerDelta, Mul, Rational, Symbol, log

from derivecheck.language import (
    CE,
    KL,
    Density,
    E,
    FiniteLaw,
    H,
    Index,
    Interval,
    Partial,
    Sample,
    Table,
    bernoulli,
    given,
    integral,
    not_always,
    times,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part

CROSS_ENTROPY = "2. 交叉熵 Cross-entropy"
GIBBS = "2.1. 交叉熵 >= 熵 Cross-entropy against entropy"
DIVERGENCE = "2.2. KL散度的联系 Link to KL divergence"
CLASSES = "2.3.1. 多分类交叉熵 Classification"
TWO_CLASSES = "2.3.2. 二分类交叉熵 Binary classification"
TEST_SET = "2.3.3. 测试集 Test set"

N = Symbol("N", integer=True, positive=True)
n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "pqr")
p, q = Density("p"), Density("q")
X = Sample("x", n, N)
COINS = (Interval(s), Interval(t))
DOG, CAT = Table(1, 0, 0, 0, 0), Table(0, 1, 0, 0, 0)
SCORES = Table(*(Rational(x) for x in ("0.4", "0.3", "0.05", "0.05", "0.2")))
WRITTEN = r"1*\log_2 0.4+0*\log_2 0.3+0*\log_2 0.05+0*\log_2 0.05+0*\log_2 0。2"


def bits(nats: Expr) -> Expr:
    """A quantity of information in bits."""
    return nats / log(2)


def binary(true: Expr, predicted: Expr) -> Expr:
    """The binary cross-entropy written out."""
    return -true * log(predicted) - (1 - true) * log(1 - predicted)


def written_out(labels: Table, outputs: Table) -> Expr:
    """Minus the sum of label times log₂ of the output, nothing left out."""
    pairs = zip(labels.args, outputs.args, strict=True)
    terms = (times(y, bits(log(x, evaluate=False))) for y, x in pairs)
    return Mul(-1, Add(*terms, evaluate=False), evaluate=False)


def sample_mean() -> Expr:
    """The mean of -log Q over the points of a sample."""
    return -total(lambda k: log(Q.at(X[k])) / n, 1, n)


DEFINITIONS = (
    Claim(
        id="N1-38",
        lines=(112, 112),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="Cross-entropy of q relative to p: the mean is taken under p, the information "
        "is that of q.",
        says=given(P, Q).eq(CE(P, Q), E(P, lambda x: -log(Q.at(x)))),
    ),
    Claim(
        id="N1-39",
        lines=(114, 114),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="H(P, Q) is the mean under P of the information of Q.",
        latex=r"\Eta(P,Q)=\operatorname {E} _{P}[I(Q)]",
        says=given(P, Q).eq(CE(P, Q), E(P, lambda x: log(1 / Q.at(x)))),
        see_also=("N1-7",),
    ),
    Claim(
        id="N1-40",
        lines=(114, 114),
        section=CROSS_ENTROPY,
        kind=Kind.STEP,
        paraphrase="The information of Q at x is -log Q(x), with x drawn from P.",
        latex=r"\operatorname {E} _{P}[I(Q)] = \operatorname {E} _{x\sim P}[-\log Q(x)]",
        says=given(P, Q).eq(E(P, lambda x: log(1 / Q.at(x))), E(P, lambda x: -log(Q.at(x)))),
    ),
    Claim(
        id="N1-41",
        lines=(117, 118),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For discrete laws it is minus the sum of P log Q.",
        latex=r"\Eta(P,Q)=-\sum _{x\in X}P(x)\,\log Q(x)",
        says=given(P, Q).eq(CE(P, Q), -total(lambda x: P.at(x) * log(Q.at(x)), 1, N)),
    ),
    Claim(
        id="N1-42",
        lines=(119, 120),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For densities it is minus the integral of P log Q.",
        latex=r"\Eta(P,Q)=\displaystyle -\int _{X}P(x)\log Q(x)dx",
        says=given(p, q).eq(CE(p, q), -integral(lambda x: p.at(x) * log(q.at(x)))),
    ),
    Claim(
        id="N1-43",
        lines=(123, 123),
        section=CROSS_ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="Cross-entropy is a measurement and no distance.",
        latex=r"\Eta(P,Q)",
        quote=r"交叉熵 $\Eta(P,Q)$ 本身是一个 **measurement**, 而不是一个 **distance**",
        says=not_always(given(P, Q, R).metric(CE, P, Q, R)),
        covers=part("what a measurement is, is left"),
        see_also=("N1-47", "N1-76", "N0-30"),
    ),
    Claim(
        id="N1-44",
        lines=(123, 123),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="H(P, P) is H(P).",
        latex=r"H(P,P)=:H(P)",
        quote="H(P,P)=:H(P)",
        says=given(P).eq(CE(P, P), H(P)),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N1-45",
        lines=(123, 123),
        section=CROSS_ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="H(P, P) is not zero, as a distance of P to itself would be.",
        latex=r"H(P,P)=:H(P)",
        quote=r"since ${\displaystyle H(P,P)=:H(P)}$ isn't zero",
        says=not_always(given(P).eq(CE(P, P), 0)),
    ),
)

COMPARISON = (
    Claim(
        id="N1-46",
        lines=(125, 125),
        section=GIBBS,
        kind=Kind.INEQUALITY,
        paraphrase="Cross-entropy is at least entropy.",
        says=given(P, Q, p, q).every(
            given(P, Q).ge(CE(P, Q), H(P)), given(p, q).ge(CE(p, q), H(p))
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N1-47",
        lines=(127, 127),
        section=GIBBS,
        kind=Kind.PROPERTY,
        paraphrase="Cross-entropy is not symmetric in general.",
        latex=r"\Eta(p,q) \neq \Eta(q,p)",
        says=not_always(given(P, Q).symmetric(CE, P, Q)),
        see_also=("N1-43", "N0-29"),
    ),
    Claim(
        id="N1-48",
        lines=(129, 129),
        section=GIBBS,
        kind=Kind.IDENTITY,
        paraphrase="For equal laws both orders of the arguments give the entropy.",
        latex=r"\Eta(p,q) = \Eta(q,p) = \Eta(p)",
        says=given(P).eq(CE(P, P), H(P)),
    ),
    Claim(
        id="N1-49",
        lines=(131, 131),
        section=GIBBS,
        kind=Kind.PROSE,
        paraphrase="The mean under the true law P of the code lengths that Q suggests is the "
        "cross-entropy.",
        quote="对于期望，我们使用真实概率分布P来计算；对于编码长度，我们使用假设的概率分布Q来计算"
        "，因为它是预估用于编码信息的",
        says=given(P, Q).eq(E(P, lambda x: bits(-log(Q.at(x)))), bits(CE(P, Q))),
        covers=part(
            "the reason given for taking Q, that it is an estimate made to encode, is left"
        ),
    ),
    Claim(
        id="N1-50",
        lines=(131, 131),
        section=GIBBS,
        kind=Kind.PROSE,
        paraphrase="In theory entropy is the least mean length: no lengths l(x) = -log_2 Q(x) "
        "have a smaller mean, and those of Q = P have this one.",
        quote="因为熵是理论上的平均最小编码长度",
        says=given(P, Q).every(
            given(P, Q).ge(E(P, lambda x: -log(Q.at(x))), H(P)),
            given(P).eq(E(P, lambda x: -log(P.at(x))), H(P)),
        ),
        see_also=("N1-14",),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N1-51",
        lines=(131, 131),
        section=GIBBS,
        kind=Kind.INEQUALITY,
        paraphrase="Therefore cross-entropy can only be larger than entropy or equal to it.",
        quote="所以交叉熵只可能大于等于熵",
        says=given(P, Q).ge(CE(P, Q), H(P)),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N1-52",
        lines=(136, 136),
        section=DIVERGENCE,
        kind=Kind.IDENTITY,
        paraphrase="Cross-entropy is entropy plus KL divergence.",
        latex=r"\Eta(P,Q) = \Eta(P) + D_{KL}(P\|Q)",
        says=given(P, Q, p, q).every(
            given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)), given(p, q).eq(CE(p, q), H(p) + KL(p, q))
        ),
        rests_on=("divergence.cross_entropy",),
        see_also=("N1-69",),
    ),
    Claim(
        id="N1-53",
        lines=(138, 138),
        section=DIVERGENCE,
        kind=Kind.PROSE,
        paraphrase="Names of the two terms.",
        latex=r"D_{\mathrm {KL} }(P\|Q)",
        reason="only names the terms of the identity above",
    ),
)

EXAMPLES = (
    Claim(
        id="N1-54",
        lines=(143, 143),
        section=CLASSES,
        kind=Kind.DEFINITION,
        paraphrase="One-hot labels on five classes: each is a law.",
        latex="[1,0,0,0,0]`，猫`[0,1,0,0,0]",
        says=given().every(
            *(given().eq(Add(*label.args, evaluate=False), 1) for label in (DOG, CAT))
        ),
    ),
    Claim(
        id="N1-55",
        lines=(145, 145),
        section=CLASSES,
        kind=Kind.NUMERIC,
        paraphrase="The outputs of the classifier add up to one.",
        latex="[0.4, 0.3, 0.05, 0.05, 0.2]",
        says=given().eq(Add(*SCORES.args, evaluate=False), 1),
    ),
    Claim(
        id="N1-56",
        lines=(147, 147),
        section=CLASSES,
        kind=Kind.NUMERIC,
        paraphrase="With the label of a dog as P and the outputs as Q, the cross-entropy written "
        "out.",
        latex=rf"H(P,Q)=-({WRITTEN})",
        quote="以真实标签作为P，预测输出作为Q",
        says=given().eq(
            bits(CE(DOG, SCORES)),
            written_out(DOG, SCORES),
        ),
        differs=Difference(Why.CONDITION, "for the label and the outputs of the example"),
    ),
    Claim(
        id="N1-57",
        lines=(147, 147),
        section=CLASSES,
        kind=Kind.NUMERIC,
        paraphrase="With base-2 logarithms the value is 0.916.",
        latex=rf"H(P,Q)=-({WRITTEN})=0.916",
        says=given().rounds(bits(CE(DOG, SCORES)), "0.916"),
        instead=(
            Reading(
                given().every(
                    given().rounds(bits(CE(DOG, SCORES)), "1.322"),
                    given().rounds(CE(DOG, SCORES), "0.916"),
                ),
                "the logarithm has base e, not 2",
                latex=r"-\log_2 0.4=1.322\text{ bit},\qquad -\ln 0.4=0.916\text{ nat}",
            ),
        ),
    ),
    Claim(
        id="N1-58",
        lines=(149, 149),
        section=CLASSES,
        kind=Kind.PROSE,
        paraphrase="The more accurate the prediction, the smaller the cross-entropy with a "
        "one-hot label: it is -log of the predicted probability of the true class.",
        quote="交叉熵对比了模型的预测结果和数据的真实标签，随着预测越来越准确，交叉熵的值越来越小",
        says=given(Q, Index(i, N), Interval(t)).every(
            given(Q, Index(i, N)).eq(
                -total(lambda k: KroneckerDelta(i, k) * log(Q.at(k)), 1, N), -log(Q.at(i))
            ),
            given(Interval(t)).lt(Partial(-log(t), t), 0),
        ),
        see_also=("N1-59",),
    ),
    Claim(
        id="N1-59",
        lines=(149, 149),
        section=CLASSES,
        kind=Kind.PROPERTY,
        paraphrase="If the prediction is entirely right, the cross-entropy is 0.",
        quote="如果预测完全正确，交叉熵的值就为0",
        says=given(Index(i, N)).eq(
            -total(lambda k: KroneckerDelta(i, k) * log(KroneckerDelta(i, k)), 1, N), 0
        ),
    ),
    Claim(
        id="N1-60",
        lines=(152, 152),
        section=TWO_CLASSES,
        kind=Kind.DEFINITION,
        paraphrase="The binary cross-entropy of the probabilities of one of the two classes.",
        latex=r"\Eta(P,Q)=-P(x)\log Q(x)-(1-P(x))\log (1-Q(x))",
        says=given(*COINS).every(
            *(
                given(*COINS).eq(
                    CE(bernoulli(s), bernoulli(t)),
                    binary(bernoulli(s).at(Integer(x)), bernoulli(t).at(Integer(x))),
                )
                for x in (1, 2)
            )
        ),
    ),
    Claim(
        id="N1-61",
        lines=(153, 154),
        section=TWO_CLASSES,
        kind=Kind.DEFINITION,
        paraphrase="The same with the predicted law written P' for Q.",
        latex=r"\Eta(P,Q)=-P(x)\log P^\prime(x)-(1-P(x))\log (1-P^\prime(x))",
        says=given(*COINS).eq(CE(bernoulli(s), bernoulli(t)), binary(s, t)),
    ),
    Claim(
        id="N1-62",
        lines=(158, 158),
        section=TEST_SET,
        kind=Kind.PROSE,
        paraphrase="With the law of the test set in the place of the true law, cross-entropy is "
        "the mean of -log Q over its points: a Monte Carlo estimate.",
        says=given(Q, X).eq(CE(X.law, Q), sample_mean()),
        see_also=("N1-63",),
    ),
    Claim(
        id="N1-63",
        lines=(160, 160),
        section=TEST_SET,
        kind=Kind.IDENTITY,
        paraphrase="The cross-entropy with P is the mean of -log Q over the points of a test set.",
        latex=r"\Eta(P,Q)=-\sum^N_{i}\dfrac{1}{N}\log Q(x_i)",
        says=given(P, Q, X).eq(CE(P, Q), sample_mean()),
        readings=(
            Reading(
                given(P, Q, X).every(
                    given(Q, X).eq(CE(X.law, Q), sample_mean()),
                    given(P, Q).eq(
                        total(lambda k: E(P, lambda x: -log(Q.at(x))) / n, 1, n), CE(P, Q)
                    ),
                ),
                "with the empirical law of the test set for $P$; with $P$ itself only in the mean "
                "over the samples, an unbiased estimate",
                latex=r"H(\hat P,Q)=-\frac1N\sum_{i=1}^N\log Q(x_i),\quad "
                r"\frac1N\sum_{i=1}^N E_P[-\log Q]=H(P,Q)",
            ),
        ),
        see_also=("N1-62",),
        differs=Difference(Why.READING, "x_i are the points of a test set, not the outcomes"),
    ),
)


CLAIMS = (*DEFINITIONS, *COMPARISON, *EXAMPLES)
