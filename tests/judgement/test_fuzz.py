"""Random statements judged twice, and the second judge put to the test itself."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from sympy import Abs, Integral, Rational, Symbol, exp, log, oo, pi, preorder_traversal, sqrt

import derivecheck.language as say
from benchmarks.fuzz import run as fuzz
from benchmarks.fuzz.features import features
from benchmarks.fuzz.instances import Instance, draw_instance
from benchmarks.fuzz.quadrature import DIGITS_50, Unknown
from benchmarks.fuzz.scene import LAWS, SPACES, Scene
from benchmarks.fuzz.search import Failure, fails_at, fails_where_said, holds_everywhere
from benchmarks.fuzz.source import namespace, source
from benchmarks.fuzz.statements import FORMS, MALFORMED, statement
from benchmarks.fuzz.terms import TERMS, kernel
from benchmarks.fuzz.truths import TRUTHS
from benchmarks.fuzz.values import Values
from derivecheck.findings.evidence import Evidence, Outcome
from derivecheck.judgement import Judgement
from derivecheck.language import (
    CE,
    JS,
    KL,
    E,
    H,
    Partial,
    Relation,
    Statement,
    given,
    integral,
    not_always,
    total,
)
from derivecheck.language.functionals import Functional
from derivecheck.language.measures import Assumption, Law, Pointwise
from derivecheck.proof.prove import Proof
from derivecheck.terms.kernels_gamma import KERNELS

# The alarm of a limit may ring inside a callback of the garbage collector, which only tells of it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SAMPLE = [f"sample:{k}" for k in range(150)]
SECONDS = 0.5  # of a processor for one statement of the sample: what is over it is not counted
N = Symbol("N", integer=True, positive=True)
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
x, y, mu = (Symbol(name, real=True) for name in ("x", "y", "mu"))
P, Q, R = (say.FiniteLaw(name, N) for name in "pqr")
f, g, h = (say.Density(name) for name in "fgh")
A, B = say.Normal(mu, s), say.Normal(x, t)
X = say.GaussianVector(1, 2)
a, b, c = (say.Family(name, N, "positive") for name in "abc")
J, G = say.Joint("j"), say.PushForward("p_g", f, "G")
K = say.Dirichlet(a)
line = say.Interval(x, -oo, oo)
one = Rational(1)


# --- the sample


@pytest.mark.parametrize("keys", [SAMPLE[k : k + 15] for k in range(0, len(SAMPLE), 15)])
def test_no_verdict_on_the_sample_is_wrong(keys: list[str]) -> None:
    rows = [fuzz.judged_twice(statement(key), key, SECONDS) | {"key": key} for key in keys]
    wrong = [r for r in rows if r["fault"] in fuzz.FAULTS and r["fault"] != fuzz.SLOW]
    assert not wrong
    verdicts = Counter(r["verdict"] for r in rows)
    assert verdicts["PROVED"] + verdicts["REFUTED"] > len(keys) / 4


def say_always(verdict: Outcome) -> Any:
    """A judge that says one thing to all."""
    evidence = Evidence("credulous", verdict), Evidence("balls", Outcome.AGREES)
    judged = Judgement(evidence, None, Proof(False, "none"))
    return lambda *_, **__: judged


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        (Outcome.PROVES, "false PROVED"),
        (Outcome.AGREES, "false SUPPORTED"),
        (Outcome.REFUTES, fuzz.UNCONFIRMED),
    ],
)
def test_a_judge_that_does_not_look_is_caught(
    monkeypatch: pytest.MonkeyPatch, says: Outcome, fault: str
) -> None:
    """The near-miss: faults would be seen."""
    monkeypatch.setattr(fuzz, "judge", say_always(says))
    found = [fuzz.judged_twice(statement(key), key)["fault"] for key in SAMPLE[:24]]
    assert found.count(fault) > 4


def test_a_judge_that_breaks_or_never_ends_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise KeyError("no such thing")

    def never(*_: Any, **__: Any) -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    said = given().eq(1, 1)
    monkeypatch.setattr(fuzz, "judge", breaks)
    assert fuzz.judged_twice(said, "")["fault"] == fuzz.RAISED
    monkeypatch.setattr(fuzz, "judge", never)
    assert fuzz.judged_twice(said, "", 0.1)["fault"] == fuzz.SLOW


# --- the evaluator: what is true holds, what is next to it fails

closed = log(t / s) + (s**2 + (mu - x) ** 2) / (2 * t**2) - Rational(1, 2)
gibbs = total(lambda i: a[i] * log(a[i] / b[i]), 1, N)
EQUAL: dict[str, tuple[Any, Any, Any]] = {
    "cross-entropy": (given(P, Q), CE(P, Q), H(P) + KL(P, Q)),
    "on the line": (given(f, g), CE(f, g), H(f) + KL(f, g)),
    "entropy of a normal law": (given(), H(A), log(2 * pi * exp(1) * s**2) / 2),
    "of normal laws": (given(), KL(A, B), closed),
    "its slope": (given(), Partial(KL(A, B), s), s / t**2 - 1 / s),
    "pushed forward": (given(f, G), E(f, lambda z: exp(-(G.generator(z) ** 2))),
                       E(G, lambda z: exp(-(z**2)))),
    "a vector": (given(X), X.expectation(lambda v: v(1) ** 4),
                 3 * X.covariance(1, 1) ** 2 + 6 * X.covariance(1, 1) * X.mean(1) ** 2
                 + X.mean(1) ** 4),
    "joint and conditional": (given(J), E(J.of_x, lambda u: KL(J.z_given(u), J.of_z)),
                              E(J.of_z, lambda u: KL(J.x_given(u), J.of_x))),
    "Poisson": (given(), E(say.Poisson(s), lambda n: n * (n - 1)), s**2),
    "Laplace": (given(), H(say.Laplace(mu, s)), 1 + log(2 * s)),
    "gamma": (given(), E(say.Gamma(s, t), lambda v: v), s / t),
    "beta": (given(), E(say.Beta(s, t), lambda v: v), s / (s + t)),
    "Weibull": (given(), E(say.Weibull(s, t), lambda v: v**s), t**s),
    "Dirichlet": (given(a), CE(K, K), H(K)),
    "an integral": (given(), Integral(exp(-(x**2)), (x, -oo, oo)), sqrt(pi)),
    "another": (given(), integral(lambda v: exp(-Abs(v) * s)), 2 / s),
}  # fmt: skip
BOUNDS: dict[str, tuple[Statement, Statement]] = {
    "log sum inequality": (
        given(a, b).ge(gibbs, total(lambda i: a[i] - b[i], 1, N)),
        given(a, b).ge(gibbs, 0),
    ),
    "entropy": (given(P).le(H(P), log(N)), given(P).le(H(P), log(N) - Rational(1, 10**9))),
    "strict, and equal laws": (given(P, Q).ge(KL(P, Q), 0), given(P, Q).gt(KL(P, Q), 0)),
    "far out": (given(line).ge(1 + exp(x), 1), given(line).ge(1 / (1 + exp(x)), one / 10**9)),
    "any divergence": (given(f, g).le(JS(f, g), log(2)), given(f, g).le(JS(f, g), log(2) / 2)),
    "a bound of divergences": (given(P, Q).ge(KL(P, Q), 0), given(P, Q).le(KL(P, Q), 20)),
    "an entropy on the line": (given(f).eq(H(f), CE(f, f)), given(f).le(H(f), log(3))),
    "a minimum": (
        given().minimum(x**2, x, 0, -oo, oo),
        given().minimum(x**2 - exp(x) / 10**9 + x / 10**9, x, 0, -oo, oo),
    ),
    "a maximum": (
        given().maximum(x * (1 - x), x, Rational(1, 2)),
        given().maximum(x * (1 - x), x, Rational(1001, 2000)),
    ),
    "a decimal": (given().rounds(pi, "3.1416"), given().rounds(pi, "3.1415")),
    "zero if equal": (
        given(P, Q).zero_iff_equal(KL, P, Q),
        given(P, Q).zero_iff_equal(CE, P, Q),
    ),
    "all of several": (
        given(P, Q).every(given(P).ge(H(P), 0), given(P, Q).ge(JS(P, Q), 0)),
        given(P, Q, R).metric(JS, P, Q, R),
    ),
    "that it fails": (
        not_always(given(P, Q).eq(KL(P, Q), KL(Q, P))),
        not_always(given(P, Q).eq(JS(P, Q), JS(Q, P))),
    ),
    "nested sums": (
        given(a, b, c).ge(total(lambda i: c[i] * log(1 + total(lambda j: b[j], 1, N)), 1, N), 0),
        given(a, b, c).ge(
            total(lambda i: c[i] * log(1 + total(lambda j: sqrt(b[j] + a[i]), 1, N)), 1, N),
            total(lambda i: c[i], 1, N) * log(1 + total(lambda j: sqrt(b[j] + a[j]), 1, N)),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EQUAL)
def test_the_evaluator_knows_an_equation_from_its_neighbours(name: str) -> None:
    start, left, right = EQUAL[name]
    assert holds_everywhere(start.eq(left, right), Random(name), 8)[0] is True
    for near in (right + Rational(1, 10**3), right * Rational(101, 100) + Rational(1, 1000)):
        assert holds_everywhere(start.eq(left, near), Random(name), 20)[0] is False


@pytest.mark.parametrize("name", BOUNDS)
def test_the_evaluator_knows_what_is_true_from_what_is_not(name: str) -> None:
    true, false = BOUNDS[name]
    assert holds_everywhere(true, Random(name), 25)[0] is True
    assert holds_everywhere(false, Random(name), 60)[0] is False


def test_a_counterexample_is_looked_at_where_it_is_said_to_be() -> None:
    said, rng = given(P).ge(H(P), 1), Random(1)
    assert fails_where_said(said, "N = 2, p = (1/2, 1/2)", rng) is True
    assert fails_where_said(said, "N = 3, p = (1/3, 1/3, 1/3)", rng) is False
    grain = "the numbers of a density are its probabilities on [0, 1/8), [1/8, 1/4), …"
    cells = f"f = (1/2, 1/2) ({grain})"
    assert fails_where_said(given(f).ge(H(f), 0), cells, rng) is True
    assert fails_where_said(given(f).ge(H(f), -2), cells, rng) is False
    assert fails_where_said(given(f).ge(H(f), 1), "phi = (1/2, 1/2)", rng) is None
    assert fails_where_said(said, "N = 8, p = (1/16 (7 times), 9/16)", rng) is False
    r = say.JointLaw("r", ("u", say.Outcomes(2)), ("v", say.Outcomes(2)))
    low = given(r).le(H(r.law("u")), 0)
    assert fails_where_said(low, "r = (1/4, 1/4, 1/4, 1/4)", rng) is True
    assert fails_where_said(low, "r = (1/2, 1/2, 0, 0)", rng) is False
    assert fails_where_said(low, "r = (1/2, 1/4, 1/4)", rng) is None
    assert fails_where_said(given(P).le(H(P), 2), "p = (q, 1/8 (some))", rng) is None


def test_a_value_without_digits_is_no_value() -> None:
    tiny = {"N": 2, "a": {(1,): Fraction(1, 1000), (2,): Fraction(2)}}
    bound = given(a, K).ge(exp(H(K) ** 2), 10**300)  # true there; the rules miss most of the mass
    assert failure_at(bound, tiny) is None
    falls = given().lt(Partial(exp(y) / (exp(x) + exp(y)), x), 0)
    assert failure_at(falls, {"x": 1, "y": 10**6}) is None
    assert failure_at(falls, {"x": 1, "y": 2}) is False
    rises = given().gt(falls.lhs, 0)
    assert isinstance(failure_at(rises, {"x": 1, "y": 2}), Failure)


def test_a_step_of_a_difference_that_is_too_long_is_no_failure() -> None:
    """The slope bends within a part in 10⁹ of the point."""
    steep = exp(10**9 * x / y)
    assert failure_at(given().eq(Partial(steep, x), 10**9 * steep / y), {"x": 1, "y": 1}) is None


def test_a_law_that_is_too_narrow_has_no_mean() -> None:
    mean = E(say.Weibull(s, t), lambda v: v)
    narrow = Instance({s: Fraction(10**6), t: Fraction(10**6)})
    with pytest.raises(Unknown):
        Values(DIGITS_50, narrow).value(mean)
    plain = Instance({s: Fraction(2), t: Fraction(10**6)})
    assert abs(Values(DIGITS_50, plain).value(mean) - 886226.925452758) < 1e-6


def test_sides_that_cancel_are_not_told_apart() -> None:
    equal = H(A) - log(2 * pi * s**2) / 2 - Rational(1, 2)
    assert holds_everywhere(given().lt(equal, 0), Random(1), 30)[0] is None
    assert holds_everywhere(given().lt(equal, one / 1000), Random(1), 30)[0] is True


@pytest.mark.parametrize(
    "value", [H(K), H(say.Gamma(s, 1)), E(say.Beta(s, 1), log), E(say.Weibull(s, 1), log)]
)
def test_an_integral_with_most_of_its_mass_at_an_end_has_no_value(value: Any) -> None:
    tiny = Fraction(1, 1000)
    at = Instance({N: Fraction(2), s: tiny}, {"a": {(1,): tiny, (2,): tiny}})
    with pytest.raises(Unknown):
        Values(DIGITS_50, at).value(value)


def test_entries_and_names_of_families_are_no_numbers_of_an_instance() -> None:
    w, i = say.Family("w", N, "real"), Symbol("i", integer=True)
    drawn = draw_instance(given(w, say.Index(i, N)).ge(w[i], 0), Random(0))
    assert set(drawn.numbers) == {N, i}


def failure_at(said: Statement, values: dict[str, Any]) -> Any:
    """What the evaluator finds at an instance with these numbers and families."""
    instance = draw_instance(said, Random(1))
    for symbol in instance.numbers:
        instance.numbers[symbol] = Fraction(values.get(str(symbol), 1))
    instance.families |= {k: v for k, v in values.items() if isinstance(v, dict)}
    return fails_at(said, instance, Random(1))


def test_the_point_at_which_a_part_fails_proves_that_it_does() -> None:
    equal = given(f, g).zero_iff(KL(f, g), f, lambda u: f.at(u) * g.at(u))  # fails for f = g
    assert holds_everywhere(not_always(equal), Random(1), 10)[0] is False
    assert not fuzz.judged_twice(not_always(equal), "1", 30)["fault"]
    assert fuzz.judged_twice(equal, "1", 30)["verdict"] == "REFUTED"


# --- the generator: everything that can be said is said


def made() -> Iterator[Any]:
    """Many objects, terms and truths of every space."""
    for space in SPACES:
        for k in range(9):
            for maker in (*LAWS[space], *TERMS[space], *TRUTHS[space]):
                scene = Scene(Random(f"{space}:{k}"), space)
                try:
                    result = maker(scene)
                except MALFORMED:
                    continue
                yield from (*scene.given, *(result if isinstance(result, tuple) else (result,)))


def classes_below(top: type[Any], module: str = "derivecheck.language") -> set[str]:
    """The names of the classes of the vocabulary that are used, those of `top` and below."""
    found = {top.__name__} if not top.__subclasses__() else set()
    for kind in top.__subclasses__():
        found |= classes_below(kind) if kind.__module__.startswith(module) else set()
    return found


def test_every_word_of_the_vocabulary_is_drawn() -> None:
    """A new law, head or assumption that the fuzz does not know fails here."""
    parts = {type(e) for e in made() for e in preorder_traversal(e)}
    names = {kind.__name__ for part in parts for kind in part.__mro__}
    words = classes_below(Functional) | classes_below(Assumption) | classes_below(Law)
    assert words - names <= {Pointwise.__name__, "NamedLaw", "PowerSeries"}


def test_every_kernel_is_drawn() -> None:
    drawn = {type(e) for k in range(600) for e in [kernel(Scene(Random(k), SPACES[0]))]}
    assert set(KERNELS) <= drawn


def test_every_kind_of_statement_and_relation_is_drawn() -> None:
    forms = [form for form, _ in FORMS]
    drawn: set[str] = set()
    for k in range(40):
        for form in forms:
            scene = Scene(Random(f"{k}"), Random(k).choice(SPACES))
            try:
                drawn |= features(form(scene))["relation or kind"]
            except MALFORMED:
                continue
    kinds = classes_below(Statement) - {Relation.__name__}
    assert kinds | {"=", "<=", "<", ">=", ">"} == drawn


@pytest.mark.parametrize("key", SAMPLE[:50])
def test_the_source_of_a_statement_makes_it_again(key: str) -> None:
    said = statement(key)
    *symbols, last = source(said).split("\n")
    names = namespace()
    for line_ in symbols:
        name, _, value = line_.partition(" = ")
        names[name] = eval(value, names)
    assert eval(last, names) == said


def test_a_statement_follows_from_its_key_alone() -> None:
    assert statement("sample:7") == statement("sample:7") != statement("sample:8")


# --- the page


def test_the_page_counts_what_the_rows_say() -> None:
    rows = [fuzz.examine(SECONDS, key) for key in SAMPLE[:6]]
    planted = {**rows[0], "fault": "false PROVED", "verdict": "PROVED"}
    result = fuzz.as_json([*rows, planted], Namespace(seed=3))
    assert result["faults"]["false PROVED"] == 1
    assert sum(result["verdicts"].values()) == len(rows) + 1
    assert result["open"][-1]["says"] == rows[0]["says"]
    shown = "\n".join(fuzz.section(result))
    assert "false PROVED: 1" in shown
    heads = {name for r in rows for name in r["features"]["head"]}
    assert all(f"| `{name}` |" in shown for name in heads)
