"""A log as SARIF: OASIS Standard, Static Analysis Results Interchange Format, version 2.1.0."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from derivecheck.findings.card import Card, Fix, Level, Log, Region
from derivecheck.findings.explanations import WHY
from derivecheck.findings.rules import RULES

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def to_sarif(log: Log) -> str:
    """A SARIF 2.1.0 log of what a reader should look at."""
    rules = [
        {"id": rule, "shortDescription": {"text": text}, "help": {"text": help_of(rule)}}
        for rule, text in RULES.items()
    ]
    failed = [f"{t.id}: {t.text}" for t in log.troubles]
    failed += [f"{id}: not checked, the run was interrupted" for id in log.unfinished]
    run = {
        "tool": {"driver": {"name": "derivecheck", "version": log.version, "rules": rules}},
        "automationDetails": {"id": f"derivecheck/{log.category}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in failed
                ],
            }
        ],
        "results": [_result(card) for card in log.listed],
    }
    sarif = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, indent=2, ensure_ascii=False)


def help_of(rule: str) -> str:
    """Why a rule is there, and where its example stands: there is no public page to link to."""
    return f"{WHY[rule]} `derivecheck explain {rule}` shows an example and its correction."


def _result(card: Card) -> dict[str, Any]:
    artifact = {"uri": _uri(card.file)}
    place = {"artifactLocation": artifact, "region": _region(card.region)}
    result = {
        "ruleId": card.rule,
        "ruleIndex": list(RULES).index(card.rule),
        "kind": "open" if card.level is Level.NONE else "fail",
        "level": card.level.value,
        "message": {"text": card.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"claim/v1": card.key or card.content},
        "properties": {"verdict": card.verdict, "severity": card.severity},
    }
    return {**result, "fixes": [_fix(card.fix, artifact)]} if card.fix else result


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(file)


def _region(region: Region) -> dict[str, int]:
    lines = {"startLine": region.line, "endLine": region.end_line}
    columns = {"startColumn": region.column, "endColumn": region.end_column}
    return {**lines, **columns} if region.column else lines


def _fix(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    text = {"deletedRegion": _region(fix.region), "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": fix.description},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [text]}],
    }
