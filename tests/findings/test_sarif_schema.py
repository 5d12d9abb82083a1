"""SARIF against the schema of the standard, which is fetched and never kept here.

The package @microsoft/jest-sarif (MIT licence) ships the schema 2.1.0-rtm.5, whose constraints are
those of the OASIS Standard.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from derivecheck.findings.finding import Run
from derivecheck.findings.log import of_run
from derivecheck.findings.sarif import to_sarif
from tests.findings.test_export import CLEAN, CORRECTED, RUN

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
NOTE = "熵\n$H(P,Q)=H(Q,P)$\n交叉熵 $H(P,Q)=H(Q,P)$,\nend\n"

pytestmark = pytest.mark.npm


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Draft4Validator:
    npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("sarif")
    if npm is None:
        pytest.skip("npm, which fetches the SARIF schema, is not installed")
    command = [npm, "pack", "--silent", PACKAGE]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm does not reach {PACKAGE}")
    if done.returncode != 0:
        pytest.skip(f"npm does not reach {PACKAGE}: {done.stderr.strip()[-200:]}")
    return _validator(folder)


def _validator(folder: Path) -> Draft4Validator:
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as package:
        member = package.extractfile(SCHEMA)
        assert member is not None
        return Draft4Validator(json.load(member), format_checker=Draft4Validator.FORMAT_CHECKER)


def log(run: Run) -> dict[str, Any]:
    return dict(json.loads(to_sarif(of_run(run, {CORRECTED.file: NOTE}))))


@pytest.mark.parametrize("run", [RUN, CLEAN], ids=["findings", "clean"])
def test_every_log_obeys_the_schema_of_the_standard(validator: Draft4Validator, run: Run) -> None:
    assert [e.message for e in validator.iter_errors(log(run))] == []


def test_what_was_validated_holds_fixes_rules_and_regions() -> None:
    (only,) = log(RUN)["runs"]
    assert len(only["tool"]["driver"]["rules"]) > 10
    assert any("fixes" in result for result in only["results"])
    assert all(r["locations"][0]["physicalLocation"]["region"] for r in only["results"])


DAMAGE: list[Callable[[dict[str, Any]], Any]] = [
    lambda run: run["results"][0].pop("message"),
    lambda run: run["results"][0].update(level="fatal"),
    lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    lambda run: run["results"][0]["fixes"][0]["artifactChanges"][0].pop("replacements"),
    lambda run: run["tool"]["driver"].pop("name"),
    lambda run: run["results"][0].update(verdict="REFUTED"),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_almost_right_is_refused(
    validator: Draft4Validator, damage: Callable[[dict[str, Any]], Any]
) -> None:
    damaged = log(RUN)
    damage(damaged["runs"][0])
    assert not validator.is_valid(damaged)
