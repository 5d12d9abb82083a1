"""The gate of the named laws and of random vectors, and of the rules that are made for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Abs, Symbol, gamma, log, oo, polygamma, symbols

from derivecheck.derivations import moments_of_families as families
from derivecheck.language.assumptions import Family, Interval, Unequal
from derivecheck.language.functionals import KL, E, H
from derivecheck.language.laws.beta import Beta
from derivecheck.language.laws.dirichlet import Dirichlet
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.laplace import Laplace
from derivecheck.language.laws.line import Density
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.laws.vectors import (
    GaussianVector,
    IndependentNormals,
    RandomVector,
    TriangularFactors,
)
from derivecheck.language.laws.weibull import Weibull
from derivecheck.language.maps import RealMap
from derivecheck.language.measures import Outcomes, point
from derivecheck.language.series import PowerSeries
from derivecheck.language.statements import Relation, Statement, given
from derivecheck.proof import rules
from derivecheck.proof.rules import Rule
from derivecheck.terms.binders import total
from tests.support.gate import Never, Triple, is_refuted, judged

N, K, d = symbols("N K d", integer=True, positive=True)
a, b, rate = symbols("a b lambda", positive=True)
mu, x = symbols("mu x", real=True)
f, x0 = Density("f"), point("x")
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
alpha, free = Family("alpha", K, "positive"), Family("alpha", K)
gamma_law, beta_law, laplace_law = Gamma(a, b), Beta(a, b), Laplace(mu, b)
poisson_law, exponential_law = Poisson(rate), Exponential(rate)
weibull_law = Weibull(a, b)
series, ratio = PowerSeries(), Symbol("t", positive=True)
joint = JointLaw("r", ("u", Outcomes(N)), ("v", Outcomes(K)))
of_two = RealMap("g", Outcomes(N), Outcomes(K))
m, s = Family("m", d), Family("s", d, "positive")
X, Y, Z = GaussianVector("1", d), GaussianVector("2", d), IndependentNormals("0", m, s)
factors = TriangularFactors(X, Y)
growth = X.each(lambda i: log(1 + factors.gap(i, i)))


def linked(
    rule: Rule, control: Relation, near_miss: Relation, outside: Callable[[], Relation]
) -> Triple:
    """Three links under one rule; the last is made when it is asked for."""
    return Triple(
        lambda: bool(rule.check(control)),
        lambda: bool(rule.check(near_miss)) or not is_refuted(near_miss),
        lambda: bool(rule.check(outside())),
    )


def identity(law: Any, statistic: Any, mean: Any, wrong: Any, outside: Any) -> Triple:
    """The mean of a statistic, a wrong mean, and a parameter outside of its domain."""
    return judged(
        lambda: given(law).eq(E(law, statistic), mean),
        lambda: given(law).eq(E(law, statistic), wrong),
        lambda: given(outside()).eq(E(outside(), statistic), mean),
    )


def abstract(kind: Any, method: str) -> Triple:
    """An abstract kind has no instance with values."""

    def holds() -> bool:
        try:
            getattr(kind(), method)(x0)
        except NotImplementedError:
            return True
        return False

    never = Never("an abstract kind has no instance with values", holds)
    return Triple(never, never, never)


RULES: dict[str, Triple] = {
    "between_kinks": linked(
        rules.between_kinks,
        given(laplace_law).eq(E(laplace_law, lambda v: Abs(v - mu)), b),
        given(laplace_law).eq(E(laplace_law, lambda v: Abs(v - mu)), b**2),
        lambda: given(f).eq(E(f, lambda v: Abs(v - mu)), b),
    ),
    "stick_breaking": linked(
        rules.stick_breaking,
        given(alpha, Dirichlet(alpha)).eq(E(Dirichlet(alpha), lambda v: 1), 1),
        given(alpha, Dirichlet(alpha)).eq(E(Dirichlet(alpha), lambda v: 1), 2),
        lambda: given(free).eq(E(Dirichlet(free), lambda v: 1), 1),
    ),
    "powers": linked(
        rules.powers,
        given(weibull_law).eq(E(weibull_law, lambda v: v), b * gamma(1 + 1 / a)),
        given(weibull_law).eq(E(weibull_law, lambda v: v), b * gamma(2 + 1 / a)),
        lambda: given(f).eq(E(f, lambda v: v), b * gamma(1 + 1 / a)),
    ),
    "moments_of": linked(
        rules.moments_of(families.gamma_mean),
        given(gamma_law).eq(E(gamma_law, lambda v: v), a / b),
        given(gamma_law).eq(E(gamma_law, lambda v: v), a * b),
        lambda: given(f).eq(E(f, lambda v: v), a / b),
    ),
    "factors": linked(
        rules.factors,
        given(X, Y, factors).eq(log(X.determinant), log(Y.determinant) + 2 * growth),
        given(X, Y, factors).eq(log(X.determinant), log(Y.determinant) + growth),
        lambda: given(X, Y).eq(log(X.determinant), log(Y.determinant) + 2 * growth),
    ),
}


def _mean(f: RealMap, turned: bool = False) -> Any:
    """E f(u, v), summed over u first or last."""
    if turned:
        return total(lambda j: total(lambda i: joint.at(u=i, v=j) * f(i, j), 1, N), 1, K)
    return total(lambda i: total(lambda j: joint.at(u=i, v=j) * f(i, j), 1, K), 1, N)


def _everything(law: JointLaw) -> Any:
    return total(lambda i: total(lambda j: law.at(u=i, v=j), 1, K), 1, N)


def _sum_of(vector: Any) -> Any:
    return vector.expectation(lambda v: vector.each(v))


def _unproved() -> Statement:
    return given(P, Unequal(P, P)).ge(KL(P, P), 0)


ASSUMPTIONS: dict[str, Triple] = {
    "Exponential": identity(exponential_law, lambda v: v, 1 / rate, rate, lambda: Exponential(x)),
    "Gamma": identity(gamma_law, lambda v: v, a / b, a * b, lambda: Gamma(a, -b)),
    "Beta": identity(
        beta_law,
        lambda v: log(v),
        polygamma(0, a) - polygamma(0, a + b),
        polygamma(0, b) - polygamma(0, a + b),
        lambda: Beta(0, b),
    ),
    "Laplace": identity(
        laplace_law, lambda v: Abs(v - mu), b, b**2, lambda: Laplace(mu, Symbol("c", real=True))
    ),
    "Weibull": identity(
        weibull_law,
        lambda v: v,
        b * gamma(1 + 1 / a),
        b * gamma(2 + 1 / a),
        lambda: Weibull(a, -b),
    ),
    "JointLaw": judged(
        lambda: given(joint).eq(
            total(lambda i: total(lambda j: joint.at(u=i, v=j), 1, K), 1, N), 1
        ),
        lambda: given(joint).eq(total(lambda i: joint.at(u=i, v=1), 1, N), 1),
        lambda: given().eq(total(lambda i: joint.at(u=i), 1, N), 1),
    ),
    "PowerSeries": judged(
        lambda: given(series, Interval(ratio)).eq(
            total(lambda n: ratio**n, 0, oo), 1 / (1 - ratio)
        ),
        lambda: given(series, Interval(ratio)).eq(
            total(lambda n: ratio**n, 1, oo), 1 / (1 - ratio)
        ),
        lambda: given(series).eq(total(lambda n: rate**n, 0, oo), 1 / (1 - rate)),
    ),
    "RealMap": judged(
        lambda: given(joint, of_two).eq(_mean(of_two), _mean(of_two, turned=True)),
        lambda: given(joint, of_two).ge(_mean(of_two), 0),
        lambda: given(joint).eq(_mean(of_two), _mean(of_two, turned=True)),
    ),
    "Slice": judged(
        lambda: given(joint).ge(KL(joint.law("u"), joint.law("u", v=1)), 0),
        lambda: given(joint).eq(KL(joint.law("u"), joint.law("u", v=1)), 0),
        lambda: given(joint, P).ge(KL(joint.law("w"), P), 0),
    ),
    "Poisson": identity(poisson_law, lambda v: v, rate, 1 / rate, lambda: Poisson(x)),
    "Dirichlet": judged(
        lambda: given(alpha, Dirichlet(alpha)).eq(E(Dirichlet(alpha), lambda v: 1), 1),
        lambda: given(alpha, Dirichlet(alpha)).eq(H(Dirichlet(alpha)), 0),
        lambda: given(free).eq(E(Dirichlet(free), lambda v: 1), 1),
    ),
    "Unequal": judged(
        lambda: given(P, Q, Unequal(P, Q)).ge(KL(P, Q), 0),
        lambda: given(P, Q, Unequal(P, Q)).eq(KL(P, Q), 0),
        _unproved,
    ),
    "IndependentNormals": judged(
        lambda: given(m, s, Z).eq(_sum_of(Z), total(lambda i: m[i], 1, d)),
        lambda: given(m, s, Z).eq(_sum_of(Z), total(lambda i: s[i], 1, d)),
        lambda: given(Z).eq(_sum_of(Z), total(lambda i: m[i], 1, d)),
    ),
    "TriangularFactors": judged(
        lambda: given(X, Y, factors).gt(1 + factors.gap(1, 1), 0),
        lambda: given(X, Y, factors).gt(factors.gap(1, 1), 0),
        lambda: given(X, Y).gt(1 + factors.gap(1, 1), 0),
    ),
    "NamedLaw": abstract(NamedLaw, "log_at"),
    "RandomVector": abstract(RandomVector, "mean"),
}
