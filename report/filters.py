"""The filters of the LaTeX templates: a finding, a verdict or a piece of evidence as TeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from derivecheck.findings.evidence import Evidence, Verdict
from derivecheck.findings.finding import DerivationRecord, Finding
from derivecheck.latex.escape import TeX, bookmark, escape, verbatim
from derivecheck.latex.escape import name as breakable
from derivecheck.latex.unicode import prose as in_words
from derivecheck.report import cards, views
from derivecheck.report.cards import Row, sentences
from derivecheck.report.checks import Check, checks
from derivecheck.report.text import display, number, prose, sentence
from derivecheck.report.verdicts import MARKS

LONGEST_HEAD = 70  # characters
LONGEST_WORD = 30  # characters of what can stand in a sentence
LONGEST_NAME = 80  # PDF readers need not know longer names of link targets


def destination(name: str, kind: str) -> TeX:
    """Return the name of a link target, made of harmless characters only.

    >>> destination("N0-12", "claim")
    'claim/N0-12'
    >>> destination("a_b}", "claim")
    'claim/a/5Fb/7D'
    """
    safe = re.sub(r"[^A-Za-z0-9-]", lambda m: f"/{ord(m[0]):X}", name)
    if len(safe) > LONGEST_NAME:
        safe = f"{safe[:20]}/{sha256(name.encode(errors='replace')).hexdigest()[:20]}"
    return TeX(f"{kind}/{safe}")


def file_name(path: Path) -> TeX:
    """Return the path of one of our own files as TeX reads it; refuses characters special to it."""
    name = path.as_posix()
    if not re.fullmatch(r"[A-Za-z0-9./-]+", name) or ".." in name:
        raise ValueError(f"not a file name for TeX: {name!r}")
    return TeX(name)


def pill(value: Verdict, word: str = "") -> TeX:
    """Return a verdict as word, shape and colour."""
    mark = MARKS[value]
    box = "pillfill" if mark.filled else "pillline"
    return TeX(rf"\{box}{{{mark.name}}}{{\sym{{{mark.glyph}}} {escape(word or mark.word)}}}")


def settled(item: Finding | DerivationRecord) -> TeX:
    """Return the verdict on a claim or a derivation; a proof with open conditions says so."""
    return pill(item.verdict, item.said)


def cell(evidence: tuple[Evidence, ...], name: str) -> TeX:
    """Return what one check column shows for a statement; a dash where no check applies."""
    check = checks(evidence)[name]
    return TeX(r"\none") if check is None else _shown(check)


def _shown(check: Check) -> TeX:
    command = {True: "good", False: "bad", None: "unable"}[check.good]
    return TeX(rf"\{command}{{{number(check.text)}}}")


def line_range(lines: tuple[int, int]) -> TeX:
    """Return a range of lines of a note."""
    first, last = lines
    return TeX(f"{first}" if first == last else f"{first}–{last}")


def place(finding: Finding) -> TeX:
    """Return file and lines of a claim, as an editor takes them."""
    first, last = finding.lines
    return verbatim(f"{finding.file}:{first}" + (f"-{last}" if last != first else ""))


def as_told(text: str) -> TeX:
    """Return a value of the provenance: sentences as prose, what one copies in one width."""
    sentences = len(text) > LONGEST_NAME and max(map(len, text.split())) <= LONGEST_WORD
    return prose(text) if sentences else verbatim(text)


def running(text: str) -> TeX:
    """Return the start of a text for the head of a page, where there is one line."""
    plain = in_words(text)
    return escape(plain if len(plain) <= LONGEST_HEAD else f"{plain[: LONGEST_HEAD - 1]}…")


def node_name(name: str) -> TeX:
    r"""Return the id of a derivation for a node of the graph, on two lines if it has two parts.

    >>> print(node_name("gaussian_kl.univariate"))
    gaussian\_\allowbreak kl\\univariate
    """
    parts = (escape(part) for part in name.split(".", 1))
    return TeX(r"\\".join(part.replace(r"\_", r"\_\allowbreak ") for part in parts))


class Links:
    """The links of one document: only to claims and derivations that stand in it."""

    def __init__(self, claims: Iterable[Finding], derivations: Iterable[DerivationRecord]) -> None:
        self.known = {f.id: "claim" for f in claims} | {d.id: "derivation" for d in derivations}

    def to(self, name: str) -> TeX:
        """Return an id, as a link where the document has what it names."""
        if name not in self.known:
            return breakable(name)
        return TeX(rf"\link{{{destination(name, self.known[name])}}}{{{breakable(name)}}}")

    def all(self, names: Iterable[str]) -> TeX:
        """Return ids one after another."""
        return TeX(", ".join(map(self.to, names)))

    def derivation(self, view: views.DerivationView) -> list[Row]:
        """Return what stands beneath the title of a derivation."""
        d = view.record
        lemmas = (rf"{pill(u.verdict)}~{self.to(u.id)}" for u in view.lemmas)
        rows = [
            ("assumes", sentences(d.statement.assumptions)),
            ("provided", sentences(d.obligations)),
            ("needs", sentences(d.needs)),
            ("rests on", TeX(r"\quad ".join(lemmas))),
            ("used by", self.all(view.used_by)),
            ("claims", self.all(f.id for f in view.claims)),
            ("closed form", verbatim(d.closed_form) if d.closed_form else TeX("")),
            ("trust", escape(views.trust(d))),
            ("reproduce", verbatim(f"derivecheck show {d.id}")),
        ]
        return [(name, value) for name, value in rows if value]

    @property
    def filters(self) -> dict[str, Callable[..., object]]:
        """The filters that make links."""
        return {"linked": self.to, "all_linked": self.all, "derivation_rows": self.derivation}


FILTERS: dict[str, Callable[..., object]] = {
    "prose": prose,
    "running": running,
    "display": display,
    "mono": verbatim,
    "as_told": as_told,
    "bookmark": bookmark,
    "dest": destination,
    "file": file_name,
    "id": breakable,
    "pill": pill,
    "settled": settled,
    "asserted": cards.asserted,
    "cell": cell,
    "lines": line_range,
    "place": place,
    "node_name": node_name,
    "colour": lambda v: TeX(MARKS[v].name),
    "glyph": lambda v: TeX(MARKS[v].glyph),
    "word": lambda v: MARKS[v].word,
    "decimal": lambda x: TeX(f"{x:g}"),
    "remedy": views.remedy,
    "severity": views.severity,
    "sentence": sentence,
    "card": cards.card,
    "premises": cards.premises,
    "evidence_line": cards.evidence_line,
    "entry": cards.entry,
}
