"""Note N1, part 5: JS divergence, and what is wrong with both divergences far apart."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Mul, Symbol, exp, log, oo

from derivecheck.language import (
    JS,
    KL,
    Density,
    Family,
    FiniteLaw,
    Index,
    Interval,
    Mixture,
    Normal,
    Partial,
    Table,
    given,
    midpoint,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

JENSEN = "4. JS divergence"
JENSEN_PROPERTIES = "4.1. 性质 Properties of JS divergence"
PROBLEMS = "5. KL,JS的问题 Problems of KL and JS"

N = Symbol("N", integer=True, positive=True)
s, u, sigma = (Symbol(name, positive=True) for name in ("s", "u", "sigma"))
theta = Symbol("theta", real=True)
n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True, positive=True)
t = Symbol("t", positive=True)
P, Q, R = (
    FiniteLaw("p", N, zeros=True),
    FiniteLaw("q", N, zeros=True),
    FiniteLaw("r", n, zeros=True),
)
FROM, TO = FiniteLaw("q", N), FiniteLaw("p", N)
scores = Family("z", n)
p, q = Density("p"), Density("q")
LEFT = Table(u / (1 + u), 1 / (1 + u), 0, 0)
RIGHT = Table(0, 0, s / (1 + s), 1 / (1 + s))


def apart(other: Callable[[Expr], Expr]) -> Expr:
    """JS of P on N outcomes and of a law on n others: each midpoint is half of what is there."""
    left = total(lambda k: P.at(k) * (log(P.at(k)) - log(P.at(k) / 2)), 1, N)
    right = total(lambda k: other(k) * (log(other(k)) - log(other(k) / 2)), 1, n)
    return left / 2 + right / 2


def softmax(k: Expr) -> Expr:
    """A law on n outcomes, by its scores."""
    return exp(scores[k]) / total(lambda m: exp(scores[m]), 1, n)


JS_PROPERTIES = (
    Claim(
        id="N1-83",
        lines=(202, 202),
        section=JENSEN,
        kind=Kind.PROSE,
        paraphrase="Because KL divergence is not symmetric, JS divergence is built on it, "
        "symmetric and smooth.",
        quote="正是由于KL散度的不对称性问题，我们在KL散度基础上引入了对称的、且平滑效果的JS散度",
        says=given(P, Q).every(
            not_always(given(P, Q).symmetric(KL, P, Q)),
            given(P, Q).symmetric(JS, P, Q),
            given(P, Q).le(JS(P, Q), log(2)),
        ),
        covers=part("'smooth' is left; what is checked is that it stays below log 2"),
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
        differs=Difference(Why.READING, "in bits, as the words after it say"),
    ),
    Claim(
        id="N1-87",
        lines=(209, 209),
        section=JENSEN_PROPERTIES,
        kind=Kind.NUMERIC,
        paraphrase="The 1 is log 2 to the base 2.",
        latex=r"log 2",
        quote="1是底数取2时的",
        says=given().eq(Mul(log(2), 1 / log(2), evaluate=False), 1),
    ),
    Claim(
        id="N1-88",
        lines=(210, 210),
        section=JENSEN_PROPERTIES,
        kind=Kind.PROSE,
        paraphrase="The smaller JS divergence, the closer the laws; the larger, the farther apart.",
        says=given(TO, FROM, Interval(t)).every(
            given(TO, FROM).zero_iff_equal(JS, TO, FROM),
            given(TO, FROM, Interval(t)).le(JS(TO, Mixture((t, TO), (1 - t, FROM))), JS(TO, FROM)),
        ),
        covers=special_case("on the straight way from Q to P, of laws without zeros"),
        rests_on=("js.bounds",),
        see_also=("N1-74",),
    ),
)

TROUBLE = (
    Claim(
        id="N1-89",
        lines=(215, 215),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="If two laws are far apart, without any overlap, both divergences take their "
        "largest values.",
        says=given(P, Q, R).every(
            given().eq(KL(LEFT, RIGHT), oo),
            given().eq(KL(RIGHT, LEFT), oo),
            given(P, R).eq(apart(R.at), log(2)),
            given(P, Q).le(JS(P, Q), log(2)),
        ),
        covers=special_case(
            "for KL divergence: laws on two outcomes each; for JS divergence any two laws on N "
            "and on n other outcomes"
        ),
    ),
    Claim(
        id="N1-90",
        lines=(216, 216),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="Without overlap KL divergence is infinite.",
        says=given().eq(KL(LEFT, RIGHT), oo),
        covers=special_case("laws on two outcomes each"),
    ),
    Claim(
        id="N1-91",
        lines=(217, 217),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="Without overlap JS divergence is the constant log 2.",
        says=given(P, R).eq(apart(R.at), log(2)),
        see_also=("N1-86",),
    ),
    Claim(
        id="N1-92",
        lines=(219, 219),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="All this means that the gradient is 0 there: that of JS divergence, in the "
        "scores of a law without overlap.",
        quote="这都意味这一点的梯度为 0，梯度消失了",
        says=given(P, scores, Index(i, n)).eq(Partial(apart(softmax), scores[i]), 0),
    ),
    Claim(
        id="N1-93",
        lines=(219, 219),
        section=PROBLEMS,
        kind=Kind.PROPERTY,
        paraphrase="All this means that the gradient is 0 there: that of KL divergence, in a law "
        "without overlap.",
        quote="这都意味这一点的梯度为 0，梯度消失了",
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
