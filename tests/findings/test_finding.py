"""A run is plain data: written as JSON and read back, it is the same run."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from derivecheck.findings.evidence import Covers, Evidence, Outcome, Scope, Severity, Verdict
from derivecheck.findings.finding import (
    Correction,
    Counterexample,
    DerivationRecord,
    Finding,
    Run,
    StatementRecord,
    StepRecord,
)
from derivecheck.findings.plain import NotPlain
from tests.support.report_run import sample_run

texts = st.text(max_size=8)
names = st.lists(texts, max_size=3).map(tuple)
numbers = st.floats(0, 1e6)
evidences = st.lists(
    st.builds(Evidence, texts, st.sampled_from(Outcome), texts, numbers, st.integers(0, 9), texts),
    max_size=3,
).map(tuple)
statements = st.builds(StatementRecord, texts, texts, texts, names)
corrections = st.builds(Correction, statements, evidences, texts, texts)
covers = st.just(Covers()) | st.builds(
    Covers, st.sampled_from([Scope.PART, Scope.SPECIAL_CASE]), texts.filter(str.strip)
)
points = st.builds(Counterexample, texts, texts, texts, texts)
findings = st.builds(
    Finding,
    lines=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    verdict=st.sampled_from(Verdict),
    severity=st.sampled_from(Severity),
    evidence=evidences,
    covers=covers,
    counterexample=st.none() | points,
    correction=st.none() | corrections,
    statement=st.none() | statements,
    obligations=names,
    rests_on=names,
    see_also=names,
    seconds=numbers,
)
steps = st.builds(StepRecord, evidence=evidences, verdict=st.sampled_from(Verdict))
records = st.builds(
    DerivationRecord,
    steps=st.lists(steps, max_size=2).map(tuple),
    verdict=st.sampled_from(Verdict),
    statement=statements,
    obligations=names,
    uses=names,
    seconds=numbers,
)
runs = st.builds(
    Run,
    findings=st.lists(findings, max_size=2).map(tuple),
    derivations=st.lists(records, max_size=2).map(tuple),
    seconds=numbers,
    provenance=st.dictionaries(texts, texts, max_size=2),
)


@forall(runs)
def test_json_round_trip(run: Run) -> None:
    back = Run.from_json(json.loads(json.dumps(run.as_json())))
    assert back == run
    assert all(isinstance(f.verdict, Verdict) for f in back.findings)


@forall(runs)
def test_the_summary_counts_every_claim_once_and_names_every_verdict(run: Run) -> None:
    assert list(run.summary) == [v.value for v in Verdict]
    assert sum(run.summary.values()) == len(run.findings)


def _run() -> dict[str, Any]:
    step = StepRecord(1, "=", "x", "x", "algebra", "because", (), Verdict.PROVED)
    record = DerivationRecord(
        "a.b", "t", StatementRecord("", "s", "s"), "x", (step,), Verdict.PROVED
    )
    return Run("1", (), (record,), 50, 0.0).as_json()


@pytest.mark.parametrize("verdict", ["MAYBE", "proved", ""])
def test_an_unknown_verdict_is_refused(verdict: str) -> None:
    data = _run()
    data["derivations"][0]["verdict"] = verdict
    with pytest.raises(NotPlain, match="Verdict"):
        Run.from_json(data)


def test_an_unknown_field_is_refused() -> None:
    data = _run()
    data["derivations"][0]["opinion"] = "true"
    with pytest.raises(NotPlain, match="opinion"):
        Run.from_json(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [("seconds", "1.5"), ("title", 3), ("steps", "none"), ("id", None), ("seconds", True)],
)
def test_a_field_of_another_type_is_refused(field: str, value: Any) -> None:
    data = _run()
    data["derivations"][0][field] = value
    with pytest.raises(NotPlain, match="Run"):
        Run.from_json(data)


def test_two_runs_of_the_same_checks_are_equal_but_for_their_times() -> None:
    run = sample_run()
    slower = replace(
        run,
        seconds=99.0,
        cached=3,
        findings=tuple(
            replace(f, seconds=7.0, evidence=tuple(replace(e, seconds=8.0) for e in f.evidence))
            for f in run.findings
        ),
        derivations=tuple(replace(d, seconds=9.0) for d in run.derivations),
    )
    assert slower != run
    assert slower.timeless() == run.timeless()
    assert run.times["run"] == run.seconds
    assert slower.times[run.findings[0].id] == 7.0
    ids = {f.id for f in run.findings} | {d.id for d in run.derivations}
    assert set(run.times) == {"run"} | ids
    other = replace(run, findings=run.findings[1:])
    assert other.timeless() != run.timeless()
