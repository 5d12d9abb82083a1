"""Whether a statement fails somewhere, by the fuzz's own evaluator: instances, two precisions.

A statement `fails` at an instance only where the gap between its sides is far above the difference
of two computations of it, the second of which has more digits and finer rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction as F
from functools import partial, singledispatch
from itertools import product
from random import Random
from time import process_time
from typing import Any

import sympy as sp

from benchmarks.fuzz.curves import Curve, Steps, steps
from benchmarks.fuzz.expressions import Undefined
from benchmarks.fuzz.instances import Instance, NoInstance, all_given, draw_instance, expressions
from benchmarks.fuzz.quadrature import (
    DIGITS_30,
    DIGITS_50,
    DIGITS_1000,
    FLOAT,
    NESTED,
    NESTED_FINE,
    Level,
    Unknown,
)
from benchmarks.fuzz.values import Values
from derivecheck.language import (
    Every,
    JointLaw,
    Law,
    NotAlways,
    Optimum,
    Outcomes,
    Partial,
    Relation,
    Rounds,
    Statement,
    ZeroIff,
    ZeroIffEqual,
)
from derivecheck.language.functionals import Functional
from derivecheck.language.laws.named import Naturals
from derivecheck.language.measures import Integers
from derivecheck.language.statements import substituted_law

NO_VALUE = (Unknown, Undefined, ArithmeticError, LookupError, ValueError, TypeError, NoInstance)
SURE = 1000  # how far a gap is above the difference of two computations
SECONDS = 3.0  # of a processor, after which no further instance is tried
CHEAP = 4  # times as many instances where there is no integral
THOROUGH = 4  # instances with a second look at sides that look equal
WIDTH = re.compile(r"on \[0, ([^)]*)\)")
SETTLED = 1e-3  # of a number: what two computations of it may differ by
ZERO = 1e-40  # what a value that must not be 0 must exceed
CLOSE = 1e-10  # of the size of the sides, or of their terms: a quick look cannot tell them apart
TINY = 1e-22  # of the size of the sides: no gap below is believed


@dataclass(frozen=True)
class Failure:
    """An instance at which a statement fails, with its sides."""

    instance: Instance
    sides: tuple[str, str]
    equal: bool = False  # the sides of < or > look equal, which may be for want of digits

    def __str__(self) -> str:
        return f"{self.sides[0]} against {self.sides[1]} at {self.instance}"


@dataclass
class Search:
    """What came out of the instances of a statement."""

    failure: Failure | None = None
    valued: int = 0  # instances at which the statement was decided
    equal: bool = False  # whether sides that should differ look equal somewhere

    @property
    def fails(self) -> bool:
        """Whether an instance fails."""
        return self.failure is not None


def search(statement: Statement, rng: Random, tries: int) -> Search:
    """Instances of the statement until one fails."""
    if isinstance(statement, Every):
        return _search_parts(statement, rng, tries)
    found, end = Search(), process_time() + SECONDS
    if not any(map(depth, expressions(statement))):
        tries *= CHEAP
    for _ in range(tries):
        if process_time() > end:
            break
        try:
            instance = draw_instance(statement, rng)
        except NoInstance:
            continue
        decided = fails_at(statement, instance, rng, thorough=found.valued < THOROUGH)
        found.valued += decided is not None
        if isinstance(decided, Failure):
            found.equal |= decided.equal
            if not decided.equal:
                found.failure = decided
                return found
    return found


def _search_parts(statement: Every, rng: Random, tries: int) -> Search:
    """The first part that fails."""
    results = [search(part, rng, tries) for part in statement.parts]
    failed = next((r for r in results if r.fails), None)
    return failed or Search(None, min(r.valued for r in results), any(r.equal for r in results))


def fails_at(
    statement: Statement, instance: Instance, rng: Random, thorough: bool = True
) -> Failure | bool | None:
    """The failure, False where the statement holds or seems to, None where there is no value.

    A bound whose sides look equal at the quick look has a second one if it is ``thorough``.
    """
    pairs = _levels(statement)
    try:
        if not _suspect(statement, instance, pairs[0], rng, thorough):
            return False
    except NO_VALUE:
        pass
    try:
        return _confirmed(statement, instance, pairs, rng)
    except NO_VALUE:
        return None


def _levels(statement: Statement) -> tuple[Level, Level, Level]:
    """A quick look, and the two computations that must agree; nested integrals are costly."""
    exprs = expressions(statement)
    if max(map(depth, exprs), default=0) > 1 and not any(e.has(Partial) for e in exprs):
        return NESTED, NESTED, NESTED_FINE
    first = FLOAT if any(depth(e) for e in exprs) else DIGITS_30
    return first, DIGITS_30, DIGITS_50


def depth(e: Any) -> int:
    """How deep integrals are nested, heads of laws on the line or a simplex counted as one."""
    inner = max((depth(a) for a in getattr(e, "args", ())), default=0)
    return inner + (isinstance(e, sp.Integral) or _is_continuous(e))


def _is_continuous(e: Any) -> bool:
    law = e.args[0] if isinstance(e, Functional) else None
    return isinstance(law, Law) and not isinstance(law.space, (Outcomes, Integers, Naturals))


def _suspect(
    statement: Statement, instance: Instance, level: Level, rng: Random, thorough: bool
) -> bool:
    """Whether a quick look leaves any doubt."""
    for test in tests(statement, instance, rng):
        left, right = test.sides(level)
        close = abs(left - right) <= CLOSE * max(abs(left), abs(right), 1)
        if close and test.relation != "=":
            if thorough or left == right:
                return True
        elif test.broken(left, right):
            return True
    return False


def _confirmed(
    statement: Statement, instance: Instance, levels: tuple[Level, Level, Level], rng: Random
) -> Failure | bool:
    for test in tests(statement, instance, rng):
        one, two = (test.sides(level) for level in levels[1:])
        error = sum(_error(levels[2].ctx.mpf(a), b) for a, b in zip(one, two, strict=True))
        shown = _shown(two[0]), _shown(two[1])
        if test.relation == "!=":
            if abs(two[0] - two[1]) <= ZERO and not depth(test.left[0]):
                return Failure(instance, shown)
            if abs(two[0] - two[1]) <= SURE * error:
                raise Unknown("a value that may be 0")
            continue
        if test.clearly_broken(*two, error):
            return Failure(instance, shown)
        if "=" not in test.relation and abs(two[0] - two[1]) <= SURE * error + TINY * abs(two[0]):
            return Failure(instance, shown, equal=not _equal_for_sure(test, instance))
    return False


def _error(a: Any, b: Any) -> Any:
    """How far two computations of a number differ; Unknown where they have no digit in common."""
    if abs(b) == float("inf"):
        return 0
    if abs(a - b) > max(SETTLED * abs(b), TINY):
        raise Unknown("two computations disagree")
    return abs(a - b)


def _equal_for_sure(test: Test, instance: Instance) -> bool:
    """Whether a thousand digits see no difference, where no number is large or small."""
    if any(depth(e) for e, _ in (test.left, test.right)):
        return False
    if any(v and not F(1, 50) <= abs(v) <= 50 for v in instance.numbers.values()):
        return False
    left, right = test.sides(DIGITS_1000)
    return bool(left == right)


def _shown(x: Any) -> str:
    digits, exponent, power = f"{x}".partition("e")
    return digits[:20] + exponent + power


@dataclass(frozen=True)
class Test:
    """Two expressions at two instances, and the relation that should hold."""

    relation: str
    left: tuple[Any, Instance]
    right: tuple[Any, Instance]

    def sides(self, level: Level) -> tuple[Any, Any]:
        """Both values."""
        left, right = (Values(level, i).value(e) for e, i in (self.left, self.right))
        return left, right

    def broken(self, left: Any, right: Any) -> bool:
        """Whether the relation fails for these numbers, taken as they are."""
        if self.relation == "!=":
            return bool(abs(left - right) <= 1e-9)
        if left == right:
            return "=" not in self.relation
        if self.relation == "=":
            return not abs(left - right) <= 1e-11 * max(abs(left), abs(right))
        return bool(left > right) if self.relation[0] == "<" else bool(left < right)

    def clearly_broken(self, left: Any, right: Any, error: Any) -> bool:
        """Whether it fails by far more than the error."""
        size = max(abs(left), abs(right))
        if left == right:
            return False
        gap = abs(left - right)
        if gap != gap or (size != float("inf") and gap <= SURE * error + TINY * size):
            return False
        if self.relation == "=":
            return True
        return bool(left > right) if self.relation[0] == "<" else bool(left < right)


@singledispatch
def tests(statement: Any, instance: Instance, rng: Random) -> Iterator[Test]:
    """What must hold at the instance."""
    raise Unknown(f"no tests for {type(statement).__name__}")


@tests.register
def _(statement: Relation, instance: Instance, rng: Random) -> Iterator[Test]:
    yield Test(statement.relation, (statement.lhs, instance), (statement.rhs, instance))


@tests.register
def _(statement: Rounds, instance: Instance, rng: Random) -> Iterator[Test]:
    printed, half = map(sp.Rational, (statement.decimal, statement.tolerance))
    yield Test("<=", (statement.value, instance), (printed + half, instance))
    yield Test(">=", (statement.value, instance), (printed - half, instance))


@tests.register
def _(statement: Optimum, instance: Instance, rng: Random) -> Iterator[Test]:
    """The stated point lies in the closed interval, and no sampled one is better."""
    yield Test(">=", (statement.at, instance), (statement.lo, instance))
    yield Test("<=", (statement.at, instance), (statement.hi, instance))
    best = statement.objective.xreplace({statement.variable: statement.at})
    relation = ">=" if statement.kind == "max" else "<="
    for x in _inside(statement, instance, rng):
        numbers = {**instance.numbers, statement.variable: x}
        other = Instance(
            numbers,
            instance.families,
            instance.functions,
            instance.centres,
            instance.vectors,
            instance.support,
        )
        yield Test(relation, (best, instance), (statement.objective, other))


def _inside(statement: Optimum, instance: Instance, rng: Random) -> Iterator[Any]:
    """Points of the open interval: near its ends, near the stated point, and anywhere."""
    values = Values(DIGITS_30, instance)
    lo, hi, at = (values.value(e) for e in (statement.lo, statement.hi, statement.at))
    steps = [F(1, 10**6), F(1, 1000), F(1, 10), F(1), F(10), F(1000)]
    centres = [x for x in (lo, hi, at) if abs(x) < values.ctx.inf]
    near = [F(str(c)) + sign * h for c in centres or [0] for h in steps for sign in (1, -1)]
    if abs(lo) < values.ctx.inf and abs(hi) < values.ctx.inf:
        near += [F(str(lo)) + (F(str(hi)) - F(str(lo))) * F(k, 16) for k in range(1, 16)]
    yield from (x for x in near if lo < values.number(x) < hi)


@tests.register
def _(statement: ZeroIffEqual, instance: Instance, rng: Random) -> Iterator[Test]:
    """The value is 0 with q replaced by p, and not 0 where the laws differ."""
    yield Test("=", (substituted_law(statement.value, statement), instance), (sp.S.Zero, instance))
    if _differ(statement.condition, statement.variable, statement.space, instance):
        yield Test("!=", (statement.value, instance), (sp.S.Zero, instance))


@tests.register
def _(statement: ZeroIff, instance: Instance, rng: Random) -> Iterator[Test]:
    """The value is 0 where the condition vanishes at every point, and else not."""
    there = _differ(statement.condition, statement.variable, statement.space, instance)
    yield Test("!=" if there else "=", (statement.value, instance), (sp.S.Zero, instance))


def _differ(condition: Any, variable: Any, space: Any, instance: Instance) -> bool:
    """Whether a condition is clearly not 0 at some point of a space."""
    values = Values(DIGITS_30, instance)
    if isinstance(space, (Outcomes, Integers)):
        points = values.points(space, {})
    else:
        points = [values.ctx.mpf(k) / 16 for k in range(-159, 160)]
    sizes = [abs(values.value(condition, {variable: x})) for x in points]
    if any(0 < v < 1e-6 for v in sizes) and max(sizes) < 1e-6:
        raise Unknown("a condition that is nearly 0")
    return bool(max(sizes) > 0)


def fails_where_said(statement: Statement, point: str, rng: Random) -> bool | None:
    """Whether a statement, or a part of it, fails at a counterexample as it is printed.

    Densities are constant on cells.  None where the counterexample holds more, such as a function.
    """
    if isinstance(statement, (Every, NotAlways)):
        parts = statement.parts if isinstance(statement, Every) else (statement.part,)
        found = [fails_where_said(part, point, rng) for part in parts]
        return True if True in found else None if None in found else False
    try:
        instance = draw_instance(statement, rng)
        values, _, grain = point.partition(" (the ")
        cell = WIDTH.search(grain)
        said = dict(_said(values))
        joint = {a.name: a for a in all_given(statement) if isinstance(a, JointLaw)}
        for name, numbers in said.items():
            if name not in joint:
                _put(instance, name, numbers, F(cell[1]) if cell else F(1))
        for name in joint.keys() & said.keys():
            _put_joint(instance, joint[name], said[name])
    except (NoInstance, LookupError, ValueError):
        return None
    failure = fails_at(statement, instance, rng)
    return None if failure is None else bool(failure)


def _said(point: str) -> Iterator[tuple[str, list[F]]]:
    """The names and numbers of a counterexample as it is printed."""
    flat = point.replace("((", "(").replace("), (", ", ").replace("))", ")")  # rows of a table
    number = r"[^\s,()]+(?: \(\d+ times\))?"
    for name, several, one in re.findall(
        rf"([^\s,=][^,=]*) = (?:\(((?:{number},? ?)*)\)|([^,]+))", flat
    ):
        yield name, [v for said in (several or one).rstrip(",").split(",") for v in _run(said)]


def _run(said: str) -> list[F]:
    """A number as often as it is said to occur: ``1/8 (3 times)``."""
    value, _, times = said.strip().partition(" (")
    return [F(value)] * int(times.removesuffix(" times)") or 1)


def _put_joint(instance: Instance, law: JointLaw, masses: list[F]) -> None:
    """A joint law by its masses, the last variable running fastest; LookupError where none fit."""
    sizes = [instance.size(law.space(v).args[0]) for v in law.variables if law.space(v).args]
    keys = list(product(*(range(1, n + 1) for n in sizes)))
    if len(sizes) != len(law.variables) or len(keys) != len(masses):
        raise LookupError(law.name)
    for subset in law.subsets:
        axes = [law.variables.index(v) for v in subset]
        sums: dict[tuple[int, ...], F] = {}
        for key, mass in zip(keys, masses, strict=True):
            at = tuple(key[a] for a in axes)
            sums[at] = sums.get(at, F(0)) + mass
        instance.functions[law.marginal_name(subset)] = partial(_mass, sums)


def _mass(sums: dict[tuple[int, ...], F], ctx: Any, *outcomes: Any) -> Any:
    mass = sums[tuple(map(int, outcomes))]
    return ctx.mpf(mass.numerator) / mass.denominator


def _put(instance: Instance, name: str, values: list[F], width: F) -> None:
    """Numbers of an instance replaced; LookupError where there are none of this name."""
    if isinstance(instance.functions.get(name), (Curve, Steps)):
        edges = [float(k * width) for k in range(len(values) + 1)]
        instance.functions[name] = steps(edges, values)
        instance.centres[name] = tuple(edges)
        return
    symbol = next((s for s in instance.numbers if str(s) == name), None)
    if symbol is not None:
        instance.numbers[symbol] = values[0]
        return
    family, _, row = name.rstrip("]").partition("[")
    key = tuple(int(k) for k in row.split(",")) if row else ()
    if family not in instance.families:
        raise LookupError(name)
    table = {k: v for k, v in instance.families[family].items() if key and k[: len(key)] != key}
    first = min(instance.support) if any(k[0] < 1 for k in instance.families[family]) else 1
    table |= {(*key, k): v for k, v in enumerate(values, first)}
    instance.families[family] = table


def holds_everywhere(statement: Statement, rng: Random, tries: int) -> tuple[bool | None, str]:
    """(False, the failure), (True, how many instances) or (None, why nothing is known)."""
    if isinstance(statement, NotAlways):
        inner, why = holds_everywhere(statement.part, rng, tries)
        return (None if inner is None else not inner), why
    found = search(statement, rng, tries)
    if found.fails:
        return False, str(found.failure)
    if not found.valued or found.equal:
        return None, "no instance was decided for sure"
    return True, f"{found.valued} instances"
