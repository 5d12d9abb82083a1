r"""Relative entropy of multivariate normal laws, of symbolic dimension and in components.

For P = N(m₁, Σ₁) and Q = N(m₂, Σ₂) on ℝᵈ, in nats,

    KL(P‖Q) = ½ [ log |Σ₂|/|Σ₁| - d + tr(Σ₂⁻¹Σ₁) + (m₂ - m₁)ᵀ Σ₂⁻¹ (m₂ - m₁) ].

Main results
------------
* `multivariate`: symbolic d and full covariance; the only property of Σ⁻¹ used is Σ⁻¹Σ = 1
* `dimension_1`, `dimension_2`, `dimension_3`: a second witness, in which Σ⁻¹ and |Σ| are written
  out by cofactors, so that nothing about inverse matrices is assumed

Source: C. Bishop, "Pattern Recognition and Machine Learning" (2006), section 2.3 and exercise 2.13.
"""

from collections.abc import Callable

from sympy import Expr, Matrix, Rational, Symbol, log, pi

from derivecheck.language import GaussianVector, given
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import linearity, moments

d = Symbol("d", integer=True, positive=True)
P, Q = GaussianVector("1", d), GaussianVector("2", d)
half = Rational(1, 2)

spread = P.expectation(lambda x: P.form(P.precision, lambda a: x(a) - P.mean(a)))
misfit = P.expectation(lambda x: P.form(Q.precision, lambda a: x(a) - Q.mean(a)))
trace = P.each(lambda a: P.each(lambda b: Q.precision(a, b) * P.covariance(b, a)))
shift = P.form(Q.precision, lambda a: Q.mean(a) - P.mean(a))
log_ratio = log(Q.determinant / P.determinant)

multivariate = (
    derive(
        "gaussian_kl.multivariate",
        "Relative entropy of two normal laws in any dimension",
        given(P, Q),
        P.expectation(lambda x: P.log_density(x) - Q.log_density(x)),
        closed_form="kl_multivariate_normal",
    )
    .eq(
        half * log_ratio * P.expectation(lambda x: 1) - half * spread + half * misfit,
        by=linearity,
    )
    .eq(
        half * log_ratio - half * d + half * misfit,
        by=moments,
        because="the mean of a quadratic form is tr of the precision times the covariance, here d",
    )
    .eq(
        half * (log_ratio - d + trace + shift),
        by=moments,
    )
)


def covariance(v: GaussianVector) -> Matrix:
    """Σ in components, symmetric."""
    n = int(v.dimension)
    return Matrix(n, n, lambda a, b: v.covariance(min(a, b) + 1, max(a, b) + 1))


def deviation(x: Callable[[int], Expr], v: GaussianVector) -> Matrix:
    """x - m as a column."""
    return Matrix([x(a) - v.mean(a) for a in range(1, int(v.dimension) + 1)])


def log_density(x: Callable[[int], Expr], v: GaussianVector) -> Expr:
    """The logarithm of the N(m, Σ) density, Σ⁻¹ by cofactors."""
    s, u = covariance(v), deviation(x, v)
    form = (u.T * s.adjugate() * u)[0] / s.det()
    return -v.dimension * log(2 * pi) / 2 - log(s.det()) / 2 - form / 2


def in_components(n: int) -> Derivation:
    """The relative entropy in dimension n, every component written out."""
    p, q = GaussianVector("1", n), GaussianVector("2", n)
    s1, s2, u = covariance(p), covariance(q), deviation(p.mean, q)
    precision = s2.adjugate() / s2.det()
    return derive(
        f"gaussian_kl.dimension_{n}",
        f"Relative entropy of two normal laws in dimension {n}, by components",
        given(p, q),
        p.expectation(lambda x: log_density(x, p) - log_density(x, q)),
    ).eq(
        half
        * (log(s2.det()) - log(s1.det()) - n + (precision * s1).trace() + (u.T * precision * u)[0]),
        by=moments,
        because="first and second moments of the components; C holds the cofactors of the second "
        "covariance, S is the first",
    )


dimension_1, dimension_2, dimension_3 = map(in_components, (1, 2, 3))

PAGE = (multivariate, dimension_1, dimension_2, dimension_3)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
