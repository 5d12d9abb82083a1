"""``derivecheck emit``: closed forms as stand-alone source."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from derivecheck.cli.terminal import USAGE, fail
from derivecheck.emission import TARGET_NAMES

EXAMPLES = """
\b
Examples:
  derivecheck emit --list
  derivecheck emit kl js --target numpy -o divergences.py
  derivecheck emit kl_normal --target c -o kl_normal.c
"""


@click.command("emit", epilog=EXAMPLES)
@click.argument("names", nargs=-1)
@click.option("--target", type=click.Choice(TARGET_NAMES), default="numpy", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else stdout."
)
@click.option("--list", "listing", is_flag=True, help="Names, proofs and what they compute.")
def emit_command(names: tuple[str, ...], target: str, output: Path | None, listing: bool) -> None:
    """Write closed forms as source that needs nothing of derivecheck.

    With a form come its partial derivatives, except for mpmath.  Nothing is checked in the emitted
    code: arguments must be inside the domain.  In array code the first axis of a vector is its
    index.
    """
    from derivecheck.closed_forms import CLOSED_FORMS
    from derivecheck.emission.emit import emit

    if listing:
        for form in CLOSED_FORMS.values():
            click.echo(f"{form.name:28} {form.id:34} {form.doc}")
        return
    for name in names:
        if name not in CLOSED_FORMS:
            near = get_close_matches(name, CLOSED_FORMS, 1)
            hint = f"did you mean {near[0]}?" if near else "--list shows them"
            fail(f"no closed form {name!r}; {hint}", USAGE)
    if not names:
        fail("name a closed form; --list shows them", USAGE)
    try:
        text = emit(CLOSED_FORMS, names, target)
    except ValueError as error:
        fail(str(error), USAGE)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{output}: {error.strerror}", USAGE)
