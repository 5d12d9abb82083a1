r"""Note N2, lines 373-389: the optimal discriminator, proposition 1 and what it estimates."""

from __future__ import annotations

from sympy import Expr, Symbol, log

from derivecheck.language import E, Interval, Partial, ZeroIffEqual, given, integral, midpoint
from derivecheck.notes.n2_gan import (
    D,
    data,
    half,
    image,
    model,
    noise,
    optimal,
    value,
    value_of_noise,
    x,
    y,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part

OPTIMUM = "4.1 Global Optimality of $p_g = p_{\\text{data}}$"

a, b = Symbol("a", real=True), Symbol("b", real=True)
a_pos, b_pos = Symbol("a", positive=True), Symbol("b", positive=True)
a_any, b_any = Symbol("a", nonnegative=True), Symbol("b", nonnegative=True)
mean = midpoint(data, model)
best = optimal(model)


def pointwise(weight: Expr, other: Expr) -> Expr:
    """a log y + b log(1 - y)."""
    return weight * log(y) + other * log(1 - y)


def single_integral() -> Expr:
    """The second line of equation 3."""
    return integral(lambda e: data.at(e) * log(D(e)) + image.at(e) * log(1 - D(e)))


def two_integrals() -> Expr:
    """The first line of equation 3."""
    return integral(lambda e: data.at(e) * log(D(e))) + integral(
        lambda z: noise.at(z) * log(1 - D(image.generator(z)))
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-111",
        lines=(373, 373),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="The optimum of the game is where the model's law is that of the data.",
        latex=r"p_g = p_{\text{data}}",
        says=ZeroIffEqual((data, model), value(model, best) + log(4), data, model),
        rests_on=("gan.equality",),
        see_also=("N2-131",),
        differs=Difference(
            Why.PART, "the sentence, of which the formula is one side of an equivalence"
        ),
    ),
    Claim(
        id="N2-112",
        lines=(375, 375),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="The objective as integrals over the law of the data and that of the model.",
        latex=r"\int p_{\text{data}}(x) \log D(x) dx + \int p_g(x) \log(1 - D(x)) dx",
        says=given(data, noise, image, D).eq(
            value_of_noise(),
            integral(lambda e: data.at(e) * log(D(e)))
            + integral(lambda e: image.at(e) * log(1 - D(e))),
        ),
    ),
    Claim(
        id="N2-113",
        lines=(377, 377),
        section=OPTIMUM,
        kind=Kind.PROSE,
        paraphrase="First the best discriminator for a fixed generator.",
        reason="announces what comes",
    ),
    Claim(
        id="N2-114",
        lines=(379, 381),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="For a fixed generator the best discriminator is p_data/(p_data + p_g): at each "
        "point the objective is largest there, and no discriminator has a larger value.",
        latex=r"D_G^*(x) = \frac{p_{\text{data}}(x)}{p_{\text{data}}(x) + p_g(x)}",
        says=given(data, model, D).every(
            given(data, model).maximum(pointwise(data.at(x), model.at(x)), y, best(x)),
            given(data, model, D).ge(value(model, best), value(model)),
        ),
        rests_on=("gan.optimal_discriminator", "gan.certificate"),
        see_also=("N0-123",),
    ),
    Claim(
        id="N2-115",
        lines=(381, 381),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="Setting the derivative to zero gives it: the derivative is a positive multiple "
        "of D* - y.",
        latex=r"\quad \text{求导, 令 } = 0.",
        says=given(data, model, Interval(y)).eq(
            Partial(pointwise(data.at(x), model.at(x)), y),
            (data.at(x) + model.at(x)) / (y * (1 - y)) * (best(x) - y),
        ),
        rests_on=("gan.stationary_point",),
    ),
    Claim(
        id="N2-116",
        lines=(383, 385),
        section=OPTIMUM,
        kind=Kind.DEFINITION,
        paraphrase="Given G, D is trained to maximise V(G, D), as integrals over data and over "
        "noise.",
        latex=r"V(G, D) &= \int_{\mathbf{x}} p_{\text{data}}(\mathbf{x}) \log(D(\mathbf{x})) "
        r"d\mathbf{x} + \int_{\mathbf{z}} p_{\mathbf{z}}(\mathbf{z}) \log(1 - D(G(\mathbf{z}))) "
        r"d\mathbf{z}",
        says=given(data, noise, image, D).eq(value_of_noise(), two_integrals()),
        see_also=("N2-102",),
    ),
    Claim(
        id="N2-117",
        lines=(385, 385),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="The integral over noise becomes one over the law of the outputs, and both are "
        "joined.",
        latex=r"\int_{\mathbf{x}} p_{\text{data}}(\mathbf{x}) \log(D(\mathbf{x})) + "
        r"p_g(\mathbf{x}) \log(1 - D(\mathbf{x})) d\mathbf{x}",
        says=given(data, noise, image, D).eq(two_integrals(), single_integral()),
    ),
    Claim(
        id="N2-118",
        lines=(385, 385),
        section=OPTIMUM,
        kind=Kind.IDENTITY,
        paraphrase="Equation 3 from end to end.",
        says=given(data, noise, image, D).eq(value_of_noise(), single_integral()),
    ),
    Claim(
        id="N2-119",
        lines=(387, 387),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="For all real (a, b) except (0, 0), a log y + b log(1 - y) is largest on [0, 1] "
        "at a/(a + b).",
        latex=r"(a, b) \in \mathbb{R}^2 \setminus \{0, 0\}",
        quote="the function…achieves its maximum in",
        says=given().maximum(pointwise(a, b), y, a / (a + b)),
        readings=(
            Reading(
                given().every(
                    given().maximum(pointwise(a_pos, b_pos), y, a_pos / (a_pos + b_pos)),
                    given().maximum(a_pos * log(y), y, 1),
                    given().maximum(b_pos * log(1 - y), y, 0),
                ),
                "if $a,b\\ge 0$, not both zero",
                latex=r"(a, b) \in [0,\infty)^2 \setminus \{(0, 0)\}",
            ),
        ),
        rests_on=("gan.optimal_discriminator", "gan.boundary_a", "gan.boundary_b"),
        see_also=("N0-119",),
    ),
    Claim(
        id="N2-120",
        lines=(387, 387),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="D need not be defined outside of both supports: what a point adds there is at "
        "most a multiple of p_data + p_g.",
        latex=r"\text{Supp}(p_{\text{data}}) \cup \text{Supp}(p_g)",
        quote="The discriminator does not need to be defined outside of",
        says=given(Interval(y)).every(
            given(Interval(y)).le(pointwise(a_any, b_any), 0),
            given(Interval(y)).ge(pointwise(a_any, b_any), (a_any + b_any) * (log(y) + log(1 - y))),
        ),
        covers=part(
            "the supports are left; what is checked is a bound that vanishes where both densities "
            "do"
        ),
    ),
    Claim(
        id="N2-121",
        lines=(389, 389),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="The objective is twice the expected log-likelihood of the label of a sample "
        "that is real or generated with equal chance.",
        latex=r"P(Y = y|x)",
        quote="Note that the training objective for D can be interpreted as maximizing the "
        "log-likelihood for estimating the conditional probability",
        says=given(data, model, D).eq(
            value(model),
            2 * E(mean, lambda e: best(e) * log(D(e)) + (1 - best(e)) * log(1 - D(e))),
        ),
    ),
    Claim(
        id="N2-122",
        lines=(389, 389),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="The label is y = 1 for data and y = 0 for generated samples; by Bayes P(Y = "
        "1|x) is D*.",
        latex=r"y = 1",
        quote="where Y indicates whether x comes from p…The minimax game in Eq. 1 can now be "
        "reformulated as",
        says=given(data, model).eq(data.at(x) * half / mean.at(x), best(x)),
        differs=Difference(
            Why.PART, "the law of a label given the point; the formula is the value of the label"
        ),
    ),
)
