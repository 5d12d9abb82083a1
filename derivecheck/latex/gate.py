r"""The gate between the formulas of a note and TeX: parse by an allow-list, or refuse.

A note is not trusted. Its LaTeX is never passed on; it is tokenised, parsed into the tree of
`mathnodes` and printed again from there (`mathtex`, `mathml`). Only the commands of `mathwords`
exist, braces, environments and ``\left``/``\right`` have to balance, and whatever would stop TeX
(a double superscript, an ``&`` too many, a limit on no operator) is refused before TeX sees it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from derivecheck.latex import words as words
from derivecheck.latex.escape import HAN, clean
from derivecheck.latex.nodes import (
    Array,
    Command,
    Fence,
    Node,
    Row,
    Script,
    Sized,
    Symbol,
    Words,
)

LONGEST = 9000  # characters of one formula
DEEPEST = 40  # nested groups

TOKEN = re.compile(
    r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}|\\(?:operatorname|tag)\*|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL
)
DIMENSION = re.compile(r"\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|mu)\s*\]")
PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=<>()[]|,.;:!?@"
)
TEXT_SYMBOLS = {rf"\{c}": c for c in "%_&#$ "} | {r"\,": " ", r"\quad": " ", "~": " "}
STOPS = ("}", "&", r"\\", r"\cr", r"\right", r"\middle")


class UnsafeMath(ValueError):
    """A formula with a token that the gate does not let through; `token` names it."""

    def __init__(self, token: str, why: str = "not on the allow-list") -> None:
        super().__init__(f"{token!r}: {why}")
        self.token = token


def parse(source: str) -> Row:
    r"""Return the parse tree of a formula (LaTeX, without its outer dollar signs).

    Rows (``\\``, ``&``) at the top level become an ``aligned``. Raises `UnsafeMath`.

    >>> parse(r"\frac12").items[0].name
    '\\frac'
    >>> parse(r"\input{x}")
    Traceback (most recent call last):
    derivecheck.latex.gate.UnsafeMath: '\\input': not on the allow-list
    """
    if len(source) > LONGEST:
        raise UnsafeMath(source[:20], f"longer than {LONGEST} characters")
    if "^^" in source:
        raise UnsafeMath("^^", "character notation of TeX")
    return _Parser(TOKEN.findall(_normal(source))).formula()


def _normal(source: str) -> str:
    text = unicodedata.normalize("NFC", source)
    for c in text:
        if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not c.isspace():
            raise UnsafeMath(f"U+{ord(c):04X}", "a control or format character")
    for character, latex in words.UNICODE.items():
        text = text.replace(character, f"{latex} " if latex[-1].isalpha() else latex)
    return text


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    # --- reading tokens

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def blanks(self) -> None:
        while self.peek().isspace():
            self.at += 1

    def expect(self, token: str, why: str) -> None:
        self.blanks()
        if self.peek() != token:
            raise UnsafeMath(self.peek() or "end of formula", why)
        self.at += 1

    # --- rows and cells

    def formula(self) -> Row:
        rows = self.table("aligned", 12)
        if self.peek():
            raise UnsafeMath(self.peek(), "without its opening partner")
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Row((Array("aligned", rows),))

    def table(self, environment: str, most: int) -> tuple[tuple[Row, ...], ...]:
        rows: list[tuple[Row, ...]] = []
        cells = [self.cell()]
        while self.peek() in ("&", r"\\", r"\cr"):
            if self.next() == "&":
                cells.append(self.cell())
                if len(cells) > most + 1:
                    raise UnsafeMath("&", f"more than {most} in a row of {environment}")
            else:
                self.row_space()
                rows.append(tuple(cells))
                cells = [self.cell()]
        if len(cells) > 1 or cells[0].items or not rows:
            rows.append(tuple(cells))
        return tuple(rows)

    def row_space(self) -> None:
        if self.peek() == "*":
            self.at += 1
        ahead = "".join(self.tokens[self.at : self.at + 12])
        if skip := DIMENSION.match(ahead):
            end = self.at
            while sum(map(len, self.tokens[self.at : end])) < skip.end():
                end += 1
            self.at = end

    def cell(self) -> Row:
        """A row of nodes up to whatever ends it; font switches and ``\\over`` act on the rest."""
        items: list[Node] = []
        while True:
            self.blanks()
            token = self.peek()
            if not token or token in STOPS or token.startswith(r"\end"):
                return Row(tuple(items))
            if token in words.SWITCHES:
                self.at += 1
                rest = self.cell()
                return Row((*items, Command(words.SWITCHES[token], (rest,))))
            if token == r"\over":
                self.at += 1
                return Row((Command(r"\frac", (Row(tuple(items)), self.cell())),))
            self.scripted(items)

    def scripted(self, items: list[Node]) -> None:
        """Read one atom with its scripts and append it."""
        token = self.peek()
        base = None if token in ("^", "_", "'") else self.atom()
        sub, sup = self.scripts(base)
        if sub is not None or sup is not None:
            items.append(Script(base, sub, sup))
        elif base is not None:
            items.append(base)

    def scripts(self, base: Node | None) -> tuple[Node | None, Node | None]:
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while True:
            self.blanks()
            token = self.peek()
            if token == "'":
                self.at += 1
                primes += 1
            elif token == "_" and sub is None:
                self.at += 1
                sub = self.argument("_")
            elif token == "^" and sup is None:
                self.at += 1
                sup = self.argument("^")
            elif token in ("_", "^"):
                raise UnsafeMath(token, "a second script on one base")
            elif token in (r"\limits", r"\nolimits"):
                self.limits(base)
            else:
                break
        if primes:
            above = (Symbol(r"\prime"),) * primes
            sup = Row(above if sup is None else (*above, sup))
        return sub, sup

    def limits(self, base: Node | None) -> None:
        token = self.next()
        operator = isinstance(base, Symbol) and base.name in words.LIMIT_TAKERS
        if not operator and not (isinstance(base, Command) and "op" in base.name):
            raise UnsafeMath(token, "not after an operator")

    # --- atoms

    def argument(self, owner: str) -> Node:
        self.blanks()
        if not self.peek() or self.peek() in (*STOPS, "^", "_", "'"):
            raise UnsafeMath(owner, "its argument is missing")
        return self.atom()

    def atom(self) -> Node:
        token = self.next()
        token = self.alias(token)
        for accepts, read in self.readers():
            if accepts(token):
                return read(token)
        raise UnsafeMath(token)

    def alias(self, token: str) -> str:
        if token not in words.ALIASES:
            return token
        first, *rest = TOKEN.findall(words.ALIASES[token])
        self.tokens[self.at : self.at] = rest
        return str(first)

    def readers(self) -> tuple[tuple[Callable[[str], bool], Callable[[str], Node]], ...]:
        return (
            (lambda t: t in PLAIN or t in words.SYMBOLS, Symbol),
            (lambda t: t == "{", self.group),
            (lambda t: t in words.TEXTS, self.text),
            (lambda t: t in words.ONE_ARGUMENT, lambda t: self.command(t, 1)),
            (lambda t: t in words.TWO_ARGUMENTS, lambda t: self.command(t, 2)),
            (lambda t: t == r"\left", self.fence),
            (lambda t: t in words.SIZES, lambda t: Sized(t, self.delimiter(t))),
            (lambda t: t in words.DELIMITERS, Symbol),
            (lambda t: t == r"\not", self.negated),
            (lambda t: t == r"\substack", self.substack),
            (lambda t: t.startswith(r"\begin"), self.environment),
            (lambda t: t in words.DROPPED, lambda _: Row(())),
            (lambda t: t in words.DROPPED_WITH_ARGUMENT, self.dropped),
            (lambda t: len(t) == 1 and ord(t) in HAN, self.han),
        )

    def group(self, _: str = "{") -> Row:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnsafeMath("{", f"nested deeper than {DEEPEST}")
        row = self.cell()
        self.expect("}", "a group is not closed")
        self.depth -= 1
        return row

    def command(self, name: str, count: int) -> Command:
        option = None
        self.blanks()
        if name in words.OPTIONAL and self.peek() == "[":
            option = self.bracketed(name)
        return Command(name, tuple(self.argument(name) for _ in range(count)), option)

    def bracketed(self, name: str) -> Row:
        self.at += 1
        items: list[Node] = []
        while self.peek() != "]":
            self.blanks()
            if not self.peek() or self.peek() in STOPS or self.peek().startswith(r"\end"):
                raise UnsafeMath(name, "its optional argument is not closed")
            self.scripted(items)
        self.at += 1
        return Row(tuple(items))

    def delimiter(self, owner: str) -> str:
        self.blanks()
        token = self.alias(self.next())
        if token == "." and owner in (r"\left", r"\right", r"\middle"):
            return token
        if token not in words.DELIMITERS:
            raise UnsafeMath(token or owner, f"no delimiter after {owner}")
        return token

    def fence(self, _: str) -> Fence:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnsafeMath(r"\left", f"nested deeper than {DEEPEST}")
        left, parts, middles = self.delimiter(r"\left"), [self.cell()], []
        while self.peek() == r"\middle":
            self.at += 1
            middles.append(self.delimiter(r"\middle"))
            parts.append(self.cell())
        self.expect(r"\right", r"a \left is not closed here")
        self.depth -= 1
        return Fence(left, tuple(parts), tuple(middles), self.delimiter(r"\right"))

    def negated(self, _: str) -> Node:
        self.blanks()
        token = self.next()
        known = {"=": r"\neq", r"\in": r"\notin", r"\mid": r"\nmid", r"\exists": r"\nexists"}
        if token not in known:
            raise UnsafeMath(rf"\not{token}")
        return Symbol(known[token])

    def substack(self, _: str) -> Array:
        self.expect("{", r"\substack needs a group")
        rows = self.table("substack", 0)
        self.expect("}", "a group is not closed")
        return Array("substack", rows)

    def environment(self, token: str) -> Node:
        name = token[token.index("{") + 1 : -1]
        if name not in words.ENVIRONMENTS:
            raise UnsafeMath(token)
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnsafeMath(token, f"nested deeper than {DEEPEST}")
        becomes, most = words.ENVIRONMENTS[name]
        columns = self.columns() if name == "array" else ""
        if name == "alignedat":
            self.dropped(token)
        self.blanks()
        if "".join(self.tokens[self.at : self.at + 3]) in ("[t]", "[b]", "[c]"):
            self.at += 3
        rows = self.table(name, len(columns) - 1 if columns else most)
        if self.next() != rf"\end{{{name}}}":
            raise UnsafeMath(token, "an environment is not closed")
        self.depth -= 1
        if becomes == "aligned" and len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Array(becomes, rows, columns)

    def columns(self) -> str:
        columns = self.raw(r"\begin{array}").replace(" ", "").replace("|", "")
        if not re.fullmatch("[lcr]{1,10}", columns):
            raise UnsafeMath(columns, "not a column specification")
        return columns

    # --- text

    def raw(self, owner: str) -> str:
        """The source of a braced argument."""
        self.expect("{", f"{owner} needs a group")
        start, depth = self.at, 1
        while depth:
            token = self.next()
            if not token:
                raise UnsafeMath(owner, "a group is not closed")
            depth += {"{": 1, "}": -1}.get(token, 0)
        return "".join(self.tokens[start : self.at - 1])

    def text(self, token: str) -> Words:
        pieces = []
        for piece in TOKEN.findall(self.raw(token)):
            if piece in "{}":
                continue
            if piece == "$" or (piece[0] == "\\" and piece not in TEXT_SYMBOLS):
                raise UnsafeMath(piece, f"inside {token}")
            pieces.append(TEXT_SYMBOLS.get(piece, piece))
        return Words(clean("".join(pieces)))

    def dropped(self, token: str) -> Row:
        self.raw(token)
        return Row(())

    def han(self, first: str) -> Words:
        run = first
        while self.peek() and len(self.peek()) == 1 and ord(self.peek()) in HAN:
            run += self.next()
        return Words(run)
