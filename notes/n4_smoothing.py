"""Note N4, lines 87-100: label smoothing.

There is one true class i and M = K - 1 >= 1 others.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import Family, Index, Interval, Partial, given, total
from derivecheck.notes.n4_gradient import SECTION
from derivecheck.notes.n4_paths import N, apart, e, each, i, j, logits, one, others, p
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part

M = Symbol("M", integer=True, positive=True)
epsilon = Symbol("epsilon", positive=True)
K = M + 1
small = Interval(epsilon)


smoothed = given(logits, Index(i, N), small)


def smooth(k: Expr) -> Expr:
    """The smoothed label of class k."""
    hit = KroneckerDelta(k, i)
    return hit * (1 - epsilon) + (1 - hit) * epsilon / (K - 1)


def one_hot(k: Expr) -> Expr:
    """The one-hot label of class k."""
    return KroneckerDelta(k, i)


scores = Family("z", K)
all_but = total(lambda k: (1 - KroneckerDelta(k, i)) * exp(scores[k]), 1, K)
both = all_but + exp(scores[i])


def slope(label: Callable[[Expr], Expr]) -> Expr:
    """∂/∂z_i of the cross-entropy of a label with the softmax of the scores."""
    whole = total(lambda k: exp(scores[k]), 1, K)
    return Partial(-total(lambda k: label(k) * log(exp(scores[k]) / whole), 1, K), scores[i])


CLAIMS = (
    Claim(
        id="N4-43",
        lines=(87, 87),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="The question why label smoothing works, seen from the gradient.",
        reason="a question",
    ),
    Claim(
        id="N4-44",
        lines=(89, 99),
        section=SECTION,
        kind=Kind.DEFINITION,
        paraphrase="A smoothed label gives 1 - ε to the true class and ε/(K - 1) to each of the "
        "others.",
        latex=r"""y_i=\left\{
\begin{aligned}
& 1-\epsilon\ \ \ \ ,\text{i is true label} \\
& \frac \epsilon {K-1} \ ,\text{otherwise}
\end{aligned}
\right.""",
        says=given(Index(i, K), small).eq(total(smooth, 1, K), 1),
        covers=part("the values are a definition; what is checked is that they are a law"),
    ),
    Claim(
        id="N4-45",
        lines=(89, 99),
        section=SECTION,
        kind=Kind.PROPERTY,
        paraphrase="Unlike a one-hot label it is below one at the true class and above zero at "
        "the others.",
        latex=r"& \frac \epsilon {K-1} \ ,\text{otherwise}",
        quote="区别于传统 one-hot的label",
        says=given(small).every(
            given(small).lt(1 - epsilon, 1), given(small).gt(epsilon / (K - 1), 0)
        ),
    ),
    Claim(
        id="N4-46",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.DEFINITION,
        paraphrase="The output is the softmax of the logits.",
        latex=r"p_i=\frac{\exp(z_i)}{\sum_j\exp(z_j)}",
        quote="由于",
        says=one.eq(log(p(i)), logits[i] - log(each(e))),
        see_also=("N4-11",),
        differs=Difference(Why.READING, "by its logarithm, since p is defined so"),
    ),
    Claim(
        id="N4-47",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="Because p_i is a softmax, a one-hot label asks for exp(z_i) to be the sum of "
        "all exponentials: the derivative of the loss by z_i, times that sum, is the difference "
        "of the two sides.",
        latex=r"\exp(z_i)=\sum_{j\neq i} \exp(z_j) + \exp(z_i)",
        quote="对于one-hot的label来说要求",
        says=given(scores, Index(i, K)).eq(slope(one_hot) * both, exp(scores[i]) - both),
        differs=Difference(Why.CONDITION, "what a one-hot label asks for, as a derivative"),
    ),
    Claim(
        id="N4-48",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="That is the condition that the other exponentials sum to zero.",
        latex=r"\sum_{j\neq i}\exp(z_j) = 0",
        quote="也就是要求",
        says=one.eq(each(e) - e(i), others(e)),
        differs=Difference(Why.CONDITION, "as a step from the condition before"),
    ),
    Claim(
        id="N4-49",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.INEQUALITY,
        paraphrase="A sum of zero asks for every other logit to go to minus infinity, since no "
        "exponential exceeds the sum of all.",
        latex=r"\sum_{j\neq i}\exp(z_j) = 0",
        quote="要求所有不是label对应维度的logits趋近于负无穷",
        says=apart.le(e(j), others(e)),
        see_also=("N4-50",),
        differs=Difference(Why.CONDITION, "what the equation asks of every other logit"),
    ),
    Claim(
        id="N4-50",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="As the output of the label's class approaches one, the other logits "
        "themselves approach minus infinity: exp(z_j) is at most the odds against the class.",
        quote="要求所有不是label对应维度的logits趋近于负无穷",
        says=apart.le(e(j), (1 - p(i)) / p(i)),
        readings=(
            Reading(
                apart.le(e(j) / e(i), (1 - p(i)) / p(i)),
                "if $z_i$ is held fixed: only the gaps $z_j-z_i$ have to go to minus infinity",
                Severity.IMPRECISE,
                r"z_j-z_i\to-\infty",
            ),
        ),
    ),
    Claim(
        id="N4-51",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="A smoothed label asks for exp(z_i) to be 1 - ε times the sum of all "
        "exponentials: the derivative of the loss by z_i, times that sum, is the difference of "
        "the two sides.",
        latex=r"\exp(z_i)=(1-\epsilon)\left[\sum_{j\neq i} \exp(z_j) + \exp(z_i)\right]",
        quote="而对于label smooth来说要求",
        says=given(scores, Index(i, K), small).eq(
            slope(smooth) * both, exp(scores[i]) - (1 - epsilon) * both
        ),
        differs=Difference(Why.CONDITION, "what a smoothed label asks for, as a derivative"),
    ),
    Claim(
        id="N4-52",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.IDENTITY,
        paraphrase="Rearranged: exp(z_i) is (1 - ε)/ε times the sum of the other exponentials "
        "(the two conditions differ by the factor ε).",
        latex=r"\exp(z_i) = \frac{(1-\epsilon)}{\epsilon}\cdot \sum_{j\neq i}\exp(z_j)",
        quote="移项化简有",
        says=smoothed.eq(
            e(i) - (1 - epsilon) * (others(e) + e(i)),
            epsilon * (e(i) - (1 - epsilon) / epsilon * others(e)),
        ),
        differs=Difference(Why.CONDITION, "as a step from the condition before"),
    ),
    Claim(
        id="N4-53",
        lines=(100, 100),
        section=SECTION,
        kind=Kind.PROSE,
        paraphrase="This is said to help optimisation.",
        quote="有助于优化",
        reason="an expectation about training, left open in the note",
    ),
)
