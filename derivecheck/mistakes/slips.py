r"""Slips: the small rewrites of a formula that people make when they copy or compute.

Every slip is a rewrite of an expression.  A class is closed under undoing wherever that is
possible, so that the same rewrites plant mistakes (`derivecheck.judgement.mutants`) and find them
(`derivecheck.judgement.diagnose`); `UNDOINGS` holds the inverses that nobody makes by mistake.

A rewrite comes with its name, which says what is wrong with the formula that it is applied to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any

from sympy import Add, Expr, Indexed, Integer, Mul, Pow, Rational, Sum, Symbol, log, oo

from derivecheck.language.assumptions import Index
from derivecheck.language.functionals import is_constant
from derivecheck.language.laws.line import Normal
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import Assumption
from derivecheck.mistakes.places import Place, has_logarithm, places
from derivecheck.terms.binders import canonical_binders, substitute
from derivecheck.terms.binders import total as sum_over


class Slip(StrEnum):
    """The kinds of mistakes that people make."""

    SIGN = "sign"
    FACTOR = "factor 2 or ½"
    TERM = "term dropped or doubled"
    LAWS = "swapped arguments or laws"
    FUNCTIONAL = "entropy, cross-entropy, divergence confused"
    CONDITIONAL = "wrong conditional, marginal or joint"
    CONDITION = "condition dropped or added"
    INDEX = "index"
    SUM = "one term for the sum"
    BASE = "base of the logarithm"
    LOG = "logarithm dropped"
    LOG_FACTOR = "factor in a logarithm"
    SCALE = "σ for σ²"
    RELATION = "≤ for ≥"
    NUMBER = "last printed digit"
    INVERSE = "wrong inverse"
    MEAN = "sum for mean"
    OPTIMUM = "wrong optimum"
    ALWAYS = "always for not always"
    LETTER = "one letter for another"
    LOST = "factor dropped"
    EXPONENTIAL = "exponential dropped"
    POWER = "square or root"
    BRACKET = "bracket"
    OPERATOR = "sum for product"


Given = tuple[Assumption, ...]
Rewrite = tuple[Slip, str, Expr]  # the kind, what is wrong, and what stands there instead
half = Rational(1, 2)


def each_place(
    rewrite: Callable[[Place, Given], Iterator[Rewrite]],
) -> Callable[[Expr, Given], Iterator[Rewrite]]:
    """A rewrite of one node, tried at every place of an expression."""

    def everywhere(e: Expr, given: Given) -> Iterator[Rewrite]:
        for place in places(e):
            for slip, name, new in rewrite(place, given):
                yield slip, name, place.put(new)

    return everywhere


def _terms(place: Place) -> tuple[Expr, ...]:
    """The terms of a sum; an expression that is linear in the place is a sum of one term."""
    if isinstance(place.node, Add):
        return tuple(place.node.args)
    return ()


@each_place
def signs(place: Place, given: Given) -> Iterator[Rewrite]:
    """The sign of one term."""
    for t in _terms(place):
        yield Slip.SIGN, "sign", place.node - 2 * t


@each_place
def factors_of_terms(place: Place, given: Given) -> Iterator[Rewrite]:
    """One term of a sum halved or doubled."""
    for t in _terms(place) if place.linear else ():
        yield Slip.FACTOR, "a factor ½ is missing", place.node - t * half
        yield Slip.TERM, "a factor 2 is missing", place.node + t


@each_place
def dropped_terms(place: Place, given: Given) -> Iterator[Rewrite]:
    """One term of a sum left out."""
    for t in _terms(place):
        yield Slip.TERM, "a term too many", place.node - t


def whole_sign(e: Expr, given: Given) -> Iterator[Rewrite]:
    """The sign of all."""
    yield Slip.SIGN, "sign", -e


def whole(e: Expr, given: Given) -> Iterator[Rewrite]:
    """The sign of all, and a factor of all."""
    yield from whole_sign(e, given)
    yield Slip.FACTOR, "a factor ½ is missing", e * half
    yield Slip.FACTOR, "a factor 2 is missing", 2 * e


def _parts(e: Expr) -> dict[Expr, None]:
    """The whole, and each of its terms."""
    return dict.fromkeys((e, *Add.make_args(e)))


def bases(e: Expr, given: Given) -> Iterator[Rewrite]:
    """Natural and binary logarithms confused: everywhere, or in one term."""
    for t in _parts(e):
        if has_logarithm(t):
            rest = e - t
            yield Slip.BASE, "the logarithm has base e, not 2", rest + t * log(2)
            yield Slip.BASE, "the logarithm has base 2, not e", rest + t / log(2)


@each_place
def logs_dropped(place: Place, given: Given) -> Iterator[Rewrite]:
    """x for log x."""
    if isinstance(place.node, log):
        yield Slip.LOG, "a logarithm too many", place.node.args[0]


@each_place
def factors_in_logs(place: Place, given: Given) -> Iterator[Rewrite]:
    """One factor of the argument of a logarithm left out."""
    if isinstance(place.node, log):
        (argument,) = place.node.args
        factors = Mul.make_args(argument)
        for f in factors if len(factors) > 1 else ():
            yield Slip.LOG_FACTOR, "a factor too many in the logarithm", log(argument / f)


def _is_scale(s: Symbol) -> bool:
    """A positive parameter such as σ, not a size such as N."""
    return type(s) is Symbol and bool(s.is_positive) and not s.is_integer


def scales(e: Expr, given: Given) -> Iterator[Rewrite]:
    """σ for σ² and σ² for σ: everywhere, in one term, or as the parameter of a normal law."""
    letters = {entry.base.label for entry in e.atoms(Indexed)}
    for s in sorted(filter(_is_scale, e.free_symbols - letters), key=str):
        for t in _parts(e):
            yield Slip.SCALE, f"${s}$ for ${s}^2$", e - t + t.xreplace({s: s**2})
            yield Slip.SCALE, f"${s}^2$ for ${s}$", e - t + t.xreplace(_roots(t, s))
    for law in sorted(e.atoms(Normal), key=str):
        mu, sigma = law.args
        square = f"${sigma}^2$ for ${sigma}$" if isinstance(sigma, Pow) else ""
        if isinstance(sigma, Symbol):
            name, other = f"${sigma}$ for ${sigma}^2$", sigma**2
            yield Slip.SCALE, name, e.xreplace({law: Normal(mu, other)})
        elif square and sigma.exp == 2:
            yield Slip.SCALE, square, e.xreplace({law: Normal(mu, sigma.base)})


def _roots(e: Expr, s: Symbol) -> dict[Expr, Expr]:
    powers = (p for p in e.atoms(Pow) if p.base == s and p.exp.is_even)
    return {p: s ** (p.exp / 2) for p in powers}


@each_place
def inverses(place: Place, given: Given) -> Iterator[Rewrite]:
    """x for 1/x, and a matrix for its inverse."""
    node = place.node
    if node.as_base_exp()[1].could_extract_minus_sign():
        yield Slip.INVERSE, "inverse", 1 / node
    for v in given:
        if isinstance(v, GaussianVector):
            matrix = {f"P{v.label}": v.covariance, f"S{v.label}": v.precision}
            if (other := matrix.get(str(node.func))) is not None:
                yield Slip.INVERSE, "a matrix stands for its inverse", other(*node.args)


def means(e: Expr, given: Given) -> Iterator[Rewrite]:
    """A sum over N numbers for their mean, or the mean for the sum."""
    for t in _parts(e):
        sizes = {hi for total in t.atoms(Sum) for _, _, hi in total.limits if not hi.is_number}
        for n in sorted((n for n in sizes if n.is_Symbol), key=str):
            yield Slip.MEAN, "a sum stands for a mean", e - t + t / n
            yield Slip.MEAN, "a mean stands for a sum", e - t + t * n


def indices(e: Expr, given: Given) -> Iterator[Rewrite]:
    """One index for another, bound or free, and a sum over one index too many or too few."""
    free = [a.args[0] for a in given if isinstance(a, Index)]
    for total in sorted(e.atoms(Sum), key=str):
        for name, body in other_entries(total.function, free, total.variables):
            yield Slip.INDEX, name, _with_sum(e, total, body, total.limits)
        for lo, hi in _shifted(*total.limits[0][1:]) if len(total.limits) == 1 else ():
            limits = ((total.variables[0], lo, hi),)
            yield (
                Slip.INDEX,
                "the index is off by one",
                _with_sum(e, total, total.function, limits),
            )
    for name, new in other_entries(e, free, ()):
        yield Slip.INDEX, name, new


def starts(e: Expr, given: Given) -> Iterator[Rewrite]:
    """A series that starts one term too early or too late."""
    del given
    for series in sorted(e.atoms(Sum), key=str):
        n, lo, hi = series.limits[0]
        if len(series.limits) == 1 and hi == oo and lo.is_Integer:
            for start in (lo - 1, lo + 1) if lo > 0 else (lo + 1,):
                name = "the series starts one term too early or too late"
                yield Slip.INDEX, name, _with_sum(e, series, series.function, ((n, start, hi),))


def _with_sum(e: Expr, total: Expr, body: Expr, limits: tuple[Any, ...]) -> Expr:
    return canonical_binders(e.xreplace({total: Sum(body, *limits)}))


def _shifted(lo: Expr, hi: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The range without its first or last index, or with the one that such a slip left out."""
    if lo.is_finite and hi.is_Symbol:
        yield lo, hi - 1
        yield (Integer(1), hi) if lo == 2 else (lo + 1, hi)
    elif lo.is_finite and hi.is_Add:
        yield lo, hi + 1


def other_entries(
    e: Expr, free: Sequence[Symbol], bound: Sequence[Symbol]
) -> Iterator[tuple[str, Expr]]:
    """One entry of a family at another index; inside a sum, in exchange for the bound one."""
    known = (*bound, *free)
    for entry in sorted(e.atoms(Indexed), key=str):
        *rows, own = entry.indices
        others = known if own in bound or not bound else bound
        for other in others if own in known else ():
            if own != other:
                summed = "not the one summed over" if other in bound else f"not ${own}$"
                name = f"the index of ${entry.base}$ is {summed}"
                yield name, e.xreplace({entry: Indexed(entry.base, *rows, other)})


def numbers(e: Expr, given: Given) -> Iterator[Rewrite]:
    """The last digit of a number that stands alone; no fraction becomes 0 by it."""
    if e.is_Rational and e != 0:
        for step in (1, -1) if e.q == 1 or abs(e.p) > 1 else (e.p,):
            yield Slip.NUMBER, "last digit", e + Rational(step, e.q)


@each_place
def missing_logs(place: Place, given: Given) -> Iterator[Rewrite]:
    """log x for x: undoes a logarithm that was dropped."""
    node = place.node
    if node.is_positive and node != 1 and not isinstance(node, log):
        yield Slip.LOG, "a logarithm is missing", log(node)
    if isinstance(node, Mul):
        for positive in _products(_single_factors(node)):
            yield Slip.LOG, "a logarithm is missing", node / positive * log(positive)


MOST_FACTORS = 5


def _single_factors(product: Expr) -> list[Expr]:
    """The positive factors that vary, squares as two of them."""
    factors: list[Expr] = []
    for f in product.args:
        if f.is_positive and not is_constant(f):
            base, power = f.as_base_exp()
            twice = power.is_Integer and abs(power) == 2
            factors += [base ** (power / 2)] * 2 if twice else [f]
    return factors


def _products(factors: list[Expr]) -> Iterator[Expr]:
    """All of them, then the fewer the rarer."""
    few = factors if len(factors) <= MOST_FACTORS else []
    chosen = [factors, *(c for n in range(len(few) - 1, 0, -1) for c in combinations(few, n))]
    yield from dict.fromkeys(Mul(*c) for c in chosen if c)


@each_place
def missing_inverses(place: Place, given: Given) -> Iterator[Rewrite]:
    """1/x for x: undoes an inverse that was dropped."""
    node = place.node
    if node.is_positive and not is_constant(node) and not isinstance(node, (Add, Mul, Pow)):
        yield Slip.INVERSE, "inverse", 1 / node


def missing_sums(e: Expr, given: Given) -> Iterator[Rewrite]:
    """The sum over an index that stands free: undoes a sum of which one term is left."""
    for a in given:
        if isinstance(a, Index) and a.args[0] in e.free_symbols:
            i, size = a.args

            def term(k: Expr, i: Symbol = i) -> Expr:
                return substitute(e, {i: k})

            yield Slip.SUM, f"the sum over ${i}$ is missing", sum_over(term, 1, size)


SLIPS = (
    starts,
    signs,
    whole,
    factors_of_terms,
    indices,
    bases,
    scales,
    factors_in_logs,
    dropped_terms,
    logs_dropped,
    inverses,
    means,
    numbers,
)
UNDOINGS = (missing_logs, missing_inverses, missing_sums)
