"""True statements are never called wrong: a sample of what `benchmarks/false_alarms.py` runs."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from sympy import Symbol, log, symbols

from benchmarks.false_alarms import OUTCOMES, as_json, examine, row, section, verified
from benchmarks.false_alarms import WRONG as WRONG_ROWS
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import CE, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.statements import NotAlways, Relation, given, not_always
from tests.support.references import REFERENCES, REFUSED
from tests.support.rewriting import EQUIVALENT, IMPLIED, rewritten
from tests.support.truths import family, keys_of, origins, sources, truth

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
s, t = symbols("s t", positive=True)
WRONG = {Verdict.REFUTED, Verdict.INCONSISTENT}
SLOW = {"a normal law", "differentiated"}  # integrals over the line
PROVED = (
    "divergence.cross_entropy",
    "divergence.gibbs",
    "divergence.max_entropy",
    "js.as_entropies",
    "js.at_most_log_2",
    "js.symmetric",
    "softmax_gradient.jacobian",
    "softmax_gradient.gradient",
    "gaussian_kl.entropy",
    "gan.value_at_optimum_finite",
)
MADE = [k for k in keys_of(PROVED) if family(k) not in SLOW]
SAMPLE = sorted(Random(0).sample(MADE, 45))
QUICK = sorted(Random(1).sample(sorted(REFERENCES), 25))
false = not_always(given(P, Q).eq(CE(P, Q), H(Q) + KL(P, Q)))


@pytest.mark.parametrize("key", SAMPLE)
def test_what_follows_from_a_truth_is_not_refuted(key: str) -> None:
    statement = truth(key)
    if statement is None:
        pytest.skip("the rewriting does not apply")
    assert judge(statement, 25).verdict not in WRONG


@pytest.mark.parametrize("name", QUICK)
def test_statements_of_the_references_are_not_refuted(name: str) -> None:
    assert judge(REFERENCES[name].statement, 25).verdict not in WRONG


@pytest.mark.parametrize("name", EQUIVALENT)
def test_a_false_statement_stays_false(name: str) -> None:
    """An equivalent rewriting hides no mistake: the near-miss of every rewriting."""
    statement = rewritten(false, name, "near-miss")
    assert isinstance(statement, NotAlways)
    assert judge(statement.part, 25).verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["weakened", "strictness dropped", "squared", "more assumed"])
def test_a_weaker_statement_is_another_one(name: str) -> None:
    before = given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q))
    after = rewritten(before, name, "weaker")
    assert isinstance(after, Relation)
    assert after != before
    assert judge(after, 25).verdict is Verdict.PROVED


def test_rewritings_are_the_same_at_every_call() -> None:
    keys = [k for k in MADE if family(k) in IMPLIED]
    assert [truth(k) for k in keys[:20]] == [truth(k) for k in keys[:20]]


def test_keys_name_their_sources() -> None:
    assert all(set(origins(k)) <= set(sources()) for k in MADE)
    assert len(MADE) > 100


def test_references_are_named_and_refusals_have_reasons() -> None:
    assert len(REFERENCES) >= 120
    assert all(r.source for r in REFERENCES.values())
    assert all(REFUSED.values())
    assert not set(REFERENCES) & set(REFUSED)


def test_a_parameter_keeps_its_domain() -> None:
    """Only values inside the domain are put in: every rewriting of log(s t) stays true."""
    split = given().eq(log(s * t), log(s) + log(t))
    for seed in range(8):
        statement = rewritten(split, "another parameter", str(seed))
        assert statement is not None
        assert judge(statement, 25).verdict is Verdict.PROVED


def test_every_truth_is_counted_at_its_source() -> None:
    keys = [
        "N0-12",
        "js.symmetric",
        "N0-12: negated",
        f"R: {QUICK[0]}",
        f"R: {next(iter(REFUSED))}",
    ]
    rows = [row(key, verdict) for key, verdict in zip(keys, OUTCOMES, strict=False)]
    result = as_json(rows, "5 true statements")
    assert len(result["sources"]) == len(keys)
    assert all(sum(counts.values()) == 1 for counts in result["sources"].values())
    assert [r["key"] for r in result["open"]] == keys[1:]
    page = section(result)
    assert "| **all** | 5 | 1 | 1 | 1 | 1 | 1 | 0 |" in page
    assert page[-1].startswith(f"- `R: {QUICK[0]}`")


def test_a_truth_is_judged_and_a_false_statement_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (examine("divergence.gibbs") or {})["verdict"] == "PROVED"
    monkeypatch.setitem(sources(), "false", false.part)
    assert (examine("false") or {})["verdict"] in WRONG_ROWS


def test_what_was_proved_by_verify_is_not_judged_again(tmp_path: Path) -> None:
    steps = [{"verdict": "PROVED"}, {"verdict": "UNDECIDED"}]
    derived = [{"id": "js.symmetric", "verdict": "PROVED", "steps": steps}]
    claims = [{"id": "N0-12", "verdict": "PROVED"}, {"id": "N0-101", "verdict": "REFUTED"}]
    path = tmp_path / "found.json"
    path.write_text(json.dumps({"findings": claims, "derivations": derived}), "utf-8")
    keys = {r["key"] for r in verified(path)}
    assert {"js.symmetric", "N0-12"} <= keys <= {"js.symmetric", "js.symmetric.1", "N0-12"}


def test_a_determinant_is_no_parameter_of_its_own() -> None:
    """It follows from the covariance: by itself it can neither be varied nor chosen."""
    vector = GaussianVector("1", N)
    split = given(vector).eq(log(vector.determinant * s), log(vector.determinant) + log(s))
    for seed in range(6):
        changed = rewritten(split, "differentiated", str(seed))
        assert isinstance(changed, Relation)
        assert changed.lhs.args[1] == s
        changed = rewritten(split, "another parameter", str(seed))
        assert changed is None or vector.determinant in changed.exprs[1].free_symbols
