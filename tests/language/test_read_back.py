"""Every printed statement is read back by a second reader and means the same in numbers."""

from __future__ import annotations

import cmath
from collections.abc import Iterator

import pytest
from hypothesis import assume, settings
from hypothesis import given as forall
from hypothesis import strategies as st
from sympy import (
    Add,
    EulerGamma,
    Expr,
    I,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    exp,
    log,
    nan,
    oo,
    sqrt,
    zoo,
)

from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.language import (
    CE,
    JS,
    KL,
    Density,
    E,
    Every,
    Family,
    FiniteLaw,
    H,
    Index,
    Interval,
    Joint,
    JointLaw,
    Line,
    Normal,
    NotAlways,
    Outcomes,
    Partial,
    Relation,
    Statement,
    given,
    integral,
    midpoint,
    point,
    total,
)
from derivecheck.language.measures import Assumption
from derivecheck.language.statements import statement_tex
from derivecheck.language.typeset import tex
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.proof.derivation import Derivation
from tests.support.meaning import Model, meaning
from tests.support.read_back import read, relation
from tests.support.read_tokens import Unread, Vocabulary

SEEDS = ("a", "b")
N, K = (Symbol(s, integer=True, positive=True) for s in "NK")
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
SIGNS = {"=": "=", r"\le": "<=", "<": "<", r"\ge": ">=", ">": ">"}


def agree(a: complex, b: complex) -> bool:
    """Whether two values are the same up to rounding; infinite and undefined ones alike."""
    if cmath.isnan(a) or cmath.isnan(b):
        return cmath.isnan(a) and cmath.isnan(b)
    if cmath.isinf(a) or cmath.isinf(b):
        return cmath.isinf(a) and cmath.isinf(b)
    return abs(a - b) <= 1e-6 * (1 + abs(a))


def means_the_same(e: Expr, text: str, given: tuple[Assumption, ...] = ()) -> bool:
    """Whether a printed form has the values of the expression in several models."""
    found = read(text, Vocabulary.of([e], given))
    models = [Model(seed) for seed in SEEDS]
    return all(agree(meaning(e, m), complex(found(m))) for m in models)


def require_same(e: Expr, given: tuple[Assumption, ...] = ()) -> None:
    text = tex(e, given)
    assert means_the_same(e, text, given), text


def parts(s: Statement) -> Iterator[Statement]:
    """The statements inside, each with assumptions of its own."""
    inner = s.parts if isinstance(s, Every) else (s.part,) if isinstance(s, NotAlways) else ()
    if not inner:
        yield s
    for part in inner:
        yield from parts(part)


# --- the whole suite


@pytest.mark.parametrize("item", DERIVATIONS, ids=lambda d: d.id)
def test_every_step_of_every_derivation_reads_as_what_was_proved(item: object) -> None:
    if isinstance(item, Derivation):
        for e in (item.start, *(s.after for s in item.steps)):
            require_same(e, item.given.assumptions)
    else:
        for part in parts(item.statement):  # type: ignore[attr-defined]
            require_printed(part)


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda book: book.note)
def test_every_statement_of_a_ledger_reads_as_what_was_judged(ledger: object) -> None:
    for claim in ledger.claims:  # type: ignore[attr-defined]
        for says in filter(None, (claim.says, *(r.statement for r in claim.readings))):
            for part in parts(says):
                require_printed(part)


def require_printed(statement: Statement) -> None:
    """The printed statement as a whole, and each of its expressions."""
    for e in statement.exprs:
        require_same(e, statement.given)
    if isinstance(statement, Relation):
        lhs, sign, rhs = relation(
            statement_tex(statement), Vocabulary.of(statement.exprs, statement.given)
        )
        assert SIGNS[sign] == statement.relation
        for seed in SEEDS:
            m = Model(seed)
            assert agree(meaning(statement.lhs, m), complex(lhs(m)))
            assert agree(meaning(statement.rhs, m), complex(rhs(m)))


# --- the kinds of faults that a printer can have

x, y = (Symbol(s, positive=True) for s in "xy")
i, j = (Symbol(s, integer=True, positive=True) for s in "ij")
z, alpha = Family("z", N), Family("alpha_1", N)
theta = Symbol("theta", real=True)
pz, px = Density("p_z"), Density("p_data")
c = Density("c", point("x"), theta)
joint = Joint("r")
X, Z = point("x"), point("z")

HARD = [
    1 / log(x),
    log(N) / log(2),
    log(x) ** -2,
    log(x) ** 2 * log(y),
    log(log(x)),
    log(x * y) * log(x) / log(y),
    (1 - x) * log(1 - x),
    -(x + y),
    -(x - y) * log(x) / 2,
    x / (y / (x + 1) + 2),
    1 / (x * (x + y) ** 2),
    (x + y) ** Rational(-3, 2),
    sqrt(x / y),
    x ** (-y),
    (x**y) ** (y**x),
    Mul(2, Pow(2, x), evaluate=False),
    Mul(-1, Add(x, y), evaluate=False),
    Pow(log(x), -1, evaluate=False),
    Pow(Rational(1, 2), x, evaluate=False),
    exp(-x / y) * exp(x),
    exp(1) * Symbol("e", positive=True),
    exp(exp(x)),
    EulerGamma * Symbol("gamma", positive=True),
    total(lambda k: P.at(k) * log(Q.at(k)), 1, N) * log(x),
    total(lambda k: -P.at(k), 1, N) * total(lambda k: Q.at(k), 1, N),
    total(lambda k: P.at(k) + 1, 1, N) ** 2,
    log(total(lambda k: exp(z[k]), 1, N)) * log(2),
    1 / total(lambda k: exp(z[k]), 1, N),
    x * total(lambda k: total(lambda m: P.at(k) * Q.at(m) * i, 1, N), 1, N),
    integral(lambda t: pz.at(t) * log(pz.at(t)) - 1) * y,
    integral(lambda t: integral(lambda u: pz.at(t) * px.at(u))),
    alpha[i] ** 2,
    z[i] ** z[j],
    H(P) ** 2 / log(2),
    KL(P, midpoint(P, Q)) / 2 - JS(P, Q),
    CE(P, Q) ** -1,
    E(pz, lambda t: log(pz.at(t))) * log(x),
    H(Normal(x, y)) + E(Normal(x, 1), lambda t: t**2),
    Partial(total(lambda k: z[k] ** 2, 1, N), z[i]) * x,
]


@pytest.mark.parametrize("e", HARD, ids=str)
def test_what_is_hard_to_print_reads_as_what_it_is(e: Expr) -> None:
    require_same(e, (P, Q, pz, px))


@pytest.mark.parametrize(
    "e",
    [
        c.at(Z),
        KL(joint.z_given(X), c),
        E(joint.z_given(X), lambda t: log(c.at(t) / joint.of_z.at(t))),
        joint.of_x.at(Z) + joint.of_z.at(Z) + joint.of_x.at(X),
        KL(joint.of_z, joint.of_z),
    ],
    ids=str,
)
def test_conditionals_and_marginals_read_as_what_they_are(e: Expr) -> None:
    require_same(e, (joint, c))


pair = JointLaw("p", ("x", Line()), ("u", Outcomes(N)))
three = JointLaw("r", ("x", Line()), ("y", Line()), ("z", Line()))
u, Y = Symbol("u", integer=True, positive=True), point("y")


@pytest.mark.parametrize(
    ("e", "text"),
    [
        (pair.at(u=u), "p(u)"),
        (pair.at(u=i), "p_{u}(i)"),
        (pair.at(x=X, u=i), "p(x, i)"),
        (pair.law("u", x=X).at(u), r"p(u\mid x)"),
        (pair.law("x", u=1).at(X), r"p(x\mid 1)"),
        (pair.law("u", x=Y).at(1), r"p_{u\mid x}(1\mid y)"),
        (three.at(x=Y, y=X), "r_{xy}(y, x)"),
        (three.at(x=Y, y=X, z=Z), "r_{xyz}(y, x, z)"),
        (three.at(y=Y, z=Z), "r(y, z)"),
        (three.law("y", z=Z).at(2), r"r_{y\mid z}(2\mid z)"),
        (three.law("y", x=X, z=Z).at(2), r"r(2\mid x, z)"),
        (three.law("y", x=Z, z=X).at(2), r"r_{y\mid xz}(2\mid z, x)"),
        (integral(lambda t: three.at(x=X, y=t)) / log(x), None),
        (total(lambda k: log(pair.law("u", x=X).at(k)) * pair.at(u=k), 1, N), None),
        (u * total(lambda k: pair.at(u=k) ** 2, 1, N), None),
        (E(pair.law("u", x=X), lambda k: log(pair.at(u=k)) * pair.at(x=X)), None),
        (E(three.law("y", x=X, z=Z), lambda t: t * three.at(y=t)), None),
        (KL(three.law("y", x=X), three.law("y")) - H(three.law("z", x=X)), None),
    ],
    ids=str,
)
def test_laws_of_named_variables_read_as_what_they_are(e: Expr, text: str | None) -> None:
    assert text is None or tex(e, (pair, three)) == text
    require_same(e, (pair, three))


def test_a_bound_variable_is_called_as_the_variable_whose_value_it_is() -> None:
    e = total(lambda k: log(pair.law("u", x=X).at(k)) * pair.at(u=k), 1, N)
    assert tex(e, (pair,)) == r"\sum_{u=1}^{N} p(u) \log p(u\mid x)"
    assert tex(integral(pz.at), (pz,), ("w",)) == r"\int p_{z}(w)\,\mathrm{d}w"
    assert "w" not in tex(integral(pz.at) * Symbol("w"), (pz,), ("w",)).partition("int")[2]


def test_no_bound_variable_has_the_letter_of_one_that_is_free_beside_it() -> None:
    says = given(P, Index(i, N)).le(P.at(i), total(P.at, 1, N))
    assert statement_tex(says) == r"p_{i} \le \sum_{j=1}^{N} p_{j}"


@pytest.mark.parametrize(
    ("e", "text"),
    [
        (pair.at(u=i), "p(i)"),
        (three.at(x=Y, y=X), "r(y, x)"),
        (three.law("y", z=Z).at(2), r"r(2\mid z)"),
        (pair.law("u", x=X).at(u), r"p(x\mid u)"),
        (E(pair.law("u", x=X), lambda k: k), r"\mathbb{E}_{u\sim p(u)}\left[u\right]"),
    ],
    ids=str,
)
def test_a_wrong_print_of_named_variables_is_noticed(e: Expr, text: str) -> None:
    try:
        same = means_the_same(e, text, (pair, three))
    except Unread:
        same = False
    assert not same


@pytest.mark.parametrize(
    ("e", "text"),
    [
        (1 / log(x), r"- \log x"),
        (log(N) / log(2), r"- \log 2 \log N"),
        ((1 - x) * log(y), r"1 - x \log y"),
        (-(x + y), r"- x + y"),
        (log(x) * y, r"\log \left(x y\right)"),
        (log(x) ** 2, r"\log \left(x^{2}\right)"),
        (x ** (-y), r"x^{y}"),
        (total(lambda k: P.at(k), 1, N) * x, r"\sum_{i=1}^{N} p_{i} + x"),
        (total(lambda k: P.at(k) - 1, 1, N), r"\sum_{i=1}^{N} p_{i} - 1"),
        (KL(P, Q), r"D_{\mathrm{KL}}(q\,\|\,p)"),
        (z[i] - z[i + 1], r"z_{i} - z_{i}"),
    ],
    ids=str,
)
def test_a_wrong_print_is_noticed(e: Expr, text: str) -> None:
    assert not means_the_same(e, text, (P, Q))


@pytest.mark.parametrize("text", [r"\log^{2} x", "x x_{", r"\frac{x}{y", "f(x)", "w", "x y )"])
def test_what_has_no_rule_is_not_read(text: str) -> None:
    with pytest.raises(Unread):
        read(text, Vocabulary.of([x * y], ()))


def test_two_names_that_are_printed_alike_are_an_error() -> None:
    e = Family("p_1", N)[i] * Family("p1", N)[i]
    with pytest.raises(Unread, match="alike"):
        Vocabulary.of([e], ())


# --- random expressions

atoms = st.sampled_from(
    [x, y, P.at(i), z[j], alpha[i], px.at(X), *map(Integer, range(1, 4)), Rational(1, 2)]
)


def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    powers = st.sampled_from([-2, -1, 2, 3, Rational(1, 2), Rational(-1, 2), x, -y])
    evaluated = st.booleans()
    return st.one_of(
        st.builds(lambda a, b, e: Add(a, b, evaluate=e), inner, inner, evaluated),
        st.builds(lambda a, b, e: Mul(a, b, evaluate=e), inner, inner, evaluated),
        st.builds(lambda a, b: a - b, inner, inner),
        st.builds(lambda a, b: a / b if b != 0 else a, inner, inner),
        st.builds(lambda a, p: a**p if a != 0 else a, inner, powers),
        st.builds(lambda a: log(a) if a != 0 else a, inner),
        st.builds(exp, inner),
        st.builds(lambda a: total(lambda k: a * P.at(k), 1, N) if a != 0 else a, inner),
        st.builds(lambda a: integral(lambda t: a + px.at(t)), inner),
        st.builds(lambda a: E(px, lambda t: a * t) if a != 0 else a, inner),
        st.builds(lambda a, b: a * KL(P, Q) ** b, inner, st.sampled_from([-1, 1, 2])),
    )


@settings(max_examples=300, deadline=None)
@forall(st.recursive(atoms, grown, max_leaves=7))
def test_random_expressions_read_as_what_they_are(e: Expr) -> None:
    assume(not e.has(I, zoo, nan, oo))
    try:
        values = [meaning(e, Model(seed)) for seed in SEEDS]
    except (OverflowError, ZeroDivisionError, ValueError):
        values = []  # no value to compare
    assume(values and all(abs(v) < 1e12 for v in values))
    require_same(e, (P, Q, px))


def test_an_interval_does_not_change_what_is_printed() -> None:
    t = Symbol("t", real=True)
    says = given(Interval(t)).gt(t * (1 - t), 0)
    assert statement_tex(says) == r"t \left(1 - t\right) > 0"
