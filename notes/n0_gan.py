r"""Note N0, "GAN中相对熵的影子": the value of the game and the optimal discriminator.

The note writes P(x) for the density of the data and P(z) both for the noise and for the density of
the generated samples.  Here P is the law of the data, noise the law of z and Q the law of G(z).
D(x) has values between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import E as EULER
from sympy import Expr, Rational, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    JS,
    KL,
    Density,
    E,
    Interval,
    Law,
    Partial,
    PushForward,
    RealFunction,
    given,
    integral,
    midpoint,
    point,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part

GAN = "GAN中相对熵的影子"

P, Q = Density("p"), Density("q")
noise = Density("p_z")
generated = PushForward("p_g", noise, "G")
D = RealFunction("D", sign="unit")
x, z = point("x"), point("z")
M = midpoint(P, Q)
half = Rational(1, 2)
HEIGHT = log(EULER, evaluate=False)


def value(real: Law, fake: Law, discriminator: Callable[[Expr], Expr]) -> Expr:
    """V = E_real log D + E_fake log(1 - D)."""
    return E(real, lambda t: log(discriminator(t))) + E(fake, lambda t: log(1 - discriminator(t)))


def game(discriminator: Callable[[Expr], Expr]) -> Expr:
    """V(G, D) with the second mean over the noise."""
    return E(P, lambda t: log(discriminator(t))) + E(
        noise, lambda s: log(1 - discriminator(generated.generator(s)))
    )


data_mean = E(P, lambda t: log(D(t)))
same_letter = data_mean + E(noise, lambda s: log(1 - D(x)))
integrals = integral(lambda t: P.at(t) * log(D(t))) + integral(
    lambda t: noise.at(z) * log(1 - D(t))
)
meant = integral(lambda t: P.at(t) * log(D(t))) + integral(
    lambda t: generated.at(t) * log(1 - D(t))
)
a, b = Symbol("a", positive=True), Symbol("b", positive=True)
d = Symbol("D", positive=True)
pointwise = a * log(d) + b * log(1 - d)
stationary = a / (a + b)
unit = Interval(d, 0, 1)


game_integrals = integral(lambda t: P.at(t) * log(D(t))) + integral(
    lambda s: noise.at(s) * log(1 - D(generated.generator(s)))
)


def joined(fake: Law) -> Expr:
    """∫ P log D + fake log(1 - D)."""
    return integral(lambda t: P.at(t) * log(D(t)) + fake.at(t) * log(1 - D(t)))


def slope(t: Expr) -> Expr:
    """f'(D) as the note first writes it."""
    return a * HEIGHT / t + b * HEIGHT / (1 - t) * -1


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-111",
        lines=(213, 213),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="A GAN uses not the KL divergence but the JS divergence, a variant of it.",
        says=given(P, Q).eq(JS(P, Q), half * KL(P, M) + half * KL(Q, M)),
        covers=part("that a GAN uses it is judged with line 256"),
        rests_on=("gan.value_at_optimum",),
        see_also=("N0-132",),
    ),
    Claim(
        id="N0-112",
        lines=(216, 216),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="The value of the game is the mean of log D(x) over the data plus the mean of "
        "log(1 - D(G(z))) over the noise.",
        latex=r"\min_G\max_D V(G,D)=\min_G\max_D E_{P(x)}[\log D(x)] "
        r"+E_{P(z)}\log[1-D\big(G(z)\big)]\notag",
        says=given(P, noise, generated, D).eq(game(D), game_integrals),
        differs=Difference(
            Why.READING, "P(x) is the law of the data, P(z) that of the noise: two laws"
        ),
    ),
    Claim(
        id="N0-113",
        lines=(220, 220),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="D tells real from generated samples, G turns random numbers into samples, and "
        "the aim is that D cannot tell them apart.",
        says=given(P, Q).eq(
            P.at(x) / (P.at(x) + Q.at(x)) - half,
            (P.at(x) - Q.at(x)) / (2 * (P.at(x) + Q.at(x))),
        ),
        covers=part(
            "the aim itself is left; what is checked is that the best D is ½ just where both laws "
            "are equal"
        ),
    ),
    Claim(
        id="N0-114",
        lines=(226, 226),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="With G fixed, D is optimised and both laws are known.",
        latex=r"P(x)和P(z)",
        reason="says what is held fixed",
    ),
    Claim(
        id="N0-115",
        lines=(229, 229),
        section=GAN,
        kind=Kind.DEFINITION,
        paraphrase="The value at a fixed generator.",
        latex=r"V(G固定,D)&=E_{P(x)}[\log D(x)] +E_{P(z)}\log[1-D\big(G(z)\big)]\notag\\",
        says=given(P, noise, generated, D).eq(game(D), game_integrals),
        differs=Difference(
            Why.READING, "P(x) is the law of the data, P(z) that of the noise: two laws"
        ),
    ),
    Claim(
        id="N0-116",
        lines=(230, 230),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="G(z) is replaced by x, while the mean stays one over the noise P(z).",
        latex=r"&=E_{P(x)}[\log D(x)] +E_{P(z)}\log[1-D(x)]\notag\\",
        says=given(P, noise, generated, D).eq(game(D), same_letter),
        readings=(
            Reading(
                given(P, noise, generated, D).eq(game(D), value(P, generated, D)),
                "with $P_g$, the law of $x=G(z)$, in the place of $P(z)$",
                Severity.NOTATION,
                r"E_{x\sim P}[\log D(x)]+E_{x\sim P_g}\log[1-D(x)]",
            ),
        ),
        see_also=("N0-117",),
        differs=Difference(Why.READING, "P(x), P(z) and the law of G(z) are three laws"),
    ),
    Claim(
        id="N0-117",
        lines=(231, 231),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="Both means are integrals over x, the second with the weight P(z).",
        latex=r"&=\int P(x)\log D(x)dx + \int P(z)\log\big(1- D(x)\big)dx\notag\\",
        says=given(P, noise, generated, D).eq(value(P, generated, D), integrals),
        readings=(
            Reading(
                given(P, noise, generated, D).eq(value(P, generated, D), meant),
                "the weight is the density of the generated samples at x, $P_g(x)$, not $P(z)$",
                Severity.NOTATION,
                r"\int P(x)\log D(x)\,\mathrm{d}x+\int P_g(x)\log(1-D(x))\,\mathrm{d}x",
            ),
        ),
        see_also=("N0-116",),
        differs=Difference(Why.READING, "P(x), P(z) and the law of G(z) are three laws"),
    ),
    Claim(
        id="N0-118",
        lines=(232, 233),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="At one x the integrand is a log D + b log(1 - D), with a = P(x) and b = P(z), "
        "the letter of the data for the generated samples.",
        latex=r"f(D)&=a\log D + b\log(1- D)\notag\\",
        says=given(P, Q, D).eq(value(P, Q, D), joined(P)),
        readings=(
            Reading(
                given(P, Q, D).eq(value(P, Q, D), joined(Q)),
                "with $b=P_g(x)$, the density of the generated samples",
                Severity.NOTATION,
                r"a=P(x),\quad b=P_g(x)",
            ),
        ),
        see_also=("N0-117",),
    ),
    Claim(
        id="N0-119",
        lines=(237, 237),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="It is enough to find the stationary point D* of f.",
        latex=r"f(D)",
        quote="求$f(D)$驻点$D*$即可",
        says=given().maximum(pointwise, d, stationary),
        rests_on=("gan.optimal_discriminator",),
    ),
    Claim(
        id="N0-120",
        lines=(241, 241),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="The derivative of f is a/D - b/(1 - D), with log e = 1, and vanishes at D*.",
        latex=r"f'(D^*)&=a\frac{log^e}{D^*}  + b\frac{log^e}{1-D^*}\times (-1)=0\notag\\",
        says=given(unit).every(
            given(unit).eq(Partial(pointwise, d), slope(d)),
            given().eq(slope(stationary), 0),
        ),
        differs=Difference(
            Why.READING, "a, b and D are any numbers; the line has D* and the densities"
        ),
    ),
    Claim(
        id="N0-121",
        lines=(242, 242),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="That is a/D* - b/(1 - D*) = 0.",
        latex=r"&=\frac{a}{D^*}-\frac{b}{1-D^*}=0\notag\\",
        says=given(unit).every(
            given(unit).eq(slope(d), a / d - b / (1 - d)),
            given().eq(a / stationary - b / (1 - stationary), 0),
        ),
        differs=Difference(
            Why.READING, "a, b and D are any numbers; the line has D* and the densities"
        ),
    ),
    Claim(
        id="N0-122",
        lines=(243, 243),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="Times D(1 - D), the condition is a = (a + b) D.",
        latex=r"&a=(b+a)D^*\notag\\",
        says=given(unit).eq((a / d - b / (1 - d)) * d * (1 - d), a - (b + a) * d),
        differs=Difference(
            Why.READING, "for any D, with the factor that was multiplied; the line has D*"
        ),
    ),
    Claim(
        id="N0-123",
        lines=(244, 244),
        section=GAN,
        kind=Kind.STEP,
        paraphrase="So D* = a/(a + b).",
        latex=r"D^*&=\frac{a}{a+b}\notag",
        says=given(unit).eq(a - (b + a) * d, (a + b) * (a / (a + b) - d)),
        rests_on=("gan.optimal_discriminator",),
        differs=Difference(
            Why.READING, "for any D, as a step from the line before; the line has D*"
        ),
    ),
)
