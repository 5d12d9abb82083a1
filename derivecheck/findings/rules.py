"""The kinds of findings, by which they are named, ignored, explained and graded."""

from __future__ import annotations

import re

from derivecheck.findings.evidence import Severity, Verdict
from derivecheck.findings.finding import Finding

# The rule of a refuted claim is the kind of its mistake; the pattern finds the kind in a diagnosis.
MISTAKES = {
    "inequality-direction": ("An inequality the wrong way round", "wrong way round"),
    "swapped-arguments": ("Arguments of a divergence swapped", "swapped"),
    "wrong-laws": ("Wrong laws in the arguments of a divergence", "wrong laws|under the wrong law"),
    "wrong-law": (
        "A conditional, marginal or joint law in place of another",
        "conditional|(marginal|joint) law",
    ),
    "wrong-index": ("A wrong index", r"\bindex\b|series starts"),
    "wrong-letter": ("One letter for another", r"\$ stands for \$|are exchanged"),
    "wrong-operator": (
        "A sum or a difference for a product",
        "(sum|difference|product) stands for a (sum|difference|product)",
    ),
    "bracket": (
        "A bracket that closes in the wrong place",
        r"\bbracket\b|belongs (inside|outside|to)|square is of",
    ),
    "wrong-optimum": ("A maximum for a minimum, or elsewhere", "maximum|optimum"),
    "sum-for-mean": ("A sum for a mean", r"\bmean\b"),
    "inverse": ("A quantity for its inverse", "inverse|upside down"),
    "wrong-digit": ("A wrong last digit", r"\bdigit\b"),
    "logarithm": ("A logarithm too many or missing", "a logarithm (too many|is missing)"),
    "exponential": ("An exponential too many or missing", "exponential (too many|is missing)"),
    "wrong-power": (
        "A quantity for its square or root",
        r"\^2\S* for|for \S*\^2|a (square|root) (too many|is missing)",
    ),
    "logarithm-base": ("A logarithm to the wrong base", r"\bbase\b"),
    "wrong-functional": ("One functional in place of another", "stands? for"),
    "extra-factor": ("A factor too many", "factor too many"),
    "missing-factor": ("A missing factor", r"\bfactor\b"),
    "missing-term": ("A missing term", r"\b(terms?|divergence|entropy) (is|are) missing|dropped"),
    "extra-term": ("A term too many", "too many|extra term"),
    "sign": ("A wrong sign", r"\bsign\b"),
    "always": ("A statement denied that always holds", "always holds"),
}
SEVERITIES = {
    Severity.ERROR: ("wrong", "A statement that does not hold"),
    Severity.IMPRECISE: ("missing-condition", "A statement without a condition that it needs"),
    Severity.NOTATION: ("notation", "Right in intention, wrong in writing"),
    Severity.CONVENTION: ("convention", "Right under an unusual convention"),
}
OPEN = {
    Verdict.SUPPORTED: ("unproved", "True at every instance tried, and not proved"),
    Verdict.PROVED_IN_PART: ("proved-in-part", "A special case or a part is proved, not the rest"),
    Verdict.UNDECIDED: ("undecided", "Neither proved nor refuted"),
}
SUSPICION = "suspicious"
RULES = dict(
    [
        *((rule, text) for rule, (text, _) in MISTAKES.items()),
        *SEVERITIES.values(),
        *OPEN.values(),
        ("stale", "A claim whose formula is no longer on its lines"),
        (SUSPICION, "Every reading of the line fails, and it may still be misread"),
    ]
)
LEVELS = {Severity.ERROR: "error", Severity.IMPRECISE: "warning"}


def rule_of(f: Finding) -> str:
    """The kind of mistake of a finding, as a key of `RULES`."""
    if f.verdict in OPEN:
        return OPEN[f.verdict][0]
    known = rule_of_mistake(f.diagnosis) if f.verdict is Verdict.REFUTED else "wrong"
    return known if known != "wrong" else SEVERITIES.get(f.severity, SEVERITIES[Severity.ERROR])[0]


def rule_of_mistake(diagnosis: str) -> str:
    """The rule of a mistake by its name; the general one where it has none."""
    found = (rule for rule, (_, pattern) in MISTAKES.items() if re.search(pattern, diagnosis))
    return next(found, "wrong")


def level_of(f: Finding) -> str:
    """How SARIF grades a finding: error, warning, note; none where nothing is wrong so far."""
    return "none" if f.verdict in OPEN else LEVELS.get(f.severity, "note")
