"""Mutated claims files, notes and command lines: `python -m benchmarks.fuzz_commands [--cases N]`.

Each case is a fork of this process, which runs one command on one file in a folder of its own and
is killed at its limit; its workers are forks of it, and what the ledgers hold is verified already,
so that a case costs what its own file costs.  What it may end with: 0, 1, 2, 3 or 5, and no
traceback.  Reported are how the cases ended and every one that ended otherwise.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import TextIOWrapper
from pathlib import Path
from time import monotonic, sleep

LIMIT = 300.0  # seconds of one case, on a machine that may be busy
ALLOWED = (0, 1, 2, 3, 5)
ROOT = Path(__file__).parents[1]
CLAIMS = (ROOT / "examples" / "entropy_claims.py").read_text("utf-8")
NOTE = (ROOT / "examples" / "entropy.md").read_text("utf-8")
PIECES = (
    *("$", "$$", "\\", "{", "}", "(", ")", "|", "&", "\\\\", "=", "\\frac", "\\sum_", "^", "_"),
    *("None", "-1", "0", "10**9", "''", "()", "(1,)", "[]", "lambda: 0", "p", "q", "N", "KL", "H"),
    *("\ud800", "\x00", "\x1b[31m", "\u202e", "é", "熵", "\n", "\t", "# derivecheck: ignore[x]"),
    *("<!-- derivecheck\nlaw p(x)\n-->", "sin(oo)", "KL(q, q)", "while True: pass", "print(1)"),
)
WORDS = (
    *("check", "verify", "show", "list", "report", "symbols", "explain", "new", "emit"),
    "mutate my_claims.py --sample 1",
    *(
        "--strict",
        "--fail-fast",
        "-k",
        "[",
        "--format",
        "sarif",
        "json",
        "junit",
        "xml",
        "--fail-on",
    ),
    *(
        "--fail-on",
        "suspicious",
        "--baseline",
        "b.json",
        "--write-baseline",
        "--explain",
        "my.md:3",
    ),
    *("99", ":"),
    *("--digits", "15", "--jobs", "1", "0", "-1", "nan", "--note", "N0", "", "--", "-h", "my.md"),
    *("my_claims.py", "own-1", "kl", "sign", "-o", ".", "熵", "--time-limit", "0.5"),
)


def case(seed: int, folder: Path) -> list[str]:
    """The files of a case, and its command line."""
    draw = random.Random(seed)
    texts = {"my_claims.py": CLAIMS, "my.md": NOTE}
    wild = draw.choice(list(texts))
    for name, text in texts.items():
        written = mutated(draw, text) if name == wild else text
        (folder / name).write_bytes(written.encode("utf-8", "surrogatepass"))
    (folder / "entropy.md").write_text(NOTE, "utf-8")
    if draw.random() < 0.3:
        words = [draw.choice(WORDS) for _ in range(draw.randint(1, 6))]
        return [part for word in words for part in word.split(" ")]
    if wild == "my.md":
        return ["check", "my.md", *draw.choice(([], ["--format", "sarif"], ["--explain", "3"]))]
    return ["verify", "my_claims.py", "--strict", *draw.choice(([], ["--format", "json"]))]


def mutated(draw: random.Random, text: str) -> str:
    """A text with a few stretches dropped, doubled, exchanged or replaced."""
    for _ in range(draw.randint(1, 4)):
        start = draw.randrange(len(text) + 1)
        end = min(len(text), start + draw.choice((0, 1, 1, 3, 8, 30)))
        part = text[start:end]
        new = draw.choice((draw.choice(PIECES), "", part * 2, part[::-1], part.swapcase()))
        text = text[:start] + new + text[end:]
    return text


def ended(run: Callable[[], None], output: Path, limit: float) -> int:
    """The exit code of a fork of this process; -9 where it was killed at its limit."""
    process = os.fork()
    if not process:
        os.setpgid(0, 0)
        with output.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            os._exit(_code(run, stream))
    with suppress(OSError):
        os.setpgid(process, process)
    deadline = monotonic() + limit
    while monotonic() < deadline:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        sleep(0.02)
    os.killpg(process, 9)
    os.waitpid(process, 0)
    return -9


def _code(run: Callable[[], None], stream: TextIOWrapper) -> int:
    """What a command ends with; a traceback is 70."""
    os.dup2(stream.fileno(), 1)
    os.dup2(stream.fileno(), 2)
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            run()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            import traceback

            traceback.print_exc()
            return 70
        finally:
            stream.flush()
    return 0


def prepare() -> Path:
    """Load what the cases need, verify the ledgers, and return the folder of what is kept."""
    from derivecheck.checking import notes  # noqa: F401  (so that a fork starts at once)
    from derivecheck.running import own, parallel, suite  # noqa: F401
    from derivecheck.running.cache import Cache, default_folder

    cache = Cache(default_folder())
    options = suite.Options(jobs=parallel.default_jobs(), cache=cache)
    suite.run(list(options.index.entries), options)
    parallel._context = lambda preload: multiprocessing.get_context("fork")
    return cache.folder


def main() -> None:
    """Run the cases and say how they ended."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from derivecheck.cli.commands import main as command

    kept = prepare()
    codes = Counter[int]()
    for number in range(given.seed, given.seed + given.cases):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            arguments, output = case(number, folder), folder / "output"

            shutil.copytree(kept, folder / "cache" / kept.name, copy_function=os.symlink)

            def run(folder: Path = folder, arguments: list[str] = arguments) -> None:
                os.chdir(folder)
                os.environ["DERIVECHECK_CACHE_DIR"] = str(folder / "cache")
                command(arguments)

            code = ended(run, output, LIMIT)
            said = output.read_text("utf-8", "replace")
        codes[code] += 1
        if codes.total() % 100 == 0:
            print(f"{codes.total()} cases: {dict(sorted(codes.items()))}", flush=True)
        if code not in ALLOWED or "Traceback" in said:
            print(f"case {number}: {arguments}: ended with {code}: {said[-300:]!r}", flush=True)
    print(f"{given.cases} cases from seed {given.seed}: ended with {dict(sorted(codes.items()))}")


if __name__ == "__main__":
    main()
