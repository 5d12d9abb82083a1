"""The command `verify`: claims and derivations, ours and those of files of the user's own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from derivecheck.cli.baseline import baseline_options, known_or_written
from derivecheck.cli.options import no_cache, run_options
from derivecheck.cli.runs import exit_code, made, own_and_ours, sources
from derivecheck.cli.terminal import FINDINGS, USAGE, console, fail
from derivecheck.findings import baseline as known
from derivecheck.findings.card import Card, Log
from derivecheck.findings.console import print_run
from derivecheck.findings.details import QUIET
from derivecheck.findings.export import EXPORTERS, to_json
from derivecheck.findings.finding import Finding
from derivecheck.findings.log import of_run
from derivecheck.findings.stale import marked
from derivecheck.running import suite
from derivecheck.running.ignored import ignored
from derivecheck.running.own_files import BadFile, Own


@click.command("verify")
@click.argument("ids", nargs=-1)
@click.option("--note", help="Only the claims of one note (N0 … N4) and what they rest on.")
@click.option("-k", "pattern", metavar="PATTERN", help="Only what has it in its id or its words.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", *EXPORTERS]),
    default="text",
    show_default=True,
    help="What is printed; SARIF offers fixes for the notes found under the working directory.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if a claim is not proved.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first claim that is not proved.")
@baseline_options
@run_options
@no_cache
@click.pass_context
def verify_command(
    context: click.Context,
    ids: tuple[str, ...],
    note: str | None,
    pattern: str | None,
    form: str,
    strict: bool,
    fail_fast: bool,
    baseline: Path | None,
    write_baseline: bool,
    options: suite.Options,
) -> None:
    """Check claims and derivations; IDS are claims, derivations, notes or derivation files.

    A name that ends in .py is a Python file of your own with CLAIMS or DERIVATIONS; it is run.
    What a comment `# derivecheck: ignore[rule]` beside a claim names is not held against it.

    \b
    derivecheck verify
    derivecheck verify examples/entropy_claims.py --strict
    derivecheck verify N0 -k softmax --digits 100
    derivecheck verify --format json > findings.json
    """
    own, chosen = own_and_ours(ids, note, options)
    chosen = _matching(chosen, pattern, own, options)
    rules = _ignored(own)

    def last(f: Finding) -> bool:
        return fail_fast and f.verdict not in QUIET and f.id not in rules

    run = made(context, chosen, options, own, last)
    notes = sources(run)
    run = marked(run, notes)
    log = of_run(run, notes)
    quiet = [c for c in log.listed if c.rule in rules.get(c.id.removesuffix(" stale"), ())]
    quiet += known_or_written(log, baseline, write_baseline)
    if form == "text":
        print_run(console(context), run, {card.id for card in quiet}, stale(log, quiet))
    elif form == "json":
        click.echo(to_json(run).encode())  # UTF-8, whatever the encoding of the terminal
    else:
        click.echo(EXPORTERS[form](known.without(log, quiet)).encode())
    stopped = any(map(last, run.findings))
    code = exit_code(run, strict, {card.id for card in quiet}, stopped)
    sys.exit(code or (FINDINGS if strict and stale(log, quiet) else 0))


def stale(log: Log, quiet: list[Card]) -> list[Card]:
    """The cards of claims whose formula has left its lines."""
    return [card for card in log.listed if card.rule == "stale" and card not in quiet]


def _matching(ids: list[str], pattern: str | None, own: Own, options: suite.Options) -> list[str]:
    """The ids whose own text or whose words have a pattern, capitals aside."""
    if pattern is None:
        return ids
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        fail(f"-k {pattern!r}: {error}", USAGE)
    entries = {**options.index.entries, **own.entries}
    return [id for id in ids if wanted.search(f"{id} {entries[id].title}")]


def _ignored(own: Own) -> dict[str, frozenset[str]]:
    """The rules that comments take from the claims of the user's files."""
    try:
        return {id: rules for source in own.sources for id, rules in ignored(source).items()}
    except BadFile as error:
        fail(str(error), USAGE)
