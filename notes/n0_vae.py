r"""Note N0, "VAE中的相对熵": the VAE objective and the two ELBO chains.

p_θ(x, z) is a joint density at a fixed θ and q_φ(z|x) a conditional density.  x is one data point.
"""

from __future__ import annotations

from sympy import E as EULER
from sympy import Expr, Lambda, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    KL,
    Density,
    E,
    Joint,
    Line,
    Normal,
    Partial,
    Pointwise,
    given,
    integral,
    point,
)
from derivecheck.reading.claim import Claim, Kind, Reading, special_case

ABOUT = "怎么回事"
ACTUAL = "相对熵（现实vs理论）"
LOSS = "VAE损失函数的相对熵"

x = point("x")
phi, mu = Symbol("phi", real=True), Symbol("mu", real=True)
sigma = Symbol("sigma", positive=True)
latent, standard = Normal(mu, sigma), Normal(0, 1)
p, r = Joint("p"), Joint("r")
q, s, q_phi = Density("q", x), Density("s", x), Density("q", x, phi)
px, pz = p.of_x.at(x), p.of_z
joint_in_z = Pointwise(Lambda(point("u"), p.at(x, point("u"))), Line())
BITS = log(2)
LOG_OF_E = log(EULER)


def likelihood(z: Expr) -> Expr:
    """p(x|z)."""
    return p.x_given(z).at(x)


def elbo(model: Joint, law: Density) -> Expr:
    """E_q[log p(x, z) - log q(z|x)]."""
    return E(law, lambda z: log(model.at(x, z)) - log(law.at(z)))


def best_bound(model: Joint) -> Expr:
    """The ELBO with the exact posterior in the place of q."""
    posterior = model.z_given(x)
    return E(posterior, lambda z: log(model.at(x, z)) - log(posterior.at(z)))


def code_length(z: Expr) -> Expr:
    """-log p(x|z)."""
    return -log(likelihood(z))


ratio_line = E(q, lambda z: log(q.at(z) / p.at(x, z))) / BITS
spurious_line = E(q, lambda z: log(q.at(z) * px / (likelihood(z) * pz.at(z)))) / BITS
product_line = E(q, lambda z: log(q.at(z) / (likelihood(z) * pz.at(z)))) / BITS
evidence_line = product_line + log(px) / BITS
split_line = E(q, lambda z: log(q.at(z) / pz.at(z)) + code_length(z)) / BITS
closing_line = (KL(q, pz) + E(q, code_length)) / BITS

# log without a base, in the unit of the note's relative entropy, the bit
objective_1 = elbo(p, q) / BITS
objective_2 = -E(q, lambda z: log(q.at(z)) - log(p.at(x, z))) / BITS
objective_3 = -KL(q, joint_in_z) / BITS
objective_4 = (-KL(q, pz) + E(q, lambda z: log(likelihood(z)))) / BITS

gap = r"\log p_\theta(x)=\mathrm{ELBO}+D_{\mathrm{KL}}(q_\phi(z|x)\,\|\,p_\theta(z|x))"


def dropped_evidence() -> tuple[Expr, Expr]:
    """The two sides of "drop the constant", differentiated by φ."""
    whole = E(q_phi, lambda z: log(q_phi.at(z) / (likelihood(z) * pz.at(z)))) / BITS
    return Partial(whole + log(px) / BITS, phi), Partial(whole, phi)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N0-71",
        lines=(158, 158),
        section=ABOUT,
        kind=Kind.PROSE,
        paraphrase="The likelihood that a VAE maximises is log p(x|z).",
        latex=r"\log p_{\theta}(x|z)",
        quote="VAE是为了求极大似然估计",
        says=given(p).eq(log(px), log(likelihood(point("z")))),
        instead=(
            Reading(
                given(p, q).eq(log(px), elbo(p, q) + KL(q, p.z_given(x))),
                "the evidence log p(x) is maximised, not the likelihood at one latent z",
                latex=gap,
            ),
        ),
        rests_on=("elbo.evidence",),
    ),
    Claim(
        id="N0-72",
        lines=(158, 158),
        section=ABOUT,
        kind=Kind.INEQUALITY,
        paraphrase="The ELBO is a lower bound of the evidence log p(x).",
        quote="最终要求的是ELBO Evidence Lower BOund (ELBO)",
        says=given(p, q).le(elbo(p, q), log(px)),
        rests_on=("elbo.bound", "divergence.gibbs_densities"),
    ),
    Claim(
        id="N0-73",
        lines=(158, 158),
        section=ABOUT,
        kind=Kind.PROPERTY,
        paraphrase="The smaller the lower bound, the larger the likelihood: of two models with "
        "their bounds, the one with the smaller bound has the larger evidence.",
        quote="下界越小似然估计就越大，这是VAE损失函数的由来",
        says=given(p, r, q, s).le((log(px) - log(r.of_x.at(x))) * (elbo(p, q) - elbo(r, s)), 0),
        instead=(
            Reading(
                given(p, r).ge((log(px) - log(r.of_x.at(x))) * (best_bound(p) - best_bound(r)), 0),
                "the other way round, and where the bound is tight: with their exact posteriors as "
                "q, the model with the larger bound has the larger evidence",
                latex=r"(\log p(x)-\log r(x))\,(\mathrm{ELBO}_{p}-\mathrm{ELBO}_{r})\ge 0"
                r"\ \text{ for } q=p(z|x),\ r(z|x)",
            ),
        ),
        rests_on=("elbo.bound",),
    ),
    Claim(
        id="N0-74",
        lines=(159, 159),
        section=ABOUT,
        kind=Kind.DEFINITION,
        paraphrase="The data x and the model give the theoretical joint law p(x, z).",
        latex=r"p_{\theta}(x,z)",
        says=given(p).eq(integral(lambda a: integral(lambda b: p.at(a, b))), 1),
    ),
    Claim(
        id="N0-75",
        lines=(160, 160),
        section=ABOUT,
        kind=Kind.DEFINITION,
        paraphrase="What has to be inferred is q(z|x), the law of the latent given real data.",
        latex=r"q_{\phi}(z|x)",
        quote="需要推断现实数据",
        reason="names the object; the role that the note gives to it is judged with line 161",
    ),
    Claim(
        id="N0-76",
        lines=(160, 161),
        section=ABOUT,
        kind=Kind.PROSE,
        paraphrase="The variational law is p(z), and inference means to fit it to q: the gap that "
        "inference closes is the divergence of q(z|x) from p(z).",
        latex=r"p_{\theta}(z)",
        quote="构造变分分布…通过p去拟合q达到推断目的",
        says=given(p, q).eq(log(px), elbo(p, q) + KL(q, pz)),
        instead=(
            Reading(
                given(p, q).eq(log(px), elbo(p, q) + KL(q, p.z_given(x))),
                "q(z|x) is the variational law, and it is fitted to the posterior p(z|x)",
                latex=gap,
            ),
        ),
        rests_on=("elbo.evidence",),
    ),
    Claim(
        id="N0-77",
        lines=(162, 162),
        section=ABOUT,
        kind=Kind.PROPERTY,
        paraphrase="A normal p(z) may be assumed, but for the reason of the section before its "
        "gradient is inconvenient; so it is moved to another law.",
        latex=r"p_{\theta}(z)",
        quote=r"我可以假设$p_{\theta}(z)$是正态分布，但是由于上述原因（重参数章节），求梯度真的不"
        r"方便，因此通过转移的方式（变分推断思想体现）",
        says=given(latent, standard).every(
            given(latent, standard).eq(
                E(latent, lambda z: z**2), E(standard, lambda e: (mu + sigma * e) ** 2)
            ),
            given(standard).eq(
                Partial(mu**2 + sigma**2, mu), E(standard, lambda e: 2 * (mu + sigma * e))
            ),
        ),
        covers=special_case(
            "the mean of z² under N(μ, σ²), whose gradient is a mean over ε ~ N(0, 1)"
        ),
        see_also=("N0-70", "N0-65"),
    ),
    Claim(
        id="N0-78",
        lines=(167, 167),
        section=ACTUAL,
        kind=Kind.DEFINITION,
        paraphrase="The relative entropy of q(z|x) and p(x, z) is the mean of log q/p under q.",
        latex=r"RelativeEntropy(q_{\phi}(z|x),p_{\theta}(x,z))&=E_{q_{\phi}(z|x)}"
        r"[log_2^{\frac{q_{\phi}(z|x)}{p_{\theta}(x,z)}}]\notag\\",
        says=given(p, q).eq(KL(q, joint_in_z) / BITS, ratio_line),
    ),
    Claim(
        id="N0-79",
        lines=(167, 167),
        section=ACTUAL,
        kind=Kind.DEFINITION,
        paraphrase="The second argument of the relative entropy, p(x, z) as a function of z, is a "
        "law of z.",
        latex=r"RelativeEntropy(q_{\phi}(z|x),p_{\theta}(x,z))",
        says=given(p).eq(integral(lambda z: p.at(x, z)), 1),
        readings=(
            Reading(
                given(p).eq(integral(lambda z: p.at(x, z)), px),
                "as a mean of a log-ratio only: $p(x,\\cdot)$ has mass $p(x)$, so the value is "
                "no divergence of two laws and may be negative",
                Severity.NOTATION,
                r"\int p_\theta(x,z)\,\mathrm{d}z=p_\theta(x)",
            ),
        ),
        see_also=("N0-85", "N0-88", "N0-89"),
    ),
    Claim(
        id="N0-80",
        lines=(168, 168),
        section=ACTUAL,
        kind=Kind.STEP,
        paraphrase="With the joint density factorised, the log-ratio is "
        "log q(z|x) p(x) / (p(x|z) p(z)).",
        latex=r"&=E_{q_{\phi}(z|x)}[log_2^{\frac{q_{\phi}(z|x)p_{\theta}(x)}"
        r"{p_{\theta}(x|z)p_{\theta}(z)}}]\notag\\",
        says=given(p, q).eq(ratio_line, spurious_line),
        instead=(
            Reading(
                given(p, q).eq(ratio_line, product_line),
                "a factor p(x) too many: p(x,z) = p(x|z) p(z) needs none",
                latex=r"=E_{q_\phi(z|x)}\Big[\log_2\frac{q_\phi(z|x)}"
                r"{p_\theta(x|z)\,p_\theta(z)}\Big]",
            ),
        ),
    ),
    Claim(
        id="N0-81",
        lines=(169, 169),
        section=ACTUAL,
        kind=Kind.STEP,
        paraphrase="log p(x) does not depend on z and comes out of the mean.",
        latex=r"&=E_{q_{\phi}(z|x)}[log_2^{\frac{q_{\phi}(z|x)}{p_{\theta}(x|z)p_{\theta}(z)}}]"
        r"+log_2^{p_{\theta}(x)} 去掉最后常数项\notag\\",
        says=given(p, q).eq(spurious_line, evidence_line),
    ),
    Claim(
        id="N0-82",
        lines=(169, 170),
        section=ACTUAL,
        kind=Kind.STEP,
        paraphrase="The constant log p(x) is dropped, and the chain goes on with an equals sign.",
        latex=r"+log_2^{p_{\theta}(x)} 去掉最后常数项\notag\\",
        says=given(p, q).eq(evidence_line, split_line),
        readings=(
            Reading(
                given(p, q_phi).eq(*dropped_evidence()),
                "as objectives in φ only: log p(x) does not depend on φ, but it does on θ, and "
                "the two lines are not equal",
                Severity.IMPRECISE,
                r"\nabla_\phi\Big(E_{q_\phi}\Big[\log_2\frac{q_\phi(z|x)}{p_\theta(x|z)"
                r"p_\theta(z)}\Big]+\log_2 p_\theta(x)\Big)=\nabla_\phi E_{q_\phi}\Big["
                r"\log_2\frac{q_\phi(z|x)}{p_\theta(x|z)p_\theta(z)}\Big]",
            ),
        ),
        see_also=("N0-80",),
    ),
    Claim(
        id="N0-83",
        lines=(170, 170),
        section=ACTUAL,
        kind=Kind.STEP,
        paraphrase="Without that constant, the log of the quotient splits into log q/p(z) and "
        "-log p(x|z).",
        latex=r"&=E_{q_{\phi}(z|x)}[log_2^{\frac{q_{\phi}(z|x)}{p_{\theta}(z)}}"
        r"-log_2^{p_{\theta}(x|z)}]\notag\\",
        says=given(p, q).eq(product_line, split_line),
    ),
    Claim(
        id="N0-84",
        lines=(171, 171),
        section=ACTUAL,
        kind=Kind.STEP,
        paraphrase="The two parts are the divergence of q(z|x) from p(z) and the mean code length "
        "of x given z.",
        latex=r"&=RelativeEntropy(q_{\phi}(z|x),p_{\theta}(z)) + "
        r"E_{q_{\phi}(z|x)}[-log_2^{p_{\theta}(x|z)}]\notag",
        says=given(p, q).eq(split_line, closing_line),
        rests_on=("elbo.split",),
    ),
    Claim(
        id="N0-85",
        lines=(167, 171),
        section=ACTUAL,
        kind=Kind.IDENTITY,
        paraphrase="First line against last of the chain, in which two slips cancel.",
        latex=r"RelativeEntropy(q_{\phi}(z|x),p_{\theta}(x,z))",
        says=given(p, q).eq(KL(q, joint_in_z) / BITS, closing_line),
        rests_on=("elbo.split",),
        see_also=("N0-80", "N0-82"),
    ),
    Claim(
        id="N0-86",
        lines=(179, 179),
        section=LOSS,
        kind=Kind.DEFINITION,
        paraphrase="The ELBO is the mean of log p(x, z) - log q(z|x) under q.",
        latex=r"ELBO(\theta,\phi)&=E_{q_{\phi}(z|x)}[\log p_{\theta}(x,z)-\log q_{\phi}(z|x)]"
        r"\notag\\",
        says=given(p, q).eq(
            objective_1,
            integral(lambda z: q.at(z) * (log(p.at(x, z)) - log(q.at(z)))) / BITS,
        ),
    ),
    Claim(
        id="N0-87",
        lines=(180, 180),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="The sign is taken out of the mean.",
        latex=r"&=-E_{q_{\phi}(z|x)}[\log q_{\phi}(z|x)-\log p_{\theta}(x,z)]\notag\\",
        says=given(p, q).eq(objective_1, objective_2),
    ),
    Claim(
        id="N0-88",
        lines=(181, 181),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="This is minus the relative entropy of q(z|x) and p(x, z).",
        latex=r"&=-RelativeEntropy(q_{\phi}(z|x),p_{\theta}(x,z))\notag\\",
        says=given(p, q).eq(objective_2, objective_3),
    ),
    Claim(
        id="N0-89",
        lines=(181, 181),
        section=LOSS,
        kind=Kind.DEFINITION,
        paraphrase="Again p(x, z) stands as the second law of a relative entropy over z.",
        latex=r"RelativeEntropy(q_{\phi}(z|x),p_{\theta}(x,z))",
        says=given(p).eq(integral(lambda z: p.at(x, z)), 1),
        readings=(
            Reading(
                given(p).eq(integral(lambda z: p.at(x, z)), px),
                "as a mean of a log-ratio only: $p(x,\\cdot)$ has mass $p(x)$",
                Severity.NOTATION,
                r"\int p_\theta(x,z)\,\mathrm{d}z=p_\theta(x)",
            ),
        ),
        see_also=("N0-79", "N0-85"),
    ),
    Claim(
        id="N0-91",
        lines=(182, 182),
        section=LOSS,
        kind=Kind.STEP,
        paraphrase="It is minus the divergence of q(z|x) from p(z) plus the mean of the "
        "log-likelihood, with p(x|z) written as an exponent of log and no argument.",
        latex=r"E_{q_{\phi}(z|x)}[log^{p_{\theta}(x|z)}]",
        says=given(p, q).eq(
            objective_3, -KL(q, pz) / BITS + E(q, lambda z: LOG_OF_E ** likelihood(z)) / BITS
        ),
        readings=(
            Reading(
                given(p, q).eq(objective_3, objective_4),
                "read $\\log^{p(x|z)}$ as $\\log p(x|z)$",
                Severity.NOTATION,
                r"-D_{\mathrm{KL}}(q_\phi(z|x)\,\|\,p_\theta(z))+"
                r"E_{q_\phi(z|x)}[\log p_\theta(x|z)]",
            ),
        ),
        see_also=("N0-8",),
    ),
    Claim(
        id="N0-92",
        lines=(179, 182),
        section=LOSS,
        kind=Kind.IDENTITY,
        paraphrase="First line against last: the ELBO is -KL(q(z|x), p(z)) plus the mean "
        "log-likelihood.",
        latex=r"ELBO(\theta,\phi)",
        says=given(p, q).eq(objective_1, objective_4),
        rests_on=("elbo.split",),
        see_also=("N0-91",),
    ),
)
