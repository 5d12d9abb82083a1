"""Files of the user's own: checked like the ledgers, refused with file and line where they fail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from derivecheck.cli import commands as cli
from derivecheck.running import suite
from derivecheck.running.own import described, items
from derivecheck.running.own_files import BadFile, Own, Source, read
from tests.support import tiny_suite

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = """from sympy import Symbol
from derivecheck.reading.claim import Claim, Kind
from derivecheck.language.functionals import CE, KL, H
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.statements import given
N = Symbol("N", integer=True, positive=True)
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
def claim(id, says, lines=(1, 1)):
    return Claim(id, lines, "", Kind.IDENTITY, "a claim", "x", says)
"""
GOOD = HEAD + 'CLAIMS = [claim("u-1", given(p, q).eq(CE(p, q), H(p) + KL(p, q)))]\n'


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tiny_suite.install(put=monkeypatch.setattr)
    monkeypatch.setenv("DERIVECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def verify(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["verify", *arguments])


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


# --- what is found


def test_the_example_is_checked_in_worker_processes_and_offers_its_fix(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    done = verify("examples/entropy_claims.py", "--format", "sarif", "--strict", "--jobs", "1")
    assert done.exit_code == 1, done.output
    (result,) = json.loads(done.stdout)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "examples/entropy.md"
    assert place["region"] == {"startLine": 4, "endLine": 4}
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    line = (EXAMPLES / "entropy.md").read_text("utf-8").splitlines()[3]
    region = replacement["deletedRegion"]
    assert (region["startLine"], region["endLine"]) == (4, 4)
    fixed = (
        line[: region["startColumn"] - 1]
        + replacement["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    begin, _, end = line.replace("+", "-").partition(r"D(p\|q)")  # which is written in our letters
    assert fixed.startswith(begin)
    assert fixed.endswith(end)


def test_only_the_files_that_are_named_are_checked() -> None:
    sources = (Source("mine.py", GOOD),)
    told = described({}, sources)
    assert isinstance(told, tuple)
    own = Own(sources, told)
    assert list(own.entries) == ["u-1"]
    run = suite.run(list(own.entries), suite.Options(), own=own)
    assert [(f.id, f.file, f.verdict.value) for f in run.findings] == [("u-1", "mine.py", "PROVED")]


def test_the_note_is_found_from_the_folder_of_the_file() -> None:
    Path("a/c").mkdir(parents=True)
    Path("a/c/d.md").touch()
    (found,) = items(Source("a/b.py", GOOD + "NOTE = 'c/d.md'\n"))
    assert isinstance(found[1], tuple)
    assert found[1][1].file == "a/c/d.md"


def test_dataclasses_and_annotations_work_in_a_file() -> None:
    text = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    text += "@dataclass\nclass A:\n    x: int\nCLAIMS = ()\n"
    assert items(Source("a.py", text)) == ()


# --- what is refused

BAD = [
    ("x = (\n", "bad.py:1: SyntaxError"),
    ("x = 1\n1 / 0\nCLAIMS = ()\n", "bad.py:2: ZeroDivisionError: division by zero"),
    ("def f():\n    raise KeyError('k')\n\nf()\n", "bad.py:2: KeyError"),
    ("import sys\nsys.exit(0)\n", "bad.py:2: SystemExit"),
    ("import no_such_module\n", "bad.py:1: ModuleNotFoundError"),
    ("x = 1\n", "bad.py: defines neither CLAIMS nor DERIVATIONS"),
    ("CLAIMS = 5\n", "bad.py: CLAIMS is no list of Claim"),
    ("CLAIMS = ('a',)\n", "bad.py: CLAIMS[0] is no Claim: str"),
    ("DERIVATIONS = (1,)\n", "bad.py: DERIVATIONS[0] is no Derivation or Lemma: int"),
    (HEAD + "CLAIMS = [claim('u', None, (0, 0))]\n", "claim 'u': no such lines: (0, 0)"),
    (HEAD + "CLAIMS = [claim('u', None, (5, 4))]\n", "claim 'u': no such lines: (5, 4)"),
    (HEAD + "CLAIMS = [claim('T0-1', None)]\n", "bad.py:10: the id T0-1 is taken"),
    (HEAD + "CLAIMS = [claim('u', None), claim('u', None)]\n", "bad.py:10: the id u is taken"),
    (HEAD + "\ngiven(p).eq(CE(p, q), H(p))\n", "bad.py:11: StatementError: undeclared: q"),
    (HEAD + "\ngiven(p).eq(KL(q, q), 0)\n", "bad.py:11: StatementError: undeclared: q"),
    (HEAD + "CLAIMS = [claim(3, None)]\n", "claim 3: id is no text: 3"),
    (HEAD + "CLAIMS = [claim('', None)]\n", "id is no text: ''"),
    (HEAD + "CLAIMS = [claim('u', 5)]\n", "bad.py:10: claim 'u': says is no Statement: 5"),
    (HEAD + "CLAIMS = [claim('u', None, (1,))]\n", "claim 'u': no such lines: (1,)"),
    (HEAD + "CLAIMS = [claim('u', None, 1)]\n", "claim 'u': no such lines: 1"),
    (HEAD + "CLAIMS = [claim('u', None, (1, 2.5))]\n", "claim 'u': no such lines: (1, 2.5)"),
    (HEAD.replace('"x"', "None") + "CLAIMS = [claim('u', None)]\n", "latex is no text: None"),
    (HEAD + "CLAIMS = [claim('\\ud800', None)]\n", "id is no text: '\\ud800'"),
    (HEAD + "NOTE = 'gone.md'\nCLAIMS = [claim('u', None)]\n", "bad.py:10: no such note: gone.md"),
    (HEAD + "NOTE = 7\nCLAIMS = ()\n", "NOTE is no name of a file: 7"),
]
NAMING = HEAD.replace("return Claim(id", "return Claim(rests_on=('none.such',), id=id").replace(
    'lines, "", Kind.IDENTITY, "a claim", "x", says',
    'lines=lines, section="", kind=Kind.IDENTITY, paraphrase="a claim", says=says',
)
BAD.append((NAMING + "CLAIMS = [claim('u', None)]\n", "bad.py:10: u rests on none.such"))


@pytest.mark.parametrize(("text", "message"), BAD, ids=[m for _, m in BAD])
def test_a_bad_file_ends_with_2_and_file_and_line(text: str, message: str) -> None:
    done = verify(write("bad.py", text))
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.output


def test_a_file_that_is_missing_or_no_text_is_told() -> None:
    assert "none.py: No such file" in verify("none.py").stderr
    Path("bytes.py").write_bytes(b"\xff\xfe")
    assert "bytes.py: not UTF-8" in verify("bytes.py").stderr
    with pytest.raises(BadFile):
        read(".")


def test_two_files_may_not_share_an_id() -> None:
    done = verify(write("a.py", GOOD), write("b.py", GOOD))
    assert done.exit_code == 2
    assert "b.py:10: the id u-1 is taken" in done.stderr


# --- the cache


def test_a_file_that_changes_is_checked_anew() -> None:
    assert "1 from the cache" not in verify(write("a.py", GOOD), "--jobs", "1").stdout
    assert "1 from the cache" in verify("a.py").stdout
    changed = GOOD.replace("H(p) + KL(p, q)", "H(p) - KL(p, q)")
    done = verify(write("a.py", changed), "--jobs", "1")
    assert "from the cache" not in done.stdout
    assert "1 refuted" in done.stdout


def test_a_law_of_ones_own_is_proved_and_witnessed() -> None:
    done = CliRunner().invoke(
        cli.main, ["verify", str(EXAMPLES / "own_law.py"), "--no-cache", "--format", "json"]
    )
    findings = {f["id"]: f for f in json.loads(done.stdout)["findings"]}
    assert {id: f["verdict"] for id, f in findings.items()} == {
        "R1": "PROVED",
        "R2": "PROVED",
        "R3": "PROVED",
        "R4": "REFUTED",
    }
    assert findings["R4"]["correction"]["evidence"]


# --- limits, and what one bad claim costs


def test_a_file_that_does_not_end_is_stopped() -> None:
    done = verify(write("bad.py", "while True:\n    pass\n"), "--time-limit", "1")
    assert done.exit_code == 2
    assert "bad.py: reading it was stopped after the time limit of 1 s" in done.stderr


@pytest.mark.parametrize("code", [0, 3])
def test_a_file_that_ends_its_process_is_refused(code: int) -> None:
    done = verify(write("bad.py", f"import os\nos._exit({code})\n"), "--time-limit", "2")
    assert done.exit_code == 2
    assert "bad.py: reading it was stopped" in done.stderr


def test_what_a_file_prints_is_no_result(capfd: pytest.CaptureFixture[str]) -> None:
    done = verify(write("loud.py", "print('LOUD')\n" + GOOD), "--format", "json", "--jobs", "1")
    assert json.loads(done.stdout)["findings"][0]["verdict"] == "PROVED"
    assert "LOUD" not in capfd.readouterr().out


BREAKING = GOOD.replace("CLAIMS = [", "CLAIMS = [claim('u-0', Broken((), '=', N, N)), ").replace(
    "def claim",
    """from derivecheck.language.statements import Relation
class Broken(Relation):
    @property
    def facts(self):
        raise KeyError("facts")
def claim""",
)


def test_a_claim_whose_check_breaks_costs_only_itself() -> None:
    done = verify(write("a.py", BREAKING), "--format", "json", "--no-cache", "--jobs", "1")
    found = {f["id"]: f for f in json.loads(done.stdout)["findings"]}
    assert done.exit_code == 0
    assert found["u-1"]["verdict"] == "PROVED"
    assert found["u-0"]["verdict"] == "UNDECIDED"
    assert "the check broke: KeyError: 'facts'" in found["u-0"]["reason"]


def test_one_claim_of_a_file_can_be_named() -> None:
    two = GOOD.replace("CLAIMS = [", "CLAIMS = [claim('u-0', given(p, q).eq(H(p), H(q))), ")
    done = verify(write("a.py", two), "u-1", "--format", "json", "--jobs", "1")
    assert [f["id"] for f in json.loads(done.stdout)["findings"]] == ["u-1"]


# --- the other commands take files of one's own as well


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments)


def test_show_takes_a_claim_of_a_file() -> None:
    done = invoke("show", write("a.py", GOOD), "u-1", "--jobs", "1")
    assert done.exit_code == 0
    assert done.stdout.startswith("u-1  PROVED")
    assert invoke("show", "a.py", "u-9").exit_code == 2


def test_list_takes_files() -> None:
    done = invoke("list", write("a.py", GOOD))
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["u-1"]
    assert "no Python file" in invoke("list", "a.txt").stderr


def test_a_file_without_claims_is_no_success() -> None:
    write("empty.py", "CLAIMS = ()\n")
    assert invoke("verify", "empty.py").exit_code == 0
    done = invoke("verify", "empty.py", "--strict")
    assert done.exit_code == 5
    assert "nothing was checked" in done.stderr
