"""Note N1, part 4: KL divergence, its properties and its value for normal laws."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, exp, log, oo

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    Density,
    E,
    Family,
    FiniteLaw,
    GaussianVector,
    H,
    Interval,
    Mixture,
    Normal,
    Table,
    given,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

FORMULA = "3.1. 公式 Formula"
PROPERTIES = "3.2. KL散度的性质 Properties of KL divergence"
WHY_NORMAL = "3.3. 为什么我们通常选择正态分布而不是均匀分布 Why a normal law"
GAUSSIAN = "3.4. KL Divergence between two Gaussian distributions"

half = Rational(1, 2)
N = Symbol("N", integer=True, positive=True)
d = Symbol("d", integer=True, positive=True)
s, u = Symbol("s", positive=True), Symbol("u", positive=True)
m1, m2, l1, l2 = (Symbol(name, real=True) for name in ("m1", "m2", "l1", "l2"))
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "pqr")
p, q = Density("p"), Density("q")
t = Symbol("t", positive=True)
FROM, TO = FiniteLaw("q", N), FiniteLaw("p", N)
on_the_way = Mixture((t, TO), (1 - t, FROM))
X, Y = GaussianVector(1, d), GaussianVector(2, d)
LEFT = Table(u / (1 + u), 1 / (1 + u), 0, 0)
RIGHT = Table(0, 0, s / (1 + s), 1 / (1 + s))
ONE, BETWEEN, OTHER = (Table(w, 1 - w) for w in (half, half**2, half**3))
FAR_APART = Table(half, half), Table(1 / (1 + 4 * u**2), 4 * u**2 / (1 + 4 * u**2))


def log_ratio(i: Expr) -> Expr:
    """log(P/Q) at an outcome."""
    return log(P.at(i) / Q.at(i))


def gaussian_kl() -> Expr:
    """The multivariate formula, entry by entry."""
    trace = X.each(lambda a: X.each(lambda b: Y.precision(a, b) * X.covariance(b, a)))
    distance = Y.form(Y.precision, lambda a: Y.mean(a) - X.mean(a))
    return (log(Y.determinant / X.determinant) - d + trace + distance) / 2


def normal_kl(mean1: Expr, logvar1: Expr, mean2: Expr, logvar2: Expr) -> Expr:
    """One entry of the linked function, from means and logarithms of variances.

    Source: github.com/openai/guided-diffusion, losses.py, function normal_kl.
    """
    ratio = exp(logvar1 - logvar2)
    return (-1 + logvar2 - logvar1 + ratio + (mean1 - mean2) ** 2 * exp(-logvar2)) / 2


M1, M2 = Family("m1", d), Family("m2", d)
V1, V2 = Family("v1", d, sign="positive"), Family("v2", d, sign="positive")
ENTRYWISE = X.each(
    lambda a: normal_kl(X.mean(a), log(X.covariance(a, a)), Y.mean(a), log(Y.covariance(a, a)))
)
DIAGONAL = (
    total(lambda a: log(V2[a]) - log(V1[a]) + V1[a] / V2[a] + (M2[a] - M1[a]) ** 2 / V2[a], 1, d)
    - d
) / 2
ENTRY = given(Normal(m1, exp(l1 / 2))).eq(
    KL(Normal(m1, exp(l1 / 2)), Normal(m2, exp(l2 / 2))), normal_kl(m1, l1, m2, l2)
)

DEFINITIONS = (
    Claim(
        id="N1-64",
        lines=(167, 167),
        section=FORMULA,
        kind=Kind.PROPERTY,
        paraphrase="It measures the difference of a law P from a reference law Q.",
        says=given(P, Q).every(
            given(P, Q).zero_iff_equal(KL, P, Q), given(P, Q).nonnegative(KL, P, Q)
        ),
        covers=part(
            "how large it is for different laws is left; what is checked is that it is 0 exactly "
            "for equal laws and else positive"
        ),
        see_also=("N0-31", "N2-148", "N3-8"),
    ),
    Claim(
        id="N1-65",
        lines=(169, 169),
        section=FORMULA,
        kind=Kind.DEFINITION,
        paraphrase="KL divergence is the mean under P of log P/Q.",
        latex=r"D_{\text{KL}}(P\parallel Q)=\operatorname {E} _{x\sim P}"
        r"[\log \dfrac{P(x)}{Q(x)}]",
        says=given(P, Q).eq(KL(P, Q), E(P, log_ratio)),
    ),
    Claim(
        id="N1-66",
        lines=(169, 169),
        section=FORMULA,
        kind=Kind.DEFINITION,
        paraphrase="The mean is the sum of P log P/Q.",
        latex=r"\operatorname {E} _{x\sim P}[\log \dfrac{P(x)}{Q(x)}]"
        r"=\sum _{x\in {\mathcal {X}}}P(x)\log {\dfrac {P(x)}{Q(x)}}",
        says=given(P, Q).eq(E(P, log_ratio), total(lambda i: P.at(i) * log_ratio(i), 1, N)),
    ),
    Claim(
        id="N1-67",
        lines=(172, 173),
        section=FORMULA,
        kind=Kind.STEP,
        paraphrase="Every term is -P log Q minus -P log P.",
        latex=r"&=\sum _{x\in {\mathcal {X}}}\left(-P(x)\log {Q(x)}-(-P(x)\log {P(x)})\right) \\",
        says=given(P, Q).eq(
            KL(P, Q),
            total(lambda i: -P.at(i) * log(Q.at(i)) - (-P.at(i) * log(P.at(i))), 1, N),
        ),
    ),
    Claim(
        id="N1-68",
        lines=(174, 174),
        section=FORMULA,
        kind=Kind.STEP,
        paraphrase="The two sums are cross-entropy and entropy.",
        latex=r"&=\Eta(P, Q)-\Eta(P)",
        says=given(P, Q).eq(
            total(lambda i: -P.at(i) * log(Q.at(i)) - (-P.at(i) * log(P.at(i))), 1, N),
            CE(P, Q) - H(P),
        ),
    ),
    Claim(
        id="N1-69",
        lines=(170, 174),
        section=FORMULA,
        kind=Kind.IDENTITY,
        paraphrase="KL divergence is cross-entropy minus entropy.",
        latex=r"D_{\text{KL}}(P\parallel Q)",
        says=given(P, Q, p, q).every(
            given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)), given(p, q).eq(KL(p, q), CE(p, q) - H(p))
        ),
        rests_on=("divergence.cross_entropy",),
        see_also=("N1-52",),
    ),
)

KL_PROPERTIES = (
    Claim(
        id="N1-70",
        lines=(179, 179),
        section=PROPERTIES,
        kind=Kind.INEQUALITY,
        paraphrase="KL divergence is never negative, since cross-entropy is at least entropy.",
        says=given(P, Q, p, q).every(
            given(P, Q).nonnegative(KL, P, Q), given(p, q).nonnegative(KL, p, q)
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N1-71",
        lines=(180, 180),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="In general there is no upper bound: whatever the bound log u, two laws exceed "
        "it.",
        latex=r"[0, +\infty]",
        quote="通常没有上界",
        says=given().gt(KL(*FAR_APART), log(u)),
    ),
    Claim(
        id="N1-72",
        lines=(180, 180),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="Its values range from 0 to infinity, both included: 0 at equal laws, infinity "
        "at some laws on different outcomes.",
        latex=r"[0, +\infty]",
        quote="KL散度取值范围从",
        says=given(P, Q).every(
            given(P, Q).nonnegative(KL, P, Q),
            given(P).eq(KL(P, P), 0),
            given().eq(KL(LEFT, RIGHT), oo),
        ),
        covers=part("that every value between 0 and infinity is taken is left"),
    ),
    Claim(
        id="N1-73",
        lines=(181, 181),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="It is zero exactly if the two laws are equal.",
        latex=r"D_{\text{KL}}(P\parallel Q) = 0 \text{ iff. } P=Q",
        says=given(P, Q, p, q).every(
            given(P, Q).zero_iff_equal(KL, P, Q), given(p, q).zero_iff_equal(KL, p, q)
        ),
        rests_on=("divergence.gibbs",),
        differs=Difference(Why.PART, "both equations as one equivalence"),
    ),
    Claim(
        id="N1-74",
        lines=(182, 182),
        section=PROPERTIES,
        kind=Kind.PROSE,
        paraphrase="The smaller the divergence, the closer the laws; the larger, the farther "
        "apart.",
        says=given(TO, FROM, Interval(t)).every(
            given(TO, FROM).zero_iff_equal(KL, TO, FROM),
            given(TO, FROM, Interval(t)).le(KL(TO, on_the_way), (1 - t) * KL(TO, FROM)),
        ),
        covers=special_case("on the straight way from Q to P, of laws without zeros"),
        see_also=("N2-25", "N2-29"),
    ),
    Claim(
        id="N1-75",
        lines=(183, 183),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="KL divergence is not symmetric.",
        latex=r"D_{\text{KL}}(P\parallel Q)\neq D_{\text{KL}}(Q\parallel P)",
        says=not_always(given(P, Q).symmetric(KL, P, Q)),
        see_also=("N0-43", "N3-17"),
    ),
    Claim(
        id="N1-76",
        lines=(184, 184),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="So it is no metric.",
        quote="所以KL散度不是一个真正的距离或者度量",
        says=not_always(given(P, Q, R).metric(KL, P, Q, R)),
        see_also=("N1-43",),
    ),
    Claim(
        id="N1-77",
        lines=(185, 185),
        section=PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="KL divergence does not satisfy the triangle inequality.",
        quote="KL散度不满足三角不等式",
        says=not_always(given(P, Q, R).triangle(KL, P, Q, R)),
    ),
    Claim(
        id="N1-78",
        lines=(185, 185),
        section=PROPERTIES,
        kind=Kind.INEQUALITY,
        paraphrase="The triangle inequality says that the direct way is longer than the detour, as "
        "from 0 to s by way of s + t.",
        latex=r"D_{\text{KL}}(P\parallel Q)> D_{\text{KL}}(P\parallel R) "
        r"+ D_{\text{KL}}(R\parallel Q)",
        quote="即不能保证",
        says=given().gt(s, (s + u) + u),
        covers=special_case("three points of a line, of which every distance is a number"),
        readings=(
            Reading(
                given().gt(KL(ONE, OTHER), KL(ONE, BETWEEN) + KL(BETWEEN, OTHER)),
                "read ≤ for >: the triangle inequality bounds the direct way by the detour, and KL "
                "divergence breaks it at $P=(\\frac12,\\frac12)$, $R=(\\frac14,\\frac34)$, "
                "$Q=(\\frac18,\\frac78)$",
                Severity.NOTATION,
                r"D_{\text{KL}}(P\parallel Q)>D_{\text{KL}}(P\parallel R)"
                r"+D_{\text{KL}}(R\parallel Q)\ \text{ at this }P, Q, R",
            ),
        ),
        see_also=("N1-77",),
        differs=Difference(Why.CONDITION, "for three points of a line"),
    ),
    Claim(
        id="N1-79",
        lines=(187, 189),
        section=WHY_NORMAL,
        kind=Kind.PROSE,
        paraphrase="Why a normal law and not a uniform one is the usual choice: a figure.",
        reason="the argument is in an image; the text of the note asserts nothing",
    ),
)

GAUSSIANS = (
    Claim(
        id="N1-80",
        lines=(193, 195),
        section=GAUSSIAN,
        kind=Kind.IDENTITY,
        paraphrase="KL divergence of two normal laws in d dimensions with any covariances.",
        latex=r"D_{\mathrm{KL}}(\mathcal{N}(x;\boldsymbol{\mu}_x,\boldsymbol{\Sigma}_x)\parallel"
        r"\mathcal{N}(\boldsymbol{y};\boldsymbol{\mu}_y,\boldsymbol{\Sigma}_y))=\frac{1}{2}\left["
        r"\log\frac{|\boldsymbol{\Sigma}_y|}{|\boldsymbol{\Sigma}_x|}-d+\mathrm{tr}"
        r"(\boldsymbol{\Sigma}_y^{-1}\boldsymbol{\Sigma}_x)+(\boldsymbol{\mu}_y-\boldsymbol{\mu}_x)"
        r"^T\boldsymbol{\Sigma}_y^{-1}(\boldsymbol{\mu}_y-\boldsymbol{\mu}_x)\right]",
        says=given(X, Y).eq(
            X.expectation(lambda v: X.log_density(v) - Y.log_density(v)), gaussian_kl()
        ),
        rests_on=("gaussian_kl.multivariate",),
    ),
    Claim(
        id="N1-81",
        lines=(198, 198),
        section=GAUSSIAN,
        kind=Kind.API,
        paraphrase="The linked function computes the divergence of two normal laws on the line "
        "from means and logarithms of variances, entry by entry.",
        says=ENTRY,
        rests_on=("gaussian_kl.log_variance",),
    ),
    Claim(
        id="N1-82",
        lines=(198, 198),
        section=GAUSSIAN,
        kind=Kind.API,
        paraphrase="The linked function, added up over the entries, implements the formula above.",
        says=given(X, Y).eq(ENTRYWISE, gaussian_kl()),
        readings=(
            Reading(
                given(M1, M2, V1, V2).every(
                    ENTRY,
                    given(M1, M2, V1, V2).eq(
                        total(lambda a: normal_kl(M1[a], log(V1[a]), M2[a], log(V2[a])), 1, d),
                        DIAGONAL,
                    ),
                ),
                "if both covariances are diagonal: the function knows no others",
                latex=r"\tfrac12\sum_a\Big[\log\frac{\sigma_{y,a}^2}{\sigma_{x,a}^2}-1"
                r"+\frac{\sigma_{x,a}^2+(\mu_{x,a}-\mu_{y,a})^2}{\sigma_{y,a}^2}\Big]",
            ),
        ),
        rests_on=("gaussian_kl.multivariate",),
        see_also=("N1-80", "N1-81"),
    ),
)

CLAIMS = (*DEFINITIONS, *KL_PROPERTIES, *GAUSSIANS)
