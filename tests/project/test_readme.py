"""Every example of the README does what the README says."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from derivecheck.cli.commands import main

README = Path(__file__).parents[2] / "README.md"
COMMAND_PAGE = README.parent / "docs" / "commands.md"
TEXT = COMMAND_PAGE.read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("derivecheck ")
]
WHOLE = (["verify"], ["verify", "--format", "json"])  # the whole suite: test_suite.py runs it once


def test_the_python_examples_print_what_they_print() -> None:
    found = doctest.testfile(str(README), module_relative=False)
    assert found.attempted > 1
    assert found.failed == 0


def test_the_readme_fits_a_screen() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 60


def test_the_finding_of_the_readme_is_what_the_command_prints() -> None:
    shown = re.findall(r"(?:^    .*\n)+", README.read_text(encoding="utf-8"), re.MULTILINE)[0]
    said = CliRunner().invoke(main, ["check", "examples/entropy.md"]).output
    for line in shown.splitlines():
        assert line.strip() in said


def test_the_readme_names_the_notes() -> None:
    from derivecheck.notes.catalogue import LEDGERS

    text = README.read_text(encoding="utf-8")
    for ledger in LEDGERS:
        assert f"| {ledger.note} | {ledger.title} | `{ledger.file}` |" in text


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in WHOLE], ids=" ".join)
def test_the_commands_run(command: list[str]) -> None:
    result = CliRunner().invoke(main, command)
    finds = "--strict" in command or (command[0] == "check" and "--explain" not in command)
    assert result.exit_code == (1 if finds else 0), result.output
    assert result.stdout.strip()


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize(
    ("name", "examples"), [("architecture.md", 15), ("own_claims.md", 15), ("library.md", 15)]
)
def test_the_examples_of_a_page_print_what_they_print(name: str, examples: int) -> None:
    page = README.parent / "docs" / name
    found = doctest.testfile(str(page), module_relative=False)
    assert found.attempted > examples
    assert found.failed == 0


LINK = re.compile(r"\]\(([\w./-]+)\)")


@pytest.mark.parametrize("page", [README, *sorted((README.parent / "docs").glob("*.md"))])
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    missing = [
        to for to in LINK.findall(page.read_text("utf-8")) if not (page.parent / to).exists()
    ]
    assert not missing


def test_every_page_is_in_the_index() -> None:
    docs = README.parent / "docs"
    listed = set(LINK.findall((docs / "README.md").read_text("utf-8")))
    assert {p.name for p in docs.glob("*.md")} - {"README.md"} == listed
