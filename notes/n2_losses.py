r"""Note N2, lines 88-169: softmax, NLLLoss and CrossEntropyLoss as the library defines them.

The library's functions are written from its documentation: NLLLoss is minus the mean of the entries
that it is given, without a logarithm of its own; CrossEntropyLoss takes scores.
"""

from __future__ import annotations

from sympy import Expr, Integer, KroneckerDelta, Lambda, Mul, Symbol, exp, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    Family,
    FiniteLaw,
    Index,
    Labels,
    Measure,
    Outcomes,
    Pointwise,
    Routine,
    given,
    not_always,
    total,
)
from derivecheck.reading.claim import Claim, Difference, Kind, Reading, Why, part

LIBRARY, SOFTMAX = "CrossEntropyLoss in Pytorch", "softmax"
NLL, CROSS, EXAMPLE = "NLLLOSS", "交叉熵", "CrossEntropyLoss 的计算过程"

K = Symbol("K", integer=True, positive=True)
n = Symbol("n", integer=True, positive=True)
i, k = (Symbol(name, integer=True, positive=True) for name in "ik")
labels, predictions = Labels("P", K), FiniteLaw("Q", K)
scores, more_scores = Family("x", K), Family("x", n + 1)
batch = (Family("x", 5), Family("y", 5), Family("z", 5))
SEVEN = tuple(map(Integer, (1, 2, 3, 4, 1, 2, 3)))
SEVEN_PRINTED = ("0.024", "0.064", "0.175", "0.475", "0.024", "0.064", "0.175")


def partition(x: Family) -> Expr:
    """Σ exp(x_j) over the classes."""
    return total(lambda j: exp(x[j]), 1, x.size)


def from_zero(j: Expr) -> Expr:
    """exp(x_j) for entries counted from 0."""
    return exp(more_scores[j + 1])


def softmax(x: Family) -> Measure:
    """The law exp(x_i)/Σ exp(x_j)."""
    j = Symbol("_", integer=True)
    return Pointwise(Lambda(j, exp(x[j]) / partition(x)), Outcomes(x.size))


def twice(x: Family) -> Measure:
    """The softmax of the softmax."""
    j, p = Symbol("_", integer=True), softmax(x)
    again = exp(p.at(j)) / total(lambda m: exp(p.at(m)), 1, x.size)
    return Pointwise(Lambda(j, again), Outcomes(x.size))


def log_softmax(x: Family, j: Expr) -> Expr:
    """x_j - log Σ exp(x)."""
    return x[j] - log(partition(x))


def nll_loss(entry: Measure) -> Expr:
    """NLLLoss as documented, for labels P: -Σ P(y) X(y), where X is what it is given."""
    return -total(lambda j: labels.at(j) * entry.at(j), 1, K)


def nll_of_logs(entry: Measure) -> Expr:
    """NLLLoss of the logarithms of a law."""
    return -total(lambda j: labels.at(j) * log(entry.at(j)), 1, K)


def nll_of_log_softmax() -> Expr:
    """NLLLoss of the log-softmax of the scores."""
    return -total(lambda j: labels.at(j) * log_softmax(scores, j), 1, K)


def cross_entropy_loss() -> Expr:
    """CrossEntropyLoss as documented: Σ P(y) (log Σ exp x - x_y)."""
    return total(lambda j: labels.at(j) * (log(partition(scores)) - scores[j]), 1, K)


def mean_loss(loss_of: tuple[Expr, ...]) -> Expr:
    """The mean over a batch."""
    return sum(loss_of, Integer(0)) / len(loss_of)


def labelled(law: Measure, label: int) -> Expr:
    """Σ of -log q_j over five classes, weighted by the one-hot label."""
    return total(lambda j: KroneckerDelta(j, label) * -log(law.at(j)), 1, 5)


def seventh(j: int) -> Expr:
    """One entry of the softmax of 1, 2, 3, 4, 1, 2, 3."""
    return exp(SEVEN[j]) / sum(map(exp, SEVEN))


TARGETS = (1, 0, 4)
by_cross_entropy = mean_loss(
    tuple(labelled(softmax(x), t + 1) for x, t in zip(batch, TARGETS, strict=True))
)
by_nll = mean_loss(tuple(-log_softmax(x, t + 1) for x, t in zip(batch, TARGETS, strict=True)))

of_line_137 = part(
    "NLLLoss is that of line 137, without a logarithm; with the formula of line 135 the line is "
    "false"
)

Line = tuple[int, int]  # of a program: how deep it stands, and whether it is the head of a block
CLASS: tuple[Line, ...] = ((0, 1),)
METHODS: tuple[Line, ...] = ((0, 1), (4, 0), (4, 0), (4, 0), (0, 1), (4, 0), (4, 0), (4, 0))
TRAINING: tuple[Line, ...] = ((0, 0),) * 7
MENDED = (*CLASS, *((depth + 4, opens) for depth, opens in METHODS), *TRAINING)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-45",
        lines=(88, 90),
        section=LIBRARY,
        kind=Kind.API,
        paraphrase="For K classes CrossEntropyLoss is put directly on a last layer of K outputs: "
        "of scores x and a label k it is log Σ exp x - x_k.",
        latex="nn.CrossEntropyLoss",
        says=given(scores, Index(k, K)).eq(
            -log(softmax(scores).at(k)), log(partition(scores)) - scores[k]
        ),
        covers=part("what a network looks like is left"),
    ),
    Claim(
        id="N2-46",
        lines=(92, 123),
        section=LIBRARY,
        kind=Kind.API,
        paraphrase="A program: a network of two linear layers, the loss, Adam, one step of "
        "training.",
        says=given().eq(Routine("is_indented", *CLASS, *METHODS, *TRAINING), 1),
        covers=part(
            "the names F, nn, model, learning_rate, images and labels are defined elsewhere, and "
            "the "
            "program prints nothing"
        ),
        readings=(
            Reading(
                given().eq(Routine("is_indented", *MENDED), 1),
                "with the two methods indented under the class",
                Severity.NOTATION,
                r"\texttt{class Net(torch.nn.Module):\quad def \_\_init\_\_,\ def forward}",
            ),
        ),
    ),
    Claim(
        id="N2-47",
        lines=(125, 127),
        section=SOFTMAX,
        kind=Kind.DEFINITION,
        paraphrase="The softmax of entries x_0, …, x_n is the exponentials over their sum.",
        latex=r"\text{softmax}(x_i) = \frac{\exp(x_i)}{\sum_{j=0}^n \exp(x_j)}",
        says=given(more_scores, Index(i, n + 1)).eq(
            log(exp(more_scores[i]) / total(from_zero, 0, n)),
            more_scores[i] - log(total(from_zero, 0, n)),
        ),
    ),
    Claim(
        id="N2-48",
        lines=(129, 129),
        section=SOFTMAX,
        kind=Kind.PROPERTY,
        paraphrase="It turns numbers into probabilities: positive, with sum one.",
        quote="完成从一系列数值到概率的归一",
        says=given(scores, Index(i, K)).every(
            given(scores).eq(total(lambda j: softmax(scores).at(j), 1, K), 1),
            given(scores, Index(i, K)).gt(softmax(scores).at(i), 0),
        ),
    ),
    Claim(
        id="N2-49",
        lines=(129, 129),
        section=SOFTMAX,
        kind=Kind.PROPERTY,
        paraphrase="It makes the largest entry stand out and suppresses those far below it.",
        quote="并且在归一后能够凸显最大值，并抑制远低于最大值的其他分量",
        says=given(scores, Index(i, K), Index(k, K)).le(
            softmax(scores).at(i), exp(scores[i] - scores[k])
        ),
        covers=part(
            "how much the largest stands out is left; what is checked is that an entry g below "
            "another has at most the share e^-g"
        ),
    ),
    Claim(
        id="N2-50",
        lines=(129, 129),
        section=SOFTMAX,
        kind=Kind.NUMERIC,
        paraphrase="The softmax of 1, 2, 3, 4, 1, 2, 3 to three decimals.",
        latex="[0.024, 0.064, 0.175, **0.475**, 0.024, 0.064, 0.175]",
        quote="例如输入[1,2,3,4,1,2,3]对应softmax函数的输出值为",
        says=given().every(
            *(given().rounds(seventh(j), text) for j, text in enumerate(SEVEN_PRINTED))
        ),
    ),
    Claim(
        id="N2-51",
        lines=(131, 131),
        section=NLL,
        kind=Kind.PROSE,
        paraphrase="The negative log-likelihood loss is for classification with C classes.",
        reason="what it is used for",
    ),
    Claim(
        id="N2-52",
        lines=(133, 133),
        section=NLL,
        kind=Kind.API,
        paraphrase="It amounts to the difference of the vector of log-probabilities and the "
        "label: minus the entry of the label.",
        says=given(predictions, Index(k, K)).eq(
            -total(lambda j: KroneckerDelta(j, k) * log(predictions.at(j)), 1, K),
            -log(predictions.at(k)),
        ),
    ),
    Claim(
        id="N2-53",
        lines=(135, 135),
        section=NLL,
        kind=Kind.API,
        paraphrase="NLLLoss of Q is given as minus the sum of P(y) log Q(y).",
        latex=r"NLLLoss = L(P, Q) = - \sum_y P(y) \log(Q(y))",
        says=given(labels, predictions).eq(nll_loss(predictions), nll_of_logs(predictions)),
        instead=(
            Reading(
                given(labels, scores).eq(nll_of_log_softmax(), cross_entropy_loss()),
                "NLLLoss takes no logarithm: it is -Σ P(y) X(y), and what it is given must be "
                "log-probabilities X = log Q",
                latex=r"NLLLoss(P, X) = -\sum_y P(y)\,X(y),\quad X=\log Q",
            ),
        ),
        see_also=("N2-54", "N2-59"),
        differs=Difference(Why.SLIP, "the formula has a logarithm that the words after it deny"),
    ),
    Claim(
        id="N2-54",
        lines=(137, 137),
        section=NLL,
        kind=Kind.API,
        paraphrase="The formula just given is no cross-entropy: it has no logarithm.",
        says=given(labels, predictions).eq(nll_of_logs(predictions), nll_loss(predictions)),
        readings=(
            Reading(
                not_always(
                    given(labels, predictions).eq(nll_loss(predictions), CE(labels, predictions))
                ),
                "of the library's function, -Σ P(y) Q(y); the formula printed above it does have "
                "the logarithm and is the cross-entropy",
                Severity.NOTATION,
                r"-\sum_y P(y)\,Q(y)\ne H(P,Q)",
            ),
        ),
        see_also=("N2-53",),
    ),
    Claim(
        id="N2-55",
        lines=(139, 142),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="CrossEntropyLoss of scores is the cross-entropy of the label and their "
        "softmax.",
        latex=r"CrossEntropyLoss(P, Q) &= H(P, \text{softmax}(Q))",
        says=given(labels, scores).eq(cross_entropy_loss(), CE(labels, softmax(scores))),
    ),
    Claim(
        id="N2-56",
        lines=(142, 142),
        section=CROSS,
        kind=Kind.DEFINITION,
        paraphrase="Written out over the classes.",
        latex=r"= - \sum_y P(y) \log(\text{softmax}(Q(y)))",
        says=given(labels, scores).eq(CE(labels, softmax(scores)), nll_of_logs(softmax(scores))),
        differs=Difference(Why.READING, "softmax(Q) is the law with the logits Q"),
    ),
    Claim(
        id="N2-57",
        lines=(143, 143),
        section=CROSS,
        kind=Kind.STEP,
        paraphrase="This is NLLLoss of the log-softmax.",
        latex=r"&= NLLLoss(P, \log \text{softmax}(Q))",
        says=given(labels, scores).eq(nll_of_logs(softmax(scores)), nll_of_log_softmax()),
        covers=of_line_137,
        see_also=("N2-53", "N2-54"),
    ),
    Claim(
        id="N2-58",
        lines=(141, 144),
        section=CROSS,
        kind=Kind.IDENTITY,
        paraphrase="The chain from end to end.",
        says=given(labels, scores).eq(cross_entropy_loss(), nll_of_log_softmax()),
        covers=of_line_137,
        see_also=("N2-57",),
    ),
    Claim(
        id="N2-59",
        lines=(146, 146),
        section=CROSS,
        kind=Kind.API,
        paraphrase="The criterion is log-softmax followed by NLLLoss.",
        latex="`nn.LogSoftmax()` and `nn.NLLLoss()`",
        says=given(scores, Index(k, K)).eq(-log_softmax(scores, k), -log(softmax(scores).at(k))),
    ),
    Claim(
        id="N2-60",
        lines=(148, 163),
        section=CROSS,
        kind=Kind.API,
        paraphrase="For three rows of five scores and the targets 1, 0, 4 both programs give the "
        "same mean loss.",
        latex="# y1 == y2",
        says=given(*batch).eq(by_cross_entropy, by_nll),
    ),
    Claim(
        id="N2-61",
        lines=(165, 165),
        section=CROSS,
        kind=Kind.API,
        paraphrase="CrossEntropyLoss needs no softmax layer before it: of the scores themselves it "
        "is the cross-entropy of the label and their softmax, and a second softmax changes that.",
        quote="CrossEntropyLoss 之前不需要加softmax 层",
        says=given(labels, scores).every(
            given(labels, scores).eq(cross_entropy_loss(), CE(labels, softmax(scores))),
            not_always(
                given(labels, scores).eq(CE(labels, twice(scores)), CE(labels, softmax(scores)))
            ),
        ),
    ),
    Claim(
        id="N2-62",
        lines=(165, 165),
        section=CROSS,
        kind=Kind.API,
        paraphrase="Labels are said to have to be one-hot: class indices such as 1, 0, 4 are not "
        "taken.",
        quote="且标签要是one-hot 形式, 例如分类问题",
        says=given().eq(Routine("accepts_indices", 5, TARGETS), 0),
        instead=(
            Reading(
                given().eq(Routine("accepts_indices", 5, TARGETS), 1),
                "labels are class indices 0 … C-1, as in the program above (or class "
                "probabilities, of which one-hot rows are a special case)",
                latex=r"target\in\{0,\dots,C-1\}",
            ),
        ),
        see_also=("N2-60", "N2-85"),
    ),
    Claim(
        id="N2-63",
        lines=(167, 169),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="Three images in three classes are said to give a tensor of size 33.",
        latex="33",
        says=given().eq(Mul(3, 3, evaluate=False), 33),
        readings=(
            Reading(
                given().eq(Mul(3, 3, evaluate=False), 9),
                "read $m\\times N$ and $3\\times 3$; the signs of multiplication are lost",
                Severity.NOTATION,
                r"m\times N,\quad 3\times 3",
            ),
        ),
    ),
)
