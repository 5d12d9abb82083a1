"""What every ledger of a note has to satisfy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from sympy import Expr, Symbol, log

from derivecheck.findings.evidence import Outcome, Scope, Severity, Verdict
from derivecheck.findings.finding import Finding
from derivecheck.judgement.claims import verify_claim
from derivecheck.language import JS, KL, Every, NotAlways, Optimum, Relation, Routine, Statement
from derivecheck.language.typeset import tex
from derivecheck.proof.definitions import by_definition
from derivecheck.reading.claim import Claim, Kind, Ledger
from derivecheck.reading.coverage import coverage

FOLDER = Path(os.environ.get("DERIVECHECK_NOTES", "../shared/notes"))
FOUND: dict[str, Finding] = {}
SETTLED = {
    Verdict.PROVED,
    Verdict.PROVED_IN_PART,
    Verdict.NOT_CHECKABLE,
    Verdict.REFUTED,
    Verdict.CONDITIONAL,
}
MAY_BE_DEFINED = {Kind.DEFINITION, Kind.IDENTITY, Kind.NUMERIC, Kind.API}
REASON = re.compile(r"因为|由于|[Ss]ince\b|[Bb]ecause\b")
CONSEQUENCE = re.compile(r"所以|因此|即可|故|[Tt]herefore\b|[Hh]ence\b")
LEAST = re.compile("最小(?!化)|最短")
MATHEMATICS = re.compile(r"\$[^$]*\$|`[^`]*`|<[^>]*>|https?://\S+")
HAN, WORD = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{2,}")
BREAKS = re.compile(r"[。；！？，、,;:：（）()“”\"*|_\[\]!?.0-9]+")


def claim(ledger: Ledger, id: str) -> Claim:
    """The claim with this id."""
    return next(c for c in ledger.claims if c.id == id)


def finding(ledger: Ledger, id: str) -> Finding:
    """What comes out of the claim with this id; kept, since several tests ask for the same."""
    if id not in FOUND:
        FOUND[id] = verify_claim(claim(ledger, id), ledger, digits=30)
    return FOUND[id]


def at_lines(ledger: Ledger, *lines: int) -> list[Finding]:
    """What comes out of the claims about exactly these lines."""
    span = (lines[0], lines[-1])
    return [finding(ledger, c.id) for c in ledger.claims if c.lines == span]


def parts(statement: Statement) -> Iterator[Statement]:
    """The statement, or all that it is made of."""
    if isinstance(statement, Every):
        for part in statement.parts:
            yield from parts(part)
    else:
        yield statement


# --- order and coverage


def place(id: str) -> tuple[int, str]:
    """The number of a claim in its note, and the letter of one that was put in later."""
    found = re.fullmatch(r"N\d-(\d+)([a-z]?)", id)
    assert found, id
    return int(found[1]), found[2]


def require_order(ledger: Ledger) -> None:
    """Ids count up, claims follow the note, and a claim says something or has a reason."""
    places = [place(c.id) for c in ledger.claims]
    assert all(a < b for a, b in pairwise(places)), ledger.note
    assert all(1 <= c.lines[0] <= c.lines[1] for c in ledger.claims)
    back = [(a.id, b.id) for a, b in pairwise(ledger.claims) if b.lines[1] < a.lines[0]]
    assert not back, "a claim whose lines lie wholly before those of the claim that it follows"
    assert all((c.says is None) == bool(c.reason) for c in ledger.claims)


def note_lines(ledger: Ledger) -> list[str]:
    """The lines of the note; the test is skipped where the notes are not at hand."""
    path = FOLDER / ledger.file
    if not path.exists():
        pytest.skip(f"the notes are not in {FOLDER}; set DERIVECHECK_NOTES")
    return path.read_text(encoding="utf-8").splitlines()


def require_coverage(ledger: Ledger) -> None:
    """Every line of the note that asserts something is cited, every formula is where it is said."""
    note_lines(ledger)
    found = coverage(ledger, FOLDER)
    assert found.uncited == ()
    assert found.unfound == ()


def misquoted(ledger: Ledger, lines: list[str]) -> list[tuple[str, str]]:
    """Words that a claim quotes and that are not on its lines."""
    found = []
    for c in ledger.claims:
        text = squeezed("".join(lines[c.lines[0] - 1 : c.lines[1]]))
        quoted = (squeezed(q) for q in c.quote.split("…"))
        found += [(c.id, q) for q in quoted if q not in text]
    return found


def unquoted(ledger: Ledger, lines: list[str]) -> list[tuple[int, str]]:
    """Clauses of lines that say several things, or give a reason, which no claim quotes."""
    found = []
    for number, line in enumerate(prose(lines), 1):
        about = [c for c in ledger.claims if c.lines[0] <= number <= c.lines[1]]
        words = REASON.search(line) or CONSEQUENCE.search(line) or LEAST.search(line)
        if not clauses(line) or not (words or sum(c.lines[0] == c.lines[1] for c in about) > 1):
            continue
        quotes = "…".join(squeezed(c.quote) for c in about)
        found += [(number, clause) for clause in clauses(line) if squeezed(clause) not in quotes]
    return found


def squeezed(text: str) -> str:
    """A text without blanks and marks of emphasis."""
    return re.sub(r"[\s*_>]+", "", text)


def prose(lines: list[str]) -> Iterator[str]:
    """The lines, empty where they belong to a displayed formula, a program or the front matter."""
    display = code = front = False
    for number, line in enumerate(lines):
        fence = line.strip().startswith("```")
        opens = line.count("$$")
        front = (number == 0 or front) and (number == 0 or line.strip() != "---")
        front = front and lines[0].strip() == "---"
        hidden = display or code or fence or opens or front or line.lstrip("> -").startswith("[")
        yield "" if hidden else line
        code ^= fence
        display ^= opens % 2 == 1


def clauses(line: str) -> list[str]:
    """What a line says in words: its pieces between marks and formulas, if there is enough."""
    pieces = BREAKS.split(MATHEMATICS.sub("。", line))
    return [
        p.strip(" -+=") for p in pieces if len(HAN.findall(p)) >= 3 or len(WORD.findall(p)) >= 4
    ]


# --- reasons and superlatives


def hasty(ledger: Ledger) -> list[str]:
    """Claims that give a reason, or speak of the least, and are whole without a statement of it.

    A quote that holds a reason and what follows from it says two things, which is more than one
    statement covers; of the least there has to be a bound.
    """
    return [
        c.id
        for c in ledger.claims
        if c.says is not None and c.covers.scope is Scope.WHOLE and not (c.readings or c.instead)
        if _reasons_in(c.quote) or LEAST.search(c.quote) and not _bounds(c.says)
    ]


def _reasons_in(quote: str) -> bool:
    """Whether a quote has a reason and a conclusion in one."""
    reason = REASON.search(quote)
    other = [p for p in BREAKS.split(quote) if clauses(p)]
    return bool(reason) and len(other) > 1


def _bounds(statement: Statement) -> bool:
    """Whether a part of a statement is an inequality, an optimum or about the best code."""
    return any(
        isinstance(p, Optimum)
        or (isinstance(p, Relation) and p.relation != "=")
        or any(e.has(Routine) for e in p.exprs)
        for p in parts(statement)
    )


# --- what a statement may be


def idle(ledger: Ledger) -> list[str]:
    """Steps, properties and prose of which the statement only writes out a definition."""
    return [
        c.id
        for c in ledger.claims
        if c.says is not None and c.kind not in MAY_BE_DEFINED
        if all(by_definition(p) for p in parts(c.says))
    ]


def tautologies(ledger: Ledger) -> list[tuple[str, str]]:
    """Equations of which both sides are printed alike, but for definitions and given numbers."""
    return [
        (c.id, sides[0])
        for c in ledger.claims
        if c.says is not None and c.kind is not Kind.DEFINITION
        for said in (c.says, *(r.statement for r in (*c.readings, *c.instead)))
        for part in parts(said)
        if isinstance(part, Relation)
        and not all(e.is_Rational for e in part.exprs)
        and len(set(sides := [tex(e, part.given) for e in part.exprs])) < 2
    ]


def only_at_a_point(ledger: Ledger) -> list[str]:
    """Claims in general of which the statement holds nothing that varies."""
    return [
        c.id
        for c in ledger.claims
        if c.says is not None and c.kind not in (Kind.NUMERIC, Kind.API, Kind.DEFINITION)
        if c.covers.scope is Scope.WHOLE and not any(_varies(p) for p in parts(c.says))
    ]


def _varies(statement: Statement) -> bool:
    inner = statement.part if isinstance(statement, NotAlways) else statement
    return bool(inner.given) or any(e.free_symbols for e in inner.exprs)


def in_other_units(ledger: Ledger) -> list[str]:
    """Claims about the note's `RelativeEntropy` that are not in the base 2 of its definition."""
    return [
        c.id
        for c in ledger.claims
        if c.says is not None and "RelativeEntropy" in c.latex
        if not all(_is_in_bits(e) for p in parts(c.says) for e in p.exprs)
    ]


def _is_in_bits(side: Expr) -> bool:
    value = Symbol("value")
    heads = side.atoms(KL, JS)
    factors = (side.xreplace({head: value}).coeff(value) for head in heads)
    return all((factor * log(2)).is_Rational for factor in factors)


def mended_elsewhere(ledgers: list[Ledger]) -> list[tuple[str, str]]:
    """Readings that are the statement of a claim that is proved as it stands."""
    whole = [(c, ledger) for ledger in ledgers for c in ledger.claims if not c.readings and c.says]
    return [
        (c.id, other.id)
        for ledger in ledgers
        for c in ledger.claims
        for reading in c.readings
        for other, of in whole
        if other.says == reading.statement and finding(of, other.id).verdict is Verdict.PROVED
    ]


def at_odds(ledger: Ledger) -> list[tuple[str, str]]:
    """Pairs of claims with the same formula or words, other verdicts and no reference."""
    return [
        (a.id, b.id)
        for a, b in combinations(ledger.claims, 2)
        if _same_phrase(a, b) and b.id not in a.see_also and a.id not in b.see_also
        if finding(ledger, a.id).verdict is not finding(ledger, b.id).verdict
    ]


def _same_phrase(a: Claim, b: Claim) -> bool:
    formulas = squeezed(a.latex) == squeezed(b.latex) != ""
    words = squeezed(a.quote) == squeezed(b.quote) != ""
    return words or (formulas and not (a.quote or b.quote))


def require_explained(found: Finding) -> None:
    """What is not proved as written has a reason that counts."""
    assert found.verdict in SETTLED, f"{found.id}: {found.verdict}: {found.reason}"
    if found.counterexample is not None:
        assert found.counterexample.lhs != found.counterexample.rhs, found.id
    if found.verdict is Verdict.REFUTED:
        always = any(e.outcome is Outcome.REFUTES and not e.instances for e in found.evidence)
        assert found.counterexample or always, found.id
        assert found.correction, found.id
        assert found.severity is Severity.ERROR
    if found.verdict is Verdict.CONDITIONAL:
        assert found.condition, found.id
        assert found.correction, found.id
        assert found.severity not in (Severity.ERROR, Severity.NONE)
