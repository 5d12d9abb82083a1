"""How a step of a note was read: source, tree, readings tried, letters with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from derivecheck.checking.judged import DIGITS
from derivecheck.checking.reading import Note, read_note
from derivecheck.checking.written import letters
from derivecheck.judgement.conditions import obligations
from derivecheck.judgement.judge import judge
from derivecheck.language.statements import statement_tex
from derivecheck.latex.formula import tree as t
from derivecheck.latex.unicode import formula, prose
from derivecheck.reading.document import Step
from derivecheck.reading.elaboration.statements import Meaning, Refusal
from derivecheck.reading.text import Text

DEEPEST = 40


def explain(text: Text, line: int) -> Iterator[str]:
    """Everything that is known of the steps of one line."""
    note = read_note(text)
    numbers = [k for k, s in enumerate(note.document.steps) if s.line == line]
    if not numbers:
        near = sorted({s.line for s in note.document.steps}, key=lambda n: abs(n - line))[:3]
        yield f"no step on line {line}; the nearest are on {', '.join(map(str, sorted(near)))}"
    for k in numbers:
        yield from _explained(note, k)


def _explained(note: Note, number: int) -> Iterator[str]:
    document, step = note.document, note.document.steps[number]
    left, right = (document.source(s) if s.end else "…" for s in (step.left, step.right))
    yield f"{document.text.name}:{step.line}  {left} {step.relation} {right}"
    yield f"  role: {step.role}; words before: {' '.join(step.lead.split())[-120:]!r}"
    for side in (step.left, step.right):
        if side.tree is not None:
            yield from ("  " + row for row in drawn(side.tree))
        yield from (f"  tolerated: {w.what}" for w in side.warnings)
    yield from ("  " + row for row in letters(note.symbols, _keys(note, step)))
    found = note.meanings[number]
    if isinstance(found, Refusal):
        yield f"  not understood: {found.why}: {document.text.text[found.start : found.end]!r}"
    else:
        yield from _readings(found)


def _readings(found: list[Meaning]) -> Iterator[str]:
    """Every reading with its statement and what the judge says of it alone."""
    for price, meaning in enumerate(found, 1):
        judgement = judge(meaning.statement, DIGITS)
        yield f"  reading {price}: {meaning.reading.sentence}"
        yield f"    says: {formula(statement_tex(meaning.statement))}"
        yield from (f"    given: {prose(a.sentence)}" for a in meaning.statement.given)
        yield from (f"    uncertain: {doubt}" for doubt in meaning.doubts)
        yield f"    {judgement.verdict.words}"
        if point := judgement.counterexample:
            yield f"    at {prose(point.point) or 'every point'}: {point.lhs} against {point.rhs}"
        for e in judgement.evidence:
            yield f"    {e.method}: {e.outcome}" + (f": {prose(e.detail)}" if e.detail else "")
        left = obligations(judgement.proof, meaning.statement.given)
        yield from (f"    provided {prose(condition)}" for condition in left)


def _keys(note: Note, step: Step) -> list[str]:
    found = note.meanings[note.document.steps.index(step)]
    if not isinstance(found, Refusal):
        return list(found[0].letters)
    return sorted(note.symbols.evidence)


def symbol_table(text: Text) -> Iterator[str]:
    """The table of a note, and what would have to be declared."""
    note = read_note(text)
    yield from letters(note.symbols, sorted(note.symbols.evidence))
    for d in note.symbols.definitions:
        yield f"{d.key}: defined on line {d.line}"
    doubts = {d for m in note.meanings if not isinstance(m, Refusal) for x in m for d in x.doubts}
    for doubt in sorted(doubts):
        yield f"uncertain: {doubt}"


def drawn(tree: t.Tree) -> Iterator[str]:
    """A tree, one part a line."""
    waiting: list[tuple[t.Tree, int]] = [(tree, 0)]
    while waiting:
        part, depth = waiting.pop()
        yield "  " * depth + f"{type(part).__name__.strip('_')} {_own(part)}".rstrip()
        if depth < DEEPEST:
            waiting.extend((x, depth + 1) for x in reversed([*part.parts]))


def _own(tree: t.Tree) -> str:
    """What a part says besides its parts."""
    values = [getattr(tree, f.name) for f in fields(tree) if f.name != "place"]
    plain = [v for v in values if isinstance(v, (str, int)) and v]
    plain += [" ".join(v) for v in values if isinstance(v, tuple) and v and isinstance(v[0], str)]
    return " ".join(map(str, plain))
