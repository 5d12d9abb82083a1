r"""Note N2, lines 296-371: the JS divergence and the game of generator and discriminator.

D is an arbitrary discriminator with values in (0, 1); p_g is the law of G(z), z ~ p_z.  Where the
generator enters only by its law, p_g is an arbitrary density; where it is trained, a density that
depends on a parameter θ.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Rational, Symbol, exp, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
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
    not_always,
    point,
    total,
)
from derivecheck.reading.claim import Claim, Kind, Reading, part, special_case

JENSEN, GAN, MODEL, ALGORITHM = "JS divergence", "GAN", "模型", "推导"
PICTURE = "what the pictures of the slides show, of which only captions are left"

half = Rational(1, 2)
P, Q = Density("p"), Density("q")
data, model = Density("p_data"), Density("p_g")
noise = Density("p_z")
image = PushForward("p_g", noise, "G")
D = RealFunction("D", sign="unit")
theta = Symbol("theta", real=True)
trained_model = Density("p_g", theta)
trained_generator = RealFunction("G", theta)
trained_discriminator = RealFunction("D", theta, sign="unit")
y, c, s = (Symbol(name, real=True) for name in "ycs")
m = Symbol("m", integer=True, positive=True)
x = point("x")

Discriminator = Callable[[Expr], Expr]


def optimal(law: Law) -> Discriminator:
    """The discriminator p_data/(p_data + p_g)."""
    return lambda e: data.at(e) / (data.at(e) + law.at(e))


def value(law: Law, d: Discriminator = D) -> Expr:
    """V = E log D(x) over the data + E log(1 - D(x)) over the law of the model."""
    return E(data, lambda e: log(d(e))) + E(law, lambda e: log(1 - d(e)))


def value_of_noise(d: Discriminator = D) -> Expr:
    """V = E log D(x) over the data + E log(1 - D(G(z))) over the noise."""
    return E(data, lambda e: log(d(e))) + E(noise, lambda z: log(1 - d(image.generator(z))))


def sample_mean(expectation: Expr) -> Expr:
    """The mean over the draws of (1/m) Σ f(x_i): every draw has the same law."""
    return total(lambda i: expectation, 1, m) / m


def fooled(law: Law) -> Expr:
    """E log(1 - D(G(z))), z drawn from a law: what one noise sample adds to the objective."""
    return E(law, lambda z: log(1 - D(image.generator(z))))


def slopes_of_discriminator() -> Expr:
    """E of the derivative of log D(x) + log(1 - D(G(z))) by the discriminator's parameter."""
    d = trained_discriminator
    on_data = E(data, lambda e: Partial(log(d(e)), theta))
    return on_data + E(noise, lambda z: Partial(log(1 - d(image.generator(z))), theta))


sigmoid = 1 / (1 + exp(-s))
saturating = E(trained_model, lambda e: log(1 - D(e)))
prior_slip = Reading(
    given(noise, image, D).eq(fooled(noise), E(image, lambda e: log(1 - D(e)))),
    "if the prior of the noise is written $p_z(z)$; $p_g$ is the law of $G(z)$",
    Severity.NOTATION,
    r"\{z^{(1)}, \dots, z^{(m)}\}\ \text{from noise prior}\ p_z(z)",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-86",
        lines=(298, 298),
        section=JENSEN,
        kind=Kind.DEFINITION,
        paraphrase="JS is half the sum of the divergences of both laws from their midpoint.",
        latex=r"JS(P||Q) = \frac{1}{2}KL(p||\frac{p+q}{2}) + \frac{1}{2}KL(q||\frac{p+q}{2})",
        says=given(P, Q).eq(JS(P, Q), (KL(P, midpoint(P, Q)) + KL(Q, midpoint(P, Q))) / 2),
    ),
    Claim(
        id="N2-87",
        lines=(300, 300),
        section=JENSEN,
        kind=Kind.PROPERTY,
        paraphrase="JS is symmetric.",
        says=given(P, Q).symmetric(JS, P, Q),
        rests_on=("js.symmetric",),
    ),
    Claim(
        id="N2-88",
        lines=(304, 304),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="The discriminator's maximum is the difference of the two laws.",
        quote="GAN中文叫做生成对抗网络，就是双方互相博弈（生成器和鉴别器，鉴别器要最大化，求出分"
        "布差异",
        says=given(data, model).eq(value(model, optimal(model)), 2 * JS(data, model) - log(4)),
        covers=part(
            "how it grows with the difference is left; what is checked is its value, 2 JS - log 4"
        ),
        rests_on=("gan.value_at_optimum",),
        see_also=("N2-140",),
    ),
    Claim(
        id="N2-89",
        lines=(304, 304),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="The generator makes that value as small as it can, and with it the difference.",
        quote="生成器要最小化，降低差异",
        says=given(data, model).ge(value(model, optimal(model)), -log(4)),
        covers=part("that it gets there is left; what is checked is the least value, -log 4"),
        rests_on=("gan.global_minimum",),
    ),
    Claim(
        id="N2-90",
        lines=(304, 304),
        section=GAN,
        kind=Kind.PROPERTY,
        paraphrase="In the end a balance is reached.",
        quote="最后达到一种平衡状态…我们用GAN做图片生成，做风格学习，做语音识别或者做语音和声纹分"
        "离，本质上都是在做概率分布的学习，我们希望我们的模型可以去接近真实分布",
        says=given(data, model).eq(
            optimal(model)(x) - half,
            (data.at(x) - model.at(x)) / (2 * (data.at(x) + model.at(x))),
        ),
        covers=part(
            "that it is reached is left; what is checked is that the best D is ½ just where the "
            "laws are equal"
        ),
    ),
    Claim(
        id="N2-91",
        lines=(306, 306),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="Maximum likelihood, the usual way, is to make samples of the model look most "
        "like the data.",
        quote="最常见的就是用极大似然估计，即我们希望我们的模型生成的样本，看起来很最像是真实的分"
        "布生成的样本。换句话说，我们希望模型的样本分布和真实样本分布差距越来越小，因此引入"
        "了散度的概念，即两个分布之间的差异",
        says=given(data, P, Q).eq(CE(data, P) - CE(data, Q), KL(data, P) - KL(data, Q)),
        covers=part(
            "what 'look like' means is left; what is checked is that a higher mean likelihood is "
            "a smaller divergence"
        ),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N2-92",
        lines=(306, 306),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="A divergence of two laws is no distance.",
        quote="不是距离",
        says=not_always(given(P, Q).symmetric(KL, P, Q)),
        see_also=("N2-32", "N2-33"),
    ),
    Claim(
        id="N2-93",
        lines=(306, 306),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="It is to be called a loss of information.",
        quote="应该是信息损耗",
        says=given(P, Q).eq(KL(P, Q), CE(P, Q) - E(P, lambda e: -log(P.at(e)))),
        see_also=("N2-34",),
    ),
    Claim(
        id="N2-94",
        lines=(306, 306),
        section=GAN,
        kind=Kind.PROSE,
        paraphrase="A model is trained to produce samples that look like the data.",
        quote="简单的说，就是我希望训练一个模型，模型用来学习真实样本的分布，很多时候我们是不知道"
        "真实样本的分布的，但是它确实是存在的。那我们要怎么来学习这个分布呢",
        reason="motivation",
    ),
    Claim(
        id="N2-95",
        lines=(309, 314),
        section="GAN - Generator",
        kind=Kind.PROSE,
        paraphrase="The generator is updated for its output to be classified as real, as close to "
        "1 as possible.",
        says=given(Interval(y)).lt(Partial(log(1 - y), y), 0),
        covers=part(
            "that training gets there is left; what is checked is that its term log(1 - D) falls "
            "in D"
        ),
    ),
    Claim(
        id="N2-96",
        lines=(316, 317),
        section="GAN - Generator",
        kind=Kind.PROSE,
        paraphrase="Generator and discriminator together are one network.",
        reason="a remark on the program",
    ),
    Claim(
        id="N2-97",
        lines=(320, 320),
        section="GAN - Generator",
        kind=Kind.PROSE,
        paraphrase="Gradient descent updates the generator with the discriminator fixed: only the "
        "second mean has a gradient.",
        says=given(data, trained_model, D).eq(
            Partial(value(trained_model), theta), Partial(saturating, theta)
        ),
    ),
    Claim(
        id="N2-98",
        lines=(324, 332),
        section="GAN - Discriminator",
        kind=Kind.PROSE,
        paraphrase="Captions: discriminator, evolution of generation, why not the generator alone.",
        reason=PICTURE,
    ),
    Claim(
        id="N2-99",
        lines=(334, 334),
        section="GAN - Discriminator",
        kind=Kind.PROSE,
        paraphrase="If D is too strong, G does not know how to come closer.",
        says=given().every(
            given().eq(Partial(log(1 - sigmoid), s), -sigmoid), given().lt(sigmoid, exp(s))
        ),
        covers=special_case(
            "D = σ(s), whose slope by s is less than e^s where it is sure of a generated sample"
        ),
    ),
    Claim(
        id="N2-100",
        lines=(336, 336),
        section="GAN - Discriminator",
        kind=Kind.PROSE,
        paraphrase="If D is too weak, what G makes may never come close to the data.",
        says=given(trained_model, Interval(c)).eq(
            Partial(E(trained_model, lambda e: log(1 - c)), theta), 0
        ),
        covers=special_case("D = c, which tells nothing apart"),
    ),
    Claim(
        id="N2-101",
        lines=(338, 340),
        section="GAN - Discriminator",
        kind=Kind.PROSE,
        paraphrase="How is the discriminator kept in balance?",
        reason="a question",
    ),
    Claim(
        id="N2-102",
        lines=(344, 344),
        section=MODEL,
        kind=Kind.DEFINITION,
        paraphrase="The objective of the game: the mean of log D over data plus that of "
        "log(1 - D(G(z))) over noise.",
        latex=r"\mathcal{L}(D, G) \equiv \mathbb{E}_{\mathbf{x} \sim p_{\mathbf{r}}(\mathbf{x})} "
        r"[\log D(\mathbf{x})] + \mathbb{E}_{\mathbf{z} \sim p_{\mathbf{z}}(\mathbf{z})} "
        r"[\log(1 - D(G(\mathbf{z})))]",
        says=given(data, noise, image, D).eq(
            value_of_noise(),
            integral(lambda e: data.at(e) * log(D(e)))
            + integral(lambda z: noise.at(z) * log(1 - D(image.generator(z)))),
        ),
    ),
    Claim(
        id="N2-103",
        lines=(346, 346),
        section=MODEL,
        kind=Kind.STEP,
        paraphrase="The mean over noise is a mean over the law p_g of the outputs.",
        latex=r"= \mathbb{E}_{\mathbf{x} \sim p_{\mathbf{r}}(\mathbf{x})} [\log D(\mathbf{x})] + "
        r"\underbrace{\mathbb{E}_{\mathbf{x} \sim p_{\mathbf{g}}(\mathbf{x})} "
        r"[\log(1 - D(\mathbf{x}))]}_{\text{alternative expression}}",
        says=given(data, noise, image, D).eq(value_of_noise(), value(image)),
    ),
    Claim(
        id="N2-104",
        lines=(350, 354),
        section=ALGORITHM,
        kind=Kind.PROSE,
        paraphrase="Algorithm 1 alternates k updates of D (here k = 1) with one of G.",
        reason="an algorithm and a choice of hyperparameter",
    ),
    Claim(
        id="N2-105",
        lines=(356, 356),
        section=ALGORITHM,
        kind=Kind.DEFINITION,
        paraphrase="The noise of a minibatch is drawn from a prior that is called p_g.",
        latex=r"p_g(z)",
        says=given(noise, image, D).eq(fooled(image), E(image, lambda e: log(1 - D(e)))),
        readings=(prior_slip,),
        see_also=("N2-102", "N2-108"),
    ),
    Claim(
        id="N2-106",
        lines=(357, 357),
        section=ALGORITHM,
        kind=Kind.PROSE,
        paraphrase="Sample a minibatch of m examples from the law of the data.",
        latex=r"p_{\text{data}}(x)",
        reason="an instruction; what the samples are for is judged with line 358",
    ),
    Claim(
        id="N2-107",
        lines=(358, 360),
        section=ALGORITHM,
        kind=Kind.IDENTITY,
        paraphrase="D is updated along its stochastic gradient, which on average is that of the "
        "objective.",
        latex=r"\nabla_{\theta_d} \frac{1}{m} \sum_{i=1}^m [\log D(x^{(i)}) + "
        r"\log(1 - D(G(z^{(i)})))]",
        says=given(data, noise, image, trained_discriminator).eq(
            sample_mean(slopes_of_discriminator()),
            Partial(value(image, trained_discriminator), theta),
        ),
    ),
    Claim(
        id="N2-108",
        lines=(362, 364),
        section=ALGORITHM,
        kind=Kind.DEFINITION,
        paraphrase="For the generator too, noise is drawn from a prior that is called p_g.",
        latex=r"p_g(z)",
        says=given(noise, image, D).eq(fooled(image), E(image, lambda e: log(1 - D(e)))),
        readings=(prior_slip,),
        see_also=("N2-102", "N2-105"),
    ),
    Claim(
        id="N2-109",
        lines=(365, 367),
        section=ALGORITHM,
        kind=Kind.IDENTITY,
        paraphrase="G is updated along its stochastic gradient, which on average is that of the "
        "only term of the objective that depends on it.",
        latex=r"\nabla_{\theta_g} \frac{1}{m} \sum_{i=1}^m \log(1 - D(G(z^{(i)})))",
        says=given(noise, trained_generator, D).eq(
            sample_mean(E(noise, lambda z: Partial(log(1 - D(trained_generator(z))), theta))),
            Partial(E(noise, lambda z: log(1 - D(trained_generator(z)))), theta),
        ),
        see_also=("N2-97", "N2-107"),
    ),
    Claim(
        id="N2-110",
        lines=(369, 371),
        section=ALGORITHM,
        kind=Kind.PROSE,
        paraphrase="Any gradient-based rule will do; momentum was used.",
        reason="a choice of optimiser",
    ),
)
