"""Measure the mutation score and keep it where the report and `docs/trust.md` show it.

Run: python -m benchmarks.mutation [options of `derivecheck mutate`]
     python -m benchmarks.mutation --from RESULT.json [--other RESULT.json ...]

A line is kept of each result after ``--other``: a sample on the same engine or an earlier one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.page import put_section, table

ROOT = Path(__file__).parent.parent
DATA = ROOT / "derivecheck" / "measured" / "mutation.json"
FATES = ["caught", "survived", "undecided", "contradicted", "equivalent", "true all the same"]
NAMINGS = ["right", "another", "unproved", "none"]
Result = dict[str, Any]


def measure(options: Sequence[str]) -> Result:
    """The result of a run."""
    command = [sys.executable, "-m", "derivecheck", "mutate", "--format", "json", *options]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout))


def read(path: Path) -> Result:
    """The result of an earlier run."""
    return dict(json.loads(path.read_text("utf-8")))


def counts(result: Result) -> list[list[object]]:
    """The fates and the mistakes named, by class, and their sums."""
    rows: list[list[Any]] = []
    for slip, fates in result["classes"].items():
        named = (fates["named"].get(n, 0) for n in _namings(result))
        rows.append([slip, *(fates[f] for f in FATES), *named])
    return [*rows, ["**all**", *(sum(column) for column in list(zip(*rows, strict=True))[1:])]]


def _namings(result: Result) -> list[str]:
    """What may be named; nothing where no mistake was looked for."""
    return [] if result["named_right"] is None else NAMINGS


def line(result: Result) -> str:
    """One sample in a line."""
    on, fates = result["measured_on"], Counter[str]()
    for count in result["classes"].values():
        fates.update({f: count[f] for f in FATES})
    shown = ", ".join(f"{fates[f]} {f}" for f in FATES if fates[f])
    said = [result["summary"][0].rpartition(": ")[2]]
    said += [text for text in result["summary"] if text.startswith("the mistake named")]
    return f"{on['mutants']}, engine `{on['engine']}`: {shown}; {'; '.join(said)}"


def section(result: Result) -> list[str]:
    """What the page says of a result, with every mutant that is not settled."""
    on = result["measured_on"]
    head = f"Measured on version {on['version']}, engine `{on['engine']}`, {on['mutants']}."
    names = ["slip", *FATES, *(f"named: {n}" for n in _namings(result))]
    lines = [head, "", *(f"- {text}" for text in result["summary"]), ""]
    lines += [*table(names, counts(result)), "", "Not settled:", ""]
    lines += [f"- `{t['id']}`, {t['fate']} ({t['slip']}): `{t['says']}`" for t in result["open"]]
    others = result.get("others", [])
    return [*lines, *(["", "Other samples:", ""] if others else []), *(f"- {o}" for o in others)]


def parsed() -> tuple[argparse.Namespace, list[str]]:
    """The options of the command line, and those of `derivecheck mutate`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--from", dest="source", type=Path, help="a result instead of a new run")
    parser.add_argument("--other", type=Path, nargs="+", default=[], help="results in one line")
    return parser.parse_known_args()


def main() -> None:
    """Measure, and put the figures into the data file and the page."""
    own, options = parsed()
    result = read(own.source) if own.source else measure(options)
    result["others"] = [line(read(path)) for path in own.other]
    DATA.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    put_section("mutation score", section(result))


if __name__ == "__main__":
    main()
