"""Random statements, true and false: known truths rewritten and bent, and random pairs of terms.

`statement` is a function of its key alone, "seed:number", so that every statement can be had again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import sympy as sp
from sympy import Rational, exp, log

from benchmarks.fuzz.instances import draw_instance
from benchmarks.fuzz.quadrature import FLOAT
from benchmarks.fuzz.scene import LINE, OUTCOMES, SPACES, Scene
from benchmarks.fuzz.search import NO_VALUE
from benchmarks.fuzz.terms import elementary, term
from benchmarks.fuzz.truths import TRUTHS
from benchmarks.fuzz.values import Values
from derivecheck.language import (
    CE,
    JS,
    KL,
    H,
    Optimum,
    Relation,
    Rounds,
    Statement,
    StatementError,
    ZeroIffEqual,
    given,
    not_always,
)
from derivecheck.language.statements import RELATIONS
from derivecheck.terms.binders import BinderError

WEIGHTS = (8, 1.5, 6, 1.5, 1, 1.5, 1)  # of the spaces
SLACKS = [
    Rational(1, 10**9),
    Rational(1, 10**6),
    Rational(1, 1000),
    Rational(1, 10),
    sp.S.One,
    sp.Integer(10),
    sp.Integer(10**6),
]
TURNED = {"=": "=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}
MALFORMED = (StatementError, BinderError, IndexError)


def statement(key: str) -> Statement:
    """The statement of a key."""
    rng = Random(key)
    while True:
        scene = Scene(rng, rng.choices(SPACES, WEIGHTS)[0])
        try:
            return rng.choices(*zip(*FORMS, strict=True))[0](scene)
        except MALFORMED:
            continue


# --- relations


def bent_truth(scene: Scene) -> Statement:
    """A known truth, rewritten, and bent in half of the cases."""
    left, right = scene.rng.choice(TRUTHS[scene.space])(scene)
    relation = scene.rng.choice(["=", "=", "<=", ">=", "<", "<="])
    for rewrite in scene.rng.sample(REWRITINGS, scene.rng.choice([0, 0, 1, 1, 2])):
        left, right, relation = rewrite(scene, left, right, relation)
    if scene.rng.random() < 0.55:
        left, right, relation = scene.rng.choice(BENDINGS)(scene, left, right, relation)
    return Relation(scene.given, relation, sp.sympify(left), sp.sympify(right))


def random_pair(scene: Scene) -> Statement:
    """Two random terms, or one and a number."""
    left = term(scene)
    right = scene.pick(lambda: term(scene), lambda: term(scene), 0, 1, log(2), scene.number)
    if scene.rng.random() < 0.3:
        right = right + scene.rng.choice(SLACKS) * scene.rng.choice([1, -1])
    return Relation(scene.given, scene.rng.choice(RELATIONS), left, sp.sympify(right))


def sampled_bound(scene: Scene) -> Statement:
    """A term against the least or largest of its values at a few instances, with some slack."""
    rng = scene.rng
    value = scene.pick(lambda: elementary(scene), lambda: elementary(scene, 3), lambda: term(scene))
    zero = Relation(scene.given, "=", value, sp.S.Zero)
    found = [x for x in (_at_random(zero, rng) for _ in range(4)) if x is not None]
    if not found:
        return random_pair(scene)
    least = rng.random() < 0.5
    bound = Rational(round((min if least else max)(found) * 1000), 1000)
    slack = rng.choice([0, Rational(1, 10**6), Rational(1, 10), 1, 100])
    relation = rng.choice([">=", ">="] if least else ["<=", "<="])
    return Relation(scene.given, relation, value, bound - slack if least else bound + slack)


def _at_random(said: Relation, rng: Random) -> float | None:
    """The left side at one instance, if it is a number that is not far out."""
    try:
        x = float(Values(FLOAT, draw_instance(said, rng)).value(said.lhs))
    except NO_VALUE:
        return None
    return x if abs(x) < 10**6 else None


Rewriting = Callable[[Scene, Any, Any, str], tuple[Any, Any, str]]


def swap(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return b, a, TURNED[r]


def against_zero(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return a - b, sp.S.Zero, r


def add_to_both(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    more = scene.pick(lambda: term(scene), scene.real, scene.number)
    return a + more, b + more, r


def times_positive(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    factor = scene.pick(scene.positive, scene.number, scene.size, Rational(1001, 1000))
    return factor * a, factor * b, r


def to_exponent(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return exp(a), exp(b), r


def negate(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return -a, -b, TURNED[r]


def square(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return a**2, b**2, r


REWRITINGS: tuple[Rewriting, ...] = (
    swap,
    against_zero,
    add_to_both,
    times_positive,
    negate,
    to_exponent,
    square,
)


def slack(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    more = scene.rng.choice(SLACKS) * scene.rng.choice([1, -1, scene.number()])
    return a, b + more, scene.rng.choice([r, "<=", ">=", "<"])


def scaled(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return a, b * scene.pick(2, Rational(1, 2), Rational(1001, 1000), -1, 1 - Rational(1, 10**6)), r


def term_changed(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    """One term dropped, doubled or with another sign."""
    terms = list(sp.Add.make_args(sp.sympify(b)))
    k = scene.rng.randrange(len(terms))
    terms[k] *= scene.rng.choice([0, 2, -1, Rational(1, 2)])
    return a, sp.Add(*terms), r


def head_changed(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    """A divergence with its laws swapped, or another in its place."""
    found = sorted(sp.sympify(a).atoms(KL, CE, JS), key=str)
    if not found:
        return scaled(scene, a, b, r)
    old = scene.rng.choice(found)
    p, q = old.args
    new = scene.pick(lambda: type(old)(q, p), lambda: KL(p, q), lambda: CE(p, q), lambda: JS(p, q))
    return sp.sympify(a).xreplace({old: new}), b, r


def direction(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    return a, b, scene.rng.choice([x for x in RELATIONS if x != r])


def symbol_changed(scene: Scene, a: Any, b: Any, r: str) -> tuple[Any, Any, str]:
    """A symbol squared or replaced by its inverse in one side."""
    b = sp.sympify(b)
    symbols = sorted((s for s in b.free_symbols if s.is_positive and not s.is_integer), key=str)
    if not symbols:
        return slack(scene, a, b, r)
    s = scene.rng.choice(symbols)
    return a, b.xreplace({s: scene.pick(s**2, 1 / s, 2 * s)}), r


BENDINGS: tuple[Rewriting, ...] = (
    slack,
    slack,
    slack,
    scaled,
    term_changed,
    term_changed,
    head_changed,
    direction,
    direction,
    symbol_changed,
)


# --- other kinds


def rounded(scene: Scene) -> Statement:
    """A number and its decimal, right or nearly so."""
    rng = scene.rng
    value = (
        rng.choice(
            [
                log(2),
                sp.pi,
                exp(1),
                sp.sqrt(2),
                log(3) / 2,
                Rational(1, 8),
                log(10),
                sp.S.One,
                exp(-sp.Integer(rng.randint(1, 9))),
                Rational(5, 2),
            ]
        )
        * scene.number()
    )
    if rng.random() < 0.2:
        value = value + 0 * scene.positive() if rng.random() < 0.5 else value * scene.positive()
    places = rng.randint(0, 6)
    near = sp.N(value.subs(dict.fromkeys(value.free_symbols, 1)), 30)
    printed = round(near, places) + sp.Rational(rng.choice([0, 0, 0, 1, -1]), 10**places)
    return Rounds(scene.given, value, f"{float(printed):.{places}f}")


def optimum(scene: Scene) -> Statement:
    """A minimum or maximum of an elementary objective, right or beside it."""
    rng = scene.rng
    x, s, c, m = sp.Symbol("y", real=True), scene.positive(), scene.real(), scene.number()
    u = scene.between()
    objective, at, lo, hi, kind = rng.choice(
        [
            ((x - c) ** 2, c, -sp.oo, sp.oo, "min"),
            (x**2 - 2 * m * x, m, -sp.oo, sp.oo, "min"),
            (-u * log(x) - (1 - u) * log(1 - x), u, 0, 1, "min"),
            (log(x) + s / x, s, 0, sp.oo, "min"),
            (x * (1 - x), Rational(1, 2), 0, 1, "max"),
            (x * exp(-x / s), s, 0, sp.oo, "max"),
            (-x * log(x), exp(-1), 0, 1, "max"),
            (x - log(x), sp.S.One, 0, sp.oo, "min"),
            (u * log(x) + (1 - u) * log(1 - x), u, 0, 1, "max"),
            (exp(x) - x, sp.S.Zero, -sp.oo, sp.oo, "min"),
            (x**2 - exp(x) / 10**9, sp.S.Zero, -sp.oo, sp.oo, "min"),
            (x**3 - 3 * x, sp.S.One, 0, sp.oo, "min"),
            (x**3 - 3 * x, sp.S.One, -sp.oo, sp.oo, "min"),
            (sp.Abs(x - c), c, -sp.oo, sp.oo, "min"),
            (x**4 - x**2, 1 / sp.sqrt(2), 0, 1, "min"),
            (log(x) - s * x, 1 / s, 0, sp.oo, "max"),
            (x**2 - 10 * sp.sign(x - 1000), sp.S.Zero, -sp.oo, sp.oo, "min"),
            (-(x**2), sp.S.Zero, -1, 1, "max"),
            (x, sp.S.Zero, 0, 1, "min"),
            (1 / x, sp.S.One, 0, 1, "min"),
            (s * x**2 + x, -1 / (2 * s), -sp.oo, sp.oo, "min"),
        ]
    )
    if rng.random() < 0.5:
        change = rng.randrange(6)
        at = at + m if change == 0 else at * m if change == 1 else at
        kind = {"min": "max", "max": "min"}[kind] if change == 2 else kind
        objective = (
            objective + rng.choice([x / 10**9, x * s, x**2 / 1000, exp(x) / 10**6])
            if change == 3
            else objective
        )
        lo, hi = (lo - 1, hi + 1) if change == 4 else (lo, hi)
        objective = objective * s if change == 5 else objective
    lo, hi, at = map(sp.sympify, (lo, hi, at))
    return Optimum(scene.given, kind, sp.sympify(objective), x, lo, hi, at)


def zero_iff_equal(scene: Scene) -> Statement:
    """A functional of two laws and whether it tells them apart."""
    if scene.space not in (OUTCOMES, LINE):
        scene = Scene(scene.rng, OUTCOMES)
    make = scene.pick(lambda: scene.with_zeros, lambda: partial(scene.law, True))
    p, q = make(), make()
    start = given(*scene.given)
    head = scene.rng.choice([KL, JS, CE])
    if scene.rng.random() < 0.3:
        return start.zero_iff_equal(head, p, q)
    if scene.rng.random() < 0.4:
        return scene.pick(
            lambda: start.zero_iff(H(p), p, lambda i: p.at(i) * (1 - p.at(i))),
            lambda: start.zero_iff(KL(p, q), p, lambda i: p.at(i) - q.at(i)),
            lambda: start.zero_iff(log(2) - JS(p, q), p, lambda i: p.at(i) * q.at(i)),
            lambda: start.zero_iff(JS(p, q), p, lambda i: p.at(i) * q.at(i)),
            lambda: start.zero_iff(CE(p, q), p, lambda i: p.at(i) * (1 - q.at(i))),
        )
    value = scene.rng.choice(
        [
            KL(p, q) + KL(q, p),
            KL(p, q) * JS(p, q),
            KL(p, q) - KL(q, p),
            2 * JS(p, q) - log(4),
            KL(p, q) ** 2,
            CE(p, q) - CE(q, p),
            1 - exp(-KL(p, q)),
        ]
    )
    return ZeroIffEqual(scene.given, value, p, q)


def properties(scene: Scene) -> Statement:
    """Symmetry, sign, triangle inequality, metric."""
    if scene.space not in (OUTCOMES, LINE):
        scene = Scene(scene.rng, OUTCOMES)
    p, q, r = (scene.law(arbitrary=True) for _ in range(3))
    start, head = given(*scene.given), scene.rng.choice([KL, JS, CE])
    return scene.pick(
        lambda: start.symmetric(head, p, q),
        lambda: start.nonnegative(head, p, q),
        lambda: start.triangle(head, p, q, r),
        lambda: start.metric(head, p, q, r),
    )


def compound(scene: Scene) -> Statement:
    """All of several, or that one fails somewhere."""
    makers = [bent_truth, bent_truth, rounded, zero_iff_equal, optimum]
    if scene.rng.random() < 0.5:
        return not_always(scene.rng.choice(makers)(scene))
    parts = [scene.rng.choice(makers)(scene) for _ in range(2)]
    return given(*scene.given).every(*parts)


FORMS: list[tuple[Callable[[Scene], Statement], float]] = [
    (bent_truth, 10),
    (random_pair, 4),
    (sampled_bound, 5),
    (rounded, 0.4),
    (optimum, 1),
    (zero_iff_equal, 0.4),
    (properties, 0.3),
    (compound, 1),
]
