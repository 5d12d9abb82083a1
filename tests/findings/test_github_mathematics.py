"""The mathematics of Markdown outputs, set by KaTeX, which is fetched and never kept here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from derivecheck.findings.errata import as_markdown, notes_with_errata
from derivecheck.findings.log import of_run
from derivecheck.findings.markdown import to_markdown
from derivecheck.latex.github import mathematics
from derivecheck.notes.catalogue import LEDGERS
from tests.support.report_run import FINDINGS, HOSTILE, poisoned, sample_run

PACKAGE = "katex@0.16.11"
SET = """
const katex = require("./package/dist/katex.js");
const failed = [];
for (const f of JSON.parse(require("fs").readFileSync("formulas.json"))) {
  try { katex.renderToString(f, {throwOnError: true, strict: "ignore"}); }
  catch (e) { failed.push([f, e.message]); }
}
console.log(JSON.stringify(failed));
"""
SHOWN = re.compile(r"\$`([^`]*)`\$")

pytestmark = pytest.mark.npm


@pytest.fixture(scope="module")
def katex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with KaTeX in it."""
    npm, node, folder = shutil.which("npm"), shutil.which("node"), tmp_path_factory.mktemp("katex")
    if npm is None or node is None:
        pytest.skip("npm and node, which set the formulas with KaTeX, are not installed")
    try:
        command = [npm, "pack", "--silent", PACKAGE]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm does not reach {PACKAGE}")
    if done.returncode != 0:
        pytest.skip(f"npm does not reach {PACKAGE}: {done.stderr.strip()[-200:]}")
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as package:
        package.extract("package/dist/katex.js", folder, filter="data")
    (folder / "set.js").write_text(SET, encoding="utf-8")
    return folder


def refused(katex: Path, formulas: list[str]) -> list[list[str]]:
    """The formulas that KaTeX does not set, each with what it says."""
    (katex / "formulas.json").write_text(json.dumps(formulas), encoding="utf-8")
    done = subprocess.run(["node", "set.js"], cwd=katex, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def test_a_formula_that_is_none_is_noticed(katex: Path) -> None:
    assert len(refused(katex, [r"\frac{1}{2}", r"\frac{1}", r"\nosuchthing"])) == 2


def test_errata_are_set(katex: Path) -> None:
    run = sample_run()
    pages = [as_markdown(run, note) for note in notes_with_errata(run)]
    formulas = [f for page in pages for f in SHOWN.findall(page)]
    assert len(formulas) > 10
    assert refused(katex, formulas) == []


def test_the_summary_of_a_job_is_set(katex: Path) -> None:
    titles = replace(
        sample_run(), findings=tuple(replace(f, paraphrase=f"${f.latex}$") for f in FINDINGS)
    )
    formulas = SHOWN.findall(to_markdown(of_run(titles)))
    assert len(formulas) > 5
    assert refused(katex, formulas) == []


def test_the_formulas_of_the_notes_are_set(katex: Path) -> None:
    shown = [mathematics(c.latex) for ledger in LEDGERS for c in ledger.claims if c.latex]
    formulas = [f for text in shown for f in SHOWN.findall(text)]
    assert len(formulas) > 200
    assert refused(katex, formulas) == []


def test_hostile_text_stays_text(katex: Path) -> None:
    wild = poisoned(sample_run(), HOSTILE)
    pages = [as_markdown(wild, note) for note in notes_with_errata(wild)]
    assert refused(katex, [f for page in pages for f in SHOWN.findall(page)]) == []
    for page in pages:
        outside = SHOWN.sub("", page)
        assert not re.search(r"(?<!\\)[<$]", re.sub(r"`[^`\n]*`", "", outside))
