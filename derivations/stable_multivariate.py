r"""Relative entropy of multivariate normal laws in stable form, for any dimension.

If Σ_k = L_k L_kᵀ with lower triangular factors, D = L₂⁻¹(L₁ - L₂) and w = L₂⁻¹(m₁ - m₂), then

    KL = -Σ_i log1pmx(D_ii) + ½ Σ_ij D_ij² + ½ Σ_i w_i²,

in which no term is negative.  Independent coordinates are the case of diagonal factors.

Main results
------------
* `kl`: by D and w;   `kl_cholesky`: with the diagonals of both factors in place of D_ii, which
  also serves where the laws are far from each other
* `kl_pivots`: by the pivots (1 + D_ii)² of (I + D)(I + D)ᵀ = L₂⁻¹ Σ₁ L₂⁻ᵀ
* `kl_diagonal`: by means m, n and standard deviations s, r of independent coordinates, the sum of
  the divergences of the coordinates
"""

from sympy import KroneckerDelta, Rational, log

from derivecheck.derivations.gaussian_kl_multivariate import P, Q, d, multivariate
from derivecheck.language import Family, IndependentNormals, TriangularFactors, given
from derivecheck.proof.derivation import derive
from derivecheck.proof.rules import algebra, factors, lemma, moments
from derivecheck.terms.kernels import log1pmx, scale_gap, sq

half = Rational(1, 2)
by_factors = TriangularFactors(P, Q)
L1, L2 = by_factors.first, by_factors.lower
D, w = by_factors.gap, by_factors.shift
between = half * P.each(lambda i: P.each(lambda j: (1 - KroneckerDelta(i, j)) * sq(D(i, j))))
shift = half * P.each(lambda i: sq(w(i)))

kl = (
    derive(
        "stable.kl_multivariate",
        "Relative entropy of two normal laws by triangular factors of the covariances",
        given(P, Q, by_factors),
        multivariate.start,
    )
    .eq(multivariate.result, by=lemma(multivariate))
    .eq(
        -P.each(lambda i: log1pmx(D(i, i)))
        + half * P.each(lambda i: P.each(lambda j: sq(D(i, j))))
        + shift,
        by=factors,
    )
)

kl_cholesky = (
    derive(
        "stable.kl_multivariate_cholesky",
        "Relative entropy of two normal laws by the diagonals of the triangular factors",
        given(P, Q, by_factors),
        multivariate.start,
        closed_form="kl_multivariate_cholesky",
    )
    .eq(kl.result, by=lemma(kl))
    .eq(P.each(lambda i: scale_gap(L1(i, i), L2(i, i))) + between + shift, by=factors)
)

kl_pivots = (
    derive(
        "stable.kl_multivariate_pivots",
        "Relative entropy of two normal laws by the pivots of one covariance in terms of the other",
        given(P, Q, by_factors),
        multivariate.start,
        closed_form="kl_multivariate_normal",
    )
    .eq(kl.result, by=lemma(kl))
    .eq(
        -half * P.each(lambda i: log1pmx(D(i, i) * (2 + D(i, i)))) + between + shift,
        by=algebra,
    )
)

m, n = Family("m", d), Family("n", d)
s, r = Family("s", d, sign="positive"), Family("r", d, sign="positive")
X, Y = IndependentNormals("1", m, s), IndependentNormals("2", n, r)

kl_diagonal = (
    derive(
        "stable.kl_diagonal_normal",
        "Relative entropy of two normal laws with independent coordinates",
        given(m, s, n, r, X, Y),
        X.expectation(lambda x: X.log_density(x) - Y.log_density(x)),
        closed_form="kl_diagonal_normal",
    )
    .eq(
        X.each(
            lambda a: log(r[a] / s[a]) + (s[a] ** 2 + (m[a] - n[a]) ** 2) / (2 * r[a] ** 2) - half
        ),
        by=moments,
    )
    .eq(
        X.each(lambda a: scale_gap(s[a], r[a]) + sq((m[a] - n[a]) / r[a]) / 2),
        by=algebra,
    )
)

PAGE = (kl, kl_cholesky, kl_pivots, kl_diagonal)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
