"""True statements of calculus, convexity and special functions that the field uses."""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Expr,
    KroneckerDelta,
    Max,
    Min,
    Rational,
    Symbol,
    cos,
    cosh,
    digamma,
    erf,
    exp,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sin,
    sinh,
    sqrt,
    symbols,
    tanh,
)

from derivecheck.language.assumptions import Family, Index, Interval
from derivecheck.language.functionals import E, Partial
from derivecheck.language.laws.finite import FiniteLaw, Labels
from derivecheck.language.statements import Statement, given
from derivecheck.terms.binders import total

N, K = symbols("N K", integer=True, positive=True)
i, j = symbols("i j", integer=True, positive=True)
x, y, c = symbols("x y c", real=True)
s, t, v = symbols("s t v", positive=True)
r = Symbol("r", real=True)
half = Rational(1, 2)
anything = given()
P, a, b = FiniteLaw("p", N), Family("a", N, "positive"), Family("b", N, "positive")
f, g = Family("f", N), Family("g", N)
z, labels = Family("z", K), Labels("y", K)
at_i, at_j = Index(i, K), Index(j, K)


def each(h: Callable[[Expr], Expr]) -> Expr:
    """The sum over i = 1, …, N."""
    return total(h, 1, N)


def sigmoid(u: Expr) -> Expr:
    """The logistic function."""
    return 1 / (1 + exp(-u))


def softplus(u: Expr) -> Expr:
    """The logarithm of 1 + e^u."""
    return log(1 + exp(u))


def softmax(k: Expr, temperature: Expr | int = 1) -> Expr:
    """exp(z_k/T) / Σ exp(z_m/T)."""
    return exp(z[k] / temperature) / total(lambda m: exp(z[m] / temperature), 1, K)


log_sum_exp = log(total(lambda m: exp(z[m]), 1, K))
loss = -total(lambda m: labels.at(m) * log(softmax(m)), 1, K)
mean = E(P, lambda k: f[k])

LOGARITHMS: dict[str, Statement] = {
    "logarithm below its tangent": anything.le(log(t), t - 1),
    "logarithm above 1 - 1/t": anything.ge(log(t), 1 - 1 / t),
    "log(1 + t) below t": anything.lt(log(1 + t), t),
    "log(1 + t) above t/(1 + t)": anything.gt(log(1 + t), t / (1 + t)),
    "log(1 + t) above its parabola": anything.ge(log(1 + t), t - t**2 / 2),
    "log(1 + t) above 2t/(2 + t)": anything.ge(log(1 + t), 2 * t / (2 + t)),
    "logarithm below a root": anything.le(log(t), 2 * (sqrt(t) - 1)),
    "logarithm of a product": anything.eq(log(s * t), log(s) + log(t)),
    "logarithm of a power": anything.eq(log(s**x), x * log(s)),
    "change of base": anything.eq(log(s, 2), log(s) / log(2)),
    "exponential above its tangent": anything.ge(exp(x), 1 + x),
    "exponential above its tangent anywhere": anything.ge(exp(x), exp(c) * (1 + x - c)),
    "exponential of a sum": anything.eq(exp(x + y), exp(x) * exp(y)),
    "t log t has its minimum at 1/e": anything.minimum(t * log(t), t, exp(-1), 0, oo),
    "t log t above t - 1": anything.ge(t * log(t), t - 1),
    "Fenchel-Young for the exponential": anything.le(x * t, exp(x) + t * log(t) - t),
    "Young": anything.le(x * y, (x**2 + y**2) / 2),
    "Young with a parameter": anything.le(x * y, t * x**2 / 2 + y**2 / (2 * t)),
    "two means": anything.ge((s + t) / 2, sqrt(s * t)),
    "weighted means of two": given(Interval(r)).le(s**r * t ** (1 - r), r * s + (1 - r) * t),
    "logarithmic mean inequality": anything.ge((s - t) * (log(s) - log(t)), 0),
    "Itakura-Saito divergence": anything.ge(s / t - log(s / t) - 1, 0),
    "triangle with squares": anything.le((x + y) ** 2, 2 * x**2 + 2 * y**2),
    "maximum of two": anything.eq(Max(x, y) + Min(x, y), x + y),
}
FUNCTIONS: dict[str, Statement] = {
    "sigmoid of the negative": anything.eq(sigmoid(-x), 1 - sigmoid(x)),
    "slope of the sigmoid": anything.eq(Partial(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x))),
    "slope of the sigmoid is at most 1/4": anything.le(sigmoid(x) * (1 - sigmoid(x)), half / 2),
    "sigmoid is below one": anything.lt(sigmoid(x), 1),
    "sigmoid and its logit": given(Interval(r)).eq(sigmoid(log(r / (1 - r))), r),
    "slope of the logit": given(Interval(r)).eq(Partial(log(r / (1 - r)), r), 1 / (r * (1 - r))),
    "log of the sigmoid": anything.eq(log(sigmoid(x)), -softplus(-x)),
    "slope of the log of the sigmoid": anything.eq(Partial(log(sigmoid(x)), x), sigmoid(-x)),
    "softplus and its reflection": anything.eq(softplus(x) - softplus(-x), x),
    "slope of softplus": anything.eq(Partial(softplus(x), x), sigmoid(x)),
    "softplus is positive": anything.gt(softplus(x), 0),
    "softplus is above the identity": anything.gt(softplus(x), x),
    "softplus is above the hinge": anything.ge(softplus(x), Max(0, x)),
    "softplus near the hinge": anything.le(softplus(x), Max(0, x) + log(2)),
    "softplus is above half its argument": anything.ge(softplus(x), log(2) + x / 2),
    "hyperbolic tangent and sigmoid": anything.eq(tanh(x), 2 * sigmoid(2 * x) - 1),
    "slope of the hyperbolic tangent": anything.eq(Partial(tanh(x), x), 1 - tanh(x) ** 2),
    "hyperbolic Pythagoras": anything.eq(cosh(x) ** 2 - sinh(x) ** 2, 1),
    "hyperbolic cosine below a Gaussian": anything.le(cosh(x), exp(x**2 / 2)),
    "hyperbolic cosine of the double": anything.eq(cosh(2 * x), 2 * cosh(x) ** 2 - 1),
    "Pythagoras": anything.eq(sin(x) ** 2 + cos(x) ** 2, 1),
    "sine of the double": anything.eq(sin(2 * x), 2 * sin(x) * cos(x)),
    "error function is odd": anything.eq(erf(-x), -erf(x)),
    "slope of the error function": anything.eq(Partial(erf(x), x), 2 * exp(-(x**2)) / sqrt(pi)),
    "error function is below one": anything.lt(erf(x), 1),
    "gamma recurrence": anything.eq(gamma(t + 1), t * gamma(t)),
    "gamma at 1/2": anything.eq(gamma(half), sqrt(pi)),
    "gamma at 5": anything.eq(gamma(5), 24),
    "log-gamma recurrence": anything.eq(loggamma(t + 1), log(t) + loggamma(t)),
    "digamma recurrence": anything.eq(digamma(t + 1), digamma(t) + 1 / t),
    "digamma is the slope of log-gamma": anything.eq(Partial(loggamma(t), t), digamma(t)),
    "digamma below the logarithm": anything.lt(digamma(t), log(t)),
    "duplication": anything.eq(
        gamma(t) * gamma(t + half), 2 ** (1 - 2 * t) * sqrt(pi) * gamma(2 * t)
    ),
}
SUMS: dict[str, Statement] = {
    "Cauchy-Schwarz": given(f, g).le(
        each(lambda k: f[k] * g[k]) ** 2, each(lambda k: f[k] ** 2) * each(lambda k: g[k] ** 2)
    ),
    "square of a sum": given(f).le(each(lambda k: f[k]) ** 2, N * each(lambda k: f[k] ** 2)),
    "Jensen for the square": given(P, f).le(mean**2, E(P, lambda k: f[k] ** 2)),
    "Jensen for the exponential": given(P, f).le(exp(mean), E(P, lambda k: exp(f[k]))),
    "Jensen for the logarithm": given(P, a).ge(
        log(E(P, lambda k: a[k])), E(P, lambda k: log(a[k]))
    ),
    "Jensen for the reciprocal": given(P, a).le(1 / E(P, lambda k: a[k]), E(P, lambda k: 1 / a[k])),
    "Jensen for the root": given(P, a).le(E(P, lambda k: sqrt(a[k])), sqrt(E(P, lambda k: a[k]))),
    "Jensen for t log t": given(P, a).ge(
        E(P, lambda k: a[k] * log(a[k])), E(P, lambda k: a[k]) * log(E(P, lambda k: a[k]))
    ),
    "arithmetic and harmonic mean": given(a).ge(
        each(lambda k: a[k]) * each(lambda k: 1 / a[k]), N**2
    ),
    "arithmetic and geometric mean": given(a).ge(
        log(each(lambda k: a[k]) / N), each(lambda k: log(a[k])) / N
    ),
    "variance as a second moment": given(P, f).eq(
        E(P, lambda k: (f[k] - mean) ** 2), E(P, lambda k: f[k] ** 2) - mean**2
    ),
    "variance and pairs": given(P, f).eq(
        each(lambda k: each(lambda m: P.at(k) * P.at(m) * (f[k] - f[m]) ** 2)),
        2 * E(P, lambda k: (f[k] - mean) ** 2),
    ),
    "bias and variance": given(P, f).eq(
        E(P, lambda k: (f[k] - c) ** 2), E(P, lambda k: (f[k] - mean) ** 2) + (mean - c) ** 2
    ),
    "covariance": given(P, f, g).eq(
        E(P, lambda k: (f[k] - mean) * (g[k] - E(P, lambda m: g[m]))),
        E(P, lambda k: f[k] * g[k]) - mean * E(P, lambda k: g[k]),
    ),
    "squared distance is a Bregman divergence": given(f, g).eq(
        each(lambda k: f[k] ** 2 - g[k] ** 2 - 2 * g[k] * (f[k] - g[k])),
        each(lambda k: (f[k] - g[k]) ** 2),
    ),
    "Itakura-Saito over many": given(a, b).ge(
        each(lambda k: a[k] / b[k] - log(a[k] / b[k]) - 1), 0
    ),
    "sum of the first numbers": given().eq(total(lambda k: k, 1, N), N * (N + 1) / 2),
    "parallelogram": given(f, g).eq(
        each(lambda k: (f[k] + g[k]) ** 2 + (f[k] - g[k]) ** 2),
        2 * each(lambda k: f[k] ** 2) + 2 * each(lambda k: g[k] ** 2),
    ),
    "mean of the scores of a law": given(P, f).eq(E(P, lambda k: f[k] - mean), 0),
    "bound of the variance of labels": given(P, Index(i, N)).le(P.at(i) * (1 - P.at(i)), half / 2),
    "log N is below N - 1": given().le(log(N), N - 1),
}
SOFTMAX: dict[str, Statement] = {
    "softmax has mass one": given(z).eq(total(softmax, 1, K), 1),
    "softmax is below one": given(z, at_i).le(softmax(i), 1),
    "softmax is positive": given(z, at_i).gt(softmax(i), 0),
    "softmax does not see a shift": given(z, at_i).eq(
        exp(z[i] + c) / total(lambda m: exp(z[m] + c), 1, K), softmax(i)
    ),
    "log-sum-exp moves with a shift": given(z).eq(
        log(total(lambda m: exp(z[m] + c), 1, K)), log_sum_exp + c
    ),
    "log of softmax": given(z, at_i).eq(log(softmax(i)), z[i] - log_sum_exp),
    "gradient of log-sum-exp": given(z, at_i).eq(Partial(log_sum_exp, z[i]), softmax(i)),
    "Hessian of log-sum-exp": given(z, at_i, at_j).eq(
        Partial(Partial(log_sum_exp, z[i]), z[j]),
        softmax(i) * (KroneckerDelta(i, j) - softmax(j)),
    ),
    "Jacobian of softmax": given(z, at_i, at_j).eq(
        Partial(softmax(i), z[j]), softmax(i) * (KroneckerDelta(i, j) - softmax(j))
    ),
    "Jacobian of softmax is symmetric": given(z, at_i, at_j).eq(
        Partial(softmax(i), z[j]), Partial(softmax(j), z[i])
    ),
    "rows of the Jacobian sum to zero": given(z, at_j).eq(
        total(lambda m: softmax(m) * (KroneckerDelta(m, j) - softmax(j)), 1, K), 0
    ),
    "gradient of the log of softmax": given(z, at_i, at_j).eq(
        Partial(log(softmax(i)), z[j]), KroneckerDelta(i, j) - softmax(j)
    ),
    "gradient of cross-entropy": given(z, labels, at_i).eq(
        Partial(loss, z[i]), softmax(i) - labels.at(i)
    ),
    "Hessian of cross-entropy": given(z, labels, at_i, at_j).eq(
        Partial(Partial(loss, z[i]), z[j]), softmax(i) * (KroneckerDelta(i, j) - softmax(j))
    ),
    "cross-entropy of logits": given(z, labels).eq(
        loss, log_sum_exp - total(lambda m: labels.at(m) * z[m], 1, K)
    ),
    "cross-entropy loss is not negative": given(z, labels).ge(loss, 0),
    "log-sum-exp is at least each logit": given(z, at_i).ge(log_sum_exp, z[i]),
    "log-sum-exp is at least the mean plus log K": given(z).ge(
        log_sum_exp, total(lambda m: z[m], 1, K) / K + log(K)
    ),
    "log-sum-exp of two at least the maximum": anything.ge(log(exp(x) + exp(y)), Max(x, y)),
    "log-sum-exp of two near the maximum": anything.le(log(exp(x) + exp(y)), Max(x, y) + log(2)),
    "convexity of log-sum-exp of two": anything.le(
        log(exp((x + c) / 2) + exp((y + s) / 2)),
        (log(exp(x) + exp(y)) + log(exp(c) + exp(s))) / 2,
    ),
    "log-sum-exp is the conjugate of negative entropy": given(z, FiniteLaw("p", K)).ge(
        log_sum_exp,
        E(FiniteLaw("p", K), lambda m: z[m] - log(FiniteLaw("p", K).at(m))),
    ),
    "softmax of two is a sigmoid": anything.eq(exp(x) / (exp(x) + exp(y)), sigmoid(x - y)),
    "odds of softmax": given(z, at_i, at_j).eq(log(softmax(i) / softmax(j)), z[i] - z[j]),
    "slope of softmax by the temperature": given(z, at_i).eq(
        Partial(softmax(i, t), t),
        softmax(i, t) * (total(lambda m: softmax(m, t) * z[m], 1, K) - z[i]) / t**2,
    ),
    "softmax with temperature has mass one": given(z).eq(total(lambda m: softmax(m, t), 1, K), 1),
}
