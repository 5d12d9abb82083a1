"""A log as annotations: GitHub documentation, "Workflow commands for GitHub Actions"."""

from __future__ import annotations

from collections.abc import Mapping

from derivecheck.findings.card import Card, Level, Log

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning"}


def to_github(log: Log) -> str:
    """A workflow command a card, which GitHub shows beside the lines of the note.

    >>> print(to_github(Log("0.1.0", "verify", "0 claims", (), ())))
    ::notice title=derivecheck::0 claims
    """
    lines = [_command("error", {"title": f"derivecheck {t.id}"}, t.text) for t in log.troubles]
    lines += [_annotation(card) for card in log.listed]
    return "\n".join([*lines, _command("notice", {"title": "derivecheck"}, log.totals)])


def _annotation(card: Card) -> str:
    region = card.region
    where: dict[str, object] = {"file": card.file, "line": region.line, "endLine": region.end_line}
    if region.column and region.line == region.end_line:
        where |= {"col": region.column, "endColumn": region.end_column}
    title = f"{card.id} {card.rule}"
    return _command(COMMANDS.get(card.level, "notice"), {**where, "title": title}, card.message)


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    listed = ",".join(f"{k}={_escaped(str(v), ':,')}" for k, v in properties.items())
    return f"::{name} {listed}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    special = f"%\r\n{more}"
    return "".join(f"%{ord(c):02X}" if c in special else c for c in text)
