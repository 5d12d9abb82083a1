r"""Note N0, "重参数": gradients of expectations under a fixed law and under a law with parameter θ.

p is a density, p_θ a density with parameter, f_θ a function with parameter; z = g_θ(x, ε).
"""

from __future__ import annotations

from sympy import Integer, Symbol, erf, log, sqrt

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    Density,
    E,
    Family,
    Normal,
    Partial,
    PushForward,
    RealFunction,
    given,
    integral,
    not_always,
    point,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part, special_case

REP = "重参数"

theta = Symbol("theta", real=True)
m = Symbol("m", integer=True, positive=True)
p, p_theta = Density("p"), Density("p", theta)
f, f_theta, f_other = RealFunction("f"), RealFunction("f", theta), RealFunction("k")
at_zero, rate = RealFunction("a"), RealFunction("b")
u, v = RealFunction("u", theta), RealFunction("v", theta)
noise = Density("p_e")
latent = PushForward("p_g", noise, "g")
path = RealFunction("h", theta)  # ε ↦ f(g_θ(x, ε))
x, draws = point("x"), Family("e", m)

fixed_law = Partial(E(p, f_theta), theta)
moving_law = Partial(E(p_theta, f_theta), theta)
through_f = integral(lambda z: p_theta.at(z) * Partial(f_theta(z), theta))
through_p = integral(lambda z: Partial(p_theta.at(z), theta) * f_theta(z))
as_written = integral(lambda z: f_theta(z) * Partial(f_theta(z), theta))
mean_slope = E(p_theta, lambda z: Partial(f_theta(z), theta))
score_term = E(p_theta, lambda z: f_theta(z) * Partial(log(p_theta.at(z)), theta))
path_gradient = E(noise, lambda e: Partial(path(e), theta))

standard = Normal(0, 1)
step_mean = (1 + erf(theta / sqrt(2))) / 2  # E f_θ for f_θ(z) = 1 where z < θ, else 0


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-50",
        lines=(108, 110),
        section=REP,
        kind=Kind.PROSE,
        paraphrase="The section sums up a blog post.",
        reason="a reference",
    ),
    Claim(
        id="N0-51",
        lines=(113, 119),
        section=REP,
        kind=Kind.DEFINITION,
        paraphrase="The mean of f_θ(z) for z of fixed density p is the integral of p f_θ.",
        latex=r"E_{p(z)}[f_{\theta}(z)]\notag",
        quote=r"此时z是隐藏变量，符合固定概率密度，求$f_{\theta}(z)$的期望，",
        says=given(p, f_theta).eq(E(p, f_theta), integral(lambda z: p.at(z) * f_theta(z))),
    ),
    Claim(
        id="N0-52",
        lines=(119, 119),
        section=REP,
        kind=Kind.PROSE,
        paraphrase="The situation is compared with maximum likelihood; θ is to be optimised.",
        latex=r"f_{\theta}(z)",
        quote=r"这里类似于极大似然估计，对于函数f(z)，我们只知道函数值f(z)的分布不知道f(z)的表达式"
        r"，却要求f(z)的期望。假设有一个$\theta$能使$f_{\theta}(z)$最大或最小，那么就要找出"
        r"最优化的这个",
        reason="a comparison that motivates the gradient",
    ),
    Claim(
        id="N0-53",
        lines=(122, 122),
        section=REP,
        kind=Kind.DEFINITION,
        paraphrase="Under a fixed law the mean is written as an integral.",
        latex=r"\nabla_{\theta} E_{p(z)}[f_{\theta}(z)]&=\nabla_{\theta} "
        r"[\int_z p(z)f_{\theta}(z)dz]\notag\\",
        says=given(p, f_theta).eq(
            fixed_law, Partial(integral(lambda z: p.at(z) * f_theta(z)), theta)
        ),
    ),
    Claim(
        id="N0-54",
        lines=(123, 123),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The gradient is taken under the integral, where p is a constant.",
        latex=r"&=\int_z p(z)[\nabla_{\theta} f_{\theta}(z)]dz\notag\\",
        says=given(p, f_theta).eq(
            Partial(integral(lambda z: p.at(z) * f_theta(z)), theta),
            integral(lambda z: p.at(z) * Partial(f_theta(z), theta)),
        ),
        see_also=("N0-57",),
    ),
    Claim(
        id="N0-55",
        lines=(124, 124),
        section=REP,
        kind=Kind.DEFINITION,
        paraphrase="That is the mean of the gradient.",
        latex=r"&=E_{p(z)}[\nabla_{\theta} f_{\theta}(z)]\notag",
        says=given(p, f_theta).eq(
            integral(lambda z: p.at(z) * Partial(f_theta(z), theta)),
            E(p, lambda z: Partial(f_theta(z), theta)),
        ),
    ),
    Claim(
        id="N0-56",
        lines=(122, 124),
        section=REP,
        kind=Kind.IDENTITY,
        paraphrase="First line against last: under a fixed law the gradient of the mean is the "
        "mean of the gradient.",
        latex=r"\nabla_{\theta} E_{p(z)}[f_{\theta}(z)]",
        says=given(p, f_theta).eq(fixed_law, E(p, lambda z: Partial(f_theta(z), theta))),
    ),
    Claim(
        id="N0-57",
        lines=(127, 127),
        section=REP,
        kind=Kind.PROPERTY,
        paraphrase="Gradient and integral may be exchanged because one is in θ and the other in "
        "z; for f_θ(z) = 1 where z < θ and 0 elsewhere, z standard normal, both are.",
        quote=r"这边梯度是可以放入积分符号的，因为是对$\theta$求梯度，对z求积分",
        says=given(standard).eq(Partial(step_mean, theta), E(standard, lambda z: Integer(0))),
        readings=(
            Reading(
                given(p, at_zero, rate).eq(
                    Partial(E(p, lambda z: at_zero(z) + theta * rate(z)), theta), E(p, rate)
                ),
                "if $f_\\theta(z)=a(z)+\\theta\\,b(z)$, as whenever the gradient is bounded by an "
                "integrable function",
                Severity.IMPRECISE,
                r"\nabla_\theta E_{p(z)}[a(z)+\theta\,b(z)]=E_{p(z)}[b(z)]",
            ),
        ),
    ),
    Claim(
        id="N0-58",
        lines=(127, 127),
        section=REP,
        kind=Kind.PROPERTY,
        paraphrase="However, the law of z moves with θ as well, and then the mean of the gradient "
        "alone is not the gradient of the mean.",
        latex=r"\theta",
        quote=r"然而，不能笼统认为分布固定的情况下用极大似然估计求最优函数值，隐藏变量的分布也是跟"
        r"$\theta$变化的，即",
        says=not_always(given(p_theta, f_theta).eq(moving_law, mean_slope)),
        covers=part("that maximum likelihood may not be used across the board is left"),
    ),
    Claim(
        id="N0-59",
        lines=(130, 131),
        section=REP,
        kind=Kind.DEFINITION,
        paraphrase="Under a law with parameter the mean is written as an integral.",
        latex=r"\nabla_{\theta} E_{p_{\theta}(z)}[f_{\theta}(z)]&=\nabla_{\theta} "
        r"[\int_z p_{\theta}(z)f_{\theta}(z)dz]\notag\\",
        says=given(p_theta, f_theta).eq(
            moving_law, Partial(integral(lambda z: p_theta.at(z) * f_theta(z)), theta)
        ),
    ),
    Claim(
        id="N0-60",
        lines=(132, 132),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The product rule under the integral gives two terms.",
        latex=r"&=\int_z p_{\theta}(z)[\nabla_{\theta} f_{\theta}(z)]dz+"
        r"\int_z [\nabla_{\theta}p_{\theta}(z)] f_{\theta}(z)dz\notag\\",
        says=given(p_theta, f_theta).eq(
            Partial(integral(lambda z: p_theta.at(z) * f_theta(z)), theta),
            through_f + through_p,
        ),
    ),
    Claim(
        id="N0-61",
        lines=(133, 133),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The term with the gradient of the density becomes the integral of f_θ times "
        "the gradient of f_θ.",
        latex=r"&= \int_z f_{\theta}(z)[\nabla_{\theta} f_{\theta}(z)]dz+"
        r"E_{p_{\theta}(z)}[\nabla_{\theta} f_{\theta}(z)]\notag",
        says=given(p_theta, f_theta).eq(through_f + through_p, as_written + mean_slope),
        instead=(
            Reading(
                given(p_theta, f_theta).eq(through_f + through_p, through_p + mean_slope),
                "the gradient of the density is replaced by the gradient of f",
                latex=r"=\int_z f_\theta(z)[\nabla_\theta p_\theta(z)]\,\mathrm{d}z+"
                r"E_{p_\theta(z)}[\nabla_\theta f_\theta(z)]",
            ),
        ),
        see_also=("N0-64",),
    ),
    Claim(
        id="N0-62",
        lines=(131, 133),
        section=REP,
        kind=Kind.IDENTITY,
        paraphrase="First line against last: the gradient of a mean under a moving law.",
        latex=r"\nabla_{\theta} E_{p_{\theta}(z)}[f_{\theta}(z)]",
        says=given(p_theta, f_theta).eq(moving_law, as_written + mean_slope),
        instead=(
            Reading(
                given(p_theta, f_theta).eq(moving_law, through_p + mean_slope),
                "the gradient of the density is replaced by the gradient of f",
                latex=r"\nabla_\theta E_{p_\theta(z)}[f_\theta(z)]="
                r"\int_z f_\theta(z)[\nabla_\theta p_\theta(z)]\,\mathrm{d}z+"
                r"E_{p_\theta(z)}[\nabla_\theta f_\theta(z)]",
            ),
        ),
    ),
    Claim(
        id="N0-63",
        lines=(137, 137),
        section=REP,
        kind=Kind.IDENTITY,
        paraphrase="The product rule.",
        latex=r"(uv)'=u'v+uv'",
        quote="第三行是变量乘法的导数公式",
        says=given(u, v).eq(
            Partial(u(x) * v(x), theta),
            Partial(u(x), theta) * v(x) + u(x) * Partial(v(x), theta),
        ),
    ),
    Claim(
        id="N0-64",
        lines=(137, 138),
        section=REP,
        kind=Kind.PROPERTY,
        paraphrase="The first term cannot be written as an expectation, because f_θ is a function "
        "to be optimised and need not be a density; so this way leads nowhere.",
        latex=r"f_{\theta}(z)",
        quote=r"最后一步是分2个式子，前者是不能变化到期望公式的，因为$f_{\theta}(z)$是目标函数不一"
        r"定是概率密度…目前的方法无法用于求解，故引出重参数技巧",
        says=not_always(given(p_theta, f_theta).eq(through_p, score_term)),
        instead=(
            Reading(
                given(p_theta, f_theta).eq(moving_law, score_term + mean_slope),
                "it is an expectation under p_θ itself: the gradient of p_θ is p_θ times the "
                "score, the gradient of log p_θ",
                latex=r"\int_z f_\theta(z)\nabla_\theta p_\theta(z)\,\mathrm{d}z="
                r"E_{p_\theta(z)}[f_\theta(z)\nabla_\theta\log p_\theta(z)]",
            ),
        ),
        see_also=("N0-61",),
    ),
    Claim(
        id="N0-65",
        lines=(141, 144),
        section=REP,
        kind=Kind.IDENTITY,
        paraphrase="If ε has a fixed law and z = g(x, ε) has the law p(z), the mean of f(z) is "
        "the mean of f(g(x, ε)).",
        latex=r"z=g_{\theta}(x,\epsilon)\notag\\",
        says=given(noise, latent, f).eq(E(latent, f), E(noise, lambda e: f(latent.generator(e)))),
        see_also=("N0-94",),
    ),
    Claim(
        id="N0-66",
        lines=(144, 144),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The gradient of the mean of f_θ(z) is that of the mean of f(g_θ(x, ε)), where "
        "f has lost its θ.",
        latex=r"\nabla_{\theta} E_{p_{\theta}(z)}[f_{\theta}(z)]&=\nabla_{\theta} "
        r"E_{p(\epsilon)}[f(g_{\theta}(x,\epsilon))]\notag\\",
        says=given(noise, latent, f_theta, f_other).eq(
            Partial(E(latent, f_theta), theta),
            Partial(E(noise, lambda e: f_other(latent.generator(e))), theta),
        ),
        covers=special_case("a g that does not depend on θ"),
        readings=(
            Reading(
                given(noise, latent, f_theta).eq(
                    Partial(E(latent, f_theta), theta),
                    Partial(E(noise, lambda e: f_theta(latent.generator(e))), theta),
                ),
                "with $f_\\theta$ on both sides, or for an $f$ that does not depend on θ",
                Severity.NOTATION,
                r"\nabla_\theta E_{p_\theta(z)}[f_\theta(z)]="
                r"\nabla_\theta E_{p(\epsilon)}[f_\theta(g_\theta(x,\epsilon))]",
            ),
        ),
        see_also=("N0-65",),
        differs=Difference(Why.READING, "g does not depend on θ"),
    ),
    Claim(
        id="N0-67",
        lines=(145, 145),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The law of ε is free of θ, so the gradient goes inside the mean.",
        latex=r"&= E_{p(\epsilon)}[\nabla_{\theta}f(g_{\theta}(x,\epsilon))]\notag\\",
        says=given(noise, path).eq(Partial(E(noise, path), theta), path_gradient),
        differs=Difference(Why.READING, "f(g_θ(x, ε)) is any function of ε and θ"),
    ),
    Claim(
        id="N0-68",
        lines=(146, 146),
        section=REP,
        kind=Kind.STEP,
        paraphrase="The mean of the gradient equals the average over m draws of ε.",
        latex=r"&= \frac{1}{m}\sum_{i=1}^m\nabla_{\theta}f(g_{\theta}(x,\epsilon^{(i)}))\notag",
        says=given(noise, path, draws).eq(
            path_gradient, total(lambda k: Partial(path(draws[k]), theta), 1, m) / m
        ),
        readings=(
            Reading(
                given(noise, path).eq(path_gradient, total(lambda _: path_gradient, 1, m) / m),
                "in the mean over the draws: the average is an unbiased estimate, ≈ and not =",
                Severity.NOTATION,
                r"E_{p(\epsilon)}[\nabla_\theta f(g_\theta(x,\epsilon))]=\frac1m\sum_{i=1}^m "
                r"E_{p(\epsilon^{(i)})}[\nabla_\theta f(g_\theta(x,\epsilon^{(i)}))]",
            ),
        ),
        see_also=("N0-95",),
        differs=Difference(Why.READING, "the samples are points, whose mean is no expectation"),
    ),
    Claim(
        id="N0-69",
        lines=(150, 150),
        section=REP,
        kind=Kind.PROSE,
        paraphrase="The difficulty is moved to ε rather than solved; g resembles a generator and "
        "ε the noise of a GAN.",
        latex=r"\epsilon",
        quote="通过定义固定分布的…来转移无法对带参数…的z求梯度的问题…因此问题没解决，只是转移了…"
        "最后一步使用Monte Carlo方法得到近似解。这是一篇2018的博客，其实从现在的眼光看，g是"
        "生成器的前身，满足固定分布的…很像GAN里的噪声，以及VAE隐藏变量里满足正态分布变量的"
        "假设",
        reason="an opinion and a comparison; what the change of variable gives is line 145",
        see_also=("N0-67",),
    ),
    Claim(
        id="N0-70",
        lines=(152, 152),
        section=REP,
        kind=Kind.PROPERTY,
        paraphrase="Drawing z from p_θ directly is possible, but the gradient at the draws need "
        "not give the gradient of the mean.",
        latex=r"p_{\theta}(z)",
        says=not_always(
            given(p_theta, f).eq(
                Partial(E(p_theta, f), theta), E(p_theta, lambda z: Partial(f(z), theta))
            )
        ),
        covers=part("that one can draw from p_θ is left"),
    ),
)
