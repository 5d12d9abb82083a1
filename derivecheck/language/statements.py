r"""Statements: what a claim asserts for every object that its assumptions allow.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import CE, H, KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)).relation
'='
>>> given(P).eq(CE(P, Q), H(P))
Traceback (most recent call last):
    ...
derivecheck.language.measures.StatementError: undeclared: q
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

from sympy import Expr, Float, Indexed, Symbol, sympify
from sympy.core.function import AppliedUndef

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.assumptions import RealFunction
from derivecheck.language.functionals import Functional, Slot, unfold
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import Assumption, Law, Space, StatementError, require_law
from derivecheck.language.typeset import RELATION_TEX, law_tex, tex
from derivecheck.latex.inline import math
from derivecheck.terms.binders import BinderError, free_bound, rebound
from derivecheck.terms.elementary import Expander, arguments_of, factorised, head_of

RELATIONS = ("=", "<=", "<", ">=", ">")


@dataclass(frozen=True)
class Statement:
    """Something asserted of everything that satisfies the assumptions.

    >>> isinstance(given().eq(1, 1), Statement)
    True
    """

    given: tuple[Assumption, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the prover may use; a law that is written out assumes nothing."""
        written_out = (law for e in self.exprs for law in _written_out(e))
        return _facts((*self.given, *written_out))

    @property
    def exprs(self) -> tuple[Expr, ...]:
        """The expressions it speaks of."""
        raise NotImplementedError

    @property
    def inside(self) -> tuple[Statement, ...]:
        """The statements that a compound one is made of; none of any other."""
        return ()

    @property
    def leaves(self) -> tuple[Statement, ...]:
        """The statements in it that are not compound: itself, where it is none."""
        return tuple(leaf for part in self.inside for leaf in part.leaves) or (self,)

    def __post_init__(self) -> None:
        if self.exprs:  # the parts of a compound statement have their own assumptions
            _require_one_meaning(self.given)
        declared = set().union(*(a.names for a in self.given))
        for name, value in vars(self).items():
            if isinstance(value, Expr):
                object.__setattr__(self, name, _rebound(value))
        for expr in self.exprs:
            _require_well_formed(expr, declared)
        _require_positive_parameters(self)

    def assuming(self, *more: Assumption) -> Statement:
        """The same under further assumptions."""
        return replace(self, given=(*self.given, *more))

    def _repr_latex_(self) -> str:
        return math(statement_tex(self))


@lru_cache(maxsize=1024)
def _facts_of(assumption: Assumption) -> tuple[Fact, ...]:
    return assumption.facts


@lru_cache(maxsize=1024)
def _facts(given: tuple[Assumption, ...]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(f for a in given for f in _facts_of(a)))


@lru_cache(maxsize=1024)
def _written_out(expr: Expr) -> tuple[Law, ...]:
    """The laws that are given by a formula."""
    return tuple(sorted((law for law in expr.atoms(Law) if not law.names), key=str))


def _require_one_meaning(given: tuple[Assumption, ...]) -> None:
    """Raise StatementError if one name is declared as two different things."""
    meanings: dict[str, Any] = {}
    for a in given:
        for name in a.names:
            if meanings.setdefault(name, _meaning(a)) != _meaning(a):
                raise StatementError(f"{name} is declared as two different things")


def _meaning(a: Assumption) -> Any:
    """What is declared; one density or function may be taken at several parameters."""
    if isinstance(a, Density):
        return Density, a.sign
    return (RealFunction, a.sign) if isinstance(a, RealFunction) else a


def _require_well_formed(expr: Any, declared: set[str]) -> None:
    if not isinstance(expr, Expr):
        raise StatementError(f"not an expression: {expr!r}")
    if expr.has(Float):
        raise StatementError(f"write decimals as fractions: {expr}")
    names, escaped = _names(expr)
    if names - declared:
        raise StatementError(f"undeclared: {', '.join(sorted(names - declared))}")
    if escaped:
        raise StatementError(f"a bound variable is free in {expr}")


def _require_positive_parameters(statement: Statement) -> None:
    """Raise StatementError if a scale, rate or shape is not proved to be positive."""
    known = tuple(f for f in _facts(statement.given) if isinstance(f, Between))
    for basic in (*statement.exprs, *statement.given):
        for law in basic.atoms(Law):
            for name, value in law.needs.items():
                if not (value.is_positive or Expander(known).is_positive(factorised(value))):
                    raise StatementError(f"{name} {value} is not known to be positive")


@lru_cache(maxsize=1024)
def _rebound(expr: Expr) -> Expr:
    """The expression with sums and integrals as `derivecheck.terms.binders` builds them."""
    try:
        return rebound(expr)
    except BinderError as reason:
        raise StatementError(str(reason)) from reason


@lru_cache(maxsize=1024)
def _names(expr: Expr) -> tuple[frozenset[str], bool]:
    """The functions and families that occur, and whether a bound variable is free."""
    opened = unfold(expr)
    functions = {f.func.__name__ for f in opened.atoms(AppliedUndef)}
    families = {i.base.name for i in opened.atoms(Indexed)}
    laws = {name for law in expr.atoms(Law) for name in law.names}  # one may cancel
    return frozenset(functions | families | laws), bool(free_bound(opened))


@dataclass(frozen=True)
class Relation(Statement):
    """lhs relation rhs, for all objects that the assumptions allow.

    >>> given().le(1, 2).exprs
    (1, 2)
    """

    relation: str
    lhs: Expr
    rhs: Expr

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise StatementError(f"unknown relation {self.relation!r}")
        super().__post_init__()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.lhs, self.rhs)


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


@dataclass(frozen=True)
class Rounds(Statement):
    """The value, rounded to the printed number of decimals, is the printed decimal.

    >>> from sympy import Rational
    >>> given().rounds(Rational(2, 3), "0.67").tolerance
    Fraction(1, 200)
    """

    value: Expr
    printed: str

    def __post_init__(self) -> None:
        if not _is_decimal(self.printed):
            raise StatementError(f"not a decimal: {self.printed!r}")
        super().__post_init__()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.value,)

    @property
    def decimal(self) -> Fraction:
        """The printed number."""
        return Fraction(Decimal(self.printed))

    @property
    def tolerance(self) -> Fraction:
        """Half a unit of the last printed place."""
        exponent = Decimal(self.printed).as_tuple().exponent
        return Fraction(1, 2) * Fraction(10) ** int(exponent)


@dataclass(frozen=True)
class Optimum(Statement):
    """The objective, a function of ``variable`` on (lo, hi), has its global optimum at ``at``.

    >>> t = Symbol("t", real=True)
    >>> given().minimum((t - 1) ** 2, t, 1, lo=0, hi=2).kind
    'min'
    """

    kind: str  # "max" or "min"
    objective: Expr
    variable: Symbol
    lo: Expr
    hi: Expr
    at: Expr

    def __post_init__(self) -> None:
        if self.kind not in ("max", "min") or not isinstance(self.variable, Symbol):
            raise StatementError(f"no {self.kind} over {self.variable}")
        if any(e.has(self.variable) for e in (self.lo, self.hi, self.at)):
            raise StatementError(f"the optimum or the interval depends on {self.variable}")
        super().__post_init__()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.objective, self.lo, self.hi, self.at)


@dataclass(frozen=True)
class ZeroIffEqual(Statement):
    """The value is zero exactly where two laws are equal.

    >>> from derivecheck.language import KL, FiniteLaw
    >>> N = Symbol("N", integer=True, positive=True)
    >>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
    >>> given(P, Q).zero_iff_equal(KL, P, Q).value
    KL(FiniteLaw(p, N), FiniteLaw(q, N))
    """

    value: Expr
    p: Law
    q: Law
    variable: ClassVar[Slot] = Slot("@1", real=True)

    @property
    def space(self) -> Space:
        """Where the laws live."""
        return self.p.space

    @property
    def condition(self) -> Expr:
        """What vanishes at every point."""
        return self.p.at(self.variable) - self.q.at(self.variable)

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.value,)


@dataclass(frozen=True)
class ZeroIff(Statement):
    """The value is zero exactly where ``condition`` vanishes at every point of a space.

    The condition is an expression in ``variable``; on the line almost every point will do.

    >>> from derivecheck.language import FiniteLaw, H, given
    >>> P = FiniteLaw("p", Symbol("N", integer=True, positive=True), zeros=True)
    >>> given(P).zero_iff(H(P), P, lambda i: P.at(i) * (1 - P.at(i))).condition
    (1 - p[@1])*p[@1]
    """

    value: Expr
    condition: Expr
    variable: Slot
    space: Space

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.value, self.condition)


@dataclass(frozen=True)
class Every(Statement):
    """All parts hold.

    >>> len(given().every(given().eq(1, 1), given().lt(1, 2)).parts)
    2
    """

    parts: tuple[Statement, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise StatementError("every part of nothing")
        super().__post_init__()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return ()

    @property
    def inside(self) -> tuple[Statement, ...]:
        return self.parts

    def assuming(self, *more: Assumption) -> Statement:
        return replace(
            self, given=(*self.given, *more), parts=tuple(p.assuming(*more) for p in self.parts)
        )


@dataclass(frozen=True)
class NotAlways(Statement):
    """The part fails somewhere: one certified counterexample proves it.

    >>> x = Symbol("x", real=True)
    >>> not_always(given().ge(x, 0)).part.relation
    '>='
    """

    part: Statement

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return ()

    @property
    def inside(self) -> tuple[Statement, ...]:
        return (self.part,)


@dataclass(frozen=True)
class Given:
    """Assumptions, from which statements are made.

    >>> given().lt(1, 2).relation
    '<'
    """

    assumptions: tuple[Assumption, ...]

    def _relation(self, relation: str, lhs: Any, rhs: Any) -> Relation:
        return Relation(self.assumptions, relation, sympify(lhs), sympify(rhs))

    def eq(self, lhs: Any, rhs: Any) -> Relation:
        """Lhs = rhs."""
        return self._relation("=", lhs, rhs)

    def le(self, lhs: Any, rhs: Any) -> Relation:
        """Lhs <= rhs."""
        return self._relation("<=", lhs, rhs)

    def lt(self, lhs: Any, rhs: Any) -> Relation:
        """Lhs < rhs."""
        return self._relation("<", lhs, rhs)

    def ge(self, lhs: Any, rhs: Any) -> Relation:
        """Lhs >= rhs."""
        return self._relation(">=", lhs, rhs)

    def gt(self, lhs: Any, rhs: Any) -> Relation:
        """Lhs > rhs."""
        return self._relation(">", lhs, rhs)

    def every(self, *parts: Statement) -> Every:
        """All parts."""
        return Every(self.assumptions, parts)

    def rounds(self, value: Any, printed: str) -> Rounds:
        """The value prints as this decimal."""
        return Rounds(self.assumptions, sympify(value), printed)

    def maximum(
        self, objective: Any, variable: Symbol, at: Any, lo: Any = 0, hi: Any = 1
    ) -> Optimum:
        """The global maximum over lo < variable < hi is at ``at``."""
        return Optimum(self.assumptions, "max", *map(sympify, (objective, variable, lo, hi, at)))

    def minimum(
        self, objective: Any, variable: Symbol, at: Any, lo: Any = 0, hi: Any = 1
    ) -> Optimum:
        """The global minimum over lo < variable < hi is at ``at``."""
        return Optimum(self.assumptions, "min", *map(sympify, (objective, variable, lo, hi, at)))

    # --- properties of a functional of two laws

    def symmetric(self, functional: type[Functional], p: Law, q: Law) -> Relation:
        """F(p, q) = F(q, p)."""
        return self.eq(functional(p, q), functional(q, p))

    def nonnegative(self, functional: type[Functional], p: Law, q: Law) -> Relation:
        """F(p, q) >= 0."""
        return self.ge(functional(p, q), 0)

    def zero_iff_equal(self, functional: type[Functional], p: Law, q: Law) -> ZeroIffEqual:
        """F(p, q) = 0 exactly if p = q."""
        require_law(p, "zero_iff_equal")
        require_law(q, "zero_iff_equal")
        return ZeroIffEqual(self.assumptions, functional(p, q), p, q)

    def zero_iff(self, value: Any, law: Law, condition: Callable[[Expr], Any]) -> ZeroIff:
        """The value is 0 exactly if condition(x) = 0 at every point x of the law's space."""
        require_law(law, "zero_iff")
        slot = Slot("@1", **law.space.variable().assumptions0)
        return ZeroIff(self.assumptions, sympify(value), sympify(condition(slot)), slot, law.space)

    def triangle(self, functional: type[Functional], p: Law, q: Law, r: Law) -> Relation:
        """F(p, q) <= F(p, r) + F(r, q)."""
        return self.le(functional(p, q), functional(p, r) + functional(r, q))

    def metric(self, functional: type[Functional], p: Law, q: Law, r: Law) -> Every:
        """Symmetric, non-negative, zero exactly on the diagonal, triangle inequality."""
        return self.every(
            self.symmetric(functional, p, q),
            self.nonnegative(functional, p, q),
            self.zero_iff_equal(functional, p, q),
            self.triangle(functional, p, q, r),
        )


def given(*assumptions: Assumption) -> Given:
    """Start a statement: for all objects that these assumptions allow.

    >>> given().eq(1, 2).relation
    '='
    """
    for a in assumptions:
        if not isinstance(a, Assumption):
            raise StatementError(f"not an assumption: {a!r}")
        if isinstance(a, FiniteLaw):
            _require_size(a)
    return Given(assumptions)


def _require_size(law: FiniteLaw) -> None:
    """Refuse a number of outcomes that need not be a whole number, with how it is said."""
    size = law.size
    if not size.is_integer or size.is_nonpositive or (size.is_Symbol and not size.is_positive):
        raise StatementError(
            f"the number of outcomes {size} of {law} is not known to be a whole number > 0: "
            'write Symbol("N", integer=True, positive=True), or a number'
        )


def require_statement(said: Any) -> Statement:
    """Return what is a statement; of anything else, tell how one is made.

    >>> from sympy import Eq, Symbol
    >>> require_statement(Eq(Symbol("x"), 1))
    Traceback (most recent call last):
    derivecheck.language.measures.StatementError: Eq(x, 1) is no statement: given(…).eq(left, right)
    """
    if isinstance(said, Statement):
        return said
    makes = {"Equality": "eq", "GreaterThan": "ge", "StrictGreaterThan": "gt"}
    makes |= {"LessThan": "le", "StrictLessThan": "lt"}
    word = makes.get(type(said).__name__, "eq")
    raise StatementError(f"{said} is no statement: given(…).{word}(left, right)")


def not_always(part: Statement) -> NotAlways:
    """The statement fails somewhere.

    >>> not_always(given().eq(1, 2)).part.relation
    '='
    """
    return NotAlways(part.given, part)


def substituted_law(expr: Expr, statement: ZeroIffEqual) -> Expr:
    """The expression with the law q replaced by p, in divergences and where its values stand."""
    p, q = statement.p, statement.q
    values = expr.find(lambda e: str(head_of(e)) in q.names)
    return expr.xreplace({q: p} | {a: p.at(arguments_of(a)[0]) for a in values})


# --- LaTeX


def statement_tex(statement: Statement, letters: tuple[str, ...] = ()) -> str:
    """A statement as LaTeX, without its assumptions; ``letters`` for what is bound in it."""
    given = statement.given

    def shown(e: Expr) -> str:
        return tex(e, given, letters, statement.exprs)

    match statement:
        case Relation():
            return relation_tex(statement, letters)
        case Rounds():
            return rf"{shown(statement.value)} \approx {statement.printed}"
        case Optimum():
            lo, x, hi, at = (
                shown(e) for e in (statement.lo, statement.variable, statement.hi, statement.at)
            )
            best = rf"\operatorname*{{arg\,{statement.kind}}}_{{{lo}<{x}<{hi}}}"
            return rf"{best} \left[{shown(statement.objective)}\right] = {at}"
        case ZeroIffEqual():
            same = f"{law_tex(statement.p, given)} = {law_tex(statement.q, given)}"
            return rf"{shown(statement.value)} = 0 \iff {same}"
        case ZeroIff():
            letter = Symbol("i" if statement.variable.is_integer else "x")
            condition = tex(
                statement.condition.xreplace({statement.variable: letter}), given, letters
            )
            always = rf"{condition} = 0 \text{{ for all }} {tex(letter)}"
            return rf"{shown(statement.value)} = 0 \iff {always}"
        case Every():
            parts = r" \\ ".join(statement_tex(p, letters) for p in statement.parts)
            return rf"\begin{{gathered}}{parts}\end{{gathered}}"
        case NotAlways():
            return rf"\text{{not always: }} {statement_tex(statement.part, letters)}"
    raise TypeError(f"no formula for {type(statement).__name__}")


def relation_tex(relation: Relation, letters: tuple[str, ...] = ()) -> str:
    """A relation as LaTeX."""
    lhs, rhs = (tex(e, relation.given, letters, relation.exprs) for e in relation.exprs)
    return f"{lhs} {RELATION_TEX[relation.relation]} {rhs}"
