"""Calls the program true statements wrong?  Every truth of the suite, judged.

Sources are the claims and derivations that are proved; from them `tests.support.rewriting` makes
new true statements, and `tests.support.references` adds statements of the standard literature.
Whatever is not proved is counted as what it is; a refuted or inconsistent one is a defect, and the
exit code is 4.
With --write the counts are kept where `docs/trust.md` shows them.

Run: python -m benchmarks.false_alarms [--share 0.04] [--jobs 1] [--time-limit 60] [--write]
     [--verified FINDINGS.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from benchmarks.page import put_section, table
from derivecheck import __version__
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import UNDEFINED, judge
from derivecheck.language.measures import StatementError
from derivecheck.running import catalogue
from derivecheck.running.environment import environment
from derivecheck.running.parallel import Limits, Pool, Stopped, processes
from tests.support.references import REFERENCES, REFUSED
from tests.support.truths import AS_IT_STANDS, REFERENCE, family, keys_of, sources, truth

DATA = Path(__file__).parent.parent / "derivecheck" / "measured" / "false_alarms.json"
DIGITS = 30
BROKEN = "broken"  # the check raised an exception: a defect as well
OUTCOMES = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "refused", "REFUTED")
DEFECTS = ("INCONSISTENT", BROKEN)  # shown where there are any
WRONG = {"REFUTED", *DEFECTS}
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
    if judged.verdict is not Verdict.PROVED:
        why = "; ".join(dict.fromkeys(e.detail for e in judged.evidence))
        return row(key, judged.verdict.value, why, process_time() - start)
    partly = any(o.kind in UNDEFINED for o in judged.proof.obligations)
    return row(key, "CONDITIONAL" if partly else "PROVED", "", process_time() - start)


def row(key: str, verdict: str, why: str = "", seconds: float = 0.0) -> Row:
    """One line of the results."""
    return {
        "key": key,
        "source": source(key),
        "verdict": verdict,
        "seconds": round(seconds, 2),
        "why": why[:300],
    }


def source(key: str) -> str:
    """Where a truth comes from: the project, a rewriting, or a work of the literature."""
    how, name = family(key), key.removeprefix("R: ")
    if how == REFERENCE:
        return REFERENCES[name].source if name in REFERENCES else "beyond the vocabulary"
    if how != AS_IT_STANDS:
        return f"rewritten: {how}"
    return "claims of the notes" if key in catalogue.claims() else "derivations and their steps"


def run(keys: Sequence[str], jobs: int, seconds: float) -> list[Row]:
    """The rows of all keys; what was stopped at its limit is undecided."""
    pool = Pool[str, Row | None](examine, processes(jobs), Limits(seconds), (__name__,))
    left = count(len(keys) - 1, -1)
    found = zip(keys, pool.run(keys, lambda _: _tell(next(left))), strict=True)
    rows = (row(k, "UNDECIDED", r.reason) if isinstance(r, Stopped) else r for k, r in found)
    return [r for r in rows if r is not None]


def verified(path: Path) -> list[Row]:
    """The rows of the claims, derivations and steps that a run of `derivecheck verify` proved."""
    found = json.loads(path.read_text("utf-8"))
    verdicts = {item["id"]: item["verdict"] for item in found["findings"] + found["derivations"]}
    for d in found["derivations"]:
        verdicts |= {f"{d['id']}.{k}": step["verdict"] for k, step in enumerate(d["steps"], 1)}
    return [row(key, "PROVED") for key in sources() if verdicts.get(key) == "PROVED"]


def _tell(left: int) -> None:
    """The number of statements that are left, now and then."""
    if left % 100 == 0:
        print(f"{left} left", file=sys.stderr, flush=True)


def counted(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many statements of each source came out as what, the largest source first."""
    counts: dict[str, Counter[str]] = {}
    for r in rows:
        counts.setdefault(r["source"], Counter())[r["verdict"]] += 1
    ordered = sorted(counts.items(), key=lambda kv: (":" in kv[0], -kv[1].total()))
    return {name: {o: c[o] for o in (*OUTCOMES, *DEFECTS)} for name, c in ordered}


def as_json(rows: Sequence[Row], measured: str) -> dict[str, Any]:
    """The counts, and each statement that is not proved with what is said of it."""
    on = {"version": __version__, "engine": environment()[:16], "digits": DIGITS}
    return {
        "measured_on": {**on, "statements": measured},
        "sources": counted(rows),
        "open": [r for r in rows if r["verdict"] != "PROVED"],
    }


def section(result: dict[str, Any]) -> list[str]:
    """The counts as a table, and the list of what is undecided."""
    on, sources = result["measured_on"], result["sources"]
    shown = (*OUTCOMES, *(d for d in DEFECTS if any(c[d] for c in sources.values())))
    lines = [[name, sum(c.values()), *(c[o] for o in shown)] for name, c in sources.items()]
    totals = [sum(line[k] for line in lines) for k in range(1, len(shown) + 2)]
    head = f"Measured on version {on['version']}, engine `{on['engine']}`: {on['statements']}."
    undecided = [r for r in result["open"] if r["verdict"] == "UNDECIDED"]
    return [
        head,
        "",
        *table(
            ("source", "statements", *(o.lower() for o in shown)), [*lines, ["**all**", *totals]]
        ),
        "",
        "Undecided:",
        "",
        *(f"- `{r['key']}`: {_reason(r)}" for r in undecided),
    ]


def _reason(r: Row) -> str:
    """Why a statement is undecided, in one line."""
    reason = r["why"].partition("; remainder")[0].partition(": log(")[0]
    return str(reason).replace("|", "\\|")


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="of what is rewritten")
    parser.add_argument("--seed", type=int, default=0, help="of the sample, where share < 1")
    parser.add_argument("--verified", type=Path, help="what `verify --format json` has found")
    parser.add_argument("--write", action="store_true", help="keep the counts")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=60.0)
    return parser.parse_args()


def _measured(statements: int, options: argparse.Namespace) -> str:
    """What was judged, in words."""
    if options.share == 1:
        return f"{statements} true statements"
    drawn = f"a share of {options.share:g}, drawn with seed {options.seed}"
    return f"{statements} true statements, of the rewritten ones {drawn}"


def main() -> int:
    """Judge everything and print the table."""
    options = parsed()
    known = options.verified and verified(options.verified)
    origins = known or run(list(sources()), options.jobs, options.time_limit)
    proved = [r["key"] for r in origins if r["verdict"] == "PROVED"]
    made = list(keys_of(proved))
    drawn = sorted(Random(options.seed).sample(made, round(options.share * len(made))))
    drawn += [f"R: {name}" for name in REFERENCES]
    rows = [r for r in origins if r["verdict"] in ("PROVED", "CONDITIONAL")]
    rows += run(drawn, options.jobs, options.time_limit)
    rows += [row(f"R: {name}", "refused", why) for name, why in REFUSED.items()]
    result = as_json(rows, _measured(len(rows), options))
    print("\n".join(section(result)))
    if options.write:
        DATA.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
        put_section("false alarms", section(result))
    wrong = [r for r in rows if r["verdict"] in WRONG]
    for r in wrong:
        print(f"{r['verdict']}: {r['key']}: {r['why']}", file=sys.stderr)
    return 4 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
