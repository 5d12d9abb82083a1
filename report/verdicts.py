"""How a verdict looks: its word, its shape and its colour, together everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from derivecheck.findings.evidence import Severity, Verdict


@dataclass(frozen=True)
class Mark:
    """Word, shape and colour of one verdict, and what the verdict means in one sentence."""

    word: str
    glyph: str
    name: str  # of the colour
    ink: str  # on white at least 4.5:1
    tint: str
    meaning: str
    filled: bool = True


MARKS: dict[Verdict, Mark] = {
    Verdict.PROVED: Mark(
        "PROVED",
        "✓",
        "proved",
        "00664B",
        "E7F3EF",
        "a symbolic proof in general under the stated assumptions, and agreement of the numeric "
        "core at every exact instance tried.",
    ),
    Verdict.CONDITIONAL: Mark(
        "CONDITIONAL",
        "◑",
        "conditional",
        "0B5CAD",
        "E8F1FA",
        "false as it stands (a counterexample is given), proved once the named condition is added.",
    ),
    Verdict.REFUTED: Mark(
        "REFUTED",
        "✗",
        "refuted",
        "C2410C",
        "FDF0E9",
        "an exact point inside the domain is given where the two sides certainly differ; the "
        "corrected statement follows with its own checks.",
    ),
    Verdict.SUPPORTED: Mark(
        "SUPPORTED",
        "≈",
        "supported",
        "7A3E8E",
        "F4ECF7",
        "agrees at every exact instance tried; no proof was found.",
    ),
    Verdict.PROVED_IN_PART: Mark(
        "PROVED IN PART",
        "◕",
        "partly",
        "5A6500",
        "F3F5E3",
        "what was checked is proved, and is a special case or a part of what the note says; the "
        "rest, which is named, is not checked.",
    ),
    Verdict.UNDECIDED: Mark(
        "UNDECIDED",
        "○",
        "undecided",
        "59616C",
        "F1F2F4",
        "neither proved nor refuted; the report says what was tried and why it stopped.",
        filled=False,
    ),
    Verdict.NOT_CHECKABLE: Mark(
        "NOT CHECKABLE",
        "–",
        "uncheckable",
        "5B636E",
        "F6F7F9",
        "motivation or history, not a statement with a truth value; the reason is given.",
        filled=False,
    ),
    Verdict.INCONSISTENT: Mark(
        "INCONSISTENT",
        "⚠",
        "inconsistent",
        "8C0F4B",
        "FBE9F1",
        "two checks contradict each other: a defect of derivecheck, never a verdict on the note.",
    ),
}

WORST_FIRST = tuple(Verdict)
SEVERITIES = tuple(Severity)
