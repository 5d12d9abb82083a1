"""Findings that are known: by what they say of what, not by where it stands.

A baseline is a JSON file with the contents of cards by file.  What it holds is not listed and does
not fail a run.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from derivecheck.findings.card import Card, Log, Result

SCHEMA = "baseline-1"


class BadBaseline(ValueError):
    """A file that is no baseline; the message says why."""


@dataclass(frozen=True)
class Baseline:
    """The contents that are known, by file."""

    known: frozenset[tuple[str, str]] = frozenset()

    def holds(self, card: Card) -> bool:
        """Whether a finding is known."""
        return bool(card.rule) and (card.file, card.content) in self.known

    def gone(self, cards: Iterable[Card]) -> int:
        """How many of what is known about the files of these cards is found no more."""
        listed = list(cards)
        files = {card.file for card in listed}
        found = {(card.file, card.content) for card in listed if card.rule}
        return sum(file in files for file, _ in self.known - found)


def read(path: Path) -> Baseline:
    """The baseline of a file; raises BadBaseline."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["schema"] != SCHEMA:
            raise BadBaseline(f"{path}: no baseline of this version: {data['schema']!r:.40}")
        known = [(str(f), str(c)) for f, contents in data["known"].items() for c in contents]
    except OSError as error:
        raise BadBaseline(f"{path}: {error.strerror}; write it with --write-baseline") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, BadBaseline):
            raise
        raise BadBaseline(f"{path}: no baseline: {type(error).__name__}: {error}") from error
    return Baseline(frozenset(known))


def written(log: Log) -> str:
    """The baseline that holds all findings of a log."""
    known: dict[str, list[str]] = {}
    for card in log.listed:
        known.setdefault(card.file, []).append(card.content)
    ordered = {file: sorted(known[file]) for file in sorted(known)}
    return json.dumps({"schema": SCHEMA, "known": ordered}, indent=1, ensure_ascii=False) + "\n"


def without(log: Log, quiet: Collection[Card]) -> Log:
    """The log in which some findings are not listed and fail nothing; it says how many."""
    cards = tuple(
        replace(card, rule="", result=Result.SKIPPED) if card in quiet else card
        for card in log.cards
    )
    told = f"; {len(quiet)} known or ignored" if quiet else ""
    return replace(log, cards=cards, totals=f"{log.totals}{told}")
