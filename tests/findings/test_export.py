"""Every export is read back by a reader of its own format and says what the run says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from sympy import Symbol, exp, log, oo, sqrt

import derivecheck
from derivecheck.findings import export, rules
from derivecheck.findings.details import totals
from derivecheck.findings.evidence import Covers, Evidence, Outcome, Scope, Severity, Verdict
from derivecheck.findings.explanations import WHY
from derivecheck.findings.finding import (
    Correction,
    DerivationRecord,
    Finding,
    Run,
    StatementRecord,
    StepRecord,
)
from derivecheck.findings.github import to_github
from derivecheck.findings.junit import to_junit
from derivecheck.findings.log import of_run
from derivecheck.findings.markdown import to_markdown
from derivecheck.findings.sarif import to_sarif
from derivecheck.language.assumptions import Family, Index
from derivecheck.language.functionals import CE, JS, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import Relation
from derivecheck.language.statements import given as assuming
from derivecheck.latex.unicode import formula
from derivecheck.mistakes.mistakes import mistakes
from derivecheck.terms.binders import total

PROOF = Evidence("normal form", Outcome.PROVES, "0", 0.25)
REFUTES = Evidence("balls", Outcome.REFUTES, "disjoint", 0.5, 1, "0.5")
SCHEMA = json.loads(
    Path(derivecheck.__file__).with_name("schema").joinpath("findings-2.json").read_text()
)


def said(latex: str) -> StatementRecord:
    return StatementRecord("for all laws $p$", latex, formula(latex), ("$p_i>0$",))


def claim(id: str, verdict: Verdict, severity: Severity = Severity.NONE, **more: Any) -> Finding:
    plain = Finding(
        id=id,
        note=id.partition("-")[0],
        file="notes/信息 熵.txt",
        lines=(3, 4),
        section="VAE",
        kind="identity",
        paraphrase="Cross-entropy, $a|b<c$",
        latex="H(P,Q)=H(Q,P)",
        verdict=verdict,
        severity=severity,
        evidence=(REFUTES,),
        statement=said("H(P,Q)=H(Q,P)"),
        seconds=0.5,
    )
    return replace(plain, **more)


def derivation(id: str, *verdicts: Verdict) -> DerivationRecord:
    steps = tuple(
        StepRecord(k, "=", f"x_{k}", f"x_{k}", "linearity", "sums are linear", (PROOF,), v)
        for k, v in enumerate(verdicts, 1)
    )
    worst = min(verdicts, key=list(Verdict).index)
    return DerivationRecord(id, id, said("a=b"), "a", steps, worst)


CORRECTED = claim(
    "N0-1",
    Verdict.REFUTED,
    Severity.ERROR,
    diagnosis="the arguments of the divergence are swapped",
    correction=Correction(said("H(P,Q)=H(P)+KL"), (PROOF,)),
)
RUN = Run(
    "0.1.0",
    (
        CORRECTED,
        claim("N0-2", Verdict.CONDITIONAL, Severity.IMPRECISE, condition="if $\\sum y=1$"),
        claim("N0-3", Verdict.CONDITIONAL, Severity.NOTATION, condition="read\n100% of it"),
        claim("N0-4", Verdict.UNDECIDED, reason="time limit"),
        claim("N1-1", Verdict.SUPPORTED),
        claim("N1-2", Verdict.NOT_CHECKABLE, reason="history"),
        claim("N1-3", Verdict.PROVED),
        claim("N1-4", Verdict.INCONSISTENT),
        claim("N1-5", Verdict.PROVED_IN_PART, covers=Covers(Scope.SPECIAL_CASE, "only two laws")),
    ),
    (
        derivation("kl.good", Verdict.PROVED, Verdict.PROVED),
        derivation("kl.bad", Verdict.PROVED, Verdict.UNDECIDED),
    ),
    50,
    1.0,
    {"precision": "50"},
)
CLEAN = replace(RUN, findings=(RUN.findings[6],), derivations=RUN.derivations[:1])


# --- JSON


def validate(data: Any) -> None:
    Draft202012Validator(SCHEMA).validate(data)


def test_the_json_obeys_its_published_schema_and_comes_back() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(export.to_json(RUN))
    validate(data)
    assert Run.from_json(data) == RUN


def damaged() -> list[dict[str, Any]]:
    """Almost right: a field too few, too many, of another type, a verdict in small letters."""
    data = [json.loads(export.to_json(RUN)) for _ in range(7)]
    del data[0]["findings"][0]["severity"]
    data[1]["findings"][0]["opinion"] = "fine"
    data[2]["findings"][0]["lines"] = [3]
    data[3]["findings"][0]["verdict"] = "proved"
    data[4]["derivations"][0]["steps"][0]["evidence"][0]["outcome"] = "passed"
    data[5]["schema"] = "findings-1"
    data[6]["findings"][8]["covers"]["scope"] = "most"
    return data


@pytest.mark.parametrize("number", range(7))
def test_the_schema_refuses_what_is_almost_right(number: int) -> None:
    data = damaged()[number]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


# --- JUnit


def junit(run: Run) -> dict[str, TestCase]:
    parsed = JUnitXml.fromstring(to_junit(of_run(run)).encode())
    return {f"{c.classname} {c.name}".split(",")[0]: c for suite in parsed for c in suite}


def results(case: TestCase) -> list[type]:
    return [type(r) for r in case.result]


def test_junit_passes_only_what_is_proved() -> None:
    cases = junit(RUN)
    found = {name: results(case) for name, case in cases.items()}
    assert found == {
        "N0 N0-1 Cross-entropy": [Failure],
        "N0 N0-2 Cross-entropy": [Failure],
        "N0 N0-3 Cross-entropy": [Failure],
        "N0 N0-4 Cross-entropy": [Skipped],
        "N1 N1-1 Cross-entropy": [Skipped],
        "N1 N1-2 Cross-entropy": [Skipped],
        "N1 N1-3 Cross-entropy": [],
        "N1 N1-4 Cross-entropy": [Error],
        "N1 N1-5 Cross-entropy": [Skipped],
        "kl.good 1 linearity": [],
        "kl.good 2 linearity": [],
        "kl.bad 1 linearity": [],
        "kl.bad 2 linearity": [Error],
    }
    assert "should be: H(P, Q) = H(P) + KL" in cases["N0 N0-1 Cross-entropy"].result[0].text
    in_part = cases["N1 N1-5 Cross-entropy"].result[0]
    assert in_part.message.startswith("PROVED IN PART: ")
    assert "a special case only: only two laws" in in_part.text


def test_junit_counts_what_it_lists() -> None:
    parsed = JUnitXml.fromstring(to_junit(of_run(RUN)).encode())
    stated = (parsed.tests, parsed.failures, parsed.errors, parsed.skipped, parsed.time)
    parsed.update_statistics()  # type: ignore[no-untyped-call]
    assert stated == (parsed.tests, parsed.failures, parsed.errors, parsed.skipped, parsed.time)
    assert stated == (13, 3, 2, 4, 5.5)


@given(st.text())
def test_any_text_gives_xml_that_can_be_read(text: str) -> None:
    run = replace(CLEAN, findings=(claim("N0-1", Verdict.REFUTED, paraphrase=text, reason=text),))
    JUnitXml.fromstring(to_junit(of_run(run)).encode("utf-8"))


# --- SARIF: the properties of the objects used, from section 3 of the standard

REQUIRED = {
    "log": {"version", "runs"},
    "run": {"tool"},
    "driver": {"name"},
    "rule": {"id"},
    "invocation": {"executionSuccessful"},
    "notification": {"message"},
    "result": {"message"},
    "fix": {"artifactChanges"},
    "change": {"artifactLocation", "replacements"},
    "replacement": {"deletedRegion"},
}
ALLOWED = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "automationDetails", "columnKind", "invocations", "results"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription", "help"},
    "invocation": {"executionSuccessful", "toolExecutionNotifications"},
    "notification": {"level", "message"},
    "result": {
        "ruleId",
        "ruleIndex",
        "kind",
        "level",
        "message",
        "locations",
        "partialFingerprints",
        "properties",
        "fixes",
    },
    "fix": {"description", "artifactChanges"},
    "change": {"artifactLocation", "replacements"},
    "replacement": {"deletedRegion", "insertedContent"},
}
REGION = {"startLine", "endLine", "startColumn", "endColumn"}


def shaped(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The object, which must have the properties of its kind and no others."""
    assert REQUIRED[kind] <= data.keys() <= ALLOWED[kind]
    return data


def read_sarif(run: Run, sources: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """The results of a log, after its structure is checked."""
    log = shaped("log", json.loads(to_sarif(of_run(run, sources))))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    driver = shaped("driver", shaped("run", only)["tool"]["driver"])
    rules = [shaped("rule", r)["id"] for r in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert only["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    (invocation,) = only["invocations"]
    for n in shaped("invocation", invocation)["toolExecutionNotifications"]:
        assert shaped("notification", n)["level"] in ("none", "note", "warning", "error")
    for result in only["results"]:
        check_result(result, rules)
    return list(only["results"])


def check_result(result: dict[str, Any], rules: list[str]) -> None:
    """Section 3.27: a kind other than fail has the level none; the rule index fits."""
    shaped("result", result)
    assert rules[result["ruleIndex"]] == result["ruleId"]
    assert result["level"] in ("none", "note", "warning", "error")
    assert result["kind"] == "fail" or (result["kind"], result["level"]) == ("open", "none")
    (location,) = result["locations"]
    check_region(location["physicalLocation"]["region"])
    assert re.fullmatch(
        r"[A-Za-z0-9._~/%-]+", location["physicalLocation"]["artifactLocation"]["uri"]
    )
    for fix in result.get("fixes", []):
        (change,) = shaped("fix", fix)["artifactChanges"]
        (replacement,) = shaped("change", change)["replacements"]
        check_region(shaped("replacement", replacement)["deletedRegion"])


def check_region(region: dict[str, int]) -> None:
    assert region.keys() <= REGION
    assert all(n >= 1 for n in region.values())
    ends = [(region[f"{k}Line"], region.get(f"{k}Column", 1)) for k in ("start", "end")]
    assert ends == sorted(ends)


def test_sarif_lists_what_is_not_proved_by_kind_and_level() -> None:
    found = [
        (r["ruleId"], r["level"], r["partialFingerprints"]["claim/v1"]) for r in read_sarif(RUN)
    ]
    assert found == [
        ("swapped-arguments", "error", "N0-1"),
        ("missing-condition", "warning", "N0-2"),
        ("notation", "note", "N0-3"),
        ("undecided", "none", "N0-4"),
        ("unproved", "none", "N1-1"),
        ("proved-in-part", "none", "N1-5"),
    ]
    assert read_sarif(CLEAN) == []


def test_our_own_failures_are_notifications_and_never_point_at_a_note() -> None:
    (invocation,) = json.loads(to_sarif(of_run(RUN)))["runs"][0]["invocations"]
    said = [n["message"]["text"] for n in invocation["toolExecutionNotifications"]]
    assert [text.split(":")[0] for text in said] == ["kl.bad", "N1-4"]
    assert not invocation["executionSuccessful"]
    assert json.loads(to_sarif(of_run(CLEAN)))["runs"][0]["invocations"][0]["executionSuccessful"]


def test_the_help_of_a_rule_says_why_and_where_its_example_is() -> None:
    rules = json.loads(to_sarif(of_run(RUN)))["runs"][0]["tool"]["driver"]["rules"]
    assert all(f"`derivecheck explain {r['id']}`" in r["help"]["text"] for r in rules)
    assert all(WHY[r["id"]] in r["help"]["text"] for r in rules)


def test_the_file_of_a_result_is_a_uri() -> None:
    place = read_sarif(RUN)[0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "notes/信息 熵.txt"
    assert place["region"] == {"startLine": 3, "endLine": 4}


def applied(source: str, fix: dict[str, Any]) -> str:
    """The text after the one replacement of a fix."""
    replacement = fix["artifactChanges"][0]["replacements"][0]
    region, lines = replacement["deletedRegion"], source.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:k]) for k in range(len(lines))]
    first, last = (
        starts[region[f"{k}Line"] - 1] + region[f"{k}Column"] - 1 for k in ("start", "end")
    )
    return source[:first] + replacement["insertedContent"]["text"] + source[last:]


def test_the_fix_replaces_the_formula_and_nothing_else() -> None:
    source = "熵\n$H(P,Q)=H(Q,P)$\n交叉熵 $H(P,Q)=H(Q,P)$,\nend\n"
    (fix,) = read_sarif(RUN, {CORRECTED.file: source})[0]["fixes"]
    assert applied(source, fix) == source.replace("熵 $H(P,Q)=H(Q,P)", "熵 $H(P,Q)=H(P)+KL")


@pytest.mark.parametrize(
    ("source", "correction"),
    [
        ("\n\n$H(P,Q)=H(Q,P)$ and $H(P,Q)=H(Q,P)$\n\n", "H(P,Q)=H(P)+KL"),
        ("$H(P,Q)=H(Q,P)$\n\n\n\n", "H(P,Q)=H(P)+KL"),
        ("\n\n$H(P,Q)=H(Q,P)$\n", "H(P)+KL"),
        ("\n\n$H(P,Q)=H(Q,P)$\n", r"\begin{aligned}H(P,Q)&=H(P)+KL\end{aligned}"),
    ],
)
def test_no_fix_where_the_place_or_the_shape_is_not_certain(source: str, correction: str) -> None:
    finding = replace(CORRECTED, correction=Correction(said(correction), (PROOF,)))
    (result,) = read_sarif(replace(RUN, findings=(finding,)), {finding.file: source})
    assert "fixes" not in result


def slips() -> set[str]:
    """The names of all mistakes that the diagnosis knows, on statements that reach each."""
    size, s = Symbol("N", integer=True, positive=True), Symbol("s", positive=True)
    t, a = Symbol("t", positive=True), Symbol("a", real=True)
    i = Symbol("i", integer=True, positive=True)
    p, q, z = FiniteLaw("p", size), FiniteLaw("q", size), Family("z", size)
    laws = assuming(p, q, z)
    says: list[Relation] = [
        laws.eq(JS(p, q), KL(p, q) + KL(q, p)),
        laws.eq(CE(p, q), H(p)),
        laws.eq(s, s**2 + 1),
        laws.eq(s, total(lambda k: z[k] * z[i], 1, size)),
        laws.eq(s, 0),
        laws.le(CE(p, q), H(p)),
        laws.eq(s, t * log(s) + (t + a) ** 2 + log(s * t + 1) ** 2),
        laws.eq(s, exp(a) * sqrt(t) * a / s + log(total(lambda k: z[k] ** 2, 1, size))),
        assuming(p, z, Index(i, size)).eq(s, Symbol("z", real=True) * 2 * log(t)),
        laws.eq(total(lambda n: s**n, 1, oo), s),
    ]
    return {m.name for relation in says for m in mistakes(relation)}


def test_every_named_mistake_has_a_rule_of_its_own() -> None:
    names = slips()
    assert len(names) >= 10
    for name in names:
        finding = claim("N0-1", Verdict.REFUTED, Severity.ERROR, diagnosis=name)
        assert rules.rule_of(finding) in rules.MISTAKES, name


def test_an_unknown_mistake_has_the_general_rule() -> None:
    assert rules.rule_of(claim("N0-1", Verdict.REFUTED, Severity.ERROR, diagnosis="?")) == "wrong"


# --- GitHub annotations

COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:]*,?)+)::(.*)")


def unescaped(text: str) -> str:
    return re.sub("%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), text)


def commands(run: Run) -> list[tuple[str, dict[str, str], str]]:
    out = []
    for line in to_github(of_run(run)).split("\n"):
        found = COMMAND.fullmatch(line)
        assert found, line
        pairs = (pair.partition("=") for pair in found[2].split(","))
        out.append((found[1], {k: unescaped(v) for k, _, v in pairs}, unescaped(found[3])))
    return out


def test_annotations_name_file_lines_and_kind() -> None:
    *found, last = commands(RUN)
    assert [kind for kind, _, _ in found] == ["error"] * 3 + ["warning"] + ["notice"] * 4
    assert found[2][1] == {
        "file": "notes/信息 熵.txt",
        "line": "3",
        "endLine": "4",
        "title": "N0-1 swapped-arguments",
    }
    assert "should be: H(P, Q) = H(P) + KL" in found[2][2]
    assert last[2] == totals(RUN)


@given(st.text(alphabet="%:,=\r\n\x0b\u2028aé"), st.text(alphabet="%:,\r\nab", min_size=1))
def test_no_text_breaks_out_of_its_annotation(text: str, file: str) -> None:
    finding = claim("N0-1", Verdict.REFUTED, Severity.ERROR, paraphrase=f"a{text}b", file=file)
    found, _ = commands(replace(CLEAN, findings=(finding,)))
    assert found[1]["file"] == file
    assert f"a{text}b" in found[2]


# --- Markdown


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, split as GitHub splits them."""
    lines = [line for line in text.split("\n") if line.startswith("|")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]


def test_markdown_has_a_row_a_verdict_a_finding_and_a_derivation() -> None:
    cells = rows(to_markdown(of_run(RUN)))
    found = [row[0].strip() for row in cells]
    assert [c for c in found if c.startswith("N")] == [
        "NOT CHECKABLE",
        "N1-4",
        "N0-1",
        "N0-2",
        "N0-3",
        "N0-4",
        "N1-1",
        "N1-5",
    ]
    assert {v.words for v in Verdict} | {"kl.good", "kl.bad"} <= set(found)


def test_a_bar_or_a_line_end_stays_inside_its_cell() -> None:
    text = to_markdown(of_run(RUN))
    assert {len(cells) for cells in rows(text)} == {2, 4, 6}
    assert r"$`a\vert b<c`$" in text


def test_markup_in_a_sentence_is_shown_not_obeyed() -> None:
    finding = claim("N0-1", Verdict.REFUTED, paraphrase="a <b> *c* $x_*$")
    text = to_markdown(of_run(replace(RUN, findings=(finding,))))
    assert r"a \<b> \*c\* $`x_{*}`$" in text
