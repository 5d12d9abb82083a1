"""Finite laws: information, entropy, divergences, joint tables and samples, from definitions.

A law is a sequence of numbers p₁ … p_N of one `Field`; nothing here normalises it or asks that
it sums to 1, so that statements about unnormalised weights can be evaluated too.

Conventions: 0·log 0 = 0·log q = 0, and p·log(p/0) = ∞ for p > 0 (the field's own `infinity`;
∞ - ∞ is refused).  Logarithms are natural unless ``base`` is given.  A weight counts as zero
when it is exactly zero: compute with fractions first where a difference must vanish.

Main results
------------
* laws: `entropy`, `cross_entropy`, `kl`, `js`, `total_variation`, `expectation`, `variance`
* joint tables: `marginal`, `conditional`, `mutual_information`, `conditional_entropy`
* maps: `push_forward`, `product_law`, `mixture`
* samples: `samples`, `expectation_over_samples`, `sample_mean`, `empirical_law`

Source: C. Shannon, "A Mathematical Theory of Communication" (1948); T. Cover and J. Thomas,
"Elements of Information Theory", 2nd ed., chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeVar

from derivecheck.numeric.field import Field, OutOfDomain, T

Base = int | Fraction | None
Table = Sequence[Sequence[T]]
K = TypeVar("K", bound=Hashable)
X = TypeVar("X")


def _same_length(*laws: Sequence[object]) -> None:
    if len({len(law) for law in laws}) > 1:
        raise ValueError(f"laws of different lengths {[len(law) for law in laws]}")


def in_base(field: Field[T], nats: T, base: Base) -> T:
    """A quantity of information in units of log `base`: nats for None, bits for 2."""
    return nats if base is None else nats / field.log(field.number(base))


def information(field: Field[T], p: T, base: Base = None) -> T:
    """Self-information -log p of an event of probability p; ∞ for p = 0."""
    return field.infinity if field.is_zero(p) else in_base(field, -field.log(p), base)


def weighted_log(field: Field[T], p: T, q: T) -> T:
    """p·log q with 0·log q = 0 for every q, and -∞ for p > 0 = q."""
    if field.is_zero(p):
        return field.zero
    if not field.is_zero(q):
        return p * field.log(q)
    if field.certainly_positive(p):
        return -field.infinity
    raise OutOfDomain("a weight that may be negative times log 0")


def entropy(field: Field[T], p: Sequence[T], base: Base = None) -> T:
    """Shannon entropy H(P) = -Σ p log p.

    >>> from derivecheck.numeric.fields import Floats
    >>> entropy(Floats(), [0.5, 0.25, 0.25, 0.0], base=2)
    1.5
    """
    return cross_entropy(field, p, p, base)


def cross_entropy(field: Field[T], p: Sequence[T], q: Sequence[T], base: Base = None) -> T:
    """Cross-entropy H(P, Q) = -Σ p log q."""
    _same_length(p, q)
    terms = [-weighted_log(field, a, b) for a, b in zip(p, q, strict=True)]
    return in_base(field, field.total(terms), base)


def kl_term(field: Field[T], p: T, q: T) -> T:
    """One term p·log(p/q) of the Kullback-Leibler divergence."""
    if field.is_zero(p):
        return field.zero
    if field.is_zero(q):
        return -weighted_log(field, p, q)
    return p * field.log(p / q)


def kl(field: Field[T], p: Sequence[T], q: Sequence[T], base: Base = None) -> T:
    """Kullback-Leibler divergence KL(P‖Q) = Σ p log(p/q); ∞ where p > 0 = q."""
    _same_length(p, q)
    terms = [kl_term(field, a, b) for a, b in zip(p, q, strict=True)]
    return in_base(field, field.total(terms), base)


def mixture(field: Field[T], laws: Sequence[Sequence[T]], weights: Sequence[T]) -> list[T]:
    """The mixture Σ_k w_k P_k of laws on one space."""
    _same_length(*laws)
    _same_length(laws, weights)
    return [
        field.total(w * a for w, a in zip(weights, column, strict=True))
        for column in zip(*laws, strict=True)
    ]


def js(field: Field[T], p: Sequence[T], q: Sequence[T], base: Base = None) -> T:
    """Jensen-Shannon divergence ½KL(P‖M) + ½KL(Q‖M) with M = (P+Q)/2; at most log 2.

    Source: J. Lin, "Divergence measures based on the Shannon entropy" (1991).
    """
    half = field.rational(1, 2)
    m = mixture(field, [p, q], [half, half])
    return (kl(field, p, m, base) + kl(field, q, m, base)) / 2


def total_variation(field: Field[T], p: Sequence[T], q: Sequence[T]) -> T:
    """Total variation distance ½ Σ |p - q|."""
    _same_length(p, q)
    return field.total(field.abs(a - b) for a, b in zip(p, q, strict=True)) / 2


def expectation(field: Field[T], p: Sequence[T], values: Sequence[T]) -> T:
    """E f = Σ p_i f_i; a value that is infinite where p = 0 does not count."""
    _same_length(p, values)
    return field.total(a * x for a, x in zip(p, values, strict=True) if not field.is_zero(a))


def variance(field: Field[T], p: Sequence[T], values: Sequence[T]) -> T:
    """Var f = E (f - E f)²."""
    mean = expectation(field, p, values)
    return expectation(field, p, [(x - mean) * (x - mean) for x in values])


# joint tables: table[i][j] = P(X = i, Y = j)


def transpose(table: Table[T]) -> list[list[T]]:
    """The table of (Y, X)."""
    return [list(column) for column in zip(*table, strict=True)]


def marginal(field: Field[T], table: Table[T], axis: int = 0) -> list[T]:
    """The law of the variable on `axis` (0: rows X, 1: columns Y)."""
    rows = {0: table, 1: transpose(table)}[axis]
    return [field.total(row) for row in rows]


def conditional(field: Field[T], table: Table[T], axis: int = 0) -> list[list[T]]:
    """The laws of the other variable given the one on `axis`: row i is P(· | axis = i).

    A condition of probability zero is refused with `OutOfDomain`.
    """
    rows = {0: table, 1: transpose(table)}[axis]
    totals = marginal(field, table, axis)
    if any(field.is_zero(total) for total in totals):
        raise OutOfDomain("conditional law given an event of probability zero")
    return [[a / total for a in row] for row, total in zip(rows, totals, strict=True)]


def flatten(table: Table[T]) -> list[T]:
    """The joint law as one sequence, row by row."""
    return [a for row in table for a in row]


def outer(p: Sequence[T], q: Sequence[T]) -> list[list[T]]:
    """The table of two independent variables with laws p and q."""
    return [[a * b for b in q] for a in p]


def mutual_information(field: Field[T], table: Table[T], base: Base = None) -> T:
    """I(X; Y) = KL(joint ‖ product of the marginals)."""
    independent = outer(marginal(field, table, 0), marginal(field, table, 1))
    return kl(field, flatten(table), flatten(independent), base)


def conditional_entropy(field: Field[T], table: Table[T], base: Base = None) -> T:
    """H(Y | X) = -Σ p(x, y) log p(y | x)."""
    terms = [
        -kl_term(field, a, total)
        for row, total in zip(table, marginal(field, table, 0), strict=True)
        for a in row
    ]
    return in_base(field, field.total(terms), base)


# maps and samples


def push_forward(
    field: Field[T], points: Sequence[X], p: Sequence[T], g: Callable[[X], K]
) -> dict[K, T]:
    """The law of g(X) when X has the law p on `points`."""
    _same_length(points, p)
    law: dict[K, T] = {}
    for x, a in zip(points, p, strict=True):
        y = g(x)
        law[y] = law[y] + a if y in law else a
    return law


def samples(field: Field[T], p: Sequence[T], n: int) -> Iterator[tuple[tuple[int, ...], T]]:
    """All N^n samples of size n with their probabilities Π p(xᵢ)."""
    for sample in product(range(len(p)), repeat=n):
        probability = field.one
        for i in sample:
            probability = probability * p[i]
        yield sample, probability


def product_law(field: Field[T], p: Sequence[T], n: int) -> list[T]:
    """The law of n independent draws, in lexicographic order."""
    return [probability for _, probability in samples(field, p, n)]


def expectation_over_samples(
    field: Field[T], p: Sequence[T], n: int, statistic: Callable[[Sequence[int]], T]
) -> T:
    """E statistic(x₁ … x_n) over independent draws xᵢ ~ p, by enumeration of all N^n samples."""
    pairs = list(samples(field, p, n))
    return expectation(field, [a for _, a in pairs], [statistic(x) for x, _ in pairs])


def sample_mean(field: Field[T], sample: Sequence[int], values: Sequence[T]) -> T:
    """(1/n) Σ f(xᵢ), the Monte Carlo estimate of E f from indices x₁ … x_n."""
    if not sample:
        raise OutOfDomain("mean of an empty sample")
    return field.total(values[i] for i in sample) / len(sample)


def empirical_law(field: Field[T], sample: Sequence[int], size: int) -> list[T]:
    """Relative frequencies of 0 … size-1 in a sample of indices."""
    if not sample:
        raise OutOfDomain("empirical law of an empty sample")
    return [field.rational(sample.count(i), len(sample)) for i in range(size)]
