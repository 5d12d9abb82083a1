"""What results depend on is what judging reaches by imports, no more and no less."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from derivecheck.running import environment
from tests.support.imports import imported

JUDGING = ("judgement/claims.py", "judgement/derivations.py")
SHOWN = {"findings/markup.py", "latex/inline.py"}  # the pages of a notebook rest on no verdict
NAMED = {
    "language/vocabulary.py",
    "judgement/script.py",
    "judgement/mutants.py",
    "judgement/explained.py",  # the page on mistakes
    "mistakes/examples.py",
    "terms/kernels_gamma.py",  # derivations use it
}


def reached(root: Path) -> set[str]:
    """Every module that judging reaches."""
    pending, found = {root / name for name in JUDGING}, set()
    while pending:
        path = pending.pop()
        found.add(path.relative_to(root).as_posix())
        new = {p for p in imported(path, root) if p.relative_to(root).as_posix() not in found}
        pending |= new
    return {name for name in found if not name.endswith("__init__.py")}


def counted() -> set[str]:
    root = environment.ENGINE
    return {path.relative_to(root).as_posix() for path in environment.engine_files()}


def test_all_that_judging_reaches_counts() -> None:
    assert reached(environment.ENGINE) - SHOWN <= counted()


def test_nothing_else_counts_but_what_stands_in_the_same_rooms() -> None:
    rooms = {name.partition("/")[0] for name in reached(environment.ENGINE) - SHOWN}
    assert {name.partition("/")[0] for name in counted()} <= rooms
    beyond = counted() - reached(environment.ENGINE)
    assert {n for n in beyond if not n.endswith("__init__.py")} - NAMED <= {
        n for n in beyond if n.startswith("numeric/")
    }


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the engine in which a test may change a file."""
    copy = tmp_path / "engine"
    shutil.copytree(environment.ENGINE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(environment, "ENGINE", copy)
    forget()
    yield copy
    monkeypatch.undo()
    forget()


def forget() -> None:
    environment.folder_digest.cache_clear()
    environment.environment.cache_clear()


def edited(engine: Path, file: str) -> bool:
    """Whether a comment at the end of a file makes another environment."""
    before = environment.environment()
    with (engine / file).open("a", encoding="utf-8") as source:
        source.write("# edited\n")
    forget()
    return environment.environment() != before


@pytest.mark.parametrize(
    "file",
    [
        "proof/signs.py",
        "worlds/trials.py",
        "language/laws/weibull.py",
        "facts/moments.py",
        "terms/binders.py",
        "mistakes/slips.py",
        "judgement/judge.py",
        "numeric/balls.py",
        "findings/evidence.py",
        "reading/claim.py",
        "latex/pen.py",
    ],
)
def test_an_edit_of_what_a_verdict_rests_on_is_another_environment(engine: Path, file: str) -> None:
    assert edited(engine, file)


@pytest.mark.parametrize(
    "file",
    [
        "cli/commands.py",
        "report/html.py",
        "findings/console.py",
        "findings/markup.py",
        "running/suite.py",
        "emission/emit.py",
        "library/calls.py",
        "latex/mathml.py",
        "reading/coverage.py",
        "closed_forms/__init__.py",
    ],
)
def test_an_edit_elsewhere_is_the_same_environment(engine: Path, file: str) -> None:
    assert not edited(engine, file)
