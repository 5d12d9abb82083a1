"""Mutants of lines that were verified: `python -m benchmarks.reading_mutants FOLDER… [--each N]`.

A letter, a sign, a factor, an argument, a number of the *source* of a verified step is changed, as
a hand would, and every step of which the changed side is one is read and judged again.  What they
say then is another statement, which must not be verified unless it is proved, and is thus true; or
the very same statement, which the reader may make only of a text that says the same: with another
name for a bound variable, another way to write a number, or a letter that the words say is equal.
Nothing is written.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from derivecheck.checking.fixes import Edit, after, edits
from derivecheck.checking.judged import judged
from derivecheck.checking.reading import Note, read_note
from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Step, read_document
from derivecheck.reading.elaboration.statements import Meaning, Refusal, conditions
from derivecheck.reading.letters import key_of
from derivecheck.reading.roles import Role
from derivecheck.reading.symbols import Kind
from derivecheck.reading.text import SUFFIXES, Text, read_text
from derivecheck.running.cache import Cache, default_folder
from derivecheck.running.parallel import Limits, Pool, Stopped, default_jobs, processes
from derivecheck.running.steps import Steps

LIMIT = 20.0  # seconds of one mutant
Mutant = tuple[Text, int, Edit]


class Fate(StrEnum):
    """What becomes of a mutant."""

    CAUGHT = "caught"
    TRUE = "another statement, and proved"
    SUPPORTED = "another statement, agrees at all instances"
    SAME = "another way to write the same"
    UNSEEN = "read as the statement that stood there"
    STOPPED = "stopped at its limit"


def fate(mutant: Mutant) -> Fate:
    """What a change makes of the steps that it touches: caught where one of them fails."""
    text, _, edit = mutant
    note = read_note(text)
    fates = [_fate(note, k, edit) for k, s in enumerate(note.document.steps) if _touches(s, edit)]
    order = (Fate.CAUGHT, Fate.SUPPORTED, Fate.UNSEEN, Fate.TRUE, Fate.SAME)
    found = min(fates, key=order.index, default=Fate.UNSEEN)
    return Fate.TRUE if found is Fate.UNSEEN and Fate.TRUE in fates else found


def _touches(step: Step, edit: Edit) -> bool:
    """Whether a change lies in a side of a step, or in the relation between them."""
    sides = ((s.start, s.end) for s in (step.left, step.right) if s.end)
    between = step.left.end and step.left.end <= edit.start and edit.end <= step.right.start
    return bool(between) or any(a <= edit.start and edit.end <= b for a, b in sides)


def _fate(note: Note, number: int, edit: Edit) -> Fate:
    before, found = note.meanings[number], after(note, number, edit)
    if isinstance(found, Refusal) or isinstance(before, Refusal):
        return Fate.CAUGHT
    if _statements(found) == _statements(before):
        edited = read_document(edit.applied(note.document.text)).steps
        other = edited[number] if len(edited) > number else None
        same = other is not None and says_the_same(note, note.document.steps[number], other)
        return Fate.SAME if same else Fate.UNSEEN
    verdict = judged(found, may_alarm=False).verdict
    return {"PROVED": Fate.TRUE, "SUPPORTED": Fate.SUPPORTED}.get(verdict, Fate.CAUGHT)


def _statements(found: list[Meaning]) -> list[object]:
    return [m.statement for m in found]


# --- what is only written in another way


def says_the_same(note: Note, step: Step, other: Step) -> bool:
    """Whether two steps differ in the names of bound variables, equal letters or numbers alone."""
    equal = {
        frozenset((key_of(c.left), key_of(c.right)))
        for c in conditions(note.document, step)
        if c.relation == "="
    }
    pairs = ((step.left, other.left), (step.right, other.right))
    return all(
        a.tree is not None and b.tree is not None and _alike(note, a.tree, b.tree, equal)
        for a, b in pairs
    )


def _alike(note: Note, a: t.Tree, b: t.Tree, equal: set[frozenset[str | None]]) -> bool:
    keys = (key_of(a), key_of(b))
    if a == b or frozenset(keys) in equal:
        return True
    if None not in keys and len(str(keys[0])) == 1 and str(keys[0]).lower() == str(keys[1]).lower():
        return not note.symbols.is_a(keys[0], Kind.LAW)  # X for its value x
    if not any(isinstance(x, t.Name) for tree in (a, b) for x in tree.walk()):
        return True  # numbers alone, of which the statements show that they are equal
    if isinstance(a, (t.Big, t.Integral)) and _renames(note, a, b):
        return True
    below = ([*a.parts], [*b.parts])
    alike = type(a) is type(b) and len(below[0]) == len(below[1]) > 0
    return alike and all(_alike(note, x, y, equal) for x, y in zip(*below, strict=True))


def _renames(note: Note, a: t.Tree, b: t.Tree) -> bool:
    """Whether one to one other letters make one tree of the other, those of no law or function."""
    mine, theirs = ([x for x in tree.walk() if isinstance(x, t.Name)] for tree in (a, b))
    there = {(x.text, x.font): (y.text, y.font) for x, y in zip(mine, theirs, strict=False)}
    back = {y: x for x, y in there.items()}
    fixed = (Kind.LAW, Kind.FUNCTION, Kind.DEFINED, Kind.NUMBER)
    changed = [x[0] for x, y in there.items() if x != y]
    if len(back) < len(there) or any(note.symbols.is_a(x, k) for x in changed for k in fixed):
        return False

    def renamed(x: t.Tree) -> t.Tree:
        if not isinstance(x, t.Name):
            return x
        text, font = there[x.text, x.font]
        return replace(x, text=text, font=font)

    return t.rewritten(a, renamed) == b


def mutants(text: Text, each: int, seed: int) -> Iterator[Mutant]:
    """Up to ``each`` changes of every verified step of a note."""
    note = read_note(text)
    wanted = [(text, k) for k, m in enumerate(note.meanings) if not isinstance(m, Refusal)]
    results = Steps(default_jobs(), Limits(LIMIT), Cache(default_folder())).run(wanted)
    for (_, k), result in zip(wanted, results, strict=True):
        claims = note.document.steps[k].role is Role.CLAIM
        if claims and result.verdict in ("PROVED", "SUPPORTED"):
            found = list(dict.fromkeys(edits(text, note.document.steps[k], "")))
            chosen = random.Random(f"{seed} {k}").sample(found, min(each, len(found)))
            yield from ((text, k, edit) for edit in chosen)


def main() -> None:
    """Print the fates of the mutants, and each that is neither caught nor proved."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=8, help="changes of one step")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = [f for d in given.folders for f in sorted(d.rglob("*")) if f.suffix in SUFFIXES]
    texts = [read_text(f) for f in files if f.stem != "README"]
    planned = [m for text in texts for m in mutants(text, given.each, given.seed)]
    pool = Pool[Mutant, Fate](fate, processes(default_jobs()), Limits(LIMIT), (__name__,))
    fates = Counter[Fate]()
    for k, result in pool.stream(planned):
        found = Fate.STOPPED if isinstance(result, Stopped) else result
        fates[found] += 1
        if found in (Fate.SUPPORTED, Fate.UNSEEN):
            print(found, *_shown(planned[k]), sep=" | ")
    missed = fates[Fate.SUPPORTED] + fates[Fate.UNSEEN]
    score = fates[Fate.CAUGHT] / max(1, fates[Fate.CAUGHT] + missed)
    for one in Fate:
        print(f"{fates[one]:6} {one}")
    print(f"{len(planned)} mutants: of those that say something false {100 * score:.2f} % caught")


def _shown(mutant: Mutant) -> Iterator[str]:
    text, number, edit = mutant
    step = read_note(text).document.steps[number]
    start = step.left.start if step.left.end else step.right.start
    yield f"{Path(text.name).name[:20]}:{step.line}"
    yield " ".join(text.text[start : step.right.end].split())[:100]
    yield f"{text.text[edit.start : edit.end]!r} -> {edit.new!r} at {edit.start - start}"


if __name__ == "__main__":
    main()
