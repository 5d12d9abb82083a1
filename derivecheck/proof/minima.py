"""One-variable calculus for proofs of sign: where a function of t > 0 has its minimum."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

from sympy import (
    Abs,
    Add,
    Derivative,
    Expr,
    Indexed,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Subs,
    Symbol,
    atan,
    cos,
    cosh,
    default_sort_key,
    erf,
    exp,
    fraction,
    igcd,
    log,
    loggamma,
    root,
    roots,
    sin,
    sinh,
    sympify,
    tanh,
    together,
)
from sympy.core.function import AppliedUndef

from derivecheck.facts.facts import Between, Fact
from derivecheck.terms.binders import OPERATORS, opened_alike, unused
from derivecheck.terms.elementary import Expander, Interval, factorised

SAMPLES = tuple(map(Rational, ("1", "1/9", "7/2", "3/5", "40/3", "2", "1/50")))
MARGIN = 1e-9
SMOOTH = (exp, sin, cos, atan, erf, sinh, cosh, tanh)  # at every real number


def numerator(expr: Expr) -> Expr:
    """The numerator over a common denominator."""
    return fraction(together(expr))[0]


def positive_atoms(expr: Expr) -> set[Expr]:
    """Symbols, values f(x) and entries z[i] that are positive, not those inside arguments."""
    if isinstance(expr, (Symbol, AppliedUndef, Indexed)):
        return {expr} if expr.is_positive else set()
    return set().union(*map(positive_atoms, expr.args))


@lru_cache(maxsize=4096)
def fails_somewhere(expr: Expr, intervals: tuple[Interval, ...]) -> bool:
    """Whether the expression is negative at one of a few admissible values, or real at none.

    It only ends hopeless searches early: no proof rests on it.
    """
    if expr.has(Derivative, Subs):
        return False
    for interval in intervals:
        expr = interval.parametrise(expr)
    atoms = sorted(_leaves(expr), key=default_sort_key)
    if not all(a.is_real for a in atoms):
        return False
    points = product(range(len(SAMPLES)), (0, 1))
    values = [_value(expr, atoms, shift, step) for shift, step in points]
    numbers = [value for value in values if value.is_finite and value.is_number]
    if len(numbers) == len(values) and not any(value.is_real for value in numbers):
        return True
    return any(value.is_comparable and value < -MARGIN for value in numbers)


def _leaves(expr: Expr) -> set[Expr]:
    if isinstance(expr, (Symbol, AppliedUndef, Indexed)):
        return {expr}
    return set().union(*map(_leaves, expr.args))


def _value(expr: Expr, atoms: Sequence[Expr], shift: int, step: int) -> Expr:
    """The value at one point; with step 0 all atoms have the same value."""
    point = {}
    for k, atom in enumerate(atoms):
        sample = SAMPLES[(shift + step * k * (3 + shift)) % len(SAMPLES)]
        sign = 1 if atom.is_nonnegative or (shift + step * k) % 2 else -1
        point[atom] = sign * (sample.ceiling() if atom.is_integer else sample)
    return put(expr, point).evalf(20)


def put(expr: Expr, values: dict[Expr, Expr]) -> Expr:
    """The expression at a point; not a number where SymPy cannot compare what is infinite there."""
    try:
        return expr.xreplace(values)
    except ValueError:
        return S.NaN


def one_variable_forms(masked: Expr, expr: Expr) -> Iterator[tuple[Expr, Expr, Expr]]:
    """(form, t, meaning of t): t is a quotient of two positive atoms, or one of them.

    The operators of the expression are masked; t is neither in them.
    """
    t = unused("t", expr, masked, positive=True)
    atoms = sorted(positive_atoms(masked), key=default_sort_key)
    for a, b in combinations(atoms, 2):
        yield masked.xreplace({b: a * t}), t, b / a
    for a in atoms:
        yield masked.xreplace({a: t}), t, a


def parametrisations(
    expr: Expr, facts: Sequence[Fact], t: Expr
) -> Iterator[tuple[Expr, Expr, Expr, tuple[Fact, ...]]]:
    """(symbol or value D(x), its value in terms of t > 0, t in terms of it, facts used)."""
    symbols = {x for x in expr.free_symbols if isinstance(x, Symbol)}
    bound = {v for operator in expr.atoms(*OPERATORS) for v in operator.variables}
    for fact in facts:
        if isinstance(fact, Between):
            for quantity in fact.instances(expr):
                if bound & quantity.free_symbols:
                    continue  # it varies under the sum or integral
                yield quantity, *_parametrised(expr, fact, quantity, t), (fact,)
    exponents = {x for e in expr.atoms(exp) for x in e.free_symbols}
    for x in sorted(symbols & exponents, key=default_sort_key):
        if x.is_real and not x.is_positive:
            yield x, log(t), exp(x), ()


def _parametrised(expr: Expr, fact: Between, x: Expr, t: Expr) -> tuple[Expr, Expr]:
    """A bounded quantity x in terms of t > 0, and t in terms of it.

    Where only x^k occurs of some x in (0, c), it is x^k that is written with t.
    """
    k = _common_power(expr, x)
    if k < 2 or fact.lo != 0:
        return fact.written(t), fact.parameter(x)
    power = Between(x**k, 0, sympify(fact.hi) ** k)
    return root(power.written(t), k), power.parameter(x**k)


def _common_power(expr: Expr, x: Expr) -> int:
    """The largest k such that x occurs in powers of x^k only."""
    powers = [p for p in expr.atoms(Pow) if p.base == x and p.exp.is_Integer]
    alone = expr.xreplace(dict.fromkeys(powers, S.One)).has(x)
    return 1 if alone or not powers else int(igcd(0, *(p.exp for p in powers)))


def stationary_points(derivative: Expr, t: Expr) -> list[Expr]:
    """Candidates: 1, and positive zeros of a derivative quadratic in t or affine in log t."""
    rational, ell = numerator(derivative), unused("l", derivative)
    in_log = rational.xreplace({log(t): ell})
    found = [*_low_degree_roots(rational, t), *map(exp, _low_degree_roots(in_log, ell))]
    positive = sorted({c for c in found if c.is_positive} - {S.One}, key=default_sort_key)
    return [S.One, *positive]


def _low_degree_roots(expr: Expr, unknown: Expr) -> list[Expr]:
    if not expr.is_polynomial(unknown):
        return []
    polynomial = Poly(expr, unknown)
    if polynomial.degree() == 1:
        slope, constant = polynomial.all_coeffs()
        return [factorised(-constant / slope)]
    return list(roots(polynomial)) if polynomial.degree() == 2 else []


def is_continuous(expr: Expr, t: Expr, expander: Expander, kinks: bool = True) -> bool:
    """Whether the expression is continuous in t, as its form shows; without kinks, smooth.

    Every logarithm and every denominator or root that depends on t must be of what is proved to be
    positive (a denominator may be negative) wherever t may be.
    """
    if not expr.has(t) or expr == t:
        return True
    if isinstance(expr, OPERATORS):
        body, _ = opened_alike(expr)
        return is_continuous(body, t, expander, kinks)
    if isinstance(expr, (log, loggamma)) or (expr.is_Pow and not _is_whole(expr.exp)):
        signs = (1, -1) if expr.is_Pow and expr.exp.is_Integer else (1,)
        base = factorised(expander.mask(expr.args[0]))
        if not any(expander.is_positive(sign * base) for sign in signs):
            return False
    elif not isinstance(expr, (Add, Mul, Pow, *SMOOTH, *([Abs] * kinks))):
        return False
    return all(is_continuous(e, t, expander, kinks) for e in expr.args)


def is_smooth(expr: Expr, t: Expr, expander: Expander) -> bool:
    """Whether the expression has a derivative at every t >= 0, as its form shows."""
    if not expr.has(t) or expr == t:
        return True
    if isinstance(expr, log) or (expr.is_Pow and not _is_whole(expr.exp)):
        at_zero = put(expr.args[0], {t: S.Zero})
        if not all(expander.is_positive(factorised(e)) for e in (expr.args[0], at_zero)):
            return False
    elif not isinstance(expr, (Add, Mul, Pow, exp)):
        return False
    return all(is_smooth(e, t, expander) for e in expr.args)


def _is_whole(exponent: Expr) -> bool:
    return bool(exponent.is_Integer and exponent.is_nonnegative)


def is_valley(derivative: Expr, t: Expr, c: Expr, expander: Expander) -> bool:
    """Negative on (0, c) and positive on (c, oo); or zero at c and increasing."""
    u = unused("u", derivative, t, c, positive=True)

    def hopeless(expr: Expr) -> bool:
        return fails_somewhere(expr, expander.intervals)

    def positive(expr: Expr) -> bool:
        return expander.is_positive(factorised(expander.mask(expander(expr))))

    right, left = derivative.xreplace({t: c * (1 + u)}), derivative.xreplace({t: c / (1 + u)})
    if hopeless(right) or hopeless(-left):
        return False
    if positive(right) and positive(-left):
        return True
    if expander(derivative.xreplace({t: c})) != 0:
        return False
    slope = derivative.diff(t)
    return not hopeless(slope) and positive(slope)
