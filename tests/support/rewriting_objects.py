"""Rewritings of what a statement speaks of: its parameters, sizes and laws; and derivatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from sympy import (
    Abs,
    Basic,
    Expr,
    Indexed,
    Integer,
    Integral,
    Max,
    Min,
    Rational,
    S,
    Symbol,
    exp,
    log,
    sqrt,
)
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import Family, Index, Interval
from derivecheck.language.functionals import At, Partial, Routine
from derivecheck.language.laws.finite import FiniteLaw, Labels, Table, Uniform, midpoint
from derivecheck.language.laws.line import Density, Normal
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import Assumption, Law
from derivecheck.language.statements import Relation, Statement

Change = Callable[[Any], Any]


def fresh(s: Statement, letter: str, **signs: bool) -> Symbol:
    """A symbol with a name that the statement does not use."""
    used = {x.name for e in (*_parts(s), *s.given) for x in e.atoms(Symbol)}
    names = (letter + str(k or "") for k in range(len(used) + 1))
    return Symbol(next(n for n in names if n not in used), **signs)


def _parts(s: Statement) -> tuple[Any, ...]:
    return tuple(e for e in s.exprs if isinstance(e, Basic))


# --- parameters


def at_other_parameter(s: Relation, rng: Random) -> Statement | None:
    """A free parameter replaced by an expression with values in its domain."""
    symbols = sorted(_free_parameters(s), key=str)
    if not symbols:
        return None
    chosen = rng.choice(symbols)
    value = rng.choice(list(_values(s, chosen)))
    return _mapped(s, s.given, lambda e: e.xreplace({chosen: value}))


def _free_parameters(s: Relation) -> set[Symbol]:
    """Real or positive symbols that no assumption is about and nothing is differentiated by."""
    held = {x for a in s.given if a.names or not isinstance(a, Law) for x in a.atoms(Symbol)}
    held |= _determinants(s)
    for e in s.exprs:
        held |= {x for p in e.atoms(Partial, At) for x in p.args[1].atoms(Symbol)}
    free = {x for e in s.exprs for x in e.free_symbols if type(x) is Symbol}
    return {x for x in free - held if x.assumptions0 in _SIGNS and x.name not in _names(s)}


def _determinants(s: Relation) -> set[Symbol]:
    """They follow from the covariances and may not be varied on their own."""
    return {a.determinant for a in s.given if isinstance(a, GaussianVector)}


_SIGNS = [Symbol("x", **{sign: True}).assumptions0 for sign in ("real", "positive")]


def _names(s: Statement) -> set[str]:
    return {n for a in s.given for n in a.names}


def _values(s: Relation, symbol: Symbol) -> Iterator[Expr]:
    a, b = (fresh(s, letter, real=True) for letter in "ab")
    v, w = (fresh(s, letter, positive=True) for letter in "vw")
    if symbol.is_positive:
        yield from (sqrt(v), exp(a / 2), v**2, 1 / v, v + w, v / w, Rational(2, 3))
    else:
        yield from (a + b, a - b, -a, 2 * a, a * b, log(v), Rational(-1, 3), v)


# --- sizes


def at_number_of_outcomes(s: Relation, rng: Random) -> Statement | None:
    """A number of outcomes, classes or points that is a number."""
    sizes = sorted({x for a in s.given for x in _size_symbols(a)}, key=str)
    if not sizes:
        return None
    table = {rng.choice(sizes): Integer(rng.randint(2, 4))}
    given = tuple(a.xreplace(table) for a in s.given)
    return _mapped(s, given, lambda e: e.xreplace(table))


def _size_symbols(a: Assumption) -> set[Symbol]:
    if isinstance(a, (FiniteLaw, Family, Index)) and a.args[1].is_Symbol:
        return {a.args[1]}
    return set()


# --- laws


def renamed(s: Relation, rng: Random) -> Statement | None:
    """A law or density by another letter."""
    laws = _arbitrary(s, FiniteLaw, Density)
    if not laws:
        return None
    old = rng.choice(laws)
    name = fresh(s, "r").name
    new = type(old)(name, *old.args[1:])
    return _with_law(s, old, new, (new,)) if _others(s, old) else None


def at_other_law(s: Relation, rng: Random) -> Statement | None:
    """A law that is uniform, another law of the statement, or the middle of two."""
    laws = [p for p in _arbitrary(s, FiniteLaw, Density) if len(p.args) < 3]
    if not laws:
        return None
    old = rng.choice(laws)
    values: list[Law] = [Uniform(old.size)] if isinstance(old, FiniteLaw) else []
    for other in laws:
        if other != old and type(other) is type(old) and other.args[1:] == old.args[1:]:
            values += [other, midpoint(old, other)]
    return _with_law(s, old, rng.choice(values), (old,)) if values else None


def at_two_outcomes(s: Relation, rng: Random) -> Statement | None:
    """A law on two outcomes, written out with its parameter."""
    laws = [p for p in _arbitrary(s, FiniteLaw) if p.size.is_Symbol and type(p) is FiniteLaw]
    if not laws:
        return None
    old = rng.choice(laws)
    two = {old.size: Integer(2)}
    t = fresh(s, "t", real=True)
    smaller = replace(
        s,
        given=tuple(a.xreplace(two) for a in s.given),
        lhs=s.lhs.xreplace(two),
        rhs=s.rhs.xreplace(two),
    )
    return _with_law(smaller, old.xreplace(two), Table(t, 1 - t), (Interval(t),))


def at_normal_law(s: Relation, rng: Random) -> Statement | None:
    """Every arbitrary density a normal one: a statement about means only."""
    laws = [p for p in _arbitrary(s, Density) if len(p.args) == 1]
    if not laws or any(e.has(Integral) for e in s.exprs) or _has_other_functions(s, laws):
        return None
    for old in laws:
        m, sigma = fresh(s, "mu", real=True), fresh(s, "sigma", positive=True)
        changed = _with_law(s, old, Normal(m, sigma), ())
        if changed is None:
            return None
        s = changed
    return s


def _has_other_functions(s: Relation, laws: list[Any]) -> bool:
    names = {p.name for p in laws}
    return any(f.func.__name__ not in names for e in s.exprs for f in e.atoms(AppliedUndef)) or any(
        a.names - names for a in s.given
    )


def _arbitrary(s: Relation, *kinds: type[Any]) -> list[Any]:
    return [a for a in s.given if isinstance(a, kinds)]


def _others(s: Relation, law: Any) -> bool:
    """Whether no other assumption is made of this law."""
    return not any(a != law and a.has(law) for a in s.given)


def _with_law(s: Relation, old: Any, new: Law, added: tuple[Assumption, ...]) -> Relation | None:
    """The statement with a law put in the place of another, in heads and where values stand."""
    if not _others(s, old) or any(e.has(Routine) for e in s.exprs):
        return None
    kept = [a for a in s.given if a != old and not (isinstance(a, Density) and a.name == old.name)]
    if len(kept) < len(s.given) - 1:
        return None  # one density at several parameters
    blocked = isinstance(old, Labels) and not isinstance(new, (FiniteLaw, Uniform))
    if blocked or any(_differentiates_by(e, old) for e in s.exprs):
        return None
    return _mapped(s, (*dict.fromkeys((*kept, *added)),), lambda e: _put(e, old, new))


def _differentiates_by(e: Expr, law: Any) -> bool:
    marks = {i for p in e.atoms(Partial) for i in p.args[1].atoms(Indexed, AppliedUndef)}
    return any(_name(i) == law.name for i in marks)


def _put(e: Any, old: Any, new: Law) -> Any:
    values = {a for a in e.atoms(Indexed, AppliedUndef) if _name(a) == old.name}
    return e.xreplace({a: new.at(a.args[-1 if a.is_Indexed else 0]) for a in values} | {old: new})


def _name(a: Expr) -> str:
    return str(a.base) if a.is_Indexed else a.func.__name__


# --- derivatives


def differentiated(s: Relation, rng: Random) -> Statement | None:
    """Both sides of an identity differentiated by a parameter."""
    shared = _smooth_parameters(s)
    if not shared:
        return None
    by = rng.choice(shared)
    return replace(s, lhs=Partial(s.lhs, by), rhs=Partial(s.rhs, by))


def _smooth_parameters(s: Relation) -> list[Symbol]:
    if s.relation != "=" or any(e.has(S.Infinity, Max, Min, Abs, Partial) for e in s.exprs):
        return []
    own = {x for a in s.given if a.names for x in a.atoms(Symbol)} | _determinants(s)
    free = {x for e in s.exprs for x in e.free_symbols if type(x) is Symbol} - own
    plain = [x for x in free if x.is_real and not x.is_integer and x.name not in _names(s)]
    return sorted(plain, key=str)


def at_entry(s: Relation, rng: Random) -> Statement | None:
    """Both sides of an identity differentiated by an entry of a family of free numbers."""
    families = [a for a in s.given if isinstance(a, Family) and a.sign == "real"]
    corners = (S.Infinity, Max, Min, Abs, Partial, At, Routine)
    if s.relation != "=" or not families or any(e.has(*corners) for e in s.exprs):
        return None
    family, j = rng.choice(families), fresh(s, "j", integer=True, positive=True)
    here = (*s.given, Index(j, family.size))
    lhs, rhs = (Partial(e, family[j]) for e in s.exprs)
    return replace(s, given=here, lhs=lhs, rhs=rhs)


def _mapped(s: Relation, given: tuple[Assumption, ...], change: Change) -> Relation:
    return replace(s, given=given, lhs=change(s.lhs), rhs=change(s.rhs))
