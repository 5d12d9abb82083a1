"""Two complements of the normal form for rational kernels: polynomial division and merging."""

from collections import defaultdict
from typing import Any

from sympy import Add, Dummy, Expr, Mul, Poly, S, default_sort_key, div, expand

from derivecheck.terms.binders import OPERATORS
from derivecheck.terms.elementary import vanishes


def divide(monomial: Expr, bound: list[Expr]) -> Expr:
    """Divide the numerator by each compound denominator that depends on a bound variable.

    Modulo one denominator the remainder is unique, so equal kernels become equal.

    >>> from sympy.abc import p, q
    >>> divide(p**2 / (p + q), [p, q])
    p + q**2/(p + q) - q
    """
    factors = Mul.make_args(monomial)
    for f in sorted((f for f in factors if _is_compound(f, bound)), key=default_sort_key):
        generators = sorted((g for g in Poly(f.base).gens if g.has(*bound)), key=default_sort_key)
        powers = [g for g in factors if _is_power_of(g, generators)]
        rest = Mul(*[g for g in factors if g not in powers and g != f])
        quotient, remainder = div(Mul(*powers), f.base, *generators)
        if quotient != 0:
            whole = [t * rest * f.base ** (f.exp + 1) for t in Add.make_args(expand(quotient))]
            fraction = [t * rest * f for t in Add.make_args(expand(remainder))]
            return Add(*[divide(t, bound) for t in (*whole, *fraction)])
    return monomial


def _is_compound(f: Expr, bound: list[Expr]) -> bool:
    negative_power = f.is_Pow and f.exp.is_Integer and f.exp.is_negative
    return bool(negative_power and f.base.is_Add and f.base.has(*bound))


def _is_power_of(f: Expr, generators: list[Expr]) -> bool:
    base, exponent = (f.base, f.exp) if f.is_Pow else (f, S.One)
    return bool(base in generators and exponent.is_Integer and exponent.is_positive)


def merge_operators(expr: Expr) -> Expr:
    """Drop operators over one range whose kernels, added with their coefficients, vanish.

    >>> from sympy import Integral, oo
    >>> from sympy.abc import x, a, f
    >>> split = Integral(1 / ((x + 1) * (x + 2)), (x, 0, 1)) - Integral(1 / (x + 1), (x, 0, 1))
    >>> merge_operators(split + Integral(1 / (x + 2), (x, 0, 1)))
    0
    """
    groups: dict[Any, list[tuple[Expr, Expr]]] = defaultdict(list)
    for term in Add.make_args(expr):
        operators = [f for f in Mul.make_args(term) if isinstance(f, OPERATORS)]
        key = _range(operators[0]) if len(operators) == 1 else None
        groups[key].append((term, operators[0] if key else term))
    kept = [term for key, group in groups.items() if not _cancels(key, group) for term, _ in group]
    return Add(*kept)


def _range(operator: Expr) -> Any:
    return (operator.func, *(limit[1:] for limit in operator.limits))


def _cancels(key: Any, group: list[tuple[Expr, Expr]]) -> bool:
    """Whether the weighted kernels of operators over one range add up to 0."""
    if key is None or len(group) < 2:
        return False
    common = [Dummy(**v.assumptions0) for v in group[0][1].variables]
    kernels = []
    for term, operator in group:
        names = dict(zip(operator.variables, common, strict=True))
        kernels.append(term / operator * operator.function.xreplace(names))
    return vanishes(Add(*kernels))
