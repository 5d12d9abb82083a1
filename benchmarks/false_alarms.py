"""Calls the program true statements wrong?  Every truth of the suite, judged.

Sources are the claims and derivations that are proved; from them `tests.rewriting` makes new true
statements, and `tests.references` adds statements of the standard literature.  Whatever is not
proved is counted as what it is; a refuted or inconsistent one is a defect, and the exit code is 4.

Run: python -m benchmarks.false_alarms [--share 0.25] [--jobs 1] [--time-limit 60]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from derivecheck.evidence import Verdict
from derivecheck.laws import StatementError
from derivecheck.parallel import Limits, Pool, Stopped
from derivecheck.verify import judge
from tests.references import REFERENCES, REFUSED
from tests.truths import family, keys_of, sources, truth

RESULTS = Path(__file__).parent / "results" / "false_alarms.json"
DIGITS = 30
BROKEN = "broken"  # the check raised an exception: a defect as well
OUTCOMES = ("PROVED", "SUPPORTED", "UNDECIDED", "refused", "REFUTED", "INCONSISTENT", BROKEN)
WRONG = {"REFUTED", "INCONSISTENT", BROKEN}
Row = dict[str, Any]


def examine(key: str) -> Row | None:
    """What comes out of one truth; None where its rewriting does not apply."""
    start = process_time()
    try:
        statement = truth(key)
    except StatementError as reason:
        return row(key, "refused", str(reason))
    if statement is None:
        return None
    try:
        judged = judge(statement, DIGITS)
    except Exception as error:
        return row(key, BROKEN, f"{type(error).__name__}: {error}", process_time() - start)
    settled = judged.verdict is Verdict.PROVED
    why = "" if settled else "; ".join(dict.fromkeys(e.detail for e in judged.evidence))
    return row(key, judged.verdict.value, why, process_time() - start)


def row(key: str, verdict: str, why: str = "", seconds: float = 0.0) -> Row:
    """One line of the results."""
    return {
        "key": key,
        "family": family(key),
        "verdict": verdict,
        "seconds": round(seconds, 2),
        "why": why[:300],
    }


def run(keys: Sequence[str], jobs: int, seconds: float) -> list[Row]:
    """The rows of all keys; what was stopped at its limit is undecided."""
    pool = Pool[str, Row | None](examine, jobs, Limits(seconds), (__name__,))
    found = zip(keys, pool.run(keys, lambda _: None), strict=True)
    rows = (row(k, "UNDECIDED", r.reason) if isinstance(r, Stopped) else r for k, r in found)
    return [r for r in rows if r is not None]


def table(rows: Sequence[Row]) -> str:
    """Numbers by family as a table in Markdown."""
    counts: dict[str, Counter[str]] = {}
    for r in rows:
        counts.setdefault(r["family"], Counter())[r["verdict"]] += 1
    counts = dict(sorted(counts.items(), key=lambda kv: -kv[1].total()))
    counts["all"] = sum(counts.values(), Counter())
    head = ("family", "statements", *(o.lower() for o in OUTCOMES))
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)]
    lines += [[name, c.total(), *(c[o] for o in OUTCOMES)] for name, c in counts.items()]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="of what is rewritten")
    parser.add_argument("--seed", type=int, default=0, help="of the sample, where share < 1")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--output", type=Path, default=RESULTS)
    return parser.parse_args()


def main() -> int:
    """Judge everything, write the results, print the table."""
    options = parsed()
    origins = run(list(sources()), options.jobs, options.time_limit)
    proved = [r["key"] for r in origins if r["verdict"] == "PROVED"]
    made = list(keys_of(proved))
    made = sorted(Random(options.seed).sample(made, round(options.share * len(made))))
    made += [f"R: {name}" for name in REFERENCES]
    rows = [r for r in origins if r["verdict"] == "PROVED"]
    rows += run(made, options.jobs, options.time_limit)
    rows += [row(f"R: {name}", "refused", why) for name, why in REFUSED.items()]
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_text(json.dumps(rows, indent=0, ensure_ascii=False) + "\n")
    print(table(rows))
    wrong = [r for r in rows if r["verdict"] in WRONG]
    for r in wrong:
        print(f"{r['verdict']}: {r['key']}: {r['why']}", file=sys.stderr)
    return 4 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
