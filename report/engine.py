"""A TeX engine found, run in a closed place, and its log read.

The engine sees a fresh temporary directory, may write nowhere else, runs no programs, asks no
questions and is killed with all it started when its time is over.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

EngineName = Literal["auto", "xelatex", "tectonic"]
EPOCH = 1704067200  # 2024-01-01, the date of a report that names none
MOST_PASSES = 4
WIDEST_OVERFULL = 1.0  # pt
CURES = (
    "no TeX engine: install XeTeX (apt install texlive-xetex texlive-latex-extra "
    "texlive-fonts-recommended fonts-texgyre fonts-texgyre-math fonts-dejavu-core "
    "fonts-wqy-microhei), or put tectonic on the PATH"
)

ERROR = re.compile(r"^(?:! |(?:error: )?\S*\.tex:\d+: |error: )(.*)", re.MULTILINE)
LINE = re.compile(r"^(?:l\.(\d+) |(?:error: )?\S*\.tex:(\d+): )", re.MULTILINE)
OVERFULL = re.compile(r"^Overfull \\[hv]box \((\d+(?:\.\d+)?)pt too \w+\).*", re.MULTILINE)
PAGES = re.compile(r"^Output written on .*\((\d+) pages?", re.MULTILINE)
TROUBLE = re.compile(
    r"^(?:Missing character: .*|.*(?:Reference|Citation|Hyper reference) `.*undefined.*"
    r"|.*There were undefined references.*|.*multiply defined.*|.*Rerun to get .*)",
    re.MULTILINE,
)


class NoEngine(RuntimeError):
    """There is no TeX engine; the message names both cures."""


class TexError(RuntimeError):
    """TeX stopped: its first error line, the line of the source (0: unknown) and the log."""

    def __init__(self, message: str, line: int, log: Path) -> None:
        super().__init__(f"{message} (line {line} of the source; log: {log})")
        self.message = message
        self.line = line
        self.log = log


@dataclass(frozen=True)
class Engine:
    """One TeX engine on this machine."""

    name: str
    path: Path

    def command(self, source: str) -> list[str]:
        """Return the command that typesets `source` in the current directory."""
        if self.name == "tectonic":
            flags = ["-X", "compile", "--untrusted", "--keep-logs", "--keep-intermediates"]
        else:
            flags = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
        return [str(self.path), *flags, source]

    @property
    def repeats(self) -> bool:
        """Whether the engine runs as many passes as it needs by itself."""
        return self.name == "tectonic"


@dataclass(frozen=True)
class Compiled:
    """A PDF, the log beside it, what the log complains about, and how many pages there are."""

    pdf: Path
    log: Path
    warnings: tuple[str, ...]
    pages: int


def find_engine(name: EngineName = "auto") -> Engine | None:
    """Return the engine asked for, or for ``auto`` the first of xelatex and tectonic on PATH."""
    for candidate in ("xelatex", "tectonic") if name == "auto" else (name,):
        if path := shutil.which(candidate):
            return Engine(candidate, Path(path))
    return None


def compile_pdf(
    tex: Path, engine: Engine | None, timeout: float = 300.0, epoch: int = EPOCH
) -> Compiled:
    """Typeset `tex` and put PDF and log beside it.

    Files beside `tex` (figures) are there for TeX to read. `timeout` is in seconds, for all passes
    together. Raises `NoEngine`, `TexError` (also when the time is over); the log stays in any case.
    """
    if engine is None:
        raise NoEngine(CURES)
    with tempfile.TemporaryDirectory(prefix="derivecheck-tex-") as scratch:
        place = Path(scratch) / "job"
        shutil.copytree(tex.parent, place, ignore=shutil.ignore_patterns("*.pdf.part", ".*"))
        log = tex.with_suffix(".log")
        try:
            _passes(engine, place / tex.name, timeout, epoch)
        except TexError as error:
            raise TexError(error.message, error.line, log) from None
        finally:
            _keep(place / log.name, log)
        made = place / tex.with_suffix(".pdf").name
        if not made.is_file():
            raise TexError("TeX wrote no PDF", 0, log)
        pdf = _keep(made, tex.with_suffix(".pdf"))
    said = log.read_text(encoding="utf-8", errors="replace")
    written = PAGES.search(said)
    return Compiled(pdf, log, warnings(said), int(written[1]) if written else 0)


def warnings(log: str) -> tuple[str, ...]:
    r"""Return what a reader of the PDF would notice: text in the margin, missing characters, ??.

    >>> warnings("Overfull \\hbox (0.5pt too wide) in\nOverfull \\hbox (7.2pt too wide) in x")
    ('Overfull \\hbox (7.2pt too wide) in x',)
    """
    wide = [m[0] for m in OVERFULL.finditer(log) if float(m[1]) > WIDEST_OVERFULL]
    return tuple(dict.fromkeys([*wide, *(m[0].strip() for m in TROUBLE.finditer(log))]))


def _passes(engine: Engine, tex: Path, timeout: float, epoch: int) -> None:
    deadline = time.monotonic() + timeout
    before: tuple[bytes, ...] = ()
    for _ in range(1 if engine.repeats else MOST_PASSES):
        _run(engine, tex, deadline - time.monotonic(), epoch)
        after = tuple(_bytes(tex.with_suffix(s)) for s in (".aux", ".out", ".toc"))
        if after == before:
            return
        before = after


def _run(engine: Engine, tex: Path, seconds: float, epoch: int) -> None:
    process = subprocess.Popen(
        engine.command(tex.name),
        cwd=tex.parent,
        env=_environment(epoch),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    log = tex.with_suffix(".log")
    try:
        output, _ = process.communicate(timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        _kill(process)
        raise TexError("TeX did not finish in time", 0, log) from None
    if not log.is_file():
        log.write_bytes(output)
    if process.returncode:
        raise _first_error(log.read_text(encoding="utf-8", errors="replace"), output, log)


def _first_error(log: str, output: bytes, path: Path) -> TexError:
    for text in (log, output.decode(errors="replace")):
        if error := ERROR.search(text):
            line = LINE.search(text)
            return TexError(error[1], int(line[1] or line[2]) if line else 0, path)
    last = output.decode(errors="replace").strip().splitlines()[-1:]
    return TexError(last[0] if last else "TeX failed without a message", 0, path)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the engine and everything it started; what is left in its pipes is thrown away."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _environment(epoch: int) -> dict[str, str]:
    return os.environ | {
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "openin_any": "p",
        "openout_any": "p",
        "max_print_line": "10000",
    }


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _keep(source: Path, target: Path) -> Path:
    """Copy a file next to its target, then rename: the target is whole at any time."""
    if source.is_file():
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        part.replace(target)
    return target
