"""A run written out as a report: JSON first, then figures, LaTeX and PDF; nothing half-written."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from derivecheck.findings.errata import as_markdown, as_text, notes_with_errata
from derivecheck.findings.finding import Run
from derivecheck.report.engine import (
    EPOCH,
    Compiled,
    EngineName,
    NoEngine,
    TexError,
    compile_pdf,
    find_engine,
)
from derivecheck.report.figures import Figure, all_figures
from derivecheck.report.html import write_html
from derivecheck.report.latex import write_tex

OUTPUTS = (
    "report.json",
    "errata",
    "figures",
    "report.html",
    "report.tex",
    "report.log",
    "report.pdf",
)


class ReportError(RuntimeError):
    """The report cannot be written where it was asked for."""


@dataclass(frozen=True)
class Built:
    """What a report consists of; `pdf` is None where no TeX engine was found."""

    tex: Path
    pdf: Path | None
    figures: tuple[Figure, ...]
    json: Path
    html: Path
    warnings: tuple[str, ...]


def build_report(
    run: Run, directory: Path, engine: EngineName = "auto", timeout: float = 300.0
) -> Built:
    """Write the report of a run into `directory` and return what was written.

    Everything is made in a temporary directory beside it and moved into place at the end. Without
    a TeX engine the rest is written and a warning says how to get one. Raises `ReportError` where
    the directory cannot be written, `TexError` where TeX fails (JSON, LaTeX and log are in place).
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".report-", dir=directory))
    except OSError as error:
        raise ReportError(f"cannot write the report to {directory}: {error.strerror}") from error
    try:
        return _build(run, directory, scratch, engine, timeout)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def epoch(run: Run) -> int:
    """Return the date of the report in Unix seconds: from the environment, the run, or fixed."""
    named = os.environ.get("SOURCE_DATE_EPOCH") or run.provenance.get("source_date_epoch", "")
    return int(named) if named.isdecimal() else EPOCH


def _write_errata(run: Run, folder: Path) -> None:
    """The errata of every note as text and as Markdown."""
    folder.mkdir()
    for k, note in enumerate(notes_with_errata(run), 1):
        name = re.sub(r"\W+", "_", note)[:60] or f"note_{k}"  # the name of a user's file
        (folder / f"{name}.txt").write_text(as_text(run, note), encoding="utf-8", errors="replace")
        markdown = as_markdown(run, note)
        (folder / f"{name}.md").write_text(markdown, encoding="utf-8", errors="replace")


def _build(run: Run, directory: Path, scratch: Path, engine: EngineName, timeout: float) -> Built:
    _write_json(run, scratch / "report.json")
    _write_errata(run, scratch / "errata")
    figures = all_figures(scratch / "figures")
    write_html(run, scratch, figures)
    local = [replace(f, path=f.path.relative_to(scratch)) for f in figures]
    tex = write_tex(run, scratch, local)
    try:
        compiled = compile_pdf(tex, find_engine(engine), timeout, epoch(run))
    except NoEngine as missing:
        compiled = Compiled(Path(), Path(), (str(missing),))
    except TexError as error:
        _install(scratch, directory)
        raise TexError(error.message, error.line, directory / "report.log") from error
    _install(scratch, directory)
    return Built(
        directory / "report.tex",
        directory / "report.pdf" if compiled.pdf.name else None,
        tuple(replace(f, path=directory / f.path) for f in local),
        directory / "report.json",
        directory / "report.html",
        compiled.warnings,
    )


def _write_json(run: Run, path: Path) -> None:
    text = json.dumps(run.as_json(), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _install(scratch: Path, directory: Path) -> None:
    """Move what was made into place; an older file that this build did not make goes away."""
    for name in OUTPUTS:
        made, target = scratch / name, directory / name
        if target.is_dir() and not target.is_symlink():
            target.rename(scratch / f"old-{name}")
        elif target.exists():
            target.replace(scratch / f"old-{name}") if not made.exists() else None
        if made.exists():
            made.replace(target)
