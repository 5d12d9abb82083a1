r"""Entropies and divergences of gamma, beta and Dirichlet laws in stable form.

ν(x) = log Γ(x) - x log x + x is convex; m(a, b) = ν(a) - ν(b) - (a - b) ν'(b) ≥ 0 is its distance
from a tangent.  With kl(p, q) = p log(p/q) - p + q ≥ 0

    KL of gamma laws = kl(a₂, a₁ b₂/b₁) + m(a₂, a₁),

two terms that are not negative, each of which is computed without cancellation.  The first of them
is the divergence of Poisson laws.  For Dirichlet laws with sums A and B it is
Σ kl(β, α B/A) + Σ m(β, α) - m(B, A).  Where the laws nearly agree B - A is the sum of differences:
what the rounding of A and B has changed of it goes along with B.

In entropies μ(x) = ν(x) + ½ log x - ½ log 2π, what Stirling's formula leaves of log Γ, vanishes as
x grows.

Main results
------------
* `kl_gamma`, `kl_beta`, `kl_dirichlet`
* `entropy_gamma`, `entropy_beta`, `entropy_dirichlet`: that of a normal law and what remains, which
  vanishes as the shapes grow
"""

from collections.abc import Callable

from sympy import Expr, Rational, log, sqrt

from derivecheck.derivations import named_laws_gamma as named
from derivecheck.derivations.named_laws_gamma import A, B, K, a1, a2, alpha, b1, b2, beta
from derivecheck.derivations.stable_named import stable
from derivecheck.language import total
from derivecheck.terms.kernels import log_ratio, log_width, times_diff
from derivecheck.terms.kernels_gamma import cross_kl, shape_gap, stirling, stirling_slope

half = Rational(1, 2)


def rest(a: Expr, count: Expr) -> Expr:
    """What Stirling's formula leaves of the entropy: μ(a) - (a - c) μ'(a) - c/(2a)."""
    return stirling(a) - (a - count) * stirling_slope(a) - count / (2 * a)


def each(f: Callable[[Expr], Expr]) -> Expr:
    """Sum over the coordinates."""
    return total(f, 1, K)


entropy_gamma = stable(
    named.entropy_gamma,
    log_width(sqrt(a1)) - log(b1) + rest(a1, 1),
)
kl_gamma = stable(named.kl_gamma, cross_kl(a2, a1, b2, b1, 0) + shape_gap(a2, a1, 0))

entropy_beta = stable(
    named.entropy_beta,
    half * (log_ratio(a1, a1 + b1) + log_ratio(b1, a1 + b1))
    + log_width(1 / sqrt(a1 + b1))
    + rest(a1, 1)
    + rest(b1, 1)
    - rest(a1 + b1, 2),
)
sums = (a2 + b2, a1 + b1)
rounding = times_diff(1, a2, a1) + times_diff(1, b2, b1) - times_diff(1, *sums)
kl_beta = stable(
    named.kl_beta,
    cross_kl(a2, a1, *sums, rounding)
    + cross_kl(b2, b1, *sums, rounding)
    + shape_gap(a2, a1, 0)
    + shape_gap(b2, b1, 0)
    - shape_gap(*sums, rounding),
)

entropy_dirichlet = stable(
    named.entropy_dirichlet,
    each(lambda k: log_ratio(alpha[k], A) / 2 + rest(alpha[k], 1))
    + (K - 1) * log_width(1 / sqrt(A))
    - rest(A, K),
)
rounding = each(lambda k: beta[k] - alpha[k]) - times_diff(1, B, A)
kl_dirichlet = stable(
    named.kl_dirichlet,
    each(lambda k: cross_kl(beta[k], alpha[k], B, A, rounding) + shape_gap(beta[k], alpha[k], 0))
    - shape_gap(B, A, rounding),
)

PAGE = (entropy_gamma, kl_gamma, entropy_beta, kl_beta, entropy_dirichlet, kl_dirichlet)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
