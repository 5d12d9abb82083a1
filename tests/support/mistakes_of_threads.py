"""Mistakes that readers reported in public threads, as statements: repository and number.

Only threads that say what stands there and what should stand there; no sentence is repeated.
A formula for many coordinates or many examples is stated for one where the slip is in each.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import E as EULER
from sympy import Expr, KroneckerDelta, Rational, Symbol, exp, log, sqrt, symbols
from sympy import pi as PI

from derivecheck.language import (
    CE,
    JS,
    KL,
    Density,
    Different,
    E,
    Family,
    FiniteLaw,
    H,
    Index,
    Interval,
    Joint,
    JointLaw,
    Normal,
    Outcomes,
    Partial,
    Table,
    Uniform,
    bernoulli,
    given,
    midpoint,
    point,
    total,
)
from derivecheck.mistakes.slips import Slip
from tests.support.mistakes_of_notes import (
    BRACKET,
    FACTOR,
    FUNCTIONAL,
    INDEX,
    LAWS,
    LETTER,
    LOGARITHM,
    LOST,
    OPERATOR,
    OPTIMUM,
    POWER,
    SIGN,
    TERM,
    Public,
    equation,
)

half = Rational(1, 2)
N, M = symbols("N M", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
both = given(P, Q)
s, s1, s2 = symbols("sigma sigma_1 sigma_2", positive=True)
mu, mu1, mu2, lam = symbols("mu mu_1 mu_2 lambda", real=True)


def each(f: Callable[[Expr], Expr]) -> Expr:
    """The sum over the N outcomes."""
    return total(f, 1, N)


ratio = each(lambda k: P.at(k) * log(P.at(k) / Q.at(k)))
DIVERGENCES = (
    equation(
        "rasbt/machine-learning-book#44",
        LOGARITHM,
        both,
        KL(P, Q),
        each(lambda k: P.at(k) * P.at(k) / Q.at(k)),
        ratio,
    ),
    equation("Arhosseini77/SUM#6", SIGN, both, KL(P, Q), -ratio, ratio),
    equation(
        "probml/pml-book#11",
        LAWS,
        both,
        KL(P, Q),
        each(lambda k: Q.at(k) * log(Q.at(k) / P.at(k))),
        ratio,
    ),
    Public(
        "StanfordDataCompressionClass/notes#9",
        (Slip.INVERSE,),
        both.ge(E(P, lambda k: log(Q.at(k) / P.at(k))), 0),
        both.ge(E(P, lambda k: log(P.at(k) / Q.at(k))), 0),
    ),
    equation(
        "probml/pml-book#471",
        SIGN,
        both,
        KL(P, Q),
        -each(lambda k: P.at(k) * log(Q.at(k))) - each(lambda k: P.at(k) * log(P.at(k))),
        -each(lambda k: P.at(k) * log(Q.at(k))) + each(lambda k: P.at(k) * log(P.at(k))),
    ),
    equation(
        "wangshusen/DRL#40",
        LAWS,
        both,
        H(P),
        -each(lambda k: P.at(k) * log(Q.at(k))),
        -each(lambda k: P.at(k) * log(P.at(k))),
    ),
    equation(
        "japan-medical-ai/medical-ai-course-materials#82",
        FUNCTIONAL,
        both,
        CE(P, Q),
        each(lambda k: P.at(k) * log(Q.at(k) / P.at(k))),
        -each(lambda k: P.at(k) * log(Q.at(k))),
    ),
    equation(
        "evansenter/diverge#1",
        LAWS,
        both,
        JS(P, Q),
        KL(P, Q) / 2 + KL(Q, P) / 2,
        KL(P, midpoint(P, Q)) / 2 + KL(Q, midpoint(P, Q)) / 2,
    ),
)

latent, standard = Normal(mu, s), Normal(0, 1)
first, second = Normal(mu1, s1), Normal(mu2, s2)
unit = given(latent)
x = Symbol("x", real=True)
close = (s1**2 + (mu2 - mu1) ** 2) / s2**2
a = Symbol("a", real=True)
mix = given(Interval(a), Normal(mu1, s1), Normal(mu2, s2))
squared = a * mu1**2 + (1 - a) * mu2**2
average = a * mu1 + (1 - a) * mu2
within = a * s1**2 + (1 - a) * s2**2
flips = Table((1 - a) / 2, (1 + a) / 2)
z = Family("z", N)
NORMALS = (
    equation(
        "SupaeroDataScience/deep-learning#6",
        FACTOR,
        unit,
        KL(latent, standard),
        mu**2 + s**2 - log(s) - half,
        (mu**2 + s**2) / 2 - log(s) - half,
    ),
    equation(
        "FluxML/model-zoo#147",
        SIGN,
        given(Normal(mu, exp(lam))),
        KL(Normal(mu, exp(lam)), standard),
        (exp(2 * lam) + mu**2 - 1 + 2 * lam) / 2,
        (exp(2 * lam) + mu**2 - 1 - 2 * lam) / 2,
    ),
    equation(
        "udlbook/udlbook#184",
        BRACKET,
        given(first, second),
        KL(first, second),
        log(s2**2 / s1**2 - 1 + close) / 2,
        (log(s2**2 / s1**2) - 1 + close) / 2,
    ),
    equation(
        "Unity-Technologies/ml-agents#4319",
        FACTOR,
        unit,
        H(latent),
        log(2 * PI * EULER * s**2),
        log(2 * PI * EULER * s**2) / 2,
    ),
    equation(
        "mml-book/mml-book.github.io#131",
        SIGN,
        unit,
        latent.at(x),
        exp((x - mu) ** 2 / (2 * s**2)) / sqrt(2 * PI * s**2),
        exp(-((x - mu) ** 2) / (2 * s**2)) / sqrt(2 * PI * s**2),
    ),
    equation(
        "seeingtheory/Seeing-Theory#50",
        POWER,
        unit,
        E(latent, lambda u: u**2) - mu**2,
        E(latent, lambda u: u - mu),
        E(latent, lambda u: (u - mu) ** 2),
    ),
    equation(
        "zhengqigao/PRML-Solution-Manual#3",
        BRACKET,
        given(Interval(a, -1, 1)),
        (1 + a) / 2 + (1 - a) / 2 - ((1 + a) / 2 - (1 - a) / 2) ** 2,
        (1 - a) ** 2,
        1 - a**2,
    ),
    equation(
        "mml-book/mml-book.github.io#141",
        OPERATOR,
        mix,
        a * E(first, lambda u: (u - average) ** 2)
        + (1 - a) * E(second, lambda u: (u - average) ** 2),
        within + squared * average**2,
        within + squared - average**2,
    ),
    equation(
        "huggingface/diffusion-models-class#18",
        POWER,
        given(Interval(a), standard),
        E(standard, lambda u: (sqrt(1 - a) * u) ** 2),
        sqrt(1 - a),
        1 - a,
    ),
    equation(
        "mattblackwell/gov2002-book#75",
        POWER,
        given(z),
        total(lambda k: z[k] ** 2, 1, N)
        + total(lambda k: total(lambda n: (1 - KroneckerDelta(k, n)) * z[k] * z[n], 1, N), 1, N),
        N**2 * E(Uniform(N), lambda k: z[k]),
        N**2 * E(Uniform(N), lambda k: z[k]) ** 2,
    ),
)

y, p = symbols("y p", real=True)
label = given(Interval(y), Interval(p))
score, exps = Symbol("f", real=True), Family("z", N)
labels = FiniteLaw("y", N, zeros=True)


def sigmoid(u: Expr) -> Expr:
    """1/(1 + e^-u)."""
    return 1 / (1 + exp(-u))


def loss(seen: Expr, said: Expr) -> Expr:
    """The binary cross-entropy."""
    return -seen * log(said) - (1 - seen) * log(1 - said)


def softmax(k: Expr, over: Expr | None = None) -> Expr:
    """e^z_k / Σ e^z, or the sum of one entry N times."""
    return exp(exps[k]) / each(lambda n: exp(exps[n if over is None else over]))


two = given(exps, Index(i, N), Index(j, N), Different(i, j))
binary = CE(bernoulli(y), bernoulli(p))
CLASSIFICATION = (
    equation(
        "rasbt/machine-learning-book#239",
        SIGN,
        label,
        binary,
        -y * log(p) + (1 - y) * log(1 - p),
        loss(y, p),
    ),
    equation("zhufengx/SRN_multilabel#7", SIGN, label, binary, -loss(y, p), loss(y, p)),
    equation(
        "CamDavidsonPilon/Probabilistic-Programming-and-Bayesian-Methods-for-Hackers#438",
        LETTER,
        label,
        binary,
        loss(p, y),
        loss(y, p),
    ),
    equation(
        "google-deepmind/optax#1040",
        BRACKET,
        given(labels, exps),
        -each(lambda k: labels.at(k) * log(softmax(k))),
        log(each(lambda k: labels.at(k) * softmax(k))),
        -each(lambda k: labels.at(k) * log(softmax(k))),
    ),
    Public(
        "fengdu78/deeplearning_ai_books#63",
        INDEX,
        given(exps, Index(j, N)).eq(each(lambda k: softmax(j)), 1),
        given(exps, Index(j, N)).eq(each(softmax), 1),
    ),
    Public(
        "cs231n/cs231n.github.io#244",
        SIGN,
        given().rounds(log(Rational(1, 3)), "1.1"),
        given().rounds(-log(Rational(1, 3)), "1.1"),
    ),
    equation(
        "slds-lmu/lecture_i2ml#294",
        SIGN,
        given(Interval(y)),
        loss(y, sigmoid(score)),
        y * score - log(1 + exp(score)),
        -y * score + log(1 + exp(score)),
    ),
    equation(
        "sausheong/gonn#8",
        OPERATOR,
        given(),
        Partial(sigmoid(score), score),
        sigmoid(score) - (1 - sigmoid(score)),
        sigmoid(score) * (1 - sigmoid(score)),
    ),
    equation(
        "esokolov/ml-course-hse#16",
        SIGN,
        given(),
        (sigmoid(score) - 1) * y,
        y / (exp(score) + 1),
        -y / (exp(score) + 1),
    ),
    equation(
        "schneider128k/machine_learning_course#1",
        LOST,
        given(),
        Partial(sigmoid(score), score),
        1 - sigmoid(score),
        sigmoid(score) * (1 - sigmoid(score)),
    ),
    equation(
        "dragen1860/Deep-Learning-with-TensorFlow-book#103",
        INDEX,
        two,
        Partial(softmax(i), exps[j]),
        -softmax(j) * softmax(j),
        -softmax(i) * softmax(j),
    ),
    equation(
        "probml/pml2-book#139",
        TERM,
        given(),
        log(sigmoid(score)),
        -log(exp(-score)),
        -log(1 + exp(-score)),
    ),
    equation(
        "telmo-correa/all-of-statistics#23",
        SIGN,
        given(P, Index(i, N), Index(j, N), Different(i, j)),
        E(P, lambda k: (KroneckerDelta(k, i) - P.at(i)) * (KroneckerDelta(k, j) - P.at(j))),
        P.at(i) * P.at(j),
        -P.at(i) * P.at(j),
    ),
)

J = Joint("p")
here = point("x")
q_z = Density("q", here)
p_xy = JointLaw("p", ("x", Outcomes(N)), ("y", Outcomes(M)))
px, py = (p_xy.law(v) for v in "xy")
counts, weights = Family("n", N, sign="positive"), FiniteLaw("v", N)


def over_pairs(f: Callable[[Expr, Expr], Expr]) -> Expr:
    """The sum over x and y of p(x, y) f(x, y)."""
    return each(lambda k: total(lambda n: p_xy.at(x=k, y=n) * f(k, n), 1, M))


joint_entropy = -over_pairs(lambda k, n: log(p_xy.at(x=k, y=n)))
given_y = -over_pairs(lambda k, n: log(p_xy.at(x=k, y=n) / p_xy.at(y=n)))
given_x = -over_pairs(lambda k, n: log(p_xy.at(x=k, y=n) / p_xy.at(x=k)))
information = over_pairs(lambda k, n: log(p_xy.at(x=k, y=n) / (p_xy.at(x=k) * p_xy.at(y=n))))
reconstruction = E(q_z, lambda u: log(J.x_given(u).at(here)))
elbo = E(q_z, lambda u: log(J.at(here, u)) - log(q_z.at(u)))
t = Symbol("t", real=True)
b, c = symbols("b c", positive=True)
critic = b * log(t) + c * log(1 - t)
LATENT = (
    equation(
        "cbueth/infomeasure#12",
        LAWS,
        given(p_xy),
        given_y,
        joint_entropy - H(px),
        joint_entropy - H(py),
    ),
    equation(
        "christiando/gaussian-toolbox#29",
        SIGN,
        given(p_xy),
        information,
        given_x - H(py),
        H(py) - given_x,
    ),
    equation(
        "probml/pml2-book#23",
        LOGARITHM,
        given(J, q_z),
        log(J.of_x.at(here)) - KL(q_z, J.z_given(here)),
        E(q_z, lambda u: log(J.at(here, u)) - q_z.at(u)),
        elbo,
    ),
    equation(
        "probml/pml2-book#91",
        LAWS,
        given(J, q_z),
        elbo,
        reconstruction - KL(q_z, J.of_x),
        reconstruction - KL(q_z, J.of_z),
    ),
    Public(
        "probml/pml2-book#310",
        OPTIMUM,
        given().minimum(critic, t, b / (b + c), 0, 1),
        given().maximum(critic, t, b / (b + c), 0, 1),
    ),
    equation(
        "nndl/nndl#576",
        TERM,
        given(weights, P, counts),
        each(lambda k: weights.at(k) * log(P.at(k) * counts[k] / weights.at(k))),
        each(lambda k: weights.at(k) * (log(P.at(k)) + log(counts[k]))),
        each(lambda k: weights.at(k) * (log(P.at(k)) + log(counts[k]) - log(weights.at(k)))),
    ),
)

OF_THREADS: tuple[Public, ...] = (*DIVERGENCES, *NORMALS, *CLASSIFICATION, *LATENT)
