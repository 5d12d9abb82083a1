r"""Kernels: small functions in which stable forms are written, as SymPy functions.

A closed form loses its digits where it subtracts numbers that are nearly equal.  Written in kernels
such as log(1 + t) - t it has no such difference left: all of them lie inside kernels, which are
computed without cancellation (`derivecheck.library.kernels.arrays` and `scalars`).  For the
prover and the worlds a kernel is its definition, so a stable form is proved like any other formula.

>>> from sympy import Symbol, log
>>> t = Symbol("t", positive=True)
>>> log1pmx(t).rewrite(log)
-t + log(t + 1)
>>> log1pmx(t).diff(t)
-t/(t + 1)
>>> log1pmx(S(10) ** -30).n(20)
-5.0000000000000000000e-61
"""

from __future__ import annotations

from typing import Any

import mpmath
from sympy import Expr, Function, Rational, S, exp, lambdify, log, pi, sqrt, symbols

from derivecheck.terms.precision import correct_digits

half = Rational(1, 2)


class Kernel(Function):  # type: ignore[misc]
    """A function with a definition in elementary functions and a derivative without cancellation.

    A subclass gives ``formula`` and the partial derivatives ``slopes``, both over its arguments.
    """

    is_extended_real = True

    @staticmethod
    def formula(*args: Any) -> Expr:
        """The definition."""
        raise NotImplementedError

    @staticmethod
    def slopes(*args: Any) -> tuple[Any, ...]:
        """The partial derivatives by the arguments in order."""
        raise NotImplementedError

    def definition(self) -> Expr:
        """The definition at these arguments."""
        return self.formula(*self.args)

    def fdiff(self, argindex: int = 1) -> Expr:
        """The partial derivative, in kernels."""
        return S(self.slopes(*self.args)[argindex - 1])

    def _eval_rewrite(self, rule: Any, args: Any, **hints: Any) -> Expr:
        return self.formula(*args)

    def _eval_evalf(self, prec: int) -> Expr:
        """Correct digits: for a small t SymPy's own value of log(1 + t) - t has none."""
        parts = symbols(f"x:{len(self.args)}")
        formula = lambdify(parts, self.formula(*parts), modules="mpmath")
        with mpmath.workprec(2 * prec + 64):
            numbers = [a._to_mpmath(2 * prec + 64) for a in self.args]
        with mpmath.workprec(prec):
            return S(correct_digits(lambda: [formula(*numbers)], numbers)[0])


def open_kernels(expr: Expr) -> Expr:
    """An expression with every kernel replaced by its definition.

    >>> from sympy.abc import t
    >>> open_kernels(1 + log1p(sq(t)))
    log(t**2 + 1) + 1
    """
    if not expr.has(Kernel):
        return expr
    return expr.replace(lambda e: isinstance(e, Kernel), lambda e: e.definition())


class log1p(Kernel):
    """log(1 + t) for t > -1."""

    @staticmethod
    def formula(t: Any) -> Expr:
        return log(1 + t)

    @staticmethod
    def slopes(t: Any) -> tuple[Any, ...]:
        return (1 / (1 + t),)


class expm1(Kernel):
    """exp(x) - 1."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return exp(x) - 1

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (exp(x),)


class log1pmx(Kernel):
    """log(1 + t) - t for t > -1; at most 0."""

    @staticmethod
    def formula(t: Any) -> Expr:
        return log(1 + t) - t

    @staticmethod
    def slopes(t: Any) -> tuple[Any, ...]:
        return (-t / (1 + t),)


class expm1mx(Kernel):
    """exp(x) - 1 - x; at least 0."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return exp(x) - 1 - x

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (expm1(x),)


class sq(Kernel):
    """x², kept together: ((a - b)/c)² neither over- nor underflows before its value does."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return x**2

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (2 * x,)


class xlogy(Kernel):
    """w log x for w ≥ 0, x > 0; 0 for w = 0."""

    @staticmethod
    def formula(w: Any, x: Any) -> Expr:
        return w * log(x)

    @staticmethod
    def slopes(w: Any, x: Any) -> tuple[Any, ...]:
        return log(x), w / x


class xlog1py(Kernel):
    """w log(1 + t) for w ≥ 0, t > -1; 0 for w = 0."""

    @staticmethod
    def formula(w: Any, t: Any) -> Expr:
        return w * log(1 + t)

    @staticmethod
    def slopes(w: Any, t: Any) -> tuple[Any, ...]:
        return log1p(t), w / (1 + t)


class log_ratio(Kernel):
    """log(a/b) for a, b > 0, also where a/b over- or underflows or is nearly 1."""

    @staticmethod
    def formula(a: Any, b: Any) -> Expr:
        return log(a / b)

    @staticmethod
    def slopes(a: Any, b: Any) -> tuple[Any, ...]:
        return 1 / a, -1 / b


class kl_term(Kernel):
    """p log(p/q) - p + q for p, q ≥ 0; q for p = 0, ∞ for p > 0 = q; at least 0."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return p * log(p / q) - p + q

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return log_ratio(p, q), -relative_gap(p, q)


class kl_term_rest(Kernel):
    """(1 - p) log((1 - p)/(1 - q)) + p - q for 0 ≤ p, q ≤ 1: kl_term of 1 - p and 1 - q."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return (1 - p) * log((1 - p) / (1 - q)) + p - q

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return log1p(-q) - log1p(-p), (q - p) / (1 - q)


class js_term(Kernel):
    """½[p log(2p/(p + q)) + q log(2q/(p + q))] for p, q ≥ 0; at least 0."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return half * (p * log(2 * p / (p + q)) + q * log(2 * q / (p + q)))

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return -half * log_mean(p, q), -half * log_mean(q, p)


class log_mean(Kernel):
    """log((p + q)/(2p)) for p, q ≥ 0, p > 0: of the mean of two numbers over the first."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return log((p + q) / (2 * p))

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return -q / (p + q) / p, 1 / (p + q)


class above_gap(Kernel):
    """s + log(1 + t) - t for s ≥ t - log(1 + t), t > -1: at least 0, with roundings too."""

    @staticmethod
    def formula(s: Any, t: Any) -> Expr:
        return s + log(1 + t) - t

    @staticmethod
    def slopes(s: Any, t: Any) -> tuple[Any, ...]:
        return S.One, -t / (1 + t)


class gan_term(Kernel):
    """p log(1 + q/p) for p, q ≥ 0, the cost -p log D at D = p/(p + q); 0 for p = 0."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return p * log(1 + q / p)

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return log1p(q / p) - q / (p + q), p / (p + q)


class mixed_kl_term(Kernel):
    """`kl_term` of p and the mixture p + w (q - p), for p, q ≥ 0 and 0 ≤ w ≤ 1; at least 0."""

    @staticmethod
    def formula(p: Any, q: Any, w: Any) -> Expr:
        return p * log(p / (p + w * (q - p))) + w * (q - p)

    @staticmethod
    def slopes(p: Any, q: Any, w: Any) -> tuple[Any, ...]:
        m = (1 - w) * p + w * q
        by_p = w * (1 - w) * (q - p) / m - log_mixture(p, q, w)
        return by_p, w * w * (q - p) / m, w * (q - p) * (q - p) / m


class skewed_js_term(Kernel):
    """w p log(p/m) + (1 - w) q log(q/m) for p, q ≥ 0, m = w p + (1 - w) q; at least 0."""

    @staticmethod
    def formula(p: Any, q: Any, w: Any) -> Expr:
        m = w * p + (1 - w) * q
        return w * p * log(p / m) + (1 - w) * q * log(q / m)

    @staticmethod
    def slopes(p: Any, q: Any, w: Any) -> tuple[Any, ...]:
        by_w = mixed_kl_term(p, q, 1 - w) - mixed_kl_term(q, p, w)
        return -w * log_mixture(p, q, 1 - w), -(1 - w) * log_mixture(q, p, w), by_w


class log_mixture(Kernel):
    """log((p + w (q - p))/p) for p, q ≥ 0, p > 0 and 0 ≤ w ≤ 1."""

    @staticmethod
    def formula(p: Any, q: Any, w: Any) -> Expr:
        return log((p + w * (q - p)) / p)

    @staticmethod
    def slopes(p: Any, q: Any, w: Any) -> tuple[Any, ...]:
        m = (1 - w) * p + w * q
        return -w * q / m / p, w / m, (q - p) / m


class chi_term(Kernel):
    """(p - q)²/q for p, q ≥ 0; 0 for p = q = 0, ∞ for p > 0 = q."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return (p - q) ** 2 / q

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        gap = relative_gap(p, q)
        return 2 * gap, -gap * (2 + gap)


class root_gap(Kernel):
    """½ (√p - √q)² for p, q ≥ 0."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return half * (sqrt(p) - sqrt(q)) ** 2

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return half * root_share(p, q), half * root_share(q, p)


class root_share(Kernel):
    """1 - √(q/p) for p, q ≥ 0; 0 for p = q, -∞ for p = 0 < q."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return 1 - sqrt(q / p)

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return half * sqrt(q / p) / p, -half / sqrt(p * q)


class root_product(Kernel):
    """√p √q for p, q ≥ 0."""

    @staticmethod
    def formula(p: Any, q: Any) -> Expr:
        return sqrt(p) * sqrt(q)

    @staticmethod
    def slopes(p: Any, q: Any) -> tuple[Any, ...]:
        return half * (1 - root_share(p, q)), half * (1 - root_share(q, p))


class softplus(Kernel):
    """w log(1 + exp(x)), 0 for w = 0 whatever else."""

    @staticmethod
    def formula(w: Any, x: Any) -> Expr:
        return w * log(1 + exp(x))

    @staticmethod
    def slopes(w: Any, x: Any) -> tuple[Any, ...]:
        return softplus(1, x), logistic(w, x)


class logistic(Kernel):
    """w exp(x)/(1 + exp(x)), the slope of `softplus`."""

    @staticmethod
    def formula(w: Any, x: Any) -> Expr:
        return w * exp(x) / (1 + exp(x))

    @staticmethod
    def slopes(w: Any, x: Any) -> tuple[Any, ...]:
        return logistic(1, x), logistic(logistic(w, x), -x)


class relative_gap(Kernel):
    """(a - b)/b, kept together."""

    @staticmethod
    def formula(a: Any, b: Any) -> Expr:
        return (a - b) / b

    @staticmethod
    def slopes(a: Any, b: Any) -> tuple[Any, ...]:
        return 1 / b, -a / b / b


class scale_gap(Kernel):
    """((s/r)² - 1)/2 - log(s/r) for s, r > 0, the divergence of centred normal laws."""

    @staticmethod
    def formula(s: Any, r: Any) -> Expr:
        return ((s / r) ** 2 - 1) / 2 - log(s / r)

    @staticmethod
    def slopes(s: Any, r: Any) -> tuple[Any, ...]:
        t = relative_gap(s, r)
        return t * (t + 2) / s, -t * (t + 2) / r


class expm1mx_diff(Kernel):
    """exp(a - b) - 1 - (a - b), the rounding of a - b made good."""

    @staticmethod
    def formula(a: Any, b: Any) -> Expr:
        return exp(a - b) - 1 - (a - b)

    @staticmethod
    def slopes(a: Any, b: Any) -> tuple[Any, ...]:
        return expm1(a - b), -expm1(a - b)


class log_width(Kernel):
    """log(s √(2πe)) for s > 0, correct through its zero at s = 0.2419…"""

    @staticmethod
    def formula(s: Any) -> Expr:
        return log(s) + log(sqrt(2 * pi)) + half

    @staticmethod
    def slopes(s: Any) -> tuple[Any, ...]:
        return (1 / s,)


class ratio_gap(Kernel):
    """a/b - 1 - log(a/b) for a, b > 0, whatever their scale; at least 0."""

    @staticmethod
    def formula(a: Any, b: Any) -> Expr:
        return a / b - 1 - log(a / b)

    @staticmethod
    def slopes(a: Any, b: Any) -> tuple[Any, ...]:
        t = relative_gap(a, b)
        return t / a, -t / b


class laplace_gap(Kernel):
    """(b/r) (exp(-x/b) - 1 + x/b) for x ≥ 0, b, r > 0, whatever their scale; at least 0."""

    @staticmethod
    def formula(x: Any, b: Any, r: Any) -> Expr:
        return b / r * (exp(-x / b) - 1 + x / b)

    @staticmethod
    def slopes(x: Any, b: Any, r: Any) -> tuple[Any, ...]:
        y = -x / b
        return -expm1(y) / r, (expm1(y) - y * exp(y)) / r, -laplace_gap(x, b, r) / r


class times_diff(Kernel):
    """w (a - b), 0 for w = 0 or a = b whatever else: equal infinities differ by 0."""

    @staticmethod
    def formula(w: Any, a: Any, b: Any) -> Expr:
        return w * (a - b)

    @staticmethod
    def slopes(w: Any, a: Any, b: Any) -> tuple[Any, ...]:
        return times_diff(1, a, b), w, -w


class exp_diff(Kernel):
    """exp((a - b)/T) for T > 0, the roundings of difference and quotient made good."""

    @staticmethod
    def formula(a: Any, b: Any, T: Any) -> Expr:
        return exp((a - b) / T)

    @staticmethod
    def slopes(a: Any, b: Any, T: Any) -> tuple[Any, ...]:
        e = exp_diff(a, b, T)
        return e / T, -e / T, -times_exp(times_diff(1, a, b) / T / T, a, b, T)


class times_exp(Kernel):
    """w exp((a - b)/T) for T > 0: the exponential may underflow where the product does not."""

    @staticmethod
    def formula(w: Any, a: Any, b: Any, T: Any) -> Expr:
        return w * exp((a - b) / T)

    @staticmethod
    def slopes(w: Any, a: Any, b: Any, T: Any) -> tuple[Any, ...]:
        e = exp_diff(a, b, T)
        return e, w * e / T, -w * e / T, -w * e * (a - b) / T / T


class tilt(Kernel):
    """((b - n) - (a - m))/T - c for T > 0, the roundings of differences and quotient made good."""

    @staticmethod
    def formula(a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> Expr:
        return ((b - n) - (a - m)) / T - c

    @staticmethod
    def slopes(a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> tuple[Any, ...]:
        by_T = -((b - n) - (a - m)) / T / T
        return -1 / T, 1 / T, 1 / T, -1 / T, S.NegativeOne, by_T


class share_gap(Kernel):
    """log((1 + exp(x))/(1 + exp(y))) for x = ((b - n) - (a - m))/T - c and y = (k - n)/T - c."""

    @staticmethod
    def formula(a: Any, m: Any, b: Any, k: Any, n: Any, c: Any, T: Any) -> Expr:
        x, y = ((b - n) - (a - m)) / T - c, (k - n) / T - c
        return log((1 + exp(x)) / (1 + exp(y)))

    @staticmethod
    def slopes(a: Any, m: Any, b: Any, k: Any, n: Any, c: Any, T: Any) -> tuple[Any, ...]:
        by_x = 1 / (1 + exp(-tilt(a, m, b, n, c, T)))
        by_y = -1 / (1 + exp(-tilt(m, m, k, n, c, T)))
        by_T = -(by_x * ((b - n) - (a - m)) + by_y * (k - n)) / T / T
        both = by_x + by_y
        return -by_x / T, by_x / T, by_x / T, by_y / T, -both / T, -both, by_T


def tilted(a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> tuple[Any, Any]:
    """p = exp((a - m)/T) and q = p exp(x) with x = `tilt`, in kernels."""
    return exp_diff(a, m, T), exp_diff(b, n, T) * exp(-c)


class Tilted(Kernel):
    """w times a function of p = exp((a - m)/T) and q = exp((b - n)/T - c) = p exp(x).

    x = ((b - n) - (a - m))/T - c may be nearly 0, and a factor may over- or underflow where the
    product does not.
    """

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        """The function of p, q = p exp(x) and x."""
        raise NotImplementedError

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        """Its derivatives by log p and by log q at the arguments m, …, T."""
        raise NotImplementedError

    @classmethod
    def formula(cls, w: Any, a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> Expr:
        p, q = exp((a - m) / T), exp((b - n) / T - c)
        return w * cls.of(p, q, ((b - n) - (a - m)) / T - c)

    @classmethod
    def slopes(cls, w: Any, a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> tuple[Any, ...]:
        at = (a, m, b, n, c, T)
        by_p, by_q = (w * s for s in cls.logarithmic(*tilted(*at), *at))
        by_T = -(by_p * (a - m) + by_q * (b - n)) / T / T
        return cls(1, *at), by_p / T, -by_p / T, by_q / T, -by_q / T, -by_q, by_T


class tilt_gap(Tilted):
    """w p (exp(x) - 1 - x) = w (q - p - p log(q/p)): at least 0 for w ≥ 0."""

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        return p * (exp(x) - 1 - x)

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        return -p * tilt(*at), tilt_diff(1, *at)


class tilt_diff(Tilted):
    """w p (exp(x) - 1) = w (q - p)."""

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        return p * (exp(x) - 1)

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        return -p, q


class tilt_js(Tilted):
    """w times `js_term` of p and q: at least 0 for w ≥ 0."""

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        return js_term.formula(p, q)

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        by_p, by_q = js_term.slopes(p, q)
        return p * by_p, q * by_q


class tilt_share(Tilted):
    """w q log(2q/(p + q)), a term of the divergence of q from the mean of p and q."""

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        return q * log(2 * q / (p + q))

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        mixed = p * q / (p + q)
        return -mixed, tilt_share(1, *at) + mixed


class tilt_middle(Tilted):
    """w times `kl_term` of q and (p + q)/2: at least 0 for w ≥ 0."""

    @staticmethod
    def of(p: Any, q: Any, x: Any) -> Expr:
        return q * log(2 * q / (p + q)) + (p - q) / 2

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        half_gap = (p - q) / (p + q) / 2
        return p * half_gap, tilt_share(1, *at) + q * half_gap


class tilt_lag(Tilted):
    """w (p log p log(2p/(p + q)) + q log q log(2q/(p + q))), of second order in x as well."""

    @classmethod
    def formula(cls, w: Any, a: Any, m: Any, b: Any, n: Any, c: Any, T: Any) -> Expr:
        u, v = (a - m) / T, (b - n) / T - c
        p, q = exp((a - m) / T), exp((b - n) / T - c)
        return w * (u * p * log(2 * p / (p + q)) + v * q * log(2 * q / (p + q)))

    @staticmethod
    def logarithmic(p: Any, q: Any, *at: Any) -> tuple[Any, Any]:
        a, m, b, n, c, T = at
        u, v, mixed = (a - m) / T, (b - n) / T - c, p * q / (p + q)
        of_p, of_q = -p * log_mean(p, q), tilt_share(1, *at)
        return of_p + u * (of_p + mixed) - v * mixed, of_q + v * (of_q + mixed) - u * mixed


ELEMENTARY_KERNELS: tuple[type[Kernel], ...] = (
    *(k for k in Kernel.__subclasses__() if k is not Tilted),
    *Tilted.__subclasses__(),
)
