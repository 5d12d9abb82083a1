"""Mistakes from public threads that were collected after the catalogue of slips stood.

What is named behind them when they are first met says how far the catalogue goes.
"""

from __future__ import annotations

from sympy import Rational, exp, log, sqrt, symbols
from sympy import pi as PI

from derivecheck.language import (
    KL,
    E,
    Exponential,
    Family,
    FiniteLaw,
    Index,
    Joint,
    JointLaw,
    Normal,
    Outcomes,
    given,
    integral,
    point,
    total,
)
from derivecheck.mistakes.slips import Slip
from tests.support.mistakes_of_notes import LAWS, LOST, POWER, SIGN, Public, equation

half = Rational(1, 2)
N, M, K = symbols("N M K", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
J = Joint("p")
x, z = point("x"), point("z")
px, pz = J.of_x.at(x), J.of_z.at(z)
backward, forward = J.z_given(x).at(z), J.x_given(z).at(x)
s, rate = symbols("sigma lambda", positive=True)
mu, at = symbols("mu x", real=True)
normal, standard = Normal(mu, s), Normal(0, 1)
density = exp(-((at - mu) ** 2) / (2 * s**2)) / sqrt(2 * PI * s**2)
squares = (at - mu) ** 2 / (2 * s**2)
data, logits = Family("x", N), Family("z", K)
sample = total(lambda k: data[k] ** 2, 1, N) / (2 * s**2)
three = JointLaw("p", ("x", Outcomes(N)), ("y", Outcomes(M)), ("z", Outcomes(K)))
i, j, k = symbols("i j k", integer=True, positive=True)
BAYES = (
    equation(
        "mml-book/mml-book.github.io#70",
        LAWS,
        given(J),
        backward,
        forward * pz / pz,
        forward * pz / px,
    ),
    equation(
        "ml874/Data-Science-Cheatsheet#1",
        (*LAWS, Slip.INVERSE),
        given(J),
        backward,
        forward * px / pz,
        forward * pz / px,
    ),
    equation(
        "betanalpha/knitr_case_studies#36",
        LAWS,
        given(J),
        backward,
        backward * pz / px,
        forward * pz / px,
    ),
    equation(
        "probml/pml2-book#141",
        LAWS,
        given(J),
        backward,
        forward * pz / integral(lambda u: J.at(x, u) * J.of_z.at(u)),
        forward * pz / integral(lambda u: J.x_given(u).at(x) * J.of_z.at(u)),
    ),
)
OTHERS = (
    Public(
        "rwitten/HighPerfLLMs2024#3",
        (Slip.EXPONENTIAL,),
        given(logits).eq(
            total(lambda n: exp(logits[n]), 1, K) / total(lambda n: logits[n], 1, K), 1
        ),
        given(logits).eq(
            total(lambda n: exp(logits[n]), 1, K) / total(lambda n: exp(logits[n]), 1, K), 1
        ),
    ),
    equation(
        "gw-odw/odw-2023#38 (second equation)",
        (Slip.FACTOR, *POWER),
        given(normal),
        normal.at(at),
        exp(-((at - mu) ** 2) / s) / sqrt(2 * PI * s**2),
        density,
    ),
    equation(
        "gw-odw/odw-2023#38 (last equation)",
        SIGN,
        given(normal),
        log(normal.at(at)),
        -half * ((at - mu) ** 2 / s**2 - log(2 * PI * s**2)),
        -half * ((at - mu) ** 2 / s**2 + log(2 * PI * s**2)),
    ),
    equation(
        "vasishth/LM#3",
        SIGN,
        given(normal),
        log(normal.at(at)),
        half * log(2 * PI * s**2) - squares,
        -half * log(2 * PI * s**2) - squares,
    ),
    equation(
        "mml-book/mml-book.github.io#149",
        LOST,
        given(P),
        E(P, lambda n: n),
        total(lambda n: P.at(n), 1, N),
        total(lambda n: n * P.at(n), 1, N),
    ),
    equation(
        "matheusfacure/python-causality-handbook#206",
        POWER,
        given(normal),
        s,
        E(normal, lambda u: (u - mu) ** 2),
        sqrt(E(normal, lambda u: (u - mu) ** 2)),
    ),
    equation(
        "csound/manual#607",
        LOST,
        given(Exponential(rate)),
        E(Exponential(rate), lambda u: u),
        Rational(69515, 100000) / rate,
        1 / rate,
    ),
    equation(
        "THUDM/slime#2039",
        LAWS,
        given(P, Q),
        E(P, lambda n: log(P.at(n)) - log(Q.at(n))),
        KL(Q, P),
        KL(P, Q),
    ),
    equation(
        "rbardenet/bml-course#5",
        (*LOST, Slip.MEAN),
        given(data, Normal(0, s)),
        total(lambda n: log(Normal(0, s).at(data[n])), 1, N),
        -log(s) - N * log(2 * PI) / 2 - sample,
        -N * log(s) - N * log(2 * PI) / 2 - sample,
    ),
    Public(
        "probml/pml-book#638",
        SIGN,
        given(standard).eq(
            -half * E(standard, lambda u: -(u**2)) + half * E(standard, lambda u: u**2), 0
        ),
        given(standard).eq(
            half * E(standard, lambda u: -(u**2)) + half * E(standard, lambda u: u**2), 0
        ),
    ),
    equation(
        "probml/pml2-book#490",
        LAWS,
        given(three, Index(i, N), Index(j, M), Index(k, K)),
        three.law("x", y=j, z=k).at(i) * three.law("z", y=j).at(k),
        three.at(x=i, y=j) / three.at(y=j),
        three.at(x=i, y=j, z=k) / three.at(y=j),
    ),
)

OF_LATER_THREADS: tuple[Public, ...] = (*BAYES, *OTHERS)
