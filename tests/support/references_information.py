"""True statements of information theory on outcomes, for any number of them."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Max, Min, Rational, Symbol, exp, log, sqrt, symbols

from derivecheck.language.assumptions import Channel, Family, Index, Interval
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import FiniteLaw, Mixture, Table, Uniform, bernoulli, midpoint
from derivecheck.language.measures import Law
from derivecheck.language.statements import Statement, given, not_always
from derivecheck.terms.binders import total

N, M, n = symbols("N M n", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
s, t, u = symbols("s t u", real=True)
half = Rational(1, 2)
P, Q, R, S = (FiniteLaw(name, N) for name in "pqrs")
W, V = Channel("w", N, M), Channel("v", N, M)
a, b, f = Family("a", N, "positive"), Family("b", N, "positive"), Family("f", N)
coin, other = bernoulli(t), bernoulli(s)
in_t, in_s = Interval(t), Interval(s)


def each(g: Callable[[Expr], Expr]) -> Expr:
    """The sum over the N outcomes."""
    return total(g, 1, N)


def pairs(g: Callable[[Expr, Expr], Expr]) -> Expr:
    """The sum over inputs i and outputs m."""
    return each(lambda i: total(lambda m: g(i, m), 1, M))


def output(p: Law, w: Channel = W) -> Callable[[Expr], Expr]:
    """The law of the output."""
    return lambda m: each(lambda i: p.at(i) * w.given(i).at(m))


def entropy(r: Callable[[Expr], Expr]) -> Expr:
    """-Σ r log r over the M outputs."""
    return -total(lambda m: r(m) * log(r(m)), 1, M)


def total_variation(p: Law, q: Law) -> Expr:
    """½ Σ |p - q|, without absolute values."""
    return half * each(lambda i: Max(p.at(i), q.at(i)) - Min(p.at(i), q.at(i)))


joint = -pairs(lambda i, m: P.at(i) * W.given(i).at(m) * log(P.at(i) * W.given(i).at(m)))
conditional = -pairs(lambda i, m: P.at(i) * W.given(i).at(m) * log(W.given(i).at(m)))
information = pairs(lambda i, m: P.at(i) * W.given(i).at(m) * log(W.given(i).at(m) / output(P)(m)))
affinity = each(lambda i: sqrt(P.at(i) * Q.at(i)))
chi2 = each(lambda i: (P.at(i) - Q.at(i)) ** 2 / Q.at(i))
squares = each(lambda i: P.at(i) ** 2)
both, law = given(P, Q), given(P)
mixed = given(P, Q, R, S, in_t)


def mixture(p: Law, q: Law) -> Mixture:
    """tP + (1 - t)Q."""
    return Mixture((t, p), (1 - t, q))


ENTROPY: dict[str, Statement] = {
    "entropy is not negative": law.ge(H(P), 0),
    "entropy is at most that of the uniform law": law.le(H(P), log(N)),
    "entropy of the uniform law": given().eq(H(Uniform(N)), log(N)),
    "entropy in another base": law.eq(H(P) / log(2), -each(lambda i: P.at(i) * log(P.at(i), 2))),
    "entropy is the mean of log 1/p": law.eq(H(P), E(P, lambda i: log(1 / P.at(i)))),
    "binary entropy": given(in_t).eq(H(coin), -t * log(t) - (1 - t) * log(1 - t)),
    "binary entropy is at most one bit": given(in_t).le(H(coin), log(2)),
    "binary entropy is symmetric": given(in_t).eq(H(coin), H(bernoulli(1 - t))),
    "slope of binary entropy": given(in_t).eq(Partial(H(coin), t), log((1 - t) / t)),
    "curvature of binary entropy": given(in_t).eq(
        Partial(Partial(H(coin), t), t), -1 / (t * (1 - t))
    ),
    "maximum of binary entropy": given().maximum(-t * log(t) - (1 - t) * log(1 - t), t, half),
    "binary entropy is positive": given(in_t).gt(H(coin), 0),
    "binary entropy above a parabola": given(in_t).ge(H(coin), 4 * t * (1 - t) * log(2)),
    "binary entropy below a root": given(in_t).le(H(coin), 2 * log(2) * sqrt(t * (1 - t))),
    "grouping of three outcomes": given(in_t, in_s).eq(
        H(Table(t, (1 - t) * s, (1 - t) * (1 - s))), H(coin) + (1 - t) * H(other)
    ),
    "chain rule of entropy": given(P, W).eq(joint, H(P) + conditional),
    "conditional entropy is not negative": given(P, W).ge(conditional, 0),
    "joint entropy is at least that of a part": given(P, W).ge(joint, H(P)),
    "conditioning reduces entropy": given(P, W).le(conditional, entropy(output(P))),
    "independence bound": given(P, W).le(joint, H(P) + entropy(output(P))),
    "concavity of entropy": given(P, Q, in_t).ge(H(mixture(P, Q)), t * H(P) + (1 - t) * H(Q)),
    "entropy of a mixture of two": given(P, Q, in_t).le(
        H(mixture(P, Q)), t * H(P) + (1 - t) * H(Q) + H(coin)
    ),
    "entropy of the middle": both.ge(H(midpoint(P, Q)), (H(P) + H(Q)) / 2),
    "collision entropy is at most entropy": law.le(-log(squares), H(P)),
    "entropy against the Gini index": law.ge(H(P), 1 - squares),
    "collision probability": law.ge(squares, 1 / N),
    "Gini index of the uniform law": given().eq(1 - E(Uniform(N), lambda i: 1 / N), 1 - 1 / N),
    "min-entropy": given(P, Index(k, N)).ge(-log(P.at(k)), 0),
    "Fano for one guess": given(FiniteLaw("p", n + 1), Index(k, n + 1)).le(
        H(FiniteLaw("p", n + 1)),
        H(Table(FiniteLaw("p", n + 1).at(k), 1 - FiniteLaw("p", n + 1).at(k)))
        + (1 - FiniteLaw("p", n + 1).at(k)) * log(n),
    ),
}
INFORMATION: dict[str, Statement] = {
    "output law has mass one": given(P, W).eq(total(output(P), 1, M), 1),
    "mutual information and conditional entropy": given(P, W).eq(
        information, entropy(output(P)) - conditional
    ),
    "mutual information and joint entropy": given(P, W).eq(
        information, H(P) + entropy(output(P)) - joint
    ),
    "mutual information is not negative": given(P, W).ge(information, 0),
    "mutual information is at most the entropy of the input": given(P, W).le(information, H(P)),
    "mutual information is at most the entropy of the output": given(P, W).le(
        information, entropy(output(P))
    ),
    "mutual information as a divergence of joint and product": given(P, W).eq(
        information,
        pairs(
            lambda i, m: (
                P.at(i)
                * W.given(i).at(m)
                * log(P.at(i) * W.given(i).at(m) / (P.at(i) * output(P)(m)))
            )
        ),
    ),
    "Bayes": given(P, W, Index(k, M)).eq(
        each(lambda i: P.at(i) * W.given(i).at(k) / output(P)(k)), 1
    ),
    "chain rule of relative entropy": given(P, Q, W, V).eq(
        pairs(
            lambda i, m: (
                P.at(i)
                * W.given(i).at(m)
                * log(P.at(i) * W.given(i).at(m) / (Q.at(i) * V.given(i).at(m)))
            )
        ),
        KL(P, Q)
        + pairs(lambda i, m: P.at(i) * W.given(i).at(m) * log(W.given(i).at(m) / V.given(i).at(m))),
    ),
    "conditional relative entropy is not negative": given(P, W, V).ge(
        pairs(lambda i, m: P.at(i) * W.given(i).at(m) * log(W.given(i).at(m) / V.given(i).at(m))),
        0,
    ),
    "data processing through one channel": given(P, Q, W).le(
        total(lambda m: output(P)(m) * log(output(P)(m) / output(Q)(m)), 1, M), KL(P, Q)
    ),
    "the best output law is the mean": given(P, W, FiniteLaw("o", M)).le(
        information,
        pairs(
            lambda i, m: (
                P.at(i) * W.given(i).at(m) * log(W.given(i).at(m) / FiniteLaw("o", M).at(m))
            )
        ),
    ),
}
DIVERGENCE: dict[str, Statement] = {
    "information inequality": both.ge(KL(P, Q), 0),
    "relative entropy vanishes only for equal laws": both.zero_iff_equal(KL, P, Q),
    "relative entropy to itself": law.eq(KL(P, P), 0),
    "relative entropy is not symmetric": not_always(both.symmetric(KL, P, Q)),
    "no triangle inequality": not_always(given(P, Q, R).triangle(KL, P, Q, R)),
    "relative entropy to the uniform law": law.eq(KL(P, Uniform(N)), log(N) - H(P)),
    "relative entropy from the uniform law": law.eq(
        KL(Uniform(N), P), -log(N) - each(lambda i: log(P.at(i))) / N
    ),
    "cross-entropy": both.eq(CE(P, Q), H(P) + KL(P, Q)),
    "cross-entropy is at least entropy": both.ge(CE(P, Q), H(P)),
    "cross-entropy with itself": law.eq(CE(P, P), H(P)),
    "cross-entropy to the uniform law": law.eq(CE(P, Uniform(N)), log(N)),
    "cross-entropy is linear in its first law": given(P, Q, R, in_t).eq(
        CE(mixture(P, R), Q), t * CE(P, Q) + (1 - t) * CE(R, Q)
    ),
    "convexity of relative entropy": mixed.le(
        KL(mixture(P, R), mixture(Q, S)), t * KL(P, Q) + (1 - t) * KL(R, S)
    ),
    "convexity in the first law": given(P, Q, R, in_t).le(
        KL(mixture(P, R), Q), t * KL(P, Q) + (1 - t) * KL(R, Q)
    ),
    "convexity in the second law": given(P, Q, R, in_t).le(
        KL(P, mixture(Q, R)), t * KL(P, Q) + (1 - t) * KL(P, R)
    ),
    "compensation identity": given(P, Q, R, in_t).eq(
        t * KL(P, R) + (1 - t) * KL(Q, R),
        t * KL(P, mixture(P, Q)) + (1 - t) * KL(Q, mixture(P, Q)) + KL(mixture(P, Q), R),
    ),
    "relative entropy of coins": given(in_s, in_t).eq(
        KL(other, coin), s * log(s / t) + (1 - s) * log((1 - s) / (1 - t))
    ),
    "slope of the relative entropy of coins": given(in_s, in_t).eq(
        Partial(KL(other, coin), t), (t - s) / (t * (1 - t))
    ),
    "Pinsker for coins": given(in_s, in_t).ge(KL(other, coin), 2 * (s - t) ** 2),
    "Pinsker": both.ge(KL(P, Q), 2 * total_variation(P, Q) ** 2),
    "Bretagnolle-Huber for coins": given(in_s, in_t).le((s - t) ** 2, 1 - exp(-KL(other, coin))),
    "Bretagnolle-Huber": both.le(total_variation(P, Q) ** 2, 1 - exp(-KL(P, Q))),
    "relative entropy and the affinity": both.ge(KL(P, Q), -2 * log(affinity)),
    "relative entropy and Hellinger distance": both.ge(KL(P, Q), 2 - 2 * affinity),
    "relative entropy is at most chi-square": both.le(KL(P, Q), chi2),
    "relative entropy is at most log of one plus chi-square": both.le(KL(P, Q), log(1 + chi2)),
    "chi-square as a mean": both.eq(chi2, each(lambda i: P.at(i) ** 2 / Q.at(i)) - 1),
    "chi-square is not negative": both.ge(chi2, 0),
    "Cauchy-Schwarz for total variation and chi-square": both.le(
        4 * total_variation(P, Q) ** 2, chi2
    ),
    "affinity is at most one": both.le(affinity, 1),
    "affinity and Hellinger distance": both.eq(
        each(lambda i: (sqrt(P.at(i)) - sqrt(Q.at(i))) ** 2), 2 - 2 * affinity
    ),
    "total variation is at most one": both.le(total_variation(P, Q), 1),
    "total variation and overlap": both.eq(
        total_variation(P, Q), 1 - each(lambda i: Min(P.at(i), Q.at(i)))
    ),
    "Le Cam": both.le(1 - affinity, total_variation(P, Q)),
    "Jeffreys divergence": both.eq(
        KL(P, Q) + KL(Q, P), each(lambda i: (P.at(i) - Q.at(i)) * log(P.at(i) / Q.at(i)))
    ),
    "Jensen-Shannon as entropies": both.eq(JS(P, Q), H(midpoint(P, Q)) - (H(P) + H(Q)) / 2),
    "Jensen-Shannon is at most log 2": both.le(JS(P, Q), log(2)),
    "Jensen-Shannon is symmetric": both.symmetric(JS, P, Q),
    "Jensen-Shannon vanishes only for equal laws": both.zero_iff_equal(JS, P, Q),
    "Jensen-Shannon is at most a quarter of Jeffreys": both.le(JS(P, Q), (KL(P, Q) + KL(Q, P)) / 4),
    "Jensen-Shannon and total variation": both.le(JS(P, Q), log(2) * total_variation(P, Q)),
    "Jensen-Shannon is no metric, its root is": not_always(given(P, Q, R).metric(JS, P, Q, R)),
    "root of Jensen-Shannon: triangle inequality": given(P, Q, R).le(
        sqrt(JS(P, Q)), sqrt(JS(P, R)) + sqrt(JS(R, Q))
    ),
    "log sum inequality": given(a, b).ge(
        each(lambda i: a[i] * log(a[i] / b[i])),
        each(lambda i: a[i]) * log(each(lambda i: a[i]) / each(lambda i: b[i])),
    ),
    "relative entropy is a Bregman divergence": both.eq(
        each(
            lambda i: (
                P.at(i) * log(P.at(i))
                - Q.at(i) * log(Q.at(i))
                - (1 + log(Q.at(i))) * (P.at(i) - Q.at(i))
            )
        ),
        KL(P, Q),
    ),
    "generalised relative entropy is not negative": given(a, b).ge(
        each(lambda i: a[i] * log(a[i] / b[i]) - a[i] + b[i]), 0
    ),
    "variational bound of Donsker and Varadhan": given(P, Q, f).le(
        E(P, lambda i: f[i]) - log(E(Q, lambda i: exp(f[i]))), KL(P, Q)
    ),
    "variational bound of Nguyen, Wainwright and Jordan": given(P, Q, a).le(
        E(P, lambda i: log(a[i])) + 1 - E(Q, lambda i: a[i]), KL(P, Q)
    ),
    "three-point identity": given(P, Q, R).eq(
        KL(P, Q) + KL(Q, R) - KL(P, R),
        each(lambda i: (P.at(i) - Q.at(i)) * log(R.at(i) / Q.at(i))),
    ),
    "skewed divergence is smaller": given(P, Q, in_t).le(KL(P, mixture(P, Q)), (1 - t) * KL(P, Q)),
    "skewed divergence is bounded": given(P, Q, in_t).le(KL(P, mixture(P, Q)), -log(t)),
}
