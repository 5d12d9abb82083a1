"""What is named behind mistakes that people made: in public notes, in threads, in the five notes.

Each mistake stands as the false statement and the right one in `tests/support/mistakes_of_*.py`;
the ledgers have theirs.  What the diagnosis names counts as

- right: its repair is proved, is what should stand there, and the slip is of that kind;
- another: its repair is proved, and is another statement or another slip;
- noise: its repair exchanges laws until x = x is left, is a bound that stays true with 1/64 less,
  adds a term that occurs nowhere, or is not proved;
- none: no mistake is named;
- not refuted: nothing is looked for.

Run: python -m benchmarks.diagnosis [--write]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time
from typing import Any

from sympy import Add, Rational

from benchmarks.page import put_section, table
from derivecheck import __version__
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.diagnose import diagnose, leads_to
from derivecheck.judgement.judge import judge
from derivecheck.judgement.mutants import Naming, naming, says
from derivecheck.language.functionals import Divergence, H, unfold
from derivecheck.language.statements import Relation, Statement
from derivecheck.mistakes.mistakes import Mistake
from derivecheck.mistakes.slips import Slip
from derivecheck.running import catalogue
from derivecheck.running.environment import environment
from tests.support.mistakes_of_later_threads import OF_LATER_THREADS
from tests.support.mistakes_of_notes import OF_NOTES
from tests.support.mistakes_of_threads import OF_THREADS

DATA = Path(__file__).parent.parent / "derivecheck" / "measured" / "diagnosis.json"
DIGITS = 30
OUTCOMES = ("right", "another", "noise", "none", "not refuted")
SLACK = Rational(1, 64)
PUBLIC = {"public notes": OF_NOTES, "threads": OF_THREADS, "later threads": OF_LATER_THREADS}
LEDGERS = "the five notes"
SOURCES = (*PUBLIC, LEDGERS)
Row = dict[str, Any]


@dataclass(frozen=True)
class Wrong:
    """A false statement, what should stand there, and the kinds that name it; none if any does."""

    source: str
    place: str
    says: Statement
    right: tuple[Statement, ...]
    slips: tuple[Slip, ...] = ()


def collected() -> Iterator[Wrong]:
    """All mistakes, those of the ledgers last."""
    for source, mistakes in PUBLIC.items():
        for m in mistakes:
            yield Wrong(source, m.place, m.says, (m.right,), m.slips)
    for id, (claim, _) in catalogue.claims().items():
        if claim.says is not None and claim.instead:
            yield Wrong(LEDGERS, id, claim.says, tuple(r.statement for r in claim.instead))


def examine(wrong: Wrong) -> Row:
    """What is named behind one mistake, in how many seconds."""
    start = process_time()
    if judge(wrong.says, DIGITS, shrunk=False).verdict is not Verdict.REFUTED:
        return _row(wrong, "not refuted", None, 0.0)
    start = process_time()
    found = diagnose(wrong.says)
    seconds = process_time() - start
    return _row(wrong, "none" if found is None else outcome(wrong, found), found, seconds)


def _row(wrong: Wrong, outcome: str, found: Mistake | None, seconds: float) -> Row:
    return {
        "source": wrong.source,
        "place": wrong.place,
        "outcome": outcome,
        "says": says(wrong.says),
        "named": found.name if found else "",
        "repair": says(found.fixed) if found else "",
        "seconds": round(seconds, 2),
    }


def outcome(wrong: Wrong, found: Mistake) -> str:
    """How a named mistake compares with what should stand there."""
    if naming(found.fixed, found.fixed, DIGITS) is Naming.UNPROVED:
        return "noise"
    same = any(leads_to(found.fixed, right) for right in wrong.right)
    if same and (not wrong.slips or found.slip in wrong.slips):
        return "right"
    return "noise" if is_noise(wrong.says, found) else "another"


def is_noise(claimed: Statement, found: Mistake) -> bool:
    """Whether a repair leaves x = x, is a loose bound, or adds what occurs nowhere."""
    fixed = found.fixed
    if not isinstance(claimed, Relation) or not isinstance(fixed, Relation):
        return False
    if fixed.relation != "=":
        return _is_loose(fixed)
    if found.slip is Slip.TERM:
        return _is_invented(claimed, fixed)
    return found.slip in (Slip.FUNCTIONAL, Slip.LAWS) and bool(fixed.lhs == fixed.rhs)


def _is_loose(bound: Relation) -> bool:
    """Whether a bound stays true with a little less on the larger side."""
    slack = SLACK if bound.relation in (">", ">=") else -SLACK
    tighter = replace(bound, rhs=bound.rhs + slack)
    return judge(tighter, DIGITS, shrunk=False).verdict is not Verdict.REFUTED


def _is_invented(claimed: Relation, fixed: Relation) -> bool:
    """Whether a term that is added is no entropy or divergence and stands nowhere in the claim."""
    added = set(Add.make_args(fixed.rhs)) - set(Add.make_args(claimed.rhs))
    forms = [form for e in claimed.exprs for form in (e, unfold(e))]
    cores = (unfold(t).as_coeff_Mul()[1] for t in added if not t.has(H, Divergence))
    return any(not any(form.has(core) for form in forms) for core in cores)


def as_json(rows: list[Row]) -> dict[str, Any]:
    """The counts, the time, and every row."""
    counts = {s: Counter(r["outcome"] for r in rows if r["source"] == s) for s in SOURCES}
    return {
        "measured_on": {"version": __version__, "engine": environment()[:16], "digits": DIGITS},
        "sources": {s: {o: c[o] for o in OUTCOMES} for s, c in counts.items()},
        "longest": max(r["seconds"] for r in rows),
        "rows": rows,
    }


def section(result: dict[str, Any]) -> list[str]:
    """The counts as a table, and whatever is not named rightly."""
    on, sources = result["measured_on"], result["sources"]
    lines = [[name, sum(c.values()), *(c[o] for o in OUTCOMES)] for name, c in sources.items()]
    others = [r for r in result["rows"] if r["outcome"] != "right"]
    return [
        f"Measured on version {on['version']}, engine `{on['engine']}`; a diagnosis took at most "
        f"{result['longest']:.1f} s of a processor.",
        "",
        *table(("mistakes in", "mistakes", *OUTCOMES), lines),
        "",
        "Not named rightly:",
        "",
        *(f"- {r['place']}: {r['outcome']}{_said(r)}" for r in others),
    ]


def _said(r: Row) -> str:
    return f" ({r['named']}): `{r['repair']}`" if r["named"] else ""


def main() -> int:
    """Examine all, print the table, and keep it with --write; noise is a defect."""
    result = as_json([examine(w) for w in collected()])
    print("\n".join(section(result)))
    if "--write" in sys.argv[1:]:
        DATA.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
        put_section("diagnosis", section(result))
    return 4 if any(c["noise"] for c in result["sources"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
