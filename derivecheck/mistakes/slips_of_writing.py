r"""Slips of the pen: a letter for another, a square lost, a bracket that closes too early.

>>> from sympy import Symbol, log
>>> a, b = Symbol("a", positive=True), Symbol("b", positive=True)
>>> [str(new) for _, _, new in brackets(b * log(a), ())]
['log(a*b)']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from sympy import Add, Expr, Indexed, Mul, Pow, Rational, Sum, Symbol, exp, log, sqrt
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import Family, Index
from derivecheck.language.functionals import E, Expectation
from derivecheck.mistakes.places import Place, places
from derivecheck.mistakes.slips import Given, Rewrite, Slip, each_place, other_entries

half = Rational(1, 2)


def letters(e: Expr, given: Given, others: Iterable[Expr] = ()) -> Iterator[Rewrite]:
    """One letter for another of its kind: at one place, or the two exchanged all over.

    Another is one of the expression, of the assumptions, or of ``others``.
    """
    known = _letters((e, *others), given)
    for place in places(e):
        for other in known if place.node in known else ():
            if other != place.node and _alike(other, place.node):
                name = f"${place.node}$ stands for ${other}$"
                yield Slip.LETTER, name, place.put(other)
    for one, other in combinations(known, 2):
        if one.is_positive is other.is_positive and {one, other} <= e.free_symbols:
            name = f"${one}$ and ${other}$ are exchanged"
            yield Slip.LETTER, name, e.xreplace({one: other, other: one})


def _letters(exprs: tuple[Expr, ...], given: Given) -> list[Symbol]:
    """The numbers that occur or are declared; no index, size or point, and no family."""
    families = {str(entry.base) for e in exprs for entry in e.atoms(Indexed)}
    families |= {name for a in given for name in a.names}
    found = set().union(*(x.free_symbols for x in (*exprs, *given)))
    return sorted((s for s in found if _is_letter(s) and s.name not in families), key=str)


def _alike(one: Expr, other: Expr) -> bool:
    """Whether one may stand where the other is; a scale is no place for a number of any sign."""
    return bool(one.is_positive is other.is_positive or other.is_positive)


@each_place
def powers(place: Place, given: Given) -> Iterator[Rewrite]:
    """A square or a root too many."""
    node = place.node
    if isinstance(node, Pow) and node.exp.is_even:
        yield Slip.POWER, "a square too many", node.base ** (node.exp / 2)
    elif isinstance(node, Pow) and node.exp == half:
        yield Slip.POWER, "a root too many", node.base


@each_place
def missing_powers(place: Place, given: Given) -> Iterator[Rewrite]:
    """A square or a root that was dropped."""
    node = place.node
    if node.is_number or isinstance(node, (Mul, log, exp)) or node.is_integer:
        return
    if not isinstance(node, Pow):
        yield Slip.POWER, "a square is missing", node**2
    is_root = isinstance(node, Pow) and node.exp == half
    if not is_root and (node.is_positive or isinstance(node, (Expectation, Sum))):
        yield Slip.POWER, "a root is missing", sqrt(node)


@each_place
def brackets(place: Place, given: Given) -> Iterator[Rewrite]:
    """The bracket of a logarithm or of a square that closes too early or too late."""
    node = place.node
    if isinstance(node, Mul):
        yield from _into_log(node)
    elif isinstance(node, log):
        yield from _out_of_log(node.args[0])
    elif isinstance(node, Pow) and isinstance(node.base, log):
        yield Slip.BRACKET, "the power belongs inside the logarithm", node.exp * node.base
    elif isinstance(node, Pow) and isinstance(node.base, Add) and node.exp == 2:
        for t in node.base.args:
            number, rest = t.as_coeff_Mul()
            new = node.base - t + number * rest**2
            yield Slip.BRACKET, "the square is of one term only", new
    elif isinstance(node, Add):
        yield from _into_square(node)


TOO_EARLY = "the bracket of the logarithm closes too early"
TOO_LATE = "the bracket of the logarithm closes too late"


def _into_log(factors: Expr) -> Iterator[Rewrite]:
    """log(a) b for log(a b)."""
    number, rest = factors.as_coeff_Mul()
    if isinstance(rest, log) and number == 2:
        yield Slip.BRACKET, "the power belongs to the logarithm", rest**2
    for factor in Mul.make_args(rest):
        if isinstance(factor, log) and (others := rest / factor) != 1:
            for other in dict.fromkeys((others, *Mul.make_args(others))):
                inside = log(factor.args[0] * other)
                yield Slip.BRACKET, TOO_EARLY, number * inside * others / other


def _out_of_log(argument: Expr) -> Iterator[Rewrite]:
    """log(a b) for log(a) b, and log(a + b) for log(a) + b."""
    if isinstance(argument, Add):
        for t in argument.args:
            yield Slip.BRACKET, TOO_LATE, log(t) + argument - t
    for factor in Mul.make_args(argument) if isinstance(argument, Mul) else ():
        yield Slip.BRACKET, TOO_LATE, log(argument / factor) * factor


def _into_square(total: Expr) -> Iterator[Rewrite]:
    """a + b² for (a + b)²."""
    for t in total.args:
        number, rest = t.as_coeff_Mul()
        if isinstance(rest, Pow) and rest.exp == 2:
            new = (total - t + number * rest.base) ** 2
            yield Slip.BRACKET, "the square is of all terms", new


@each_place
def logs_of_means(place: Place, given: Given) -> Iterator[Rewrite]:
    """The logarithm of a mean for the mean of the logarithm, and the other way round."""
    node = place.node
    if isinstance(node, log) and isinstance(node.args[0], (Expectation, Sum)):
        inner = node.args[0]
        yield Slip.BRACKET, "the logarithm belongs inside", _with_body(inner, log(_body(inner)))
    elif isinstance(node, (Expectation, Sum)) and isinstance(_body(node), log):
        outside = log(_with_body(node, _body(node).args[0]))
        yield Slip.BRACKET, "the logarithm belongs outside", outside


def _body(e: Expr) -> Expr:
    return e.args[2] if isinstance(e, Expectation) else e.args[0]


def _with_body(e: Expr, body: Expr) -> Expr:
    if isinstance(e, Expectation):
        law, slot, _ = e.args
        return E(law, lambda x: body.xreplace({slot: x}))
    return e.func(body, *e.args[1:])


@each_place
def operators(place: Place, given: Given) -> Iterator[Rewrite]:
    """A product for a sum or a difference, and the other way round."""
    node = place.node
    if isinstance(node, Add) and len(node.args) == 2:
        a, b = node.args
        yield Slip.OPERATOR, "a sum stands for a product", a * b
        yield Slip.OPERATOR, "a difference stands for a product", -a * b
    elif isinstance(node, Mul):
        number, rest = node.as_coeff_Mul()
        for a, b in _halves(Mul.make_args(rest)):
            yield Slip.OPERATOR, "a product stands for a sum", number * (a + b)
            yield Slip.OPERATOR, "a product stands for a difference", number * (a - b)
            yield Slip.OPERATOR, "a product stands for a difference", number * (b - a)


def _halves(factors: tuple[Expr, ...]) -> Iterator[tuple[Expr, Expr]]:
    """One factor and the others, each pair once."""
    for k, factor in enumerate(factors[: 1 if len(factors) == 2 else None]):
        others = [f for m, f in enumerate(factors) if m != k]
        if others:
            yield factor, Mul(*others)


@each_place
def dropped_factors(place: Place, given: Given) -> Iterator[Rewrite]:
    """One factor left out."""
    number, rest = place.node.as_coeff_Mul()
    factors = Mul.make_args(rest)
    for factor in factors if isinstance(place.node, Mul) and len(factors) > 1 else ():
        yield Slip.LOST, "a factor too many", place.node / factor


@each_place
def one_of_two(place: Place, given: Given) -> Iterator[Rewrite]:
    """x² for x y: one of two equal factors has the index of the other."""
    free = [a.args[0] for a in given if isinstance(a, Index)]
    for factor in _factors_of_square(place.node):
        for name, other in other_entries(factor, free, ()):
            yield Slip.INDEX, f"in one of two factors {name}", factor * other


def _factors_of_square(node: Expr) -> Iterable[Expr]:
    if isinstance(node, Pow) and node.exp == 2:
        return (node.base,)
    if isinstance(node, exp) and node.args[0].as_coeff_Mul()[0] == 2:
        return (exp(node.args[0] / 2),)
    return ()


def missing_indices(e: Expr, given: Given) -> Iterator[Rewrite]:
    """A letter without the index that the family of its name has."""
    free = [a.args[0] for a in given if isinstance(a, Index)]
    for numbers in (a for a in given if isinstance(a, Family)):
        for s in e.free_symbols:
            if type(s) is Symbol and s.name == numbers.name:
                for k in free:
                    name = f"${s}$ has no index"
                    yield Slip.INDEX, name, e.xreplace({s: numbers[k]})


@each_place
def exponentials(place: Place, given: Given) -> Iterator[Rewrite]:
    """x for exp x."""
    if isinstance(place.node, exp):
        yield Slip.EXPONENTIAL, "an exponential too many", place.node.args[0]


def missing_exponentials(e: Expr, given: Given) -> Iterator[Rewrite]:
    """An exponential that was dropped, beside others."""
    for place in places(e) if e.has(exp) else ():
        if isinstance(place.node, (Indexed, AppliedUndef)) or _is_letter(place.node):
            yield Slip.EXPONENTIAL, "an exponential is missing", place.put(exp(place.node))


def _is_letter(node: Expr) -> bool:
    return type(node) is Symbol and bool(node.is_real) and not node.is_integer


@each_place
def upside_down(place: Place, given: Given) -> Iterator[Rewrite]:
    """A quotient a/b for b/a, among other factors."""
    number, rest = place.node.as_coeff_Mul()
    powers = [f.as_base_exp() for f in Mul.make_args(rest)]
    above, below = ([b for b, n in powers if sign * n.as_coeff_Mul()[0] > 0] for sign in (1, -1))
    for a, b in product(above, below) if isinstance(place.node, Mul) else ():
        yield Slip.INVERSE, "a quotient is upside down", place.node * b**2 / a**2


@each_place
def signs_of_exponents(place: Place, given: Given) -> Iterator[Rewrite]:
    """The sign of an exponent."""
    if isinstance(place.node, exp):
        yield Slip.SIGN, "the sign of the exponent", exp(-place.node.args[0])
