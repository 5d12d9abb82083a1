"""The evaluator against the definitions: heads and their unfoldings have the same value."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st
from scipy.integrate import quad
from sympy import (
    Abs,
    Derivative,
    Ei,
    Expr,
    Function,
    Integer,
    KroneckerDelta,
    Max,
    Min,
    Rational,
    cosh,
    erf,
    exp,
    gamma,
    log,
    oo,
    pi,
    sinh,
    sqrt,
    symbols,
    sympify,
    tanh,
)

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import Family, Index, RealFunction
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial, unfold
from derivecheck.language.laws.beta import Beta
from derivecheck.language.laws.finite import (
    FiniteLaw,
    Labels,
    Mixture,
    Table,
    Uniform,
    bernoulli,
    midpoint,
)
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.measures import Assumption, point
from derivecheck.language.statements import given
from derivecheck.numeric import laws
from derivecheck.numeric.balls import Balls
from derivecheck.numeric.field import OutOfDomain
from derivecheck.numeric.fields import Digits
from derivecheck.terms.binders import differentiate, integral, total
from derivecheck.worlds.arithmetic import NotEvaluable
from derivecheck.worlds.evaluate import Evaluator
from derivecheck.worlds.instances import make_world
from derivecheck.worlds.world import World

BALLS, DIGITS = Balls(40), Digits(30)
HALF = Rational(1, 2)
N, K = symbols("N K", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
P, Q, Y = FiniteLaw("p", N), FiniteLaw("q", N), Labels("y", N)
f, g = Density("f"), Density("g")
J, h = Joint("r"), RealFunction("h")
z = Family("z", K)
s, t = symbols("s t", positive=True)
mu, nu, x = symbols("mu nu x", real=True)
X = point("x")
GIVEN = (P, Q, Y, f, g, J, h, z, Index(i, K), Index(j, K), Normal(mu, s), Normal(nu, t))
softmax = exp(z[i]) / total(lambda k: exp(z[k]), 1, K)


def value(expr: Expr, world: World) -> object:
    return Evaluator(BALLS, world).value(expr)


def same(one: Expr, other: Expr, world: World) -> bool:
    """Whether the balls overlap and are small, and 30 digits agree."""
    a, b = (Evaluator(BALLS, world).value(e) for e in (one, other))
    c, d = (Evaluator(DIGITS, world).value(e) for e in (one, other))
    small = max(BALLS.radius(a), BALLS.radius(b)) < 1e-30
    return small and not BALLS.disjoint(a, b) and abs(c - d) < 1e-28


def world_of(expr: Expr, seed: int, nice: bool, *more: Assumption) -> World:
    return make_world(given(*GIVEN, *more).eq(expr, 0), seed, nice)


HEADS = {
    "entropy": H(P),
    "entropy of labels": H(Y),
    "entropy of a table": H(Table(Rational(1, 3), Rational(2, 3))),
    "cross-entropy": CE(P, Q),
    "cross-entropy of labels": CE(Y, Q),
    "divergence": KL(P, Q),
    "divergence of labels": KL(Y, Q),
    "divergence from the uniform law": KL(P, Uniform(N)),
    "divergence from a mixture": KL(P, midpoint(P, Q)),
    "Jensen-Shannon": JS(P, Q),
    "divergence from a measure": KL(P, P / (P + Q)),
    "differential entropy": H(f),
    "cross-entropy of densities": CE(f, g),
    "divergence of densities": KL(f, g),
    "Jensen-Shannon of densities": JS(f, g),
    "divergence of conditionals": KL(J.z_given(X), J.of_z),
    "mean of a logarithm": E(f, lambda x: log(g.at(x))),
    "mean of a function": E(f, lambda x: h(x) ** 2),
    "mean over outcomes": E(P, lambda k: log(Q.at(k)) ** 2),
    "mean of log labels": E(Y, lambda k: log(Y.at(k))),
    "nested means": E(J.of_x, lambda x: E(J.z_given(x), lambda y: log(J.at(x, y)))),
    "information": E(J.of_x, lambda x: KL(J.z_given(x), J.of_z)),
    "derivative of softmax": Partial(softmax, z[j]),
    "derivative of log-sum-exp": Partial(log(total(lambda k: exp(z[k]), 1, K)), z[j]),
    "derivative by a symbol": Partial(exp(-(mu**2)) * log(s), mu),
    "second derivative": Partial(Partial(mu**3 * s, mu), mu),
    "derivative of a divergence": Partial(KL(bernoulli(s / (1 + s)), bernoulli(t / (1 + t))), s),
}


@pytest.mark.parametrize("name", HEADS)
@settings(max_examples=4)
@forall(seed=st.integers(0, 100), nice=st.booleans())
def test_heads_have_the_value_of_their_definitions(name: Any, seed: int, nice: bool) -> None:
    head = HEADS[name]
    world = world_of(head, seed, nice, Density("w", mu))
    assert same(head, unfold(head), world)
    assert not same(head, unfold(head) + Rational(1, 10**20), world)


@pytest.mark.parametrize("seed", [0, 29])
@pytest.mark.parametrize(
    ("head", "form"),
    [
        (H(Normal(mu, s)), log(2 * pi * s**2) / 2 + Rational(1, 2)),
        (KL(Normal(mu, s), Normal(nu, t)), log(t / s) + (s**2 + (mu - nu) ** 2) / 2 / t**2 - HALF),
        (E(Normal(mu, s), lambda x: x**4), mu**4 + 6 * mu**2 * s**2 + 3 * s**4),
        (E(Normal(mu, s), lambda x: Partial(Normal(mu, s).log_at(x), mu) ** 2), 1 / s**2),
        (E(Normal(mu, s), lambda x: (x - mu) * Partial(Normal(mu, s).log_at(x), x)), -1),
    ],
)
def test_normal_laws_are_integrated_not_looked_up(head: Any, form: Any, seed: int) -> None:
    form = sympify(form)
    assert same(head, form, world_of(head + form, seed, seed == 0))
    assert not same(head, form + s / 10**20, world_of(head + form, seed, seed == 0))


def test_an_undefined_function_means_the_same_inside_and_outside_a_mean() -> None:
    left, right = E(Normal(mu, s), lambda x: h(x)), E(Normal(0, 1), lambda u: h(mu + s * u))
    assert same(left, right, world_of(left - right, 29, False))
    wrong = E(Normal(0, 1), lambda u: h(mu + s**2 * u + 1))
    assert not same(left, wrong, world_of(left - right, 29, False))


ELEMENTARY = [
    (sqrt(s) ** 2, s),
    (s ** Rational(3, 2), s * sqrt(s)),
    ((-1) ** (2 * N + 1), Rational(-1)),
    (mu ** (2 * N), (mu**N) ** 2),
    (log(s * exp(mu)), log(s) + mu),
    (sinh(mu) + cosh(mu), exp(mu)),
    (tanh(mu), (exp(2 * mu) - 1) / (exp(2 * mu) + 1)),
    (Max(mu, nu) + Min(mu, nu), mu + nu),
    (Abs(mu) ** 2, mu**2),
    (gamma(s + 1), s * gamma(s)),
    (erf(mu), -erf(-mu)),
    (KroneckerDelta(i, i) + 0 * s, Rational(1)),
]


@pytest.mark.parametrize(("one", "other"), ELEMENTARY)
@settings(max_examples=5)
@forall(seed=st.integers(0, 100), nice=st.booleans())
def test_elementary_functions(one: Any, other: Any, seed: int, nice: bool) -> None:
    world = world_of(one + other, seed, nice)
    assert same(one, other, world)
    assert not same(one, other + Rational(1, 10**20), world)


def one_hot() -> World:
    worlds = (world_of(H(Y), seed, True) for seed in range(9))
    return next(w for w in worlds if max(w.families["y"]) == 1)


@pytest.mark.parametrize(
    "body",
    [
        lambda k: Y.at(k) * log(Y.at(k)),
        lambda k: Y.at(k) * log(Y.at(k)) ** 2,
        lambda k: Y.at(k) * (log(Y.at(k)) - 2 * log(Y.at(k)) * log(s)),
        lambda k: Y.at(k) ** 2 * (log(Y.at(k)) + s * log(Y.at(k)) ** 3),
    ],
)
def test_zero_times_a_logarithm_of_zero_is_zero(body: Callable[[Expr], Expr]) -> None:
    assert BALLS.is_zero(Evaluator(BALLS, one_hot()).value(total(body, 1, N)))


@pytest.mark.parametrize(
    "body",
    [
        lambda k: log(Y.at(k)),
        lambda k: 1 / Y.at(k),
        lambda k: Y.at(k) * (1 / Y.at(k) + log(Y.at(k))),
        lambda k: (1 + Y.at(k)) * log(Y.at(k)),
    ],
)
def test_other_forms_at_zero_have_no_value(body: Callable[[Expr], Expr]) -> None:
    with pytest.raises(OutOfDomain):
        Evaluator(BALLS, one_hot()).value(total(body, 1, N))


@pytest.mark.parametrize(
    "expr",
    [
        Function("v")(x),
        Derivative(Function("h")(X), X),
        integral(lambda x: f.at(x), 0, oo),
        E(f, lambda x: x + 0 * log(f.at(x)) + J.of_x.at(x)),
        E(Normal(0, 1), lambda u: exp(u**2)),
        P.at(N + 1),
    ],
)
def test_what_has_no_meaning_is_named(expr: Any) -> None:
    world = World(GIVEN, 0, True, line=True, families={"p": (Fraction(1),)})
    world.numbers |= {N: Fraction(1), X: Fraction(1), x: Fraction(1)}
    with pytest.raises(NotEvaluable):
        Evaluator(BALLS, world).value(expr)


def test_a_derivative_by_a_value_of_a_function() -> None:
    d = RealFunction("d", sign="unit")
    loss = -h(X) * log(d(X))
    world = make_world(given(h, d).eq(Partial(loss, d(X)), 0), 3, False)
    assert same(Partial(loss, d(X)), -h(X) / d(X), world)
    with pytest.raises(NotEvaluable):
        value(Partial(log(s), d(X)), world_of(s, 0, True))


def test_derivatives_by_dual_numbers_agree_with_symbolic_ones() -> None:
    expr = log(total(lambda k: exp(z[k] * s), 1, K)) / s
    world = world_of(expr, 29, False)
    for wrt in (s, z[j]):
        assert same(Partial(expr, wrt), differentiate(expr, wrt), world)


def test_cells_narrower_than_one_let_a_density_exceed_one() -> None:
    world = make_world(given(f).eq(H(f), 0), 29, False)
    assert world.width < 1
    assert BALLS.certainly_less(Evaluator(BALLS, world).value(H(f)), BALLS.zero)
    assert same(integral(f.at), Rational(1), world)


# --- tails

ONE, STANDARD = Integer(1), Normal(Integer(0), Integer(1))
LINE = World((), 0, nice=True, line=True)
LOGARITHMS = {
    "beta": (E(Beta(ONE, ONE), lambda u: log(1 + u)), log(4) - 1),
    "gamma": (E(Gamma(ONE, ONE), lambda u: log(1 + u)), -exp(1) * Ei(-1)),
    "normal": (E(STANDARD, lambda u: log(1 + u**2)), None),
}


@pytest.mark.parametrize(("mean", "known"), LOGARITHMS.values(), ids=list(LOGARITHMS))
def test_a_logarithm_above_a_positive_number_has_a_bound_far_out(
    mean: Expr, known: Expr | None
) -> None:
    ball = Evaluator(BALLS, LINE).value(mean)
    assert BALLS.radius(ball) < 1e-30
    expected = known.evalf(20) if known else integrated(lambda u: math.log1p(u * u))
    for field in (BALLS, DIGITS):
        found = field.midpoint_str(Evaluator(field, LINE).value(mean), 16)
        assert float(found) == pytest.approx(float(expected), rel=1e-12)


def integrated(f: Callable[[float], float]) -> float:
    """The mean of f under the standard normal law, by SciPy."""
    density = 1 / math.sqrt(2 * math.pi)
    whole = quad(lambda u: f(u) * density * math.exp(-u * u / 2), -12, 12, epsabs=0, epsrel=1e-13)
    return float(whole[0])


@pytest.mark.parametrize("body", [log(1 + x), log(x**2 - 1), log(1 - x**2), sqrt(x)])
def test_a_logarithm_that_may_vanish_or_fall_has_none(body: Expr) -> None:
    mean = E(STANDARD, lambda u: body.xreplace({x: u}))
    with pytest.raises((NotEvaluable, ArithmeticError)):
        Evaluator(BALLS, LINE).value(mean)


def test_a_logarithm_of_a_positive_polynomial_has_a_mean() -> None:
    mean = E(STANDARD, lambda u: log(1 + u + u**2))
    found = BALLS.midpoint_str(Evaluator(BALLS, LINE).value(mean), 16)
    assert float(found) == pytest.approx(integrated(lambda u: math.log1p(u + u * u)), rel=1e-12)


@pytest.mark.parametrize("rate", [2, 3])
def test_a_mixture_lives_where_its_parts_do(rate: int) -> None:
    mixed = Mixture(*[(Rational(1, 2), Exponential(Integer(k))) for k in (2, rate)])
    other = Exponential(Integer(2))
    assert judge(given().le(KL(mixed, other), 1), 20).verdict is Verdict.PROVED
    assert judge(given().gt(KL(mixed, other), 1), 20).verdict is Verdict.REFUTED


def test_a_mixture_of_laws_with_different_supports_is_refused() -> None:
    field = Balls(30)
    half = field.rational(1, 2)
    mixed = laws.Mixture([half, half], [laws.Exponential(half), laws.Normal(half, half)])
    with pytest.raises(OutOfDomain, match="different supports"):
        mixed.support(field)
