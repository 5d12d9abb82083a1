"""Building without TeX: what is written, what is told, and the date of a report."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from derivecheck.report import ReportError, build_report
from derivecheck.report.build import OUTPUTS, epoch
from derivecheck.report.engine import CURES, EPOCH
from tests.support.report_run import PROVENANCE, sample_run


def test_without_an_engine_the_rest_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "report.pdf").write_text("of an older run", encoding="utf-8")
    made = build_report(sample_run(), tmp_path)
    assert made.pdf is None
    assert made.warnings == (CURES,)
    assert made.tex.is_file()
    assert made.json.is_file()
    assert all(f.path.is_file() for f in made.figures)
    assert not (tmp_path / "report.pdf").exists()
    assert {p.name for p in tmp_path.iterdir()} <= set(OUTPUTS)


def test_a_place_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ReportError, match="cannot write the report to"):
        build_report(sample_run(), tmp_path / "file" / "report")
    with pytest.raises(ReportError, match="cannot write the report to"):
        build_report(sample_run(), tmp_path / "file")


def test_the_date_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    run = sample_run()
    assert epoch(run) == EPOCH
    dated = replace(run, provenance={**PROVENANCE, "source_date_epoch": "1700000000"})
    assert epoch(dated) == 1700000000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert epoch(dated) == 1600000000
