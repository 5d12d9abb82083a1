"""The conditions that a statement leaves open, and neighbours that need none."""

from sympy import Expr, Rational, Symbol, exp, log, oo, sqrt, symbols

from derivecheck.language import (
    CE,
    JS,
    KL,
    CountableLaw,
    Density,
    E,
    Family,
    FiniteLaw,
    GaussianVector,
    H,
    Interval,
    Labels,
    Normal,
    Partial,
    PushForward,
    RealFunction,
    Statement,
    TriangularFactors,
    given,
    integral,
    total,
)
from derivecheck.proof.obligations import conditions
from derivecheck.proof.prove import prove
from derivecheck.terms.binders import canonical_binders

N = Symbol("N", integer=True, positive=True)
P, Q = CountableLaw("p"), CountableLaw("q")
p, q, r = Density("p"), Density("q"), Density("r")
x, theta, mu = symbols("x theta mu", real=True)
s, t = symbols("s t", positive=True)
f = RealFunction("f", theta)
D = RealFunction("D", sign="unit")
y, z = Labels("y", N), Family("z", N)


def said(statement: Statement) -> set[str]:
    """What a proof of the statement leaves open, as kinds."""
    return {o.kind for o in conditions(statement)}


def test_of_a_divergence_and_an_entropy_each_must_converge() -> None:
    proof = prove(given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)))
    terms = {canonical_binders(o.term) for o in proof.obligations}
    assert proof
    assert terms == {
        total(lambda i: P.at(i) * log(P.at(i)), -oo, oo),
        total(lambda i: P.at(i) * log(Q.at(i)), -oo, oo),
    }
    assert all("converges absolutely" in o.sentence for o in proof.obligations)


def test_a_finite_sum_needs_nothing() -> None:
    one, other = FiniteLaw("p", N), FiniteLaw("q", N)
    assert not said(given(one, other).eq(KL(one, other), CE(one, other) - H(one)))


def test_one_integral_alone_needs_nothing_and_two_that_may_be_infinite_do() -> None:
    assert not said(given(p, q).ge(KL(p, q), 0))
    assert said(given(p, q).ge(CE(p, q), H(p))) == {"converges absolutely"}
    assert said(given(p, q, r).ge(KL(p, q) - KL(p, r), 0)) == {"converges absolutely"}
    assert not said(given(p, q, r).ge(KL(p, q) + KL(p, r), 0))  # each is bounded from below


def test_the_same_integrand_on_both_sides_needs_nothing() -> None:
    spelt = E(p, lambda v: -log(q.at(v) / p.at(v)))
    assert not said(given(p, q).eq(KL(p, q), spelt))
    assert said(given(p, q).eq(KL(p, q) - spelt, 0)) == {"converges absolutely"}  # ∞ - ∞


def test_what_laws_dominate_converges() -> None:
    assert not said(given(p, q).eq(JS(p, q), JS(q, p)))
    gan = E(p, lambda v: log(p.at(v) / (p.at(v) + q.at(v))))
    assert not said(given(p, q).eq(gan + E(q, lambda v: 1 + 0 * v), gan + 1))
    wild = E(p, lambda v: log(p.at(v) / q.at(v) ** 2))
    assert said(given(p, q).eq(wild + H(p), E(p, lambda v: -2 * log(q.at(v))))) == {
        "converges absolutely"
    }


def test_moments_of_named_laws_converge() -> None:
    a, b = Normal(mu, s), Normal(0, t)
    assert not said(given().eq(CE(a, b), H(a) + KL(a, b)))


def test_a_derivative_under_an_integral_is_said() -> None:
    left = Partial(E(p, lambda v: f(v)), theta)
    right = E(p, lambda v: Partial(f(v), theta))
    proof = prove(given(p, f).eq(left, right))
    assert proof
    assert {o.kind for o in proof.obligations} == {"may be differentiated under the integral"}


def test_a_derivative_under_a_finite_sum_or_of_moments_is_not() -> None:
    law = FiniteLaw("p", N)
    a = Normal(mu, s)
    spread = Partial(E(a, lambda v: v**2), s)
    assert not said(given(law, z).eq(Partial(total(lambda i: law.at(i) * theta, 1, N), theta), 1))
    assert not said(given().eq(spread, 2 * s))
    assert said(given(f).eq(Partial(E(a, lambda v: f(v)), mu), 0)) == {
        "may be differentiated under the integral"
    }


def test_that_a_score_has_mean_zero_rests_on_an_exchange() -> None:
    law = Density("p", theta)
    proof = prove(given(law).eq(E(law, lambda v: Partial(log(law.at(v)), theta)), 0))
    assert proof
    assert {o.kind for o in proof.obligations} == {"may be differentiated under the integral"}


def test_a_denominator_is_not_zero() -> None:
    proof = prove(given().eq((x**2 - 1) / (x - 1), x + 1))
    assert proof
    assert [o.sentence for o in proof.obligations] == ["x - 1 is not 0"]
    assert not said(given().eq((x**4 - 1) / (x**2 + 1), x**2 - 1))
    assert not said(given(Interval(x, 1, oo)).eq((x**2 - 1) / (x - 1), x + 1))


def test_the_argument_of_a_logarithm_is_positive() -> None:
    assert said(given().eq(exp(x * log(mu)), exp(log(mu) * x) + 0 * mu)) == {"is positive"}
    assert said(given().eq(sqrt(mu) ** 2 + x, x + mu)) == set()  # SymPy has made it mu
    assert said(given().ge(sqrt(mu), 0)) == {"is not negative"}
    assert not said(given().ge(sqrt(mu**2 + 1), 1))
    assert not said(given(Interval(x)).le(log(1 - x), 0))


def test_zero_times_the_logarithm_of_zero_has_a_value() -> None:
    assert not said(given(y).ge(-total(lambda i: y.at(i) * log(y.at(i)), 1, N), 0))
    u = Family("u", N, sign="nonnegative")
    assert not said(given(u).ge(total(lambda i: u[i] ** 2 * log(u[i]), 1, N), -N))
    assert said(given(u).le(total(lambda i: log(u[i]), 1, N), 0)) == {"is positive"}


def test_points_count_in_sums_and_not_under_integrals() -> None:
    assert said(given(z).eq(total(lambda i: z[i] / z[i] ** 2, 1, N), 0)) == {"is not 0"}
    assert not said(given(p).ge(integral(lambda v: p.at(v) / v**2), 0))


def test_a_push_forward_is_positive_where_its_points_are() -> None:
    law = PushForward("p_g", p, "G")
    cost = E(p, lambda v: log(law.at(law.generator(v))))
    assert "is positive" not in said(given(p, law).le(cost, 1))
    assert "is positive" in said(given(p, law).le(E(p, lambda v: log(law.at(v))), 1))


def test_minors_and_diagonals_of_covariances_are_positive() -> None:
    one, other = GaussianVector(1, N), GaussianVector(2, N)

    def minor(v: GaussianVector) -> Expr:
        return v.covariance(1, 1) * v.covariance(2, 2) - v.covariance(1, 2) ** 2

    assert not said(given(one).le(log(minor(one)), log(one.covariance(1, 1))))
    assert said(given(one).le(log(one.covariance(1, 2)), 1)) == {"is positive"}
    factors = TriangularFactors(one, other)
    assert not said(given(one, other, factors).le(log(factors.lower(1, 1)), 1))
    assert said(given(one, other, factors).le(log(factors.lower(2, 1)), 1)) == {"is positive"}


def test_the_conditions_of_an_optimum() -> None:
    objective = E(p, lambda v: f(v)) - theta**2
    assert "may be differentiated under the integral" in said(
        given(p, f).maximum(objective, theta, 0, -1, 1)
    )
    assert not said(given().maximum(log(x) + log(1 - x), x, Rational(1, 2)))
