r"""Note N0, "GAN中相对熵的影子": the value at D*, the JS divergence and the generator.

The note writes P(x) for the density of the data and P(z) for that of the generated samples; here
they are P and Q.  D(x) has values between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    JS,
    KL,
    Density,
    E,
    Family,
    Index,
    Law,
    Partial,
    RealFunction,
    ZeroIffEqual,
    given,
    integral,
    midpoint,
    not_always,
    point,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

GAN = "GAN中相对熵的影子"

P, Q, R = Density("p"), Density("q"), Density("r")
D = RealFunction("D", sign="unit")
x = point("x")
d = Symbol("D", positive=True)
M = midpoint(P, Q)
BITS = log(2)  # the relative entropy of the note is in bits
half = Rational(1, 2)


def value(real: Law, fake: Law, discriminator: Callable[[Expr], Expr]) -> Expr:
    """V = E_real log D + E_fake log(1 - D)."""
    return E(real, lambda t: log(discriminator(t))) + E(fake, lambda t: log(1 - discriminator(t)))


def best(t: Expr) -> Expr:
    """D*(x) = P/(P + Q)."""
    return P.at(t) / (P.at(t) + Q.at(t))


replaced_1 = integral(lambda t: P.at(t) * log(best(t))) + integral(
    lambda t: Q.at(t) * log(1 - best(t))
)
same_letter = integral(lambda t: P.at(t) * log(P.at(t) / (P.at(t) + P.at(t)))) + integral(
    lambda t: P.at(t) * log(1 - P.at(t) / (P.at(t) + P.at(t)))
)
replaced_2 = integral(lambda t: P.at(t) * (log(best(t)) + log(2) - log(2))) + integral(
    lambda t: Q.at(t) * (log(Q.at(t) / (P.at(t) + Q.at(t))) + log(2) - log(2))
)
replaced_3 = (
    integral(lambda t: P.at(t) * log(P.at(t) / M.at(t)))
    + integral(lambda t: Q.at(t) * log(Q.at(t) / M.at(t)))
    - integral(lambda t: (P.at(t) + Q.at(t)) * log(2))
)
replaced_4 = KL(P, M) + KL(Q, M) - 2 * log(2)
replaced_5 = 2 * JS(P, Q) - 2 * log(2)

N = Symbol("N", integer=True, positive=True)
j = Symbol("j", integer=True, positive=True)
data, fake = Family("p", N, sign="positive"), Family("q", N, sign="positive")


def frozen_value() -> Expr:
    """The slope in q_j of Σ p log D + q log(1 - D) with D held at D*."""
    return log(1 - data[j] / (data[j] + fake[j]))


def best_value(k: Expr) -> Expr:
    """p log D* + q log(1 - D*) at one outcome."""
    whole = data[k] + fake[k]
    return data[k] * log(data[k] / whole) + fake[k] * log(fake[k] / whole)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-124",
        lines=(252, 252),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="D* is put into the value, with P(z), the letter of the data, for the density "
        "of the generated samples.",
        latex=r"V(G固定,D^*)&=\int P(x)\log \frac{P(x)}{P(x)+P(z)}dx + "
        r"\int P(z)\log\big(1- \frac{P(x)}{P(x)+P(z)}\big)dx\notag\\",
        says=given(P, Q).eq(value(P, Q, best), same_letter),
        readings=(
            Reading(
                given(P, Q).eq(value(P, Q, best), replaced_1),
                "with $P_g(x)$, the density of the generated samples, in the place of $P(z)$",
                Severity.NOTATION,
                r"\int P(x)\log\frac{P(x)}{P(x)+P_g(x)}\,\mathrm{d}x+"
                r"\int P_g(x)\log\Big(1-\frac{P(x)}{P(x)+P_g(x)}\Big)\,\mathrm{d}x",
            ),
        ),
        see_also=("N0-117",),
        differs=Difference(
            Why.READING, "P(z) is the law of G(z); the line writes the letter of the data"
        ),
    ),
    Claim(
        id="N0-125",
        lines=(253, 253),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="1 - D* is P(z) over the sum, and log 2 - log 2 is added in both integrals; "
        "for any two densities.",
        latex=r"&=\int P(x)[\log \frac{P(x)}{P(x)+P(z)}+\log2-log2]dx + "
        r"\int P(z)[\log\big(\frac{P(z)}{P(x)+P(z)}+log2-log2]\big)dx\notag\\",
        says=given(P, Q).eq(replaced_1, replaced_2),
        see_also=("N0-124",),
    ),
    Claim(
        id="N0-126",
        lines=(254, 254),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="One log 2 halves each denominator, the other is collected in a third integral.",
        latex=r"&=\int P(x)[\log \frac{P(x)}{\frac{P(x)+P(z)}{2}}]dx + "
        r"\int P(z)[\log\frac{P(z)}{\frac{P(x)+P(z)}{2}}]dx-"
        r"\int \big(P(x)+P(z)\big)\log 2dx\notag\\",
        says=given(P, Q).eq(replaced_2, replaced_3),
        see_also=("N0-124",),
    ),
    Claim(
        id="N0-127",
        lines=(255, 255),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="The first two integrals are the divergences from the midpoint, the third is "
        "2 log 2.",
        latex=r"&=RelativeEntropy\big(P(x),\frac{P(x)+P(z)}{2}\big)+"
        r"RelativeEntropy\big(P(z),\frac{P(x)+P(z)}{2}\big)-2\log2\notag\\",
        says=given(P, Q).eq(replaced_3 / BITS, (KL(P, M) + KL(Q, M)) / BITS - 2 * log(2) / BITS),
        see_also=("N0-124",),
    ),
    Claim(
        id="N0-128",
        lines=(256, 256),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="Their sum is twice the JS divergence.",
        latex=r"&=2JS(P(x),P(z))-2\log2",
        says=given(P, Q).eq(replaced_4, replaced_5),
        rests_on=("gan.value_at_optimum",),
        see_also=("N0-132",),
    ),
    Claim(
        id="N0-129",
        lines=(252, 256),
        section=GAN,
        kind=Kind.IDENTITY,
        paraphrase="First line against last: V(G, D*) = 2 JS(P(x), P(z)) - 2 log 2, with the "
        "letter of the data for the generated samples.",
        latex=r"V(G固定,D^*)",
        says=given(P, Q).eq(value(P, Q, best), 2 * JS(P, P) - 2 * log(2)),
        readings=(
            Reading(
                given(P, Q).eq(value(P, Q, best), replaced_5),
                "with $P_g(x)$, the density of the generated samples, in the place of $P(z)$",
                Severity.NOTATION,
                r"V(G,D^*)=2\,\mathrm{JS}(P,P_g)-2\log 2",
            ),
        ),
        rests_on=("gan.value_at_optimum",),
    ),
    Claim(
        id="N0-130",
        lines=(260, 260),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="Adding and subtracting log 2 sees to it that the sum of the two densities has "
        "total probability one again.",
        says=given(P, Q).every(
            given(P, Q).eq(integral(lambda t: (P.at(t) + Q.at(t)) / 2), 1),
            given(P, Q).eq(integral(lambda t: P.at(t) + Q.at(t)), 2),
        ),
        covers=part(
            "that this is what it is for is left; what is checked is that half the sum of two "
            "densities has mass one, the sum mass two"
        ),
    ),
    Claim(
        id="N0-131",
        lines=(264, 264),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="The JS divergence, a variant of relative entropy, is symmetric.",
        says=given(P, Q).symmetric(JS, P, Q),
        rests_on=("js.symmetric",),
    ),
    Claim(
        id="N0-132",
        lines=(267, 267),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="JS(P, Q) is the mean of the relative entropies of P with P/(P+Q) and of P "
        "with Q/(P+Q).",
        latex=r"JS(P,Q) = \frac{1}{2}RelativeEntropy(P,\frac{P}{P+Q})+"
        r"\frac{1}{2}RelativeEntropy(P,\frac{Q}{P+Q})\notag",
        says=given(P, Q).eq(
            JS(P, Q) / BITS, (half * KL(P, P / (P + Q)) + half * KL(P, Q / (P + Q))) / BITS
        ),
        instead=(
            Reading(
                given(P, Q).eq(JS(P, Q) / BITS, (half * KL(P, M) + half * KL(Q, M)) / BITS),
                "wrong arguments: each law is compared with the midpoint (P+Q)/2",
                latex=r"JS(P,Q)=\frac12 D_{\mathrm{KL}}(P\,\|\,\tfrac{P+Q}{2})+"
                r"\frac12 D_{\mathrm{KL}}(Q\,\|\,\tfrac{P+Q}{2})",
            ),
        ),
        see_also=("N0-128", "N0-131", "N1-84"),
    ),
    Claim(
        id="N0-133",
        lines=(271, 271),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="Therefore the maximum over D measures generated against real samples: it is "
        "least exactly where the laws are equal.",
        latex=r"\max_D V(G,D)",
        quote=r"因此$\max_D V(G,D)$衡量了虚假样本和真实样本的分布",
        says=ZeroIffEqual((P, Q), value(P, Q, best) + 2 * log(2), P, Q),
        covers=part("how it grows with the distance of the laws is left"),
        rests_on=("gan.value_at_optimum", "gan.global_minimum"),
    ),
    Claim(
        id="N0-134",
        lines=(275, 275),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="The maximum over D is that of the mean of log D(x) over the data plus the "
        "mean of log(1 - D(G(z))) over the noise.",
        latex=r"\max_D V(G,D)=\max_D E_{P(x)}[\log D(x)] "
        r"+E_{P(z)}\log[1-D\big(G(z)\big)]\notag",
        says=given(P, Q, D).ge(value(P, Q, best), value(P, Q, D)),
        covers=part(
            "the value itself is a definition; what is checked is that its maximum is at D*"
        ),
        rests_on=("gan.optimal_discriminator", "gan.value_at_optimum"),
        differs=Difference(
            Why.READING, "the maximum is the bound that D* attains, for two laws p and q"
        ),
    ),
    Claim(
        id="N0-135",
        lines=(279, 279),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="With D fixed, G is optimised.",
        reason="says what is held fixed",
    ),
    Claim(
        id="N0-136",
        lines=(282, 282),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="If G changes a lot, its objective, with D fixed, is no longer the JS form.",
        quote="如果G发生大幅度改变，那么优化将不再能套用JS散度",
        says=not_always(given(P, Q, R).eq(value(P, R, best), 2 * JS(P, R) - 2 * log(2))),
    ),
    Claim(
        id="N0-137",
        lines=(282, 282),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="The JS form may be used for small changes of G, since at D* it has the slope "
        "of the objective with D fixed.",
        quote="由于G优化的表达式，是由固定G时求得的（此处G的优化可能指代G的参数在邻域内变化",
        says=given(data, fake, Index(j, N)).eq(
            Partial(total(best_value, 1, N), fake[j]), frozen_value()
        ),
        covers=special_case("laws on N outcomes; the note has densities"),
    ),
    Claim(
        id="N0-138",
        lines=(284, 284),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="The best G is found by minimising the JS divergence of the two laws: it is at "
        "least 0, and 0 exactly if they are equal.",
        latex=r"G^*",
        quote="只需优化$P(x)和P(z)$的JS散度即可求得优化的",
        says=given(P, Q).every(
            given(P, Q).ge(2 * JS(P, Q) - 2 * log(2), -2 * log(2)),
            given(P, Q).zero_iff_equal(JS, P, Q),
        ),
        rests_on=("gan.global_minimum", "js.bounds_densities"),
    ),
)
