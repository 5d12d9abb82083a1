"""Note N3, lines 19-64: entropy and relative entropy."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    Density,
    E,
    FiniteLaw,
    H,
    Law,
    Uniform,
    given,
    integral,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading, part

SHANNON = "信息熵"
RELATIVE = "KL 散度（相对熵）"

N = Symbol("N", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N, zeros=True) for name in "PQR")
p, q = Density("p"), Density("q")
bits = log(2)


def each(f: Callable[[Expr], Expr]) -> Expr:
    """The sum of f over all outcomes."""
    return total(f, 1, N)


as_sum = total(lambda k: Q.at(k) * log(Q.at(k) / P.at(k)), 1, N)
as_integral = integral(lambda x: q.at(x) * log(q.at(x) / p.at(x)))


def surprise(law: Law) -> Callable[[Expr], Expr]:
    """The information content -log p(x), in nats."""
    return lambda x: -log(law.at(x))


INTRODUCTION = (
    Claim(
        id="N3-1",
        lines=(19, 20),
        section="",
        kind=Kind.PROSE,
        paraphrase="The subject of the note, with a link.",
        reason="announces what follows",
    ),
    Claim(
        id="N3-2",
        lines=(22, 22),
        section="",
        kind=Kind.PROSE,
        paraphrase="Because there is a true law, cross-entropy is used.",
        quote="因为有真实分布，所以用交叉熵",
        says=not_always(given(P, R, Q).eq(CE(P, Q), CE(R, Q))),
        covers=part(
            "that it is therefore the one to use is advice; what is checked is that its value "
            "depends on the true law"
        ),
    ),
    Claim(
        id="N3-3",
        lines=(22, 22),
        section="",
        kind=Kind.PROSE,
        paraphrase="Where there is no true law, KL divergence is to be used.",
        quote="如果没有真实分布，请用 KL 散度",
        reason="advice, which says nothing of the two quantities; both are means under the true "
        "law, as lines 75 and 80 define them",
        see_also=("N3-31a", "N3-24"),
    ),
    Claim(
        id="N3-4",
        lines=(27, 27),
        section=SHANNON,
        kind=Kind.PROSE,
        paraphrase="Entropy describes the uncertainty of the possible events of a source.",
        says=given(P).every(given(P).ge(H(P), 0), given(P).le(H(P), H(Uniform(N)))),
        covers=part(
            "what uncertainty is, is left; what is checked is that it is never negative and at "
            "most that of N outcomes of which nothing is known"
        ),
        see_also=("N4-1", "N2-10"),
    ),
    Claim(
        id="N3-5",
        lines=(29, 31),
        section=SHANNON,
        kind=Kind.DEFINITION,
        paraphrase="The entropy, in bits, is minus the sum of P times the base-2 logarithm of P.",
        latex=r"H(X)=-\sum_{i=1}^n P\left(x_i\right) \log _2 P\left(x_i\right)",
        says=given(P).eq(H(P) / bits, -each(lambda k: P.at(k) * log(P.at(k)) / bits)),
        see_also=("N4-5",),
    ),
    Claim(
        id="N3-6",
        lines=(33, 33),
        section=SHANNON,
        kind=Kind.PROSE,
        paraphrase="The entropy is the mean information content of the events of the variable.",
        says=given(P).eq(H(P) / bits, E(P, lambda x: surprise(P)(x) / bits)),
    ),
    Claim(
        id="N3-7",
        lines=(35, 37),
        section=SHANNON,
        kind=Kind.IDENTITY,
        paraphrase="The entropy in bits is minus the mean of the base-2 logarithm of P(X).",
        latex=r"H(X)=-\sum_{i=1}^n P\left(x_i\right) \log _2 P\left(x_i\right)="
        r"-\mathbb{E}\left[\log _2 P(X)\right]",
        says=given(P).eq(
            -each(lambda k: P.at(k) * log(P.at(k)) / bits), -E(P, lambda x: log(P.at(x)) / bits)
        ),
    ),
)

DIVERGENCE = (
    Claim(
        id="N3-8",
        lines=(42, 42),
        section=RELATIVE,
        kind=Kind.PROSE,
        paraphrase="KL divergence is a measure of the difference of two laws.",
        says=given(P, Q).zero_iff_equal(KL, Q, P),
        covers=part(
            "how large it is for different laws is left; what is checked is that it is 0 exactly "
            "for equal laws"
        ),
        rests_on=("divergence.gibbs",),
        see_also=("N0-31", "N1-64", "N2-148"),
    ),
    Claim(
        id="N3-9",
        lines=(44, 46),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="KL(q‖p) is the sum of q log(q/p), which is written as equal to the integral "
        "of it.",
        latex=r"K L(q \| p)=\sum q(x) \log \frac{q(x)}{p(x)}=\int q(x) \log \frac{q(x)}{p(x)} d x",
        says=given(P, Q, p, q).eq(as_sum, as_integral),
        readings=(
            Reading(
                given(P, Q, p, q).every(
                    given(P, Q).eq(KL(Q, P), as_sum), given(p, q).eq(KL(q, p), as_integral)
                ),
                "read: the sum for discrete laws, the integral for densities",
                Severity.NOTATION,
                r"KL(q\|p)=\sum q(x)\log\frac{q(x)}{p(x)}\ \text{ or }\ "
                r"\int q(x)\log\frac{q(x)}{p(x)}\,\mathrm{d}x",
            ),
        ),
    ),
    Claim(
        id="N3-10",
        lines=(48, 48),
        section=RELATIVE,
        kind=Kind.PROSE,
        paraphrase="It expresses how similar q is to p, as a measure does that is largest for "
        "equal laws.",
        says=given(P, Q).le(KL(Q, P), KL(Q, Q)),
        readings=(
            Reading(
                given(P, Q).ge(KL(Q, P), KL(Q, Q)),
                "read similarity as dissimilarity: the divergence is least, namely 0, for equal "
                "laws, and grows as they differ",
                Severity.NOTATION,
                r"D_{\mathrm{KL}}(q\,\|\,p)\ge D_{\mathrm{KL}}(q\,\|\,q)=0",
            ),
        ),
        rests_on=("divergence.gibbs",),
        see_also=("N3-8", "N3-29"),
    ),
    Claim(
        id="N3-11",
        lines=(50, 54),
        section=RELATIVE,
        kind=Kind.DEFINITION,
        paraphrase="The divergence is the sum of q log(q/p).",
        latex=r"K L(q \| p) & =\sum q(x) \log \frac{q(x)}{p(x)}",
        says=given(P, Q).eq(KL(Q, P), each(lambda k: Q.at(k) * log(Q.at(k) / P.at(k)))),
    ),
    Claim(
        id="N3-12",
        lines=(55, 55),
        section=RELATIVE,
        kind=Kind.STEP,
        paraphrase="The logarithm of the quotient is the difference of the logarithms.",
        latex=r"& =\sum q(x)[\log q(x)-\log p(x)]",
        says=given(P, Q).eq(
            each(lambda k: Q.at(k) * log(Q.at(k) / P.at(k))),
            each(lambda k: Q.at(k) * (log(Q.at(k)) - log(P.at(k)))),
        ),
    ),
    Claim(
        id="N3-13",
        lines=(54, 55),
        section=RELATIVE,
        kind=Kind.IDENTITY,
        paraphrase="First and last line: the divergence is the mean difference of the logarithms.",
        latex=r"\sum q(x)[\log q(x)-\log p(x)]",
        says=given(P, Q).eq(KL(Q, P), each(lambda k: Q.at(k) * (log(Q.at(k)) - log(P.at(k))))),
    ),
    Claim(
        id="N3-14",
        lines=(59, 60),
        section=RELATIVE,
        kind=Kind.PROSE,
        paraphrase="In base 2 the divergence is the difference of the entropies of the two laws.",
        says=given(P, Q).eq(KL(Q, P) / bits, (H(P) - H(Q)) / bits),
        instead=(
            Reading(
                given(P, Q).eq(KL(Q, P) / bits, (CE(Q, P) - H(Q)) / bits),
                "the first term is the cross-entropy of q and p, not the entropy of p",
                latex=r"KL(q\|p)=H(q,p)-H(q)",
            ),
        ),
        rests_on=("divergence.cross_entropy",),
        see_also=("N3-24",),
    ),
    Claim(
        id="N3-15",
        lines=(62, 62),
        section=RELATIVE,
        kind=Kind.INEQUALITY,
        paraphrase="The divergence is never negative.",
        latex=r"K L(q \|\| p) \geq 0",
        quote="性质：非负性",
        says=given(P, Q).every(
            given(P, Q).nonnegative(KL, Q, P), given(p, q).nonnegative(KL, q, p)
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N3-16",
        lines=(62, 62),
        section=RELATIVE,
        kind=Kind.PROPERTY,
        paraphrase="Where it is zero the two laws are equal.",
        quote="等于 $0$ 时表示两个概率分布相等",
        says=given(P, Q, p, q).every(
            given(P, Q).zero_iff_equal(KL, Q, P), given(p, q).zero_iff_equal(KL, q, p)
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N3-17",
        lines=(64, 64),
        section=RELATIVE,
        kind=Kind.PROPERTY,
        paraphrase="The divergence is not symmetric.",
        latex=r"K L(q \|\| p) \neq K L(p \|\| q)",
        says=not_always(given(P, Q).symmetric(KL, Q, P)),
    ),
)
