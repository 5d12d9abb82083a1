"""The engine without TeX: fake engines that fail, hang, repeat, and what is made of their logs."""

import os
import shutil
import signal
import stat
import time
from pathlib import Path

import pytest

from derivecheck.report.engine import (
    Compiled,
    Engine,
    NoEngine,
    TexError,
    compile_pdf,
    find_engine,
    warnings,
)


@pytest.fixture
def tex(tmp_path: Path) -> Path:
    source = tmp_path / "out" / "report.tex"
    source.parent.mkdir()
    source.write_text("x", encoding="utf-8")
    return source


def fake(tmp_path: Path, script: str, name: str = "xelatex") -> Engine:
    path = tmp_path / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Engine(name, path)


GOOD = "echo log > report.log; echo aux > report.aux; echo PDF > report.pdf"


def test_no_engine_names_both_cures(tex: Path) -> None:
    with pytest.raises(NoEngine) as failure:
        compile_pdf(tex, None)
    assert "apt install texlive-xetex" in str(failure.value)
    assert "tectonic" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_engines_are_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_engine() is None
    fake(tmp_path, "", "tectonic")
    found = find_engine("auto")
    assert found is not None
    assert found.name == "tectonic"
    assert find_engine("xelatex") is None
    fake(tmp_path, "", "xelatex")
    assert find_engine("auto") == find_engine("xelatex")


def test_pdf_and_log_land_beside_the_source(tmp_path: Path, tex: Path) -> None:
    made = compile_pdf(tex, fake(tmp_path, GOOD))
    assert made == Compiled(tex.with_suffix(".pdf"), tex.with_suffix(".log"), (), 0)
    assert made.pdf.read_text(encoding="utf-8") == "PDF\n"
    assert sorted(p.name for p in tex.parent.iterdir()) == [
        "report.log",
        "report.pdf",
        "report.tex",
    ]


def test_first_error_line_number_and_log_are_told(tmp_path: Path, tex: Path) -> None:
    log = "printf 'x\\n! Undefined control sequence.\\nl.42 \\\\foo\\n! Emergency stop.\\n'"
    with pytest.raises(TexError) as failure:
        compile_pdf(tex, fake(tmp_path, f"{log} > report.log; exit 1"))
    assert failure.value.message == "Undefined control sequence."
    assert failure.value.line == 42
    assert failure.value.log == tex.with_suffix(".log")
    assert failure.value.log.is_file()
    assert str(failure.value.log) in str(failure.value)
    assert not tex.with_suffix(".pdf").exists()


def test_errors_with_file_and_line_are_understood(tmp_path: Path, tex: Path) -> None:
    script = "echo 'error: report.tex:7: Missing $ inserted'; exit 1"
    with pytest.raises(TexError) as failure:
        compile_pdf(tex, fake(tmp_path, script, "tectonic"))
    assert (failure.value.message, failure.value.line) == ("Missing $ inserted", 7)


def test_a_silent_failure_is_a_failure(tmp_path: Path, tex: Path) -> None:
    with pytest.raises(TexError, match="without a message"):
        compile_pdf(tex, fake(tmp_path, "exit 3"))
    with pytest.raises(TexError, match="no PDF"):
        compile_pdf(tex, fake(tmp_path, "exit 0"))


def test_an_old_pdf_is_not_touched_by_a_failure(tmp_path: Path, tex: Path) -> None:
    tex.with_suffix(".pdf").write_text("old", encoding="utf-8")
    with pytest.raises(TexError):
        compile_pdf(tex, fake(tmp_path, "echo new > report.pdf; exit 1"))
    assert tex.with_suffix(".pdf").read_text(encoding="utf-8") == "old"


def test_passes_stop_when_nothing_changes_and_after_four(tmp_path: Path, tex: Path) -> None:
    count = tmp_path / "count"
    stable = f"echo x >> {count}; {GOOD}"
    compile_pdf(tex, fake(tmp_path, stable))
    assert len(count.read_text(encoding="utf-8").split()) == 2
    count.unlink()
    restless = f"echo x >> {count}; {GOOD}; cat {count} > report.aux"
    compile_pdf(tex, fake(tmp_path, restless))
    assert len(count.read_text(encoding="utf-8").split()) == 4


def test_timeout_kills_the_whole_process_group(tmp_path: Path, tex: Path) -> None:
    child = tmp_path / "child"
    engine = fake(tmp_path, f"sleep 600 & echo $! > {child}; sleep 600")
    with pytest.raises(TexError, match="in time") as failure:
        compile_pdf(tex, engine, timeout=1.0)
    assert failure.value.line == 0
    assert _gone(int(child.read_text(encoding="utf-8")))


def _gone(pid: int) -> bool:
    """Whether a process has ended (or is a zombie that its new parent has not yet collected)."""
    for _ in range(100):
        try:
            os.kill(pid, signal.SIGCONT)
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
            )
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_engine_runs_in_a_closed_place(tmp_path: Path, tex: Path) -> None:
    (tex.parent / "figures").mkdir()
    (tex.parent / "figures" / "a.pdf").write_text("a", encoding="utf-8")
    facts = tmp_path / "facts"
    variables = '"$SOURCE_DATE_EPOCH $openin_any $openout_any $@"'
    script = f"{{ pwd; echo {variables}; ls figures; cat; }} > {facts}"
    compile_pdf(tex, fake(tmp_path, f"{script}; {GOOD}"), epoch=77)
    place, settings, *rest = facts.read_text(encoding="utf-8").splitlines()
    assert not Path(place).exists()
    assert not Path(place).is_relative_to(tmp_path)
    assert settings.startswith("77 p p ")
    assert "-no-shell-escape" in settings
    assert rest == ["a.pdf"]  # and nothing to read on standard input


def test_log_warnings() -> None:
    log = (
        "Overfull \\hbox (0.9pt too wide) in paragraph at lines 1--2\n"
        "Overfull \\vbox (12.0pt too high) has occurred\n"
        "Missing character: There is no 熵 (U+71B5) in font x!\n"
        "LaTeX Warning: Reference `a' on page 1 undefined on input line 3.\n"
        "LaTeX Warning: There were undefined references.\n"
        "LaTeX Font Warning: Font shape `TU/x/b/n' undefined\n"
        "Underfull \\hbox (badness 10000)\n"
    )
    kinds = [w.split(" ")[0] for w in warnings(log)]
    assert kinds == ["Overfull", "Missing", "LaTeX", "LaTeX"]


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("xelatex") is None, reason="needs xelatex")
def test_tex_itself_is_held_back(tmp_path: Path) -> None:
    """Outside its directory TeX reads nothing, writes nothing and starts nothing."""
    secret, target = tmp_path / "secret.txt", tmp_path / "evil.txt"
    secret.write_text("secret", encoding="utf-8")
    source = tmp_path / "out" / "report.tex"
    source.parent.mkdir()
    source.write_text(
        rf"\documentclass{{article}}\begin{{document}}x\immediate\write18{{touch {target}}}"
        r"\newread\r\openin\r=/etc/passwd \ifeof\r\typeout{CLOSED}\else\typeout{READ}\fi"
        rf"\end{{document}}",
        encoding="utf-8",
    )
    made = compile_pdf(source, find_engine("xelatex"), 120)
    log = made.log.read_text(encoding="utf-8", errors="replace")
    assert "CLOSED" in log
    assert "READ" not in log.replace("READY", "")
    assert not target.exists()
    source.write_text(
        rf"\documentclass{{article}}\newwrite\w\immediate\openout\w={target}\begin{{document}}"
        r"x\end{document}",
        encoding="utf-8",
    )
    with pytest.raises(TexError):
        compile_pdf(source, find_engine("xelatex"), 120)
    assert not target.exists()
