"""What a claims file says of its own claims in comments: ``# derivecheck: ignore[rule]``.

The comment stands on a line of the claim, or alone on the line before it.  The file is parsed, not
run.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from derivecheck.findings.rules import RULES
from derivecheck.running.own_files import BadFile, Source

COMMENT = re.compile(r"#\s*derivecheck:\s*(?P<body>.*)")
IGNORE = re.compile(r"ignore\[(?P<rules>[^\]]*)\]\s*")


def ignored(source: Source) -> dict[str, frozenset[str]]:
    """The rules that the comments of a file take from its claims, by id; raises BadFile."""
    comments = dict(_comments(source))
    found = {
        id: frozenset(r for n, rules in comments.items() if first - 1 <= n <= last for r in rules)
        for id, first, last in _claims(source, comments)
    }
    return {id: rules for id, rules in found.items() if rules}


def _claims(source: Source, comments: Mapping[int, object]) -> Iterator[tuple[str, int, int]]:
    """The ids in a file with the lines of their claims."""
    for node in ast.walk(ast.parse(source.text)) if comments else ():
        if isinstance(node, ast.Call):
            values = [k.value for k in node.keywords if k.arg == "id"] + node.args[:1]
            ids = [v.value for v in values if isinstance(v, ast.Constant)]
            if ids and isinstance(ids[0], str):
                yield ids[0], node.lineno, node.end_lineno or node.lineno


def _comments(source: Source) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines that have such a comment, with the rules that they name."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        m = COMMENT.match(token.string) if token.type == tokenize.COMMENT else None
        if m:
            yield token.start[0], _rules(f"{source.path}:{token.start[0]}", m["body"])


def _rules(place: str, body: str) -> tuple[str, ...]:
    m = IGNORE.fullmatch(body)
    names = [name.strip() for name in m["rules"].split(",")] if m else []
    if not names:
        raise BadFile(f"{place}: write `# derivecheck: ignore[rule]`, not {body!r:.60}")
    for name in names:
        if name not in RULES:
            near = get_close_matches(name, RULES, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(RULES)}"
            raise BadFile(f"{place}: unknown rule {name!r}{hint}")
    return tuple(names)
