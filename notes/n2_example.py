r"""Note N2, lines 171-294: the worked example of CrossEntropyLoss on three images.

The scores are printed to four decimals, so a printed result is right if scores that round to the
printed ones give a value that rounds to it: `printed_softmax` and `printed_log` say just that.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Integer, KroneckerDelta, Mul, Rational, Symbol, exp, log

from derivecheck.language import Family, Index, Interval, Routine, Statement, given, total
from derivecheck.notes.n2_losses import (
    EXAMPLE,
    K,
    log_softmax,
    mean_loss,
    partition,
    scores,
    softmax,
)
from derivecheck.reading.claim import Claim, Kind, Reading

Row = tuple[Rational, ...]


def numbers(*texts: str) -> Row:
    """Printed decimals as exact rationals."""
    return tuple(map(Rational, texts))


SCORES = (
    numbers("-0.1342", "-2.5835", "-0.9810"),
    numbers("0.1867", "-1.4513", "-0.3225"),
    numbers("0.6272", "-0.1120", "0.3048"),
)
TYPED_AGAIN = (
    numbers("-0.1342", "-2.5835", "-0.9810"),
    numbers("0.1867", "-1.4513", "-0.3225"),
    numbers("0.6272", "-0.1120", "0.3048"),
)
PROBABILITIES = (
    ("0.6600", "0.0570", "0.2830"),
    ("0.5570", "0.1083", "0.3347"),
    ("0.4542", "0.2169", "0.3290"),
)
LOGARITHMS = (
    ("-0.4155", "-2.8648", "-1.2623"),
    ("-0.5852", "-2.2232", "-1.0945"),
    ("-0.7893", "-1.5285", "-1.1117"),
)
TARGETS = (0, 2, 1)
PICKED = numbers("0.4155", "1.0945", "1.5285")
half_unit = Rational(1, 20000)  # of the fourth decimal
k = Symbol("k", integer=True, positive=True)
t, u = Symbol("t", positive=True), Symbol("u", positive=True)

Entry = Callable[[Row, int], Expr]


def probability(row: Row, j: int) -> Expr:
    """Softmax of a row, entry j: it grows with score j and falls with the others."""
    return Routine("softmax", row, j + 1)


def log_probability(row: Row, j: int) -> Expr:
    """Its logarithm."""
    return Routine("log_softmax", row, j + 1)


def moved(row: Row, j: int, step: Rational) -> Row:
    """Score j raised and the others lowered by a step."""
    return tuple(x + step if m == j else x - step for m, x in enumerate(row))


def printed(entry: Entry, row: Row, texts: tuple[str, ...]) -> Statement:
    """Every entry, over all scores that round to the row, meets what rounds to the printed one."""
    return given().every(
        *(
            part
            for j, text in enumerate(texts)
            for part in (
                given().le(entry(moved(row, j, -half_unit), j), Rational(text) + half_unit),
                given().ge(entry(moved(row, j, half_unit), j), Rational(text) - half_unit),
            )
        )
    )


def table_row(
    key: str, line: int, entry: Entry, row: int, texts: tuple[str, ...], latex: str
) -> Claim:
    """One row of a table computed from a row of the scores."""
    what = "The logarithms of row" if entry is log_probability else "The softmax of row"
    return Claim(
        id=key,
        lines=(line, line),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase=f"{what} {row + 1}, as far as scores printed to four decimals determine it.",
        latex=latex,
        says=printed(entry, SCORES[row], texts),
    )


def same_entries() -> list[Statement]:
    """The scores typed in again, one by one."""
    return [
        given().eq(a, b)
        for one, other in zip(SCORES, TYPED_AGAIN, strict=True)
        for a, b in zip(one, other, strict=True)
    ]


def largest_first() -> list[Statement]:
    """In every row the first score is the largest."""
    return [given().gt(row[0], x) for row in SCORES for x in row[1:]]


def picked_by_label(x: Family, j: Expr) -> Expr:
    """Minus the sum of the entries weighted by the one-hot label."""
    return -total(lambda m: KroneckerDelta(m, j) * x[m], 1, x.size)


rows = tuple(Family(name, K) for name in "xyz")
at = tuple(Symbol(name, integer=True, positive=True) for name in ("t_1", "t_2", "t_3"))
picks = tuple(Index(j, K) for j in at)
on_scores = Routine("nll_loss", SCORES, TARGETS)
on_log_softmax = Routine("cross_entropy", SCORES, TARGETS)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-64",
        lines=(171, 188),
        section=EXAMPLE,
        kind=Kind.PROSE,
        paraphrase="Random scores: rows 1, 2, 3 are the images, columns 1, 2, 3 cat, dog and pig.",
        latex="[131]: tensor([[ -0.1342, -2.5835, -0.9810],",
        reason="a random draw, the data of what follows; names of rows and columns",
    ),
    Claim(
        id="N2-65",
        lines=(190, 190),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="The model holds all three images for cats: the first score is the largest in "
        "each row.",
        says=given().every(*largest_first()),
    ),
    Claim(
        id="N2-66",
        lines=(192, 194),
        section=EXAMPLE,
        kind=Kind.PROSE,
        paraphrase="The largest score alone is no measure of how far outputs are from labels.",
        quote="此时, 我们不能简单取最大, 认为是猫就OK了, 在训练过程中我们要致力于提升模型的泛化能"
        "力, 所以我们要去度量模型的输出同标签之间的距离…因此, 交叉熵上场! 交叉熵是如何运算"
        "的呢",
        reason="motivation",
    ),
    Claim(
        id="N2-67",
        lines=(196, 206),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="Softmax along dimension 1 gives the law over the classes for each image.",
        latex="sm=nn.Softmax(dim=1)",
        says=given(scores, Index(k, K)).every(
            given(scores).eq(total(lambda j: softmax(scores).at(j), 1, K), 1),
            given(scores, Index(k, K)).gt(softmax(scores).at(k), 0),
        ),
        see_also=("N2-48",),
    ),
    table_row("N2-68", 212, probability, 0, PROBABILITIES[0], "[0.6600, 0.0570, 0.2830]"),
    table_row("N2-69", 213, probability, 1, PROBABILITIES[1], "[0.5570, 0.1083, 0.3347]"),
    table_row("N2-70", 214, probability, 2, PROBABILITIES[2], "[0.4542, 0.2169, 0.3290]"),
    Claim(
        id="N2-71",
        lines=(220, 220),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="The printed entries of row 1 sum to one.",
        latex="0.6600+0.0570+0.2830=1",
        quote="比如第一行",
        says=given().eq(Add(*map(Rational, PROBABILITIES[0]), evaluate=False), 1),
    ),
    Claim(
        id="N2-72",
        lines=(220, 220),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="With dim=1 every row sums to one.",
        latex="dim=1",
        quote="这里dim的意思是计算Softmax的维度, 这里设置dim=1, 可以看到每一行的加和为1",
        says=given(scores).eq(
            total(lambda j: exp(scores[j]) / partition(scores), 1, K), Integer(1)
        ),
    ),
    Claim(
        id="N2-73",
        lines=(222, 225),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="The natural logarithm of the softmax is the log-softmax.",
        latex="torch.log(sm(input))",
        says=given(scores, Index(k, K)).eq(log(softmax(scores).at(k)), log_softmax(scores, k)),
    ),
    table_row("N2-74", 229, log_probability, 0, LOGARITHMS[0], "[ -0.4155, -2.8648, -1.2623]"),
    table_row("N2-75", 230, log_probability, 1, LOGARITHMS[1], "[-0.5852, -2.2232, -1.0945]"),
    table_row("N2-76", 231, log_probability, 2, LOGARITHMS[2], "[-0.7893, -1.5285, -1.1117]"),
    Claim(
        id="N2-77",
        lines=(236, 236),
        section=EXAMPLE,
        kind=Kind.PROPERTY,
        paraphrase="Softmax lies between 0 and 1; therefore its logarithm ranges from minus "
        "infinity to 0.",
        latex="0~1",
        quote="Softmax后的数值都在0~1之间，所以ln之后值域是负无穷到0",
        says=given(Interval(t)).every(
            given(scores, Index(k, K)).gt(softmax(scores).at(k), 0),
            given(scores, Index(k, K)).le(softmax(scores).at(k), 1),
            given(Interval(t)).lt(log(t), 0),
            given().eq(log(exp(-u), evaluate=False), -u),
        ),
    ),
    Claim(
        id="N2-78",
        lines=(238, 238),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="NLLLoss takes the entries of the labels, negates them and takes the mean.",
        says=given(*rows, *picks).eq(
            mean_loss(tuple(-x[j] for x, j in zip(rows, at, strict=True))),
            mean_loss(tuple(picked_by_label(x, j) for x, j in zip(rows, at, strict=True))),
        ),
    ),
    Claim(
        id="N2-79",
        lines=(240, 240),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="For the targets 0, 2, 1 (cat, pig, dog) the negated entries are 0.4155, 1.0945 "
        "and 1.5285.",
        latex="[0.4155,1.0945,1.5285]",
        says=given().every(
            *(
                given().eq(Mul(-1, Rational(LOGARITHMS[row][j]), evaluate=False), PICKED[row])
                for row, j in enumerate(TARGETS)
            )
        ),
    ),
    Claim(
        id="N2-80",
        lines=(242, 247),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="Their mean is 1.0128333333333333.",
        latex="[155]: 1.0128333333333333",
        says=given().rounds(Add(*PICKED, evaluate=False) / 3, "1.0128333333333333"),
    ),
    Claim(
        id="N2-81",
        lines=(250, 257),
        section=EXAMPLE,
        kind=Kind.PROSE,
        paraphrase="NLLLoss is made, and the targets 0, 2, 1, to confirm the mean.",
        latex="target=torch.tensor([0,2,1])",
        reason="announces the check that follows",
    ),
    Claim(
        id="N2-82",
        lines=(261, 265),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="NLLLoss applied to the raw scores is printed as 1.0128.",
        latex="tensor(1.0128)",
        says=given().rounds(on_scores, "1.0128"),
        instead=(
            Reading(
                given().every(
                    given().rounds(on_scores, "0.1896"), given().rounds(on_log_softmax, "1.0128")
                ),
                "NLLLoss takes log-probabilities: of the raw scores it is 0.1896; 1.0128 is its "
                "value on the log-softmax",
                latex=r"\texttt{loss(torch.log(sm(input)), target)}=1.0128,\quad "
                r"\texttt{loss(input, target)}=0.1896",
            ),
        ),
        see_also=("N2-53", "N2-85"),
    ),
    Claim(
        id="N2-83",
        lines=(270, 270),
        section=EXAMPLE,
        kind=Kind.API,
        paraphrase="CrossEntropyLoss is softmax, logarithm and NLLLoss in one.",
        latex="1.0128",
        says=given(scores, Index(k, K)).eq(
            log(partition(scores)) - scores[k], -log(softmax(scores).at(k))
        ),
    ),
    Claim(
        id="N2-84",
        lines=(273, 283),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="The scores are typed in again and are the printed ones.",
        latex="[167]: input=torch.tensor([[ -0.1342, -2.5835, -0.9810],",
        says=given().every(*same_entries()),
    ),
    Claim(
        id="N2-85",
        lines=(287, 291),
        section=EXAMPLE,
        kind=Kind.NUMERIC,
        paraphrase="CrossEntropyLoss of the scores is 1.0128.",
        latex="[169]: tensor(1.0128)",
        says=given().rounds(Routine("cross_entropy", TYPED_AGAIN, TARGETS), "1.0128"),
    ),
)
