"""Every kind of finding explained, with an example that is judged when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from derivecheck.findings.details import named, value
from derivecheck.findings.explanations import WHY
from derivecheck.findings.rules import MISTAKES, RULES
from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.judgement.printed import printed
from derivecheck.latex.unicode import prose
from derivecheck.mistakes.examples import EXAMPLES

DIGITS = 30


@dataclass(frozen=True)
class Example:
    """A wrong statement with what the judge found."""

    says: str
    verdict: str
    shown: str  # where it fails, and both sides there
    mistake: str  # may hold $math$
    fixed: str


@cache
def example(rule: str) -> Example | None:
    """The example of a rule, judged; None where the rule is no kind of mistake."""
    if rule not in EXAMPLES:
        return None
    statement = EXAMPLES[rule]
    judgement, mistake = judge(statement, DIGITS), diagnose(statement)
    shown = ""
    if point := judgement.counterexample:
        at = f"at {prose(named(point.point))} " if point.point else ""
        shown = f"{at}the left side is {value(point.lhs)} and the right side {value(point.rhs)}"
    return Example(
        printed(statement).sentence,
        judgement.verdict.words,
        shown,
        mistake.name if mistake else "",
        printed(mistake.fixed).text if mistake else "",
    )


def explanation(rule: str) -> Iterator[str]:
    """What `derivecheck explain` prints of a rule."""
    yield f"{rule}: {RULES[rule]}"
    yield f"why: {WHY[rule]}"
    if found := example(rule):
        yield f"example: {found.says}"
        yield f"  {found.verdict}: {found.shown}"
        yield f"  mistake: {prose(found.mistake)}"
        yield f"  correct (proved): {found.fixed}"


def page() -> str:
    """The page of all kinds of mistakes, with an anchor each."""
    head = [
        "# Mistakes",
        "",
        "Written by `python -m derivecheck.generate`; `derivecheck explain RULE` prints a part.",
        "The rules are those of SARIF, of baselines and of `# derivecheck: ignore[rule]`. The",
        "examples are judged as any statement is: verdict, point, name of the mistake and",
        "correction are what came out.",
        "",
    ]
    parts = [line for rule in RULES for line in _section(rule)]
    return "\n".join([*head, *parts]).rstrip() + "\n"


def _section(rule: str) -> Iterator[str]:
    yield from (f"## {rule}", "", f"{RULES[rule]}. {WHY[rule]}", "")
    if (found := example(rule)) and rule in MISTAKES:
        yield from ("```text", f"says      {found.says}", f"{found.verdict:9} {found.shown}")
        yield from (f"mistake   {prose(found.mistake)}", f"correct   {found.fixed}", "```", "")
