"""Identities and bounds of densities, named laws and random vectors."""

from __future__ import annotations

import sympy as sp
from sympy import Abs, Rational, exp, log, sqrt

import derivecheck.language as say
from benchmarks.fuzz.scene import (
    Scene,
)
from benchmarks.fuzz.truths_of_laws import Pair, half
from derivecheck.language import (
    CE,
    JS,
    KL,
    E,
    H,
    Partial,
    integral,
)


def bayes(scene: Scene) -> Pair:
    j = scene.joint()
    return (
        E(j.of_x, lambda x: KL(j.z_given(x), j.of_z)),
        E(j.of_z, lambda z: KL(j.x_given(z), j.of_x)),
    )


def pushed(scene: Scene) -> Pair:
    g, f = scene.push_forward(), scene.function()
    return E(g.source, lambda z: f(g.generator(z))), E(g, f)


def score_has_mean_zero(scene: Scene) -> Pair:
    s = scene.pick(scene.real, scene.positive)
    p = scene.assume(say.Density(scene.name("fgh"), s))
    return E(p, lambda x: Partial(log(p.at(x)), s)), sp.S.Zero


def gradient_inside(scene: Scene) -> Pair:
    s, f = scene.real(), scene.function()
    p = scene.assume(say.Density(scene.name("fgh"), s))
    return Partial(E(p, f), s), E(p, lambda x: f(x) * Partial(log(p.at(x)), s))


def normal_entropy(scene: Scene) -> Pair:
    m, s = scene.real(), scene.positive()
    return H(say.Normal(m, s)), log(2 * sp.pi * s**2) / 2 + half


def normal_divergence(scene: Scene) -> Pair:
    m, s, n, t = scene.real(), scene.positive(), scene.real(), scene.positive()
    closed = log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - half
    return KL(say.Normal(m, s), say.Normal(n, t)), closed


def normal_moment(scene: Scene) -> Pair:
    m, s, c = scene.real(), scene.positive(), scene.pick(scene.number, scene.real)
    p = say.Normal(m, s)
    return scene.rng.choice(
        [
            (E(p, lambda x: x**2), m**2 + s**2),
            (E(p, lambda x: (x - m) ** 4), 3 * s**4),
            (E(p, lambda x: x**3), m**3 + 3 * m * s**2),
            (E(p, lambda x: (x - c) ** 2), s**2 + (m - c) ** 2),
            (E(p, lambda x: exp(c * x)), exp(c * m + c**2 * s**2 / 2)),
            (Partial(E(p, lambda x: x**2), m), 2 * m),
            (Partial(H(p), s), 1 / s),
            (E(p, lambda x: Abs(x - m)), s * sqrt(2 / sp.pi)),
        ]
    )


def laplace_truth(scene: Scene) -> Pair:
    m, b = scene.real(), scene.positive()
    p = say.Laplace(m, b)
    return scene.rng.choice(
        [
            (H(p), 1 + log(2 * b)),
            (E(p, lambda x: (x - m) ** 2), 2 * b**2),
            (E(p, lambda x: Abs(x - m)), b),
            (E(p, lambda x: x), m),
        ]
    )


def known_integral(scene: Scene) -> Pair:
    s = scene.pick(1, scene.positive)
    x = sp.Symbol("x", real=True)
    build = scene.pick(
        lambda: lambda f, *ends: integral(f, *ends),
        lambda: lambda f, *ends: sp.Integral(f(x), (x, *(ends or (-sp.oo, sp.oo)))),
    )
    return scene.rng.choice(
        [
            (build(lambda x: exp(-s * x**2)), sqrt(sp.pi / s)),
            (build(lambda x: 1 / (1 + x**2)), sp.pi),
            (build(lambda x: exp(-Abs(x))), sp.Integer(2)),
            (build(lambda x: exp(-s * x), 0, sp.oo), 1 / s),
            (build(lambda x: x**2, 0, 1), Rational(1, 3)),
            (build(lambda x: 1, 0, 1), sp.S.One),
            (build(lambda x: log(x), 0, 1), -sp.S.One),
        ]
    )


def vector_truth(scene: Scene) -> Pair:
    x = scene.gaussian_vector()
    d, k = x.dimension, sp.Integer(1)
    m, c = x.mean(k), x.covariance(k, k)
    return scene.rng.choice(
        [
            (x.expectation(lambda v: v(k)), m),
            (x.expectation(lambda v: v(k) ** 2), c + m**2),
            (
                -x.expectation(x.log_density),
                d * log(2 * sp.pi) / 2 + log(x.determinant) / 2 + d * half,
            ),
            (x.expectation(lambda v: x.form(x.precision, lambda a: v(a) - x.mean(a))), d),
            (x.expectation(lambda v: (v(k) - m) ** 4), 3 * c**2),
            (x.expectation(lambda v: exp(v(k))), exp(m + c / 2)),
            (x.expectation(lambda v: (v(k) - m) ** 3), sp.S.Zero),
            (x.each(lambda a: x.each(lambda b: x.precision(a, b) * x.covariance(b, a))), d),
            (
                x.expectation(lambda v: x.each(lambda a: v(a) ** 2)),
                x.each(lambda a: x.covariance(a, a) + x.mean(a) ** 2),
            ),
        ]
    )


def factors(scene: Scene) -> Pair:
    """Two vectors by their triangular factors."""
    x, y = (scene.assume(say.GaussianVector(n, scene.dimension())) for n in (1, 2))
    if x.dimension != y.dimension:
        return vector_truth(scene)
    f, k, j = scene.assume(say.TriangularFactors(x, y)), sp.Integer(1), sp.Integer(1)
    return scene.rng.choice(
        [
            (f.first(k, k), f.lower(k, k) * (1 + f.gap(k, k))),
            (x.mean(k), y.mean(k) + x.each(lambda a: f.lower(k, a) * f.shift(a))),
            (x.covariance(k, j), x.each(lambda a: f.first(k, a) * f.first(j, a))),
            (log(x.determinant / y.determinant), 2 * x.each(lambda a: log(1 + f.gap(a, a)))),
            (x.each(lambda a: f.inverse(k, a) * f.lower(a, k)), sp.S.One),
            (sp.Integer(-1), f.gap(k, k)),
        ]
    )


def independent(scene: Scene) -> Pair:
    x = scene.independent_normals()
    k, d = sp.Integer(1), x.dimension
    entropy = d * log(2 * sp.pi) / 2 + d * half + x.each(lambda a: log(x.scale(a)))
    return scene.rng.choice(
        [
            (-x.expectation(x.log_density), entropy),
            (x.expectation(lambda v: v(k)), x.mean(k)),
            (
                x.expectation(lambda v: x.each(lambda a: v(a) ** 2)),
                x.each(lambda a: x.mean(a) ** 2 + x.scale(a) ** 2),
            ),
        ]
    )


def gamma_truth(scene: Scene) -> Pair:
    a, r = scene.positive(), scene.positive()
    p, e = say.Gamma(a, r), say.Exponential(r)
    return scene.rng.choice(
        [
            (H(p), a - log(r) + sp.loggamma(a) + (1 - a) * sp.digamma(a)),
            (H(e), 1 - log(r)),
            (E(p, lambda x: x), a / r),
            (E(p, lambda x: log(x)), sp.digamma(a) - log(r)),
            (E(p, lambda x: x**2), a * (a + 1) / r**2),
            (E(e, lambda x: x), 1 / r),
            (KL(e, say.Exponential(a)), log(r / a) + a / r - 1),
            (Partial(H(e), r), -1 / r),
        ]
    )


def weibull_truth(scene: Scene) -> Pair:
    k, s = scene.positive(), scene.positive()
    p, r = say.Weibull(k, s), scene.rayleigh()
    return scene.rng.choice(
        [
            (E(p, lambda x: x), s * sp.gamma(1 + 1 / k)),
            (E(p, lambda x: log(x)), log(s) - sp.EulerGamma / k),
            (H(p), sp.EulerGamma * (1 - 1 / k) + log(s / k) + 1),
            (E(r, lambda x: x**2), 2 * r.args[0] ** 2),
            (E(p, lambda x: x**k), s**k),
            (E(r, lambda x: x), r.args[0] * sqrt(sp.pi / 2)),
        ]
    )


def beta_truth(scene: Scene) -> Pair:
    a, b = scene.positive(), scene.positive()
    p = say.Beta(a, b)
    return scene.rng.choice(
        [
            (E(p, lambda x: x), a / (a + b)),
            (H(p), H(say.Beta(b, a))),
            (E(p, lambda x: log(x)), sp.digamma(a) - sp.digamma(a + b)),
            (E(p, lambda x: x * (1 - x)), a * b / ((a + b) * (a + b + 1))),
        ]
    )


def poisson_truth(scene: Scene) -> Pair:
    a, b = scene.positive(), scene.positive()
    p = say.Poisson(a)
    return scene.rng.choice(
        [
            (E(p, lambda n: n), a),
            (E(p, lambda n: n * (n - 1)), a**2),
            (E(p, lambda n: n**2), a**2 + a),
            (KL(p, say.Poisson(b)), a * log(a / b) - a + b),
            (E(p, lambda n: half**n), exp(-a / 2)),
        ]
    )


def dirichlet_truth(scene: Scene) -> Pair:
    p = scene.dirichlet()
    a, k = p.concentrations, scene.index(p.size)
    whole = p.each(lambda i: a[i])
    log_x = E(p, lambda x: log(say.Coordinate(k, x)))
    return scene.rng.choice(
        [
            (log_x, sp.digamma(a[k]) - sp.digamma(whole)),
            (
                H(p),
                p.log_normaliser
                + (whole - p.size) * sp.digamma(whole)
                - p.each(lambda i: (a[i] - 1) * sp.digamma(a[i])),
            ),
        ]
    )


def gan_bound(scene: Scene) -> Pair:
    p, q = scene.law(), scene.law()
    d = scene.function("unit")
    value = E(p, lambda x: log(d(x))) + E(q, lambda x: log(1 - d(x)))
    return value, 2 * JS(p, q) - log(4)


def entropy_of_the_line(scene: Scene) -> Pair:
    p = scene.law()
    return H(p), scene.pick(H(say.Normal(0, 1)), log(3), CE(p, say.Normal(0, 1)))
