r"""Note N0, "相对熵" to "似然估计": relative entropy and maximum likelihood.

P is the law of the data, Q the law of the theory; the divergence is in bits.
"""

from __future__ import annotations

from sympy import Expr, Symbol, log, oo

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    CountableLaw,
    Density,
    E,
    FiniteLaw,
    H,
    given,
    integral,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading, part

RELATIVE, ABOUT, LIKELIHOOD = "相对熵", "关于相对熵", "似然估计"

N = Symbol("N", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "pqr")
p, q, small_p = Density("P"), Density("Q"), Density("p")
p_all, q_all = CountableLaw("P"), CountableLaw("Q")
theta = Symbol("theta", real=True)
q_theta = Density("Q", theta)
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
a = Symbol("a", positive=True)
BITS = log(2)


def bits(value: Expr) -> Expr:
    """log₂."""
    return log(value) / BITS


def mean_of(law: Density) -> Expr:
    """E_P[-log₂ law(x)]."""
    return E(p, lambda x: -bits(law.at(x)))


mean_ratio = E(p, lambda x: bits(p.at(x) / q.at(x)))

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-31",
        lines=(72, 72),
        section=RELATIVE,
        kind=Kind.PROPERTY,
        paraphrase="Relative entropy builds on cross-entropy and measures the difference of two "
        "laws.",
        quote="相对熵是交叉熵的进阶表示，又称为KL散度，后面全用相对熵的说法。相对熵衡量了两个分布"
        "之间的差异…仍然P为实际数据分布，Q为理论数据分布，Entropy为熵，CrossEntropy为交叉熵"
        "，RelativeEntropy为相对熵，则用Q拟合P的相对熵定义为",
        says=given(P, Q).every(
            given(P, Q).zero_iff_equal(KL, P, Q), given(P, Q).nonnegative(KL, P, Q)
        ),
        covers=part(
            "that a larger value means a larger difference is not said here; what is checked is "
            "that it is 0 exactly for equal laws and else positive"
        ),
        rests_on=("divergence.gibbs", "divergence.equality"),
    ),
    Claim(
        id="N0-32",
        lines=(72, 72),
        section=RELATIVE,
        kind=Kind.PROPERTY,
        paraphrase="It is no distance.",
        quote="非距离",
        says=not_always(given(P, Q, R).metric(KL, P, Q, R)),
        see_also=("N0-44", "N0-30"),
    ),
    Claim(
        id="N0-33",
        lines=(74, 74),
        section=RELATIVE,
        kind=Kind.PROSE,
        paraphrase="The first argument is called the actual law or posterior, the second the "
        "theoretical law or prior.",
        reason="names for the two arguments; which law stands where is judged in the formulas",
    ),
    Claim(
        id="N0-34",
        lines=(76, 76),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="Relative entropy is cross-entropy less entropy.",
        latex=r"RelativeEntropy(P,Q)&=CrossEntropy(P,Q) -Entropy(P)\notag\\",
        says=given(p, q).eq(KL(p, q) / BITS, CE(p, q) / BITS - H(p) / BITS),
        rests_on=("divergence.cross_entropy_densities",),
    ),
    Claim(
        id="N0-35",
        lines=(77, 77),
        section=RELATIVE,
        kind=Kind.STEP,
        paraphrase="Both are written as means under P, the second with a lower-case p in the "
        "logarithm.",
        latex=r"&=E_{x\sim P(x)}[-log_2^{Q(x)}]-E_{x\sim P(x)}[-log_2^{p(x)}]\notag\\",
        says=given(p, q, small_p).eq(CE(p, q) / BITS - H(p) / BITS, mean_of(q) - mean_of(small_p)),
        readings=(
            Reading(
                given(p, q).eq(CE(p, q) / BITS - H(p) / BITS, mean_of(q) - mean_of(p)),
                "read $p$ as $P$",
                Severity.NOTATION,
                r"E_{x\sim P(x)}[-\log_2 Q(x)]-E_{x\sim P(x)}[-\log_2 P(x)]",
            ),
        ),
    ),
    Claim(
        id="N0-36",
        lines=(78, 78),
        section=RELATIVE,
        kind=Kind.STEP,
        paraphrase="The two means are one mean of the logarithm of P/Q.",
        latex=r"&=E_{x\sim P(x)}[log_2^{\frac{P(x)}{Q(x)}}]\notag\\",
        says=given(p, q).eq(mean_of(q) - mean_of(p), mean_ratio),
    ),
    Claim(
        id="N0-37",
        lines=(79, 79),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="For laws on the integers the mean is a sum.",
        latex=r"&=\sum_{i=-\infty}^{+\infty}[P(i)log_2^{\frac{P(i)}{Q(i)}}](离散)\notag\\",
        says=given(p_all, q_all).eq(
            E(p_all, lambda i: bits(p_all.at(i) / q_all.at(i))),
            total(lambda i: p_all.at(i) * bits(p_all.at(i) / q_all.at(i)), -oo, oo),
        ),
    ),
    Claim(
        id="N0-38",
        lines=(80, 80),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="For densities the mean is an integral.",
        latex=r"&=\int_{-\infty}^{+\infty}[P(i)log_2^{\frac{P(i)}{Q(i)}}]di（连续）",
        says=given(p, q).eq(mean_ratio, integral(lambda x: p.at(x) * bits(p.at(x) / q.at(x)))),
    ),
    Claim(
        id="N0-39",
        lines=(76, 80),
        section=RELATIVE,
        kind=Kind.IDENTITY,
        paraphrase="First line against last, for densities.",
        latex=r"RelativeEntropy(P,Q)",
        says=given(p, q).eq(
            CE(p, q) / BITS - H(p) / BITS,
            integral(lambda x: p.at(x) * bits(p.at(x) / q.at(x))),
        ),
        rests_on=("divergence.cross_entropy_densities",),
    ),
    Claim(
        id="N0-40",
        lines=(84, 84),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="The other order: cross-entropy of Q and P less the entropy of Q.",
        latex=r"RelativeEntropy(Q,P)&=CrossEntropy(Q,P) -Entropy(Q)\notag\\",
        says=given(p, q).eq(KL(q, p) / BITS, CE(q, p) / BITS - H(q) / BITS),
        rests_on=("divergence.cross_entropy_densities",),
    ),
    Claim(
        id="N0-41",
        lines=(85, 85),
        section=RELATIVE,
        kind=Kind.STEP,
        paraphrase="For laws on the integers it is the sum of Q log₂ Q/P.",
        latex=r"&=\sum_{i=-\infty}^{+\infty}[Q(i)log_2^{\frac{Q(i)}{P(i)}}](离散)\notag\\",
        says=given(p_all, q_all).eq(
            CE(q_all, p_all) / BITS - H(q_all) / BITS,
            total(lambda i: q_all.at(i) * bits(q_all.at(i) / p_all.at(i)), -oo, oo),
        ),
    ),
    Claim(
        id="N0-42",
        lines=(86, 86),
        section=RELATIVE,
        kind=Kind.STEP,
        paraphrase="For densities it is the integral of Q log₂ Q/P.",
        latex=r"&=\int_{-\infty}^{+\infty}[Q(i)log_2^{\frac{Q(i)}{P(i)}}]di（连续）",
        says=given(p, q).eq(
            CE(q, p) / BITS - H(q) / BITS,
            integral(lambda x: q.at(x) * bits(q.at(x) / p.at(x))),
        ),
    ),
    Claim(
        id="N0-43",
        lines=(93, 93),
        section=ABOUT,
        kind=Kind.PROPERTY,
        paraphrase="Relative entropy is not symmetric.",
        latex=r"RelativeEntropy(P,Q)\neq RelativeEntropy(Q,P)",
        quote="由于相对熵作为函数时并不对称，即",
        says=not_always(given(P, Q).symmetric(KL, P, Q)),
    ),
    Claim(
        id="N0-44",
        lines=(93, 93),
        section=ABOUT,
        kind=Kind.PROPERTY,
        paraphrase="Therefore it cannot serve as a distance.",
        quote="相对熵无法作为距离度量函数，所以相对熵只能说",
        says=not_always(given(P, Q, R).metric(KL, P, Q, R)),
        see_also=("N0-32",),
    ),
    Claim(
        id="N0-45",
        lines=(95, 95),
        section=ABOUT,
        kind=Kind.IDENTITY,
        paraphrase="For a negative gradient of a loss one often takes out a minus sign, which is "
        "easy in a logarithm.",
        quote="在用作损失函数时，由于要通过损失函数求得负梯度，因此时常提出一个负号，log里面提负"
        "号很简单",
        says=given().eq(log(1 / a), -log(a)),
        covers=part("why one takes it out is left"),
    ),
    Claim(
        id="N0-46",
        lines=(99, 100),
        section=LIKELIHOOD,
        kind=Kind.PROPERTY,
        paraphrase="The idea of maximum likelihood: the θ is wanted at which Q(x; θ) comes close "
        "to P(x).",
        latex=r"Q(x;\theta)\rightarrow P(x)",
        says=given(p, q_theta).eq(E(p, lambda x: log(q_theta.at(x))), -H(p) - KL(p, q_theta)),
        covers=part(
            "that Q comes close to P is a wish; what is checked is that the mean log-likelihood "
            "is minus the relative entropy but for a constant"
        ),
    ),
    Claim(
        id="N0-47",
        lines=(104, 104),
        section=LIKELIHOOD,
        kind=Kind.DEFINITION,
        paraphrase="Q(x; θ) at each of the data should be as large as possible; therefore maximum "
        "likelihood asks for the largest product, which grows with every factor.",
        latex=r"\max\prod_{i=-\infty}^{+\infty}Q(x_i;\theta)",
        quote=r"表示的是x出现的概率分布，那么来源于$P(x)$的x代入$Q(x;\theta)$，其每一项的概率都应"
        r"该尽可能大，因此极大似然估计要求",
        says=given().gt((s + t) * a, s * a),
        covers=part(
            "a product of infinitely many factors, i from -∞ to +∞, has no value in general; that "
            "of the m sampled points has (a is the product of the other factors)"
        ),
    ),
    Claim(
        id="N0-48",
        lines=(105, 105),
        section=LIKELIHOOD,
        kind=Kind.PROSE,
        paraphrase="The law of continuous data is hard to find in closed form, so m points are "
        "sampled.",
        quote="实际上由于x是连续变量，很难通过实际数据推出实际数据分布的通式，因此往往采样m个点",
        reason="motivation",
    ),
    Claim(
        id="N0-49",
        lines=(106, 106),
        section=LIKELIHOOD,
        kind=Kind.PROSE,
        paraphrase="Maximum likelihood is a way to fit.",
        reason="a classification",
    ),
)
