"""Does the program prove what is false, or refute what is true?  Random statements, judged twice.

Each statement (`benchmarks.fuzz.statements`) is judged by `derivecheck.judgement` and by an
evaluator that shares nothing with it (`benchmarks.fuzz.search`).  Every fault is printed as Python
that makes the statement; where there is one, the exit code is 4.  With --write the counts are kept
where `docs/trust.md` shows them.  With --rows what is known of the same engine is not done again.

Run: python -m benchmarks.fuzz [--count 1000] [--seed 0] [--jobs 2] [--rows FILE] [--write]
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from benchmarks.fuzz.features import GROUPS, features
from benchmarks.fuzz.search import fails_where_said, holds_everywhere
from benchmarks.fuzz.source import source
from benchmarks.fuzz.statements import statement
from benchmarks.page import put_section, table
from derivecheck import __version__
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement import Judgement, judge
from derivecheck.language import NotAlways, Relation, Statement
from derivecheck.running.environment import environment
from derivecheck.running.parallel import Limits, Pool, Stopped, processes

DATA = Path(__file__).parents[2] / "derivecheck" / "measured" / "fuzz.json"
DIGITS = 25
BUDGET = 10.0  # seconds of a processor that one statement may take
KILLED = 300.0  # seconds after which a worker that does not even hear of its budget is ended
INSTANCES = {Verdict.PROVED: 25, Verdict.REFUTED: 40, Verdict.SUPPORTED: 20}
RAISED, SLOW = "raised", "over its budget"
FALSE = {Verdict.PROVED: "false PROVED", Verdict.SUPPORTED: "false SUPPORTED"}
UNCONFIRMED = "REFUTED, no failure found"
FAULTS = (FALSE[Verdict.PROVED], UNCONFIRMED, "INCONSISTENT", RAISED, SLOW)
WEAKNESS = FALSE[Verdict.SUPPORTED]  # no assertion is wrong, but the instances tried were too tame
SHOWN = ("PROVED", "REFUTED", "SUPPORTED", "UNDECIDED", SLOW, RAISED, "INCONSISTENT")
Row = dict[str, Any]


class OverBudget(BaseException):
    """A statement has used up its time; no `except Exception` on the way may keep it."""


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Raises OverBudget after so many seconds of this process, whatever else the machine does."""

    spent = False

    def stop(*_: Any) -> None:
        nonlocal spent
        spent = True
        raise OverBudget

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except Exception as error:  # what C code on the way has made of it
        if spent:
            raise OverBudget from error
        raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def examine(seconds: float, key: str) -> Row:
    """One statement, judged twice."""
    said = statement(key)
    return {"key": key, "says": source(said), **judged_twice(said, key, seconds), **named(said)}


def named(said: Statement) -> Row:
    """What occurs in it, for the counts."""
    return {"features": {group: sorted(names) for group, names in features(said).items()}}


def judged_twice(said: Statement, key: str, seconds: float = BUDGET) -> Row:
    """The verdict, and the fault that the evaluator finds in it."""
    start = process_time()
    try:
        with budget(seconds):
            judged = judge(said, DIGITS, shrunk=False)
    except OverBudget:
        return {"verdict": SLOW, "fault": SLOW, "why": f"more than {seconds:g} s"}
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return {"verdict": RAISED, "fault": RAISED, "why": why}
    row = {"verdict": judged.verdict.value, "seconds": round(process_time() - start, 2)}
    fault, why = fault_of(said, judged, key)
    return {**row, "fault": fault, "why": why}


def fault_of(said: Statement, judged: Judgement, key: str) -> tuple[str, str]:
    """What is wrong with a verdict, and the evidence; nothing where none is."""
    verdict, details = judged.verdict, "; ".join(e.detail for e in judged.evidence)
    if verdict not in INSTANCES:
        return (verdict.value if verdict is Verdict.INCONSISTENT else ""), details
    try:
        with budget(BUDGET):
            holds, why = holds_everywhere(said, Random(key), INSTANCES[verdict])
    except OverBudget:
        return "", "the evaluator is over its own budget"
    if verdict is Verdict.REFUTED and holds:
        point = failing_point(judged)
        if fails_where_said(said, point, Random(key)) is not False:
            return "", f"nothing is known against it where it is said to fail: {point}"
        if _may_be_equal(said, point, key):
            return "", "the sides are said to be equal, and nothing is known against it"
        return UNCONFIRMED, f"holds at {why}; said: {details} at {point}"
    if verdict is Verdict.PROVED and isinstance(said, NotAlways) and holds is False:
        # The instances drawn did not meet the few points at which the part fails.
        point = failing_point(judge(said.part, DIGITS, shrunk=False))
        if fails_where_said(said.part, point, Random(key)) is not False:
            return "", f"nothing is known against it where it is said to fail: {point}"
    return (FALSE[verdict], why) if verdict in FALSE and holds is False else ("", why)


def _may_be_equal(said: Statement, point: str, key: str) -> bool:
    """Whether a strict bound was refuted without a point, and no instance tells its sides apart."""
    if point or not isinstance(said, Relation) or "=" in said.relation:
        return False
    equation = replace(said, relation="=")
    return holds_everywhere(equation, Random(key), INSTANCES[Verdict.REFUTED])[0] is not False


def failing_point(judged: Judgement) -> str:
    """The counterexample as it is printed."""
    return judged.counterexample.point if judged.counterexample else ""


# --- many


def run(keys: Sequence[str], jobs: int, seconds: float, kept: Path | None) -> list[Row]:
    """The rows of all keys; each fault is told as it is found."""
    engine = environment()[:16]
    known = {r["key"]: r for r in earlier(kept) if r["engine"] == engine}
    new = [k for k in keys if k not in known]
    check = partial(examine, seconds)
    pool = Pool[str, Row](check, processes(jobs), Limits(KILLED), (__name__,))
    start = perf_counter()
    for n, (k, result) in enumerate(pool.stream(new), 1):
        row = stopped(new[k], result) if isinstance(result, Stopped) else result
        known[row["key"]] = row | {"engine": engine}
        keep(row, kept)
        tell(row)
        if n % 100 == 0:
            spent = perf_counter() - start
            print(f"{n} of {len(new)} in {spent:.0f} s", file=sys.stderr, flush=True)
    return [known[k] for k in keys]


def stopped(key: str, why: Stopped) -> Row:
    """The row of a statement whose worker was ended."""
    said = statement(key)
    row = {"key": key, "says": source(said), "verdict": SLOW, "fault": SLOW, "why": why.reason}
    return {**row, **named(said)}


def earlier(kept: Path | None) -> list[Row]:
    """The rows of earlier runs."""
    if kept is None or not kept.exists():
        return []
    return [json.loads(line) for line in kept.read_text("utf-8").splitlines()]


def keep(row: Row, kept: Path | None) -> None:
    """One more row."""
    if kept:
        with kept.open("a", encoding="utf-8") as f:
            f.write(json.dumps(row | {"engine": environment()[:16]}, ensure_ascii=False) + "\n")


def tell(row: Row) -> None:
    """A fault, if there is one."""
    if row["fault"]:
        print(f"{row['fault']}: {row['key']}: {row['why'][:500]}\n{row['says']}\n", flush=True)


# --- counts


def counted(rows: Sequence[Row]) -> dict[str, dict[str, dict[str, int]]]:
    """How often each feature occurred with each verdict, the commonest first."""
    counts: dict[str, dict[str, Counter[str]]] = {group: {} for group in GROUPS}
    for r in rows:
        for group, names in r["features"].items():
            for name in names:
                counts[group].setdefault(name, Counter())[r["verdict"]] += 1
    return {
        group: {
            name: {v: c[v] for v in SHOWN}
            for name, c in sorted(names.items(), key=lambda kv: -kv[1].total())
        }
        for group, names in counts.items()
    }


def as_json(rows: Sequence[Row], options: argparse.Namespace) -> Row:
    """The counts, and every statement in whose verdict a fault was found."""
    on = {"version": __version__, "engine": environment()[:16], "digits": DIGITS}
    spent = sorted(r["seconds"] for r in rows if "seconds" in r)
    return {
        "measured_on": {**on, "statements": len(rows), "seed": options.seed},
        "verdicts": dict(Counter(r["verdict"] for r in rows)),
        "faults": {f: sum(r["fault"] == f for r in rows) for f in (*FAULTS, WEAKNESS)},
        "seconds": {"median": spent[len(spent) // 2], "most": spent[-1]} if spent else {},
        "counts": counted(rows),
        "open": [{k: r[k] for k in ("key", "fault", "says", "why")} for r in rows if r["fault"]],
    }


def section(result: Row) -> list[str]:
    """The page: faults, then the counts of each group."""
    on, seconds = result["measured_on"], result["seconds"]
    head = (
        f"Measured on version {on['version']}, engine `{on['engine']}`: {on['statements']} "
        f"statements, seed {on['seed']}, judged with {on['digits']} digits in "
        f"{seconds['median']} s at the median and {seconds['most']} s at most."
    )
    lines = [head, "", *(f"- {name}: {n}" for name, n in result["faults"].items())]
    for group, names in result["counts"].items():
        rows = [[f"`{name}`", sum(c.values()), *c.values()] for name, c in names.items()]
        lines += ["", *table((group, "statements", *SHOWN), rows)]
    return lines


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=BUDGET)
    parser.add_argument("--rows", type=Path, help="a file that keeps every row")
    parser.add_argument("--write", action="store_true", help="keep the counts")
    return parser.parse_args()


def main() -> int:
    """Judge everything and print the counts."""
    options = parsed()
    keys = [f"{options.seed}:{k}" for k in range(options.count)]
    result = as_json(run(keys, options.jobs, options.budget, options.rows), options)
    print("\n".join(section(result)))
    if options.write:
        DATA.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
        put_section("random statements", section(result))
    return 4 if any(result["faults"][f] for f in FAULTS) else 0
