"""Note N1, part 1: self-information and entropy."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, log, oo

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    Density,
    E,
    FiniteLaw,
    H,
    Index,
    Interval,
    Uniform,
    given,
    integral,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why

INFORMATION = "1.1. 信息量 Self-information"
ENTROPY = "1.2. 熵 Entropy"

N = Symbol("N", integer=True, positive=True)
i = Symbol("i", integer=True)
b, u, v = (Symbol(name, positive=True) for name in "buv")
P = FiniteLaw("p", N, zeros=True)
p = Density("p")


def bits(nats: Expr) -> Expr:
    """A quantity of information in bits."""
    return nats / log(2)


def information(x: Expr) -> Expr:
    """Self-information of an event of probability x, in nats."""
    return -log(x)


SELF_INFORMATION = (
    Claim(
        id="N1-1",
        lines=(48, 51),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="The information of a value x of a discrete variable is -log_b P(x).",
        latex=r"{I}(x)=-\log _{b}{\mathrm  {P}}(x)",
        says=given(P, Index(i, N), Interval(b, 1, oo)).eq(
            information(P.at(i)) / log(b), log(1 / P.at(i)) / log(b)
        ),
    ),
    Claim(
        id="N1-2",
        lines=(53, 53),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="The base b of the logarithm is 2 (the default), e or 10.",
        reason="names the bases that are in use",
    ),
    Claim(
        id="N1-3",
        lines=(55, 56),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="An event of probability p_i carries -log_2 p_i bits.",
        latex=r"I_{e}=-\log _{2}{p_{i}}",
        says=given(P, Index(i, N)).eq(bits(information(P.at(i))), bits(log(1 / P.at(i)))),
        see_also=("N1-5",),
    ),
    Claim(
        id="N1-4",
        lines=(57, 57),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="An event of probability p_i carries -ln p_i nats.",
        latex=r"I_{e}=-\ln {p_{i}}",
        says=given(P, Index(i, N)).eq(information(P.at(i)), log(1 / P.at(i))),
        differs=Difference(Why.READING, "against log 1/p, not against the line before in bits"),
    ),
    Claim(
        id="N1-5",
        lines=(56, 57),
        section=INFORMATION,
        kind=Kind.DEFINITION,
        paraphrase="One symbol with the subscript e stands for the base 2 and the base e "
        "logarithm alike.",
        latex=r"I_{e}=-\log _{2}{p_{i}}",
        says=given(P, Index(i, N)).eq(bits(information(P.at(i))), information(P.at(i))),
        readings=(
            Reading(
                given(P, Index(i, N)).every(
                    given(P, Index(i, N)).eq(bits(information(P.at(i))), bits(log(1 / P.at(i)))),
                    given(P, Index(i, N)).eq(information(P.at(i)), log(1 / P.at(i))),
                ),
                "read the first in bits and the second in nats, as two quantities with names of "
                "their own",
                Severity.NOTATION,
                r"I_{\mathrm{bit}}=-\log_2 p_i,\qquad I_{\mathrm{nat}}=-\ln p_i",
            ),
        ),
    ),
    Claim(
        id="N1-6",
        lines=(58, 60),
        section=INFORMATION,
        kind=Kind.NUMERIC,
        paraphrase="One of 26 equally frequent letters carries 4.7 bits.",
        latex=r"I_{e}=-\log _{2}{1 \over 26}=4.7",
        says=given().rounds(bits(information(Uniform(26).at(Integer(1)))), "4.7"),
    ),
)

DEFINITIONS = (
    Claim(
        id="N1-7",
        lines=(63, 63),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="The information of the events under the law of the events is a random "
        "variable, and its mean is the entropy.",
        says=given(P).eq(E(P, lambda x: information(P.at(x))), H(P)),
        see_also=("N1-8", "N1-39"),
    ),
    Claim(
        id="N1-8",
        lines=(66, 68),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="H(X) is the expectation of the information, -log P(x) with x drawn from X.",
        latex=r"\Eta(X) = \mathrm{E}[\mathrm{I}(X)] "
        r"= \mathrm{E}_{x\sim X}[-\log{\mathrm  {P}}(x)]",
        says=given(P).eq(H(P), E(P, lambda x: -log(P.at(x)))),
    ),
    Claim(
        id="N1-9",
        lines=(71, 72),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For a discrete law the entropy is the sum of probability times information.",
        latex=r"\mathrm{H} (X)=\sum_{x\in X}{{\mathrm  {P}}(x){\mathrm  {I}}(x)}",
        says=given(P).eq(H(P), total(lambda x: P.at(x) * information(P.at(x)), 1, N)),
    ),
    Claim(
        id="N1-10",
        lines=(72, 72),
        section=ENTROPY,
        kind=Kind.STEP,
        paraphrase="The sum of P I is minus the sum of P log P.",
        latex=r"=-\sum_{x\in X}{{\mathrm  {P}}(x)\log{\mathrm  {P}}(x)}",
        says=given(P).eq(
            total(lambda x: P.at(x) * information(P.at(x)), 1, N),
            -total(lambda x: P.at(x) * log(P.at(x)), 1, N),
        ),
    ),
    Claim(
        id="N1-11",
        lines=(73, 74),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="For a density the entropy is the integral of density times information.",
        latex=r"\mathrm{H} (X)=\int_X{{\mathrm  {P}}(x){\mathrm  {I}}(x)}",
        says=given(p).eq(H(p), integral(lambda x: p.at(x) * information(p.at(x)))),
    ),
    Claim(
        id="N1-12",
        lines=(74, 74),
        section=ENTROPY,
        kind=Kind.STEP,
        paraphrase="The integral of P I is minus the integral of P log P.",
        latex=r"=-\int_X{{\mathrm  {P}}(x)\log{\mathrm  {P}}(x)dx}",
        says=given(p).eq(
            integral(lambda x: p.at(x) * information(p.at(x))),
            -integral(lambda x: p.at(x) * log(p.at(x))),
        ),
    ),
    Claim(
        id="N1-13",
        lines=(76, 76),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The unit of entropy is the bit for base 2 (the default), the nat for base e, "
        "the hart for base 10.",
        reason="names of units",
    ),
)

CLAIMS = (*SELF_INFORMATION, *DEFINITIONS)
