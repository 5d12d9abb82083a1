"""Seconds, memory and checks made again by `derivecheck verify`: cold, warm, after an edit.

Run: python -m benchmarks.verify_speed [--jobs N]

Everything happens in a copy of the sources with a cache of its own; the figures go into
`docs/speed.md`.  On a quiet machine of two cores it takes about two minutes.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

import psutil

from benchmarks.page import put_section, table
from derivecheck import __version__
from derivecheck.running.environment import environment
from derivecheck.running.parallel import default_jobs

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "speed.md"
FOLDERS = ("derivecheck", "derivations", "notes", "numeric", "report")
POLL_SECONDS = 0.2
REPEATS = 5
DERIVATION, NUMERIC = "derivations/gaussian_kl.py", "numeric/finite.py"
TITLE = "Relative entropy of two normal laws"  # in DERIVATION


class Watch:
    """What a process and all below it use, looked at now and then."""

    def __init__(self, process: psutil.Process) -> None:
        self.process = process
        self.seconds: dict[int, float] = {}  # of processor time, by process
        self.together = self.largest = 0  # bytes of memory: of all processes, of one of them

    def look(self) -> None:
        """Once more."""
        sizes = [0]
        with suppress(psutil.Error):
            for p in (self.process, *self.process.children(recursive=True)):
                times, memory = p.cpu_times(), p.memory_full_info()
                self.seconds[p.pid] = times.user + times.system
                sizes.append(getattr(memory, "pss", memory.rss))  # shared pages count once
        self.together = max(self.together, sum(sizes))
        self.largest = max(self.largest, *sizes)


@contextmanager
def watched(pid: int) -> Iterator[Watch]:
    """Watch a process from another thread until the block is left."""
    watch, done = Watch(psutil.Process(pid)), Event()

    def look() -> None:
        while not done.wait(POLL_SECONDS):
            watch.look()

    thread = Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()


@dataclass(frozen=True)
class Usage:
    """What a command took, and what it printed."""

    wall: float  # seconds
    watch: Watch
    out: str

    @property
    def made(self) -> tuple[int, int]:
        """Of a run: the checks that were made, and all."""
        run = json.loads(self.out)
        total = len(run["findings"]) + len(run["derivations"])
        return total - run["cached"], total

    def row(self, what: str) -> list[object]:
        """A line of the table."""
        made, total = self.made
        seconds = (f"{self.wall:.1f}", f"{sum(self.watch.seconds.values()):.1f}")
        memory = (f"{size / 2**20:.0f}" for size in (self.watch.largest, self.watch.together))
        return [what, *seconds, f"{made} of {total}", *memory]


@dataclass(frozen=True)
class Copy:
    """A copy of the sources, with a cache of its own."""

    folder: Path

    @classmethod
    def of_the_sources(cls, folder: Path) -> Copy:
        """Copied into an empty folder, links as links."""
        hidden = shutil.ignore_patterns("__pycache__")
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=hidden)
            compileall.compile_dir(folder / name, quiet=2)
        return cls(folder)

    def run(self, *arguments: str) -> Usage:
        """A command of derivecheck in the copy."""
        cache = {"DERIVECHECK_CACHE_DIR": str(self.folder / "cache"), "PYTHONPATH": "."}
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "derivecheck", *arguments],
            cwd=self.folder,
            env={**os.environ, **cache},
            stdout=subprocess.PIPE,
            text=True,
        )
        with watched(process.pid) as watch:
            out, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"derivecheck {' '.join(arguments)} ended with {process.returncode}")
        return Usage(time.perf_counter() - start, watch, out)

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change one file; raises ValueError where that changes nothing."""
        file = self.folder / name
        before = file.read_text("utf-8")
        after = change(before)
        if after == before:
            raise ValueError(f"nothing to change in {name}")
        file.write_text(after, "utf-8")


HEAD = ("run", "seconds", "CPU seconds", "checks made", "MiB, largest process", "MiB, all")
COMMANDS = ("--help", "list", "show N0-101", "verify")


def runs(copy: Copy, jobs: int) -> list[list[object]]:
    """The whole suite again and again, with an edit in between."""

    def verify() -> Usage:
        return copy.run("verify", "--format", "json", "--jobs", str(jobs))

    rows = [verify().row("nothing is kept"), median(verify).row("nothing has changed")]
    copy.edit(DERIVATION, lambda text: f"{text}# touched\n")
    rows.append(verify().row(f"a comment in `{DERIVATION}`"))
    copy.edit(DERIVATION, lambda text: text.replace(TITLE, f"{TITLE}, edited", 1))
    rows.append(verify().row(f"one derivation in `{DERIVATION}`"))
    copy.edit(NUMERIC, lambda text: f"{text}# touched\n")
    rows.append(verify().row(f"a comment in `{NUMERIC}`"))
    return rows


def starts(copy: Copy) -> list[list[object]]:
    """Commands that need nothing new."""
    timed = ((name, median(partial(copy.run, *name.split()))) for name in COMMANDS)
    return [[f"`derivecheck {name}`", f"{usage.wall:.2f}"] for name, usage in timed]


def median(run: Callable[[], Usage]) -> Usage:
    """The middle one of several runs."""
    return sorted((run() for _ in range(REPEATS)), key=lambda usage: usage.wall)[REPEATS // 2]


def machine(jobs: int) -> str:
    """What the figures were measured on, and how busy it was."""
    cores, load = default_jobs(), os.getloadavg()[0]
    return (
        f"Measured with {jobs} worker processes on {cores} cores ({processor()}), "
        f"{platform.system()}, Python {platform.python_version()}, version {__version__}, "
        f"engine `{environment()[:16]}`; load of the machine beforehand {load:.1f}."
    )


def processor() -> str:
    """The name of the processor, where the system tells it."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and put the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=default_jobs())
    jobs = parser.parse_args(arguments).jobs
    said = machine(jobs)
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy.of_the_sources(Path(folder))
        suite = table(HEAD, runs(copy, jobs))
        commands = table(("command", "seconds"), starts(copy))
    lines = [said, "", *suite, "", *commands]
    put_section("speed of verify", lines, PAGE)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
