"""In an exact finite world a random statement and its normal form have the same value."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    Integral,
    KroneckerDelta,
    Piecewise,
    Rational,
    Sum,
    exp,
    log,
    oo,
)

from derivecheck.proof.normal_form import is_zero, normal_form
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.terms.binders import canonical_binders, total
from tests.support.finite_world import (
    FACTS,
    PX,
    PZ,
    J,
    N,
    P,
    Q,
    R,
    W,
    World,
    f,
    fixed,
    outside,
    p,
    q,
    s,
)

EXAMPLES = 60
RANGES = [(1, N), (1, N), (1, N), (2, N), (1, N - 1)]


def index_atoms(u: Expr, v: Expr) -> list[Expr]:
    """Factors that depend on two indices."""
    deltas = [KroneckerDelta(u, v), 1 - KroneckerDelta(u, v)]
    laws = [p[u], q[v], W[u, v], W[u, v] / p[u], p[u] / (p[u] + q[u]), p[u] + q[v]]
    logs = [log(p[u]), log(p[u] / q[v]), log(W[u, v] / p[u]), log(p[u] + q[u])]
    return [*laws, *logs, *deltas, s[u], exp(s[u]), Integer(2)]


def point_atoms(u: Expr, v: Expr) -> list[Expr]:
    """Factors that depend on two reals."""
    laws = [P(u), Q(v), J(u, v), J(u, v) / PX(u), R(v, u), PZ(v), P(u) / (P(u) + Q(u))]
    logs = [log(P(u) / Q(u)), log(P(u) + Q(v)), log(J(u, v) / PX(u)), log(PZ(v))]
    return [*laws, *logs, f(u, v), Integer(-3)]


@st.composite
def expressions(
    draw: st.DrawFn, indices: tuple[Expr, ...], points: tuple[Expr, ...], depth: int
) -> Expr:
    """Random nested sums and integrals of laws, logs, exponentials and deltas."""

    def atom() -> Expr:
        if draw(st.booleans()) and points:
            return draw(
                st.sampled_from(point_atoms(*[draw(st.sampled_from(points)) for _ in "uv"]))
            )
        return draw(st.sampled_from(index_atoms(*[draw(st.sampled_from(indices)) for _ in "uv"])))

    def product() -> Expr:
        return atom() * atom() if draw(st.booleans()) else atom()

    expr = product() + (product() if draw(st.booleans()) else 0)
    for _ in range(draw(st.integers(1, 2)) if depth else 0):
        inner = draw(operators(indices, points, depth - 1)) ** draw(st.sampled_from([1, 1, 2]))
        expr = expr * inner if draw(st.booleans()) else expr + inner
    return expr


@st.composite
def operators(
    draw: st.DrawFn, indices: tuple[Expr, ...], points: tuple[Expr, ...], depth: int
) -> Expr:
    """A random sum or integral, the log of a sum of exponentials, or a softmax."""
    kind: str = draw(
        st.sampled_from(["sum", "sum", "integral", "integral", "log sum exp", "softmax"])
    )
    if kind == "sum":
        v, limits = Dummy(integer=True), draw(st.sampled_from(RANGES))
        return Sum(draw(expressions((*indices, v), points, depth)), (v, *limits))
    if kind == "integral":
        w = Dummy(real=True)
        return Integral(P(w) * draw(expressions(indices, (*points, w), depth)), (w, -oo, oo))
    partition = total(lambda a: exp(s[a]), 1, N)
    if kind == "softmax":
        return exp(s[draw(st.sampled_from(indices))]) / partition
    return log(partition)


def supported(expr: Expr) -> bool:
    """Few enough symmetric bound variables."""
    try:
        normal_form(expr, FACTS)
    except UnsupportedStatement:
        return False
    return True


STATEMENTS = operators((fixed, outside), (), 1).filter(supported)


@settings(max_examples=EXAMPLES, deadline=None)
@given(STATEMENTS, st.integers(0, 10**6), st.booleans())
def test_the_normal_form_has_the_same_exact_value(expr: Expr, seed: int, divide: bool) -> None:
    form = normal_form(expr, FACTS, divide_kernels=divide).expr
    world = World(seed)
    assert world.value(form) == world.value(expr)


@settings(max_examples=EXAMPLES, deadline=None)
@given(STATEMENTS)
def test_the_normal_form_is_a_fixed_point_without_piecewise(expr: Expr) -> None:
    form = normal_form(expr, FACTS).expr
    assert not form.has(Piecewise)
    assert canonical_binders(form) == form
    assert normal_form(form, FACTS).expr == form


@settings(max_examples=12, deadline=None)
@given(STATEMENTS, STATEMENTS, st.integers(0, 10**6), st.sampled_from([0, 1, 2, Rational(1, 2)]))
def test_what_is_proved_to_vanish_vanishes(one: Expr, other: Expr, seed: int, factor: Expr) -> None:
    form = normal_form(one, FACTS).expr
    term, *rest = Add.make_args(form)
    world = World(seed)
    for statement in (one - factor * term - Add(*rest), one - other):
        result = is_zero(statement, FACTS)
        if result.zero:
            assert world.value(statement) == 0
        else:
            assert world.value(result.residual) == world.value(statement)


@settings(max_examples=EXAMPLES, deadline=None)
@given(STATEMENTS)
def test_an_expression_minus_its_expansion_vanishes(expr: Expr) -> None:
    renamed = canonical_binders(expr)
    assert is_zero(expr - renamed, FACTS)
    assert is_zero(expr - normal_form(expr, FACTS).expr, FACTS)
