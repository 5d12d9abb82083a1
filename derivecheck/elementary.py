"""Expansion of elementary expressions; logs and radicals split under proved positivity.

Everything here is an identity wherever both sides are defined.  Operators (sums and integrals) are
opaque: they are masked by dummies that carry what can be proved of their sign.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Indexed,
    Integral,
    KroneckerDelta,
    Mul,
    Pow,
    S,
    cancel,
    default_sort_key,
    exp,
    expand,
    expand_log,
    expand_power_exp,
    factor,
    fraction,
    log,
    together,
)
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.hyperbolic import HyperbolicFunction

from derivecheck.binders import OPERATORS

Masks = dict[Expr, Expr]


def mask(expr: Expr, masks: Masks) -> Expr:
    """Replace each outermost operator by a dummy of the same proved sign, kept in ``masks``."""
    if isinstance(expr, OPERATORS):
        if expr not in masks:
            masks[expr] = Dummy(**_sign(expr, masks))
        return masks[expr]
    if not expr.has(*OPERATORS):
        return expr
    return expr.func(*[mask(a, masks) for a in expr.args])


def unmask(expr: Expr, masks: Masks) -> Expr:
    """Put the operators back."""
    return expr.xreplace({dummy: operator for operator, dummy in masks.items()})


def _sign(operator: Expr, masks: Masks) -> dict[str, bool]:
    """A sum of positive terms over a non-empty range is positive, and so on."""
    kernel = mask(operator.function, masks)
    widths = [hi - lo for _, lo, hi in operator.limits]
    if isinstance(operator, Integral):
        nonempty = all(w.is_extended_positive for w in widths)
    else:
        nonempty = all(w.is_extended_nonnegative for w in widths)
    if nonempty and kernel.is_positive:
        return {"positive": True}
    if nonempty and kernel.is_nonnegative:
        return {"nonnegative": True}
    return {"real": True} if kernel.is_real else {}


def expand_elementary(expr: Expr, masks: Masks) -> Expr:
    """Expand to a sum of monomials in irreducible atoms, under the assumptions of the symbols.

    >>> from sympy import symbols
    >>> s, t = symbols("s t", positive=True)
    >>> expand_elementary(log(s / (s * t + s)), {})
    -log(t + 1)
    """
    expr = mask(expr, masks).replace(_is_hyperbolic, lambda f: f.rewrite(exp))
    expr = expand(expr.replace(log, split_log))
    expr = Add(*[canonical_monomial(term) for term in Add.make_args(expr)])
    return unmask(expr, masks)


def _is_hyperbolic(expr: Expr) -> bool:
    return isinstance(expr, HyperbolicFunction)


@lru_cache(maxsize=4096)
def factorised(expr: Expr) -> Expr:
    """A product of irreducible factors over a common denominator."""
    expr = together(expand_power_exp(expr))
    return factor(expr) if expr.has(Add) else expr


@lru_cache(maxsize=4096)
def split_log(argument: Expr) -> Expr:
    """log(a b^c ...) = log a + c log b + ... for the factors that are provably positive."""
    logs, rest = [], [S.One]
    for f in Mul.make_args(factorised(argument)):
        if f.is_positive:
            logs.append(expand_log(log(f), factor=True))
        elif f.is_negative:
            logs.append(expand_log(log(-f), factor=True))
            rest.append(S.NegativeOne)
        else:
            rest.append(f)
    return Add(*logs, log(Mul(*rest)))


def canonical_monomial(term: Expr) -> Expr:
    """Factor denominators and radicands; bring compound exponents over one denominator."""
    factors = [_canonical_power(f) for f in Mul.make_args(term)]
    exponents = [f.args[0] for f in factors if isinstance(f, exp)]
    if any(_has_compound_denominator(e) for e in exponents):
        factors = [f for f in factors if not isinstance(f, exp)]
        factors.append(_split_exponential(Add(*exponents)))
    return Mul(*factors)


def _canonical_power(f: Expr) -> Expr:
    if not (f.is_Pow and f.base.has(Add)) or (f.exp.is_Integer and f.exp.is_positive):
        return f
    base = factorised(f.base)
    if f.exp.is_Integer:
        return Mul(*[Pow(g, f.exp) for g in Mul.make_args(base)])
    split = [g for g in Mul.make_args(base) if g.is_positive]
    rest = Mul(*[g for g in Mul.make_args(base) if not g.is_positive])
    return Mul(Pow(rest, f.exp), *[Pow(g, f.exp) for g in split])


def _has_compound_denominator(exponent: Expr) -> bool:
    return any(p.exp.is_negative and p.base.is_Add for p in exponent.atoms(Pow))


def _split_exponential(exponent: Expr) -> Expr:
    numerator, denominator = fraction(cancel(exponent))
    return Mul(*[exp(term / denominator) for term in Add.make_args(expand(numerator))])


def collapse_deltas(expr: Expr) -> Expr:
    """f(i) delta_ij = f(j) delta_ij: each delta's second index is replaced in its monomial."""
    if not expr.has(KroneckerDelta):
        return expr
    return Add(*[_collapse_monomial(term) for term in Add.make_args(expr)])


def _collapse_monomial(term: Expr) -> Expr:
    done: list[Expr] = []
    while True:
        factors = Mul.make_args(term)
        deltas = [d for d in factors if isinstance(d, KroneckerDelta) and d not in done]
        deltas = [d for d in deltas if d.args[1].is_Symbol]
        if not deltas:
            return term
        delta = min(deltas, key=default_sort_key)
        done.append(delta)
        term = delta * Mul(*[f for f in factors if f != delta]).xreplace(
            {delta.args[1]: delta.args[0]}
        )


def sort_arguments(expr: Expr, heads: frozenset[Any]) -> Expr:
    """Sort the arguments of symmetric functions and indexed families."""
    if not heads:
        return expr
    return expr.replace(
        lambda a: head_of(a) in heads,
        lambda a: apply_head(a, sorted(arguments_of(a), key=default_sort_key)),
    )


def head_of(expr: Expr) -> Any:
    """The family of an entry z[i] or the function of a value f(x); None for anything else."""
    if isinstance(expr, Indexed):
        return expr.base
    return expr.func if isinstance(expr, AppliedUndef) else None


def arguments_of(expr: Expr) -> tuple[Expr, ...]:
    """The indices of an entry or the arguments of a value."""
    return tuple(expr.indices if isinstance(expr, Indexed) else expr.args)


def apply_head(expr: Expr, arguments: Iterable[Expr]) -> Expr:
    """The same family or function at other arguments."""
    return expr.func(*([expr.base] if isinstance(expr, Indexed) else []), *arguments)


def flat_factors(monomial: Expr) -> list[Expr]:
    """The factors of a monomial, positive integer powers repeated.

    >>> from sympy.abc import x, y
    >>> flat_factors(x**2 / y)
    [x, x, 1/y]
    """
    factors = []
    for f in Mul.make_args(monomial):
        repeated = f.is_Pow and f.exp.is_Integer and f.exp.is_positive
        factors += [f.base] * int(f.exp) if repeated else [f]
    return sorted(factors, key=default_sort_key)


def vanishes(expr: Expr) -> bool:
    """Whether the numerator over a common denominator expands to 0, operators being opaque."""
    return bool(expr == 0 or expand(fraction(together(mask(expr, {})))[0]) == 0)
