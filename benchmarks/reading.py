"""How much of real notes is read and decided: `python -m benchmarks.reading FOLDER…`.

For each folder: steps, claims, understood, decided, by verdict, the commonest causes of what was
not understood, and every WRONG and SUSPICIOUS to be judged by hand.  Nothing is written; the
figures of `docs/reading.md` are from here.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedNote, Said
from derivecheck.reading.text import SUFFIXES, read_text
from derivecheck.running.cache import Cache, default_folder
from derivecheck.running.parallel import Limits, default_jobs
from derivecheck.running.steps import Steps

LIMIT = 15.0  # seconds of one step


def checked(folder: Path) -> list[CheckedNote]:
    """All notes of a folder."""
    steps = Steps(default_jobs(), Limits(LIMIT), Cache(default_folder()))
    files = sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.stem != "README")
    return [check_text(read_text(f), steps.run) for f in files]


def table(notes: list[CheckedNote]) -> str:
    """One row a note, and one for all."""
    head = "| note | steps | claims | understood | decided | " + " | ".join(Said) + " | s |\n"
    rows = [head, "|---" * (len(Said) + 6) + "|\n"]
    rows += [_row(Path(n.name).name, [n]) for n in notes]
    return "".join([*rows, _row("all", notes)])


def _row(name: str, notes: list[CheckedNote]) -> str:
    claims, understood, decided = (
        sum(getattr(n, f) for n in notes) for f in ("claims", "understood", "decided")
    )
    share = [f"{x} ({100 * x / max(1, claims):.0f} %)" for x in (understood, decided)]
    counts = sum((n.counts for n in notes), Counter())  # type: Counter[Said]
    cells = [sum(len(n.steps) for n in notes), claims, *share, *(counts[v] for v in Said)]
    seconds = sum(n.seconds for n in notes)
    return f"| {name} | " + " | ".join(map(str, cells)) + f" | {seconds:.1f} |\n"


def causes(notes: list[CheckedNote]) -> list[tuple[str, int]]:
    """Why claims were not understood, the letters left out."""
    whys = (s.why for n in notes for s in n.steps if s.verdict is Said.NOT_UNDERSTOOD)
    return Counter(map(_general, whys)).most_common(15)


def _general(why: str) -> str:
    why = re.sub(r"\(column \d+\)", "", why)
    return re.sub(r"^nothing says what .* is$", "nothing says what a letter is", why)[:70].strip()


def alarms(notes: list[CheckedNote]) -> Iterator[str]:
    """Every step that raises an alarm or nearly does."""
    for n in notes:
        for s in n.steps:
            if s.verdict in (Said.WRONG, Said.SUSPICIOUS):
                what = (s.source[:100], s.why[:110], s.mistake, s.reading)
                yield f"{Path(n.name).name}:{s.line} {s.verdict} " + " || ".join(what)


def main() -> None:
    """Print the tables of the folders that are named."""
    for folder in map(Path, sys.argv[1:]):
        notes = checked(folder)
        print(f"## {folder}\n\n{table(notes)}")
        for why, count in causes(notes):
            print(f"{count:5} {why}")
        print(*alarms(notes), sep="\n")


if __name__ == "__main__":
    main()
