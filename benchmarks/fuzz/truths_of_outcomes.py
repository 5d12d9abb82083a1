"""Identities and bounds of laws on outcomes, families, samples and softmax."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Rational, exp, log, sqrt

import derivecheck.language as say
from benchmarks.fuzz.scene import (
    Scene,
)
from benchmarks.fuzz.truths_of_laws import Pair, summed
from derivecheck.language import (
    CE,
    JS,
    KL,
    At,
    Channel,
    E,
    Family,
    H,
    Partial,
    total,
)


def variance(scene: Scene) -> Pair:
    p, f = scene.law(), scene.family()
    mean = E(p, lambda i: f[i])
    return E(p, lambda i: (f[i] - mean) ** 2), E(p, lambda i: f[i] ** 2) - mean**2


def uniform_entropy(scene: Scene) -> Pair:
    return H(scene.uniform()), log(scene.size)


def divergence_from_uniform(scene: Scene) -> Pair:
    p = scene.law()
    return KL(p, scene.uniform()), log(scene.size) - H(p)


def chain_rule(scene: Scene) -> Pair:
    p = scene.law()
    rows = scene.assume(Channel(scene.name("wv"), scene.size, scene.classes))
    w = Family(rows.name, 1, "positive")

    def g(f: Callable[[Any, Any], Any]) -> Any:
        return total(lambda i: total(lambda m: f(i, m), 1, scene.classes), 1, scene.size)

    joint = -g(lambda i, m: p.at(i) * w[i, m] * log(p.at(i) * w[i, m]))
    return joint, H(p) - g(lambda i, m: p.at(i) * w[i, m] * log(w[i, m]))


def softmax_gradient(scene: Scene) -> Pair:
    z, y, k = scene.family("real"), scene.labels(), scene.index(scene.size)
    partition = total(lambda i: exp(z[i]), 1, scene.size)
    loss = -total(lambda i: y.at(i) * log(exp(z[i]) / partition), 1, scene.size)
    return Partial(loss, z[k]), exp(z[k]) / partition - y.at(k)


def softmax_jacobian(scene: Scene) -> Pair:
    z, k, j = scene.family("real"), scene.index(scene.size), scene.index(scene.size)
    partition = total(lambda i: exp(z[i]), 1, scene.size)

    def s(i: Any) -> Any:
        return exp(z[i]) / partition

    return Partial(s(j), z[k]), s(j) * (sp.KroneckerDelta(j, k) - s(k))


def nested_names(scene: Scene) -> Pair:
    a, b, c = scene.family("positive"), scene.family("positive"), scene.family("positive")
    n = scene.size
    f: Callable[..., Any] = scene.rng.choice(
        [sqrt, lambda x: log(1 + x), lambda x: x / (1 + x), lambda x: x**2]
    )
    left = total(lambda i: c[i] * log(1 + total(lambda j: f(b[j] + a[i]), 1, n)), 1, n)
    right = total(lambda i: c[i], 1, n) * log(1 + total(lambda j: f(b[j] + a[j]), 1, n))
    return left, right


def fubini(scene: Scene) -> Pair:
    a, b, n, m = scene.family(), scene.family(), scene.size, scene.size
    f: Callable[..., Any] = scene.rng.choice(
        [lambda x, y: x * y, lambda x, y: exp(x - y), lambda x, y: (x - y) ** 2]
    )
    return (
        total(lambda i: total(lambda j: f(a[i], b[j]), 1, m), 1, n),
        total(lambda j: total(lambda i: f(a[i], b[j]), 1, n), 1, m),
    )


def gini(scene: Scene) -> Pair:
    p = scene.law()
    return E(p, lambda i: 1 - p.at(i)), 1 - summed(scene, lambda i: p.at(i) ** 2)


def loss_by_output(scene: Scene) -> Pair:
    p, z, k = scene.family("positive"), scene.family("real"), scene.index(scene.size)
    loss = -total(lambda i: z[i] * log(p[i]), 1, scene.size)
    return At(Partial(loss, p[k]), p, lambda i: exp(z[i])), -z[k] * exp(-z[k])


def sample_mean(scene: Scene) -> Pair:
    law, q = scene.empirical(), scene.law(arbitrary=True)
    x, n = law.sample, law.sample.size
    return CE(law, q), total(lambda k: -log(q.at(x[k])) / n, 1, n)


def frequencies(scene: Scene) -> Pair:
    law, f = scene.empirical(), scene.family()
    x, n = law.sample, law.sample.size
    return E(law, lambda i: f[i]), total(lambda k: f[x[k]], 1, n) / n


def entropy_at_most(scene: Scene) -> Pair:
    p = scene.law()
    return scene.pick((H(p), log(scene.size)), (sp.S.Zero, H(p)), (H(p) ** 2, log(scene.size) ** 2))


def jensen(scene: Scene) -> Pair:
    p, f = scene.law(), scene.family("positive")
    return scene.rng.choice(
        [
            (E(p, lambda i: log(f[i])), log(E(p, lambda i: f[i]))),
            (E(p, lambda i: f[i]) ** 2, E(p, lambda i: f[i] ** 2)),
            (exp(E(p, lambda i: f[i])), E(p, lambda i: exp(f[i]))),
        ]
    )


def family_bound(scene: Scene) -> Pair:
    a, b, n = scene.family("positive"), scene.family("positive"), scene.size
    sa, sb = total(lambda i: a[i], 1, n), total(lambda i: b[i], 1, n)
    return scene.rng.choice(
        [
            (sa * log(sa / sb), total(lambda i: a[i] * log(a[i] / b[i]), 1, n)),
            (total(lambda i: sqrt(a[i] * b[i]), 1, n) ** 2, sa * sb),
            (total(lambda i: a[i], 1, n) ** 2, n * total(lambda i: a[i] ** 2, 1, n)),
            (log(sa), log(sa + sb)),
            (total(lambda i: a[i] ** 2, 1, n), sa**2),
            (total(lambda i: log(1 + a[i]), 1, n), sa),
            (total(lambda i: log(a[i]), 1, n) / n, log(sa / n)),
            (total(lambda i: a[i], 1, n - 1), sa),
            (total(lambda i: a[i], 2, n), sa),
        ]
    )


def softmax_bound(scene: Scene) -> Pair:
    z, k, n = scene.family("real"), scene.index(scene.size), scene.size
    lse = log(total(lambda i: exp(z[i]), 1, n))
    return scene.rng.choice(
        [
            (z[k], lse),
            (total(lambda i: z[i], 1, n) / n + log(n), lse),
            (exp(z[k]) / exp(lse), sp.S.One),
        ]
    )


def two_entries(scene: Scene) -> Pair:
    """Of a law, at indices that differ now and then."""
    p, j, k = scene.law(arbitrary=True), scene.index(scene.size), scene.index(scene.size)
    if j != k and scene.rng.random() < 0.6:
        scene.assume(say.Different(j, k))
    return scene.rng.choice(
        [
            (p.at(j) + p.at(k), sp.S.One),
            (p.at(j) * p.at(k), Rational(1, 4)),
            (sp.KroneckerDelta(j, k), sp.S.Zero),
            (p.at(j), 1 - p.at(k)),
            (total(lambda i: sp.KroneckerDelta(i, j) * p.at(i), 1, scene.size), p.at(j)),
            (total(lambda i: p.at(i) * (1 - sp.KroneckerDelta(i, j)), 1, scene.size), 1 - p.at(j)),
            (p.at(j), sp.S.One),
            (-log(p.at(j)), -log(p.at(j)) + H(p)),
        ]
    )


def unequal_laws(scene: Scene) -> Pair:
    """What is strict where two laws are not the same."""
    p, q = scene.law(arbitrary=True), scene.law(arbitrary=True)
    scene.assume(say.Unequal(p, q))
    return scene.rng.choice(
        [
            (sp.S.Zero, KL(p, q)),
            (sp.S.Zero, JS(p, q)),
            (H(p), CE(p, q)),
            (JS(p, q), log(2)),
            (KL(p, q) - KL(p, q) ** 2, KL(p, q)),
        ]
    )
