"""A correction in the note's own notation: one small edit of the line, read back by the machine.

An edit counts only if the edited note is read as the very statement that was proved, if it is
proved again from what was read, and if no other step that was verified changes its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice

from derivecheck.checking.outcomes import Judged
from derivecheck.checking.reading import Note, read_note
from derivecheck.language.statements import statement_tex
from derivecheck.latex.formula.macros import Macros, common_macros, definitions, expand
from derivecheck.latex.formula.parse import parse
from derivecheck.latex.formula.tokens import Kind, Token, Unreadable, lex
from derivecheck.latex.formula.vocabulary import RELATIONS
from derivecheck.reading.document import Side, Step
from derivecheck.reading.elaboration.statements import Meaning, Refusal, meanings
from derivecheck.reading.text import Text

MOST = 400  # edits that are tried
TURNED = {"<=": r"\ge ", ">=": r"\le ", "<": ">", ">": "<"}
BREAKS = re.compile(r"&|\\\\(?:\s*\[[^\]]*\])?")
WORD = re.compile(r"\\?[A-Za-z]+|\d+|\S")
PREFIXES = ("-", r"\frac{1}{2} ", "2 ", r"\log ")
Run = Callable[[list[tuple[Text, int]]], Iterable[Judged]]


@dataclass(frozen=True)
class Edit:
    """A stretch of a text and what should stand there."""

    start: int
    end: int
    new: str

    def applied(self, text: Text) -> Text:
        """The text with it."""
        old = text.text
        return replace(text, text=old[: self.start] + self.new + old[self.end :])


def fix(note: Note, number: int, result: Judged, verified: list[int], run: Run) -> Edit | None:
    """The edit of a wrong step that makes it the correction, if one is found."""
    text, step = note.document.text, note.document.steps[number]
    if text.cells or not result.correction:
        return None  # the places of a notebook are those of its cells
    found = note.meanings[number]
    letters = () if isinstance(found, Refusal) else found[result.chosen].bound
    meant = Meant(result.correction, letters)
    for edit in islice(edits(text, step, result.side), MOST):
        if meant.is_among(after(note, number, edit)):
            edited = edit.applied(text)
            if _is_read(note, read_note(edited), number, meant, verified):
                (again,) = run([(edited, number)])
                if again.verdict == "PROVED":
                    return edit
    return None


def touched(text: Text, edit: Edit) -> tuple[int, int]:
    """What an edit takes away, or the token before which it puts something."""
    if edit.end > edit.start:
        return edit.start, edit.end
    rest = text.text[edit.start : edit.start + 40]
    word = WORD.match(rest)
    return edit.start, edit.start + (word.end() if word else 1)


def line_after(text: Text, step: Step, edit: Edit) -> str:
    """The source of a step after an edit."""
    end = step.right.end + len(edit.new) - (edit.end - edit.start)
    start = step.left.start if step.left.end else step.right.start
    if not start <= edit.start <= step.right.end or step.left.end > step.right.start:
        return edit.new
    return " ".join(BREAKS.sub(" ", edit.applied(text).text[start:end]).split())


def after(note: Note, number: int, edit: Edit) -> list[Meaning] | Refusal:
    """What a step means after an edit of its source, by the letters of the note as it stands."""
    step, text = note.document.steps[number], edit.applied(note.document.text)
    macros = _defined(note.document.text.text)
    sides = list(step.sides)
    for k in (-2, -1):
        side = sides[k]
        if side.start <= edit.start and edit.end <= side.end:
            end = side.end + len(edit.new) - (edit.end - edit.start)
            sides[k] = _side(text, side.start, end, macros)
    relation = step.relation
    if edit.start >= step.left.end and edit.end <= step.right.start:
        relation = RELATIONS.get(edit.new.strip(), relation)
    changed = replace(step, sides=tuple(sides), relation=relation)
    return meanings(note.document, note.symbols, changed)


def _side(text: Text, start: int, end: int, macros: Macros) -> Side:
    """A side of an edited text."""
    try:
        tokens = expand(lex(text.text, start, end), macros)
        tree, warnings = parse([t for t in tokens if t.kind not in (Kind.CELL, Kind.ROW)])
    except Unreadable as error:
        return Side(start, end, None, error.why)
    return Side(start, end, tree, "", warnings)


@lru_cache(maxsize=8)
def _defined(text: str) -> Macros:
    return {**common_macros(), **definitions(text)[0]}


def _is_read(note: Note, edited: Note, number: int, meant: Meant, kept: list[int]) -> bool:
    """Whether the edited note says the correction there, and elsewhere what it said before."""
    if len(edited.meanings) != len(note.meanings):
        return False
    if not meant.is_among(edited.meanings[number]):
        return False
    return all(_statements(edited.meanings[k]) == _statements(note.meanings[k]) for k in kept)


@dataclass(frozen=True)
class Meant:
    """A correction as it is printed, with the letters of what is bound in it."""

    correction: str
    letters: tuple[str, ...]

    def is_among(self, found: list[Meaning] | Refusal) -> bool:
        """Whether it is one of some meanings."""
        return not isinstance(found, Refusal) and any(
            m.against == 1 and statement_tex(m.statement, self.letters) == self.correction
            for m in found
        )


def _statements(found: list[Meaning] | Refusal) -> list[object]:
    return [] if isinstance(found, Refusal) else [m.statement for m in found]


# --- the edits that a hand makes: one letter, one sign, one factor, one argument


def edits(text: Text, step: Step, side: str) -> Iterator[Edit]:
    """Small edits of a step, those of the side that is wrong first."""
    sides = (step.left, step.right) if side == "left" else (step.right, step.left)
    yield from _of_relation(text, step)
    names = _names(text, step)
    for one in sides:
        try:
            tokens = lex(text.text, one.start, one.end)
        except Unreadable:
            continue
        for make in EDITS:
            yield from make(text.text, tokens, names)


def _exchanged(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """Two letters exchanged all over the side."""
    here = list(dict.fromkeys(_written(text, t) for t in tokens if t.kind is Kind.NAME))
    for one, other in combinations(here, 2):
        both = [t for t in tokens if _written(text, t) in (one, other)]
        yield _everywhere(text, both, {one: other, other: one})


def _names(text: Text, step: Step) -> list[str]:
    """The letters of both sides as they are written."""
    found: dict[str, None] = {}
    for side in (step.left, step.right):
        found.update(dict.fromkeys(_written(text.text, t) for t in _letters_of(text, side)))
    return list(found)


def _letters_of(text: Text, side: Side) -> list[Token]:
    try:
        tokens = lex(text.text, side.start, side.end)
    except Unreadable:
        return []
    return [t for t in tokens if t.kind is Kind.NAME and len(_written(text.text, t)) < 12]


def _written(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _of_relation(text: Text, step: Step) -> Iterator[Edit]:
    """The relation turned round."""
    between = lex(text.text, step.left.end, step.right.start) if step.left.end else []
    for token in between:
        if token.kind is Kind.RELATION and token.text in TURNED:
            yield Edit(token.start, token.end, TURNED[token.text])


def _letters(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """One letter for another; then the same letter everywhere on the side."""
    letters = [t for t in tokens if t.kind is Kind.NAME]
    for token in letters:
        old = _written(text, token)
        yield from (_replaced(text, token, new) for new in names if new != old)
    for old in dict.fromkeys(_written(text, t) for t in letters):
        here = [t for t in letters if _written(text, t) == old]
        for new in names if len(here) > 1 else ():
            if new != old:
                yield _everywhere(text, here, {old: new})


def _replaced(text: str, token: Token, new: str) -> Edit:
    """A token replaced; a command keeps its distance from a letter that follows."""
    follows = text[token.end : token.end + 1]
    gap = " " if new.startswith("\\") and new[-1].isalpha() and follows.isalpha() else ""
    return Edit(token.start, token.end, new + gap)


def _everywhere(text: str, tokens: list[Token], table: dict[str, str]) -> Edit:
    start, end = tokens[0].start, tokens[-1].end
    pieces, at = [], start
    for token in tokens:
        pieces += [text[at : token.start], _replaced(text, token, table[_written(text, token)]).new]
        at = token.end
    return Edit(start, end, "".join(pieces))


def _arguments(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """An argument more, first or last, or one fewer."""
    for opened, closed in _brackets(tokens):
        for name in names:
            yield Edit(opened.end, opened.end, f"{name}, ")
            yield Edit(closed.start, closed.start, f", {name}")
        inner = [t for t in tokens if opened.end <= t.start < closed.start]
        for token in (t for t in inner if t.is_sign(",", ";", "|")):
            yield Edit(opened.end, token.end, "")
            yield Edit(token.start, closed.start, "")


def _swaps(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """The two arguments of a bracket exchanged."""
    for opened, closed in _brackets(tokens):
        inner = [t for t in tokens if opened.end <= t.start < closed.start]
        for sign in (t for t in inner if t.is_sign("||", ",", "|", ";")):
            before, after = text[opened.end : sign.start], text[sign.end : closed.start]
            middle = text[sign.start : sign.end]
            new = f"{after.strip()} {middle} {before.strip()}"
            yield Edit(opened.end, closed.start, new)


def _brackets(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Pairs of brackets, the inner ones first."""
    waiting: list[Token] = []
    for token in tokens:
        if token.is_sign("(", "["):
            waiting.append(token)
        elif token.is_sign(")", "]") and waiting:
            yield waiting.pop(), token


def _signs(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """The sign of one term."""
    for token in tokens:
        if token.is_sign("+", "-"):
            yield Edit(token.start, token.end, "-" if token.text == "+" else "+")
    if tokens and tokens[0].is_sign("-"):
        yield Edit(tokens[0].start, tokens[0].end, "")


def _prefixes(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """A sign, a factor or a logarithm before a term or a factor."""
    for k, token in enumerate(tokens):
        starts = k == 0 or tokens[k - 1].is_sign("+", "-", "(", "[", "{") or token.is_command()
        if starts or token.kind in (Kind.NAME, Kind.COMMAND):
            yield from (Edit(token.start, token.start, new) for new in PREFIXES)


def _powers(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """A square more or fewer, a logarithm of base 2."""
    for k, token in enumerate(tokens):
        if token.kind is Kind.NAME and token.text == "log":
            yield Edit(token.end, token.end, "_2 ")
        elif token.kind is Kind.NAME:
            yield Edit(token.end, token.end, "^2")
        power = tokens[k : k + 2]
        if len(power) == 2 and power[0].is_sign("^") and power[1].text == "2":
            yield Edit(power[0].start, power[1].end, "")


def _dropped(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """One token fewer, or one term with its sign."""
    for token in tokens:
        if token.kind in (Kind.NAME, Kind.NUMBER, Kind.COMMAND):
            yield Edit(token.start, token.end, "")
    cuts = [t.start for t in _outer(tokens) if t.is_sign("+", "-")]
    ends = [*cuts, tokens[-1].end if tokens else 0]
    for start, end in zip(cuts, ends[1:], strict=True):
        yield Edit(start, end, "")


def _outer(tokens: list[Token]) -> Iterator[Token]:
    """The tokens outside of all brackets."""
    depth = 0
    for token in tokens:
        depth -= token.is_sign(")", "]", "}")
        if depth == 0:
            yield token
        depth += token.is_sign("(", "[", "{")


def _numbers(text: str, tokens: list[Token], names: list[str]) -> Iterator[Edit]:
    """A number one up, one down, doubled or halved."""
    for token in tokens:
        if token.kind is Kind.NUMBER and token.text.isdigit() and len(token.text) < 6:
            n = int(token.text)
            values = dict.fromkeys([n + 1, abs(n - 1), 2 * n, n // 2])
            yield from (Edit(token.start, token.end, str(v)) for v in values if v != n)


EDITS = (
    _letters,
    _arguments,
    _signs,
    _swaps,
    _exchanged,
    _prefixes,
    _powers,
    _dropped,
    _numbers,
)
