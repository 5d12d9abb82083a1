"""Coverage-guided fuzzing of the reader: `python -m benchmarks.fuzz_reading [--seconds N] [NOTE…]`.

Notes are cut up and put together at random; what reaches a line of the reader that nothing reached
before is kept and cut up in turn.  A note may be read or refused: every other exception, and every
note that takes longer than its limit, is printed with its source.  Nothing else is written.
"""

from __future__ import annotations

import random
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic, process_time
from types import FrameType
from typing import Any

from derivecheck.checking.reading import read_note
from derivecheck.reading.text import Text, read_text

ROOT = Path(__file__).parents[1]
ROOMS = ("derivecheck/reading/", "derivecheck/latex/formula/")
SLOW = 10  # seconds of one note
LONGEST = 400  # characters
PIECES = (
    *("$", "$$", r"\(", r"\)", r"\[", r"\]", "```math\n", "\n```\n", "<!--", "-->", "\n\n"),
    *(r"\begin{align}", r"\end{align}", r"\\", "&", "{", "}", "(", ")", "[", "]", "^", "_", "|"),
    *("=", r"\le ", ":=", r"\sim ", r"\to ", r"\|", ",", ";", "'", "!", "%", "0.5", "2", "-"),
    *(r"\sum_{i=1}^N ", r"\sum_x ", r"\int ", "dx", r"\mathbb{E}_{x\sim p}", "E_{q(z|x)}", "+"),
    *(r"\nabla_\theta ", r"\frac{\partial L}{\partial z_i}", r"\frac{p}{q}", r"\log ", r"\exp"),
    *("p(x)", "q(z|x)", "p_\\theta", "H(p)", r"KL(p\|q)", "I(X;Y)", "x_i", r"\epsilon^{(i)}"),
    *(r"\max_D ", r"\arg\min_\theta ", r"\mathcal{N}(\mu,\sigma^2)", r"\text{if }", "D^*", "e^"),
    *("<!-- derivecheck\nlaw p(x)\n-->", r"\newcommand{\a}{\b}", r"\def\b{x}", r"\a"),
    *("\ud7ff", "\x00", "let ", "假设", "[f(x)]", "# A\n"),
)


class TooLong(Exception):
    """A note took longer than its limit."""


def mutated(pool: list[str], draw: random.Random) -> str:
    """A note of the pool with a few pieces of it exchanged, dropped, doubled or put in."""
    source = draw.choice(pool)
    for _ in range(draw.randint(1, 6)):
        a, b = sorted(draw.choices(range(len(source) + 1), k=2))
        b = min(b, a + draw.randint(0, 20))
        other = draw.choice(pool)
        c = draw.randint(0, len(other))
        new = draw.choice(("", draw.choice(PIECES), source[a:b] * 2, other[c : c + 30]))
        source = source[:a] + new + source[b:]
    return source[:LONGEST]


def lines_of(source: str) -> set[tuple[str, int]]:
    """The lines of the reader that a note reaches."""
    found: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        del arg
        if not any(room in frame.f_code.co_filename for room in ROOMS):
            return None
        if event == "line":
            found.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        read_note(Text("n.md", source))
    finally:
        sys.settrace(None)
    return found


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong


def main() -> None:
    """Read mutated notes for a time."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="*", type=Path, default=[ROOT / "examples" / "entropy.md"])
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pool = [p for f in given.notes for p in read_text(f).text.split("\n\n") if "$" in p]
    draw, seen, count, faults = random.Random(given.seed), set[tuple[str, int]](), 0, 0
    signal.signal(signal.SIGPROF, _stop)
    end, slowest = monotonic() + given.seconds, 0.0
    while monotonic() < end:
        source = mutated(pool, draw)
        count += 1
        start = process_time()
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            new = lines_of(source) - seen
        except Exception as error:  # whatever it is, it is what is looked for
            faults += 1
            print(f"{type(error).__name__}: {error}\n    {source!r}", flush=True)
            continue
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, process_time() - start)
        if new:
            seen |= new
            pool.append(source)
    print(f"{count} notes, {len(seen)} lines reached, {len(pool)} kept, {faults} faults")
    print(f"the slowest took {slowest:.1f} s while traced")


if __name__ == "__main__":
    main()
