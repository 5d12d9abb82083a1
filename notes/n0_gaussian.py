r"""Note N0, "VAE损失函数的相对熵": the Gaussian encoder, its divergence, the three explanations.

P₁ = N(μ₁, σ₁²) and P₂ = N(μ₂, σ₂²); the note's target is P₂ = N(0, 1).
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Rational, Symbol, erf, exp, log, pi, sqrt

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    KL,
    Density,
    E,
    Joint,
    Normal,
    Partial,
    RealFunction,
    given,
    integral,
    over,
    point,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, special_case

LOSS = "VAE损失函数的相对熵"
x = point("x")
BITS = log(2)

mu, nu = Symbol("mu", real=True), Symbol("mu_2", real=True)
sigma, tau = Symbol("sigma", positive=True), Symbol("sigma_2", positive=True)
mu1, sigma1 = Symbol("mu_1", real=True), Symbol("sigma_1", positive=True)
P1, P2, standard = Normal(mu1, sigma1), Normal(nu, tau), Normal(0, 1)
p, q = Joint("p"), Density("q", x)
density, any_function = Density("P_1"), RealFunction("f")


def written_density(t: Expr, m: Any, s: Any) -> Expr:
    """The normal density as the note writes it."""
    return 1 / sqrt(2 * pi * s**2) * exp(-((t - m) ** 2) / (2 * s**2))


def written_ratio(t: Expr) -> Expr:
    """The log-ratio of the two densities as the note writes them."""
    return log(over(written_density(t, mu1, sigma1), written_density(t, nu, tau)))


def three_terms(t: Expr) -> Expr:
    """The log-ratio of two normal densities, expanded."""
    return log(tau / sigma1) - (t - mu1) ** 2 / (2 * sigma1**2) + (t - nu) ** 2 / (2 * tau**2)


def decoder(t: Expr) -> Expr:
    """log₂ p(x|z)."""
    return log(p.x_given(t).at(x)) / BITS


closed_form = -log(sigma1) - Rational(1, 2) + (sigma1**2 + mu1**2) / 2
closed_tex = r"\ln\frac{1}{\sigma_1}-\frac12+\frac{\sigma_1^2+\mu_1^2}{2}"
as_written = log(1 / sigma1) - Rational(1, 2) + sigma1**2 + mu1**2
expanded = E(P1, lambda t: log(1 / sigma1) - (t - mu1) ** 2 / (2 * sigma1**2) + t**2 / 2)
second_term = -1 / (2 * sigma1**2) * E(P1, lambda t: (t - mu1) ** 2)
variance = E(P1, lambda t: (t - mu1) ** 2) - E(P1, lambda t: t - mu1) ** 2
encoder = Normal(mu, sigma)
nats = E(encoder, lambda t: log(encoder.at(t) / standard.at(t)))
announced = E(encoder, lambda t: log(over(written_density(t, mu, sigma), written_density(t, 0, 1))))
m = Symbol("m", integer=True, positive=True)
z1, z2 = point("z1"), point("z2")

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-93",
        lines=(183, 183),
        section=LOSS,
        kind=Kind.PROSE,
        paraphrase="The last mean is reparameterised and approximated by Monte Carlo.",
        latex=r"&=重参数+蒙特卡洛近似解\quad z=g_{\phi}(x,\epsilon)\quad \epsilon\sim p(\epsilon)"
        r"\notag\\",
        reason="says what the next lines do; they are judged themselves",
    ),
    Claim(
        id="N0-94",
        lines=(184, 184),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="If ε is standard normal, then z = μ + σε is normal with mean μ and variance "
        "σ²: the probability that μ + σε is at most z has the density of N(μ, σ²) as derivative.",
        latex=r"z\sim N(\mu,\sigma^2)\quad \epsilon\sim N(0,1)\quad z=\mu+\sigma\epsilon",
        says=given().eq(Partial((1 + erf((x - mu) / (sqrt(2) * sigma))) / 2, x), encoder.at(x)),
        differs=Difference(
            Why.READING,
            "the density of z is derived; the formula alone names laws and a definition",
        ),
    ),
    Claim(
        id="N0-95",
        lines=(185, 185),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="With the prior N(0, 1) the mean of log p(x|z) equals the average over m drawn "
        "z.",
        latex=r"&=-RelativeEntropy(N(\mu,\sigma^2),N(0,1)) + "
        r"\frac{1}{m}\sum_{i=1}^m\log^{p_{\theta}(x|z^{(i)})}\notag\\",
        says=given(p, q).eq(
            -KL(q, p.of_z) / BITS + E(q, decoder),
            -KL(q, p.of_z) / BITS + (decoder(z1) + decoder(z2)) / 2,
        ),
        covers=special_case("two draws"),
        readings=(
            Reading(
                given(p, q).eq(
                    -KL(q, p.of_z) / BITS + E(q, decoder),
                    -KL(q, p.of_z) / BITS + total(lambda _: E(q, decoder), 1, m) / m,
                ),
                "in the mean over the draws: the average is an unbiased estimate, ≈ and not =",
                Severity.NOTATION,
                r"E_q[\log p_\theta(x|z)]=\frac1m\sum_{i=1}^m E_{q}[\log p_\theta(x|z^{(i)})]",
            ),
        ),
        see_also=("N0-68", "N0-91"),
        differs=Difference(
            Why.READING, "at one sample, with densities for the encoder and the model"
        ),
    ),
    Claim(
        id="N0-96",
        lines=(191, 191),
        section=LOSS,
        kind=Kind.PROSE,
        paraphrase="The author misses a rigorous account of the change of law in the paper.",
        quote="其实原文没有对重参数代入之后分布变换的严谨解释，附录里也没有，我自己推了很久还是觉"
        "得不严谨，所以此处不作介绍",
        reason="a remark about another text",
        see_also=("N0-94",),
    ),
    Claim(
        id="N0-97",
        lines=(193, 197),
        section=LOSS,
        kind=Kind.DEFINITION,
        paraphrase="The relative entropy of two normal laws, in the base 2 of its definition, is "
        "the integral of P1 ln(P1/P2).",
        latex=r"RelativeEntropy(P_1\sim N(\mu,\sigma^2),P_2\sim N(0,1))&=\int P_1(x)\ln"
        r" \frac{P_1(x)}{P_2(x)}dx\notag\\",
        says=given(encoder, standard).eq(KL(encoder, standard) / BITS, nats),
        readings=(
            Reading(
                given(encoder, standard).eq(KL(encoder, standard), nats),
                "with the relative entropy in nats from here on: log is replaced by ln, as line "
                "198 says",
                Severity.CONVENTION,
                r"D_{\mathrm{KL}}(P_1\,\|\,P_2)=\int P_1(x)\ln\frac{P_1(x)}{P_2(x)}\,\mathrm{d}x",
            ),
        ),
        see_also=("N0-34", "N0-99"),
    ),
    Claim(
        id="N0-98",
        lines=(196, 198),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="The laws announced are N(μ, σ²) and N(0, 1), those written out have μ1, σ1, "
        "μ2, σ2.",
        latex=r"RelativeEntropy(P_1\sim N(\mu,\sigma^2),P_2\sim N(0,1))",
        says=given(encoder, standard, P1, P2).eq(nats, E(P1, written_ratio)),
        readings=(
            Reading(
                given(encoder, standard).eq(nats, announced),
                "with $\\mu_1=\\mu$, $\\sigma_1=\\sigma$, $\\mu_2=0$, $\\sigma_2=1$",
                Severity.NOTATION,
                r"\mu_1=\mu,\ \sigma_1=\sigma,\ \mu_2=0,\ \sigma_2=1",
            ),
        ),
        see_also=("N0-101", "N0-102"),
    ),
    Claim(
        id="N0-99",
        lines=(198, 198),
        section=LOSS,
        kind=Kind.DEFINITION,
        paraphrase="The two normal densities are written out, for any two normal laws.",
        latex=r"&=\int P_1(x)\ln\frac{\frac{1}{\sqrt{2\pi\sigma_1^2}}"
        r"e^{-\frac{(x-\mu_1)^2}{2\sigma_1^2}}}{\frac{1}{\sqrt{2\pi\sigma_2^2}}"
        r"e^{-\frac{(x-\mu_2)^2}{2\sigma_2^2}}}dx\quad log替换为ln\notag\\",
        says=given(P1, P2).eq(E(P1, lambda t: log(P1.at(t) / P2.at(t))), E(P1, written_ratio)),
        see_also=("N0-97",),
    ),
    Claim(
        id="N0-100",
        lines=(199, 199),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="The logarithm of the quotient is the sum of three terms.",
        latex=r"&=\int P_1(x)[\ln\frac{\sigma_2}{\sigma_1} - \frac{(x-\mu_1)^2}{2\sigma_1^2}"
        r"+\frac{(x-\mu_2)^2}{2\sigma_2^2}]dx\notag\\",
        says=given(P1, P2).eq(E(P1, written_ratio), E(P1, three_terms)),
    ),
    Claim(
        id="N0-101",
        lines=(200, 200),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="With P2 = N(0, 1), that is μ2 = 0 and σ2 = 1, the three terms integrate to "
        "ln(σ2/σ1) - 1/2 + σ1² + μ1².",
        latex=r"&=ln\frac{\sigma_2}{\sigma_1}-\frac{1}{2} + \sigma_1^2+\mu_1^2\notag",
        says=given(P1).eq(expanded, as_written),
        instead=(
            Reading(
                given(P1).eq(expanded, closed_form),
                "a factor ½ is missing in the last two terms",
                latex=rf"={closed_tex}",
            ),
        ),
        rests_on=("gaussian_kl.standard", "gaussian_kl.univariate"),
        see_also=("N0-110",),
    ),
    Claim(
        id="N0-102",
        lines=(196, 200),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="First line against last: the relative entropy of N(μ1, σ1²) and N(0, 1).",
        latex=r"RelativeEntropy(P_1\sim N(\mu,\sigma^2),P_2\sim N(0,1))",
        says=given(P1, standard).eq(KL(P1, standard) / BITS, as_written),
        instead=(
            Reading(
                given(P1, standard).eq(KL(P1, standard), closed_form),
                "a factor ½ is missing in the last two terms, and the value is in nats, not in "
                "the bits "
                "of line 76",
                latex=rf"D_{{\mathrm{{KL}}}}(\mathcal N(\mu_1,\sigma_1^2)\,\|\,\mathcal N(0,1))"
                rf"={closed_tex}",
            ),
        ),
        rests_on=("gaussian_kl.standard", "gaussian_kl.univariate"),
    ),
    Claim(
        id="N0-103",
        lines=(203, 203),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="The first term is free of x and comes out of the integral; a normal density "
        "has total mass one.",
        says=given(P1).eq(E(P1, lambda t: log(tau / sigma1)), log(tau / sigma1)),
    ),
    Claim(
        id="N0-104",
        lines=(204, 204),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="Sign and denominator of the second term come out of the integral.",
        latex=r"-\frac{1}{2\sigma_1^2}\int P_1(x)(x-\mu_1)^2dx",
        quote="第二项可以把负号和分母提到积分号外",
        says=given(P1).eq(E(P1, lambda t: -((t - mu1) ** 2) / (2 * sigma1**2)), second_term),
    ),
    Claim(
        id="N0-105",
        lines=(204, 204),
        section=LOSS,
        kind=Kind.DEFINITION,
        paraphrase="The integral that is left is an expectation by definition: of (x - μ1)², a "
        "function f(x).",
        latex=r"\int P_1(x)(x-\mu_1)^2dx=E(x-\mu_1)^2",
        quote="实际上计算的是",
        says=given(density, any_function).eq(
            integral(lambda t: density.at(t) * any_function(t)), E(density, any_function)
        ),
        differs=Difference(Why.READING, "for any function f(x) in the place of (x - μ₁)²"),
    ),
    Claim(
        id="N0-106",
        lines=(204, 204),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="The variance of x - μ1 is its second moment less its squared mean, σ1².",
        latex=r"D(x-\mu_1)=E(x-\mu_1)^2-[E(x-\mu_1)]^2=\sigma_1^2",
        quote="由方差公式可得",
        says=given(P1).eq(variance, sigma1**2),
        rests_on=("gaussian_moments.variance",),
    ),
    Claim(
        id="N0-107",
        lines=(204, 204),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="So the second term is -1/2.",
        latex=r"-\frac{1}{2}",
        quote="所以最后变成",
        says=given(P1).eq(second_term, Rational(-1, 2)),
    ),
    Claim(
        id="N0-108",
        lines=(205, 205),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="With μ2 = 0 the third term is the second moment of P1 over 2σ2².",
        latex=r"\frac{1}{2\sigma_2^2}\int P_1(x)x^2dx=\frac{1}{2\sigma_2^2}[EX^2]",
        quote=r"第三项就比较困难了，现在可以把$P2\sim N(0,1)$代入则得到",
        says=given(P1).eq(
            E(P1, lambda t: (t - 0) ** 2 / (2 * tau**2)), E(P1, lambda t: t**2) / (2 * tau**2)
        ),
    ),
    Claim(
        id="N0-109",
        lines=(205, 205),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="The second moment is the variance plus the squared mean.",
        latex=r"\frac{1}{2\sigma_2^2}[EX^2]=\frac{1}{2\sigma_2^2}[DX+(EX)^2]",
        says=given(P1).eq(
            E(P1, lambda t: t**2) / (2 * tau**2),
            (variance + E(P1, lambda t: t) ** 2) / (2 * tau**2),
        ),
    ),
    Claim(
        id="N0-110",
        lines=(205, 205),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="With P2 = N(0, 1), σ2 = 1, the third term has the value σ1² + μ1².",
        latex=r"\frac{1}{2\sigma_2^2}[DX+(EX)^2]=\sigma_1^2+\mu_1^2",
        says=given(P1).eq(E(P1, lambda t: t**2) / 2, sigma1**2 + mu1**2),
        instead=(
            Reading(
                given(P1).eq(E(P1, lambda t: t**2) / 2, (sigma1**2 + mu1**2) / 2),
                "the factor $\\frac{1}{2\\sigma_2^2}=\\frac12$ is lost",
                latex=r"\frac{1}{2}[DX+(EX)^2]=\frac{\sigma_1^2+\mu_1^2}{2}",
            ),
        ),
        see_also=("N0-101",),
    ),
)
