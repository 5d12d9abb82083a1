"""A note read as far as the meanings of its steps, without judging anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from derivecheck.reading.collect import read_symbols
from derivecheck.reading.document import Document, read_document
from derivecheck.reading.elaboration.statements import Meaning, Refusal, meanings
from derivecheck.reading.energies import with_energies
from derivecheck.reading.symbols import Symbols
from derivecheck.reading.text import Text


@dataclass(frozen=True)
class Note:
    """A document with the meanings of its steps."""

    document: Document
    symbols: Symbols
    meanings: tuple[list[Meaning] | Refusal, ...]


@lru_cache(maxsize=4)
def read_note(text: Text) -> Note:
    """A text as far as it can be read without judging anything."""
    document = with_energies(read_document(text))
    symbols = read_symbols(document)
    return Note(document, symbols, tuple(meanings(document, symbols, s) for s in document.steps))
