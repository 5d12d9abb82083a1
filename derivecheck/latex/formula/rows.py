r"""From the tokens of a formula to its chains: sides with the relations between them.

Rows end at ``\\``; a row that starts with a relation goes on from the row before; one that starts
with a plus or minus goes on with the side before.  Commas, gaps and words split a row where another
relation follows.

>>> from derivecheck.latex.formula.tokens import lex
>>> [c.relations for c in chains(lex(r"a &= b \\ &\le c, \quad x > 0"))]
[('=', '<='), ('>',)]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derivecheck.latex.formula.tokens import Kind, Token
from derivecheck.latex.formula.vocabulary import CONJUNCTIONS, ROW_ENVIRONMENTS

OPEN = ("(", "[", "{", r"\{", "<|")
CLOSE = (")", "]", "}", r"\}", "|>")
DEMAND = "=!"  # an equals sign with an exclamation mark: what shall hold
ENDING = (",", ".", ";", ":", "!", "?")


@dataclass
class Chain:
    """Sides with the relations between them; ``beside`` tells that it stands in another's row."""

    sides: list[list[Token]]
    relations: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)  # words at the ends of its sides
    beside: bool = False

    @property
    def open(self) -> bool:
        """Whether it starts with a relation, so that its first side stands before it."""
        return bool(self.relations) and not self.sides[0]


def chains(tokens: list[Token]) -> list[Chain]:
    """The chains of one formula, in their order."""
    found: list[Chain] = []
    for row in _rows(_unwrapped(tokens)):
        main: Chain | None = None
        for k, segment in enumerate(_segments(row)):
            piece = _piece(segment)
            if not piece.sides[-1] and not piece.relations:
                if found:
                    found[-1].notes += piece.notes
                continue
            if k == 0 and found and _goes_on(found[-1], piece):
                main = _extend(next(c for c in reversed(found) if not c.beside), piece)
            else:
                piece.beside = main is not None
                found.append(piece)
                main = main or piece
    return found


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """Without the edges of environments of rows, and without braces around everything."""
    kept: list[Token] = []
    for x in tokens:
        edge = x.kind in (Kind.BEGIN, Kind.END) and x.text.rstrip("*") in ROW_ENVIRONMENTS
        kept.append(Token(Kind.ROW, r"\\", x.start, x.end) if edge else x)
    while _is_wrapped(kept):
        first = next(k for k, x in enumerate(kept) if x.kind is not Kind.ROW)
        last = max(k for k, x in enumerate(kept) if x.is_sign("}"))
        kept = kept[:first] + kept[first + 1 : last] + kept[last + 1 :]
    return kept


def _is_wrapped(tokens: list[Token]) -> bool:
    """Whether one pair of braces holds all but row ends and punctuation."""
    core = [x for x in tokens if x.kind is not Kind.ROW and not x.is_sign(*ENDING)]
    if len(core) < 2 or not core[0].is_sign("{") or not core[-1].is_sign("}"):
        return False
    depth = 0
    for k, x in enumerate(core):
        depth += x.is_sign("{") - x.is_sign("}")
        if depth == 0:
            return k == len(core) - 1
    return False


def _levels(tokens: list[Token]) -> list[int]:
    """How deep each token stands in brackets and environments."""
    levels, depth = [], 0
    for x in tokens:
        if x.is_sign(*CLOSE) or x.kind is Kind.END:
            depth = max(0, depth - 1)
        levels.append(depth)
        depth += x.is_sign(*OPEN) or x.kind is Kind.BEGIN
    return levels


def _rows(tokens: list[Token]) -> list[list[Token]]:
    """The rows; brackets that never close do not hold rows together."""
    levels = _levels(tokens)
    last = tokens[-1] if tokens else None
    balanced = last is not None and levels[-1] == 0 and not last.is_sign(*OPEN)
    if balanced:
        return _split(
            tokens, [k for k, x in enumerate(tokens) if x.kind is Kind.ROW and not levels[k]]
        )
    depth, ends = 0, []
    for k, x in enumerate(tokens):
        depth += (x.kind is Kind.BEGIN) - (x.kind is Kind.END)
        if x.kind is Kind.ROW and depth == 0:
            ends.append(k)
    return _split(tokens, ends)


def _split(tokens: list[Token], ends: list[int]) -> list[list[Token]]:
    edges = [-1, *ends, len(tokens)]
    parts = [tokens[a + 1 : b] for a, b in zip(edges, edges[1:], strict=False)]
    return [p for p in parts if p]


def _segments(row: list[Token]) -> list[list[Token]]:
    """The parts of a row between gaps, joining words, and commas with a relation after them."""
    levels = _levels(row)
    found: list[list[Token]] = [[]]
    for k, x in enumerate(row):
        if levels[k] == 0 and (x.kind is Kind.GAP or _joins(x)):
            found.append([x] if x.kind is Kind.TEXT else [])
        elif levels[k] == 0 and x.is_sign(",", ";") and _has_relation(row, levels, k + 1):
            found.append([])
        else:
            found[-1].append(x)
    return [s for s in found if s] or [[]]


def _joins(token: Token) -> bool:
    """Whether words join two formulas."""
    if token.kind is not Kind.TEXT:
        return token.is_command(r"\because", r"\therefore", r"\forall")
    words = token.text.lower().split()
    if any(w.strip(".,") in CONJUNCTIONS for w in words):
        return True
    return any(not w.isascii() and token.text.startswith(w) for w in CONJUNCTIONS)


def _has_relation(row: list[Token], levels: list[int], start: int) -> bool:
    """Whether a relation follows on the level of the row before the next comma."""
    for x, level in zip(row[start:], levels[start:], strict=True):
        if level == 0 and x.kind is Kind.RELATION:
            return True
        if level == 0 and x.is_sign(","):
            return False
    return False


def _piece(segment: list[Token]) -> Chain:
    """One segment as a chain."""
    segment = _annotated([x for x in segment if x.kind is not Kind.CELL])
    sides: list[list[Token]] = [[]]
    relations: list[str] = []
    for x, level in zip(segment, _levels(segment), strict=True):
        if level == 0 and x.kind is Kind.RELATION:
            relations.append(x.text)
            sides.append([])
        else:
            sides[-1].append(x)
    if relations[:1] == ["~"] and len(sides[0]) > 2 and sides[0][1].is_sign(":"):
        sides[0] = sides[0][:1]  # P: X ∼ … says what the law P is
    chain = Chain([], tuple(relations))
    for side in sides:
        core, notes = _trimmed(side)
        chain.sides.append(core)
        chain.notes += notes
    return chain


def _annotated(tokens: list[Token]) -> list[Token]:
    r"""``\overset{words}{=}`` made the relation that it is."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if not token.is_command(r"\overset", r"\underset"):
            found.append(token)
            continue
        first, at = _group(tokens, at)
        second, at = _group(tokens, at)
        both = [x for x in (*second, *first) if x.kind is Kind.RELATION]
        demanded = any(x.is_sign("!") for x in first) and both[:1] and both[0].text == "="
        found.extend([replace(both[0], text=DEMAND)] if demanded else both[:1] or second)
    return found


def _group(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The tokens of the group or the one token at a place, and the place after it."""
    if at >= len(tokens) or not tokens[at].is_sign("{"):
        return tokens[at : at + 1], at + 1
    depth = 0
    for k in range(at, len(tokens)):
        depth += tokens[k].is_sign("{") - tokens[k].is_sign("}")
        if depth == 0:
            return tokens[at + 1 : k], k + 1
    return tokens[at + 1 :], len(tokens)


def _trimmed(side: list[Token]) -> tuple[list[Token], list[str]]:
    """A side without punctuation, words and bracketed words at its ends, and those words."""
    notes: list[str] = []
    only = [x.text for x in side if x.kind is Kind.TEXT]
    while side:
        if side[-1].is_sign(*ENDING) or side[-1].kind in (Kind.ROW, Kind.GAP):
            side = side[:-1]
        elif side[-1].kind is Kind.TEXT and len(side) > 1 and not side[-2].is_sign("+", "-", "*"):
            notes.append(side[-1].text)
            side = side[:-1]
        elif _is_remark(side[-3:]):
            notes.append(side[-2].text)
            side = side[:-3]
        elif side[0].is_sign(",", ".", ";") or side[0].kind in (Kind.ROW, Kind.GAP):
            side = side[1:]
        elif side[0].kind is Kind.TEXT and not (len(side) > 1 and side[1].is_sign("+", "-")):
            notes.append(side[0].text)
            side = side[1:]
        else:
            break
    if not side and only:
        return [], only
    return side, notes


def _is_remark(end: list[Token]) -> bool:
    """Whether a side ends with words in brackets."""
    return (
        len(end) == 3
        and end[0].is_sign("(", "[")
        and end[1].kind is Kind.TEXT
        and end[2].is_sign(")", "]")
    )


def _goes_on(before: Chain, piece: Chain) -> bool:
    """Whether a row goes on from the row before."""
    if piece.open:
        return piece.relations[0] not in ("then", "iff")
    first = piece.sides[0][0]
    last = before.sides[-1][-2:] if before.sides else []
    starred = len(last) > 1 and last[0].is_sign("^")  # a star above a letter
    unfinished = bool(last) and last[-1].is_sign("+", "-", "*") and not starred
    return bool(before.relations) and (
        first.is_sign("+", "-", "*") and not piece.relations or unfinished or not before.sides[-1]
    )


def _extend(chain: Chain, piece: Chain) -> Chain:
    """Add a row to a chain."""
    if piece.sides[0]:
        chain.sides[-1] = chain.sides[-1] + piece.sides[0]
    chain.sides += piece.sides[1:]
    chain.relations += piece.relations
    chain.notes += piece.notes
    return chain


def pieces(chain: Chain) -> Iterator[tuple[int, list[Token], str, list[Token]]]:
    """The steps of a chain: number, left side, relation, right side."""
    for k, relation in enumerate(chain.relations):
        yield k, chain.sides[k], relation, chain.sides[k + 1]
