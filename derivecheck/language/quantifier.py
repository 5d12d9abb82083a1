r"""For which objects a statement is asserted, in words.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> from derivecheck.language.statements import given, not_always
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> quantifier(given(P, Q).nonnegative(KL, P, Q))
'for all positive laws $p$, $q$ on $N$ outcomes'
>>> quantifier(not_always(given(P, Q).symmetric(KL, P, Q)))
'for positive laws $p$, $q$ on $N$ outcomes'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import Expr, Symbol

from derivecheck.language.assumptions import Family, Index, Interval, RealFunction
from derivecheck.language.functionals import Routine, Slot
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.line import Density, Joint
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import Assumption, Law, Named, letter
from derivecheck.language.statements import Every, NotAlways, Statement, statement_tex
from derivecheck.language.typeset import indexed, law_tex, tex
from derivecheck.terms.binders import Bound

WHERE = "where: "  # marks what is a sentence of its own
Kind = tuple[str, str]  # several objects: what stands before their names and what after them


def quantifier(statement: Statement) -> str:
    """The objects of a statement, with their conditions; empty where it speaks of numbers alone."""
    if _differ(statement):
        return ""
    some = isinstance(statement, NotAlways)
    assumptions = tuple(dict.fromkeys(_assumptions(statement)))
    groups: dict[Kind, list[str]] = {}
    for kind, name in (*map(_described, assumptions), *_numbers(statement, assumptions)):
        groups.setdefault(kind, []).append(name)
    listed = [
        " ".join(filter(None, (a, ", ".join(filter(None, names)), b)))
        for (a, b), names in groups.items()
    ]
    objects = [text for text in listed if text and not text.startswith(WHERE)]
    sentences = [text.removeprefix(WHERE).strip() for text in listed if text.startswith(WHERE)]
    parts = [f"for {'' if some else 'all '}{', '.join(objects)}"] if objects else []
    return " ".join([*parts, f"where {'; '.join(sentences)}"] if sentences else parts)


def asserted_tex(statement: Statement) -> str:
    r"""A statement as LaTeX; where its parts are about different objects, each with its own.

    >>> from sympy import Symbol
    >>> from derivecheck.language import KL, Density, FiniteLaw, given
    >>> P, p = FiniteLaw("p", Symbol("N", integer=True, positive=True)), Density("p")
    >>> both = given().every(given(P).eq(KL(P, P), 0), given(p).eq(KL(p, p), 0))
    >>> quantifier(both), asserted_tex(both).count(r"\text{for all positive ")
    ('', 2)
    """
    if not _differ(statement):
        return statement_tex(statement)
    rows = r" \\ ".join(f"{_in_words(p)} {asserted_tex(p)}" for p in statement.inside)
    return rf"\begin{{gathered}}{rows}\end{{gathered}}"


def _differ(statement: Statement) -> bool:
    """Whether the parts of a statement are about different objects."""
    given = {frozenset(_assumptions(p)) for p in statement.inside}
    return isinstance(statement, Every) and len(given) > 1


def _in_words(statement: Statement) -> str:
    """The objects of a part inside a formula."""
    said = quantifier(statement)
    pieces = enumerate(f"{said}: ".split("$") if said else ())
    return " ".join(rf"\text{{{p}}}" if k % 2 == 0 else p for k, p in pieces if p)


def _assumptions(statement: Statement) -> Iterator[Assumption]:
    yield from statement.given
    for part in statement.inside:
        yield from _assumptions(part)


def _exprs(statement: Statement) -> Iterator[Expr]:
    yield from statement.exprs
    for part in statement.inside:
        yield from _exprs(part)


def _described(a: Assumption) -> tuple[Kind, str]:
    """The kind of an object and its name; a law without a letter of its own is in the formula."""
    match a:
        case FiniteLaw():
            sign = _sign(a.at(Symbol("i", integer=True)))
            zeros = "" if sign else ", zeros allowed"
            return (f"{sign}laws", f"on ${tex(a.size)}$ outcomes{zeros}"), _math(letter(a.name))
        case CountableLaw():
            sign = _sign(a.at(Symbol("i", integer=True)))
            return (f"{sign}laws", "on the integers of one support"), _math(letter(a.name))
        case Density():
            sign = _sign(a.at(Symbol("x", real=True)))
            return (f"{sign}densities", ""), _math(law_tex(a))
        case Joint():
            return ("positive joint densities", ""), f"${letter(a.name)}(x,z)$"
        case RealFunction():
            kinds = {"real": ("integrable functions", ""), "positive": ("positive functions", "")}
            between = ("functions", "with values between 0 and 1")
            return kinds.get(a.sign, between), _math(_applied(a))
        case Family():
            sign = {"nonnegative": "non-negative", "unit": ""}.get(a.sign, a.sign)
            after = "between 0 and 1" if a.sign == "unit" else ""
            first, last = (indexed(letter(a.name), [k]) for k in ("1", tex(a.size)))
            return (f"{sign} numbers".strip(), after), rf"${first},\dots,{last}$"
        case Law() if not isinstance(a, Named):
            return ("", ""), ""
    formula = a.sentence.count("$") == 2 and a.sentence[0] == a.sentence[-1] == "$"
    return ("" if formula else WHERE, a.sentence), ""


def _sign(value: Expr) -> str:
    return "positive " if value.is_positive else ""


def _applied(a: RealFunction) -> str:
    """A function with its parameters: f(·, θ)."""
    parameters = a.args[2:]
    inside = ", ".join([r"\cdot", *map(tex, parameters)])
    return f"{letter(a.name)}({inside})" if parameters else letter(a.name)


def _math(latex: str) -> str:
    return f"${latex}$"


def _numbers(statement: Statement, given: Iterable[Assumption]) -> Iterator[tuple[Kind, str]]:
    """The free symbols that no assumption speaks of, by what they may be."""
    given = tuple(given)
    told = {s for a in given if isinstance(a, Index | Interval) for s in a.free_symbols}
    told |= {s for a in given if isinstance(a, FiniteLaw | Family) for s in a.size.free_symbols}
    told |= {s for a in given if isinstance(a, GaussianVector) for s in _symbols_of(a)}
    told |= {r.args[0] for e in _exprs(statement) for r in e.atoms(Routine)}
    names = set().union(*(a.names for a in given))
    free = {s for e in _exprs(statement) for s in e.free_symbols if isinstance(s, Symbol)}
    for s in sorted(free - told, key=str):
        if s.name not in names and not isinstance(s, Bound | Slot):
            yield _range(s)


def _symbols_of(vector: GaussianVector) -> set[Symbol]:
    return {vector.determinant, *vector.dimension.free_symbols}


def _range(s: Symbol) -> tuple[Kind, str]:
    name = tex(s)
    if s.is_integer:
        return ("whole numbers", ""), rf"${name}\ge 1$" if s.is_positive else f"${name}$"
    if s.is_positive:
        return ("numbers", ""), f"${name}>0$"
    if s.is_nonnegative:
        return ("numbers", ""), rf"${name}\ge 0$"
    return ("real numbers" if s.is_real else "numbers", ""), f"${name}$"
