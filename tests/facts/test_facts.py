"""Facts fire on their own kernel and range, and on nothing that is merely near it."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import exp as mp_exp
from mpmath import mpf, quad, workdps
from sympy import (
    Derivative,
    Dummy,
    Expr,
    Function,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Rational,
    Symbol,
    exp,
    gamma,
    log,
    oo,
    pi,
    sqrt,
    symbols,
    sympify,
)

from derivecheck.facts.facts import (
    Between,
    Fact,
    Iid,
    InRange,
    InverseMatrices,
    Moment,
    Normalised,
    Symmetric,
    Vanishing,
)
from derivecheck.facts.moments import (
    GaussianMoments,
    HalfLineMoments,
    gaussian_integral,
    polynomial_exponential,
    prove_gaussian_moments,
    weight,
)
from derivecheck.proof.normal_form import is_zero
from derivecheck.terms.binders import integral
from derivecheck.terms.elementary import Expander

N, M, d, n = symbols("N M d n", integer=True, positive=True)
a, b, c, i, j, k = symbols("a b c i j k", integer=True)
x, y, mu, theta = symbols("x y mu theta", real=True)
s = Symbol("s", positive=True)
p, q = IndexedBase("p", positive=True), IndexedBase("q", positive=True)
W = IndexedBase("W", positive=True)
f, J, px = (Function(name, positive=True) for name in ("f", "J", "px"))
X, F, m1, S, P, h = (Function(name, real=True) for name in ("X", "F", "m1", "S", "P", "h"))
v = Dummy("v", integer=True)
w = Dummy("w", real=True)

LAW = Normalised(p[i], i, 1, N)
ROWS = Normalised(W[i, j], j, 1, M)
MARGINAL = Normalised(J(x, y), y, mass=px(x))
MEAN = Moment(f(x), x, x, mu)
SECOND = Moment(f(x), x, (x - mu) ** 2, s**2)
COMPONENT = Moment(f(x), x, X(a, x), m1(a), parameters=(a,))
FIXED = Moment(f(x), x, X(a, x), m1(a))
PRODUCT = Moment(f(x), x, X(a, x) * X(b, x), S(a, b), parameters=(a, b))
SAMPLE = Iid(f(x), x, F(i, x), i, mu, s)
INVERSE = InverseMatrices(P, S, 0, d - 1)
FACTORS = InverseMatrices(P, S, 0, d - 1, symmetric=False)
SCORE = Vanishing(Derivative(f(x, theta), theta), x)
GAUSS, HALF = GaussianMoments(), HalfLineMoments()

Instance = tuple[Fact, Expr, Expr, object, object, object]

FIRES: list[Instance] = [
    (LAW, p[v], v, 1, N, 1),
    (ROWS, W[k, v], v, 1, M, 1),
    (MARGINAL, J(x, w), w, -oo, oo, px(x)),
    (MARGINAL, J(h(theta), w), w, -oo, oo, px(h(theta))),
    (MEAN, w * f(w), w, -oo, oo, mu),
    (COMPONENT, f(w) * X(k, w), w, -oo, oo, m1(k)),
    (PRODUCT, f(w) * X(k, w) * X(j, w), w, -oo, oo, S(j, k)),
    (PRODUCT, f(w) * X(k, w) ** 2, w, -oo, oo, S(k, k)),
    (SAMPLE, f(w) * F(k, w), w, -oo, oo, mu),
    (SAMPLE, f(w) * F(k, w) * F(j, w), w, -oo, oo, mu**2 + s * KroneckerDelta(j, k)),
    (SAMPLE, f(w) * F(k, w) ** 2, w, -oo, oo, mu**2 + s),
    (INVERSE, P(k, v) * S(v, j), v, 0, d - 1, KroneckerDelta(k, j)),
    (INVERSE, P(v, k) * S(j, v), v, 0, d - 1, KroneckerDelta(k, j)),
    (FACTORS, P(k, v) * S(v, j), v, 0, d - 1, KroneckerDelta(k, j)),
    (SCORE, Derivative(f(w, theta), theta), w, -oo, oo, 0),
    (GAUSS, exp(-(w**2) / 2), w, -oo, oo, sqrt(2 * pi)),
    (GAUSS, w**2 * exp(-s * w**2), w, -oo, oo, sqrt(pi) / (2 * s ** Rational(3, 2))),
    (HALF, exp(-s * w), w, 0, oo, 1 / s),
    (HALF, w**3 * exp(-2 * w), w, 0, oo, Rational(3, 8)),
    (HALF, w ** (s - 1) * exp(-w), w, 0, oo, gamma(s)),
]

NEAR_MISSES: list[tuple[str, Fact, Expr, Expr, object, object]] = [
    ("range ends early", LAW, p[v], v, 1, N - 1),
    ("range starts late", LAW, p[v], v, 2, N),
    ("another law", LAW, q[v], v, 1, N),
    ("a square", LAW, p[v] ** 2, v, 1, N),
    ("an extra factor", LAW, v * p[v], v, 1, N),
    ("a shifted index", LAW, p[v + 1], v, 1, N),
    ("a free index", LAW, p[k], v, 1, N),
    ("an integral instead of a sum", LAW, p[w], w, 1, N),
    ("a column instead of a row", ROWS, W[v, k], v, 1, M),
    ("the diagonal", ROWS, W[v, v], v, 1, M),
    ("a row that depends on the column", ROWS, W[2 * v, v], v, 1, M),
    ("the other marginal", MARGINAL, J(w, y), w, -oo, oo),
    ("a half line", MARGINAL, J(x, w), w, 0, oo),
    ("a bound first argument", MARGINAL, J(w, w), w, -oo, oo),
    ("another power", MEAN, w**2 * f(w), w, -oo, oo),
    ("a fixed component at another index", FIXED, f(w) * X(k, w), w, -oo, oo),
    ("a component that depends on the variable", COMPONENT, f(w) * X(w, w), w, -oo, oo),
    ("one component too many", PRODUCT, f(w) * X(k, w) ** 3, w, -oo, oo),
    ("no density", PRODUCT, X(k, w) * X(j, w), w, -oo, oo),
    ("three samples", SAMPLE, f(w) * F(k, w) * F(j, w) * F(i, w), w, -oo, oo),
    ("the same matrix twice", INVERSE, P(k, v) * P(v, j), v, 0, d - 1),
    ("both indices summed", INVERSE, P(v, v) * S(v, j), v, 0, d - 1),
    ("a transposed matrix", FACTORS, P(v, k) * S(v, j), v, 0, d - 1),
    ("columns for rows", FACTORS, P(v, k) * S(j, v), v, 0, d - 1),
    ("another dimension", INVERSE, P(k, v) * S(v, j), v, 1, d),
    ("another parameter's gradient", SCORE, Derivative(f(w, theta), w), w, -oo, oo),
    ("the density itself", SCORE, f(w, theta), w, -oo, oo),
    ("the wrong sign", GAUSS, exp(w**2), w, -oo, oo),
    ("an unknown sign", GAUSS, exp(-theta * w**2), w, -oo, oo),
    ("a half line", GAUSS, exp(-(w**2)), w, 0, oo),
    ("a negative power", GAUSS, exp(-(w**2)) / w, w, -oo, oo),
    ("a symbolic power", GAUSS, w**n * exp(-(w**2)), w, -oo, oo),
    ("a quartic exponent", GAUSS, exp(-(w**4)), w, -oo, oo),
    ("no exponent", GAUSS, w**2, w, -oo, oo),
    ("a log", GAUSS, exp(-(w**2)) * log(w**2), w, -oo, oo),
    ("a sum", GAUSS, exp(-(v**2)), v, -oo, oo),
    ("the whole line", HALF, exp(-w), w, -oo, oo),
    ("a pole at 0", HALF, exp(-w) / w, w, 0, oo),
    ("a sum", HALF, exp(-v), v, 0, oo),
    ("a growing exponent", HALF, exp(w), w, 0, oo),
]


def described(instance: Instance) -> str:
    return f"{type(instance[0]).__name__}: {instance[1]}"


@pytest.mark.parametrize("instance", FIRES, ids=described)
def test_a_fact_gives_the_value_of_its_kernel(instance: Instance) -> None:
    fact, kernel, var, lo, hi, expected = instance
    value = fact.value(kernel, var, sympify(lo), sympify(hi))
    assert value is not None
    assert (value - expected).expand() == 0


@pytest.mark.parametrize("miss", NEAR_MISSES, ids=lambda m: f"{type(m[1]).__name__}: {m[0]}")
def test_a_fact_does_not_fire_on_a_near_miss(
    miss: tuple[str, Fact, Expr, Expr, object, object],
) -> None:
    _, fact, kernel, var, lo, hi = miss
    assert fact.value(kernel, var, sympify(lo), sympify(hi)) is None


def test_a_parameter_binds_only_what_satisfies_its_assumptions() -> None:
    rate = Symbol("rate", positive=True)
    law = Normalised(f(x, rate), x)
    assert law.value(f(w, s**2), w, -oo, oo) == 1
    assert law.value(f(w, theta), w, -oo, oo) is None
    assert law.value(f(w, -s), w, -oo, oo) is None


def test_a_moment_of_a_polynomial_needs_the_lower_moments() -> None:
    variance = integral(lambda t: f(t) * (t - mu) ** 2) - s**2
    density = Normalised(f(x), x)
    assert is_zero(variance, [SECOND, MEAN, density])
    assert is_zero(integral(lambda t: f(t) * t**2) - s**2 - mu**2, [SECOND, MEAN, density])
    assert not is_zero(integral(lambda t: f(t) * t**2) - s**2 - mu**2, [SECOND, density])
    assert not is_zero(integral(lambda t: f(t) * t**2) - s**2 - mu**2, [SECOND, MEAN])


@pytest.mark.parametrize(
    ("fact", "index", "lo", "hi", "known"),
    [
        (InRange(i, 1, N), i, 1, N, True),
        (InRange(i, 1, N), i, 0, N + 1, True),
        (InRange(i, 1, N), i, 1, N - 1, False),
        (InRange(i, 1, N), i, 2, N, False),
        (InRange(i, 1, N), i, 1, M, False),
        (InRange(i, 1, N), j, 1, N, False),
        (InRange(i, 1, N), i + 1, 1, N, False),
        (InRange(p[i], 1, N), p[k], 1, N, True),
        (InRange(p[i], 1, N), q[k], 1, N, False),
        (InRange(F(i), 1, N), F(k), 1, N, True),
    ],
)
def test_an_index_is_in_its_own_range_only(
    fact: Fact, index: Expr, lo: object, hi: object, known: bool
) -> None:
    assert fact.contains(index, sympify(lo), sympify(hi)) is known


def test_symmetric_families_sort_their_arguments() -> None:
    swapped = S(a, b) - S(b, a)
    assert is_zero(swapped, [Symmetric(S)])
    assert is_zero(W[a, b] - W[b, a], [Symmetric(W)])
    assert not is_zero(swapped, [Symmetric(P)])
    assert not is_zero(swapped)


@pytest.mark.parametrize(
    ("fact", "positive"),
    [
        (Between(theta), (theta, 1 - theta, theta * (1 - theta), 2 - theta)),
        (Between(theta, -1, 1), (1 - theta**2, 1 + theta)),
        (Between(theta, 1, oo), (theta - 1, theta**2 - 1)),
        (Between(theta, -oo, 0), (-theta, 1 - theta)),
        (Between(F(x)), (1 - F(y), F(k) / (2 - F(k)))),
        (Between(W[i, j]), (1 - W[a, b], 1 - W[a, a])),
        (Between(S(a, a)), (1 - S(b, b), 1 - S(a, a) * S(b, b))),
    ],
    ids=lambda value: getattr(value, "sentence", ""),
)
def test_a_bounded_quantity_decides_signs(fact: Between, positive: Sequence[Expr]) -> None:
    for expr in positive:
        assert Expander([fact]).is_positive(expr), expr
        assert not Expander([fact]).is_positive(-expr)
        assert not Expander().is_positive(expr) or expr.is_positive


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Between(theta, 1, 1)
    with pytest.raises(ValueError, match="empty"):
        Between(theta, 0, mu)


def test_a_bounded_quantity_leaves_other_signs_open() -> None:
    expander = Expander([Between(theta), Between(F(x)), Between(S(a, a))])
    for expr in (theta - Rational(1, 2), mu, 1 - mu, 1 - P(x), theta - F(x), 1 - S(a, b)):
        assert not expander.is_positive(expr)
        assert not expander.is_positive(-expr)


def test_every_fact_has_a_sentence() -> None:
    facts = {fact for fact, *_ in FIRES} | {InRange(i, 1, N), Symmetric(S), Between(theta)}
    sentences = [fact.sentence for fact in facts]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)


def test_gaussian_moments_are_proved_for_every_power() -> None:
    residuals = prove_gaussian_moments(8)
    assert len(residuals) == 1 + 8 + 2
    assert all(residual == 0 for residual in residuals)


@pytest.mark.parametrize("k", range(1, 13))
def test_the_recurrence_of_the_proof_holds_for_the_closed_form(k: int) -> None:
    al, (be, ga) = Symbol("alpha", positive=True), symbols("beta gamma", real=True)
    low, mid, high = (gaussian_integral(r, al, be, ga) for r in (k - 1, k, k + 1))
    recurrence = (2 * al * high - be * mid - k * low) / gaussian_integral(0, al, be, ga)
    assert recurrence.expand() == 0
    spoiled = (2 * al * high - be * mid - (k + 1) * low) / gaussian_integral(0, al, be, ga)
    assert spoiled.expand() != 0


def test_pairings_are_counted() -> None:
    def pairings(items: int, pairs: int) -> int:
        if pairs == 0:
            return 1
        if items < 2 * pairs:
            return 0
        return pairings(items - 1, pairs) + (items - 1) * pairings(items - 2, pairs - 1)

    assert all(weight(r, t) == pairings(r, t) for r in range(9) for t in range(r // 2 + 1))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 7),
    st.fractions(Fraction(1, 4), 4, max_denominator=6),
    st.fractions(-3, 3, max_denominator=4),
    st.fractions(-1, 1, max_denominator=4),
)
def test_moments_agree_with_quadrature(k: int, al: Fraction, be: Fraction, ga: Fraction) -> None:
    exponent = -Rational(al) * w**2 + Rational(be) * w + Rational(ga)
    line = GAUSS.value(w**k * exp(exponent), w, -oo, oo)
    half = HALF.value(w**k * exp(-Rational(al) * w + Rational(ga)), w, sympify(0), oo)
    assert line is not None
    assert half is not None
    with workdps(30):
        split = [mpf("-inf"), -4, 0, 4, mpf("inf")]
        on_line = quad(lambda t: t**k * mp_exp(-al * t * t + be * t + ga), split)
        on_half = quad(lambda t: t**k * mp_exp(-al * t + ga), [0, 2, 8, mpf("inf")])
        assert abs(on_line - mpf(str(line.evalf(30)))) < 1e-12 * (1 + abs(on_line))
        assert abs(on_half - mpf(str(half.evalf(30)))) < 1e-12 * (1 + abs(on_half))


def test_a_bounded_correlation_decides_the_sign_of_a_rate() -> None:
    rho = Symbol("rho", real=True)
    exponent = -(x**2 - 2 * rho * x * y + y**2) / (2 * (1 - rho**2))
    density = exp(exponent) / (2 * pi * sqrt(1 - rho**2))
    mass = Integral(density, (x, -oo, oo), (y, -oo, oo))
    correlation = Integral(x * y * density, (x, -oo, oo), (y, -oo, oo))
    bounded = Between(rho, -1, 1)
    assert is_zero(mass - 1, [GAUSS, bounded])
    assert is_zero(correlation - rho, [GAUSS, bounded])
    assert not is_zero(mass - 1, [GAUSS])
    assert not is_zero(mass - 1, [GAUSS, Between(rho, -2, 2)])
    rate = Integral(exp(-rho * x), (x, 0, oo)) - 1 / rho
    assert is_zero(rate, [HALF, Between(rho)]).facts_used == (HALF, Between(rho))
    assert not is_zero(rate, [HALF, bounded])


def test_polynomial_exponentials_are_recognised() -> None:
    assert polynomial_exponential(w**2 * exp(-w) * exp(w**2), w) == (2, [1, -1, 0])
    assert polynomial_exponential(w**2 * log(w), w) == (0, [])
    assert polynomial_exponential(exp(1 / w), w) == (0, [])
