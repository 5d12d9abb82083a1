r"""What of a note the ledger does not cover, and what the ledger cites that the note does not say.

A line *asserts something* if it lies in a displayed formula, has inline mathematics or a number.
Numbering of headings and lists, link targets, tags and lines that only open or close a formula do
not count.

>>> asserting_lines("# 1. Entropy\n$$\nH = 1\n$$\nno numbers here\nfair coin: 1 bit\n")
[3, 6]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from derivecheck.findings.stale import squeezed
from derivecheck.reading.claim import Claim, Ledger

NOISE = re.compile(
    r"""
    \]\([^)]*\)              # target of a link or image
    | <[^>]*>                # tag, address in angle brackets
    | https?://[^\s\])]+
    | \{%.*?%\}              # template command
    | ^[\s>]*\#+\s*\d[\d.]*   # number of a heading
    | ^[\s>]*([-*]\s*)?\[?\d+(\.\d+)*\.(?=\s)  # number of a point of a list
    """,
    re.VERBOSE,
)
EMPTY_MATH = re.compile(r"\\(begin|end)\{[a-z*]+\}|\\tag\{.*?\}|[\s$&\\.,;()（）。，]|notag")
FENCE = re.compile(r"^\s*```")


@dataclass(frozen=True)
class Coverage:
    """The two lists, which should be empty, and what identifies the note."""

    note: str
    file: str
    sha256: str
    lines: int
    uncited: tuple[tuple[int, str], ...]  # line number and text
    unfound: tuple[tuple[str, str], ...]  # id and why
    changed: bool = False  # the note is not the one the ledger was written against

    @property
    def complete(self) -> bool:
        """Whether both lists are empty."""
        return not (self.uncited or self.unfound)


class MissingNote(ValueError):
    """A ledger's note is not in the folder, or is not text."""


def coverage(ledger: Ledger, folder: Path) -> Coverage:
    """Compare a ledger with the note in a folder."""
    path = folder / ledger.file
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise MissingNote(f"{path}: no such file; it is the note of ledger {ledger.note}") from None
    except UnicodeDecodeError as error:
        raise MissingNote(f"{path}: not UTF-8 text: {error.reason}") from None
    lines = text.splitlines()
    cited = {n for c in ledger.claims for n in range(c.lines[0], c.lines[1] + 1)}
    uncited = [(n, lines[n - 1].strip()) for n in asserting_lines(text) if n not in cited]
    unfound = [(c.id, why) for c in ledger.claims if (why := _not_found(c, lines))]
    digest = sha256(path.read_bytes()).hexdigest()
    return Coverage(
        note=ledger.note,
        file=ledger.file,
        sha256=digest,
        lines=len(lines),
        uncited=tuple(uncited),
        unfound=tuple(unfound),
        changed=ledger.sha256 not in ("", digest),
    )


def _not_found(claim: Claim, lines: list[str]) -> str | None:
    """Why the formula of a claim is not where the claim says, if it is not."""
    first, last = claim.lines
    if not 1 <= first <= last <= len(lines):
        return f"lines {first}-{last} of {len(lines)}"
    if squeezed([claim.latex]) in squeezed(lines[first - 1 : last]):
        return None
    return f"not on lines {first}-{last}: {claim.latex}"


def asserting_lines(text: str) -> list[int]:
    """The numbers of the lines that hold mathematics or a number."""
    found, inside, code = [], False, False
    for number, line in enumerate(_without_front_matter(text), 1):
        code ^= bool(FENCE.match(line))
        opens = line.count("$$")
        bare = NOISE.sub(" ", line)
        mathematics = not code and (inside or "$" in bare)
        if mathematics and _has_content(bare) or not inside and re.search(r"\d", bare):
            found.append(number)
        inside ^= opens % 2 == 1 and not code
    return found


def _has_content(line: str) -> bool:
    return bool(EMPTY_MATH.sub("", line))


def _without_front_matter(text: str) -> list[str]:
    """The lines, with those of a leading ``---`` block emptied so that numbers stay right."""
    lines = text.splitlines()
    start = next((k for k, line in enumerate(lines) if line.strip()), 0)
    if lines[start : start + 1] == ["---"] and "---" in lines[start + 1 :]:
        end = lines.index("---", start + 1)
        if any(re.match(r"\w+:", line) for line in lines[start + 1 : end]):
            return [""] * (end + 1) + lines[end + 1 :]
    return lines
