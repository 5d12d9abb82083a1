"""Whether a ledger says of a line what the line says: its statement against the reader's.

The reader names laws as the note does, a ledger as its author did.  Two statements are the same if
their letters can be matched so that each side of one is proved equal to that side of the other,
both perhaps in bits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, permutations

from sympy import Expr, Indexed, S, Symbol, log
from sympy.core.function import AppliedUndef

from derivecheck.checking.reading import Note
from derivecheck.language import Every, NotAlways, Relation, Rounds, Statement
from derivecheck.language.functionals import unfold
from derivecheck.proof.prove import prove
from derivecheck.reading.claim import Claim
from derivecheck.reading.document import Step
from derivecheck.reading.elaboration.statements import Refusal
from derivecheck.terms.binders import Bound, family, function

TURNED = {"<=": ">=", "<": ">"}  # bounds are compared with the larger side first
RELATION = re.compile(r"[=<>~]|\\(?:leq?|geq?|equiv|approx|neq?)(?![a-z])")
SPACES = re.compile(r"\s|&|\\notag|\\quad|\\displaystyle|\\\\|\\[,;!]|[.,]+$")
MOST = 120  # ways to match the letters of two statements
Sides = tuple[str, tuple[Expr, ...]]


@dataclass(frozen=True)
class Compared:
    """A claim whose formula the reader understands, and whether both say the same."""

    id: str
    line: int
    same: bool


def compared(claims: tuple[Claim, ...], note: Note) -> Iterator[Compared]:
    """The claims of one line whose formula is a step that was understood."""
    for claim in claims:
        if claim.says is None or claim.lines[0] != claim.lines[1]:
            continue
        meanings = [
            m
            for step, found in zip(note.document.steps, note.meanings, strict=True)
            if step.line == claim.lines[0] and not isinstance(found, Refusal)
            if _is_written(note, step, claim.latex)
            for m in found
        ]
        if meanings:
            theirs = [claim.says, *(r.statement for r in claim.readings)]
            same = any(_is_said([m.statement for m in meanings], s) for s in theirs)
            yield Compared(claim.id, claim.lines[0], same)


def _is_written(note: Note, step: Step, latex: str) -> bool:
    """Whether a formula of a ledger holds a step: its right side, and its left side or none."""
    whole = _squeezed(latex)
    left, right = (_squeezed(note.document.source(side)) for side in (step.left, step.right))
    before, _, after = whole.rpartition(right)
    goes_on = RELATION.match(whole) is not None
    return (
        bool(right)
        and RELATION.search(before + after) is not None
        and (goes_on or not step.left.end or left in before)
    )


def _squeezed(latex: str) -> str:
    """A formula without what does not count: spaces, cells, ends of rows."""
    return SPACES.sub("", latex)


def _is_said(read: list[Statement], written: Statement) -> bool:
    """Whether one of the reader's statements is the same, or one for each part."""
    if isinstance(written, Every):
        return all(_is_said(read, part) for part in written.parts)
    return any(is_same(statement, written) for statement in read)


def is_same(read: Statement, written: Statement) -> bool:
    """Whether two statements are proved the same under some matching of their letters."""
    ours, theirs = _sides(read), _sides(written)
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    opened = tuple(_in_nats(unfold(e), read) for e in ours[1]), tuple(map(unfold, theirs[1]))
    numbers = {s.name: s for e in opened[1] for s in e.free_symbols if isinstance(s, Symbol)}
    for names in islice(_matchings(*opened), MOST):
        renamed = [_renamed(e, names, numbers) for e in opened[0]]
        pairs = list(zip(renamed, opened[1], strict=True))
        if any(all(_equal(a, unit * b, written) for a, b in pairs) for unit in (1, log(2))):
            return True
    return False


def _in_nats(e: Expr, read: Statement) -> Expr:
    """A value in units of some base b, of which a ledger speaks in nats; others as they are."""
    for unit in sorted(e.atoms(log), key=str):
        plain = e.xreplace({unit: S.One})
        if unit.args[0].is_Symbol and _equal(plain / unit, e, read):
            return plain
    return e


def _sides(statement: Statement) -> Sides | None:
    if isinstance(statement, NotAlways):
        inner = _sides(statement.part)
        return None if inner is None else (f"not {inner[0]}", inner[1])
    if isinstance(statement, Relation) and statement.relation in TURNED:
        return TURNED[statement.relation], (statement.rhs, statement.lhs)
    if isinstance(statement, Relation):
        return statement.relation, (statement.lhs, statement.rhs)
    if isinstance(statement, Rounds):
        return f"rounds to {statement.printed}", (statement.value,)
    return None


def _equal(a: Expr, b: Expr, written: Statement) -> bool:
    if a == b:
        return True
    given = written.part.given if isinstance(written, NotAlways) else written.given
    try:
        return bool(prove(Relation(given, "=", a, b)))
    except (TypeError, ValueError, NotImplementedError):
        return False


def _letters(sides: tuple[Expr, ...]) -> list[tuple[str, str]]:
    """The letters of functions, families and numbers, with what they are."""
    found: dict[tuple[str, str], None] = {}
    for e in sides:
        heads = [(f"function of {len(f.args)}", f.func.__name__) for f in e.atoms(AppliedUndef)]
        entries = [("family", i.base.name) for i in e.atoms(Indexed)]
        bases = {i.base.label for i in e.atoms(Indexed)}
        free = e.free_symbols - bases - e.atoms(Indexed)
        numbers = [
            ("number", s.name) for s in free if isinstance(s, Symbol) and not isinstance(s, Bound)
        ]
        found.update(dict.fromkeys(sorted([*heads, *entries, *numbers])))
    return list(found)


def _matchings(
    ours: tuple[Expr, ...], theirs: tuple[Expr, ...]
) -> Iterator[Mapping[tuple[str, str], str]]:
    """The ways to give our letters the names of theirs, the likely ones first."""
    mine, other = _letters(ours), _letters(theirs)
    kinds = sorted({kind for kind, _ in (*mine, *other)})
    choices: list[dict[tuple[str, str], str]] = [{}]
    for kind in kinds:
        a, b = ([n for k, n in x if k == kind] for x in (mine, other))
        if len(a) != len(b):
            return
        ways = sorted(permutations(b), key=lambda way: _unlikeness(a, way))
        choices = [
            {**c, **{(kind, x): y for x, y in zip(a, way, strict=True)}}
            for c in choices[:MOST]
            for way in islice(ways, MOST)
        ]
    yield from choices


def _unlikeness(ours: list[str], theirs: tuple[str, ...]) -> int:
    """How many letters change their first letter, capitals aside."""
    return sum(a[0].lower() != b[0].lower() for a, b in zip(ours, theirs, strict=True))


def _sign(e: Expr) -> str:
    """The assumption that a value of a law or function carries."""
    if e.is_positive:
        return "positive"
    return "nonnegative" if e.is_nonnegative else "real"


def _renamed(e: Expr, names: Mapping[tuple[str, str], str], numbers: Mapping[str, Symbol]) -> Expr:
    """An expression with other letters; its numbers are those that the ledger speaks of."""

    def function_of(f: Expr) -> Expr:
        new = names[f"function of {len(f.args)}", f.func.__name__]
        return function(new, _sign(f))(*f.args)

    def entry_of(i: Indexed) -> Expr:
        return family(names["family", i.base.name], _sign(i))[i.indices]

    e = e.replace(lambda x: isinstance(x, AppliedUndef), function_of)
    e = e.replace(lambda x: isinstance(x, Indexed), entry_of)
    symbols = {
        s: numbers[new]
        for (kind, old), new in names.items()
        if kind == "number"
        for s in e.free_symbols
        if isinstance(s, Symbol) and s.name == old
    }
    return e.xreplace(symbols)
