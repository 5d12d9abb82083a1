"""True statements of standard references, by the work and the part of it that they are from.

Each is stated as the work states it, in the vocabulary of the engine and in general where the work
is general.  `REFUSED` lists what the vocabulary cannot say, with the reason.
"""

from __future__ import annotations

from typing import NamedTuple

from derivecheck.language.statements import Statement
from tests.support import references_calculus as calculus
from tests.support import references_densities as densities
from tests.support import references_information as information
from tests.support import references_named as named

COVER = 'T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., '
BISHOP = 'C. Bishop, "Pattern Recognition and Machine Learning", '
BOYD = 'S. Boyd and L. Vandenberghe, "Convex Optimization", '
GOODFELLOW = 'I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", '
DLMF = 'NIST, "Digital Library of Mathematical Functions", '
TSYBAKOV = 'A. Tsybakov, "Introduction to Nonparametric Estimation", '


class Reference(NamedTuple):
    """A statement and where it is from."""

    source: str
    statement: Statement


TABLES: tuple[tuple[str, dict[str, Statement]], ...] = (
    (COVER + "chapter 2, entropy", information.ENTROPY),
    (COVER + "chapter 2, mutual information", information.INFORMATION),
    (COVER + "chapters 2 and 11; " + TSYBAKOV + "section 2.4", information.DIVERGENCE),
    (COVER + "chapter 8; " + GOODFELLOW + "sections 3.13 and 20.10", densities.DENSITIES),
    (BISHOP + "sections 9.4 and 10.1", densities.LATENT),
    (BISHOP + "sections 1.2.4, 1.6 and 2.3; " + COVER + "section 8.1", densities.NORMAL),
    (BISHOP + "section 2.3; " + COVER + "section 8.4", densities.VECTORS),
    (BISHOP + "appendix B; " + COVER + "table 17.1", named.NAMED),
    (DLMF + "sections 4.2 and 4.5; " + BOYD + "section 3.1.9", calculus.LOGARITHMS),
    (GOODFELLOW + "section 3.10; " + DLMF + "chapters 4, 5 and 7", calculus.FUNCTIONS),
    (BOYD + "sections 3.1.8 and 3.1.9", calculus.SUMS),
    (BISHOP + "section 4.3; " + BOYD + "section 3.1.5", calculus.SOFTMAX),
)
REFERENCES: dict[str, Reference] = {
    name: Reference(source, statement)
    for source, table in TABLES
    for name, statement in table.items()
}
REFUSED: dict[str, str] = {
    "entropy of a Poisson law": "an infinite sum without a closed form",
    "entropy of a geometric law": "no named law on the integers",
    "entropy of the uniform law on an interval": "no law on an interval",
    "data processing along X, Y, Z": "a joint law has two variables, a Markov chain needs three",
    "chain rule of entropy for n variables": "no joint law of a symbolic number of variables",
    "asymptotic equipartition": "no convergence in probability",
    "entropy power inequality": "no sum of independent variables",
    "entropy of AX is h(X) + log|det A|": "no image of a density under a linear map",
    "Cramér-Rao bound": "no unbiased estimator of an arbitrary family",
    "the normal law has the largest entropy of its variance": "no moments of arbitrary densities",
    "softmax tends to the one-hot law as T falls to 0": "no limit in the vocabulary",
    "binary entropy tends to 0 at 0": "no limit in the vocabulary",
    "relative entropy of a Bernoulli to order two in s - t": "no order of smallness",
    "the conjugate function is a supremum": "no supremum over vectors",
    "gradient of log det": "no derivative by the entries of a covariance",
    "concavity of log det": "no mixture of matrices",
    "law of large numbers": "no infinite sequence of variables",
}
