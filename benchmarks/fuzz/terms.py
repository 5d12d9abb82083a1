"""Random terms over the objects of a scene: heads, means, sums, derivatives, kernels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Abs, Max, Min, Rational, exp, log, sqrt, tanh

from benchmarks.fuzz.scene import (
    HALF_LINE,
    INTEGERS,
    LINE,
    NATURALS,
    OUTCOMES,
    SIMPLEX,
    UNIT,
    Scene,
)
from derivecheck.language import (
    CE,
    JS,
    KL,
    At,
    Coordinate,
    E,
    H,
    Partial,
    Routine,
    integral,
    total,
)
from derivecheck.terms.kernels_gamma import KERNELS

Term = Callable[[Scene], Any]


def entropy(scene: Scene) -> Any:
    """H of a law."""
    return H(scene.law())


def divergence(scene: Scene) -> Any:
    """CE, KL or JS of two laws."""
    p, q = scene.laws(2)
    kinds = (CE, KL) if scene.space == SIMPLEX else (CE, KL, KL, JS)
    return scene.rng.choice(kinds)(p, q)


def mean(scene: Scene) -> Any:
    """E of a function under a law."""
    p = scene.law()
    return E(p, lambda x: point_function(scene, p, x))


def point_function(scene: Scene, p: Any, x: Any) -> Any:
    """A function of a point x of the space of p."""
    f = scene.rng.choice(POINT_FUNCTIONS[scene.space])(scene, p, x)
    return scene.pick(f, f, f * scene.number(), f + scene.number(), f**2)


def _indexed(scene: Scene, p: Any, x: Any) -> Any:
    return scene.family()[x]


def _own_density(scene: Scene, p: Any, x: Any) -> Any:
    return p.log_at(x) if hasattr(p, "log_at") else log(p.at(x))


def _other_density(scene: Scene, p: Any, x: Any) -> Any:
    return log(scene.law().at(x) / p.at(x))


POINT_FUNCTIONS: dict[str, tuple[Callable[[Scene, Any, Any], Any], ...]] = {
    OUTCOMES: (
        _indexed,
        lambda scene, p, x: scene.map()(x),
        _own_density,
        _other_density,
        lambda scene, p, x: sp.KroneckerDelta(x, scene.index(scene.size)),
        lambda scene, p, x: sqrt(p.at(x)),
        lambda scene, p, x: x,
    ),
    INTEGERS: (_own_density, _other_density, lambda scene, p, x: sqrt(p.at(x))),
    LINE: (
        _own_density,
        lambda scene, p, x: scene.map()(x),
        lambda scene, p, x: scene.function()(x),
        lambda scene, p, x: x,
        lambda scene, p, x: (x - scene.real()) ** 2,
        lambda scene, p, x: exp(-(x**2)),
        lambda scene, p, x: x**3,
        lambda scene, p, x: 1 / (1 + exp(-x)),
        lambda scene, p, x: Abs(x - scene.real()),
        lambda scene, p, x: exp(x * scene.number()),
    ),
    HALF_LINE: (
        _own_density,
        lambda scene, p, x: x,
        lambda scene, p, x: log(x),
        lambda scene, p, x: x**2,
        lambda scene, p, x: exp(-x),
        lambda scene, p, x: 1 / x,
    ),
    UNIT: (
        _own_density,
        lambda scene, p, x: x,
        lambda scene, p, x: log(x),
        lambda scene, p, x: log(1 - x),
        lambda scene, p, x: x * (1 - x),
    ),
    NATURALS: (
        _own_density,
        lambda scene, p, x: x,
        lambda scene, p, x: x * (x - 1),
        lambda scene, p, x: scene.number() ** x,
    ),
    SIMPLEX: (_own_density, lambda scene, p, x: log(Coordinate(scene.index(p.size), x))),
}


def raw_sum(scene: Scene) -> Any:
    """A sum over outcomes of a kernel of family entries; nested now and then."""
    a, b = scene.family("positive"), scene.family(scene.pick("positive", "nonnegative"))

    def inner(i: Any) -> Any:
        return total(lambda j: scene_kernel(scene, a[i], b[j]), 1, scene.size)

    if scene.rng.random() < 0.4:
        return total(lambda i: a[i] * log(1 + inner(i)), 1, scene.size)
    last = scene.size - 1 if scene.rng.random() < 0.15 else scene.size
    return total(lambda i: scene_kernel(scene, a[i], b[i]), 1, last)


def scene_kernel(scene: Scene, u: Any, v: Any) -> Any:
    """A function of two positive numbers."""
    return scene.rng.choice(
        [
            u * log(u / (u + v)),
            sqrt(u * v),
            u**2 / (1 + v),
            log(1 + u) - v,
            Max(u, v),
            u / (u + v),
            exp(-u) * v,
            sqrt(u + v),
            Min(u, 1 + v),
            (u - v) ** 2,
        ]
    )


def raw_integral(scene: Scene) -> Any:
    """An integral whose integrand has a law as its weight, or none."""
    p = scene.law() if scene.space == LINE else None
    if p is None or scene.rng.random() < 0.3:
        s = scene.pick(1, scene.positive)
        body: Callable[[Any], Any] = scene.rng.choice(
            [
                lambda x: exp(-(x**2) / s),
                lambda x: 1 / (s + x**2),
                lambda x: exp(-Abs(x) * s),
                lambda x: x**2 * exp(-(x**2)),
                lambda x: exp(-(x**4)),
            ]
        )
        ends = scene.rng.choice([(-sp.oo, sp.oo), (0, sp.oo), (0, 1), (-1, scene.number())])
        if scene.rng.random() < 0.3:
            x = sp.Symbol("x", real=True)
            return sp.Integral(body(x), (x, *ends))
        return integral(body, *ends)
    return integral(lambda x: p.at(x) * scene.rng.choice([sqrt(p.at(x)), x, exp(-(x**2)), 1]))


def scalar(scene: Scene) -> Any:
    """An elementary expression of symbols."""
    s, t, x, u = scene.positive(), scene.positive(), scene.real(), scene.between()
    w = scene.between(-sp.oo, sp.oo)
    return scene.rng.choice(
        [
            s,
            x,
            log(s),
            s * t,
            x**2,
            exp(x),
            exp(-s),
            log(1 + exp(x)),
            1 / (1 + exp(x)),
            u * (1 - u),
            -u * log(u),
            log(u / (1 - u)),
            sqrt(s),
            s / (s + t),
            tanh(x),
            Abs(x),
            Max(s, x),
            w**2,
            1 / (1 + exp(w)),
            log(1 + exp(w)) - w,
            s * log(s),
            s - 1 - log(s),
            exp(x) - 1 - x,
            sp.cosh(x),
            sp.loggamma(s + 1),
            sp.digamma(s + 1),
            sp.erf(x),
            exp(x) - x**2,
            (x**2 - 1) / (x - 1),
            Min(u, 1 - u),
            x - scene.real(),
            1 / s,
            s**t,
            sp.sign(x),
            sp.factorial(scene.size),
        ]
    )


def elementary(scene: Scene, depth: int = 2) -> Any:
    """A random tree of elementary functions over one or two symbols with a declared domain."""
    if depth == 0 or scene.rng.random() < 0.15:
        return scene.pick(
            scene.positive,
            scene.between,
            lambda: scene.between(-sp.oo, sp.oo),
            lambda: scene.between(0, sp.oo),
            lambda: scene.between(-sp.oo, 0),
            lambda: scene.between(-1, 2),
            scene.number,
        )
    a, b = elementary(scene, depth - 1), elementary(scene, depth - 1)
    return scene.rng.choice(
        [
            a + b,
            a - b,
            a * b,
            a / (1 + b**2),
            a**2,
            exp(a),
            exp(-a),
            log(1 + exp(a)),
            1 / (1 + exp(-a)),
            log(1 + a**2),
            Max(a, b),
            Min(a, b),
            Abs(a),
            sqrt(1 + a**2),
            tanh(a),
            a - log(1 + a**2),
            exp(a) - 1 - a,
            a * exp(-b),
            log(2 + tanh(a)),
            sqrt(exp(a)),
            (a - b) ** 2 + a,
            a**3,
        ]
    )


def kernel(scene: Scene) -> Any:
    """A kernel of the stable forms at positive numbers."""
    from inspect import signature

    k = scene.rng.choice(KERNELS)
    count = len(signature(k.formula).parameters)
    unit = k.__name__ in ("kl_term_rest",)
    return k(*[scene.between() if unit else scene.positive() for _ in range(count)])


def softmax(scene: Scene) -> Any:
    """An entry of a softmax, a log-sum-exp, or a loss on them."""
    z, k = scene.family("real"), scene.index(scene.size)
    partition = total(lambda i: exp(z[i]), 1, scene.size)
    return scene.rng.choice([exp(z[k]) / partition, log(partition), log(partition) - z[k]])


def slope(scene: Scene) -> Any:
    """A derivative of another term by a symbol or an entry of a family."""
    inner = scene.rng.choice([entropy, divergence, mean, scalar, softmax, raw_sum])(scene)
    symbols = [
        s for s in inner.free_symbols if type(s) is sp.Symbol and not s.is_integer and s.is_real
    ]
    entries = [e for e in inner.atoms(sp.Indexed) if not _bound(e)]
    choices = sorted([*symbols, *entries], key=str)
    return Partial(inner, scene.rng.choice(choices)) if choices else inner


def _bound(e: Any) -> bool:
    return any(type(s).__name__ != "Symbol" for i in e.indices for s in i.free_symbols)


def slope_at(scene: Scene) -> Any:
    """The derivative of a loss by an output, at outputs that are functions of logits."""
    p, z = scene.family("positive"), scene.family("real")
    k = scene.index(scene.size)
    loss = scene.rng.choice(
        [-log(p[k]), total(lambda i: p[i] * log(p[i]), 1, scene.size), p[k] ** 2]
    )
    values = scene.rng.choice([lambda i: exp(z[i]), lambda i: 1 + z[i] ** 2])
    return At(scene.pick(loss, Partial(loss, p[k])), p, values)


def routine(scene: Scene) -> Any:
    """A named algorithm on data."""
    rng = scene.rng
    weights = [Rational(rng.randint(1, 4)) for _ in range(rng.randint(1, 4))]
    law = tuple(w / sum(weights) for w in weights)
    row = tuple(Rational(rng.randint(-4, 4), 2) for _ in range(3))
    words = tuple(tuple(rng.randint(0, 1) for _ in range(rng.randint(1, 3))) for _ in range(3))
    return rng.choice(
        [
            Routine("huffman_length", law),
            Routine("is_prefix_code", *words),
            Routine("huffman_length", scene.finite_law())
            if scene.space == OUTCOMES
            else Routine("huffman_length", law),
            Routine("softmax", row, rng.randint(1, 3)),
            Routine("log_softmax", row, rng.randint(1, 3)),
            Routine("nll_loss", (row, row), (0, 2)),
            Routine("cross_entropy", (row, row[::-1]), (1, 2)),
            Routine("accepts_indices", 3, (0, rng.randint(1, 4))),
        ]
    )


def vector_mean(scene: Scene) -> Any:
    """The mean of a polynomial, an exponential or the log density of a random vector."""
    x = scene.pick(scene.gaussian_vector, scene.independent_normals)
    k = sp.Integer(1)
    f = scene.rng.choice(
        [
            lambda v: v(k),
            lambda v: v(k) ** 2,
            x.log_density,
            lambda v: x.each(lambda a: v(a) ** 2),
            lambda v: v(k) ** 4,
            lambda v: exp(v(k)),
            lambda v: v(k) ** 3 - v(k),
        ]
    )
    return x.expectation(f)


def moment_of_vector(scene: Scene) -> Any:
    """A mean, a covariance or the like."""
    x = scene.gaussian_vector()
    k = sp.Integer(1)
    return scene.rng.choice(
        [
            x.mean(k),
            x.covariance(k, k),
            x.mean(k) ** 2 + x.covariance(k, k),
            log(x.determinant),
            3 * x.covariance(k, k) ** 2,
            exp(x.mean(k) + x.covariance(k, k) / 2),
        ]
    )


def point_density(scene: Scene) -> Any:
    """A density at a point."""
    p, x = scene.law(), scene.point()
    if scene.space == OUTCOMES:
        return p.at(scene.index(scene.size))
    return p.at(x) if scene.space == LINE else H(p)


ANYWHERE: tuple[Term, ...] = (entropy, entropy, divergence, divergence, mean, mean, scalar, slope)
TERMS: dict[str, tuple[Term, ...]] = {
    OUTCOMES: (*ANYWHERE, raw_sum, raw_sum, softmax, slope_at, routine, kernel, point_density),
    INTEGERS: ANYWHERE,
    LINE: (*ANYWHERE, raw_integral, vector_mean, moment_of_vector, kernel, point_density),
    HALF_LINE: ANYWHERE,
    UNIT: ANYWHERE,
    NATURALS: ANYWHERE,
    SIMPLEX: ANYWHERE,
}


def term(scene: Scene) -> Any:
    """A random term."""
    return scene.rng.choice(TERMS[scene.space])(scene)
