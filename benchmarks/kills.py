"""Runs that are ended at random moments: `python -m benchmarks.kills [--rounds N]`.

Each round verifies what is named (a claims file by default) with half of the results kept, and ends
the command at a random moment of its run with SIGKILL, SIGTERM, SIGINT or SIGHUP.  Counted are
processes of the round that are still there a minute later, and entries of the cache that are
damaged or differ from those of a run that was left alone (wall times aside).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).parents[1]
MARK = "DERIVECHECK_ROUND"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
GRACE = 60.0  # seconds in which what was started must have ended, on a machine that may be busy
CLAIMS = "examples/entropy_claims.py"


def started(cache: Path, mark: str, arguments: list[str]) -> subprocess.Popen[bytes]:
    """The command on a cache of its own; all its processes carry the mark in their environment."""
    names = {"DERIVECHECK_CACHE_DIR": str(cache), MARK: mark, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "derivecheck", "verify", *arguments],
        cwd=ROOT,
        env={**os.environ, **names},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def marked(mark: str) -> list[int]:
    """The processes that carry a mark and have not ended."""
    found, wanted = [], f"{MARK}={mark}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:  # it has ended, or is another user's
            continue
    return found


def entries(cache: Path) -> dict[str, bytes]:
    """The entries of a cache by name; what a killed run has not finished is none."""
    paths = (p for p in cache.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {path.name: path.read_bytes() for path in paths}


def content(entry: bytes) -> Any:
    """What an entry says, without wall times; None where it is damaged."""
    head, _, body = entry.partition(b"\n")
    return timeless(json.loads(body)) if head == sha256(body).hexdigest().encode() else None


def timeless(data: Any) -> Any:
    """The same data without seconds."""
    if isinstance(data, dict):
        return {k: timeless(v) for k, v in data.items() if k != "seconds"}
    return [timeless(x) for x in data] if isinstance(data, list) else data


def halved(whole: Path, cache: Path, draw: random.Random) -> None:
    """A copy of a cache in which half of the results are missing."""
    shutil.copytree(whole, cache)
    for path in sorted(cache.rglob("*")):
        if path.is_file() and path.name != "index" and draw.random() < 0.5:
            path.unlink()


def main() -> None:
    """Run the rounds and say what was left."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("names", nargs="*", default=[CLAIMS])
    given = parser.parse_args()
    arguments = [*given.names, "--digits", "15", "--jobs", "2"]
    ended, orphans, wrong = Counter[str](), 0, 0
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole"
        started(whole, "whole", arguments).wait()
        cache, start = Path(name) / "half", monotonic()
        halved(whole, cache, random.Random(0))
        started(cache, "half", arguments).wait()
        longest = monotonic() - start
        right = {key: content(entry) for key, entry in entries(whole).items()}
        for number in range(given.seed, given.seed + given.rounds):
            draw, mark = random.Random(number), f"{os.getpid()}-{number}"
            cache = Path(name) / mark
            halved(whole, cache, draw)
            process = started(cache, mark, arguments)
            sleep(draw.uniform(0, 0.9 * longest))
            chosen = draw.choice(SIGNALS)
            ran = process.poll() is None
            process.send_signal(chosen)
            code = process.wait() if ran else "had ended"
            deadline = monotonic() + GRACE
            while (left := marked(mark)) and monotonic() < deadline:
                sleep(0.1)
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            kept = entries(cache)
            bad = [key for key, entry in kept.items() if content(entry) != right.get(key)]
            orphans, wrong = orphans + len(left), wrong + len(bad)
            ended[f"{chosen.name}: {code}"] += 1
            if ended.total() % 10 == 0:
                print(f"{ended.total()} rounds: {dict(sorted(ended.items()))}", flush=True)
            if left or bad:
                print(f"round {number}: {chosen.name}: {len(left)} left, wrong: {bad}", flush=True)
            shutil.rmtree(cache)
    print(f"{given.rounds} rounds from seed {given.seed}: {dict(sorted(ended.items()))}")
    print(f"{orphans} processes left, {wrong} wrong entries of the cache")


if __name__ == "__main__":
    main()
