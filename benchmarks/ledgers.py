"""How the ledgers of the five notes stand, and which verdicts changed when they were read again.

    derivecheck verify --format json > findings.json
    python -m benchmarks.ledgers findings.json > docs/ledgers.md

The verdicts before are those of `benchmarks/results/ledgers_before.json`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

BEFORE = Path(__file__).parent / "results" / "ledgers_before.json"
GONE = {
    "N0-6": "the formula of N0-8, which now says how it is written",
    "N0-90": "the line of N0-91 as it was meant; N0-91 has it as it is written",
}
VERDICTS = ("PROVED", "PROVED_IN_PART", "CONDITIONAL", "REFUTED", "NOT_CHECKABLE")
HEAD = """# The ledgers of the five notes

Every claim was read again with the lines of its note beside it. A paraphrase says what the line
says, the statement is what is tested, `covers` says how much of the line it covers, and `quote` has
the words of the note where a line says several things or gives a reason. `tests/notes` holds each
kind of fault: a clause that nobody quotes, a reason or a "least" without a statement of its own, a
step that only writes out a definition, a property checked at one table, two units of one quantity,
a letter with two meanings, a sentence that is mended in one claim and proved in another, one phrase
with two verdicts, a counterexample whose sides are printed alike.

Made by `python -m benchmarks.ledgers findings.json`.
"""

Claim = Mapping[str, Any]


def page(findings: Iterable[Claim], before: Mapping[str, str]) -> str:
    """The whole page."""
    claims = list(findings)
    changed = [c for c in claims if before.get(c["id"]) != c["verdict"]]
    gone = sorted(before.keys() - {c["id"] for c in claims})
    rows = [
        *map(_changed_row(before), changed),
        *(f"| {id} | | {_words(before[id])} | gone | {GONE.get(id, '')} |" for id in gone),
    ]
    return "\n".join(
        [
            HEAD,
            "| verdict | before | now |",
            "|---|--:|--:|",
            *_counts(claims, before),
            "",
            f"Of the statements that are proved, or of which a reading is, {_scopes(claims)}.",
            "",
            f"## Verdicts that changed ({len(changed) + len(gone)})",
            "",
            "| claim | lines | before | now | why |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _words(verdict: str) -> str:
    return verdict.replace("_", " ")


def _counts(claims: list[Claim], before: Mapping[str, str]) -> list[str]:
    then, now = Counter(before.values()), Counter(c["verdict"] for c in claims)
    names = [*VERDICTS, *sorted((then.keys() | now.keys()) - {*VERDICTS})]
    rows = [f"| {_words(v)} | {then[v]} | {now[v]} |" for v in names]
    return [*rows, f"| all | {len(before)} | {len(claims)} |"]


def _scopes(claims: list[Claim]) -> str:
    checked = [c for c in claims if c["verdict"] != "NOT_CHECKABLE"]
    scopes = Counter(c["covers"]["scope"] for c in checked)
    return ", ".join(f"{n} cover {_named(scope)}" for scope, n in scopes.most_common())


def _named(scope: str) -> str:
    return "the whole of the line" if scope == "whole" else f"a {scope}"


def _changed_row(before: Mapping[str, str]) -> Any:
    def row(claim: Claim) -> str:
        cells = (
            claim["id"],
            "–".join(map(str, dict.fromkeys(claim["lines"]))),
            _words(before.get(claim["id"], "not in the ledger")),
            _words(claim["verdict"]),
            why(claim),
        )
        return f"| {' | '.join(cells)} |"

    return row


def why(claim: Claim) -> str:
    """One line: the condition, what is left, what is wrong, or why it cannot be checked."""
    covers = claim["covers"]
    left = f"a {covers['scope']} only: {covers['rest']}" if covers["rest"] else ""
    wrong = "; ".join(filter(None, (claim["diagnosis"], claim["condition"])))
    text = next((r for r in (wrong, claim["reason"], left) if r), claim["paraphrase"])
    return str(text).replace("|", r"\|")


if __name__ == "__main__":
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["findings"]
    sys.stdout.write(page(found, json.loads(BEFORE.read_text(encoding="utf-8"))))
