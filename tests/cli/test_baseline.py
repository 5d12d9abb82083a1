"""Known findings do not fail a run; they are known by what they say, not by where they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from derivecheck.cli.commands import main
from derivecheck.findings.baseline import BadBaseline, read
from derivecheck.running import cache as cache_module
from derivecheck.running import suite
from tests.cli.test_cli import Serial
from tests.support import tiny_suite

GOOD = "Laws $p(x)$, $q(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n"
WRONG = GOOD + "\n$$\nKL(p\\|q) = H(q) - H(p)\n$$\n"
OTHER = "\n$$\nKL(p\\|q) \\le 0\n$$\n"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--no-color", "check", *arguments])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tiny_suite.install(put=monkeypatch.setattr)
    monkeypatch.setattr(suite, "Pool", Serial)
    monkeypatch.setattr(cache_module, "STARTED", 4e9)
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.md").write_text(WRONG)
    return tmp_path


def test_what_is_known_does_not_fail_a_run_and_what_is_new_does(here: Path) -> None:
    keep = ("n.md", "--baseline", "known.json")
    done = check(*keep, "--write-baseline")
    assert (done.exit_code, "1 findings kept in known.json" in done.stderr) == (0, True)
    (here / "n.md").write_text("One more line.\n\n" + WRONG)
    done = check(*keep)
    assert done.exit_code == 0
    assert "WRONG" not in done.output
    assert "1 known, in the baseline" in done.output
    (here / "n.md").write_text(WRONG + OTHER)
    done = check(*keep)
    assert done.exit_code == 1
    assert done.output.count("   WRONG") == 1
    assert ":12   WRONG" in done.output
    results = json.loads(check(*keep, "--format", "sarif").output)["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == ["inequality-direction"]


def test_the_same_formula_twice_is_two_findings(here: Path) -> None:
    check("n.md", "--baseline", "known.json", "--write-baseline")
    (here / "n.md").write_text(WRONG + "\n$$\nKL(p\\|q) = H(q) - H(p)\n$$\n")
    assert check("n.md", "--baseline", "known.json").exit_code == 1


def test_what_is_gone_is_told(here: Path) -> None:
    check("n.md", "--baseline", "known.json", "--write-baseline")
    (here / "n.md").write_text(GOOD)
    done = check("n.md", "--baseline", "known.json")
    assert (done.exit_code, "1 findings of known.json are gone" in done.stderr) == (0, True)


def test_a_baseline_is_known_of_its_own_file_only(here: Path) -> None:
    check("n.md", "--baseline", "known.json", "--write-baseline")
    (here / "m.md").write_text(WRONG)
    assert check("m.md", "--baseline", "known.json").exit_code == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"schema": "baseline-2", "known": {}}', '{"known": 3}'],
)
def test_what_is_no_baseline_is_refused(here: Path, text: str) -> None:
    (here / "known.json").write_text(text)
    with pytest.raises(BadBaseline):
        read(here / "known.json")
    assert check("n.md", "--baseline", "known.json").exit_code == 2


def test_a_baseline_that_is_missing_is_an_error() -> None:
    done = check("n.md", "--baseline", "none.json")
    assert (done.exit_code, "write it with --write-baseline" in done.stderr) == (2, True)
    assert check("n.md", "--write-baseline").exit_code == 2


# --- claims files


def claims(here: Path, comment: str = "") -> Path:
    path = here / "my_claims.py"
    path.write_text(
        "from sympy import Symbol\n"
        "from derivecheck.language import CE, KL, FiniteLaw, H, given\n"
        "from derivecheck.reading.claim import Claim, Kind\n"
        "N = Symbol('N', integer=True, positive=True)\n"
        "p, q = FiniteLaw('p', N), FiniteLaw('q', N)\n"
        "def one(id, says):\n"
        "    return Claim(id, (1, 1), 's', Kind.IDENTITY, 'the words of ' + id, says=says)\n"
        "CLAIMS = (\n"
        "    one('good', given(p, q).eq(KL(p, q), CE(p, q) - H(p))),\n"
        f"    one('bad', given(p, q).eq(KL(p, q), CE(p, q) + H(p))),{comment}\n"
        "    one('ugly', given(p, q).eq(CE(p, q), H(p))),\n"
        ")\n"
    )
    return path


def verify(*arguments: str) -> Result:
    arguments = ("--no-color", "verify", "my_claims.py", *arguments)
    return CliRunner().invoke(main, [*arguments, "--jobs", "1"])


def test_a_comment_takes_a_rule_from_its_claim(here: Path) -> None:
    claims(here, "  # derivecheck: ignore[sign]")
    done = verify("--strict")
    assert done.exit_code == 1
    assert "bad " not in done.output
    assert "ugly " in done.output
    assert "1 known or ignored" in done.output
    assert verify("--strict", "-k", "bad|good").exit_code == 0
    claims(here, "  # derivecheck: ignore[missing-term]")
    assert verify("--strict", "-k", "bad|good").exit_code == 1


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("ignore[sing]", "unknown rule 'sing'; did you mean sign?"),
        ("ignore", "write `# derivecheck: ignore[rule]`"),
        ("ignore[]", "unknown rule ''"),
    ],
)
def test_a_comment_that_means_nothing_is_told_with_its_line(
    here: Path, comment: str, said: str
) -> None:
    claims(here, f"  # derivecheck: {comment}")
    done = verify()
    assert done.exit_code == 2
    assert f"my_claims.py:10: {said}" in done.stderr


def test_a_pattern_chooses_by_id_and_words(here: Path) -> None:
    claims(here)
    assert "1 claims" in verify("-k", "WORDS OF ugly").output
    assert verify("-k", "nothing of the kind", "--strict").exit_code == 5
    done = verify("-k", "(")
    assert (done.exit_code, "-k '('" in done.stderr) == (2, True)


def test_fail_fast_stops_at_the_first_that_is_not_proved(here: Path) -> None:
    claims(here)
    done = verify("--fail-fast", "--strict")
    assert done.exit_code == 1
    assert "1 not checked" in done.output
    assert verify("-k", "good", "--fail-fast", "--strict").exit_code == 0


def test_known_claims_do_not_fail_a_strict_run(here: Path) -> None:
    claims(here)
    assert verify("--strict", "--baseline", "b.json", "--write-baseline").exit_code == 0
    assert verify("--strict", "--baseline", "b.json").exit_code == 0
    path = here / "my_claims.py"
    path.write_text(path.read_text().replace("CE(p, q) + H(p)", "CE(p, q) + 2*H(p)"))
    assert verify("--strict", "--baseline", "b.json").exit_code == 1
