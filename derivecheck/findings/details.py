"""What every output says of a run and of a finding, in plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from derivecheck.findings.evidence import ESTABLISHED, Verdict
from derivecheck.findings.finding import Finding, Run, left_open
from derivecheck.latex.unicode import formula, prose
from derivecheck.latex.words import GREEK

NAME = re.compile(r"\b([A-Za-z]+?)(?:_([0-9A-Za-z]+)|(\d+))?('?)(\[[\d, ]+\])? =")
MINUS = re.compile(r"(?<![\w)\]])-(?=\d|∞)")
DECIMALS = re.compile(r"\d+\.\d*0\b")
INFINITE = re.compile(r"\binf\b")
LONG = re.compile(r"\d+\.\d{6,}(?![\de])")
FALLEN = (Verdict.REFUTED, Verdict.INCONSISTENT)
QUIET = (Verdict.PROVED, Verdict.NOT_CHECKABLE)


def totals(run: Run) -> str:
    """The run in one line."""
    parts = [f"{n} {Verdict(v).words.lower()}" for v, n in run.summary.items() if n]
    parts += [f"{run.provided} of them provided …"] if run.provided else []
    steps = Counter(s.verdict for d in run.derivations for s in d.steps)
    kept = f", {run.cached} from the cache" if run.cached else ""
    left = f"; interrupted: {len(run.unfinished)} not checked" if run.unfinished else ""
    return (
        f"{len(run.findings)} claims: {', '.join(parts) or 'none'}; "
        f"{len(run.derivations)} derivations, "
        f"{steps[Verdict.PROVED]} of {steps.total()} steps proved; {run.seconds:.1f} s{kept}{left}"
    )


def contested(run: Run) -> dict[str, tuple[str, ...]]:
    """What rests, at any remove, on a claim that is refuted or a derivation that is not proved.

    Each id with the ids that it rests on and that do not hold.
    """
    rests = {f.id: f.rests_on for f in run.findings} | {d.id: d.uses for d in run.derivations}
    fallen = {f.id for f in run.findings if f.verdict in FALLEN}
    fallen |= {d.id for d in run.derivations if d.verdict is not Verdict.PROVED}
    beneath = {id: {name for name in names if name in fallen} for id, names in rests.items()}
    grows = True
    while grows:
        found = {
            id: beneath[id].union(*(beneath.get(name, ()) for name in names))
            for id, names in rests.items()
        }
        grows, beneath = found != beneath, found
    return {id: tuple(sorted(names - {id})) for id, names in beneath.items() if names - {id}}


def details(f: Finding, contested: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The card of a finding in plain text: what stands there, what was checked, what should be.

    `contested` names what the claim rests on and does not hold.
    """
    lines = [
        ("contested", f"rests on {', '.join(contested)}, not established" if contested else ""),
        ("the note", on_one_line(formula(f.latex))),
        ("checked", f.statement.sentence if f.statement else ""),
        *_where(f),
        ("wrong", prose(f.diagnosis)),
        ("holds", prose(f.holds)),
        ("why", prose(f.reason)),
        ("should be", instead(f)),
        (left_open(f.covers), prose(f.covers.rest)),
        ("provided", prose("; ".join(f.obligations)) if f.verdict in ESTABLISHED else ""),
    ]
    return [(label, text) for label, text in lines if text]


def _where(f: Finding) -> list[tuple[str, str]]:
    """The instance at which the two sides differ, or how many were tried."""
    if c := f.counterexample:
        sides = f"left {value(c.lhs)}, right {value(c.rhs)}"
        return [(f"at {prose(named(c.point))}" if c.point else "everywhere", sides)]
    tried = max((e.instances for e in f.evidence), default=0)
    return [("tried", f"{tried} exact points")] if tried > 1 else []


def named(point: str) -> str:
    r"""A point as a sentence in which its letters are formulas, as they are elsewhere.

    >>> named("mu_1 = 1, p_data = (1/2, 1/2)")
    '$\\mu_{1}$ = 1, $p_{data}$ = (1/2, 1/2)'
    >>> named("m2[1] = -3/2, p' = (1, 3)")
    "$m_{2}[1]$ = −3/2, $p'$ = (1, 3)"
    """

    def greek(name: str) -> str:
        return rf"\{name}" if rf"\{name}" in GREEK else name

    def letter(m: re.Match[str]) -> str:
        below = f"_{{{greek(index)}}}" if (index := m[2] or m[3]) else ""
        return f"${greek(m[1])}{m[4]}{below}{m[5] or ''}$ ="

    return point if "$" in point else MINUS.sub("−", NAME.sub(letter, point))


def value(text: str) -> str:
    """One side at a point, without the zeros that a decimal ends in.

    >>> value("1.50000000000"), value("0"), value("-1.3570"), value("-inf")
    ('1.5', '0', '−1.357', '−∞')
    """
    short = DECIMALS.sub(lambda m: m[0].rstrip("0").rstrip("."), prose(text))
    return MINUS.sub("−", INFINITE.sub("∞", short))


def shortened(left: str, right: str) -> tuple[str, str]:
    """Two values in six digits, in all of them where six do not tell them apart.

    >>> shortened("0.143841036226", "-0.130812035941")
    ('0.143841', '−0.130812')
    >>> shortened("0.12345671", "0.12345672")
    ('0.12345671', '0.12345672')
    """
    short = [LONG.sub(lambda m: f"{float(m[0]):.6g}", value(x)) for x in (left, right)]
    a, b = short if short[0] != short[1] else (value(left), value(right))
    return a, b


def instead(f: Finding) -> str:
    """What should stand there, in plain text."""
    if f.correction is None:
        return ""
    written = f.correction.written
    return on_one_line(formula(written) if written else f.correction.statement.text)


def on_one_line(text: str) -> str:
    """The rows of a formula side by side."""
    return ";  ".join(filter(None, text.split("\n")))


def defects(run: Run) -> Iterator[tuple[str, str]]:
    """Where our own checks failed: the id and what happened."""
    for d in run.derivations:
        if d.verdict is not Verdict.PROVED:
            steps = [s for s in d.steps if s.verdict is not Verdict.PROVED]
            where = [f"step {s.number} ({s.rule}): {s.verdict}" for s in steps]
            yield d.id, f"{d.verdict} {', '.join(where) or '; '.join(d.obligations)}".rstrip()
    for f in run.findings:
        if f.verdict is Verdict.INCONSISTENT:
            said = "; ".join(f"{e.method} {e.outcome}" for e in f.evidence)
            yield f.id, f"{f.verdict} {f.file}:{f.lines[0]}-{f.lines[1]} {f.paraphrase}: {said}"


def objections(run: Run) -> list[Finding]:
    """What a reader of the note should look at."""
    shaky = contested(run)
    return [
        f
        for f in run.findings
        if f.verdict is not Verdict.INCONSISTENT and (f.verdict not in QUIET or f.id in shaky)
    ]
