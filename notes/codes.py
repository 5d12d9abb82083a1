"""What several notes say of code lengths, as one statement.

The words of a code have lengths ℓ_i with Kraft's Σ 2^-ℓ_i ≤ 1, and such lengths are
ℓ_i = -log₂(q_i/(1 + w)) for a law q and a number w ≥ 0.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, log

from derivecheck.language import FiniteLaw, H, Law, Statement, Uniform, given, total

__all__ = ["LEAST_MEAN", "least_mean_length"]

LEAST_MEAN = (
    r"\sum_i p_i\ell_i\ge H_2(P)\ \text{ if }\ \sum_i 2^{-\ell_i}\le 1,"
    r"\qquad \sum_i p_i\,(-\log_2 p_i)=H_2(P)"
)
WORDS, WASTE = "q", Symbol("w", nonnegative=True)


def _mean_length(law: Law, share: Callable[[Expr], Expr], size: Expr) -> Expr:
    """Σ p_i (-log₂ share_i)."""
    return total(lambda i: law.at(i) * -log(share(i)), 1, size) / log(2)


def least_mean_length(law: FiniteLaw) -> Statement:
    """No lengths with Kraft's sum have a mean below the entropy; the lengths -log₂ p_i have it."""
    words, entropy = FiniteLaw(WORDS, law.size), H(law) / log(2)
    return given(law, words).every(
        given(law, words).ge(
            _mean_length(law, lambda i: words.at(i) / (1 + WASTE), law.size), entropy
        ),
        given(law).eq(_mean_length(law, law.at, law.size), entropy),
    )


def least_uniform_length(size: Expr) -> Statement:
    """The same for equally likely outcomes, whose entropy is log₂ N."""
    words, even, entropy = FiniteLaw(WORDS, size), Uniform(size), log(size) / log(2)
    return given(words).every(
        given(words).ge(_mean_length(even, lambda i: words.at(i) / (1 + WASTE), size), entropy),
        given().eq(_mean_length(even, even.at, size), entropy),
    )
