"""The gamma function and its relatives in one form, so that equal values look equal.

Everything is written with log Γ and its derivatives at arguments from which whole positive numbers
have been taken out: Γ(s + 1) = s Γ(s), log Γ(s + 1) = log Γ(s) + log s, ψ(s + 1) = ψ(s) + 1/s.

Source: NIST Digital Library of Mathematical Functions, sections 5.5 and 5.15.
"""

from __future__ import annotations

from sympy import (
    Add,
    Expr,
    Mul,
    S,
    beta,
    digamma,
    exp,
    factorial,
    gamma,
    log,
    loggamma,
    polygamma,
)

KINDS = (gamma, loggamma, digamma, polygamma, factorial, beta)


def reduced(expr: Expr) -> Expr:
    """The expression with Γ, n!, B, log Γ and ψ at reduced positive arguments.

    >>> from sympy import Symbol
    >>> s = Symbol("s", positive=True)
    >>> reduced(gamma(s + 2))
    s*(s + 1)*exp(loggamma(s))
    >>> reduced(polygamma(0, s + 1))
    polygamma(0, s) + 1/s
    """
    return expr.replace(_is_reducible, _reduced) if expr.has(*KINDS) else expr


def _is_reducible(e: Expr) -> bool:
    return isinstance(e, KINDS)


def _reduced(e: Expr) -> Expr:
    if isinstance(e, beta):
        a, b = e.args
        return Mul(*map(_reduced_gamma, (a, b))) / _reduced_gamma(a + b)
    if isinstance(e, factorial):
        return _reduced_gamma(e.args[0] + 1)
    if isinstance(e, gamma):
        return _reduced_gamma(*e.args)
    if isinstance(e, loggamma):
        s, steps = _split(*e.args)
        return loggamma(s) + Add(*map(log, steps))
    return _reduced_polygamma(*e.args) if isinstance(e, polygamma) else polygamma(0, *e.args)


def _reduced_gamma(s: Expr) -> Expr:
    """Γ(s) by its logarithm, where it is proved positive."""
    if not s.is_positive:
        return gamma(s)
    s, steps = _split(s)
    return Mul(*steps) * exp(loggamma(s))


def _reduced_polygamma(order: Expr, s: Expr) -> Expr:
    """ψ⁽ⁿ⁾(s + 1) = ψ⁽ⁿ⁾(s) + (-1)ⁿ n! / s^(n+1)."""
    s, steps = _split(s)
    return polygamma(order, s) + Add(
        *[(-1) ** order * factorial(order) / t ** (order + 1) for t in steps]
    )


def _split(s: Expr) -> tuple[Expr, list[Expr]]:
    """(t, [t, t + 1, …, s - 1]) with s - t a whole number, t > 0 as small as is proved."""
    whole, rest = s.as_coeff_Add()
    steps = int(whole) if whole.is_Rational and rest.is_positive else 0
    if rest is S.Zero or steps < 1:
        return s, []
    return s - steps, [s - k for k in range(steps, 0, -1)]
