r"""A statement tried at exact instances: certified counterexamples, or agreement to many digits.

A statement is refuted only where the balls prove it false at an exact point inside the declared
domain (`derivecheck.worlds.trials`); the counterexample is then made small.

A point where one side has no value and the other a finite one counts against a statement as well
(method `DOMAIN`), but is reported only if no two values differ anywhere: a proof covers the points
where both sides have values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from sympy import Symbol

from derivecheck.findings.evidence import Evidence, Outcome
from derivecheck.findings.finding import Counterexample
from derivecheck.language.functionals import JS, KL
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.statements import Every, NotAlways, Relation, Statement
from derivecheck.worlds.hunt import Hunt, as_relation, hunt
from derivecheck.worlds.instances import (
    LEAST,
    admits,
    fits,
    make_world,
)
from derivecheck.worlds.shape import shape
from derivecheck.worlds.trials import Precision, Trial, try_at
from derivecheck.worlds.world import NoWorld, World

MORE_FOR_BOUNDS = 16
FEWER = (25, 15)  # digits, for instances at which quadrature reaches no more
EQUAL = 1  # the seed of a nice instance in which numbers of one kind are equal
SMALLER = (2, 3, 4, 6, 8, 12, 16, 24, 32)  # sizes in place of a large one
DOMAIN = "domain"  # the method of a refutation by a missing value


def examine(
    statement: Statement, digits: int = 50, count: int | None = None, shrunk: bool = True
) -> tuple[tuple[Evidence, ...], Counterexample | None]:
    """What the instances say of the statement, and the counterexample if there is one.

    Without ``shrunk`` the counterexample is the first that is found, however long to read.
    """
    precision = Precision(digits)
    if isinstance(statement, NotAlways):
        return _examine_failure(statement, precision, count)
    if isinstance(statement, Every):
        return _examine_parts(statement, precision, count)
    trials: list[Trial] = []
    for trial in _trials(statement, precision, count):
        if trial.fails and not trial.missing:
            small = shrink(statement, trial, precision) if shrunk else trial
            return (_refutation(small, precision),), counterexample(small)
        trials.append(trial)
    hunted = Hunt() if count is not None or shape(statement).ground else hunt(statement)
    if hunted.catch is not None and (caught := _certified(statement, hunted.catch, precision)):
        return (_refutation(caught, precision),), counterexample(caught)
    found = _agreement(statement, trials, hunted.tried, precision)
    gap = next((t for t in trials if t.fails), None)
    if gap is None:
        return found, None
    gap = shrink(statement, gap, precision) if shrunk else gap
    return (replace(_refutation(gap, precision), method=DOMAIN), *found), counterexample(gap)


def _examine_parts(
    statement: Every, precision: Precision, count: int | None
) -> tuple[tuple[Evidence, ...], Counterexample | None]:
    """The first part that fails, else the first that stays open, else all."""
    results = [examine(part, precision.digits, count) for part in statement.parts]
    for outcome in (Outcome.REFUTES, Outcome.UNABLE):
        for evidence, point in results:
            if evidence[0].outcome is outcome:
                return evidence, point
    return tuple(e for evidence, _ in results for e in evidence), None


def _trials(statement: Statement, precision: Precision, count: int | None) -> Iterator[Trial]:
    """At the first instances, and for a bound at more, as it may fail for extreme laws alone."""
    more = 0
    if count is None:
        count = 1 if shape(statement).ground else 3 if shape(statement).on_line else 8
        more = MORE_FOR_BOUNDS if count == 8 and _is_bound(statement) else 0
    worlds = _worlds(statement, count, more)
    for w in chain(_equal(statement), worlds, _least(statement, count + more)):
        yield try_at(statement, w, precision)


def _certified(statement: Statement, catch: World, precision: Precision) -> Trial | None:
    """What a hunt has caught, made small, at full precision or at what the decimals reach there."""
    relation = as_relation(statement)
    if relation is None:
        return None
    for digits in dict.fromkeys((precision.digits, *FEWER)):
        trial = try_at(relation, catch, Precision(digits))
        if trial.fails and not trial.missing:
            return shrink(relation, trial, Precision(digits))
    return None


def _is_bound(statement: Statement) -> bool:
    return isinstance(statement, Relation) and statement.relation != "="


def _worlds(statement: Statement, count: int, more: int = 0) -> Iterator[World]:
    """Nice instances, two that are not, and more of those."""
    for seed in range(count + more):
        try:
            yield make_world(statement, seed, nice=seed < max(1, count - 2))
        except NoWorld:
            continue


def _equal(statement: Statement) -> Iterator[World]:
    """One nice instance in which laws on the line are equal, where laws are compared."""
    compared = (e for e in shape(statement).exprs if e.has(KL, JS))
    if shape(statement).on_line and not shape(statement).ground and any(compared):
        with suppress(NoWorld):
            yield make_world(statement, EQUAL, nice=True)


def _least(statement: Statement, seed: int) -> Iterator[World]:
    """One instance with a single outcome, where the assumptions admit it."""
    if shape(statement).sizes or shape(statement).on_integers:
        with suppress(NoWorld):
            yield make_world(statement, seed, False, LEAST)


def _examine_failure(
    statement: NotAlways, precision: Precision, count: int | None
) -> tuple[tuple[Evidence, ...], Counterexample | None]:
    """One certified counterexample to the part proves that it does not always hold."""
    evidence, point = examine(statement.part, precision.digits, count or 16)
    if point is None or evidence[0].method == DOMAIN:
        return (replace(evidence[0], outcome=Outcome.UNABLE, detail="the part never failed"),), None
    detail = f"the part fails at {point.point}: {point.lhs} against {point.rhs}"
    proof = replace(evidence[0], outcome=Outcome.PROVES, detail=detail)
    return (
        proof,
        replace(proof, method=f"{precision.digits} digits", outcome=Outcome.AGREES),
    ), None


def _refutation(trial: Trial, precision: Precision) -> Evidence:
    detail = trial.why or f"{trial.lhs} against {trial.rhs}"
    return Evidence("balls", Outcome.REFUTES, detail, instances=1, bound=f"{trial.bound:.1e}")


def _agreement(
    statement: Statement, trials: list[Trial], hunted: int, precision: Precision
) -> tuple[Evidence, ...]:
    """Agreement at every instance where both sides have values; a proof if nothing varies."""
    valued = [t for t in trials if not t.missing]
    good = [t for t in valued if t.fails is False]
    if len(good) < len(valued) or not good:
        why = next((t.why for t in trials if t.fails is None), "no instance is known")
        return (Evidence("balls", Outcome.UNABLE, why, instances=len(good)),)
    bound = f"{max(t.bound for t in good):.1e}"
    gap = f"{max(10.0**-precision.digits, *(t.gap for t in good)):.1e}"
    places, every = _instances(len(good)), len(good) + hunted
    more = f", {hunted} of them chosen to make it fail" if hunted else ""
    agrees = (
        Evidence("balls", Outcome.AGREES, f"true at {_instances(every)}{more}", 0.0, every, bound),
        Evidence(
            f"{precision.digits} digits",
            Outcome.AGREES,
            f"the decimals are those of the balls at {places}",
            0.0,
            len(good),
            gap,
        ),
    )
    if not (shape(statement).ground and all(t.certain for t in good)):
        return agrees
    detail = "nothing varies, so the enclosure is a proof"
    return (*agrees, Evidence("ball arithmetic", Outcome.PROVES, detail, bound=bound))


def _instances(count: int) -> str:
    return f"{count} exact instance{'s' * (count > 1)}"


def counterexample(trial: Trial) -> Counterexample:
    """The instance of a trial in readable form."""
    shown = trial.world.describe() if trial.world else {}
    point = ", ".join(f"{name} = {value}" for name, value in shown.items())
    if trial.world and trial.world.grain:
        point += f" ({trial.world.grain})"
    return Counterexample(point, trial.lhs, trial.rhs)


# --- small counterexamples


def shrink(statement: Statement, found: Trial, precision: Precision) -> Trial:
    """The most readable counterexample among nice instances near the one that was found."""
    if found.world is None:
        return found
    cheap = Precision(min(precision.digits, 25))
    candidates = [found.world, *_smaller(statement, found.world)]
    if not shape(statement).on_line:
        candidates += _worlds(statement, 24)
    best = _simplest(statement, candidates, cheap, found.missing) or found.world
    best = _greedily(statement, best, cheap, found.missing)
    confirmed = try_at(statement, best, precision)
    return confirmed if confirmed.fails and confirmed.missing is found.missing else found


def _smaller(statement: Statement, world: World) -> Iterator[World]:
    """Instances of the same look on fewer outcomes."""
    look = world.look
    if look is None or look.size <= SMALLER[-1]:
        return
    for size in SMALLER:
        with suppress(NoWorld):
            yield make_world(statement, world.seed, False, [size], replace(look, size=size))


def _simplest(
    statement: Statement, candidates: Sequence[World], precision: Precision, missing: bool
) -> World | None:
    """The failing instance that is easiest to read, the first of equals.

    More of an instance is shown once it has been evaluated, never less: what is longer than the
    best already need not be tried.
    """
    best, least = None, (math.inf, 0, "", 0)
    for k, w in sorted(enumerate(candidates), key=lambda pair: _complexity(pair[1])[0]):
        if _complexity(w)[0] > least[0]:
            break
        if _attempt(statement, w, precision, missing) and (*_complexity(w), k) < least:
            best, least = w, (*_complexity(w), k)
    return best


def _complexity(w: World) -> tuple[int, int, str]:
    """How long an instance is to read, then how large its numbers are."""
    shown = w.describe()
    text = " ".join(shown.values())
    return len(text), sum(map(int, re.findall(r"\d+", text))), text


def _greedily(statement: Statement, world: World, precision: Precision, missing: bool) -> World:
    derived = {a.determinant for a in statement.given if isinstance(a, GaussianVector)}
    for s in sorted(set(world.numbers) - derived, key=str):
        for value in _simpler(s, world.numbers[s]):
            trial = world.with_number(s, value)
            if _attempt(statement, trial, precision, missing):
                world = trial
                break
    return world


def _simpler(s: Symbol, value: Fraction) -> list[Fraction]:
    """Simpler values that satisfy the assumptions of the symbol."""
    if s.is_integer or type(s) is not Symbol:
        return []
    simple = [Fraction(v) for v in ("0", "1", "-1", "2", "1/2")]
    far = abs(value) if abs(value) > 1 else 1 / abs(value) if value else Fraction(1)
    for power in (10**k for k in range(1, len(str(int(far))))):  # towards the value
        size = Fraction(power) if abs(value) > 1 else Fraction(1, power)
        simple.append(size if value > 0 else -size)
    shorter = [v for v in simple if len(str(v)) <= len(str(value)) and v != value]
    return [v for v in shorter if fits(s, v)]


def _attempt(statement: Statement, world: World, precision: Precision, missing: bool) -> bool:
    """Whether the statement fails in the same way at another instance of its assumptions."""
    if not admits(statement, world):
        return False
    trial = try_at(statement, world, precision)
    return bool(trial.fails) and trial.missing is missing
