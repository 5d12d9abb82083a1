"""The gate of the prover: every rule of `derivecheck.proof.rules` and every certificate of sign."""

from __future__ import annotations

from typing import Any

from sympy import (
    Expr,
    IndexedBase,
    KroneckerDelta,
    Rational,
    Symbol,
    exp,
    log,
    symbols,
)

from derivecheck.derivations.divergence import gibbs
from derivecheck.derivations.gaussian_moments import normalisation as normal_mass
from derivecheck.facts.facts import Between, Fact, InRange, Normalised
from derivecheck.language.assumptions import Different, Family, Index
from derivecheck.language.functionals import KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw, Uniform
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.measures import point
from derivecheck.language.statements import Relation, given
from derivecheck.proof import rules
from derivecheck.proof.derivation import Lemma
from derivecheck.proof.rules import Rule
from derivecheck.proof.signs import Prover
from derivecheck.terms.binders import integral, total
from tests.support.gate import Triple, is_refuted

N = Symbol("N", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True, positive=True)
x, y, a, theta = symbols("x y a theta", real=True)
mu, c = symbols("mu c", real=True)
s, t = symbols("s t", positive=True)
sigma = Symbol("sigma", positive=True)
P, Q, f = FiniteLaw("p", N), FiniteLaw("q", N), Density("f")
b, z, g = Family("b", N, "positive"), Family("z", N), Family("g", N)
A, J, x0 = normal_mass.given.assumptions[0], Joint("j"), point("x")
unnormalised = Family("q", N, "positive")
at_i, at_j, at_k = Index(i, N), Index(j, N), Index(k, N)
delta = KroneckerDelta
one, all_squares = total(Q.at, 1, N), total(lambda m: z[m] ** 2, 1, N)

Link = tuple[Rule, Relation]


def links(control: Link, near_miss: Link, outside: Link) -> Triple:
    """Three links, each under its rule; the worlds certify that the near-miss is false."""

    def missed() -> bool:
        rule, link = near_miss
        return bool(rule.check(link)) or not is_refuted(link)

    return Triple(
        lambda: bool(control[0].check(control[1])),
        missed,
        lambda: bool(outside[0].check(outside[1])),
    )


def under(rule: Rule, control: Relation, near_miss: Relation, outside: Relation) -> Triple:
    """Three links under one rule."""
    return links((rule, control), (rule, near_miss), (rule, outside))


means = Lemma("means", "arithmetic and geometric mean", given().ge(t + 1 / t, 2))
mass = Lemma("mass", "mass one", given(Q).eq(one, 1))
at_uniform = rules.special_case(gibbs, {gibbs.given.assumptions[1]: Uniform(N)})
by_mean = rules.derivative_of(normal_mass, mu, factor=sigma**2)

RULES: dict[str, Triple] = {
    "definition": under(
        rules.definition,
        given(P).eq(H(P), -E(P, lambda m: log(P.at(m)))),
        given(P).eq(H(P), E(P, lambda m: log(P.at(m)))),
        given(P).eq(E(P, lambda m: c), c),
    ),
    "algebra": under(
        rules.algebra,
        given().eq(log(s / t), log(s) - log(t)),
        given().eq(log(s / t), log(s) + log(t)),
        given().eq(log(x**2), 2 * log(x)),
    ),
    "linearity": under(
        rules.linearity,
        given(P, z, g).eq(
            E(P, lambda m: c * z[m] + g[m]), c * E(P, z.__getitem__) + E(P, g.__getitem__)
        ),
        given(P, z, g).eq(
            E(P, lambda m: c * z[m] + g[m]), c * E(P, z.__getitem__) - E(P, g.__getitem__)
        ),
        given(P, z).eq(E(P, lambda m: z[m] + c), E(P, z.__getitem__) + c),
    ),
    "differentiation": under(
        rules.differentiation,
        given(z, at_i).eq(Partial(all_squares, z[i]), 2 * z[i]),
        given(z, at_i).eq(Partial(all_squares, z[i]), z[i]),
        given(z).eq(Partial(all_squares, z[i]), 2 * z[i]),
    ),
    "one_index": under(
        rules.one_index,
        given(z, at_i).eq(total(lambda m: delta(i, m) * z[m], 1, N), z[i]),
        given(z, at_i).eq(total(lambda m: delta(i, m) * z[m], 1, N), N * z[i]),
        given(z).eq(total(lambda m: delta(i, m) * z[m], 1, N), z[i]),
    ),
    "normalisation": under(
        rules.normalisation,
        given(P).eq(total(P.at, 1, N), 1),
        given(P).eq(total(P.at, 1, N), N),
        given(b).eq(total(lambda m: b[m], 1, N), 1),
    ),
    "bayes": under(
        rules.bayes,
        given(J).eq(integral(lambda v: J.at(x0, v)), J.of_x.at(x0)),
        given(J).eq(integral(lambda v: J.at(x0, v)), J.of_z.at(x0)),
        given(J).eq(integral(lambda v: J.at(x0, v), 0), J.of_x.at(x0)),
    ),
    "moments": under(
        rules.moments,
        given(A).eq(E(A, lambda v: v**2), mu**2 + sigma**2),
        given(A).eq(E(A, lambda v: v**2), mu**2 + sigma),
        given(f).eq(E(f, lambda v: v**2), mu**2 + sigma**2),
    ),
    "sign": under(
        rules.sign,
        given(P, Q).ge(KL(P, Q), 0),
        given(P, Q).ge(KL(P, Q), H(P)),
        given(P, b).ge(KL(P, b.measure), 0),
    ),
    "distinct_indices": under(
        rules.distinct_indices,
        given(at_i, at_j, Different(i, j)).eq(delta(i, j), 0),
        given(at_i, at_j, Different(i, j)).eq(delta(i, j), 1),
        given(at_i, at_j).eq(delta(i, j), 0),
    ),
    "integration": under(
        rules.integration,
        given(A).eq(E(A, lambda v: 1), 1),
        given(A).eq(E(A, lambda v: 1), 2),
        given(f).eq(E(f, lambda v: 1), 1),
    ),
    "recurrence": under(
        rules.recurrence,
        given(A).eq(E(A, lambda v: (v - mu) ** 4), 3 * sigma**4),
        given(A).eq(E(A, lambda v: (v - mu) ** 4), sigma**4),
        given(f).eq(E(f, lambda v: (v - mu) ** 4), 3 * sigma**4),
    ),
    "lemma": under(
        rules.lemma(gibbs),
        given(*gibbs.given.assumptions).ge(KL(P, Q), 0),
        given(*gibbs.given.assumptions).le(KL(P, Q), 0),
        given(P, unnormalised).ge(total(lambda m: P.at(m) * log(P.at(m) / Q.at(m)), 1, N), 0),
    ),
    "special_case": links(
        (at_uniform, given(P).ge(KL(P, Uniform(N)), 0)),
        (at_uniform, given(P).le(KL(P, Uniform(N)), 0)),
        (rules.special_case(means, {t: x}), given().ge(x + 1 / x, 2)),
    ),
    "derivative_of": links(
        (by_mean, given(A).eq(E(A, lambda v: v - mu), 0)),
        (by_mean, given(A).eq(E(A, lambda v: v - mu), 1)),
        (rules.derivative_of(mass, Q.at(k)), given(Q, at_k).eq(Partial(one, Q.at(k)), 0)),
    ),
}

p, q = IndexedBase("p", positive=True), IndexedBase("q", positive=True)
P_SUM, Q_SUM = (Normalised(base[i], i, 1, N) for base in (p, q))
relative = total(lambda m: p[m] * log(p[m] / q[m]), 1, N)
partition = total(lambda m: exp(z[m]), 1, N)
tangent = t - 1 - log(t)
binary = theta * log(theta) + (1 - theta) * log(1 - theta)


def tangents(m: Expr) -> Expr:
    """A tangent at each outcome."""
    return p[m] - 1 - log(p[m])


P_OF_THREE = Normalised(p[i], i, 1, 3)
three_tangents = tangents(1) + tangents(2) + tangents(3)
Goal = tuple[Expr, tuple[Fact, ...]]


def goals(method: str, control: Goal, near_miss: Goal, outside: Goal) -> Triple:
    """Three expressions that one certificate is asked to find non-negative."""

    def found(goal: Goal) -> Any:
        expr, facts = goal
        return lambda: bool(getattr(Prover(facts), method)(expr))

    return Triple(*map(found, (control, near_miss, outside)))


CERTIFICATES: dict[str, Triple] = {
    name: goals(name, *cases)
    for name, cases in {
        "by_assumptions": ((s * t, ()), (-s * t, ()), (s * x, ())),
        "by_normalisation": (
            (relative, (P_SUM, Q_SUM)),
            (relative - s, (P_SUM, Q_SUM)),
            (relative, (P_SUM,)),
        ),
        "by_parts": ((x**2 + exp(y), ()), (x**2 - exp(y), ()), (x**2 + y, ())),
        "by_kernel": (
            (total(tangents, 1, N), ()),
            (-total(tangents, 1, N), ()),
            (total(tangents, 3, N), ()),
        ),
        "by_probability": ((1 - p[k], (P_SUM,)), (p[k] - 1, (P_SUM,)), (1 - p[k], ())),
        "by_terms": (
            (partition - exp(z[k]), (InRange(k, 1, N),)),
            (partition - 2 * exp(z[k]), (InRange(k, 1, N),)),
            (partition - exp(z[k]), ()),
        ),
        "by_outcomes": (
            (three_tangents, (P_OF_THREE,)),
            (-three_tangents, (P_OF_THREE,)),
            (three_tangents, ()),
        ),
        "by_denominator": ((s + 1 / s - 2, ()), (s + 1 / s - 3, ()), (x + 1 / x - 2, ())),
        "by_combined_logs": (
            (log(s + t) - log(s), ()),
            (log(s) - log(s + t), ()),
            (log(s + x) - log(s), ()),
        ),
        "by_minimum": ((tangent, ()), (t - 1 - 2 * log(t), ()), (x - 1 - log(x), ())),
        "by_growth": (
            (t - log(1 + t), ()),
            (t / 2 - log(1 + t), ()),
            (x - log(1 + x), ()),
        ),
        "by_parameter": (
            (log(2) + binary, (Between(theta),)),
            (Rational(1, 2) + binary, (Between(theta),)),
            (log(2) + binary, ()),
        ),
    }.items()
}
