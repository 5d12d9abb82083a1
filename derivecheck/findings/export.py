"""A run as text for other programs: JSON, JUnit, SARIF 2.1.0, GitHub annotations, Markdown.

Every exporter is a pure function of a `Run`.  SARIF and GitHub name only what is neither proved nor
beyond checking; a failure of our own derivations never points at a note.

* SARIF: OASIS Standard, Static Analysis Results Interchange Format, version 2.1.0.
* GitHub: GitHub documentation, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as xml

from derivecheck.findings.evidence import ESTABLISHED, Severity, Verdict
from derivecheck.findings.finding import DerivationRecord, Finding, Run, StepRecord, left_open
from derivecheck.latex.unicode import formula, prose
from derivecheck.latex.words import GREEK

NAME = re.compile(r"\b([A-Za-z]+)(?:_([0-9A-Za-z]+))? =")
DECIMALS = re.compile(r"\d+\.\d*0\b")
QUIET = (Verdict.PROVED, Verdict.NOT_CHECKABLE)
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

# --- what every format says


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


def details(f: Finding) -> list[tuple[str, str]]:
    """The card of a finding in plain text: what stands there, what was checked, what should be."""
    lines = [
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
    """

    def letter(m: re.Match[str]) -> str:
        name = rf"\{m[1]}" if rf"\{m[1]}" in GREEK else m[1]
        return f"${name}_{{{m[2]}}}$ =" if m[2] else f"${name}$ ="

    return point if "$" in point else NAME.sub(letter, point)


def value(text: str) -> str:
    """One side at a point, without the zeros that a decimal ends in.

    >>> value("1.50000000000"), value("0"), value("-1.3570")
    ('1.5', '0', '-1.357')
    """
    return DECIMALS.sub(lambda m: m[0].rstrip("0").rstrip("."), prose(text))


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
    return [f for f in run.findings if f.verdict not in (*QUIET, Verdict.INCONSISTENT)]


def _message(f: Finding) -> str:
    said = "\n".join(f"{label}: {text}" for label, text in details(f))
    return f"{f.said}: {prose(f.paraphrase)}\n{said}".rstrip()


# --- JSON


def to_json(run: Run) -> str:
    """The whole run, as `derivecheck/schema/findings-2.json` describes it."""
    return json.dumps(run.as_json(), indent=2, ensure_ascii=False)


# --- JUnit

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
JUNIT = {
    Verdict.REFUTED: "failure",
    Verdict.CONDITIONAL: "failure",
    Verdict.INCONSISTENT: "error",
    Verdict.UNDECIDED: "skipped",
    Verdict.SUPPORTED: "skipped",
    Verdict.PROVED_IN_PART: "skipped",
    Verdict.NOT_CHECKABLE: "skipped",
}


def to_junit(run: Run) -> str:
    """A test suite a note and a derivation, a test case a claim and a step.

    What is neither proved as a whole nor refuted is skipped, never passed; a step of ours that is
    not proved is an error.
    """
    root = xml.Element("testsuites", name="derivecheck")
    for note in dict.fromkeys(f.note for f in run.findings):
        _suite(root, note, [_claim_case(f) for f in run.findings if f.note == note])
    for d in run.derivations:
        _suite(root, d.id, [_step_case(d, s) for s in d.steps] or [_whole_case(d)])
    if run.unfinished:
        left = [_case("interrupted", id, 0, "skipped", "not checked") for id in run.unfinished]
        _suite(root, "interrupted", left)
    _total(root, root.findall("testsuite/testcase"))
    xml.indent(root)
    return xml.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: xml.Element, name: str, cases: list[xml.Element]) -> None:
    suite = xml.SubElement(root, "testsuite", name=_printable(name))
    suite.extend(cases)
    _total(suite, cases)


def _total(element: xml.Element, cases: list[xml.Element]) -> None:
    element.set("tests", str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")


def _case(group: str, name: str, seconds: float, result: str | None, text: str) -> xml.Element:
    names = {"classname": _printable(group), "name": _printable(name), "time": f"{seconds:.3f}"}
    case = xml.Element("testcase", names)
    if result:
        head, _, _ = text.partition("\n")
        outcome = xml.SubElement(case, result, message=_printable(head))
        outcome.text = _printable(text)
        if result != "skipped":
            outcome.set("type", head.partition(":")[0])
    else:
        xml.SubElement(case, "system-out").text = _printable(text)
    return case


def _claim_case(f: Finding) -> xml.Element:
    text = f"{_message(f)}\n{f.file}:{f.lines[0]}-{f.lines[1]}"
    name = f"{f.id} {prose(f.paraphrase)}"
    return _case(f.note, name, f.seconds, JUNIT.get(f.verdict), text)


def _step_case(d: DerivationRecord, s: StepRecord) -> xml.Element:
    result = None if s.verdict is Verdict.PROVED else "error"
    said = [f"{s.verdict.words}: {formula(s.relation)} {s.text}", *(e.detail for e in s.evidence)]
    text = "\n".join(map(prose, said))
    return _case(d.id, f"{s.number} {s.rule}", sum(e.seconds for e in s.evidence), result, text)


def _whole_case(d: DerivationRecord) -> xml.Element:
    result = None if d.verdict is Verdict.PROVED else "error"
    text = "\n".join(map(prose, (f"{d.said}: {d.title}", *d.obligations)))
    return _case(d.id, d.title, d.seconds, result, text)


def _printable(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


# --- SARIF

# The rule of a refuted claim is the kind of its mistake; the pattern finds the kind in a diagnosis.
MISTAKES = {
    "inequality-direction": ("An inequality the wrong way round", "wrong way round"),
    "swapped-arguments": ("Arguments of a divergence swapped", "swapped"),
    "wrong-laws": ("Wrong laws in the arguments of a divergence", "wrong laws|under the wrong law"),
    "wrong-law": ("A conditional, marginal or joint law in place of another", "conditional"),
    "wrong-index": ("A wrong index", r"\bindex\b"),
    "wrong-optimum": ("A maximum for a minimum, or elsewhere", "maximum|optimum"),
    "sum-for-mean": ("A sum for a mean", r"\bmean\b"),
    "inverse": ("A quantity for its inverse", "inverse"),
    "wrong-digit": ("A wrong last digit", r"\bdigit\b"),
    "logarithm": ("A logarithm too many or missing", "a logarithm (too many|is missing)"),
    "logarithm-base": ("A logarithm to the wrong base", r"\bbase\b"),
    "wrong-functional": ("One functional in place of another", "stands? for"),
    "extra-factor": ("A factor too many", "factor too many"),
    "missing-factor": ("A missing factor", r"\bfactor\b"),
    "missing-term": ("A missing term", r"\bterms? (is|are) missing|dropped"),
    "extra-term": ("A term too many", "too many|extra term"),
    "sign": ("A wrong sign", r"\bsign\b"),
    "wrong-power": ("A quantity for its square or root", r"\^2\S* for|for \S*\^2"),
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
RULES = dict(
    [*((rule, text) for rule, (text, _) in MISTAKES.items()), *SEVERITIES.values(), *OPEN.values()]
)
LEVELS = {Severity.ERROR: "error", Severity.IMPRECISE: "warning"}


def rule_of(f: Finding) -> str:
    """The kind of mistake of a finding, as a key of `RULES`."""
    if f.verdict in OPEN:
        return OPEN[f.verdict][0]
    if f.verdict is Verdict.REFUTED:
        for rule, (_, pattern) in MISTAKES.items():
            if re.search(pattern, f.diagnosis):
                return rule
    return SEVERITIES.get(f.severity, SEVERITIES[Severity.ERROR])[0]


def level_of(f: Finding) -> str:
    """How SARIF grades a finding: error, warning, note; none where nothing is wrong so far."""
    return "none" if f.verdict in OPEN else LEVELS.get(f.severity, "note")


def to_sarif(run: Run, sources: Mapping[str, str] | None = None) -> str:
    """A SARIF 2.1.0 log of what a reader should look at.

    `sources` maps the files of the notes to their text: where a claim's formula stands exactly once
    on its lines and the correction is of the same shape, the correction becomes a fix.
    """
    rules = list(RULES)
    driver = {
        "name": "derivecheck",
        "version": run.version,
        "rules": [{"id": r, "shortDescription": {"text": RULES[r]}} for r in rules],
    }
    failed = [f"{id}: {text}" for id, text in defects(run)]
    failed += [f"{id}: not checked, the run was interrupted" for id in run.unfinished]
    log = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in failed
                ],
            }
        ],
        "results": [_result(f, rules, sources or {}) for f in objections(run)],
    }
    sarif = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [log]}
    return json.dumps(sarif, indent=2, ensure_ascii=False)


def _result(f: Finding, rules: list[str], sources: Mapping[str, str]) -> dict[str, Any]:
    rule, artifact = rule_of(f), {"uri": quote(f.file)}
    place = {
        "artifactLocation": artifact,
        "region": {"startLine": f.lines[0], "endLine": f.lines[1]},
    }
    result = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "kind": "open" if f.verdict in OPEN else "fail",
        "level": level_of(f),
        "message": {"text": _message(f)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"claim/v1": f.id},
        "properties": {"verdict": f.verdict.value, "severity": f.severity.value},
    }
    fixes = list(_fixes(f, artifact, sources.get(f.file, "")))
    return {**result, "fixes": fixes} if fixes else result


def _fixes(f: Finding, artifact: dict[str, str], source: str) -> Iterator[dict[str, Any]]:
    region, correction = _region(f, source), f.correction
    latex = correction.written or correction.statement.latex if correction else ""
    if region and correction and _same_shape(f.latex, latex):
        text = {"deletedRegion": region, "insertedContent": {"text": latex}}
        yield {
            "description": {
                "text": prose(correction.note or f.diagnosis) or "the corrected formula"
            },
            "artifactChanges": [{"artifactLocation": artifact, "replacements": [text]}],
        }


def _same_shape(old: str, new: str) -> bool:
    """Both are relations or neither is, and neither is cut out of an alignment."""
    aligned = re.compile(r"&|\\\\|\\begin")
    relations = [bool(re.search(r"[=<>]|\\[lg]eq?\b", latex)) for latex in (old, new)]
    return relations[0] == relations[1] and not (aligned.search(old) or aligned.search(new))


def _region(f: Finding, source: str) -> dict[str, int] | None:
    """Where the formula stands, if it stands exactly once on the lines of the claim."""
    first, last = f.lines
    text = "\n".join(source.split("\n")[first - 1 : last])
    if not f.latex or text.count(f.latex) != 1:
        return None
    start = text.index(f.latex)
    return {
        **_point("start", text, start, first),
        **_point("end", text, start + len(f.latex), first),
    }


def _point(name: str, text: str, offset: int, first: int) -> dict[str, int]:
    before = text[:offset]
    line, column = first + before.count("\n"), offset - (before.rfind("\n") + 1) + 1
    return {f"{name}Line": line, f"{name}Column": column}


# --- GitHub annotations


def to_github(run: Run) -> str:
    """A workflow command a finding, which GitHub shows beside the lines of the note.

    >>> from derivecheck.findings.finding import Run
    >>> print(to_github(Run("0.1.0", (), (), 50, 0.0)))
    ::notice title=derivecheck::0 claims: none; 0 derivations, 0 of 0 steps proved; 0.0 s
    """
    lines = [_command("error", {"title": f"derivecheck {id}"}, text) for id, text in defects(run)]
    for f in objections(run):
        where = {"file": f.file, "line": f.lines[0], "endLine": f.lines[1]}
        command = {"error": "error", "warning": "warning"}.get(level_of(f), "notice")
        lines.append(_command(command, {**where, "title": f"{f.id} {rule_of(f)}"}, _message(f)))
    return "\n".join([*lines, _command("notice", {"title": "derivecheck"}, totals(run))])


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    listed = ",".join(f"{k}={_escaped(str(v), ':,')}" for k, v in properties.items())
    return f"::{name} {listed}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    special = f"%\r\n{more}"
    return "".join(f"%{ord(c):02X}" if c in special else c for c in text)


# --- Markdown


def to_markdown(run: Run) -> str:
    """Tables of the verdicts, of what is not proved, and of the derivations."""
    tables = [
        _table(("verdict", "claims"), [(Verdict(v).words, str(n)) for v, n in run.summary.items()]),
        _table(("claim", "verdict", "severity", "lines", "what it says", "why"), _rows(run)),
        _table(
            ("derivation", "verdict", "steps proved", "what it derives"),
            [(d.id, d.said, _steps(d), d.title) for d in run.derivations],
        ),
    ]
    return "\n\n".join(["# derivecheck", totals(run), *tables])


def _rows(run: Run) -> list[tuple[str, ...]]:
    order = list(Verdict)
    return [
        (
            f.id,
            f.verdict.words,
            f.severity,
            f"{f.file}:{f.lines[0]}–{f.lines[1]}",
            f.paraphrase,
            _why(f),
        )
        for f in sorted(run.findings, key=lambda f: order.index(f.verdict))
        if f.verdict not in QUIET
    ]


def _why(f: Finding) -> str:
    return "; ".join(f"{label}: {text}" for label, text in details(f))


def _steps(d: DerivationRecord) -> str:
    return f"{sum(s.verdict is Verdict.PROVED for s in d.steps)} of {len(d.steps)}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(map(_cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A table cell: one line, no column break, and outside formulas no markup."""
    pieces = re.split(r"(\$[^$]*\$)", " ".join(text.split()).replace("|", r"\|"))
    return "".join(p if k % 2 else re.sub(r"[<*_`]", r"\\\g<0>", p) for k, p in enumerate(pieces))


EXPORTERS: dict[str, Callable[[Run], str]] = {
    "json": to_json,
    "junit": to_junit,
    "sarif": to_sarif,
    "github": to_github,
    "markdown": to_markdown,
}
