r"""From the source of a formula to tokens; every token knows where in the text it stands.

The lexer is a loop over one regular expression: nothing in the input makes it recurse.

>>> [t.text for t in lex(r"\log_2 p(x_i) \| \mathbf{q}")]
['log', '_', '2', 'p', '(', 'x', '_', 'i', ')', '||', 'q']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from derivecheck.latex.formula import vocabulary as v

LONGEST = 200_000  # characters of one formula


class Kind(StrEnum):
    """What sort of token it is."""

    NAME = "name"  # a letter, a Greek letter, a word such as KL
    NUMBER = "number"
    SIGN = "sign"
    COMMAND = "command"
    TEXT = "text"  # words of a language
    RELATION = "relation"
    ROW = "row"
    CELL = "cell"
    GAP = "gap"
    BEGIN = "begin"
    END = "end"


@dataclass(frozen=True)
class Token:
    """One token and the stretch of the text that it comes from."""

    kind: Kind
    text: str
    start: int
    end: int
    font: str = ""

    def is_sign(self, *texts: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind is Kind.SIGN and self.text in texts

    def is_command(self, *texts: str) -> bool:
        """Whether it is one of these commands."""
        return self.kind is Kind.COMMAND and self.text in texts


class Unreadable(Exception):
    """A formula that cannot be read, and the token where reading stopped."""

    def __init__(self, why: str, start: int, end: int) -> None:
        super().__init__(why)
        self.why, self.start, self.end = why, start, end


TOKEN = re.compile(
    r"""
      (?P<space>\s+|~)
    | (?P<comment>%[^\n]*)
    | (?P<entity>&(?:lt|gt|amp|nbsp);)
    | (?P<row>\\\\(?:\s*\[-?[\d.]+\s*(?:em|ex|pt|cm|mm)\])?|\\cr\b|\\newline\b)
    | \\(?P<edge>begin|end)\s*\{(?P<environment>[^{}\n]{1,30})\}
    | (?P<command>\\(?:operatorname|tag|hspace|vspace)\*|\\[A-Za-z]+|\\.)
    | (?P<number>\d+(?:[.。]\d+)?|\.\d+)
    | (?P<han>[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af《》“”]+)
    | (?P<letters>[A-Za-z]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
QUOTED_LINE = re.compile(r"\n[ \t]*>[ \t>]*")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*")
NAMED_COMMANDS = frozenset(f"\\{name}" for name in v.FUNCTIONS | v.OPTIMA | {"Pr"})
DIFFERENTIALS = re.compile(r"(?:d[a-zA-Z])+")


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a formula that stands in a text from ``start`` to ``end``."""
    end = len(text) if end is None else end
    if end - start > LONGEST:
        raise Unreadable(f"longer than {LONGEST} characters", start, start + 20)
    return _joined([*_grouped([*_raw(text, start, end)], text)])


def _raw(text: str, start: int, end: int) -> Iterator[Token]:
    at, quotation = start, _is_quotation(text, start)
    while at < end:
        mark = QUOTED_LINE.match(text, at, end) if quotation else None
        m = mark or TOKEN.match(text, at, end)
        assert m is not None  # the last alternative takes any character
        at = m.end()
        if not mark:
            yield from _tokens(m)


def _is_quotation(text: str, start: int) -> bool:
    """Whether the line of a position is a block quotation of Markdown."""
    line = text.rfind("\n", 0, start) + 1
    return text[line:start].lstrip().startswith(">")


def _tokens(m: re.Match[str]) -> Iterator[Token]:
    """The tokens of one match."""
    start, end = m.span()
    kind, piece = str(m.lastgroup), m.group()
    if kind in ("space", "comment"):
        return
    if kind == "environment":
        edge = Kind.BEGIN if m.group("edge") == "begin" else Kind.END
        yield Token(edge, m.group("environment").strip(), start, end)
    elif kind == "letters":
        yield from _words(piece, start)
    elif kind == "number":
        yield Token(Kind.NUMBER, piece.replace("。", "."), start, end)
    elif kind == "han":
        yield Token(Kind.TEXT, piece, start, end)
    elif kind == "row":
        yield Token(Kind.ROW, r"\\", start, end)
    else:
        sign = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&nbsp;": "~"}.get(piece, piece)
        yield from _sign_or_command(sign, start, end)


def _sign_or_command(piece: str, start: int, end: int) -> Iterator[Token]:
    piece = v.SIGN_OF_CHARACTER.get(piece) or v.COMMAND_OF_CHARACTER.get(piece, piece)
    piece = v.ALIASES.get(piece, piece)
    if piece in v.RELATIONS:
        yield Token(Kind.RELATION, v.RELATIONS[piece], start, end)
    elif piece in v.DROPPED:
        if piece in (r"\left", r"\right"):
            yield Token(Kind.COMMAND, piece, start, end)
    elif piece in v.GAPS:
        yield Token(Kind.GAP, piece, start, end)
    elif piece == "&":
        yield Token(Kind.CELL, piece, start, end)
    elif piece in v.SIGNS:
        yield Token(Kind.SIGN, v.SIGNS[piece], start, end)
    elif piece in v.LATIN_CAPITALS:
        yield Token(Kind.NAME, v.LATIN_CAPITALS[piece], start, end)
    elif (
        piece in v.LETTER_COMMANDS
        or piece[0] == "\\"
        and piece[1:] in v.FUNCTIONS | v.OPTIMA | {"Pr"}
    ):
        yield Token(Kind.NAME, piece[1:], start, end)
    else:
        yield Token(Kind.COMMAND if piece[0] == "\\" else Kind.SIGN, piece, start, end)


def _words(run: str, start: int) -> Iterator[Token]:
    """A run of letters: words that are known, a long word, or one letter after the other."""
    at = 0
    while at < len(run):
        word = next((w for w in _PREFIXES if run.startswith(w, at)), "")
        if not word and at == 0 and len(run) >= 5 and not DIFFERENTIALS.fullmatch(run):
            word = run
        piece = word or run[at]
        yield Token(Kind.NAME, piece, start + at, start + at + len(piece))
        at += len(piece)


_PREFIXES = sorted(v.WORDS, key=len, reverse=True)


def _grouped(tokens: list[Token], text: str) -> Iterator[Token]:
    r"""Fonts put on their letters, words of ``\text`` made one token, dropped arguments dropped."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.kind is not Kind.COMMAND:
            yield token
        elif token.text in (r"\left", r"\right"):
            at += at < len(tokens) and tokens[at].is_sign(".")
        elif token.text in v.FIRST_ARGUMENT_DROPPED:
            at = _after_group(tokens, at)
        elif token.text in v.FONTS:
            styled, at = _styled(tokens, at, token, text)
            yield from styled
        else:
            yield token


def _after_group(tokens: list[Token], at: int) -> int:
    """The place after the braced group that starts at ``at``, or ``at`` where none does."""
    if at >= len(tokens) or not tokens[at].is_sign("{"):
        return at
    depth = 0
    for k in range(at, len(tokens)):
        depth += tokens[k].is_sign("{") - tokens[k].is_sign("}")
        if depth == 0:
            return k + 1
    return len(tokens)


def _styled(tokens: list[Token], at: int, command: Token, text: str) -> tuple[list[Token], int]:
    """What a font command yields, and the place after it."""
    font, end = v.FONTS[command.text], _after_group(tokens, at)
    if end == at:  # \mathbf x
        if at < len(tokens) and tokens[at].kind is Kind.NAME:
            return [replace(tokens[at], font=font)], at + 1
        return [], at
    inner = tokens[at + 1 : end - 1]
    if len(inner) == 1 and inner[0].kind is Kind.NAME:
        one = replace(inner[0], font=font or inner[0].font)
        return [replace(one, start=command.start, end=tokens[end - 1].end)], end
    if command.text in v.TEXT_FONTS and inner and all(_is_plain(t) for t in inner):
        return [_text(text, inner, command, tokens[end - 1])], end
    return [], at  # the group stands for itself, its parts are read in turn


def _is_plain(token: Token) -> bool:
    plain = token.kind in (Kind.NAME, Kind.NUMBER, Kind.TEXT, Kind.GAP)
    return plain or token.is_sign(*",.-:;()'!?/_")


def _text(text: str, inner: list[Token], command: Token, close: Token) -> Token:
    """A word that names something, or words of a language."""
    words = " ".join(text[inner[0].start : inner[-1].end].split())
    squeezed = words.replace(" ", "")
    if WORD.fullmatch(words) and words.lower().rstrip(".") not in v.CONJUNCTIONS:
        return Token(Kind.NAME, words, command.start, close.end)
    if squeezed in v.WORDS or squeezed in ("argmax", "argmin"):
        return Token(Kind.NAME, squeezed, command.start, close.end)
    kind = Kind.NUMBER if words.isdigit() else Kind.TEXT
    return Token(kind, words, command.start, close.end)


PAIRS = {  # two tokens that are one sign
    ("|", "|"): (Kind.SIGN, "||"),
    ("||", "||"): (Kind.SIGN, "||"),
    (":", "="): (Kind.RELATION, ":="),
    ("=", ":"): (Kind.RELATION, "=:"),
    ("K", "L"): (Kind.NAME, "KL"),
    ("=", ">"): (Kind.RELATION, "then"),
    ("<", "="): (Kind.RELATION, "<="),
    (">", "="): (Kind.RELATION, ">="),
    ("arg", "max"): (Kind.NAME, "argmax"),
    ("arg", "min"): (Kind.NAME, "argmin"),
    (r"\arg", "max"): (Kind.NAME, "argmax"),
    (r"\arg", "min"): (Kind.NAME, "argmin"),
    ("!", "="): (Kind.RELATION, "!="),
    (r"\not", "="): (Kind.RELATION, "!="),
    (r"\not", "in"): (Kind.RELATION, "notin"),
}


def _joined(tokens: list[Token]) -> list[Token]:
    """Pairs of tokens that are one sign, made one."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        pair = PAIRS.get((before.text, token.text)) if before else None
        if before is not None and pair and _belong(before, token, pair[1]):
            found[-1] = Token(*pair, before.start, token.end)
        else:
            found.append(token)
    return found


def _belong(before: Token, token: Token, joined: str) -> bool:
    """Signs belong together where nothing stands between them; words anywhere."""
    return (
        joined in ("KL", "argmax", "argmin", "||")
        or before.end == token.start
        or (before.text.startswith("\\not"))
    )
