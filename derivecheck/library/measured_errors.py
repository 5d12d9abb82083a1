"""The largest errors of the closed forms, as `benchmarks.accuracy` measured them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

FILE = files("derivecheck").joinpath("measured", "accuracy.json")


@cache
def errors() -> dict[str, dict[str, Any]]:
    """By the name of the emitted function: units, number and regime; empty without measurements."""
    if not FILE.is_file():
        return {}
    return dict(json.loads(FILE.read_text(encoding="utf-8"))["functions"])


def sentence(name: str) -> str:
    """The largest error of a function in words, "" if it was not measured."""
    if name not in errors():
        return ""
    of = errors()[name]
    return f"Largest error measured: {of['error']} {of['unit']} ({of['regime']})."
