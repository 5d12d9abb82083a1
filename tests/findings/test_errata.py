"""Errata: worst first, what the finding says and nothing else, safe in Markdown."""

from __future__ import annotations

from dataclasses import replace

from derivecheck.findings.errata import (
    HEADS,
    as_markdown,
    as_text,
    errata,
    notes_with_errata,
    title,
)
from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.findings.finding import Counterexample
from tests.support.report_run import sample_run

RUN = sample_run()


def test_only_what_is_not_right_as_written_is_listed() -> None:
    listed = {f.id for note in notes_with_errata(RUN) for _, fs in errata(RUN, note) for f in fs}
    wrong = {f.id for f in RUN.findings if f.severity is not Severity.NONE}
    assert listed == wrong
    assert not any(f.verdict is Verdict.PROVED for f in RUN.findings if f.id in listed)


def test_errors_come_first() -> None:
    for note in notes_with_errata(RUN):
        ranks = [list(HEADS).index(severity) for severity, _ in errata(RUN, note)]
        assert ranks == sorted(ranks)
        text = as_text(RUN, note)
        places = [text.index(HEADS[severity]) for severity, _ in errata(RUN, note)]
        assert places == sorted(places)


def test_every_entry_stands_with_its_lines_and_its_counterexample() -> None:
    for note in notes_with_errata(RUN):
        text = as_text(RUN, note)
        for severity, found in errata(RUN, note):
            for f in found:
                assert f"({f.id})" in text
                assert f"line {f.lines[0]}" in text or f"lines {f.lines[0]}–{f.lines[1]}" in text
                if f.counterexample and severity is not Severity.NOTATION:
                    assert "the left side is" in text


def test_no_line_of_the_text_is_source_of_latex_or_too_long() -> None:
    for note in notes_with_errata(RUN):
        for line in as_text(RUN, note).splitlines():
            assert "\\frac" not in line
            assert len(line) <= 88 or " " not in line.strip()


def test_what_a_note_says_is_no_markup() -> None:
    (note, *_) = notes_with_errata(RUN)
    wild = [
        replace(
            f,
            latex="",
            paraphrase="*a* <b> [c](d) `e` #f",
            counterexample=Counterexample("x = 1", "*2*", "3"),
        )
        if f.note == note and f.severity is Severity.ERROR
        else f
        for f in RUN.findings
    ]
    shown = as_markdown(replace(RUN, findings=tuple(wild)), note)
    assert r"\*a\* \<b\> \[c\](d) \`e\` \#f" in shown
    assert r"\*2\*" in shown


def test_a_note_is_called_by_its_title() -> None:
    (note, *_) = notes_with_errata(RUN)
    named = replace(RUN, provenance={f"title:{note}": "On entropy"})
    file = next(f.file for f in RUN.findings if f.note == note)
    assert title(named, note) == f"On entropy ({file})"
    assert title(replace(RUN, provenance={}), note) == file
