"""The command `explain`: what a rule means, with an example."""

from __future__ import annotations

from difflib import get_close_matches

import click

from derivecheck.cli.terminal import USAGE, fail
from derivecheck.findings.rules import RULES


@click.command("explain")
@click.argument("rules", nargs=-1)
def explain_command(rules: tuple[str, ...]) -> None:
    """Explain kinds of findings: why they come about, an example, its proved correction.

    Without RULES they are listed.

    \b
    derivecheck explain
    derivecheck explain wrong-functional
    """
    if not rules:
        width = max(map(len, RULES))
        for rule, title in RULES.items():
            click.echo(f"{rule:{width}}  {title}")
        return
    for rule in rules:
        if rule not in RULES:
            near = get_close_matches(rule, RULES, 1)
            hint = f"; did you mean {near[0]}?" if near else "; `derivecheck explain` lists them"
            fail(f"unknown rule {rule}{hint}", USAGE)
    from derivecheck.judgement.explained import explanation

    for rule in rules:
        for line in explanation(rule):
            click.echo(line)
