"""The gate of the vocabulary: every kind of statement, of assumption and of law."""

from __future__ import annotations

from sympy import KroneckerDelta, Rational, exp, log, oo, pi, symbols

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import (
    Channel,
    Different,
    Dominated,
    Family,
    Index,
    Interval,
    RealFunction,
)
from derivecheck.language.functionals import CE, JS, KL, E, H
from derivecheck.language.laws.finite import (
    CountableLaw,
    FiniteLaw,
    Labels,
    Mixture,
    Table,
    Uniform,
)
from derivecheck.language.laws.line import Density, Joint, Normal, PushForward
from derivecheck.language.laws.samples import Sample
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import Law, Measure, point
from derivecheck.language.statements import given, not_always
from derivecheck.terms.binders import integral, total
from tests.support.gate import DIGITS, Never, Triple, judged
from tests.support.gate_named import abstract

N, M, n, d = symbols("N M n d", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
mu, u, x = symbols("mu u x", real=True)
s, t = symbols("s t", positive=True)
half = Rational(1, 2)
P, Q, R, other = FiniteLaw("p", N), FiniteLaw("q", N), FiniteLaw("r", N), FiniteLaw("o", M)
y, P2, Q2 = Labels("y", N), CountableLaw("p"), CountableLaw("q")
f, g, r, D = Density("f"), Density("g"), RealFunction("r"), RealFunction("D", sign="unit")
J, A, x0, z0 = Joint("j"), Normal(mu, s), point("x"), point("z")
W, z, b = Channel("w", N, M), Family("z", N), Family("b", N, "positive")
X, G = GaussianVector("1", d), PushForward("p_g", Density("p_z"), "G")
points = Sample("k", n, N)
at_i, at_j = Index(i, N), Index(j, N)
both = given(P, Q)
P0, Q0 = FiniteLaw("p", N, zeros=True), FiniteLaw("q", N, zeros=True)
P1, f0, zeros = CountableLaw("p", zeros=True), Density("f", zeros=True), given(P0, Q0)
skew = Mixture((half, f), (half, g))
narrow = Normal(0, Rational(1, 8))
parabola, empirical = u * (1 - u), points.law


def _no_metric() -> bool:
    three = given(P, Q, R)
    verdicts = [judge(three.metric(F, P, Q, R), DIGITS).verdict for F in (CE, KL, JS)]
    return set(verdicts) == {Verdict.REFUTED}


RELATIONS: dict[str, Triple] = {
    "eq": judged(
        lambda: both.eq(CE(P, Q), H(P) + KL(P, Q)),
        lambda: both.eq(CE(P, Q), H(Q) + KL(P, Q)),
        lambda: given(P).eq(CE(P, Q), H(P) + KL(P, Q)),
    ),
    "le": judged(
        lambda: both.le(H(P), CE(P, Q)),
        lambda: both.le(CE(P, Q), H(P)),
        lambda: both.le(H(P), 0.5),
    ),
    "ge": judged(
        lambda: both.ge(KL(P, Q), 0),
        lambda: both.ge(KL(P, Q), H(P)),
        lambda: given(P, b).ge(KL(P, b.measure), 0),
    ),
    "lt": judged(
        lambda: given().lt(s, s + t),
        lambda: given().lt(s + t, s),
        lambda: given().lt(x, x + u),
    ),
    "gt": judged(
        lambda: given().gt(exp(x), x),
        lambda: both.gt(KL(P, Q), 0),
        lambda: given().gt(x**2, 0),
    ),
    "every": judged(
        lambda: both.every(both.ge(KL(P, Q), 0), both.symmetric(JS, P, Q)),
        lambda: both.every(both.ge(KL(P, Q), 0), both.symmetric(KL, P, Q)),
        lambda: both.every(),
    ),
    "rounds": judged(
        lambda: given().rounds(log(2), "0.693"),
        lambda: given().rounds(log(2), "0.694"),
        lambda: given().rounds(log(2), "two thirds"),
    ),
    "maximum": judged(
        lambda: given().maximum(parabola, u, half),
        lambda: given().maximum(parabola, u, half / 2),
        lambda: given().maximum(parabola, u, half, 1, 0),
    ),
    "minimum": judged(
        lambda: given().minimum(t - log(t), t, 1, 0, oo),
        lambda: given().minimum(t - log(t), t, 2, 0, oo),
        lambda: given().minimum(t - log(t), t, t, 0, oo),
    ),
    "symmetric": judged(
        lambda: both.symmetric(JS, P, Q),
        lambda: both.symmetric(KL, P, Q),
        lambda: given(P, other).symmetric(JS, P, other),
    ),
    "nonnegative": judged(
        lambda: both.nonnegative(KL, P, Q),
        lambda: given().nonnegative(CE, narrow, narrow),
        lambda: given(P, f).nonnegative(KL, P, f),
    ),
    "triangle": judged(
        lambda: both.triangle(KL, P, P, Q),
        lambda: given(P, Q, R).triangle(KL, P, Q, R),
        lambda: given(P, Q, other).triangle(KL, P, Q, other),
    ),
    "metric": Triple(
        Never("no functional of the vocabulary is a metric", _no_metric),
        lambda: judge(given(P, Q, R).metric(JS, P, Q, R), DIGITS).verdict is Verdict.PROVED,
        lambda: bool(given(P, Q, other).metric(JS, P, Q, other)),
    ),
    "zero_iff_equal": judged(
        lambda: both.zero_iff_equal(KL, P, Q),
        lambda: both.zero_iff_equal(CE, P, Q),
        lambda: both.zero_iff_equal(KL, P, 2),  # type: ignore[arg-type]
    ),
    "zero_iff": judged(
        lambda: zeros.zero_iff(log(2) - JS(P0, Q0), P0, lambda k: P0.at(k) * Q0.at(k)),
        lambda: zeros.zero_iff(log(2) - JS(P0, Q0), P0, lambda k: P0.at(k) - Q0.at(k)),
        lambda: zeros.zero_iff(JS(P0, Q0), 2, lambda k: P0.at(k)),  # type: ignore[arg-type]
    ),
    "not_always": judged(
        lambda: not_always(both.symmetric(KL, P, Q)),
        lambda: not_always(both.symmetric(JS, P, Q)),
        lambda: not_always(given(P).symmetric(KL, P, Q)),
    ),
}
STATEMENTS: dict[str, str] = {
    "Relation": "eq",
    "Rounds": "rounds",
    "Every": "every",
    "NotAlways": "not_always",
    "Optimum": "maximum",
    "ZeroIff": "zero_iff",
    "ZeroIffEqual": "zero_iff_equal",
}


ASSUMPTIONS: dict[str, Triple] = {
    "FiniteLaw": judged(
        lambda: given(P).eq(total(P.at, 1, N), 1),
        lambda: given(P).eq(total(P.at, 1, N), N),
        lambda: given(P, other).ge(KL(P, other), 0),
    ),
    "Labels": judged(
        lambda: given(y, at_i).ge(y.at(i), 0),
        lambda: given(y, at_i).gt(y.at(i), 0),
        lambda: given(at_i).ge(y.at(i), 0),
    ),
    "CountableLaw": judged(
        lambda: given(P2, Q2).eq(CE(P2, Q2), H(P2) + KL(P2, Q2)),
        lambda: given(P2, Q2).eq(CE(P2, Q2), H(Q2) + KL(P2, Q2)),
        lambda: given(P2, P).ge(KL(P2, P), 0),
    ),
    "CountableLawWithZeros": judged(
        lambda: given(P1, Q2).ge(KL(P1, Q2), 0),
        lambda: given(P1, Q2).gt(KL(P1, P1), 0),
        lambda: given(P1, P).ge(KL(P1, P), 0),
    ),
    "DensityWithZeros": judged(
        lambda: given(f0, g).ge(KL(f0, g), 0),
        lambda: given(f0, g).gt(f0.at(x0), 0),
        lambda: given(f0, P).ge(KL(f0, P), 0),
    ),
    "Dominated": judged(
        lambda: given(P0, Q0, Dominated(P0, Q0)).eq(KL(P0, Q0) - CE(P0, Q0) + H(P0), 0),
        lambda: given(P0, Q0, Dominated(P0, Q0)).eq(KL(P0, Q0), KL(Q0, P0)),
        lambda: given(P0, other, Dominated(P0, other)).eq(H(P0), H(P0)),
    ),
    "Table": judged(
        lambda: given().eq(H(Table(half, half)), log(2)),
        lambda: given().eq(H(Table(half, half)), 1),
        lambda: given().le(H(Table(half, Rational(1, 3))), log(2)),
    ),
    "Uniform": judged(
        lambda: given(P).eq(KL(P, Uniform(N)), log(N) - H(P)),
        lambda: given(P).eq(KL(Uniform(N), P), log(N) - H(P)),
        lambda: given(P).ge(KL(P, Uniform(M)), 0),
    ),
    "Density": judged(
        lambda: given(f, g).ge(KL(f, g), 0),
        lambda: given(f, g).ge(KL(f, g), 1),
        lambda: given(f, P).ge(KL(f, P), 0),
    ),
    "PushForward": judged(
        lambda: given(G, G.source, r).eq(
            E(G, lambda v: r(v)), E(G.source, lambda v: r(G.generator(v)))
        ),
        lambda: given(G, G.source, r).eq(
            E(G, lambda v: r(v)), 2 * E(G.source, lambda v: r(G.generator(v)))
        ),
        lambda: given(P).eq(integral(PushForward("p_g", P, "G").at), 1),
    ),
    "Mixture": judged(
        lambda: given(f, g, r).eq(
            E(skew, lambda v: r(v)), (E(f, lambda v: r(v)) + E(g, lambda v: r(v))) / 2
        ),
        lambda: given(f, g, r).eq(
            E(skew, lambda v: r(v)), E(f, lambda v: r(v)) + E(g, lambda v: r(v))
        ),
        lambda: given(f, g).eq(H(Mixture((half, f), (1, g))), 0),
    ),
    "Joint": judged(
        lambda: given(J).eq(integral(lambda v: integral(lambda w: J.at(v, w))), 1),
        lambda: given(J).eq(integral(lambda v: J.at(x0, v)), 1),
        lambda: given().eq(integral(lambda v: integral(lambda w: J.at(v, w))), 1),
    ),
    "Marginal": judged(
        lambda: given(J).eq(integral(lambda v: J.at(x0, v)), J.of_x.at(x0)),
        lambda: given(J).eq(integral(lambda v: J.at(x0, v)), J.of_z.at(x0)),
        lambda: given(J, P).ge(KL(J.of_x, P), 0),
    ),
    "Conditional": judged(
        lambda: given(J).eq(J.x_given(z0).at(x0) * J.of_z.at(z0), J.at(x0, z0)),
        lambda: given(J).eq(J.x_given(z0).at(x0) * J.of_x.at(x0), J.at(x0, z0)),
        lambda: given(J, P).ge(KL(J.x_given(z0), P), 0),
    ),
    "Normal": judged(
        lambda: given(A).eq(H(A), (1 + log(2 * pi * s**2)) / 2),
        lambda: given(A).eq(H(A), (1 + log(2 * pi * s)) / 2),
        lambda: given().eq(H(Normal(mu, x)), (1 + log(2 * pi * x**2)) / 2),
    ),
    "Pointwise": judged(
        lambda: both.eq(CE(P, P / (P + Q)), CE(P, P) - CE(P, P + Q)),
        lambda: both.eq(CE(P, P / (P + Q)), CE(P, P) + CE(P, P + Q)),
        lambda: given(P, other).eq(CE(P, P + other), 0),
    ),
    "Family": judged(
        lambda: given(b, at_i).gt(b[i], 0),
        lambda: given(z, at_i).gt(z[i], 0),
        lambda: given(at_i).gt(b[i], 0),
    ),
    "Channel": judged(
        lambda: given(W, at_i).eq(total(W.given(i).at, 1, M), 1),
        lambda: given(W, Index(j, M)).eq(total(lambda k: W.given(k).at(j), 1, N), 1),
        lambda: given(at_i).eq(total(W.given(i).at, 1, M), 1),
    ),
    "Row": judged(
        lambda: given(W, at_i, at_j).ge(KL(W.given(i), W.given(j)), 0),
        lambda: given(W, at_i, at_j).eq(KL(W.given(i), W.given(j)), 0),
        lambda: given(W, P, at_i).ge(KL(W.given(i), P), 0),
    ),
    "RealFunction": judged(
        lambda: given(D).lt(D(x0), 1),
        lambda: given(r).lt(r(x0), 1),
        lambda: given().lt(D(x0), 1),
    ),
    "Index": judged(
        lambda: given(z, at_i).eq(total(lambda k: KroneckerDelta(i, k) * z[k], 1, N), z[i]),
        lambda: given(z, at_i).eq(total(lambda k: KroneckerDelta(i, k) * z[k], 1, N), z[1]),
        lambda: given(z).eq(total(lambda k: KroneckerDelta(i, k) * z[k], 1, N), z[i]),
    ),
    "Different": judged(
        lambda: given(at_i, at_j, Different(i, j)).eq(KroneckerDelta(i, j), 0),
        lambda: given(at_i, at_j).eq(KroneckerDelta(i, j), 0),
        lambda: given(Index(i, 1), Index(j, 1), Different(i, j)).eq(KroneckerDelta(i, j), 0),
    ),
    "Interval": judged(
        lambda: given(Interval(u)).gt(1 - u, 0),
        lambda: given(Interval(u)).gt(half - u, 0),
        lambda: given(Interval(u, 1, 0)).gt(1 - u, 0),
    ),
    "GaussianVector": judged(
        lambda: given(X).eq(X.expectation(lambda v: X.each(v)), X.each(X.mean)),
        lambda: given(X).eq(X.expectation(lambda v: X.each(v)), d),
        lambda: given(P).eq(X.expectation(lambda v: X.each(v)), X.each(X.mean)),
    ),
    "Sample": judged(
        lambda: given(points, z).eq(
            E(empirical, lambda k: z[k]), total(lambda m: z[points[m]], 1, n) / n
        ),
        lambda: given(points, z).eq(
            E(empirical, lambda k: z[k]), total(lambda m: z[points[m]], 1, n)
        ),
        lambda: given(z).eq(E(empirical, lambda k: z[k]), total(lambda m: z[points[m]], 1, n) / n),
    ),
    "Empirical": judged(
        lambda: given(points).eq(total(empirical.at, 1, N), 1),
        lambda: given(points).eq(total(empirical.at, 1, N), n),
        lambda: given(points, other).ge(KL(empirical, other), 0),
    ),
    "Law": abstract(Law, "at"),
    "Measure": abstract(Measure, "at"),
}
