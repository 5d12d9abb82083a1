r"""Note N2, lines 55-86: KL divergence and cross-entropy."""

from __future__ import annotations

from sympy import Expr, Symbol, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    FiniteLaw,
    H,
    Labels,
    Normal,
    Partial,
    Table,
    given,
    midpoint,
    not_always,
    total,
)
from derivecheck.notes.n2_information import N, P, half, outcomes, u
from derivecheck.reading.claim import Claim, Kind, Reading

DIVERGENCE, CROSS = "KL散度", "交叉熵"

Q, R = FiniteLaw("q", N), FiniteLaw("r", N)
Y = Labels("y", N)
a, sigma = Symbol("a", positive=True), Symbol("sigma", positive=True)
mu, nu = Symbol("mu", real=True), Symbol("nu", real=True)
curvature = Partial(Partial(log(a), a), a)
tiny = 1 / (4 * (1 + u))
nearer = midpoint(P, Q)
left, right = Normal(mu, sigma), Normal(nu, sigma)


def log_ratios() -> Expr:
    """Σ p_i log(p_i/q_i)."""
    return total(lambda i: P.at(i) * log(P.at(i) / Q.at(i)), 1, N)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-22",
        lines=(55, 57),
        section=DIVERGENCE,
        kind=Kind.PROSE,
        paraphrase="How are two laws p(x) and q(x) of one variable compared?",
        latex=r"p(x)",
        reason="a question",
    ),
    Claim(
        id="N2-23",
        lines=(59, 59),
        section=DIVERGENCE,
        kind=Kind.PROSE,
        paraphrase="KL tells the law P of the samples from the law Q of the model: as a loss it "
        "is zero exactly for the right model.",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N2-24",
        lines=(61, 61),
        section=DIVERGENCE,
        kind=Kind.DEFINITION,
        paraphrase="The KL divergence of two laws on n outcomes.",
        latex=r"D_{KL}(p||q) = \sum_{i=1}^n p(x_i) \log\left(\frac{p(x_i)}{q(x_i)}\right)",
        says=given(P, Q).eq(KL(P, Q), log_ratios()),
    ),
    Claim(
        id="N2-25",
        lines=(63, 63),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="The closer Q comes to P, the smaller the divergence: moving Q halfway to P "
        "at least halves it.",
        says=given(P, Q).le(KL(P, nearer), KL(P, Q) / 2),
    ),
    Claim(
        id="N2-26",
        lines=(65, 65),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="The logarithm is called a convex function.",
        says=given().ge(curvature, 0),
        readings=(
            Reading(
                given().le(curvature, 0),
                "if 凸 is read as curved upwards, the usage of some Chinese textbooks; the usual "
                "word is concave",
                Severity.CONVENTION,
                r"\frac{d^2\log a}{da^2}=-\frac{1}{a^2}\le 0",
            ),
        ),
    ),
    Claim(
        id="N2-27",
        lines=(65, 65),
        section=DIVERGENCE,
        kind=Kind.INEQUALITY,
        paraphrase="KL is never negative.",
        says=given(P, Q).nonnegative(KL, P, Q),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N2-28",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is zero for equal laws.",
        latex=r"P = Q",
        says=given(P).eq(KL(P, P), 0),
    ),
    Claim(
        id="N2-29",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="The farther two laws are apart, the larger it is: for normal laws of one "
        "width it is the squared distance of the means over 2σ².",
        says=given(left, right).eq(KL(left, right), (mu - nu) ** 2 / (2 * sigma**2)),
        rests_on=("gaussian_kl.univariate",),
    ),
    Claim(
        id="N2-30",
        lines=(67, 67),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL has no upper bound: already on two outcomes it exceeds ½ log(1 + u) for "
        "every u.",
        says=given().gt(KL(Table(half, half), Table(tiny, 1 - tiny)), log(1 + u) / 2),
    ),
    Claim(
        id="N2-31",
        lines=(69, 69),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is not a distance.",
        says=not_always(given(P, Q, R).metric(KL, P, Q, R)),
    ),
    Claim(
        id="N2-32",
        lines=(71, 71),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is not symmetric.",
        latex=r"D_{KL}(p||q) \neq D_{KL}(q||p)",
        says=not_always(given(P, Q).symmetric(KL, P, Q)),
    ),
    Claim(
        id="N2-33",
        lines=(72, 72),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL does not satisfy the triangle inequality.",
        says=not_always(given(P, Q, R).triangle(KL, P, Q, R)),
    ),
    Claim(
        id="N2-34",
        lines=(74, 74),
        section=DIVERGENCE,
        kind=Kind.PROPERTY,
        paraphrase="KL is the information lost by using Q for P: cross-entropy less entropy.",
        says=given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N2-35",
        lines=(78, 80),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="KL by its definition.",
        latex=r"D_{KL}(p||q) &= \sum_{i=1}^n p(x_i) \log\left(\frac{p(x_i)}{q(x_i)}\right)",
        says=given(P, Q).eq(KL(P, Q), log_ratios()),
    ),
    Claim(
        id="N2-36",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="The logarithm of the quotient is split.",
        latex=r"= \sum_{i=1}^n p(x_i) \log(p(x_i)) - \sum_{i=1}^n p(x_i) \log(q(x_i))",
        says=given(P, Q).eq(log_ratios(), outcomes(P, P) - outcomes(P, Q)),
    ),
    Claim(
        id="N2-37",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="The first sum is minus the entropy of p.",
        latex=r"&= -H(p(x)) + \left[-\sum_{i=1}^n p(x_i) \log(q(x_i))\right]",
        says=given(P, Q).eq(outcomes(P, P) - outcomes(P, Q), -H(P) - outcomes(P, Q)),
    ),
    Claim(
        id="N2-38",
        lines=(80, 80),
        section=CROSS,
        kind=Kind.IDENTITY,
        paraphrase="KL is minus the entropy of p plus the cross-entropy.",
        says=given(P, Q).eq(KL(P, Q), -H(P) - outcomes(P, Q)),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N2-39",
        lines=(82, 82),
        section=CROSS,
        kind=Kind.PROSE,
        paraphrase="The first part of the equation is said to be the entropy of p.",
        says=given(P).eq(outcomes(P, P), H(P)),
        readings=(
            Reading(
                given(P).eq(outcomes(P, P), -H(P)),
                "up to the sign: the first part is minus the entropy, as the line above has it",
                Severity.NOTATION,
                r"\sum_{i=1}^n p(x_i)\log(p(x_i))=-H(p)",
            ),
        ),
        see_also=("N2-37",),
    ),
    Claim(
        id="N2-40",
        lines=(82, 82),
        section=CROSS,
        kind=Kind.PROSE,
        paraphrase="The second part is the cross-entropy.",
        says=given(P, Q).eq(-outcomes(P, Q), CE(P, Q)),
    ),
    Claim(
        id="N2-41",
        lines=(84, 84),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy of two laws.",
        latex=r"H(p, q) = -\sum_{i=1}^n p(x_i) \log(q(x_i))",
        says=given(P, Q).eq(CE(P, Q), -outcomes(P, Q)),
    ),
    Claim(
        id="N2-42",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="The divergence of the prediction from the label fits as a measure of their "
        "difference: it is zero exactly where they agree.",
        latex=r"D_{KL}(y||\tilde{y})",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
    ),
    Claim(
        id="N2-43",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="Its part -H(y) is the same for all predictions.",
        latex=r"-H(y)",
        says=given(Y, Q).eq(KL(Y, Q) - CE(Y, Q), -H(Y)),
    ),
    Claim(
        id="N2-44",
        lines=(86, 86),
        section=CROSS,
        kind=Kind.PROPERTY,
        paraphrase="So cross-entropy as a loss ranks predictions as KL does.",
        says=given(Y, Q, R).eq(KL(Y, Q) - KL(Y, R), CE(Y, Q) - CE(Y, R)),
    ),
)
