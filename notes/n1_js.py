"""Note N1, part 5: JS divergence, and what is wrong with both divergences far apart."""

from __future__ import annotations

from sympy import Symbol, log, oo

from derivecheck.language import (
    JS,
    KL,
    Density,
    FiniteLaw,
    Normal,
    Partial,
    Table,
    given,
    midpoint,
    not_always,
)
from derivecheck.reading.claim import Claim, Kind, Reading

JENSEN = "4. JS divergence"
JENSEN_PROPERTIES = "4.1. 性质 Properties of JS divergence"
PROBLEMS = "5. KL,JS的问题 Problems of KL and JS"

N = Symbol("N", integer=True, positive=True)
s, u, sigma = (Symbol(name, positive=True) for name in ("s", "u", "sigma"))
theta = Symbol("theta", real=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
p, q = Density("p"), Density("q")
LEFT = Table(u / (1 + u), 1 / (1 + u), 0, 0)
RIGHT = Table(0, 0, s / (1 + s), 1 / (1 + s))

JS_PROPERTIES = (
    Claim(
        id="N1-83",
        lines=(202, 202),
        section=JENSEN,
        kind=Kind.PROSE,
        paraphrase="KL divergence is not symmetric; JS divergence is, and it is smoother: it "
        "stays finite where KL is infinite.",
        says=given(P, Q).every(
            not_always(given(P, Q).symmetric(KL, P, Q)),
            given(P, Q).symmetric(JS, P, Q),
            given().eq(KL(LEFT, RIGHT), oo),
            given().eq(JS(LEFT, RIGHT), log(2)),
        ),
        rests_on=("js.symmetric",),
    ),
    Claim(
        id="N1-84",
        lines=(204, 204),
        section=JENSEN,
        kind=Kind.DEFINITION,
        paraphrase="JS divergence is the mean of the divergences of both laws from their midpoint.",
        latex=r"{\rm {JSD}}(P\parallel Q)={\frac{1}{2}}D_{\text{KL}}(P\parallel \frac{P+Q}{2})"
        r"+{\frac {1}{2}}D_{\text{KL}}(Q\parallel \frac{P+Q}{2})",
        says=given(P, Q).eq(JS(P, Q), KL(P, midpoint(P, Q)) / 2 + KL(Q, midpoint(P, Q)) / 2),
    ),
    Claim(
        id="N1-85",
        lines=(208, 208),
        section=JENSEN_PROPERTIES,
        kind=Kind.PROPERTY,
        paraphrase="JS divergence is symmetric.",
        says=given(P, Q, p, q).every(
            given(P, Q).symmetric(JS, P, Q), given(p, q).symmetric(JS, p, q)
        ),
        rests_on=("js.symmetric",),
        see_also=("N0-131",),
    ),
    Claim(
        id="N1-86",
        lines=(209, 209),
        section=JENSEN_PROPERTIES,
        kind=Kind.INEQUALITY,
        paraphrase="In bits JS divergence lies between 0 and 1.",
        latex=r"0\leq {{\rm {JSD}}}(P\parallel Q)\leq 1",
        says=given(P, Q, p, q).every(
            given(P, Q).nonnegative(JS, P, Q),
            given(P, Q).le(JS(P, Q), 1 * log(2)),
            given(p, q).le(JS(p, q), 1 * log(2)),
        ),
        rests_on=("js.bounds",),
        see_also=("N1-91",),
    ),
    Claim(
        id="N1-87",
        lines=(209, 209),
        section=JENSEN_PROPERTIES,
        kind=Kind.NUMERIC,
        paraphrase="The 1 is log 2 to the base 2.",
        latex=r"log 2",
        says=given().eq(log(2) / log(2), 1),
    ),
    Claim(
        id="N1-88",
        lines=(210, 210),
        section=JENSEN_PROPERTIES,
        kind=Kind.PROSE,
        paraphrase="Smaller means closer: 0 exactly at equal laws, the largest value at laws "
        "without common outcomes.",
        says=given(P, Q).every(
            given(P, Q).zero_iff_equal(JS, P, Q),
            given(P, Q).le(JS(P, Q), log(2)),
            given().eq(JS(LEFT, RIGHT), log(2)),
        ),
        rests_on=("js.bounds",),
    ),
)

TROUBLE = (
    Claim(
        id="N1-89",
        lines=(215, 215),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="At laws without overlap both divergences take their largest values.",
        says=given(P, Q).every(
            given().eq(KL(LEFT, RIGHT), oo),
            given().eq(KL(RIGHT, LEFT), oo),
            given().eq(JS(LEFT, RIGHT), log(2)),
            given(P, Q).le(JS(P, Q), log(2)),
        ),
    ),
    Claim(
        id="N1-90",
        lines=(216, 216),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="Without overlap KL divergence is infinite.",
        says=given().eq(KL(LEFT, RIGHT), oo),
    ),
    Claim(
        id="N1-91",
        lines=(217, 217),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="Without overlap JS divergence is the constant log 2.",
        says=given().eq(JS(LEFT, RIGHT), log(2)),
        see_also=("N1-86",),
    ),
    Claim(
        id="N1-92",
        lines=(219, 219),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="As long as there is no overlap the gradient of JS divergence is zero.",
        says=given().eq(Partial(JS(LEFT, RIGHT), s), 0),
    ),
    Claim(
        id="N1-93",
        lines=(219, 219),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="As long as there is no overlap the gradient of KL divergence is zero.",
        says=given().eq(Partial(KL(LEFT, RIGHT), s), 0),
        instead=(
            Reading(
                given(Normal(0, sigma)).every(
                    given(Normal(0, sigma)).eq(
                        KL(Normal(0, sigma), Normal(theta, sigma)), theta**2 / (2 * sigma**2)
                    ),
                    given().eq(Partial(theta**2 / (2 * sigma**2), theta), theta / sigma**2),
                    given().eq(KL(LEFT, RIGHT), oo),
                ),
                "an infinite divergence has no gradient; for laws that overlap, however far "
                "apart, the gradient does not vanish but grows with the distance",
                latex=r"\nabla_\theta D_{\text{KL}}(\mathcal{N}(0,\sigma^2)\parallel"
                r"\mathcal{N}(\theta,\sigma^2))=\theta/\sigma^2",
            ),
        ),
        see_also=("N1-92",),
    ),
)

CLAIMS = (*JS_PROPERTIES, *TROUBLE)
