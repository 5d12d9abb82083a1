"""Expansion of elementary expressions; logs and radicals split under proved positivity.

Everything here is an identity wherever both sides are defined.  Operators (sums and integrals) are
opaque: they are masked by dummies that carry what can be proved of their sign.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Protocol

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
    Symbol,
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

from derivecheck.terms.binders import OPERATORS, replace_free, stand_in
from derivecheck.terms.budget import check, most_terms, require_expandable
from derivecheck.terms.special import reduced

MOST_UNKNOWNS, MOST_DEGREE, MOST_FACTORED = 32, 40, 100_000  # terms, of what is factored


class Interval(Protocol):
    """A bounded quantity, such as ``facts.Between``."""

    def parametrise(self, expr: Expr) -> Expr:
        """Write the bounded quantity with a positive parameter."""


class Expander:
    """Expansion to sums of monomials under the assumptions of the symbols and of ``intervals``."""

    def __init__(self, intervals: Iterable[Interval] = ()) -> None:
        self.intervals = tuple(intervals)
        self.used: set[Any] = set()
        self._masks: dict[Expr, Expr] = {}
        self._logs: dict[Expr, Expr] = {}

    def __call__(self, expr: Expr) -> Expr:
        """The expanded expression.

        >>> from sympy import symbols
        >>> s, t = symbols("s t", positive=True)
        >>> Expander()(log(s / (s * t + s)))
        -log(t + 1)
        """
        check()
        expr = exponential_form(self.mask(expr)).replace(log, self.split_log)
        require_expandable(expr)
        expr = expand(expr)
        return self.unmask(Add(*[self.canonical(term) for term in Add.make_args(expr)]))

    def mask(self, expr: Expr) -> Expr:
        """Replace each outermost operator by a dummy of the same proved sign."""
        if isinstance(expr, OPERATORS):
            if expr not in self._masks:
                self._masks[expr] = stand_in(expr, **self._sign(expr))
            return self._masks[expr]
        if not expr.has(*OPERATORS):
            return expr
        return expr.func(*[self.mask(a) for a in expr.args])

    def unmask(self, expr: Expr) -> Expr:
        """Put the operators back."""
        return expr.xreplace({dummy: operator for operator, dummy in self._masks.items()})

    def _sign(self, operator: Expr) -> dict[str, bool]:
        """A sum of positive terms over a non-empty range is positive, and so on."""
        kernel = self.mask(operator.function)
        widths = [hi - lo for _, lo, hi in operator.limits]
        strict = isinstance(operator, Integral)
        if all(w.is_extended_positive if strict else w.is_extended_nonnegative for w in widths):
            if self.is_positive(kernel):
                return {"positive": True}
            if kernel.is_nonnegative:
                return {"nonnegative": True}
        return {"real": True} if self._is_known("real", kernel) else {}

    def is_positive(self, expr: Expr) -> bool:
        """Positive by the assumptions of its symbols, if need be with bounded quantities."""
        return self._is_known("positive", expr)

    def _is_known(self, kind: str, expr: Expr) -> bool:
        """Whether SymPy knows the expression to be of this kind, bounded quantities written out."""
        known = getattr(expr, f"is_{kind}")
        if known is not None or not self.intervals:
            return bool(known)
        written = expr
        for interval in self.intervals:
            written = interval.parametrise(written)
        proved = written != expr and bool(getattr(factorised(written), f"is_{kind}"))
        if proved:
            self.used |= {i for i in self.intervals if i.parametrise(expr) != expr}
        return proved

    def positive_powers(self, expr: Expr) -> tuple[list[tuple[Expr, Expr]], Expr]:
        """(base, exponent) of the factors proved to be powers of positive bases, and the rest."""
        powers, rest = [], S.One
        for f in Mul.make_args(factorised(expr)):
            base, exponent = (f.base, f.exp) if f.is_Pow else (f, S.One)
            if exponent.is_real and self.is_positive(base):
                powers.append((base, exponent))
            elif exponent.is_Integer and self.is_positive(-base):
                powers.append((-base, exponent))
                rest *= (-1) ** exponent
            elif self.is_positive(f):
                powers.append((f, S.One))
            else:
                rest *= f
        return powers, rest

    def split_log(self, argument: Expr) -> Expr:
        """log(a b^c ...) = log a + c log b + ... for the factors that are provably positive."""
        if argument not in self._logs:
            powers, rest = self.positive_powers(argument)
            logs = [exponent * expand_log(log(b), factor=True) for b, exponent in powers]
            self._logs[argument] = Add(*logs, log(rest))
        return self._logs[argument]

    def canonical(self, monomial: Expr) -> Expr:
        """Factor denominators and radicands; bring compound exponents over one denominator."""
        factors = [self._canonical_power(f) for f in Mul.make_args(monomial)]
        exponents = [f.args[0] for f in factors if isinstance(f, exp)]
        if any(_has_compound_denominator(e) for e in exponents):
            factors = [f for f in factors if not isinstance(f, exp)]
            factors.append(_split_exponential(Add(*exponents)))
        return Mul(*factors)

    def _canonical_power(self, f: Expr) -> Expr:
        if not (f.is_Pow and f.base.has(Add)) or (f.exp.is_Integer and f.exp.is_positive):
            return f
        if f.exp.is_Integer:
            return Mul(*[Pow(g, f.exp) for g in Mul.make_args(factorised(f.base))])
        powers, rest = self.positive_powers(f.base)
        return Mul(Pow(rest, f.exp), *[Pow(base, e * f.exp) for base, e in powers])


def exponential_form(expr: Expr) -> Expr:
    """Hyperbolic functions written with exponentials, gamma functions with log Γ."""
    return reduced(expr).replace(
        lambda f: isinstance(f, HyperbolicFunction), lambda f: f.rewrite(exp)
    )


@lru_cache(maxsize=4096)
def factorised(expr: Expr) -> Expr:
    """A product of irreducible factors over a common denominator; of a large one, unfactored."""
    check()
    expr = together(expand_power_exp(expr))
    return factor(expr) if expr.has(Add) and _is_small(expr) else expr


def _is_small(expr: Expr) -> bool:
    """Whether factoring takes no time to speak of: few unknowns and terms, no high powers."""
    if any(most_terms(f.as_base_exp()[0]) > MOST_FACTORED for f in Mul.make_args(expr)):
        return False
    unknowns = expr.atoms(Symbol, Indexed, AppliedUndef, log, exp)
    return len(unknowns) <= MOST_UNKNOWNS and all(n <= MOST_DEGREE for n in _degrees(expr))


def _degrees(expr: Expr) -> Iterator[int]:
    """The degrees in its generators: x^(3/2) is the cube of one, and exp(3y/2) of another."""
    exponents = [p.exp for p in expr.atoms(Pow)]
    for e in expr.atoms(exp):
        exponents += [term.as_coeff_Mul()[0] for term in Add.make_args(e.args[0])]
    return (abs(int(e.p)) for e in exponents if e.is_Rational)


def _has_compound_denominator(exponent: Expr) -> bool:
    return any(p.exp.is_negative and p.base.is_Add for p in exponent.atoms(Pow))


def _split_exponential(exponent: Expr) -> Expr:
    numerator, denominator = fraction(cancel(exponent))
    return Mul(*[exp(term / denominator) for term in Add.make_args(expand(numerator))])


def collapse_deltas(expr: Expr) -> Expr:
    """f(i) delta_ij = f(j) delta_ij, so that each monomial depends on one of the two indices only.

    A dummy gives way to any other index, which makes as much as possible free of bound variables.
    """
    if not expr.has(KroneckerDelta):
        return expr
    return Add(*[_collapse_monomial(term) for term in Add.make_args(expr)])


def _collapse_monomial(term: Expr) -> Expr:
    done: list[Expr] = []
    while True:
        factors = Mul.make_args(term)
        deltas = [d for d in factors if isinstance(d, KroneckerDelta) and d not in done]
        if not deltas:
            return term
        delta = min(deltas, key=default_sort_key)
        done.append(delta)
        kept, replaced = sorted(delta.args, key=_priority)
        if replaced.is_Symbol and not kept.has(replaced):
            rest = Mul(*[f for f in factors if f != delta])
            term = delta * replace_free(rest, {replaced: kept})


def _priority(index: Expr) -> tuple[bool, bool, Any]:
    return isinstance(index, Dummy), index.is_Symbol, default_sort_key(index)


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
    return bool(expr == 0 or expand(fraction(together(Expander().mask(expr)))[0]) == 0)
