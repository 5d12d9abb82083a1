"""Note N4: entropy, cross-entropy, its gradient behind a softmax, label smoothing."""

from __future__ import annotations

from sympy import Expr, KroneckerDelta, Rational, Symbol, exp, log

from derivecheck.findings.evidence import Severity
from derivecheck.language import (
    CE,
    KL,
    E,
    FiniteLaw,
    H,
    Interval,
    Law,
    Routine,
    Table,
    Uniform,
    given,
)
from derivecheck.notes.n4_gradient import CLAIMS as GRADIENT
from derivecheck.notes.n4_gradient import SECTION as CROSS_ENTROPY
from derivecheck.notes.n4_paths import N, each, i, j, labels, logits, one, p, two, y
from derivecheck.notes.n4_smoothing import CLAIMS as SMOOTHING
from derivecheck.reading.claim import Claim, Kind, Ledger, Reading

ENTROPY = "熵 Entropy"

law, code = FiniteLaw("p", N), FiniteLaw("q", N)
waste = Symbol("c", positive=True)
outputs = FiniteLaw("p", N)


def variance(of: Law, value: dict[int, int]) -> Expr:
    """The variance of a table of values under a law."""

    def at(k: Expr) -> Expr:
        return sum((KroneckerDelta(k, n) * x for n, x in value.items()), Rational(0))

    return E(of, lambda k: at(k) ** 2) - E(of, at) ** 2


def mean_length(source: Law, coded_for: Law) -> Expr:
    """The mean of the ideal code lengths -log q(x), in nats, when x has the law p."""
    return E(source, lambda k: -log(coded_for.at(k)))


even_faces = Table(Rational(1, 3), Rational(1, 3), Rational(1, 3))

FIRST = (
    Claim(
        id="N4-1",
        lines=(5, 5),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="Entropy measures uncertainty: it is never negative, and at most that of N "
        "outcomes of which nothing is known.",
        says=given(law).every(given(law).ge(H(law), 0), given(law).le(H(law), H(Uniform(N)))),
    ),
    Claim(
        id="N4-2",
        lines=(7, 7),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The elementary events exclude one another and make up the sample space, so "
        "their probabilities sum to one (for a die, N = 6).",
        latex=r"S=\{1点朝上,2点朝上,...\}",
        says=given(law).eq(each(law.at), 1),
    ),
    Claim(
        id="N4-3",
        lines=(7, 7),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="A random variable gives an event one value; for the event of an even face it "
        "is written X = {2, 4, 6}. One value on the event means no variance there.",
        latex=r"X=\{2, 4, 6\}",
        says=given().eq(variance(even_faces, {1: 2, 2: 4, 3: 6}), 0),
        readings=(
            Reading(
                given().every(
                    *[given().eq(variance(Table(1), {1: face}), 0) for face in (2, 4, 6)]
                ),
                "if the event is elementary: a random variable has one value at each outcome, and "
                r"the even faces are the event $\{X\in\{2,4,6\}\}$",
                Severity.IMPRECISE,
                r"A=\{X\in\{2,4,6\}\}",
            ),
        ),
    ),
    Claim(
        id="N4-4",
        lines=(9, 11),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="A link, and the announcement of another note.",
        reason="says nothing mathematical",
    ),
    Claim(
        id="N4-5",
        lines=(13, 17),
        section=ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The entropy of a discrete random variable is minus the sum, over its N "
        "values, of probability times log probability.",
        latex=r"H(X)=-\sum_{i=1}^Np(x_i)\cdot \log p(x_i)",
        says=given(law).eq(H(law), -each(lambda k: law.at(k) * log(law.at(k)))),
    ),
    Claim(
        id="N4-6",
        lines=(19, 19),
        section=ENTROPY,
        kind=Kind.PROSE,
        paraphrase="The entropy is the least mean length of a lossless code (of one symbol, in "
        "bits: that of the Huffman code).",
        says=given(law).eq(Routine("huffman_length", law), H(law) / log(2)),
        readings=(
            Reading(
                given(law, code, Interval(waste)).every(
                    given(law, code, Interval(waste)).ge(
                        each(lambda k: law.at(k) * -log(waste * code.at(k)) / log(2)),
                        H(law) / log(2),
                    ),
                    given(law).eq(mean_length(law, law) / log(2), H(law) / log(2)),
                ),
                r"as a lower bound: lengths $\ell_i$ with $\sum_i 2^{-\ell_i}\le 1$ have a mean of "
                r"at least $H$ in bits; $\ell_i=-\log_2 p_i$ attains it, which needs whole numbers "
                "or long blocks",
                Severity.IMPRECISE,
                r"\sum_i p(x_i)\,\ell_i\ge -\sum_i p(x_i)\log_2 p(x_i)",
            ),
        ),
        rests_on=("divergence.gibbs",),
    ),
    Claim(
        id="N4-7",
        lines=(23, 25),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The cross-entropy of two discrete laws is minus the sum of p log q.",
        latex=r"H(p,q)=-\sum_{x}p(x)\log q(x)",
        says=given(law, code).eq(CE(law, code), -each(lambda k: law.at(k) * log(code.at(k)))),
    ),
    Claim(
        id="N4-8",
        lines=(27, 27),
        section=CROSS_ENTROPY,
        kind=Kind.PROSE,
        paraphrase="The cross-entropy is the redundant part of the mean length when outcomes of p "
        "are coded for q: what exceeds the mean length of a code for p itself.",
        says=given(law, code).eq(mean_length(law, code) - mean_length(law, law), CE(law, code)),
        instead=(
            Reading(
                given(law, code).eq(mean_length(law, code) - mean_length(law, law), KL(law, code)),
                "the redundant length is the divergence; the cross-entropy is the whole length",
                latex=r"H(p,q)-H(p)=D_{\mathrm{KL}}(p\,\|\,q)",
            ),
        ),
        rests_on=("divergence.cross_entropy",),
    ),
    Claim(
        id="N4-9",
        lines=(29, 29),
        section=CROSS_ENTROPY,
        kind=Kind.PROPERTY,
        paraphrase="After the softmax the outputs are a law: positive, with sum one.",
        says=one.every(one.gt(p(i), 0), one.eq(each(p), 1)),
    ),
    Claim(
        id="N4-10",
        lines=(29, 31),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The loss is the cross-entropy of the labels with the outputs.",
        latex=r"\mathcal{L}=H(y,p)=-\sum_{i=1}^Ny_i\log p(x_i)",
        says=given(labels, outputs).eq(
            CE(labels, outputs), -each(lambda k: y(k) * log(outputs.at(k)))
        ),
    ),
    Claim(
        id="N4-11",
        lines=(33, 35),
        section=CROSS_ENTROPY,
        kind=Kind.DEFINITION,
        paraphrase="The softmax divides exp(z_i) by the sum of the exponentials of all logits, so "
        "outputs are in the ratio of these exponentials.",
        latex=r"p(x_i)=\frac{\exp(z_i)}{\sum_{j=1}^{N}\exp(z_j)}",
        says=two.eq(p(i) / p(j), exp(logits[i]) / exp(logits[j])),
    ),
)

LEDGER = Ledger(
    note="N4",
    file="004_2a03aa8b4fdeafe2.txt",
    title="Entropy, cross-entropy and KL divergence",
    original_title="Entropy and Cross Entropy and Kl divergence",
    sha256="1dc766142ccff0a597c5748f8ce28f8ccc09d4baf7cb5db9a29fad4367da5600",
    claims=(*FIRST, *GRADIENT, *SMOOTHING),
)
