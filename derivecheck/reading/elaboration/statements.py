"""From a step to statements of the engine, one for each reading that gives it a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Expr

from derivecheck.language import (
    Different,
    Relation,
    Statement,
    StatementError,
    given,
    not_always,
)
from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Document, Step
from derivecheck.reading.elaboration.cases import cases_of_laws, cases_of_sides, in_case, is_of_laws
from derivecheck.reading.elaboration.frame import Bound, Frame, NotUnderstood
from derivecheck.reading.elaboration.labelled import labelled_laws, with_labels
from derivecheck.reading.elaboration.laws import call_in
from derivecheck.reading.elaboration.readings import Reading, readings
from derivecheck.reading.elaboration.scalars import scalar, sides_of
from derivecheck.reading.elaboration.solutions import put_solutions, solved_before
from derivecheck.reading.letters import calls, is_index, is_letter, key_of, variable_of
from derivecheck.reading.recurrences import family
from derivecheck.reading.symbols import (
    Kind,
    Symbols,
    bound_names,
    defined_name,
    head_of,
    is_head,
    is_variance,
    parameter_of_normal,
    without_extrema,
)
from derivecheck.terms.binders import BinderError

PLAIN_EQUATION = re.compile(r"(?<![A-Za-z0-9_=])([A-Za-z])\s*=\s*([A-Za-z])(?![A-Za-z0-9_=(])")
FORMULA = re.compile(r"\$[^$]*\$")
WHERE = re.compile(r"(?:where|with|其中)\s*$", re.IGNORECASE)
NEAR_AFTER = 60  # characters after a formula in which a clause with "where" belongs to it
RELATIONS = {"=": "=", "==": "=", "<=": "<=", "<": "<", ">=": ">=", ">": ">", "!=": "="}


@dataclass(frozen=True)
class Meaning:
    """A step under one reading: the statement, and letters whose role is not certain."""

    statement: Statement
    reading: Reading
    doubts: tuple[str, ...]
    letters: tuple[str, ...]  # those that it speaks of
    bound: tuple[str, ...]  # those that it sums or integrates over, or may
    against: int  # how many sides back the left side stands
    optimum: str = ""  # the letter of which both sides are only to have the same optimum
    congruent: bool = False  # both sides are the same max or min: equal if what is below is


@dataclass(frozen=True)
class Refusal:
    """Why a step has no meaning under any reading, and where reading stopped."""

    why: str
    start: int
    end: int


def meanings(document: Document, symbols: Symbols, step: Step) -> list[Meaning] | Refusal:
    """The meanings of a step in the order of its readings, or why it has none."""
    for side in (step.left, step.right):
        if side.tree is None:
            return Refusal(side.trouble, side.start, side.end)
    if step.relation not in RELATIONS:
        return Refusal(f"the relation {step.relation}", step.right.start, step.right.end)
    base = document.declared.base(step.section)
    found: list[Meaning] = []
    refusal: Refusal | None = None
    said, zeros = conditions(document, step), tuple(solved_before(document, step))
    for back in _compared(step):
        for reading in _readings(symbols, step, _trees(step, back), base):
            result = _meaning(symbols, step, reading, back, said, zeros)
            if isinstance(result, Meaning):
                if result.statement not in [m.statement for m in found]:
                    found.append(result)
            elif refusal is None or (result.start > refusal.start and back == 1):
                refusal = result
        if found:
            break
    return (
        [*found, *_special_cases(symbols, step, found, said, base)]
        or refusal
        or Refusal("no reading", step.right.start, step.right.end)
    )


def _special_cases(
    symbols: Symbols,
    step: Step,
    found: list[Meaning],
    said: list[t.Compare],
    base: str,
) -> Iterator[Meaning]:
    """The step in a case that its formula or its words hint at; it counts only as a condition."""
    usual = next((m for m in found if m.reading.space == "outcomes"), None)
    known = [m.statement for m in found]
    for special in dict.fromkeys(_cases(symbols, step, usual)):
        back = usual.against if usual is not None and is_of_laws(special) else 1
        for reading in _in_case(symbols, step, base, special, usual):
            result = _meaning(symbols, step, reading, back, said)
            if isinstance(result, Meaning) and result.statement not in known:
                known.append(result.statement)
                yield result


def _cases(symbols: Symbols, step: Step, usual: Meaning | None) -> Iterator[str]:
    if usual is not None:
        yield from cases_of_laws(symbols, step, _trees(step, usual.against), usual.statement)
    yield from cases_of_sides(symbols, step, _trees(step, 1))


def _in_case(
    symbols: Symbols, step: Step, base: str, special: str, usual: Meaning | None
) -> Iterator[Reading]:
    """The readings in a case: the usual one where it is one of laws on outcomes, else all."""
    if usual is not None and is_of_laws(special):
        yield replace(usual.reading, special=special)
        return
    for reading in _readings(symbols, step, in_case(special, _trees(step, 1)), base):
        yield replace(reading, special=special)


def _compared(step: Step) -> Iterator[int]:
    """Which earlier side a side may be meant to equal: the one before, else one further back."""
    yield 1
    if step.relation == "=":
        yield from range(2, min(len(step.sides), 5))


def _trees(step: Step, back: int) -> tuple[t.Tree, ...]:
    chosen = (step.sides[-1 - back], step.right)
    return tuple(s.tree for s in chosen if s.tree is not None)


def _readings(
    symbols: Symbols, step: Step, trees: tuple[t.Tree, ...], base: str
) -> Iterator[Reading]:
    if len(trees) < 2:
        return
    used = tuple(_used(symbols, step, trees))
    laws = _laws(symbols, (*trees, *used))
    valued = any(d.key in laws for d in symbols.laws if d.start < step.start)
    found = readings(trees, laws, valued, base, used)
    parts = [x for tree in trees for x in tree.walk()]
    squares = [replace(x, sup=None) for x in parts if isinstance(x, t.Scripted) and x.sup]
    keys = {key_of(x) or "" for x in (*parts, *squares)}
    if not any(parameter_of_normal(symbols, k)[1] for k in keys):
        yield from found
        return
    both = [*found]
    yield from (*both, *(replace(r, indexed=True) for r in both))


def _laws(symbols: Symbols, trees: tuple[t.Tree, ...]) -> frozenset[str]:
    """The letters of laws in a step."""
    keys = {key_of(p) for x in trees for p in x.walk() if is_letter(p)}
    return frozenset(k for k in keys if k is not None and symbols.is_a(k, Kind.LAW))


def _used(symbols: Symbols, step: Step, trees: tuple[t.Tree, ...]) -> Iterator[t.Tree]:
    """The definitions of the names that a step speaks of, and of those that they speak of."""
    seen: set[str] = set()
    waiting = [*trees]
    while waiting:
        tree = waiting.pop()
        parts = [p for p in tree.walk() if is_letter(p)]
        entries = {family(str(key_of(p.base))) for p in parts if isinstance(p, t.Scripted)}
        for key in ({key_of(p) for p in parts} | entries) - seen - {None}:
            seen.add(str(key))
            for definition in symbols.definitions_of(str(key), step.start)[:1]:
                waiting.append(definition.body)
                yield definition.body


def _meaning(
    symbols: Symbols,
    step: Step,
    reading: Reading,
    back: int,
    found: list[t.Compare],
    zeros: Sequence[t.Tree] = (),
) -> Meaning | Refusal:
    trees, congruent = in_case(reading.special, _trees(step, back)), False
    if step.relation in ("=", "==") and len(trees) == 2:
        bodies = without_extrema(*trees)
        trees, congruent = bodies, bodies != trees
    optimum = _optimised(trees)
    if optimum:
        trees = tuple(x.body for x in trees if isinstance(x, t.Extremum))
    try:
        floor = step.sides[0].start - len(step.lead) - 1  # the same sentence
        same = _equal_laws(symbols, [c for c in found if c.place.start >= floor])
        end = step.right.end
        labels: frozenset[str] = frozenset()
        if reading.labelled:
            trees, labels = with_labels(trees, labelled_laws(trees, _laws(symbols, trees)))
        frame = Frame(
            symbols, reading, step.start, trees, same=same, scalar=scalar, end=end, labelled=labels
        )
        frame.prepare(_used(symbols, step, trees))
        put_solutions(frame, iter(zeros), scalar)
        _assume_indices(frame, [c for c in found if is_index(c.left) and is_index(c.right)])
        _require_known(symbols, trees)
        left, right = sides_of(frame, *trees)
        left, right = frame.in_domain(left, right)
        statement = _statement(step.relation, frame, left, right, trees[1])
    except NotUnderstood as error:
        place = error.place
        if place is None or not step.left.start <= place.start <= step.right.end:
            return Refusal(error.why, step.right.start, step.right.end)
        return Refusal(error.why, place.start, place.end)
    except (StatementError, BinderError, ValueError, TypeError, ZeroDivisionError) as error:
        return Refusal(f"no well-formed statement: {error}", step.right.start, step.right.end)
    letters = tuple(sorted({k for x in trees for p in x.walk() if (k := key_of(p))}))
    doubts = (*frame.doubts.values(), *_anew(symbols, step, trees))
    bound = tuple(dict.fromkeys(_variables(trees)))
    return Meaning(statement, reading, doubts, letters, bound, back, optimum, congruent)


def _variables(trees: tuple[t.Tree, ...]) -> Iterator[str]:
    """What sums and integrals run over, then the variables of laws and functions."""
    for part in (p for x in trees for p in x.walk()):
        if isinstance(part, t.Big):
            yield from bound_names(part.sub)
        elif isinstance(part, t.Integral):
            yield from filter(None, map(key_of, part.variables))
    for call in (c for x in trees for c in calls(x)):
        yield from filter(None, map(variable_of, call.bracket.items))


def _require_known(symbols: Symbols, trees: tuple[t.Tree, ...]) -> None:
    """Nothing is said of a function of which nothing is known and which is a side alone."""
    for tree, other in zip(trees, reversed(trees), strict=True):
        call = call_in(tree)
        key = None if call is None else key_of(call.letter)
        if call is None or key is None or is_variance(call.letter):
            continue
        if is_head(head_of(symbols, key)[0], call.bracket):
            continue
        whole = key.rstrip("'")  # a derivative is known where the function is
        if symbols.evidence.get(whole, {}).keys() != {Kind.FUNCTION}:
            continue
        if key not in {key_of(x) for x in other.walk() if is_letter(x)}:
            raise NotUnderstood(f"nothing says what {key}(…) is", call.letter)


def _anew(symbols: Symbols, step: Step, trees: tuple[t.Tree, ...]) -> Iterator[str]:
    """An equation for a name that has a meaning already may give it another one."""
    for d in symbols.claimed:
        if d.start == step.right.start:
            yield f"{d.key} may be defined here"
    for tree in trees if step.relation in ("=", "==") else ():
        named = defined_name(symbols, tree)
        known = symbols.definition(named[0], step.start) if named else None
        if named is not None and known is not None:
            yield f"{named[0]}, defined on line {known.line}, may be defined anew"


def _optimised(trees: tuple[t.Tree, ...]) -> str:
    """The letter over which both sides are argmax or argmin; empty where they are not."""
    if not all(isinstance(x, t.Extremum) and x.kind.startswith("arg") for x in trees):
        return ""
    kinds = {(x.kind, key_of(x.sub)) for x in trees if isinstance(x, t.Extremum)}
    return kinds.pop()[1] or "" if len(kinds) == 1 else ""


def conditions(document: Document, step: Step) -> list[t.Compare]:
    """What the words before a chain, and bars in it, say: i = j, i ≠ j, p = q."""
    floor = step.sides[0].start - len(step.before) - 1
    found = [
        t.Compare(s.left.tree.place, s.left.tree, s.relation, s.right.tree)
        for s in document.settings
        if floor <= s.start < step.sides[0].start or _explains(s, step)
        if s.left.tree is not None and s.right.tree is not None
    ]
    here = t.Place(step.sides[0].start - 1, step.sides[0].start - 1)
    for one, other in PLAIN_EQUATION.findall(FORMULA.sub(" ", step.lead)):
        found.append(t.Compare(here, t.Name(here, one), "=", t.Name(here, other)))
    for side in step.sides:
        for part in side.tree.walk() if side.tree is not None else ():
            if isinstance(part, t.Evaluated) and isinstance(part.sub, t.Compare):
                found.append(part.sub)
    return found


def _explains(setting: Step, step: Step) -> bool:
    """Whether a setting after a step says what one of its letters is: where P' = Q."""
    near = step.right.end <= setting.start <= step.right.end + NEAR_AFTER
    return near and WHERE.search(setting.lead) is not None


def _equal_laws(symbols: Symbols, found: list[t.Compare]) -> dict[str, str]:
    """Laws that the words before a step say are one: p = q."""
    pairs = [(_law_letter(c.left), _law_letter(c.right)) for c in found if c.relation == "="]
    return {
        b: a
        for a, b in pairs
        if a is not None and b is not None and a != b
        if symbols.is_a(a, Kind.LAW) and symbols.is_a(b, Kind.LAW)
    }


def _law_letter(tree: t.Tree) -> str | None:
    """The letter of p or p(x)."""
    call = call_in(tree)
    return key_of(tree if call is None else call.letter)


def _assume_indices(frame: Frame, found: list[t.Compare]) -> None:
    """Indices that are equal are one; indices that are not are assumed different."""
    letters = {key_of(p.sub) for x in frame.trees for p in x.walk() if isinstance(p, t.Scripted)}
    for c in found:
        i, j = key_of(c.left), key_of(c.right)
        if i is None or j is None or frame.reading.space != "outcomes" or not {i, j} <= letters:
            continue
        one = frame.variable(i)
        if c.relation == "=":
            frame.env[j] = Bound(one, None)
        else:
            pair = Different(one, frame.variable(j))
            frame.assume(pair, pair)


def _statement(relation: str, frame: Frame, left: Expr, right: Expr, written: t.Tree) -> Statement:
    where = given(*frame.given.values())
    decimal = written.text if isinstance(written, t.Number) and "." in written.text else ""
    if decimal and relation in ("=", "~~") and not left.is_Rational:
        return where.rounds(left, decimal)
    said = Relation(where.assumptions, RELATIONS[relation], left, right)
    return not_always(said) if relation == "!=" else said
