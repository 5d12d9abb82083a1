r"""Note N2, lines 391-413: the value C(G) of the game and theorem 1."""

from __future__ import annotations

from sympy import Expr, log

from derivecheck.language import JS, KL, E, ZeroIffEqual, given, integral
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
)
from derivecheck.notes.n2_optimum import OPTIMUM, best, mean
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why


def data_ratio(e: Expr) -> Expr:
    """log p_data/(p_data + p_g)."""
    return log(data.at(e) / (data.at(e) + model.at(e)))


def model_ratio(e: Expr) -> Expr:
    """log p_g/(p_data + p_g)."""
    return log(model.at(e) / (data.at(e) + model.at(e)))


def value_4() -> Expr:
    """E log p_data/(p_data + p_g) + E log p_g/(p_data + p_g)."""
    return E(data, data_ratio) + E(model, model_ratio)


def integrals_4(factor: int = 1) -> Expr:
    """The same as two integrals, with a factor inside the logarithms."""
    return integral(lambda e: data.at(e) * (log(factor) + data_ratio(e))) + integral(
        lambda e: model.at(e) * (log(factor) + model_ratio(e))
    )


def log_half() -> Expr:
    """E[-log 2] over the data + E[-log 2] over the model."""
    return E(data, lambda e: -log(2)) + E(model, lambda e: -log(2))


without_constant = Reading(
    given(data, model).eq(value_4(), integrals_4(2) - log(4)),
    "$\\log 4$ comes out with a minus sign, and only against factors 2 inside the logarithms",
    latex=r"\int p_{data}(x)\log\frac{2p_{data}(x)}{p_{data}(x)+p_g(x)}dx+"
    r"\int p_g(x)\log\frac{2p_g(x)}{p_{data}(x)+p_g(x)}dx-\log 4",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-123",
        lines=(391, 391),
        section=OPTIMUM,
        kind=Kind.INEQUALITY,
        paraphrase="C(G) is the maximum of V over all discriminators.",
        latex=r"C(G) &= \max_D V(G, D)",
        says=given(data, model, D).ge(value(model, best), value(model)),
        rests_on=("gan.optimal_discriminator", "gan.certificate"),
    ),
    Claim(
        id="N2-124",
        lines=(391, 391),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="The maximum is V at D*, with the noise as argument of G.",
        latex=r"&= \mathbb{E}_{\mathbf{x} \sim p_{\text{data}}} [\log D_G^*(\mathbf{x})] + "
        r"\mathbb{E}_{\mathbf{z} \sim p_{\mathbf{z}}} [\log(1 - D_G^*(G(\mathbf{z})))]",
        says=given(data, noise, image).eq(
            integral(
                lambda e: (
                    data.at(e) * log(optimal(image)(e)) + image.at(e) * log(1 - optimal(image)(e))
                )
            ),
            value_of_noise(optimal(image)),
        ),
    ),
    Claim(
        id="N2-125",
        lines=(391, 391),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="The mean over noise is a mean over p_g.",
        latex=r"&= \mathbb{E}_{\mathbf{x} \sim p_{\text{data}}} [\log D_G^*(\mathbf{x})] + "
        r"\mathbb{E}_{\mathbf{x} \sim p_g} [\log(1 - D_G^*(\mathbf{x}))]",
        says=given(data, noise, image).eq(
            value_of_noise(optimal(image)), value(image, optimal(image))
        ),
    ),
    Claim(
        id="N2-126",
        lines=(391, 391),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="D* written out; 1 - D* is p_g over the sum.",
        latex=r"&= \mathbb{E}_{\mathbf{x} \sim p_{\text{data}}} \left[\log "
        r"\frac{p_{\text{data}}(\mathbf{x})}{p_{\text{data}}(\mathbf{x}) + p_g(\mathbf{x})} "
        r"\right] + \mathbb{E}_{\mathbf{x} \sim p_g} \left[\log \frac{p_g(\mathbf{x})}"
        r"{p_{\text{data}}(\mathbf{x}) + p_g(\mathbf{x})} \right]",
        says=given(data, model).eq(value(model, best), value_4()),
    ),
    Claim(
        id="N2-127",
        lines=(391, 391),
        section=OPTIMUM,
        kind=Kind.INEQUALITY,
        paraphrase="Equation 4 from end to end: the last line bounds V, and D* attains it.",
        says=given(data, model, D).every(
            given(data, model, D).ge(value_4(), value(model)),
            given(data, model).eq(value_4(), value(model, best)),
        ),
    ),
    Claim(
        id="N2-128",
        lines=(393, 393),
        section=OPTIMUM,
        kind=Kind.DEFINITION,
        paraphrase="Equation 4 as integrals.",
        latex=r"& \Rightarrow \int p_{data}(x) \cdot \log \frac{p_{data}(x)}{p_{data}(x) + p_g(x)} "
        r"+ \int p_g(x) \cdot \log \frac{p_g(x)}{p_{data}(x) + p_g(x)}",
        says=given(data, model).eq(value_4(), integrals_4()),
    ),
    Claim(
        id="N2-129",
        lines=(393, 393),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="The same two integrals, and log 4 is added.",
        latex=r"& = \int p_{data}(x) \cdot \log \frac{p_{data}(x)}{p_{data}(x) + p_g(x)} + "
        r"\int p_g(x) \cdot \log \frac{p_g(x)}{p_{data}(x) + p_g(x)} + \log 4",
        says=given(data, model).eq(integrals_4(), integrals_4() + log(4)),
        instead=(without_constant,),
        see_also=("N2-138",),
    ),
    Claim(
        id="N2-130",
        lines=(391, 393),
        section=OPTIMUM,
        kind=Kind.IDENTITY,
        paraphrase="From C(G) to the last line of the annotation.",
        latex=r"+ \log 4",
        says=given(data, model).eq(value(model, best), integrals_4() + log(4)),
        instead=(without_constant,),
        see_also=("N2-129", "N2-138"),
    ),
    Claim(
        id="N2-131",
        lines=(395, 395),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="C(G) has its global minimum exactly where the model has the law of the data.",
        latex=r"p_g = p_{data}",
        quote="The global minimum of the virtual training criterion…is achieved if and only if",
        says=ZeroIffEqual((data, model), value_4() + log(4), data, model),
        rests_on=("gan.global_minimum", "gan.equality"),
        differs=Difference(
            Why.PART, "the sentence, of which the formula is one side of an equivalence"
        ),
    ),
    Claim(
        id="N2-132",
        lines=(395, 395),
        section=OPTIMUM,
        kind=Kind.INEQUALITY,
        paraphrase="Its value there is -log 4, and nowhere less.",
        latex=r"-\log 4",
        quote="At that point",
        says=given(data, model).every(
            given(data).eq(value(data, optimal(data)), -log(4)),
            given(data, model).ge(value_4(), -log(4)),
        ),
        rests_on=("gan.global_minimum",),
    ),
    Claim(
        id="N2-133",
        lines=(397, 397),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="For p_g = p_data the optimal discriminator is ½: it differs from ½ by a "
        "multiple of p_data - p_g.",
        latex=r"D_G^*(x) = \frac{1}{2}",
        quote=r"Proof. For $p_g = p_{data}$, $D_G^*(x) = \frac{1}{2}$, (consider Eq. 2)",
        says=given(data, model).eq(
            best(x) - half, (data.at(x) - model.at(x)) / (2 * (data.at(x) + model.at(x)))
        ),
        differs=Difference(Why.CONDITION, "where both laws are equal, as the sentence begins"),
    ),
    Claim(
        id="N2-134",
        lines=(397, 397),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="With D* = 1/2, equation 4 is log ½ + log ½ = -log 4.",
        latex=r"C(G) = \log \frac{1}{2} + \log \frac{1}{2} = -\log 4",
        quote=r"Hence, by inspecting Eq. 4 at $D_G^*(x) = \frac{1}{2}$, we find $C(G) = \log \frac"
        r"{1}{2} + \log \frac{1}{2} = -\log 4",
        says=given(data, model).every(
            given(data, model).eq(value(model, lambda e: half), 2 * log(half)),
            given().eq(2 * log(half), -log(4)),
        ),
        differs=Difference(Why.CONDITION, "with the two means of equation 4 at D* = ½"),
    ),
    Claim(
        id="N2-135",
        lines=(397, 397),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="This is the best value, and only equal laws reach it.",
        latex=r"C(G)",
        quote="To see that this is the best possible value of $C(G)$, reached only for $p_g = p_{"
        "data}$, observe that",
        says=given(data, model).every(
            given(data, model).ge(value(model, best), -log(4)),
            ZeroIffEqual((data, model), value(model, best) + log(4), data, model),
        ),
        see_also=("N2-131",),
    ),
    Claim(
        id="N2-136",
        lines=(399, 399),
        section=OPTIMUM,
        kind=Kind.IDENTITY,
        paraphrase="The mean of -log 2 over data plus that over the model is -log 4.",
        latex=r"\mathbb{E}_{x \sim p_{data}} [-\log 2] + \mathbb{E}_{x \sim p_g} [-\log 2] = "
        r"-\log 4",
        says=given(data, model).eq(log_half(), -log(4)),
    ),
    Claim(
        id="N2-137",
        lines=(401, 401),
        section=OPTIMUM,
        kind=Kind.STEP,
        paraphrase="C(G) is V at D*; less that constant it is a sum of two divergences.",
        latex=r"C(G) = V(D_G^*, G)",
        says=given(data, model).eq(
            value(model, best) - log_half(), KL(data, mean) + KL(model, mean)
        ),
    ),
    Claim(
        id="N2-138",
        lines=(403, 403),
        section=OPTIMUM,
        kind=Kind.IDENTITY,
        paraphrase="C(G) is -log 4 plus the divergences of both laws from their midpoint.",
        latex=r"C(G) = -\log(4) + KL\left(p_{data} \parallel \frac{p_{data} + p_g}{2}\right) + "
        r"KL\left(p_g \parallel \frac{p_{data} + p_g}{2}\right)",
        says=given(data, model).eq(value(model, best), -log(4) + KL(data, mean) + KL(model, mean)),
        rests_on=("gan.value_at_optimum",),
        differs=Difference(
            Why.READING, "C(G) is the value of equation 4, not the last that the note gives it"
        ),
    ),
    Claim(
        id="N2-139",
        lines=(405, 405),
        section=OPTIMUM,
        kind=Kind.DEFINITION,
        paraphrase="The two divergences are twice the Jensen-Shannon divergence.",
        says=given(data, model).eq(KL(data, mean) + KL(model, mean), 2 * JS(data, model)),
    ),
    Claim(
        id="N2-140",
        lines=(407, 407),
        section=OPTIMUM,
        kind=Kind.IDENTITY,
        paraphrase="C(G) = 2 JS - log 4.",
        latex=r"C(G) = -\log(4) + 2 \cdot JSD(p_{data} \parallel p_g)",
        says=given(data, model).eq(value(model, best), -log(4) + 2 * JS(data, model)),
        rests_on=("gan.value_at_optimum",),
    ),
    Claim(
        id="N2-141",
        lines=(409, 409),
        section=OPTIMUM,
        kind=Kind.INEQUALITY,
        paraphrase="JS is never negative.",
        quote="Since the Jensen-Shannon divergence between two distributions is always "
        "non-negative",
        says=given(data, model).nonnegative(JS, data, model),
        rests_on=("js.nonnegative_densities",),
    ),
    Claim(
        id="N2-142",
        lines=(409, 409),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="JS is zero only for equal laws.",
        quote="Since the Jensen-Shannon divergence between two distributions is always "
        "non-negative and zero only when they are equal",
        says=given(data, model).zero_iff_equal(JS, data, model),
        rests_on=("js.equality",),
    ),
    Claim(
        id="N2-143",
        lines=(409, 409),
        section=OPTIMUM,
        kind=Kind.PROPERTY,
        paraphrase="So -log 4 is the global minimum and the law of the data the only solution.",
        latex=r"C^* = -\log(4)",
        quote=r"we have shown that $C^* = -\log(4)$ is the global minimum of $C(G)$ and that the o"
        r"nly solution is $p_g = p_{data}$, i.e., the generative model perfectly replicating"
        r" the data generating process",
        says=given(data, model).every(
            given(data, model).ge(2 * JS(data, model) - log(4), -log(4)),
            ZeroIffEqual((data, model), 2 * JS(data, model), data, model),
        ),
        differs=Difference(Why.PART, "that the value is the least; the formula only names it"),
    ),
    Claim(
        id="N2-144",
        lines=(411, 413),
        section="4.2 Convergence of Algorithm 1",
        kind=Kind.PROSE,
        paraphrase="Proposition 2 on convergence, of which only the conditions are there.",
        reason="the sentence breaks off before it says what follows",
    ),
)
