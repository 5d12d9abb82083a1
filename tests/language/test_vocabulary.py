"""The page of the vocabulary is that of the docstrings, and every example on it runs."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
import sympy

import derivecheck.language as door
from derivecheck.language import vocabulary

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"
SYMPY = ("Integer", "Rational", "Symbol", "log")


def test_the_page_is_that_of_the_docstrings() -> None:
    assert PAGE.read_text("utf-8") == vocabulary.page()


@pytest.mark.parametrize("name", door.__all__)
def test_every_example_runs_with_the_door_alone(name: str) -> None:
    known = {n: getattr(door, n) for n in door.__all__} | {n: getattr(sympy, n) for n in SYMPY}
    shown = "\n".join(vocabulary.example(name)) + "\n"
    test = doctest.DocTestParser().get_doctest(shown, known, name, None, None)
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(test).failed == 0
    assert test.examples


def test_a_name_without_an_example_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.Interval, "__doc__", "lo < symbol < hi.")
    with pytest.raises(ValueError, match="Interval has no example"):
        vocabulary.page()


def test_a_name_of_another_room_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "__all__", [*door.__all__, "judge"])
    monkeypatch.setattr(door, "judge", len, raising=False)
    with pytest.raises(ValueError, match="judge: no section"):
        vocabulary.page()
