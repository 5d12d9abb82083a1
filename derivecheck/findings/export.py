"""The formats in which a log is written for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable

from derivecheck.findings.card import Log
from derivecheck.findings.finding import Run
from derivecheck.findings.github import to_github
from derivecheck.findings.junit import to_junit
from derivecheck.findings.markdown import to_markdown
from derivecheck.findings.sarif import to_sarif

EXPORTERS: dict[str, Callable[[Log], str]] = {
    "junit": to_junit,
    "sarif": to_sarif,
    "github": to_github,
    "markdown": to_markdown,
}


def to_json(run: Run) -> str:
    """The whole run, as `derivecheck/schema/findings-2.json` describes it."""
    return json.dumps(run.as_json(), indent=2, ensure_ascii=False)
