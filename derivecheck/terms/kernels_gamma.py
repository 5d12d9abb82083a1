"""Kernels of gamma laws: Stirling's remainder, and differences of products, as SymPy functions.

μ(x) = log Γ(x) - (x - ½) log x + x - ½ log 2π is positive, falls, and is convex.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, log, loggamma, pi, polygamma

from derivecheck.terms.kernels import ELEMENTARY_KERNELS, Kernel, half, times_diff


class cross_gap(Kernel):
    """q (s + e)/t - p for p, q, s, t > 0 and an e that is the rounding error of s."""

    @staticmethod
    def formula(p: Any, q: Any, s: Any, t: Any, e: Any) -> Expr:
        return q * (s + e) / t - p

    @staticmethod
    def slopes(p: Any, q: Any, s: Any, t: Any, e: Any) -> tuple[Any, ...]:
        return -1, (s + e) / t, q / t, -q * (s + e) / t / t, q / t


class cross_ratio(Kernel):
    """log(p t/(q (s + e))) for p, q, s, t > 0, also where it is nearly 0."""

    @staticmethod
    def formula(p: Any, q: Any, s: Any, t: Any, e: Any) -> Expr:
        return log(p * t / (q * (s + e)))

    @staticmethod
    def slopes(p: Any, q: Any, s: Any, t: Any, e: Any) -> tuple[Any, ...]:
        return 1 / p, -1 / q, -1 / (s + e), 1 / t, -1 / (s + e)


class cross_kl(Kernel):
    """`kl_term` of p and q (s + e)/t for p, q, s, t > 0; at least 0.

    The difference of s and t counts where these are sums that nearly agree: e is what the rounding
    of s and t has changed of it.
    """

    @staticmethod
    def formula(p: Any, q: Any, s: Any, t: Any, e: Any) -> Expr:
        return p * log(p * t / (q * (s + e))) - p + q * (s + e) / t

    @staticmethod
    def slopes(p: Any, q: Any, s: Any, t: Any, e: Any) -> tuple[Any, ...]:
        d = cross_gap(p, q, s, t, e)
        return cross_ratio(p, q, s, t, e), d / q, d / (s + e), -d / t, d / (s + e)


class stirling(Kernel):
    """μ(x) = log Γ(x) - (x - ½) log x + x - ½ log 2π for x > 0."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return loggamma(x) - (x - half) * log(x) + x - log(2 * pi) / 2

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (stirling_slope(x),)


class stirling_slope(Kernel):
    """μ'(x) = ψ(x) - log x + 1/(2x) for x > 0."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return polygamma(0, x) - log(x) + 1 / (2 * x)

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (stirling_curvature(x),)


class stirling_curvature(Kernel):
    """μ''(x) = ψ'(x) - 1/x - 1/(2x²) for x > 0."""

    @staticmethod
    def formula(x: Any) -> Expr:
        return polygamma(1, x) - 1 / x - 1 / (2 * x**2)

    @staticmethod
    def slopes(x: Any) -> tuple[Any, ...]:
        return (polygamma(2, x) + 1 / x**2 + 1 / x**3,)


class shape_rise(Kernel):
    """ν'(a + e) - ν'(b) for a, b > 0 and ν' = ψ - log, also where these nearly agree."""

    @staticmethod
    def formula(a: Any, b: Any, e: Any) -> Expr:
        return polygamma(0, a + e) - log(a + e) - (polygamma(0, b) - log(b))

    @staticmethod
    def slopes(a: Any, b: Any, e: Any) -> tuple[Any, ...]:
        by_a = _shape_curvature(a + e)
        return by_a, -_shape_curvature(b), by_a


class shape_gap(Kernel):
    """ν(a + e) - ν(b) - (a + e - b) ν'(b) for a, b > 0 and ν(x) = log Γ(x) - x log x + x.

    As ν is convex it is at least 0; e is as in `cross_kl`.
    """

    @staticmethod
    def formula(a: Any, b: Any, e: Any) -> Expr:
        x = a + e
        tangent = loggamma(b) - b * log(b) + b + (x - b) * (polygamma(0, b) - log(b))
        return loggamma(x) - x * log(x) + x - tangent

    @staticmethod
    def slopes(a: Any, b: Any, e: Any) -> tuple[Any, ...]:
        rise = shape_rise(a, b, e)
        return rise, -(times_diff(1, a, b) + e) * _shape_curvature(b), rise


def _shape_curvature(x: Any) -> Any:
    """ν''(x) = ψ'(x) - 1/x."""
    return stirling_curvature(x) + 1 / (2 * x**2)


GAMMA_KERNELS: tuple[type[Kernel], ...] = (
    cross_gap,
    cross_ratio,
    cross_kl,
    stirling,
    stirling_slope,
    stirling_curvature,
    shape_rise,
    shape_gap,
)
KERNELS = (*ELEMENTARY_KERNELS, *GAMMA_KERNELS)
