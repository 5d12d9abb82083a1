"""Note N4, lines 37-85: every line of the gradient of the softmax cross-entropy."""

from __future__ import annotations

from sympy import Expr, KroneckerDelta

from derivecheck.findings.evidence import Severity
from derivecheck.language import Given, Partial, Relation
from derivecheck.notes.n4_paths import (
    APART,
    ASSEMBLED,
    SAME,
    apart,
    at_outputs,
    each,
    gradient,
    i,
    j,
    log_loss,
    logits,
    loss,
    one,
    p,
    path,
    two,
    written_loss,
)
from derivecheck.reading.claim import Claim, Kind, Reading, part

SECTION = "交叉熵 Cross Entropy"


def step(
    id: str, line: int, paraphrase: str, latex: str, says: Relation, kind: Kind = Kind.STEP
) -> Claim:
    """A line of a chain against the line before."""
    return Claim(
        id=id,
        lines=(line, line),
        section=SECTION,
        kind=kind,
        paraphrase=paraphrase,
        latex=latex,
        says=says,
        rests_on=("softmax_gradient.jacobian",),
    )


def link(where: Given, chain: tuple[Expr, ...], k: int) -> Relation:
    """Line k of a chain equals the line before."""
    return where.eq(chain[k - 1], chain[k])


CLAIMS = (
    Claim(
        id="N4-12",
        lines=(37, 39),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="A picture shows how the logits reach the loss through the outputs.",
        reason="refers to a picture that is not part of the text",
    ),
    Claim(
        id="N4-13",
        lines=(41, 43),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="By the chain rule the derivative of the loss by a logit is the sum, over all "
        "outputs, of the derivative by the output times the derivative of the output.",
        latex=r"\frac{\part \mathcal{L}}{\part z_i} = \sum_{j=1}^N \left(\frac{\part \mathcal{L}}"
        r"{\part p_j} \cdot \frac{\part p_j}{\part z_i}\right)",
        says=one.eq(gradient, each(path)),
        rests_on=("softmax_gradient.gradient",),
    ),
    Claim(
        id="N4-14",
        lines=(45, 47),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="Each term of the sum is one path of the computational graph.",
        quote="求和中的子项即计算图中的一条”路径",
        reason="names the terms of a formula and refers to a picture",
    ),
    Claim(
        id="N4-15",
        lines=(49, 49),
        section=SECTION,
        kind=Kind.PROPERTY,
        paraphrase="Because of the softmax every p_j is a function of z_i, so that the sum is "
        "needed: for i ≠ j its derivative is not zero, but negative.",
        quote="由于 $softmax$ 操作，所有 $p_j$ 都是 $z_i$ 的函数，所以需要求和操作",
        says=apart.lt(Partial(p(j), logits[i]), 0),
        covers=part("that the sum is needed is the chain rule of line 43"),
        rests_on=("softmax_gradient.jacobian",),
        see_also=("N4-13",),
    ),
    Claim(
        id="N4-16",
        lines=(49, 49),
        section=SECTION,
        kind=Kind.PROPERTY,
        paraphrase="The derivative of an output by a logit differs between equal and different "
        "indices: it is p_j (1 - p_i) or -p_j p_i.",
        quote=r"但由于$softmax$操作，$i,j$ 不同/相同的情况下 $p_j$ 对 $z_i$ 的偏导不一致…当 $i\neq"
        r" j$ 时有",
        says=two.eq(Partial(p(j), logits[i]), p(j) * (KroneckerDelta(i, j) - p(i))),
        rests_on=("softmax_gradient.jacobian",),
    ),
    step(
        "N4-17",
        52,
        "For i ≠ j the loss in the path through p_j is written out as -Σ y_k log p_k.",
        r"\frac{\part \mathcal{L}}{\part p_j}\cdot \frac{\part p_j}{\part z_i} \bigg|_{i\neq j}&= "
        r"\frac{\part }{\part p_j}\left[-\sum_{k=1}^Ny_k\log p_k\right]\cdot "
        r"\frac{\part p_j}{\part z_i}",
        apart.eq(path(j), APART[0]),
        Kind.DEFINITION,
    ),
    step(
        "N4-18",
        53,
        "The derivative of the loss by p_j keeps one term, -y_j / p_j.",
        r"&=-\frac{y_j}{p_j}\cdot \frac{\part p_j}{\part z_i}",
        link(apart, APART, 1),
    ),
    step(
        "N4-19",
        54,
        "The output p_j is written as a softmax.",
        r"&=-\frac{y_j}{p_j}\cdot \frac{\part }{\part z_i}\left[\frac{\exp(z_j)}"
        r"{\sum_{k=1}^{N}\exp(z_k)}\right]",
        link(apart, APART, 2),
        Kind.DEFINITION,
    ),
    step(
        "N4-20",
        55,
        "The term with index i is taken out of the sum in the denominator.",
        r"&=-\frac{y_j}{p_j}\cdot \frac{\part }{\part z_i}\left[\frac{\exp(z_j)}"
        r"{\sum_{k\neq i}^{N}\exp(z_k)+\exp(z_i)}\right]",
        link(apart, APART, 3),
    ),
    step(
        "N4-21",
        56,
        "The quotient is differentiated; its numerator does not depend on z_i.",
        r"&=-\frac{y_j}{p_j}\cdot \left[\frac{-\exp(z_i)\cdot\exp(z_j)}"
        r"{[\sum_{k=1}^{N}\exp(z_k)]^2}\right]",
        link(apart, APART, 4),
    ),
    step(
        "N4-22",
        57,
        "The fraction is split into two; a dot stands before the first with nothing before it.",
        r"&=-\frac{y_j}{p_j}\cdot \left[-\cdot\frac{\exp(z_i)}{\sum_{k=1}^{N}\exp(z_k)} \cdot "
        r"\frac{\exp(z_j)}{\sum_{k=1}^{N}\exp(z_k)}\right]",
        link(apart, APART, 5),
        Kind.IDENTITY,
    ),
    step(
        "N4-23",
        58,
        "The two fractions are the outputs p_i and p_j; two signs stand side by side without "
        "brackets.",
        r"&=-\frac{y_j}{p_j}\cdot-p_i\cdot p_j",
        link(apart, APART, 6),
        Kind.DEFINITION,
    ),
    step(
        "N4-24",
        59,
        "For i ≠ j the path through p_j contributes y_j p_i.",
        r"&=y_j \cdot p_i",
        link(apart, APART, 7),
        Kind.IDENTITY,
    ),
    Claim(
        id="N4-25",
        lines=(52, 59),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="First and last line of the path i ≠ j: it contributes y_j p_i.",
        latex=r"y_j \cdot p_i",
        says=apart.eq(path(j), APART[-1]),
        rests_on=("softmax_gradient.jacobian",),
    ),
    Claim(
        id="N4-26",
        lines=(65, 65),
        section=SECTION,
        kind=Kind.DEFINITION,
        paraphrase="For i = j the loss in the bracket is written with the label y_i in every "
        "term of the sum over k.",
        latex=r"-\sum_{k=1}^Ny_i\log p_k",
        says=one.eq(at_outputs(loss), at_outputs(written_loss)),
        readings=(
            Reading(
                one.eq(at_outputs(loss), at_outputs(log_loss)),
                "the label has the index of the sum: $y_k$, not $y_i$",
                Severity.NOTATION,
                r"-\sum_{k=1}^Ny_k\log p_k",
            ),
        ),
        see_also=("N4-17",),
    ),
    step(
        "N4-27",
        65,
        "For i = j the path through p_i is the derivative of the bracket times that of p_i.",
        r"\frac{\part \mathcal{L}}{\part p_j}\cdot \frac{\part p_j}{\part z_i} \bigg|_{i=j}&= "
        r"\frac{\part }{\part p_i}\left[-\sum_{k=1}^Ny_i\log p_k\right]\cdot "
        r"\frac{\part p_i}{\part z_i}",
        one.eq(path(i), SAME[0]),
    ),
    step(
        "N4-28",
        66,
        "The derivative of the bracket by p_i is -y_i / p_i.",
        r"&=-\frac{y_i}{p_i}\cdot \frac{\part p_i}{\part z_i}",
        link(one, SAME, 1),
    ),
    step(
        "N4-29",
        67,
        "The output p_i is written as a softmax.",
        r"&=-\frac{y_i}{p_i}\cdot \frac{\part }{\part z_i}\left[\frac{\exp(z_i)}"
        r"{\sum_{k=1}^{N}\exp(z_k)}\right]",
        link(one, SAME, 2),
        Kind.DEFINITION,
    ),
    step(
        "N4-30",
        68,
        "The term with index i is taken out of the sum in the denominator.",
        r"&=-\frac{y_i}{p_i}\cdot \frac{\part }{\part z_i}\left[\frac{\exp(z_i) }"
        r"{\sum_{k\neq i}^{N}\exp(z_k)+\exp(z_i)}\right]",
        link(one, SAME, 3),
    ),
    step(
        "N4-31",
        69,
        "The quotient is differentiated; numerator and denominator depend on z_i.",
        r"&=-\frac{y_i}{p_i}\cdot \left[\frac{\exp(z_i)\cdot\sum_{k=1}^N\exp(z_k)-\exp(z_i)\cdot"
        r"\exp(z_i)}{[\sum_{k=1}^{N}\exp(z_k)]^2}\right]",
        link(one, SAME, 4),
    ),
    step(
        "N4-32",
        70,
        "exp(z_i) is factored out of the numerator; a dot stands first in the bracket.",
        r"&=-\frac{y_i}{p_i}\cdot \left[\cdot\frac{\exp(z_i)}{\sum_{k=1}^{N}\exp(z_k)} \cdot "
        r"\frac{\left(\sum_{k=1}^{N}\exp(z_k)\right)-\exp(z_i)}{\sum_{k=1}^{N}\exp(z_k)}\right]",
        link(one, SAME, 5),
    ),
    step(
        "N4-33",
        71,
        "The second fraction is one minus the softmax; a dot stands first in the bracket.",
        r"&=-\frac{y_i}{p_i}\left[\cdot\frac{\exp(z_i)}{\sum_{k=1}^{N}\exp(z_k)} \cdot "
        r"\left(1-\frac{\exp(z_i)}{\sum_{k=1}^{N}\exp(z_k)}\right)\right]",
        link(one, SAME, 6),
    ),
    step(
        "N4-34",
        72,
        "The two factors are p_i and 1 - p_i.",
        r"&=-\frac{y_i}{p_i}\cdot p_i \cdot (1-p_i)",
        link(one, SAME, 7),
        Kind.DEFINITION,
    ),
    step(
        "N4-35",
        73,
        "For i = j the path contributes y_i (p_i - 1).",
        r"&=y_i\cdot (p_i - 1)",
        link(one, SAME, 8),
    ),
    Claim(
        id="N4-36",
        lines=(65, 73),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="First and last line of the path i = j: it contributes y_i (p_i - 1).",
        latex=r"y_i\cdot (p_i - 1)",
        says=one.eq(path(i), SAME[-1]),
        rests_on=("softmax_gradient.jacobian",),
    ),
    Claim(
        id="N4-37",
        lines=(77, 77),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="The two kinds of paths are put into the chain rule, equation (5).",
        quote="考虑公式(5)，则求导改写为",
        reason="a reference to an equation whose number the text does not show",
        see_also=("N4-13",),
    ),
    Claim(
        id="N4-38",
        lines=(80, 80),
        section=SECTION,
        kind=Kind.STEP,
        paraphrase="The contribution of a single output p_j, without a sum over j on the left, "
        "equals the contributions of all outputs.",
        latex=r"\frac{\part \mathcal{L}}{\part p_j}\cdot \frac{\part p_j}{\part z_i}&="
        r"\sum_{j\neq i}^N y_j\cdot p_i + y_i\cdot(p_i-1)",
        says=two.eq(path(j), ASSEMBLED[0]),
        readings=(
            Reading(
                one.eq(each(path), ASSEMBLED[0]),
                r"the left side is summed over $j$; one path is not the whole derivative",
                Severity.NOTATION,
                r"\sum_{j=1}^N\frac{\part \mathcal{L}}{\part p_j}\cdot\frac{\part p_j}{\part z_i}="
                r"\sum_{j\neq i}^N y_j\cdot p_i + y_i\cdot(p_i-1)",
            ),
        ),
        rests_on=("softmax_gradient.jacobian",),
        see_also=("N4-13",),
    ),
    step(
        "N4-39",
        81,
        "p_i comes out of the sum and the product is multiplied out.",
        r"&=p_i\sum_{j\neq i}^Ny_j + (p_i \cdot y_i - y_i)",
        link(one, ASSEMBLED, 1),
    ),
    step(
        "N4-40",
        82,
        "The term p_i y_i completes the sum over all labels.",
        r"&=p_i\sum_{j}^Ny_j - y_i",
        link(one, ASSEMBLED, 2),
    ),
    step(
        "N4-41",
        83,
        "The labels sum to one, which leaves p_i - y_i.",
        r"&=p_i - y_i",
        link(one, ASSEMBLED, 3),
    ),
    Claim(
        id="N4-42",
        lines=(43, 83),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="The derivative of the cross-entropy by a logit is output minus label, "
        "for labels that sum to one.",
        latex=r"p_i - y_i",
        says=one.eq(gradient, ASSEMBLED[-1]),
        rests_on=("softmax_gradient.gradient",),
    ),
)
