"""Measure the mutation score and keep it where the report and `docs/trust.md` show it.

Run: python benchmarks/mutation.py [options of `derivecheck mutate`]
     python benchmarks/mutation.py --from RESULT.json
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DATA = ROOT / "derivecheck" / "measured" / "mutation.json"
PAGE = ROOT / "docs" / "trust.md"
START, END = "<!-- mutation score -->", "<!-- end of mutation score -->"
FATES = ["caught", "survived", "undecided", "contradicted", "equivalent", "true all the same"]
NAMINGS = ["right", "another", "unproved", "none"]


def measure(options: list[str]) -> str:
    """The JSON of a run."""
    if options[:1] == ["--from"]:
        return Path(options[1]).read_text("utf-8")
    command = [sys.executable, "-m", "derivecheck", "mutate", "--format", "json", *options]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def row(*cells: object) -> str:
    """One line of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def table(result: dict[str, Any]) -> list[str]:
    """The fates and the mistakes named, by class."""
    classes = result["classes"].items()
    lines = [row("slip", *FATES, *(f"named: {n}" for n in NAMINGS)), row(*["---"] * 11)]
    for slip, counts in classes:
        named = (counts["named"].get(n, 0) for n in NAMINGS)
        lines.append(row(slip, *(counts[f] for f in FATES), *named))
    fates = (sum(c[f] for _, c in classes) for f in FATES)
    named = (sum(c["named"].get(n, 0) for _, c in classes) for n in NAMINGS)
    return [*lines, row("**all**", *fates, *named)]


def section(result: dict[str, Any]) -> str:
    """What the page says of a result."""
    on = result["measured_on"]
    head = f"Measured on version {on['version']}, engine `{on['engine']}`, {on['mutants']}."
    return "\n".join([START, head, "", *result["summary"], "", *table(result), END])


def main() -> None:
    """Measure, and put the figures into the data file and the page."""
    result = json.loads(measure(sys.argv[1:]))
    DATA.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(before + section(result) + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
