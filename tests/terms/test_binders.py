"""Binders: canonical names, no capture, derivatives and substitutions that respect scope."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Dummy,
    Expr,
    Function,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Sum,
    Symbol,
    cos,
    exp,
    log,
    oo,
    sin,
    symbols,
)

from derivecheck.proof.normal_form import is_zero
from derivecheck.terms.binders import (
    BinderError,
    Bound,
    canonical_binders,
    differentiate,
    family,
    free_bound,
    freshen,
    integral,
    open_operator,
    opened_alike,
    stand_in,
    substitute,
    total,
)

N = Symbol("N", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True)
x, y, theta = symbols("x y theta", real=True)
z = IndexedBase("z", real=True)
f, g = symbols("f g", cls=Function)


def test_bound_names_count_from_the_inside() -> None:
    nested = total(lambda a: z[a] * log(total(lambda b: z[a] + z[b], 1, N)), 1, N)
    assert [str(s) for s in nested.variables] == ["i_2"]
    assert {str(s) for s in nested.atoms(Bound)} == {"i_1", "i_2"}


def test_bound_variables_know_their_range() -> None:
    assert total(lambda a: z[a], 1, N).variables[0].is_positive
    assert total(lambda a: z[a], 0, N).variables[0].is_nonnegative
    assert total(lambda a: z[a], -N, N).variables[0].is_nonnegative is None
    assert integral(f, 0).variables[0].is_positive
    assert integral(f).variables[0].is_positive is None


def test_alpha_equivalent_operators_are_equal_and_survive_pickling() -> None:
    ours = total(lambda a: integral(lambda t: f(t, a)), 1, N)
    theirs = Sum(Integral(f(x, k), (x, -oo, oo)), (k, 1, N))
    assert canonical_binders(theirs) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert hash(pickle.loads(pickle.dumps(ours))) == hash(ours)


def test_canonical_names_are_a_fixed_point_and_undo_freshening() -> None:
    expr = total(lambda a: z[a] * total(lambda b: z[b] * z[a], 1, N) ** 2, 1, N)
    assert canonical_binders(expr) == expr
    assert freshen(expr) != expr
    assert canonical_binders(freshen(expr)) == expr


def test_different_order_of_binders_is_different() -> None:
    one = total(lambda a: total(lambda b: f(a, b), 1, N), 1, N)
    other = total(lambda a: total(lambda b: f(b, a), 1, N), 1, N)
    assert one != other


def test_an_escaping_bound_variable_is_refused() -> None:
    inner = total(lambda a: z[a], 1, N)
    (escaped,) = inner.variables
    assert free_bound(inner) == set()
    assert free_bound(inner.function) == {escaped}
    with pytest.raises(BinderError, match="i_1"):
        total(lambda a: z[a] * escaped, 1, N)
    with pytest.raises(BinderError, match="i_1"):
        integral(f, escaped)
    with pytest.raises(BinderError, match="i_1"):
        substitute(inner, {N: escaped})
    with pytest.raises(BinderError, match="i_1"):
        differentiate(inner, z[escaped])


def test_indefinite_operators_are_refused() -> None:
    with pytest.raises(BinderError, match="range"):
        canonical_binders(Integral(f(x), x))


def test_derivative_by_an_entry_selects_it() -> None:
    squares = total(lambda a: z[a] ** 2, 1, N)
    expected = total(lambda a: 2 * z[a] * KroneckerDelta(a, j), 1, N)
    assert differentiate(squares, z[j]) == expected
    assert differentiate(Sum(z[i] ** 2, (i, 1, N)), z[i]) == substitute(expected, {j: i})


def test_derivative_under_an_integral() -> None:
    mean = integral(lambda t: f(t, theta) * t)
    assert differentiate(mean, theta) == integral(lambda t: t * f(t, theta).diff(theta))
    assert differentiate(mean, y) == 0


@pytest.mark.parametrize(
    ("build", "wrt", "message"),
    [
        (lambda: total(lambda a: z[a], 1, k), k, "limit"),
        (lambda: integral(lambda t: t, 0, theta), theta, "limit"),
        (lambda: integral(lambda t: f(t)), f(x), "other arguments"),
        (lambda: x**2, x + 1, "not a variable"),
    ],
    ids=["limit of a sum", "limit of an integral", "another argument", "not a variable"],
)
def test_doubtful_derivatives_are_refused(
    build: Callable[[], Expr], wrt: Expr, message: str
) -> None:
    with pytest.raises(BinderError, match=message):
        differentiate(build(), wrt)


def test_substitution_never_captures() -> None:
    scaled = Sum(z[i] * j, (i, 1, N))
    assert substitute(scaled, {j: i}) == total(lambda a: i * z[a], 1, N)
    total_of_z = total(lambda a: z[a], 1, N)
    expected = total(lambda a: z[a] * total_of_z, 1, N)
    assert substitute(scaled, {j: total_of_z}) == expected


def test_substitution_is_simultaneous() -> None:
    assert substitute(x + 2 * y, {x: y, y: x}) == y + 2 * x


def test_functions_and_families_are_replaced_by_laws() -> None:
    mean = integral(lambda t: f(t) * g(t))
    law = substitute(mean, {f: lambda t: exp(-t * j)})
    assert law == integral(lambda t: exp(-t * j) * g(t))
    uniform = substitute(total(lambda a: z[a], 1, N), {z: lambda a: 1 / N})
    assert uniform == total(lambda a: 1 / N, 1, N)
    assert substitute(f(f(x)), {f: sin}) == sin(sin(x))


def test_a_function_inside_a_derivative_is_replaced_and_evaluated() -> None:
    assert substitute(f(x).diff(x), {f: sin}) == cos(x)
    assert substitute(f(x).diff(x), {f: sin, x: y}) == cos(y)


def test_a_single_entry_beside_others_is_refused() -> None:
    with pytest.raises(BinderError, match="other entries"):
        substitute(total(lambda a: z[a], 1, N), {z[j]: 0})
    with pytest.raises(BinderError, match="other entries"):
        substitute(z[j] + z[k], {z[j]: 0})
    assert substitute(z[j] + 1, {z[j]: 0}) == 1
    with pytest.raises(BinderError, match="not a variable"):
        substitute(x + 1, {x + 1: y})


@st.composite
def bodies(draw: st.DrawFn, depth: int = 3) -> Callable[[list[Expr]], Expr]:
    """Random nested bodies as functions of the variables in scope, by de Bruijn position."""
    kind = draw(st.sampled_from(["atom", "sum", "integral", "product"] if depth else ["atom"]))
    if kind == "atom":
        back = draw(st.integers(0, 3))
        return lambda scope: z[scope[back % len(scope)]] + back if scope else x + back
    left, right = draw(bodies(depth - 1)), draw(bodies(depth - 1))
    if kind == "product":
        return lambda scope: left(scope) * log(right(scope) ** 2 + 1)
    bind = total if kind == "sum" else integral
    return lambda scope: right(scope) + bind(lambda v: left([v, *scope]), 0, N)


def with_raw_binders(expr: Expr, fresh: Callable[[], Expr]) -> Expr:
    """The same expression with arbitrary distinct bound symbols."""
    if not expr.args:
        return expr
    if isinstance(expr, (Sum, Integral)):
        names = {v: fresh() for v in expr.variables}
        limits = [(names[v], lo, hi) for v, lo, hi in expr.limits]
        return expr.func(with_raw_binders(expr.function.xreplace(names), fresh), *limits)
    return expr.func(*[with_raw_binders(a, fresh) for a in expr.args])


@settings(deadline=None)
@given(bodies())
def test_canonical_form_does_not_depend_on_the_names(body: Callable[[list[Expr]], Expr]) -> None:
    expr = body([])
    renamed = with_raw_binders(expr, lambda: Dummy(integer=True, nonnegative=True))
    assert canonical_binders(renamed) == canonical_binders(expr)
    assert free_bound(expr) == set()


def test_variables_of_operators_that_are_open_together_differ() -> None:
    p, q = family("p", "positive"), family("q", "positive")
    inner = total(lambda j: q[j], 1, N)
    outer = total(lambda i: p[i] * inner, 1, N)  # the inner sum does not hold the outer variable
    body, (one,) = opened_alike(outer)
    _, (two,) = opened_alike(inner, one.var)
    assert one.var != two.var
    assert body.has(one.var)
    assert not body.has(two.var)
    double = Sum(p[k] * q[j], (k, 1, N), (j, 1, N))
    _, (first, second) = opened_alike(double)
    assert first.var != second.var
    _, (third,) = opened_alike(inner, first.var, second.var)
    assert third.var not in (first.var, second.var)


def test_equal_operators_are_opened_alike_and_other_ranges_are_not() -> None:
    p = family("p", "positive")
    once, again = (opened_alike(total(lambda i: p[i], 1, N))[1][0].var for _ in range(2))
    assert once == again
    other_size = Symbol("N", integer=True)  # printed like N
    others = [total(lambda i: p[i], 1, other_size), total(lambda i: p[i], 2, N)]
    assert all(opened_alike(e)[1][0].var != once for e in others)
    assert open_operator(total(lambda i: p[i], 1, N))[1][0].var != once


def test_what_stands_in_differs_wherever_expressions_or_assumptions_differ() -> None:
    a, b = symbols("a b", positive=True)
    assert stand_in(a + b) == stand_in(b + a)
    alike = [stand_in(a + b), stand_in(a + b, positive=True), stand_in(a - b), stand_in(a * b)]
    twin = Symbol("a")  # printed like a, and not positive
    assert len({*alike, stand_in(twin + b)}) == 5


def test_products_and_powers_of_sums_over_one_range_keep_their_indices_apart() -> None:
    p, q = family("p", "positive"), family("q", "positive")
    one, other = total(lambda i: p[i], 1, N), total(lambda i: q[i], 1, N)
    crossed = total(lambda i: total(lambda j: p[i] * q[j] - p[j] * q[i], 1, N), 1, N)
    assert is_zero(crossed).zero
    assert is_zero(one * other - total(lambda i: total(lambda j: p[i] * q[j], 1, N), 1, N)).zero
    square = total(lambda i: total(lambda j: p[i] * p[j], 1, N), 1, N)
    assert is_zero(one**2 - square).zero
    diagonal = total(lambda i: p[i] * q[i], 1, N)
    assert not is_zero(one * other - diagonal).zero  # what capture would make of it
    nested = total(lambda i: p[i] * total(lambda j: q[j] * one, 1, N), 1, N)
    assert is_zero(nested - one**2 * other).zero
    assert not is_zero(nested - one * other).zero
