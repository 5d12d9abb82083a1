r"""Note N0, "GAN中相对熵的影子": the value at D*, the JS divergence and the generator.

The note writes P(x) for the density of the data and P(z) for that of the generated samples; here
they are P and Q.  D(x) has values between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Rational, Symbol, log

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
    given,
    integral,
    midpoint,
    not_always,
    point,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading

GAN = "GAN中相对熵的影子"

P, Q, R = Density("p"), Density("q"), Density("r")
D = RealFunction("D", sign="unit")
x = point("x")
d = Symbol("D", positive=True)
M = midpoint(P, Q)
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
        paraphrase="D* = P/(P + Q) is put into the value, Q being the density of the generated "
        "samples.",
        latex=r"V(G固定,D^*)&=\int P(x)\log \frac{P(x)}{P(x)+P(z)}dx + "
        r"\int P(z)\log\big(1- \frac{P(x)}{P(x)+P(z)}\big)dx\notag\\",
        says=given(P, Q).eq(value(P, Q, best), replaced_1),
        see_also=("N0-117",),
    ),
    Claim(
        id="N0-125",
        lines=(253, 253),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="1 - D* = Q/(P + Q), and log 2 - log 2 is added in both integrals.",
        latex=r"&=\int P(x)[\log \frac{P(x)}{P(x)+P(z)}+\log2-log2]dx + "
        r"\int P(z)[\log\big(\frac{P(z)}{P(x)+P(z)}+log2-log2]\big)dx\notag\\",
        says=given(P, Q).eq(replaced_1, replaced_2),
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
        says=given(P, Q).eq(replaced_3, replaced_4),
    ),
    Claim(
        id="N0-128",
        lines=(256, 256),
        section=GAN,
        kind=Kind.STEP,
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
        paraphrase="First line against last: V(G, D*) = 2 JS - 2 log 2.",
        latex=r"V(G固定,D^*)",
        says=given(P, Q).eq(value(P, Q, best), replaced_5),
        rests_on=("gan.value_at_optimum",),
    ),
    Claim(
        id="N0-130",
        lines=(260, 260),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="Adding and subtracting log 2 is there to make the sum of the two densities, "
        "halved, a law of total mass one.",
        says=given(P, Q).every(
            given(P, Q).eq(integral(lambda t: (P.at(t) + Q.at(t)) / 2), 1),
            given(P, Q).eq(integral(lambda t: P.at(t) + Q.at(t)), 2),
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
        says=given(P, Q).eq(JS(P, Q), half * KL(P, P / (P + Q)) + half * KL(P, Q / (P + Q))),
        instead=(
            Reading(
                given(P, Q).eq(JS(P, Q), half * KL(P, M) + half * KL(Q, M)),
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
        paraphrase="The maximum over D measures how far generated and real samples are apart: "
        "2 JS - 2 log 2, where JS is 0 exactly if the laws are equal.",
        latex=r"\max_D V(G,D)",
        says=given(P, Q).zero_iff_equal(JS, P, Q),
        rests_on=("gan.value_at_optimum", "gan.global_minimum"),
    ),
    Claim(
        id="N0-134",
        lines=(275, 275),
        section=GAN,
        kind=Kind.IDENTITY,
        paraphrase="The maximum over D of the value is taken at D* at every x, and is "
        "2 JS - 2 log 2.",
        latex=r"\max_D V(G,D)=\max_D E_{P(x)}[\log D(x)] "
        r"+E_{P(z)}\log[1-D\big(G(z)\big)]\notag",
        says=given(P, Q).every(
            given(P, Q).maximum(P.at(x) * log(d) + Q.at(x) * log(1 - d), d, best(x)),
            given(P, Q).eq(value(P, Q, best), replaced_5),
        ),
        rests_on=("gan.optimal_discriminator", "gan.value_at_optimum"),
    ),
    Claim(
        id="N0-135",
        lines=(279, 279),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="With D fixed, the generator is optimised: only the second mean changes.",
        says=given(P, Q, R, D).eq(
            value(P, Q, D) - value(P, R, D),
            E(Q, lambda t: log(1 - D(t))) - E(R, lambda t: log(1 - D(t))),
        ),
    ),
    Claim(
        id="N0-136",
        lines=(282, 282),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="If G changes a lot while D stays, its objective is no longer the JS form.",
        says=not_always(given(P, Q, R).eq(value(P, R, best), 2 * JS(P, R) - 2 * log(2))),
    ),
    Claim(
        id="N0-137",
        lines=(282, 282),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="For small changes of G the JS form may be used with D fixed: at D* both have "
        "the same derivative in the generated law.",
        says=given(data, fake, Index(j, N)).eq(
            Partial(total(best_value, 1, N), fake[j]), frozen_value()
        ),
    ),
    Claim(
        id="N0-138",
        lines=(284, 284),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="The best G is found by minimising the JS divergence of the two laws: it is at "
        "least 0, and 0 exactly if they are equal.",
        latex=r"G^*",
        says=given(P, Q).every(
            given(P, Q).ge(2 * JS(P, Q) - 2 * log(2), -2 * log(2)),
            given(P, Q).zero_iff_equal(JS, P, Q),
        ),
        rests_on=("gan.global_minimum", "js.bounds_densities"),
    ),
)
