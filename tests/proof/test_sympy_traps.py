"""What SymPy 1.14 gets wrong in silence in our territory, pinned, beside what we do instead.

Each test asserts the wrong answer, so that an upgrade that changes one is noticed.
"""

import pytest
from sympy import (
    Determinant,
    Expr,
    Function,
    I,
    IndexedBase,
    Integral,
    KroneckerDelta,
    MatrixSymbol,
    Rational,
    Sum,
    Symbol,
    Trace,
    ZeroMatrix,
    cos,
    exp,
    expand_log,
    integrate,
    log,
    nan,
    oo,
    pi,
    simplify,
    sqrt,
    symbols,
    zoo,
)

from derivecheck.facts.facts import InRange, Normalised
from derivecheck.facts.moments import GaussianMoments
from derivecheck.proof.normal_form import is_zero, normal_form
from derivecheck.terms.binders import BinderError, differentiate, integral, substitute, total

N = Symbol("N", integer=True, positive=True)
i, j, m = symbols("i j m", integer=True)
x, mu1, mu2 = symbols("x mu1 mu2", real=True)
s1, s2 = symbols("sigma1 sigma2", positive=True)
z = IndexedBase("z", real=True)
A = MatrixSymbol("A", 3, 3)
B = MatrixSymbol("B", 3, 3)


def test_derivative_of_a_sum_by_its_own_index_is_captured() -> None:
    squares = Sum(z[i] ** 2, (i, 1, N))
    assert squares.diff(z[i]) == Sum(2 * z[i], (i, 1, N))
    ours = differentiate(squares, z[i])
    assert is_zero(ours - 2 * z[i], [InRange(i, 1, N)])
    assert not is_zero(ours - total(lambda k: 2 * z[k], 1, N), [InRange(i, 1, N)])


def test_substitution_into_a_sum_is_captured() -> None:
    weighted = Sum(z[i] * j, (i, 1, N))
    assert weighted.subs(j, i) == Sum(i * z[i], (i, 1, N))
    assert weighted.xreplace({j: i}) == Sum(i * z[i], (i, 1, N))
    assert substitute(weighted, {j: i}) == total(lambda k: i * z[k], 1, N)


def test_renamed_sums_differ() -> None:
    assert Sum(z[i], (i, 1, N)) != Sum(z[j], (j, 1, N))
    assert is_zero(Sum(z[i], (i, 1, N)) - Sum(z[j], (j, 1, N)))


@pytest.mark.parametrize("expr", [log(Determinant(A)), Trace(A) + 1], ids=["log det", "trace"])
def test_matrix_derivatives_vanish(expr: Expr) -> None:
    assert expr.diff(A) == ZeroMatrix(3, 3)
    with pytest.raises(BinderError, match="indices"):
        differentiate(expr, Symbol("t"))


def test_cyclic_trace_is_not_seen() -> None:
    assert Trace(A * B).doit() != Trace(B * A).doit()
    a, b = Function("a"), Function("b")
    forward = total(lambda r: total(lambda c: a(r, c) * b(c, r), 1, N), 1, N)
    backward = total(lambda r: total(lambda c: b(r, c) * a(c, r), 1, N), 1, N)
    assert is_zero(forward - backward)


def test_derivative_of_a_trace_in_indices_is_the_identity() -> None:
    a = IndexedBase("a", real=True)
    gradient = differentiate(total(lambda k: a[k, k], 1, N), a[i, j])
    assert is_zero(gradient - KroneckerDelta(i, j), [InRange(i, 1, N), InRange(j, 1, N)])


def test_integrate_takes_the_wrong_branch_of_a_root() -> None:
    y = Symbol("y")
    assert integrate(sqrt(2 - y) * sqrt(1 / (2 - y)), (y, 0, 1)) == -1
    w = Symbol("w", positive=True)  # 2 - y, positive on 0 <= y <= 1
    assert is_zero(sqrt(w) * sqrt(1 / w) - 1)


def test_integrate_misses_the_variance_of_the_logistic_law() -> None:
    variance = integrate(exp(-x) / (1 + exp(-x)) ** 2 * x**2, (x, -oo, oo))
    assert variance != pi**2 / 3
    assert variance.has(oo)


@pytest.mark.slow
def test_integrate_finds_infinity_for_a_finite_integral() -> None:
    assert integrate((cos(x**2) - cos(x)) / x**2, (x, -oo, oo)) == -oo


def normal(mu: Symbol, sigma: Symbol, at: Symbol = x) -> Expr:
    return exp(-((at - mu) ** 2) / (2 * sigma**2)) / (sigma * sqrt(2 * pi))


@pytest.mark.slow
def test_integrated_gaussian_divergence_is_undefined_at_equal_means() -> None:
    difference = expand_log(log(normal(mu1, s1)) - log(normal(mu2, s2)), force=True)
    raw = integrate(normal(mu1, s1) * difference, (x, -oo, oo))
    assert raw.subs(mu2, 0) is nan
    assert raw.subs({mu1: 1, mu2: 1}) is nan


def test_our_gaussian_divergence_is_finite_everywhere() -> None:
    kernel = normal(mu1, s1) * log(normal(mu1, s1) / normal(mu2, s2))
    form = normal_form(Integral(kernel, (x, -oo, oo)), [GaussianMoments()]).expr
    closed = log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / (2 * s2**2) - Rational(1, 2)
    assert is_zero(form - closed)
    assert not form.subs({mu1: 1, mu2: 1}).has(nan, zoo)
    assert not form.subs(mu2, 0).has(nan, zoo)


def test_simplify_crashes_on_the_softmax_derivative() -> None:
    def softmax(k: Symbol) -> Expr:
        return exp(z[k]) / Sum(exp(z[m]), (m, 1, N))

    with pytest.raises(StopIteration):
        simplify(softmax(j).diff(z[i]))
    expected = softmax(j) * (KroneckerDelta(i, j) - softmax(i))
    assert is_zero(differentiate(softmax(j), z[i]) - expected, [InRange(i, 1, N)])


def test_force_proves_a_falsehood() -> None:
    assert expand_log(log(x**2), force=True) == 2 * log(x)
    assert log(x**2).subs(x, -1) == 0 != 2 * log(x).subs(x, -1) == 2 * I * pi
    assert not is_zero(log(x**2) - 2 * log(x))


def test_an_integral_of_an_undefined_density_claims_to_be_a_number() -> None:
    p = Function("p", positive=True)
    mass = Integral(p(x), (x, -oo, oo))
    assert mass.is_number
    assert not is_zero(mass - 1)
    assert is_zero(mass - 1, [Normalised(p(x), x)])


def test_free_symbols_of_a_sum_contain_its_bound_entry() -> None:
    bound = total(lambda k: z[k], 1, N)
    assert any(s.has(bound.variables[0]) for s in bound.free_symbols)
    assert integral(lambda t: t * bound) == integral(lambda t: t * total(lambda k: z[k], 1, N))
