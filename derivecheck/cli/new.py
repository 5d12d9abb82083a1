"""``derivecheck new``: the claims file of a note as a stub, a claim a step of its formulas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from derivecheck.cli.terminal import USAGE, fail

if TYPE_CHECKING:
    from derivecheck.reading.document import Document, Step

HEAD = '''"""What the note {name} claims: derivecheck verify {file}

Written by `derivecheck new` as a stub. State each claim in ``says`` and take its ``reason`` away;
take out the claims that assert nothing.
"""

from derivecheck.language import given
from derivecheck.reading.claim import Claim, Kind

NOTE = {name!r}

CLAIMS = (
'''
CLAIM = """    Claim(
        id={id!r},
        lines=({line}, {line}),
        section={section!r},
        kind=Kind.IDENTITY,
        paraphrase={paraphrase!r},
        latex={latex!r},
        says=None,  # given(…).eq(…, …)
        reason="not stated yet",
    ),
"""


@click.command("new")
@click.argument("note", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Else NOTE_claims.py."
)
def new_command(note: Path, output: Path | None) -> None:
    """Write a claims file for a note, with a claim for every step of its formulas.

    \b
    derivecheck new notes/entropy.md        # writes notes/entropy_claims.py
    """
    from derivecheck.reading.document import read_document
    from derivecheck.reading.text import BadNote, read_text

    try:
        document = read_document(read_text(note))
    except BadNote as error:
        fail(str(error), USAGE)
    file = output or note.with_name(f"{note.stem}_claims.py")
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(stub(note, file, document))
    except FileExistsError:
        fail(f"{file} is there already; name another with -o", USAGE)
    click.echo(f"{file}: {len(document.steps)} claims to state")


def stub(note: Path, file: Path, document: Document) -> str:
    """The text of the claims file; names and formulas stand in it as quoted strings."""
    claims = (_claim(note, k, document, step) for k, step in enumerate(document.steps, 1))
    return HEAD.format(name=note.name, file=file) + "".join(claims) + ")\n"


def _claim(note: Path, number: int, document: Document, step: Step) -> str:
    first = step.right if step.number else step.left
    whole = document.text.text[first.start : step.right.end]
    return CLAIM.format(
        id=f"{note.stem}-{number}",
        line=step.line,
        section=step.section,
        paraphrase="The two sides are related as the formula says",
        latex=" ".join(whole.split()),
    )
