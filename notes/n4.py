"""Note N4: entropy, cross-entropy, its gradient behind a softmax, label smoothing."""

from __future__ import annotations

from sympy import Expr, KroneckerDelta, Rational, Symbol, exp, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    E,
    FiniteLaw,
    H,
    Law,
    Routine,
    Table,
    Uniform,
    given,
)
from derivecheck.notes.codes import LEAST_MEAN, least_mean_length
from derivecheck.notes.n4_gradient import CLAIMS as GRADIENT
from derivecheck.notes.n4_gradient import SECTION as CROSS_ENTROPY
from derivecheck.notes.n4_paths import N, each, i, labels, logits, one, p, y
from derivecheck.notes.n4_smoothing import CLAIMS as SMOOTHING
from derivecheck.reading.claim import Claim, Kind, Ledger, Reading, part

ENTROPY = "熵 Entropy"

law, code = FiniteLaw("p", N, zeros=True), FiniteLaw("q", N, zeros=True)
larger = FiniteLaw("p", N + Symbol("m", integer=True, positive=True))
outputs = FiniteLaw("p", N)


def variance(of: Law, value: dict[int, int]) -> Expr:
    """The variance of a table of values under a law."""

    def at(k: Expr) -> Expr:
        return sum((KroneckerDelta(k, n) * x for n, x in value.items()), Rational(0))

    return E(of, lambda k: at(k) ** 2) - E(of, at) ** 2


def mean_length(source: Law, coded_for: Law) -> Expr:
    """The mean of the ideal code lengths -log q(x), in nats, when x has the law p."""
    return E(source, lambda k: -log(coded_for.at(k)))


def chance(faces: set[int]) -> Expr:
    """The probability that a fair die shows one of the faces."""
    return E(Uniform(6), lambda k: sum((KroneckerDelta(k, n) for n in faces), Rational(0)))


even_faces = Table(Rational(1, 3), Rational(1, 3), Rational(1, 3))

FIRST = (
    Claim(
        id="N4-1",
        lines=(5, 5),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="Entropy describes the uncertainty of a system or an event.",
        says=given(law).every(given(law).ge(H(law), 0), given(law).le(H(law), H(Uniform(N)))),
        covers=part(
            "what uncertainty is, is left; what is checked is that it is never negative and at "
            "most that of N outcomes of which nothing is known"
        ),
        see_also=("N3-4", "N2-10"),
    ),
    Claim(
        id="N4-2",
        lines=(7, 7),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The elementary events exclude one another and make up the sample space: their "
        "probabilities sum to one.",
        latex=r"S=\{1点朝上,2点朝上,...\}",
        quote="回顾一下概率论，考虑一个随机试验 $E$ ，举例为”抛掷一颗骰子，观察出现的点数“；随机"
        "试验 $E$ 所有可能出现的基本事件（基本事件：结果单一不可再分解，每一个基本事件彼此"
        "不相容）组成的集合，称为样本空间",
        says=given(law).eq(each(law.at), 1),
    ),
    Claim(
        id="N4-3",
        lines=(7, 7),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="A random variable maps an event to one number, and for the event of an even "
        "face it is X = {2, 4, 6}; one number has no variance.",
        latex=r"X=\{2, 4, 6\}",
        quote=r"对于本例就是…考虑事件域 $\mathscr{F}$  中的一个元素/事件”骰子点数为偶数…用随机变量"
        r" $X$ 表示…随机变量是一个实值函数，将一个事件映射为一个值",
        says=given().eq(variance(even_faces, {1: 2, 2: 4, 3: 6}), 0),
        readings=(
            Reading(
                given().eq(chance({2, 4, 6}), Rational(1, 2)),
                r"read: the event is $\{X\in\{2,4,6\}\}$ for the number X on the die, which has "
                "one value at each outcome",
                Severity.IMPRECISE,
                r"P(X\in\{2,4,6\})=\tfrac12",
            ),
        ),
    ),
    Claim(
        id="N4-4",
        lines=(9, 11),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="A link, and the announcement of another note.",
        reason="says nothing mathematical",
    ),
    Claim(
        id="N4-5",
        lines=(13, 17),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="An event A has a discrete random variable with N values x_i, whose elementary "
        "probabilities p(x_i) enter the entropy -Σ p(x_i) log p(x_i).",
        latex=r"H(X)=-\sum_{i=1}^Np(x_i)\cdot \log p(x_i)",
        says=given(larger).eq(each(larger.at), 1),
        readings=(
            Reading(
                given(law).every(
                    given(law).eq(each(law.at), 1),
                    given(law).eq(H(law), -each(lambda k: law.at(k) * log(law.at(k)))),
                ),
                "if A is the whole sample space; the elementary events of another event have "
                "probabilities that do not add up to one",
                Severity.IMPRECISE,
                r"\sum_{i=1}^Np(x_i)=1,\quad H(X)=-\sum_{i=1}^Np(x_i)\log p(x_i)",
            ),
        ),
    ),
    Claim(
        id="N4-6",
        lines=(19, 19),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="Entropy is the least length of a lossless code.",
        quote="无损编码长度的最小长度",
        says=given(law).eq(Routine("huffman_length", law), H(law) / log(2)),
        readings=(
            Reading(
                least_mean_length(law),
                "if the words may have the lengths $-\\log_2 p_i$, as where every $p_i$ is a "
                "power of "
                "½: no lengths with $\\sum_i 2^{-\\ell_i}\\le 1$ have a smaller mean",
                Severity.IMPRECISE,
                LEAST_MEAN,
            ),
        ),
        rests_on=("divergence.gibbs",),
        see_also=("N0-3", "N1-14"),
    ),
    Claim(
        id="N4-7",
        lines=(23, 25),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy of two discrete laws is minus the sum of p log q.",
        latex=r"H(p,q)=-\sum_{x}p(x)\log q(x)",
        says=given(law, code).eq(CE(law, code), -each(lambda k: law.at(k) * log(code.at(k)))),
    ),
    Claim(
        id="N4-8",
        lines=(27, 27),
        section=CROSS_ENTROPY,
        kind=Kind.PROSE,
        paraphrase="The cross-entropy is the redundant part of the code length when p is coded by "
        "q: what exceeds the length of a code for p itself.",
        says=given(law, code).eq(mean_length(law, code) - mean_length(law, law), CE(law, code)),
        instead=(
            Reading(
                given(law, code).eq(mean_length(law, code) - mean_length(law, law), KL(law, code)),
                "the redundant length is the divergence; the cross-entropy is the whole length",
                latex=r"H(p,q)-H(p)=D_{\mathrm{KL}}(p\,\|\,q)",
            ),
        ),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N4-9",
        lines=(29, 29),
        section=CROSS_ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="After the softmax the outputs are a law: positive, with sum one.",
        quote="假定标签分布/真实分布为 $y$ ，网络/模型输出 $logits$ 经过$softmax$处理后分布为",
        says=one.every(one.gt(p(i), 0), one.eq(each(p), 1)),
    ),
    Claim(
        id="N4-10",
        lines=(29, 31),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The loss is the cross-entropy of the labels with the outputs.",
        latex=r"\mathcal{L}=H(y,p)=-\sum_{i=1}^Ny_i\log p(x_i)",
        quote="则交叉熵计算如下",
        says=given(labels, outputs).eq(
            CE(labels, outputs), -each(lambda k: y(k) * log(outputs.at(k)))
        ),
    ),
    Claim(
        id="N4-11",
        lines=(33, 35),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The softmax divides exp(z_i) by the sum of the exponentials of all logits.",
        latex=r"p(x_i)=\frac{\exp(z_i)}{\sum_{j=1}^{N}\exp(z_j)}",
        says=one.eq(log(p(i)), logits[i] - log(each(lambda k: exp(logits[k])))),
    ),
)

LEDGER = Ledger(
    note="N4",
    file="004_2a03aa8b4fdeafe2.txt",
    title="Entropy, cross-entropy and KL divergence",
    original_title="Entropy and Cross Entropy and Kl divergence",
    sha256="1dc766142ccff0a597c5748f8ce28f8ccc09d4baf7cb5db9a29fad4367da5600",
    claims=(*FIRST, *GRADIENT, *SMOOTHING),
)
