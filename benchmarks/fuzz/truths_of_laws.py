"""Identities and bounds of the laws of any space, and of numbers.

Bounds are (smaller, larger).  Nothing depends on their being true: the evaluator decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Abs, Max, Min, Rational, exp, log, sqrt

import derivecheck.language as say
from benchmarks.fuzz.scene import (
    INTEGERS,
    OUTCOMES,
    Scene,
)
from benchmarks.fuzz.terms import point_function
from derivecheck.language import (
    CE,
    JS,
    KL,
    E,
    H,
    integral,
    total,
)

Pair = tuple[Any, Any]
Truth = Callable[[Scene], Pair]
half = Rational(1, 2)


def summed(scene: Scene, f: Callable[[Any], Any]) -> Any:
    """The sum over the outcomes of the scene, or the integral or sum over its space."""
    if scene.space == OUTCOMES:
        return total(f, 1, scene.size)
    return total(f, -sp.oo, sp.oo) if scene.space == INTEGERS else integral(f)


def cross_entropy(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return CE(p, q), H(p) + KL(p, q)


def self_divergence(scene: Scene) -> Pair:
    p = scene.law()
    return scene.pick(KL(p, p), CE(p, p) - H(p)), sp.S.Zero


def entropy_as_mean(scene: Scene) -> Pair:
    p = scene.law()
    return H(p), -E(p, lambda x: log(p.at(x)))


def divergence_as_mean(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return KL(p, q), E(p, lambda x: log(p.at(x)) - log(q.at(x)))


def linear_mean(scene: Scene) -> Pair:
    p, c = scene.law(), scene.number()
    kept: list[Any] = []

    def f(x: Any) -> Any:
        kept.append((x, point_function(scene, p, x)))
        return c * kept[0][1] + 2

    left = E(p, f)
    x, body = kept[0]
    return left, c * E(p, lambda y: body.xreplace({x: y})) + 2


def js_symmetric(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return JS(p, q), JS(q, p)


def js_by_entropies(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return JS(p, q), H(say.midpoint(p, q)) - (H(p) + H(q)) / 2


def jeffreys(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return KL(p, q) + KL(q, p), summed(
        scene, lambda x: (p.at(x) - q.at(x)) * log(p.at(x) / q.at(x))
    )


def total_mass(scene: Scene) -> Pair:
    p = scene.law()
    return summed(scene, p.at), sp.S.One


def chi_square(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return (
        summed(scene, lambda x: (p.at(x) - q.at(x)) ** 2 / q.at(x)),
        summed(scene, lambda x: p.at(x) ** 2 / q.at(x)) - 1,
    )


def gan_value(scene: Scene) -> Pair:
    p, q = scene.laws(2)

    def best(x: Any) -> Any:
        return p.at(x) / (p.at(x) + q.at(x))

    return E(p, lambda x: log(best(x))) + E(q, lambda x: log(1 - best(x))), 2 * JS(p, q) - log(4)


def dominated(scene: Scene) -> Pair:
    """Of two laws that may have zeros."""
    p, q = scene.with_zeros(), scene.with_zeros()
    if scene.rng.random() < 0.7:
        scene.assume(say.Dominated(p, q))
    return scene.rng.choice(
        [
            (CE(p, q), H(p) + KL(p, q)),
            (sp.S.Zero, KL(p, q)),
            (H(p), CE(p, q)),
            (JS(p, q), log(2)),
            (JS(p, q), H(say.midpoint(p, q)) - (H(p) + H(q)) / 2),
            (KL(p, q), sp.Integer(20)),
            (KL(p, say.midpoint(p, q)), log(2)),
            (CE(p, q) - H(p), KL(p, q)),
        ]
    )


def gibbs(scene: Scene) -> Pair:
    return sp.S.Zero, KL(*scene.laws(2))


def entropy_below_cross_entropy(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return H(p), CE(p, q)


def js_below_log_2(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return scene.pick(
        (JS(p, q), log(2)), (sp.S.Zero, JS(p, q)), (JS(p, q), (KL(p, q) + KL(q, p)) / 4)
    )


def concave_entropy(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    return (H(p) + H(q)) / 2, H(say.midpoint(p, q))


def convex_divergence(scene: Scene) -> Pair:
    p, q = scene.laws(2)
    m = say.midpoint(p, q)
    return KL(p, m), KL(p, q) / 2


def scalar_bound(scene: Scene) -> Pair:
    s, t, x, u = scene.positive(), scene.positive(), scene.real(), scene.between()
    w, h = scene.between(-sp.oo, sp.oo), scene.between(0, sp.oo)
    low = scene.between(-sp.oo, 0)
    return scene.rng.choice(
        [
            (log(s), s - 1),
            (1 + x, exp(x)),
            (sqrt(s * t), (s + t) / 2),
            (u * (1 - u), Rational(1, 4)),
            (-u * log(u) - (1 - u) * log(1 - u), log(2)),
            (sp.S.Zero, 1 / (1 + exp(w))),
            (log(1 + h), h),
            (exp(low), sp.S.One),
            (2 * s * t, s**2 + t**2),
            (Min(s, t), Max(s, t)),
            (1 / (1 + exp(x)), sp.S.One),
            (x, log(1 + exp(x))),
            (w, sqrt(1 + w**2)),
            (sp.tanh(x), sp.S.One),
            (exp(-h), 1 / (1 + h)),
            (log(sp.cosh(x)), x**2 / 2),
            (s / (s + t), sp.S.One),
            (h, exp(h)),
            (x**2 / (1 + x**2), sp.S.One),
            (Abs(x), (1 + x**2) / 2),
            (low, -low),
        ]
    )
