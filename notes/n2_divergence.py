r"""Note N2, lines 55-86: KL divergence and cross-entropy."""

from __future__ import annotations

from sympy import Expr, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    FiniteLaw,
    H,
    Index,
    Interval,
    Labels,
    Mixture,
    Normal,
    Partial,
    Table,
    given,
    not_always,
    total,
)
from derivecheck.notes.n2_information import N, P, half, outcomes, u
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

DIVERGENCE, CROSS = "KL散度", "交叉熵"

Q, R = FiniteLaw("q", N, zeros=True), FiniteLaw("r", N, zeros=True)
FROM, TO, OTHER = (FiniteLaw(name, N) for name in "qpr")
Y = Labels("y", N)
a, sigma = Symbol("a", positive=True), Symbol("sigma", positive=True)
mu = Symbol("mu", real=True)
near, step, t = (Symbol(name, positive=True) for name in ("delta", "h", "t"))
k = Symbol("k", integer=True, positive=True)
curvature = Partial(Partial(log(a), a), a)
tiny = 1 / (4 * (1 + u))
nearer = Mixture((t, TO), (1 - t, FROM))
left = Normal(mu, sigma)


def log_ratios() -> Expr:
    """Σ p_i log(p_i/q_i)."""
    return total(lambda i: P.at(i) * log(P.at(i) / Q.at(i)), 1, N)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-22",
        lines=(55, 57),
        section=DIVERGENCE,
        kind=Kind.PROSE,
        paraphrase="How are two laws p(x) and q(x) of one variable compared?",
        latex=r"p(x)",
        reason="a question",
    ),
    Claim(
        id="N2-23",
        lines=(59, 59),
        section=DIVERGENCE,
        kind=Kind.PROSE,
        paraphrase="P is the law of the samples, Q that of the model, and KL computes their "
        "difference, the value of a loss.",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
        covers=part(
            "how large it is for different laws is left; what is checked is that it is 0 exactly "
            "for equal laws"
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N2-24",
        lines=(61, 61),
        section=DIVERGENCE,
        kind=Kind.DEFINITION,
        paraphrase="The KL divergence of two laws on n outcomes.",
        latex=r"D_{KL}(p||q) = \sum_{i=1}^n p(x_i) \log\left(\frac{p(x_i)}{q(x_i)}\right)",
        says=given(P, Q).eq(KL(P, Q), log_ratios()),
    ),
    Claim(
        id="N2-25",
        lines=(63, 63),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="The closer Q comes to P, the smaller the divergence.",
        says=given(TO, FROM, Interval(t)).le(KL(TO, nearer), (1 - t) * KL(TO, FROM)),
        covers=special_case("on the straight way from Q to P, of laws without zeros"),
        see_also=("N2-29", "N1-74"),
    ),
    Claim(
        id="N2-26",
        lines=(65, 65),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="Because the logarithm is a convex function (凸).",
        quote="因为对数函数是凸函数",
        says=given().ge(curvature, 0),
        readings=(
            Reading(
                given().le(curvature, 0),
                "if 凸 is read as bulging upwards, that is concave, the usage of some Chinese "
                "textbooks; the usual word for a concave function is 凹",
                Severity.CONVENTION,
                r"\frac{d^2\log a}{da^2}=-\frac{1}{a^2}\le 0",
            ),
        ),
    ),
    Claim(
        id="N2-27",
        lines=(65, 65),
        section=DIVERGENCE,
        kind=Kind.INEQUALITY,
        paraphrase="Therefore KL is never negative.",
        quote="所以KL散度的值为非负数",
        says=given(P, Q).nonnegative(KL, P, Q),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N2-28",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="For P = Q the divergence is zero.",
        latex=r"P = Q",
        quote="当 $P = Q$ 时，KL散度等于0",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
        differs=Difference(Why.PART, "the sentence, of which the formula is the condition"),
    ),
    Claim(
        id="N2-29",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="The farther two laws are apart, the larger the divergence.",
        quote="两个分布越远，KL散度值越大",
        says=given(left).gt(
            KL(left, Normal(mu + near + step, sigma)), KL(left, Normal(mu + near, sigma))
        ),
        covers=special_case("normal laws of one width, by the distance of their means"),
        rests_on=("gaussian_kl.univariate",),
        see_also=("N2-25", "N1-74"),
    ),
    Claim(
        id="N2-30",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL has no upper bound: whatever the bound ½ log(1 + u), two laws exceed it.",
        quote="无上限",
        says=given().gt(KL(Table(half, half), Table(tiny, 1 - tiny)), log(1 + u) / 2),
    ),
    Claim(
        id="N2-31",
        lines=(69, 69),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is not a distance.",
        quote="有时会将KL散度称为KL距离，但严格来说，散度不能称为距离，因为它并不满足距离的性质",
        says=not_always(given(P, Q, R).metric(KL, P, Q, R)),
        covers=part("that it is at times called one is left"),
    ),
    Claim(
        id="N2-32",
        lines=(71, 71),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is not symmetric.",
        latex=r"D_{KL}(p||q) \neq D_{KL}(q||p)",
        says=not_always(given(P, Q).symmetric(KL, P, Q)),
    ),
    Claim(
        id="N2-33",
        lines=(72, 72),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL does not satisfy the triangle inequality.",
        says=not_always(given(P, Q, R).triangle(KL, P, Q, R)),
    ),
    Claim(
        id="N2-34",
        lines=(74, 74),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is the information lost when Q is used for P.",
        says=given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N2-35",
        lines=(78, 80),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="KL by its definition.",
        latex=r"D_{KL}(p||q) &= \sum_{i=1}^n p(x_i) \log\left(\frac{p(x_i)}{q(x_i)}\right)",
        says=given(P, Q).eq(KL(P, Q), log_ratios()),
    ),
    Claim(
        id="N2-36",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="The logarithm of the quotient is split.",
        latex=r"= \sum_{i=1}^n p(x_i) \log(p(x_i)) - \sum_{i=1}^n p(x_i) \log(q(x_i))",
        says=given(P, Q).eq(log_ratios(), outcomes(P, P) - outcomes(P, Q)),
    ),
    Claim(
        id="N2-37",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="The first sum is minus the entropy of p.",
        latex=r"&= -H(p(x)) + \left[-\sum_{i=1}^n p(x_i) \log(q(x_i))\right]",
        says=given(P, Q).eq(outcomes(P, P) - outcomes(P, Q), -H(P) - outcomes(P, Q)),
    ),
    Claim(
        id="N2-38",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.IDENTITY,
        paraphrase="KL is minus the entropy of p plus the cross-entropy.",
        says=given(P, Q).eq(KL(P, Q), -H(P) - outcomes(P, Q)),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N2-39",
        lines=(82, 82),
        section=CROSS,
        kind=Kind.PROSE,
        paraphrase="The first part of the equation is said to be the entropy of p.",
        quote="等式的前一部分恰巧就是p的熵",
        says=given(P).eq(outcomes(P, P), H(P)),
        readings=(
            Reading(
                given(P).eq(outcomes(P, P), -H(P)),
                "up to the sign: the first part is minus the entropy, as the line above has it",
                Severity.NOTATION,
                r"\sum_{i=1}^n p(x_i)\log(p(x_i))=-H(p)",
            ),
        ),
        see_also=("N2-37",),
    ),
    Claim(
        id="N2-40",
        lines=(82, 82),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="The second part is the cross-entropy.",
        quote="等式的后一部分，就是交叉熵",
        says=given(P, Q).eq(-outcomes(P, Q), CE(P, Q)),
    ),
    Claim(
        id="N2-41",
        lines=(84, 84),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy of two laws.",
        latex=r"H(p, q) = -\sum_{i=1}^n p(x_i) \log(q(x_i))",
        says=given(P, Q).eq(CE(P, Q), -outcomes(P, Q)),
    ),
    Claim(
        id="N2-42",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="The divergence of prediction and label fits to assess their gap.",
        latex=r"D_{KL}(y||\tilde{y})",
        quote="在机器学习中，我们需要评估label和predicts之间的差距，使用KL散度刚刚好，即",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
        covers=part(
            "how large it is for different laws is left; what is checked is that it is 0 exactly "
            "for equal laws"
        ),
    ),
    Claim(
        id="N2-43",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="Because the first part, -H(y), is the law of the labels, it has nothing to do "
        "with "
        "the predictions.",
        latex=r"-H(y)",
        quote="由于KL散度中的前一部分 $-H(y)$ 是label 的分布，与predicts无关",
        says=given(Y, Index(k, N)).eq(-H(Y), Y.at(k)),
        readings=(
            Reading(
                given(Y, FROM).eq(KL(Y, FROM) - CE(Y, FROM), -H(Y)),
                "read: is a number that depends on the law of the labels alone",
                Severity.NOTATION,
                r"D_{KL}(y||\tilde{y})-H(y,\tilde{y})=-H(y)",
            ),
        ),
    ),
    Claim(
        id="N2-44",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="Therefore cross-entropy is all that matters in optimisation: as a loss it "
        "ranks predictions as KL does.",
        quote="故在优化过程中，只需要关注交叉熵就可以了。所以一般在机器学习中直接用交叉熵做loss，"
        "评估模型",
        says=given(Y, FROM, OTHER).eq(KL(Y, FROM) - KL(Y, OTHER), CE(Y, FROM) - CE(Y, OTHER)),
        covers=part("what is customary is left"),
    ),
)
