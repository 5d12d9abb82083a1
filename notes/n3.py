"""Note N3: entropy, relative entropy, cross-entropy, and which of them to use."""

from __future__ import annotations

from sympy import Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import CE, KL, Density, E, FiniteLaw, H, Partial, given, not_always
from derivecheck.notes.n3_entropy import DIVERGENCE, INTRODUCTION, N, P, Q, R, each, p, surprise
from derivecheck.reading.claim import Claim, Kind, Ledger, Reading, part, special_case

COMPARED = "Cross-Entropy（交叉熵）和 KL-Divergence（相对熵，Kullback-Leibler 散度）"
VARIATIONAL = "变分自动编码器和变分贝叶斯方法"

theta = Symbol("theta", real=True)
model = Density("q", theta)
POSITIVE = TRUE, ONE, OTHER = tuple(FiniteLaw(name, N) for name in "PQR")

COMPARISON = (
    Claim(
        id="N3-18",
        lines=(69, 70),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="Both quantities measure the difference of two laws.",
        quote="在信息论和机器学习中都用于衡量概率分布之间的差异",
        says=given(P, Q).every(
            given(P, Q).ge(CE(P, Q), CE(P, P)), given(P, Q).ge(KL(P, Q), KL(P, P))
        ),
        covers=part(
            "how large they are for different laws is left; what is checked is that each is least "
            "for equal ones"
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N3-19",
        lines=(70, 72),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="But they are different in essence.",
        quote="但它们有本质区别",
        says=not_always(given(P, Q).eq(CE(P, Q), KL(P, Q))),
        covers=part("what is essential is left; what is checked is that they are not the same"),
    ),
    Claim(
        id="N3-20",
        lines=(73, 77),
        section=COMPARED,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy of the true law P and the predicted law Q is minus the sum "
        "of P log Q.",
        latex=r"H(P, Q) = -\sum P(x) \log Q(x)",
        quote="定义为…其中 $ P(x) $ 是真实分布（ground truth），$ Q(x) $ 是预测分布",
        says=given(P, Q).eq(CE(P, Q), -each(lambda k: P.at(k) * log(Q.at(k)))),
        see_also=("N4-7",),
    ),
    Claim(
        id="N3-21",
        lines=(73, 77),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="The cross-entropy measures the mismatch of two laws.",
        quote="衡量两个概率分布之间的不匹配程度",
        says=given(P, Q).ge(CE(P, Q), CE(P, P)),
        covers=part(
            "how large it is for different laws is left; what is checked is that no Q has less "
            "than P"
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N3-22",
        lines=(78, 81),
        section=COMPARED,
        kind=Kind.DEFINITION,
        paraphrase="The divergence of P from Q is the sum of P log(P/Q).",
        latex=r"D_{KL}(P || Q) = \sum P(x) \log \frac{P(x)}{Q(x)}",
        says=given(P, Q).eq(KL(P, Q), each(lambda k: P.at(k) * log(P.at(k) / Q.at(k)))),
    ),
    Claim(
        id="N3-23",
        lines=(82, 82),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="It is the information spent beyond what P itself takes when Q stands for P.",
        says=given(P, Q).eq(KL(P, Q), E(P, surprise(Q)) - E(P, surprise(P))),
        rests_on=("divergence.cross_entropy",),
        see_also=("N4-8",),
    ),
    Claim(
        id="N3-24",
        lines=(85, 89),
        section=COMPARED,
        kind=Kind.IDENTITY,
        paraphrase="The divergence is the cross-entropy less the entropy of P.",
        latex=r"D_{KL}(P || Q) = H(P, Q) - H(P)",
        says=given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)),
        rests_on=("divergence.cross_entropy",),
        see_also=("N3-14",),
    ),
    Claim(
        id="N3-25",
        lines=(89, 89),
        section=COMPARED,
        kind=Kind.DEFINITION,
        paraphrase="The entropy of P is minus the sum of P log P.",
        latex=r"H(P) = -\sum P(x) \log P(x)",
        quote="其中…是熵，表示分布 $ P $ 自身的不确定性",
        says=given(P).eq(H(P), -each(lambda k: P.at(k) * log(P.at(k)))),
    ),
    Claim(
        id="N3-26",
        lines=(90, 90),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="The divergence is by how much the cross-entropy exceeds the entropy of the "
        "true law.",
        says=given(P, Q).every(
            given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)), given(P, Q).ge(CE(P, Q), H(P))
        ),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N3-27",
        lines=(91, 91),
        section=COMPARED,
        kind=Kind.PROPERTY,
        paraphrase="With H(P) fixed, minimising the cross-entropy is equivalent to minimising the "
        "divergence: they rank all Q alike, and have the same gradient.",
        quote="最小化交叉熵等价于最小化 KL 散度** （在 $ H(P) $ 固定的情况下",
        says=given(*POSITIVE, p, model).every(
            given(*POSITIVE).eq(CE(TRUE, ONE) - CE(TRUE, OTHER), KL(TRUE, ONE) - KL(TRUE, OTHER)),
            given(p, model).eq(Partial(CE(p, model), theta), Partial(KL(p, model), theta)),
        ),
        covers=special_case("laws without zeros, for which both are finite"),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N3-28",
        lines=(93, 95),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="Cross-entropy is a usual loss of classifiers, and the divergence is used to "
        "approximate laws, as in variational autoencoders and policy optimisation.",
        reason="says what is customary",
    ),
    Claim(
        id="N3-29",
        lines=(97, 97),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="The divergence measures the degree of similarity of two laws, as a measure "
        "does that is largest for equal laws.",
        quote="而 KL 散度衡量两个分布的相似程度",
        says=given(P, Q).le(KL(P, Q), KL(P, P)),
        readings=(
            Reading(
                given(P, Q).ge(KL(P, Q), KL(P, P)),
                "read similarity as dissimilarity: the divergence is least, namely 0, for equal "
                "laws, and grows as they differ",
                Severity.NOTATION,
                r"D_{\mathrm{KL}}(P\,\|\,Q)\ge D_{\mathrm{KL}}(P\,\|\,P)=0",
            ),
        ),
        rests_on=("divergence.gibbs",),
        see_also=("N3-10",),
    ),
    Claim(
        id="N3-30",
        lines=(97, 97),
        section=COMPARED,
        kind=Kind.PROPERTY,
        paraphrase="Cross-entropy is the loss itself, and in optimisation the divergence acts on "
        "it indirectly.",
        quote="简而言之，交叉熵直接作为损失…优化时 KL 散度通常间接影响交叉熵",
        says=given(p, model).eq(Partial(KL(p, model), theta), Partial(CE(p, model), theta)),
        covers=part("'indirectly' is left; what is checked is that both have the same gradient"),
        see_also=("N3-27",),
    ),
    Claim(
        id="N3-31",
        lines=(98, 98),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="Again: because there is a true law, cross-entropy is used.",
        quote="因为有真实分布，所以用交叉熵",
        says=not_always(given(P, R, Q).eq(CE(P, Q), CE(R, Q))),
        covers=part(
            "that it is therefore the one to use is advice; what is checked is that its value "
            "depends "
            "on the true law"
        ),
        see_also=("N3-2",),
    ),
    Claim(
        id="N3-31a",
        lines=(98, 98),
        section=COMPARED,
        kind=Kind.PROSE,
        paraphrase="Again: where there is no true law, KL divergence is to be used.",
        quote="如果没有真实分布，请用 KL 散度",
        reason="advice, which says nothing of the two quantities; both are means under the true "
        "law, as lines 75 and 80 define them",
        see_also=("N3-3", "N3-24"),
    ),
)

APPROXIMATION = (
    Claim(
        id="N3-32",
        lines=(103, 104),
        section=VARIATIONAL,
        kind=Kind.PROSE,
        paraphrase="Variational inference estimates the law of hidden variables, given what is "
        "observed, within a family of simple parametrised laws.",
        reason="says what two words mean",
    ),
    Claim(
        id="N3-33",
        lines=(106, 109),
        section=VARIATIONAL,
        kind=Kind.PROSE,
        paraphrase="Links; neural networks approximate functions and are trained by minimising a "
        "loss.",
        quote="在最一般的意义上，神经网络是函数近似器。这意味着你可以使用神经网络来学习各种复杂的"
        "功能。使神经网络学习的关键是使用目标函数，该函数可以告知网络运行状况。你可以通过最"
        "小化目标函数的损失来训练神经网络。",
        reason="motivation",
    ),
    Claim(
        id="N3-34",
        lines=(111, 111),
        section=VARIATIONAL,
        kind=Kind.PROSE,
        paraphrase="The loss of information by an approximation can be minimised by way of the "
        "divergence: that loss is the divergence, and it vanishes only for the law itself.",
        quote="我们可以使用 KL 散度来最小化近似分布时的信息损失量。将 KL 散度与神经网络相结合，可"
        "以让我们学习非常复杂的数据近似分布。一种常见的解决方法称为“变分自编码器”，它学习了"
        "近似数据集中信息的最佳方法",
        says=given(P, Q).every(
            given(P, Q).eq(E(P, surprise(Q)) - E(P, surprise(P)), KL(P, Q)),
            given(P, Q).zero_iff_equal(KL, P, Q),
        ),
        covers=part("what neural networks learn with it is left"),
        rests_on=("divergence.gibbs", "divergence.cross_entropy"),
    ),
    Claim(
        id="N3-35",
        lines=(113, 114),
        section=VARIATIONAL,
        kind=Kind.PROSE,
        paraphrase="Monte Carlo integration is costly for Bayesian inference; variational methods "
        "approximate the law by way of the divergence and are cheaper.",
        reason="a comparison of computing costs without figures",
    ),
    Claim(
        id="N3-36",
        lines=(117, 132),
        section="Refs",
        kind=Kind.PROSE,
        paraphrase="References.",
        reason="links",
    ),
)

LEDGER = Ledger(
    note="N3",
    file="003_cf35573a11739b61.txt",
    title="Mathematics of generative models: foundations of probability",
    original_title="MATHEMATICS -- 生成模型数学 —— 概率论基础",
    sha256="c18b0029a87f039df081d1899bd688a3ce153d9b8a10aae42224eb32f91c192c",
    claims=(*INTRODUCTION, *DIVERGENCE, *COMPARISON, *APPROXIMATION),
)
