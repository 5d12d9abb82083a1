"""What the report says of a run, put in order; shared by the PDF and the HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from derivecheck.findings.evidence import ESTABLISHED, Outcome, Severity, Verdict
from derivecheck.findings.finding import DerivationRecord, Finding, Run, left_open
from derivecheck.report.figures import Figure
from derivecheck.report.verdicts import MARKS, SEVERITIES, WORST_FIRST, Mark

NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
ALWAYS = (Verdict.PROVED, Verdict.CONDITIONAL, Verdict.REFUTED)
TILE_ORDER = (
    *ALWAYS,
    Verdict.PROVED_IN_PART,
    Verdict.SUPPORTED,
    Verdict.UNDECIDED,
    Verdict.NOT_CHECKABLE,
)
SETTLED = frozenset({Verdict.PROVED, Verdict.NOT_CHECKABLE})

HEADLINES = (  # the derivations that a reader looks for first, in the order of the report
    "divergence.gibbs",
    "js.nonnegative",
    "js.at_most_log_2",
    "gaussian_kl.univariate",
    "gaussian_kl.multivariate",
    "softmax_gradient.gradient",
    "elbo.evidence",
    "elbo.bound",
    "gan.optimal_discriminator",
    "gan.value_at_optimum",
    "gan.global_minimum",
)
FIRST = 8  # derivations in the report of a run that has none of these

LIMITS = (
    (
        "symbolic",
        "Both sides reduce to the same normal form under the stated assumptions, for every number "
        "of outcomes, every dimension and every density at once. It rests on the normal form and "
        "on SymPy's expand, together and factor; side conditions that a proof used and did not "
        "discharge are printed with the claim.",
    ),
    (
        "digits",
        "Both sides, computed from their definitions by a core that shares no code with the "
        "prover, agree to the printed precision at the instances tried. This is evidence, not "
        "proof: a difference that is zero at all of them would pass.",
    ),
    (
        "ball",
        "Arb encloses each side in an interval that certainly holds it. Disjoint enclosures at one "
        "exact point inside the domain refute a claim for good; overlapping ones prove nothing.",
    ),
    (
        "counterexample",
        "One exact point is enough to refute an equality, an inequality or a property. It says "
        "nothing on how often the claim fails; the figures show that where it matters.",
    ),
    (
        "Monte Carlo",
        "Random draws with their standard errors, in figures only. No verdict rests on them.",
    ),
    (
        "trusted base",
        "The reading of the note (each claim is printed beside its formula, so that it can be "
        "compared), the normal form, SymPy under assumptions, Arb, and the theorems a step names: "
        "linearity, Fubini, differentiation under the integral sign.",
    ),
)


@dataclass(frozen=True)
class Tile:
    """One number on the first page."""

    mark: Mark
    count: int


@dataclass(frozen=True)
class Note:
    """One note and its findings in the order of the note."""

    id: str
    title: str
    file: str
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> str:
        """How many claims have which verdict, in words."""
        found = Counter(f.verdict for f in self.findings)
        order = (*TILE_ORDER, Verdict.INCONSISTENT)
        parts = [f"{found[v]} {MARKS[v].word.lower()}" for v in order if found[v]]
        open_ = sum(bool(f.obligations) and f.verdict in ESTABLISHED for f in self.findings)
        return ", ".join([*parts, f"{open_} of them provided …"] if open_ else parts)

    @property
    def open(self) -> list[Finding]:
        """The claims that are not proved, not even in part, though they can be checked."""
        left = SETTLED | ESTABLISHED
        return [f for f in self.findings if f.verdict not in left]

    @property
    def in_part(self) -> list[Finding]:
        """The claims of which a special case or a part is proved."""
        return [f for f in self.findings if f.verdict is Verdict.PROVED_IN_PART]

    @property
    def proved(self) -> list[Finding]:
        """The claims that are proved as they stand."""
        return [f for f in self.findings if f.verdict is Verdict.PROVED]

    @property
    def uncheckable(self) -> list[Finding]:
        """The claims without a truth value."""
        return [f for f in self.findings if f.verdict is Verdict.NOT_CHECKABLE]

    @property
    def corrected(self) -> list[Finding]:
        """The claims that go to the author: wrong, with something better to stand there."""
        return [f for f in self.open if f.correction]


@dataclass(frozen=True)
class DerivationView:
    """A derivation with what the run says around it."""

    record: DerivationRecord
    used_by: tuple[str, ...]  # derivations
    claims: tuple[Finding, ...]  # claims that rest on it
    lemmas: tuple[DerivationRecord, ...]
    figures: tuple[Figure, ...]

    @property
    def proved(self) -> int:
        """Number of steps that are proved."""
        return sum(s.verdict is Verdict.PROVED for s in self.record.steps)


def title(run: Run) -> str:
    """Return the title of the report: how many notes, and that they are verified."""
    count = len({f.note for f in run.findings})
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    noun = "note" if count == 1 else "notes"
    return run.provenance.get("title") or f"{number} {noun} on machine learning, verified"


def tiles(run: Run) -> list[Tile]:
    """Return the numbers of the first page; INCONSISTENT shows only if it occurred."""
    order = [*TILE_ORDER, *([Verdict.INCONSISTENT] if run.summary["INCONSISTENT"] else [])]
    return [Tile(MARKS[v], run.summary[v.value]) for v in order]


def groups(run: Run) -> list[tuple[str, list[Finding]]]:
    """Return the claims with a card in the report under their headings, worst first."""
    heads = (
        ("Two checks contradict each other", (Verdict.INCONSISTENT,)),
        ("Wrong as written", (Verdict.REFUTED,)),
        ("Right under a condition or another reading", (Verdict.CONDITIONAL,)),
        ("Neither proved nor refuted", (Verdict.UNDECIDED, Verdict.SUPPORTED)),
    )
    parts = [(head, [f for f in run.findings if f.verdict in verdicts]) for head, verdicts in heads]
    return [(head, sorted(part, key=worry)) for head, part in parts if part]


def found(run: Run) -> list[Finding]:
    """Return the claims that are not settled, worst first."""
    return sorted((f for f in run.findings if f.verdict not in SETTLED), key=worry)


def worry(finding: Finding) -> tuple[int, int]:
    """Sort key: verdict first, then severity; sorting is stable, so notes keep their order."""
    return WORST_FIRST.index(finding.verdict), SEVERITIES.index(finding.severity)


def notes(run: Run) -> list[Note]:
    """Return the notes in the order in which they first occur."""
    groups: dict[str, list[Finding]] = {}
    for f in run.findings:
        groups.setdefault(f.note, []).append(f)
    return [
        Note(
            name,
            run.provenance.get(f"title:{name}", ""),
            items[0].file,
            sha256(run.provenance, name, items[0].file),
            tuple(items),
        )
        for name, items in groups.items()
    ]


def sha256(provenance: Mapping[str, str], note: str, file: str) -> str:
    """Return the hash of a note from provenance keys ``sha256:N0`` or ``sha256:<file>``."""
    return provenance.get(f"sha256:{note}") or provenance.get(f"sha256:{file}", "")


def derivations(run: Run, figures: Sequence[Figure]) -> list[DerivationView]:
    """Return the derivations of a run, each with its lemmas, users, claims and figures."""
    known = {d.id: d for d in run.derivations}
    placed = place_figures(run.derivations, figures)
    return [
        DerivationView(
            d,
            tuple(u.id for u in run.derivations if d.id in u.uses),
            tuple(f for f in run.findings if d.id in f.rests_on),
            tuple(known[u] for u in d.uses if u in known),
            tuple(placed.get(d.id, ())),
        )
        for d in run.derivations
    ]


def headlines(shown: Sequence[DerivationView]) -> list[DerivationView]:
    """Return the derivations of the report: `HEADLINES`, or the first few, and all that failed."""
    known = {v.record.id: v for v in shown}
    chosen = [known[name] for name in HEADLINES if name in known] or list(shown[:FIRST])
    failed = [v for v in shown if v.record.verdict is not Verdict.PROVED and v not in chosen]
    return chosen + failed


def beneath(
    records: Iterable[DerivationRecord], chosen: Iterable[DerivationRecord]
) -> list[DerivationRecord]:
    """Return these derivations and all that they rest on, in the order of the run."""
    known = {d.id: d for d in records}
    wanted: set[str] = set()
    left = [d.id for d in chosen]
    while left:
        name = left.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            left += known[name].uses
    return [d for d in known.values() if d.id in wanted]


FOUND = {
    Outcome.PROVES: "proves",
    Outcome.AGREES: "agree at",
    Outcome.REFUTES: "refute",
    Outcome.DISPROVES: "disproves",
    Outcome.UNABLE: "cannot tell",
}


def trust(record: DerivationRecord) -> str:
    """Return what the verdict on a derivation rests on: how many steps each method has settled."""
    checks = Counter((e.method, e.outcome) for s in record.steps for e in s.evidence)
    said = (f"{method} {FOUND[outcome]} {n}" for (method, outcome), n in checks.items())
    count = len(record.steps)
    return f"of {count} step{'s' * (count != 1)}: {', '.join(said)}" if checks else ""


def place_figures(
    records: Iterable[DerivationRecord], figures: Iterable[Figure]
) -> dict[str, list[Figure]]:
    """Return which figures stand with which derivation: the first whose id a figure names."""
    placed: dict[str, list[Figure]] = {}
    ids = [d.id for d in records]
    for figure in figures:
        hosts = [i for c in figure.claims for i in ids if i == c or i.startswith(f"{c}.")]
        if hosts:
            placed.setdefault(hosts[0], []).append(figure)
    return placed


def loose(run: Run, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that go with no derivation of the run."""
    shown = {f.id for placed in place_figures(run.derivations, figures).values() for f in placed}
    return [f for f in figures if f.id not in shown]


def provenance(run: Run) -> list[tuple[str, str]]:
    """Return name and value of everything needed to repeat the run."""
    own = [
        ("derivecheck", run.version),
        ("precision", f"{run.digits} decimal digits; Arb balls for every refutation"),
        ("claims", f"{len(run.findings)} in {len(notes(run))} notes"),
        ("reproduce", "derivecheck verify && derivecheck report"),
    ]
    told = sorted(
        (name, text)
        for name, text in run.provenance.items()
        if name != "precision" and not name.startswith("title:")
    )
    return own + [(k.replace("_", " "), v) for k, v in told]


def remedy(finding: Finding) -> str:
    """Return in one sentence what is wrong with a claim, or why it is open."""
    if finding.verdict is Verdict.CONDITIONAL and finding.holds:
        return finding.holds
    return finding.diagnosis or finding.reason or left(finding)


def left(finding: Finding) -> str:
    """Return what of a claim the statement that was checked does not cover."""
    covers = finding.covers
    return f"{left_open(covers)}: {covers.rest}" if covers.rest else ""


def severity(finding: Finding) -> str:
    """Return what the severity of a finding says to a reader."""
    return {
        Severity.ERROR: "changes a conclusion",
        Severity.IMPRECISE: "needs a condition that is not stated",
        Severity.NOTATION: "right in intention, wrong in writing",
        Severity.CONVENTION: "right under an unusual convention",
        Severity.NONE: "",
    }[finding.severity]
