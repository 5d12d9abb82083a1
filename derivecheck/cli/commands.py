"""The command line: verify, show, list, mutate, notes, report, emit, check.

What a command needs beyond plain text (SymPy, the ledgers, figures) is imported where it is used:
help, the list and a run in which nothing is new start at once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from derivecheck import __version__
from derivecheck.cli.check import check_command, symbols_command
from derivecheck.cli.config import BadConfig, defaults
from derivecheck.cli.emit import emit_command
from derivecheck.cli.errata import report_notes
from derivecheck.cli.explain import explain_command
from derivecheck.cli.new import new_command
from derivecheck.cli.options import no_cache, run_options
from derivecheck.cli.runs import exit_code, made, own_and_ours, sources, working
from derivecheck.cli.terminal import FINDINGS, INTERRUPTED, MISSING, USAGE, Commands, console, fail
from derivecheck.cli.verify import verify_command
from derivecheck.findings.console import show_derivation, show_finding
from derivecheck.findings.details import totals
from derivecheck.running import suite
from derivecheck.running.cache import Cache, default_folder

if TYPE_CHECKING:
    from derivecheck.reading.coverage import Coverage


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("--no-color", is_flag=True, help="No colours (also: the variable NO_COLOR).")
@click.pass_context
def main(context: click.Context, no_color: bool) -> None:
    """Say of every formula in the notes whether it is true, and prove it.

    \b
    derivecheck verify                       everything
    derivecheck verify --note N0 --strict    one note, exit code 1 if anything is not proved
    derivecheck verify N0-12 gaussian_kl     a claim and the derivations of one file
    derivecheck show gaussian_kl.univariate  the chain with its evidence
    derivecheck check NOTES.md               a verdict for every step of your own notes
    derivecheck explain wrong-functional     what a kind of finding means
    derivecheck report -o build              report.pdf, report.html, report.json
    derivecheck notes --coverage DIR         what the ledgers leave out of the notes in DIR

    \b
    Exit codes: 0 done, 1 findings with --strict, 2 usage or bad input,
    3 something missing (TeX, Dask), 4 a derivation or one of our own checks failed,
    5 nothing to check with --strict,
    130 interrupted (Ctrl-C); what was finished is printed and kept,
    141 nobody reads the output any more (as in `derivecheck list | head`).

    \b
    Results are kept between runs in the folder DERIVECHECK_CACHE_DIR, by default
    the user's own for caches; a check is made again when anything it depends on has changed.
    Defaults of options stand in [tool.derivecheck] of the nearest pyproject.toml.
    """
    context.obj = {"no_color": no_color}
    try:
        context.default_map = defaults(main.commands, Path.cwd())
    except BadConfig as error:
        fail(str(error), USAGE)


main.add_command(verify_command)
main.add_command(emit_command)
main.add_command(new_command)
main.add_command(explain_command)
main.add_command(check_command)
main.add_command(symbols_command)


@main.command()
@click.argument("ids", nargs=-1, required=True)
@run_options
@no_cache
@click.pass_context
def show(context: click.Context, ids: tuple[str, ...], options: suite.Options) -> None:
    """Check claims or derivations and print the chain with all its evidence.

    \b
    derivecheck show N0-12
    derivecheck show gaussian_kl.univariate
    derivecheck show examples/entropy_claims.py own-2
    """
    own, chosen = own_and_ours(ids, None, options)
    run = made(context, chosen, options, own)
    out = console(context, soft_wrap=False)
    for record in run.derivations:
        show_derivation(record, out)
    for finding in run.findings:
        show_finding(finding, out)
    sys.exit(exit_code(run, strict=False))


@main.command("list")
@click.argument("files", nargs=-1)
@click.pass_context
def list_(context: click.Context, files: tuple[str, ...]) -> None:
    """List every derivation and every claim, or those of FILES, without checking anything.

    \b
    derivecheck list
    derivecheck list examples/entropy_claims.py
    """
    options = suite.Options(cache=Cache(default_folder()))
    out, entries = console(context), options.index.entries
    if files:
        _require_python(files)
        entries = own_and_ours(files, None, options)[0].entries
    width = max(map(len, entries), default=0)
    for id, entry in entries.items():
        lines = "–".join(map(str, entry.lines or ()))
        out.print(Text(f"{id:{width}}  {lines:9}  {entry.title}"))


@main.command()
@click.argument("ids", nargs=-1)
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Only N of the mutants, always the same for one seed.",
)
@click.option("--seed", default=1, show_default=True, help="Which sample.")
@click.option(
    "--name",
    "most",
    type=click.IntRange(0),
    metavar="N",
    help="Look for the mistake behind N of these mutants only, not behind each that is caught.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@run_options
@no_cache
@click.pass_context
def mutate(
    context: click.Context,
    ids: tuple[str, ...],
    sample: int | None,
    seed: int,
    most: int | None,
    form: str,
    options: suite.Options,
) -> None:
    """Plant mistakes in all that is proved; count how many are caught, and how many named.

    \b
    derivecheck mutate N4 --time-limit 600
    derivecheck mutate --sample 300 --seed 2 --digits 30 --name 50
    derivecheck mutate examples/entropy_claims.py

    IDS are claims, notes, derivations or Python files of your own; everything of ours by default.
    """
    from derivecheck.cli.mutants import Measured, as_json, print_score
    from derivecheck.running import mutants as mutation

    own, ids_chosen = own_and_ours(ids, None, options)
    run = made(context, ids_chosen, options, own)
    proved = mutation.proved(run)
    with working(context, "planting", len(proved)) as advance:
        everything, unplanted = mutation.plan(proved, options, own, advance)
    for id, why in unplanted.items():
        click.echo(f"derivecheck: no mistakes were planted in {id}: {why}", err=True)
    chosen = mutation.sampled(everything, sample, seed)
    to_name = mutation.sampled(chosen, most, seed)
    with working(context, "testing and naming", len(chosen) + len(to_name)) as advance:
        score = mutation.measure(chosen, options, advance, to_name, own)
        notes = mutation.named_in_notes(run, options, own)
    drawn = None if sample is None else seed
    measured = Measured(score, notes, len(everything), drawn, options.digits)
    if form == "json":
        click.echo(json.dumps(as_json(measured), indent=1, ensure_ascii=False).encode())
    else:
        print_score(measured, console(context))


@main.command()
@click.option(
    "--coverage",
    "folder",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds the note files.",
)
@click.pass_context
def notes(context: click.Context, folder: Path) -> None:
    """Compare the ledgers with the notes themselves.

    Shows every line of a note that holds mathematics or a number and that no claim cites, and every
    claim whose formula is not on the lines it cites; exit code 1 if there is any.
    """
    from derivecheck.notes.catalogue import LEDGERS
    from derivecheck.reading.coverage import MissingNote, coverage

    try:
        found = [coverage(ledger, folder) for ledger in LEDGERS]
    except MissingNote as error:
        fail(str(error), USAGE)
    out = console(context)
    for c in found:
        out.print(Text(f"{c.note}  {c.file}  {c.lines} lines  sha256 {c.sha256[:12]}"))
        if c.changed:
            out.print(Text(f"    {c.file}: not the file that the ledger was written against"))
        for number, text in c.uncited:
            out.print(Text(f"    {c.file}:{number}: cited by no claim: {text}"))
        for id, why in c.unfound:
            out.print(Text(f"    {id}: {why}"))
    missed, unfound = (sum(len(x) for x in xs) for xs in _lists(found))
    out.print(f"{missed} lines cited by no claim, {unfound} formulas not found")
    sys.exit(0 if all(c.complete for c in found) else FINDINGS)


def _lists(found: list[Coverage]) -> tuple[list[Any], list[Any]]:
    return [c.uncited for c in found], [c.unfound for c in found]


@main.command()
@click.argument("files", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="The folder that gets report.pdf, report.html, report.json, errata and figures.",
)
@click.option("--engine", type=click.Choice(["auto", "xelatex", "tectonic"]), default="auto")
@click.option(
    "--appendix", is_flag=True, help="Write appendix.pdf as well: all claims and derivations."
)
@click.option(
    "--notes",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Where the notes are: report.html shows the lines of a claim that it finds there.",
)
@run_options
@no_cache
@click.pass_context
def report(
    context: click.Context,
    files: tuple[str, ...],
    output: Path,
    engine: Any,
    appendix: bool,
    folder: Path,
    options: suite.Options,
) -> None:
    """Check everything, or the Python files of your own that are named, and write the report.

    Of notes that are no Python files the errata are written: text, Markdown and a page each.

    \b
    derivecheck report -o build
    derivecheck report --appendix
    derivecheck report examples/entropy_claims.py -o build
    derivecheck report NOTES.md -o build
    derivecheck report --engine tectonic
    """
    if files and not any(name.endswith(".py") for name in files):
        _require_writable(output)
        sys.exit(report_notes(context, files, output, options))
    try:
        from derivecheck.report.build import ReportError, build_report
        from derivecheck.report.engine import TexError
    except ModuleNotFoundError as error:
        fail(f"the report needs {error.name}: pip install 'derivecheck[report]'", MISSING)
    _require_python(files)
    _require_writable(output)
    own, chosen = own_and_ours(files, None, options)
    run = made(context, chosen, options, own)
    if run.unfinished:
        fail(f"no report: {totals(run)}", INTERRUPTED)
    try:
        built = build_report(run, output, engine, appendix=appendix, sources=sources(run, folder))
    except ReportError as error:
        fail(str(error), USAGE)
    except TexError as error:
        fail(str(error), MISSING)
    for warning in built.warnings:
        click.echo(f"derivecheck: {warning}", err=True)
    click.echo(f"{built.pdf or built.tex}: {totals(run)}")
    sys.exit(exit_code(run, strict=False) or (0 if built.pdf else MISSING))


def _require_python(files: tuple[str, ...]) -> None:
    """Fail for what is no file of claims."""
    for name in files:
        if not name.endswith(".py"):
            fail(f"{name}: no Python file with CLAIMS or DERIVATIONS", USAGE)


def _require_writable(folder: Path) -> None:
    """Fail before the work, not after it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".derivecheck-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        fail(f"cannot write to {folder}: {error.strerror}", USAGE)
