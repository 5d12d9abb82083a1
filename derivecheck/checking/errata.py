"""What the author of a note that was checked should know: text, Markdown, a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from derivecheck.checking.cards import rows
from derivecheck.checking.outcomes import CheckedNote, CheckedStep, Said
from derivecheck.findings.details import on_one_line
from derivecheck.findings.errata import HEADS, WRAPPED, escaped
from derivecheck.findings.evidence import Severity

GROUPS = {
    Said.WRONG: HEADS[Severity.ERROR],
    Said.CONDITIONAL: HEADS[Severity.IMPRECISE],
    Said.SUSPICIOUS: "Worth a second look: no reading holds, but the lines may be misread",
}
LABELS = {"mistake": "Because", "correct (proved)": "Should be", "why": "Not certain since"}
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}dt{color:#555;float:left;clear:left;width:8rem}"
    "dd{margin:0 0 .2rem 8rem;overflow-wrap:anywhere}h3{margin:1.2rem 0 .3rem;font-size:1rem}"
    "@media(max-width:30rem){dt{float:none}dd{margin-left:1rem}}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}dt{color:#aaa}}"
)


@dataclass(frozen=True)
class Entry:
    """One thing to mend: where, by which name it is known, and what there is to say."""

    place: str
    id: str
    rows: tuple[tuple[str, str], ...]  # labels and plain text


@dataclass(frozen=True)
class Errata:
    """The entries about one note by their heads, worst first."""

    title: str
    counted: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


def to_text(found: Errata) -> str:
    """Errata as plain text in lines of at most 88 characters."""
    lines = [f"Errata: {found.title}", found.counted, ""]
    for head, entries in found.groups:
        lines += [head, ""]
        for e in entries:
            lines.append(f"{e.place}  ({e.id})" if e.id else e.place)
            lines += [row for label, text in e.rows for row in WRAPPED.wrap(f"{label}: {text}")]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def to_markdown(found: Errata) -> str:
    """The same as Markdown."""
    lines = [f"# Errata: {escaped(found.title)}", "", found.counted, ""]
    for head, entries in found.groups:
        lines += [f"## {head}", ""]
        for e in entries:
            lines.append(f"- **{e.place}** ({e.id})  " if e.id else f"- **{e.place}**  ")
            rows = [f"  {label}: {escaped(text)}" for label, text in e.rows]
            lines += ["  \n".join(rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def to_html(found: Errata) -> str:
    """The same as one page without anything from elsewhere."""
    title = escape(f"Errata: {found.title}")
    body = [f"<h1>{title}</h1>", f"<p>{escape(found.counted)}</p>"]
    for head, entries in found.groups:
        body.append(f"<h2>{escape(head)}</h2>")
        for e in entries:
            body.append(f"<h3>{escape(f'{e.place} ({e.id})' if e.id else e.place)}</h3>")
            rows = (f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in e.rows)
            body.append(f"<dl>{''.join(rows)}</dl>")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    view = '<meta name="viewport" content="width=device-width">'
    start = f'<!doctype html>\n<html lang="en"><head>{head}{view}</head><body>\n'
    return start + "\n".join(body) + "\n</body></html>\n"


def errata(note: CheckedNote) -> Errata:
    """The errata of a checked note, worst first, each group in the order of the lines."""
    groups = []
    for verdict, head in GROUPS.items():
        found = [s for s in note.steps if s.verdict is verdict and not s.expected]
        if found:
            groups.append((head, tuple(map(_entry, found))))
    listed = sum(len(entries) for _, entries in groups)
    counted = f"{note.claims} claims were found, {note.understood} of them understood; "
    return Errata(PurePath(note.name).name, f"{counted}{listed} are listed here.", tuple(groups))


def _entry(step: CheckedStep) -> Entry:
    place = f"line {step.label}" if step.label.isdigit() else step.label
    return Entry(place, "", tuple(_rows(step)))


def _rows(step: CheckedStep) -> Iterator[tuple[str, str]]:
    yield "It says", on_one_line(step.shown)
    for label, text in rows(step):
        name = LABELS.get(label, label if label != "read" else "Read as")
        if label == "why" and step.verdict is Said.CONDITIONAL:
            name = "Because"
        if label.startswith(("at ", "everywhere")):
            name, text = "Shown by", f"{label}: {text}"
        yield name, on_one_line(text)
