"""Mutants of lines that were verified: `python -m benchmarks.reading_mutants FOLDER… [--each N]`.

A letter, a sign, a factor, an argument, a number of the *source* of a verified step is changed, as
a hand would, and the step is read and judged again.  What it says then is another statement, which
must not be verified unless it is proved, and is thus true; or the very same statement, which the
reader must not make of another text.  Nothing is written.
"""

from __future__ import annotations

import random
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from derivecheck.checking.fixes import Edit, after, edits
from derivecheck.checking.judged import judged
from derivecheck.checking.reading import read_note
from derivecheck.reading.statements import Meaning, Refusal
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
    UNSEEN = "read as the statement that stood there"
    STOPPED = "stopped at its limit"


def fate(mutant: Mutant) -> Fate:
    """A step after one change of its source."""
    text, number, edit = mutant
    note = read_note(text)
    before, found = note.meanings[number], after(note, number, edit)
    if isinstance(found, Refusal) or isinstance(before, Refusal):
        return Fate.CAUGHT
    if _statements(found) == _statements(before):
        return Fate.UNSEEN
    verdict = judged(found, may_alarm=False).verdict
    return {"PROVED": Fate.TRUE, "SUPPORTED": Fate.SUPPORTED}.get(verdict, Fate.CAUGHT)


def _statements(found: list[Meaning]) -> list[object]:
    return [m.statement for m in found]


def mutants(text: Text, each: int, seed: int) -> Iterator[Mutant]:
    """Up to ``each`` changes of every verified step of a note."""
    note = read_note(text)
    wanted = [(text, k) for k, m in enumerate(note.meanings) if not isinstance(m, Refusal)]
    results = Steps(default_jobs(), Limits(LIMIT), Cache(default_folder())).run(wanted)
    for (_, k), result in zip(wanted, results, strict=True):
        if result.verdict in ("PROVED", "SUPPORTED"):
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
    score = fates[Fate.CAUGHT] / max(1, sum(fates[f] for f in (*Fate,)[:1] + (*Fate,)[2:4]))
    for one in Fate:
        print(f"{fates[one]:6} {one}")
    print(f"{len(planned)} mutants: {100 * score:.2f} % of those not proved true were caught")


def _shown(mutant: Mutant) -> Iterator[str]:
    text, number, edit = mutant
    step = read_note(text).document.steps[number]
    start = step.left.start if step.left.end else step.right.start
    yield f"{Path(text.name).name[:20]}:{step.line}"
    yield " ".join(text.text[start : step.right.end].split())[:100]
    yield f"{text.text[edit.start : edit.end]!r} -> {edit.new!r} at {edit.start - start}"


if __name__ == "__main__":
    sys.exit(main())
