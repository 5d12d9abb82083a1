"""A run written out as a report: JSON first, then figures, LaTeX and PDF; nothing half-written."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from derivecheck.findings.errata import as_markdown, as_text, errata, notes_with_errata
from derivecheck.findings.finding import Run
from derivecheck.report.engine import (
    EPOCH,
    Compiled,
    Engine,
    EngineName,
    NoEngine,
    TexError,
    compile_pdf,
    find_engine,
)
from derivecheck.report.figures import Figure, all_figures
from derivecheck.report.html import write_html
from derivecheck.report.latex import render, render_appendix, render_errata

OUTPUTS = (
    "report.json",
    "times.json",
    "errata",
    "figures",
    "report.html",
    "report.tex",
    "report.log",
    "report.pdf",
    "appendix.tex",
    "appendix.log",
    "appendix.pdf",
)
LONGEST_ERRATA = 2  # pages
MOST_ENTRIES = 80  # what two pages can hold at the very most


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
    run: Run,
    directory: Path,
    engine: EngineName = "auto",
    timeout: float = 300.0,
    appendix: bool = False,
    sources: Mapping[str, str] | None = None,
) -> Built:
    """Write the report of a run into `directory` and return what was written.

    With `appendix`, all claims and derivations are set as ``appendix.pdf`` as well; `sources` maps
    the files of notes to their text, of which the HTML page shows the lines of each claim.
    Wall times stand in ``times.json`` alone, so that two runs of the same checks give the same
    bytes in every other file.

    Everything is made in a temporary directory beside it and moved into place at the end. Without
    a TeX engine the rest is written and a warning says how to get one. Raises `ReportError` where
    the directory cannot be written, `TexError` where TeX fails (JSON, LaTeX and log are in place).
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".report-", dir=directory))
    except OSError as error:
        raise ReportError(f"cannot write the report to {directory}: {error.strerror}") from error
    times, run = run.times, run.timeless()
    setter = _Setter(run, find_engine(engine), timeout)
    try:
        _write_json(times, scratch / "times.json")
        figures = _write(run, scratch, appendix, sources or {})
        try:
            for file in sorted(scratch.glob("*.tex")):
                setter.set(file)
            _set_errata(run, scratch, setter)
        except NoEngine as missing:
            setter.warnings.append(str(missing))
        except TexError as error:
            _install(scratch, directory)
            raise TexError(error.message, error.line, directory / error.log.name) from error
        _install(scratch, directory)
        return _built(directory, figures, setter.warnings)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def epoch(run: Run) -> int:
    """Return the date of the report in Unix seconds: from the environment, the run, or fixed."""
    named = os.environ.get("SOURCE_DATE_EPOCH") or run.provenance.get("source_date_epoch", "")
    return int(named) if named.isdecimal() else EPOCH


@dataclass(frozen=True)
class _Setter:
    """The engine, and the time and date of everything that it sets; its complaints."""

    run: Run
    engine: Engine | None
    timeout: float
    warnings: list[str] = field(default_factory=list)

    def set(self, tex: Path) -> Compiled:
        """Set a source; the log is beside it in any case."""
        compiled = compile_pdf(tex, self.engine, self.timeout, epoch(self.run))
        self.warnings.extend(w for w in compiled.warnings if w not in self.warnings)
        return compiled


def file_stem(note: str, number: int) -> str:
    """Return the name of the errata of a note; a note may be called as a file of the user's."""
    return re.sub(r"\W+", "_", note)[:60] or f"note_{number}"


def _write_errata(run: Run, folder: Path) -> None:
    """The errata of every note as text and as Markdown."""
    folder.mkdir()
    for k, note in enumerate(notes_with_errata(run), 1):
        for suffix, text in (("txt", as_text(run, note)), ("md", as_markdown(run, note))):
            path = folder / f"{file_stem(note, k)}.{suffix}"
            path.write_text(text, encoding="utf-8", errors="replace")


def _set_errata(run: Run, scratch: Path, setter: _Setter) -> None:
    """The errata of every note as a PDF of two pages; what does not fit is counted there."""
    for k, note in enumerate(notes_with_errata(run), 1):
        tex = scratch / f"errata-{k}.tex"
        listed = sum(len(found) for _, found in errata(run, note))
        most = min(listed, MOST_ENTRIES)
        while True:
            tex.write_text(render_errata(run, note, most), encoding="utf-8")
            compiled = setter.set(tex)
            if compiled.pages <= LONGEST_ERRATA or most == 1:
                break
            most = max(1, min(most - 1, most * LONGEST_ERRATA // compiled.pages))
        compiled.pdf.replace(scratch / "errata" / f"{file_stem(note, k)}.pdf")


def _write(
    run: Run, scratch: Path, appendix: bool, sources: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Write everything that needs no TeX; the figures are named as they stand beside it."""
    _write_json(run.as_json(), scratch / "report.json")
    _write_errata(run, scratch / "errata")
    figures = all_figures(scratch / "figures")
    write_html(run, scratch, figures, sources)
    local = tuple(replace(f, path=f.path.relative_to(scratch)) for f in figures)
    (scratch / "report.tex").write_text(render(run, local), encoding="utf-8")
    if appendix:
        (scratch / "appendix.tex").write_text(render_appendix(run, local), encoding="utf-8")
    return local


def _built(directory: Path, figures: Sequence[Figure], warnings: Sequence[str]) -> Built:
    """What stands in the directory now."""
    pdf = directory / "report.pdf"
    return Built(
        directory / "report.tex",
        pdf if pdf.is_file() else None,
        tuple(replace(f, path=directory / f.path) for f in figures),
        directory / "report.json",
        directory / "report.html",
        tuple(warnings),
    )


def _write_json(plain: Mapping[str, object], path: Path) -> None:
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
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
