"""The normal form is canonical, sound, says what it used, and is the same in every process."""

import os
import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from sympy import (
    Abs,
    Expr,
    Float,
    Function,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Mul,
    Sum,
    Symbol,
    cosh,
    count_ops,
    exp,
    log,
    nan,
    oo,
    sqrt,
    symbols,
    tanh,
    zoo,
)

from derivecheck.facts.facts import Between, InRange, Normalised
from derivecheck.facts.moments import HalfLineMoments
from derivecheck.proof.normal_form import (
    TriangularRange,
    is_zero,
    normal_form,
    readable,
)
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.terms.binders import integral, total
from tests.support.finite_world import (
    N,
    P,
    Q,
    f,
    fixed,
    i,
    p,
    q,
    s,
    x,
)

pair = symbols("a b c", integer=True)
g = IndexedBase("g", real=True)
k = Symbol("k", integer=True)
y, theta = symbols("y theta", real=True)
t = Symbol("t", positive=True)
LAW = Normalised(p[i], i, 1, N)


def test_binders_commute_and_names_do_not_matter() -> None:
    a, b, c = pair
    one = Sum(g[a, b] * g[b, c] * g[c, a], (a, 1, N), (b, 1, N), (c, 1, N))
    other = Sum(g[b, a] * g[c, b] * g[a, c], (c, 1, N), (a, 1, N), (b, 1, N))
    assert normal_form(one).expr == normal_form(other).expr
    assert not is_zero(one - Sum(g[a, b] * g[b, c] * g[a, c], (a, 1, N), (b, 1, N), (c, 1, N)))


def test_many_bound_variables_are_ordered_by_their_place() -> None:
    chain = symbols("a:8", integer=True)
    product = Mul(*[g[one, other] for one, other in pairwise(chain)])
    forwards = Sum(product, *[(v, 1, N) for v in chain])
    backwards = Sum(product, *[(v, 1, N) for v in reversed(chain)])
    assert is_zero(forwards - backwards)
    reversed_chain = Mul(*[g[other, one] for one, other in pairwise(chain)])
    assert is_zero(forwards - Sum(reversed_chain, *[(v, 1, N) for v in chain]))
    assert not is_zero(forwards - Sum(product * s[chain[0]], *[(v, 1, N) for v in chain]))


def test_too_many_symmetric_bound_variables_are_refused() -> None:
    scores = total(lambda a: g[a, fixed] * total(lambda b: g[a, b], 1, N) ** 7, 1, N)
    with pytest.raises(UnsupportedStatement, match="symmetric"):
        normal_form(scores)


def test_sums_and_integrals_exchange_and_independent_ones_factor() -> None:
    mixed = total(lambda a: integral(lambda w: p[a] * P(w) * f(w, a)), 1, N)
    swapped = integral(lambda w: total(lambda a: p[a] * P(w) * f(w, a), 1, N))
    assert is_zero(mixed - swapped)
    product = total(lambda a: total(lambda b: g[a] * s[b], 1, N), 1, N)
    assert is_zero(product - total(lambda a: g[a], 1, N) * total(lambda b: s[b], 1, N))


def test_the_sum_of_a_constant_counts_a_range_that_cannot_be_negative() -> None:
    assert normal_form(total(lambda a: y, 1, N)).expr == N * y
    assert normal_form(total(lambda a: y, 0, N - 1)).expr == N * y
    assert normal_form(total(lambda a: y, 1, k)).expr.has(Sum)
    assert normal_form(integral(lambda w: y, 2, 5)).expr == 3 * y
    assert normal_form(integral(lambda w: y)).expr.has(Integral)


@pytest.mark.parametrize(
    ("index", "expected"), [(1, g[1]), (N, g[N]), (0, 0), (N + 1, 0), (-3, 0)], ids=str
)
def test_a_delta_selects_inside_the_range_and_vanishes_outside(index: Expr, expected: Expr) -> None:
    selected = total(lambda a: KroneckerDelta(a, index) * g[a], 1, N)
    assert normal_form(selected).expr == expected


def test_a_delta_at_an_unknown_index_stays() -> None:
    selected = total(lambda a: KroneckerDelta(a, k) * g[a], 1, N)
    assert normal_form(selected).expr == g[k] * total(lambda a: KroneckerDelta(a, k), 1, N)
    assert normal_form(selected, [InRange(k, 1, N)]).expr == g[k]
    assert normal_form(selected, [InRange(k, 0, N)]).expr.has(Sum)
    assert normal_form(selected, [InRange(k, 2, N)]).expr == g[k]


def test_a_delta_between_nested_binders_of_one_range_selects() -> None:
    inner = total(lambda a: log(total(lambda b: KroneckerDelta(a, b) * p[b], 1, N)), 1, N)
    assert normal_form(inner).expr == total(lambda a: log(p[a]), 1, N)
    short = total(lambda a: total(lambda b: KroneckerDelta(a, b) * g[b], 2, N), 1, N)
    assert normal_form(short).expr == total(lambda b: g[b], 2, N)


def test_an_excluded_index_collapses() -> None:
    others = total(lambda a: (1 - KroneckerDelta(a, k)) * exp(g[a]), 1, N)
    everything = total(lambda a: exp(g[a]), 1, N)
    assert is_zero(others - everything + exp(g[k]), [InRange(k, 1, N)])
    assert not is_zero(others - everything + exp(g[k]))


def test_logs_split_only_under_proved_positivity() -> None:
    assert normal_form(log(t**2 * exp(y) / 12)).expr == 2 * log(t) + y - 2 * log(2) - log(3)
    assert normal_form(log(theta * t)).expr == log(theta) + log(t)
    assert normal_form(log(theta * y)).expr == log(theta * y)
    assert normal_form(log(y**2)).expr == log(y**2)
    assert normal_form(log(-t * theta)).expr == log(t) + log(-theta)
    positive = total(lambda a: exp(g[a]), 1, N)
    assert normal_form(log(t * positive)).expr == log(t) + log(positive)
    unsigned = total(lambda a: g[a], 1, N)
    assert normal_form(log(y * unsigned)).expr == log(y * unsigned)


def test_positivity_of_an_integrand_does_not_survive_a_declared_sign() -> None:
    wrongly_positive = Symbol("x", positive=True)
    mean = Integral(wrongly_positive * P(wrongly_positive), (wrongly_positive, -oo, oo))
    assert not is_zero(log(mean * y) - log(mean) - log(y))


def test_positivity_uses_the_range_of_the_bound_variable() -> None:
    assert is_zero(integral(lambda w: sqrt(w**2) * P(w), 0) - integral(lambda w: w * P(w), 0))
    assert not is_zero(integral(lambda w: sqrt(w**2) * P(w)) - integral(lambda w: w * P(w)))


def test_hyperbolic_functions_are_exponentials() -> None:
    assert is_zero(tanh(y) - (exp(2 * y) - 1) / (exp(2 * y) + 1))
    assert not is_zero(cosh(y) - exp(y) / 2)


def test_an_absolute_value_splits_the_line_at_its_kink() -> None:
    laplace = exp(-Abs(x - theta) / t) / (2 * t)
    facts = [HalfLineMoments()]
    assert is_zero(Integral(laplace, (x, -oo, oo)) - 1, facts)
    assert is_zero(Integral(laplace * x, (x, -oo, oo)) - theta, facts)
    assert not is_zero(Integral(laplace * Abs(x), (x, -oo, oo)) - theta, facts)


def test_rational_kernels_are_divided() -> None:
    square = integral(lambda w: P(w) ** 2 / (P(w) + Q(w)))
    other = integral(lambda w: P(w) * Q(w) / (P(w) + Q(w)))
    facts = [Normalised(P(x), x), Normalised(Q(x), x)]
    result = is_zero(square + other - 1, facts)
    assert result.method == "partial fractions"
    assert facts[0] in result.facts_used
    assert not is_zero(square - other, facts)


def test_bounded_quantities_split_logs_and_are_reported() -> None:
    odds = log(theta / (1 - theta)) - log(theta) + log(1 - theta)
    result = is_zero(odds, [Between(theta), LAW])
    assert result.zero
    assert result.facts_used == (Between(theta),)
    assert not is_zero(odds)
    assert not is_zero(odds, [Between(theta, 0, 2)])


@pytest.mark.parametrize(
    "expr",
    [
        Sum(Sum(g[k], (k, 1, i)), (i, 1, N)),
        Sum(g[k], (k, 1, i), (i, 1, N)),
        Sum(log(Sum(exp(g[k]), (k, 1, i))), (i, 1, N)),
        Integral(Integral(P(y), (y, -oo, x)), (x, 0, 1)),
    ],
    ids=["nested", "joint", "inside a log", "integral"],
)
def test_triangular_ranges_are_refused(expr: Expr) -> None:
    with pytest.raises(TriangularRange, match="bound variable"):
        normal_form(expr)


@pytest.mark.parametrize("expr", [y + Float(0.5), nan, zoo, y * zoo], ids=str)
def test_what_is_not_exact_and_finite_is_refused(expr: Expr) -> None:
    with pytest.raises(UnsupportedStatement, match="exact"):
        is_zero(expr)


def test_facts_that_were_not_used_are_not_reported() -> None:
    facts = (Normalised(q[i], i, 1, N), LAW)
    assert is_zero(total(lambda a: p[a], 1, N) - 1, facts).facts_used == (LAW,)
    assert is_zero(total(lambda a: p[a], 1, N) - total(lambda b: p[b], 1, N), facts).zero


def test_a_residual_shows_the_missing_condition() -> None:
    weights = IndexedBase("weights", real=True)
    claim = (
        total(lambda a: weights[a] * (y + g[a]), 1, N)
        - y
        - total(lambda a: weights[a] * g[a], 1, N)
    )
    assert is_zero(claim).residual == y * (total(lambda a: weights[a], 1, N) - 1)


def test_a_readable_form_is_equal_and_no_longer() -> None:
    expr = normal_form((t + y) * (t - y) * log(t)).expr
    assert count_ops(readable(expr)) < count_ops(expr)
    assert is_zero(readable(expr) - expr)


def test_results_pickle_and_truth_is_zero() -> None:
    result = is_zero(total(lambda a: p[a], 1, N) - 1, [LAW])
    assert bool(result) is True
    assert pickle.loads(pickle.dumps(result)) == result
    assert not is_zero(Function("h")(y))


PROGRAM = """
from tests.support.identities import SOFTMAX, SUMS
from tests.support.identities_of_densities import GAN, GAUSSIAN, LATENT
from derivecheck.proof.normal_form import is_zero, normal_form
for row in [*SOFTMAX[:6], *SUMS[:6], *GAN[:4], *GAUSSIAN[-2:], *LATENT[:3]]:
    print(normal_form(row.lhs, row.facts).expr, is_zero(row.lhs - row.rhs, row.facts).residual)
"""


def test_results_do_not_depend_on_the_hash_seed() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert outputs[0] == outputs[1] != ""
