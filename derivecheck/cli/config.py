"""Defaults of the options from ``[tool.derivecheck]`` of the nearest pyproject.toml.

    [tool.derivecheck]
    digits = 30

    [tool.derivecheck.check]
    fail-on = "suspicious"

A key of the first table is a default of every command that has the option; a table named after a
command speaks of that command alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

FILE = "pyproject.toml"
Defaults = dict[str, dict[str, Any]]


class BadConfig(ValueError):
    """A file that cannot be read or that holds an unknown key; the message names both."""


def defaults(commands: Mapping[str, click.Command], start: Path) -> Defaults:
    """The defaults of each command; raises BadConfig."""
    path = next((p for folder in (start, *start.parents) if (p := folder / FILE).is_file()), None)
    table = _table(path) if path else {}
    options = {name: _options(command) for name, command in commands.items()}
    shared = {k: v for k, v in table.items() if not isinstance(v, dict)}
    own = {k: v for k, v in table.items() if isinstance(v, dict)}
    for key in shared:
        _require(path, key, {option for known in options.values() for option in known})
    for name, values in own.items():
        _require(path, name, commands)
        for key in values:
            _require(path, key, options[name], f"[tool.derivecheck.{name}]")
    return {
        name: _mapped(known, {**shared, **own.get(name, {})}) for name, known in options.items()
    }


def _mapped(known: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    return {known[key]: value for key, value in values.items() if key in known}


def _table(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"{path}: cannot be read: {error}") from error
    tool = data.get("tool", {})
    table = tool.get("derivecheck", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise BadConfig(f"{path}: tool.derivecheck is no table")
    return table


def _options(command: click.Command) -> dict[str, str]:
    """The options of a command as they are written in the file, and their names in the code."""
    return {
        name.removeprefix("--"): str(p.name)
        for p in command.params
        if isinstance(p, click.Option)
        for name in p.opts
        if name.startswith("--")
    }


def _require(path: Path | None, key: str, known: Iterable[str], table: str = "") -> None:
    names = sorted(known)
    if key not in names:
        near = get_close_matches(key, names, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(names)}"
        where = table or "[tool.derivecheck]"
        raise BadConfig(f"{path}: unknown key {key!r} in {where}{hint}")
