"""Signs are proved by form, with the equality case; what is not true is not proved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Expr,
    Function,
    IndexedBase,
    Integer,
    KroneckerDelta,
    Max,
    Rational,
    Symbol,
    cosh,
    exp,
    log,
    pi,
    sqrt,
    symbols,
)
from sympy import KroneckerDelta as delta

from derivecheck.facts.facts import Between, Fact, InRange, Normalised
from derivecheck.proof.minima import fails_somewhere, is_smooth
from derivecheck.proof.normal_form import is_zero
from derivecheck.proof.signs import SignProof, is_nonnegative, tangent_inequality
from derivecheck.terms.binders import integral, total
from derivecheck.terms.elementary import Expander

N = Symbol("N", integer=True, positive=True)
i = Symbol("i", integer=True)
a, b, x, theta = symbols("a b x theta", real=True)
s, t, u = symbols("s t u", positive=True)
p, q = IndexedBase("p", positive=True), IndexedBase("q", positive=True)
z = IndexedBase("z", real=True)
P, Q = Function("P", positive=True), Function("Q", positive=True)
LAWS: tuple[Fact, ...] = (Normalised(p[i], i, 1, N), Normalised(q[i], i, 1, N))
DENSITIES: tuple[Fact, ...] = (Normalised(P(x), x), Normalised(Q(x), x))
half = Rational(1, 2)

KL = total(lambda e: p[e] * log(p[e] / q[e]), 1, N)
ENTROPY = -total(lambda e: p[e] * log(p[e]), 1, N)
CROSS = -total(lambda e: p[e] * log(q[e]), 1, N)
JS = half * total(
    lambda e: p[e] * log(2 * p[e] / (p[e] + q[e])) + q[e] * log(2 * q[e] / (p[e] + q[e])), 1, N
)
GAUSS = log(t / s) + (s**2 + (a - b) ** 2) / (2 * t**2) - half
DENSITY_KL = integral(lambda e: P(e) * log(P(e) / Q(e)))
DENSITY_CHI = integral(lambda e: P(e) ** 2 / Q(e)) - 1
VARIANCE = total(lambda e: p[e] * (z[e] - a) ** 2, 1, N)

VANISHING: list[tuple[str, Expr, tuple[Fact, ...], set[str]]] = [
    ("square", a**2 - 2 * a * b + b**2, (), {"a - b"}),
    ("two squares", (a - 1) ** 2 + (b - 2) ** 2 * s, (), {"a - 1", "b - 2"}),
    ("arithmetic and geometric mean", s + t - 2 * sqrt(s * t), (), {"s - t"}),
    ("tangent of the logarithm", t - 1 - log(t), (), {"t - 1"}),
    ("tangent at another point", t / 3 - 1 - log(t / 3), (), {"t - 3"}),
    ("tangent of the exponential", exp(x) - 1 - x, (), {"exp(x) - 1"}),
    ("hyperbolic cosine", cosh(x) - 1, (), {"exp(x) - 1"}),
    ("scale ratio", log(t / s) + s / t - 1, (), {"s - t"}),
    ("normal divergence", GAUSS, (), {"s - t", "a - b"}),
    (
        "Bernoulli divergence",
        log(2) + theta * log(theta) + (1 - theta) * log(1 - theta),
        (Between(theta),),
        {"2*theta - 1"},
    ),
    ("divergence", KL, LAWS, {"p[i_1] - q[i_1]"}),
    ("cross-entropy over entropy", CROSS - ENTROPY, LAWS, {"p[i_1] - q[i_1]"}),
    ("entropy below log N", log(N) - ENTROPY, LAWS, {"N*p[i_1] - 1"}),
    ("Jensen-Shannon", JS, LAWS, {"p[i_1] - q[i_1]"}),
    ("divergence of densities", DENSITY_KL, DENSITIES, {"P(x_1) - Q(x_1)"}),
    ("chi-square of densities", DENSITY_CHI, DENSITIES, {"P(x_1) - Q(x_1)"}),
    ("variance", VARIANCE, (), {"a - z[i_1]"}),
    (
        "a sum of divergences",
        2 * KL + DENSITY_KL,
        LAWS + DENSITIES,
        {"p[i_1] - q[i_1]", "P(x_1) - Q(x_1)"},
    ),
]

POSITIVE: list[tuple[str, Expr, tuple[Fact, ...]]] = [
    ("a strict sum", a**2 + 1, ()),
    ("above the tangent", t - log(t), ()),
    ("log of more than one", log(1 + t), ()),
    ("entropy of a law with two outcomes", ENTROPY, (Between(p[i]),)),
    ("log 2 over Jensen-Shannon", log(2) - JS, LAWS),
    ("sigmoid complement", 1 - 1 / (1 + exp(-x)), ()),
    ("product of margins", theta * (1 - theta), (Between(theta),)),
    ("partition function", total(lambda e: exp(z[e]), 1, N), ()),
]

UNPROVABLE: list[tuple[str, Expr, tuple[Fact, ...]]] = [
    ("twice the logarithm", t - 1 - 2 * log(t), ()),
    ("a line too low", t - 2 - log(t), ()),
    ("the wrong side", log(t) - t + 1, ()),
    ("a difference of squares", a**2 - b**2, ()),
    ("a product", a * b, ()),
    ("a real", a, ()),
    ("a cube", (t - 1) ** 3, ()),
    ("a divergence minus something", KL - s, LAWS),
    ("minus a divergence", -KL, LAWS),
    ("a divergence of q not normalised", KL, LAWS[:1]),
    ("a divergence of p not normalised", KL, LAWS[1:]),
    ("entropy below log 2", log(2) - ENTROPY, LAWS),
    ("entropy above log N", ENTROPY - log(N), LAWS),
    ("entropy of no law", ENTROPY, ()),
    ("cross-entropy below entropy", ENTROPY - CROSS, LAWS),
    ("Jensen-Shannon over log 2", JS - log(2), LAWS),
    ("normal divergence, 1/2 dropped", GAUSS * 2 - (s**2 + (a - b) ** 2) / t**2, ()),
    ("normal divergence, no constant", GAUSS - half, ()),
    ("a signed sum", total(lambda e: z[e], 1, N), ()),
    (
        "a product of signed sums",
        total(lambda e: z[e], 1, N) * total(lambda e: p[e] * z[e], 1, N),
        LAWS,
    ),
    ("a sum over a range that may be empty", total(lambda e: p[e], 2, N) - p[i], ()),
    ("a pole at the supposed minimum", -1 / (t - 1) ** 2, ()),
    ("chi-square unnormalised", DENSITY_CHI, DENSITIES[:1]),
    ("a margin outside the interval", theta * (2 - theta) - 1, (Between(theta),)),
]


def same_equation(found: Expr, expected: str) -> bool:
    """Equal up to sign, as printed."""
    return expected in (str(found), str(-found))


@pytest.mark.parametrize("row", VANISHING, ids=lambda row: row[0])
def test_non_negative_with_its_equality_case(
    row: tuple[str, Expr, tuple[Fact, ...], set[str]],
) -> None:
    _, expr, facts, zeros = row
    proof = is_nonnegative(expr, facts)
    assert proof.proved
    assert not proof.strict
    assert len(proof.zeros) == len(zeros)
    assert all(any(same_equation(z, e) for z in proof.zeros) for e in zeros), proof.zeros
    assert proof.steps


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row[0])
def test_strictly_positive(row: tuple[str, Expr, tuple[Fact, ...]]) -> None:
    _, expr, facts = row
    proof = is_nonnegative(expr, facts)
    assert proof.proved
    assert proof.strict
    assert proof.zeros == ()


@pytest.mark.parametrize("row", UNPROVABLE, ids=lambda row: row[0])
def test_not_proved(row: tuple[str, Expr, tuple[Fact, ...]]) -> None:
    _, expr, facts = row
    proof = is_nonnegative(expr, facts)
    assert not proof
    assert proof == SignProof(proof.expr, False)


def test_the_tangent_inequality_holds_with_equality_at_one_only() -> None:
    proof = tangent_inequality()
    t_ = next(iter(proof.expr.free_symbols))
    assert proof.proved
    assert proof.zeros == (t_ - 1,)
    assert any("derivative" in step for step in proof.steps)


def test_the_facts_that_a_proof_needs_are_reported() -> None:
    assert set(is_nonnegative(KL, LAWS).facts_used) == set(LAWS)
    assert is_nonnegative(VARIANCE, LAWS).facts_used == ()
    assert is_nonnegative(theta * (1 - theta), (Between(theta),)).facts_used == (Between(theta),)


def test_the_certificate_of_gibbs_is_an_identity_with_a_signed_kernel() -> None:
    kernel = total(lambda e: p[e] * (q[e] / p[e] - 1 - log(q[e] / p[e])), 1, N)
    assert is_zero(KL - kernel, LAWS)
    assert is_nonnegative(kernel)


def test_a_log_of_a_sum_of_exponentials_is_at_least_each_score_up_to_a_sum() -> None:
    assert is_nonnegative(log(1 + exp(x))).strict
    assert is_nonnegative(log(1 + exp(x)) - x).strict
    assert not is_nonnegative(x - log(1 + exp(x)))


def test_a_kronecker_delta_has_no_slope_by_its_index() -> None:
    form = total(lambda k: total(lambda m: (delta(k, m) - p[m]) * z[k] * z[m] * p[m], 1, N), 1, N)
    assert not is_nonnegative(form, LAWS)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3)),
        min_size=1,
        max_size=3,
    )
)
def test_what_is_proved_is_never_negative_at_a_point(rows: list[tuple[int, int, int]]) -> None:
    expr = sum((c * t**k + d * log(t) for c, k, d in rows), Integer(0))
    if is_nonnegative(expr):
        for point in (Rational(1, 9), Rational(1, 2), 1, Rational(3, 2), 7, 50):
            assert expr.subs(t, point).evalf(30) >= -(10**-25)


def test_an_index_is_no_variable_of_calculus() -> None:
    """The derivative by an index does not exist, so no minimum over it may be looked for."""
    form = total(
        lambda r: total(lambda e: z[r] * p[r] * (KroneckerDelta(r, e) - p[e]) * z[e], 1, N), 1, N
    )
    assert not is_nonnegative(form, LAWS)


def test_a_maximum_has_no_derivative() -> None:
    assert not is_nonnegative(log(1 + t) - Max(0, log(t)) - 1)
    assert not is_nonnegative(Max(s, t) - sqrt(s * t) * 2)


# --- growth from zero


RISING = {
    "logarithm below its tangent": t - log(1 + t),
    "logarithm above its parabola": log(1 + t) - t + t**2 / 2,
    "exponential above its series": exp(t) - 1 - t - t**2 / 2 - t**3 / 6,
    "with a scale": log(1 + t / s) - t / (s + t),
    "from a positive value": s + t**3 * exp(t) - log(1 + t) + t,
    "power of a positive base": s * (1 + t) ** s - s * (1 + t) ** (s - 1),
}


@pytest.mark.parametrize("expr", RISING.values(), ids=list(RISING))
def test_what_rises_from_zero_is_positive(expr: Expr) -> None:
    proof = is_nonnegative(expr)
    assert proof.proved
    assert proof.strict


NOT_RISING = {
    "one term of the series too many": exp(t) - 1 - t - t**2 / 2 - t**3 / 6 - t**4 / 23,
    "parabola a little too high": log(1 + t) - t + t**2 / Rational(20001, 10000),
    "negative at zero": t - log(1 + t) - Rational(1, 10**6),
    "rises on both sides of a pole": Integer(1) - 1 / (t - 30) - Rational(1, 20),
    "rises on both sides of a jump": 1 + t**2 * (t - 30) / sqrt((t - 30) ** 2),
}


@pytest.mark.parametrize("expr", NOT_RISING.values(), ids=list(NOT_RISING))
def test_what_does_not_rise_from_zero_is_not_proved(expr: Expr) -> None:
    assert not is_nonnegative(expr)


def test_smoothness_needs_a_positive_base_at_zero_too() -> None:
    expander = Expander()
    assert is_smooth(log(1 + t) / (s + t) + sqrt(s + t) * exp(-t), t, expander)
    rough = (log(t), 1 / t, sqrt(t), t**t, 1 / (t - 1), abs(t - 1), t ** log(1 + t), log(x + t))
    assert not any(is_smooth(expr, t, expander) for expr in rough)


# --- hopeless searches


def test_values_that_are_negative_only_where_arguments_are_equal_are_found() -> None:
    y = Symbol("y", real=True)
    assert fails_somewhere((x - y) ** 2 - Rational(1, 100), ())
    assert not fails_somewhere((x - y) ** 2, ())
    density = exp(-((x - y) ** 2) / (2 * s**2)) / (s * sqrt(2 * pi))
    assert fails_somewhere(-density * log(density), ())
    assert not is_nonnegative(-density * log(density))


def test_what_is_never_real_is_given_up() -> None:
    assert fails_somewhere(s**2 - log(-1 - t), ())
    assert not fails_somewhere(s**2 + 100 + log(x), ())
    assert not is_nonnegative(s**2 - log(-1 - t))


def test_what_a_law_bounds_is_not_given_up() -> None:
    law = (Normalised(p[i], i, 1, N), InRange(i, 1, N))
    assert fails_somewhere(1 - p[i], ())
    assert is_nonnegative(1 - p[i], law)
    assert not is_nonnegative(half - p[i], law)
    assert is_nonnegative(1 - theta, (Between(theta),))
    assert not is_nonnegative(half - theta, (Between(theta),))


def test_a_bounded_function_under_an_integral_is_no_parameter() -> None:
    """It may differ from point to point: the best D depends on P and Q there."""
    D = Function("D", positive=True)
    facts = (*DENSITIES, Between(D(x)))
    constant = -integral(lambda e: P(e) * log(2 * theta) + Q(e) * log(2 - 2 * theta))
    varying = -integral(lambda e: P(e) * log(2 * D(e)) + Q(e) * log(2 - 2 * D(e)))
    assert is_nonnegative(constant, (*DENSITIES, Between(theta)))
    assert not is_nonnegative(varying, facts)
    assert not is_nonnegative(varying + 1, (*facts, Between(theta)))
